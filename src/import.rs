//! What other programs, and perusal itself, have written about articles: read to one plain description of
//! articles, codes and stretches of text, whatever the format. Pure: bytes in, description out; what of it is
//! known already and where it is kept, is for others.

mod lines;
pub mod place;
mod refi;
mod sidecar;
mod web;

use crate::format::{Limits, Refusal};
use crate::tag::codebook::Theme;
use crate::tag::{Kind, Verdict};
use crate::text::{Anchor, Document, Standing};

/// What a file brings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bundle {
    /// Its codes; stretches name them by their places here.
    pub codes: Vec<Code>,
    /// Its articles.
    pub texts: Vec<Text>,
    /// What of it cannot be taken over, and why: a line each.
    pub skipped: Vec<String>,
    /// What is not taken over since perusal makes its own.
    pub told: Vec<String>,
    /// The codebook's title, where the file holds a whole codebook of perusal's own.
    pub own: Option<Own>,
}

/// What a file of perusal's own says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// The codebook's title.
    pub title: Option<String>,
}

/// A code.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Code {
    /// The kind that it is, if it is one.
    pub kind: Option<Kind>,
    /// What a theme of it would be; its parent is not looked at.
    pub theme: Theme,
    /// The code that it is part of, which is part of none.
    pub parent: Option<usize>,
}

/// An article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text {
    /// What tells it from others of the file.
    pub part: String,
    /// Under what names a library may know it.
    pub names: Vec<String>,
    /// What it is called.
    pub title: String,
    /// Its text; none where only its names are told.
    pub words: Option<Words>,
    /// Whether it is starred.
    pub starred: bool,
    /// What was written about it.
    pub memo: String,
    /// What is said of stretches of it.
    pub stretches: Vec<Stretch>,
}

/// The text of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// As it came.
    pub bytes: Vec<u8>,
    /// As perusal has read it before.
    pub document: Option<Document>,
}

/// What is said of a stretch of text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stretch {
    /// The first character, as counted by whoever says it.
    pub start: Option<usize>,
    /// One past the last.
    pub end: Option<usize>,
    /// The words, or what stands for them; may be empty.
    pub words: String,
    /// What stands before them.
    pub prefix: String,
    /// What stands behind them.
    pub suffix: String,
    /// Codes by their places in [`Bundle::codes`], with what is decided about each.
    pub marks: Vec<(usize, Verdict)>,
    /// Whether it is starred.
    pub starred: bool,
    /// What was written about it.
    pub memo: String,
    /// What perusal has kept it on its words by.
    pub anchor: Option<(Anchor, Standing)>,
}

impl Stretch {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty() && !self.starred && self.memo.is_empty()
    }
}

impl Bundle {
    /// The place of a code of that name, which is added where there is none.
    fn code(&mut self, name: &str) -> usize {
        let small = name.trim().to_lowercase();
        let is_it = |code: &Code| code.theme.name.to_lowercase() == small;
        self.codes.iter().position(is_it).unwrap_or_else(|| {
            let theme = Theme { name: one_line(name), ..Theme::default() };
            self.codes.push(Code { kind: kind_named(&theme.name), theme, parent: None });
            self.codes.len() - 1
        })
    }

    /// The article of those names, which is added where there is none.
    fn text(&mut self, part: &str, names: &[&str]) -> &mut Text {
        let at = self.texts.iter().rposition(|text| text.part == part);
        let at = at.unwrap_or_else(|| {
            let names = names.iter().filter(|name| !name.is_empty());
            let names = names.map(|name| (*name).to_owned()).collect();
            self.texts.push(Text { part: part.to_owned(), names, ..Text::default() });
            self.texts.len() - 1
        });
        &mut self.texts[at]
    }
}

/// The kind that is called so, or in the plural.
fn kind_named(name: &str) -> Option<Kind> {
    let small = name.trim().to_lowercase();
    let is_called = |kind: &Kind| {
        let one = kind.name();
        let many = one.strip_suffix('y').map_or_else(|| format!("{one}s"), |it| format!("{it}ies"));
        small == one || small == many
    };
    Kind::ALL.into_iter().find(is_called)
}

/// A name on one line.
fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads a file, which its content tells the format of.
///
/// # Errors
/// Says what is wrong with it; then nothing of it is to be used.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Bundle, Refusal> {
    let head = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = head.iter().find(|byte| !byte.is_ascii_whitespace());
    match first {
        None => Err(Refusal::new("is empty: there is nothing to import")),
        Some(b'P') if head.starts_with(b"PK") => refi::read_project(bytes, limits),
        Some(b'<') => refi::read_codebook(bytes, limits),
        Some(b'{' | b'[') if lines::are_rows(head) => lines::read(head),
        Some(b'{' | b'[') => web::read(head),
        Some(_) if head.contains(&0) => refi::read_codebook(bytes, limits),
        Some(_) => Err(Refusal::new(UNKNOWN)),
    }
}

const UNKNOWN: &str = "is nothing to import: that is a .qdpx, a .qdc, Web Annotations (JSON) or perusal's own JSON Lines";

#[cfg(test)]
mod tests;
