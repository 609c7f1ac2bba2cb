//! Finds what is most like a quote that stands nowhere word for word. Rare words of the quote and its
//! context vote for places; the words of the few best are compared letter by letter, and where they
//! begin and end is settled by quote and context together.

use std::ops::Range;

use super::alike::{Begin, distances};
use super::index::Token;
use super::needle::Needle;
use super::{CONTEXT, Ground};

/// Tokens that vote, the rarest of quote and context.
const SEEDS: usize = 32;

/// Places for which a token votes, those nearest to where it should stand.
const VOTES: usize = 64;

/// Places whose words are compared.
const PLACES: usize = 3;

/// Longer quotes, in characters, are sought by pieces at either end.
pub(super) const LONG: usize = 1024;

/// Characters of such a piece.
const PIECE: usize = LONG / 2;

/// Quotes of less weight are like too many others, unless their context stands about them.
const SHORT: usize = 16;

/// Words that are like the quote: characters of the folded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fit {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Edits from the quote to these words.
    distance: usize,
    /// Edits from the contexts to what stands about these words.
    context: usize,
}

impl Fit {
    /// Whether the words are enough like the quote: seven tenths of them, or half where the context
    /// is as it was.
    fn is_like(&self, needle: &Needle) -> bool {
        let len = needle.quote().len().max(self.end - self.start);
        let is_framed = needle.context() >= CONTEXT && 5 * self.context <= needle.context();
        let telling = needle.weight() >= SHORT && 10 * self.distance <= 3 * len;
        telling || is_framed && 2 * self.distance <= len
    }
}

/// A place where the quote's context may begin, for the sake of one token of so many characters. It
/// may lie before the text, and so is counted from the context's and quote's length before that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Vote {
    place: usize,
    weight: usize,
}

