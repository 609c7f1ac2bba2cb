//! What is derived of the state, made to agree with it before a frame and before a key: counts, rectangles,
//! rows, cursors. Decides nothing.

use super::layout::{Areas, Arrangement};
use super::list::Rows;
use super::{App, Pane};

impl App {
    /// Makes everything derived agree with the state: counts, areas, rows, cursors.
    pub fn settle(&mut self) {
        if std::mem::take(&mut self.stale) {
            // Where all are marked anew, they are asked anew.
            if let Some(query) = self.filter.query.clone() {
                self.library.ask(&query);
            }
            self.revision = self.revision.wrapping_add(1);
            let before = std::mem::take(&mut self.survey);
            self.survey = before.renewed(&self.library, &self.filter);
            self.themes = self.library.codebook.listed();
            self.settle_proposing();
            self.change_rows(Rows::set);
        }
        self.areas = Areas::of(self.size, &self.arrangement());
        if self.open.is_none()
            && let Some(first) = self.survey.listed.first()
        {
            self.show(*first);
        }
        self.settle_reader();
        self.settle_cursors();
        self.settle_matrix();
        self.settle_figures();
        self.settle_dashboard();
        self.settle_reasons();
    }

    fn arrangement(&self) -> Arrangement {
        let [named, listed, ..] = self.lengths();
        let wish = [named, listed];
        Arrangement {
            focus: self.focus,
            zen: self.settings.zen,
            bias: self.settings.bias,
            measure: self.settings.measure,
            wish: wish.map(|rows| u16::try_from(rows + 1).unwrap_or(u16::MAX)),
        }
    }

    fn settle_reader(&mut self) {
        let wanted = (self.revision, self.open);
        if self.shown.0 != Some(wanted) {
            let shown = self.open.map(|id| self.survey.shown_in(&self.library, id).collect());
            self.shown = (Some(wanted), shown.unwrap_or_default());
        }
        let Some(article) = self.open.and_then(|id| self.library.article(id)) else { return };
        if self.areas.reader.is_some() {
            self.reader.resize(article, self.areas.text.width, self.areas.text.height);
        }
        let shown = &self.shown.1;
        self.reader.settle_selection(article, shown);
        self.reader.settle_rail(article, shown, self.filter.kinds, self.revision);
    }

    fn settle_cursors(&mut self) {
        let [themes, articles, kinds, passages] = self.lengths();
        self.follow_reader();
        let lengths = [themes, articles, kinds, passages];
        for (pane, (cursor, len)) in Pane::ALL.iter().zip(self.cursors.iter_mut().zip(lengths)) {
            cursor.settle(len, usize::from(self.areas.height(*pane)));
        }
    }

    /// Puts the cursors of both lists on what the reader shows, when that is something new: a
    /// person may roll a list away from it.
    fn follow_reader(&mut self) {
        let shown = (self.open, self.reader.selected(), self.survey.shown);
        if std::mem::replace(&mut self.followed, shown) == shown {
            return;
        }
        let open = self.open.and_then(|id| self.survey.listed.binary_search(&id).ok());
        if let Some(at) = open {
            self.cursors[Pane::Articles as usize].at = at;
        }
        if let Some(at) = self.selected_row() {
            self.put_list_cursor(at);
        }
    }
}
