//! Articles in groups by when they appeared, each with all its passages that show: eight bytes an article.

use super::LINES;
use crate::app::list::{ListRow, Pile};
use crate::library::{ArticleId, Sorting};

/// The passages of an article, below a row with its title.
#[derive(Clone, Copy, Debug)]
struct Run {
    article: ArticleId,
    /// The row of the title, counted from the first one below the group's head.
    row: u32,
}

/// What stands below a head.
#[derive(Clone, Debug, Default)]
struct Group {
    runs: Vec<Run>,
    /// How many rows.
    rows: u32,
}

impl Group {
    fn clear(&mut self) {
        self.runs.clear();
        self.rows = 0;
    }

    fn passages(&self) -> u32 {
        (self.rows - self.runs.len() as u32) / LINES
    }

    /// Adds an article behind all others.
    fn push(&mut self, article: ArticleId, passages: u32) {
        self.runs.push(Run { article, row: self.rows });
        self.rows += 1 + passages * LINES;
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

/// The groups.
#[derive(Debug, Default)]
pub(super) struct Dated {
    all: Vec<Group>,
    /// All articles in their order, whatever shows of them, and which state of the library that is of.
    keys: Vec<u64>,
    keys_of: Option<u64>,
}

impl Dated {
    /// The same for what shows now, in the same room.
    pub(super) fn renewed(mut self, sorting: &Sorting, pile: Pile<'_>) -> Self {
        let Pile { library, survey, .. } = pile;
        let state = library.renewals();
        if self.keys_of.replace(state) != Some(state) {
            self.keys.clear();
            self.keys.extend(library.ids().map(|id| sorting.key(library, id)));
            self.keys.sort_unstable();
        }
        self.all.iter_mut().for_each(Group::clear);
        self.all.resize(sorting.heads().len(), Group::default());
        for id in self.keys.iter().map(|key| Sorting::article(*key)) {
            let passages = survey.articles.get(id.0 as usize).copied().unwrap_or(0);
            if passages > 0 {
                self.all[sorting.group_of(library, id)].push(id, passages as u32);
            }
        }
        self
    }

    /// Takes in what an article is now.
    pub(super) fn renew(&mut self, id: ArticleId, sorting: &Sorting, pile: Pile<'_>) {
        let Pile { library, survey, .. } = pile;
        self.forget(id);
        let passages = survey.articles.get(id.0 as usize).copied().unwrap_or(0);
        if passages == 0 {
            return;
        }
        let key = sorting.key(library, id);
        let group = &mut self.all[sorting.group_of(library, id)];
        let at = group.runs.partition_point(|run| sorting.key(library, run.article) < key);
        group.put_in(at, id, passages as u32);
    }

    /// Takes an article out, whose place may be another by now.
    fn forget(&mut self, id: ArticleId) {
        for group in &mut self.all {
            if let Some(at) = group.runs.iter().position(|run| run.article == id) {
                group.take_out(at);
            }
        }
    }

    pub(super) fn rows(&self, group: usize) -> u32 {
        self.all.get(group).map_or(0, |group| group.rows)
    }

    pub(super) fn passages(&self, group: usize) -> u32 {
        self.all.get(group).map_or(0, Group::passages)
    }

    pub(super) fn row(&self, group: usize, nth: u32, pile: Pile<'_>) -> Option<ListRow> {
        let runs = &self.all.get(group)?.runs;
        let run = runs[runs.partition_point(|run| run.row <= nth).checked_sub(1)?];
        let Some(below) = (nth - run.row).checked_sub(1) else {
            return Some(ListRow::Title(run.article));
        };
        let mut passages = pile.survey.shown_in(pile.library, run.article);
        Some(ListRow::line(run.article, passages.nth((below / LINES) as usize)?, below))
    }

    pub(super) fn place(
        &self,
        id: ArticleId,
        passage: usize,
        sorting: &Sorting,
        pile: Pile<'_>,
    ) -> Option<(usize, u32)> {
        let Pile { library, survey, .. } = pile;
        let nth = survey.shown_in(library, id).position(|shown| shown == passage)?;
        let (group, key) = (sorting.group_of(library, id), sorting.key(library, id));
        let runs = &self.all.get(group)?.runs;
        let at = runs.binary_search_by(|run| sorting.key(library, run.article).cmp(&key)).ok()?;
        Some((group, runs[at].row + 1 + LINES * nth as u32))
    }
}
