//! Articles and passages as plain text, CSV and JSON, for pipes, scripts and screen readers.
//! Writes to any [`std::io::Write`]; never looks at a terminal.

pub mod library;
mod list;
mod record;
mod search;
mod show;
mod tag;
mod themes;

pub use list::{Choice, Format, list};
pub use record::{Characters, Record};
pub use search::search;
pub use show::show;
pub use tag::{Unit, tag_lines};
pub use themes::{ThemeFormat, themes};
