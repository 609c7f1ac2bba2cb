//! What is the same in many places, each once and by a number: units, figures, what figures are about, and
//! figures of one thing. Knows of no article.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

use super::{Claim, ClaimId, FigureId, Measure, Stated, UnitId};

/// A number for each of what differs; numbers stay what they are as more comes.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    units: Vec<Unit>,
    values: Vec<Value>,
    /// For each unit its figures by their labels.
    figures: Vec<HashMap<Arc<str>, FigureId>>,
    abouts: Vec<Arc<str>>,
    known_abouts: HashMap<Arc<str>, u32>,
    claims: Vec<Claim>,
    /// For each claim the one before it of the same figure.
    claims_before: Vec<Option<ClaimId>>,
    known_claims: HashMap<Claim, ClaimId>,
    /// The figures by unit and value, so far as [`Self::rank`] knew them.
    ranked: Vec<FigureId>,
    /// For each of the things that figures are about its place by its words, likewise.
    about_ranks: Ranks,
}

/// What is the same in all places of a figure.
#[derive(Clone, Debug)]
pub(super) struct Value {
    pub(super) label: Arc<str>,
    pub(super) unit: UnitId,
    pub(super) size: f64,
    /// The last of its claims.
    claim: Option<ClaimId>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Unit {
    measure: Measure,
    name: Box<str>,
}

/// Places by words.
#[derive(Debug, Default)]
struct Ranks {
    ranked: Vec<u32>,
    /// For each number its place in `ranked`.
    ranks: Vec<u32>,
}

impl Numbers {
    /// The number of what is stated.
    pub(super) fn claim(&mut self, stated: &Stated) -> ClaimId {
        let unit = self.unit(stated.measure, &stated.unit);
        let figure = self.figure(unit, &stated.label, stated.value);
        let about = self.about(&stated.about);
        self.claim_of(Claim { figure, about })
    }

    fn unit(&mut self, measure: Measure, name: &str) -> UnitId {
        // There are some hundreds in any language, and those of most figures come first.
        let is_it = |unit: &Unit| unit.measure == measure && *unit.name == *name;
        let at = self.units.iter().position(is_it).unwrap_or_else(|| {
            self.units.push(Unit { measure, name: name.into() });
            self.figures.push(HashMap::new());
            self.units.len() - 1
        });
        UnitId(at as u16)
    }

    fn figure(&mut self, unit: UnitId, label: &str, size: f64) -> FigureId {
        let figures = &mut self.figures[usize::from(unit.0)];
        if let Some(number) = figures.get(label) {
            return *number;
        }
        let (number, label) = (FigureId(self.values.len() as u32), Arc::<str>::from(label));
        self.values.push(Value { label: Arc::clone(&label), unit, size, claim: None });
        figures.insert(label, number);
        number
    }

    fn about(&mut self, words: &str) -> u32 {
        if let Some(number) = self.known_abouts.get(words) {
            return *number;
        }
        let (number, words) = (self.abouts.len() as u32, Arc::<str>::from(words));
        self.abouts.push(Arc::clone(&words));
        self.known_abouts.insert(words, number);
        number
    }

    fn claim_of(&mut self, claim: Claim) -> ClaimId {
        *self.known_claims.entry(claim).or_insert_with(|| {
            let number = ClaimId(self.claims.len() as u32);
            let last = &mut self.values[claim.figure.0 as usize].claim;
            self.claims.push(claim);
            self.claims_before.push(last.replace(number));
            number
        })
    }

    /// Takes in all that others have; says by their numbers which numbers that has here.
    pub(super) fn absorb(&mut self, others: &Self) -> Vec<ClaimId> {
        let units: Vec<UnitId> =
            others.units.iter().map(|it| self.unit(it.measure, &it.name)).collect();
        let figure = |it: &Value| self.figure(units[usize::from(it.unit.0)], &it.label, it.size);
        let figures: Vec<FigureId> = others.values.iter().map(figure).collect();
        let abouts: Vec<u32> = others.abouts.iter().map(|about| self.about(about)).collect();
        let claim = |it: &Claim| Claim {
            figure: figures[it.figure.0 as usize],
            about: abouts[it.about as usize],
        };
        others.claims.iter().map(|it| self.claim_of(claim(it))).collect()
    }

