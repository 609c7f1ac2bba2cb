//! The words of the pieces that a proposal is made from, each spelling a number. Cuts words where the
//! matcher of cues cuts them, so that a cue fits where it was counted; knows no meaning.

use std::collections::HashMap;

use super::common;
use super::sample::Excerpt;
use crate::tag::words::{Gap, Words};
use crate::text::{Language, Span};

/// A word of the vocabulary: singular and plural alike, whatever its capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct WordId(pub(super) u32);

/// A word in its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Which word.
    pub(super) word: WordId,
    /// Where it stands in the text of the excerpt.
    pub(super) span: Span,
    /// Whether nothing but a space or hyphen stands before it.
    pub(super) joined: bool,
    /// Whether its capitals tell nothing: it begins a sentence or stands in a title.
    pub(super) formal: bool,
}

/// What is sorted into themes: an article, or a part of one where there are few.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Its place among the excerpts.
    pub(super) excerpt: usize,
    /// Its words; those of the title as well.
    pub(super) tokens: Vec<Token>,
}

/// All words by number.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    ids: HashMap<String, WordId>,
    /// Whether each says nothing of what a text is about.
    empty: Vec<bool>,
}

/// A word that means the same in singular and plural: lower case, without the `s` of an English
/// plural. In other languages it joins few words that do not belong together.
fn folded(word: &str) -> String {
    let mut word = word.to_lowercase().replace('’', "'");
    let is_plural = word.len() > 4 && word.ends_with('s') && word.is_ascii();
    if is_plural && !["ss", "us", "is"].iter().any(|end| word.ends_with(end)) {
        word.pop();
        if word.ends_with("ie") && word.len() > 5 {
            word.truncate(word.len() - 2);
            word.push('y');
        }
    }
    word
}

impl Vocabulary {
    /// The number of a word that is known.
    pub(super) fn id(&self, word: &str) -> Option<WordId> {
        self.ids.get(&folded(word)).copied()
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.empty.len()
    }

    /// Whether a word says nothing of what a text is about: it is a number, a single letter, or one of
    /// the common words of its language.
    pub(super) fn is_empty_word(&self, word: WordId) -> bool {
        self.empty.get(word.0 as usize).copied().unwrap_or(true)
    }

    fn learn(&mut self, word: &str, language: Option<Language>) -> WordId {
        let folded = folded(word);
        let lower = word.to_lowercase();
        let is_small = language.is_some_and(|language| language.is_small_word(&lower));
        if let Some(id) = self.ids.get(&folded) {
            // The first article with it may have been in a language that does not know it.
            self.empty[id.0 as usize] |= is_small;
            return *id;
        }
        let id = WordId(self.empty.len() as u32);
        let letters = folded.chars().filter(|char| char.is_alphabetic()).count();
        let is_common = common::is_common(&folded) || common::is_common(&lower);
        self.empty.push(letters < 2 || is_small || is_common);
        self.ids.insert(folded, id);
        id
    }

    /// Takes words for empty that are in more than so many per cent of the pieces.
    pub(super) fn empty_commonest(&mut self, pieces: &[Piece], percent: usize) {
        let counts = self.in_pieces(pieces);
        for (empty, count) in self.empty.iter_mut().zip(counts) {
            *empty |= 100 * count > percent * pieces.len();
        }
    }

    /// In how many pieces each word is.
    pub(super) fn in_pieces(&self, pieces: &[Piece]) -> Vec<usize> {
        let mut counts = vec![0_usize; self.len()];
        for piece in pieces {
            let mut words: Vec<WordId> = piece.tokens.iter().map(|token| token.word).collect();
            words.sort_unstable();
            words.dedup();
            for word in words {
                counts[word.0 as usize] += 1;
            }
        }
        counts
    }

    /// The words of an excerpt that are known.
    pub(super) fn known(&self, excerpt: &Excerpt) -> Vec<WordId> {
        let whole = Span::new(0, excerpt.text.len());
        let words = Words::new(&excerpt.text, whole);
        words.filter_map(|word| self.id(word.span.of(&excerpt.text))).collect()
    }

    /// The pieces of an excerpt: it as a whole, or, where it is to be cut, one for so many words at
    /// least, cut where blocks end.
    pub(super) fn pieces(
        &mut self,
        at: usize,
        excerpt: &Excerpt,
        cut: Option<usize>,
    ) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut tokens: Vec<Token> = Vec::new();
        let mut block = None;
        for line in &excerpt.lines {
            if cut.is_some_and(|words| tokens.len() >= words) && line.block != block {
                pieces.push(Piece { excerpt: at, tokens: std::mem::take(&mut tokens) });
            }
            block = line.block;
            let mut is_first = true;
            for word in Words::new(&excerpt.text, line.at) {
                let id = self.learn(word.span.of(&excerpt.text), excerpt.language);
                let joined = !is_first && word.gap == Gap::Join;
                let formal = is_first || word.gap == Gap::Stop || line.block.is_none();
                tokens.push(Token { word: id, span: word.span, joined, formal });
                is_first = false;
            }
        }
        pieces.push(Piece { excerpt: at, tokens });
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Document;

    #[test]
    fn singular_and_plural_are_one_word() {
        for (one, other) in [("Film", "films"), ("industry", "Industries"), ("nurse’s", "NURSE'S")]
        {
            assert_eq!(folded(one), folded(other));
        }
        for (one, other) in [("bus", "bu"), ("crisis", "crisi"), ("press", "pres"), ("gas", "ga")] {
            assert_ne!(folded(one), folded(other));
        }
    }

    #[test]
    fn few_articles_are_cut_where_blocks_end() {
        let text = "Wheat and barley.\n\nWheat was sold in the town.\n\nRain fell on the hay.\n";
        let excerpt = Excerpt::of(&Document::read(text.as_bytes()));
        let mut vocabulary = Vocabulary::default();
        assert_eq!(vocabulary.pieces(0, &excerpt, None).len(), 1);
        let cut = vocabulary.pieces(0, &excerpt, Some(5));
        assert!(cut.len() > 1);
        let tokens: usize = cut.iter().map(|piece| piece.tokens.len()).sum();
        assert_eq!(tokens, 14);
        assert!(vocabulary.is_empty_word(vocabulary.id("the").expect("known")));
        assert!(!vocabulary.is_empty_word(vocabulary.id("hay").expect("known")));
    }
}
