//! Two coders' answers to one question, counted, and what they come to: percent agreement, Cohen's kappa,
//! Krippendorff's alpha. Where everybody gives one and the same answer to everything, nothing can be told
//! from chance, and there is no kappa and no alpha.

#![expect(clippy::cast_precision_loss, reason = "counts of sentences are far below 2^52")]

/// How often two coders said yes or no to one question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Votes {
    /// Both said yes.
    pub both: u64,
    /// Only the first.
    pub first: u64,
    /// Only the second.
    pub second: u64,
    /// Neither.
    pub neither: u64,
}

impl Votes {
    /// Of so many units, of which the first, the second and both called so many a yes.
    pub(super) fn counted(units: u64, [first, second, both]: [u64; 3]) -> Self {
        let either = first + second - both;
        let neither = units.saturating_sub(either);
        Self { both, first: first - both, second: second - both, neither }
    }

    /// How many units both judged.
    pub fn units(self) -> u64 {
        self.both + self.first + self.second + self.neither
    }

    /// Where both said the same, in percent; none without units.
    pub fn percent(self) -> Option<f64> {
        let same = (self.both + self.neither) as f64;
        (self.units() > 0).then(|| 100.0 * same / self.units() as f64)
    }

    /// Agreement beyond what each coder's own share of yes and no brings by chance: J. Cohen (1960), A
    /// coefficient of agreement for nominal scales, Educational and Psychological Measurement 20(1), 37-46.
    pub fn kappa(self) -> Option<f64> {
        let units = self.units() as f64;
        let [first, second] = [self.both + self.first, self.both + self.second].map(|n| n as f64);
        // Times the square of how many units there are, so that whole numbers decide what is chance.
        let chance = first * second + (units - first) * (units - second);
        let same = (self.both + self.neither) as f64 * units;
        let room = units * units - chance;
        (room > 0.0).then(|| (same - chance) / room)
    }

    /// Agreement beyond what all answers, put together, bring by chance, for a nominal scale: K. Krippendorff
    /// (2011), Computing Krippendorff's alpha-reliability, section B. A unit that only one of both
    /// judged has nothing to be paired with, and does not count.
    pub fn alpha(self) -> Option<f64> {
        let values = 2.0 * self.units() as f64;
        let differing = (self.first + self.second) as f64;
        let yes = 2.0 * self.both as f64 + differing;
        let room = yes * (values - yes);
        (room > 0.0).then(|| 1.0 - (values - 1.0) * differing / room)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn votes(both: u64, first: u64, second: u64, neither: u64) -> Votes {
        Votes { both, first, second, neither }
    }

    /// As papers print it.
    fn printed(value: Option<f64>, digits: usize) -> Option<String> {
        value.map(|value| format!("{value:.digits$}"))
    }

    #[test]
    fn kappas_are_those_that_papers_give() {
        // Viera and Garrett (2005), Understanding interobserver agreement, table 1 and its figures.
        let lectures = votes(15, 5, 10, 70);
        assert_eq!(lectures.percent(), Some(85.0));
        assert_eq!(printed(lectures.kappa(), 2).as_deref(), Some("0.57"));
        // Feinstein and Cicchetti (1990), High agreement but low kappa, tables 1 and 2.
        assert_eq!(printed(votes(40, 9, 6, 45).kappa(), 2).as_deref(), Some("0.70"));
        assert_eq!(printed(votes(80, 10, 5, 5).kappa(), 2).as_deref(), Some("0.32"));
    }

    #[test]
    fn alpha_is_that_of_krippendorff_s_own_example() {
        // His two observers of ten units: 0100000010 and 1110010000, alpha 0.095.
        let answers = "0100000010".chars().zip("1110010000".chars());
        let mut all = Votes::default();
        for answer in answers {
            match answer {
                ('1', '1') => all.both += 1,
                ('1', _) => all.first += 1,
                (_, '1') => all.second += 1,
                _ => all.neither += 1,
            }
        }
        assert_eq!(all, votes(1, 1, 3, 5));
        assert_eq!(printed(all.alpha(), 3).as_deref(), Some("0.095"));
    }

    #[test]
    fn nothing_is_told_from_chance_where_all_answers_are_one() {
        for all in [votes(7, 0, 0, 0), votes(0, 0, 0, 7)] {
            assert_eq!((all.percent(), all.kappa(), all.alpha()), (Some(100.0), None, None));
        }
        let none = Votes::default();
        assert_eq!((none.percent(), none.kappa(), none.alpha()), (None, None, None));
        // One says yes, one no to everything: chance would do as well.
        assert_eq!(votes(0, 9, 0, 0).kappa(), Some(0.0));
    }

    proptest! {
        #[test]
        fn measures_are_numbers_within_bounds(
            both in 0..50u64, first in 0..50u64, second in 0..50u64, neither in 0..50u64,
        ) {
            let all = votes(both, first, second, neither);
            for measure in [all.kappa(), all.alpha()].into_iter().flatten() {
                prop_assert!((-1.0..=1.0).contains(&measure), "{measure}");
                prop_assert_eq!(1.0 - measure < 1e-9, first + second == 0);
            }
            let turned = votes(neither, second, first, both);
            prop_assert_eq!(all.kappa(), turned.kappa());
            prop_assert_eq!(all.alpha(), turned.alpha());
        }
    }
}