    /// Puts the figures that came since into their order.
    pub(super) fn rank(&mut self) {
        let (values, units) = (&self.values, &self.units);
        let all = (0..values.len() as u32).map(FigureId);
        merge(&mut self.ranked, all, |one, other| {
            let [one, other] = [one, other].map(|it| &values[it.0 as usize]);
            by_unit(units, one.unit, other.unit)
                .then_with(|| other.size.total_cmp(&one.size))
                .then_with(|| one.label.cmp(&other.label))
        });
    }

    /// Puts what figures are about into the order of its words.
    pub(super) fn rank_abouts(&mut self) {
        if self.about_ranks.ranks.len() == self.abouts.len() {
            return;
        }
        let abouts = &self.abouts;
        let ranked = &mut self.about_ranks.ranked;
        merge(ranked, 0..abouts.len() as u32, |one, other| {
            by_words(&abouts[one as usize], &abouts[other as usize]).then_with(|| one.cmp(&other))
        });
        let ranks = &mut self.about_ranks.ranks;
        ranks.resize(abouts.len(), 0);
        for (rank, about) in (0..).zip(&self.about_ranks.ranked) {
            ranks[*about as usize] = rank;
        }
    }

    /// The figures by unit and value: of money the largest sum comes first.
    pub(super) fn ranked(&self) -> &[FigureId] {
        &self.ranked
    }

    /// For each of what figures are about its place by its words.
    pub(super) fn about_ranks(&self) -> &[u32] {
        &self.about_ranks.ranks
    }

    pub(super) fn claims(&self) -> &[Claim] {
        &self.claims
    }

    /// The claims of a figure.
    pub(super) fn claims_of(&self, figure: FigureId) -> impl Iterator<Item = ClaimId> + '_ {
        let last = self.value(figure).and_then(|value| value.claim);
        std::iter::successors(last, |claim| self.claims_before[claim.0 as usize])
    }

    pub(super) fn values(&self) -> &[Value] {
        &self.values
    }

    pub(super) fn abouts(&self) -> &[Arc<str>] {
        &self.abouts
    }

    pub(super) fn value(&self, figure: FigureId) -> Option<&Value> {
        self.values.get(figure.0 as usize)
    }

    pub(super) fn measure(&self, unit: UnitId) -> Option<Measure> {
        self.units.get(usize::from(unit.0)).map(|unit| unit.measure)
    }

    pub(super) fn unit_name(&self, unit: UnitId) -> Option<&str> {
        self.units.get(usize::from(unit.0)).map(|unit| &*unit.name)
    }

    pub(super) fn units(&self) -> usize {
        self.units.len()
    }
}

fn by_unit(units: &[Unit], one: UnitId, other: UnitId) -> Ordering {
    if one == other {
        return Ordering::Equal;
    }
    let [one, other] = [one, other].map(|it| &units[usize::from(it.0)]);
    one.measure.cmp(&other.measure).then_with(|| one.name.cmp(&other.name))
}

/// Words that are said to be counted come before words that only stand beside a figure.
fn by_words(one: &str, other: &str) -> Ordering {
    let is_beside = |about: &str| about.is_empty() || !is_counted(about);
    let words = |about| str::trim_start_matches(about, "... ").chars().flat_map(char::to_lowercase);
    is_beside(one).cmp(&is_beside(other)).then_with(|| words(one).cmp(words(other)))
}

/// Whether what a figure is about is what it counts, and not only the words beside it.
pub fn is_counted(about: &str) -> bool {
    !about.is_empty() && !about.starts_with("...") && !about.ends_with("...")
}

/// Brings what is new of `all`, which has all of `sorted` first, to its places there.
fn merge<T: Copy>(
    sorted: &mut Vec<T>,
    all: impl Iterator<Item = T>,
    compare: impl Fn(T, T) -> Ordering,
) {
    let mut new: Vec<T> = all.skip(sorted.len()).collect();
    new.sort_unstable_by(|one, other| compare(*one, *other));
    let (mut old, mut end) = (sorted.len(), sorted.len() + new.len());
    sorted.extend_from_slice(&new);
    // From the end, where there is room, until all that is new has its place.
    while let Some(last) = new.last().copied() {
        end -= 1;
        if old > 0 && compare(sorted[old - 1], last) == Ordering::Greater {
            old -= 1;
            sorted[end] = sorted[old];
        } else {
            sorted[end] = last;
            new.pop();
        }
    }
}
