//! Bytes to repaired text: encoding, line ends, broken tails. Leaves blocks to `block`.

use super::{Note, Origin};

/// A source as text, and the way back to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decoded {
    /// The text, line ends as `\n`.
    pub text: String,
    /// From `text` to the source.
    pub origin: Origin,
    /// What was guessed or flagged.
    pub notes: Vec<Note>,
}

/// Decodes and repairs a source; never fails.
pub fn decode(source: &[u8]) -> Decoded {
    let text = String::from_utf8_lossy(source).into_owned();
    Decoded { origin: Origin::identity(source.len()), text, notes: Vec::new() }
}
