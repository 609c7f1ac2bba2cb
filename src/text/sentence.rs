//! Where sentences end within blocks of running text.

use super::{Block, Sentence, Span};

/// The sentences of all running blocks, in order.
pub fn sentences(text: &str, blocks: &[Block]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (index, block) in blocks.iter().enumerate().filter(|(_, block)| block.kind.runs()) {
        let mut start = block.body.start as usize;
        for piece in block.body.of(text).split_inclusive(". ") {
            let span = Span::new(start, start + piece.len()).trimmed(text);
            if !span.is_empty() {
                sentences.push(Sentence { span, block: index as u32 });
            }
            start += piece.len();
        }
    }
    sentences
}
