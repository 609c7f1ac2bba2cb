//! One article laid out for reading: rows of a width, folds, the raw view, search. Pure; knows
//! no pane, key or colour.

pub mod flow;
pub mod raw;
pub mod search;
pub mod units;
mod wrap;

pub use flow::{Flow, Fold, Row, RowKind};
pub use search::Pattern;
