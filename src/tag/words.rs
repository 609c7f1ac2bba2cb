//! Words of a passage for whole-word matching: one pass over the bytes, spans out, no copies.
//! Knows nothing of what the words mean.

use crate::text::Span;
use crate::text::eight::Eight;

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// White space, a hyphen, or nothing.
    Join,
    /// A comma.
    Comma,
    /// A full stop, colon, semicolon, dash, bracket or quotation mark.
    Stop,
}

/// A word: letters and digits, and apostrophes between them; a final `'s` is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Its bytes in the text.
    pub(crate) span: Span,
    /// What stands before it.
    pub(crate) gap: Gap,
    /// Its first four bytes in lower case, the first in the lowest place, zeros behind a shorter one; none for
    /// a word with apostrophes or anything beyond ASCII.
    pub(super) plain: Option<u32>,
}

/// The words of a span, in order, one by one. Hyphenated words are several.
#[derive(Clone, Debug)]
pub(crate) struct Words<'t> {
    bytes: &'t [u8],
    /// Where `bytes` begin in the text.
    start: usize,
    at: usize,
}

impl<'t> Words<'t> {
    /// The words of `span`.
    pub(crate) fn new(text: &'t str, span: Span) -> Self {
        Self { bytes: span.of(text).as_bytes(), start: span.start as usize, at: 0 }
    }
}

impl Iterator for Words<'_> {
    type Item = Word;

    #[inline]
    fn next(&mut self) -> Option<Word> {
        let mut gap = Gap::Join;
        while let Some(byte) = self.bytes.get(self.at) {
            if let Some(kind) = PLAIN_GAPS[usize::from(*byte)] {
                gap = gap.max(kind);
                self.at += 1;
                continue;
            }
            // Most words are plain, and end before something plain.
            let (start, end) = (self.at, plain_end(self.bytes, self.at));
            if end > start && self.bytes.get(end).is_none_or(|next| ENDS_PLAIN[usize::from(*next)])
            {
                self.at = end;
                let head = Eight::at(self.bytes, start).lower((end - start).min(HEAD)) as u32;
                return Some(self.word(start, end, gap, Some(head)));
            }
            let end = word_end(self.bytes, start);
            if end > start {
                self.at = end;
                let stem = without_possessive(self.bytes, start, end);
                return Some(self.word(start, stem, gap, None));
            }
            let (length, kind) = separator(self.bytes, start);
            gap = gap.max(kind);
            self.at += length;
        }
        None
    }
}

impl Words<'_> {
    /// The next word that is not plain, or plain with a beginning that `may` be wanted: most are none. What
    /// stands before it is not told.
    pub(super) fn seek(&mut self, may: impl Fn(u32) -> bool) -> Option<Word> {
        while let Some(byte) = self.bytes.get(self.at) {
            if PLAIN_GAPS[usize::from(*byte)].is_some() {
                self.at += 1;
                continue;
            }
            let (start, eight) = (self.at, Eight::at(self.bytes, self.at));
            let letters = eight.letters();
            let is_long = letters == Eight::LENGTH;
            let end = if is_long { plain_end(self.bytes, start) } else { start + letters };
            let next = self.bytes.get(end);
            if letters > 0 && next.is_none_or(|next| ENDS_PLAIN[usize::from(*next)]) {
                self.at = end;
                let head = eight.lower(letters.min(HEAD)) as u32;
                if may(head) {
                    return Some(self.word(start, self.at, Gap::Join, Some(head)));
                }
                continue;
            }
            let word = self.next()?;
            if word.plain.is_none_or(&may) {
                return Some(word);
            }
        }
        None
    }

    fn word(&self, start: usize, end: usize, gap: Gap, plain: Option<u32>) -> Word {
        Word { span: Span::new(self.start + start, self.start + end), gap, plain }
    }
}

/// How many bytes of a word are kept with it.
pub(super) const HEAD: usize = 4;

