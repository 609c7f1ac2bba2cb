//! Edits as they were made, one step after the other: what each changed, and what undo and redo would
//! change. Keeps steps in order; carrying changes out is the library's work, keeping them for good the
//! store's.

use serde::{Deserialize, Serialize};

use super::{Annotation, AnnotationId, Filter};
use crate::tag::ThemeId;
use crate::tag::codebook::Theme;

/// The number of a step; each is one more than the one before.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct StepId(pub u64);

/// One thing and what it became; the way back is the same with both exchanged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// What a person did to a stretch of an article's text.
    Passage {
        /// The article's name.
        article: String,
        /// Which annotation.
        id: AnnotationId,
        /// As it was; none if there was none.
        before: Option<Box<Annotation>>,
        /// As it is.
        after: Option<Box<Annotation>>,
    },
    /// What a person did to an article as a whole.
    Article {
        /// Its name.
        article: String,
        /// As it was.
        before: Card,
        /// As it is.
        after: Card,
    },
    /// A filter kept under a name.
    View {
        /// Its name.
        name: String,
        /// As it was; none if there was none.
        before: Option<Filter>,
        /// As it is.
        after: Option<Filter>,
    },
    /// A theme of the codebook. One that is not there is [`Theme::dropped`].
    Theme {
        /// Which one.
        theme: ThemeId,
        /// As it was.
        before: Box<Theme>,
        /// As it is.
        after: Box<Theme>,
    },
}

/// What a person did to an article as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Whether it is starred.
    pub starred: bool,
    /// What was written about it.
    pub memo: String,
}

/// Changes that were made together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Its number.
    pub id: StepId,
    /// What sort of step.
    pub deed: Deed,
    /// What was done, in words: "rejected 'Nurses fear ...'".
    pub what: String,
    /// What it changed, in order.
    pub changes: Vec<Change>,
}

/// What sort of step it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Deed {
    /// An edit by a person.
    Edit,
    /// Takes that edit back.
    Undo(StepId),
    /// Makes that edit again.
    Redo(StepId),
    /// A source had changed, and marks were put on its new text; nothing to undo.
    Source,
}

impl Change {
    /// The way back.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Passage { article, id, before, after } => {
                Self::Passage { article, id, before: after, after: before }
            }
            Self::Article { article, before, after } => {
                Self::Article { article, before: after, after: before }
            }
            Self::View { name, before, after } => Self::View { name, before: after, after: before },
            Self::Theme { theme, before, after } => {
                Self::Theme { theme, before: after, after: before }
            }
        }
    }

    /// The article it is about, if it is about one.
    pub fn article(&self) -> Option<&str> {
        match self {
            Self::Passage { article, .. } | Self::Article { article, .. } => Some(article),
            Self::View { .. } | Self::Theme { .. } => None,
        }
    }
}

/// All steps, oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Journal {
    steps: Vec<Step>,
    /// Indices of edits that stand, in the order they were made.
    done: Vec<usize>,
    /// Indices of edits that were taken back, the first to be made again last.
    undone: Vec<usize>,
}

impl Journal {
    /// Takes a step in behind the others.
    pub fn take(&mut self, step: Step) {
        let at = self.steps.len();
        match step.deed {
            Deed::Edit => {
                self.done.push(at);
                self.undone.clear();
            }
            Deed::Undo(id) => shift(&self.steps, &mut self.done, &mut self.undone, id),
            Deed::Redo(id) => shift(&self.steps, &mut self.undone, &mut self.done, id),
            Deed::Source => {}
        }
        self.steps.push(step);
    }

    /// Takes the last step out again: it was never kept.
    pub fn pop(&mut self) -> Option<Step> {
        let last = self.steps.pop()?;
        let kept = std::mem::take(self);
        kept.steps.into_iter().for_each(|step| self.take(step));
        Some(last)
    }

    /// The number of the last step.
    pub fn last(&self) -> StepId {
        self.steps.last().map_or(StepId::default(), |step| step.id)
    }

    /// The number that the next step gets.
    pub fn next(&self) -> StepId {
        StepId(self.last().0 + 1)
    }

    /// The edit that undo would take back.
    pub fn undoable(&self) -> Option<&Step> {
        self.done.last().and_then(|at| self.steps.get(*at))
    }

    /// The edit that redo would make again.
    pub fn redoable(&self) -> Option<&Step> {
        self.undone.last().and_then(|at| self.steps.get(*at))
    }

    /// All steps, oldest first.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }
}

/// Puts the step of that number from one pile on the other.
fn shift(steps: &[Step], from: &mut Vec<usize>, to: &mut Vec<usize>, id: StepId) {
    if let Some(at) = from.iter().rposition(|at| steps[*at].id == id) {
        to.push(from.remove(at));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(id: u64, deed: Deed) -> Step {
        Step { id: StepId(id), deed, what: format!("step {id}"), changes: Vec::new() }
    }

    #[track_caller]
    fn check(deeds: &[Deed], undoable: Option<u64>, redoable: Option<u64>) {
        let mut journal = Journal::default();
        for (deed, id) in deeds.iter().zip(1..) {
            journal.take(step(id, *deed));
        }
        let id = |step: Option<&Step>| step.map(|step| step.id.0);
        assert_eq!((id(journal.undoable()), id(journal.redoable())), (undoable, redoable));
        // The last step can be taken out as if it had never been.
        let mut shorter = Journal::default();
        let kept = deeds.len().saturating_sub(1);
        for (deed, id) in deeds[..kept].iter().zip(1..) {
            shorter.take(step(id, *deed));
        }
        journal.pop();
        assert_eq!(journal, shorter);
    }

    #[test]
    fn undo_walks_back_and_redo_forth() {
        use Deed::{Edit, Redo, Source, Undo};
        let [one, two] = [StepId(1), StepId(2)];
        check(&[], None, None);
        check(&[Edit, Edit], Some(2), None);
        check(&[Edit, Edit, Undo(two)], Some(1), Some(2));
        check(&[Edit, Edit, Undo(two), Undo(one)], None, Some(1));
        check(&[Edit, Edit, Undo(two), Undo(one), Redo(one)], Some(1), Some(2));
        check(&[Edit, Edit, Undo(two), Edit], Some(4), None);
        check(&[Edit, Source], Some(1), None);
    }
}
