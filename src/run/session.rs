//! The application on its screen, shared by the thread that reads keys and the one that takes in all
//! else. A key is answered by the thread that read it: to wake another first would cost as much as
//! the frame.

use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use signal_hook::iterator::Signals;

use super::exporter::{self, Task, UnderWay};
use super::finder::{Finder, Ground};
use super::keeper::{self, Keeper};
use super::terminal::Screen;
use super::{Outcome, comparer, files, gatherer, importer, proposer, watch, worker};
use crate::app::{App, Effect, Message};
use crate::export::Order;
use crate::ingest::Stop;
use crate::library::ArticleId;
use crate::library::search::Query;
use crate::ui::{self, Canvas};

/// The least time between two frames that show nothing but more articles.
const STREAM_FRAME: Duration = Duration::from_millis(40);

/// How long keys get the application to themselves while articles are marked anew behind them.
const BREATH: Duration = Duration::from_millis(1);

/// Messages that are taken in before keys have their turn again.
const SOME: usize = 4;

/// Messages that the first frame takes in beside the first article: those of a whole library would keep
/// it waiting.
const FIRST: usize = 4;

/// Articles that are each shown as they come.
const AT_ONCE: usize = 32;

/// What every message changes.
pub(super) struct Session {
    app: App,
    screen: Screen,
    stop: Stop,
    keeper: Box<dyn Keeper>,
    watched: watch::Shared,
    /// The library's file, if edits are kept in one.
    library: Option<PathBuf>,
    /// What searches, once something was sought, and where its answers go.
    finder: Option<Finder>,
    /// The export under way, or the last one.
    export: Option<UnderWay>,
    sender: SyncSender<Message>,
    /// When the last frame was drawn.
    drawn: Instant,
    /// What ended it, when that was the terminal.
    fault: Option<io::Error>,
}

impl Session {
    pub(super) fn new(
        app: App,
        screen: Screen,
        stop: Stop,
        keeper: Box<dyn Keeper>,
        library: Option<PathBuf>,
        sender: SyncSender<Message>,
    ) -> Self {
        let watched = watch::Shared::default();
        Self {
            app,
            screen,
            stop,
            keeper,
            watched,
            library,
            finder: None,
            export: None,
            sender,
            drawn: Instant::now(),
            fault: None,
        }
    }

    /// Draws first and starts to listen then: keys and signals wait until someone does. So do articles that
    /// are still to be brought by `bring`.
    pub(super) fn run(
        mut self,
        first: Vec<Message>,
        inbox: &Receiver<Message>,
        signals: Signals,
        bring: Option<impl FnOnce() -> io::Result<()>>,
    ) -> io::Result<Outcome> {
        let (watched, sender) = (self.library.clone(), self.sender.clone());
        self.app.update(Message::Resize(self.screen.size()?));
        // Behind an article of a library come all the others in short, which can wait.
        let is_library = matches!(first.last(), Some(Message::Brought(..)));
        let more = if is_library { 0 } else { FIRST };
        let waiting = first.into_iter().chain(inbox.try_iter().take(more));
        let mut leaving = self.take_in(waiting);
        bring.map_or(Ok(()), |bring| bring())?;
        let known = self.watched.clone();
        let shared = Arc::new(Shared { session: Mutex::new(self), asked: AtomicBool::default() });
        listen(&shared, signals, &sender)?;
        if let Some(path) = watched {
            let watch = move |sender: SyncSender<Message>| watch::watch(&path, &known, &sender);
            worker::spawn("watch", sender.clone(), Box::new(watch))?;
        }
        let mut pause = None;
        while !leaving {
            let message = match pause {
                None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(pause) => inbox.recv_timeout(pause),
            };
            if matches!(message, Err(RecvTimeoutError::Disconnected)) {
                break;
            }
            let Some(mut session) = shared.after_keys() else { break };
            let more = inbox.try_iter().take(SOME);
            (leaving, pause) = session.advance(message.into_iter().chain(more));
        }
        // A thread that panicked while it drew has given the terminal back and told why.
        let poisoned = |_| io::Error::other("stopped by a fault in perusal");
        let mut session = shared.session.lock().map_err(poisoned)?;
        session.screen.leave();
        if let Some(export) = session.export.take() {
            export.give_up();
        }
        match session.fault.take() {
            Some(fault) => Err(fault),
            None => Ok(session.outcome()),
        }
    }

    fn outcome(&self) -> Outcome {
        Outcome { articles: self.app.articles(), problems: self.app.problems().to_vec() }
    }

    /// Takes messages in and draws once. Whether it is time to leave.
    fn take_in(&mut self, messages: impl Iterator<Item = Message>) -> bool {
        self.take_in_and_draw(messages).unwrap_or_else(|fault| {
            self.fault = Some(fault);
            true
        })
    }

