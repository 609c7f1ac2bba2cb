//! A tagger on its way: whoever needs it first makes it, once the codebook is known; the first frame
//! waits for neither. Starts no thread.

use std::sync::{Arc, OnceLock};

use super::{Codebook, Tagger};

/// The tagger of a codebook that may not be read yet.
#[derive(Debug, Default)]
pub struct Tagging {
    codebook: OnceLock<Codebook>,
    tagger: OnceLock<Tagger>,
}

impl Tagging {
    /// For a codebook at hand.
    pub fn by(codebook: Codebook) -> Arc<Self> {
        let tagging = Arc::new(Self::default());
        tagging.begin(codebook);
        tagging
    }

    /// Says which codebook; the first one holds.
    pub fn begin(&self, codebook: Codebook) {
        self.codebook.get_or_init(|| codebook);
    }

    /// The tagger, made now if it has not been; waits until the codebook is known.
    pub fn tagger(&self) -> &Tagger {
        self.tagger.get_or_init(|| Tagger::new(self.codebook.wait()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tag::{Kind, Levels};
    use crate::text::Span;

    #[test]
    fn who_comes_too_early_waits_for_the_codebook() {
        let tagging = Arc::new(Tagging::default());
        let other = Arc::clone(&tagging);
        let text = "Costs rose by 5%.";
        let span = Span::new(0, text.len());
        let mark = move || other.tagger().mark(text, span, Levels::default());
        let marked = std::thread::spawn(mark);
        tagging.begin(Codebook::bundled());
        assert!(marked.join().is_ok_and(|passage| passage.kinds.has(Kind::Statistic)));
    }
}
