//! XML as it comes: elements taken out of a text one by one, so that a large or broken document
//! gives what can be read of it. Entities that a document defines are never expanded.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Limits, Refusal};
use crate::text::decode;

/// An element with all that is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Element {
    /// As written, prefix included.
    pub(crate) name: String,
    /// Names as written and values, entities resolved.
    attributes: Vec<(String, String)>,
    /// In order.
    pub(crate) children: Vec<Node>,
    /// Where what is in it lies in the text, in bytes.
    pub(crate) inner: (usize, usize),
}

/// What stands in an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    /// Another element.
    Element(Element),
    /// Words, entities resolved.
    Text(String),
}

impl Element {
    /// The name without its prefix.
    pub(crate) fn local(&self) -> &str {
        local(&self.name)
    }

    /// The value of an attribute, whatever its prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| local(key) == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The elements directly in it.
    pub(crate) fn elements(&self) -> impl DoubleEndedIterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element of this name directly in it, whatever its prefix.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.local() == name)
    }

    /// The first element of this name at any depth in it, itself included.
    pub(crate) fn find(&self, name: &str) -> Option<&Self> {
        if self.local() == name {
            return Some(self);
        }
        self.elements().find_map(|element| element.find(name))
    }

    /// All words in it, as they stand.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        self.text_into(&mut text);
        text
    }

    fn text_into(&self, text: &mut String) {
        for node in &self.children {
            match node {
                Node::Element(element) => element.text_into(text),
                Node::Text(words) => text.push_str(words),
            }
        }
    }

    fn push_text(&mut self, words: &str) {
        if let Some(Node::Text(text)) = self.children.last_mut() {
            text.push_str(words);
        } else if !words.is_empty() {
            self.children.push(Node::Text(words.to_owned()));
        }
    }
}

/// A name without its prefix.
pub(crate) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The text of an XML document, by its mark, its declaration or its looks.
pub(crate) fn text(source: &[u8]) -> String {
    if std::str::from_utf8(source).is_err()
        && let Some(encoding) = declared(source)
        && !source.starts_with(b"\xff\xfe")
        && !source.starts_with(b"\xfe\xff")
    {
        return encoding.decode(source).0.into_owned();
    }
    decode::decode(source).text
}

/// The encoding that an XML declaration names.
fn declared(source: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = source.get(..source.len().min(200))?;
    let head = String::from_utf8_lossy(head.split(|byte| *byte == b'>').next()?).into_owned();
    let (_, behind) = head.split_once("encoding=")?;
    let label = behind.trim_start_matches(['"', '\'']).split(['"', '\'', '?']).next()?;
    encoding_rs::Encoding::for_label(label.as_bytes())
}

/// Goes through an XML text and takes elements out of it.
pub(crate) struct Elements<'a> {
    reader: Reader<&'a [u8]>,
    /// Elements stepped into, whose end is still to come.
    open: Vec<String>,
    depth: usize,
    /// Why the document ended early, if it did.
    pub(crate) cut: Option<String>,
}

impl<'a> Elements<'a> {
    pub(crate) fn new(text: &'a str, limits: &Limits) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        Self { reader, open: Vec::new(), depth: limits.depth, cut: None }
    }

