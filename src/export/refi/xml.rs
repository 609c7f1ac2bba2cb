//! XML as it is written: elements in their order, what stands in them escaped, characters left out that XML
//! cannot hold. Knows no element by name.

use std::borrow::Cow;
use std::io::{self, Write};

/// An XML document on its way.
pub(super) struct Xml<W> {
    out: W,
    open: Vec<&'static str>,
    /// Whether the last element may still get attributes.
    is_begun: bool,
}

impl<W: Write> Xml<W> {
    /// Begins a document.
    pub(super) fn begin(mut out: W) -> io::Result<Self> {
        out.write_all(b"<?xml version=\"1.0\" encoding=\"utf-8\"?>")?;
        Ok(Self { out, open: Vec::new(), is_begun: false })
    }

    /// Begins an element.
    pub(super) fn start(&mut self, name: &'static str) -> io::Result<()> {
        self.close()?;
        write!(self.out, "\n{:depth$}<{name}", "", depth = self.open.len())?;
        self.open.push(name);
        self.is_begun = true;
        Ok(())
    }

    /// Gives the element that has just begun an attribute.
    pub(super) fn attribute(&mut self, name: &str, value: &str) -> io::Result<()> {
        write!(self.out, " {name}=\"")?;
        escaped(value, true, &mut self.out)?;
        self.out.write_all(b"\"")
    }

    /// Ends the innermost element.
    pub(super) fn end(&mut self) -> io::Result<()> {
        let Some(name) = self.open.pop() else { return Ok(()) };
        if std::mem::take(&mut self.is_begun) {
            return self.out.write_all(b"/>");
        }
        write!(self.out, "\n{:depth$}</{name}>", "", depth = self.open.len())
    }

    /// An element with only words in it.
    pub(super) fn words(&mut self, name: &'static str, words: &str) -> io::Result<()> {
        self.close()?;
        write!(self.out, "\n{:depth$}<{name}>", "", depth = self.open.len())?;
        escaped(words, false, &mut self.out)?;
        write!(self.out, "</{name}>")
    }

    /// An element with one attribute and nothing in it.
    pub(super) fn point(&mut self, name: &'static str, at: &str, value: &str) -> io::Result<()> {
        self.start(name)?;
        self.attribute(at, value)?;
        self.end()
    }

    /// Ends the document; gives back what it was written to.
    pub(super) fn finish(mut self) -> io::Result<W> {
        while !self.open.is_empty() {
            self.end()?;
        }
        self.out.write_all(b"\n")?;
        Ok(self.out)
    }

    fn close(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.is_begun) { self.out.write_all(b">") } else { Ok(()) }
    }
}

/// Whether XML has a place for a character.
fn is_allowed(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// A text without the characters that XML has no place for.
pub(in crate::export) fn allowed(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_allowed) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| is_allowed(*c)).collect())
}

fn escaped(text: &str, is_attribute: bool, out: &mut impl Write) -> io::Result<()> {
    let mut rest = text;
    // Whoever reads would make blanks of line breaks in attributes, and line breaks of returns.
    let is_special = |c: char| match c {
        '&' | '<' | '>' | '"' | '\r' => true,
        '\n' | '\t' => is_attribute,
        c => !is_allowed(c),
    };
    while let Some(at) = rest.find(is_special) {
        let (plain, behind) = rest.split_at(at);
        out.write_all(plain.as_bytes())?;
        let mut chars = behind.chars();
        match chars.next() {
            Some('&') => out.write_all(b"&amp;")?,
            Some('<') => out.write_all(b"&lt;")?,
            Some('>') => out.write_all(b"&gt;")?,
            Some('"') => out.write_all(b"&quot;")?,
            Some(c @ ('\r' | '\n' | '\t')) => write!(out, "&#{};", u32::from(c))?,
            _ => {}
        }
        rest = chars.as_str();
    }
    out.write_all(rest.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_as_it_was() {
        let nasty = "a<b>\"c\" & 'd'\r\n\te\u{1}\u{b}\u{ffff}\u{1f600}]]>";
        let mut xml = Xml::begin(Vec::new()).expect("memory");
        xml.start("a").expect("memory");
        xml.attribute("b", nasty).expect("memory");
        xml.words("c", nasty).expect("memory");
        xml.point("d", "e", "f").expect("memory");
        let bytes = xml.finish().expect("memory");
        let text = String::from_utf8(bytes).expect("UTF-8");
        let mut reader = quick_xml::Reader::from_str(&text);
        let (mut read, mut words, mut is_within) = (None, String::new(), false);
        loop {
            use quick_xml::events::Event;
            match reader.read_event().expect("XML") {
                Event::Start(start) if start.name().as_ref() == "a" => {
                    let attribute = start.attributes().next().expect("one").expect("sound");
                    read = Some(
                        quick_xml::escape::unescape(&attribute.value).expect("sound").into_owned(),
                    );
                }
                Event::Start(start) => is_within = start.name().as_ref() == "c",
                Event::End(_) => is_within = false,
                Event::Text(text) if is_within => words.push_str(&text),
                Event::GeneralRef(name) => {
                    let char = name.resolve_char_ref().ok().flatten().map(String::from);
                    let named = quick_xml::escape::resolve_predefined_entity(&name);
                    words.push_str(&char.unwrap_or_else(|| named.unwrap_or_default().to_owned()));
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(read.as_deref(), Some(&*allowed(nasty)));
        assert_eq!(words, allowed(nasty));
    }
}
