//! Segments of the index made into one, in memory, with the articles that are still good. Reads no texts
//! ([`super::batch`] does), decides nothing.

use rusqlite::Connection;

use super::block::{self, Depth, Writer};
use super::list::{List, Posting, Postings};
use super::number::Numbers;
use super::segment::{self, Segment};
use super::terms::{Key, Terms};
use super::{ALL, Trouble, sentence};

/// What the segments hold together.
#[derive(Debug, Default)]
pub(super) struct Merged {
    terms: Terms,
    /// By the numbers of the terms.
    lists: Vec<List>,
    /// The rows of the articles, and how many words each has.
    articles: Vec<(i64, u32)>,
    /// Where their sentences begin and end.
    sentences: Vec<u8>,
    /// Words of all articles.
    count: usize,
}

impl Merged {
    /// Takes all articles of a segment in that are still good.
    pub(super) fn add(
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
                self.count += article.1 as usize;
            }
        }
        sentence::each_article(connection, segment, |nth, bytes| {
            if !segment.is_gone(nth) {
                self.sentences.extend_from_slice(bytes);
            }
        })?;
        block::between(connection, segment.id, ALL, Depth::Places, |entry| {
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

    /// The number of a term, which has a list then.
    fn number(&mut self, term: &[u8]) -> usize {
        let (head, rest) = term.split_at(term.len().min(8));
        let head = head.iter().rev().fold(0, |head, byte| head << 8 | u64::from(*byte));
        let number = self.terms.number(Key::new(head, rest), rest);
        self.lists.resize_with(self.terms.len(), List::default);
        number
    }

    /// Writes it as a segment, unless it is empty.
    pub(super) fn write(mut self, connection: &Connection) -> Result<(), Trouble> {
        let found = segment::put(connection, &self.articles, self.count, &self.sentences)?;
        let Some(segment) = found else { return Ok(()) };
        let mut writer = Writer::of(connection, segment);
        for number in self.terms.sorted() {
            if let Some(list) = self.lists.get_mut(number as usize) {
                list.close();
                writer.add(self.terms.get(number as usize), list)?;
            }
        }
        writer.flush()
    }
}
