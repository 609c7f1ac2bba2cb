//! Imports asked for in the reader, on a thread, one for each: read, put into the library's file, and told to
//! the reader as it is told of what other windows do.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::SyncSender;

use super::worker;
use crate::app::Message;
use crate::format::Limits;
use crate::library::{Brief, Problem};
use crate::shelf::import::{Imported, import, read_file};
use crate::store::Store;

/// The name of the thread.
pub(super) const IMPORTER: &str = "importer";

/// Starts the thread; `are_whole` where the reader cannot fetch texts from the library's file.
pub(super) fn start(
    file: PathBuf,
    library: PathBuf,
    are_whole: bool,
    answers: &SyncSender<Message>,
) -> io::Result<()> {
    let work = move |sender: SyncSender<Message>| {
        let told = carry_out(&file, &library, are_whole, &sender).unwrap_or_else(|why| why);
        // Whoever listened may be gone by now.
        drop(sender.send(Message::Told(told)));
    };
    worker::spawn(IMPORTER, answers.clone(), Box::new(work))
}

fn carry_out(
    file: &Path,
    library: &Path,
    are_whole: bool,
    sender: &SyncSender<Message>,
) -> Result<String, String> {
    let bundle = read_file(file, &Limits::default())?;
    let mut store = Store::open(library).map_err(|error| error.to_string())?;
    let Imported { step, fresh, report } = import(&mut store, &bundle, file)?;
    let send = |message| drop(sender.send(message));
    // First of all the themes that its articles may have.
    if let Some(step) = step {
        send(Message::Theirs(vec![step]));
    }
    if are_whole {
        for (_, article) in fresh {
            send(Message::Ingested(Box::new(article)));
        }
    } else {
        let briefs = fresh.iter().map(|(place, article)| (*place, Brief::of(article)));
        send(Message::Listed(briefs.collect()));
    }
    let place = file.display().to_string();
    let lines = report.details();
    let is_worse = !report.is_whole();
    for why in lines.into_iter().filter(|_| is_worse) {
        send(Message::Problem(Problem { place: place.clone(), why }));
    }
    // What fails now is indexed the next time.
    drop(store.index_all());
    let more = if is_worse { "; :problems lists what is missing" } else { "" };
    Ok(format!("imported: {}{more}", report.summary()))
}
