//! Which articles have the same text as one that came before, word for word or nearly (syndicated
//! news, a page saved twice). Compares prints of texts, never the texts; hides nothing itself.
//!
//! Near copies are found as by Broder ("On the resemblance and containment of documents", 1997), with
//! one hash for all bins (Li, Owen, Zhang, "One permutation hashing", 2012).

use foldhash::HashMap;
use serde::{Deserialize, Serialize};

use super::ArticleId;
use crate::text::{Document, word};

/// Runs of so many words are compared.
const RUN: usize = 4;

/// Bins of the hashes of runs; the least of each is kept.
const BINS: usize = 32;

/// Bins that are looked up together; articles that agree in one such band are compared.
const BAND: usize = 4;

/// Texts with fewer runs are copies word for word or not at all.
const SHORT: usize = 64;

/// Bins in which near copies agree at least: some three quarters of their runs are the same.
const NEAR: usize = 24;

/// What is kept of a text to compare it by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Print {
    whole: u64,
    runs: usize,
    least: [u32; BINS],
}

impl Print {
    /// The print of an article's own running text, comments and furniture left out; case and
    /// punctuation do not count.
    pub fn of(document: &Document) -> Self {
        let mut print = Self { whole: 0, runs: 0, least: [u32::MAX; BINS] };
        let mut before = [0; RUN - 1];
        let mut words = 0;
        let own = document.blocks.iter().filter(|block| block.kind.runs() && !block.kind.folds());
        for block in own {
            word::quick_hashes(block.body.of(&document.text), |word| {
                words += 1;
                print.whole = (print.whole ^ word).wrapping_mul(ODD).rotate_left(32);
                if words >= RUN {
                    print.take(run(before, word));
                }
                before = [before[1], before[2], word];
            });
        }
        print
    }

    /// Takes the hash of a run of words in.
    fn take(&mut self, run: u64) {
        let bin = &mut self.least[run as usize % BINS];
        *bin = (*bin).min((run >> 32) as u32);
        self.runs += 1;
    }
}

/// The hash of a word with those before it, each with a weight of its place.
fn run(before: [u64; RUN - 1], word: u64) -> u64 {
    let weighed = before.iter().fold(word, |sum, word| sum.wrapping_mul(ODD).wrapping_add(*word));
    mix(weighed)
}

/// A factor that has an inverse, so that nothing is lost by it (of the 64-bit generator of Steele and Vigna,
/// "Computationally easy, spectrally good multipliers", 2021).
const ODD: u64 = 0xd134_2543_de82_ef95;

/// Spreads a hash over all its bits (the finisher of `SplitMix64`).
fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// That an article is a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copy {
    /// Of which: the one that came first.
    pub of: ArticleId,
    /// Word for word.
    pub exact: bool,
}

/// All copies of a library. Made for a hundred thousand articles: some 250 bytes for each.
#[derive(Clone, Debug, Default)]
pub struct Copies {
    whole: HashMap<u64, ArticleId>,
    /// The last of the links of those that agree in a band.
    bands: HashMap<u32, u32>,
    links: Vec<Link>,
    /// Those that are no copies.
    kept: Vec<Least>,
    originals: HashMap<u32, Copy>,
    /// How many copies an article has.
    counts: HashMap<u32, usize>,
}

/// One article with a band, and the link to the one before.
#[derive(Clone, Copy, Debug)]
struct Link {
    /// Index of what is kept.
    kept: u32,
    /// Index of a link; itself at the end.
    before: u32,
}

/// What near copies are compared by: half of each number is enough.
#[derive(Clone, Debug)]
struct Least {
    id: ArticleId,
    bins: [u16; BINS],
}

impl Least {
    fn of(id: ArticleId, print: &Print) -> Self {
        Self { id, bins: print.least.map(|least| least as u16) }
    }

    fn agrees(&self, other: &Self) -> bool {
        let same = self.bins.iter().zip(&other.bins).filter(|(one, other)| one == other);
        same.count() >= NEAR
    }
}

