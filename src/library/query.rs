//! The filter language: what a person wants to see, as a tree of conditions on passages and their
//! articles. Reads it, writes it, says it in words, completes it; how a condition is answered (from
//! columns, an index, the text) is left to whoever asks, [`answer`] being the plain way.
//!
//! ```text
//! any    = all { ("or" | "|") all }
//! all    = not { ["and" | "&"] not }
//! not    = ("not" | "-" | "!") not | one
//! one    = "(" any ")" | "article" "(" any ")" | [field sign] value | keyword
//! sign   = ":" | [":"] ("<" | "<=" | "=" | ">=" | ">")
//! value  = word | "\"" words "\"" | "/" pattern "/" ["i"]
//! ```
//!
//! All conditions meet on the same passage, but for those in `article(...)`, which some passage of the
//! same article has to meet. That is a pair of brackets and no infix, so that it can be negated, nested
//! and hold several conditions that meet on one other passage.

pub mod answer;
mod atom;
pub mod completion;
mod days;
mod described;
mod error;
mod lexer;
mod parser;
mod phrase;
mod regex;
#[cfg(test)]
mod tests;
mod theme;
mod value;
mod vocabulary;
mod written;

use serde::{Deserialize, Serialize};

pub use answer::Ground;
pub use atom::{Atom, Compare, Place, Scope, Sought, Value};
pub use completion::{Candidate, Completion};
pub use days::Days;
pub use error::QueryError;
pub use phrase::Phrase;
pub use regex::Regex;
pub use vocabulary::Field;

use crate::tag::Codebook;
use theme::Themes;

/// What a person wants to see. `And` and `Or` have two parts or more, none of which is one of their own
/// sort: [`Query::all`] and [`Query::any`] see to that. As text it names themes by their numbers, so
/// that one that is kept stays true when a theme gets another name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Query {
    /// All of these.
    And(Vec<Self>),
    /// One of these at least.
    Or(Vec<Self>),
    /// What does not meet this.
    Not(Box<Self>),
    /// Passages of an article some passage of which meets this.
    Within(Box<Self>),
    /// A single condition.
    Atom(Atom),
}

/// What of a query is asked by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaf<'q> {
    /// Whether a condition holds.
    Atom(&'q Atom),
    /// Whether some passage of the article meets this.
    Within(&'q Query),
}

/// What is left of a query of which some leaves are answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rest {
    /// Nothing: it holds or does not, whatever the others are.
    Known(bool),
    /// What still has to be asked.
    Open(Query),
}

impl Query {
    /// Reads what a person typed.
    ///
    /// # Errors
    /// Where it cannot be read, why, and what to do.
    pub fn parse(typed: &str, codebook: &Codebook) -> Result<Self, QueryError> {
        parser::parse(typed, Themes::Of(codebook))
    }

    /// Looks whether it can be read, as far as that can be told before the themes are known.
    ///
    /// # Errors
    /// As [`Self::parse`], but for themes that are not there.
    pub fn check(typed: &str) -> Result<(), QueryError> {
        parser::parse(typed, Themes::Unknown).map(drop)
    }

    /// Reads the text that it is kept as, its [`std::fmt::Display`]; themes are numbers.
    ///
    /// # Errors
    /// Where it cannot be read, and for themes by name.
    pub fn kept(text: &str) -> Result<Self, QueryError> {
        parser::parse(text, Themes::Numbered)
    }

    /// All of these at once; nothing where there are none.
    pub fn all(parts: Vec<Self>) -> Option<Self> {
        let parts = parts.into_iter().flat_map(|part| match part {
            Self::And(parts) => parts,
            other => vec![other],
        });
        joined(parts.collect(), Self::And)
    }

    /// Any of these; nothing where there are none.
    pub fn any(parts: Vec<Self>) -> Option<Self> {
        let parts = parts.into_iter().flat_map(|part| match part {
            Self::Or(parts) => parts,
            other => vec![other],
        });
        joined(parts.collect(), Self::Or)
    }

    /// Whether it holds where its leaves are answered so; no more of them are asked than needed.
    pub fn holds(&self, ask: &mut impl FnMut(Leaf<'_>) -> bool) -> bool {
        match self {
            Self::And(parts) => parts.iter().all(|part| part.holds(ask)),
            Self::Or(parts) => parts.iter().any(|part| part.holds(ask)),
            Self::Not(inner) => !inner.holds(ask),
            Self::Within(inner) => ask(Leaf::Within(inner)),
            Self::Atom(atom) => ask(Leaf::Atom(atom)),
        }
    }

    /// What is left when those leaves are taken out that have an answer: for an article, what has to be
    /// asked of each of its passages.
    #[must_use]
    pub fn given(&self, known: &mut impl FnMut(Leaf<'_>) -> Option<bool>) -> Rest {
        let open = || Rest::Open(self.clone());
        match self {
            Self::And(parts) => given_parts(parts, known, false),
            Self::Or(parts) => given_parts(parts, known, true),
            Self::Not(inner) => match inner.given(known) {
                Rest::Known(holds) => Rest::Known(!holds),
                Rest::Open(inner) => Rest::Open(Self::Not(Box::new(inner))),
            },
            Self::Within(inner) => known(Leaf::Within(inner)).map_or_else(open, Rest::Known),
            Self::Atom(atom) => known(Leaf::Atom(atom)).map_or_else(open, Rest::Known),
        }
    }

    /// Its conditions, those in `article(...)` too, in the order they were written.
    pub fn atoms(&self) -> Vec<&Atom> {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().flat_map(Self::atoms).collect(),
            Self::Not(inner) | Self::Within(inner) => inner.atoms(),
            Self::Atom(atom) => vec![atom],
        }
    }

    /// Whether its answer is the same for all passages of an article, so that one without passages has
    /// an answer too.
    pub fn scope(&self) -> Scope {
        let is_article = match self {
            Self::And(parts) | Self::Or(parts) => {
                parts.iter().all(|part| part.scope() == Scope::Article)
            }
            Self::Not(inner) => return inner.scope(),
            Self::Within(_) => true,
            Self::Atom(atom) => return atom.scope(),
        };
        if is_article { Scope::Article } else { Scope::Passage }
    }

    /// Whether one of its conditions can only be told from the words of articles.
    pub fn needs_text(&self) -> bool {
        self.atoms().into_iter().any(Atom::needs_text)
    }
}

/// What is left of parts of which one that `decides` settles them all.
fn given_parts(
    parts: &[Query],
    known: &mut impl FnMut(Leaf<'_>) -> Option<bool>,
    decides: bool,
) -> Rest {
    let mut left = Vec::new();
    for part in parts {
        match part.given(known) {
            Rest::Known(holds) if holds == decides => return Rest::Known(holds),
            Rest::Known(_) => {}
            Rest::Open(part) => left.push(part),
        }
    }
    let left = if decides { Query::any(left) } else { Query::all(left) };
    left.map_or(Rest::Known(!decides), Rest::Open)
}

fn joined(mut parts: Vec<Query>, join: impl Fn(Vec<Query>) -> Query) -> Option<Query> {
    if parts.len() > 1 { Some(join(parts)) } else { parts.pop() }
}

impl From<Query> for String {
    fn from(query: Query) -> Self {
        query.to_string()
    }
}

impl TryFrom<String> for Query {
    type Error = QueryError;

    fn try_from(text: String) -> Result<Self, QueryError> {
        Self::kept(&text)
    }
}
