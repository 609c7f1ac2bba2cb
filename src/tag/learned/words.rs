//! Weights of words for concern and opportunity, learned from decisions: logistic regression on
//! top of the trained model.
//!
//! The model's score stays as it is, a fixed offset; words may only add to it, and a normal prior
//! of one logit's width holds their weights near zero, so that they move only as far as decisions
//! agree (the maximum a posteriori, as in Genkin, Lewis and Madigan, "Large-scale Bayesian logistic regression
//! for text categorization", 2007). It is found in the dual, decision by decision (Yu, Huang and Lin,
//! "Dual coordinate descent methods for logistic regression", 2011). How surely the model already
//! knows is its own table of chances, so that there is no exponential to differ between machines:
//! all is whole numbers, added in one order.

use super::trust::{self, Judged};
use super::validation::{Finding, Subject, cross};
use crate::tag::Sensitivity;
use crate::tag::stance::correction::{Correction, FINE, root};
use crate::tag::stance::model::Model;
use crate::tag::stance::split::Token;
use crate::tag::stance::weights::{KINDS, ONE, UNKNOWN, hash};
use crate::tag::stance::{Stance, is_telling};

/// The least correction that counts: this much by the number of decisions (so much that one alone
/// moves nothing, not even its copy), never below [`LEAST`].
const FIRST: i32 = ONE * 45 / 100;
const LEAST: i32 = ONE * 3 / 100;
/// A bound of how steeply chances rise with the score, in 16ths a logit.
const STEEPEST: i64 = 6;
/// The most rounds over all decisions.
const ROUNDS: usize = 12;
/// A round that moves no decision by more than this (of [`WHOLE`]) is the last.
const STILL: i64 = WHOLE >> 8;
/// How often decisions are dealt, where they are not so [`MANY`] that once is as good.
const DEALS: u32 = 3;
const MANY: usize = 1000;
/// The pull of one decision that the model thought impossible.
const WHOLE: i64 = 1 << 16;

/// A decision on a concern or an opportunity.
#[derive(Debug)]
pub(super) struct Case<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    /// Rows of the words that mean something, each with how often it is there.
    telling: Vec<(u16, i64)>,
    /// What each word counts for, see [`root`].
    root: i64,
    /// The square of its length, were each word a direction: [`WHOLE`] for one whose words all tell
    /// something and differ.
    square: i64,
    scores: [i32; KINDS],
    pub(super) holds: bool,
}

impl<'a> Case<'a> {
    /// The case of a decision on `text`; nothing where too few words are known to judge by.
    pub(super) fn new(text: &'a str, holds: bool, stance: &Stance) -> Option<Self> {
        let (tokens, scores) = stance.scored(text)?;
        let known = tokens.iter().filter(|token| token.row != UNKNOWN);
        let mut rows: Vec<u16> =
            known.filter(|token| is_telling(spelled(text, token))).map(|token| token.row).collect();
        rows.sort_unstable();
        let same = rows.chunk_by(|one, other| one == other);
        let telling: Vec<(u16, i64)> = same.map(|rows| (rows[0], whole(rows.len()))).collect();
        let squares: i64 = telling.iter().map(|(_, count)| count * count).sum();
        let square = squares * WHOLE / whole(tokens.len().max(1));
        Some(Self { text, root: root(tokens.len()), square, tokens, telling, scores, holds })
    }

    /// What makes it the same decision as another, and its place in the one order.
    pub(super) fn key(&self) -> impl Ord + use<'a> {
        let rows: Vec<u16> = self.tokens.iter().map(|token| token.row).collect();
        (rows, self.holds)
    }

    /// A number that says nothing of its words, the same for the same words.
    pub(super) fn chance(&self) -> u64 {
        let bytes = self.tokens.iter().flat_map(|token| token.row.to_le_bytes());
        hash(&bytes.collect::<Vec<u8>>())
    }

    /// Its telling words with their rows, as they are written.
    pub(super) fn words(&self) -> impl Iterator<Item = (u16, &'a str)> {
        let text = self.text;
        let telling = |row: &u16| self.telling.binary_search_by_key(row, |(row, _)| *row).is_ok();
        let tokens = self.tokens.iter().filter(move |token| telling(&token.row));
        tokens.map(move |token| (token.row, spelled(text, token)))
    }

    /// The rows of its telling words, each once.
    pub(super) fn rows(&self) -> impl Iterator<Item = u16> {
        self.telling.iter().map(|(row, _)| *row)
    }
}

fn spelled<'a>(text: &'a str, token: &Token) -> &'a str {
    text.get(token.start as usize..token.end as usize).unwrap_or_default()
}

/// One kind's learning.
#[derive(Clone, Copy, Debug)]
pub(super) struct Course<'a> {
    pub(super) stance: &'a Stance,
    /// The kind, by its place in the model.
    pub(super) kind: usize,
}

