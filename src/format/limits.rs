//! How much a source may ask for before it is refused. Numbers only; each format keeps to them.

/// Bounds that keep a hostile or broken source from taking the machine; a person can change each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a source.
    pub source: u64,
    /// Bytes that a packed source may unpack to, all its parts together.
    pub unpacked: u64,
    /// How many times its packed size a part may unpack to, past the first megabyte.
    pub ratio: u64,
    /// Elements within each other.
    pub depth: usize,
    /// Articles in one source.
    pub articles: usize,
    /// Bytes of a plain text that is one article; a longer one is read in parts.
    pub whole: u64,
    /// Bytes of such a part, more or less.
    pub part: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            source: 1 << 30,
            unpacked: 256 << 20,
            ratio: 200,
            depth: 512,
            articles: 1_000_000,
            whole: 4 << 20,
            part: 512 << 10,
        }
    }
}
