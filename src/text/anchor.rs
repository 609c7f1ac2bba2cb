//! Anchors: how a mark stays on its words when the source changes, by quote, context and position
//! (the W3C's text quote and text position selectors). Says where words stand now and how surely;
//! what a mark is, and what becomes of a lost one, is for others.
//!
//! Words are the same if they are so in a folded text (`fold`): white space, typography and
//! encoding do not count. Sought are, in this order:
//!
//! 1. the quote where it stood, its context about it;
//! 2. the quote anywhere, if it stands there once;
//! 3. of several the one in the most alike context, and of those again the one that shifted as what
//!    stands near it did;
//! 4. what is most like the quote (`fuzzy`).

mod alike;
mod fold;
mod fuzzy;
mod index;
mod needle;

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use self::fold::Folded;
pub(crate) use self::fold::{Class, class};
use self::index::{Index, Print};
use self::needle::Needle;
use super::Span;

/// How words are found again in a text that has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The words, no white space around.
    pub quote: String,
    /// What stood before them, 32 characters or up to the beginning of the text.
    pub before: String,
    /// What stood behind them, 32 characters or up to the end of the text.
    pub after: String,
    /// The byte of the text where they began.
    pub start: u32,
}

/// Characters of context that an anchor keeps on either side.
const CONTEXT: usize = 32;

impl Anchor {
    /// The anchor of the words in `span`; without words, it is found nowhere.
    pub fn of(text: &str, span: Span) -> Self {
        let span = span.trimmed(text);
        let before = Span::new(0, span.start as usize).of(text);
        let after = Span::new(span.end as usize, text.len()).of(text);
        let first = before.char_indices().rev().take(CONTEXT).last().map_or(0, |(at, _)| at);
        let end = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
        Self {
            quote: span.of(text).to_owned(),
            before: Span::new(first, before.len()).of(before).to_owned(),
            after: Span::new(0, end).of(after).to_owned(),
            start: span.start,
        }
    }

    /// Finds the words in a text. Of many anchors in one text, [`Ground::find_all`] prepares it once.
    pub fn find(&self, text: &str) -> Found {
        Ground::of(text).find(self)
    }
}

/// How surely words were found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// These are the words of the quote, and there is no doubt that they are those meant.
    #[default]
    InPlace,
    /// These are other words in the place of the quote, or the same words but perhaps not those
    /// meant: the quote stands several times in contexts that are alike, or is short and stands in
    /// another context.
    Moved,
    /// Nothing is like the quote.
    Lost,
}

/// What became of the words of an anchor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Where they stand, on `char` boundaries and with no white space around; empty where they are
    /// lost.
    pub span: Span,
    /// How surely.
    pub standing: Standing,
}

impl Found {
    const LOST: Self = Self { span: Span { start: 0, end: 0 }, standing: Standing::Lost };

    fn in_place(span: Span) -> Self {
        Self { span, standing: Standing::InPlace }
    }

    fn moved(span: Span) -> Self {
        Self { span, standing: Standing::Moved }
    }
}

/// A text in which anchors are sought, prepared once for all of them.
pub struct Ground<'a> {
    text: &'a str,
    folded: Folded,
    index: Index,
}

/// Of a token that stands more often, only the places nearest to where it should be are looked at.
const CROWD: usize = 4096;

/// Of many places with the same words, so many are compared closely: those in the best context, and
/// as many that are nearest.
const CLOSE: usize = 16;

/// Quotes of less weight may well stand once by chance, and so need their context.
const TELLING: usize = 24;

/// Contexts that differ by fewer characters are equally good.
const MARGIN: usize = 6;

/// A place in the folded text with the words of a quote.
struct Rival {
    start: usize,
    /// Characters of the quote's context that stand about it.
    support: usize,
}

impl<'a> Ground<'a> {
    /// Prepares a text.
    pub fn of(text: &'a str) -> Self {
        let folded = Folded::of(text);
        let index = Index::of(&folded.chars);
        Self { text, folded, index }
    }

