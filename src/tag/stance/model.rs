//! The trained sentence model: rows of small numbers looked up by word, added in windows of three.
//!
//! Every score is a whole number and the same on every machine. Reads no file ([`super::weights`]
//! does), cuts no text ([`super::split`] does) and sets no marks.

use super::split::{Token, split};
use super::weights::{
    AFTER, BEFORE, FILTERS, FINE_BITS, FormatError, HIDDEN, HIDDEN_BITS, INPUTS, KINDS, LIMITS,
    MEAN_BITS, MEANS, MOST, ONE, Output, RAISE, ROW, Weights,
};

/// The model of some weights.
#[derive(Clone, Debug)]
pub struct Model<'a> {
    weights: Weights<'a>,
}

impl<'a> Model<'a> {
    /// The model of a weights file.
    ///
    /// # Errors
    /// If the bytes are not a weights file of this version and shape.
    pub fn new(bytes: &'a [u8]) -> Result<Self, FormatError> {
        Ok(Self { weights: Weights::new(bytes)? })
    }

    /// How many rows its words have.
    pub fn rows(&self) -> usize {
        self.weights.words()
    }

    /// Replaces `tokens` by those of a text.
    pub fn tokenize(&self, text: &str, tokens: &mut Vec<Token>) {
        tokens.clear();
        split(text, |hash| self.weights.row(hash), tokens);
    }

    /// What the filters make of a text.
    pub fn pool(&self, tokens: &[Token]) -> Pool {
        let row = |at: usize| self.weights.of(tokens.get(at).map_or(AFTER, |token| token.row));
        self.weights.call(tokens.iter().map(|token| token.row));
        let mut pool = Pool { words: tokens.len(), ..Pool::default() };
        let (mut left, mut centre) = (self.weights.of(BEFORE), row(0));
        let mut part = [0; MEANS];
        for at in 0..tokens.len() {
            let right = row(at + 1);
            pool.take(left, centre, right);
            add_means(centre, &mut part);
            if at % PART == PART - 1 {
                pool.add(std::mem::take(&mut part));
            }
            (left, centre) = (centre, right);
        }
        pool.add(part);
        self.finish(&mut pool);
        pool
    }

    /// Adds the biases, bounds the filters and works the hidden units out.
    fn finish(&self, pool: &mut Pool) {
        let mut inputs = [0; INPUTS];
        let (maxima, averages) = inputs.split_at_mut(FILTERS);
        let biases = &self.weights.filter_bias;
        for (input, (best, bias)) in maxima.iter_mut().zip(pool.best.iter_mut().zip(biases)) {
            *best = (*best - 3 * i16::from(RAISE)).saturating_add(*bias).clamp(0, MOST);
            *input = *best;
        }
        averages.copy_from_slice(&means(pool.sums, pool.words));
        for (value, unit) in pool.hidden.iter_mut().zip(&self.weights.hidden) {
            // The bounds of the weights leave no room for an overflow, so nothing checks for one.
            let product = |(x, w): (&i16, &i16)| i32::from(*x).wrapping_mul(i32::from(*w));
            let products = inputs.iter().zip(&unit.weights).map(product);
            *value = products.fold(unit.bias, i32::wrapping_add).max(0);
        }
    }

    /// The score of each kind, in units of [`ONE`] a logit; a text without tokens scores the least.
    pub fn scores(&self, pool: &Pool) -> [i32; KINDS] {
        if pool.words == 0 {
            return [-64 * ONE; KINDS];
        }
        std::array::from_fn(|k| {
            let output = &self.weights.kinds[k];
            // As above: there is no room for an overflow.
            let product = |(w, best): (&i32, &i16)| w.wrapping_mul(i32::from(*best));
            let products = output.weights.iter().zip(&pool.best).map(product);
            let filters = i64::from(products.fold(0, i32::wrapping_add));
            let products = output.hidden.iter().zip(&pool.hidden);
            let hidden: i64 = products.map(|(w, unit)| i64::from(*w) * i64::from(*unit)).sum();
            let bag = output.bag_part(pool.sums[k], pool.words);
            bounded(i64::from(output.bias) + (filters >> FINE_BITS) + (hidden >> HIDDEN_BITS) + bag)
        })
    }

    /// The scores from which a kind is marked: generous, balanced, strict.
    pub fn limits(&self, kind: usize) -> [i32; LIMITS] {
        self.weights.kinds[kind].limits
    }

    /// How likely the kind is at a score, in thousandths; grows with the score.
    pub fn chance(&self, kind: usize, score: i32) -> u16 {
        let table = &self.weights.kinds[kind].chances;
        let place = (i64::from(score) + 8 * i64::from(ONE)).clamp(0, 16 * i64::from(ONE) - 1);
        let step = i64::from(ONE / 2);
        let at = usize::try_from(place / step).unwrap_or(0);
        let (low, high) = (i64::from(table[at]), i64::from(table[at + 1]));
        u16::try_from(low + (high - low) * (place % step) / step).unwrap_or(0)
    }

