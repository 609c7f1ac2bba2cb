//! Word documents: paragraphs with their styles and numbers, tables, notes, comments and text boxes.
//! Tracked deletions are left out, tracked insertions taken.

mod notes;
mod sheets;

use notes::Notes;
use sheets::{Counters, Sheets};

use super::{Draft, Properties, Role, below, one_line};
use crate::format::archive::Archive;
use crate::format::xml::{self, Element, Elements, Node};
use crate::format::{Limits, Refusal};
use crate::text::Manuscript;

/// What may stand between a table, its rows and their cells.
const WRAPPERS: [&str; 5] = ["sdt", "sdtContent", "ins", "customXml", "smartTag"];

pub(super) fn manuscript(source: &[u8], limits: &Limits) -> Result<Manuscript, Refusal> {
    let mut archive = Archive::open(source, limits)?;
    let main = main_part(&mut archive, limits)?;
    let body = archive.read(&main)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let mut part = |name: &str| match archive.read_any(name) {
        Some(bytes) => xml::tree(&bytes, limits),
        None => Ok(Element::default()),
    };
    let mut beside = |name: &str| part(&format!("{folder}/{name}"));
    let mut reading = Reading {
        sheets: Sheets::new(&beside("styles.xml")?, &beside("numbering.xml")?),
        footnotes: Notes::of(&beside("footnotes.xml")?),
        endnotes: Notes::of(&beside("endnotes.xml")?),
        counters: Counters::default(),
        draft: Draft::default(),
    };
    let comments = beside("comments.xml")?;
    let core = part("docProps/core.xml")?;
    let text = xml::text(&body);
    let mut elements = Elements::new(&text, limits);
    while let Some(element) = elements.next(|name| matches!(xml::local(name), "p" | "tbl"))? {
        reading.block(&element);
    }
    reading.draft.comments = comments_of(&comments);
    let told = |name| core.child(name).map(|found| one_line(&found.text()));
    let told = |name| told(name).filter(|words| !words.is_empty());
    let date = told("created").or_else(|| told("modified"));
    let properties = Properties { title: told("title"), author: told("creator"), date };
    Ok(reading.draft.finish(properties))
}

/// The name of the part that holds the text; some programs number it.
fn main_part(archive: &mut Archive, limits: &Limits) -> Result<String, Refusal> {
    let relations = archive.read_any("_rels/.rels").unwrap_or_default();
    let relations = xml::tree(&relations, limits)?;
    let main = relations
        .elements()
        .find(|one| one.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument")))
        .and_then(|one| one.attribute("Target"));
    Ok(main.map_or("word/document.xml", |path| path.trim_start_matches('/')).to_owned())
}

fn comments_of(comments: &Element) -> Vec<(String, String)> {
    let of = |one: &Element| {
        let author = one.attribute("author").unwrap_or("unnamed").to_owned();
        (author, plain_words(one))
    };
    comments.elements().filter(|one| one.local() == "comment").map(of).collect()
}

/// The words of a note or comment, its paragraphs joined.
fn plain_words(element: &Element) -> String {
    let mut words = String::new();
    for paragraph in element.elements() {
        let mut run = Run::default();
        run.gather(paragraph, &mut |_, _| String::new());
        words.push_str(&run.words);
        words.push(' ');
    }
    one_line(&words)
}

/// What is in a paragraph.
#[derive(Default)]
struct Run<'a> {
    words: String,
    /// Letters and digits, and how many of them are bold.
    letters: usize,
    bold: usize,
    /// Text boxes anchored in it.
    boxes: Vec<&'a Element>,
}

