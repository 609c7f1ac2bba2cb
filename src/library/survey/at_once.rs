//! Counting all articles of a library at once: where the same is asked of many, they are counted by what
//! their passages carry, without a branch a passage, some thousands side by side. One article by itself is the
//! parent's business.

use std::ops::Range;

use super::{Fit, PART, Survey, Worth, counts, is_left_out};
use crate::library::judge::Plan;
use crate::library::together::in_parts;
use crate::library::{ArticleId, Filter, Library, SignId};

/// Articles of which the same is asked, as they are counted.
#[derive(Clone, Debug)]
struct Group {
    /// Whether a passage meets the query, by the number of what it carries.
    met: Vec<bool>,
    /// What it adds to the counts of its article, likewise.
    worth: Vec<Worth>,
    /// How many passages carry it.
    carried: Vec<isize>,
    /// Whether these are counted already.
    is_counted: bool,
}

impl Group {
    /// Counts what the passages of an article carry; gives what they are worth.
    fn take_in(&mut self, marks: &[SignId]) -> Worth {
        if !self.is_counted {
            for sign in marks {
                self.carried[*sign as usize] += 1;
            }
        }
        marks.iter().map(|sign| self.worth[*sign as usize]).sum()
    }

    fn leave_out(&mut self, marks: &[SignId]) {
        if self.is_counted {
            for sign in marks {
                self.carried[*sign as usize] -= 1;
            }
        }
    }
}

/// The group of articles of that fit; none for those of which no passage meets the query, and for those
/// that are counted one by one.
fn group_of(fit: Fit, groups: &mut [Group]) -> Option<&mut Group> {
    match fit {
        Fit::None | Fit::Each(_) => None,
        Fit::All => groups.first_mut(),
        Fit::Signs(left) => groups.get_mut(left + 1),
    }
}

/// Some articles, counted.
#[derive(Debug, Default)]
struct Part {
    /// For each place of an article, as in [`Survey`].
    articles: Vec<usize>,
    waiting: Vec<usize>,
    listed: Vec<ArticleId>,
    shown: usize,
    total: usize,
    /// How many passages that meet the query carry each sign.
    carried: Vec<isize>,
}

impl Part {
    fn count(&mut self, articles: Range<usize>, ground: Ground<'_>, mut groups: Vec<Group>) {
        let Ground { survey, library, filter } = ground;
        let start = articles.start;
        self.articles.resize(articles.len(), 0);
        self.waiting.resize(articles.len(), 0);
        self.carried.resize(library.signs().len(), 0);
        for id in library.ids_in(articles) {
            let marks = library.marks(id);
            self.total += marks.len();
            let fit = survey.fit(id);
            if is_left_out(id, library, filter) {
                if let Some(group) = group_of(fit, &mut groups) {
                    group.leave_out(marks);
                }
                continue;
            }
            let worth = match fit {
                Fit::Each(start) => self.count_each(survey, start, marks),
                fit => group_of(fit, &mut groups).map_or(0, |group| group.take_in(marks)),
            };
            let (shown, waiting) = counts(worth);
            let at = id.0 as usize - start;
            (self.articles[at], self.waiting[at]) = (shown, waiting);
            self.shown += shown;
            if shown > 0 || filter.wants_all() && fit == Fit::All {
                self.listed.push(id);
            }
        }
        for Group { carried, met, .. } in groups {
            let sums = self.carried.iter_mut().zip(carried).zip(met);
            sums.filter(|(_, met)| *met).for_each(|((sum, count), _)| *sum += count);
        }
    }

    /// Counts the passages of an article of which each was asked; gives what they are worth.
    fn count_each(&mut self, survey: &Survey, start: usize, marks: &[SignId]) -> Worth {
        let each = survey.plan.as_ref().map_or(&[][..], |plan| plan.each(start, marks.len()));
        let worth = marks.iter().zip(each).map(|(sign, fits)| {
            self.carried[*sign as usize] += isize::from(*fits);
            survey.worth[*sign as usize] * Worth::from(*fits)
        });
        worth.sum()
    }
}

/// What is counted, and by what.
#[derive(Clone, Copy)]
struct Ground<'a> {
    survey: &'a Survey,
    library: &'a Library,
    filter: &'a Filter,
}

impl Survey {
    /// Counts all articles and lists them; says how many of the passages that meet the query carry each
    /// sign.
    pub(super) fn count_all(&mut self, library: &Library, filter: &Filter) -> Vec<isize> {
        let groups = self.groups(library);
        let ground = Ground { survey: self, library, filter };
        let mut parts: Vec<Part> = Vec::new();
        in_parts(&mut parts, self.articles.len(), PART, |articles, part| {
            let mut groups = groups.clone();
            if articles.start > 0 {
                // What is counted already is for the first to tell.
                for group in &mut groups {
                    group.carried.fill(0);
                }
            }
            part.count(articles, ground, groups);
        });
        let mut carried = vec![0; library.signs().len()];
        (self.articles, self.waiting) = (Vec::new(), Vec::new());
        for part in parts {
            self.articles.extend(part.articles);
            self.waiting.extend(part.waiting);
            self.listed.extend(part.listed);
            self.shown += part.shown;
            self.total += part.total;
            carried.iter_mut().zip(part.carried).for_each(|(sum, count)| *sum += count);
        }
        carried
    }

    /// Groups for all articles, empty; if all are in one, what all passages carry is known of it.
    fn groups(&self, library: &Library) -> Vec<Group> {
        let signs = library.signs().len();
        let group = |met: Vec<bool>| Group {
            worth: self.worth.iter().zip(&met).map(|(it, met)| it * Worth::from(*met)).collect(),
            carried: vec![0; signs],
            is_counted: false,
            met,
        };
        let lefts = self.plan.as_ref().map_or(0, Plan::lefts);
        let plan = self.plan.iter().flat_map(|plan| (0..lefts).map(|left| plan.met(left).to_vec()));
        let mut groups: Vec<Group> =
            std::iter::once(vec![true; signs]).chain(plan).map(group).collect();
        let first = library.ids().next().map(|id| self.fit(id));
        let is_only = |fit: &Fit| library.ids().all(|id| self.fit(id) == *fit);
        let only = first.filter(is_only).and_then(|fit| group_of(fit, &mut groups));
        if let Some(only) = only {
            only.is_counted = true;
            let carried = library.carried().iter();
            only.carried = carried.map(|count| (*count as usize).cast_signed()).collect();
        }
        groups
    }
}