    /// Finds an anchor by itself. [`Ground::find_all`] is surer where words repeat.
    pub fn find(&self, anchor: &Anchor) -> Found {
        Needle::of(anchor).map_or(Found::LOST, |needle| {
            let near = self.folded.index(anchor.start);
            self.certain(&needle, near).unwrap_or_else(|| self.judge(&needle, near))
        })
    }

    /// Finds the anchors of one text, each in its turn.
    pub fn find_all(&self, anchors: &[Anchor]) -> Vec<Found> {
        let needles: Vec<Option<Needle>> = anchors.iter().map(Needle::of).collect();
        let certain = |(anchor, needle): (&Anchor, &Option<Needle>)| {
            self.certain(needle.as_ref()?, self.folded.index(anchor.start))
        };
        let certain: Vec<Option<Found>> = anchors.iter().zip(&needles).map(certain).collect();
        let landmarks = Landmarks::of(anchors, &certain);
        let all = anchors.iter().zip(&needles).zip(certain);
        let found = all.map(|((anchor, needle), certain)| match (certain, needle) {
            (Some(found), _) => found,
            (None, None) => Found::LOST,
            (None, Some(needle)) => {
                self.judge(needle, self.folded.index(landmarks.now(anchor.start)))
            }
        });
        found.collect()
    }

    /// The words that need no comparing: they stand at `near` as they did, or only once.
    fn certain(&self, needle: &Needle, near: usize) -> Option<Found> {
        let here =
            || self.equals(needle, near) && 4 * self.support(needle, near) >= 3 * needle.context();
        if here() {
            return Some(Found::in_place(self.span(needle, near)));
        }
        match self.exact(needle, near).as_slice() {
            [start] if needle.weight() >= TELLING && self.equals(needle, *start) => {
                Some(Found::in_place(self.span(needle, *start)))
            }
            _ => None,
        }
    }

    /// The best of several places, or what is like the quote; `near` is where it should stand.
    fn judge(&self, needle: &Needle, near: usize) -> Found {
        let rivals = self.rivals(needle, self.exact(needle, near), near);
        if let Some(found) = self.choose(needle, rivals, near) {
            return found;
        }
        let found = self.fuzzy(needle, near);
        let span = found.map(|words| self.folded.span(self.text, words.start, words.end));
        span.map_or(Found::LOST, Found::moved)
    }

    /// Of places with the quote's words those in the best context, and of these the nearest.
    fn choose(&self, needle: &Needle, mut rivals: Vec<Rival>, near: usize) -> Option<Found> {
        let best = rivals.iter().map(|rival| rival.support).max()?;
        let far = |rival: &Rival| rival.start.abs_diff(near);
        rivals.retain(|rival| rival.support + MARGIN > best);
        rivals.sort_by_key(far);
        let first = rivals.first()?;
        let is_nearest =
            rivals.get(1).is_none_or(|second| 4 * far(first) + CONTEXT / 2 <= far(second));
        let is_meant = is_nearest && first.support == best && 2 * best >= needle.context();
        let span = self.span(needle, first.start);
        Some(if is_meant { Found::in_place(span) } else { Found::moved(span) })
    }

    /// Where the quote stands word for word: about `near`, if it is made of words that crowd the text.
    fn exact(&self, needle: &Needle, near: usize) -> Vec<usize> {
        let Some(token) = needle.rarest(|key| self.index.count(key)) else { return Vec::new() };
        let (shift, quote) = (token.range.start, needle.start());
        let places = self.index.near(token.key, (near + shift).saturating_sub(quote), CROWD);
        let print = Print::of(needle.quote());
        let starts = places.filter_map(|at| (at + quote).checked_sub(shift));
        starts
            .filter(|start| self.index.has(&print, *start) && self.admits(needle, *start))
            .collect()
    }