impl<'a> Run<'a> {
    /// Takes the words of an element; `note` gives the sign for the note of a kind and number.
    fn gather(&mut self, element: &'a Element, note: &mut dyn FnMut(&str, &str) -> String) {
        let before = self.letters;
        for node in &element.children {
            let Node::Element(child) = node else { continue };
            match child.local() {
                "t" => {
                    let words = child.text();
                    self.letters += words.chars().filter(|char| char.is_alphanumeric()).count();
                    self.words.push_str(&words);
                }
                "tab" => self.words.push(' '),
                "br" | "cr" => self.words.push('\n'),
                "noBreakHyphen" => self.words.push('\u{2011}'),
                kind @ ("footnoteReference" | "endnoteReference") => {
                    self.words.push_str(&note(kind, child.attribute("id").unwrap_or_default()));
                }
                "txbxContent" => self.boxes.push(child),
                // Properties, what was deleted, field codes, and the same drawing once more.
                "pPr" | "rPr" | "del" | "moveFrom" | "instrText" | "Fallback" => {}
                _ => self.gather(child, note),
            }
        }
        let is_bold = element.local() == "r"
            && element.child("rPr").and_then(|look| look.child("b")).is_some_and(is_on);
        if is_bold {
            self.bold += self.letters - before;
        }
    }

    /// Whether it looks like a heading that was made by hand: bold from end to end, and short.
    fn heads(&self) -> bool {
        let words = self.words.trim();
        self.bold > 0
            && self.bold == self.letters
            && words.split_whitespace().count() <= 14
            && !words.ends_with(['.', ',', ';', ':'])
    }
}

/// Whether a switch such as "bold" is on.
fn is_on(switch: &Element) -> bool {
    !matches!(switch.attribute("val"), Some("0" | "false" | "off" | "none"))
}

/// A document being read.
struct Reading {
    sheets: Sheets,
    counters: Counters,
    footnotes: Notes,
    endnotes: Notes,
    draft: Draft,
}

impl Reading {
    /// A paragraph or table; anything else is looked into.
    fn block(&mut self, element: &Element) {
        match element.local() {
            "p" => self.paragraph(element),
            "tbl" => self.table(element),
            "del" | "moveFrom" | "Fallback" => {}
            _ => element.elements().for_each(|child| self.block(child)),
        }
    }

    fn paragraph(&mut self, element: &Element) {
        let run = self.run(element);
        let look = self.sheets.look(element.child("pPr"));
        let list = look.list.filter(|_| !run.words.trim().is_empty());
        let marker = list.map(|(list, level)| self.counters.count(&self.sheets, &list, level));
        let role = match look.role {
            Role::Plain if marker.is_none() && run.heads() => Role::Heading,
            role => role,
        };
        self.draft.paragraph(role, marker, &run.words);
        for text_box in run.boxes {
            self.block(text_box);
        }
    }

    fn run<'a>(&mut self, element: &'a Element) -> Run<'a> {
        let Self { draft, footnotes, endnotes, .. } = self;
        let mut run = Run::default();
        run.gather(element, &mut |kind, id| {
            let notes = if kind == "footnoteReference" { &mut *footnotes } else { &mut *endnotes };
            notes.cite(id, draft)
        });
        run
    }

    /// Row by row. A table of one column only sets its text off: that is read as it stands.
    fn table(&mut self, table: &Element) {
        let mut rows = Vec::new();
        below(table, "tr", &WRAPPERS, &mut rows);
        let is =
            |row: &Element, look| row.child("trPr").is_some_and(|one| one.child(look).is_some());
        rows.retain(|row| !is(row, "del"));
        let rows = rows.into_iter().map(|row| {
            let mut cells = Vec::new();
            below(row, "tc", &WRAPPERS, &mut cells);
            (row, cells)
        });
        let rows: Vec<(&Element, Vec<&Element>)> = rows.collect();
        let wide = rows.iter().any(|(_, cells)| cells.len() > 1);
        for (row, cells) in rows {
            if wide {
                let cells: Vec<String> = cells.into_iter().map(|cell| self.cell(cell)).collect();
                self.draft.row(&cells, is(row, "tblHeader"));
            } else {
                for cell in cells {
                    self.block(cell);
                }
            }
        }
    }

    /// The words of a cell on one line, those of tables in it included.
    fn cell(&mut self, cell: &Element) -> String {
        let mut words = String::new();
        for part in cell.elements() {
            let more = if part.local() == "p" { self.run(part).words } else { self.cell(part) };
            words.push_str(&more);
            words.push(' ');
        }
        one_line(&words)
    }
}
