//! A text as it is compared: what a new encoding, a word processor or another width of lines changes
//! without changing a word counts as the same. Joined letters and invisible characters are `tidy`'s,
//! which comes first.
//!
//! | in the text | in the folded text |
//! |---|---|
//! | white space | one blank; none at the ends, between letters of scripts without blanks, or behind the hyphen of a word, where lines are broken |
//! | curly, low and angle quotes, primes | `'` or `"` |
//! | hyphens and dashes, also several | one `-` |
//! | `…` | `...` |
//! | composed letters | letter and marks apart, the marks in canonical order (NFD) |

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

use crate::text::Span;

/// What is the same in two texts that say the same.
pub(super) struct Folded {
    /// The folded text.
    pub(super) chars: Vec<char>,
    /// For each of `chars` the byte of the text where it begins, and the text's length; ascending.
    starts: Vec<u32>,
}

/// How a character behaves among its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// White space.
    Blank,
    /// A letter, digit or mark of a script whose words stand apart.
    Word,
    /// A character of a script without blanks.
    Dense,
    /// Anything else.
    Sign,
}

/// What sort of character a folded one is.
pub(crate) fn class(char: char) -> Class {
    match char {
        ' ' => Class::Blank,
        '0'..='9' | 'A'..='Z' | 'a'..='z' => Class::Word,
        '\0'..='\x7f' => Class::Sign,
        // Thai, Lao, Burmese, Khmer; Chinese and Japanese with their signs.
        '\u{e00}'..='\u{eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{312f}'
        | '\u{31a0}'..='\u{31ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ffef}'
        | '\u{20000}'..='\u{3ffff}' => Class::Dense,
        char if char.is_alphanumeric() || is_mark(char) => Class::Word,
        _ => Class::Sign,
    }
}

/// Whether a character is written onto the one before it.
fn is_mark(char: char) -> bool {
    !char.is_ascii() && canonical_combining_class(char) > 0
}

impl Folded {
    /// Folds a text.
    pub(super) fn of(text: &str) -> Self {
        let folded = Self { chars: Vec::with_capacity(text.len()), starts: Vec::new() };
        let mut fold = Fold { folded, blank: None };
        for (at, char) in text.char_indices() {
            fold.take(char, at as u32);
        }
        let mut folded = fold.folded;
        folded.starts.push(text.len() as u32);
        folded
    }

    /// Index of the first character that begins at byte `at` of the text or behind it.
    pub(super) fn index(&self, at: u32) -> usize {
        self.starts.partition_point(|start| *start < at).min(self.chars.len())
    }

    /// The bytes of `text`, which was folded, that became `start..end`.
    pub(super) fn span(&self, text: &str, start: usize, end: usize) -> Span {
        let byte = |index: usize| self.starts.get(index).map_or(text.len(), |at| *at as usize);
        Span::new(byte(start), byte(end)).trimmed(text)
    }

    /// Whether the text can be cut before the character at `index` without parting what was one
    /// character or is written as one.
    pub(super) fn parts(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.starts.get(before));
        before.is_none_or(|before| self.starts.get(index) != Some(before))
            && !self.chars.get(index).is_some_and(|char| is_mark(*char))
    }

    /// Whether a cut before the character at `index` goes through a word.
    pub(super) fn in_word(&self, index: usize) -> bool {
        let is_word = |char: Option<&char>| char.is_some_and(|char| class(*char) == Class::Word);
        is_word(index.checked_sub(1).and_then(|at| self.chars.get(at)))
            && is_word(self.chars.get(index))
    }
}

/// A text on its way to a [`Folded`].
struct Fold {
    folded: Folded,
    /// Where white space began that is not yet told to count.
    blank: Option<u32>,
}

/// Marks on one letter that are put in order; no language has as many.
const MARKS: usize = 8;