    /// Takes in what came from anywhere but the keys, or works on what nobody waits for, and draws where
    /// that is due. Whether it is time to leave, and how long to wait for more before coming back.
    fn advance(&mut self, messages: impl Iterator<Item = Message>) -> (bool, Option<Duration>) {
        let mut messages = messages.peekable();
        let is_idle = messages.peek().is_none() && self.app.is_behind();
        for message in messages.chain(is_idle.then_some(Message::Idle)) {
            match self.answer(message) {
                Ok(false) => {}
                left => {
                    self.fault = left.err();
                    return (true, None);
                }
            }
        }
        // More articles come faster than a person sees.
        let is_reading = self.app.is_reading() && self.app.articles() > AT_ONCE;
        let is_streaming = is_reading || self.app.is_gathering();
        let has_time = is_streaming || self.app.is_behind();
        if has_time && self.drawn.elapsed() < STREAM_FRAME {
            let pause = if self.app.is_behind() { BREATH } else { STREAM_FRAME };
            return (false, Some(pause));
        }
        match self.draw() {
            Ok(()) => (false, self.app.is_behind().then_some(BREATH)),
            Err(fault) => {
                self.fault = Some(fault);
                (true, None)
            }
        }
    }

    /// Hands a question over to the thread that searches.
    fn find(&mut self, number: u32, query: Query) -> io::Result<()> {
        let mut finder = match self.finder.take() {
            Some(finder) => finder,
            None => Finder::start(&self.sender)?,
        };
        let file = self.library.clone().filter(|path| path.exists());
        let articles = if file.is_some() { 0 } else { self.app.articles() };
        let ground = finder.is_new(articles).then(|| {
            let all = || self.app.library().articles().map(|(_, article)| article.clone());
            file.map_or_else(|| Ground::Articles(all().collect()), Ground::File)
        });
        finder.ask(number, query, ground, articles);
        self.finder = Some(finder);
        Ok(())
    }

    /// Starts the thread that finds suggested themes.
    fn propose(&self) -> io::Result<()> {
        let library = self.app.library();
        let file = self.library.clone().filter(|path| path.exists());
        let ground = if let Some(path) = file {
            let names = library.ids().filter_map(|id| library.brief(id));
            proposer::Ground::File(path, names.map(|brief| brief.name.into()).collect())
        } else {
            let all = library.articles();
            proposer::Ground::Articles(all.map(|(_, it)| Arc::clone(&it.document)).collect())
        };
        proposer::start(ground, &self.sender)
    }

    /// Starts the thread that compares the library with another coder.
    fn agree(&self, other: String) -> io::Result<Option<Message>> {
        let Some(library) = self.library.clone().filter(|path| path.exists()) else {
            let why = "only what is kept in a library can be compared";
            return Ok(Some(Message::Agreed(Box::new(Err(why.to_owned())))));
        };
        comparer::start(library, other, &self.sender).map(|()| None)
    }

    /// Starts the thread that gathers the figures of articles from that one on.
    fn gather(&self, first: ArticleId) -> io::Result<()> {
        let library = self.app.library();
        let named = || {
            let ids = library.ids().filter(|id| *id >= first);
            ids.filter_map(|id| Some((id, library.brief(id)?.name.into()))).collect()
        };
        let ground = if library.is_in_places() {
            gatherer::Ground::From(first)
        } else {
            gatherer::Ground::Named(named())
        };
        gatherer::start(self.library.clone().unwrap_or_default(), ground, &self.sender)
    }

    /// Starts the thread that exports, or tells that a file is in the way.
    fn export(
        &mut self,
        path: String,
        order: Order,
        all: bool,
        over: bool,
    ) -> io::Result<Option<Message>> {
        if !over && files::home(&path).exists() {
            return Ok(Some(Message::InTheWay));
        }
        let file = self.library.clone().filter(|path| path.exists());
        let task = Task::of(self.app.library(), self.app.extract(all), order, path, file);
        self.export = Some(exporter::start(task, &self.sender)?);
        Ok(None)
    }

    /// Starts the thread that imports, or tells why it cannot.
    fn import(&mut self, path: &str) -> io::Result<Option<Message>> {
        let library = self.library.clone().unwrap_or_default();
        // Where it is made now, nobody fetches texts from it yet.
        let are_whole = !library.exists();
        if let Err(why) = self.keeper.ready(self.app.library()) {
            return Ok(Some(Message::Told(why)));
        }
        importer::start(files::home(path), library, are_whole, &self.sender)?;
        Ok(None)
    }

    fn stop_export(&self) {
        if let Some(export) = &self.export {
            export.stop();
        }
    }

