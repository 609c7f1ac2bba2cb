//! The thread that searches the whole library, so that no key waits for it; the last question counts.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel};

use super::worker;
use crate::app::Message;
use crate::app::finding::SHOWN;
use crate::library::Article;
use crate::library::search::{Findings, Query};
use crate::store::{Entry, Store, StoreError};

/// Where to search.
#[derive(Debug)]
pub(super) enum Ground {
    /// In a library's file.
    File(PathBuf),
    /// In these articles, which are in no file.
    Articles(Vec<Article>),
}

/// A question, and where it is given up when the next one comes.
struct Question {
    number: u32,
    query: Query,
    /// Where to search from now on.
    ground: Option<Ground>,
    stop: Arc<AtomicBool>,
}

/// The thread, as whoever asks sees it.
pub(super) struct Finder {
    questions: Sender<Question>,
    stop: Arc<AtomicBool>,
    /// How many articles are searched that are in no file.
    articles: Option<usize>,
}

impl Finder {
    pub(super) fn start(answers: &SyncSender<Message>) -> io::Result<Self> {
        let (questions, asked) = channel();
        let work = move |sender: SyncSender<Message>| answer(&asked, &sender);
        worker::spawn("finder", answers.clone(), Box::new(work))?;
        Ok(Self { questions, stop: Arc::default(), articles: None })
    }

    /// Whether the thread has to be told where to search, of so many articles in no file.
    pub(super) fn is_new(&self, articles: usize) -> bool {
        self.articles != Some(articles)
    }

    /// Asks; what was asked before is given up.
    pub(super) fn ask(
        &mut self,
        number: u32,
        query: Query,
        ground: Option<Ground>,
        articles: usize,
    ) {
        self.stop.store(true, Ordering::Relaxed);
        self.stop = Arc::default();
        self.articles = Some(articles);
        let question = Question { number, query, ground, stop: Arc::clone(&self.stop) };
        // Whoever listened may be gone by now.
        drop(self.questions.send(question));
    }
}

fn answer(asked: &Receiver<Question>, sender: &SyncSender<Message>) {
    let mut store: Result<Option<Store>, StoreError> = Ok(None);
    while let Ok(mut question) = asked.recv() {
        // Those that were asked meanwhile.
        loop {
            if let Some(ground) = question.ground.take() {
                store = opened(ground);
            }
            match asked.try_recv() {
                Ok(next) => question = next,
                Err(_) => break,
            }
        }
        let found = match &store {
            Ok(Some(store)) => store.search(&question.query, SHOWN, &question.stop),
            Ok(None) => Ok(Some(Findings::default())),
            Err(error) => Err(error.clone()),
        };
        let found = match found {
            Ok(None) => continue,
            Ok(Some(found)) => Ok(found),
            Err(error) => Err(error.to_string()),
        };
        if sender.send(Message::Found(question.number, Box::new(found))).is_err() {
            return;
        }
    }
}

fn opened(ground: Ground) -> Result<Option<Store>, StoreError> {
    match ground {
        Ground::File(path) => Store::open_existing(&path),
        Ground::Articles(articles) => {
            let mut store = Store::in_memory()?;
            let entry = |article| Entry::of(article, None, None);
            store.put(&articles.iter().map(entry).collect::<Vec<_>>())?;
            while store.index_some(articles.len())? > 0 {}
            Ok(Some(store))
        }
    }
}