/// Whether a plain word ends before a byte: at all separators of ASCII but the apostrophe.
static ENDS_PLAIN: [bool; 256] = {
    let mut ends = [false; 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        ends[byte as usize] = !byte.is_ascii_alphanumeric() && byte != b'\'';
        byte += 1;
    }
    ends
};

/// How strongly each separator of ASCII separates; nothing for letters, digits and what lies beyond.
static PLAIN_GAPS: [Option<Gap>; 256] = {
    let mut gaps = [None; 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        if !byte.is_ascii_alphanumeric() {
            gaps[byte as usize] = Some(plain_gap(byte));
        }
        byte += 1;
    }
    gaps
};

const fn plain_gap(byte: u8) -> Gap {
    match byte {
        b',' => Gap::Comma,
        b'.' | b';' | b':' | b'!' | b'?' | b'(' | b')' | b'[' | b']' | b'"' => Gap::Stop,
        _ => Gap::Join,
    }
}

/// Where the letters and digits of ASCII end that stand at `at`.
#[inline]
fn plain_end(bytes: &[u8], mut at: usize) -> usize {
    loop {
        let letters = Eight::at(bytes, at).letters();
        at += letters;
        if letters < Eight::LENGTH {
            match bytes.get(at) {
                Some(byte) if byte.is_ascii_digit() => at += 1,
                _ => return at,
            }
        }
    }
}

/// Where the word that begins at `at` ends; `at` itself if none does.
fn word_end(bytes: &[u8], mut at: usize) -> usize {
    let start = at;
    while at < bytes.len() {
        at = plain_end(bytes, at);
        let Some(byte) = bytes.get(at) else { break };
        let length = match *byte {
            b'\'' => 1,
            0xE2 if bytes[at..].starts_with("’".as_bytes()) => 3,
            byte if byte.is_ascii() || separator(bytes, at).1 != Gap::Join => break,
            byte if is_space(bytes, at, byte) => break,
            byte => {
                at += width(byte);
                continue;
            }
        };
        let inside = at > start && bytes.get(at + length).is_some_and(u8::is_ascii_alphabetic);
        if !inside {
            break;
        }
        at += length;
    }
    at.min(bytes.len())
}

/// Whether a character of several bytes only separates: spaces and hyphens of Unicode.
fn is_space(bytes: &[u8], at: usize, byte: u8) -> bool {
    let rest = &bytes[at..];
    match byte {
        0xC2 => rest.starts_with(&[0xC2, 0xA0]) || rest.starts_with(&[0xC2, 0xAD]),
        0xE2 => rest.get(1) == Some(&0x80),
        0xE3 => rest.starts_with(&[0xE3, 0x80, 0x80]),
        _ => false,
    }
}

/// Length and strength of the separator at `at`.
fn separator(bytes: &[u8], at: usize) -> (usize, Gap) {
    let kind = match bytes[at] {
        0xE2 => general_punctuation(bytes, at),
        0xE3 if matches!(bytes.get(at + 1..at + 3), Some([0x80, 0x81..=0x9F])) => Gap::Stop,
        byte => plain_gap(byte),
    };
    (width(bytes[at]), kind)
}

/// Dashes and quotation marks of the block U+2000.
fn general_punctuation(bytes: &[u8], at: usize) -> Gap {
    match bytes.get(at + 1..at + 3) {
        Some([0x80, 0x93..=0x95 | 0x9C..=0x9F | 0xA6]) => Gap::Stop,
        _ => Gap::Join,
    }
}

/// How many bytes the character beginning with `byte` has.
fn width(byte: u8) -> usize {
    match byte {
        0..0xC0 => 1,
        0xC0..0xE0 => 2,
        0xE0..0xF0 => 3,
        0xF0.. => 4,
    }
}

/// The end of the word `start..end` without `'s`.
fn without_possessive(bytes: &[u8], start: usize, end: usize) -> usize {
    let word = &bytes[start..end];
    let stem = word.strip_suffix(b"'s").or_else(|| word.strip_suffix("’s".as_bytes()));
    start + stem.map_or(word.len(), <[u8]>::len)
}

