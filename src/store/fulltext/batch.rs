//! Articles indexed together, in memory, until they are a segment of the library's file: from texts, or
//! from smaller segments. Finds nothing.

use rusqlite::{Connection, params};

use super::Trouble;
use super::block::{self, Depth, Writer};
use super::list::{List, Posting, Postings};
use super::number::{self, Numbers};
use super::segment::Segment;
use super::sentence::{self, Sentences};
use super::terms::{Key, Terms};
use crate::library::search::{Field, words};
use crate::text::term::{self, Term};
use crate::text::{Day, Document};

/// Articles by the words that stand in them.
#[derive(Debug, Default)]
pub(super) struct Batch {
    terms: Terms,
    /// By the numbers of the terms.
    lists: Vec<List>,
    /// The rows of the articles, and how many words each has.
    articles: Vec<(i64, u32)>,
    /// Where their sentences begin and end.
    sentences: Vec<u8>,
    /// Words of all articles.
    words: usize,
    waiting: Waiting,
}

/// Words of an article that are not on their lists yet: most of the time goes into waiting for memory, which
/// for many words at once is waited for only once.
#[derive(Debug, Default)]
struct Waiting {
    /// What they have behind their first eight bytes, one behind the other.
    rests: Vec<u8>,
    words: Vec<Word>,
}

/// One of them.
#[derive(Debug)]
struct Word {
    key: Key,
    /// Where it ends in the rests.
    end: u32,
    /// The number of its term, once that is known.
    number: u32,
    /// Where it stands in the article.
    at: u32,
    aside: bool,
}

/// So many wait at most.
const WAITING: usize = 512;

impl Waiting {
    /// A word of the text.
    #[inline]
    fn push(&mut self, term: &Term, at: u32, aside: bool) {
        let rest = term.bytes().get(8..).unwrap_or_default();
        self.push_parts(term.head(), rest, at, aside);
    }

    /// A word of a field, which stands before it.
    fn push_in(&mut self, field: Field, term: &Term, at: u32) {
        let (head, kept) = match super::lead(field) {
            Some(lead) => (term.head() << 8 | u64::from(lead), 7),
            None => (term.head(), 8),
        };
        self.push_parts(head, term.bytes().get(kept..).unwrap_or_default(), at, false);
    }

    #[inline]
    fn push_parts(&mut self, head: u64, rest: &[u8], at: u32, aside: bool) {
        if !rest.is_empty() {
            self.rests.extend_from_slice(rest);
        }
        let end = self.rests.len() as u32;
        self.words.push(Word { key: Key::new(head, rest), end, number: 0, at, aside });
    }
}

impl Batch {
    /// How many words its articles have.
    pub(super) fn words(&self) -> usize {
        self.words
    }

    /// Takes an article in.
    pub(super) fn add(&mut self, row: i64, document: &Document, place: &str) {
        let nth = self.articles.len() as u32;
        let mut count: u32 = 0;
        let mut sentences = Sentences::of(document);
        words::each(document, |word| {
            sentences.see(word.at, word.span.start);
            self.waiting.push(word.term, word.at, word.aside);
            if self.waiting.words.len() >= WAITING {
                self.settle(nth);
            }
            count += 1;
            true
        });
        sentences.write(&mut self.sentences);
        let (text, heading) = (&document.text, &document.heading);
        let [author, source] =
            [heading.author, heading.source].map(|span| span.map_or("", |span| span.of(text)));
        self.add_field(Field::Title, &[document.title()]);
        self.add_field(Field::Author, &[author]);
        self.add_field(Field::Source, &[source, place]);
        if let Some(day) = heading.day {
            term::each(&date(day), |term, _| {
                self.waiting.push_in(Field::Date, term, 0);
                true
            });
        }
        self.settle(nth);
        self.articles.push((row, count));
        self.words += count as usize;
    }

    /// Takes the words of a field in; what stands apart is no phrase.
    fn add_field(&mut self, field: Field, texts: &[&str]) {
        let mut numbers = 0..u32::MAX;
        for text in texts {
            term::each(text, |term, _| {
                self.waiting.push_in(field, term, numbers.next().unwrap_or_default());
                true
            });
            numbers.next();
        }
    }

