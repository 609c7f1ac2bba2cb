//! Filters kept under names: taken up again, kept, forgotten. Keeping one is an edit like any other.

use super::{App, Effect};
use crate::library::Filter;

impl App {
    /// Shows by the filter of that name.
    pub(super) fn open_view(&mut self, name: &str) {
        let views = self.library.views();
        if let Some(filter) = views.get(name).cloned() {
            return self.refilter(|present| *present = filter);
        }
        let names: Vec<&str> = views.keys().map(String::as_str).collect();
        self.notice = Some(match names.as_slice() {
            [] => "no view is kept yet: :view-save NAME keeps this filter".to_owned(),
            names => format!("no view '{name}'; there are: {}", names.join(", ")),
        });
    }

    /// Shows by the nth view, or by it no longer.
    pub(super) fn toggle_view(&mut self, nth: usize) {
        let Some(filter) = self.library.views().values().nth(nth).cloned() else { return };
        let is_on = self.filter == filter;
        self.refilter(|present| *present = if is_on { Filter::default() } else { filter });
    }

    /// Keeps a filter under a name, or forgets the one of that name.
    pub(super) fn edit_view(&mut self, name: &str, filter: Option<Filter>) -> Vec<Effect> {
        match self.library.edit_view(name, filter) {
            Some(step) => self.make(step),
            None => self.tell("that changes nothing"),
        }
    }
}
