//! The passages that show, sorted into the groups of an order: which rows each group has, without a row being
//! written down. Eight bytes for each article in each group; knows nothing of folds.

use super::{ListRow, Pile};
use crate::library::together::in_parts;
use crate::library::{ArticleId, Order, Sorting};

/// Rows of a passage.
pub(super) const LINES: u32 = 2;

/// Articles that are sorted by one thread, at the least. Few in tests, so that parts are put together there.
const PART: usize = if cfg!(test) { 1 } else { 8192 };

/// Some passages of one article, below a row with its title.
#[derive(Clone, Copy, Debug)]
struct Run {
    article: ArticleId,
    /// The row of the title, counted from the first one below the group's head.
    row: u32,
}

/// What stands below a head.
#[derive(Debug, Default)]
struct Group {
    runs: Vec<Run>,
    /// How many rows.
    rows: u32,
}

/// The groups of an order.
#[derive(Debug)]
pub(super) struct Groups {
    pub(super) sorting: Sorting,
    all: Vec<Group>,
    /// Memory to be used again.
    spare: Vec<Vec<Group>>,
    /// Articles from here on are in no group yet.
    next: ArticleId,
}

impl Group {
    fn clear(&mut self) {
        self.runs.clear();
        self.rows = 0;
    }

    fn passages(&self) -> u32 {
        (self.rows - self.runs.len() as u32) / LINES
    }

    /// Adds passages of an article behind all others.
    #[inline]
    fn push(&mut self, article: ArticleId, passages: u32) {
        if self.runs.last().is_none_or(|run| run.article != article) {
            self.runs.push(Run { article, row: self.rows });
            self.rows += 1;
        }
        self.rows += passages * LINES;
    }

    /// Adds other articles behind all, with their passages.
    fn append(&mut self, others: &Self) {
        let run = |run: &Run| Run { row: self.rows + run.row, ..*run };
        self.runs.extend(others.runs.iter().map(run));
        self.rows += others.rows;
    }

    /// Takes an article out that stands at a place.
    fn take_out(&mut self, at: usize) {
        let end = self.runs.get(at + 1).map_or(self.rows, |run| run.row);
        let rows = end - self.runs.remove(at).row;
        self.rows -= rows;
        self.runs.iter_mut().skip(at).for_each(|run| run.row -= rows);
    }

    /// Puts an article in at a place.
    fn put_in(&mut self, at: usize, article: ArticleId, passages: u32) {
        let row = self.runs.get(at).map_or(self.rows, |run| run.row);
        let rows = 1 + passages * LINES;
        self.runs.iter_mut().skip(at).for_each(|run| run.row += rows);
        self.runs.insert(at, Run { article, row });
        self.rows += rows;
    }
}

impl Groups {
    /// The groups of an order, in the room of those before; none for that by article, whose groups are the
    /// listed articles.
    pub(super) fn of(order: Order, pile: Pile<'_>, before: Option<Self>) -> Option<Self> {
        let Pile { library, survey, filter } = pile;
        let sorting = Sorting::of(order, library, filter)?;
        let heads = sorting.heads().len();
        let keys = sorting.sorts_articles().then(|| {
            let keys = survey.listed.iter().map(|id| sorting.key(library, *id));
            let mut keys: Vec<u64> = keys.collect();
            keys.sort_unstable();
            keys
        });
        let article = |nth: usize| {
            keys.as_ref().map_or_else(|| survey.listed[nth], |keys| Sorting::article(keys[nth]))
        };
        let (all, mut spare) = before.map(|it| (it.all, it.spare)).unwrap_or_default();
        spare.insert(0, all);
        let parts = in_parts(&mut spare, survey.listed.len(), PART, |articles, groups| {
            groups.resize_with(heads, Group::default);
            groups.iter_mut().for_each(Group::clear);
            let mut sums = Vec::new();
            for id in articles.map(article) {
                sorting.each_group(library, survey, id, &mut sums, |group, passages| {
                    groups[group].push(id, passages);
                });
            }
        });
        if let Some((all, others)) = parts.split_first_mut() {
            for part in others {
                all.iter_mut().zip(part).for_each(|(group, more)| group.append(more));
            }
        }
        let all = spare.remove(0);
        Some(Self { sorting, all, spare, next: library.next() })
    }

