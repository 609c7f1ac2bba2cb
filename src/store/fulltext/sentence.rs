//! Where the sentences of indexed articles begin and end, by the numbers of their words, so that a word's
//! place says which sentence it stands in. Reads no texts.

use std::ops::Range;

use rusqlite::{Connection, OptionalExtension};

use super::Trouble;
use super::number::{self, Numbers};
use super::segment::Segment;
use crate::text::{Document, Span};

/// The sentences of an article whose words are being numbered.
pub(super) struct Sentences {
    /// Where they begin and end in the text.
    spans: Vec<Span>,
    /// For each that has begun, the numbers of its first word and of the first behind it.
    numbers: Vec<(u32, u32)>,
    /// How many have ended.
    ended: usize,
}

impl Sentences {
    pub(super) fn of(document: &Document) -> Self {
        let spans: Vec<Span> = document.sentences.iter().map(|sentence| sentence.span).collect();
        let numbers = Vec::with_capacity(spans.len());
        Self { spans, numbers, ended: 0 }
    }

    /// Takes the next word in: its number, and the byte of the text at which it begins.
    pub(super) fn see(&mut self, number: u32, start: u32) {
        let at = |nth: usize| self.spans.get(nth).copied();
        while at(self.numbers.len()).is_some_and(|span| span.start <= start) {
            self.numbers.push((number, number));
        }
        while self.ended < self.numbers.len() && at(self.ended).is_some_and(|it| it.end <= start) {
            self.ended += 1;
        }
        for open in self.numbers.iter_mut().skip(self.ended) {
            open.1 = number + 1;
        }
    }

    /// Appends what is kept of them: how many, then for each how far behind the end of the one before
    /// it begins and how many numbers it has.
    pub(super) fn write(mut self, out: &mut Vec<u8>) {
        let end = self.numbers.last().map_or(0, |(_, end)| *end);
        self.numbers.resize(self.spans.len(), (end, end));
        number::put(self.numbers.len() as u64, out);
        let mut last = 0;
        for (start, end) in self.numbers {
            number::put(number::folded(i64::from(start) - i64::from(last)), out);
            number::put(u64::from(end - start), out);
            last = end;
        }
    }
}

/// The sentences of one article, as [`Sentences::write`] wrote them: their first numbers and the first
/// behind them.
fn read(numbers: &mut Numbers<'_>) -> impl Iterator<Item = (u32, u32)> {
    let count = numbers.size().unwrap_or_default();
    let mut last: u32 = 0;
    let next = move || {
        let start = last.wrapping_add_signed(number::unfolded(numbers.next()?) as i32);
        last = start.wrapping_add(numbers.next()? as u32);
        Some((start, last))
    };
    std::iter::from_fn(next).take(count)
}

/// Which words of which articles of a segment were noted, and so which of their sentences. Kept from
/// segment to segment for its room.
#[derive(Default)]
pub(super) struct Table {
    bytes: Vec<u8>,
    /// For each article where it begins in `bytes`.
    written: Vec<usize>,
    /// For each article its room in the columns below, once one of its words was noted.
    rooms: Vec<Option<Room>>,
    /// The first number of each sentence, and the first behind it.
    sentences: Vec<(u32, u32)>,
    /// A bit for each word, set for those that were noted.
    words: Vec<u64>,
    has: Vec<bool>,
}

/// Where the columns of a [`Table`] have what is known of an article.
#[derive(Clone, Debug)]
struct Room {
    sentences: Range<usize>,
    words: Range<usize>,
}

impl Table {
    /// Begins with a segment of the library's file.
    pub(super) fn begin(
        &mut self,
        connection: &Connection,
        segment: &Segment,
    ) -> Result<(), Trouble> {
        self.bytes = written(connection, segment)?;
        self.written.clear();
        self.sentences.clear();
        self.words.clear();
        self.rooms.clear();
        self.rooms.resize(segment.articles.len(), None);
        let mut rest = Numbers(&self.bytes);
        for _ in &segment.articles {
            self.written.push(self.bytes.len() - rest.0.len());
            let count = rest.size().unwrap_or_default();
            rest.run(count.saturating_mul(2));
        }
        Ok(())
    }

    /// Makes room for an article of which nothing was noted.
    fn open(&mut self, nth: usize) -> Option<Room> {
        let from = *self.written.get(nth)?;
        let start = self.sentences.len();
        self.sentences.extend(read(&mut Numbers(self.bytes.get(from..)?)));
        let sentences = start..self.sentences.len();
        let ends = self.sentences.get(sentences.clone())?.iter().map(|(_, end)| *end as usize);
        let end = ends.max().unwrap_or_default().min(LARGEST);
        let start = self.words.len();
        self.words.resize(start + end.div_ceil(BITS), 0);
        let room = Room { sentences, words: start..self.words.len() };
        *self.rooms.get_mut(nth)? = Some(room.clone());
        Some(room)
    }

