//! How a line looks: length, case, how it ends. Knows no words of any language beyond the small
//! ones that titles write in lower case.

use super::phrase::spaceless;

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Full stop, exclamation mark, ellipsis.
    Stop,
    /// Question mark.
    Question,
    /// Colon.
    Colon,
    /// Comma, semicolon, dash.
    Pause,
    /// A word.
    Word,
}

/// The looks of a line.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent looks, not states")]
pub(super) struct Shape {
    /// Characters; lines beyond [`LONG`] bytes count their bytes.
    pub(super) chars: usize,
    /// Words; a character of a script without spaces counts half a word. 99 for long lines.
    pub(super) words: usize,
    /// How it ends, closing quotes and brackets aside.
    pub(super) end: End,
    /// Whether it begins with a capital, a digit, or a letter of a script without case.
    pub(super) capital: bool,
    /// Whether most of its words of four letters and more begin with a capital.
    pub(super) titled: bool,
    /// Whether all its letters are capitals.
    pub(super) shouted: bool,
    /// Whether a sentence ends in the midst of it.
    pub(super) broken: bool,
}

/// Bytes from which on a line is taken for running text without a closer look.
pub(super) const LONG: usize = 240;

impl Shape {
    /// That of a line without words.
    pub(super) const EMPTY: Self = Self {
        chars: 0,
        words: 0,
        end: End::Word,
        capital: false,
        titled: false,
        shouted: false,
        broken: false,
    };
}

/// Looks at `line`, which has no white space at its ends.
pub(super) fn shape(line: &str) -> Shape {
    let capital = capital(line);
    let end = end(line);
    if line.len() > LONG {
        let long = Shape {
            chars: line.len(),
            words: 99,
            end,
            capital,
            titled: false,
            shouted: false,
            broken: true,
        };
        return long;
    }
    let mut tally = Tally::default();
    if line.is_ascii() {
        line.split_ascii_whitespace().for_each(|word| tally.add(word));
    } else {
        line.split_whitespace().for_each(|word| tally.add(word));
    }
    Shape {
        chars: line.chars().count(),
        words: tally.words + count_spaceless(line) / 2,
        end,
        capital,
        titled: tally.long > 0 && tally.capitals * 10 >= tally.long * 6,
        shouted: is_shouted(line),
        broken: tally.broken,
    }
}

/// Characters of scripts without spaces.
fn count_spaceless(line: &str) -> usize {
    // The first of them has this byte in front.
    if line.bytes().max().is_some_and(|most| most >= 0xe3) {
        line.chars().filter(|char| spaceless(*char)).count()
    } else {
        0
    }
}

/// Whether all letters are capitals, and there are three or more.
fn is_shouted(line: &str) -> bool {
    // Most lines are done with at their second letter.
    !line.chars().any(char::is_lowercase)
        && line.chars().any(char::is_uppercase)
        && line.chars().filter(|char| char.is_alphabetic()).nth(2).is_some()
}

#[derive(Default)]
struct Tally {
    words: usize,
    long: usize,
    capitals: usize,
    stopped: bool,
    broken: bool,
}

impl Tally {
    #[inline]
    fn add(&mut self, word: &str) {
        let plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
        let (first, last) = (word.as_bytes().first(), word.as_bytes().last());
        if plain(first) && plain(last) {
            // Most words have no sign at either end.
            let upper = !first.is_some_and(u8::is_ascii_lowercase);
            self.take(upper, is_long(word), upper);
            self.stopped = false;
        } else {
            self.add_signed(word);
        }
    }

    /// Adds a word that has a sign or a letter beyond ASCII at its ends.
    fn add_signed(&mut self, word: &str) {
        let letters = word.trim_matches(is_sign);
        let upper = letters.starts_with(|char: char| char.is_uppercase() || char.is_numeric());
        let opens = word.starts_with(|char: char| !char.is_lowercase());
        let long = is_long(letters);
        self.take(opens, long, upper);
        let bare = word.trim_end_matches(['"', '”', '’', '»', ')']);
        self.stopped =
            bare.ends_with(['!', '?']) || bare.ends_with('.') && long && !letters.contains('.');
    }

    /// Counts a word; `opens` is whether a sentence may begin with it.
    fn take(&mut self, opens: bool, long: bool, upper: bool) {
        self.broken |= self.stopped && opens;
        self.words += 1;
        self.long += usize::from(long);
        self.capitals += usize::from(long && upper);
    }
}

/// Whether a word has four letters and more.
fn is_long(word: &str) -> bool {
    let four = word.as_bytes().first_chunk::<4>();
    four.is_some_and(|four| four.iter().all(u8::is_ascii) || word.chars().nth(3).is_some())
}

fn is_sign(char: char) -> bool {
    !char.is_alphanumeric()
}

fn capital(line: &str) -> bool {
    let first = line.chars().find(|char| char.is_alphanumeric());
    first.is_some_and(|char| !char.is_lowercase())
}

fn end(line: &str) -> End {
    let closers = ['"', '”', '’', '\'', '»', ')', ']', '」', '』', '）', '*', '_'];
    match line.trim_end_matches(closers).chars().next_back() {
        Some('.' | '!' | '…' | '。' | '！' | '।') => End::Stop,
        Some('?' | '？') => End::Question,
        Some(':' | '：') => End::Colon,
        Some(',' | ';' | '–' | '—' | '，' | '、' | '；') => End::Pause,
        _ => End::Word,
    }
}

impl Shape {
    /// Whether it reads as a sentence or more of running text.
    pub(super) fn runs(self) -> bool {
        self.chars > 110
            || (matches!(self.end, End::Stop | End::Question) && self.words >= 6)
            || (self.words >= 4 && self.end == End::Stop && !self.titled)
            || self.broken
    }

    /// Whether it could stand over a section.
    pub(super) fn heads(self) -> bool {
        let ends = match self.end {
            End::Word => true,
            End::Colon => self.words <= 3 || (self.titled && self.words <= 6),
            End::Question => self.titled || self.words <= 8,
            End::Stop | End::Pause => false,
        };
        let named = self.titled || self.shouted || self.words <= 8;
        ends && named
            && self.capital
            && self.words > 0
            && self.words <= 15
            && self.chars <= 100
            && !self.broken
    }

    /// Whether it could stand over the whole article.
    pub(super) fn titles(self) -> bool {
        matches!(self.end, End::Word | End::Question)
            && self.words > 0
            && self.words <= 30
            && self.chars <= 200
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_short_and_open_ended() {
        for line in [
            "The Stakes—and the Solutions",
            "Final Thoughts",
            "KEY FINDINGS",
            "What next?",
            "Unser Ansatz für mehr Pflege",
            "研究方法",
            "Sources:",
        ] {
            assert!(shape(line).heads(), "{line}");
        }
        for line in [
            "Training must become an ongoing priority.",
            "and then we went home",
            "It was late. We left",
            "Dear Jane,",
            "Innovation truly starts with a skilled and well led workforce at every level",
        ] {
            assert!(!shape(line).heads(), "{line}");
        }
    }
}
