//! Projects and codebooks read back: texts held byte for byte against the articles, each selection against
//! its words, each coding against the codes. Streams; holds one text at a time.

use std::collections::HashSet;
use std::io::{self, BufRead, BufReader, Read, Seek};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde::de::IgnoredAny;
use zip::ZipArchive;

use super::{Names, PROJECT, SIDECAR, text_part};
use crate::export::Source;
use crate::export::verify::{Quoted, unlike};
use crate::library::Extract;

/// Something to read from any place of.
pub trait Back: Read + Seek {}
impl<T: Read + Seek> Back for T {}

/// Reads a codebook back; gives how many codes can be given.
pub(in crate::export) fn read_codebook(input: &mut dyn Back) -> io::Result<usize> {
    let mut codes = 0;
    each(BufReader::new(input), &mut |element| {
        codes += usize::from(element.is("Code") && element.get("isCodable")? == "true");
        Ok(())
    })?;
    Ok(codes)
}

/// Reads a project back: the texts first, then the description, whose selections are handed over.
pub(in crate::export) fn read_texts(
    extract: &Extract,
    source: &mut dyn Source,
    input: &mut dyn Back,
) -> io::Result<()> {
    let mut zip = ZipArchive::new(input)?;
    for shown in extract.all() {
        source.give(shown.id, &mut |article| {
            let part = zip.by_name(&text_part(&Names::of(&article.name).guid))?;
            if is_same(part, article.document.text.as_bytes())? {
                return Ok(());
            }
            Err(unlike(&format!("the text of {} is another", article.place)))
        })?;
    }
    Ok(())
}

/// Hands each selection of a project over, with its words.
pub(in crate::export) fn read_project(
    input: &mut dyn Back,
    place: &mut dyn FnMut(Quoted) -> io::Result<()>,
) -> io::Result<()> {
    let mut zip = ZipArchive::new(input)?;
    let mut codes = HashSet::new();
    each(BufReader::new(zip.by_name(PROJECT)?), &mut |element| {
        if element.is("Code") {
            codes.insert(element.get("guid")?);
        } else if element.is("CodeRef") && !codes.contains(&element.get("targetGUID")?) {
            return Err(unlike("a mark is of no code"));
        } else if element.is("PlainTextSelection") {
            let number = |name| {
                let number = element.get(name)?.parse();
                number.map_err(|_| unlike("a place is no number"))
            };
            place(Quoted {
                start_char: number("startPosition")?,
                end_char: number("endPosition")?,
                text: element.get("name")?,
            })?;
        }
        Ok(())
    })?;
    let beside = BufReader::new(zip.by_name(SIDECAR)?);
    let beside: Result<IgnoredAny, _> = serde_json::from_reader(beside);
    beside.map(drop).map_err(|_| unlike("what stands beside the standard is no JSON"))
}

/// Whether there is nothing else to read.
fn is_same(input: impl Read, mut expected: &[u8]) -> io::Result<bool> {
    let mut input = BufReader::new(input);
    loop {
        let some = input.fill_buf()?;
        if some.is_empty() {
            return Ok(expected.is_empty());
        }
        let Some(rest) = expected.strip_prefix(some) else { return Ok(false) };
        let read = some.len();
        expected = rest;
        input.consume(read);
    }
}

/// An element that begins.
struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    fn is(&self, name: &str) -> bool {
        self.0.name().as_ref() == name
    }

    fn get(&self, name: &str) -> io::Result<String> {
        let found = self.0.attributes().flatten().find(|it| it.key.as_ref() == name);
        let found = found.ok_or_else(|| unlike(&format!("a {name} is missing")))?;
        let value = quick_xml::escape::unescape(&found.value);
        value.map(Into::into).map_err(|_| unlike("an attribute is no XML"))
    }
}

/// Does something with each element of a document that must be whole.
fn each(
    input: impl BufRead,
    act: &mut dyn FnMut(&Element<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let mut reader = Reader::from_reader(input);
    let (mut buffer, mut depth) = (Vec::new(), 0_usize);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(io::Error::other)? {
            Event::Start(start) => {
                depth += 1;
                act(&Element(start))?;
            }
            Event::Empty(start) => act(&Element(start))?,
            Event::End(_) => depth -= 1,
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(unlike("it ends before its end")),
            _ => {}
        }
    }
}
