//! Where the eye was in an article, to be found again another day. Knows no rows.

use serde::{Deserialize, Serialize};

/// A place in an article that holds at any width and from one day to the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Byte of the article's **source** at the start of the first row of words on screen.
    pub source: u32,
    /// Rows without words above that row on screen.
    pub above: u16,
    /// Whether folds are open.
    pub unfolded: bool,
}
