//! What is sought in the full text of a library, as typed and as understood, and where an article has
//! it. Which articles have it is the library file's business.

mod findings;
pub mod near;
mod parse;
mod place;
pub mod words;

pub use findings::{Finding, Findings};
pub use parse::Fault;
pub use place::{Place, Snippet, place};

/// What is sought: an article needs all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// In the order they were typed; none finds nothing.
    pub parts: Vec<Part>,
}

/// One thing sought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where.
    pub field: Field,
    /// What.
    pub sought: Sought,
    /// Whether an article must not have it.
    pub excluded: bool,
}

/// Where something is sought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Field {
    /// In the text, title and all.
    #[default]
    Text,
    /// In the title.
    Title,
    /// In the author's name.
    Author,
    /// In the name of the publication, or the path or address it came from.
    Source,
    /// On the day of publication, as digits.
    Date,
}

impl Field {
    /// All that have a name.
    pub const NAMED: [(&str, Self); 4] = [
        ("title", Self::Title),
        ("author", Self::Author),
        ("source", Self::Source),
        ("date", Self::Date),
    ];
}

/// What is sought in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought {
    /// Words that follow each other.
    Phrase(Phrase),
    /// Phrases with at most `distance` words between the end of the first and the beginning of the last.
    Near {
        /// At least two.
        phrases: Vec<Phrase>,
        /// In words.
        distance: u32,
    },
}

impl Sought {
    /// The phrases it is made of.
    pub fn phrases(&self) -> &[Phrase] {
        match self {
            Self::Phrase(phrase) => std::slice::from_ref(phrase),
            Self::Near { phrases, .. } => phrases,
        }
    }
}

/// Words that follow each other; at least one.
pub type Phrase = Vec<Word>;

/// A word, or all words between two, as [`crate::text::term`] folds them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The first.
    pub low: Vec<u8>,
    /// The last.
    pub high: Vec<u8>,
}

impl Word {
    /// This word.
    pub fn whole(term: &[u8]) -> Self {
        Self { low: term.to_vec(), high: term.to_vec() }
    }

    /// Each word that begins with this.
    pub fn beginning(term: &[u8]) -> Self {
        Self::from_to(term, term)
    }

    /// Each word from this to those that begin with the other.
    pub fn from_to(low: &[u8], high: &[u8]) -> Self {
        // No byte of UTF-8 is as high.
        Self { low: low.to_vec(), high: [high, &[u8::MAX]].concat() }
    }

    /// Whether this is such a word.
    pub fn is(&self, term: &[u8]) -> bool {
        *self.low <= *term && *term <= *self.high
    }
}

impl Query {
    /// Understands what was typed.
    ///
    /// # Errors
    /// Where in it something is wrong, and what.
    pub fn of(typed: &str) -> Result<Self, Fault> {
        parse::parse(typed, false)
    }

    /// Understands what is still being typed: its last word may go on, and what was begun need not be
    /// ended yet.
    ///
    /// # Errors
    /// Where in it something is wrong, and what.
    pub fn typing(typed: &str) -> Result<Self, Fault> {
        parse::parse(typed, true)
    }
}

#[cfg(test)]
mod tests;
