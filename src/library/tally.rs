//! Passages that show, counted by when their articles appeared and where they come from: what a
//! dashboard draws. Counted from what articles are in short, in one go; reads no text, draws nothing.

mod group;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use super::{ArticleId, Filter, Library, Sign, SignId, Survey};
use crate::tag::ThemeId;
use crate::text::Day;
pub use group::{Group, Unit};

/// What shows, by time and by source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// By month, year, decade or century, without gaps; behind them what has no date, if anything.
    pub times: Vec<Bar>,
    /// By publication, folder or site, the most passages first.
    pub sources: Vec<Bar>,
    /// For each theme of the codebook its passages in each of `times`.
    themes: Vec<Vec<usize>>,
}

/// What belongs together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What.
    pub group: Group,
    /// Articles with passages that show.
    pub articles: usize,
    /// Passages that show.
    pub passages: usize,
    /// Those of each kind that the filter asks for.
    pub kinds: [usize; 3],
}

impl Bar {
    fn of(group: Group) -> Self {
        Self { group, articles: 0, passages: 0, kinds: [0; 3] }
    }

    /// How many marks of a kind there are: a passage may have several.
    pub fn marks(&self) -> usize {
        self.kinds.iter().sum()
    }

    fn add(&mut self, other: &Self) {
        self.articles += other.articles;
        self.passages += other.passages;
        for (sum, count) in self.kinds.iter_mut().zip(other.kinds) {
            *sum += count;
        }
    }
}

impl Tally {
    /// Counts the passages that show under `filter`, of which `survey` was made.
    pub fn of(library: &Library, survey: &Survey, filter: &Filter) -> Self {
        let shows = |id: &ArticleId| survey.articles.get(id.0 as usize) > Some(&0);
        let ids = || survey.listed.iter().copied().filter(shows);
        let days = ids().filter_map(|id| library.brief(id)?.day);
        let times = Times::of(days);
        let mut tally = Self { times: times.bars(), ..Self::default() };
        let (mut sources, mut numbers) = (Vec::new(), HashMap::new());
        let signs = library.signs().len();
        // For each time how many passages carry each sign: themes are many, but signs say them all.
        let mut carried = vec![vec![0_u32; signs]; tally.times.len()];
        let weights = Weights::of(library, filter);
        for id in ids() {
            let Some(brief) = library.brief(id) else { continue };
            let time = times.place(brief.day);
            let mut bar = Bar { articles: 1, ..Bar::of(Group::Undated) };
            let (marks, carried) = (library.marks(id), &mut carried[time]);
            if filter.query.is_none() {
                weights.count(marks, carried, &mut bar);
            } else {
                let meets = survey.shown_in(library, id);
                let some: Vec<SignId> = meets.filter_map(|at| marks.get(at).copied()).collect();
                weights.count(&some, carried, &mut bar);
            }
            tally.times[time].add(&bar);
            let source = Group::source_of(brief);
            let number = *numbers.entry(source).or_insert_with_key(|source| {
                sources.push(Bar::of((*source).into()));
                sources.len() - 1
            });
            sources[number].add(&bar);
        }
        sources.sort_by_key(|bar| std::cmp::Reverse(bar.passages));
        tally.sources = sources;
        tally.count_themes(library, &weights, &carried);
        if tally.times.last().is_some_and(|bar| bar.articles == 0) {
            tally.times.pop();
        }
        tally
    }

    fn count_themes(&mut self, library: &Library, weights: &Weights, carried: &[Vec<u32>]) {
        let codebook = &library.codebook;
        self.themes = vec![vec![0; carried.len()]; codebook.themes.len()];
        let shown = library.signs().iter().zip(0..).filter(|(_, number)| weights.shows(*number));
        for (sign, number) in shown {
            let themes = codebook.with_wholes(&sign.themes);
            for (time, counts) in carried.iter().enumerate() {
                let count = counts.get(number).map_or(0, |count| *count as usize);
                if count == 0 {
                    continue;
                }
                for theme in &themes {
                    if let Some(counts) = self.themes.get_mut(usize::from(theme.0)) {
                        counts[time] += count;
                    }
                }
            }
        }
    }

