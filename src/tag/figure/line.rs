//! One sentence as tokens, and the quick look that spares most sentences from it. Knows bytes
//! and words, not what they mean.

use crate::text::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A numeral: digits, grouping, one point.
    Number,
    /// Digits that are no number: `1.2.3`, or longer than any figure.
    Code,
    /// Letters, with apostrophes and subscripts between them.
    Word,
    /// One other character, or a run of superscripts.
    Mark,
}

/// One token; offsets are bytes of the sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) kind: Kind,
    /// Whether no white space stands before it.
    pub(super) glued: bool,
}

/// The tokens of one sentence. Every look is by index and safe beyond either end.
pub(super) struct Line<'a> {
    words: &'a str,
    base: usize,
    tokens: Vec<Token>,
}

/// Whether a sentence can hold a figure at all: a digit, a vulgar fraction, or a word that
/// begins like a number word.
pub(super) fn promises(words: &str) -> bool {
    let bytes = words.as_bytes();
    let mut fresh = true;
    for (at, byte) in bytes.iter().enumerate() {
        match CLASS[usize::from(*byte)] {
            LETTER => {
                if fresh && STARTS[usize::from(byte | 0x20)] && begins_number(&bytes[at..]) {
                    return true;
                }
                fresh = false;
            }
            DIGIT => return true,
            LEAD if matches!(
                (byte, bytes.get(at + 1)),
                (0xC2, Some(0xBC..=0xBE)) | (0xE2, Some(0x85))
            ) =>
            {
                return true;
            }
            other => fresh = other == GAP,
        }
    }
    false
}

const GAP: u8 = 0;
const LETTER: u8 = 1;
const DIGIT: u8 = 2;
const LEAD: u8 = 3;

/// What each byte is to [`promises`].
static CLASS: [u8; 256] = {
    let mut class = [GAP; 256];
    let mut byte = 0;
    while byte < 256 {
        class[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'0'..=b'9' => DIGIT,
            0x80.. => LEAD,
            _ => GAP,
        };
        byte += 1;
    }
    class
};

/// First letters of number words.
static STARTS: [bool; 256] = {
    let mut starts = [false; 256];
    let letters = b"bdefhmnoqstz";
    let mut at = 0;
    while at < letters.len() {
        starts[letters[at] as usize] = true;
        at += 1;
    }
    starts
};

/// Beginnings of number words, four letters where three are too common.
const BEGINNINGS: [&[u8]; 33] = [
    b"bill", b"doub", b"doze", b"eigh", b"elev", b"fift", b"five", b"four", b"fort", b"half",
    b"halv", b"hund", b"mill", b"nine", b"nint", b"one", b"quad", b"quar", b"quin", b"seco",
    b"seve", b"six", b"ten", b"thir", b"thou", b"thre", b"tril", b"trip", b"treb", b"twel",
    b"twen", b"twic", b"two",
];

fn begins_number(rest: &[u8]) -> bool {
    BEGINNINGS
        .iter()
        .any(|begin| rest.get(..begin.len()).is_some_and(|word| word.eq_ignore_ascii_case(begin)))
}

impl<'a> Line<'a> {
    /// Cuts `span` of `text` into tokens.
    pub(super) fn new(text: &'a str, span: Span) -> Self {
        let words = span.of(text);
        let mut line = Self {
            words,
            base: span.start as usize,
            tokens: Vec::with_capacity(words.len() / 5 + 4),
        };
        line.cut();
        line
    }

    fn cut(&mut self) {
        let (mut at, mut glued) = (0, false);
        while let Some(next) = self.words.get(at..).and_then(|rest| rest.chars().next()) {
            if next.is_whitespace() {
                at += next.len_utf8();
                glued = false;
                continue;
            }
            let (kind, end) = self.token(at, next);
            self.tokens.push(Token { start: at as u32, end: end as u32, kind, glued });
            at = end;
            glued = true;
        }
    }

    fn token(&self, at: usize, next: char) -> (Kind, usize) {
        let bytes = self.words.as_bytes();
        let opens = next == '.' && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        let fresh =
            !at.checked_sub(1).and_then(|b| bytes.get(b)).is_some_and(u8::is_ascii_alphanumeric);
        if next.is_ascii_digit() || (opens && fresh) {
            return numeral(self.words, at);
        }
        if VULGAR.iter().any(|(vulgar, _, _)| *vulgar == next) {
            return (Kind::Number, at + next.len_utf8());
        }
        if letter(next) {
            return (Kind::Word, self.run(at, |c, after| letter(c) || inner(c, after)));
        }
        if raised(next) {
            return (Kind::Mark, self.run(at, |c, _| raised(c)));
        }
        (Kind::Mark, at + next.len_utf8())
    }

    /// Where the run of characters that `fits` ends; it sees each with the one behind it.
    fn run(&self, at: usize, fits: impl Fn(char, Option<char>) -> bool) -> usize {
        let mut end = at;
        let mut chars = self.words.get(at..).unwrap_or_default().chars().peekable();
        while let Some(next) = chars.next() {
            if !fits(next, chars.peek().copied()) {
                break;
            }
            end += next.len_utf8();
        }
        end
    }