impl Fold {
    fn take(&mut self, char: char, at: u32) {
        match char {
            '!' | '#'..='&' | '('..=',' | '.'..='_' | 'a'..='~' => self.push(char, at),
            char if char.is_whitespace() => {
                self.blank.get_or_insert(at);
            }
            '`' | '´' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' => {
                self.push('\'', at);
            }
            '“' | '”' | '„' | '‟' | '«' | '»' | '″' => self.push('"', at),
            '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => self.dash(at),
            '…' => (0..3).for_each(|_| self.push('.', at)),
            char if char.is_ascii() => self.push(char, at),
            char => decompose_canonical(char, |part| self.push(part, at)),
        }
    }

    /// Appends a character, and the white space before it where that counts.
    fn push(&mut self, char: char, at: u32) {
        if let Some(blank) = self.blank.take()
            && self.blank_counts(char)
        {
            self.append(' ', blank);
        }
        self.append(char, at);
        if is_mark(char) {
            self.order_mark(canonical_combining_class(char));
        }
    }

    fn append(&mut self, char: char, at: u32) {
        self.folded.chars.push(char);
        self.folded.starts.push(at);
    }

    /// Dashes in a row are one, as "--" stands for "—".
    fn dash(&mut self, at: u32) {
        if self.blank.is_some() || self.folded.chars.last() != Some(&'-') {
            self.push('-', at);
        }
    }

    /// Whether white space before `next` is more than a line's end.
    fn blank_counts(&self, next: char) -> bool {
        match self.folded.chars.as_slice() {
            [] => false,
            [.., last] if class(*last) == Class::Dense => class(next) != Class::Dense,
            [.., letter, '-'] => class(*letter) != Class::Word || class(next) != Class::Word,
            _ => true,
        }
    }

    /// Puts the last character, a mark of `rank`, before the marks of higher rank.
    fn order_mark(&mut self, rank: u8) {
        let chars = &mut self.folded.chars;
        let mut at = chars.len() - 1;
        let least = at.saturating_sub(MARKS);
        while at > least && canonical_combining_class(chars[at - 1]) > rank {
            chars.swap(at - 1, at);
            at -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        Folded::of(text).chars.iter().collect()
    }

    #[test]
    fn what_says_the_same_folds_to_the_same() {
        for (one, other) in [
            ("two  words\n", "\ttwo\nwords"),
            ("no\u{a0}break", "no break"),
            ("“It’s”", "\"It's\""),
            ("so – or so", "so -- or so"),
            ("so—or—so", "so-or-so"),
            ("and so…", "and so..."),
            ("caf\u{e9}", "cafe\u{301}"),
            ("\u{1ec7}", "e\u{302}\u{323}"),
            ("\u{1ec7}", "\u{ea}\u{323}"),
            ("\u{d55c}", "\u{1112}\u{1161}\u{11ab}"),
            ("well-\nknown", "well-known"),
            ("中文\n文本", "中文文本"),
            ("ขอบ\nคุณ", "ขอบคุณ"),
        ] {
            assert_eq!(folded(one), folded(other), "{one:?} {other:?}");
        }
    }

    #[test]
    fn what_says_something_else_folds_to_something_else() {
        for (one, other) in [
            ("to get her", "together"),
            ("resume", "résumé"),
            ("so - or", "so-or"),
            ("-5", "5"),
            ("Nurse", "nurse"),
            ("1. 2", "1.2"),
            ("AI 中", "AI中"),
        ] {
            assert_ne!(folded(one), folded(other));
        }
    }

    #[test]
    fn each_character_leads_back() {
        let text = "  “Café”\n\n so… é--x ";
        let folded = Folded::of(text);
        let words = |start, end| folded.span(text, start, end).of(text);
        assert_eq!(folded.chars.iter().collect::<String>(), "\"Cafe\u{301}\" so... e\u{301}-x");
        assert_eq!(words(0, 7), "“Café”");
        assert_eq!(words(7, 13), "so…");
        assert_eq!(words(14, 17), "é--");
        assert_eq!(words(0, folded.chars.len()), text.trim());
        let cuts: Vec<_> = (0..=folded.chars.len()).filter(|at| !folded.parts(*at)).collect();
        assert_eq!(cuts, [5, 11, 12, 15]);
        let inner: Vec<_> = (0..=folded.chars.len()).filter(|at| folded.in_word(*at)).collect();
        assert_eq!(inner, [2, 3, 4, 5, 9, 15]);
    }

    #[test]
    fn many_marks_take_no_square() {
        Folded::of(&"\u{301}\u{323}".repeat(300_000));
    }
}
