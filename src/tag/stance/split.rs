//! A text as the words and signs that the trained model knows. The rules are those the model was
//! trained with: to change one means to train again. Keeps no words, only their rows and places.

use super::weights::{Hash, NUMBER, UNKNOWN, hash};
use crate::text::eight::Eight;

/// The longest word that is looked up, in bytes.
pub const LONGEST: usize = 40;

/// A word or sign of a text: its row and where it stands, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its row in the model.
    pub row: u16,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// Splits a text into words and signs, looks each up by its hash and adds it to `tokens`.
///
/// A word is a run of letters; an apostrophe or hyphen between two letters belongs to it. `n't`,
/// `'s`, `'re`, `'ve`, `'ll`, `'d` and `'m` are split off, "cannot" is two words. A hyphenated word
/// that is unknown is looked up part by part. An unknown word is looked up once more without its
/// ending. A number is one token. Of the signs only `% $ £ € ? ! ; : . , " ( ) -` count, once where
/// one is repeated.
pub fn split(text: &str, look: impl Fn(u64) -> Option<u16>, tokens: &mut Vec<Token>) {
    let mut splitter = Splitter { text, look, tokens };
    let bytes = text.as_bytes();
    let (mut at, mut last_sign) = (0, b'\0');
    while let Some(byte) = bytes.get(at) {
        at = match CLASS[usize::from(*byte)] {
            Class::Letter => {
                last_sign = b'\0';
                splitter.word(at)
            }
            Class::Digit => {
                last_sign = b'\0';
                splitter.number(at)
            }
            Class::Space => at + 1,
            Class::Sign => {
                splitter.sign(*byte, &mut last_sign, at, at + 1);
                at + 1
            }
            Class::Other => {
                last_sign = b'\0';
                at + 1
            }
            Class::Wide => splitter.wide(at, &mut last_sign),
        };
    }
}

/// What a byte begins.
#[derive(Clone, Copy)]
enum Class {
    Letter,
    Digit,
    Space,
    /// A sign that counts.
    Sign,
    Other,
    /// A character of several bytes.
    Wide,
}

static CLASS: [Class; 256] = {
    let mut class = [Class::Other; 256];
    let mut at = 0;
    while at < 256 {
        class[at] = match at as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'\t'..=b'\r' | b' ' => Class::Space,
            b'%' | b'$' | b'?' | b'!' | b';' | b':' | b'.' | b',' | b'"' | b'(' | b')' | b'-' => {
                Class::Sign
            }
            0x80.. => Class::Wide,
            _ => Class::Other,
        };
        at += 1;
    }
    class
};

/// The sign that a character of several bytes stands for, if it counts.
pub fn plain_sign(c: char) -> Option<&'static str> {
    match c {
        '£' => Some("£"),
        '€' => Some("€"),
        '“' | '”' | '„' | '«' | '»' => Some("\""),
        '–' | '—' | '−' => Some("-"),
        '…' => Some("."),
        _ => None,
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘')
}

struct Splitter<'a, F> {
    text: &'a str,
    look: F,
    tokens: &'a mut Vec<Token>,
}

