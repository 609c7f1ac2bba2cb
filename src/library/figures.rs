//! The figures of a whole library in columns: what each comes to, where it stands, which are the same.
//! Made of what is kept beside articles, so that it asks no text; what shows of it is a [`Picture`].

mod bins;
mod picture;
mod stated;
#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::brief::NO_SENTENCE;
use super::{ArticleId, Change, Library, StepId};
use crate::tag::{Kind, Label, Origin};
use crate::text::Span;

pub use bins::Bin;
pub use picture::{Line, Order, Picture, Range, Wanted};
pub use stated::{BY_HAND, Measure, Stated};

/// A figure's place in the [`Table`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId(pub u32);

/// A value in a unit, meant as surely and put the same way: all of its places are repeats of each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureId(pub u32);

/// A unit's place among all that occur.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(pub u16);

/// Where a figure stands, in 24 bytes: there may be a million.
#[derive(Clone, Copy, Debug)]
struct Row {
    article: ArticleId,
    /// As in [`Stated::sentence`].
    sentence: u32,
    span: Span,
    figure: FigureId,
    about: u32,
}

/// What is the same in all places of a figure.
#[derive(Clone, Debug)]
struct Value {
    label: Arc<str>,
    unit: UnitId,
    size: f64,
}

/// A unit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Unit {
    measure: Measure,
    name: Box<str>,
}

/// All figures of a library.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<Row>,
    /// For each article where its rows begin and how many there are; none where they are not known.
    places: Vec<Option<(u32, u32)>>,
    /// The same for what only a person calls statistics, where there may be any.
    by_hand: BTreeMap<ArticleId, (u32, u32)>,
    /// The last step that `by_hand` knows.
    step: StepId,
    values: Vec<Value>,
    /// For each unit its figures by their labels.
    numbers: Vec<HashMap<Arc<str>, FigureId>>,
    units: Vec<Unit>,
    abouts: Vec<Arc<str>>,
    about_numbers: HashMap<Arc<str>, u32>,
    sorted: Sorted,
    /// Raised whenever rows come or go.
    pub revision: u32,
}

/// What is put in order once, for every filter.
#[derive(Debug, Default)]
struct Sorted {
    /// How many rows and values that was made of.
    of: (usize, usize),
    /// The rows of each figure, those about the same together.
    rows: Vec<RowId>,
    /// Where those of each figure begin, and where the last end.
    starts: Vec<u32>,
    /// For each figure its place among all by unit and value.
    ranks: Vec<u32>,
}

impl Table {
    /// Takes in the figures of an article, over those that were known.
    pub fn put(&mut self, id: ArticleId, figures: &[Stated]) {
        self.forget(id);
        let at = id.0 as usize;
        if self.places.len() <= at {
            self.places.resize(at + 1, None);
        }
        self.places[at] = Some(self.push(id, figures));
    }

    /// Forgets the figures of an article, whose text may be another now.
    pub fn forget(&mut self, id: ArticleId) {
        self.by_hand.remove(&id);
        if let Some(place) = self.places.get_mut(id.0 as usize) {
            *place = None;
        }
        self.revision = self.revision.wrapping_add(1);
    }

    /// Takes in what another table knows of articles that are not known here.
    pub fn absorb(&mut self, other: Self) {
        if self.rows.is_empty() {
            let revision = self.revision.wrapping_add(other.revision).wrapping_add(1);
            *self = Self { revision, ..other };
            return;
        }
        for (at, place) in other.places.iter().enumerate() {
            let id = ArticleId(at as u32);
            if let Some(place) = place.filter(|_| self.lacks(id)) {
                let figures: Vec<Stated> =
                    other.within(place).iter().map(|it| other.stated(it)).collect();
                self.put(id, &figures);
            }
        }
    }

    /// Forgets what a person calls statistics: edits were put on top of others.
    pub fn forget_work(&mut self) {
        self.by_hand.clear();
        self.revision = self.revision.wrapping_add(1);
    }

    /// Whether the figures of an article are not known.
    pub fn lacks(&self, id: ArticleId) -> bool {
        self.places.get(id.0 as usize).is_none_or(Option::is_none)
    }

    /// How many articles are known.
    pub fn articles(&self) -> usize {
        self.places.iter().flatten().count()
    }

