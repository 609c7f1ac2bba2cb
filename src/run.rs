//! The program at work: threads that read keys, signals and articles; whoever brings news takes it in
//! and draws. All input, output and waiting is here.

mod beside;
pub mod bringer;
pub mod coders;
mod comparer;
pub mod exporter;
mod files;
mod finder;
mod gatherer;
mod importer;
pub mod ink;
pub mod keeper;
pub mod pager;
mod paint;
pub mod pipe;
mod proposer;
pub mod scheme;
mod session;
pub mod terminal;
mod watch;
mod worker;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use ratatui::layout::Size;

use crate::app::{App, Message, Settings};
use crate::ingest::Stop;
use crate::library::{Library, Problem};
use bringer::Bringer;
use keeper::{InFile, Keeper};
use session::Session;
use terminal::Screen;

/// How long the first article is waited for before the screen is taken over without it.
const PATIENCE: Duration = Duration::from_millis(300);

/// Messages that may wait: a library sends its articles faster than they are taken in, and what waits
/// takes room.
const WAITING: usize = 32;

/// Where edits are kept.
#[derive(Clone, Debug)]
pub enum Keeping {
    /// In memory, until the program ends.
    Here,
    /// In a library's file, made with the first edit where there is none.
    In(PathBuf),
}

/// Reads until the person leaves; gives how many articles opened and what could not be read.
/// `prepare` makes the library that articles are brought to; `stop` ends their coming early.
///
/// # Errors
/// Those of `prepare` and of the terminal.
pub fn read(
    prepare: impl FnOnce() -> anyhow::Result<Library>,
    settings: Settings,
    mut bringer: Box<dyn Bringer>,
    stop: Stop,
    keeping: Keeping,
) -> anyhow::Result<Outcome> {
    let (sender, inbox) = sync_channel(WAITING);
    // What falls here falls again where the rest is brought, and is told there.
    let at_hand = catch_unwind(AssertUnwindSafe(|| bringer.first())).unwrap_or_default();
    let rest = move |sender: SyncSender<Message>| {
        bringer.rest(&sender);
        drop(sender.send(Message::IngestEnded));
    };
    let to = sender.clone();
    let bring = move || worker::spawn(worker::INGEST, to, Box::new(rest));
    let later = if at_hand.is_empty() {
        // The library is prepared meanwhile.
        bring()?;
        None
    } else {
        Some(bring)
    };
    let library = prepare()?;
    let keeper: Box<dyn Keeper> = match &keeping {
        Keeping::Here => Box::new(keeper::Ephemeral),
        Keeping::In(path) => Box::new(InFile::new(path.clone(), &library)),
    };
    let app = App::new(library, settings, Size { width: 80, height: 24 });
    let first = if at_hand.is_empty() { first_message(&inbox) } else { at_hand };
    if matches!(first.last(), Some(Message::IngestEnded) | None)
        && !first.iter().any(is_article)
        && !first.is_empty()
    {
        return Ok(Outcome::unopened(first));
    }
    // Before the screen is taken: a signal must find the way to give it back.
    let signals = worker::watch_signals()?;
    let library = match keeping {
        Keeping::Here => None,
        Keeping::In(path) => Some(path),
    };
    let session = Session::new(app, Screen::enter()?, stop, keeper, library, sender);
    Ok(session.run(first, &inbox, signals, later)?)
}

/// What came of a session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// How many articles opened.
    pub articles: usize,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

impl Outcome {
    fn unopened(messages: Vec<Message>) -> Self {
        let problem = |message| match message {
            Message::Problem(problem) => Some(problem),
            _ => None,
        };
        Self { articles: 0, problems: messages.into_iter().filter_map(problem).collect() }
    }
}

fn is_article(message: &Message) -> bool {
    matches!(message, Message::Ingested(_) | Message::Brought(..) | Message::Listed(_))
}

/// Messages up to the first article, the end of them, or the end of patience.
fn first_message(inbox: &Receiver<Message>) -> Vec<Message> {
    let mut messages = Vec::new();
    loop {
        match inbox.recv_timeout(PATIENCE) {
            Ok(message) => {
                let done = is_article(&message) || matches!(message, Message::IngestEnded);
                messages.push(message);
                if done {
                    return messages;
                }
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return messages,
        }
    }
}
