//! The edge where edits are kept: steps go to the library's file, and what came of each goes back as a
//! message. Decides nothing.

use std::path::PathBuf;

use crate::app::Message;
use crate::library::{Article, Library, Position, Step};
use crate::shelf;
use crate::store::{Entry, Saved, Store, StoreError, Trouble};
use crate::tag::Codebook;

/// What keeps steps for good.
pub trait Keeper: Send {
    /// Keeps a step of that library.
    ///
    /// # Errors
    /// Says why it could not; the step may be given again.
    fn keep(&mut self, step: &Step, library: &Library) -> Result<Kept, String>;

    /// Makes sure that there is a file to keep steps in.
    ///
    /// # Errors
    /// Says why there is none.
    fn ready(&mut self, library: &Library) -> Result<(), String>;

    /// Remembers where the eye is, by the names of articles; the open one comes last. What cannot be
    /// remembered is forgotten.
    fn remember(&mut self, positions: &[(String, Position)], library: &Library);

    /// Keeps a setting; one that cannot be kept holds until the program ends.
    fn set(&mut self, name: &str, value: &str);

    /// The article of that name as it is kept.
    fn find(&mut self, name: &str) -> Option<Article>;
}

/// What came of a step that was to be kept.
#[derive(Clone, Debug, PartialEq)]
pub enum Kept {
    /// It is kept.
    Here,
    /// It is not: others made these steps first.
    Behind(Vec<Step>),
}

/// Keeps steps in their order, up to the first that cannot be.
pub(super) fn keep(keeper: &mut dyn Keeper, steps: &[Step], library: &Library) -> Vec<Message> {
    let mut messages = Vec::new();
    for step in steps {
        match keeper.keep(step, library) {
            Ok(Kept::Here) => messages.push(Message::Kept),
            Ok(Kept::Behind(theirs)) => {
                messages.push(Message::Theirs(theirs));
                break;
            }
            Err(why) => {
                messages.push(Message::NotKept(why));
                break;
            }
        }
    }
    messages
}

/// Keeps steps in a library's file, which is made with the first of them where there is none.
pub struct InFile {
    path: PathBuf,
    store: Option<Store>,
    /// The themes that a new library begins with: those that were there before any edit.
    codebook: Codebook,
}

impl InFile {
    /// Keeps in the file of that path; where there is none yet, it will begin with the themes of
    /// `library`.
    pub fn new(path: PathBuf, library: &Library) -> Self {
        Self { path, store: None, codebook: library.codebook.clone() }
    }

    /// The library's file; made, with all articles at hand, where there is none.
    fn opened(&mut self, library: &Library) -> Result<&mut Store, StoreError> {
        let store = match self.store.take() {
            Some(store) => store,
            None => match Store::open_existing(&self.path)? {
                Some(store) => store,
                None => self.made(library)?,
            },
        };
        Ok(self.store.insert(store))
    }

    /// The library's file, if there is one; it may not have been needed so far.
    fn existing(&mut self) -> Option<&mut Store> {
        if self.store.is_none() {
            self.store = Store::open_existing(&self.path).ok().flatten();
        }
        self.store.as_mut()
    }

    fn made(&self, library: &Library) -> Result<Store, StoreError> {
        let mut store = Store::open(&self.path)?;
        store.set_codebook(&self.codebook)?;
        put(&mut store, library.articles().map(|(_, article)| article))?;
        Ok(store)
    }

    fn try_keep(&mut self, step: &Step, library: &Library) -> Result<Kept, StoreError> {
        let store = self.opened(library)?;
        let saved = match store.save(step) {
            Err(StoreError { trouble: Trouble::NoArticle(name), .. }) => {
                // It has come in and is still on its way to the file.
                let article = library.named(&name).and_then(|id| library.article(id));
                put(store, article.into_iter())?;
                store.save(step)
            }
            saved => saved,
        };
        Ok(match saved? {
            Saved::Kept => Kept::Here,
            Saved::Behind(theirs) => Kept::Behind(theirs),
        })
    }

    fn try_remember(&mut self, positions: &[(String, Position)]) -> Result<(), StoreError> {
        let Some(store) = &mut self.store else { return Ok(()) };
        store.put_positions(positions)?;
        match positions.last() {
            Some((open, _)) => store.set_setting(shelf::OPEN, open),
            None => Ok(()),
        }
    }
}

/// Puts articles into a file; what they came from and what marked them is not known here.
fn put<'a>(
    store: &mut Store,
    articles: impl Iterator<Item = &'a Article>,
) -> Result<(), StoreError> {
    let entry = |article| Entry::of(article, None, None);
    let entries: Vec<Entry<'_>> = articles.map(entry).collect();
    store.put(&entries).map(drop)
}

impl Keeper for InFile {
    fn keep(&mut self, step: &Step, library: &Library) -> Result<Kept, String> {
        self.try_keep(step, library).map_err(|error| error.to_string())
    }

    fn ready(&mut self, library: &Library) -> Result<(), String> {
        self.opened(library).map(drop).map_err(|error| error.to_string())
    }

    fn remember(&mut self, positions: &[(String, Position)], library: &Library) {
        let has_moved = positions.iter().any(|(_, position)| *position != Position::default());
        // Who only had a look needs no file.
        let is_wanted = self.store.is_some() || self.path.exists() || has_moved;
        if is_wanted && self.opened(library).is_ok() {
            // Leaving goes on whatever becomes of it.
            drop(self.try_remember(positions));
        }
    }

    fn set(&mut self, name: &str, value: &str) {
        if let Some(store) = self.existing() {
            drop(store.set_setting(name, value));
        }
    }

    fn find(&mut self, name: &str) -> Option<Article> {
        self.existing()?.find(name).ok()?.map(|kept| kept.article)
    }
}

/// Keeps nothing beyond this run.
#[derive(Debug, Default)]
pub struct Ephemeral;

impl Keeper for Ephemeral {
    fn keep(&mut self, _: &Step, _: &Library) -> Result<Kept, String> {
        Ok(Kept::Here)
    }

    fn ready(&mut self, _: &Library) -> Result<(), String> {
        Err("nothing is kept here: an import needs a library".to_owned())
    }

    fn remember(&mut self, _: &[(String, Position)], _: &Library) {}

    fn set(&mut self, _: &str, _: &str) {}

    fn find(&mut self, _: &str) -> Option<Article> {
        None
    }
}
