//! The thread that gathers the figures of a library for the table of them: one for each time they are
//! asked for, gone with its answer.

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::SyncSender;

use super::worker;
use crate::app::Message;
use crate::library::ArticleId;
use crate::library::figures::Table;
use crate::store::{Store, StoreError};

/// The name of the thread.
pub(super) const GATHERER: &str = "gatherer";

/// After so many articles it is told how far it has come.
const TOLD: usize = 4096;

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
        let table = gather(&path, ground, &sender).map_err(|error| error.to_string());
        // Whoever listened may be gone by now.
        drop(sender.send(Message::Gathered(Box::new(table))));
    };
    worker::spawn(GATHERER, sender.clone(), Box::new(work))
}

fn gather(
    path: &std::path::Path,
    ground: Ground,
    sender: &SyncSender<Message>,
) -> Result<Table, StoreError> {
    let mut table = Table::default();
    let Some(store) = Store::open_existing(path)? else { return Ok(table) };
    let mut done = 0;
    let mut tell = || {
        done += 1;
        !usize::is_multiple_of(done, TOLD) || sender.send(Message::Gathering(done)).is_ok()
    };
    match ground {
        Ground::From(first) => store.each_figures(first, |id, figures| {
            table.put(id, figures);
            tell()
        })?,
        Ground::Named(names) => {
            for (id, name) in names {
                if let Some(figures) = store.figures(&name)? {
                    table.put(id, &figures);
                }
                if !tell() {
                    break;
                }
            }
        }
    }
    table.sort();
    Ok(table)
}
