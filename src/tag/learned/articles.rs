//! How readily an article is marked, learned from the decisions in it: where a person found more of a
//! kind in it than the model expects, its other sentences are marked more readily, else less. Says
//! nothing of an article without decisions.
//!
//! It is a number for each article and kind that all scores in it are raised by: a random intercept,
//! the most likely one under a normal prior, brought nearer to zero by a part of its error. How far
//! articles differ was found on 4,477 labelled sentences of 454 articles, each scored by a model that was
//! not trained on its article (`assets/model/README.md`). All is whole numbers.

use std::collections::BTreeMap;

use super::Lesson;
use super::validation::{Finding, Subject, cross};
use crate::tag::stance::Stance;
use crate::tag::stance::correction::{Correction, MOST};
use crate::tag::stance::model::Model;
use crate::tag::stance::weights::{KINDS, ONE, hash};
use crate::tag::{Kind, Label, Sensitivity};

/// By how much articles differ, in hundredths of the unit of scores: what a normal prior is wide.
const WIDTH: [i64; KINDS] = [66, 49];
/// How steeply the logit of a chance rises with the score, in hundredths.
const STEEP: [i64; KINDS] = [135, 122];
/// So many hundredths of its error are taken off a number: to mark no worse goes before to mark better. Less
/// gains more on average, but loses where chance is against it; from here on no fold of `.ci/learning`
/// whose decisions were judged by 160 others lost more than .01 of F1.
const CAUTION: i64 = 60;

/// By what an article's text is known to learning: how long it is, how it begins and how it ends.
/// Texts that agree in that are taken for one article; the default is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextId(u64);

impl TextId {
    /// That of an article's whole text. Takes as long for a long one as for a short one.
    pub fn of(text: &str) -> Self {
        const SAMPLE: usize = 1024;
        let bytes = text.as_bytes();
        let ends = [bytes.first_chunk::<SAMPLE>(), bytes.last_chunk::<SAMPLE>()];
        let [first, last] = ends.map(|end| end.map_or(bytes, |end| &end[..]));
        let parts = [hash(&bytes.len().to_le_bytes()), hash(first), hash(last)];
        Self(hash(parts.map(u64::to_le_bytes).as_flattened()))
    }

    pub(super) fn number(self) -> u64 {
        self.0
    }
}

/// How much more readily an article is marked with a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    /// The article.
    pub article: TextId,
    /// The kind.
    pub kind: Kind,
    /// What is added to scores, in their unit.
    pub(super) added: i32,
    /// Decisions for the kind in the article.
    pub held: u32,
    /// Decisions against it.
    pub rejected: u32,
}

impl Shift {
    /// What it adds to a sentence, in hundredths of a logit.
    pub fn points(&self) -> i32 {
        self.added * 100 / ONE
    }
}

/// A decision on a concern or an opportunity in a known article; in the order of articles and kinds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Case {
    article: TextId,
    /// The kind, by its place in the model.
    kind: usize,
    /// The rows of its words, so that the same decision twice is one.
    rows: Vec<u16>,
    holds: bool,
    shipped: i32,
    /// With what its words were learned to count for.
    score: i32,
}

impl Case {
    /// The case of a decision; nothing where its article is not known or its words are not. What was
    /// learned of words is the `correction`.
    pub(super) fn new(
        lesson: &Lesson<'_>,
        stance: &Stance,
        correction: Option<&Correction>,
    ) -> Option<Self> {
        let is_kind = |(kind, _): &(Kind, Subject)| lesson.label == Label::Kind(*kind);
        let kind = super::KIND.iter().position(is_kind)?;
        let (tokens, scores) = stance.scored(lesson.text)?;
        let added = correction.map_or(0, |correction| correction.of(&tokens)[kind]);
        let rows = tokens.iter().map(|token| token.row).collect();
        let (article, shipped) = (lesson.article, scores[kind]);
        let case =
            Self { article, kind, rows, holds: lesson.holds, shipped, score: shipped + added };
        (article != TextId::default()).then_some(case)
    }

