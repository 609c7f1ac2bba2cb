//! Exports to files: written beside their place, read back and put there when whole. From the reader on a
//! thread, one for each export, gone with its answer.

use std::fs;
use std::io::{self, BufWriter, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, channel};
use std::time::Duration;

use super::beside::Beside;
use super::{files, worker};
use crate::app::Message;
use crate::export::{self, Order, Source, Written};
use crate::library::{Article, ArticleId, Extract, Library, Texts};
use crate::shelf::Lender;
use crate::text::shown::counted;

/// The name of the thread.
pub(super) const EXPORTER: &str = "exporter";

/// After so many articles it is told how far it has come.
const TOLD: usize = 64;

/// How long whoever leaves waits for an export to be given up.
const PATIENCE: Duration = Duration::from_secs(1);

/// What came of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exported {
    /// What was written.
    pub written: Written,
    /// How many quotations were read back and stand where the file says; none where it cannot be read
    /// again, as what stands for a terminal or a pipe.
    pub verified: Option<usize>,
}

impl Exported {
    /// In words.
    pub fn describe(self, order: Order, path: &str) -> String {
        let Written { articles, passages, rows } = self.written;
        let passages = order.counted(passages);
        let of = if order.format.has_passages() {
            format!(" of {}", counted(articles, "article", "articles"))
        } else {
            String::new()
        };
        let wrote = if self.verified == Some(rows) { "wrote and verified" } else { "wrote" };
        format!("{wrote} {passages}{of}: {path}")
    }
}

/// Writes what shows to a file, whole or not at all; one that is there is replaced.
///
/// # Errors
/// Those of the disk and of the source; and where what was written does not read back.
pub fn to_file(
    path: &Path,
    extract: &Extract,
    order: Order,
    source: &mut dyn Source,
) -> io::Result<Exported> {
    if fs::metadata(path).is_ok_and(|about| !about.is_file()) {
        let file = fs::OpenOptions::new().write(true).open(path)?;
        let written = export::write(extract, order, source, &mut BufWriter::new(file))?;
        return Ok(Exported { written, verified: None });
    }
    let mut beside = Beside::of(path)?;
    let written = export::write(extract, order, source, &mut BufWriter::new(beside.file()))?;
    beside.file().rewind()?;
    let verified = Some(export::verify(extract, order, source, beside.file())?);
    beside.put()?;
    Ok(Exported { written, verified })
}

/// An export that the reader asks for.
pub(super) struct Task {
    extract: Extract,
    order: Order,
    /// As the person typed it.
    path: String,
    /// The articles that show, ascending.
    articles: Vec<(ArticleId, Text)>,
    library: Option<PathBuf>,
}

/// Where an article's text is.
enum Text {
    /// In the library's file, under this name.
    Kept(Box<str>),
    /// Here.
    Here(Box<Article>),
}

impl Task {
    /// What shows of a library, which is kept in that file if any.
    pub(super) fn of(
        library: &Library,
        extract: Extract,
        order: Order,
        path: String,
        file: Option<PathBuf>,
    ) -> Self {
        let text = |id| match (library.at_hand(id), library.brief(id)) {
            // As it is now, whatever of that is kept.
            (Some(article), _) => Some((id, Text::Here(Box::new(article.clone())))),
            (None, Some(brief)) => Some((id, Text::Kept(brief.name.into()))),
            (None, None) => None,
        };
        let articles = extract.all().filter_map(|shown| text(shown.id)).collect();
        Self { extract, order, path, articles, library: file }
    }

    fn carry_out(&self, stop: &AtomicBool, sender: &SyncSender<Message>) -> String {
        // In writing and in reading back.
        let steps = 2 * export::steps(&self.extract, self.order);
        let lender = self.library.clone().map(Lender::new);
        let mut source = Articles { task: self, lender, stop, sender, steps, done: 0 };
        match to_file(&files::home(&self.path), &self.extract, self.order, &mut source) {
            Ok(exported) => exported.describe(self.order, &self.path),
            Err(_) if stop.load(Ordering::Relaxed) => "export stopped, nothing written".to_owned(),
            Err(error) => format!("{} could not be written: {error}", self.path),
        }
    }
}

/// Articles of a task, one at a time.
struct Articles<'a> {
    task: &'a Task,
    lender: Option<Lender>,
    stop: &'a AtomicBool,
    sender: &'a SyncSender<Message>,
    steps: usize,
    done: usize,
}

impl Source for Articles<'_> {
    fn give(
        &mut self,
        id: ArticleId,
        act: &mut dyn FnMut(&Article) -> io::Result<()>,
    ) -> io::Result<()> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(io::Error::other("stopped"));
        }
        self.done += 1;
        if self.done.is_multiple_of(TOLD) {
            let percent = self.done * 100 / self.steps.max(1);
            drop(self.sender.try_send(Message::Exporting(percent.min(100) as u8)));
        }
        let gone = || io::Error::other("an article is gone");
        let at = self.task.articles.binary_search_by_key(&id, |(id, _)| *id);
        match at.ok().and_then(|at| self.task.articles.get(at)) {
            Some((_, Text::Here(article))) => act(article),
            Some((_, Text::Kept(name))) => {
                let lender = self.lender.as_ref().ok_or_else(gone)?;
                let fetched = lender.fetch(name);
                let fetched =
                    fetched.ok_or_else(|| lender.fault().map_or_else(gone, io::Error::other))?;
                act(&self.task.extract.marked(fetched))
            }
            None => Err(gone()),
        }
    }
}

/// The thread, as whoever started it sees it.
pub(super) struct UnderWay {
    stop: Arc<AtomicBool>,
    /// Says that it has ended.
    ended: Receiver<()>,
}

impl UnderWay {
    /// Gives the export up; it tells when that is done.
    pub(super) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// The same, and waits a little until no half of a file is left.
    pub(super) fn give_up(self) {
        self.stop();
        let _ = self.ended.recv_timeout(PATIENCE);
    }
}

/// Starts the thread.
pub(super) fn start(task: Task, answers: &SyncSender<Message>) -> io::Result<UnderWay> {
    let stop = Arc::<AtomicBool>::default();
    let stopped = Arc::clone(&stop);
    let (end, ended) = channel::<()>();
    let work = move |sender: SyncSender<Message>| {
        let told = task.carry_out(&stopped, &sender);
        drop(end);
        // Whoever listened may be gone by now.
        drop(sender.send(Message::Exported(told)));
    };
    worker::spawn(EXPORTER, answers.clone(), Box::new(work))?;
    Ok(UnderWay { stop, ended })
}
