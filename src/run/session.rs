//! The application on its screen, shared by the thread that reads keys and the one that takes in all
//! else. A key is answered by the thread that read it: to wake another first would cost as much as
//! the frame.

use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use signal_hook::iterator::Signals;

use super::keeper::{self, Keeper};
use super::terminal::Screen;
use super::{Outcome, files, watch, worker};
use crate::app::{App, Effect, Message};
use crate::ingest::Stop;
use crate::ui::{self, Canvas};

/// The least time between two frames that show nothing but more articles.
const STREAM_FRAME: Duration = Duration::from_millis(40);

/// How long keys get the application to themselves while articles are marked anew behind them.
const BREATH: Duration = Duration::from_millis(1);

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
    /// When a frame last told how far idle work has come.
    drawn: Instant,
    /// What ended it, when that was the terminal.
    fault: Option<io::Error>,
}

impl Session {
    pub(super) fn new(app: App, screen: Screen, stop: Stop, keeper: Box<dyn Keeper>) -> Self {
        let watched = watch::Shared::default();
        Self { app, screen, stop, keeper, watched, drawn: Instant::now(), fault: None }
    }

    /// Draws first and starts to listen then: keys and signals wait until someone does.
    pub(super) fn run(
        mut self,
        first: Vec<Message>,
        inbox: &Receiver<Message>,
        signals: Signals,
        watched: Option<PathBuf>,
        sender: &Sender<Message>,
    ) -> io::Result<Outcome> {
        self.app.update(Message::Resize(self.screen.size()?));
        let waiting = first.into_iter().chain(inbox.try_iter().take(FIRST));
        let mut leaving = self.take_in(waiting);
        let known = self.watched.clone();
        let shared = Arc::new(Mutex::new(self));
        listen(&shared, signals, sender)?;
        if let Some(path) = watched {
            let watch = move |sender: Sender<Message>| watch::watch(&path, &known, &sender);
            worker::spawn("watch", sender.clone(), Box::new(watch))?;
        }
        let mut is_behind = false;
        while !leaving {
            let message = if is_behind { next_or_idle(inbox) } else { inbox.recv().ok() };
            let Some(message) = message else { break };
            let Ok(mut session) = shared.lock() else { break };
            leaving = match message {
                Message::Idle => session.idle(),
                // All that wait behind it cost one frame together.
                message => session.take_in([message].into_iter().chain(inbox.try_iter())),
            };
            is_behind = session.app.is_behind();
            let is_streaming = session.app.is_reading() && session.app.articles() > AT_ONCE;
            drop(session);
            if is_streaming && !leaving {
                // Articles come faster than a person sees; keys are answered meanwhile.
                thread::sleep(STREAM_FRAME);
            }
        }
        // A thread that panicked while it drew has given the terminal back and told why.
        let poisoned = |_| io::Error::other("stopped by a fault in perusal");
        let mut session = shared.lock().map_err(poisoned)?;
        session.screen.leave();
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

    /// Works on what nobody waits for, and shows now and then how far it has come.
    fn idle(&mut self) -> bool {
        self.app.update(Message::Idle);
        let is_due = self.drawn.elapsed() >= 3 * STREAM_FRAME || !self.app.is_behind();
        is_due && {
            self.drawn = Instant::now();
            self.take_in([Message::Idle].into_iter())
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
        let seen = self.app.library().journal().last().0;
        self.watched.seen.store(seen, Ordering::Relaxed);
        self.watched.troubled.store(self.app.unkept().is_some(), Ordering::Relaxed);
        self.app.settle();
        let app = &self.app;
        let article = |canvas: &mut Canvas| ui::draw_article(app, canvas);
        self.screen.draw(app.size(), article, |canvas| ui::draw_rest(app, canvas))?;
        self.app.foresee();
        Ok(false)
    }
}

/// The next message, or that there is none and nobody waits.
fn next_or_idle(inbox: &Receiver<Message>) -> Option<Message> {
    match inbox.recv_timeout(BREATH) {
        Ok(message) => Some(message),
        Err(RecvTimeoutError::Timeout) => Some(Message::Idle),
        Err(RecvTimeoutError::Disconnected) => None,
    }
}

/// Starts the threads that bring keys and signals.
fn listen(
    shared: &Arc<Mutex<Session>>,
    signals: Signals,
    sender: &Sender<Message>,
) -> io::Result<()> {
    let shared = Arc::clone(shared);
    let keys = move |sender: Sender<Message>| {
        Screen::drawn_here();
        worker::keys(|messages| {
            shared.lock().map_or(true, |mut session| session.take_in(messages))
        });
        // Whoever listened may be gone by now.
        drop(sender.send(Message::Terminate));
    };
    worker::spawn("keys", sender.clone(), Box::new(keys))?;
    let signals = |sender: Sender<Message>| worker::signals(signals, &sender);
    worker::spawn("signals", sender.clone(), Box::new(signals))
}
