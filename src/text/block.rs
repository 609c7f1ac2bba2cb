//! Text to blocks: title, byline, headings, items, comments, furniture. Leaves sentences to
//! `sentence`.

use super::{Block, BlockKind, Heading, Span};

/// The blocks of a text and what it says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// In order, tiling the text.
    pub blocks: Vec<Block>,
    /// Title, author, date, publication.
    pub heading: Heading,
}

/// Divides a text into blocks that tile it.
pub fn outline(text: &str) -> Outline {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        let kind = if blocks.is_empty() { BlockKind::Title } else { BlockKind::Paragraph };
        blocks.push(Block { kind, span, body: span.trimmed(text) });
        at += line.len();
    }
    let heading = Heading { title: blocks.first().map(|b| b.body), ..Heading::default() };
    Outline { blocks, heading }
}
