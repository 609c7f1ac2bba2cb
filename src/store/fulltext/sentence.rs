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
    let mut last: i64 = 0;
    let next = move || {
        let start = last + number::unfolded(numbers.next()?);
        last = start + number::unfolded(numbers.next()? << 1);
        Some((u32::try_from(start).ok()?, u32::try_from(last).ok()?))
    };
    std::iter::from_fn(next).take(count)
}

/// The sentences of a segment, unpacked for the articles that are asked about, and which of them have
/// what is looked for.
pub(super) struct Table {
    bytes: Vec<u8>,
    /// For each article where it begins in `bytes`.
    written: Vec<usize>,
    /// For each article its first sentence, and behind them how many there are.
    begins: Vec<usize>,
    /// The first number of each sentence, and the first behind it; of articles that were asked about.
    numbers: Vec<(u32, u32)>,
    /// Which articles were.
    asked: Vec<bool>,
    has: Vec<bool>,
}

impl Table {
    /// Of a segment of the library's file.
    pub(super) fn of(connection: &Connection, segment: &Segment) -> Result<Self, Trouble> {
        let bytes = written(connection, segment)?;
        let mut rest = Numbers(&bytes);
        let articles = segment.articles.len();
        let mut written = Vec::with_capacity(articles);
        let mut begins = Vec::with_capacity(articles + 1);
        begins.push(0);
        let mut sentences: usize = 0;
        for _ in &segment.articles {
            written.push(bytes.len() - rest.0.len());
            let count = rest.size().unwrap_or_default();
            // Each takes two bytes at least: what says more is damaged.
            sentences = sentences.saturating_add(count.min(rest.0.len() / 2));
            rest.run(count.saturating_mul(2));
            begins.push(sentences);
        }
        let (numbers, has) = (vec![(0, 0); sentences], vec![false; sentences]);
        Ok(Self { bytes, written, begins, numbers, asked: vec![false; articles], has })
    }

    /// Which sentences are an article's.
    fn range(&self, nth: usize) -> Range<usize> {
        let at = |nth: usize| self.begins.get(nth).copied().unwrap_or_default();
        at(nth)..at(nth + 1)
    }

    /// Notes the sentences of an article that hold these places, which ascend, and as many numbers
    /// behind each as `more` says.
    pub(super) fn note(&mut self, nth: usize, places: impl Iterator<Item = u32>, more: u32) {
        let range = self.range(nth);
        let Some(numbers) = self.numbers.get_mut(range.clone()) else { return };
        let (Some(has), Some(asked)) = (self.has.get_mut(range), self.asked.get_mut(nth)) else {
            return;
        };
        if !std::mem::replace(asked, true) {
            let written = self.written.get(nth).and_then(|from| self.bytes.get(*from..));
            let mut written = Numbers(written.unwrap_or_default());
            for (number, read) in numbers.iter_mut().zip(read(&mut written)) {
                *number = read;
            }
        }
        let mut first = 0;
        for place in places {
            while numbers.get(first).is_some_and(|(_, end)| *end <= place) {
                first += 1;
            }
            // A word at the edge of two can be in both.
            let mut near = first;
            while let Some((_, end)) = numbers.get(near).filter(|(start, _)| *start <= place) {
                if place.saturating_add(more) < *end
                    && let Some(has) = has.get_mut(near)
                {
                    *has = true;
                }
                near += 1;
            }
        }
    }

    /// Which sentences were noted, of the articles that were asked about, by their places in the segment.
    pub(super) fn noted(&self) -> impl Iterator<Item = (usize, &[bool])> {
        let asked = self.asked.iter().enumerate().filter(|(_, asked)| **asked);
        asked.map(|(nth, _)| (nth, self.has.get(self.range(nth)).unwrap_or_default()))
    }
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
