//! Concern and opportunity.

use super::{Cue, Kind, Label, Passage, Score};
use crate::text::Span;

/// Adds concern and opportunity, their scores and cues to `passage`.
pub fn judge(text: &str, passage: &mut Passage) {
    for (word, kind) in [("risk", Kind::Concern), ("improve", Kind::Opportunity)] {
        if let Some(at) = passage.span.of(text).find(word) {
            let start = passage.span.start as usize + at;
            passage.kinds = passage.kinds.with(kind);
            passage.scores[kind as usize] = Score(800);
            passage
                .cues
                .push(Cue { span: Span::new(start, start + word.len()), label: Label::Kind(kind) });
        }
    }
}