    /// What a text has before its tokens and what each token adds to the score of a kind; together
    /// they add up to the score exactly.
    ///
    /// A token's own numbers are its own. What a filter adds, directly and through the hidden units
    /// that are at work, is divided over the words of its greatest window by what each of them added
    /// to it.
    pub fn explain(&self, tokens: &[Token], pool: &Pool, kind: usize) -> (i32, Vec<i32>) {
        let output = &self.weights.kinds[kind];
        let slopes = self.slopes(pool, kind);
        let (slopes, mean_slopes) = slopes.split_at(FILTERS);
        let words = count(pool.words.max(1));
        let own = |token: &Token| {
            let numbers = means_of(self.weights.of(token.row));
            let direct = output.bag_part(numbers[kind], pool.words) << HIDDEN_BITS;
            let through = mean_slopes.iter().zip(numbers).map(|(slope, number)| {
                (slope * (i64::from(number) << MEAN_BITS)).div_euclid(words)
            });
            bounded((direct + through.sum::<i64>()) >> HIDDEN_BITS)
        };
        let mut shares: Vec<i32> = tokens.iter().map(own).collect();
        let places = self.places(tokens);
        for (filter, (weight, slope)) in output.weights.iter().zip(slopes).enumerate() {
            let slope = slope + (i64::from(*weight) << (HIDDEN_BITS - FINE_BITS));
            let gain = (slope * i64::from(pool.best[filter])) >> HIDDEN_BITS;
            if gain != 0 {
                self.divide(tokens, filter, gain, places[filter], &mut shares);
            }
        }
        let given: i64 = shares.iter().map(|share| i64::from(*share)).sum();
        (bounded(i64::from(self.scores(pool)[kind]) - given), shares)
    }

    /// The word in the middle of each filter's greatest window, the first of equals.
    fn places(&self, tokens: &[Token]) -> [usize; FILTERS] {
        let (mut places, mut best) = ([0; FILTERS], [0; FILTERS]);
        for at in 0..tokens.len() {
            let rows = self.around(tokens, at);
            for (filter, (place, best)) in places.iter_mut().zip(&mut best).enumerate() {
                let sum: i16 = parts(rows, filter).iter().sum();
                let value = sum.saturating_add(self.weights.filter_bias[filter]);
                if value > *best {
                    (*place, *best) = (at, value);
                }
            }
        }
        places
    }

    /// The rows of a word and its neighbours.
    fn around(&self, tokens: &[Token], at: usize) -> [&[u8; ROW]; 3] {
        let row = |at: Option<usize>, rim: u16| {
            self.weights.of(at.and_then(|at| tokens.get(at)).map_or(rim, |token| token.row))
        };
        [row(at.checked_sub(1), BEFORE), row(Some(at), AFTER), row(Some(at + 1), AFTER)]
    }

    /// What one unit more of each input adds to the kind's score through the hidden units that are
    /// at work.
    fn slopes(&self, pool: &Pool, kind: usize) -> [i64; INPUTS] {
        let mut slopes = [0; INPUTS];
        let weighed = self.weights.hidden.iter().zip(self.weights.kinds[kind].hidden);
        for ((unit, out), _) in weighed.zip(pool.hidden).filter(|(_, value)| *value > 0) {
            for (slope, weight) in slopes.iter_mut().zip(&unit.weights) {
                *slope += i64::from(out) * i64::from(*weight);
            }
        }
        slopes
    }

    /// Divides what a filter adds over the words around `place`.
    fn divide(&self, tokens: &[Token], filter: usize, gain: i64, place: usize, shares: &mut [i32]) {
        let parts = parts(self.around(tokens, place), filter).map(|part| i64::from(part.max(0)));
        let sum: i64 = parts.iter().sum();
        let last = tokens.len().saturating_sub(1);
        let places = [place.saturating_sub(1), place, (place + 1).min(last)];
        for (j, at) in places.into_iter().enumerate() {
            let share = match parts[j] {
                0 if sum == 0 && j == 1 => gain,
                0 => continue,
                part if part == sum => gain,
                part => gain * part / sum,
            };
            if let Some(slot) = shares.get_mut(at) {
                *slot = slot.saturating_add(bounded(share));
            }
        }
    }
}

impl Output {
    /// What own weights of this sum add to the score of a text of so many words.
    fn bag_part(&self, sum: i32, words: usize) -> i64 {
        (i64::from(self.bag) * i64::from(sum)).div_euclid(count(words))
    }
}

/// What the words of a text add up to before the output weights.
#[derive(Clone, Debug)]
pub struct Pool {
    /// Each filter's greatest value, from zero to [`MOST`].
    best: [i16; FILTERS],
    /// The sums of the numbers to average.
    sums: [i32; MEANS],
    hidden: [i32; HIDDEN],
    words: usize,
}

