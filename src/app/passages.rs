//! The passage list by keys: walking its rows, its order, its folds. What its rows are is worked out by
//! [`super::list`].

use super::list::{ListRow, Pile, Rows};
use super::{App, Pane};
use crate::library::Order;
use crate::text::shown::counted;

/// Where the list's cursor is among those of all lists.
const LIST: usize = Pane::Passages as usize;

impl App {
    /// What there is to list.
    pub(crate) fn pile(&self) -> Pile<'_> {
        Pile { library: &self.library, survey: &self.survey, filter: &self.filter }
    }

    /// Changes the rows of the list, of which a picture may be kept.
    pub(super) fn change_rows<T>(&mut self, change: impl FnOnce(&mut Rows, Pile<'_>) -> T) -> T {
        self.revision = self.revision.wrapping_add(1);
        let Self { library, survey, filter, rows, .. } = self;
        change(rows, Pile { library, survey, filter })
    }

    /// The nth row of the passage list.
    pub(crate) fn row(&self, nth: usize) -> Option<ListRow> {
        self.rows.get(self.pile(), nth)
    }

    /// The row of the passage list that holds the selected passage, or the head that it is folded behind.
    pub(super) fn selected_row(&self) -> Option<usize> {
        let near = self.cursors[LIST].at;
        self.rows.row_of(self.pile(), self.open?, self.reader.selected()?, near)
    }

    /// Whether the list has the focus and its cursor is on a folded group, so that no passage is chosen.
    pub(super) fn is_on_fold(&self) -> bool {
        let is_fold = |row| matches!(row, ListRow::Head { folded: true, .. });
        self.focus == Pane::Passages && self.row(self.cursors[LIST].at).is_some_and(is_fold)
    }

    /// Moves in the passage list, over passages and folded groups; the reader goes along.
    pub(super) fn travel_passages(&mut self, rows: isize) {
        let mut cursor = self.cursors[LIST];
        let (from, len) = (cursor.at, self.rows.len());
        cursor.step(rows, len);
        let is_stop = |at: &usize| self.row(*at).is_some_and(ListRow::is_stop);
        let found = if rows > 0 {
            let on = (cursor.at.max(from + 1)..len).find(is_stop);
            on.or_else(|| (0..len).rev().find(is_stop))
        } else {
            // The first line of a passage is not before its second.
            let is_second = matches!(self.row(from), Some(ListRow::More(..)));
            let above = (cursor.at + 1).min(from.saturating_sub(usize::from(is_second)));
            (0..above).rev().find(is_stop).or_else(|| (0..len).find(is_stop))
        };
        if let Some(at) = found {
            self.go_to_list_row(at);
        }
    }

    /// Puts the cursor of the list on a row, with both lines of a passage on screen and, where there is room,
    /// what it stands under.
    pub(super) fn put_list_cursor(&mut self, at: usize) {
        let height = usize::from(self.areas.height(Pane::Passages));
        let is_above = |above: &usize| {
            matches!(self.row(*above), Some(ListRow::Head { .. } | ListRow::Title(_)))
        };
        let first = (at.saturating_sub(2)..at).rev().take_while(is_above).last().unwrap_or(at);
        let last = at + usize::from(matches!(self.row(at), Some(ListRow::Passage(..))));
        let cursor = &mut self.cursors[LIST];
        cursor.at = at;
        if height > last - first {
            cursor.top = cursor.top.clamp((last + 1).saturating_sub(height), first);
        }
    }

    /// Puts the cursor on a row of the list, and selects the passage that stands there.
    pub(super) fn go_to_list_row(&mut self, at: usize) {
        // First, so that of several rows of a passage it stays on this one.
        self.put_list_cursor(at);
        if let Some((article, passage)) = self.row(at).and_then(ListRow::passage) {
            self.show_passage(article, passage);
        }
    }

    /// A click on a passage selects it, one on a title the first below it, one on a head folds the group.
    pub(super) fn click_list_row(&mut self, at: usize) {
        match self.row(at) {
            Some(ListRow::Head { .. }) => self.fold_group(),
            Some(ListRow::Title(_)) => self.go_to_list_row(at + 1),
            _ => self.go_to_list_row(at),
        }
    }

    /// Opens what the cursor of the list is on: a folded group, or else the text.
    pub(super) fn open_list_row(&mut self) {
        if self.is_on_fold() {
            self.fold_group();
        } else {
            self.focus = Pane::Reader;
        }
    }

    /// Folds or unfolds the group that the cursor of the list is in.
    pub(super) fn fold_group(&mut self) {
        let Some(group) = self.rows.group_of(self.cursors[LIST].at) else { return };
        let head = self.rows.head_row(group);
        let Some(ListRow::Head { of, passages, folded }) = self.row(head) else { return };
        self.change_rows(|rows, pile| rows.fold(pile, of));
        self.return_to_group(group);
        if !folded {
            let passages = counted(passages, "passage", "passages");
            self.notice = Some(format!("{passages} folded - c unfolds, C folds all groups"));
        }
    }

    /// Folds all groups of the list, or unfolds them where all are folded.
    pub(super) fn fold_groups(&mut self) {
        self.bring_list();
        let group = self.rows.group_of(self.cursors[LIST].at);
        let all = self.change_rows(Rows::fold_all);
        if let Some(group) = group {
            self.return_to_group(group);
        }
        let groups = counted(self.rows.groups(self.pile()), "group", "groups");
        let what = if all { "folded - c or Enter unfolds one, C all" } else { "unfolded" };
        self.notice = Some(format!("{groups} {what}"));
    }

    /// Puts the cursor on a group whose rows have changed: on the selected passage where that stands there
    /// and shows, else on the head.
    fn return_to_group(&mut self, group: usize) {
        self.put_list_cursor(self.rows.head_row(group));
        let selected = self.selected_row();
        if let Some(at) = selected.filter(|at| self.rows.group_of(*at) == Some(group)) {
            self.put_list_cursor(at);
        }
    }

    /// Lists the passages by another order; the cursor stays on the selected one.
    pub(super) fn sort_by(&mut self, order: Order) {
        self.bring_list();
        if order != self.rows.order() {
            self.rows.set_order(order);
            self.change_rows(Rows::set);
            // Near no row of the order before.
            self.cursors[LIST].at = usize::MAX;
            self.put_list_cursor(self.selected_row().unwrap_or(0));
        }
        let by = match order {
            Order::Article => "article by article",
            Order::Theme => "by theme, each under all themes it has",
            Order::Date => "by date, the newest first",
            Order::Strength => "by strength: decided by you, then the likeliest first",
        };
        self.notice = Some(format!("passages {by}"));
    }

    /// What is done to the list is to be seen.
    fn bring_list(&mut self) {
        if self.areas.list.is_none() {
            self.settings.zen = false;
            self.focus = Pane::Passages;
        }
    }
}

#[cfg(test)]
mod tests;
