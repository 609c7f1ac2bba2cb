//! The words, sentences and paragraphs of a document, as a person selects them one by one. Knows no
//! selection.

use crate::text::{Block, Document, Span};

/// By what one selects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A run of characters without white space.
    Word,
    /// A sentence of running text; a heading or the like as a whole.
    #[default]
    Sentence,
    /// A paragraph, a list item, a heading.
    Paragraph,
}

impl Unit {
    /// The next one: finer first, the last leading to the first.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Sentence => Self::Word,
            Self::Word => Self::Paragraph,
            Self::Paragraph => Self::Sentence,
        }
    }

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Sentence => "sentence",
            Self::Paragraph => "paragraph",
        }
    }

    /// The first unit that ends behind `offset`.
    pub fn after(self, document: &Document, offset: u32) -> Option<Span> {
        let from = document.block_at(offset);
        let blocks = document.blocks.get(from..).unwrap_or_default();
        blocks.iter().enumerate().find_map(|(at, block)| {
            self.within(document, block, from + at).into_iter().find(|unit| unit.end > offset)
        })
    }

    /// The last unit that begins before `offset`.
    pub fn before(self, document: &Document, offset: u32) -> Option<Span> {
        let to = document.block_at(offset);
        let blocks = document.blocks.get(..=to).unwrap_or_default();
        blocks.iter().enumerate().rev().find_map(|(at, block)| {
            self.within(document, block, at).into_iter().rev().find(|unit| unit.start < offset)
        })
    }

    /// The units of a block, in text order.
    fn within(self, document: &Document, block: &Block, at: usize) -> Vec<Span> {
        if block.body.is_empty() {
            return Vec::new();
        }
        match self {
            Self::Word => words(&document.text, block.body),
            Self::Sentence => {
                let first = document.sentences.partition_point(|it| (it.block as usize) < at);
                let own = document.sentences[first..].iter();
                let own = own.take_while(|it| it.block as usize == at).map(|it| it.span);
                let sentences: Vec<Span> = own.collect();
                if sentences.is_empty() { vec![block.body] } else { sentences }
            }
            Self::Paragraph => vec![block.body],
        }
    }
}

/// The words of a stretch of text.
fn words(text: &str, span: Span) -> Vec<Span> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, letter) in span.of(text).char_indices() {
        match (start, letter.is_whitespace()) {
            (None, false) => start = Some(at),
            (Some(from), true) => {
                words.push(Span::new(from, at).moved(span.start));
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|from| Span { start: span.start + from as u32, end: span.end }));
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str =
        "A Title of Its Own\n\nOne here. Two  there.\n\n- an item\n- d\u{e9}j\u{e0} vu\n";

    fn all(unit: Unit) -> Vec<String> {
        let document = Document::read(TEXT.as_bytes());
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(span) = unit.after(&document, at) {
            found.push(span.of(&document.text).to_owned());
            at = span.end;
        }
        found
    }

    #[test]
    fn a_text_is_walked_by_each_unit() {
        assert_eq!(
            all(Unit::Paragraph),
            ["A Title of Its Own", "One here. Two  there.", "an item", "d\u{e9}j\u{e0} vu"]
        );
        assert_eq!(
            all(Unit::Sentence),
            ["A Title of Its Own", "One here.", "Two  there.", "an item", "d\u{e9}j\u{e0} vu"]
        );
        assert_eq!(all(Unit::Word)[5..9], ["One", "here.", "Two", "there."]);
    }

    proptest! {
        #[test]
        fn the_way_back_is_the_way_forth(text in "([a-z\u{e9}]{1,5}[ .\n]{1,3}){0,30}", at in 0_u32..99) {
            let document = Document::read(text.as_bytes());
            for unit in [Unit::Word, Unit::Sentence, Unit::Paragraph] {
                let Some(here) = unit.after(&document, at) else { continue };
                prop_assert!(here.end > at && !here.is_empty());
                if let Some(next) = unit.after(&document, here.end) {
                    prop_assert!(next.start >= here.end);
                    prop_assert_eq!(unit.before(&document, next.start), Some(here));
                }
            }
        }
    }
}
