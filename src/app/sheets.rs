//! What the views over the whole screen have in common (matrix, dashboard, table of figures): the keys
//! that lead from one to the other, to the filter and back.

use super::action::Action;
use super::dialog::Dialog;
use super::{App, Effect};

/// A view over the whole screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The matrix.
    Matrix,
    /// The dashboard.
    Dashboard,
    /// The table of figures.
    Figures,
}

impl View {
    /// The view that a dialog is, if it is one.
    pub fn of(dialog: &Dialog) -> Option<Self> {
        match dialog {
            Dialog::Matrix => Some(Self::Matrix),
            Dialog::Dashboard => Some(Self::Dashboard),
            Dialog::Figures => Some(Self::Figures),
            _ => None,
        }
    }
}

impl App {
    /// The view that is open, or that a filter is typed over.
    pub(crate) fn view(&self) -> Option<View> {
        View::of(&self.dialog)
            .or(self.beneath.filter(|_| matches!(self.dialog, Dialog::Filter(..))))
    }

    /// A key that means the same in each of these views; none where it is the view's own.
    pub(super) fn press_in_view(&mut self, action: Action) -> Option<Vec<Effect>> {
        let own = match View::of(&self.dialog)? {
            View::Matrix => Action::Matrix,
            View::Dashboard => Action::Dashboard,
            View::Figures => Action::Figures,
        };
        match action {
            Action::Drop | Action::StepBack => self.dialog = Dialog::None,
            action if action == own => self.dialog = Dialog::None,
            Action::Matrix
            | Action::Dashboard
            | Action::Figures
            | Action::Kind(_)
            | Action::AllKinds
            | Action::Filter
            | Action::Quit => return Some(self.perform(action)),
            _ => return None,
        }
        Some(Vec::new())
    }

    /// Goes back to the view that a filter was typed over.
    pub(super) fn return_to_view(&mut self) -> Vec<Effect> {
        match self.beneath.take() {
            None => {}
            Some(View::Matrix) => self.dialog = Dialog::Matrix,
            Some(View::Dashboard) => self.dialog = Dialog::Dashboard,
            Some(View::Figures) => self.dialog = Dialog::Figures,
        }
        Vec::new()
    }
}
