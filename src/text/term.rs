//! The words of a text as a person looks for them: without capitals, diacritics, apostrophes and
//! signs. Scripts without blanks give each character as a word. Keeps nothing, finds nothing.
//!
//! | in the text | as terms |
//! |---|---|
//! | `Nurses’ Café` | `nurses`, `cafe` |
//! | `don't`, `don’t` | `don`, `t` |
//! | `well-known`, `1,240` | `well`, `known`; `1`, `240` |
//! | `Łódź`, `Straße` | `lodz`, `strasse` |
//! | `中文` | `中`, `文` |

use unicode_normalization::char::decompose_canonical;

use super::Span;
use super::anchor::{Class, class};
use super::eight::Eight;

/// Bytes of a term at most; of longer words only the beginning is known.
pub const LONGEST: usize = 64;

/// Gives each word of `text`, folded, with the bytes of `text` that it is, in order; until `give` says that it
/// is enough.
pub fn each(text: &str, mut give: impl FnMut(&Term, Span) -> bool) {
    let bytes = text.as_bytes();
    let mut term = Term::default();
    let mut at = 0;
    loop {
        while bytes.get(at).is_some_and(|byte| SIGN[usize::from(*byte)]) {
            at += 1;
        }
        let goes_on;
        (at, goes_on) = match term.take_plain(bytes, at) {
            Some(end) => (end, term.given(Span::new(at, end), &mut give)),
            None if at < bytes.len() => any(text, at, &mut term, &mut give),
            None => return,
        };
        if !goes_on {
            return;
        }
    }
}

/// Gives the next word from `start` on, of whatever characters it is, or the two next ones; says where to go on,
/// and whether to. Out of the way of the plain words, which are most.
#[inline(never)]
fn any(
    text: &str,
    mut start: usize,
    term: &mut Term,
    give: &mut dyn FnMut(&Term, Span) -> bool,
) -> (usize, bool) {
    let mut at = start;
    loop {
        at = term.push_plain(text.as_bytes(), at);
        let wide = text.as_bytes().get(at).filter(|byte| !byte.is_ascii());
        let wide = wide.and_then(|_| text.get(at..)?.chars().next());
        match wide.map(|char| (char, folded(char))) {
            Some((char, Fold::Letters)) => {
                decompose(char, |part| term.push_char(part));
                at += char.len_utf8();
            }
            // On a letter that is there, or alone and no word.
            Some((char, Fold::Mark)) => {
                at += char.len_utf8();
                if term.is_empty() {
                    return (at, true);
                }
            }
            Some((char, Fold::Dense)) => {
                let goes_on = term.given(Span::new(start, at), give);
                start = at;
                at += char.len_utf8();
                term.push_char(char);
                return (at, goes_on && term.given(Span::new(start, at), give));
            }
            Some((char, Fold::Sign)) => {
                let goes_on = term.given(Span::new(start, at), give);
                return (at + char.len_utf8(), goes_on);
            }
            None => return (at, term.given(Span::new(start, at), give)),
        }
    }
}

/// A word as it is looked for.
#[derive(Clone, Debug)]
pub struct Term {
    /// With room for eight bytes at once.
    bytes: [u8; LONGEST + Eight::LENGTH],
    len: usize,
}

impl Default for Term {
    fn default() -> Self {
        Self { bytes: [0; LONGEST + Eight::LENGTH], len: 0 }
    }
}

impl Term {
    /// Its UTF-8, [`LONGEST`] bytes at most.
    #[inline]
    pub fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    /// Its first eight bytes, the first in the lowest place; zeros behind it, which no word has in it.
    #[inline]
    pub fn head(&self) -> u64 {
        let head = self.bytes.first_chunk().map_or(0, |head| u64::from_le_bytes(*head));
        let unused = 8 * Eight::LENGTH.saturating_sub(self.len) as u32;
        head & u64::MAX.checked_shr(unused).unwrap_or_default()
    }

    fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Takes a whole word of up to seven letters of ASCII, as most are, and says where it ends.
    #[inline]
    fn take_plain(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
        let eight = Eight::at(bytes, at);
        let letters = eight.letters();
        let ends = bytes.get(at + letters).is_none_or(|next| SIGN[usize::from(*next)]);
        if letters == 0 || letters == Eight::LENGTH || !ends {
            return None;
        }
        *self.bytes.first_chunk_mut()? = eight.lower(letters).to_le_bytes();
        self.len = letters;
        Some(at + letters)
    }

    /// Appends the letters and digits of ASCII that stand at `at`, as many as have room; says where they end.
    #[inline]
    fn push_plain(&mut self, bytes: &[u8], mut at: usize) -> usize {
        loop {
            let eight = Eight::at(bytes, at);
            let letters = eight.letters();
            if let Some(room) = self.bytes.get_mut(self.len..self.len + Eight::LENGTH) {
                room.copy_from_slice(&eight.lower(letters).to_le_bytes());
                self.len = (self.len + letters).min(LONGEST);
            }
            at += letters;
            if letters == Eight::LENGTH {
                continue;
            }
            let Some(digit) = bytes.get(at).filter(|byte| byte.is_ascii_digit()) else { return at };
            self.append(&[*digit]);
            at += 1;
        }
    }

    /// Appends a character, whole or not at all.
    fn push_char(&mut self, char: char) {
        self.append(char.encode_utf8(&mut [0; 4]).as_bytes());
    }

