//! Turns cues round: what is raised, lowered, denied, fixed, set aside, demanded or asked.
//! Works on the hits of one sentence; looks nothing up.

use std::ops::Range;

use super::lexicon::{Class, Entry};
use crate::tag::Kind;

/// A cue found in a sentence and what it weighs there.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    /// Index of its first word.
    pub(super) first: usize,
    /// Index of its last word.
    pub(super) last: usize,
    /// Counts up at every full stop, colon, dash and turn.
    clause: u16,
    class: Class,
    concern: i32,
    opportunity: i32,
    /// Whether another cue has already ruled on it.
    ruled: bool,
}

impl Hit {
    /// A cue by itself.
    pub(super) fn new(entry: &'static Entry, words: Range<usize>, clause: u16) -> Self {
        Self {
            first: words.start,
            last: words.end - 1,
            clause,
            class: entry.class,
            concern: i32::from(entry.concern),
            opportunity: i32::from(entry.opportunity),
            ruled: false,
        }
    }

    /// What it weighs for a kind in this sentence.
    pub(super) fn weight(&self, kind: Kind) -> i32 {
        match kind {
            Kind::Concern => self.concern,
            Kind::Opportunity => self.opportunity,
            Kind::Statistic => 0,
        }
    }

    /// Rules what it means here.
    fn rule(&mut self, concern: i32, opportunity: i32) {
        (self.concern, self.opportunity, self.ruled) = (concern, opportunity, true);
    }

    fn silence(&mut self) {
        self.rule(0, 0);
    }

    /// Whether having it is good or bad.
    fn side(&self) -> Option<Side> {
        match self.class {
            Class::Good | Class::Asset => Some(Side::Good),
            Class::Harm | Class::Load => Some(Side::Bad),
            _ => None,
        }
    }

