//! The worker threads: one walks, some read and mark, and the caller puts what they bring into the
//! order of the sources. A source that takes too long is left behind with its thread.

use std::collections::BTreeMap;
use std::sync::mpsc::{
    Receiver, RecvTimeoutError, Sender, SyncSender, TryRecvError, channel, sync_channel,
};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::guard::guarded;
use super::load::Load;
use super::source::Job;
use super::{Orders, Outcome, walk};
use crate::library::{Problem, Progress, Stretch};
use crate::tag::Tagging;

/// Words that wait for the desk, three for most articles; whoever brings more waits too. As many as come while
/// whoever takes them is busy for a third of a second, as where the words of many articles are indexed.
const WAITING: usize = 4096;

/// How often progress is told, and slow sources are looked for.
const BEAT: Duration = Duration::from_millis(100);

/// How long the desk rests where nothing waits for it: to be woken for each word would take the workers' time.
/// What is said meanwhile has room among [`WAITING`].
const REST: Duration = Duration::from_millis(4);

/// Sources that pass without a rest: few are to be there at once.
const FEW: Seat = 64;

/// Long articles of a source that wait to be put in order; its thread waits then, too.
const LONG_WAITING: usize = 4;

/// Bytes of text that make an article a long one.
const LONG: usize = 128 << 10;

/// The place of a source among all.
type Seat = usize;

/// What a worker tells.
enum Word {
    /// The walk knows of so many sources; the last word of it if `whole`.
    Known { sources: usize, whole: bool },
    /// A source is being read.
    Begun(Seat, String),
    /// Something came of it, and the room that it takes.
    Outcome(Seat, Outcome, Option<Room>),
    /// All of it is read.
    Done(Seat),
}

/// Room for one long article of a source, given back where it is dropped.
struct Room(Sender<()>);

impl Drop for Room {
    fn drop(&mut self) {
        // The source may be done.
        self.0.send(()).ok();
    }
}

/// The room that the long articles of a source have.
struct Rooms {
    free: Receiver<()>,
    back: Sender<()>,
}

impl Rooms {
    fn new() -> Self {
        let (back, free) = channel();
        let rooms = Self { free, back };
        (0..LONG_WAITING).for_each(|_| drop(Room(rooms.back.clone())));
        rooms
    }

    /// Waits for room where an outcome takes any.
    fn of(&self, outcome: &Outcome) -> Option<Room> {
        let Outcome::Article(article) = outcome else { return None };
        let is_long = article.document.text.len() > LONG;
        (is_long && self.free.recv().is_ok()).then(|| Room(self.back.clone()))
    }
}

/// Sources on their way from the walk to the workers.
type Jobs = Arc<Mutex<Receiver<(Seat, Job)>>>;

pub(super) fn run(orders: &Orders, tagging: &Arc<Tagging>, sink: &mut dyn FnMut(Outcome)) {
    let (words, heard) = sync_channel(WAITING);
    let (jobs, queue) = channel();
    let crew = Crew {
        orders: orders.clone(),
        tagging: Arc::clone(tagging),
        queue: Arc::new(Mutex::new(queue)),
        words,
        load: Arc::default(),
    };
    let walker = crew.clone();
    let started = thread::Builder::new().name("walk".into()).spawn(move || walker.walk(&jobs));
    let hired = (0..orders.workers()).filter(|_| crew.hire()).count();
    if started.is_err() || hired == 0 {
        let why = "no thread could be started to read it: end other programs first".to_owned();
        return sink(Outcome::Problem(Problem { place: "the pile".to_owned(), why }));
    }
    Desk::new(crew, sink).serve(&heard);
}

/// What each worker needs.
#[derive(Clone)]
struct Crew {
    orders: Orders,
    tagging: Arc<Tagging>,
    queue: Jobs,
    words: SyncSender<Word>,
    /// The texts that wait for the desk.
    load: Arc<Load>,
}

impl Crew {
    /// Starts a worker; whether that went well.
    fn hire(&self) -> bool {
        let crew = self.clone();
        thread::Builder::new().name("read".into()).spawn(move || crew.work()).is_ok()
    }

