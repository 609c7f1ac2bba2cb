//! Headings that ask and paragraphs that answer, where markup tells which is which.

use crate::text::{BlockKind, Piece};

/// Headings that ask, and the paragraphs that answer them, where there is more than one.
pub(super) fn pair(pieces: &mut [Piece]) {
    let is_question = |piece: &Piece| piece.kind == BlockKind::Heading && asks(&piece.words);
    if pieces.iter().filter(|piece| is_question(piece)).count() < 2 {
        return;
    }
    let mut asked = false;
    for at in 0..pieces.len() {
        let answered = pieces.get(at + 1).is_some_and(|next| next.kind == BlockKind::Paragraph);
        let Some(piece) = pieces.get_mut(at) else { return };
        if piece.kind == BlockKind::Heading {
            asked = answered && asks(&piece.words);
            piece.kind = if asked { BlockKind::Question } else { BlockKind::Heading };
        } else if asked && piece.kind == BlockKind::Paragraph {
            piece.kind = BlockKind::Answer;
        }
    }
}

/// Whether it ends as a question does.
pub(super) fn asks(words: &str) -> bool {
    words.ends_with(['?', '？'])
}
