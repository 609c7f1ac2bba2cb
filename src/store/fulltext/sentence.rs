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
    /// For each that has begun, the numbers of its first word and, once it has ended, of the first behind it.
    numbers: Vec<(u32, u32)>,
    /// How many have ended.
    ended: usize,
    /// The byte before which no word begins or ends a sentence.
    quiet: u32,
    /// The number behind the last word.
    behind: u32,
}

impl Sentences {
    pub(super) fn of(document: &Document) -> Self {
        let spans: Vec<Span> = document.sentences.iter().map(|sentence| sentence.span).collect();
        let numbers = Vec::with_capacity(spans.len());
        Self { spans, numbers, ended: 0, quiet: 0, behind: 0 }
    }

    /// Takes the next word in: its number, and the byte of the text at which it begins.
    #[inline]
    pub(super) fn see(&mut self, number: u32, start: u32) {
        if start >= self.quiet {
            self.turn(number, start);
        }
        self.behind = number + 1;
    }

    /// Begins and ends sentences before a word.
    fn turn(&mut self, number: u32, start: u32) {
        let next = |nth: usize| self.spans.get(nth).map_or(u32::MAX, |span| span.start);
        while next(self.numbers.len()) <= start {
            self.numbers.push((number, number));
        }
        let mut end = u32::MAX;
        for (span, numbers) in self.spans.iter().zip(&mut self.numbers).skip(self.ended) {
            if span.end > start {
                end = span.end;
                break;
            }
            // One that has no word begins and ends at the next.
            numbers.1 = self.behind.max(numbers.0);
            self.ended += 1;
        }
        self.quiet = next(self.numbers.len()).min(end);
    }