    /// Takes a message in, does what it asks for, takes in what came of that, and so on. Whether it is
    /// time to leave.
    fn answer(&mut self, message: Message) -> io::Result<bool> {
        let mut leaving = false;
        let mut messages = VecDeque::from([message]);
        while let Some(message) = messages.pop_front() {
            for effect in self.app.update(message) {
                match effect {
                    Effect::Quit => leaving = true,
                    Effect::Keep(steps) => {
                        messages.extend(keeper::keep(
                            &mut *self.keeper,
                            &steps,
                            self.app.library(),
                        ));
                    }
                    Effect::Remember(positions) => {
                        self.keeper.remember(&positions, self.app.library());
                    }
                    Effect::Set(name, value) => self.keeper.set(name, value),
                    Effect::Renew(name) => {
                        let renewed = self.keeper.find(&name).map(Box::new);
                        messages.extend(renewed.map(Message::Ingested));
                    }
                    Effect::Find(number, query) => self.find(number, query)?,
                    Effect::Agree(other) => messages.extend(self.agree(other)?),
                    Effect::Propose => self.propose()?,
                    Effect::Gather(first) => self.gather(first)?,
                    Effect::Export { path, order, all, over } => {
                        messages.extend(self.export(path, order, all, over)?);
                    }
                    Effect::Import(path) => messages.extend(self.import(&path)?),
                    Effect::StopExport => self.stop_export(),
                    Effect::Copy(text) => self.screen.copy(&text)?,
                    Effect::StopReading => self.stop.set(),
                    Effect::Repaint => self.screen.repaint(),
                    Effect::Suspend => messages.push_back(Message::Resize(self.screen.suspend()?)),
                    Effect::Edit(text) => {
                        let (text, size) = self.screen.aside(|| files::edit(&text))?;
                        messages.extend([Message::Resize(size), Message::Edited(text)]);
                    }
                    Effect::Load(path) => messages.push_back(Message::Loaded(files::load(&path))),
                    Effect::Write { path, text, over } => {
                        messages.push_back(Message::Told(files::write(&path, &text, over)));
                    }
                }
            }
        }
        Ok(leaving)
    }

    fn take_in_and_draw(&mut self, messages: impl Iterator<Item = Message>) -> io::Result<bool> {
        let mut messages = messages.peekable();
        if messages.peek().is_none() {
            return Ok(false);
        }
        for message in messages {
            if self.answer(message)? {
                return Ok(true);
            }
        }
        self.draw()?;
        if self.app.is_behind() {
            // Whoever takes messages in works on; where that one is busy, it will see by itself.
            drop(self.sender.try_send(Message::Idle));
        }
        Ok(false)
    }

    /// Brings the screen up to date.
    fn draw(&mut self) -> io::Result<()> {
        let seen = self.app.library().journal().last().0;
        self.watched.seen.store(seen, Ordering::Relaxed);
        self.watched.troubled.store(self.app.unkept().is_some(), Ordering::Relaxed);
        self.app.settle();
        let app = &self.app;
        let article = |canvas: &mut Canvas| ui::draw_article(app, canvas);
        self.screen.draw(app.size(), article, |canvas| ui::draw_rest(app, canvas))?;
        self.app.foresee();
        self.drawn = Instant::now();
        Ok(())
    }
}

/// The session, as its threads share it.
struct Shared {
    session: Mutex<Session>,
    /// Whether keys wait to be taken in: they come first.
    asked: AtomicBool,
}

impl Shared {
    /// The session for the thread that reads keys; none after a fault in another.
    fn for_keys(&self) -> Option<MutexGuard<'_, Session>> {
        self.asked.store(true, Ordering::Relaxed);
        let session = self.session.lock().ok();
        self.asked.store(false, Ordering::Relaxed);
        session
    }

    /// The session once no keys wait: who has just given it back would else get it again before the
    /// thread that waits has woken up.
    fn after_keys(&self) -> Option<MutexGuard<'_, Session>> {
        while self.asked.load(Ordering::Relaxed) {
            thread::sleep(BREATH / 10);
        }
        self.session.lock().ok()
    }
}

/// Starts the threads that bring keys and signals.
fn listen(shared: &Arc<Shared>, signals: Signals, sender: &SyncSender<Message>) -> io::Result<()> {
    let shared = Arc::clone(shared);
    let keys = move |sender: SyncSender<Message>| {
        Screen::drawn_here();
        worker::keys(|messages| {
            shared.for_keys().is_none_or(|mut session| session.take_in(messages))
        });
        // Whoever listened may be gone by now.
        drop(sender.send(Message::Terminate));
    };
    worker::spawn("keys", sender.clone(), Box::new(keys))?;
    let signals = |sender: SyncSender<Message>| worker::signals(signals, &sender);
    worker::spawn("signals", sender.clone(), Box::new(signals))
}