    fn push(&mut self, id: ArticleId, figures: &[Stated]) -> (u32, u32) {
        let start = self.rows.len();
        for stated in figures {
            let row = Row {
                article: id,
                sentence: stated.sentence,
                span: stated.span,
                figure: self.number(stated),
                about: self.about_number(&stated.about),
            };
            self.rows.push(row);
        }
        self.revision = self.revision.wrapping_add(1);
        (start as u32, figures.len() as u32)
    }

    fn number(&mut self, stated: &Stated) -> FigureId {
        let unit = self.unit_number(stated);
        let numbers = &mut self.numbers[usize::from(unit.0)];
        if let Some(number) = numbers.get(&*stated.label) {
            return *number;
        }
        let (number, label) = (FigureId(self.values.len() as u32), Arc::from(&*stated.label));
        self.values.push(Value { label: Arc::clone(&label), unit, size: stated.value });
        numbers.insert(label, number);
        number
    }

    fn unit_number(&mut self, stated: &Stated) -> UnitId {
        let is_it = |unit: &Unit| unit.measure == stated.measure && unit.name == stated.unit;
        let found = self.units.iter().position(is_it);
        // There are some hundreds in any language.
        let at = found.unwrap_or_else(|| {
            self.units.push(Unit { measure: stated.measure, name: stated.unit.clone() });
            self.numbers.push(HashMap::new());
            self.units.len() - 1
        });
        UnitId(at as u16)
    }

    fn about_number(&mut self, about: &str) -> u32 {
        if let Some(number) = self.about_numbers.get(about) {
            return *number;
        }
        let number = self.abouts.len() as u32;
        let about: Arc<str> = about.into();
        self.abouts.push(Arc::clone(&about));
        self.about_numbers.insert(about, number);
        number
    }

    fn stated(&self, row: &Row) -> Stated {
        let value = &self.values[row.figure.0 as usize];
        let unit = &self.units[usize::from(value.unit.0)];
        Stated {
            sentence: row.sentence,
            span: row.span,
            label: (&*value.label).into(),
            measure: unit.measure,
            unit: unit.name.clone(),
            value: value.size,
            about: self.about(row.about).into(),
        }
    }

    fn within(&self, (start, len): (u32, u32)) -> &[Row] {
        self.rows.get(start as usize..(start + len) as usize).unwrap_or_default()
    }

    /// The figures that the tagger finds in an article, in the order of the text.
    fn of(&self, id: ArticleId) -> &[Row] {
        let place = self.places.get(id.0 as usize).copied().flatten();
        self.within(place.unwrap_or_default())
    }

    /// Those of passages that only a person calls statistics.
    fn by_hand(&self, id: ArticleId) -> &[Row] {
        self.by_hand.get(&id).map_or(&[], |place| self.within(*place))
    }

    /// Where [`Self::of`] begins.
    fn first_of(&self, id: ArticleId) -> usize {
        let place = self.places.get(id.0 as usize).copied().flatten();
        place.map_or(0, |(start, _)| start as usize)
    }

    /// Where [`Self::by_hand`] begins.
    fn first_by_hand(&self, id: ArticleId) -> usize {
        self.by_hand.get(&id).map_or(0, |(start, _)| *start as usize)
    }

    fn about(&self, number: u32) -> &str {
        self.abouts.get(number as usize).map_or("", |about| about)
    }

    /// Makes agree what a person calls statistics, and brings all into order.
    pub fn settle(&mut self, library: &Library) {
        self.settle_hands(library);
        if self.sorted.of != (self.rows.len(), self.values.len()) {
            self.sort();
        }
    }

    fn settle_hands(&mut self, library: &Library) {
        let last = library.journal().last();
        let known = std::mem::replace(&mut self.step, last);
        let steps = library.journal().steps().iter().rev().take_while(|step| step.id > known);
        for name in steps.flat_map(|step| &step.changes).filter_map(Change::article) {
            if let Some(id) = library.named(name) {
                self.by_hand.remove(&id);
            }
        }
        let is_made: Vec<bool> = library
            .signs()
            .iter()
            .map(|sign| sign.origin(Label::Kind(Kind::Statistic)) == Origin::Made)
            .collect();
        let is_statistic: Vec<bool> =
            library.signs().iter().map(|sign| sign.kinds.has(Kind::Statistic)).collect();
        let news = library.worked().filter(|id| !self.by_hand.contains_key(id));
        for id in news.collect::<Vec<_>>() {
            let marks = library.marks(id).iter().zip(library.sentences(id));
            let mut statistics = marks.filter(|(sign, _)| is_statistic[**sign as usize]);
            let is_any = statistics
                .any(|(sign, sentence)| *sentence == NO_SENTENCE || is_made[*sign as usize]);
            let figures = is_any.then(|| library.with(id, Stated::by_hand)).flatten();
            let known = |it: &Stated| self.of(id).iter().any(|row| row.sentence == it.sentence);
            let mut figures = figures.unwrap_or_default();
            figures.retain(|stated| !known(stated));
            let place = self.push(id, &figures);
            self.by_hand.insert(id, place);
        }
    }