impl<F: Fn(u64) -> Option<u16>> Splitter<'_, F> {
    fn push(&mut self, row: Option<u16>, start: usize, end: usize) {
        let token = Token { row: row.unwrap_or(UNKNOWN), start: start as u32, end: end as u32 };
        self.tokens.push(token);
    }

    /// Adds a sign unless it repeats the last one. The euro and pound signs go by their last byte.
    fn sign(&mut self, sign: u8, last: &mut u8, start: usize, end: usize) {
        if sign != *last {
            self.push((self.look)(hash(&[sign])), start, end);
        }
        *last = sign;
    }

    /// Takes the character of several bytes at `at` in; gives where to go on.
    fn wide(&mut self, at: usize, last: &mut u8) -> usize {
        let Some(c) = self.text.get(at..).and_then(|rest| rest.chars().next()) else {
            return at + 1;
        };
        let end = at + c.len_utf8();
        if c.is_alphabetic() {
            *last = b'\0';
            return self.long_word(at);
        }
        match plain_sign(c).map(str::as_bytes) {
            Some([sign]) => self.sign(*sign, last, at, end),
            Some(sign) => {
                let mark = sign.last().copied().unwrap_or_default();
                if mark != *last {
                    self.push((self.look)(hash(sign)), at, end);
                }
                *last = mark;
            }
            None if c.is_whitespace() => {}
            None => *last = b'\0',
        }
        end
    }

    /// Digits, with single commas and points between digits.
    fn number(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let mut at = start;
        while is_digit(at) || (matches!(bytes.get(at), Some(b',' | b'.')) && is_digit(at + 1)) {
            at += 1;
        }
        self.push(Some(NUMBER), start, at);
        at
    }

    /// Reads the word that begins with the ASCII letter at `start`, adds its tokens and gives its
    /// end. Most words are plain letters: those are hashed where they stand.
    fn word(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let (mut at, mut hash) = (start, Hash::default());
        loop {
            let eight = Eight::at(bytes, at);
            let letters = eight.letters();
            if letters > 0 {
                hash = hash.with(eight.lower(letters));
            }
            at += letters;
            if letters < Eight::LENGTH {
                break;
            }
        }
        let goes_on = match bytes.get(at) {
            Some(b'\'' | b'-') => {
                bytes.get(at + 1).is_some_and(|next| next.is_ascii_alphabetic() || !next.is_ascii())
            }
            Some(next) => !next.is_ascii(),
            None => false,
        };
        if goes_on || at - start > LONGEST {
            return self.long_word(start);
        }
        let letters = bytes.get(start..at).unwrap_or_default();
        if letters.len() == CANNOT.len() && letters.eq_ignore_ascii_case(CANNOT) {
            self.cannot(start, at);
            return at;
        }
        let row = (self.look)(hash.mixed());
        let row = row.or_else(|| {
            let mut word = Word::default();
            for byte in letters {
                word.push_byte(byte | 0x20);
            }
            self.stem(word.as_bytes())
        });
        self.push(row, start, at);
        at
    }

    fn cannot(&mut self, start: usize, end: usize) {
        let not = start + "can".len();
        self.push((self.look)(hash(b"can")), start, not);
        self.push((self.look)(hash(b"not")), not, end);
    }

    /// A word of plain letters.
    fn whole(&mut self, word: &Word, start: usize, end: usize) {
        if word.as_bytes() == CANNOT {
            self.cannot(start, end);
        } else {
            self.push(self.known(word.as_bytes()), start, end);
        }
    }

    /// Reads a word with apostrophes, hyphens or letters beyond ASCII.
    fn long_word(&mut self, start: usize) -> usize {
        let mut word = Word::default();
        let (mut end, mut tick, mut dash) = (start, None, false);
        let mut rest = self.text.get(start..).unwrap_or_default().chars().peekable();
        while let Some(c) = rest.next() {
            if c.is_ascii_alphabetic() {
                word.push(c.to_ascii_lowercase());
            } else if c.is_alphabetic() {
                c.to_lowercase().for_each(|low| word.push(low));
            } else if (is_apostrophe(c) || c == '-')
                && rest.peek().is_some_and(|next| next.is_alphabetic())
            {
                if c == '-' {
                    dash = true;
                } else {
                    tick = Some((word.length, end));
                }
                word.push(if c == '-' { '-' } else { '\'' });
            } else {
                break;
            }
            end += c.len_utf8();
        }
        match tick {
            _ if word.is_cut => self.push(None, start, end),
            _ if dash => self.hyphenated(&word, start, end),
            Some((length, byte)) => self.contracted(&word, length, byte, start, end),
            None => self.whole(&word, start, end),
        }
        end
    }

    /// A word whose last apostrophe stands at `length` in the word and at byte `tick` of the text.
    fn contracted(&mut self, word: &Word, length: usize, tick: usize, start: usize, end: usize) {
        let (head, tail) = word.as_bytes().split_at(length);
        if tail == b"'t" && head.len() > 1 && head.ends_with(b"n") {
            self.push(self.known(&head[..length - 1]), start, tick - 1);
            self.push((self.look)(hash(b"n't")), tick - 1, end);
        } else if matches!(tail, b"'s" | b"'re" | b"'ve" | b"'ll" | b"'d" | b"'m") {
            self.push(self.known(head), start, tick);
            self.push((self.look)(hash(tail)), tick, end);
        } else {
            self.push(self.known(word.as_bytes()), start, end);
        }
    }

    /// A word with hyphens: as a whole if it is known, else its parts.
    fn hyphenated(&mut self, word: &Word, start: usize, end: usize) {
        if let Some(row) = (self.look)(hash(word.as_bytes())) {
            self.push(Some(row), start, end);
            return;
        }
        let raw = self.text.get(start..end).unwrap_or_default();
        let mut at = start;
        for (part, low) in raw.split('-').zip(word.as_bytes().split(|byte| *byte == b'-')) {
            self.push(self.known(low), at, at + part.len());
            at += part.len() + 1;
        }
    }

    /// The row of a word, or else of what is left without its ending.
    fn known(&self, word: &[u8]) -> Option<u16> {
        (self.look)(hash(word)).or_else(|| self.stem(word))
    }

    /// The row of what is left of a word without its ending.
    fn stem(&self, word: &[u8]) -> Option<u16> {
        let endings: &[&[u8]] = match word.last()? {
            b's' => &[b"s", b"es", b"ness", b"'s"],
            b'd' => &[b"ed", b"d"],
            b'g' => &[b"ing"],
            b'y' => &[b"ly"],
            b'r' => &[b"er"],
            _ => &[],
        };
        let without = |ending: &&[u8]| {
            let stem = word.strip_suffix(*ending)?;
            if stem.len() < 4 { None } else { (self.look)(hash(stem)) }
        };
        endings.iter().find_map(without)
    }
}

