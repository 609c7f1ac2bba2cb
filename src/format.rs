//! What a source is and the articles in it: bytes in, leaves out, one file a format. Knows no files,
//! no tagger; what a format cannot give is a [`Refusal`].

pub mod detect;
mod html;
mod limits;
mod markdown;
mod plain;
mod questions;

use crate::text::Document;

pub use detect::Format;
pub use limits::Limits;

/// One article found in a source.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    /// What tells it from the others of the same source, where there can be several: "3",
    /// "chapter-2.xhtml".
    pub name: Option<String>,
    /// What the raw view shows and [`Document::origin`] leads to: the bytes it came as, or its text
    /// where those are packed (a book, a PDF).
    pub source: Vec<u8>,
    /// Its text.
    pub document: Document,
}

/// Why a source, or a part of it, gives no article; said to a person behind its name ("is empty:
/// there is nothing to read").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

/// What a source gives, in order: its articles, and what was wrong with parts of it.
pub type Found = Result<Leaf, Refusal>;

/// Reads a source whose name (a file's, or none) is only a hint of what it is. `sink` takes what is
/// found as it is found and says whether to go on.
pub fn read(source: Vec<u8>, name: &str, limits: &Limits, sink: &mut dyn FnMut(Found) -> bool) {
    let format = match detect::detect(&source, name) {
        Ok(format) => format,
        Err(refusal) => {
            sink(Err(refusal));
            return;
        }
    };
    match format {
        Format::Plain => plain::read(source, sink),
        Format::Html => html::read(source, limits, sink),
        Format::Markdown => markdown::read(source, limits, sink),
    }
}