    /// Notes words of an article, by their numbers; those in no sentence are passed over.
    #[inline]
    pub(super) fn note(&mut self, nth: usize, places: impl Iterator<Item = u32>) {
        let known = self.rooms.get(nth).cloned().flatten();
        let Some(room) = known.or_else(|| self.open(nth)) else { return };
        let Some(words) = self.words.get_mut(room.words) else { return };
        for place in places {
            if let Some(bits) = words.get_mut(place as usize / BITS) {
                *bits |= 1 << (place as usize % BITS);
            }
        }
    }

    /// Gives the articles of which words were noted, by their places in the segment, each with which of its
    /// sentences hold one of these and as many words behind it as `more` says.
    pub(super) fn noted(&mut self, more: u32, mut give: impl FnMut(usize, &[bool])) {
        for (nth, room) in self.rooms.iter().enumerate() {
            let Some(Room { sentences, words }) = room else { continue };
            let sentences = self.sentences.get(sentences.clone()).unwrap_or_default();
            let words = self.words.get(words.clone()).unwrap_or_default();
            self.has.clear();
            let has = |(start, end): &(u32, u32)| is_any(words, *start, end.saturating_sub(more));
            self.has.extend(sentences.iter().map(has));
            give(nth, &self.has);
        }
    }
}

/// Words of an article at most that have bits: what says that it has more is damaged.
const LARGEST: usize = 1 << 30;

/// As many bits as are kept together.
const BITS: usize = u64::BITS as usize;

/// Whether a bit is set from one to before another.
#[inline]
fn is_any(all: &[u64], start: u32, end: u32) -> bool {
    if start >= end {
        return false;
    }
    let (first, last) = (start as usize / BITS, (end as usize - 1) / BITS);
    let from = u64::MAX << (start as usize % BITS);
    let to = u64::MAX >> (BITS - 1 - (end as usize - 1) % BITS);
    let at = |nth: usize| all.get(nth).copied().unwrap_or_default();
    if first == last {
        return at(first) & from & to != 0;
    }
    let between = all.get(first + 1..last).unwrap_or_default();
    at(first) & from != 0 || at(last) & to != 0 || between.iter().any(|bits| *bits != 0)
}

fn written(connection: &Connection, segment: &Segment) -> Result<Vec<u8>, Trouble> {
    let sql = "SELECT places FROM fulltext_sentence WHERE segment = ?1";
    let mut read = connection.prepare_cached(sql)?;
    let bytes: Option<Vec<u8>> = read.query_row([segment.id], |row| row.get(0)).optional()?;
    Ok(bytes.unwrap_or_default())
}

/// Gives what was written of each article of a segment, by its place in the list.
pub(super) fn each_article(
    connection: &Connection,
    segment: &Segment,
    mut give: impl FnMut(usize, &[u8]),
) -> Result<(), Trouble> {
    let bytes = written(connection, segment)?;
    let mut rest = Numbers(&bytes);
    for nth in 0..segment.articles.len() {
        let begun = rest.0;
        let count = rest.size().unwrap_or_default();
        rest.run(count.saturating_mul(2));
        let len = begun.len() - rest.0.len();
        give(nth, begun.get(..len).unwrap_or_default());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::search::words;

    #[test]
    fn a_word_is_in_the_sentence_that_holds_it() {
        let text =
            "A Title\n\nOne two. Three four five? ... Six.\n\n* An item\n\nSeven eight. Nine.";
        let document = Document::read(text.as_bytes());
        let mut sentences = Sentences::of(&document);
        let mut placed = Vec::new();
        words::each(&document, |word| {
            sentences.see(word.at, word.span.start);
            placed.push((word.at, word.span));
            true
        });
        let mut bytes = Vec::new();
        sentences.write(&mut bytes);
        let numbers: Vec<(u32, u32)> = read(&mut Numbers(&bytes)).collect();
        assert_eq!(numbers.len(), document.sentences.len());
        for (at, span) in placed {
            let by_text = document.sentences.iter().position(|it| it.span.contains(span.start));
            let by_number = numbers.iter().position(|(start, end)| *start <= at && at < *end);
            assert_eq!(by_number, by_text, "{}", span.of(&document.text));
        }
    }
}
