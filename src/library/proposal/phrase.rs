//! The words and phrases that could name a theme or be a cue of it: runs of up to three words that
//! begin and end with words that say something, and the pieces they are in. Ranks nothing.

use std::collections::HashMap;

use super::words::{Piece, Token, Vocabulary, WordId};

/// Words of a phrase at most.
const LONGEST: usize = 3;
/// A phrase is in so many pieces at least.
const FEWEST: usize = 3;

/// One to three words; the rest of the places is empty.
type Key = [Option<WordId>; LONGEST];

/// A word or phrase.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    key: Key,
    /// The pieces that it is in, in order.
    pub(super) pieces: Vec<u32>,
    /// How often it occurs.
    pub(super) count: usize,
    /// How often a longer one occurs that it is part of, the most frequent of them.
    pub(super) within: usize,
}

impl Phrase {
    /// Its words.
    pub(super) fn words(&self) -> impl DoubleEndedIterator<Item = WordId> + Clone {
        self.key.into_iter().flatten()
    }

    /// How many words it has.
    pub(super) fn len(&self) -> usize {
        self.words().count()
    }

    /// Whether it stands at the beginning of these words.
    pub(super) fn begins(&self, tokens: &[Token]) -> bool {
        let mut words = self.words().enumerate();
        words.all(|(at, word)| {
            tokens.get(at).is_some_and(|token| token.word == word && (at == 0 || token.joined))
        })
    }

    /// Whether the words of another stand within its own.
    pub(super) fn holds(&self, other: &Self) -> bool {
        let (own, parts): (Vec<_>, Vec<_>) = (self.words().collect(), other.words().collect());
        own.windows(parts.len()).any(|run| run == parts)
    }
}

/// All phrases that are in enough of the pieces, in the order of their words.
pub(super) fn phrases(pieces: &[Piece], vocabulary: &Vocabulary) -> Vec<Phrase> {
    let mut places: Vec<(Key, u32)> = Vec::new();
    for (at, piece) in (0..).zip(pieces) {
        for start in 0..piece.tokens.len() {
            let rest = piece.tokens.get(start..).unwrap_or_default();
            places.extend(beginning(rest, vocabulary).map(|key| (key, at)));
        }
    }
    places.sort_unstable();
    let least = FEWEST.max(pieces.len() / 500);
    let mut phrases: Vec<Phrase> = Vec::new();
    for same in places.chunk_by(|(one, _), (other, _)| one == other) {
        let mut pieces: Vec<u32> = same.iter().map(|(_, piece)| *piece).collect();
        pieces.dedup();
        if let Some((key, _)) = same.first().filter(|_| pieces.len() >= least) {
            phrases.push(Phrase { key: *key, pieces, count: same.len(), within: 0 });
        }
    }
    nest(&mut phrases);
    phrases
}

/// The phrases that begin where these words do.
fn beginning<'a>(
    tokens: &'a [Token],
    vocabulary: &'a Vocabulary,
) -> impl Iterator<Item = Key> + use<'a> {
    let says = |at: usize| tokens.get(at).is_some_and(|it| !vocabulary.is_empty_word(it.word));
    let joined = tokens.iter().skip(1).take_while(|token| token.joined).count();
    let lengths = (1..=LONGEST.min(1 + joined)).take_while(move |_| says(0));
    lengths.filter(move |length| says(length - 1)).map(move |length| {
        let mut key = Key::default();
        key.iter_mut().zip(tokens).take(length).for_each(|(to, token)| *to = Some(token.word));
        key
    })
}

/// Counts how often each occurs within longer ones.
fn nest(phrases: &mut [Phrase]) {
    let places: HashMap<Key, usize> =
        phrases.iter().enumerate().map(|(at, phrase)| (phrase.key, at)).collect();
    for long in 0..phrases.len() {
        let words: Vec<WordId> = phrases[long].words().collect();
        for length in 1..words.len() {
            for part in words.windows(length) {
                let mut key = Key::default();
                key.iter_mut().zip(part).for_each(|(to, word)| *to = Some(*word));
                if let Some(at) = places.get(&key) {
                    phrases[*at].within = phrases[*at].within.max(phrases[long].count);
                }
            }
        }
    }
}
