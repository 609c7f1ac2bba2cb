//! What is wrong with a query, and where.

use std::fmt;

use crate::text::shown::{safe, width};

/// Why a query cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// The byte of what was typed that it is about; its length where something is missing at the end.
    pub at: usize,
    /// What is wrong and what to do.
    pub what: String,
}

impl QueryError {
    pub(super) fn new(at: usize, what: impl Into<String>) -> Self {
        Self { at, what: what.into() }
    }

    /// Two lines: what was typed, and below it a caret under the place with what is wrong.
    pub fn pointed(&self, typed: &str) -> String {
        let line: String = typed.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
        // White space of several bytes is one byte now.
        let before = typed.get(..self.at).unwrap_or(typed).chars().count();
        let before: String = line.chars().take(before).collect();
        format!("{}\n{}^ {}", safe(&line), " ".repeat(width(&safe(&before))), safe(&self.what))
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for QueryError {}
