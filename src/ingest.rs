//! Files, folders, addresses and standard input to articles: read, taken apart and marked on worker threads, given
//! in the order of their names. Keeps nothing, shows nothing.

mod fetch;
mod guard;
mod parts;
mod pool;
mod source;
mod walk;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::format::Limits;
use crate::library::{Article, Problem, Progress};
use crate::tag::{Marks, Tagging};

pub use guard::guarded;
pub use source::{BUNDLED, explain, too_large};

/// Where articles come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// The three articles inside the program.
    Bundled,
    /// A file, a folder, or a pattern of them ("notes/*.md") where no file has that name.
    Path(PathBuf),
    /// Standard input.
    Stdin,
    /// A page of the web, by its whole address.
    Address(String),
}

/// What to read and how far to go.
#[derive(Clone, Debug)]
pub struct Orders {
    /// Where articles come from, in this order.
    pub inputs: Vec<Input>,
    /// What a source may ask for.
    pub limits: Limits,
    /// How long a source may go without giving an article.
    pub patience: Duration,
    /// How many sources are read at once.
    pub workers: usize,
    /// A file that is never read, nor those beside it whose names begin like its own: the library
    /// that is open. To close it again would take its locks away.
    pub spare: Option<PathBuf>,
    /// Set to end early.
    pub stop: Stop,
}

impl Orders {
    /// To read `inputs` within the usual bounds, with a worker for each processor.
    pub fn new(inputs: Vec<Input>) -> Self {
        let workers = std::thread::available_parallelism().map_or(1, usize::from);
        let patience = Duration::from_mins(1);
        let (limits, stop) = (Limits::default(), Stop::default());
        Self { inputs, limits, patience, workers, spare: None, stop }
    }
}

/// A wish to end that other threads see.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks for the end.
    pub fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked for.
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// What came of a source, or of all so far.
#[derive(Debug)]
pub enum Outcome {
    /// The first article of all, before it is marked: it can be read already.
    Opened(Box<Article>),
    /// The marks of that article, by its name.
    Marked(String, Marks),
    /// An article.
    Article(Box<Article>),
    /// Nothing, and why.
    Problem(Problem),
    /// How far the reading has come; of a single source, only how far that has.
    Progress(Progress),
}

/// Reads all inputs in order and gives what comes of them to `sink`, from this thread. Ends early
/// where [`Orders::stop`] is set; what was given by then is whole.
pub fn ingest(orders: &Orders, tagging: &Arc<Tagging>, mut sink: impl FnMut(Outcome)) {
    if orders.inputs == [Input::Bundled] {
        // What is inside the program needs no guard, and the first frame waits for it.
        for (at, (name, bytes)) in BUNDLED.into_iter().enumerate() {
            let job = source::Job::bundled(name, bytes);
            job.perform(orders, tagging, at == 0, &mut |outcome| {
                sink(outcome);
                true
            });
        }
        return;
    }
    pool::run(orders, tagging, &mut sink);
}

#[cfg(test)]
mod tests;
