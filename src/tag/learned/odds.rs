//! What a fair coin would do: the exact sign test, and whether a cue is more often wrong than
//! right. Ratios of neighbouring binomial numbers only, so that every machine finds the same.

/// How likely a fair coin shows at least `heads` in `throws`.
///
/// Binomial numbers overflow, so each is taken relative to the greatest, in the middle.
pub(super) fn at_least(heads: u32, throws: u32) -> f64 {
    let middle = throws / 2;
    let (mut whole, mut part) = (0.0, 0.0);
    let mut add = |at: u32, term: f64| {
        whole += term;
        if at >= heads {
            part += term;
        }
    };
    let mut term = 1.0;
    for at in (0..=middle).rev() {
        add(at, term);
        term *= f64::from(at) / f64::from(throws - at + 1);
    }
    term = 1.0;
    for at in middle + 1..=throws {
        term *= f64::from(throws - at + 1) / f64::from(at);
        add(at, term);
    }
    part / whole
}

/// How likely a cue is wrong more often than right, after it was `held` and `rejected` so many
/// times, every rate being as likely as any other before (a beta-binomial with a flat prior).
pub(super) fn mostly_wrong(held: u32, rejected: u32) -> f64 {
    at_least(held + 1, held + rejected + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
    }

    #[test]
    fn a_fair_coin_is_known() {
        check(at_least(0, 0), 1.0);
        check(at_least(0, 7), 1.0);
        check(at_least(5, 5), 1.0 / 32.0);
        check(at_least(4, 5), 6.0 / 32.0);
        check(at_least(3, 4), 5.0 / 16.0);
        check(at_least(6, 5), 0.0);
        check(at_least(2501, 5001), 0.5);
    }

    #[test]
    fn rejections_tell_more_the_more_there_are() {
        check(mostly_wrong(0, 0), 0.5);
        check(mostly_wrong(0, 3), 15.0 / 16.0);
        check(mostly_wrong(1, 4), 57.0 / 64.0);
        assert!(mostly_wrong(2, 30) > 0.999 && mostly_wrong(30, 2) < 0.001);
        assert!(mostly_wrong(5000, 5000) > 0.49);
    }
}
