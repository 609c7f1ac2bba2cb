//! JSON records, each an article: JSON Lines, an array of objects, or objects one after the other.
//! Reads one record at a time; a bad line is told and the rest goes on.
//!
//! The text of a record stands under the first of [`TEXT`] that has words; title, author, date and
//! source under the first of the other lists.

use std::fmt;

use serde::de::{Deserializer as _, IgnoredAny, SeqAccess, Visitor};
use serde_json::{Deserializer, Map, Value};

use super::{Found, Leaf, Refusal, named};
use crate::text::{Manuscript, Told, decode};

const TEXT: [&str; 7] = ["text", "body", "content", "article", "full_text", "abstract", "summary"];
const TITLE: [&str; 4] = ["title", "headline", "heading", "subject"];
const AUTHOR: [&str; 5] = ["author", "authors", "byline", "creator", "from"];
const DATE: [&str; 8] = [
    "date",
    "published",
    "date_published",
    "published_at",
    "publishedAt",
    "pubDate",
    "created_at",
    "timestamp",
];
const SOURCE: [&str; 6] = ["source", "publication", "publisher", "site", "url", "link"];
const NAME: [&str; 2] = ["id", "_id"];

/// Lines looked at for a record that can be read.
const TRIED: usize = 10;

/// How records follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// One a line.
    Lines,
    /// In one array.
    Array,
    /// One after the other, each over several lines.
    Stream,
}

/// Whether a source holds records with a text.
pub(super) fn are_in(source: &[u8]) -> bool {
    shape(&utf8(source)).is_some()
}

fn shape(source: &[u8]) -> Option<Shape> {
    let start = source.iter().position(|byte| !byte.is_ascii_whitespace())?;
    match source.get(start)? {
        b'[' => {
            let first = Deserializer::from_slice(source.get(start + 1..)?).into_iter().next()?;
            has_text(&first.ok()?).then_some(Shape::Array)
        }
        b'{' => {
            let lines = lines(source).map(|(_, line)| line).take(TRIED);
            let is_record = |line| serde_json::from_slice(line).is_ok_and(|one| has_text(&one));
            if lines.into_iter().any(is_record) {
                return Some(Shape::Lines);
            }
            let first = Deserializer::from_slice(source).into_iter().next()?;
            has_text(&first.ok()?).then_some(Shape::Stream)
        }
        _ => None,
    }
}

fn has_text(value: &Value) -> bool {
    value.as_object().is_some_and(|record| text_of(record).is_some())
}

/// The lines that are not blank, with their numbers from 1.
fn lines(source: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let lines = source.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    (1..).zip(lines).filter(|(_, line)| !line.is_empty())
}

/// The source in UTF-8, without a mark.
fn utf8(source: &[u8]) -> std::borrow::Cow<'_, [u8]> {
    if std::str::from_utf8(source).is_ok() {
        source.strip_prefix(b"\xef\xbb\xbf").unwrap_or(source).into()
    } else {
        decode::decode(source).text.into_bytes().into()
    }
}

pub(super) fn read(source: &[u8], sink: &mut dyn FnMut(Found) -> bool) {
    let source = utf8(source);
    match shape(&source) {
        Some(Shape::Array) => array(&source, sink),
        Some(Shape::Stream) => stream(&source, sink),
        _ => {
            for (number, line) in lines(&source) {
                let value = serde_json::from_slice(line).map_err(|error| broken(number, &error));
                if !sink(value.and_then(|value| leaf(number, &value))) {
                    return;
                }
            }
        }
    }
}

fn broken(number: usize, error: &serde_json::Error) -> Refusal {
    let why = error.to_string();
    let why = why.rsplit_once(" at line ").map_or(why.as_str(), |(why, _)| why);
    Refusal::of(number.to_string(), format!("is no JSON: {why}"))
}

fn stream(source: &[u8], sink: &mut dyn FnMut(Found) -> bool) {
    let values = Deserializer::from_slice(source).into_iter::<Value>();
    for (number, value) in (1..).zip(values) {
        let value = value.map_err(|error| broken(number, &error));
        if !sink(value.and_then(|value| leaf(number, &value))) {
            return;
        }
    }
}

fn array(source: &[u8], sink: &mut dyn FnMut(Found) -> bool) {
    let mut each = Each { sink, number: 0, stopped: false };
    let read = Deserializer::from_slice(source).deserialize_seq(&mut each);
    if let Err(error) = read
        && !each.stopped
    {
        let refusal = broken(each.number + 1, &error);
        (each.sink)(Err(refusal));
    }
}

/// Takes the records of an array one by one.
struct Each<'a> {
    sink: &'a mut dyn FnMut(Found) -> bool,
    number: usize,
    stopped: bool,
}

impl<'de> Visitor<'de> for &mut Each<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an array of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut records: A) -> Result<(), A::Error> {
        while let Some(value) = records.next_element::<Value>()? {
            self.number += 1;
            if !(self.sink)(leaf(self.number, &value)) {
                self.stopped = true;
                while records.next_element::<IgnoredAny>()?.is_some() {}
                return Ok(());
            }
        }
        Ok(())
    }
}

