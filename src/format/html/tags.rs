//! The tags of a page one after the other, without a tree: what stands between them, and whether a
//! tree of them would be too much. Knows no entities and no meanings.

/// What a page is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event<'a> {
    /// Text between tags, and where it begins.
    Text(&'a str, usize),
    /// A start tag.
    Open(Tag<'a>),
    /// An end tag's name.
    Close(&'a str),
}

/// A start tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Its name, as written.
    pub(super) name: &'a str,
    /// About how many attributes it has.
    pub(super) attributes: usize,
    /// Whether it ends in `/>`.
    pub(super) closed: bool,
    /// The byte behind it.
    pub(super) end: usize,
}

/// Elements whose content is no markup.
const RAW: [&str; 8] =
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];
/// Elements without content.
const VOID: [&str; 15] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "frame",
];
/// Elements that end where the next of their kind begins.
const IMPLIED: [&str; 15] = [
    "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "tbody", "thead", "tfoot",
    "colgroup", "rt", "rp",
];
/// Elements that a parser opens anew in every block until they are closed.
const FORMATTING: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Attributes of one tag; parsers compare each with each.
const ATTRIBUTES: usize = 4_000;
/// Elements of one page, those that a parser opens anew counted.
const ELEMENTS: usize = 3_000_000;

/// Whether `name` is one of `names`, whatever its case.
pub(super) fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|other| name.eq_ignore_ascii_case(other))
}

/// Whether an element of that name has no content.
pub(super) fn is_void(name: &str) -> bool {
    is_one_of(name, &VOID)
}

/// Whether a parser can make a tree of the page in reasonable time: elements at most `depth` deep
/// within each other, not too many attributes, not too many elements.
pub(super) fn can_be_tree(html: &str, depth: usize) -> bool {
    let (mut open, mut formatting, mut foreign, mut elements) = (Vec::new(), 0_usize, 0_usize, 0);
    let mut tables = 0;
    for event in Tags::of(html) {
        match event {
            Event::Text(..) => {}
            Event::Close(name) => {
                formatting = formatting.saturating_sub(usize::from(is_one_of(name, &FORMATTING)));
                let same = |other: &&str| name.eq_ignore_ascii_case(other);
                if let Some(at) = open.iter().rposition(same) {
                    for name in open.drain(at..) {
                        foreign = foreign.saturating_sub(usize::from(is_foreign(name)));
                        tables -= usize::from(name.eq_ignore_ascii_case("table"));
                    }
                }
            }
            Event::Open(tag) => {
                elements += 1 + formatting;
                // An element of a page ends a drawing that was not closed.
                if foreign > 0 && leaves_drawing(tag.name) {
                    foreign = 0;
                }
                let is_brief = if foreign > 0 { tag.closed } else { is_one_of(tag.name, &IMPLIED) };
                if !is_brief && !is_void(tag.name) {
                    open.push(tag.name);
                    foreign += usize::from(is_foreign(tag.name));
                    tables += usize::from(tag.name.eq_ignore_ascii_case("table"));
                    formatting += usize::from(is_one_of(tag.name, &FORMATTING));
                }
                // What is in a table is in a row, in a cell, in its body too.
                if open.len() + 3 * tables > depth
                    || elements > ELEMENTS
                    || tag.attributes > ATTRIBUTES
                {
                    return false;
                }
            }
        }
    }
    true
}

/// Whether an element cannot stand in a drawing or formula; none of theirs has such a name.
fn leaves_drawing(name: &str) -> bool {
    const PAGE: [&str; 32] = [
        "p",
        "div",
        "span",
        "br",
        "hr",
        "img",
        "table",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "b",
        "i",
        "em",
        "strong",
        "small",
        "s",
        "u",
        "code",
        "pre",
        "center",
        "blockquote",
        "body",
        "font",
    ];
    is_one_of(name, &PAGE)
        || is_one_of(name, &["big", "embed", "head", "menu", "meta", "nobr"])
        || is_one_of(name, &["ruby", "strike", "sub", "sup", "tt", "var", "listing"])
}

/// Whether tags may close themselves within it.
fn is_foreign(name: &str) -> bool {
    is_one_of(name, &["svg", "math"])
}

/// The parts of a page, in order.
#[derive(Clone, Debug)]
pub(super) struct Tags<'a> {
    html: &'a str,
    at: usize,
    /// The element whose content is no markup that was just opened.
    raw: Option<&'a str>,
    /// Whether every element may close itself.
    xml: bool,
}

impl<'a> Tags<'a> {
    pub(super) fn of(html: &'a str) -> Self {
        Self { html, at: 0, raw: None, xml: false }
    }

    /// Those of a page written as XML.
    pub(super) fn of_xml(html: &'a str) -> Self {
        Self { xml: true, ..Self::of(html) }
    }

