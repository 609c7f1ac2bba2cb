//! One sentence as tokens, and the quick look that spares most sentences from it. Knows bytes
//! and words, not what they mean.

use super::words::{List, Slot, Table};
use crate::text::Span;
use crate::text::eight::Eight;

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
    /// Whether a figure can begin here.
    pub(super) opens: bool,
    /// Where lists have it, if they do: it is asked for in dozens.
    pub(super) slot: Slot,
}

/// The tokens of one sentence. Every look is by index and safe beyond either end.
pub(super) struct Line<'a> {
    words: &'a str,
    base: usize,
    tokens: Vec<Token>,
}

/// Whether a sentence can hold a figure at all: a digit, a vulgar fraction, or a word that
/// begins like a number word. Looks at eight bytes at a time, and then only where words begin.
pub(super) fn promises(words: &str) -> bool {
    let bytes = words.as_bytes();
    let mut before = false;
    (0..bytes.len()).step_by(Eight::LENGTH).any(|at| {
        let eight = Eight::at(bytes, at);
        let letters = eight.are_letters();
        let begun = letters.begun(before);
        before = letters.has_last();
        eight.are_digits().is_some()
            || begun.places().any(|nth| begins_figure(bytes, at + nth))
            || eight.are_wide().places().any(|nth| vulgar_at(bytes, at + nth))
    })
}

/// Whether the word at `at` begins like a number word, or is an article before a unit of time.
#[inline]
fn begins_figure(bytes: &[u8], at: usize) -> bool {
    if !matches!(bytes.get(at), Some(b'a' | b'A')) {
        return begins_number(bytes, at);
    }
    let end = at + if matches!(bytes.get(at + 1), Some(b'n' | b'N')) { 2 } else { 1 };
    word_end(bytes, at) == end && begins_time(bytes, end + 1)
}

fn article(bytes: &[u8], at: usize, end: usize) -> bool {
    matches!(bytes.get(at..end), Some([b'a' | b'A'] | [b'a' | b'A', b'n']))
}

/// Whether a unit of time may begin at `at`: "more than a year".
fn begins_time(bytes: &[u8], at: usize) -> bool {
    let next = |n: usize| bytes.get(at + n).copied().unwrap_or_default();
    matches!(
        &[next(0), next(1), next(2)],
        b"day" | b"dec" | b"hou" | b"min" | b"mon" | b"wee" | b"yea" | b"cen"
    )
}

/// "twofold" opens by its end.
fn folds(bytes: &[u8], end: usize) -> bool {
    end.checked_sub(4)
        .and_then(|at| bytes.get(at..end))
        .is_some_and(|last| last.eq_ignore_ascii_case(b"fold"))
}

fn word_end(bytes: &[u8], at: usize) -> usize {
    let mut end = at;
    loop {
        let letters = Eight::at(bytes, end).letters();
        end += letters;
        if letters < Eight::LENGTH {
            return end;
        }
    }
}

fn vulgar_at(bytes: &[u8], at: usize) -> bool {
    let next = bytes.get(at + 1);
    matches!((bytes.get(at), next), (Some(0xC2), Some(0xBC..=0xBE)) | (Some(0xE2), Some(0x85)))
}

/// Beginnings of number words; a dot stands for any letter.
const BEGINNINGS: [&[u8; 4]; 36] = [
    b"bill", b"doub", b"doze", b"eigh", b"elev", b"fift", b"five", b"four", b"fort", b"half",
    b"halv", b"hund", b"mill", b"nine", b"nint", b"one.", b"quad", b"quar", b"quin", b"seco",
    b"seve", b"six.", b"sixt", b"ten.", b"tent", b"tenf", b"thir", b"thou", b"thre", b"thri",
    b"tril", b"trip", b"treb", b"twel", b"twen", b"two.",
];

/// The first three letters of [`BEGINNINGS`], one bit each: seven bits of hash by two letters
/// choose the row, the third the bit.
static STARTS: [u32; 1024] = {
    let mut starts = [0; 1024];
    let mut at = 0;
    while at < BEGINNINGS.len() {
        let word = BEGINNINGS[at];
        starts[row(word[0], word[1])] |= bit(word[2]);
        at += 1;
    }
    starts[row(b't', b'w')] |= bit(b'i');
    starts[row(b'f', b'i')] |= bit(b'r');
    starts
};

