//! W3C Web Annotations: one collection, an annotation a line. Each has its words with those around them and
//! its place in code points of the article's text, kinds as classes, themes as tags, memos as comments;
//! who put a mark there is its creator: the program, a person, or both where one confirmed it.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;
use sha1_smol::Sha1;

use super::guid::Guid;
use super::json::json;
use super::plan::Section;
use super::row::Passed;
use super::{Form, Page, Written};
use crate::library::Extract;

/// What the terms mean.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// A collection on its way.
pub(super) struct Collection<'a> {
    is_first: bool,
    out: &'a mut dyn Write,
}

#[derive(Serialize)]
struct Annotation<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: Vec<&'static str>,
    body: Vec<Body<'a>>,
    target: Target<'a>,
}

#[derive(Serialize)]
struct Body<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    value: Cow<'a, str>,
    purpose: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    creator: Vec<Agent>,
}

#[derive(Serialize)]
struct Agent {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'static str>,
}

#[derive(Serialize)]
struct Target<'a> {
    source: &'a Article<'a>,
    selector: (Quote<'a>, Position),
}

#[derive(Serialize)]
struct Article<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "dc:title")]
    title: &'a str,
    #[serde(rename = "dc:identifier")]
    place: &'a str,
    #[serde(rename = "dc:creator", skip_serializing_if = "str::is_empty")]
    author: &'a str,
    #[serde(rename = "dc:date", skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    /// Of the text that positions count in.
    #[serde(rename = "foaf:sha1")]
    sha1: String,
}

#[derive(Serialize)]
struct Quote<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
}

#[derive(Serialize)]
struct Position {
    #[serde(rename = "type")]
    kind: &'static str,
    start: usize,
    end: usize,
}

impl<'a> Collection<'a> {
    /// Begins it.
    pub(super) fn begin(extract: &Extract, out: &'a mut dyn Write) -> io::Result<Self> {
        let label = extract.filter.describe(&extract.codebook);
        let id = |what| Guid::of(&[what, &label]);
        writeln!(
            out,
            "{{\"@context\":\"{CONTEXT}\",\"id\":\"urn:uuid:{}\",\"type\":\"AnnotationCollection\",\
             \"label\":{},\"generator\":{},\
             \"first\":{{\"id\":\"urn:uuid:{}\",\"type\":\"AnnotationPage\",\"startIndex\":0,\"items\":[",
            id("collection"),
            json(&label)?,
            json(&PROGRAM)?,
            id("page"),
        )?;
        Ok(Self { is_first: true, out })
    }
}

const PROGRAM: Agent = Agent { kind: "Software", name: Some("perusal") };
const PERSON: Agent = Agent { kind: "Person", name: None };

/// Who put a mark there.
fn creators(origin: &str) -> Vec<Agent> {
    match origin {
        "made" => vec![PERSON],
        "confirmed" => vec![PROGRAM, PERSON],
        _ => vec![PROGRAM],
    }
}

impl Form for Collection<'_> {
    fn section(&mut self, _: &Section) -> io::Result<()> {
        Ok(())
    }

    fn page(&mut self, page: &Page<'_>) -> io::Result<usize> {
        let article = Article::of(page);
        let mut rows = 0;
        for passed in page.passages() {
            let annotation = annotation(&passed, page, &article);
            let comma = if std::mem::take(&mut self.is_first) { "" } else { ",\n" };
            write!(self.out, "{comma}{}", json(&annotation)?)?;
            rows += 1;
        }
        Ok(rows)
    }

    fn end(&mut self, written: Written) -> io::Result<()> {
        // The order of names means nothing, and only now is it known.
        writeln!(self.out, "\n]}},\"total\":{}}}", written.rows)
    }
}

impl<'a> Article<'a> {
    fn of(page: &'a Page<'_>) -> Self {
        Self {
            id: address(&page.article.name),
            kind: "Text",
            title: page.about.title,
            place: page.about.article,
            author: page.about.author,
            date: page.about.date.as_deref(),
            sha1: Sha1::from(&page.article.document.text).digest().to_string(),
        }
    }
}