    fn is_free(&self) -> bool {
        !self.ruled && self.side().is_some()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Good,
    Bad,
}

/// What something good that shrinks, or something bad that grows, weighs at least.
const TURNED_BAD: i32 = 55;
/// What something bad that shrinks weighs at least.
const TURNED_GOOD: i32 = 55;
/// What something good that grows weighs at least.
const RAISED_GOOD: i32 = 55;
/// What a fix with something to fix adds.
const FIXED: i32 = 15;
/// What something good that is denied weighs.
const DENIED_GOOD: i32 = 40;
/// What a threatened asset weighs in a question.
const ASKED: i32 = 60;

/// How many words an operator reaches over to its first object.
const REACH: usize = 5;
/// How many words lie at most between coordinated objects.
const LINK: usize = 3;
/// How many words a negation reaches over.
const DENIAL: usize = 3;
/// How many words a duty reaches over.
const DEMAND: usize = 20;

/// Lets every operator act on the cues about it, in reading order.
pub(super) fn compose(hits: &mut [Hit], question: bool) {
    for at in 0..hits.len() {
        match hits[at].class {
            Class::Not => deny(hits, at),
            Class::Instead => set_aside(hits, at),
            Class::Fix => fix(hits, at),
            Class::Down | Class::Lack | Class::Up | Class::Better => {
                shift(hits, at, [forward, backward]);
            }
            Class::Fall | Class::Rise => shift(hits, at, [backward, forward]),
            Class::Duty => demand(hits, at),
            _ => {}
        }
    }
    if question {
        ask(hits);
    }
}

type Search = fn(&[Hit], usize) -> Option<usize>;

/// Something becomes less or more.
fn shift(hits: &mut [Hit], at: usize, searches: [Search; 2]) {
    let Some(target) = searches.iter().find_map(|search| search(hits, at)) else {
        return;
    };
    let side = hits[target].side();
    shift_one(hits, at, target);
    let mut last = target;
    while let Some(next) =
        linked(hits, last).filter(|next| target > at && hits[*next].side() == side)
    {
        shift_one(hits, at, next);
        last = next;
    }
}

fn shift_one(hits: &mut [Hit], at: usize, target: usize) {
    let down = matches!(hits[at].class, Class::Down | Class::Lack | Class::Fall);
    let Some(side) = hits[target].side() else { return };
    match (side, down) {
        (Side::Good, true) => hits[target].rule(TURNED_BAD, 0),
        (Side::Bad, true) if hits[at].class == Class::Lack => {}
        (Side::Bad, true) => hits[target].rule(0, TURNED_GOOD),
        (Side::Good, false) if hits[target].class == Class::Good => hits[target].ruled = true,
        (Side::Good, false) => hits[target].rule(0, RAISED_GOOD),
        (Side::Bad, false) if hits[at].class == Class::Better => hits[target].silence(),
        (Side::Bad, false) => {
            hits[target].rule(TURNED_BAD, 0);
            hits[at].opportunity = 0;
        }
    }
}

/// A harm is only the object of a fix.
fn fix(hits: &mut [Hit], at: usize) {
    let mut last = at;
    while let Some(next) = if last == at { forward(hits, at) } else { linked(hits, last) } {
        if hits[next].side() != Some(Side::Bad) {
            break;
        }
        hits[next].rule(0, FIXED);
        last = next;
    }
}

/// A denied harm is none; a denied good is a concern.
fn deny(hits: &mut [Hit], at: usize) {
    let Some(next) = hits.get(at + 1).filter(|next| within(&hits[at], next, DENIAL)) else {
        return;
    };
    let (class, side) = (next.class, next.side());
    let denied = &mut hits[at + 1];
    match (class, side) {
        (_, Some(Side::Bad)) => {
            denied.silence();
            hits[at].silence();
        }
        (_, Some(Side::Good)) | (Class::Better | Class::Fix, _) => denied.rule(DENIED_GOOD, 0),
        (Class::Down | Class::Up | Class::Fall | Class::Rise, _) => denied.silence(),
        _ => return,
    }
    // An operator that is denied no longer operates.
    if side.is_none() {
        hits[at + 1].class = Class::Plain;
    }
}

/// "rather than replace them": what follows is not said of the world.
fn set_aside(hits: &mut [Hit], at: usize) {
    let (before, after) = hits.split_at_mut(at + 1);
    let Some(instead) = before.last() else { return };
    for hit in after.iter_mut().take_while(|hit| within(instead, hit, REACH)) {
        hit.silence();
    }
}

/// What must be is not yet so: a duty takes half the good away.
fn demand(hits: &mut [Hit], at: usize) {
    let (before, after) = hits.split_at_mut(at + 1);
    let Some(duty) = before.last() else { return };
    for hit in after.iter_mut().take_while(|hit| within(duty, hit, DEMAND)) {
        hit.opportunity /= 2;
    }
}

/// A question after an asset that something happens to voices a worry.
fn ask(hits: &mut [Hit]) {
    let threatened = hits.iter().any(|hit| {
        matches!(hit.class, Class::Affect | Class::Down | Class::Lack | Class::Fall)
            || hit.concern > 0
    });
    let asset = hits.iter_mut().find(|hit| hit.class == Class::Asset);
    if let Some(asset) = asset.filter(|_| threatened) {
        asset.rule(ASKED, 0);
    }
    for hit in hits {
        hit.opportunity /= 2;
    }
}

/// Whether `next` lies behind `hit` in the same clause, at most `reach` words away.
fn within(hit: &Hit, next: &Hit, reach: usize) -> bool {
    hit.clause == next.clause && next.first - hit.last <= reach + 1
}

/// The first free cue behind that no other cue has ruled on.
fn forward(hits: &[Hit], at: usize) -> Option<usize> {
    let mut near = (at + 1..hits.len()).take_while(|next| within(&hits[at], &hits[*next], REACH));
    near.find(|next| !hits[*next].ruled).filter(|next| hits[*next].is_free())
}

/// The nearest free cue before.
fn backward(hits: &[Hit], at: usize) -> Option<usize> {
    let mut near = (0..at).rev().take_while(|before| within(&hits[*before], &hits[at], REACH));
    let reaches = |before: &usize| hits[*before].is_free() && !is_object(&hits[*before], &hits[at]);
    near.find(reaches)
}

/// Whether the operator is a noun that the cue right before it acts on: "fear cuts". What is
/// counted may stand right before it: "job cuts".
fn is_object(before: &Hit, operator: &Hit) -> bool {
    let transitive = !matches!(operator.class, Class::Fall | Class::Rise);
    let weighs = matches!(before.class, Class::Harm | Class::Good);
    transitive && weighs && operator.first == before.last + 1
}

/// The free cue that follows closely.
fn linked(hits: &[Hit], at: usize) -> Option<usize> {
    let next = hits.get(at + 1)?;
    (next.is_free() && within(&hits[at], next, LINK)).then_some(at + 1)
}
