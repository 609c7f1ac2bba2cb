//! Edits on their way to the library: which are not kept yet and why, and what others did meanwhile.
//! Writes nothing itself: it asks for that and is told what came of it.

use super::{App, Effect};
use crate::library::{ArticleId, Deed, Order, Position, Step, StepId};
use crate::text::shown::counted;

/// What is not kept yet.
#[derive(Clone, Debug, Default)]
pub(super) struct Keeping {
    /// How many of the last steps.
    pub(super) steps: usize,
    /// Why they are not.
    fault: Option<String>,
    /// Whether the person knows that leaving now would lose them.
    warned: bool,
}

impl App {
    /// Asks for every step to be kept that is not yet, in their order.
    pub(super) fn keep(&self) -> Vec<Effect> {
        let steps = self.library.journal().steps();
        let first = steps.len().saturating_sub(self.keeping.steps);
        if first == steps.len() { Vec::new() } else { vec![Effect::Keep(steps[first..].to_vec())] }
    }

    /// The first step that was not kept is.
    pub(super) fn kept(&mut self) {
        self.keeping.steps = self.keeping.steps.saturating_sub(1);
        if self.keeping.steps == 0 && self.keeping.fault.take().is_some() {
            self.notice = Some("all edits are kept now".to_owned());
        }
    }

    /// Steps could not be kept. They stay, and it is tried again.
    pub(super) fn not_kept(&mut self, why: String) {
        self.keeping.fault = Some(why);
    }

    /// Others made these steps first.
    pub(super) fn take_theirs(&mut self, theirs: Vec<Step>) -> Vec<Effect> {
        let known = self.library.journal().steps();
        let kept = known.len().saturating_sub(self.keeping.steps);
        let last = known[..kept].last().map_or(StepId::default(), |step| step.id);
        // Those of this window come back, too.
        let theirs: Vec<Step> = theirs.into_iter().filter(|step| step.id > last).collect();
        let told = match &*theirs {
            [] => return Vec::new(),
            [step] => step.what.clone(),
            steps => counted(steps.len(), "edit", "edits"),
        };
        let is_source = |step: &&Step| step.deed == Deed::Source;
        let renewed = theirs.iter().filter(is_source).flat_map(|step| &step.changes);
        let mut names: Vec<String> =
            renewed.filter_map(|change| change.article().map(str::to_owned)).collect();
        names.dedup();
        let rebased = self.library.rebase(theirs, self.keeping.steps);
        self.keeping.steps = rebased.kept.len();
        self.stale = true;
        self.notice = Some(match &*rebased.dropped {
            [] => format!("from another window: {told}"),
            [step, ..] => {
                format!("another window was first ({told}); not done here: {}", step.what)
            }
        });
        let mut effects: Vec<Effect> = names.into_iter().map(Effect::Renew).collect();
        effects.extend(self.keep());
        effects
    }

    /// Lets texts go that need not be at hand. Edits that are not kept yet are nowhere but in them.
    pub(super) fn tidy(&mut self) {
        if self.keeping.steps == 0 {
            self.library.tidy(self.open);
        }
    }

    /// How many edits are not kept, and why; none where all are.
    pub fn unkept(&self) -> Option<(usize, &str)> {
        self.keeping
            .fault
            .as_deref()
            .filter(|_| self.keeping.steps > 0)
            .map(|why| (self.keeping.steps, why))
    }

    /// Leaves; where the eye was is remembered.
    pub(super) fn quit(&mut self) -> Vec<Effect> {
        if let Some(open) = self.open {
            self.places.insert(open, self.reader.place());
        }
        let named = |id: ArticleId| self.library.brief(id).map(|brief| brief.name.to_string());
        let mut positions: Vec<(String, Position)> = Vec::new();
        let others = self.places.iter().filter(|(id, _)| Some(**id) != self.open);
        let open = self.open.and_then(|id| self.places.get_key_value(&id));
        for (id, place) in others.chain(open) {
            positions.extend(named(*id).map(|name| (name, (*place).into())));
        }
        let mut effects = vec![Effect::Remember(positions)];
        let order = self.rows.order();
        if order != self.order {
            effects.push(Effect::Set(Order::SETTING, order.name()));
        }
        effects.push(Effect::Quit);
        effects
    }

    /// Whether it is time to leave. Where edits are not kept, that is said first, once.
    pub(super) fn leave(&mut self) -> Vec<Effect> {
        let Some((edits, why)) = self.unkept().filter(|_| !self.keeping.warned) else {
            return self.quit();
        };
        let edits = counted(edits, "edit is", "edits are");
        self.notice = Some(format!("{edits} not kept ({why}); Q again leaves without"));
        self.keeping.warned = true;
        Vec::new()
    }
}