fn annotation<'a>(
    passed: &Passed<'a>,
    page: &Page<'_>,
    article: &'a Article<'a>,
) -> Annotation<'a> {
    let Passed { record, hand, .. } = *passed;
    let places = [record.start_char, record.end_char].map(|place| place.to_string());
    let body = bodies(passed);
    let mut motivation: Vec<&str> = Vec::new();
    for body in &body {
        if !motivation.contains(&body.purpose) {
            motivation.push(body.purpose);
        }
    }
    if motivation.is_empty() {
        motivation.push("highlighting");
    }
    let quote = Quote {
        kind: "TextQuoteSelector",
        exact: record.text,
        prefix: hand.prefix,
        suffix: hand.suffix,
    };
    let position =
        Position { kind: "TextPositionSelector", start: record.start_char, end: record.end_char };
    Annotation {
        id: format!("urn:uuid:{}", Guid::of(&[&page.article.name, &places[0], &places[1]])),
        kind: "Annotation",
        motivation,
        body,
        target: Target { source: article, selector: (quote, position) },
    }
}

fn bodies<'a>(passed: &Passed<'a>) -> Vec<Body<'a>> {
    let Passed { record, hand, .. } = *passed;
    let text = |value, purpose, creator| Body { kind: "TextualBody", value, purpose, creator };
    let kinds = record.kinds.iter().zip(&hand.kind_origins);
    let kinds =
        kinds.map(|(kind, origin)| text(kind.name().into(), "classifying", creators(origin)));
    let themes = record.themes.iter().zip(&hand.theme_origins);
    let themes = themes.map(|(theme, origin)| text((*theme).into(), "tagging", creators(origin)));
    let cues: Vec<String> =
        record.cues.iter().map(|cue| format!("{}: {}", cue.mark, cue.text)).collect();
    let cues =
        (!cues.is_empty()).then(|| text(cues.join("; ").into(), "describing", vec![PROGRAM]));
    let star = hand.starred.then(|| text("starred".into(), "bookmarking", vec![PERSON]));
    let memo = (!hand.memo.is_empty()).then(|| text(hand.memo.into(), "commenting", vec![PERSON]));
    kinds.chain(themes).chain(cues).chain(star).chain(memo).collect()
}

/// The address of what an article was read from; of what has none, a name of its own.
fn address(name: &str) -> String {
    if name.starts_with("http://") || name.starts_with("https://") {
        return encoded(name, "#");
    }
    if !name.starts_with('/') {
        return format!("urn:uuid:{}", Guid::of(&["article", name]));
    }
    // A number sign may be part of a file's name; behind the last one may stand which of its articles.
    let is_part = |part: &str| {
        let first = part.split('-').next().unwrap_or_default();
        first == "part" || first.len() == 16 && first.bytes().all(|it| it.is_ascii_hexdigit())
    };
    match name.rsplit_once('#').filter(|(_, part)| is_part(part)) {
        Some((path, part)) => format!("file://{}#{part}", encoded(path, "")),
        None => format!("file://{}", encoded(name, "")),
    }
}

/// What may stand in an address for itself, beside letters and digits.
const PLAIN: &str = "-._~/:?&=+,;@!$'()*%[]";

/// With all else as percent signs and numbers, `more` left as it is. In a path a percent sign and a
/// question mark are part of a name.
fn encoded(name: &str, more: &str) -> String {
    let is_path = more.is_empty();
    let stands = |byte: u8| {
        let c = char::from(byte);
        let is_plain = PLAIN.contains(c) && !(is_path && "%?[]".contains(c));
        c.is_ascii_alphanumeric() || c.is_ascii() && (is_plain || more.contains(c))
    };
    let mut encoded = String::with_capacity(name.len());
    for byte in name.bytes() {
        if stands(byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_has_an_address() {
        for (name, expected) in [
            ("/a b/ü?.txt", "file:///a%20b/%C3%BC%3F.txt"),
            ("/c#1/100%.txt", "file:///c%231/100%25.txt"),
            ("/mail.mbox#0123456789abcdef-2", "file:///mail.mbox#0123456789abcdef-2"),
            ("/long.txt#part-2", "file:///long.txt#part-2"),
            ("https://a.b/c?d=%20e#f", "https://a.b/c?d=%20e#f"),
            ("https://a.b/\"<", "https://a.b/%22%3C"),
        ] {
            assert_eq!(address(name), expected);
        }
        assert!(address("standard input").starts_with("urn:uuid:"));
        assert_ne!(address("one"), address("two"));
    }
}
