//! The words of an article, numbered as the index numbers them: one on from word to word, two from
//! block to block, so that no phrase goes from one block into another.

use crate::text::term::{self, Term};
use crate::text::{Document, Span};

/// A word of an article.
#[derive(Clone, Copy, Debug)]
pub struct At<'a> {
    /// The word, folded.
    pub term: &'a Term,
    /// Where it stands, in bytes of the text.
    pub span: Span,
    /// Its number.
    pub at: u32,
    /// The index of its block.
    pub block: usize,
    /// Whether it is folded away until asked for: page furniture, comments.
    pub aside: bool,
}

/// Gives the words of an article in order, until `give` says that it is enough.
pub fn each(document: &Document, mut give: impl FnMut(At<'_>) -> bool) {
    let mut numbers = 0..u32::MAX;
    let mut goes_on = true;
    for (block, part) in document.blocks.iter().enumerate() {
        let aside = part.kind.folds();
        term::each(part.body.of(&document.text), |term, span| {
            let span = span.moved(part.body.start);
            let at = numbers.next().unwrap_or_default();
            goes_on = give(At { term, span, at, block, aside });
            goes_on
        });
        if !goes_on {
            return;
        }
        // What stands in another block is no phrase with this.
        numbers.next();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_stand_apart() {
        let document = Document::read("A Title\n\nOne caf\u{e9}. Two.\n\n\n\nThree.".as_bytes());
        let mut found = Vec::new();
        each(&document, |word| {
            assert!(!word.aside);
            found.push((word.at, word.block, word.span.of(&document.text).to_owned()));
            found.len() < 6
        });
        let expected = [(0, "A"), (1, "Title"), (3, "One"), (4, "café"), (5, "Two"), (7, "Three")];
        assert!(found.iter().map(|(at, _, word)| (*at, word.as_str())).eq(expected), "{found:?}");
    }
}
