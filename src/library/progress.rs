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
    /// How far the source that is being read has come, where it is read in parts.
    pub stretch: Option<Stretch>,
}

/// How far a source has come that is read in parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stretch {
    /// Bytes read.
    pub read: u64,
    /// Bytes there are, where that is known.
    pub whole: Option<u64>,
}

impl Stretch {
    /// "340 of 1024 MB read".
    pub fn describe(self) -> String {
        let mebibytes = |bytes: u64| bytes.div_ceil(1 << 20);
        let read = mebibytes(self.read);
        match self.whole {
            Some(whole) => format!("{read} of {} MB read", mebibytes(whole)),
            None => format!("{read} MB read"),
        }
    }
}