    fn chance(&self) -> u64 {
        let bytes = self.rows.iter().flat_map(|row| row.to_le_bytes());
        hash(&bytes.collect::<Vec<u8>>())
    }
}

/// What decisions, in their order, teach of their articles.
pub(super) fn shifts(model: &Model<'_>, cases: &[Case]) -> Vec<Shift> {
    let cases: Vec<&Case> = cases.iter().collect();
    learn(model, &cases, |case| case.score)
}

/// What decisions say of learning of articles: each is judged by what others teach. Without what was
/// learned of words, which is validated by itself.
pub(super) fn validated(model: &Model<'_>, cases: &[Case]) -> Finding {
    let mut finding = Finding::new(Subject::Articles);
    let learn = |cases: &[&Case]| by_article(&learn(model, cases, |case| case.shipped));
    let judge = |at: usize, learned: &BTreeMap<TextId, [i32; KINDS]>| {
        let case: &Case = &cases[at];
        let limit = model.limits(case.kind)[Sensitivity::Balanced as usize];
        let added = learned.get(&case.article).map_or(0, |added| added[case.kind]);
        finding.add(case.holds, case.shipped >= limit, case.shipped + added >= limit);
    };
    cross(cases, 0, Case::chance, learn, judge);
    finding
}

/// What is added in each article that anything is added in.
pub(super) fn by_article(shifts: &[Shift]) -> BTreeMap<TextId, [i32; KINDS]> {
    let mut all = BTreeMap::new();
    for shift in shifts {
        if let Some(kind) = super::KIND.iter().position(|(kind, _)| *kind == shift.kind) {
            all.entry(shift.article).or_insert([0; KINDS])[kind] = shift.added;
        }
    }
    all
}

fn learn(model: &Model<'_>, cases: &[&Case], score: impl Fn(&Case) -> i32) -> Vec<Shift> {
    let own = cases.chunk_by(|one, other| (one.article, one.kind) == (other.article, other.kind));
    let shift = |own: &[&Case]| {
        let decided: Vec<(i32, bool)> = own.iter().map(|case| (score(case), case.holds)).collect();
        let held = own.iter().filter(|case| case.holds).count();
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Shift {
            article: own[0].article,
            kind: super::KIND[own[0].kind].0,
            added: added(model, own[0].kind, &decided),
            held: count(held),
            rejected: count(own.len() - held),
        }
    };
    own.map(shift).filter(|shift| shift.added != 0).collect()
}

/// What is to be added to the scores of an article where decisions fell so.
fn added(model: &Model<'_>, kind: usize, decided: &[(i32, bool)]) -> i32 {
    let most = likeliest(model, kind, decided);
    // How sharply the decisions and the prior tell it, in millionths.
    let (width, steep) = (WIDTH[kind], STEEP[kind]);
    let spread = |(score, _): &(i32, bool)| {
        let chance = i64::from(model.chance(kind, score.saturating_add(most)));
        chance * (1000 - chance)
    };
    let decisions = decided.iter().map(spread).sum::<i64>() / 10_000 * steep * steep;
    let sharp = 10_000_000_000 / (width * width) + decisions;
    let variance = i64::from(ONE) * i64::from(ONE) / sharp * 1_000_000;
    let off = variance.isqrt() * CAUTION / 100;
    let left = (i64::from(most.abs()) - off).max(0);
    most.signum() * i32::try_from(left).unwrap_or(MOST)
}

