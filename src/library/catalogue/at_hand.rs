//! The texts that are at hand, and where others come from. Each is fetched when somebody asks for it, and they
//! go when there are too many. Knows nothing of what articles are in short.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use super::{Fetched, Keep, Texts};
use crate::library::holding::Holding;
use crate::library::search::Phrase;
use crate::library::{Article, ArticleId};

/// Texts that are kept at hand beside those that are kept nowhere else; together with [`ROOM`].
const MOST: usize = 128;

/// Bytes of text that are kept at hand at most, but for the last few.
const ROOM: usize = 24 << 20;

/// Those that came last stay, however large: a screen shows a few at once.
const FEW: usize = 4;

/// The texts.
#[derive(Default)]
pub(super) struct AtHand {
    /// For each article its text, if it is here.
    all: Vec<OnceLock<Box<Article>>>,
    lender: Option<Mutex<Box<dyn Texts>>>,
    fetched: Mutex<Queue>,
}

/// Those that are kept elsewhere.
#[derive(Debug, Default)]
struct Queue {
    /// In the order they were fetched.
    all: VecDeque<ArticleId>,
    /// Bytes of their texts.
    bytes: usize,
}

impl Queue {
    fn push(&mut self, id: ArticleId, bytes: usize) {
        self.all.push_back(id);
        self.bytes += bytes;
    }
}

/// What a mutex holds: nobody leaves it half done, so that it is whole even where somebody fell.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The same, where nobody else can have it.
fn own<T>(mutex: &mut Mutex<T>) -> &mut T {
    mutex.get_mut().unwrap_or_else(PoisonError::into_inner)
}

impl AtHand {
    /// Says where texts come from.
    pub(super) fn lend(&mut self, texts: Box<dyn Texts>) {
        self.lender = Some(Mutex::new(texts));
    }

    /// Makes room for so many articles at the least.
    pub(super) fn hold(&mut self, articles: usize) {
        if self.all.len() < articles {
            self.all.resize_with(articles, OnceLock::new);
        }
    }

    /// Takes in the text of an article there is room for. One that is kept nowhere else stays.
    pub(super) fn bring(&mut self, id: ArticleId, article: Article, is_sole: bool) {
        self.forget(id);
        let Some(place) = self.all.get(id.0 as usize) else { return };
        let bytes = article.document.text.len();
        if place.set(Box::new(article)).is_ok() && !is_sole {
            own(&mut self.fetched).push(id, bytes);
        }
    }

    /// An article there is room for; where it is not at hand, it comes from `fetch`.
    pub(super) fn article(
        &self,
        id: ArticleId,
        fetch: impl FnOnce() -> Option<Article>,
    ) -> Option<&Article> {
        let place = self.all.get(id.0 as usize)?;
        if place.get().is_none() {
            let article = fetch()?;
            let bytes = article.document.text.len();
            // Another thread may have brought it meanwhile: that one is as good.
            if place.set(Box::new(article)).is_ok() {
                held(&self.fetched).push(id, bytes);
            }
        }
        self.get(id)
    }

    /// An article whose text is at hand.
    pub(super) fn get(&self, id: ArticleId) -> Option<&Article> {
        self.all.get(id.0 as usize)?.get().map(|article| &**article)
    }

    /// The same to be changed.
    pub(super) fn get_mut(&mut self, id: ArticleId) -> Option<&mut Article> {
        self.all.get_mut(id.0 as usize)?.get_mut().map(|article| &mut **article)
    }

    /// An article's text from where it is kept.
    pub(super) fn fetch(&self, name: &str) -> Option<Fetched> {
        held(self.lender.as_ref()?).fetch(name)
    }

    /// As [`Texts::having`].
    pub(super) fn having(
        &self,
        phrase: &Phrase,
        keep: &Keep<'_>,
    ) -> Option<(Holding, Vec<ArticleId>)> {
        held(self.lender.as_ref()?).having(phrase, keep)
    }

    /// Why the last text could not be had.
    pub(super) fn fault(&self) -> Option<String> {
        self.lender.as_ref().and_then(|lender| held(lender).fault())
    }

    /// Lets texts go that are kept elsewhere where there are too many, those that came first; not that
    /// of `open`.
    pub(super) fn tidy(&mut self, open: Option<ArticleId>) {
        let is_much = |queue: &Queue| {
            let there = queue.all.len();
            there > FEW && (there > MOST || queue.bytes > ROOM)
        };
        // Once around at most: what is open comes last again.
        for _ in 0..own(&mut self.fetched).all.len() {
            let queue = own(&mut self.fetched);
            if !is_much(queue) {
                return;
            }
            let Some(id) = queue.all.pop_front() else { return };
            if Some(id) == open {
                queue.all.push_back(id);
                continue;
            }
            self.let_go(id);
        }
    }

    /// Lets the text of an article go, wherever it stands among the others.
    pub(super) fn forget(&mut self, id: ArticleId) {
        let queue = own(&mut self.fetched);
        if let Some(at) = queue.all.iter().position(|other| *other == id) {
            queue.all.remove(at);
            self.let_go(id);
        } else if let Some(place) = self.all.get_mut(id.0 as usize) {
            drop(place.take());
        }
    }

    fn let_go(&mut self, id: ArticleId) {
        let gone = self.all.get_mut(id.0 as usize).and_then(OnceLock::take);
        let bytes = gone.map_or(0, |article| article.document.text.len());
        let queue = own(&mut self.fetched);
        queue.bytes = queue.bytes.saturating_sub(bytes);
    }
}