    /// Passages of a theme, or of a part of it, in the nth of [`Self::times`].
    pub fn theme(&self, theme: ThemeId, time: usize) -> usize {
        let counts = self.themes.get(usize::from(theme.0));
        counts.and_then(|counts| counts.get(time)).copied().unwrap_or(0)
    }
}

/// What a passage that carries each sign adds: to the passages that show and to each kind that the
/// filter asks for, in sixteen bits each, so that it is one addition; nothing where the sign is hidden.
struct Weights(Vec<u64>);

impl Weights {
    fn of(library: &Library, filter: &Filter) -> Self {
        let weight = |sign: &Sign| {
            let shows = filter.admits_kind(sign.kinds) && filter.admits_theme(&sign.themes);
            let kinds = sign.kinds.and(filter.kinds).iter();
            let all = kinds.fold(1, |sum, kind| sum | 1 << (16 * (kind as u32 + 1)));
            if shows { all } else { 0 }
        };
        Self(library.signs().iter().map(weight).collect())
    }

    fn shows(&self, sign: usize) -> bool {
        self.0.get(sign).is_some_and(|weight| *weight > 0)
    }

    /// Counts passages that carry these signs, those that are hidden only in `carried`.
    fn count(&self, signs: &[SignId], carried: &mut [u32], bar: &mut Bar) {
        for signs in signs.chunks(usize::from(u16::MAX)) {
            let mut sum = 0;
            for sign in signs {
                sum += self.0[*sign as usize];
                carried[*sign as usize] += 1;
            }
            let part = |nth: usize| (sum >> (16 * nth)) as usize & 0xffff;
            bar.passages += part(0);
            for (kind, count) in bar.kinds.iter_mut().enumerate() {
                *count += part(kind + 1);
            }
        }
    }
}

/// Which stretches of time there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Times {
    unit: Unit,
    first: u32,
    /// How many, without what has no date.
    pub(super) len: usize,
}

/// Stretches of time at most.
const MOST: u32 = 60;

impl Times {
    /// Months, if the month of every article is known; else the shortest of which there are not too many.
    pub(super) fn of(days: impl Iterator<Item = Day>) -> Self {
        let mut bounds: Option<(Day, Day)> = None;
        let mut has_months = true;
        for day in days {
            has_months &= day.month > 0;
            let (first, last) = bounds.unwrap_or((day, day));
            bounds = Some((first.min(day), last.max(day)));
        }
        let Some((first, last)) = bounds else {
            return Self { unit: Unit::Year, first: 0, len: 0 };
        };
        let fits = |unit: &Unit| unit.number(last) - unit.number(first) < MOST;
        let units = Unit::ALL.into_iter().filter(|unit| has_months || *unit != Unit::Month);
        let unit = units.into_iter().find(fits).unwrap_or(Unit::Century);
        let first = unit.number(first);
        Self { unit, first, len: (unit.number(last) - first + 1) as usize }
    }

    fn bars(self) -> Vec<Bar> {
        let groups = self.stretches().map(|(unit, number)| Group::Time(unit, number));
        groups.chain([Group::Undated]).map(Bar::of).collect()
    }

    /// All of them, the earliest first.
    pub(super) fn stretches(self) -> impl DoubleEndedIterator<Item = (Unit, u32)> {
        (0..self.len as u32).map(move |nth| (self.unit, self.first + nth))
    }

    /// Whether a day lies in one of them, and tells which.
    pub(super) fn hold(self, day: Day) -> bool {
        let is_told = self.unit != Unit::Month || day.month > 0;
        let number = self.unit.number(day);
        is_told && (self.first..self.first + self.len as u32).contains(&number)
    }

    pub(super) fn place(self, day: Option<Day>) -> usize {
        day.map_or(self.len, |day| (self.unit.number(day) - self.first) as usize)
    }
}