impl Ground<'_> {
    /// What is most like the quote; of equals, what is nearest to `near`.
    pub(super) fn fuzzy(&self, needle: &Needle, near: usize) -> Option<Range<usize>> {
        let len = needle.quote().len();
        if len <= LONG {
            return self.fit(needle, near).map(|fit| fit.start..fit.end);
        }
        let head = self.fit(&needle.part(0..PIECE, CONTEXT), near)?;
        let rest = len - PIECE;
        let tail = self.fit(&needle.part(rest..len, CONTEXT), head.start + rest)?;
        let found = head.start..tail.end;
        let is_long = tail.start >= head.end && (len / 2..=2 * len).contains(&found.len());
        is_long.then_some(found)
    }

    fn fit(&self, needle: &Needle, near: usize) -> Option<Fit> {
        let votes = self.votes(needle, near);
        let places = places(votes, needle.quote().len() / 4 + SHORT);
        let fits = places.into_iter().filter_map(|place| self.align(needle, &place));
        let alike = fits.filter(|fit| fit.is_like(needle));
        alike.min_by_key(|fit| (fit.distance + fit.context, fit.start.abs_diff(near)))
    }

    /// Where the quote in its context may begin, ascending.
    fn votes(&self, needle: &Needle, near: usize) -> Vec<Vote> {
        let counted = needle.tokens().iter().map(|token| (self.index.count(token.key), token));
        let mut known: Vec<_> = counted.filter(|(count, _)| *count > 0).collect();
        known.sort_by_key(|(count, _)| *count);
        let seeds = known.into_iter().take(SEEDS);
        let mut votes: Vec<Vote> = seeds
            .flat_map(|(_, Token { key, range })| {
                let near = (near + range.start).saturating_sub(needle.start());
                let before = needle.len() - range.start;
                let places = self.index.near(*key, near, VOTES);
                places.map(move |at| Vote { place: at + before, weight: range.len() })
            })
            .collect();
        votes.sort_unstable();
        votes
    }

    /// Fits the quote into the text where it begins, by votes, at one of `places`.
    fn align(&self, needle: &Needle, places: &Range<usize>) -> Option<Fit> {
        let quote = needle.quote();
        // Some words may be new, or missing, before the one that voted.
        let slack = quote.len() / 3 + CONTEXT;
        let earliest = (places.start + needle.start()).saturating_sub(needle.len() + slack);
        let latest = (places.end + needle.start() + slack).saturating_sub(needle.len());
        let last = (latest + quote.len() + CONTEXT).min(self.folded.chars.len());
        let (start, before) = self.start(needle, earliest..last, latest)?;
        let (end, distance, after) = self.end(needle, start..last)?;
        let [distance, context] = [distance, before + after].map(|edits| edits as usize);
        Some(Fit { start, end, distance, context })
    }

    /// Where words like the quote begin in the stretch, `latest` at the latest, and the distance of
    /// what stands before them from the quote's context.
    fn start(&self, needle: &Needle, stretch: Range<usize>, latest: usize) -> Option<(usize, u32)> {
        let text = self.folded.chars.get(stretch.clone())?;
        let before = ends(needle.before(), text);
        let begun = begins(needle.quote(), text);
        let opens = |at: &usize| text[*at] != ' ' && self.opens(needle, stretch.start + at);
        // Of equals the last, as what was put in between is not the quote's.
        let starts = (0..text.len().min(latest + 1 - stretch.start)).rev().filter(opens);
        let start = starts.min_by_key(|at| begun[*at] + before[*at])?;
        Some((stretch.start + start, before[start]))
    }

    /// Where words like the quote that begin with the stretch end, their distance from the quote, and
    /// the distance of what stands behind them from the quote's context.
    fn end(&self, needle: &Needle, stretch: Range<usize>) -> Option<(usize, u32, u32)> {
        let text = self.folded.chars.get(stretch.clone())?;
        let ended = distances(needle.quote().iter().copied(), text.iter().copied(), Begin::First);
        let after = begins(needle.after(), text);
        let closes = |at: &usize| text[at - 1] != ' ' && self.closes(needle, stretch.start + at);
        let ends = (1..=text.len()).filter(closes);
        let end = ends.min_by_key(|at| ended[*at] + after[*at])?;
        Some((stretch.start + end, ended[end], after[end]))
    }
}

/// The distance of the pattern from what ends after 0, 1, 2, ... characters of the text.
fn ends(pattern: &[char], text: &[char]) -> Vec<u32> {
    distances(pattern.iter().copied(), text.iter().copied(), Begin::Anywhere)
}

/// The distance of the pattern from what begins after 0, 1, 2, ... characters of the text.
fn begins(pattern: &[char], text: &[char]) -> Vec<u32> {
    let (pattern, text) = (pattern.iter().rev(), text.iter().rev());
    let mut distances = distances(pattern.copied(), text.copied(), Begin::Anywhere);
    distances.reverse();
    distances
}

/// The few stretches at most `width` long that have the most votes, the best first; those with less
/// than half as many as the best are no places.
fn places(mut votes: Vec<Vote>, width: usize) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let mut least = 1;
    while let Some((range, weight)) = densest(&votes, width)
        && weight >= least
        && places.len() < PLACES
    {
        least = weight.div_ceil(2);
        places.extend(
            votes
                .get(range.clone())
                .and_then(|votes| Some(votes.first()?.place..votes.last()?.place)),
        );
        votes.drain(range);
    }
    places
}

/// Which of the votes lie within `width` of each other and weigh most, and how much.
fn densest(votes: &[Vote], width: usize) -> Option<(Range<usize>, usize)> {
    let (mut first, mut weight) = (0, 0);
    let mut best = None;
    for (last, vote) in votes.iter().enumerate() {
        weight += vote.weight;
        while vote.place - votes[first].place > width {
            weight -= votes[first].weight;
            first += 1;
        }
        if best.as_ref().is_none_or(|(_, most)| weight > *most) {
            best = Some((first..last + 1, weight));
        }
    }
    best
}
