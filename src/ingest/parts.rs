//! A plain text that is too long for one article: cut into parts while it is read, these marked on
//! several threads and given in their order. Only a few of them are in memory at a time.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, Scope};

use super::guard::guarded;
use super::source::{Names, explain, give, part_of, too_large};
use super::{Orders, Outcome};
use crate::format::plain::{self, Part, Parts};
use crate::format::{Leaf, Limits};
use crate::library::{Article, Problem, Progress, Stretch, part};
use crate::tag::Tagging;
use crate::text::part::reach;

/// Bytes that are read at once.
const CHUNK: u64 = 1 << 20;

/// The bytes of a source, a part at a time.
pub(super) struct Pieces {
    source: Box<dyn Read>,
    limits: Limits,
    /// What was read and not yet given.
    buffer: Vec<u8>,
    /// Bytes read.
    read: u64,
    /// Bytes there are, where that is known.
    whole: Option<u64>,
    is_over: bool,
}

impl Pieces {
    /// The pieces of a source of which `head` is read already.
    pub(super) fn new(
        head: Vec<u8>,
        source: Box<dyn Read>,
        whole: Option<u64>,
        limits: &Limits,
    ) -> Self {
        let read = head.len() as u64;
        Self { source, limits: *limits, buffer: head, read, whole, is_over: false }
    }

    /// The next piece; none behind the last.
    fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        while !self.is_over && self.buffer.len() <= reach(self.limits.part) {
            let read = self.source.by_ref().take(CHUNK).read_to_end(&mut self.buffer)? as u64;
            self.read += read;
            self.is_over = read == 0;
            if self.read > self.limits.source {
                return Err(too_large(&self.limits));
            }
        }
        let end = plain::end_of_part(&self.buffer, &self.limits);
        Ok((end > 0).then(|| self.buffer.drain(..end).collect()))
    }
}

/// Where a text is read from and what is to be done with it.
pub(super) struct Text<'t> {
    /// Where it is, as a person reads it.
    pub(super) place: &'t str,
    /// How far to go, and on how many threads.
    pub(super) orders: &'t Orders,
    /// What marks it.
    pub(super) tagging: &'t Tagging,
}

impl Text<'_> {
    /// Reads and marks it part by part; `ahead` sends the first one ahead of its marks. `sink` says
    /// whether to go on.
    pub(super) fn perform(
        &self,
        mut pieces: Pieces,
        names: &mut Names,
        ahead: bool,
        sink: &mut dyn FnMut(Outcome) -> bool,
    ) {
        let first = match pieces.next() {
            Ok(first) => first.unwrap_or_default(),
            Err(error) => return self.fail(&error, sink),
        };
        let read = first.len() as u64;
        let (parts, leaf) = Parts::begin(first);
        let name = names.of_leaf(&leaf);
        if !give(self.place, name.clone(), leaf, self.tagging, ahead, sink) {
            return;
        }
        thread::scope(|scope| {
            let Some(bench) = self.hire(scope, &name) else {
                sink(Outcome::Problem(Problem {
                    place: self.place.to_owned(),
                    why: "no thread could be started to read more of it".to_owned(),
                }));
                return;
            };
            let ended = Line { bench, pieces, parts, read }.run(sink);
            if let Err(error) = ended {
                self.fail(&error, sink);
            }
        });
    }

    fn fail(&self, error: &io::Error, sink: &mut dyn FnMut(Outcome) -> bool) {
        sink(Outcome::Problem(Problem { place: self.place.to_owned(), why: explain(error) }));
    }

    /// Starts threads that mark; none where not even one could be.
    fn hire<'s>(&'s self, scope: &'s Scope<'s, '_>, name: &str) -> Option<Bench> {
        let (tasks, queue) = channel();
        let (done, finished) = channel();
        let queue = Arc::new(Mutex::new(queue));
        let wanted = self.orders.workers();
        let hire = |_: &usize| {
            let (queue, done, name) = (Arc::clone(&queue), done.clone(), name.to_owned());
            let work = move || self.work(&queue, &done, &name);
            thread::Builder::new().name("mark".into()).spawn_scoped(scope, work).is_ok()
        };
        let hands = (0..wanted).filter(hire).count();
        (hands > 0).then_some(Bench { tasks, finished, room: 2 * hands })
    }

    /// Marks parts until there are no more.
    fn work(&self, queue: &Mutex<Receiver<Part>>, done: &Sender<Done>, name: &str) {
        loop {
            let task = queue.lock().map(|queue| queue.recv());
            let Ok(Ok(task)) = task else { return };
            let (number, bytes) = (task.number, task.size());
            let place = part_of(self.place, Some(task.name()));
            let mut outcomes = Vec::new();
            let mut keep = |outcome| {
                outcomes.push(outcome);
                true
            };
            guarded(&place, &mut keep, |sink| {
                let Leaf { source, document, .. } = task.read();
                let tagger = self.tagging.tagger();
                let article = Article::marked(place.clone(), source, document, tagger);
                let article = article.named(part::name(name, number));
                sink(Outcome::Article(Box::new(article)));
            });
            if done.send(Done { number, bytes, outcomes }).is_err() {
                return;
            }
        }
    }
}

/// What came of a part.
struct Done {
    number: u32,
    bytes: u64,
    outcomes: Vec<Outcome>,
}

/// The threads that mark parts.
struct Bench {
    tasks: Sender<Part>,
    finished: Receiver<Done>,
    /// How many parts may be on it.
    room: usize,
}

/// A text on its way through the threads.
struct Line {
    bench: Bench,
    pieces: Pieces,
    parts: Parts,
    /// Bytes of the parts that were given.
    read: u64,
}

impl Line {
    /// Gives all that comes of a text behind its first part, in order.
    fn run(mut self, sink: &mut dyn FnMut(Outcome) -> bool) -> io::Result<()> {
        let mut waiting = BTreeMap::new();
        let (mut turn, mut sent) = (2, 1);
        let mut left = Ok(());
        loop {
            while left.is_ok() && (sent + 1 - turn) as usize <= self.bench.room {
                match self.pieces.next() {
                    Ok(None) => break,
                    Ok(Some(bytes)) => {
                        let part = self.parts.take(bytes);
                        sent = part.number;
                        drop(self.bench.tasks.send(part));
                    }
                    // What was read before is given first.
                    Err(error) => left = Err(error),
                }
            }
            if turn > sent {
                return left;
            }
            let Ok(done) = self.bench.finished.recv() else { return left };
            waiting.insert(done.number, done);
            while let Some(done) = waiting.remove(&turn) {
                turn += 1;
                if !self.give(done, sink) {
                    return Ok(());
                }
            }
        }
    }

    fn give(&mut self, done: Done, sink: &mut dyn FnMut(Outcome) -> bool) -> bool {
        self.read += done.bytes;
        let stretch = Some(Stretch { read: self.read, whole: self.pieces.whole });
        let progress = Progress { stretch, ..Progress::default() };
        done.outcomes.into_iter().all(&mut *sink) && sink(Outcome::Progress(progress))
    }
}