    /// The next element whose name (as written) is wanted; all others are stepped into.
    pub(crate) fn next(
        &mut self,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<Option<Element>, Refusal> {
        loop {
            match self.event() {
                Event::Start(start) if wanted(name_of(&start)) => {
                    return self.element(&start).map(Some);
                }
                Event::Start(start) => {
                    self.open.push(name_of(&start).to_owned());
                    self.check(0)?;
                }
                Event::Empty(start) if wanted(name_of(&start)) => {
                    return Ok(Some(self.opened(&start)));
                }
                Event::End(end) => self.leave(end.name().as_ref()),
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    /// The next event; a document that cannot be read on ends there.
    fn event(&mut self) -> Event<'a> {
        match self.reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                self.cut.get_or_insert_with(|| error.to_string());
                Event::Eof
            }
        }
    }

    /// The rest of an element that has just begun.
    fn element(&mut self, start: &BytesStart) -> Result<Element, Refusal> {
        let mut within = vec![self.opened(start)];
        loop {
            let before = self.place();
            let event = self.event();
            let Some(top) = within.last_mut() else { return Ok(Element::default()) };
            match event {
                Event::Start(start) => {
                    let element = self.opened(&start);
                    within.push(element);
                    self.check(within.len())?;
                }
                Event::Empty(start) => {
                    let element = self.opened(&start);
                    top.children.push(Node::Element(element));
                }
                Event::Text(words) => top.push_text(&words.xml10_content()),
                Event::CData(words) => top.push_text(&words.xml10_content()),
                Event::GeneralRef(name) => top.push_text(&resolved(&name)),
                Event::End(end) => {
                    let name = end.name();
                    let of = within.iter().rposition(|open| open.name == name.as_ref());
                    let outer = || self.open.iter().any(|open| open == name.as_ref());
                    let Some(level) = of.or_else(|| outer().then_some(0)) else { continue };
                    let done = close(&mut within, level, before);
                    if of.is_none() {
                        self.leave(name.as_ref());
                    }
                    if let Some(done) = done {
                        return Ok(done);
                    }
                }
                Event::Eof => {
                    self.cut.get_or_insert_with(|| "the file ends early".to_owned());
                    return Ok(close(&mut within, 0, before).unwrap_or_default());
                }
                _ => {}
            }
        }
    }

    /// Leaves the innermost element of this name, and those whose end was forgotten.
    fn leave(&mut self, name: &str) {
        if let Some(level) = self.open.iter().rposition(|open| open == name) {
            self.open.truncate(level);
        }
    }

    fn check(&self, within: usize) -> Result<(), Refusal> {
        if self.open.len() + within <= self.depth {
            return Ok(());
        }
        let depth = self.depth;
        Err(Refusal::new(format!(
            "nests its elements more than {depth} deep: it is broken or a trap; allow more by --max-depth"
        )))
    }

    fn opened(&self, start: &BytesStart) -> Element {
        // Unchecked, for the check of one attribute against all others takes their square in time.
        let mut attributes = start.attributes();
        let attributes = attributes.with_checks(false).flatten().map(|attribute| {
            let value = quick_xml::escape::unescape(&attribute.value)
                .unwrap_or_else(|_| attribute.value.as_ref().into());
            (attribute.key.as_ref().to_owned(), value.into_owned())
        });
        let place = self.place();
        Element {
            name: name_of(start).to_owned(),
            attributes: attributes.collect(),
            children: Vec::new(),
            inner: (place, place),
        }
    }

    fn place(&self) -> usize {
        self.reader.buffer_position() as usize
    }
}

/// Closes the open elements down to `level`; the outermost is given back.
fn close(within: &mut Vec<Element>, level: usize, end: usize) -> Option<Element> {
    while within.len() > level {
        let mut element = within.pop()?;
        element.inner.1 = end;
        match within.last_mut() {
            Some(parent) => parent.children.push(Node::Element(element)),
            None => return Some(element),
        }
    }
    None
}

/// The whole of a document as one element; empty where there is none.
pub(crate) fn tree(source: &[u8], limits: &Limits) -> Result<Element, Refusal> {
    let text = text(source);
    Ok(Elements::new(&text, limits).next(|_| true)?.unwrap_or_default())
}

fn name_of<'a>(start: &'a BytesStart) -> &'a str {
    let content: &str = start;
    content.split(|char: char| char.is_ascii_whitespace()).next().unwrap_or_default()
}

/// What an entity stands for: a character by number, one of those that all of XML or HTML know, or
/// itself as written.
fn resolved(name: &quick_xml::events::BytesRef) -> String {
    if let Ok(Some(char)) = name.resolve_char_ref() {
        return char.to_string();
    }
    let known = quick_xml::escape::resolve_html5_entity(name);
    known.map_or_else(|| format!("&{};", &**name), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str, name: &str) -> Element {
        let mut elements = Elements::new(text, &Limits::default());
        elements.next(|found| found == name).expect("not deep").expect("there")
    }

    #[test]
    fn elements_are_taken_out_with_their_words() {
        let item =
            first("<r><i a='1 &amp; 2'>one &amp; <b>two</b> &#x2014; <![CDATA[<3]]></i></r>", "i");
        assert_eq!(item.text(), "one & two — <3");
        assert_eq!(item.attribute("a"), Some("1 & 2"));
        assert_eq!(item.child("b").map(Element::text).as_deref(), Some("two"));
    }

    #[test]
    fn broken_documents_give_what_is_there() {
        for (text, words) in [
            ("<r><i>Salt & pepper</i></r>", "Salt & pepper"),
            ("<r><i>an <b>end</i> forgotten", "an end"),
            ("<r><i>cut sho", "cut sho"),
            ("<r><i>an </u>extra end</i>", "an extra end"),
            ("<r><i>outer end</r><i>", "outer end"),
            ("<r><i>R&eacute;sum&eacute; &own;</i>", "Résumé &own;"),
        ] {
            assert_eq!(first(text, "i").text(), words, "{text}");
        }
    }

    #[test]
    fn what_is_inside_can_be_cut_out_as_written() {
        let text = "<e><content type='xhtml'><p>a <b>b</b></p></content></e>";
        let content = first(text, "content");
        assert_eq!(text.get(content.inner.0..content.inner.1), Some("<p>a <b>b</b></p>"));
    }

    #[test]
    fn depth_has_a_limit_and_entities_are_not_expanded() {
        let deep = "<a>".repeat(600);
        let mut elements = Elements::new(&deep, &Limits::default());
        assert!(elements.next(|_| true).is_err_and(|why| why.why.contains("512 deep")));
        let mut elements = Elements::new(&deep, &Limits::default());
        assert!(elements.next(|_| false).is_err());
        let bomb = "<!DOCTYPE a [<!ENTITY l 'lol'><!ENTITY m '&l;&l;&l;&l;'>]><a>&m;</a>";
        assert_eq!(first(bomb, "a").text(), "&m;");
    }

    #[test]
    fn encodings_are_declared_or_guessed() {
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9t\xe9</a>";
        assert!(text(latin).contains("été"));
        assert!(text("<a>été</a>".as_bytes()).contains("été"));
        let wide: Vec<u8> =
            "\u{feff}<a>été</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(text(&wide).contains("<a>été</a>"));
    }
}
