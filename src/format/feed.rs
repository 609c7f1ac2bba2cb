//! Feeds: RSS 0.9x, 1.0 and 2.0, Atom and JSON Feed; each entry is an article. Feeds are often broken
//! (a bare `&`, a forgotten end, a file cut short), so the entries are taken out one by one and those
//! before the break are kept; a feed library that wants the whole document well-formed would lose all.

mod entry;
mod json;

use super::xml::{self, Element, Elements};
use super::{Found, Leaf, Limits, Refusal, html, named};
use crate::text::BlockKind;
use crate::text::{Manuscript, Piece, Told};

pub(super) use json::{is_json, read_json};

/// Bytes looked at for the root element.
const HEAD: usize = 4096;

/// Whether a source is a feed in XML.
pub(super) fn is_xml(source: &[u8]) -> bool {
    let head = source.get(..source.len().min(HEAD)).unwrap_or_default();
    if memchr::memchr(b'<', head).is_none() {
        return false;
    }
    let head = xml::text(head);
    if !head.trim_start_matches('\u{feff}').trim_start().starts_with('<') {
        return false;
    }
    let mut elements = Elements::new(&head, &Limits::default());
    let root = elements.next(|_| true).ok().flatten().unwrap_or_default();
    match root.local() {
        "rss" => true,
        "RDF" => head.contains("purl.org/rss"),
        "feed" => head.contains("w3.org/2005/Atom") || head.contains("purl.org/atom"),
        _ => false,
    }
}

/// Reads a feed in XML.
pub(super) fn read_xml(source: &[u8], limits: &Limits, sink: &mut dyn FnMut(Found) -> bool) {
    let text = xml::text(source);
    let mut elements = Elements::new(&text, limits);
    let mut feed = Feed { limits, title: None, author: None };
    let mut number = 0;
    loop {
        let element = match elements.next(is_wanted) {
            Ok(Some(element)) => element,
            Ok(None) => break,
            Err(refusal) => {
                sink(Err(refusal));
                return;
            }
        };
        match element.local() {
            "item" | "entry" => {
                number += 1;
                let article = entry::article(&element, &text);
                if !sink(named(feed.leaf(article), &number.to_string())) {
                    return;
                }
            }
            "title" => feed.title = feed.title.or_else(|| entry::line(&element, limits)),
            "author" => feed.author = feed.author.or_else(|| entry::author(&element)),
            _ => {}
        }
    }
    if let Some(why) = elements.cut {
        let why = format!("breaks off there: {why}; what follows is not read");
        sink(Err(Refusal::of(number.to_string(), why)));
    } else if number == 0 {
        sink(Err(Refusal::new("is a feed without entries: there is nothing to read")));
    }
}

/// Whether an element is taken whole: entries, what the feed says of itself, and what has a title
/// that is not the feed's.
fn is_wanted(name: &str) -> bool {
    let plain = !name.contains(':') || name.starts_with("atom:") || name.starts_with("rss:");
    matches!(xml::local(name), "item" | "entry" | "image" | "textinput" | "textInput")
        || plain && matches!(xml::local(name), "title" | "author")
}

/// The words of an entry.
#[derive(Debug, PartialEq, Eq)]
enum Words {
    /// With markup.
    Html(String),
    /// Without.
    Text(String),
}

impl Words {
    /// Words that may be either.
    fn guessed(words: String) -> Self {
        if has_markup(&words) { Self::Html(words) } else { Self::Text(words) }
    }

    fn is_blank(&self) -> bool {
        let (Self::Html(words) | Self::Text(words)) = self;
        words.trim().is_empty()
    }
}

/// Whether there is an HTML tag or entity in the words.
fn has_markup(words: &str) -> bool {
    let opens = |sign: char, next: fn(char) -> bool| {
        words.split(sign).skip(1).any(|rest| rest.starts_with(next))
    };
    let tag = opens('<', |char| char.is_ascii_alphabetic() || char == '/' || char == '!');
    let entity = words.split('&').skip(1).any(|rest| {
        let end = rest.bytes().position(|byte| !byte.is_ascii_alphanumeric() && byte != b'#');
        end.is_some_and(|end| end > 1 && rest.as_bytes().get(end) == Some(&b';'))
    });
    tag || entity
}

/// An entry, whatever form it came in.
#[derive(Debug, Default, PartialEq, Eq)]
struct Entry {
    told: Told,
    words: Option<Words>,
    /// The address of the whole article.
    link: Option<String>,
}

/// What a feed says of all its entries.
struct Feed<'a> {
    limits: &'a Limits,
    title: Option<String>,
    author: Option<String>,
}

impl Feed<'_> {
    fn leaf(&self, entry: Entry) -> Found {
        let Entry { mut told, words, link } = entry;
        told.title = told.title.map(|title| plain_line(&title, self.limits));
        told.author = told.author.or_else(|| self.author.clone());
        told.source = told.source.or_else(|| self.title.clone());
        let mut manuscript = match words {
            Some(Words::Html(words)) => {
                let pieces = html::pieces(&words, self.limits);
                Manuscript { told, pieces, ..Manuscript::default() }
            }
            Some(Words::Text(words)) => Manuscript::of_text(told, &words),
            None => Manuscript { told, ..Manuscript::default() },
        };
        // An entry without words says at least where the article is.
        if let Some(link) = link.filter(|_| manuscript.is_empty()) {
            manuscript.pieces.push(Piece::new(BlockKind::Paragraph, link));
        }
        Leaf::composed(manuscript)
    }
}

/// Words on one line, without markup.
fn plain_line(words: &str, limits: &Limits) -> String {
    if !has_markup(words) {
        return words.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let pieces = html::pieces(words, limits);
    let lines = pieces.iter().flat_map(|piece| piece.words.split_whitespace());
    lines.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