impl Default for Pool {
    fn default() -> Self {
        Self { best: [0; FILTERS], sums: [0; MEANS], hidden: [0; HIDDEN], words: 0 }
    }
}

impl Pool {
    /// Takes a word between its neighbours in: free of branches, so that the compiler does many
    /// filters at once.
    #[inline]
    fn take(&mut self, left: &[u8; ROW], centre: &[u8; ROW], right: &[u8; ROW]) {
        let (left, middle) = (&left[..FILTERS], &centre[FILTERS..2 * FILTERS]);
        let around = left.iter().zip(middle).zip(&right[2 * FILTERS..3 * FILTERS]);
        for (best, ((left, middle), right)) in self.best.iter_mut().zip(around) {
            *best = (i16::from(*left) + i16::from(*middle) + i16::from(*right)).max(*best);
        }
    }

    /// Adds a part of the numbers to average up.
    fn add(&mut self, part: [i16; MEANS]) {
        for (sum, part) in self.sums.iter_mut().zip(part) {
            *sum = sum.wrapping_add(part.into());
        }
    }
}

/// So many words are added up in short numbers, which are many at once: no sum of as many has no room there.
const PART: usize = 256;

/// Adds a word's numbers to average.
#[inline]
fn add_means(row: &[u8; ROW], part: &mut [i16; MEANS]) {
    for (sum, number) in part.iter_mut().zip(&row[3 * FILTERS..]) {
        *sum = sum.wrapping_add(number.cast_signed().into());
    }
}

/// A word's numbers to average.
#[inline]
fn means_of(row: &[u8; ROW]) -> [i32; MEANS] {
    std::array::from_fn(|k| i32::from(row[3 * FILTERS + k].cast_signed()))
}

/// Each sum by the number of words, [`MEAN_BITS`] finer, rounded down.
fn means(sums: [i32; MEANS], words: usize) -> [i16; MEANS] {
    // No mean is below this; raised by as much, all are divided without a sign at half the width,
    // which is several times faster.
    const LOWEST: i64 = -128 << MEAN_BITS;
    let words = count(words.max(1));
    sums.map(|sum| {
        let raised = (i64::from(sum) << MEAN_BITS) - LOWEST * words;
        let mean = match (u32::try_from(raised), u32::try_from(words)) {
            (Ok(raised), Ok(words)) => i64::from(raised / words),
            _ => raised.div_euclid(words),
        };
        i16::try_from(mean + LOWEST).unwrap_or(0)
    })
}

fn count(words: usize) -> i64 {
    i64::try_from(words).unwrap_or(i64::MAX)
}

/// What the left, middle and right word of a window each add to a filter.
fn parts(rows: [&[u8; ROW]; 3], filter: usize) -> [i16; 3] {
    std::array::from_fn(|part| i16::from(rows[part][part * FILTERS + filter]) - i16::from(RAISE))
}

fn bounded(value: i64) -> i32 {
    i32::try_from(value.clamp(i64::from(-64 * ONE), i64::from(64 * ONE))).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEIGHTS: &[u8] = super::super::WEIGHTS;

    fn model() -> Model<'static> {
        Model::new(WEIGHTS).expect("the weights inside the program")
    }

    #[test]
    fn shares_add_up_to_the_score() {
        let model = model();
        let mut tokens = Vec::new();
        for text in [
            "risk",
            "Not good, a risk. Not good.",
            "good good good risk",
            "",
            "Staff fear cuts; 40% may go.",
        ] {
            model.tokenize(text, &mut tokens);
            let pool = model.pool(&tokens);
            for k in 0..KINDS {
                let (base, shares) = model.explain(&tokens, &pool, k);
                assert_eq!(shares.len(), tokens.len());
                assert_eq!(base + shares.iter().sum::<i32>(), model.scores(&pool)[k], "{text}");
            }
        }
    }

    #[test]
    fn the_numbers_of_long_texts_are_added_up_whole() {
        let model = model();
        let mut tokens = Vec::new();
        for words in [1, 255, 256, 257, 1_000] {
            model.tokenize(&"risk improve never ".repeat(words), &mut tokens);
            let mut sums = [0; MEANS];
            for token in &tokens {
                let numbers = means_of(model.weights.of(token.row));
                sums.iter_mut().zip(numbers).for_each(|(sum, number)| *sum += number);
            }
            assert_eq!(model.pool(&tokens).sums, sums, "{words}");
        }
    }

    #[test]
    fn chances_grow_with_the_score_and_limits_with_strictness() {
        let model = model();
        for k in 0..KINDS {
            let chances: Vec<u16> =
                (-40..=40).map(|step| model.chance(k, step * ONE / 4)).collect();
            assert!(chances.is_sorted() && chances[80] <= 1000, "{chances:?}");
            assert!(chances[0] < 100 && chances[80] > 900, "{chances:?}");
            assert!(model.limits(k).is_sorted());
        }
    }
}