const fn row(first: u8, second: u8) -> usize {
    ((first & 31) as usize) << 5 | (second & 31) as usize
}

const fn bit(third: u8) -> u32 {
    1 << (third & 31)
}

/// Whether the word at `at` begins like a number word.
#[inline]
fn begins_number(bytes: &[u8], at: usize) -> bool {
    let Some([a, b, c, rest @ ..]) = bytes.get(at..) else { return false };
    if STARTS[row(*a, *b)] & bit(*c) == 0 {
        return false;
    }
    let fourth = rest.first().map_or(b' ', |d| d | 0x20);
    match (a | 0x20, b | 0x20, c | 0x20) {
        (b'b' | b'm', b'i', b'l') => fourth == b'l',
        (b'o', b'n', b'e') => !fourth.is_ascii_lowercase(),
        (b't', b'h', b'i') => fourth == b'r' || fourth == b'c',
        (b't', b'h', b'o') => rest.get(1).is_some_and(|fifth| fifth | 0x20 == b's'),
        (b'f', b'o', b'u') => fourth == b'r',
        (b'f', b'o', b'r') | (b'f', b'i', b'f') => fourth == b't',
        (b't', b'w', b'i') => fourth == b'c',
        (b's', b'e', b'c') => fourth == b'o',
        (b't', b'e', b'n') => !fourth.is_ascii_lowercase() || matches!(fourth, b't' | b'f'),
        (b'f', b'i', b'r') => fourth == b's',
        (b'q', b'u', b'a') => fourth == b'd' || fourth == b'r',
        (first, second, third) => [first, second, third].iter().all(u8::is_ascii_lowercase),
    }
}

/// The token `n` before `i`; beyond the beginning one that no sentence has, far enough from the
/// ends of the index that a few more steps either way stay there.
pub(super) fn back(i: usize, n: usize) -> usize {
    i.checked_sub(n).unwrap_or(usize::MAX / 2)
}

impl<'a> Line<'a> {
    /// Cuts `span` of `text` into tokens.
    #[cfg(test)]
    pub(super) fn new(text: &'a str, span: Span) -> Self {
        Self::within(text, span, Vec::new())
    }

    /// Cuts `span` of `text` into tokens, kept in a list used before.
    pub(super) fn within(text: &'a str, span: Span, mut tokens: Vec<Token>) -> Self {
        let words = span.of(text);
        tokens.clear();
        // Room for most sentences at once.
        tokens.reserve((words.len() / 5 + 4).max(128));
        let mut line = Self { words, base: span.start as usize, tokens };
        line.cut();
        line
    }

    /// The list of tokens, for the next sentence.
    pub(super) fn into_tokens(self) -> Vec<Token> {
        self.tokens
    }

    fn cut(&mut self) {
        let (mut at, mut glued) = (0, false);
        while let Some(byte) = self.words.as_bytes().get(at) {
            let wide = || self.words.get(at..).and_then(|rest| rest.chars().next());
            let Some(next) = byte.is_ascii().then_some(char::from(*byte)).or_else(wide) else {
                return;
            };
            if next.is_whitespace() {
                at += next.len_utf8();
                glued = false;
                continue;
            }
            let (kind, end) = self.token(at, next);
            let opens = self.opening(at, end, kind);
            let slot = Slot::of(self.words.as_bytes().get(at..end).unwrap_or_default());
            let (start, stop) = (at as u32, end as u32);
            self.tokens.push(Token { start, end: stop, kind, glued, opens, slot });
            at = end;
            glued = true;
        }
    }

    /// Numerals and number words open; "a" does where the next word may be a number word.
    fn opening(&self, at: usize, end: usize, kind: Kind) -> bool {
        let bytes = self.words.as_bytes();
        match kind {
            Kind::Number | Kind::Code => true,
            Kind::Mark => false,
            Kind::Word if end <= at + 2 && article(bytes, at, end) => {
                begins_number(bytes, end + 1) || begins_time(bytes, end + 1)
            }
            Kind::Word => begins_number(bytes, at) || folds(bytes, end),
        }
    }