    /// Finds the sources.
    fn walk(self, jobs: &Sender<(Seat, Job)>) {
        let mut sources = 0;
        let mut told = Instant::now();
        walk::walk(&self.orders.inputs, self.orders.spare.as_deref(), &mut |job| {
            let goes_on = !self.orders.stop.is_set() && jobs.send((sources, job)).is_ok();
            sources += 1;
            if told.elapsed() >= BEAT {
                told = Instant::now();
                // Only the desk listens; without it there is nothing to go on for.
                return self.words.send(Word::Known { sources, whole: false }).is_ok() && goes_on;
            }
            goes_on
        });
        drop(self.words.send(Word::Known { sources, whole: true }));
    }

    /// Reads sources until there are no more.
    fn work(self) {
        loop {
            let job = self.queue.lock().map(|queue| queue.recv());
            let Ok(Ok((seat, job))) = job else { return };
            if self.orders.stop.is_set() || !self.read(seat, job) {
                return;
            }
        }
    }

    /// Whether anybody listens.
    fn read(&self, seat: Seat, job: Job) -> bool {
        let place = job.place.clone();
        let begun = self.words.send(Word::Begun(seat, place.clone())).is_ok();
        let rooms = Rooms::new();
        let mut tell = |outcome| {
            let room = rooms.of(&outcome);
            self.load.take(weight(&outcome));
            let word = Word::Outcome(seat, outcome, room);
            !self.orders.stop.is_set() && self.words.send(word).is_ok()
        };
        guarded(&place, &mut tell, |tell| {
            job.perform(&self.orders, &self.tagging, seat == 0, tell);
        });
        begun && self.words.send(Word::Done(seat)).is_ok()
    }
}

/// Bytes of text of an article.
fn weight(outcome: &Outcome) -> usize {
    if let Outcome::Article(article) = outcome { article.document.text.len() } else { 0 }
}

/// A source that is being read or was read before its turn.
#[derive(Default)]
struct Seated {
    place: String,
    /// When it last gave something, until it is done.
    since: Option<Instant>,
    outcomes: Vec<(Outcome, Option<Room>)>,
    /// How far it has come, where that is told.
    stretch: Option<Stretch>,
    is_done: bool,
}

impl Seated {
    /// Whether it has given nothing for so long, though it has room for more.
    fn is_slow(&self, patience: Duration) -> bool {
        let is_full = || self.outcomes.iter().filter(|(_, room)| room.is_some()).count();
        self.since.is_some_and(|since| since.elapsed() > patience) && is_full() < LONG_WAITING
    }
}

/// Where outcomes are put in order.
struct Desk<'a> {
    crew: Crew,
    sink: &'a mut dyn FnMut(Outcome),
    /// The source whose outcomes may pass.
    turn: Seat,
    seats: BTreeMap<Seat, Seated>,
    /// Seats given up.
    left: Vec<Seat>,
    begun: Instant,
    told: Instant,
    known: usize,
    whole: bool,
}

impl<'a> Desk<'a> {
    fn new(crew: Crew, sink: &'a mut dyn FnMut(Outcome)) -> Self {
        let now = Instant::now();
        Self {
            crew,
            sink,
            turn: 0,
            seats: BTreeMap::new(),
            left: Vec::new(),
            begun: now,
            told: now,
            known: 0,
            whole: false,
        }
    }

