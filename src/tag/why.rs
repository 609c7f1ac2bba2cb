//! Why a sentence is marked or not: the score of each kind, its limit, and what each word added.
//! Explains; sets no marks and draws nothing.

use super::stance::weights::ONE;
use super::{Cue, Kind, Levels, Passage, Sensitivity};
use crate::text::Span;

/// What there is to say of one sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Why {
    /// The sentence with its marks, if any.
    pub passage: Passage,
    /// The words that made the marks, in text order.
    pub cues: Vec<Cue>,
    /// Concern and opportunity; none where the words are mostly unknown.
    pub verdicts: Vec<Verdict>,
    /// How readily each kind is marked.
    pub levels: Levels,
}

/// How one kind was judged. Points are hundredths of a logit, the unit of the trained model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The kind.
    pub kind: Kind,
    /// How likely it is, in thousandths.
    pub chance: u16,
    /// What the words add up to.
    pub points: i32,
    /// From how many points on it is marked: generous, balanced, strict.
    pub limits: [i32; 3],
    /// What a sentence has before its words are looked at.
    pub base: i32,
    /// What the decisions in its article add to all its sentences; with base and shares it comes to
    /// the points.
    pub article: i32,
    /// What each word added, weightiest first.
    pub shares: Vec<(Span, i32)>,
    /// How much of its share each word has from a person's decisions, weightiest first; none without.
    pub learned: Vec<(Span, i32)>,
}

impl Verdict {
    /// By how many points it is over the limit of a sensitivity; below zero for what is missing. Both
    /// are rounded, so zero may be either: whether it is marked, the passage knows.
    pub fn margin(&self, level: Sensitivity) -> i32 {
        self.points - self.limits[level as usize]
    }
}

/// Points of a score of the model, rounded down.
pub(super) fn points(score: i32) -> i32 {
    let points = (i64::from(score) * 100).div_euclid(i64::from(ONE));
    i32::try_from(points).unwrap_or_default()
}
