//! The articles of all segments that have everything sought, and which of them come first. Reads no
//! texts.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::Connection;

use super::answer::{Found, Look};
use super::segment::Segment;
use super::{Trouble, segment};
use crate::library::search::Query;

/// All articles that have everything sought.
#[derive(Debug, Default)]
pub(super) struct Matches {
    /// Their rows and words.
    pub(super) articles: Vec<(i64, u32)>,
    /// How often they have any of it.
    pub(super) hits: u64,
    /// For each of `articles` the weight of each part.
    weights: Vec<f32>,
    /// How many articles have each part, whether or not they have the others.
    having: Vec<u32>,
    /// How many articles and words were looked through.
    looked: u32,
    words: u64,
}

/// How soon more of the same word counts no more (BM25's k1), and how much long articles are held
/// back (its b): the values of most who use it.
const SATURATION: f64 = 1.2;
const LENGTH: f64 = 0.75;

impl Matches {
    /// Looks through the whole library, for articles of these rows where some are named; none when it was
    /// told to stop.
    pub(super) fn of(
        connection: &Connection,
        query: &Query,
        among: Option<&HashSet<i64>>,
        stop: &AtomicBool,
    ) -> Result<Option<Self>, Trouble> {
        let having = query.parts.iter().filter(|part| !part.excluded).map(|_| 0).collect();
        let mut all = Self { having, ..Self::default() };
        if query.parts.is_empty() {
            return Ok(Some(all));
        }
        for segment in segment::all(connection)? {
            let look = Look { connection, segment: &segment };
            let (mut wanted, mut unwanted) = (Vec::new(), Vec::new());
            for part in &query.parts {
                if stop.load(Ordering::Relaxed) {
                    return Ok(None);
                }
                let found = look.part(part)?;
                if part.excluded { unwanted.push(found) } else { wanted.push(found) }
            }
            all.add(&segment, among, &wanted, &unwanted);
        }
        Ok(Some(all))
    }

    /// Takes in what was found in a segment.
    fn add(
        &mut self,
        segment: &Segment,
        among: Option<&HashSet<i64>>,
        wanted: &[Vec<Found>],
        unwanted: &[Vec<Found>],
    ) {
        for (having, found) in self.having.iter_mut().zip(wanted) {
            *having += found.len() as u32;
        }
        let mut rest: Vec<&[Found]> = wanted.iter().map(Vec::as_slice).collect();
        let mut bad: Vec<&[Found]> = unwanted.iter().map(Vec::as_slice).collect();
        for (nth, row, words) in segment.live() {
            self.looked += 1;
            self.words += u64::from(words);
            let start = self.weights.len();
            let mut hits = 0;
            for found in rest.iter_mut().filter_map(|rest| next(rest, nth)) {
                self.weights.push(found.weight);
                hits += u64::from(found.hits);
            }
            let is_whole = self.weights.len() - start == rest.len();
            // Each is gone through to this article, whatever the others have.
            let is_bad = bad.iter_mut().filter_map(|bad| next(bad, nth)).count() > 0;
            if is_whole && !is_bad && among.is_none_or(|among| among.contains(&row)) {
                self.articles.push((row, words));
                self.hits += hits;
            } else {
                self.weights.truncate(start);
            }
        }
    }

    /// The first `limit` articles with their scores, the best first, those that came first before others.
    pub(super) fn best(&self, limit: usize) -> Vec<(i64, f64)> {
        let parts = self.having.len();
        let rarity: Vec<f64> = self.having.iter().map(|having| self.rarity(*having)).collect();
        let mean = self.words / u64::from(self.looked.max(1));
        let mean = f64::from(u32::try_from(mean).unwrap_or(u32::MAX).max(1));
        let score = |(nth, (row, words)): (usize, &(i64, u32))| {
            let weights = self.weights.get(nth * parts..).unwrap_or_default();
            let length = 1.0 - LENGTH + LENGTH * f64::from(*words) / mean;
            let each = weights.iter().zip(&rarity).map(|(weight, rarity)| {
                let weight = f64::from(*weight);
                rarity * weight * (SATURATION + 1.0) / (weight + SATURATION * length)
            });
            (*row, each.sum::<f64>())
        };
        let mut all: Vec<(i64, f64)> = self.articles.iter().enumerate().map(score).collect();
        let order = |one: &(i64, f64), other: &(i64, f64)| {
            other.1.total_cmp(&one.1).then(one.0.cmp(&other.0))
        };
        if let Some(last) = limit.checked_sub(1).filter(|last| *last < all.len()) {
            all.select_nth_unstable_by(last, order);
        }
        all.truncate(limit);
        all.sort_unstable_by(order);
        all
    }

    /// What a part counts for that so many articles have.
    fn rarity(&self, having: u32) -> f64 {
        let (all, having) = (f64::from(self.looked), f64::from(having));
        (1.0 + (all - having + 0.5) / (having + 0.5)).ln()
    }
}

/// What was found in that article; what comes before it is left behind.
fn next<'a>(rest: &mut &'a [Found], nth: u32) -> Option<&'a Found> {
    while let Some((first, others)) = rest.split_first() {
        if first.nth > nth {
            return None;
        }
        *rest = others;
        if first.nth == nth {
            return Some(first);
        }
    }
    None
}
