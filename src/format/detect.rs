//! What a source is, by its content; its name is only a hint where the content leaves it open.

use super::archive::{self, Archive};
use super::{Limits, Refusal, epub, feed, mail, office, pdf, records};

/// A form in which articles come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Text without markup.
    Plain,
    /// A web page.
    Html,
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
pub fn detect(source: &[u8], _name: &str) -> Result<Format, Refusal> {
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
    if is_binary(source) {
        return Err(Refusal::new("is no text: only text files can be opened so far"));
    }
    if is_html(source) {
        return Ok(Format::Html);
    }
    let looks: [(Look, Format); 5] = [
        (feed::is_xml, Format::Feed),
        (feed::is_json, Format::JsonFeed),
        (records::are_in, Format::Records),
        (mail::is_mailbox, Format::Mailbox),
        (mail::is_message, Format::Mail),
    ];
    let found = looks.into_iter().find(|(is, _)| is(source));
    Ok(found.map_or(Format::Plain, |(_, format)| format))
}

/// Whether a source opens as web pages do.
fn is_html(source: &[u8]) -> bool {
    let head = source.trim_ascii_start();
    let opens = |tag: &str| {
        head.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag.as_bytes()))
    };
    ["<!doctype html", "<html", "<head", "<body"].into_iter().any(opens)
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

/// Whether a source is no text in any encoding: NUL bytes that are not the zero halves of
/// UTF-16, or one of a few signatures whose bytes could pass for text.
fn is_binary(source: &[u8]) -> bool {
    const SIGNATURES: [&[u8]; 6] =
        [b"%PDF-", b"PK\x03\x04", b"\x7fELF", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b"];
    if SIGNATURES.iter().any(|signature| source.starts_with(signature)) {
        return true;
    }
    let sample = &source[..source.len().min(SAMPLE)];
    let nul = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (nul(0), nul(1));
    let is_utf16 = source.starts_with(b"\xff\xfe")
        || source.starts_with(b"\xfe\xff")
        || even.max(odd) * 5 > sample.len() && even.min(odd) * 20 < sample.len();
    !is_utf16 && (even + odd) * 50 > sample.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_byte_text_is_text() {
        let words: Vec<u8> = "plain words".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(!is_binary(&words));
        assert!(!is_binary(b"one\0nul in a long enough text that is otherwise all right ......."));
        assert!(is_binary(b"\0\0\0\0\x01\0\0\0"));
    }

    #[test]
    fn nothing_is_no_format() {
        assert!(detect(b" \n\t", "a.txt").is_err_and(|why| why.why.contains("is empty")));
        assert_eq!(detect(b"Some words.", "a.bin"), Ok(Format::Plain));
    }
}