    fn token(&self, at: usize, next: char) -> (Kind, usize) {
        let bytes = self.words.as_bytes();
        if next.is_ascii_alphabetic() {
            let end = word_end(bytes, at);
            // Plain words are most of all; those with apostrophes and other letters take longer.
            if bytes.get(end).is_none_or(|byte| byte.is_ascii() && *byte != b'\'') {
                return (Kind::Word, end);
            }
        }
        let opens = next == '.' && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        let fresh =
            !at.checked_sub(1).and_then(|b| bytes.get(b)).is_some_and(u8::is_ascii_alphanumeric);
        if next.is_ascii_digit() || (opens && fresh) {
            return numeral(self.words, at);
        }
        if !next.is_ascii() && VULGAR.iter().any(|(vulgar, _, _)| *vulgar == next) {
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

    /// Whether a figure can begin at token `i`.
    pub(super) fn opens(&self, i: usize) -> bool {
        self.get(i).is_some_and(|token| token.opens)
    }

    /// The words of token `i`, empty beyond the ends.
    pub(super) fn word(&self, i: usize) -> &'a str {
        let token = self.get(i);
        token.and_then(|t| self.words.get(t.start as usize..t.end as usize)).unwrap_or_default()
    }

    /// Whether token `i` is `word`, in any case. Asked more often than anything else, so it looks at
    /// the length, which mostly differs, before it touches the text. Past the ends stands nothing.
    #[inline]
    pub(super) fn is(&self, i: usize, word: &str) -> bool {
        let Some(token) = self.tokens.get(i) else { return word.is_empty() };
        let (start, end) = (token.start as usize, token.end as usize);
        end - start == word.len()
            && self
                .words
                .as_bytes()
                .get(start..end)
                .is_some_and(|bytes| bytes.eq_ignore_ascii_case(word.as_bytes()))
    }

    /// Whether token `i` is in a sorted list of words, in any case. Nearly always it is not.
    #[inline]
    pub(super) fn among(&self, i: usize, list: &List) -> bool {
        self.tokens.get(i).is_some_and(|token| list.may_have(token.slot)) && list.has(self.word(i))
    }

    /// What a table has for token `i`, in any case.
    #[inline]
    pub(super) fn look<T: Copy>(&self, i: usize, table: &Table<T>) -> Option<T> {
        let token = self.tokens.get(i)?;
        if table.may_have(token.slot) { table.get(self.word(i)) } else { None }
    }

    /// Whether the tokens from `i` on are these words.
    pub(super) fn follow(&self, i: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(n, word)| self.is(i + n, word))
    }

    /// Whether token `i` is the mark `mark` or any other of `marks`.
    #[inline]
    pub(super) fn mark(&self, i: usize, marks: &str) -> bool {
        let is_mark = self.tokens.get(i).is_some_and(|token| token.kind == Kind::Mark);
        is_mark
            && match self.word(i).as_bytes() {
                [byte] => marks.as_bytes().contains(byte),
                _ => marks.contains(self.word(i)),
            }
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
        let stop = self.get(back(end, 1)).map_or(start, |token| token.end as usize);
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_promise_is_seen_wherever_it_stands(text in "[ .,’a-e½éD]{0,12}(|2|ten|Doubt|a year|an hou|⅓|attend)[ .é’b]{0,12}") {
            let bytes = text.as_bytes();
            let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
            let begins = |at: usize| is_letter(at) && (at == 0 || !is_letter(at - 1));
            let number = |at: usize| {
                bytes[at].is_ascii_digit() || vulgar_at(bytes, at) || begins(at) && begins_figure(bytes, at)
            };
            prop_assert_eq!(promises(&text), (0..bytes.len()).any(number));
        }
    }

    #[test]
    fn an_article_promises_before_a_unit_of_time_only() {
        for (text, promised) in [
            ("more than a year", true),
            ("An hour", true),
            ("a nurse", false),
            ("and years", false),
            ("at ten", true),
            ("attended", false),
        ] {
            assert_eq!(promises(text), promised, "{text}");
        }
    }
}
