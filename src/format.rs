//! What a source is and the articles in it: bytes in, leaves out, one file a format. Knows no files,
//! no tagger; what a format cannot give is a [`Refusal`].

pub(crate) mod archive;
pub mod detect;
mod epub;
mod feed;
mod gzip;
mod html;
mod limits;
mod mail;
mod markdown;
mod office;
mod pdf;
pub mod plain;
mod questions;
mod records;
pub(crate) mod xml;

use crate::text::{Document, Manuscript};

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

impl Leaf {
    /// An article whose source is packed: its text is all there is to show of it.
    ///
    /// # Errors
    /// When it holds no words.
    fn composed(manuscript: Manuscript) -> Found {
        if manuscript.is_empty() {
            return Err(Refusal::new("holds no words: there is nothing to read"));
        }
        let document = manuscript.compose(None);
        Ok(Self { name: None, source: document.text.clone().into_bytes(), document })
    }
}

/// Why a source, or a part of it, gives no article; said to a person behind its name ("is empty:
/// there is nothing to read").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The part it is about, named as a [`Leaf`] is; none where it is the whole source.
    pub part: Option<String>,
    /// What is wrong and what to do.
    pub why: String,
}

impl Refusal {
    /// Of a whole source.
    pub fn new(why: impl Into<String>) -> Self {
        Self { part: None, why: why.into() }
    }

    /// Of a part of a source.
    pub fn of(part: impl Into<String>, why: impl Into<String>) -> Self {
        Self { part: Some(part.into()), why: why.into() }
    }
}

/// What is found in a part of a source, under that part's name.
fn named(found: Found, name: &str) -> Found {
    match found {
        Ok(leaf) => Ok(Leaf { name: Some(name.to_owned()), ..leaf }),
        Err(refusal) => Err(Refusal::of(name, refusal.why)),
    }
}

/// What a source gives, in order: its articles, and what was wrong with parts of it.
pub type Found = Result<Leaf, Refusal>;

/// Reads a source whose name (a file's, or none) is only a hint of what it is. `sink` takes what is
/// found as it is found and says whether to go on.
pub fn read(source: Vec<u8>, name: &str, limits: &Limits, sink: &mut dyn FnMut(Found) -> bool) {
    if !gzip::is_packed(&source) {
        return of_format(source, name, limits, sink);
    }
    match gzip::unpack(&source, limits) {
        Ok(source) => of_format(source, name.trim_end_matches(".gz"), limits, sink),
        Err(refusal) => {
            sink(Err(refusal));
        }
    }
}

fn of_format(source: Vec<u8>, name: &str, limits: &Limits, sink: &mut dyn FnMut(Found) -> bool) {
    match detect::detect(&source, name) {
        Ok(format) => read_as(format, source, limits, sink),
        Err(refusal) => {
            sink(Err(refusal));
        }
    }
}

/// Reads a source of a known format, and stops where it holds too many articles.
pub fn read_as(
    format: Format,
    source: Vec<u8>,
    limits: &Limits,
    sink: &mut dyn FnMut(Found) -> bool,
) {
    let mut left = limits.articles;
    let sink = &mut |found| {
        if left == 0 {
            let many = limits.articles;
            let why = format!(
                "holds more than {many} articles: the rest is not read; allow more by --max-articles"
            );
            sink(Err(Refusal::new(why)));
            return false;
        }
        left -= 1;
        sink(found)
    };
    match format {
        Format::Plain => plain::read(source, limits, sink),
        Format::Html => html::read(source, limits, sink),
        Format::Markdown => markdown::read(source, limits, sink),
        Format::Epub => epub::read(&source, limits, sink),
        Format::Pdf => pdf::read(source, limits, sink),
        Format::Feed => feed::read_xml(&source, limits, sink),
        Format::JsonFeed => feed::read_json(&source, limits, sink),
        Format::Records => records::read(&source, sink),
        Format::Mail => mail::read(&source, limits, sink),
        Format::Mailbox => mail::read_mailbox(&source, limits, sink),
        Format::Docx => office::read_docx(&source, limits, sink),
        Format::Odt => office::read_odt(&source, limits, sink),
    }
}
