//! A tagger on its way: whoever needs it first makes it, once the codebook is known; the first frame
//! waits for neither. Starts no thread.

use std::sync::{Arc, OnceLock};

use super::{Codebook, Learned, Tagger};
use crate::text::word;

/// Raised whenever the tagger marks anything differently, so that a library marks its articles anew.
/// A test holds what it makes of the bundled articles.
const VERSION: u32 = 1;

/// The tagger of a codebook that may not be read yet.
#[derive(Debug, Default)]
pub struct Tagging {
    codebook: OnceLock<(Codebook, Learned)>,
    tagger: OnceLock<Tagger>,
    fingerprint: OnceLock<u64>,
}

impl Tagging {
    /// For a codebook at hand.
    pub fn by(codebook: Codebook) -> Arc<Self> {
        let tagging = Arc::new(Self::default());
        tagging.begin(codebook);
        tagging
    }

    /// For a codebook at hand, with what was learned.
    pub fn taught(codebook: Codebook, learned: Learned) -> Arc<Self> {
        let tagging = Arc::new(Self::default());
        tagging.begin_taught(codebook, learned);
        tagging
    }

    /// Says which codebook; the first one holds.
    pub fn begin(&self, codebook: Codebook) {
        self.begin_taught(codebook, Learned::default());
    }

    /// Says which codebook and what was learned; the first ones hold.
    pub fn begin_taught(&self, codebook: Codebook, learned: Learned) {
        self.codebook.get_or_init(|| (codebook, learned));
    }

    /// What was learned; nothing before that is known.
    pub fn learned(&self) -> Learned {
        self.codebook.get().map(|(_, learned)| learned.clone()).unwrap_or_default()
    }

    /// A number for what marks by this codebook: suggestions of another may differ. The same on every
    /// machine; waits until the codebook is known.
    pub fn fingerprint(&self) -> u64 {
        *self.fingerprint.get_or_init(|| {
            let (codebook, learned) = self.codebook.wait();
            word::hash(&format!("{VERSION} {} {}", learned.fingerprint(), codebook.to_toml()))
        })
    }

    /// The tagger, made now if it has not been; waits until the codebook is known.
    pub fn tagger(&self) -> &Tagger {
        self.tagger.get_or_init(|| {
            let (codebook, learned) = self.codebook.wait();
            if learned.is_empty() {
                Tagger::new(codebook)
            } else {
                Tagger::taught(codebook, learned)
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tag::{Kind, Levels};
    use crate::text::Span;

    #[test]
    fn who_marks_otherwise_has_another_version() {
        let tagger = Tagger::new(&Codebook::bundled());
        let articles = [
            include_str!("../../assets/articles/job-security-in-the-age-of-ai.txt"),
            include_str!("../../assets/articles/nhs-administrative-roles.txt"),
        ];
        let mut all = String::new();
        for article in articles {
            let document = crate::text::Document::read(article.as_bytes());
            let marks = tagger.passages(&document, Levels::default());
            let told =
                |it: &crate::tag::Passage| format!("{:?}{:?}{:?}", it.span, it.kinds, it.scores);
            all.extend(marks.passages.iter().chain(&marks.aside).map(told));
        }
        let (version, print) = (VERSION, word::hash(&all));
        assert_eq!(
            (version, print),
            (1, 5_794_698_597_326_075_037),
            "raise VERSION and note the new print here"
        );
    }

    #[test]
    fn other_themes_have_another_fingerprint() {
        let mut codebook = Codebook::bundled();
        let before = Tagging::by(codebook.clone()).fingerprint();
        assert_eq!(Tagging::by(codebook.clone()).fingerprint(), before);
        codebook.themes[0].cues.pop();
        assert_ne!(Tagging::by(codebook).fingerprint(), before);
    }

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
