//! Whether learning helps: decisions are dealt to folds, each fold judged by what the others teach,
//! and what that mends is set against what it breaks. Words must show a gain ([`super::trust`]);
//! numbers for articles, and rules that are put aside, for which three decisions agree, must do no harm
//! by the exact sign test. Learns nothing itself.

use super::odds;

/// Into how many parts decisions are dealt.
const FOLDS: u64 = 5;
/// With fewer decisions nothing is said.
pub(super) const ENOUGH: u32 = 20;
/// What chance alone does so rarely is called a help.
const RARE: f64 = 0.05;
/// What chance alone breaks so rarely is called a harm; sooner than a help, to be safe.
const DOUBT: f64 = 0.1;

/// What is learned by itself and validated by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Words for and against a concern.
    Concern,
    /// Words for and against an opportunity.
    Opportunity,
    /// How readily articles are marked.
    Articles,
    /// What is counted that makes no statistic.
    Statistic,
    /// Cues of themes.
    Themes,
}

impl Subject {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Concern => "concern",
            Self::Opportunity => "opportunity",
            Self::Articles => "articles",
            Self::Statistic => "statistic",
            Self::Themes => "themes",
        }
    }
}

/// What the decisions themselves say of learning from them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Too few decisions to say.
    TooFew,
    /// More is mended than broken, and chance would rarely do as much; of words, that F1 gains.
    Helps,
    /// What it mends and breaks may be chance: words that were learned are not used, all else is.
    NoDifference,
    /// More is broken than mended, and chance would seldom do as much: what was learned is not used.
    Harms,
}

impl Outcome {
    /// In plain words.
    pub fn words(self) -> &'static str {
        match self {
            Self::TooFew => "too few decisions to say",
            Self::Helps => "helps",
            Self::NoDifference => "no difference shown",
            Self::Harms => "does harm: put aside",
        }
    }
}

/// How learning did on decisions that it had not seen.
///
/// Decisions are no fair sample of sentences: a person rejects what is wrong and says nothing of much
/// that is right. The figures hold for decisions like these.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finding {
    /// What was learned.
    pub subject: Subject,
    /// How many decisions.
    pub decisions: u32,
    /// With how many of them the shipped tagger agrees, at the balanced sensitivity.
    pub before: u32,
    /// Disagreements that learning from the other folds settles.
    pub mended: u32,
    /// Agreements that it loses.
    pub broken: u32,
    /// How much of what was learned is used, in hundredths.
    pub strength: u32,
}

impl Finding {
    pub(super) fn new(subject: Subject) -> Self {
        Self { subject, decisions: 0, before: 0, mended: 0, broken: 0, strength: 0 }
    }

    /// Takes one decision in, with what the tagger made of it before and after.
    pub(super) fn add(&mut self, holds: bool, before: bool, after: bool) {
        self.decisions += 1;
        self.before += u32::from(before == holds);
        self.mended += u32::from(before != holds && after == holds);
        self.broken += u32::from(before == holds && after != holds);
    }

    /// With how many decisions the tagger agrees that learned from the other folds.
    pub fn after(&self) -> u32 {
        self.before + self.mended - self.broken
    }

    /// How often chance alone would mend at least as many of those that changed, from 0 to 1.
    pub fn odds(&self) -> f64 {
        odds::at_least(self.mended, self.mended + self.broken)
    }

    /// What that comes to.
    pub fn outcome(&self) -> Outcome {
        let is_of_words = matches!(self.subject, Subject::Concern | Subject::Opportunity);
        if is_of_words && self.strength > 0 {
            Outcome::Helps
        } else if self.decisions < ENOUGH {
            Outcome::TooFew
        } else if odds::at_least(self.broken, self.mended + self.broken) <= DOUBT {
            Outcome::Harms
        } else if !is_of_words && self.odds() <= RARE {
            Outcome::Helps
        } else {
            Outcome::NoDifference
        }
    }
}

/// Deals cases by their numbers, the round's own way, and for each fold judges its places by what
/// `learn` makes of the others.
pub(super) fn cross<C, L>(
    cases: &[C],
    round: u32,
    chance: impl Fn(&C) -> u64,
    learn: impl Fn(&[&C]) -> L,
    mut judge: impl FnMut(usize, &L),
) {
    // Shifted, not rotated: a number turned by 16 bits leaves the same rest by five.
    let dealt: Vec<u64> = cases.iter().map(|case| (chance(case) >> (16 * round)) % FOLDS).collect();
    for fold in 0..FOLDS {
        if dealt.contains(&fold) {
            let others = cases.iter().zip(&dealt).filter(|(_, own)| **own != fold);
            let learned = learn(&others.map(|(case, _)| case).collect::<Vec<_>>());
            let own = dealt.iter().enumerate().filter(|(_, own)| **own == fold);
            own.for_each(|(at, _)| judge(at, &learned));
        }
    }
}
