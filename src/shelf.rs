//! Articles on their way between their sources and the library's file: those that are kept come from
//! there with all that a person did to them, those that are new are put there, and where a source has
//! changed, its marks are put on the new text. Reads no keys and draws nothing.

pub mod import;
mod intake;
mod lender;
mod listing;
mod memory;
mod source;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::ingest::{Opened, Outcome};
use crate::library::{Article, ArticleId, Brief, Step};
use crate::store::{Stamp, Store, StoreError};
use crate::tag::Tagging;

pub use lender::Lender;
pub use memory::{LEARNING, OPEN, codebook, learned, recall, usual_place};

/// What comes of articles.
#[derive(Debug)]
pub enum News {
    /// Of a source, with what a person did to its articles.
    Outcome(Outcome),
    /// A source has changed: its marks were put on the new text by this step.
    Changed(Step),
    /// Articles in short, at their places or, without, behind the others; their texts are kept.
    Listed(Vec<(Option<ArticleId>, Brief)>),
    /// Something to tell.
    Told(String),
}

/// Takes news in; says whether to go on.
pub type Sink<'s> = &'s mut dyn FnMut(News) -> bool;

/// A library's file, as articles are taken from it and put into it.
pub struct Shelf {
    store: Store,
    tagging: Arc<Tagging>,
    /// By what suggestions are made.
    by: u64,
    /// Articles that are not put yet.
    waiting: Vec<(Article, Option<Stamp>)>,
    /// Bytes of their texts.
    weight: usize,
    /// How many of the last of these are still to be given.
    given: usize,
    /// The article that was given first, if its marks are still to be made.
    unmarked: Option<Opened>,
}

impl Shelf {
    /// The shelf of a library's file; waits for the codebook when an article is to be marked.
    pub fn new(store: Store, tagging: Arc<Tagging>) -> Self {
        Self { store, tagging, by: 0, waiting: Vec::new(), weight: 0, given: 0, unmarked: None }
    }

    /// Whether there is nothing on it.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        self.store.is_empty()
    }
}
