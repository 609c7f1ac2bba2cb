//! What could not be read, in words for the person at the terminal.

use crate::text::shown::safe;

/// Something that could not be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// A path or what stands for one; may hold any character.
    pub place: String,
    /// What happened and what to do, in one line.
    pub why: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let line = |text: &str| safe(text).replace('\n', "^J");
        write!(f, "{}: {}", line(&self.place), line(&self.why))
    }
}
