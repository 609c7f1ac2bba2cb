//! The edge where edits are kept: steps go to the library's file, and what came of each goes back as a
//! message. Decides nothing.

use crate::app::Message;
use crate::library::Step;

/// What keeps steps for good.
pub trait Keeper: Send {
    /// Keeps a step.
    ///
    /// # Errors
    /// Says why it could not; the step may be given again.
    fn keep(&mut self, step: &Step) -> Result<Kept, String>;
}

/// What came of a step that was to be kept.
#[derive(Clone, Debug, PartialEq)]
pub enum Kept {
    /// It is kept.
    Here,
    /// It is not: others made these steps first.
    Behind(Vec<Step>),
}

/// Keeps steps in their order, up to the first that cannot be.
pub(super) fn keep(keeper: &mut dyn Keeper, steps: &[Step]) -> Vec<Message> {
    let mut messages = Vec::new();
    for step in steps {
        match keeper.keep(step) {
            Ok(Kept::Here) => messages.push(Message::Kept),
            Ok(Kept::Behind(theirs)) => {
                messages.push(Message::Theirs(theirs));
                break;
            }
            Err(why) => {
                messages.push(Message::NotKept(why));
                break;
            }
        }
    }
    messages
}

/// Keeps nothing beyond this run.
#[derive(Debug, Default)]
pub struct Ephemeral;

impl Keeper for Ephemeral {
    fn keep(&mut self, _: &Step) -> Result<Kept, String> {
        Ok(Kept::Here)
    }
}