/// The number that makes the decisions likeliest, held near zero by the prior, within [`MOST`]: where
/// what decisions pull it by and what the prior pulls it back by are even.
fn likeliest(model: &Model<'_>, kind: usize, decided: &[(i32, bool)]) -> i32 {
    let pull = WIDTH[kind] * WIDTH[kind] * STEEP[kind] * i64::from(ONE) / 1_000_000;
    let is_low = |added: i32| {
        let left = |(score, holds): &(i32, bool)| {
            let chance = model.chance(kind, score.saturating_add(added));
            1000 * i64::from(*holds) - i64::from(chance)
        };
        decided.iter().map(left).sum::<i64>() * pull / 1000 >= i64::from(added)
    };
    // The more is added, the less is left unexplained, so that halving finds it.
    let (mut low, mut high) = (-MOST, MOST);
    while low < high {
        let middle = low + (high - low + 1) / 2;
        if is_low(middle) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stance() -> Stance {
        Stance::new()
    }

    #[test]
    fn a_text_is_known_by_its_length_and_its_ends() {
        let long = |middle: &str| {
            TextId::of(&format!("{}{middle}{}", "a".repeat(2000), "b ".repeat(1000)))
        };
        assert_eq!(long("x"), long("y"), "what stands between is not looked at");
        assert!(long("x") != long("xy") && TextId::of("One.") != TextId::of("Two."));
        assert!(TextId::of("") != TextId::default());
    }

    #[test]
    fn what_is_decided_as_expected_adds_nothing_and_what_is_not_adds_the_more_the_more_there_is() {
        let stance = stance();
        let model = stance.model();
        for kind in 0..KINDS {
            let of = |decided: &[(i32, bool)]| added(model, kind, decided);
            // Far below every limit and left alone; far above and confirmed; one of two even ones.
            assert_eq!(of(&[(-6 * ONE, false); 40]), 0);
            assert_eq!(of(&[(6 * ONE, true); 40]), 0);
            assert_eq!(of(&[(0, true), (0, false)]), 0);
            assert_eq!(of(&[]), 0);
            let up = [1, 2, 4, 100].map(|count| of(&vec![(-2 * ONE, true); count]));
            // One decision alone need not say anything.
            assert!(up.is_sorted() && up[1] > 0 && up[1] < ONE && up[3] > ONE, "{up:?}");
            let down = [1, 2, 4, 100].map(|count| of(&vec![(ONE, false); count]));
            assert!(down.is_sorted_by(|one, other| one >= other) && down[2] < down[0], "{down:?}");
            assert!(of(&[(-64 * ONE, true); 500]) <= MOST);
        }
    }

    #[test]
    fn it_is_the_likeliest_under_the_prior() {
        let stance = stance();
        let model = stance.model();
        for (kind, width) in WIDTH.into_iter().enumerate() {
            let decided = [(-2 * ONE, true), (ONE / 2, true), (-ONE, false)];
            // Against a search through the logarithms, prior and all.
            let width = f64::from(i32::try_from(width).unwrap_or(0)) / 100.0;
            let worth = |added: i32| {
                let one = |(score, holds): &(i32, bool)| {
                    let chance = f64::from(model.chance(kind, score + added)) / 1000.0;
                    if *holds { chance.ln() } else { (1.0 - chance).ln() }
                };
                let own = f64::from(added) / f64::from(ONE);
                decided.iter().map(one).sum::<f64>() - own * own / (2.0 * width * width)
            };
            let steps = (-100..100).map(|step| step * ONE / 50);
            let best = steps.max_by(|one, other| worth(*one).total_cmp(&worth(*other)));
            let (found, best) = (likeliest(model, kind, &decided), best.unwrap_or(MOST));
            assert!((found - best).abs() < ONE / 10, "{found} {best}");
        }
    }

    proptest! {
        #[test]
        fn it_is_bounded_and_grows_with_what_holds(
            decided in prop::collection::vec((-9 * ONE..9 * ONE, any::<bool>()), 0..30),
            one in 0_usize..30,
        ) {
            let stance = stance();
            for kind in 0..KINDS {
                let before = likeliest(stance.model(), kind, &decided);
                prop_assert!(before.abs() <= MOST);
                prop_assert!(added(stance.model(), kind, &decided).abs() <= before.abs());
                let mut more = decided.clone();
                if let Some((_, holds)) = more.get_mut(one) {
                    *holds = true;
                }
                prop_assert!(likeliest(stance.model(), kind, &more) >= before);
            }
        }
    }
}
