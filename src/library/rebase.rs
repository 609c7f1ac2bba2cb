//! Steps of this window put on top of those that others kept first. Keeps nothing on disk.

use std::collections::{BTreeMap, BTreeSet};

use super::{AnnotationId, Change, Deed, Library, Step, StepId};

/// What became of steps that were not kept yet when others came first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rebased {
    /// Those that stand, to be kept now, with new numbers.
    pub kept: Vec<Step>,
    /// Those that do not fit any more.
    pub dropped: Vec<Step>,
}

impl Library {
    /// Takes steps in that others made, below those of its own that are not kept yet. Own steps that
    /// no longer fit are left out and given back.
    pub fn rebase(&mut self, theirs: Vec<Step>, unkept: usize) -> Rebased {
        let mut own: Vec<Step> = (0..unkept).filter_map(|_| self.untake()).collect();
        let mut numbers = Numbers::beside(&theirs);
        for step in theirs {
            self.take(step);
        }
        let mut rebased = Rebased::default();
        while let Some(mut step) = own.pop() {
            let old = step.id;
            let stands = numbers.renew(&mut step, self.journal.next(), self.annotated);
            if stands && self.fits(&step) {
                numbers.steps.insert(old, Some(step.id));
                self.take(step.clone());
                rebased.kept.push(step);
            } else {
                numbers.steps.insert(old, None);
                rebased.dropped.push(step);
            }
        }
        rebased
    }
}

/// The numbers that own steps and what they made get, since others took the old ones.
#[derive(Default)]
struct Numbers {
    /// Annotations of theirs.
    theirs: BTreeSet<AnnotationId>,
    /// Own annotations whose numbers these are, and the new ones.
    annotations: BTreeMap<AnnotationId, AnnotationId>,
    /// Own steps; none for those that were dropped.
    steps: BTreeMap<StepId, Option<StepId>>,
}

impl Numbers {
    fn beside(theirs: &[Step]) -> Self {
        let ids = theirs.iter().flat_map(|step| &step.changes).filter_map(|change| match change {
            Change::Passage { id, .. } => Some(*id),
            _ => None,
        });
        Self { theirs: ids.collect(), ..Self::default() }
    }

    /// Gives a step its new number, and new ones to what it names; `annotated` is the highest number
    /// of an annotation. Whether the step that it takes back or makes again is still there.
    fn renew(&mut self, step: &mut Step, id: StepId, annotated: u64) -> bool {
        step.id = id;
        for change in &mut step.changes {
            if let Change::Passage { id, before, .. } = change {
                if before.is_none() && self.theirs.contains(id) {
                    let highest =
                        self.annotations.values().map(|it| it.0).fold(annotated, u64::max);
                    self.annotations.entry(*id).or_insert(AnnotationId(highest + 1));
                }
                *id = self.annotations.get(id).copied().unwrap_or(*id);
            }
        }
        match &mut step.deed {
            Deed::Undo(of) | Deed::Redo(of) => match self.steps.get(of) {
                Some(Some(new)) => *of = *new,
                Some(None) => return false,
                None => {}
            },
            Deed::Edit | Deed::Source => {}
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::ArticleId;
    use crate::library::edit::Act;
    use crate::text::Span;

    const TEXT: &str = "Nurses fear job cuts. The clinic moved.";
    const FIRST: (ArticleId, Span) = (ArticleId(0), Span { start: 0, end: 21 });
    const SECOND: (ArticleId, Span) = (ArticleId(0), Span { start: 22, end: 39 });

    fn library() -> Library {
        Library::of_text(TEXT)
    }

    fn act(library: &mut Library, place: (ArticleId, Span), act: &Act) {
        let step = library.edit(&[place], act).expect("a change");
        library.take(step);
    }

    fn memo(words: &str) -> Act {
        Act::Memo(words.into())
    }

    #[test]
    fn own_steps_on_what_an_own_step_made_go_with_it() {
        let (mut ours, mut theirs) = (library(), library());
        act(&mut theirs, FIRST, &Act::Star);
        // Each first annotation has the number 1.
        act(&mut ours, SECOND, &memo("one"));
        act(&mut ours, SECOND, &memo("two"));
        let undo = ours.undo().expect("an edit");
        ours.take(undo);
        let rebased = ours.rebase(theirs.journal().steps().to_vec(), 3);
        assert_eq!((rebased.kept.len(), rebased.dropped), (3, Vec::new()));
        let annotations = ours.article(ArticleId(0)).expect("the article").annotations();
        let memos: Vec<_> = annotations.iter().map(|(id, it)| (id.0, it.memo.as_str())).collect();
        assert_eq!(memos, [(1, ""), (2, "one")]);
        // The undo is of the step that it was of.
        assert_eq!(rebased.kept.last().map(|step| step.deed), Some(Deed::Undo(StepId(3))));
        let steps = [ours.journal().undoable(), ours.journal().redoable()];
        assert_eq!(steps.map(|step| step.map(|step| step.id.0)), [Some(2), Some(3)]);
    }

    #[test]
    fn an_undo_goes_with_the_step_that_it_was_of() {
        let (mut ours, mut theirs) = (library(), library());
        act(&mut theirs, FIRST, &memo("theirs"));
        act(&mut ours, FIRST, &memo("ours"));
        let undo = ours.undo().expect("an edit");
        ours.take(undo);
        let rebased = ours.rebase(theirs.journal().steps().to_vec(), 2);
        assert_eq!((rebased.kept.len(), rebased.dropped.len()), (0, 2));
        assert_eq!(ours.journal().steps(), theirs.journal().steps());
        assert_eq!(ours.article(ArticleId(0)), theirs.article(ArticleId(0)));
    }
}
