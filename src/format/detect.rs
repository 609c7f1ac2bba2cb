//! What a source is, by its content; its name is only a hint where the content leaves it open.

mod markup;
mod signature;

use std::borrow::Cow;

use super::archive::{self, Archive};
use super::{Limits, Refusal, epub, feed, mail, office, pdf, records};

/// A form in which articles come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Text without markup.
    Plain,
    /// A web page.
    Html,
    /// Text marked up with signs.
    Markdown,
    /// An EPUB book.
    Epub,
    /// A PDF.
    Pdf,
    /// A feed in XML: RSS or Atom.
    Feed,
    /// A JSON Feed.
    JsonFeed,
    /// JSON Lines, or an array of JSON objects, each with a text.
    Records,
    /// A mail.
    Mail,
    /// Many mails in one file (mbox).
    Mailbox,
    /// A Word document.
    Docx,
    /// An `OpenDocument` text.
    Odt,
}

/// Whether a source looks like one of a format.
type Look = fn(&[u8]) -> bool;

/// Bytes looked at.
const SAMPLE: usize = 8192;

/// The format of a source.
///
/// # Errors
/// When there is nothing in it, or nothing that can be read as text.
pub fn detect(source: &[u8], name: &str) -> Result<Format, Refusal> {
    if source.iter().all(u8::is_ascii_whitespace) {
        return Err(Refusal::new("is empty: there is nothing to read"));
    }
    if source.starts_with(archive::SIGNATURE) {
        return packed(source);
    }
    if pdf::is_pdf(source) {
        return Ok(Format::Pdf);
    }
    if office::is_compound(source) {
        return Err(office::compound());
    }
    if let Some(what) = signature::known(source) {
        return Err(Refusal::new(format!("is {what}: there is no text in it")));
    }
    if is_binary(source) {
        return Err(Refusal::new("is no text: its bytes make no words"));
    }
    let looks: [(Look, Format); 5] = [
        (feed::is_xml, Format::Feed),
        (feed::is_json, Format::JsonFeed),
        (records::are_in, Format::Records),
        (mail::is_mailbox, Format::Mailbox),
        (mail::is_message, Format::Mail),
    ];
    if let Some((_, format)) = looks.into_iter().find(|(is, _)| is(source)) {
        return Ok(format);
    }
    let sample = sample(source);
    if markup::is_html(&sample, name) {
        return Ok(Format::Html);
    }
    if markup::is_markdown(&sample, name) {
        return Ok(Format::Markdown);
    }
    Ok(Format::Plain)
}

/// The beginning of a source as text, as far as signs of markup are concerned: zero bytes, as the
/// halves of two-byte characters, are left out.
fn sample(source: &[u8]) -> Cow<'_, str> {
    let head = source.get(..source.len().min(SAMPLE)).unwrap_or_default();
    if memchr::memchr(0, head).is_none() {
        return readable(head);
    }
    let bytes: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).collect();
    Cow::Owned(readable(&bytes).into_owned())
}

/// Bytes as text, byte order mark and what is no UTF-8 aside.
fn readable(bytes: &[u8]) -> Cow<'_, str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let marked = bytes.strip_prefix(b"\xff\xfe").or(bytes.strip_prefix(b"\xfe\xff"));
    let bytes = marked.unwrap_or(bytes);
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// The format of a zip archive, by the parts in it.
fn packed(source: &[u8]) -> Result<Format, Refusal> {
    let archive = Archive::open(source, &Limits::default())?;
    if epub::is_book(&archive) {
        return Ok(Format::Epub);
    }
    if office::is_docx(&archive) {
        return Ok(Format::Docx);
    }
    if archive.has("content.xml") {
        return Ok(Format::Odt);
    }
    Err(Refusal::new("is an archive of no known kind: unpack it and open what is in it"))
}

/// 1 for a control character that hardly any text holds. Escapes are left out: logs of a
/// terminal and ISO-2022-JP are full of them. Without a branch, so that many are looked at at once.
fn is_control(byte: u8) -> u8 {
    let is_among = |first: u8, last: u8| u8::from(byte.wrapping_sub(first) <= last - first);
    is_among(1, 6) | is_among(14, 26) | is_among(28, 31) | is_among(127, 127)
}

/// Whether a source is no text in any encoding: NUL bytes that are not the zero halves of UTF-16,
/// or many other control characters.
fn is_binary(source: &[u8]) -> bool {
    let sample = source.get(..source.len().min(SAMPLE)).unwrap_or_default();
    let nul = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = if memchr::memchr(0, sample).is_some() { (nul(0), nul(1)) } else { (0, 0) };
    let is_utf16 = source.starts_with(b"\xff\xfe")
        || source.starts_with(b"\xfe\xff")
        || even.max(odd) * 5 > sample.len() && even.min(odd) * 20 < sample.len();
    // So many are counted in a byte.
    let parts = sample.chunks(u8::MAX.into());
    let controls = |part: &[u8]| part.iter().map(|byte| is_control(*byte)).sum::<u8>();
    let controls: usize = parts.map(|part| usize::from(controls(part))).sum();
    !is_utf16 && ((even + odd) * 50 > sample.len() || controls * 20 > sample.len())
}

#[cfg(test)]
mod tests;