    /// Compares the contexts of places with the quote's words.
    fn rivals(&self, needle: &Needle, mut starts: Vec<usize>, near: usize) -> Vec<Rival> {
        if starts.len() > 2 * CLOSE {
            starts.sort_by_key(|start| start.abs_diff(near));
            let rest = starts.split_off(CLOSE);
            let mut rest: Vec<_> =
                rest.iter().map(|start| (Reverse(self.agreed(needle, *start)), *start)).collect();
            rest.sort_by_key(|(agreed, _)| *agreed);
            starts.extend(rest.into_iter().take(CLOSE).map(|(_, start)| start));
        }
        let equal = starts.into_iter().filter(|start| self.equals(needle, *start));
        equal.map(|start| Rival { start, support: self.support(needle, start) }).collect()
    }

    /// Whether the quote's words stand at `start`.
    fn equals(&self, needle: &Needle, start: usize) -> bool {
        let words = self.folded.chars.get(start..start + needle.quote().len());
        words == Some(needle.quote()) && self.admits(needle, start)
    }

    /// Whether the quote's length at `start` cuts no word that the quote did not cut.
    fn admits(&self, needle: &Needle, start: usize) -> bool {
        self.opens(needle, start) && self.closes(needle, start + needle.quote().len())
    }

    /// Whether words like the quote's can begin at `at`.
    fn opens(&self, needle: &Needle, at: usize) -> bool {
        self.folded.parts(at) && (needle.cuts_first || !self.folded.in_word(at))
    }

    /// Whether words like the quote's can end before `at`.
    fn closes(&self, needle: &Needle, at: usize) -> bool {
        self.folded.parts(at) && (needle.cuts_last || !self.folded.in_word(at))
    }

    /// Characters of context that are the same next to the quote.
    fn agreed(&self, needle: &Needle, start: usize) -> usize {
        let same = |(one, other): &(&char, &char)| one == other;
        let (before, after) = self.around(start, start + needle.quote().len(), CONTEXT);
        let before = needle.before().iter().rev().zip(before.iter().rev()).take_while(same).count();
        before + needle.after().iter().zip(after).take_while(same).count()
    }

    /// Characters of context that stand about the quote's words at `start`, edits between them
    /// allowed.
    fn support(&self, needle: &Needle, start: usize) -> usize {
        let (before, after) = self.around(start, start + needle.quote().len(), CONTEXT + MARGIN);
        alike::common(needle.before().iter().rev(), before.iter().rev())
            + alike::common(needle.after().iter(), after.iter())
    }

    /// So many characters before and behind a stretch of the folded text.
    fn around(&self, start: usize, end: usize, reach: usize) -> (&[char], &[char]) {
        let chars = &self.folded.chars;
        let before = chars.get(start.saturating_sub(reach)..start).unwrap_or_default();
        let last = (end + reach).min(chars.len());
        (before, chars.get(end..last).unwrap_or_default())
    }

    /// The bytes of the quote's words at `start`.
    fn span(&self, needle: &Needle, start: usize) -> Span {
        self.folded.span(self.text, start, start + needle.quote().len())
    }
}

/// Words that were found without doubt: where they began and where they begin now, in bytes.
struct Landmarks(Vec<(u32, u32)>);

impl Landmarks {
    fn of(anchors: &[Anchor], found: &[Option<Found>]) -> Self {
        let both = anchors.iter().zip(found);
        let mut landmarks: Vec<(u32, u32)> =
            both.filter_map(|(anchor, found)| Some((anchor.start, (*found)?.span.start))).collect();
        landmarks.sort_unstable();
        Self(landmarks)
    }

    /// Where what began at byte `then` should begin now: it shifted as its neighbour did.
    fn now(&self, then: u32) -> u32 {
        let after = self.0.partition_point(|landmark| landmark.0 < then);
        let beside = self.0.get(after.saturating_sub(1)..).unwrap_or_default().iter().take(2);
        let nearest = beside.min_by_key(|landmark| landmark.0.abs_diff(then));
        nearest.map_or(then, |(before, now)| (then + now).saturating_sub(*before))
    }
}

#[cfg(test)]
mod tests;