    /// One order for all filters: figures by unit and value, their places by what they are about.
    pub fn sort(&mut self) {
        let mut figures: Vec<u32> = (0..self.values.len() as u32).collect();
        figures.sort_unstable_by(|one, other| self.compare(*one, *other));
        let mut ranks = vec![0; figures.len()];
        for (rank, figure) in figures.iter().enumerate() {
            ranks[*figure as usize] = rank as u32;
        }
        let mut starts = vec![0_u32; self.values.len() + 1];
        for row in &self.rows {
            starts[row.figure.0 as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut rows = vec![RowId(0); self.rows.len()];
        let mut next = starts.clone();
        for (row, at) in self.rows.iter().zip(0..) {
            let place = &mut next[row.figure.0 as usize];
            rows[*place as usize] = RowId(at);
            *place += 1;
        }
        for ends in starts.windows(2) {
            let places = &mut rows[ends[0] as usize..ends[1] as usize];
            places.sort_unstable_by_key(|row| (self.rows[row.0 as usize].about, *row));
        }
        let of = (self.rows.len(), self.values.len());
        self.sorted = Sorted { of, rows, starts, ranks };
    }

    /// By unit, those that most figures have first, then the largest first.
    fn compare(&self, one: u32, other: u32) -> Ordering {
        let [one, other] = [one, other].map(|at| &self.values[at as usize]);
        let unit = |value: &Value| &self.units[usize::from(value.unit.0)];
        let by_unit = || {
            let [one, other] = [unit(one), unit(other)];
            one.measure.cmp(&other.measure).then_with(|| one.name.cmp(&other.name))
        };
        let by_value = || other.size.total_cmp(&one.size).then_with(|| one.label.cmp(&other.label));
        by_unit().then_with(by_value)
    }

    /// The places of a figure, those about the same together.
    fn places_of(&self, figure: FigureId) -> &[RowId] {
        let at = figure.0 as usize;
        let ends = self.sorted.starts.get(at).zip(self.sorted.starts.get(at + 1));
        let places =
            ends.and_then(|(start, end)| self.sorted.rows.get(*start as usize..*end as usize));
        places.unwrap_or_default()
    }

    /// The same with what is known of them.
    fn rows_of(&self, figure: FigureId) -> impl Iterator<Item = (RowId, &Row)> {
        self.places_of(figure).iter().map(|id| (*id, &self.rows[id.0 as usize]))
    }

    /// A figure in a few characters: "over 90 %".
    pub fn label(&self, figure: FigureId) -> &str {
        self.values.get(figure.0 as usize).map_or("", |value| &value.label)
    }

    /// The unit that a figure is in.
    pub fn unit_of(&self, figure: FigureId) -> Option<UnitId> {
        self.values.get(figure.0 as usize).map(|value| value.unit)
    }

    /// A unit in words for a heading: "%", "USD", "people", "counts".
    pub fn unit_name(&self, unit: UnitId) -> &str {
        let unit = self.units.get(usize::from(unit.0));
        unit.map_or("", |unit| if unit.name.is_empty() { "counts" } else { &unit.name })
    }

    /// What a unit measures.
    pub fn measure(&self, unit: UnitId) -> Measure {
        self.units.get(usize::from(unit.0)).map_or(Measure::Other, |unit| unit.measure)
    }

    /// Which figure stands in a place.
    pub fn figure(&self, row: RowId) -> Option<FigureId> {
        self.rows.get(row.0 as usize).map(|row| row.figure)
    }

    /// The article of a place, and the words of the figure in its text.
    pub fn place(&self, row: RowId) -> Option<(ArticleId, Span)> {
        self.rows.get(row.0 as usize).map(|row| (row.article, row.span))
    }

    /// What the figure is about in a place.
    pub fn about_of(&self, row: RowId) -> &str {
        self.rows.get(row.0 as usize).map_or("", |row| self.about(row.about))
    }
}