    /// Appends what is kept of them: how many, then for each how far behind the end of the one before
    /// it begins and how many numbers it has.
    pub(super) fn write(mut self, out: &mut Vec<u8>) {
        for open in self.numbers.iter_mut().skip(self.ended) {
            open.1 = self.behind.max(open.0);
        }
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

/// Gives the sentences of one article, as [`Sentences::write`] wrote them: their first numbers and the first
/// behind them.
#[inline]
fn each(numbers: &mut Numbers<'_>, mut give: impl FnMut(u32, u32)) {
    let count = numbers.size().unwrap_or_default();
    let mut last: u32 = 0;
    for _ in 0..count {
        // Mostly one begins where the one before ends.
        if let [0, len @ 0..0x80, rest @ ..] = numbers.0 {
            let start = last;
            last = start.wrapping_add(u32::from(*len));
            numbers.0 = rest;
            give(start, last);
            continue;
        }
        let (Some(way), Some(len)) = (numbers.next(), numbers.next()) else { return };
        let start = last.wrapping_add_signed(number::unfolded(way) as i32);
        last = start.wrapping_add(len as u32);
        give(start, last);
    }
}

/// The sentences of a segment's articles as they are kept, each article found at once.
#[derive(Debug, Default)]
pub(super) struct Written {
    bytes: Vec<u8>,
    /// For each article where it begins in `bytes`, and in the bits of a [`Table`]; then where the last ends.
    articles: Vec<(u32, u32)>,
}

impl Written {
    /// Those of a segment of the library's file.
    pub(super) fn of(connection: &Connection, segment: &Segment) -> Result<Self, Trouble> {
        let bytes = written(connection, segment)?;
        let mut articles = Vec::with_capacity(segment.articles.len() + 1);
        let mut rest = Numbers(&bytes);
        let mut words = 0;
        for _ in &segment.articles {
            articles.push(((bytes.len() - rest.0.len()) as u32, words));
            let mut last = 0;
            each(&mut rest, |_, end| last = last.max(end));
            let room = (last as usize).div_ceil(BITS).min(LARGEST / BITS - words as usize);
            words += room as u32;
        }
        articles.push((bytes.len() as u32, words));
        Ok(Self { bytes, articles })
    }

    /// The bits of an article.
    #[inline]
    fn room(&self, nth: usize) -> Option<Range<usize>> {
        let [(_, start), (_, end)] = self.articles.get(nth..nth + 2)? else { return None };
        Some(*start as usize..*end as usize)
    }
}

/// Which words of which articles of a segment were noted, and so which of their sentences. Kept from
/// segment to segment for its room.
#[derive(Default)]
pub(super) struct Table {
    /// A bit for each word, set where a phrase may begin.
    words: Vec<u64>,
    /// The same by one word of it only.
    others: Vec<u64>,
    /// A bit for each sentence of an article.
    has: Vec<u64>,
}

impl Table {
    /// Begins with a segment.
    pub(super) fn begin(&mut self, written: &Written) {
        let words = written.articles.last().map_or(0, |(_, end)| *end as usize);
        self.words.clear();
        self.others.clear();
        self.words.resize(words, 0);
        self.others.resize(words, 0);
    }

    /// Whether any word of an article is noted.
    #[inline]
    pub(super) fn has(&self, written: &Written, nth: usize) -> bool {
        let words = written.room(nth).and_then(|room| self.words.get(room)).unwrap_or_default();
        words.iter().any(|bits| *bits != 0)
    }

    /// Notes words of an article by their numbers, for each that as many words `before` it; those in no sentence
    /// are passed over. What is noted is for [`Self::both`] if it is of a `second` word.
    #[inline]
    pub(super) fn note(
        &mut self,
        written: &Written,
        nth: usize,
        (before, is_second): (u32, bool),
        places: impl Iterator<Item = u32>,
    ) {
        let words = if is_second { &mut self.others } else { &mut self.words };
        let words = written.room(nth).and_then(|room| words.get_mut(room)).unwrap_or_default();
        for place in places {
            let begin = place.wrapping_sub(before) as usize;
            if let Some(bits) = words.get_mut(begin / BITS) {
                *bits |= 1 << (begin % BITS);
            }
        }
    }

    /// Keeps what was noted before only where it was noted for a second word too.
    pub(super) fn both(&mut self) {
        for (bits, others) in self.words.iter_mut().zip(&mut self.others) {
            *bits &= std::mem::take(others);
        }
    }

    /// Gives the articles of which words were noted, by their places in the segment, each with which of its
    /// sentences, a bit each, hold one of these and as many words behind it as `more` says.
    pub(super) fn noted(
        &mut self,
        written: &Written,
        more: u32,
        mut give: impl FnMut(usize, &[u64]),
    ) {
        for (nth, bounds) in written.articles.windows(2).enumerate() {
            let [(from, start), (to, end)] = bounds else { continue };
            let words = self.words.get(*start as usize..*end as usize).unwrap_or_default();
            if words.iter().all(|bits| *bits == 0) {
                continue;
            }
            let bytes = written.bytes.get(*from as usize..*to as usize).unwrap_or_default();
            self.has.clear();
            let (mut bits, mut len) = (0, 0);
            each(&mut Numbers(bytes), |start, end| {
                bits |= u64::from(is_any(words, start, end.saturating_sub(more))) << (len % BITS);
                len += 1;
                if len % BITS == 0 {
                    self.has.push(std::mem::take(&mut bits));
                }
            });
            self.has.push(bits);
            give(nth, &self.has);
        }
    }
}

/// Words of a segment at most that have bits: what says that it has more is damaged.
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
    let at = |nth: usize| all.get(nth).copied().unwrap_or_default();
    let len = (end - start) as usize;
    if len <= BITS {
        // Without a branch for those that go over an edge: which do cannot be foreseen.
        let shift = start as usize % BITS;
        let bits = at(first) >> shift | at(first + 1) << 1 << (BITS - 1 - shift);
        return bits & u64::MAX >> (BITS - len) != 0;
    }
    let from = u64::MAX << (start as usize % BITS);
    let to = u64::MAX >> (BITS - 1 - (end as usize - 1) % BITS);
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
    fn any_bit_of_some_is_seen() {
        let set = [3, 64, 127, 250];
        let mut all = [0_u64; 4];
        for nth in set {
            all[nth / BITS] |= 1 << (nth % BITS);
        }
        for start in 0..260 {
            for end in 0..260 {
                let expected = set.iter().any(|nth| (start..end).contains(nth));
                assert_eq!(is_any(&all, start as u32, end as u32), expected, "{start} to {end}");
            }
        }
    }

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
        let mut numbers = Vec::new();
        each(&mut Numbers(&bytes), |start, end| numbers.push((start, end)));
        assert_eq!(numbers.len(), document.sentences.len());
        for (at, span) in placed {
            let by_text = document.sentences.iter().position(|it| it.span.contains(span.start));
            let by_number = numbers.iter().position(|(start, end)| *start <= at && at < *end);
            assert_eq!(by_number, by_text, "{}", span.of(&document.text));
        }
    }
}
