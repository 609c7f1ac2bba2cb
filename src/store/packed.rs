//! What the rows of an article hold, in postcard, made ready before anything is written: several articles at a
//! time, side by side. Writes nothing.

use super::{Entry, Trouble, article, brief, figures};
use crate::library::together;

/// The packed columns of an article.
#[derive(Debug)]
pub(super) struct Packed {
    /// What made the suggestions, if they are kept.
    pub(super) by: Option<u64>,
    pub(super) suggestions: Option<Vec<u8>>,
    pub(super) outline: Vec<u8>,
    pub(super) brief: Vec<u8>,
    /// None where it is not marked yet.
    pub(super) figures: Option<Vec<u8>>,
}

/// As many articles take several times as long as to begin a thread.
const LEAST: usize = 16;

impl Packed {
    /// Of one article.
    ///
    /// # Errors
    /// None that are known: memory grows as is needed.
    pub(super) fn of(entry: &Entry<'_>) -> Result<Self, Trouble> {
        let article = entry.article;
        let by = entry.suggested_by.filter(|_| article.marked);
        Ok(Self {
            by,
            suggestions: by.map(|_| article::suggestions(article)).transpose()?,
            outline: article::outline_of(article)?,
            brief: brief::packed(entry)?,
            figures: figures::packed_of(article)?,
        })
    }

    /// Of all of them, in their order.
    ///
    /// # Errors
    /// As for [`Self::of`].
    pub(super) fn all(entries: &[Entry<'_>]) -> Result<Vec<Self>, Trouble> {
        let mut rooms: Vec<Vec<Result<Self, Trouble>>> = Vec::new();
        let pack = |part, room: &mut Vec<_>| {
            let entries: &[Entry<'_>] = entries.get(part).unwrap_or_default();
            room.extend(entries.iter().map(Self::of));
        };
        let parts = together::in_parts(&mut rooms, entries.len(), LEAST, pack);
        parts.iter_mut().flat_map(|part| part.drain(..)).collect()
    }
}
