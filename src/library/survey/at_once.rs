//! Counting all articles of a library at once: where the same is asked of many, they are counted by what
//! their passages carry, without a branch a passage. One article by itself is the parent's business.

use super::{Fit, Survey, Worth, is_left_out};
use crate::library::judge::Plan;
use crate::library::{Filter, Library, SignId};

/// Articles of which the same is asked, as they are counted.
struct Group {
    /// Whether a passage meets the query, by the number of what it carries.
    met: Vec<bool>,
    /// What it adds to the counts of its article, likewise.
    worth: Vec<Worth>,
    /// How many passages carry it.
    carried: Vec<u32>,
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

impl Survey {
    /// Counts all articles and lists them; says how many of the passages that meet the query carry each
    /// sign.
    pub(super) fn count_all(&mut self, library: &Library, filter: &Filter) -> Vec<isize> {
        let mut counts = vec![0; library.signs().len()];
        let mut groups = self.groups(library);
        for id in library.ids() {
            let marks = library.marks(id);
            self.total += marks.len();
            let fit = self.fit(id);
            if is_left_out(id, library, filter) {
                if let Some(group) = group_of(fit, &mut groups) {
                    group.leave_out(marks);
                }
                continue;
            }
            let worth = match fit {
                Fit::Each(start) => {
                    let each = self.plan.as_ref().map_or(&[][..], |it| it.each(start, marks.len()));
                    let worth = marks.iter().zip(each).map(|(sign, fits)| {
                        counts[*sign as usize] += isize::from(*fits);
                        self.worth[*sign as usize] * Worth::from(*fits)
                    });
                    worth.sum()
                }
                fit => group_of(fit, &mut groups).map_or(0, |group| group.take_in(marks)),
            };
            if self.add(id, worth, 1, filter) {
                self.listed.push(id);
            }
        }
        for Group { carried, met, .. } in groups {
            let carried = carried.into_iter().zip(&met).map(|(count, met)| (count, *met));
            for (sum, (count, _)) in counts.iter_mut().zip(carried).filter(|(_, (_, met))| *met) {
                *sum += (count as usize).cast_signed();
            }
        }
        counts
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
            only.carried = library.carried().to_vec();
        }
        groups
    }
}
