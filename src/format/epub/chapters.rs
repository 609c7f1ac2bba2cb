//! The chapters of a book: its files read in order, each an article or the next part of the one
//! before. What the files are called and listed as is told by `package`.

use super::package::{File, Package, is_apart};
use crate::format::archive::Archive;
use crate::format::xml::{self, Elements};
use crate::format::{Found, Leaf, Limits, Refusal, html, named};
use crate::text::{BlockKind, Manuscript, Piece, Told};

pub(super) fn read(
    mut archive: Archive,
    package: &Package,
    limits: &Limits,
    sink: &mut dyn FnMut(Found) -> bool,
) {
    let mut book = Book { told: &package.told, open: None, chapters: 0, sink };
    let mut refused = 0;
    for file in package.files.iter().filter(|file| !file.is_apart) {
        let goes_on = match pieces(&mut archive, file, limits) {
            Ok(pieces) => book.take(file, pieces),
            Err(refusal) => {
                refused += 1;
                book.close(false) && (book.sink)(named(Err(refusal), name(file)))
            }
        };
        if !goes_on {
            return;
        }
    }
    book.close(true);
    if book.chapters + refused == 0 {
        sink(Err(Refusal::new("is a book without text: there is nothing to read")));
    }
}

/// The name of a chapter: that of its file.
fn name(file: &File) -> &str {
    file.path.rsplit('/').next().unwrap_or_default()
}

/// The words of a file; none if it calls itself a cover or the like.
fn pieces(archive: &mut Archive, file: &File, limits: &Limits) -> Result<Vec<Piece>, Refusal> {
    let text = xml::text(&archive.read(&file.path)?);
    let mut elements = Elements::new(&text, limits);
    let body = elements.next(|name| xml::local(name) == "body")?;
    let body = body.unwrap_or_default();
    let section = body.elements().next().filter(|_| body.elements().count() == 1);
    let kinds = [body.attribute("type"), section.and_then(|section| section.attribute("type"))];
    if kinds.into_iter().flatten().any(|kinds| kinds.split(' ').any(is_apart)) {
        return Ok(Vec::new());
    }
    Ok(html::pieces(&text, limits))
}

/// A book on its way to articles.
struct Book<'a> {
    told: &'a Told,
    /// The chapter that the next file may go on with: its name, its title and its text.
    open: Option<(String, Option<String>, Vec<Piece>)>,
    chapters: usize,
    sink: &'a mut dyn FnMut(Found) -> bool,
}

impl Book<'_> {
    /// Takes the text of a file; whether to go on.
    fn take(&mut self, file: &File, mut pieces: Vec<Piece>) -> bool {
        if pieces.is_empty() {
            return true;
        }
        let heads = pieces.first().is_some_and(|piece| piece.kind == BlockKind::Heading);
        if let Some((_, _, open)) = self.open.as_mut().filter(|_| !heads && file.label.is_none()) {
            open.append(&mut pieces);
            return true;
        }
        let goes_on = self.close(false);
        let title = title(file.label.as_deref(), &mut pieces);
        self.open = Some((name(file).to_owned(), title, pieces));
        goes_on
    }

    /// Gives out the open chapter; the only one of a book has the book's name.
    fn close(&mut self, is_last: bool) -> bool {
        let Some((name, title, mut pieces)) = self.open.take() else { return true };
        let book = self.told;
        let told = if is_last && self.chapters == 0 {
            let again =
                title.filter(|title| book.title.as_ref().is_some_and(|book| !same(book, title)));
            if let Some(title) = again {
                pieces.insert(0, Piece::new(BlockKind::Heading, title));
            }
            book.clone()
        } else {
            let parts = [&book.title, &book.source].into_iter().flatten().map(String::as_str);
            let source = parts.collect::<Vec<_>>().join(", ");
            let title = title.or_else(|| book.title.clone());
            Told { title, source: (!source.is_empty()).then_some(source), ..book.clone() }
        };
        self.chapters += 1;
        let manuscript = Manuscript { told, pieces, ..Manuscript::default() };
        (self.sink)(named(Leaf::composed(manuscript), &name))
    }
}

/// The title of a chapter: what the contents call it, or its first heading. Headings that only say
/// the same are taken out of its text.
fn title(label: Option<&str>, pieces: &mut Vec<Piece>) -> Option<String> {
    let headings = pieces.iter().take_while(|piece| piece.kind == BlockKind::Heading);
    let Some(label) = label else {
        let first = headings.count() > 0;
        return first.then(|| pieces.remove(0).words);
    };
    let said = headings.take_while(|heading| letters(label).contains(&letters(&heading.words)));
    let said = said.count();
    // A label may leave out what the heading adds.
    let fuller = pieces.first().filter(|_| said == 0).filter(|first| {
        first.kind == BlockKind::Heading && letters(&first.words).contains(&letters(label))
    });
    if fuller.is_some() {
        return Some(pieces.remove(0).words);
    }
    pieces.drain(..said);
    Some(label.to_owned())
}

fn same(one: &str, other: &str) -> bool {
    letters(one) == letters(other)
}

/// Only the letters and digits, to compare by.
fn letters(words: &str) -> String {
    words.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_labels_or_headings() {
        let of = |label: Option<&str>, headings: &[&str]| {
            let piece = |words: &&str| Piece::new(BlockKind::Heading, *words);
            let mut pieces: Vec<Piece> = headings.iter().map(piece).collect();
            (title(label, &mut pieces).unwrap_or_default(), pieces.len())
        };
        assert_eq!(of(None, &["One", "Deeper"]), ("One".into(), 1));
        assert_eq!(
            of(Some("1. The Wards"), &["1", "The wards", "Deeper"]),
            ("1. The Wards".into(), 1)
        );
        assert_eq!(of(Some("Wards"), &["Wards and more"]), ("Wards and more".into(), 0));
        assert_eq!(of(Some("Wards"), &["Other"]), ("Wards".into(), 1));
    }
}
