//! Texts of a library's articles for whoever reads, while others write to its file. Lists nothing.

use std::cell::RefCell;
use std::path::PathBuf;

use crate::library::catalogue::Keep;
use crate::library::holding::Holding;
use crate::library::search::Phrase;
use crate::library::{ArticleId, Fetched, Texts};
use crate::store::{Kept, Store, StoreError};

/// Where the texts of a library's articles are fetched from while others write to it.
pub struct Lender {
    path: PathBuf,
    store: RefCell<Option<Store>>,
    fault: RefCell<Option<String>>,
}

impl Lender {
    /// From the file of that path, which is opened when something is asked for.
    pub fn new(path: PathBuf) -> Self {
        Self { path, store: RefCell::default(), fault: RefCell::default() }
    }

    /// Asks the file, which is opened now if it is not; nothing where there is none.
    fn ask<T>(
        &self,
        ask: impl FnOnce(&Store) -> Result<Option<T>, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let mut store = self.store.borrow_mut();
        if store.is_none() {
            *store = Store::open_existing(&self.path)?;
        }
        store.as_ref().map_or(Ok(None), ask)
    }
}

impl Texts for Lender {
    fn fetch(&self, name: &str) -> Option<Fetched> {
        let find = |store: &Store| Ok(store.find(name)?.map(Kept::fetched));
        self.ask(find).unwrap_or_else(|error| {
            *self.store.borrow_mut() = None;
            *self.fault.borrow_mut() = Some(error.to_string());
            None
        })
    }

    fn having(&self, phrase: &Phrase, keep: &Keep<'_>) -> Option<(Holding, Vec<ArticleId>)> {
        // Where it cannot be read, each article is asked, which tells what is wrong.
        self.ask(|store| store.sentences_with(phrase, keep).map(Some)).unwrap_or_default()
    }

    fn fault(&self) -> Option<String> {
        self.fault.borrow_mut().take()
    }
}
