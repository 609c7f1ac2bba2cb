//! The threads beside the one that draws: each owns its data and talks by messages.

use std::any::Any;
use std::io;
use std::iter;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::SyncSender;
use std::thread;
use std::time::Duration;

use crossterm::event::{self, Event, MouseEventKind};
use ratatui::layout::Size;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;

use super::comparer::COMPARER;
use super::exporter::EXPORTER;
use super::gatherer::GATHERER;
use super::importer::IMPORTER;
use super::proposer::PROPOSER;
use crate::app::Message;
use crate::library::Problem;

/// What a thread does; it may send messages meanwhile.
pub(super) type Work = Box<dyn FnOnce(SyncSender<Message>) + Send>;

/// The thread that reads articles.
pub(super) const INGEST: &str = "ingest";

/// Starts a named thread. If it panics, that comes as a problem and the others go on; the threads that
/// read and that suggest themes have then sent their last, and without one that listens it is time to
/// leave.
///
/// # Errors
/// When no thread can be started.
pub(super) fn spawn(name: &'static str, sender: SyncSender<Message>, work: Work) -> io::Result<()> {
    let guarded = move || {
        let inner = sender.clone();
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| work(inner))) {
            let why = format!("stopped by a fault in perusal ({})", words(&*panic));
            let problem = Problem { place: name.to_owned(), why };
            // Whoever listened may be gone by now.
            drop(sender.send(Message::Problem(problem)));
            let last = match name {
                INGEST => Message::IngestEnded,
                EXPORTER => Message::Exported("not exported: see :problems".to_owned()),
                IMPORTER => Message::Told("not imported: see :problems".to_owned()),
                PROPOSER => Message::Proposed(Box::new(Err("no themes: see :problems".to_owned()))),
                COMPARER => {
                    Message::Agreed(Box::new(Err("not compared: see :problems".to_owned())))
                }
                GATHERER => {
                    Message::GatheringEnded(Err("figures are missing: see :problems".to_owned()))
                }
                _ => Message::Terminate,
            };
            drop(sender.send(last));
        }
    };
    thread::Builder::new().name(name.to_owned()).spawn(guarded).map(drop)
}

fn words(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("unknown")
}

/// Reads keys, mouse, pastes and sizes until the terminal is gone or `take_in`, which gets all that
/// came at once, says that it is time to leave.
pub(super) fn keys(mut take_in: impl FnMut(&mut dyn Iterator<Item = Message>) -> bool) {
    loop {
        let first = event::read();
        let events = iter::once(first).chain(iter::from_fn(waiting));
        if take_in(&mut events.filter_map(message)) {
            return;
        }
    }
}

/// An event that has come already, if one has.
fn waiting() -> Option<io::Result<Event>> {
    match event::poll(Duration::ZERO) {
        Ok(false) => None,
        Ok(true) => Some(event::read()),
        Err(error) => Some(Err(error)),
    }
}

/// What is to be taken in of an event; nothing of some.
fn message(event: io::Result<Event>) -> Option<Message> {
    match event {
        Ok(Event::Key(key)) => Some(Message::Key(key)),
        Ok(Event::Mouse(mouse)) if mouse.kind == MouseEventKind::Moved => None,
        Ok(Event::Mouse(mouse)) => Some(Message::Mouse(mouse)),
        Ok(Event::Paste(text)) => Some(Message::Paste(text)),
        Ok(Event::Resize(width, height)) => Some(Message::Resize(Size { width, height })),
        Ok(Event::FocusGained | Event::FocusLost) => None,
        Err(_) => Some(Message::Terminate),
    }
}

/// From now on these signals do not end the program but wait to be taken in.
pub(super) fn watch_signals() -> io::Result<Signals> {
    Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP])
}

/// Turns signals into messages.
pub(super) fn signals(mut signals: Signals, sender: &SyncSender<Message>) {
    for signal in signals.forever() {
        let message = if signal == SIGTSTP { Message::Suspend } else { Message::Terminate };
        if sender.send(message).is_err() {
            return;
        }
    }
}
