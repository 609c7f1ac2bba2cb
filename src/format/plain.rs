//! Plain text: one article, whose structure is guessed from its lines by `text::block`; one that is too
//! long for that, an article a part.

use serde::de::IgnoredAny;

use super::{Format, Found, Leaf, Limits, detect};
use crate::text::{Charset, Document, part};

pub(super) fn read(source: Vec<u8>, limits: &Limits, sink: &mut dyn FnMut(Found) -> bool) {
    if source.len() as u64 <= limits.whole || Charset::of(head(&source, limits)) == Charset::Wide {
        let document = Document::read(&source);
        sink(Ok(Leaf { name: None, source, document }));
        return;
    }
    let (first, mut rest) = source.split_at(end_of_part(&source, limits));
    let (mut parts, leaf) = Parts::begin(first.to_vec());
    let mut goes_on = sink(Ok(leaf));
    while goes_on && !rest.is_empty() {
        let (bytes, behind) = rest.split_at(end_of_part(rest, limits));
        goes_on = sink(Ok(parts.take(bytes.to_vec()).read()));
        rest = behind;
    }
}

fn head<'a>(source: &'a [u8], limits: &Limits) -> &'a [u8] {
    source.get(..source.len().min(limits.part)).unwrap_or_default()
}

/// Where the first part of what is left of a source ends; all that is left where no more than
/// [`reach`](part::reach) is.
pub fn end_of_part(left: &[u8], limits: &Limits) -> usize {
    if left.len() <= part::reach(limits.part) { left.len() } else { part::end(left, limits.part) }
}

/// Whether a source that begins so, and is longer than [`Limits::whole`], is read in parts: a plain text
/// of which each part can be read by itself.
pub fn comes_in_parts(head: &[u8], name: &str) -> bool {
    !is_json_so_far(head)
        && detect::detect(head, name) == Ok(Format::Plain)
        && Charset::of(head) != Charset::Wide
}

/// Whether it may be JSON whose first value goes on behind the head: only all of it tells.
fn is_json_so_far(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let mut values = serde_json::Deserializer::from_slice(head).into_iter::<IgnoredAny>();
    matches!(values.next(), Some(Err(error)) if error.is_eof())
}

/// The parts of a text behind its first, as they come.
#[derive(Clone, Debug)]
pub struct Parts {
    charset: Charset,
    /// How many came.
    number: u32,
    /// By what the text goes.
    title: String,
}

/// A part of a text that is to be read.
#[derive(Clone, Debug)]
pub struct Part {
    /// Which, counted from 1.
    pub number: u32,
    bytes: Vec<u8>,
    charset: Charset,
    title: String,
}

impl Parts {
    /// Begins a text with its first part, which is read at once.
    pub fn begin(bytes: Vec<u8>) -> (Self, Leaf) {
        let charset = Charset::of(&bytes);
        let document = Document::read_first(&bytes, charset);
        let parts = Self { charset, number: 1, title: document.title().to_owned() };
        (parts, Leaf { name: None, source: bytes, document })
    }

    /// The next part, with what those before it tell.
    pub fn take(&mut self, bytes: Vec<u8>) -> Part {
        self.charset = self.charset.learn(&bytes);
        self.number += 1;
        let (number, charset, title) = (self.number, self.charset, self.title.clone());
        Part { number, bytes, charset, title }
    }
}

impl Part {
    /// What tells it from the others of the same source.
    pub fn name(&self) -> String {
        format!("part-{}", self.number)
    }

    /// Bytes of it.
    pub fn size(&self) -> u64 {
        self.bytes.len() as u64
    }

    /// Reads it.
    pub fn read(self) -> Leaf {
        let name = Some(self.name());
        let Self { number, bytes, charset, title } = self;
        let document = Document::read_further(&bytes, charset, number, &title);
        Leaf { name, source: bytes, document }
    }
}