/// The article of a record.
fn leaf(number: usize, value: &Value) -> Found {
    let refusal = |why: &str| Refusal::of(number.to_string(), why.to_owned());
    let record = value.as_object().ok_or_else(|| refusal("is no JSON object"))?;
    let text = text_of(record)
        .ok_or_else(|| refusal("has no text: none of its fields text, body, content has words"))?;
    let told = |keys: &[&str]| keys.iter().find_map(|key| words(record.get(*key)?));
    let head = Told {
        title: told(&TITLE),
        author: told(&AUTHOR),
        date: told(&DATE),
        source: told(&SOURCE),
    };
    let name = told(&NAME).unwrap_or_else(|| number.to_string());
    let text = decode::decode(text.as_bytes());
    let manuscript = Manuscript { notes: text.notes, ..Manuscript::of_text(head, &text.text) };
    named(Leaf::composed(manuscript), &name)
}

/// The text of a record; one that comes as a list of paragraphs is joined.
fn text_of(record: &Map<String, Value>) -> Option<String> {
    let words = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(parts) => {
            let parts = parts.iter().map(Value::as_str).collect::<Option<Vec<_>>>()?;
            Some(parts.join("\n\n"))
        }
        _ => None,
    };
    let found = TEXT.iter().filter_map(|key| words(record.get(*key)?));
    found.into_iter().find(|text| !text.trim().is_empty())
}

/// A field in words: itself, its name where it has one, or several of these.
pub(super) fn words(value: &Value) -> Option<String> {
    let words = match value {
        Value::String(words) => words.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Object(thing) => words(thing.get("name").or_else(|| thing.get("title"))?)?,
        Value::Array(many) => many.iter().filter_map(words).collect::<Vec<_>>().join(", "),
        _ => return None,
    };
    Some(words).filter(|words| !words.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found: "name: title" or "#name: why".
    fn found(source: &str) -> Vec<String> {
        let mut lines = Vec::new();
        read(source.as_bytes(), &mut |found| {
            lines.push(match found {
                Ok(leaf) => format!("{}: {}", leaf.name.unwrap_or_default(), leaf.document.title()),
                Err(refusal) => format!("#{}: {}", refusal.part.unwrap_or_default(), refusal.why),
            });
            true
        });
        lines
    }

    #[test]
    fn a_line_is_an_article_and_a_bad_one_costs_no_other() {
        let source = "{\"text\": \"Nurses fear cuts.\", \"title\": \"Robots\"}\n\n\
                      {\"text\": \"cut sho\n{\"title\": \"Empty\", \"text\": \" \"}\n3\n\
                      {\"id\": 17, \"body\": [\"One.\", \"Two.\"], \"headline\": \"Wards\"}\n";
        assert!(are_in(source.as_bytes()));
        let lines = found(source);
        let [robots, broken, empty, number, wards] = &lines[..] else { panic!("{lines:?}") };
        assert_eq!((robots.as_str(), wards.as_str()), ("1: Robots", "17: Wards"));
        assert!(broken.starts_with("#3: is no JSON: EOF while parsing a string"), "{broken}");
        assert!(empty.starts_with("#4: has no text"), "{empty}");
        assert!(number.starts_with("#5: is no JSON object"), "{number}");
    }

    #[test]
    fn fields_tell_the_head() {
        let source = r#"{"text": "Costs fell.", "title": "Robots", "authors": [{"name": "Ada"},
            {"name": "Grace"}], "date": "2024-12-05T08:00:00Z", "source": {"name": "The Ledger"}}"#;
        let mut documents = Vec::new();
        read(source.as_bytes(), &mut |found| {
            documents.push(found.expect("an article").document);
            true
        });
        let [document] = &documents[..] else { panic!("{documents:?}") };
        assert_eq!(
            document.text,
            "Robots\n\nAda, Grace\n\n5 December 2024, The Ledger\n\nCosts fell."
        );
    }

    #[test]
    fn arrays_and_streams_are_read_one_by_one() {
        let array = "[{\"text\": \"One.\"}, {\"text\": \"Two.\"}, {\"text\": ";
        let lines = found(array);
        assert_eq!(lines.len(), 3);
        assert!(lines[2].starts_with("#3: is no JSON: EOF"), "{lines:?}");
        assert_eq!(found("{\n\"text\": \"One.\"\n}\n{\n\"text\": \"Two.\"\n}").len(), 2);
        let mut taken = 0;
        read(b"[{\"text\": \"One.\"}, {\"text\": \"Two.\"}]", &mut |_| {
            taken += 1;
            false
        });
        assert_eq!(taken, 1);
    }

    #[test]
    fn other_json_holds_no_records() {
        for source in ["{\"type\": \"Feature\"}", "[1, 2]", "{broken", "[Note] text: one", ""] {
            assert!(!are_in(source.as_bytes()), "{source}");
        }
        let wide: Vec<u8> = "{\"text\": \"é\"}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(are_in(&wide));
    }
}