    /// How many tokens there are.
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token at `i`.
    pub(super) fn get(&self, i: usize) -> Option<Token> {
        self.tokens.get(i).copied()
    }

    /// What token `i` is, if there is one.
    pub(super) fn kind(&self, i: usize) -> Option<Kind> {
        self.get(i).map(|token| token.kind)
    }

    /// The words of token `i`, empty beyond the ends.
    pub(super) fn word(&self, i: usize) -> &'a str {
        let token = self.get(i);
        token.and_then(|t| self.words.get(t.start as usize..t.end as usize)).unwrap_or_default()
    }

    /// Whether token `i` is `word`, in any case.
    pub(super) fn is(&self, i: usize, word: &str) -> bool {
        self.word(i).eq_ignore_ascii_case(word)
    }

    /// Whether token `i` is in a sorted list of words, in any case.
    pub(super) fn among(&self, i: usize, list: &[&str]) -> bool {
        super::words::among(self.word(i), list)
    }

    /// Whether the tokens from `i` on are these words.
    pub(super) fn follow(&self, i: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(n, word)| self.is(i + n, word))
    }

    /// Whether token `i` is the mark `mark` or any other of `marks`.
    pub(super) fn mark(&self, i: usize, marks: &str) -> bool {
        self.kind(i) == Some(Kind::Mark) && marks.contains(self.word(i))
    }

    /// Whether token `i` stands right behind the one before it.
    pub(super) fn glued(&self, i: usize) -> bool {
        self.get(i).is_some_and(|token| token.glued)
    }

    /// Whether token `i` is a hyphen or dash between two tokens without white space.
    pub(super) fn joins(&self, i: usize) -> bool {
        self.mark(i, DASHES) && self.glued(i) && self.glued(i + 1)
    }

    /// Whether token `i` is a word that begins with a capital.
    pub(super) fn capital(&self, i: usize) -> bool {
        self.word(i).chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether token `i` is a word in small letters.
    pub(super) fn small(&self, i: usize) -> bool {
        self.kind(i) == Some(Kind::Word)
            && self.word(i).chars().next().is_some_and(char::is_lowercase)
    }

    /// Whether token `i` begins the sentence, quotation marks and brackets aside.
    pub(super) fn first(&self, i: usize) -> bool {
        i <= 2 && (0..i).all(|n| self.mark(n, "\"'“‘([*•·-–—"))
    }

    /// Tokens `first..end` as a span of the whole text.
    pub(super) fn span(&self, first: usize, end: usize) -> Span {
        let start = self.get(first).map_or(0, |token| token.start as usize);
        let stop = self.get(end.wrapping_sub(1)).map_or(start, |token| token.end as usize);
        Span::new(self.base + start, self.base + stop)
    }
}

/// Hyphens, dashes and the minus that stands for one.
pub(super) const DASHES: &str = "-‐‑‒–—−";

/// Fractions in one character, each with its parts.
pub(super) const VULGAR: [(char, u32, u32); 8] = [
    ('¼', 1, 4),
    ('½', 1, 2),
    ('¾', 3, 4),
    ('⅓', 1, 3),
    ('⅔', 2, 3),
    ('⅕', 1, 5),
    ('⅛', 1, 8),
    ('⅗', 3, 5),
];

fn letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || (!c.is_ascii() && c != 'º' && c != 'ª' && c.is_alphabetic() && !raised(c))
}

/// Apostrophes before a letter, and subscripts.
fn inner(c: char, after: Option<char>) -> bool {
    (matches!(c, '\'' | '’') && after.is_some_and(letter)) || ('₀'..='₉').contains(&c)
}

/// Superscripts that can be an exponent.
fn raised(c: char) -> bool {
    matches!(c, '²' | '³' | '¹' | '⁰' | '⁴'..='⁹' | '⁻' | '⁺')
}

fn numeral(words: &str, at: usize) -> (Kind, usize) {
    let bytes = words.as_bytes();
    let digits = |from: usize| bytes.iter().skip(from).take_while(|b| b.is_ascii_digit()).count();
    let mut end = at + digits(at);
    let mut grouped = (1..=3).contains(&(end - at));
    let mut points = 0;
    loop {
        let gap = gap(bytes, end);
        let run = if gap == 0 { 0 } else { digits(end + gap) };
        match bytes.get(end) {
            Some(b'.') if run > 0 => {
                points += 1;
                grouped = points > 1 && run == 3;
            }
            Some(_) if grouped && run == 3 && points == 0 => {}
            _ => break,
        }
        end += gap + run;
    }
    let long = end - at > 40;
    (if points > 1 || long { Kind::Code } else { Kind::Number }, end)
}

/// Bytes of the point, comma or narrow blank at `at` that may stand inside a numeral.
fn gap(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..) {
        Some([b'.' | b',', ..]) => 1,
        Some([0xC2, 0xA0, ..]) => 2,
        Some([0xE2, 0x80, 0xAF | 0x89, ..]) => 3,
        _ => 0,
    }
}
