//! What a person did to one stretch of an article's text: verdicts on marks, a star, a memo, and the
//! anchor that keeps them on their words. Knows no tagger; [`super::compose`] brings both together.

use serde::{Deserialize, Serialize};

use crate::tag::{Hand, Kinds, Label, Passage, Verdict, Verdicts};
use crate::text::{Anchor, Span, Standing};

/// The number of an annotation, the same in every window on a library.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct AnnotationId(pub u64);

/// What a person did to a stretch of text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annotation {
    /// Where its words are in the article's present text; of no meaning where they are lost.
    pub span: Span,
    /// How surely.
    pub standing: Standing,
    /// What keeps it there when the text changes.
    pub anchor: Anchor,
    /// Marks made, confirmed and rejected.
    #[serde(default, skip_serializing_if = "Verdicts::is_empty")]
    pub verdicts: Verdicts,
    /// Whether it is starred.
    #[serde(default, skip_serializing_if = "is_not")]
    pub starred: bool,
    /// What was written about it; empty for most.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub memo: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_not(it: &bool) -> bool {
    !it
}

impl Annotation {
    /// One that says nothing yet, on `span` of `text`.
    pub fn on(text: &str, span: Span) -> Self {
        Self { span, anchor: Anchor::of(text, span), ..Self::default() }
    }

    /// Whether it says nothing: then it need not be kept.
    pub fn is_empty(&self) -> bool {
        self.verdicts.is_empty() && !self.starred && self.memo.is_empty()
    }

    /// Whether its words are in the present text.
    pub fn is_placed(&self) -> bool {
        self.standing != Standing::Lost
    }

    /// The same put on the words of another text, so far as they are found there.
    #[must_use]
    pub fn settled(mut self, text: &str) -> Self {
        let found = self.anchor.find(text);
        (self.span, self.standing) = (found.span, found.standing);
        self
    }

    /// Puts what it says on a passage of the same words.
    pub fn put_on(&self, id: AnnotationId, passage: &mut Passage) {
        for (label, verdict) in &self.verdicts {
            match (*label, *verdict) {
                (Label::Kind(kind), Verdict::Rejected) => {
                    passage.kinds = passage.kinds.without(kind);
                }
                (Label::Kind(kind), _) => passage.kinds = passage.kinds.with(kind),
                (Label::Theme(theme), Verdict::Rejected) => {
                    passage.themes.retain(|other| *other != theme);
                }
                (Label::Theme(theme), _) => {
                    if let Err(at) = passage.themes.binary_search(&theme) {
                        passage.themes.insert(at, theme);
                    }
                }
            }
        }
        let hand = Hand {
            annotation: id.0,
            verdicts: self.verdicts.clone(),
            starred: self.starred,
            noted: !self.memo.is_empty(),
            moved: self.standing == Standing::Moved,
        };
        if passage.kinds == Kinds::NONE {
            // What nobody decided is about marks that are gone.
            let decided = |theme| self.verdicts.contains_key(&Label::Theme(theme));
            passage.themes.retain(|theme| decided(*theme));
        }
        passage.hand = Some(Box::new(hand));
    }
}
