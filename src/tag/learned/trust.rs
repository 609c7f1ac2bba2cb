//! How far what decisions teach is trusted: as far as decisions it has not seen bear it out, and not
//! at all unless they show a gain. Learns nothing itself.
//!
//! Two bounds, both of them low ones, so that little evidence comes to nothing. How much of a
//! correction makes the decisions most likely, less its error (a score test of its weight, as
//! stacking would set it). And what F1 gains by the marks that then change, less 1.645 of its
//! errors, the one-sided bound of 95 %. Both are ordered additions of f64, the same on every machine.

use crate::tag::stance::weights::ONE;

/// The whole of a correction; what is trusted is a part of it.
pub(super) const WHOLE: u32 = 100;
/// So many errors are taken off the part that fits best.
const CAUTION: f64 = 1.0;
/// So many are taken off a gain of F1.
const SURE: f64 = 1.645;
/// A bound of how steeply the logit of a chance rises with the score.
const STEEP: f64 = 1.5;

/// A decision with what others taught of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Judged {
    /// Whether the mark was made or confirmed.
    pub(super) holds: bool,
    /// The shipped model's score.
    pub(super) score: i32,
    /// How likely that is a mark, in thousandths.
    pub(super) chance: u16,
    /// What the others' correction adds to the score.
    pub(super) added: i32,
}

impl Judged {
    /// Whether it is marked with so much of the correction, in parts of [`WHOLE`].
    pub(super) fn is_marked(&self, limit: i32, strength: u32) -> bool {
        let added = i64::from(self.added) * i64::from(strength) / i64::from(WHOLE);
        i64::from(self.score) + added >= i64::from(limit)
    }
}

/// How much of a correction is used, in parts of [`WHOLE`]. A mark is set from the `limit` on, where
/// it has a chance of `even` thousandths.
pub(super) fn strength(judged: &[Judged], limit: i32, even: u16) -> u32 {
    let strength = likely(judged);
    if gains(judged, limit, even, strength) { strength } else { 0 }
}

/// The part that makes the decisions most likely, less its error.
fn likely(judged: &[Judged]) -> u32 {
    let (mut slope, mut information) = (0.0, 0.0);
    for one in judged {
        let added = f64::from(one.added) / f64::from(ONE) * STEEP;
        let chance = f64::from(one.chance) / 1000.0;
        slope += added * (f64::from(u8::from(one.holds)) - chance);
        information += added * added * chance * (1.0 - chance);
    }
    if information <= 0.0 {
        return 0;
    }
    let part = (slope - CAUTION * information.sqrt()) / information;
    // Rounded down by counting, as every machine does it alike.
    (1..=WHOLE).rev().find(|parts| part * f64::from(WHOLE) >= f64::from(*parts)).unwrap_or(0)
}

/// Whether F1 rises beyond doubt by the marks that change.
///
/// A mark raises F1 where it is likelier right than half of F1, so that the best limit stands there:
/// the chance at the limit tells what a right mark and a wrong one are worth.
fn gains(judged: &[Judged], limit: i32, even: u16, strength: u32) -> bool {
    let even = f64::from(even) / 1000.0;
    let (mut gain, mut squares) = (0.0, 0.0);
    for one in judged {
        let marked = one.is_marked(limit, strength);
        if marked != one.is_marked(limit, 0) {
            let set = f64::from(u8::from(one.holds)) - even;
            let worth = if marked { set } else { -set };
            gain += worth;
            squares += worth * worth;
        }
    }
    gain > SURE * squares.sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVEN: u16 = 350;

    /// So many decisions that are just marked and fall to a full correction against them.
    fn falling(count: usize, holds: bool) -> Vec<Judged> {
        vec![Judged { holds, score: 10, chance: EVEN, added: -ONE / 2 }; count]
    }

    fn found(right: usize, wrong: usize) -> u32 {
        strength(&[falling(right, false), falling(wrong, true)].concat(), 0, EVEN)
    }

    #[test]
    fn nothing_is_trusted_without_a_gain() {
        assert_eq!((strength(&[], 0, EVEN), found(0, 0), found(2, 0)), (0, 0, 0));
        assert_eq!((found(0, 40), found(13, 7), found(20, 8)), (0, 0, 0));
        // Though the decisions are made likelier, no mark changes.
        let unmoved = Judged { holds: false, score: -9 * ONE, chance: EVEN, added: -ONE };
        assert!(likely(&[unmoved; 40]) > WHOLE / 2 && strength(&[unmoved; 40], 0, EVEN) == 0);
    }

    #[test]
    fn the_more_it_is_borne_out_the_more_is_trusted() {
        let parts = [4, 6, 9, 40].map(|right| found(right, 0));
        assert!(parts.is_sorted() && parts[0] < WHOLE && parts[3] == WHOLE, "{parts:?}");
        assert!(found(40, 4) > 0 && found(40, 4) <= found(40, 0));
    }

    #[test]
    fn what_is_added_must_be_right_oftener_than_what_is_taken_away_is_wrong() {
        let rising = |holds| Judged { holds, score: -10, chance: EVEN, added: ONE / 2 };
        let found = |right, wrong| {
            strength(&[vec![rising(true); right], vec![rising(false); wrong]].concat(), 0, EVEN)
        };
        assert!(found(12, 2) > 0 && found(4, 0) > 0);
        assert_eq!((found(7, 7), found(2, 0)), (0, 0));
    }
}
