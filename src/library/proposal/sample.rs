//! Which articles a proposal is made from: all of a small pile, of a large one those whose words hash
//! lowest (Broder, "On the resemblance and containment of documents", 1997), so that the choice does
//! not depend on their order and hardly on the others. Copies count once. Judges no words.

use std::collections::BTreeMap;

use crate::library::{ArticleId, Copies, Print};
use crate::text::{Document, Language, Span, word};

/// Articles that a proposal is made from at most.
const MOST: usize = 4096;
/// Bytes of one article that are looked at.
const BYTES: usize = 20_000;

/// Articles on their way into a proposal. Its size is bounded however many are added.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// By the hash of their words.
    excerpts: BTreeMap<u64, Excerpt>,
}

/// What is looked at of an article.
#[derive(Clone, Debug)]
pub(super) struct Excerpt {
    /// The article's number, as whoever added it counts.
    pub(super) number: usize,
    /// Its title and sentences, a line each.
    pub(super) text: String,
    /// The lines.
    pub(super) lines: Vec<Line>,
    /// What it is written in.
    pub(super) language: Option<Language>,
    print: Print,
}

/// A sentence, or the title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Where it stands in [`Excerpt::text`].
    pub(super) at: Span,
    /// Where it stands in the article.
    pub(super) from: Span,
    /// The block of the article that it belongs to; the title belongs to none.
    pub(super) block: Option<u32>,
}

impl Sample {
    /// Looks at an article; `number` is how the caller counts it. Where several have the same words,
    /// the lowest number is kept.
    pub fn add(&mut self, number: usize, document: &Document) {
        let lines: Vec<_> = lines(document).collect();
        let Some(hash) = hash(document, &lines) else { return };
        if let Some(same) = self.excerpts.get_mut(&hash) {
            same.number = same.number.min(number);
            return;
        }
        let is_full = self.excerpts.len() >= MOST;
        if is_full && self.excerpts.last_key_value().is_some_and(|(last, _)| *last < hash) {
            return;
        }
        self.excerpts.insert(hash, Excerpt::new(number, document, &lines));
        if is_full {
            self.excerpts.pop_last();
        }
    }

    /// What is looked at, in an order of its own, near copies left out.
    pub(super) fn excerpts(self) -> Vec<Excerpt> {
        let mut copies = Copies::default();
        let mut excerpts: Vec<Excerpt> = self.excerpts.into_values().collect();
        for (at, excerpt) in excerpts.iter().enumerate() {
            copies.add(ArticleId(at as u32), &excerpt.print);
        }
        let mut at = 0..;
        excerpts.retain(|_| {
            let at = at.next().unwrap_or_default();
            copies.original(ArticleId(at)).is_none()
        });
        excerpts
    }
}

/// The title and the sentences of the article's own running text, until there is enough of it.
fn lines(document: &Document) -> impl Iterator<Item = (Option<u32>, Span)> {
    let title = document.heading.title.map(|span| (None, span));
    let own = document.sentences.iter().filter(|sentence| {
        let block = document.blocks.get(sentence.block as usize);
        block.is_some_and(|block| !block.kind.folds())
    });
    let sentences = own.map(|sentence| (Some(sentence.block), sentence.span));
    let mut bytes = 0;
    title.into_iter().chain(sentences).take_while(move |(_, span)| {
        let before = bytes;
        bytes += span.len();
        before < BYTES
    })
}

/// A hash of the words, nothing where there are none.
fn hash(document: &Document, lines: &[(Option<u32>, Span)]) -> Option<u64> {
    let words = |span: &Span| word::alphanumeric(span.of(&document.text)).map(word::hash);
    let own = lines.iter().filter(|(block, _)| block.is_some());
    let hashes = own.flat_map(|(_, span)| words(span));
    hashes.fold(None, |all, one| Some(spread(all.unwrap_or_default() ^ one)))
}

/// Spreads a hash over all its bits (the finisher of `SplitMix64`).
pub(super) fn spread(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

impl Excerpt {
    /// An article's excerpt by itself.
    pub(super) fn of(document: &Document) -> Self {
        Self::new(0, document, &lines(document).collect::<Vec<_>>())
    }

    fn new(number: usize, document: &Document, lines: &[(Option<u32>, Span)]) -> Self {
        let mut text = String::new();
        let mut kept = Vec::with_capacity(lines.len());
        for (block, from) in lines {
            // A sentence may be as long as the article.
            let end =
                document.text.floor_char_boundary(from.range().end.min(from.range().start + BYTES));
            let from = Span::new(from.range().start, end);
            let start = text.len();
            text.push_str(from.of(&document.text));
            kept.push(Line { at: Span::new(start, text.len()), from, block: *block });
            text.push('\n');
        }
        let (language, print) = (document.language, Print::of(document));
        Self { number, text, lines: kept, language, print }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(texts: &[String]) -> Vec<String> {
        let mut sample = Sample::default();
        for (number, text) in texts.iter().enumerate() {
            sample.add(number, &Document::read(text.as_bytes()));
        }
        sample.excerpts().into_iter().map(|excerpt| excerpt.text).collect()
    }

    #[test]
    fn what_is_chosen_does_not_depend_on_the_order_and_is_bounded() {
        let text = |number| format!("The {number} wheat fields were dry. Rain came late.\n");
        let mut texts: Vec<String> = (0..MOST + 500).map(text).collect();
        let one = sample(&texts);
        texts.reverse();
        assert_eq!(sample(&texts), one);
        assert_eq!(one.len(), MOST);
        // One more changes at most one.
        texts.push("A word on barley, which was sold.\n".to_owned());
        assert!(sample(&texts).iter().filter(|text| one.contains(text)).count() >= MOST - 1);
    }

    #[test]
    fn copies_count_once_and_what_has_no_words_not_at_all() {
        let long = "Wheat was sold at a good price by many farmers. ".repeat(12);
        let near = format!("{long} Nobody complained.");
        let texts = [long.clone(), long.to_uppercase(), near, " \n".to_owned()];
        assert_eq!(sample(&texts).len(), 1);
    }

    #[test]
    fn comments_and_what_lies_past_the_bound_are_left_out() {
        let long = Document::read("Wheat was sold. ".repeat(9000).as_bytes());
        assert!(Excerpt::of(&long).text.len() < 2 * BYTES);
        let endless = Document::read("wheat ".repeat(30_000).as_bytes());
        assert!(Excerpt::of(&endless).text.len() <= BYTES + 1);
    }
}
