//! Articles and passages as plain text, CSV and JSON, for pipes, scripts and screen readers.
//! Writes to any [`std::io::Write`]; never looks at a terminal.

mod agree;
mod guarded;
pub mod library;
mod list;
pub mod manual;
mod search;
mod show;
mod stats;
mod tag;
mod themes;

pub use agree::{Disagreements, agreement};
pub use guarded::Guarded;
pub use list::{Format, list};
pub use search::search;
pub use show::show;
pub use stats::stats;
pub use tag::{Answering, Batches, Lines, Unit};
pub use themes::{ThemeFormat, themes};