    fn serve(mut self, heard: &Receiver<Word>) {
        while !self.is_over() {
            match self.next(heard) {
                Ok(word) => {
                    if let Word::Outcome(_, outcome, _) = &word {
                        self.crew.load.give(weight(outcome));
                    }
                    self.take(word);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            if self.told.elapsed() >= BEAT {
                self.told = Instant::now();
                self.give_up_the_slow();
                let progress = self.progress();
                (self.sink)(Outcome::Progress(progress));
            }
        }
    }

    /// The next word; waits for it a while.
    fn next(&self, heard: &Receiver<Word>) -> Result<Word, RecvTimeoutError> {
        if self.turn >= FEW {
            match heard.try_recv() {
                Err(TryRecvError::Empty) => thread::sleep(REST),
                Err(TryRecvError::Disconnected) => return Err(RecvTimeoutError::Disconnected),
                Ok(word) => return Ok(word),
            }
        }
        heard.recv_timeout(BEAT)
    }

    fn is_over(&self) -> bool {
        self.crew.orders.stop.is_set() || self.whole && self.turn >= self.known
    }

    fn take(&mut self, word: Word) {
        match word {
            Word::Known { sources, whole } => (self.known, self.whole) = (sources, whole),
            Word::Begun(seat, place) => {
                let since = Some(Instant::now());
                self.seats.insert(seat, Seated { place, since, ..Seated::default() });
            }
            Word::Outcome(seat, ..) | Word::Done(seat) if self.left.contains(&seat) => {}
            Word::Outcome(seat, outcome, room) => {
                let Some(seated) = self.seats.get_mut(&seat) else { return };
                seated.since = Some(Instant::now());
                if let Outcome::Progress(progress) = outcome {
                    seated.stretch = progress.stretch;
                } else if seat == self.turn {
                    self.give(outcome);
                } else {
                    seated.outcomes.push((outcome, room));
                }
            }
            Word::Done(seat) => self.finish(seat),
        }
    }

    fn finish(&mut self, seat: Seat) {
        if let Some(seated) = self.seats.get_mut(&seat) {
            (seated.is_done, seated.since) = (true, None);
        }
        self.pass();
    }

    /// Lets pass what came before its turn and now has it.
    fn pass(&mut self) {
        while let Some(seated) = self.seats.get_mut(&self.turn) {
            let is_done = seated.is_done;
            for (outcome, room) in std::mem::take(&mut seated.outcomes) {
                self.give(outcome);
                drop(room);
            }
            if !is_done {
                // It may have waited for its turn.
                self.seats.entry(self.turn).and_modify(|it| it.since = Some(Instant::now()));
                return;
            }
            self.seats.remove(&self.turn);
            self.turn += 1;
        }
    }

    /// Nothing more is given once an end was asked for.
    fn give(&mut self, outcome: Outcome) {
        if self.crew.orders.stop.is_set() {
            return;
        }
        let begun = Instant::now();
        (self.sink)(outcome);
        let busy = begun.elapsed();
        if busy >= BEAT {
            // No source is slow for what was not listened to.
            let waiting = self.seats.values_mut().filter_map(|seated| seated.since.as_mut());
            waiting.for_each(|since| *since += busy);
        }
    }

    /// Leaves sources behind that have given nothing for too long, and hires for the thread that
    /// hangs on each.
    fn give_up_the_slow(&mut self) {
        let patience = self.crew.orders.patience;
        let slow: Vec<Seat> = self
            .seats
            .iter()
            .filter(|(_, seated)| seated.is_slow(patience))
            .map(|(seat, _)| *seat)
            .collect();
        for seat in slow {
            let Some(seated) = self.seats.get_mut(&seat) else { continue };
            let why = format!(
                "took longer than {} s: left out; allow more by --max-seconds",
                patience.as_secs()
            );
            let problem = Problem { place: seated.place.clone(), why };
            seated.outcomes.push((Outcome::Problem(problem), None));
            self.left.push(seat);
            self.crew.hire();
            self.finish(seat);
        }
    }

    fn progress(&self) -> Progress {
        let done = self.turn + self.seats.values().filter(|seated| seated.is_done).count();
        let millis = self.begun.elapsed().as_millis().max(1) as usize;
        let rate = done * 1000 / millis;
        let left =
            (self.whole && rate > 0).then(|| (self.known - done.min(self.known)).div_ceil(rate));
        let stretch = self.seats.get(&self.turn).and_then(|seated| seated.stretch);
        Progress { done, known: self.known.max(done), whole: self.whole, rate, left, stretch }
    }
}

impl Drop for Desk<'_> {
    fn drop(&mut self) {
        // Nobody is to wait for a desk that is gone.
        self.crew.load.lift();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Article;

    #[test]
    fn a_source_that_waits_for_its_turn_is_not_slow() {
        let rooms = Rooms::new();
        let long = || {
            let text = "Words. ".repeat(LONG / 6).into_bytes();
            let document = crate::text::Document::read(&text);
            Outcome::Article(Box::new(Article::unmarked("made".into(), text, document)))
        };
        let mut seated = Seated { since: Some(Instant::now()), ..Seated::default() };
        for _ in 0..LONG_WAITING {
            assert!(seated.is_slow(Duration::ZERO), "it has room and gives nothing");
            let outcome = long();
            let room = rooms.of(&outcome);
            assert!(room.is_some());
            seated.outcomes.push((outcome, room));
        }
        assert!(!seated.is_slow(Duration::ZERO));
        assert!(rooms.free.try_recv().is_err(), "the next one would wait");
        seated.outcomes.clear();
        assert_eq!(rooms.free.try_iter().count(), LONG_WAITING, "all room is given back");
    }
}