    /// Puts what waits on its lists: first all are looked up, then all are written.
    fn settle(&mut self, nth: u32) {
        let mut start = 0;
        for word in &mut self.waiting.words {
            let rest = self.waiting.rests.get(start..word.end as usize).unwrap_or_default();
            word.number = self.terms.number(word.key, rest) as u32;
            start = word.end as usize;
        }
        self.lists.resize_with(self.terms.len(), List::default);
        for word in self.waiting.words.drain(..) {
            if let Some(list) = self.lists.get_mut(word.number as usize) {
                list.add(nth, word.at, word.aside);
            }
        }
        self.waiting.rests.clear();
    }

    /// The number of a term, which has a list then.
    fn number(&mut self, term: &[u8]) -> usize {
        let (head, rest) = term.split_at(term.len().min(8));
        let head = head.iter().rev().fold(0, |head, byte| head << 8 | u64::from(*byte));
        let number = self.terms.number(Key::new(head, rest), rest);
        self.lists.resize_with(self.terms.len(), List::default);
        number
    }

    /// Says in which row the article at that place stands.
    pub(super) fn set_row(&mut self, nth: usize, row: i64) {
        if let Some(article) = self.articles.get_mut(nth) {
            article.0 = row;
        }
    }

    /// How many articles it has.
    pub(super) fn articles(&self) -> usize {
        self.articles.len()
    }

    /// Takes all articles of a segment in that are still good.
    pub(super) fn add_segment(
        &mut self,
        connection: &Connection,
        segment: &Segment,
    ) -> Result<(), Trouble> {
        let mut moved = Vec::with_capacity(segment.articles.len());
        for (nth, article) in segment.articles.iter().enumerate() {
            let is_good = !segment.is_gone(nth);
            moved.push(is_good.then_some(self.articles.len() as u32));
            if is_good {
                self.articles.push(*article);
                self.words += article.1 as usize;
            }
        }
        sentence::each_article(connection, segment, |nth, bytes| {
            if !segment.is_gone(nth) {
                self.sentences.extend_from_slice(bytes);
            }
        })?;
        block::between(connection, segment.id, super::ALL, Depth::Places, |entry| {
            let mut places = Numbers(entry.places);
            let mut number = None;
            for posting in Postings::of(entry.postings) {
                let places = places.run(posting.count());
                if let Some(nth) = moved.get(posting.nth as usize).copied().flatten() {
                    let number = *number.get_or_insert_with(|| self.number(entry.term));
                    if let Some(list) = self.lists.get_mut(number) {
                        list.append(Posting { nth, ..posting }, places);
                    }
                }
            }
        })
    }

    /// Writes it as a segment and says which, unless it is empty.
    pub(super) fn write(mut self, connection: &Connection) -> Result<Option<i64>, Trouble> {
        let Some(newest) = self.articles.iter().map(|(row, _)| *row).max() else { return Ok(None) };
        let mut articles = Vec::new();
        let mut last = 0;
        for (row, words) in &self.articles {
            number::put(number::folded(row.wrapping_sub(last)), &mut articles);
            number::put(u64::from(*words), &mut articles);
            last = *row;
        }
        let sql = "INSERT INTO fulltext_segment (newest, words, articles) VALUES (?1, ?2, ?3)";
        let mut put = connection.prepare_cached(sql)?;
        put.execute(params![newest, self.words.cast_signed() as i64, articles])?;
        let segment = connection.last_insert_rowid();
        let sql = "INSERT INTO fulltext_sentence (segment, places) VALUES (?1, ?2)";
        connection.prepare_cached(sql)?.execute(params![segment, self.sentences])?;
        let mut writer = Writer::of(connection, segment);
        for number in self.terms.sorted() {
            if let Some(list) = self.lists.get_mut(number as usize) {
                list.close();
                writer.add(self.terms.get(number as usize), list)?;
            }
        }
        writer.flush()?;
        Ok(Some(segment))
    }
}

/// A day as the digits that are known of it.
fn date(day: Day) -> String {
    let parts = [(day.year, 4), (u16::from(day.month), 2), (u16::from(day.day), 2)];
    let known = parts.iter().take_while(|(part, _)| *part > 0);
    known.map(|(part, digits)| format!("{part:0digits$}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_what_is_known_of_it() {
        let day = |year, month, day| date(Day { year, month, day });
        assert_eq!([day(2024, 3, 5), day(2024, 3, 0)], ["20240305", "202403"]);
        assert_eq!([day(987, 0, 5), day(0, 1, 1)], ["0987", ""]);
    }
}
