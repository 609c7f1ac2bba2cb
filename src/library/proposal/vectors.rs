//! Pieces as sparse vectors of their words: term frequency, damped, times the rarity of the word (Salton,
//! Buckley, "Term-weighting approaches in automatic text retrieval", 1988), of length one.

use super::real;
use super::words::{Piece, Vocabulary, WordId};

/// A column of the vectors and its value.
pub(super) type Entry = (u32, f64);

/// A vector a piece.
#[derive(Clone, Debug, Default)]
pub(super) struct Vectors {
    /// By column; pieces without a word that counts have none.
    pub(super) rows: Vec<Vec<Entry>>,
    /// What a word counts for, and its column.
    columns: Columns,
}

/// Which words count, and for how much.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    /// For each word of the vocabulary its column and rarity, if it counts.
    of: Vec<Option<Entry>>,
    count: usize,
}

impl Vectors {
    /// The vectors of these pieces.
    pub(super) fn new(pieces: &[Piece], vocabulary: &Vocabulary) -> Self {
        let columns = Columns::new(pieces, vocabulary);
        let rows = pieces.iter().map(|piece| columns.vector(piece.tokens.iter().map(|it| it.word)));
        Self { rows: rows.collect(), columns }
    }

    /// How many words count.
    pub(super) fn width(&self) -> usize {
        self.columns.count
    }

    /// Which words count, and for how much.
    pub(super) fn columns(&self) -> &Columns {
        &self.columns
    }

    /// Which words count, and for how much, to be kept.
    pub(super) fn into_columns(self) -> Columns {
        self.columns
    }
}

impl Columns {
    fn new(pieces: &[Piece], vocabulary: &Vocabulary) -> Self {
        let in_pieces = vocabulary.in_pieces(pieces);
        let least = (pieces.len() / 500).max(if pieces.len() < 200 { 2 } else { 3 });
        let mut count = 0;
        let of = in_pieces.iter().zip(0..).map(|(pieces_with, word)| {
            let counts = *pieces_with >= least;
            (counts && !vocabulary.is_empty_word(WordId(word))).then(|| {
                let rarity = (real(1 + pieces.len()) / real(1 + pieces_with)).ln() + 1.0;
                count += 1;
                (count - 1, rarity)
            })
        });
        let of = of.collect();
        Self { of, count: count as usize }
    }

    /// The vector of these words.
    pub(super) fn vector(&self, words: impl Iterator<Item = WordId>) -> Vec<Entry> {
        let known = |word: WordId| self.of.get(word.0 as usize).copied().flatten();
        let mut found: Vec<Entry> = words.filter_map(known).collect();
        found.sort_unstable_by_key(|(column, _)| *column);
        let same = found.chunk_by(|(one, _), (other, _)| one == other);
        let weigh = |same: &[Entry]| {
            let (column, rarity) = *same.first()?;
            Some((column, rarity * (1.0 + real(same.len()).ln())))
        };
        let mut row: Vec<Entry> = same.filter_map(weigh).collect();
        let length = row.iter().map(|(_, value)| value * value).sum::<f64>().sqrt();
        for (_, value) in &mut row {
            *value /= length;
        }
        row
    }
}
