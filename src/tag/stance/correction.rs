//! What a reader's decisions add to the scores of the trained model: a weight a word, a number an
//! article, bounded as a whole. Learns nothing ([`crate::tag::learned`] does); without one, scores are the model's own.

use std::collections::BTreeMap;

use super::split::Token;
use super::weights::{KINDS, ONE};
use crate::tag::learned::TextId;

/// The most that a sentence's score is raised or lowered by: two logits and a half. What the model is
/// all but certain of stays; what it is sure of falls to many decisions that agree.
pub const MOST: i32 = 5 * ONE / 2;
/// Units of a word's weight in a logit.
pub const FINE: i16 = 1 << FINE_BITS;
const FINE_BITS: u32 = 10;

/// Weights of words by their rows in the model, and what is added in articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    weights: Vec<[i16; KINDS]>,
    /// A correction smaller than this is none.
    least: [i32; KINDS],
    articles: BTreeMap<TextId, [i32; KINDS]>,
}

impl Correction {
    /// One that adds nothing yet, for a model of so many rows.
    pub fn new(rows: usize) -> Self {
        Self { weights: vec![[0; KINDS]; rows], least: [0; KINDS], articles: BTreeMap::new() }
    }

    /// Sets for a kind what less than counts as nothing, in the unit of scores, and the weights of
    /// rows, [`FINE`] a logit.
    pub fn set(&mut self, kind: usize, least: i32, weights: impl Iterator<Item = (u16, i16)>) {
        self.least[kind] = least;
        for (row, weight) in weights {
            if let Some(slot) = self.weights.get_mut(usize::from(row)) {
                slot[kind] = weight;
            }
        }
    }

    /// Sets what is added to every score in an article.
    pub fn set_articles(&mut self, articles: BTreeMap<TextId, [i32; KINDS]>) {
        self.articles = articles;
    }

    /// What is added to every score in the article of this whole text.
    pub fn article(&self, text: &str) -> [i32; KINDS] {
        if self.articles.is_empty() {
            return [0; KINDS];
        }
        self.articles.get(&TextId::of(text)).copied().unwrap_or_default()
    }

    /// What words and their article add together: never beyond [`MOST`].
    pub fn both(&self, tokens: &[Token], article: [i32; KINDS]) -> [i32; KINDS] {
        let words = self.of(tokens);
        std::array::from_fn(|k| words[k].saturating_add(article[k]).clamp(-MOST, MOST))
    }

    /// What words add to the score of each kind: never beyond [`MOST`].
    #[inline]
    pub fn of(&self, tokens: &[Token]) -> [i32; KINDS] {
        let sums = self.sums(tokens);
        if sums == [0; KINDS] {
            return sums.map(|_| 0);
        }
        let root = root(tokens.len());
        std::array::from_fn(|k| self.bounded((sums[k] * root) >> FINE_BITS, k))
    }

    /// How much of that is owed to each token; rounded, so that they may add up to a little less.
    pub fn shares(&self, tokens: &[Token], kind: usize) -> Vec<i32> {
        let (whole, sum) = (i64::from(self.of(tokens)[kind]), self.sums(tokens)[kind]);
        let share = |token: &Token| {
            let weight = i64::from(self.weight(token)[kind]);
            let share = (weight * whole).checked_div(sum).unwrap_or(0);
            i32::try_from(share).unwrap_or(0)
        };
        tokens.iter().map(share).collect()
    }

    fn sums(&self, tokens: &[Token]) -> [i64; KINDS] {
        let mut sums = [0; KINDS];
        for token in tokens {
            for (sum, weight) in sums.iter_mut().zip(self.weight(token)) {
                *sum += i64::from(weight);
            }
        }
        sums
    }

    #[inline]
    fn weight(&self, token: &Token) -> [i16; KINDS] {
        self.weights.get(usize::from(token.row)).copied().unwrap_or_default()
    }

    fn bounded(&self, added: i64, kind: usize) -> i32 {
        let most = i64::from(MOST);
        let added = i32::try_from(added.clamp(-most, most)).unwrap_or(0);
        if added.abs() < self.least[kind] { 0 } else { added }
    }
}

/// What each word of so many counts for, 65,536 being the whole: one part in the square root, so
/// that a long sentence is moved no more than a short one.
pub fn root(words: usize) -> i64 {
    let square = (1_u64 << 32) / u64::try_from(words.max(1)).unwrap_or(u64::MAX);
    i64::try_from(square.isqrt()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(rows: &[u16]) -> Vec<Token> {
        rows.iter().map(|row| Token { row: *row, start: 0, end: 1 }).collect()
    }

    #[test]
    fn what_it_adds_is_bounded_and_nothing_where_too_little() {
        let mut correction = Correction::new(9);
        correction.set(0, ONE / 10, [(4, FINE), (5, -FINE), (6, i16::MAX), (99, 1)].into_iter());
        let of = |rows: &[u16]| correction.of(&tokens(rows));
        assert_eq!(of(&[4]), [ONE, 0]);
        assert_eq!(of(&[4, 1, 1, 1]), [ONE / 2, 0], "a word of four counts for half");
        assert_eq!((of(&[4, 5]), of(&[]), of(&[8, 200])), ([0; 2], [0; 2], [0; 2]));
        assert_eq!((of(&[6; 9]), of(&[5; 9])), ([MOST, 0], [-MOST, 0]));
        assert_eq!(of(&[5; 101])[0], -MOST);
        let long: Vec<u16> = std::iter::once(4).chain(std::iter::repeat_n(1, 100)).collect();
        assert_eq!(of(&long), [0, 0], "a tenth of a logit at the least");
    }

    #[test]
    fn an_article_adds_to_its_words_within_the_same_bound() {
        let mut correction = Correction::new(9);
        correction.set(0, 0, [(4, FINE)].into_iter());
        let text = "Whole.";
        assert_eq!(correction.article(text), [0; KINDS]);
        correction.set_articles(BTreeMap::from([(TextId::of(text), [2 * ONE, -ONE])]));
        let (own, other) = (correction.article(text), correction.article("Other."));
        assert_eq!((own, other), ([2 * ONE, -ONE], [0; KINDS]));
        assert_eq!(correction.both(&tokens(&[4]), own), [MOST, -ONE]);
        assert_eq!(correction.both(&tokens(&[4]), other), [ONE, 0]);
    }

    #[test]
    fn shares_are_of_what_is_left_of_it() {
        let mut correction = Correction::new(9);
        correction.set(1, 0, [(4, 6 * FINE), (5, 2 * FINE)].into_iter());
        let shares = correction.shares(&tokens(&[4, 1, 5]), 1);
        assert_eq!(shares, [MOST / 4 * 3, 0, MOST / 4]);
        assert_eq!(correction.shares(&tokens(&[4, 1, 5]), 0), [0; 3]);
    }
}
