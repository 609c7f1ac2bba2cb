//! Which themes of a codebook a passage belongs to.

use super::{Codebook, Passage};

/// A codebook made ready for matching.
#[derive(Debug, Default)]
pub struct Matcher {}

impl Matcher {
    /// Prepares a codebook.
    pub fn new(_codebook: &Codebook) -> Self {
        Self {}
    }

    /// Adds the themes of `passage` and the cues that made them.
    pub fn sort(&self, _text: &str, _passage: &mut Passage) {}
}
