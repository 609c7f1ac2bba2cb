//! An entry of a feed in XML: which of its elements says what, in all the dialects.

use super::{Element, Entry, Limits, Words, plain_line};
use crate::text::Told;

/// Dialects whose elements speak of a picture, a sound or a shop, not of the entry.
const ASIDE: [&str; 4] = ["media:", "itunes:", "googleplay:", "thr:"];

/// What an entry says; `text` is the feed, of which it is a part.
pub(super) fn article(entry: &Element, text: &str) -> Entry {
    let authors: Vec<String> = own(entry)
        .filter(|one| matches!(one.local(), "author" | "creator" | "contributor"))
        .filter_map(author)
        .collect();
    let source = entry.child("source");
    let source = source.map(|source| words_of(source.child("title").unwrap_or(source)));
    Entry {
        told: Told {
            title: first(entry, &["title"]),
            author: (!authors.is_empty()).then(|| listed(authors)),
            date: first(
                entry,
                &["pubDate", "published", "issued", "date", "created", "updated", "modified"],
            ),
            source: source.filter(|source| !source.is_empty()),
        },
        words: words(entry, text),
        link: link(entry),
    }
}

/// The elements of an entry that speak of the entry itself.
fn own(entry: &Element) -> impl Iterator<Item = &Element> {
    entry.elements().filter(|one| !ASIDE.iter().any(|aside| one.name.starts_with(aside)))
}

/// The words of the first of these elements that has any.
fn first(entry: &Element, names: &[&str]) -> Option<String> {
    let of = |name: &&str| own(entry).find(|one| one.local() == *name).map(words_of);
    names.iter().filter_map(of).find(|words| !words.is_empty())
}

fn words_of(element: &Element) -> String {
    element.text().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Names once each, in order.
fn listed(names: Vec<String>) -> String {
    let mut listed: Vec<String> = Vec::new();
    for name in names {
        if !listed.contains(&name) {
            listed.push(name);
        }
    }
    listed.join(", ")
}

/// The name in an element: "Ada", "ada@example.org (Ada)", or a person with a name of their own.
pub(super) fn author(element: &Element) -> Option<String> {
    let name = element.child("name").map_or_else(|| words_of(element), words_of);
    let within = name.split_once('(').and_then(|(mail, rest)| {
        let name = rest.strip_suffix(')')?;
        mail.contains('@').then_some(name.trim())
    });
    let name = within.unwrap_or(&name);
    (!name.is_empty()).then(|| name.to_owned())
}

/// A title as a line.
pub(super) fn line(element: &Element, limits: &Limits) -> Option<String> {
    let line = plain_line(&element.text(), limits);
    (!line.is_empty()).then_some(line)
}

/// The fullest words: the whole content before the summary.
fn words(entry: &Element, text: &str) -> Option<Words> {
    let names = ["encoded", "content", "body", "description", "summary", "abstract"];
    let of = |name: &&str| own(entry).find(|one| one.local() == *name);
    let aside = || entry.find("description").or_else(|| entry.find("summary"));
    let mut found = names.iter().filter_map(of).map(|element| written(element, text));
    found
        .find(|words| !words.is_blank())
        .or_else(|| aside().map(|element| written(element, text)).filter(|words| !words.is_blank()))
}

/// What is written in an element, by its type, or by its looks where feeds are known to lie.
fn written(element: &Element, text: &str) -> Words {
    // Markup that was not escaped is read as it stands.
    if element.elements().next().is_some() {
        return Words::Html(text.get(element.inner.0..element.inner.1).unwrap_or_default().into());
    }
    match element.attribute("type") {
        Some("text" | "text/plain") => Words::Text(element.text()),
        Some("html" | "text/html") => Words::Html(element.text()),
        _ => Words::guessed(element.text()),
    }
}

fn link(entry: &Element) -> Option<String> {
    let links = || own(entry).filter(|one| one.local() == "link");
    let page = |one: &&Element| matches!(one.attribute("rel"), None | Some("alternate"));
    let link = links().find(page).or_else(|| links().next())?;
    let link = link.attribute("href").map_or_else(|| words_of(link), str::to_owned);
    (!link.is_empty()).then_some(link)
}