impl<'a> Course<'a> {
    /// What decisions say of learning from them, and how much of it they bear out.
    ///
    /// Each is judged by what others teach, dealt anew for each round, and the mean is taken: what
    /// hangs on the dealing is no evidence.
    pub(super) fn validated(self, subject: Subject, cases: &[Case<'_>]) -> Finding {
        let rounds = if cases.len() < MANY { DEALS } else { 1 };
        let mut added = vec![0; cases.len()];
        for round in 0..rounds {
            let judge = |at: usize, learned: &Correction| {
                added[at] += learned.of(&cases[at].tokens)[self.kind];
            };
            cross(cases, round, Case::chance, |cases| self.learn(cases), judge);
        }
        let rounds = i32::try_from(rounds).unwrap_or(1);
        let judged = cases.iter().zip(added).map(|(case, added)| self.judged(case, added / rounds));
        let judged: Vec<Judged> = judged.collect();
        let limit = self.limit();
        let strength = trust::strength(&judged, limit, self.model().chance(self.kind, limit));
        let mut finding = Finding::new(subject);
        let shown = if strength > 0 { strength } else { trust::WHOLE };
        for one in judged {
            finding.add(one.holds, one.is_marked(limit, 0), one.is_marked(limit, shown));
        }
        Finding { strength, ..finding }
    }

    fn judged(self, case: &Case<'_>, added: i32) -> Judged {
        let score = case.scores[self.kind];
        Judged { holds: case.holds, score, chance: self.model().chance(self.kind, score), added }
    }

    /// The correction that decisions teach.
    fn learn(self, cases: &[&Case<'_>]) -> Correction {
        let mut correction = Correction::new(self.model().rows());
        let weights = self.weights(cases, trust::WHOLE);
        correction.set(self.kind, least(cases.len()), weights.into_iter());
        correction
    }

    /// Whether the shipped model marks it at the balanced sensitivity.
    fn is_suggested(self, case: &Case<'_>) -> bool {
        case.scores[self.kind] >= self.limit()
    }

    fn model(self) -> &'a Model<'static> {
        self.stance.model()
    }

    fn limit(self) -> i32 {
        self.model().limits(self.kind)[Sensitivity::Balanced as usize]
    }

    /// The weight of each row that has one, [`FINE`] a logit; so much of it, in parts of
    /// [`trust::WHOLE`].
    pub(super) fn weights(self, cases: &[&Case<'_>], strength: u32) -> Vec<(u16, i16)> {
        let sums = self.descend(cases);
        // From 2^-32 to the unit, rounded to the nearest.
        let unit = (1 << 32) / i64::from(FINE);
        let part = |sum: i64| sum / i64::from(trust::WHOLE) * i64::from(strength);
        let weight = |sum: i64| (part(sum) + unit / 2).div_euclid(unit);
        let weights = (0..).zip(sums).map(|(row, sum)| (row, weight(sum)));
        let bounded = |weight: i64| weight.clamp(i16::MIN.into(), i16::MAX.into()) as i16;
        weights.filter(|(_, weight)| *weight != 0).map(|(row, w)| (row, bounded(w))).collect()
    }

    /// Each row's sum of pulls, 2^32 for a whole one: with a prior of one, its
    /// weight. Pulls are added and taken away
    /// exactly, so that none of the way to them is left in the sums.
    fn descend(self, cases: &[&Case<'_>]) -> Vec<i64> {
        let mut sums = vec![0; self.model().rows()];
        let mut pulls = vec![0; cases.len()];
        let ease = self.ease(cases);
        for _ in 0..ROUNDS {
            let mut greatest = 0;
            for (case, pull) in cases.iter().zip(&mut pulls) {
                let step = self.step(case, *pull, &sums, ease);
                for (row, count) in &case.telling {
                    sums[usize::from(*row)] += step * case.root * count;
                }
                *pull += step;
                greatest = step.abs().max(greatest);
            }
            if greatest <= STILL {
                break;
            }
        }
        sums
    }

    /// How far to move the pull of a decision towards what is left unexplained of it.
    fn step(self, case: &Case<'_>, pull: i64, sums: &[i64], ease: i64) -> i64 {
        let sum: i64 =
            case.telling.iter().map(|(row, count)| sums[usize::from(*row)] * count).sum();
        let added = ((sum >> 16) * case.root) >> 16;
        let score = i64::from(case.scores[self.kind]) + added;
        let score = score.clamp(i32::MIN.into(), i32::MAX.into()) as i32;
        let chance = i64::from(self.model().chance(self.kind, score));
        let left = (i64::from(case.holds) * 1000 - chance) * WHOLE / 1000;
        let weight = if self.is_made(case) { ease } else { WHOLE };
        let wanted = left * weight / WHOLE - pull;
        wanted * WHOLE / (WHOLE + case.square * STEEPEST / 16)
    }

    /// What a mark counts for that a person made where none was suggested. What is made is seen,
    /// what is left alone is not: half, unless as many sentences like it are known to be left alone.
    fn ease(self, cases: &[&Case<'_>]) -> i64 {
        let made = cases.iter().filter(|case| self.is_made(case)).count();
        let left = |case: &&&Case<'_>| !case.holds && !self.is_suggested(case);
        let left = cases.iter().filter(left).count().min(made);
        WHOLE / 2 + WHOLE / 2 * whole(left) / whole(made.max(1))
    }

    fn is_made(self, case: &Case<'_>) -> bool {
        case.holds && !self.is_suggested(case)
    }
}

/// What less than counts as nothing, after so many decisions.
pub(super) fn least(cases: usize) -> i32 {
    (FIRST / i32::try_from(cases.max(1)).unwrap_or(i32::MAX)).max(LEAST)
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
