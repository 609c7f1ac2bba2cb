//! What the neighbours of a word tell of it: whether it is used as a verb, joins on to the next word as
//! adjectives do, or is the name of a person. Told by closed classes of English words; in other
//! languages nothing speaks for any of it.

use super::common;
use super::words::{Piece, Vocabulary, WordId};

/// For each word how often it stands anywhere, and in which company.
#[derive(Clone, Debug)]
pub(super) struct Roles(Vec<Role>);

#[derive(Clone, Copy, Debug, Default)]
struct Role {
    total: u32,
    verb: u32,
    titled: u32,
    leads: u32,
}

/// What stands before the name of a person.
const TITLES: [&str; 9] = ["mr", "mrs", "ms", "dr", "sir", "lord", "professor", "prof", "herr"];

impl Roles {
    /// Of all words of the pieces.
    pub(super) fn new(pieces: &[Piece], vocabulary: &Vocabulary) -> Self {
        let mut roles = vec![Role::default(); vocabulary.len()];
        let mut before = vec![(false, false); vocabulary.len()];
        for title in TITLES {
            vocabulary.id(title).into_iter().for_each(|id| before[id.0 as usize].1 = true);
        }
        for word in common::BEFORE_VERBS.split_ascii_whitespace() {
            vocabulary.id(word).into_iter().for_each(|id| before[id.0 as usize].0 = true);
        }
        for piece in pieces {
            for pair in piece.tokens.windows(2) {
                let [first, second] = pair else { continue };
                let role = &mut roles[second.word.0 as usize];
                role.total += 1;
                let (is_verb, is_titled) = before[first.word.0 as usize];
                role.verb += u32::from(is_verb && second.joined);
                // "Mr." ends no sentence.
                role.titled += u32::from(is_titled);
                let follows = second.joined && !vocabulary.is_empty_word(second.word);
                roles[first.word.0 as usize].leads += u32::from(follows);
            }
        }
        Self(roles)
    }

    fn share(&self, word: WordId, of: impl Fn(&Role) -> u32) -> f64 {
        let role = self.0.get(word.0 as usize).copied().unwrap_or_default();
        f64::from(of(&role)) / f64::from(role.total.max(1))
    }

    /// How often it stands where a verb does, 0 to 1.
    pub(super) fn verb(&self, word: WordId) -> f64 {
        self.share(word, |role| role.verb)
    }

    /// How often it stands behind "Mr" and its like, 0 to 1.
    pub(super) fn titled(&self, word: WordId) -> f64 {
        self.share(word, |role| role.titled)
    }

    /// How often it stands before another word that says something, 0 to 1.
    pub(super) fn leads(&self, word: WordId) -> f64 {
        self.share(word, |role| role.leads)
    }
}
