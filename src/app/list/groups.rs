//! The passages that show, sorted into the groups of an order: which rows each group has, without a row being
//! written down. Knows nothing of folds.

mod dated;
mod split;

use super::{ListRow, Pile};
use crate::library::{ArticleId, Order, Sorting};
use dated::Dated;
use split::Split;

/// Rows of a passage.
pub(super) const LINES: u32 = 2;

/// The groups of an order.
#[derive(Debug)]
pub(super) struct Groups {
    pub(super) sorting: Sorting,
    of: Of,
}

#[derive(Debug)]
enum Of {
    /// Articles, each with all its passages in one group.
    Articles(Dated),
    /// Passages, those of an article in any.
    Passages(Split),
}

impl Groups {
    /// The groups of an order, in the room of those before; none for that by article, whose groups are the
    /// listed articles.
    pub(super) fn of(order: Order, pile: Pile<'_>, before: Option<Self>) -> Option<Self> {
        let sorting = Sorting::of(order, pile.library, pile.filter)?;
        let before = before.map(|it| it.of);
        let of = if sorting.is_by_date() {
            let before =
                if let Some(Of::Articles(dated)) = before { dated } else { Dated::default() };
            Of::Articles(before.renewed(&sorting, pile))
        } else {
            let before =
                if let Some(Of::Passages(split)) = before { split } else { Split::default() };
            Of::Passages(before.renewed(&sorting, pile))
        };
        Some(Self { sorting, of })
    }

    /// Takes in what an article is now, whether it was there or not; says whether that could be done.
    pub(super) fn renew(&mut self, id: ArticleId, pile: Pile<'_>) -> bool {
        if !self.sorting.holds(pile.library, id) {
            return false;
        }
        match &mut self.of {
            Of::Articles(dated) => dated.renew(id, &self.sorting, pile),
            Of::Passages(split) => split.renew(id, &self.sorting, pile),
        }
        true
    }

    /// How many rows stand below each head.
    pub(super) fn rows(&self) -> impl Iterator<Item = u32> {
        (0..self.sorting.heads().len()).map(|group| match &self.of {
            Of::Articles(dated) => dated.rows(group),
            Of::Passages(split) => split.rows(group),
        })
    }

    /// How many passages a group has.
    pub(super) fn passages(&self, group: usize) -> u32 {
        match &self.of {
            Of::Articles(dated) => dated.passages(group),
            Of::Passages(split) => split.passages(group),
        }
    }

    /// The nth row below the head of a group.
    pub(super) fn row(&self, group: usize, nth: u32, pile: Pile<'_>) -> Option<ListRow> {
        match &self.of {
            Of::Articles(dated) => dated.row(group, nth, pile),
            Of::Passages(split) => split.row(group, nth, &self.sorting, pile),
        }
    }

    /// The groups that a passage stands in, each with its row below the head.
    pub(super) fn places(
        &self,
        id: ArticleId,
        passage: usize,
        pile: Pile<'_>,
    ) -> Vec<(usize, u32)> {
        match &self.of {
            Of::Articles(dated) => {
                dated.place(id, passage, &self.sorting, pile).into_iter().collect()
            }
            Of::Passages(split) => split.places(id, passage, &self.sorting, pile),
        }
    }
}
