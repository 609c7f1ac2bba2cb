//! What was found in the full text of a library. Finds nothing itself.

use super::{Place, Snippet};

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// How many articles have everything sought.
    pub articles: usize,
    /// How often these have any of it.
    pub hits: u64,
    /// The first of them, the best first.
    pub shown: Vec<Finding>,
    /// How many articles could not be looked through, since they are not indexed yet.
    pub due: usize,
}

/// An article that has everything sought.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// [`crate::library::Article::name`].
    pub name: String,
    /// [`crate::library::Article::place`].
    pub place: String,
    /// Its title, or its first words.
    pub title: String,
    /// How well it fits; more is better, beside others of the same search.
    pub score: f64,
    /// The best place in it, in bytes of its text.
    pub best: Place,
    /// Where that begins and ends, in characters of its text.
    pub characters: (usize, usize),
    /// The words about that place.
    pub snippet: Snippet,
}
