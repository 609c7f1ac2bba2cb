//! JSON Feed: the entries of `items`. Other JSON is for `records`.

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Map, Value};

use super::{Entry, Feed, HEAD, Words};
use crate::format::records::words;
use crate::format::{Found, Limits, Refusal, named};
use crate::text::Told;

/// What the `version` of every JSON Feed has in it.
const VERSION: &[u8] = b"jsonfeed.org/version";

/// What every JSON Feed has.
#[derive(Deserialize)]
struct Probe {
    #[serde(rename = "version")]
    _version: String,
    #[serde(rename = "items")]
    _items: IgnoredAny,
}

/// Whether a source is a JSON Feed.
pub(in crate::format) fn is_json(source: &[u8]) -> bool {
    source.trim_ascii_start().starts_with(b"{")
        && source.windows(VERSION.len()).take(HEAD).any(|window| window == VERSION)
        && serde_json::from_slice::<Probe>(source).is_ok()
}

/// Reads a JSON Feed.
pub(in crate::format) fn read_json(
    source: &[u8],
    limits: &Limits,
    sink: &mut dyn FnMut(Found) -> bool,
) {
    let Ok(Value::Object(feed)) = serde_json::from_slice(source) else {
        sink(Err(Refusal::new("is a broken JSON Feed: fetch it again")));
        return;
    };
    let about = Feed { limits, title: told(&feed, &["title"]), author: author(&feed) };
    let items = feed.get("items").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    for (number, item) in (1..).zip(items) {
        let article = item.as_object().map(article).unwrap_or_default();
        if !sink(named(about.leaf(article), &number.to_string())) {
            return;
        }
    }
    if items.is_empty() {
        sink(Err(Refusal::new("is a feed without entries: there is nothing to read")));
    }
}

fn told(of: &Map<String, Value>, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| words(of.get(*key)?))
}

fn author(of: &Map<String, Value>) -> Option<String> {
    told(of, &["authors", "author"])
}

fn article(item: &Map<String, Value>) -> Entry {
    let html = told(item, &["content_html"]).map(Words::Html);
    let text = || told(item, &["content_text", "summary"]).map(Words::guessed);
    Entry {
        told: Told {
            title: told(item, &["title"]),
            author: author(item),
            date: told(item, &["date_published", "date_modified"]),
            source: None,
        },
        words: html.or_else(text),
        link: told(item, &["url", "external_url", "id"]),
    }
}
