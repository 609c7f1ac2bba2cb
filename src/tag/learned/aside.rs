//! What marks by rule is put aside where decisions say that it misleads: a cue of a theme, a thing
//! counted that makes no statistic. Makes no new cue; that is for a person to do.

use std::collections::BTreeMap;

use super::odds;
use crate::tag::stance::weights::hash;
use crate::tag::theme::Matcher;
use crate::tag::{Codebook, Kind, Label, ThemeId, figure};
use crate::text::Span;

/// So many rejections at the least.
const FEWEST: u32 = 3;
/// How likely it must be that the cue is wrong more often than right: three rejections and no
/// confirmation, or five and one.
const SURE: f64 = 0.9;

/// What marks by rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// A cue of a theme, as the codebook writes it.
    Cue(ThemeId, String),
    /// What a figure counts, in small letters: the "pages" of "300 pages".
    Counted(String),
}

/// A cause that no longer marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// What.
    pub cause: Cause,
    /// Decisions for a mark it made, or would have made.
    pub held: u32,
    /// Decisions against one.
    pub rejected: u32,
}

impl Aside {
    /// In words: "the cue 'barrier*' of skills shortage: 4 rejected, 0 held".
    pub fn describe(&self, codebook: &Codebook) -> String {
        let what = match &self.cause {
            Cause::Cue(theme, cue) => format!("the cue '{cue}' of {}", codebook.name(*theme)),
            Cause::Counted(noun) => format!("numbers of {noun} as statistics"),
        };
        format!("{what}: {} rejected, {} held", self.rejected, self.held)
    }
}

/// A decision on a mark that rules make.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Case {
    /// The theme; none for a statistic.
    theme: Option<ThemeId>,
    /// Its words, so that the same decision twice is one.
    text: String,
    pub(super) holds: bool,
    /// What would mark it, ascending.
    causes: Vec<Cause>,
    /// Whether something marks it that cannot be put aside.
    is_firm: bool,
}

impl Case {
    /// The case of a decision on a statistic or a theme.
    pub(super) fn new(text: &str, label: Label, holds: bool, matcher: &Matcher) -> Option<Self> {
        let (theme, mut causes, is_firm) = match label {
            Label::Kind(Kind::Statistic) => {
                let (causes, is_firm) = counted(text);
                (None, causes, is_firm)
            }
            Label::Kind(Kind::Concern | Kind::Opportunity) => return None,
            Label::Theme(theme) => (Some(theme), cues(text, theme, matcher), false),
        };
        causes.sort();
        causes.dedup();
        Some(Self { theme, text: text.to_owned(), holds, causes, is_firm })
    }

    /// Whether the rules mark it, all but those put aside.
    pub(super) fn is_marked(&self, aside: &[Aside]) -> bool {
        let stands = |cause: &Cause| !aside.iter().any(|aside| aside.cause == *cause);
        self.is_firm || self.causes.iter().any(stands)
    }

    /// The theme; none for a statistic.
    pub(super) fn theme(&self) -> Option<ThemeId> {
        self.theme
    }

    /// A number that says nothing of its words, the same for the same words.
    pub(super) fn chance(&self) -> u64 {
        hash(self.text.as_bytes())
    }
}

/// What the figures of a text count, and whether one of them counts nothing that has a name.
fn counted(text: &str) -> (Vec<Cause>, bool) {
    let figures = figure::figures(text, Span::new(0, text.len()));
    let things = figures.iter().map(|figure| figure.counted(text).to_lowercase());
    let (named, bare): (Vec<String>, Vec<String>) = things.partition(|thing| !thing.is_empty());
    (named.into_iter().map(Cause::Counted).collect(), !bare.is_empty())
}

fn cues(text: &str, theme: ThemeId, matcher: &Matcher) -> Vec<Cause> {
    let cues = matcher.fitting(text, theme);
    cues.into_iter().map(|cue| Cause::Cue(theme, cue.as_str().to_owned())).collect()
}

/// The causes that mislead, ascending. A mark with several has misled by each of them; where one
/// that cannot be put aside made it as well, a rejection says nothing of the others.
pub(super) fn put_aside<'a>(cases: impl Iterator<Item = &'a Case>) -> Vec<Aside> {
    let mut tallies: BTreeMap<&Cause, (u32, u32)> = BTreeMap::new();
    for case in cases {
        for cause in &case.causes {
            let (held, rejected) = tallies.entry(cause).or_default();
            *held += u32::from(case.holds);
            *rejected += u32::from(!case.holds && !case.is_firm);
        }
    }
    let misleads = |(held, rejected): (u32, u32)| {
        rejected >= FEWEST && odds::mostly_wrong(held, rejected) >= SURE
    };
    let misleading = tallies.into_iter().filter(|(_, tally)| misleads(*tally));
    misleading
        .map(|(cause, (held, rejected))| Aside { cause: cause.clone(), held, rejected })
        .collect()
}

/// A codebook without the cues put aside.
pub(super) fn without(codebook: &Codebook, aside: &[Aside]) -> Codebook {
    let mut codebook = codebook.clone();
    for cause in aside.iter().map(|aside| &aside.cause) {
        let Cause::Cue(theme, cue) = cause else { continue };
        if let Some(theme) = codebook.themes.get_mut(usize::from(theme.0)) {
            theme.cues.retain(|other| other.as_str() != cue);
        }
    }
    codebook
}