impl Copies {
    /// Takes an article in.
    pub fn add(&mut self, id: ArticleId, print: &Print) {
        if print.runs == 0 {
            return;
        }
        let least = Least::of(id, print);
        let exact = self.whole.get(&print.whole).map(|of| Copy { of: *of, exact: true });
        if let Some(copy) = exact.or_else(|| self.near(print, &least)) {
            self.whole.entry(print.whole).or_insert(copy.of);
            self.originals.insert(id.0, copy);
            *self.counts.entry(copy.of.0).or_default() += 1;
            return;
        }
        self.whole.insert(print.whole, id);
        if print.runs >= SHORT {
            let kept = self.kept.len() as u32;
            self.kept.push(least);
            for band in bands(print) {
                let link = self.links.len() as u32;
                let before = self.bands.insert(band, link).unwrap_or(link);
                self.links.push(Link { kept, before });
            }
        }
    }

    /// Of which article this one is a copy.
    pub fn original(&self, id: ArticleId) -> Option<Copy> {
        self.originals.get(&id.0).copied()
    }

    /// How many copies of this article there are.
    pub fn count(&self, id: ArticleId) -> usize {
        self.counts.get(&id.0).copied().unwrap_or_default()
    }

    /// How many copies there are in all.
    pub fn len(&self) -> usize {
        self.originals.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.originals.is_empty()
    }

    fn near(&self, print: &Print, least: &Least) -> Option<Copy> {
        if print.runs < SHORT {
            return None;
        }
        let alike = bands(print).filter_map(|band| self.bands.get(&band));
        let alike = alike.flat_map(|last| self.linked(*last));
        let near = alike.filter(|other| other.agrees(least)).map(|other| other.id).min();
        near.map(|of| Copy { of, exact: false })
    }

    /// Those that agree in a band, the last first.
    fn linked(&self, last: u32) -> impl Iterator<Item = &Least> {
        let before = |link: &u32| {
            let before = self.links[*link as usize].before;
            (before != *link).then_some(before)
        };
        let links = std::iter::successors(Some(last), before);
        links.map(|link| &self.kept[self.links[link as usize].kept as usize])
    }
}

/// Keys under which articles that agree in a band meet.
fn bands(print: &Print) -> impl Iterator<Item = u32> {
    print.least.chunks(BAND).enumerate().map(|(at, band)| {
        band.iter().fold(mix(at as u64 + 1), |key, least| mix(key ^ u64::from(*least))) as u32
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Running text of so many different sentences.
    fn text(sentences: std::ops::Range<usize>) -> String {
        let sentence = |at| {
            let [a, b] = [mix(at as u64) % 9973, mix(at as u64 + 77) % 9973];
            format!("Ward {a} reported {b} visits to the board of the trust that week. ")
        };
        sentences.map(sentence).collect()
    }

    fn copies(texts: &[String]) -> Copies {
        let mut copies = Copies::default();
        for (at, text) in texts.iter().enumerate() {
            let document = Document::read(text.as_bytes());
            copies.add(ArticleId(at as u32), &Print::of(&document));
        }
        copies
    }

    #[test]
    fn the_same_words_are_a_copy_whatever_stands_between_them() {
        let one = text(0..3);
        let other = one.to_uppercase().replace(". ", "! ");
        let found = copies(&[one, text(5..8), other]);
        assert_eq!(found.original(ArticleId(2)), Some(Copy { of: ArticleId(0), exact: true }));
        assert_eq!((found.count(ArticleId(0)), found.len()), (1, 1));
    }

    #[test]
    fn a_copy_with_another_beginning_and_end_is_near() {
        let copy = format!("From our own reporter. {}Call us if you know more.", text(2..60));
        let found = copies(&[text(0..60), text(100..160), copy, text(60..100)]);
        assert_eq!(found.original(ArticleId(2)), Some(Copy { of: ArticleId(0), exact: false }));
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn half_the_same_is_no_copy_and_no_words_are_none() {
        let found = copies(&[text(0..60), text(30..90), String::new(), " - ".into()]);
        assert!(found.is_empty());
    }

    #[test]
    fn the_same_words_in_another_order_are_no_copy() {
        let one = text(0..60);
        let mut words: Vec<&str> = one.split_whitespace().collect();
        words.reverse();
        let found = copies(&[one.clone(), words.join(" ")]);
        assert!(found.is_empty());
    }
}
