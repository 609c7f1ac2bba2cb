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
    let letters = Letters::of(line);
    if line.is_ascii() {
        line.split_ascii_whitespace().for_each(|word| tally.add(word));
    } else {
        line.split_whitespace().for_each(|word| tally.add(word));
    }
    Shape {
        chars: letters.chars,
        words: tally.words + letters.spaceless / 2,
        end,
        capital,
        titled: tally.long > 0 && tally.capitals * 10 >= tally.long * 6,
        shouted: letters.all >= 3 && letters.lower == 0 && letters.upper > 0,
        broken: tally.broken,
    }
}

/// Counts of characters.
#[derive(Default)]
struct Letters {
    chars: usize,
    spaceless: usize,
    all: usize,
    lower: usize,
    upper: usize,
}

impl Letters {
    fn of(line: &str) -> Self {
        let mut letters = Self::default();
        if line.is_ascii() {
            letters.chars = line.len();
            letters.lower = line.bytes().filter(u8::is_ascii_lowercase).count();
            letters.upper = line.bytes().filter(u8::is_ascii_uppercase).count();
            letters.all = letters.lower + letters.upper;
            return letters;
        }
        for char in line.chars() {
            letters.chars += 1;
            letters.spaceless += usize::from(spaceless(char));
            letters.all += usize::from(char.is_alphabetic());
            letters.lower += usize::from(char.is_lowercase());
            letters.upper += usize::from(char.is_uppercase());
        }
        letters
    }
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
    fn add(&mut self, word: &str) {
        // Most words have no sign at either end.
        let plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
        let (begins, ends) = (plain(word.as_bytes().first()), plain(word.as_bytes().last()));
        let letters = if begins && ends { word } else { word.trim_matches(is_sign) };
        let upper = letters.starts_with(|char: char| char.is_uppercase() || char.is_numeric());
        let opens = word.starts_with(|char: char| !char.is_lowercase());
        self.broken |= self.stopped && opens;
        self.words += 1;
        let length = if letters.is_ascii() { letters.len() } else { letters.chars().count() };
        if length > 3 {
            self.long += 1;
            self.capitals += usize::from(upper);
        }
        self.stopped = !ends && {
            let bare = word.trim_end_matches(['"', '”', '’', '»', ')']);
            bare.ends_with(['!', '?'])
                || (bare.ends_with('.') && length > 3 && !letters.contains('.'))
        };
    }
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
