//! Where a text has which words, and whether two stretches are equal, without walking over the text.
//! Knows nothing of anchors.

use std::ops::Range;

use super::fold::{Class, class};

/// A word of a folded text, or what serves as one where no blanks tell words apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Says which word it is; rarely the same for two words.
    pub(super) key: u32,
    /// Its characters.
    pub(super) range: Range<usize>,
}

/// Longer runs of letters are no words of a language; their characters are taken one by one.
const LONGEST: usize = 32;

/// The tokens of a folded text: words, signs, and of scripts without blanks each character and each
/// pair of characters.
pub(super) fn tokens(chars: &[char], mut give: impl FnMut(Token)) {
    let mut at = 0;
    while let Some(class) = chars.get(at).map(|char| class(*char)) {
        let end = at + run(chars, at, class);
        let words = match class {
            Class::Blank => 0,
            Class::Word if end - at <= LONGEST => end - at,
            Class::Sign => 1,
            Class::Word | Class::Dense => 2,
        };
        if class == Class::Word && end - at <= LONGEST {
            give(token(chars, at..end));
        } else {
            for first in at..end {
                let longest = (first + words).min(end);
                (first + 1..=longest).for_each(|last| give(token(chars, first..last)));
            }
        }
        at = end;
    }
}

/// How many characters of a class there are in a row.
fn run(chars: &[char], at: usize, kind: Class) -> usize {
    chars.iter().skip(at).take_while(|char| class(**char) == kind).count()
}

fn token(chars: &[char], range: Range<usize>) -> Token {
    let chars = chars.get(range.clone()).unwrap_or_default();
    let mix = |key: u64, char: &char| (key ^ u64::from(*char)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let key = chars.iter().fold(chars.len() as u64, |key, char| mix(key, char).rotate_left(23));
    Token { key: (key >> 32) as u32, range }
}

/// The tokens of a folded text by their keys, and prints of all its stretches.
pub(super) struct Index {
    /// Key and place of each token in one number, ascending.
    places: Vec<u64>,
    /// The print of the first so many characters.
    prints: Vec<u64>,
}

impl Index {
    /// Indexes a folded text.
    pub(super) fn of(chars: &[char]) -> Self {
        let mut places = Vec::with_capacity(chars.len() / 4);
        tokens(chars, |token| places.push(place(token.key, token.range.start)));
        places.sort_unstable();
        let start = std::iter::once(0);
        let prints = start.chain(chars.iter().scan(0, |print, char| {
            *print = extended(*print, *char);
            Some(*print)
        }));
        Self { places, prints: prints.collect() }
    }

    /// How often a token stands in the text.
    pub(super) fn count(&self, key: u32) -> usize {
        self.range(key).len()
    }

    /// Where a token stands, ascending; of more than `most` places those about `near`.
    pub(super) fn near(
        &self,
        key: u32,
        near: usize,
        most: usize,
    ) -> impl Iterator<Item = usize> + use<'_> {
        let range = self.range(key);
        let all = self.places.get(range).unwrap_or_default();
        let middle = all.partition_point(|at| *at < place(key, near));
        let first = middle.saturating_sub(most / 2).min(all.len().saturating_sub(most));
        all.iter().skip(first).take(most).map(|place| *place as u32 as usize)
    }

    fn range(&self, key: u32) -> Range<usize> {
        let from = |key: u64| self.places.partition_point(|place| place >> 32 < key);
        from(u64::from(key))..from(u64::from(key) + 1)
    }

    /// Whether the characters at `at` have this print; an equal stretch has, another hardly ever.
    pub(super) fn has(&self, print: &Print, at: usize) -> bool {
        let Some(after) = self.prints.get(at + print.len) else { return false };
        let before = product(self.prints[at], print.power);
        reduced(before + print.value) == *after
    }
}

fn place(key: u32, at: usize) -> u64 {
    u64::from(key) << 32 | at as u64
}

/// What stretches of one length are compared by (Karp and Rabin's rolling hash).
pub(super) struct Print {
    len: usize,
    value: u64,
    /// The base to the power of `len`.
    power: u64,
}

impl Print {
    /// The print of a stretch.
    pub(super) fn of(chars: &[char]) -> Self {
        let value = chars.iter().fold(0, |print, char| extended(print, *char));
        let power = chars.iter().fold(1, |power, _| product(power, BASE));
        Self { len: chars.len(), value, power }
    }
}

/// The prime 2^61 - 1.
const PRIME: u64 = (1 << 61) - 1;

/// Any number that is large and odd serves.
const BASE: u64 = 0x0d1b_54a3_2d19_2ed3;

fn extended(print: u64, char: char) -> u64 {
    // No character counts as nothing: "\0\0" is not "\0".
    reduced(product(print, BASE) + u64::from(char) + 1)
}

fn product(one: u64, other: u64) -> u64 {
    let product = u128::from(one) * u128::from(other);
    reduced((product >> 61) as u64 + (product as u64 & PRIME))
}

/// The rest of a number below twice the prime; a division would take many times as long.
fn reduced(number: u64) -> u64 {
    number.checked_sub(PRIME).unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let chars = chars(text);
        let mut found = Vec::new();
        tokens(&chars, |token| found.push(String::from_iter(&chars[token.range])));
        assert_eq!(found, expected);
    }

    #[test]
    fn words_signs_and_pairs() {
        check("", &[]);
        check("It's 43%.", &["It", "'", "s", "43", "%", "."]);
        check("AI中文本", &["AI", "中", "中文", "文", "文本", "本"]);
        let long = "a".repeat(LONGEST + 1);
        let mut pairs = ["a", "aa"].repeat(LONGEST);
        pairs.push("a");
        check(&long, &pairs);
    }

    #[test]
    fn places_near_by_come_first() {
        let chars = chars("a b a c a a d a");
        let index = Index::of(&chars);
        let key = token(&chars, 0..1).key;
        assert_eq!(index.count(key), 5);
        let near = |near, most| index.near(key, near, most).collect::<Vec<_>>();
        assert_eq!(near(0, 9), [0, 4, 8, 10, 14]);
        assert_eq!(near(0, 2), [0, 4]);
        assert_eq!(near(8, 2), [4, 8]);
        assert_eq!(near(99, 2), [10, 14]);
        assert_eq!(index.near(token(&chars, 1..2).key, 0, 9).count(), 0);
    }

    #[test]
    fn equal_stretches_have_equal_prints() {
        let chars = chars("aab\0\0aab");
        let index = Index::of(&chars);
        for (start, len) in (0..=chars.len()).flat_map(|at| (0..=9).map(move |len| (at, len))) {
            let Some(stretch) = chars.get(start..start + len) else { continue };
            let print = Print::of(stretch);
            for at in 0..=chars.len() {
                let equal = chars.get(at..at + len) == Some(stretch);
                assert_eq!(index.has(&print, at), equal, "{stretch:?} at {at}");
            }
        }
    }
}
