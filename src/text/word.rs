//! The words of a text, or only how many. Bytes of ASCII are told by a table or many at once, which
//! is several times faster than to decode them. What a word means is for others.

use super::eight::Eight;
use super::phrase::rare;

/// How many runs without white space there are in `text`.
pub(crate) fn count(text: &str) -> usize {
    if has_wide_space(text) {
        return text.split_whitespace().count();
    }
    let bytes = text.as_bytes();
    let first = bytes.first().is_some_and(|first| !is_space(*first));
    let next = bytes.get(1..).unwrap_or_default();
    let begun = bytes.chunks(MANY).zip(next.chunks(MANY)).map(begun);
    usize::from(first) + begun.sum::<usize>()
}

/// So many are counted in a byte each time, so that the compiler counts many at once.
const MANY: usize = u8::MAX as usize;

/// How often a word begins at a byte that follows white space; each byte with the one before it.
fn begun((before, bytes): (&[u8], &[u8])) -> usize {
    let begins = |(before, byte): (&u8, &u8)| u8::from(is_space(*before) & !is_space(*byte));
    usize::from(before.iter().zip(bytes).map(begins).sum::<u8>())
}

/// Whether a byte is white space of ASCII.
fn is_space(byte: u8) -> bool {
    (byte == b' ') | (byte.wrapping_sub(b'\t') <= b'\r' - b'\t')
}

/// Whether there is white space beyond ASCII.
fn has_wide_space(text: &str) -> bool {
    let mut at = 0;
    while let Some(lead) = rare(text.as_bytes(), at, |byte| byte >= 0xc2) {
        let Some(char) = char_at(text, lead) else { return false };
        if char.is_whitespace() {
            return true;
        }
        at = lead + char.len_utf8();
    }
    false
}

/// The runs of letters and digits in `text`.
pub(crate) fn alphanumeric(text: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = pass(text, at, false);
        at = pass(text, start, true);
        text.get(start..at).filter(|run| !run.is_empty())
    })
}

/// Gives the [`quick_hash`] of each of the runs of letters and digits in `text`, in one pass over it.
pub(crate) fn quick_hashes(text: &str, mut give: impl FnMut(u64)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let (mut end, mut hash) = (at, SEED);
        loop {
            let eight = Eight::at(bytes, end);
            let count = eight.letters_and_digits();
            if count > 0 {
                hash = stir(hash, eight.lower(count));
                end += count;
            }
            if count < Eight::LENGTH {
                break;
            }
        }
        if bytes.get(end).is_some_and(|byte| !byte.is_ascii()) && wide(text, end) > 0 {
            end = pass(text, end, true);
            hash = quick_hash(text.get(at..end).unwrap_or_default());
        }
        if end > at {
            give(hash);
        }
        at = end + 1;
    }
}

/// Bytes of the letter or digit beyond ASCII that stands at `at`; 0 where none does.
#[cold]
fn wide(text: &str, at: usize) -> usize {
    char_at(text, at).filter(|char| char.is_alphanumeric()).map_or(0, char::len_utf8)
}

/// Where the letters and digits end that stand at `at`, or the other characters.
#[inline]
fn pass(text: &str, mut at: usize, letters: bool) -> usize {
    let plain = &PLAIN[usize::from(letters)];
    loop {
        while text.as_bytes().get(at).is_some_and(|byte| plain[usize::from(*byte)]) {
            at += 1;
        }
        if text.as_bytes().get(at).is_none_or(u8::is_ascii) {
            return at;
        }
        match char_at(text, at) {
            Some(char) if char.is_alphanumeric() == letters => at += char.len_utf8(),
            _ => return at,
        }
    }
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..).and_then(|rest| rest.chars().next())
}

/// The characters of ASCII that are no letters or digits, and those that are.
static PLAIN: [[bool; 256]; 2] = {
    let mut plain = [[false; 256]; 2];
    let mut byte: u8 = 0;
    while byte < 128 {
        plain[byte.is_ascii_alphanumeric() as usize][byte as usize] = true;
        byte += 1;
    }
    plain
};

/// A hash of words whatever their capitals, the same on every machine (FNV-1a).
pub(crate) fn hash(words: &str) -> u64 {
    words.bytes().fold(SEED, |hash, byte| step(hash, byte.to_ascii_lowercase()))
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

#[inline]
fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// Another hash of a word whatever its capitals, as good and of eight bytes at a time, the same on every
/// machine.
fn quick_hash(word: &str) -> u64 {
    let small = |eight, byte: &u8| eight << 8 | u64::from(byte.to_ascii_lowercase());
    let eights = word.as_bytes().chunks(Eight::LENGTH);
    eights.map(|bytes| bytes.iter().rev().fold(0, small)).fold(SEED, stir)
}

/// The factor spreads what differs upwards, the shift back down.
#[inline]
fn stir(hash: u64, eight: u64) -> u64 {
    let hash = (hash ^ eight).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ (hash >> 32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "[a-zA-D09éÉ要 \t\n\u{b}\u{c}\r\u{1c}\u{1f}\u{85}\u{a0}\u{1680}\u{2009}\u{2028}\u{3000}.’1½]{0,60}";

    proptest! {
        #[test]
        fn words_are_those_of_the_standard_library(text in TEXT, plain in "[a-z. \t\n\u{b}\u{1c}’é]{0,60}") {
            let split = |char: char| !char.is_alphanumeric();
            for text in [&text, &plain] {
                prop_assert_eq!(count(text), text.split_whitespace().count());
                prop_assert!(alphanumeric(text).eq(text.split(split).filter(|run| !run.is_empty())));
                let mut all = Vec::new();
                quick_hashes(text, |hash| all.push(hash));
                prop_assert!(alphanumeric(text).map(quick_hash).eq(all));
            }
        }
    }
}
