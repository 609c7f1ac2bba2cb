//! Measures scores, fits probabilities and sets limits.
//!
//! Plain arithmetic with its own exponential, so that results are the same on every machine.

use crate::weights::{ONE, STEPS};

/// e to the power of x, from additions and multiplications only.
#[must_use]
pub fn exp(x: f64) -> f64 {
    let x = x.clamp(-700.0, 700.0);
    let n = (x * std::f64::consts::LOG2_E).round();
    let r = x - n * std::f64::consts::LN_2;
    let mut sum = 1.0;
    for i in (1..=14).rev() {
        sum = 1.0 + sum * r / f64::from(i);
    }
    let mut power = if n < 0.0 { 0.5_f64 } else { 2.0 };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number, at most 1,010 for the x that are left"
    )]
    let mut count = n.abs() as u32;
    while count > 0 {
        if count & 1 == 1 {
            sum *= power;
        }
        power *= power;
        count >>= 1;
    }
    sum
}

/// The probability of a logit.
#[must_use]
pub fn chance(logit: f64) -> f64 {
    1.0 / (1.0 + exp(-logit))
}

/// Precision, recall and F1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Quality {
    pub precision: f64,
    pub recall: f64,
    pub f1: f64,
}

fn ratio(a: usize, b: usize) -> f64 {
    if b == 0 { 0.0 } else { count(a) / count(b) }
}

/// A count as a number to reckon with; there are never 2^32 of anything here.
#[must_use]
pub fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// Quality of (score, truth) pairs at a limit.
#[must_use]
pub fn quality(pairs: &[(i32, bool)], limit: i32) -> Quality {
    let hits = pairs.iter().filter(|p| p.1 && p.0 >= limit).count();
    let marked = pairs.iter().filter(|p| p.0 >= limit).count();
    let truths = pairs.iter().filter(|p| p.1).count();
    Quality {
        precision: ratio(hits, marked),
        recall: ratio(hits, truths),
        f1: ratio(2 * hits, marked + truths),
    }
}

/// Mean precision over the ranks of the true pairs.
#[must_use]
pub fn average_precision(pairs: &[(i32, bool)]) -> f64 {
    let mut sorted = pairs.to_vec();
    sorted.sort_by_key(|p| (-p.0, p.1));
    let (mut hits, mut sum) = (0, 0.0);
    for (i, p) in sorted.iter().enumerate() {
        if p.1 {
            hits += 1;
            sum += ratio(hits, i + 1);
        }
    }
    if hits == 0 { 0.0 } else { sum / f64::from(u32::try_from(hits).unwrap_or(u32::MAX)) }
}

/// Slope and offset from score to logit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    pub slope: f64,
    pub offset: f64,
}

impl Line {
    /// Fits by Newton's method with a slight pull to slope one.
    #[must_use]
    pub fn fit(pairs: &[(i32, bool)]) -> Self {
        const PULL: f64 = 2.0;
        let mut line = Self { slope: 1.0, offset: 0.0 };
        for _ in 0..40 {
            let (mut gs, mut go) = (PULL * (line.slope - 1.0), 0.0);
            let (mut hss, mut hso, mut hoo) = (PULL, 0.0, 1e-6);
            for &(score, truth) in pairs {
                let x = f64::from(score) / f64::from(ONE);
                let p = chance(line.at(x));
                let (g, h) = (p - f64::from(u8::from(truth)), p * (1.0 - p));
                gs += g * x;
                go += g;
                hss += h * x * x;
                hso += h * x;
                hoo += h;
            }
            let det = hss * hoo - hso * hso;
            line.slope = (line.slope - (hoo * gs - hso * go) / det).clamp(0.1, 4.0);
            line.offset = (line.offset - (hss * go - hso * gs) / det).clamp(-4.0, 4.0);
        }
        line
    }

    fn at(self, x: f64) -> f64 {
        self.slope * x + self.offset
    }

