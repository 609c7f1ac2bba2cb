//! Lists with a cursor: which rows they have, which is chosen, which are on screen.

mod fold;
mod groups;

use crate::library::{ArticleId, Filter, Head, Library, Order, Survey};
use fold::Folds;
use groups::{Groups, LINES};

/// A cursor in a list and the first row on screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The chosen row.
    pub at: usize,
    /// The first row on screen.
    pub top: usize,
}

impl Cursor {
    /// Moves by so many rows within a list of `len`.
    pub fn step(&mut self, rows: isize, len: usize) {
        self.at = self.at.saturating_add_signed(rows).min(len.saturating_sub(1));
    }

    /// Keeps the chosen row within `len` and on a screen of `height` rows.
    pub fn settle(&mut self, len: usize, height: usize) {
        self.at = self.at.min(len.saturating_sub(1));
        self.top = self.top.min(len.saturating_sub(height)).min(self.at);
        if height > 0 && self.at >= self.top + height {
            self.top = self.at + 1 - height;
        }
    }
}

/// What there is to list.
#[derive(Clone, Copy, Debug)]
pub struct Pile<'a> {
    /// All articles.
    pub library: &'a Library,
    /// Which passages show.
    pub survey: &'a Survey,
    /// By what.
    pub filter: &'a Filter,
}

/// A row of the passage list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListRow {
    /// The head of a group.
    Head {
        /// What the passages below it have in common.
        of: Head,
        /// How many there are.
        passages: usize,
        /// Whether they are folded away.
        folded: bool,
    },
    /// The article that the passages below belong to, where groups are of other things.
    Title(ArticleId),
    /// A passage, by its index in the article.
    Passage(ArticleId, usize),
    /// The second line of the passage above.
    More(ArticleId, usize),
}

impl ListRow {
    /// The nth of the rows of some passages, of one of which it is.
    fn line(id: ArticleId, passage: usize, nth: u32) -> Self {
        let is_first = nth.is_multiple_of(LINES);
        if is_first { Self::Passage(id, passage) } else { Self::More(id, passage) }
    }

    /// The passage it is about.
    pub fn passage(self) -> Option<(ArticleId, usize)> {
        match self {
            Self::Head { .. } | Self::Title(_) => None,
            Self::Passage(article, passage) | Self::More(article, passage) => {
                Some((article, passage))
            }
        }
    }

    /// Whether the keys that walk the list stop there.
    pub fn is_stop(self) -> bool {
        matches!(self, Self::Passage(..) | Self::Head { folded: true, .. })
    }
}

/// The rows of the passage list: the passages that show, in groups, two lines each. None is written down:
/// which one is the nth is worked out when it is asked for.
#[derive(Debug, Default)]
pub struct Rows {
    order: Order,
    /// For each order what is folded.
    folds: [Folds; Order::ALL.len()],
    /// In an order other than by article, the groups.
    groups: Option<Groups>,
    /// For each group its first row, and behind them how many rows there are.
    starts: Vec<u32>,
}

impl Rows {
    /// What the passages are listed by.
    pub fn order(&self) -> Order {
        self.order
    }

    /// Lists by another order, once the rows are counted anew.
    pub fn set_order(&mut self, order: Order) {
        self.order = order;
    }

    /// Counts all rows anew.
    pub fn set(&mut self, pile: Pile<'_>) {
        let before = self.groups.take();
        self.groups = Groups::of(self.order, pile, before);
        self.count(pile, 0);
    }

    /// Counts the rows anew, from the nth group on.
    fn count(&mut self, pile: Pile<'_>, from: usize) {
        self.starts.truncate(from + 1);
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        let from = self.starts.len() - 1;
        let mut next = self.starts[from];
        let folds = &self.folds[self.order as usize];
        if let Some(groups) = &self.groups {
            for (head, rows) in groups.sorting.heads().iter().zip(groups.rows()).skip(from) {
                let below = if folds.hold(*head) { 0 } else { rows };
                next += if rows == 0 { 0 } else { 1 + below };
                self.starts.push(next);
            }
            return;
        }
        for id in pile.survey.listed.iter().skip(from) {
            let rows = LINES * shown_of(pile, *id) as u32;
            next += 1 + if folds.hold(Head::Article(*id)) { 0 } else { rows };
            self.starts.push(next);
        }
    }

    /// Takes in articles that are listed behind the others, from that one on.
    pub fn extend(&mut self, pile: Pile<'_>, from: ArticleId) {
        let Some(groups) = &mut self.groups else {
            return self.count(pile, self.starts.len().saturating_sub(1));
        };
        let listed = &pile.survey.listed;
        let mut new = listed.iter().skip(listed.partition_point(|id| *id < from));
        if new.all(|id| groups.renew(*id, pile)) { self.count(pile, 0) } else { self.set(pile) }
    }

    /// Takes in that an article has other passages now.
    pub fn renew_article(&mut self, pile: Pile<'_>, id: ArticleId) {
        match &mut self.groups {
            None => {
                let at = pile.survey.listed.partition_point(|other| *other < id);
                self.count(pile, at);
            }
            Some(groups) => {
                if groups.renew(id, pile) {
                    self.count(pile, 0);
                } else {
                    self.set(pile);
                }
            }
        }
    }

