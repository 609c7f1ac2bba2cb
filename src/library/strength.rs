//! How strongly the tagger scored the kinds of a passage, in as little room as may be: a library keeps it
//! of every passage. Judges nothing; what a person decided is not in it.

use serde::{Deserialize, Serialize};

use crate::tag::{Kind, Kinds, Passage, Score};

/// How likely each of [`Kind::ALL`] is, marked or not, five bits a kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strengths(u16);

/// How likely a kind is, in steps of five percent: 19 is 95 % and more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Strength(u8);

/// Bits a kind.
const BITS: u32 = 5;
/// All of them.
const ALL: u16 = (1 << BITS) - 1;

impl Strength {
    /// How many there are.
    pub const COUNT: usize = 20;
    /// Percent from one to the next.
    const PERCENT: u8 = 5;

    /// All of them, the greatest first.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..Self::COUNT as u8).rev().map(Self)
    }

    fn of(score: Score) -> Self {
        /// Thousandths from one to the next.
        const STEP: u16 = Strength::PERCENT as u16 * 10;
        Self((score.0 / STEP).min(Self::COUNT as u16 - 1) as u8)
    }

    /// How many are less.
    #[inline]
    pub fn rank(self) -> usize {
        usize::from(self.0)
    }

    /// In percent: the least that has it, and the least that has the next.
    pub fn percent(self) -> (u8, u8) {
        (self.0 * Self::PERCENT, (self.0 + 1) * Self::PERCENT)
    }
}

impl Strengths {
    /// Bits a kind.
    pub const BITS: usize = BITS as usize;

    /// Those of a passage.
    pub fn of(passage: &Passage) -> Self {
        let bits = |kind: Kind| {
            let strength = Strength::of(passage.scores[kind as usize]);
            u16::from(strength.0) << (BITS * kind as u32)
        };
        Self(Kind::ALL.into_iter().map(bits).sum())
    }

    /// Those of these kinds, and nothing for others: [`Self::BITS`] for each of [`Kind::ALL`], the lowest first.
    pub fn bits(self, kinds: Kinds) -> u16 {
        self.0 & kinds.iter().map(|kind| ALL << (BITS * kind as u32)).sum::<u16>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_keeps_its_own_strength() {
        let scores = [Score(1000), Score(640), Score(25)];
        let strengths = Strengths::of(&Passage { scores, ..Passage::default() });
        let bits = |kinds: &[Kind]| strengths.bits(kinds.iter().copied().collect());
        let [concern, opportunity, statistic] = Kind::ALL;
        assert_eq!(bits(&[concern]), 19, "certain is no step of its own");
        assert_eq!(bits(&[opportunity, statistic]), 12 << BITS);
        assert_eq!(bits(&Kind::ALL), 19 + (12 << BITS));
        assert_eq!(bits(&[]), 0);
        assert_eq!(Strength(12).percent(), (60, 65));
        assert!(Strength::all().map(Strength::rank).eq((0..Strength::COUNT).rev()));
    }
}
