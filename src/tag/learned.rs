//! What the tagger learns from a reader's decisions: words that count for or against a kind, how
//! readily an article is marked, cues and counted things that mislead. Pure: decisions in, corrections out; the same ones teach the same,
//! in whatever order. It judges sentences that nobody decided on; whoever keeps decisions lets them
//! override it.

mod articles;
mod aside;
mod odds;
mod trust;
mod validation;
mod words;

use std::collections::BTreeMap;

use super::stance::Stance;
use super::stance::correction::{Correction, FINE};
use super::stance::weights::{Hash, KINDS};
use super::theme::Matcher;
use super::{Codebook, Kind, Label};
pub use articles::{Shift, TextId};
pub use aside::{Aside, Cause};
use validation::cross;
pub use validation::{Finding, Outcome, Subject};
use words::{Case, Course};

/// What a person decided on one stretch of text.
///
/// A sentence left unmarked in an article that was read to the end is a decision too (`holds` is
/// false): without such ones, marks that were made count for half.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lesson<'a> {
    /// Its words.
    pub text: &'a str,
    /// The mark that was decided on.
    pub label: Label,
    /// Whether it was made or confirmed, not rejected.
    pub holds: bool,
    /// The article that it was decided in; the default where that is not known.
    pub article: TextId,
}

/// What was learned; by default nothing.
///
/// It is made of all decisions each time, never changed: without one of them it is what it would be
/// had that one never been.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Learned {
    words: [Vec<Word>; KINDS],
    /// What a correction must come to at the least, by kind, in the unit of scores.
    least: [i32; KINDS],
    articles: Vec<Shift>,
    aside: Vec<Aside>,
    findings: Vec<Finding>,
}

/// A word that was learned.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    row: u16,
    weight: i16,
    /// As it is written where it was learned, in small letters.
    spelled: String,
    held: u32,
    rejected: u32,
}

/// What a word counts for, for a person to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Telling<'a> {
    /// The kind.
    pub kind: Kind,
    /// The word, in small letters.
    pub word: &'a str,
    /// What it adds to a sentence of sixteen words and signs, in hundredths of a logit.
    pub points: i32,
    /// Decisions for the kind on sentences with the word.
    pub held: u32,
    /// Decisions against it.
    pub rejected: u32,
}

/// What the model judges, in its order.
const KIND: [(Kind, Subject); KINDS] =
    [(Kind::Concern, Subject::Concern), (Kind::Opportunity, Subject::Opportunity)];

/// Raised when the same decisions would teach something else.
const METHOD: u64 = 3;

impl Learned {
    /// What decisions teach, on top of the shipped tagger with this codebook. Their order does not
    /// matter, nor that some are there twice. Words of a kind are used only as far as decisions that
    /// they were not learned from show a gain; articles are marked more or less readily, and rules
    /// put aside, unless that does harm.
    pub fn from_lessons(lessons: &[Lesson<'_>], codebook: &Codebook) -> Self {
        let mut learned = Self::default();
        if lessons.is_empty() {
            return learned;
        }
        let stance = Stance::new();
        for kind in 0..KINDS {
            learned.learn_words(Course { stance: &stance, kind }, lessons);
        }
        learned.learn_articles(&stance, lessons);
        learned.learn_rules(lessons, &Matcher::new(codebook));
        learned
    }

    /// Whether there is nothing: the tagger is the shipped one.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(Vec::is_empty) && self.articles.is_empty() && self.aside.is_empty()
    }