const CANNOT: &[u8] = b"cannot";

/// A word in small letters with straight apostrophes, kept on the stack.
struct Word {
    bytes: [u8; LONGEST],
    length: usize,
    /// Whether it has outgrown its place.
    is_cut: bool,
}

impl Default for Word {
    fn default() -> Self {
        Self { bytes: [0; LONGEST], length: 0, is_cut: false }
    }
}

impl Word {
    fn push(&mut self, c: char) {
        let mut buffer = [0; 4];
        c.encode_utf8(&mut buffer).bytes().for_each(|byte| self.push_byte(byte));
    }

    fn push_byte(&mut self, byte: u8) {
        match self.bytes.get_mut(self.length) {
            Some(slot) => {
                *slot = byte;
                self.length += 1;
            }
            None => self.is_cut = true,
        }
    }

    fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn words(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        split(text, |_| Some(5), &mut tokens);
        tokens.iter().map(|token| Span { start: token.start, end: token.end }.of(text)).collect()
    }

    #[test]
    fn contractions_numbers_and_signs_are_tokens() {
        assert_eq!(
            words("They can’t wait; it's 4,300.5% up!!"),
            ["They", "ca", "n’t", "wait", ";", "it", "'s", "4,300.5", "%", "up", "!"]
        );
        assert_eq!(words("cannot Cannot"), ["can", "not", "Can", "not"]);
        assert_eq!(words("O'Brien's well-off"), ["O'Brien", "'s", "well-off"]);
        assert_eq!(words("“Why?”—£5 … a_b"), ["“", "Why", "?", "”", "—", "£", "5", "…", "a", "b"]);
        assert_eq!(words("- - -- ££ – —"), ["-", "£", "–"]);
    }

    #[test]
    fn unknown_words_are_tried_in_parts_and_without_their_ending() {
        let look =
            |wanted: u64| [&b"risk"[..], b"averse"].iter().any(|w| hash(w) == wanted).then_some(9);
        let rows = |text: &str| {
            let mut tokens = Vec::new();
            split(text, look, &mut tokens);
            tokens.iter().map(|t| (t.row, t.start, t.end)).collect::<Vec<_>>()
        };
        assert_eq!(rows("risk-averse"), [(9, 0, 4), (9, 5, 11)]);
        assert_eq!(rows("RISKS"), [(9, 0, 5)]);
        assert_eq!(rows("risk’s riskily"), [(9, 0, 4), (0, 4, 8), (0, 9, 16)]);
        assert_eq!(rows("riskly-averse"), [(9, 0, 6), (9, 7, 13)]);
    }

    #[test]
    fn odd_text_is_taken() {
        let long = "x".repeat(10_000);
        let dashes = "a-".repeat(5_000);
        let odd = ["", "   ", "'", "-", "a-", "-a", "’’", "ÄÖÜ’s", "日本語のテキスト"];
        for text in
            odd.into_iter().chain(["\u{0}\u{fe0f}", &*long, &*dashes, "İstanbul-İ", "a\u{301}"])
        {
            let mut tokens = Vec::new();
            split(text, |_| None, &mut tokens);
            let mut last = 0;
            for token in &tokens {
                assert!(token.start >= last && token.end > token.start, "{text:?}");
                assert!(
                    !Span { start: token.start, end: token.end }.of(text).is_empty(),
                    "{text:?}"
                );
                last = token.end;
            }
        }
    }
}