/// A word in lower case with straight apostrophes, kept on the stack.
#[derive(Clone, Copy)]
pub(super) struct Folded {
    bytes: [u8; Self::LONGEST],
    length: usize,
}

impl Folded {
    /// Longer words fold to nothing and match nothing.
    const LONGEST: usize = 64;

    /// Folds one word.
    pub(super) fn new(word: &str) -> Self {
        let mut folded = Self { bytes: [0; Self::LONGEST], length: 0 };
        if word.len() <= Self::LONGEST {
            folded.fold(word);
        }
        folded
    }

    fn fold(&mut self, word: &str) {
        if word.is_ascii() {
            self.length = word.len();
            self.bytes[..word.len()].copy_from_slice(word.as_bytes());
            self.bytes[..word.len()].make_ascii_lowercase();
            return;
        }
        for letter in word.chars().flat_map(char::to_lowercase) {
            self.push(if letter == '’' { '\'' } else { letter });
        }
    }

    fn push(&mut self, letter: char) {
        let mut buffer = [0; 4];
        let encoded = letter.encode_utf8(&mut buffer).as_bytes();
        if let Some(room) = self.bytes.get_mut(self.length..self.length + encoded.len()) {
            room.copy_from_slice(encoded);
            self.length += encoded.len();
        }
    }

    /// Its bytes.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, span: Span) -> Vec<Word> {
        Words::new(text, span).collect()
    }

    fn check(text: &str, expected: &[&str]) {
        let found = words(text, Span::new(0, text.len()));
        let shown: Vec<&str> = found.iter().map(|word| word.span.of(text)).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn words_are_letters_digits_and_inner_apostrophes() {
        check("", &[]);
        check(" ... ", &[]);
        check("Staff fear cuts.", &["Staff", "fear", "cuts"]);
        check("time-consuming, isn’t it?", &["time", "consuming", "isn’t", "it"]);
        check("the nurse's ward; 'quoted'", &["the", "nurse", "ward", "quoted"]);
        check("Zürich—naïve “Straße”", &["Zürich", "naïve", "Straße"]);
        check("日本語。テスト", &["日本語", "テスト"]);
        check("a\u{a0}b\u{2009}c\u{2011}d", &["a", "b", "c", "d"]);
    }

    #[test]
    fn gaps_tell_commas_from_stops() {
        use Gap::{Comma, Join, Stop};
        let text = "One, two: three four (five) – six";
        let gaps: Vec<Gap> =
            words(text, Span::new(0, text.len())).iter().map(|word| word.gap).collect();
        assert_eq!(gaps, [Join, Comma, Stop, Join, Stop, Stop]);
    }

    #[test]
    fn folding_lowers_and_straightens() {
        assert_eq!(Folded::new("DOESN’T").bytes(), b"doesn't");
        assert_eq!(Folded::new("ÄRZTE").bytes(), "ärzte".as_bytes());
        assert_eq!(Folded::new(&"x".repeat(65)).bytes(), b"");
        assert!(Folded::new(&"İ".repeat(32)).bytes().len() <= Folded::LONGEST);
    }

    proptest::proptest! {
        #[test]
        fn seeking_finds_the_words_that_are_wanted(
            text in "([a-c]{1,10}|[ ,.'’é9S-]){0,30}",
            wanted in 0_u32..8,
        ) {
            let all = Span::new(0, text.len());
            let may = |head: u32| head % 8 >= wanted;
            let expected = words(&text, all).into_iter().filter(|word| word.plain.is_none_or(may));
            let mut left = Words::new(&text, all);
            for word in expected {
                let found = left.seek(may);
                proptest::prop_assert_eq!(found.map(|it| (it.span, it.plain)), Some((word.span, word.plain)));
            }
            proptest::prop_assert_eq!(left.seek(may), None);
        }
    }
}