    /// The words that count for or against a kind by a point or more, weightiest first.
    pub fn telling(&self) -> Vec<Telling<'_>> {
        let kinds = KIND.iter().zip(&self.words);
        let mut all: Vec<Telling<'_>> = kinds
            .flat_map(|((kind, _), words)| words.iter().map(|word| word.telling(*kind)))
            .filter(|telling| telling.points != 0)
            .collect();
        all.sort_by_key(|telling| (-telling.points.abs(), telling.word, telling.kind));
        all
    }

    /// How much more readily, or less, articles are marked, by article and kind.
    pub fn articles(&self) -> &[Shift] {
        &self.articles
    }

    /// What marks by rule and is put aside: first cues, theme by theme, then what is counted.
    pub fn aside(&self) -> &[Aside] {
        &self.aside
    }

    /// Whether it helps, by cross-validation on the decisions, for each subject with any.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// A number for what was learned, the same on every machine; zero for nothing.
    pub fn fingerprint(&self) -> u64 {
        if self.is_empty() {
            return 0;
        }
        let mut hash = Hash::default().with(METHOD);
        for (words, least) in self.words.iter().zip(self.least) {
            hash = hash.with(u64::from(least.cast_unsigned())).with(words.len() as u64);
            for word in words {
                hash =
                    hash.with(u64::from(word.row) << 16 | u64::from(word.weight.cast_unsigned()));
            }
        }
        for shift in &self.articles {
            hash = hash.with(shift.article.number()).with(shift.kind as u64);
            hash = hash.with(u64::from(shift.added.cast_unsigned()));
        }
        for aside in &self.aside {
            let (theme, name) = match &aside.cause {
                Cause::Cue(theme, cue) => (1 + u64::from(theme.0), cue),
                Cause::Counted(name) => (0, name),
            };
            let name = name.bytes().chain([0]);
            hash = name.fold(hash.with(theme), |hash, byte| hash.with(u64::from(byte)));
        }
        hash.mixed()
    }

    /// What is added to the scores of a model with so many rows, if anything is.
    pub(super) fn correction(&self, rows: usize) -> Option<Correction> {
        if self.words.iter().all(Vec::is_empty) && self.articles.is_empty() {
            return None;
        }
        let mut correction = Correction::new(rows);
        correction.set_articles(articles::by_article(&self.articles));
        for (kind, words) in self.words.iter().enumerate() {
            let weights = words.iter().map(|word| (word.row, word.weight));
            correction.set(kind, self.least[kind], weights);
        }
        Some(correction)
    }

    /// The codebook without the cues that are put aside.
    pub(super) fn without_aside(&self, codebook: &Codebook) -> Codebook {
        aside::without(codebook, &self.aside)
    }

    /// What is counted that makes no statistic.
    pub(super) fn uncounted(&self) -> Vec<Box<str>> {
        let counted = self.aside.iter().filter_map(|aside| match &aside.cause {
            Cause::Counted(name) => Some(name.as_str().into()),
            Cause::Cue(..) => None,
        });
        counted.collect()
    }

    fn learn_words(&mut self, course: Course<'_>, lessons: &[Lesson<'_>]) {
        let (kind, subject) = KIND[course.kind];
        let own = lessons.iter().filter(|lesson| lesson.label == Label::Kind(kind));
        let cases = own.filter_map(|own| Case::new(own.text, own.holds, course.stance));
        let mut cases: Vec<Case<'_>> = cases.collect();
        cases.sort_by_cached_key(Case::key);
        cases.dedup_by(|one, other| one.key() == other.key());
        let finding = course.validated(subject, &cases);
        if self.adopts(finding) {
            let cases: Vec<&Case<'_>> = cases.iter().collect();
            self.words[course.kind] = named(course.weights(&cases, finding.strength), &cases);
            self.least[course.kind] = words::least(cases.len());
        }
    }

    /// On top of what was learned of words, so that nothing counts twice.
    fn learn_articles(&mut self, stance: &Stance, lessons: &[Lesson<'_>]) {
        let words = self.correction(stance.model().rows());
        let case = |lesson| articles::Case::new(lesson, stance, words.as_ref());
        let mut cases: Vec<articles::Case> = lessons.iter().filter_map(case).collect();
        cases.sort();
        cases.dedup();
        if self.adopts(unless_harm(articles::validated(stance.model(), &cases))) {
            self.articles = articles::shifts(stance.model(), &cases);
        }
    }

    fn learn_rules(&mut self, lessons: &[Lesson<'_>], matcher: &Matcher) {
        let case = |lesson: &Lesson<'_>| {
            aside::Case::new(lesson.text, lesson.label, lesson.holds, matcher)
        };
        let mut cases: Vec<aside::Case> = lessons.iter().filter_map(case).collect();
        cases.sort();
        cases.dedup();
        let (themes, statistics): (Vec<_>, Vec<_>) =
            cases.into_iter().partition(|case| case.theme().is_some());
        for (subject, cases) in [(Subject::Themes, themes), (Subject::Statistic, statistics)] {
            let finding = validated(subject, &cases);
            if self.adopts(finding) {
                self.aside.extend(aside::put_aside(cases.iter()));
            }
        }
    }

    /// Keeps the finding, if there were decisions; whether what was learned is used.
    fn adopts(&mut self, finding: Finding) -> bool {
        self.findings.extend((finding.decisions > 0).then_some(finding));
        finding.strength > 0
    }
}

impl Word {
    fn telling(&self, kind: Kind) -> Telling<'_> {
        // A quarter, the root of a sixteenth.
        let points = i32::from(self.weight) * 100 / (4 * i32::from(FINE));
        Telling { kind, word: &self.spelled, points, held: self.held, rejected: self.rejected }
    }
}

/// Weights with their words and the decisions that these were in.
fn named(weights: Vec<(u16, i16)>, cases: &[&Case<'_>]) -> Vec<Word> {
    let blank = |(row, weight)| Word { row, weight, spelled: String::new(), held: 0, rejected: 0 };
    let mut words: BTreeMap<u16, (Word, &str)> =
        weights.into_iter().map(|known| (known.0, (blank(known), ""))).collect();
    for case in cases {
        for row in case.rows() {
            if let Some((word, _)) = words.get_mut(&row) {
                word.held += u32::from(case.holds);
                word.rejected += u32::from(!case.holds);
            }
        }
        for (row, spelled) in case.words() {
            // Of several spellings the first by their letters, whichever decision comes first.
            if let Some((_, first)) = words.get_mut(&row) {
                *first = if first.is_empty() { spelled } else { spelled.min(first) };
            }
        }
    }
    words
        .into_values()
        .map(|(word, first)| Word { spelled: first.to_lowercase(), ..word })
        .collect()
}

/// What decisions say of putting rules aside: all of it is done, unless it does harm.
fn validated(subject: Subject, cases: &[aside::Case]) -> Finding {
    let mut finding = Finding::new(subject);
    let put_aside = |cases: &[&aside::Case]| aside::put_aside(cases.iter().copied());
    let judge = |at: usize, aside: &Vec<Aside>| {
        let case: &aside::Case = &cases[at];
        finding.add(case.holds, case.is_marked(&[]), case.is_marked(aside));
    };
    cross(cases, 0, aside::Case::chance, put_aside, judge);
    unless_harm(finding)
}

/// The finding on what is used as a whole or, where it does harm, not at all.
fn unless_harm(finding: Finding) -> Finding {
    let is_used = finding.decisions > 0 && finding.outcome() != Outcome::Harms;
    Finding { strength: if is_used { trust::WHOLE } else { 0 }, ..finding }
}

#[cfg(test)]
mod tests;
