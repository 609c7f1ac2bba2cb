//! Clicks and the wheel, by the same rectangles that are drawn.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use super::dialog::Dialog;
use super::{App, Effect, Pane};
use crate::reading::RowKind;

/// Rows that one notch of the wheel moves.
const NOTCH: isize = 3;

impl App {
    /// A click or a turn of the wheel.
    pub(super) fn mouse(&mut self, event: MouseEvent) -> Vec<Effect> {
        let at = Position { x: event.column, y: event.row };
        let rows = match event.kind {
            MouseEventKind::ScrollDown => NOTCH,
            MouseEventKind::ScrollUp => -NOTCH,
            MouseEventKind::Down(MouseButton::Left) => return self.click(at),
            _ => return Vec::new(),
        };
        let pane = self.pane_at(at);
        match (&mut self.dialog, pane) {
            (Dialog::Help(help), _) => help.scroll(rows, self.size.height),
            (Dialog::Problems(top), _) => {
                let last = self.problems.len().saturating_sub(1);
                *top = top.saturating_add_signed(rows).min(last);
            }
            (Dialog::Matrix, _) => self.walk_matrix(rows),
            (Dialog::Dashboard, _) => self.walk_dashboard(rows),
            (Dialog::Figures, _) => self.walk_figures(rows),
            (Dialog::Agreement, _) => self.walk_agreement(rows),
            (Dialog::Why { top, .. }, _) => *top = top.saturating_add_signed(rows),
            (_, Some(Pane::Reader)) => self.scroll_on(rows),
            (_, Some(pane)) => self.roll(pane, rows),
            (_, None) => {}
        }
        Vec::new()
    }

    fn click(&mut self, at: Position) -> Vec<Effect> {
        self.notice = None;
        match self.dialog {
            Dialog::None => {}
            Dialog::Figures => return self.click_figures(at.y),
            // What was begun there is not thrown away by a slip of the hand.
            Dialog::Memo(_) | Dialog::Select(_) => return Vec::new(),
            _ => {
                self.dialog = Dialog::None;
                return Vec::new();
            }
        }
        let Some(pane) = self.pane_at(at) else { return Vec::new() };
        if pane == Pane::Reader {
            self.focus = Pane::Reader;
            self.click_reader(at);
            return Vec::new();
        }
        let heading = self.rect(pane).y;
        let Some(row) = at.y.checked_sub(heading + 1) else { return Vec::new() };
        let row = self.cursors[pane as usize].top + usize::from(row);
        if row < self.lengths()[pane as usize] {
            self.focus = pane;
            self.cursors[pane as usize].at = row;
            return self.click_row(pane, row);
        }
        Vec::new()
    }

    fn click_row(&mut self, pane: Pane, row: usize) -> Vec<Effect> {
        match pane {
            Pane::Passages => self.click_list_row(row),
            _ => return self.choose(),
        }
        Vec::new()
    }

    /// A click on the rail goes to that part; one on a fold opens it; one on a passage selects it.
    fn click_reader(&mut self, at: Position) {
        let Some(area) = self.areas.reader else { return };
        let row = usize::from(at.y - area.y);
        if at.x + 1 == area.x + area.width {
            let percent = row * 100 / usize::from(area.height.max(1));
            return self.jump(|reader, article| reader.go_to_percent(article, percent));
        }
        let passages = self.shown().to_vec();
        self.read(|reader, article| {
            let shown = reader.visible().start + row;
            let Some(row) = reader.flow().rows.get(shown).copied() else { return };
            if matches!(row.kind, RowKind::Fold(_)) {
                return reader.toggle_folds(article);
            }
            let hit = passages.into_iter().find(|at| {
                let span = article.passages.get(*at).map(|passage| passage.span);
                let span = reader.shown_span(article, span.unwrap_or_default());
                !row.span.is_empty() && span.overlaps(row.span)
            });
            if let Some(passage) = hit {
                reader.select(article, passage);
            }
        });
    }

    /// Scrolls a list, its cursor going along.
    fn roll(&mut self, pane: Pane, rows: isize) {
        let len = self.lengths()[pane as usize];
        let height = usize::from(self.areas.height(pane));
        let cursor = &mut self.cursors[pane as usize];
        cursor.top = cursor.top.saturating_add_signed(rows).min(len.saturating_sub(height));
        cursor.at =
            cursor.at.clamp(cursor.top, (cursor.top + height).saturating_sub(1).max(cursor.top));
    }

    fn pane_at(&self, at: Position) -> Option<Pane> {
        Pane::ALL.into_iter().find(|pane| self.rect(*pane).contains(at))
    }

    fn rect(&self, pane: Pane) -> Rect {
        match pane {
            Pane::Passages => self.areas.list.unwrap_or_default(),
            Pane::Reader => self.areas.reader.unwrap_or_default(),
            side => {
                let section = self.areas.sections[side as usize];
                if self.areas.side.is_some() { section } else { Rect::default() }
            }
        }
    }
}
