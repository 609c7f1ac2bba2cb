//! Where the reader's articles come from: a pile of sources, or a library's file. What the first frame shows is fetched
//! by the thread that draws it, where it is at hand: to wake another takes as long as to read an article. All else
//! comes from a thread of its own.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::SyncSender;

use crate::app::Message;
use crate::ingest::{Input, Opened, Orders, Outcome, ingest, ingest_others, open_bundled};
use crate::library::Problem;
use crate::shelf::{self, News, Shelf};
use crate::store::{Store, StoreError};
use crate::tag::{Codebook, Tagging};

/// Brings articles as messages.
pub trait Bringer: Send {
    /// What the first frame shows; nothing where it would have to be waited for.
    fn first(&mut self) -> Vec<Message> {
        Vec::new()
    }

    /// All else, until nobody listens.
    fn rest(self: Box<Self>, sender: &SyncSender<Message>);
}

/// Sources that no library keeps. Their articles are marked by a codebook that may become known meanwhile.
#[derive(Debug)]
pub struct Piled {
    orders: Orders,
    tagging: Arc<Tagging>,
    opened: Option<Opened>,
}

impl Piled {
    /// What is to be read, and who marks it.
    pub fn new(orders: Orders, tagging: Arc<Tagging>) -> Self {
        Self { orders, tagging, opened: None }
    }
}

impl Bringer for Piled {
    fn first(&mut self) -> Vec<Message> {
        if self.orders.inputs != [Input::Bundled] {
            return Vec::new();
        }
        let article = open_bundled(&self.orders, &self.tagging);
        self.opened = article.as_deref().map(Opened::of);
        article.map(Message::Ingested).into_iter().collect()
    }

    fn rest(self: Box<Self>, sender: &SyncSender<Message>) {
        let Self { orders, tagging, opened } = *self;
        let sink = |outcome| send(outcome, &orders, sender);
        match opened {
            Some(_) => ingest_others(&orders, &tagging, opened, sink),
            None => ingest(&orders, &tagging, sink),
        }
    }
}

/// A library, or a pile by way of it.
pub struct Shelved {
    path: PathBuf,
    /// What to read: where that is [`Input::Bundled`], the library itself, if there is anything in it.
    orders: Orders,
    /// A codebook that was asked for, and its file's name.
    wanted: Option<(Codebook, String)>,
    /// Learns which themes articles are marked by.
    tagging: Arc<Tagging>,
    /// Once its first article was given, or why it could not be.
    begun: Option<Result<Shelf, StoreError>>,
}

impl Shelved {
    /// The library's file and what is to be read; `wanted` is a codebook that was asked for, and its file's name.
    pub fn new(
        path: PathBuf,
        mut orders: Orders,
        wanted: Option<(Codebook, String)>,
        tagging: Arc<Tagging>,
    ) -> Self {
        orders.spare = Some(path.clone());
        Self { path, orders, wanted, tagging, begun: None }
    }

    fn is_pile(&self) -> bool {
        self.orders.inputs != [Input::Bundled]
    }

    /// The shelf with the codebook it is read by, and what the library remembers; none where there is no library.
    fn open(&self) -> Result<Option<(Shelf, Message)>, StoreError> {
        let store = if self.is_pile() {
            Some(Store::open(&self.path)?)
        } else {
            Store::open_existing(&self.path)?
        };
        let Some(mut store) = store else { return Ok(None) };
        let codebook = shelf::codebook(&mut store)?;
        let learned = shelf::learned(&store, &codebook)?;
        self.tagging.begin_taught(codebook, learned);
        let recall = Message::Recall(Box::new(shelf::recall(&store)?));
        Ok(Some((Shelf::new(store, Arc::clone(&self.tagging)), recall)))
    }

    /// Opens the shelf and takes its first article off.
    fn begin(&self) -> Result<Option<(Shelf, Vec<Message>)>, StoreError> {
        let Some((mut stock, recall)) = self.open()? else { return Ok(None) };
        let first = stock.first()?.map(|(place, article)| Message::Brought(place, article));
        // Of an empty library there is nothing to show yet.
        Ok(first.map(|first| (stock, vec![recall, first])))
    }

    fn try_rest(mut self, sender: &SyncSender<Message>) -> Result<(), StoreError> {
        let send_on = |message| sender.send(message).is_ok();
        let begun = self.begun.take().transpose()?;
        let is_begun = begun.is_some();
        let mut stock = if let Some(stock) = begun {
            stock
        } else {
            let Some((stock, recall)) = self.open()? else {
                self.tagging.begin(Codebook::bundled());
                ingest(&self.orders, &self.tagging, |it| send(it, &self.orders, sender));
                return Ok(());
            };
            send_on(recall);
            stock
        };
        let mut sink = |news| match news {
            News::Outcome(outcome) => send_on(of_outcome(outcome)),
            News::Listed(briefs) => send_on(Message::Listed(briefs)),
            News::Changed(step) => send_on(Message::Theirs(vec![step])),
            News::Told(what) => send_on(Message::Told(what)),
        };
        if is_begun {
            stock.read(&self.orders, &mut sink)?;
        } else {
            stock.take_in(&self.orders, &mut sink);
        }
        if let Some(wanted) = self.wanted {
            send_on(Message::Loaded(Ok(wanted)));
        }
        Ok(())
    }
}

impl Bringer for Shelved {
    fn first(&mut self) -> Vec<Message> {
        if self.is_pile() {
            return Vec::new();
        }
        match self.begin() {
            Ok(None) => Vec::new(),
            Ok(Some((stock, messages))) => {
                self.begun = Some(Ok(stock));
                messages
            }
            Err(error) => {
                self.begun = Some(Err(error));
                Vec::new()
            }
        }
    }

    fn rest(self: Box<Self>, sender: &SyncSender<Message>) {
        let place = self.path.display().to_string();
        if let Err(error) = self.try_rest(sender) {
            let why = format!("{error}; --no-library reads without");
            drop(sender.send(Message::Problem(Problem { place, why })));
        }
    }
}

fn of_outcome(outcome: Outcome) -> Message {
    match outcome {
        Outcome::Opened(article) | Outcome::Article(article) => Message::Ingested(article),
        Outcome::Marked(name, marks) => Message::Marked(name, marks),
        Outcome::Problem(problem) => Message::Problem(problem),
        Outcome::Progress(progress) => Message::Progress(progress),
    }
}

/// Sends an outcome; ends the reading where nobody listens.
fn send(outcome: Outcome, orders: &Orders, sender: &SyncSender<Message>) {
    if sender.send(of_outcome(outcome)).is_err() {
        orders.stop.set();
    }
}