    #[inline]
    fn append(&mut self, bytes: &[u8]) {
        if self.len + bytes.len() <= LONGEST
            && let Some(room) = self.bytes.get_mut(self.len..self.len + bytes.len())
        {
            room.copy_from_slice(bytes);
            self.len += bytes.len();
        }
    }

    /// Gives the word away, if it is one, and begins anew.
    #[inline]
    fn given<F>(&mut self, span: Span, give: &mut F) -> bool
    where
        F: FnMut(&Self, Span) -> bool + ?Sized,
    {
        let goes_on = self.is_empty() || give(self, span);
        self.len = 0;
        goes_on
    }
}

/// What a character beyond ASCII is to a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fold {
    Letters,
    Mark,
    Dense,
    Sign,
}

fn folded(char: char) -> Fold {
    match char {
        // Accents, Hebrew points, Arabic vowels; joiners within a word.
        '\u{300}'..='\u{36f}'
        | '\u{591}'..='\u{5bd}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{ad}'
        | '\u{200c}'
        | '\u{200d}'
        | '\u{2060}'
        | '\u{feff}' => Fold::Mark,
        // Quotes, dashes and blanks, which most texts have.
        '\u{80}'..='\u{a9}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{3004}' => Fold::Sign,
        char => match class(char) {
            Class::Word => Fold::Letters,
            Class::Dense if char.is_alphanumeric() => Fold::Dense,
            Class::Dense | Class::Blank | Class::Sign => Fold::Sign,
        },
    }
}

/// The letters that a letter is looked for by.
fn decompose(char: char, mut give: impl FnMut(char)) {
    for lower in char.to_lowercase() {
        // An accent first: what it stood on may be such a letter, as in ǽ.
        decompose_canonical(lower, |part| match part {
            'ß' => "ss".chars().for_each(&mut give),
            'æ' => "ae".chars().for_each(&mut give),
            'œ' => "oe".chars().for_each(&mut give),
            'ø' => give('o'),
            'ł' => give('l'),
            'đ' => give('d'),
            'ı' => give('i'),
            'ς' => give('σ'),
            part if folded(part) == Fold::Mark => {}
            part => give(part),
        });
    }
}

/// The other characters of ASCII.
static SIGN: [bool; 256] = {
    let mut sign = [false; 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        sign[byte as usize] = !byte.is_ascii_alphanumeric();
        byte += 1;
    }
    sign
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn terms(text: &str) -> Vec<(String, Span)> {
        let mut terms = Vec::new();
        each(text, |term, span| {
            let bytes = term.bytes();
            let head: Vec<u8> = bytes.iter().copied().chain([0; 8]).take(8).collect();
            assert_eq!(term.head().to_le_bytes(), *head);
            terms.push((String::from_utf8(bytes.to_vec()).expect("UTF-8"), span));
            true
        });
        terms
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = terms(text);
        let found: Vec<&str> = found.iter().map(|(term, _)| term.as_str()).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn what_a_person_takes_for_the_same_word_is_one_term() {
        check("", &[]);
        check("Nurses\u{2019} Caf\u{e9}, cafe\u{301}", &["nurses", "cafe", "cafe"]);
        check("don't don\u{2019}t", &["don", "t", "don", "t"]);
        check("a well-known 1,240\u{a0}%", &["a", "well", "known", "1", "240"]);
        check("\u{141}\u{f3}d\u{17a} Stra\u{df}e STRASSE", &["lodz", "strasse", "strasse"]);
        check("\u{39f}\u{3b4}\u{3cc}\u{3c2} \u{39f}\u{394}\u{39f}\u{3a3}", &["οδοσ", "οδοσ"]);
        check("\u{1fc} \u{c6} \u{1ff}", &["ae", "ae", "o"]);
        check("co\u{ad}op \u{301}x", &["coop", "x"]);
        check("AI\u{4e2d}\u{6587}。x", &["ai", "\u{4e2d}", "\u{6587}", "x"]);
        check("\u{d55c}", &["\u{1112}\u{1161}\u{11ab}"]);
        check("हिन्दी", &["हिन्दी"]);
        check("😀 — …", &[]);
    }

    #[test]
    fn spans_hold_the_words() {
        let text = "“Cafe\u{301}s” 中x";
        let words = terms(text).into_iter().map(|(_, span)| span.of(text)).collect::<Vec<_>>();
        assert_eq!(words, ["Cafe\u{301}s", "中", "x"]);
    }

    #[test]
    fn enough_is_enough() {
        let mut left = 2;
        each("a b 中 d", |_, _| {
            left -= 1;
            left > 0
        });
        assert_eq!(left, 0);
    }

    #[test]
    fn a_long_word_is_known_by_its_beginning() {
        check(&"x".repeat(1000), &[&"x".repeat(LONGEST)]);
        let found = terms(&"\u{fd}a".repeat(1000));
        assert!(found.len() == 1 && found[0].0.len() == LONGEST && found[0].1.len() == 3000);
    }

    proptest! {
        #[test]
        fn whatever_the_text_its_words_are_in_order_and_fold_to_themselves(
            text in "(\\PC|[ \n.’é要क\u{301}ﬀ\u{ad}İ]){0,60}",
        ) {
            let mut end = 0;
            for (term, span) in terms(&text) {
                prop_assert!(span.start >= end && !span.of(&text).is_empty());
                end = span.end;
                let again: Vec<String> = terms(&term).into_iter().map(|(term, _)| term).collect();
                prop_assert_eq!(again, [term]);
            }
        }
    }
}
