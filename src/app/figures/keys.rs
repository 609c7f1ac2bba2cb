//! The keys and clicks of the table of figures, and the way from one to its passage.

use crossterm::event::KeyCode;

use crate::app::action::{Action, Step};
use crate::app::keys::Press;
use crate::app::perform::rows;
use crate::app::{App, Effect, Line as Words};
use crate::library::figures::{Line, Order, RowId};

impl App {
    /// A key while the table is open.
    pub(in crate::app) fn press_in_figures(&mut self, press: Press) -> Vec<Effect> {
        if self.figures.typing {
            return self.press_in_words(press);
        }
        let Some(action) = self.keymap.action(press) else { return Vec::new() };
        match action {
            Action::Drop if self.figures.is_narrowed() => {
                (self.figures.range, self.figures.words) = (None, Words::default());
            }
            Action::Search => self.figures.typing = true,
            Action::Pane(step) => self.next_order(step),
            Action::Side(step) => self.open_places(step == Step::On),
            Action::Choose => return self.choose_figure(),
            action => {
                if let Some(effects) = self.press_in_view(action) {
                    return effects;
                }
                let height = usize::from(self.figure_columns().rows);
                self.walk_figures(rows(action, height).unwrap_or(0));
            }
        }
        Vec::new()
    }

    /// A key while words are typed.
    fn press_in_words(&mut self, press: Press) -> Vec<Effect> {
        let view = &mut self.figures;
        match press.code {
            KeyCode::Enter => view.typing = false,
            KeyCode::Esc => {
                (view.typing, view.words) = (false, Words::default());
                view.list_anew();
            }
            KeyCode::Backspace if view.words.is_empty() => view.typing = false,
            KeyCode::Down => self.walk_figures(1),
            KeyCode::Up => self.walk_figures(-1),
            _ => {
                let before = view.words.text();
                view.words.press(press);
                if view.words.text() != before {
                    view.list_anew();
                }
            }
        }
        Vec::new()
    }

    /// Puts pasted text into the words that are typed.
    pub(in crate::app) fn paste_in_figures(&mut self, text: &str) {
        if self.figures.typing {
            self.figures.words.insert(text);
            self.figures.list_anew();
        }
    }

    /// Moves the table's cursor so many rows down.
    pub(in crate::app) fn walk_figures(&mut self, rows: isize) {
        let len = self.figures.lines.len();
        self.figures.cursor.step(rows, len);
    }

    /// A click on that line of the screen: puts the cursor there; where it is already, chooses.
    pub(in crate::app) fn click_figures(&mut self, line: u16) -> Vec<Effect> {
        let columns = self.figure_columns();
        let view = &mut self.figures;
        let Some(line) = line.checked_sub(columns.head).filter(|line| *line < columns.rows) else {
            return Vec::new();
        };
        let at = view.cursor.top + usize::from(line);
        if at >= view.lines.len() {
            return Vec::new();
        }
        if std::mem::replace(&mut view.cursor.at, at) == at && !view.typing {
            return self.choose_figure();
        }
        Vec::new()
    }

    fn next_order(&mut self, step: Step) {
        let view = &mut self.figures;
        let to = if step == Step::On { 1 } else { Order::ALL.len() - 1 };
        let at = Order::ALL.iter().position(|order| *order == view.order).unwrap_or(0);
        view.order = Order::ALL[(at + to) % Order::ALL.len()];
        view.list_anew();
    }

    /// Lists the places of the figure under the cursor, or no longer.
    fn open_places(&mut self, open: bool) {
        let view = &mut self.figures;
        let Some(chosen) = view.chosen().copied() else { return };
        let changed = match chosen.line {
            Line::Figure(figure) if open => chosen.is_several() && view.open.insert(figure),
            Line::Place(_) if open => false,
            Line::Figure(figure) => view.open.remove(&figure),
            Line::Place(row) => {
                view.table.figure(row).is_some_and(|figure| view.open.remove(&figure))
            }
        };
        if changed {
            view.listed = 0;
        }
    }

    /// Opens or closes a figure with several places; goes to a place.
    fn choose_figure(&mut self) -> Vec<Effect> {
        let Some(chosen) = self.figures.chosen().copied() else { return Vec::new() };
        match chosen.line {
            Line::Figure(figure) if chosen.is_several() => {
                self.open_places(!self.figures.is_open(figure));
                Vec::new()
            }
            _ => self.go_to_figure(chosen.place),
        }
    }

    /// Shows the passage that a figure stands in.
    fn go_to_figure(&mut self, row: RowId) -> Vec<Effect> {
        let Some((id, span)) = self.figures.table.place(row) else { return Vec::new() };
        self.go_to_words(id, span);
        self.figures.left = true;
        self.tell("Esc or T goes back to the table of figures")
    }
}
