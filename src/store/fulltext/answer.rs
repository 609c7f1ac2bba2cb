//! Which articles of a segment have what is sought, and how much of it. Ranks nothing and reads no
//! texts.

use rusqlite::Connection;

use super::Trouble;
use super::block::{self, Depth, Entry};
use super::list::Postings;
use super::number::Numbers;
use super::segment::Segment;
use super::sentence::{self, Written};
use crate::library::search::near::{article, at, near};
use crate::library::search::{Field, Part, Phrase, Sought, Word};

/// An article that has something.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Found {
    /// Its place in the segment's list.
    pub(super) nth: u32,
    /// How much that counts for its rank: what is folded away counts less, the title more.
    pub(super) weight: f32,
    /// How often it has it.
    pub(super) hits: u32,
}

/// What a word in the title counts for beside one in the text.
const TITLE: f32 = 3.0;

/// What a word counts for that is folded away.
const ASIDE: f32 = 0.2;

/// More than some thousand count no more.
fn weight(count: u32) -> f32 {
    u16::try_from(count).unwrap_or(u16::MAX).into()
}

/// Whether a place is one of `among`, or these are all; those before it are left behind.
#[inline]
fn is_among(place: u64, among: &mut Option<&[u64]>) -> bool {
    let Some(rest) = among else { return true };
    while let Some((first, others)) = rest.split_first().filter(|(first, _)| **first <= place) {
        *rest = others;
        if *first == place {
            return true;
        }
    }
    false
}

/// The numbers of the words that a posting is about, of the ways between them.
fn numbers(ways: impl Iterator<Item = u64>) -> impl Iterator<Item = u32> {
    ways.scan(0_u32, |place, way| {
        *place = place.wrapping_add(way as u32);
        Some(*place)
    })
}

/// A segment that is looked through.
pub(super) struct Look<'a> {
    pub(super) connection: &'a Connection,
    pub(super) segment: &'a Segment,
}

