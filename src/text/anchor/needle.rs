//! An anchor as it is sought: its quote in its context, folded as the text is.

use std::ops::Range;

use super::Anchor;
use super::fold::{Class, Folded, class};
use super::fuzzy::LONG;
use super::index::{Token, tokens};

/// A folded quote in its context.
pub(super) struct Needle {
    whole: Vec<char>,
    quote: Range<usize>,
    tokens: Vec<Token>,
    /// Whether the quote begins within a word.
    pub(super) cuts_first: bool,
    /// Whether the quote ends within a word.
    pub(super) cuts_last: bool,
}

impl Needle {
    /// What to seek for an anchor; nothing if its quote has no words.
    pub(super) fn of(anchor: &Anchor) -> Option<Self> {
        let [before, quote] = [&anchor.before, &anchor.quote].map(String::len);
        let folded = Folded::of(&[&*anchor.before, &*anchor.quote, &*anchor.after].concat());
        let [start, end] = [before, before + quote].map(|at| folded.index(at as u32));
        let chars = folded.chars.get(start..end)?;
        // At most one, as blanks in a row are folded to one.
        let first = usize::from(chars.first() == Some(&' '));
        let last = usize::from(chars.len() > 1 && chars.last() == Some(&' '));
        let quote = start + first..end - last;
        let [cuts_first, cuts_last] = [quote.start, quote.end].map(|at| folded.in_word(at));
        let tokens = first_tokens(&folded.chars);
        let whole = folded.chars;
        (!quote.is_empty()).then_some(Self { whole, quote, tokens, cuts_first, cuts_last })
    }

    /// The part of the quote from `range` on, in a context of `reach` characters; it may begin and
    /// end within words where the quote does not.
    pub(super) fn part(&self, range: Range<usize>, reach: usize) -> Self {
        let (start, end) = (self.quote.start + range.start, self.quote.start + range.end);
        let first = start.saturating_sub(reach);
        let whole = self.whole.get(first..(end + reach).min(self.whole.len())).unwrap_or_default();
        Self {
            whole: whole.to_vec(),
            tokens: first_tokens(whole),
            quote: start - first..end - first,
            cuts_first: self.cuts_first || range.start > 0,
            cuts_last: self.cuts_last || end < self.quote.end,
        }
    }

    /// The words sought; at least one character.
    pub(super) fn quote(&self) -> &[char] {
        self.whole.get(self.quote.clone()).unwrap_or_default()
    }

    /// How much the quote tells, in letters: a character of a script without blanks is worth three.
    pub(super) fn weight(&self) -> usize {
        let worth = |char: &char| if class(*char) == Class::Dense { 3 } else { 1 };
        self.quote().iter().map(worth).sum()
    }

    /// Characters of the quote and its context.
    pub(super) fn len(&self) -> usize {
        self.whole.len()
    }

    /// Where the quote begins in its context.
    pub(super) fn start(&self) -> usize {
        self.quote.start
    }

    /// What stood before the quote.
    pub(super) fn before(&self) -> &[char] {
        self.whole.get(..self.quote.start).unwrap_or_default()
    }

    /// What stood behind the quote.
    pub(super) fn after(&self) -> &[char] {
        self.whole.get(self.quote.end..).unwrap_or_default()
    }

    /// Characters of context.
    pub(super) fn context(&self) -> usize {
        self.before().len() + self.after().len()
    }

    /// The tokens of quote and context; of a long quote only the first.
    pub(super) fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The token of the quote that stands least often; a quote that is part of a word is found by
    /// its context.
    pub(super) fn rarest(&self, count: impl Fn(u32) -> usize) -> Option<Token> {
        let is_inner = |token: &&Token| {
            token.range.start >= self.quote.start && token.range.end <= self.quote.end
        };
        // The context may have been cut within a word.
        let is_whole = |token: &&Token| token.range.start > 0 && token.range.end < self.whole.len();
        let rank = |token: &&Token| count(token.key);
        let inner = self.tokens.iter().filter(is_inner).min_by_key(rank);
        inner.or_else(|| self.tokens.iter().filter(is_whole).min_by_key(rank)).cloned()
    }
}

/// The tokens that begin and end in the first so many characters, enough to find the rest by.
fn first_tokens(whole: &[char]) -> Vec<Token> {
    let first = whole.get(..LONG).unwrap_or(whole);
    let mut all = Vec::new();
    tokens(first, |token| all.push(token));
    all.retain(|token| token.range.end < first.len() || first.len() == whole.len());
    all
}
