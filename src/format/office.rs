//! Office documents: what DOCX and ODT have in common on their way to a manuscript. How each of the
//! two says it is in the files beside.

mod docx;
mod odt;

use super::archive::Archive;
use super::xml::Element;
use super::{Found, Leaf, Limits, Refusal};
use crate::text::{BlockKind, Furniture, Manuscript, Marker, Piece};

/// Reads a Word document.
pub(super) fn read_docx(source: &[u8], limits: &Limits, sink: &mut dyn FnMut(Found) -> bool) {
    sink(docx::manuscript(source, limits).and_then(Leaf::composed));
}

/// Reads an `OpenDocument` text.
pub(super) fn read_odt(source: &[u8], limits: &Limits, sink: &mut dyn FnMut(Found) -> bool) {
    sink(odt::manuscript(source, limits).and_then(Leaf::composed));
}

/// Whether an archive holds a Word document.
pub(super) fn is_docx(archive: &Archive) -> bool {
    archive.has("[Content_Types].xml")
        && (archive.has("word/document.xml") || archive.has("word/styles.xml"))
}

/// Whether a source is the container in which Word keeps old and encrypted documents.
pub(super) fn is_compound(source: &[u8]) -> bool {
    source.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
}

/// Why such a container is not read.
pub(super) fn compound() -> Refusal {
    Refusal::new("is an old or encrypted Office file: save it as .docx without a password")
}

/// What a paragraph is, by its style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Role {
    #[default]
    Plain,
    Title,
    Author,
    Date,
    Heading,
    Quotation,
    Contents,
    Item,
}

impl Role {
    /// The role of a style by its English name, which both formats keep beside a translated one.
    fn of(style: &str) -> Option<Self> {
        let style = style.to_lowercase().replace(['_', '-'], " ");
        let starts = |words: &[&str]| words.iter().any(|word| style.starts_with(word));
        Some(match style.as_str() {
            "title" => Self::Title,
            "author" => Self::Author,
            "date" => Self::Date,
            _ if starts(&["toc", "table of", "contents", "index"]) => Self::Contents,
            _ if starts(&["heading"]) => Self::Heading,
            _ if style.contains("quot") || starts(&["block text"]) => Self::Quotation,
            _ if starts(&["list bullet", "list number"]) => Self::Item,
            _ => return None,
        })
    }
}

/// A document being read: its text in order, and what is brought to the end.
#[derive(Debug, Default)]
struct Draft {
    manuscript: Manuscript,
    /// Foot- and endnotes in the order of their numbers.
    notes: Vec<String>,
    /// Who said what beside the text.
    comments: Vec<(String, String)>,
}

impl Draft {
    /// Adds a paragraph in its role; a list item by its marker.
    fn paragraph(&mut self, role: Role, marker: Option<Marker>, words: &str) {
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        let told = &mut self.manuscript.told;
        let kind = match role {
            Role::Title if told.title.is_none() => {
                told.title = Some(words.to_owned());
                return;
            }
            // Several authors stand in a paragraph each.
            Role::Author => {
                let before = told.author.take().map(|before| before + ", ").unwrap_or_default();
                told.author = Some(before + words);
                return;
            }
            Role::Date if told.date.is_none() => {
                told.date = Some(words.to_owned());
                return;
            }
            Role::Heading | Role::Title => BlockKind::Heading,
            Role::Contents => BlockKind::Furniture(Furniture::Navigation),
            Role::Quotation => BlockKind::Quotation,
            Role::Item => BlockKind::Item(marker.unwrap_or(Marker::Bullet)),
            Role::Plain | Role::Date => marker.map_or(BlockKind::Paragraph, BlockKind::Item),
        };
        self.manuscript.pieces.push(Piece::new(kind, words));
    }

    /// Adds a row of a table, its cells set apart; `head` says that it names the columns.
    fn row(&mut self, cells: &[String], head: bool) {
        let cells: Vec<&str> = cells.iter().map(|cell| cell.trim()).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            let words = cells.join(" | ");
            self.manuscript.pieces.push(Piece::new(BlockKind::Row { head }, words));
        }
    }

    /// Takes a note and gives the sign that stands for it in the text.
    fn note(&mut self, words: &str) -> String {
        self.notes.push(one_line(words));
        format!("[{}]", self.notes.len())
    }

    /// The whole, with what its properties say where the text itself does not.
    fn finish(mut self, properties: Properties) -> Manuscript {
        let Manuscript { told, pieces, .. } = &mut self.manuscript;
        if told.title.is_none() {
            told.title = properties.title.filter(|title| !is_file_name(title));
            // A document without a title style has its title as first heading.
            let first = pieces.iter().position(|piece| !piece.words.is_empty());
            let heading = first.filter(|at| pieces[*at].kind == BlockKind::Heading);
            let same =
                |piece: &Piece| told.title.as_ref().is_none_or(|title| *title == piece.words);
            if let Some(at) = heading.filter(|at| same(&pieces[*at])) {
                told.title = Some(pieces.remove(at).words);
            }
        }
        told.author = told.author.take().or(properties.author);
        told.date = told.date.take().or(properties.date);
        for (number, words) in (1..).zip(&self.notes) {
            pieces.push(Piece::new(BlockKind::Paragraph, format!("[{number}] {words}")));
        }
        for (author, words) in self.comments {
            pieces.push(Piece::new(BlockKind::Commenter, author));
            pieces.push(Piece::new(BlockKind::Comment { author: None }, words));
        }
        self.manuscript
    }
}

/// What a document's properties say of it.
#[derive(Debug, Default)]
struct Properties {
    title: Option<String>,
    author: Option<String>,
    date: Option<String>,
}

/// Whether a title is what a program made of a file's name.
fn is_file_name(title: &str) -> bool {
    let end = title.rsplit_once('.').map(|(_, end)| end.to_lowercase());
    let is_file = end.is_some_and(|end| {
        matches!(
            end.as_str(),
            "doc" | "docx" | "odt" | "rtf" | "pdf" | "dvi" | "tex" | "indd" | "html"
        )
    });
    is_file || title.starts_with("Microsoft Word - ") || title == "Untitled"
}

/// The elements of a name in `element`: directly, or in elements that only wrap them.
fn below<'a>(element: &'a Element, name: &str, wrappers: &[&str], found: &mut Vec<&'a Element>) {
    for child in element.elements() {
        if child.local() == name {
            found.push(child);
        } else if wrappers.contains(&child.local()) {
            below(child, name, wrappers, found);
        }
    }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