impl Look<'_> {
    /// The articles that have it, in the order of the segment.
    pub(super) fn part(&self, part: &Part) -> Result<Vec<Found>, Trouble> {
        let mut found = self.sought(part.field, &part.sought)?;
        if part.field == Field::Text && !part.excluded {
            let titles = self.sought(Field::Title, &part.sought)?;
            let mut titles = titles.iter().map(|title| title.nth).peekable();
            for found in &mut found {
                while titles.next_if(|title| *title < found.nth).is_some() {}
                if titles.peek() == Some(&found.nth) {
                    found.weight += TITLE;
                }
            }
        }
        Ok(found)
    }

    /// Gives articles that a phrase stands in, by their places in the segment, each with which of its
    /// sentences have it, a bit each. What is kept of the sentences is read once, into `known`.
    pub(super) fn sentences(
        &self,
        phrase: &Phrase,
        known: &mut Option<Written>,
        table: &mut sentence::Table,
        give: &mut dyn FnMut(usize, &[u64]),
    ) -> Result<(), Trouble> {
        let words =
            if phrase.len() > 1 { self.by_rarity(Field::Text, phrase)? } else { Vec::new() };
        let of_phrase = words.iter().map(|(_, before, word)| (*before, *word));
        let one = phrase.first().filter(|_| words.is_empty()).map(|word| (0, word));
        let is_none = words.first().is_some_and(|(articles, ..)| *articles == 0);
        for (turn, (before, word)) in of_phrase.chain(one).enumerate().filter(|_| !is_none) {
            let written = match known {
                Some(written) => &*written,
                None => known.insert(Written::of(self.connection, self.segment)?),
            };
            let is_second = turn > 0;
            let mut is_begun = is_second;
            self.entries(Field::Text, word, Depth::Places, |entry| {
                if !std::mem::replace(&mut is_begun, true) {
                    table.begin(written);
                }
                let mut places = Numbers(entry.places);
                for posting in Postings::of(entry.postings) {
                    let nth = posting.nth as usize;
                    if is_second && !table.has(written, nth) {
                        places.run(posting.count());
                        continue;
                    }
                    let places = numbers(places.by_ref().take(posting.count()));
                    table.note(written, nth, (before, is_second), places);
                }
            })?;
            if !is_begun {
                return Ok(());
            }
            if is_second {
                table.both();
            }
        }
        let Some(written) = known.as_ref().filter(|_| !is_none) else { return Ok(()) };
        table.noted(written, phrase.len() as u32 - 1, |nth, has| {
            if !self.segment.is_gone(nth) {
                give(nth, has);
            }
        });
        Ok(())
    }

    /// The words of a phrase with their places in it, the rarest first, and in how many articles each stands.
    fn by_rarity<'p>(
        &self,
        field: Field,
        phrase: &'p Phrase,
    ) -> Result<Vec<(usize, u32, &'p Word)>, Trouble> {
        let mut words = Vec::new();
        for (word, nth) in phrase.iter().zip(0..) {
            let mut articles = 0;
            self.entries(field, word, Depth::Articles, |entry| articles += entry.articles)?;
            words.push((articles, nth, word));
        }
        words.sort_unstable_by_key(|(articles, nth, _)| (*articles, *nth));
        Ok(words)
    }

    fn sought(&self, field: Field, sought: &Sought) -> Result<Vec<Found>, Trouble> {
        match sought {
            Sought::Phrase(phrase) => match phrase.as_slice() {
                [word] => self.word(field, word),
                _ => Ok(self.by_article(self.places(field, phrase)?.into_iter().map(article))),
            },
            Sought::Near { phrases, distance } => {
                let mut each = Vec::new();
                for phrase in phrases {
                    each.push((self.places(field, phrase)?, phrase.len() as u64));
                }
                let each: Vec<_> = each.iter().map(|(at, len)| (at.as_slice(), *len)).collect();
                let mut articles = Vec::new();
                near(&each, u64::from(*distance), |places| {
                    articles.extend(places.first().map(|place| article(*place)));
                });
                Ok(self.by_article(articles.into_iter()))
            }
        }
    }

    /// The articles that have a word; where it stands in these is not read.
    fn word(&self, field: Field, word: &Word) -> Result<Vec<Found>, Trouble> {
        let mut counts = vec![(0, 0); self.segment.articles.len()];
        self.entries(field, word, Depth::Articles, |entry| {
            for posting in Postings::of(entry.postings) {
                if let Some((plain, aside)) = counts.get_mut(posting.nth as usize) {
                    *plain = posting.plain.saturating_add(*plain);
                    *aside = posting.aside.saturating_add(*aside);
                }
            }
        })?;
        let found = |(nth, (plain, aside)): (u32, (u32, u32))| {
            let weight = weight(plain) + ASIDE * weight(aside);
            Found { nth, weight, hits: plain.saturating_add(aside) }
        };
        let all = (0..).zip(counts).filter(|(_, counts)| *counts != (0, 0)).map(found);
        Ok(self.good(all))
    }

    /// Articles, each as often as it has something, in order.
    fn by_article(&self, articles: impl Iterator<Item = u32>) -> Vec<Found> {
        let mut all: Vec<Found> = Vec::new();
        for nth in articles {
            match all.last_mut().filter(|last| last.nth == nth) {
                Some(last) => last.hits += 1,
                None => all.push(Found { nth, weight: 0.0, hits: 1 }),
            }
        }
        self.good(all.into_iter().map(|it| Found { weight: weight(it.hits), ..it }))
    }

    fn good(&self, found: impl Iterator<Item = Found>) -> Vec<Found> {
        found.filter(|found| !self.segment.is_gone(found.nth as usize)).collect()
    }

    /// Where a phrase begins, the rarest word first, so that of the others little is read.
    fn places(&self, field: Field, phrase: &Phrase) -> Result<Vec<u64>, Trouble> {
        let mut found: Option<Vec<u64>> = None;
        for (_, nth, word) in self.by_rarity(field, phrase)? {
            found = Some(self.begins(field, word, nth, found.as_deref())?);
        }
        Ok(found.unwrap_or_default())
    }

    /// Where a phrase would begin whose `nth` word this is; only those of `among`, in order.
    fn begins(
        &self,
        field: Field,
        word: &Word,
        nth: u32,
        among: Option<&[u64]>,
    ) -> Result<Vec<u64>, Trouble> {
        let by_article = among.map(|among| self.by_each_article(among));
        let mut begins = Vec::new();
        self.entries(field, word, Depth::Places, |entry| {
            let mut places = Numbers(entry.places);
            for posting in Postings::of(entry.postings) {
                let of_article = by_article.as_ref().map(|all| all.get(posting.nth as usize));
                let mut among = of_article.map(|places| places.copied().unwrap_or_default());
                if among.is_some_and(<[u64]>::is_empty) {
                    places.run(posting.count());
                    continue;
                }
                for place in numbers(places.by_ref().take(posting.count())) {
                    let begin = place.checked_sub(nth).map(|first| at(posting.nth, first));
                    begins.extend(begin.filter(|begin| is_among(*begin, &mut among)));
                }
            }
        })?;
        if word.low != word.high {
            begins.sort_unstable();
            begins.dedup();
        }
        Ok(begins)
    }

    /// Places, in order, by the articles of the segment.
    fn by_each_article<'p>(&self, places: &'p [u64]) -> Vec<&'p [u64]> {
        let mut all: Vec<&[u64]> = vec![&[]; self.segment.articles.len()];
        for places in places.chunk_by(|one, other| article(*one) == article(*other)) {
            let nth = places.first().map_or(0, |place| article(*place) as usize);
            if let Some(of_article) = all.get_mut(nth) {
                *of_article = places;
            }
        }
        all
    }

    fn entries(
        &self,
        field: Field,
        word: &Word,
        depth: Depth,
        give: impl FnMut(Entry<'_>),
    ) -> Result<(), Trouble> {
        let within = |term: &[u8]| -> Vec<u8> {
            super::lead(field).into_iter().chain(term.iter().copied()).collect()
        };
        let (low, high) = (within(&word.low), within(&word.high));
        block::between(self.connection, self.segment.id, (&low, &high), depth, give)
    }
}