    /// Takes in what an article is now, whether it was there or not; says whether that could be done.
    pub(super) fn renew(&mut self, id: ArticleId, pile: Pile<'_>) -> bool {
        let Pile { library, survey, filter } = pile;
        if !self.sorting.holds(library, id) {
            return false;
        }
        self.sorting.judge_signs(library, filter);
        if id < self.next {
            self.forget(id);
        }
        self.next = self.next.max(ArticleId(id.0 + 1));
        let mut counts: Vec<(usize, u32)> = Vec::new();
        self.sorting.each_group(
            library,
            survey,
            id,
            &mut Vec::new(),
            |group, passages| match counts.iter_mut().find(|(other, _)| *other == group) {
                Some((_, count)) => *count += passages,
                None => counts.push((group, passages)),
            },
        );
        let key = self.sorting.key(library, id);
        for (group, passages) in counts {
            let group = &mut self.all[group];
            let at = group.runs.partition_point(|run| self.sorting.key(library, run.article) < key);
            group.put_in(at, id, passages);
        }
        true
    }

    /// Takes an article out of all groups. Where articles are sorted, its place may be another by now.
    fn forget(&mut self, id: ArticleId) {
        let sorts = self.sorting.sorts_articles();
        for group in &mut self.all {
            let at = if sorts {
                group.runs.iter().position(|run| run.article == id)
            } else {
                group.runs.binary_search_by_key(&id, |run| run.article).ok()
            };
            if let Some(at) = at {
                group.take_out(at);
            }
        }
    }

    /// How many rows stand below each head.
    pub(super) fn rows(&self) -> impl Iterator<Item = u32> {
        self.all.iter().map(|group| group.rows)
    }

    /// How many passages a group has.
    pub(super) fn passages(&self, group: usize) -> u32 {
        self.all.get(group).map_or(0, Group::passages)
    }

    /// The nth row below the head of a group.
    pub(super) fn row(&self, group: usize, nth: u32, pile: Pile<'_>) -> Option<ListRow> {
        let runs = &self.all.get(group)?.runs;
        let run = runs[runs.partition_point(|run| run.row <= nth).checked_sub(1)?];
        let Some(below) = (nth - run.row).checked_sub(1) else {
            return Some(ListRow::Title(run.article));
        };
        let Pile { library, survey, .. } = pile;
        let mut passages = self.sorting.passages(library, survey, run.article, group);
        Some(ListRow::line(run.article, passages.nth((below / LINES) as usize)?, below))
    }

    /// The groups that a passage stands in, each with its row below the head.
    pub(super) fn places(
        &self,
        id: ArticleId,
        passage: usize,
        pile: Pile<'_>,
    ) -> Vec<(usize, u32)> {
        let Pile { library, survey, .. } = pile;
        let Some(sign) = library.marks(id).get(passage) else { return Vec::new() };
        let mut groups = Vec::new();
        self.sorting.groups_of(library, id, passage, *sign, |group| groups.push(group));
        let row = |group: usize| {
            let runs = &self.all.get(group)?.runs;
            let key = self.sorting.key(library, id);
            let place = |other: ArticleId| self.sorting.key(library, other).cmp(&key);
            let run = runs[runs.binary_search_by(|run| place(run.article)).ok()?];
            let mut passages = self.sorting.passages(library, survey, id, group);
            let nth = passages.position(|other| other == passage)?;
            Some((group, run.row + 1 + LINES * nth as u32))
        };
        groups.into_iter().filter_map(row).collect()
    }
}
