//! What an article is listed by, one article behind the other: filters ask the titles of all articles at
//! once, and memory is read fastest in a row. Knows no passages.

use std::ops::Range;

use crate::library::ArticleId;
use crate::library::brief::{Brief, Work};
use crate::text::{Day, Span};

/// An article in short, as a library keeps it; see [`Brief`] for what the fields mean.
#[expect(missing_docs, reason = "said of the fields of `Brief`")]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Listed<'a> {
    pub name: &'a str,
    pub place: &'a str,
    pub title: &'a str,
    pub author: &'a str,
    pub source: &'a str,
    pub language: &'a str,
    pub day: Option<Day>,
    pub words: u32,
    pub work: Work,
}

/// The texts of a row, in the order they stand in.
const TEXTS: usize = 6;

#[derive(Clone, Copy, Debug, Default)]
struct Row {
    /// Where the texts begin, in bytes, and where each of them ends.
    start: u32,
    ends: [u32; TEXTS],
    day: Option<Day>,
    words: u32,
    work: Work,
    is_there: bool,
}

/// All articles as they are listed.
#[derive(Debug, Default)]
pub(super) struct Listing {
    texts: String,
    rows: Vec<Row>,
    /// Bytes of `texts` that are of no article any more.
    waste: usize,
}

/// Bytes of waste that are not worth to be cleared away.
const LITTLE: usize = 1 << 20;

impl Listing {
    /// The number behind the last article's.
    pub(super) fn end(&self) -> usize {
        self.rows.len()
    }

    /// An article, if it is there.
    #[inline]
    pub(super) fn get(&self, id: ArticleId) -> Option<Listed<'_>> {
        let row = self.rows.get(id.0 as usize).filter(|row| row.is_there)?;
        let [name, place, title, author, source, language] =
            row.spans().map(|it| it.of(&self.texts));
        let Row { day, words, work, .. } = *row;
        Some(Listed { name, place, title, author, source, language, day, words, work })
    }

    /// All articles that are there, in order.
    pub(super) fn ids(&self) -> impl DoubleEndedIterator<Item = ArticleId> + '_ {
        let there = self.rows.iter().enumerate().filter(|(_, row)| row.is_there);
        there.map(|(at, _)| ArticleId(at as u32))
    }

    /// Those of them that stand in these places.
    pub(super) fn ids_in(&self, places: Range<usize>) -> impl Iterator<Item = ArticleId> + '_ {
        let rows = self.rows.get(places.clone()).unwrap_or_default();
        let there = places.zip(rows).filter(|(_, row)| row.is_there);
        there.map(|(at, _)| ArticleId(at as u32))
    }

    /// Takes an article in at its place, over the one that is there.
    pub(super) fn put(&mut self, id: ArticleId, brief: &Brief) {
        let at = id.0 as usize;
        if self.rows.len() <= at {
            self.rows.resize(at + 1, Row::default());
        }
        self.waste += self.rows[at].len();
        let Brief { name, place, title, author, source, language, day, words, work, .. } = brief;
        let texts = [name, place, title, author, source, language].map(|text| &**text);
        let mut row =
            Row { day: *day, words: *words, work: *work, is_there: true, ..Row::default() };
        self.write(&mut row, texts);
        self.rows[at] = row;
        if self.waste > LITTLE.max(self.texts.len() / 2) {
            self.compact();
        }
    }

    /// Appends the texts of a row.
    fn write(&mut self, row: &mut Row, texts: [&str; TEXTS]) {
        row.start = self.texts.len() as u32;
        for (end, text) in row.ends.iter_mut().zip(texts) {
            self.texts.push_str(text);
            *end = self.texts.len() as u32;
        }
    }

    fn compact(&mut self) {
        let old = std::mem::take(self);
        self.texts.reserve(old.texts.len().saturating_sub(old.waste));
        for mut row in old.rows {
            let texts = row.spans().map(|span| span.of(&old.texts));
            self.write(&mut row, texts);
            self.rows.push(row);
        }
    }
}

impl Row {
    fn spans(&self) -> [Span; TEXTS] {
        let mut start = self.start;
        self.ends.map(|end| Span { start: std::mem::replace(&mut start, end), end })
    }

    /// Bytes of its texts.
    fn len(&self) -> usize {
        self.ends.last().map_or(0, |end| (end - self.start) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brief(name: &str, title: &str) -> Brief {
        Brief { name: name.into(), title: title.into(), words: 7, ..Brief::default() }
    }

    #[test]
    fn what_was_put_last_is_listed_however_often_it_changed() {
        let mut listing = Listing::default();
        listing.put(ArticleId(2), &brief("c", "Third"));
        assert_eq!((listing.end(), listing.ids().count()), (3, 1));
        assert_eq!(listing.get(ArticleId(0)), None);
        let long = "title ".repeat(20_000);
        for nth in 0..40 {
            listing.put(ArticleId(0), &brief("a", &format!("{long}{nth}")));
        }
        assert!(listing.texts.len() < 2 * LITTLE, "{} bytes", listing.texts.len());
        let first = listing.get(ArticleId(0)).expect("an article");
        assert_eq!((first.name, first.title, first.author), ("a", &*format!("{long}39"), ""));
        let third = listing.get(ArticleId(2)).expect("an article");
        assert_eq!((third.name, third.title, third.words), ("c", "Third", 7));
        assert!(listing.ids().eq([ArticleId(0), ArticleId(2)]));
    }
}