    /// Thousandths at every half logit from -8 to 8.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a thousand times a probability"
    )]
    pub fn table(self) -> Vec<u16> {
        (0..STEPS)
            .map(|i| {
                (1000.0 * chance(self.at(f64::from(u8::try_from(i).unwrap_or(0)) / 2.0 - 8.0)))
                    .round() as u16
            })
            .collect()
    }

    /// Three scores from which to mark, set by what the probabilities promise over sentences like these: the
    /// highest that keeps `RECALL`, the one with the best F1, the lowest that keeps `PRECISION`. They lie at
    /// least `APART` from each other.
    #[must_use]
    pub fn limits(self, pairs: &[(i32, bool)]) -> [i32; 3] {
        let mut scores: Vec<i32> = pairs.iter().map(|p| p.0).collect();
        scores.sort_unstable();
        let p_of = |s: i32| chance(self.at(f64::from(s) / f64::from(ONE)));
        let all: f64 = scores.iter().map(|&s| p_of(s)).sum();
        let (mut best, mut hits, mut marked) = (0.0, 0.0, 0.0);
        let (mut generous, mut balanced, mut strict) = (None, 0, 0);
        for &s in scores.iter().rev() {
            hits += p_of(s);
            marked += 1.0;
            if hits >= RECALL * all {
                generous.get_or_insert(s);
            }
            if hits >= PRECISION * marked {
                strict = s;
            }
            let f1 = 2.0 * hits / (marked + all);
            if f1 > best {
                (best, balanced) = (f1, s);
            }
        }
        let generous = generous.unwrap_or(balanced);
        [generous.min(balanced - APART), balanced, strict.max(balanced + APART)]
    }
}

/// The share of true sentences that the generous limit is to find.
const RECALL: f64 = 0.8;
/// The share of marked sentences that is to be right at the strict limit.
const PRECISION: f64 = 0.8;
/// The least distance between two limits.
const APART: i32 = ONE / 4;

/// How far the promised probabilities are from what is so, on average over ten equal groups by score.
#[must_use]
pub fn miscalibration(pairs: &[(i32, bool)], promised: impl Fn(i32) -> f64) -> f64 {
    let mut sorted = pairs.to_vec();
    sorted.sort_unstable();
    let groups = sorted.chunks(sorted.len().div_ceil(10).max(1));
    let off = |g: &[(i32, bool)]| {
        let sum: f64 = g.iter().map(|p| promised(p.0) - f64::from(u8::from(p.1))).sum();
        sum.abs()
    };
    groups.map(off).sum::<f64>() / count(sorted.len().max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponential_is_close() {
        for x in [-30.0, -3.3, -0.1, 0.0, 0.5, 1.0, 12.25] {
            assert!((exp(x) / f64::exp(x) - 1.0).abs() < 1e-13, "{x}");
        }
    }

    #[test]
    fn counts_hits() {
        let pairs = [(5, true), (4, false), (3, true), (-1, false)];
        assert_eq!(quality(&pairs, 4), Quality { precision: 0.5, recall: 0.5, f1: 0.5 });
        assert!((average_precision(&pairs) - f64::midpoint(1.0, 2.0 / 3.0)).abs() < 1e-12);
    }

    #[test]
    fn limits_keep_their_order() {
        let pairs: Vec<(i32, bool)> =
            (-400..400).map(|i| (i * ONE / 100, (i * 7919).rem_euclid(800) < i + 400)).collect();
        let line = Line::fit(&pairs);
        let limits = line.limits(&pairs);
        assert!(limits.windows(2).all(|w| w[0] + APART <= w[1]), "{limits:?}");
        assert!(quality(&pairs, limits[0]).recall > 0.75, "{limits:?}");
        assert!(quality(&pairs, limits[2]).precision > 0.75, "{limits:?}");
        let promised = |s: i32| chance(line.at(f64::from(s) / f64::from(ONE)));
        assert!(miscalibration(&pairs, promised) < 0.1);
        assert!(miscalibration(&pairs, |_| 1.0) > 0.3);
    }

    #[test]
    fn finds_a_line() {
        let pairs: Vec<(i32, bool)> =
            (-400..400).map(|i| (i * ONE / 100, (i * 7919).rem_euclid(1000) < i + 500)).collect();
        let line = Line::fit(&pairs);
        let table = line.table();
        assert!(table.is_sorted() && line.slope > 0.3);
        assert!((line.offset / line.slope).abs() < 0.3, "even chances near zero");
    }
}
