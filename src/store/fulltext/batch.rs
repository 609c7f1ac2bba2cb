//! Articles indexed together from their texts, in memory, until they are a segment of the library's file.
//! Merges no segments ([`super::merge`] does), finds nothing.

use rusqlite::Connection;

use super::block::Writer;
use super::list::List;
use super::sentence::Sentences;
use super::terms::{Key, Terms};
use super::{Trouble, segment};
use crate::library::search::{Field, words};
use crate::text::term::{self, Term};
use crate::text::{Day, Document};

/// Articles by the words that stand in them. The words stay in the order of the texts until all are there: to
/// put each on a list of its own at once would wait for memory twice a word.
#[derive(Debug, Default)]
pub(super) struct Batch {
    terms: Terms,
    /// How often each term stands in the articles, by its number.
    counts: Vec<u32>,
    words: Words,
    /// The rows of the articles, and how many words each has.
    articles: Vec<(i64, u32)>,
    /// How many words each has with those of its fields.
    lengths: Vec<usize>,
    /// Where their sentences begin and end.
    sentences: Vec<u8>,
    /// Words of all articles, without those of their fields.
    count: usize,
    waiting: Waiting,
}

/// A word of an article.
#[derive(Clone, Copy, Debug)]
struct Word {
    /// The number of its term, twice, and one more where it is folded away.
    term: u32,
    /// Where it stands in the article.
    at: u32,
}

/// Words of articles one after the other, so many together: one long row would be moved as it grows.
#[derive(Debug, Default)]
struct Words(Vec<Vec<Word>>);

impl Words {
    const TOGETHER: usize = 1 << 15;

    #[inline]
    fn push(&mut self, word: Word) {
        match self.0.last_mut() {
            Some(last) if last.len() < Self::TOGETHER => last.push(word),
            _ => {
                let mut next = Vec::with_capacity(Self::TOGETHER);
                next.push(word);
                self.0.push(next);
            }
        }
    }

    fn len(&self) -> usize {
        self.0.iter().map(Vec::len).sum()
    }

    fn iter(&self) -> impl Iterator<Item = &Word> {
        self.0.iter().flatten()
    }
}

/// Where a term stands.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    /// The place of its article, twice, and one more where it is folded away.
    article: u32,
    /// Where it stands in the article.
    at: u32,
}

/// Words of an article whose terms are not looked up yet: most of the time goes into waiting for memory, which
/// for many words at once is waited for only once.
#[derive(Debug, Default)]
struct Waiting {
    /// What they have behind their first eight bytes, one behind the other.
    rests: Vec<u8>,
    words: Vec<Unknown>,
}

/// One of them.
#[derive(Debug)]
struct Unknown {
    key: Key,
    /// Where it ends in the rests.
    end: u32,
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
        self.words.push(Unknown { key: Key::new(head, rest), end, at, aside });
    }
}

impl Batch {
    /// How many words its articles have.
    pub(super) fn words(&self) -> usize {
        self.count
    }

    /// Takes an article in.
    pub(super) fn add(&mut self, row: i64, document: &Document, place: &str) {
        let mut count: u32 = 0;
        self.lengths.push(0);
        let mut sentences = Sentences::of(document);
        words::each(document, |word| {
            sentences.see(word.at, word.span.start);
            self.waiting.push(word.term, word.at, word.aside);
            if self.waiting.words.len() >= WAITING {
                self.settle();
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
        self.settle();
        self.articles.push((row, count));
        self.count += count as usize;
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

    /// Looks up what waits.
    fn settle(&mut self) {
        let mut start = 0;
        for word in &self.waiting.words {
            let rest = self.waiting.rests.get(start..word.end as usize).unwrap_or_default();
            let number = self.terms.number(word.key, rest);
            match self.counts.get_mut(number) {
                Some(count) => *count += 1,
                None => self.counts.push(1),
            }
            self.words
                .push(Word { term: (number as u32) << 1 | u32::from(word.aside), at: word.at });
            start = word.end as usize;
        }
        if let Some(length) = self.lengths.last_mut() {
            *length += self.waiting.words.len();
        }
        self.waiting.words.clear();
        self.waiting.rests.clear();
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

    /// The places of all words, those of a term together, in the order of the texts; and where those of each
    /// term begin, by its number.
    fn places(&self) -> (Vec<Place>, Vec<u32>) {
        let mut starts = Vec::with_capacity(self.counts.len() + 1);
        starts.push(0);
        for count in &self.counts {
            starts.push(starts.last().copied().unwrap_or_default() + count);
        }
        let mut free = starts.clone();
        let mut places = vec![Place::default(); self.words.len()];
        let mut words = self.words.iter();
        for (nth, length) in (0_u32..).zip(&self.lengths) {
            for Word { term, at } in words.by_ref().take(*length) {
                let Some(next) = free.get_mut((term >> 1) as usize) else { continue };
                if let Some(place) = places.get_mut(*next as usize) {
                    *place = Place { article: nth << 1 | term & 1, at: *at };
                }
                *next += 1;
            }
        }
        (places, starts)
    }

    /// Writes it as a segment and says which, unless it is empty.
    pub(super) fn write(mut self, connection: &Connection) -> Result<Option<i64>, Trouble> {
        let found = segment::put(connection, &self.articles, self.count, &self.sentences)?;
        let Some(segment) = found else { return Ok(None) };
        let (places, starts) = self.places();
        self.words = Words::default();
        let mut writer = Writer::of(connection, segment);
        let mut list = List::default();
        for number in self.terms.sorted() {
            let number = number as usize;
            let range = starts.get(number).copied().zip(starts.get(number + 1).copied());
            let range = range.map_or(0..0, |(start, end)| start as usize..end as usize);
            list.clear();
            for Place { article, at } in places.get(range).unwrap_or_default() {
                list.add(article >> 1, *at, article & 1 != 0);
            }
            list.close();
            writer.add(self.terms.get(number), &list)?;
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

    #[test]
    fn each_term_has_its_places_in_the_order_of_the_texts() {
        let long = "Hospitals said yesterday that departmental budgets shrink. ".repeat(300);
        let texts = [
            format!("Hospitals shrink\n\n{long}\n\nShare this\n\nFollow us on Twitter\n"),
            "Budgets\n\nNothing was said of hospitals yesterday.\n\nShare this\n".to_owned(),
        ];
        let mut batch = Batch::default();
        let mut expected = std::collections::BTreeMap::<Vec<u8>, Vec<(u32, u32)>>::new();
        for (nth, text) in (0..).zip(&texts) {
            let document = Document::read(text.as_bytes());
            words::each(&document, |word| {
                let article = nth << 1 | u32::from(word.aside);
                expected.entry(word.term.bytes().to_vec()).or_default().push((article, word.at));
                true
            });
            batch.add(nth.into(), &document, "place");
        }
        assert!(expected[&b"share"[..]].iter().all(|(article, _)| article & 1 == 1), "folded away");
        let (places, starts) = batch.places();
        assert_eq!(starts.last().map(|end| *end as usize), Some(places.len()));
        for number in 0..batch.terms.len() {
            // The words of fields have a byte before them that no word of a text has.
            let Some(expected) = expected.remove(batch.terms.get(number)) else { continue };
            let range = starts[number] as usize..starts[number + 1] as usize;
            let found = places[range].iter().map(|place| (place.article, place.at));
            assert!(found.eq(expected), "{:?}", batch.terms.get(number));
        }
        assert!(expected.is_empty(), "{expected:?}");
    }
}
