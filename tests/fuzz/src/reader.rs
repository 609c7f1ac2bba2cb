//! The readers by name, and how each is fed.

use std::env;
use std::sync::OnceLock;

use perusal::format::{self, Format, Leaf, Limits};
use perusal::ingest;

use crate::{packed, promise};

/// Small bounds, so that many sources are tried in a second.
const LIMITS: Limits = Limits {
    source: 1 << 20,
    unpacked: 4 << 20,
    ratio: 100,
    depth: 128,
    articles: 64,
    whole: 8 << 10,
    part: 2 << 10,
};

/// What reads the bytes.
#[derive(Clone, Copy)]
pub enum Reader {
    /// Whatever they look like.
    Any,
    /// A format, whatever they look like.
    One(Format),
    /// A format whose sources are archives.
    Packed(Format),
    /// Plain text that is marked and laid out, too.
    Marked,
}

/// The reader that the variable `READER` names.
///
/// # Panics
/// When it names none.
pub fn chosen() -> Reader {
    static CHOSEN: OnceLock<Reader> = OnceLock::new();
    *CHOSEN.get_or_init(|| {
        let name = env::var("READER").unwrap_or_default();
        Reader::named(&name).unwrap_or_else(|| panic!("READER={name}: there is no such reader"))
    })
}

impl Reader {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "any" => Self::Any,
            "marked" => Self::Marked,
            "plain" => Self::One(Format::Plain),
            "html" => Self::One(Format::Html),
            "markdown" => Self::One(Format::Markdown),
            "pdf" => Self::One(Format::Pdf),
            "feed" => Self::One(Format::Feed),
            "json_feed" => Self::One(Format::JsonFeed),
            "records" => Self::One(Format::Records),
            "mail" => Self::One(Format::Mail),
            "mailbox" => Self::One(Format::Mailbox),
            "epub" => Self::Packed(Format::Epub),
            "docx" => Self::Packed(Format::Docx),
            "odt" => Self::Packed(Format::Odt),
            _ => return None,
        })
    }

    /// Reads `bytes` as perusal would, and checks what comes of them.
    pub fn read(self, bytes: &[u8]) {
        ingest::guarded("fuzz", &mut |_| true, |_| {
            let mut check = |found: format::Found| {
                if let Ok(Leaf { source, document, .. }) = found {
                    promise::holds(&document, &source);
                    if matches!(self, Self::Marked) {
                        promise::is_marked(document, source);
                    }
                }
                true
            };
            match self {
                Self::Any => format::read(bytes.to_vec(), "", &LIMITS, &mut check),
                Self::Marked => {
                    format::read_as(Format::Plain, bytes.to_vec(), &LIMITS, &mut check);
                }
                Self::One(format) => {
                    format::read_as(format, bytes.to_vec(), &LIMITS, &mut check);
                }
                Self::Packed(format) => {
                    format::read_as(format, packed::pack(bytes), &LIMITS, &mut check);
                }
            }
        });
    }
}
