//! The thread that gathers the figures of a library for the table of them: one for each time they are
//! asked for, gone with its answer.

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::SyncSender;

use super::worker;
use crate::app::Message;
use crate::library::ArticleId;
use crate::library::figures::{Batch, Stated};
use crate::store::{Store, StoreError};

/// The name of the thread.
pub(super) const GATHERER: &str = "gatherer";

/// Articles that are sent at a time: few at first, which are on screen at once, then twice as many each time
/// up to what is taken in within a fraction of a frame.
const FIRST: usize = 32;
const MOST: usize = 512;

/// Which articles are wanted.
#[derive(Debug)]
pub(super) enum Ground {
    /// All from that place on, which are in the same places here.
    From(ArticleId),
    /// Those of these names.
    Named(Vec<(ArticleId, Box<str>)>),
}

/// Starts it on a library's file.
pub(super) fn start(path: PathBuf, ground: Ground, sender: &SyncSender<Message>) -> io::Result<()> {
    let work = move |sender: SyncSender<Message>| {
        let ended = gather(&path, ground, &sender).map_err(|error| error.to_string());
        // Whoever listened may be gone by now.
        drop(sender.send(Message::GatheringEnded(ended)));
    };
    worker::spawn(GATHERER, sender.clone(), Box::new(work))
}

fn gather(
    path: &std::path::Path,
    ground: Ground,
    sender: &SyncSender<Message>,
) -> Result<(), StoreError> {
    let Some(store) = Store::open_existing(path)? else { return Ok(()) };
    let mut sending = Sending { batch: Batch::default(), enough: FIRST, sender };
    match ground {
        Ground::From(first) => {
            store.each_figures(first, |id, figures| sending.put(id, figures))?;
        }
        Ground::Named(names) => {
            for (id, name) in names {
                let figures = store.figures(&name)?;
                if figures.is_some_and(|figures| !sending.put(id, &figures)) {
                    break;
                }
            }
        }
    }
    sending.send();
    Ok(())
}

/// Figures on their way.
struct Sending<'s> {
    batch: Batch,
    /// How many articles are sent next.
    enough: usize,
    sender: &'s SyncSender<Message>,
}

impl Sending<'_> {
    /// Takes in the figures of an article; says whether somebody listens.
    fn put(&mut self, id: ArticleId, figures: &[Stated]) -> bool {
        self.batch.put(id, figures);
        self.batch.articles() < self.enough || self.send()
    }

    fn send(&mut self) -> bool {
        self.enough = MOST.min(2 * self.enough);
        let batch = Box::new(std::mem::take(&mut self.batch));
        self.sender.send(Message::Gathered(batch)).is_ok()
    }
}
