//! Which groups of a list are folded. Knows not what is in them.

use std::collections::HashSet;

use crate::library::Head;

/// What is folded: some groups, or all but some.
#[derive(Clone, Debug, Default)]
pub(super) struct Folds {
    /// Whether what is not named here is folded.
    all: bool,
    but: HashSet<Head>,
}

impl Folds {
    /// Whether a group is folded.
    pub(super) fn hold(&self, head: Head) -> bool {
        self.all != (!self.but.is_empty() && self.but.contains(&head))
    }

    /// Whether no group is.
    pub(super) fn is_empty(&self) -> bool {
        !self.all && self.but.is_empty()
    }

    /// Folds or unfolds a group.
    pub(super) fn toggle(&mut self, head: Head) {
        if !self.but.remove(&head) {
            self.but.insert(head);
        }
    }

    /// Folds all groups, or none.
    pub(super) fn set_all(&mut self, all: bool) {
        *self = Self { all, but: HashSet::new() };
    }
}
