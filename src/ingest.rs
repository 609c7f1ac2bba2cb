//! Files, folders, addresses and standard input to articles: read, taken apart and marked on worker threads, given
//! in the order of their names. Keeps nothing, shows nothing.

mod fetch;
mod guard;
mod load;
mod parts;
mod pool;
mod source;
mod walk;

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::format::Limits;
use crate::library::{Article, Problem, Progress};
use crate::tag::{Levels, Marks, Tagging};
use crate::text::Document;

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
    /// How many sources are read at once; one for each processor where that is not said.
    pub workers: Option<NonZeroUsize>,
    /// A file that is never read, nor those beside it whose names begin like its own: the library
    /// that is open. To close it again would take its locks away.
    pub spare: Option<PathBuf>,
    /// Set to end early.
    pub stop: Stop,
}

impl Orders {
    /// To read `inputs` within the usual bounds, with a worker for each processor.
    pub fn new(inputs: Vec<Input>) -> Self {
        let patience = Duration::from_mins(1);
        let (limits, stop) = (Limits::default(), Stop::default());
        Self { inputs, limits, patience, workers: None, spare: None, stop }
    }

    /// How many sources are read at once. The processors are counted when they are needed: the system keeps
    /// their number in files, and the first frame would wait for that.
    fn workers(&self) -> usize {
        let workers = self.workers.or_else(|| std::thread::available_parallelism().ok());
        workers.map_or(1, NonZeroUsize::get)
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
    if orders.inputs != [Input::Bundled] {
        return pool::run(orders, tagging, &mut sink);
    }
    let opened = open_bundled(orders, tagging).map(|article| {
        let opened = Opened::of(&article);
        sink(Outcome::Opened(article));
        opened
    });
    ingest_others(orders, tagging, opened, sink);
}

/// An article that can be read already and is to be marked.
#[derive(Debug)]
pub struct Opened {
    name: String,
    document: Arc<Document>,
}

impl Opened {
    /// Of this one.
    pub fn of(article: &Article) -> Self {
        Self { name: article.name.clone(), document: Arc::clone(&article.document) }
    }

    /// Its marks.
    pub fn mark(self, tagging: &Tagging) -> Outcome {
        let marks = tagging.tagger().passages(&self.document, Levels::default());
        Outcome::Marked(self.name, marks)
    }
}

/// The first of the bundled articles: it is at hand, and needs no guard.
pub fn open_bundled(orders: &Orders, tagging: &Tagging) -> Option<Box<Article>> {
    let (name, bytes) = BUNDLED[0];
    let mut opened = None;
    source::Job::bundled(name, bytes).perform(orders, tagging, true, &mut |outcome| {
        if let Outcome::Opened(article) = outcome {
            opened = Some(article);
        }
        // Its marks can wait.
        false
    });
    opened
}

/// What comes behind [`open_bundled`]: its marks, and the others.
pub fn ingest_others(
    orders: &Orders,
    tagging: &Arc<Tagging>,
    first: Option<Opened>,
    mut sink: impl FnMut(Outcome),
) {
    if let Some(first) = first {
        sink(first.mark(tagging));
    }
    for (name, bytes) in BUNDLED.into_iter().skip(1) {
        source::Job::bundled(name, bytes).perform(orders, tagging, false, &mut |outcome| {
            sink(outcome);
            true
        });
    }
}

#[cfg(test)]
mod tests;
