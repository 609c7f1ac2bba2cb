//! How far the taking-in of sources has come. Numbers only; who counts them and who shows them is
//! elsewhere.

/// How far the reading has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Sources read.
    pub done: usize,
    /// Sources known of.
    pub known: usize,
    /// Whether no more will become known.
    pub whole: bool,
    /// Sources a second, so far.
    pub rate: usize,
    /// Seconds left at that rate, where all are known.
    pub left: Option<usize>,
}