    fn rest(&self) -> &'a str {
        self.html.get(self.at..).unwrap_or_default()
    }

    /// Goes on behind the next `end`, or to the end of the page.
    fn skip_past(&mut self, end: &str) {
        self.at += self.rest().find(end).map_or(self.rest().len(), |found| found + end.len());
    }

    /// Goes on to the end tag of the element whose content is no markup.
    fn skip_raw(&mut self, name: &str) {
        while let Some(found) = self.rest().find("</") {
            self.at += found;
            let tag = self.rest().as_bytes().get(2..2 + name.len()).unwrap_or_default();
            if tag.eq_ignore_ascii_case(name.as_bytes()) {
                return;
            }
            self.at += 2;
        }
        self.at = self.html.len();
    }

    /// The start tag at the present place, whose name is known.
    fn start(&mut self, name: &'a str) -> Option<Event<'a>> {
        let bytes = self.html.as_bytes();
        let (mut at, mut attributes, mut before) = (self.at + 1 + name.len(), 0, b' ');
        loop {
            let byte = *bytes.get(at)?;
            match byte {
                b'>' => break,
                b'"' | b'\'' if before == b'=' => {
                    let value = bytes.get(at + 1..)?;
                    at += 1 + value.iter().position(|end| *end == byte)?;
                }
                b'=' => attributes += 1,
                _ => {}
            }
            before = if byte.is_ascii_whitespace() { before } else { byte };
            at += 1;
        }
        self.at = at + 1;
        let closed = before == b'/';
        self.raw = (is_one_of(name, &RAW) && !(self.xml && closed)).then_some(name);
        Some(Event::Open(Tag { name, attributes, closed, end: self.at }))
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        if let Some(name) = self.raw.take() {
            self.skip_raw(name);
        }
        loop {
            let rest = self.rest();
            let text = rest.find('<').unwrap_or(rest.len());
            if text > 0 {
                let at = self.at;
                self.at += text;
                return Some(Event::Text(rest.get(..text)?, at));
            }
            let behind = rest.get(1..)?;
            if behind.starts_with("!--") {
                self.skip_past("-->");
            } else if behind.starts_with(['!', '?']) {
                self.skip_past(">");
            } else if let Some(name) = behind.strip_prefix('/').and_then(name) {
                self.skip_past(">");
                return Some(Event::Close(name));
            } else if let Some(name) = name(behind) {
                let event = self.start(name);
                if event.is_none() {
                    self.at = self.html.len();
                }
                return event;
            } else {
                let at = self.at;
                self.at += 1;
                return Some(Event::Text("<", at));
            }
        }
    }
}

/// The name that a tag begins with.
fn name(tag: &str) -> Option<&str> {
    if !tag.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    let ends = |char: char| char.is_ascii_whitespace() || matches!(char, '/' | '>');
    tag.get(..tag.find(ends).unwrap_or(tag.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_text_and_what_is_neither_are_told_apart() {
        let html =
            "a<b class='>' x=1>c</b ><!-- <i> --><?x?><script>if (a<b) '</s'</script> 1 < 2<br/>";
        let mut shown = Vec::new();
        for event in Tags::of(html) {
            shown.push(match event {
                Event::Text(text, at) => {
                    assert!(html.get(at..).is_some_and(|html| html.starts_with(text)));
                    text.to_owned()
                }
                Event::Open(tag) => format!("+{}{}{}", tag.name, tag.attributes, tag.closed),
                Event::Close(name) => format!("-{name}"),
            });
        }
        let expected =
            ["a", "+b2false", "c", "-b", "+script0false", "-script", " 1 ", "<", " 2", "+br0true"];
        assert_eq!(shown, expected);
    }

    #[test]
    fn what_would_take_a_parser_too_long_is_found() {
        let is = |html: &str| can_be_tree(html, 512);
        assert!(is(&"<p>a<br>b<li>c<td>".repeat(10_000)));
        assert!(is(&"<div><b>a</b></div>".repeat(10_000)));
        assert!(is(&format!("<svg>{}</svg>", "<path d=''/>".repeat(2_000))));
        assert!(!is(&format!("<svg><h1>{}", "<g/>".repeat(513))));
        assert!(!is(&format!("<svg>{}", "<td>".repeat(513))));
        assert!(!is(&"<div>".repeat(513)));
        assert!(!is(&"<div/>".repeat(513)));
        assert!(!is(&"<ul><li>".repeat(513)));
        assert!(!is(&"<table><tr><td>".repeat(130)));
        assert!(!is(&format!("{}{}", "<font>".repeat(500), "<p>a".repeat(20_000))));
        assert!(!is(&format!("<a {}>", "x='' ".repeat(5_000))));
        assert!(is("<a title='unclosed"));
    }
}
