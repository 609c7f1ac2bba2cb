//! The thread that looks whether another window has written to the library, and whether what could not
//! be kept may be tried again. It wakes twice a second, asks the file for one number, and sleeps on.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::SyncSender;
use std::thread;
use std::time::Duration;

use crate::app::Message;
use crate::library::StepId;
use crate::store::Store;

/// How often it looks: what another window does is to be seen within a second.
const BEAT: Duration = Duration::from_millis(400);

/// What the watch needs to know of the session.
#[derive(Clone, Debug, Default)]
pub(super) struct Shared {
    /// The number of the last step that the session knows.
    pub(super) seen: Arc<AtomicU64>,
    /// Whether there are steps that could not be kept.
    pub(super) troubled: Arc<AtomicBool>,
}

/// Looks after the library of that path until nobody listens any more.
pub(super) fn watch(path: &Path, shared: &Shared, sender: &SyncSender<Message>) {
    let mut store: Option<Store> = None;
    loop {
        thread::sleep(BEAT);
        if shared.troubled.swap(false, Ordering::Relaxed) && sender.send(Message::TryAgain).is_err()
        {
            return;
        }
        let is_new = store.is_none();
        if is_new {
            // None before the first edit; what is wrong with it shows when something is to be kept.
            store = Store::open_existing(path).ok().flatten();
        }
        let Some(open) = &store else { continue };
        let seen = StepId(shared.seen.load(Ordering::Relaxed));
        let news = match open.changed() {
            Ok(false) if !is_new => continue,
            Ok(_) => open.since(seen),
            Err(error) => Err(error),
        };
        let Ok(steps) = news else {
            store = None;
            continue;
        };
        if !steps.is_empty() && sender.send(Message::Theirs(steps)).is_err() {
            return;
        }
    }
}
