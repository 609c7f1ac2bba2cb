//! Articles and passages as plain text, CSV and JSON, for pipes, scripts and screen readers.
//! Writes to any [`std::io::Write`] with any [`Ink`]; never looks at a terminal.

mod agree;
mod by_line;
mod guarded;
mod ink;
pub mod library;
mod list;
pub mod manual;
mod search;
mod show;
mod stats;
mod tag;
mod themes;
mod wrapped;

use crate::library::{Filter, Library, Survey};

pub use agree::{Disagreements, agreement};
pub use guarded::guarded;
pub use ink::{Ink, Looks};
pub use list::{Format, list};
pub use search::search;
pub use show::show;
pub use stats::stats;
pub use tag::{Answering, Batches, Lines, Unit};
pub use themes::{ThemeFormat, themes};
pub use wrapped::{Wrapped, wrapped};

/// A library, what is wanted of it, and what was counted of that.
#[derive(Clone, Copy, Debug)]
pub struct Surveyed<'a> {
    /// Where from.
    pub library: &'a Library,
    /// What is wanted.
    pub filter: &'a Filter,
    /// Made of both.
    pub survey: &'a Survey,
}