    /// The same, counted anew.
    #[cfg(test)]
    pub(super) fn made_anew(&self, pile: Pile<'_>) -> Self {
        let folds = self.folds.clone();
        let mut fresh = Self { order: self.order, folds, ..Self::default() };
        fresh.set(pile);
        fresh
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.last().map_or(0, |rows| *rows as usize)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many passages folds hide; one that stands in several groups counts in each.
    pub fn folded(&self, pile: Pile<'_>) -> usize {
        let folds = &self.folds[self.order as usize];
        if folds.is_empty() {
            return 0;
        }
        let Some(groups) = &self.groups else {
            let lines = self.len() - self.starts.len().saturating_sub(1);
            return pile.survey.shown.saturating_sub(lines / LINES as usize);
        };
        let folded = groups.sorting.heads().iter().enumerate().filter(|(_, of)| folds.hold(**of));
        folded.map(|(group, _)| groups.passages(group) as usize).sum()
    }

    /// Which group a row is of, and which row of that.
    fn place(&self, nth: usize) -> Option<(usize, u32)> {
        let nth = u32::try_from(nth).ok().filter(|nth| (*nth as usize) < self.len())?;
        let group = self.starts.partition_point(|start| *start <= nth).checked_sub(1)?;
        Some((group, nth - self.starts[group]))
    }

    /// The nth row.
    pub fn get(&self, pile: Pile<'_>, nth: usize) -> Option<ListRow> {
        let (group, row) = self.place(nth)?;
        let Some(below) = row.checked_sub(1) else {
            let (of, passages) = self.head(pile, group)?;
            let folded = passages > 0 && self.folds[self.order as usize].hold(of);
            return Some(ListRow::Head { of, passages, folded });
        };
        if let Some(groups) = &self.groups {
            return groups.row(group, below, pile);
        }
        let id = *pile.survey.listed.get(group)?;
        let mut shown = pile.survey.shown_in(pile.library, id);
        Some(ListRow::line(id, shown.nth((below / LINES) as usize)?, below))
    }

    /// The head of the nth group and how many passages it has.
    fn head(&self, pile: Pile<'_>, group: usize) -> Option<(Head, usize)> {
        match &self.groups {
            None => {
                let id = *pile.survey.listed.get(group)?;
                Some((Head::Article(id), shown_of(pile, id)))
            }
            Some(groups) => {
                Some((*groups.sorting.heads().get(group)?, groups.passages(group) as usize))
            }
        }
    }

    /// The group that a row is of.
    pub fn group_of(&self, nth: usize) -> Option<usize> {
        self.place(nth).map(|(group, _)| group)
    }

    /// The row of the head of the nth group.
    pub fn head_row(&self, group: usize) -> usize {
        self.starts.get(group).map_or(0, |start| *start as usize)
    }

    /// The row of a passage, if it shows; that of the head where it is folded away. Of several the one in the
    /// group that the row `near` is of, else the first that is not folded.
    pub fn row_of(
        &self,
        pile: Pile<'_>,
        id: ArticleId,
        passage: usize,
        near: usize,
    ) -> Option<usize> {
        let places = self.places(pile, id, passage);
        let near = self.group_of(near);
        let is_open = |(group, _): &&(usize, u32)| {
            self.starts.get(group + 1).is_some_and(|end| *end > self.starts[*group] + 1)
        };
        let here = places.iter().find(|(group, _)| Some(*group) == near);
        let found = here.or_else(|| places.iter().find(is_open)).or_else(|| places.first());
        let row = |place: &(usize, u32)| {
            let below = if is_open(&place) { 1 + place.1 } else { 0 };
            (self.starts[place.0] + below) as usize
        };
        found.map(row)
    }

    /// The groups that a passage stands in, each with its row below the head.
    fn places(&self, pile: Pile<'_>, id: ArticleId, passage: usize) -> Vec<(usize, u32)> {
        let Pile { library, survey, .. } = pile;
        if let Some(groups) = &self.groups {
            return groups.places(id, passage, pile);
        }
        let Ok(group) = survey.listed.binary_search(&id) else { return Vec::new() };
        let nth = survey.shown_in(library, id).position(|shown| shown == passage);
        nth.map(|nth| (group, LINES * nth as u32)).into_iter().collect()
    }

    /// Folds or unfolds a group.
    pub fn fold(&mut self, pile: Pile<'_>, head: Head) {
        self.folds[self.order as usize].toggle(head);
        self.count(pile, 0);
    }

    /// Folds all groups, or none where all are folded; says whether they are now.
    pub fn fold_all(&mut self, pile: Pile<'_>) -> bool {
        let heads = match &self.groups {
            None => self.starts.len().saturating_sub(1),
            Some(_) => self.groups(pile),
        };
        let all = self.len() > heads;
        self.folds[self.order as usize].set_all(all);
        self.count(pile, 0);
        all
    }

    /// How many groups have passages.
    pub fn groups(&self, pile: Pile<'_>) -> usize {
        match &self.groups {
            Some(groups) => groups.rows().filter(|rows| *rows > 0).count(),
            None => pile.survey.listed.iter().filter(|id| shown_of(pile, **id) > 0).count(),
        }
    }
}

/// How many passages of an article show.
fn shown_of(pile: Pile<'_>, id: ArticleId) -> usize {
    pile.survey.articles.get(id.0 as usize).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests;
