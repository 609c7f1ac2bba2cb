//! Comparing the words of a line without regard to ASCII case. Knows no particular phrase; the
//! tables live with whoever asks.

/// A table of phrases, all in lower case, sorted by their first byte while compiling: a line is
/// compared only with those that begin as it does.
pub(super) struct Phrases<const N: usize> {
    all: [&'static str; N],
    /// Where the phrases of each first byte begin; those of the next byte end them.
    starts: [u8; 257],
    /// What the phrases begin with, one bit each: five bits of the first byte choose the row, five of the
    /// second the bit. Small and capital letters have the same.
    pairs: [u32; 32],
}

impl<const N: usize> Phrases<N> {
    pub(super) const fn new(unsorted: [&'static str; N]) -> Self {
        let (mut phrases, mut starts) = ([""; N], [0; 257]);
        let (mut byte, mut sorted) = (0, 0);
        while byte < 256 {
            starts[byte] = sorted as u8;
            let mut at = 0;
            while at < N {
                let first = unsorted[at].as_bytes()[0];
                assert!(!first.is_ascii_uppercase(), "phrases are in lower case");
                if first as usize == byte {
                    phrases[sorted] = unsorted[at];
                    sorted += 1;
                }
                at += 1;
            }
            byte += 1;
        }
        starts[256] = sorted as u8;
        let (mut pairs, mut at) = ([0; 32], 0);
        while at < N {
            let phrase = phrases[at].as_bytes();
            let bits = if phrase.len() > 1 { 1 << (phrase[1] & 31) } else { u32::MAX };
            pairs[(phrase[0] & 31) as usize] |= bits;
            at += 1;
        }
        Self { all: phrases, starts, pairs }
    }

    /// The phrases that begin with `first`.
    fn near(&self, first: u8) -> &[&'static str] {
        let byte = usize::from(first.to_ascii_lowercase());
        let range = usize::from(self.starts[byte])..usize::from(self.starts[byte + 1]);
        self.all.get(range).unwrap_or_default()
    }

    fn near_line(&self, line: &str) -> &[&'static str] {
        line.as_bytes().first().map_or(&[], |first| self.near(*first))
    }

    /// The phrase that `line` begins with, the first of the table where there are several.
    pub(super) fn start(&self, line: &str) -> Option<&'static str> {
        self.near_line(line).iter().copied().find(|phrase| starts(line, phrase))
    }

    /// Whether `line` begins with a phrase as whole words.
    pub(super) fn open(&self, line: &str) -> bool {
        opens_any(line, self.near_line(line))
    }

    /// Whether `line` is a phrase and nothing more.
    pub(super) fn hold(&self, line: &str) -> bool {
        is_any(line, self.near_line(line))
    }

    /// Whether a phrase stands anywhere in `line`.
    pub(super) fn are_in(&self, line: &str) -> bool {
        let bytes = line.as_bytes();
        let stands = |at: usize, first: u8| {
            self.near(first).iter().any(|phrase| {
                let words = bytes.get(at..at + phrase.len());
                words.is_some_and(|words| words.eq_ignore_ascii_case(phrase.as_bytes()))
            })
        };
        let may =
            |first: u8, second: u8| self.pairs[usize::from(first & 31)] >> (second & 31) & 1 == 1;
        let mut places = bytes.iter().zip(bytes.iter().skip(1)).enumerate();
        places.any(|(at, (first, second))| may(*first, *second) && stands(at, *first))
            || bytes.last().is_some_and(|last| stands(bytes.len() - 1, *last))
    }
}

/// Whether `line` begins with `phrase`.
#[inline]
pub(super) fn starts(line: &str, phrase: &str) -> bool {
    let (line, wanted) = (line.as_bytes(), phrase.as_bytes());
    let near = matches!((line, wanted), ([one, ..], [other, ..]) if one | 0x20 == other | 0x20);
    near && line.get(..wanted.len()).is_some_and(|head| head.eq_ignore_ascii_case(wanted))
}

/// Whether `line` begins with `phrase` as whole words.
pub(super) fn opens(line: &str, phrase: &str) -> bool {
    let next = line.as_bytes().get(phrase.len());
    starts(line, phrase) && !next.is_some_and(u8::is_ascii_alphanumeric)
}

/// Whether `line` begins with one of `phrases` as whole words.
pub(super) fn opens_any(line: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| opens(line, phrase))
}

/// Where `phrase` first stands in `line`, in bytes.
pub(super) fn find(line: &str, phrase: &str) -> Option<usize> {
    let (bytes, wanted) = (line.as_bytes(), phrase.as_bytes());
    let first = wanted.first()? | 0x20;
    let last = bytes.len().checked_sub(wanted.len())?;
    let mut at = 0;
    loop {
        at += memchr::memchr2(first, first & !0x20, bytes.get(at..=last)?)?;
        if bytes.get(at..at + wanted.len())?.eq_ignore_ascii_case(wanted) {
            return Some(at);
        }
        at += 1;
    }
}

/// Whether `line` holds one of `phrases` anywhere.
pub(super) fn has_any(line: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| find(line, phrase).is_some())
}

/// Whether `line` is one of `phrases` and nothing more.
pub(super) fn is_any(line: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| line.len() == phrase.len() && starts(line, phrase))
}

/// Whether it holds a figure.
pub(super) fn has_digit(line: &str) -> bool {
    line.bytes().any(|byte| byte.is_ascii_digit())
}

/// What follows the first `bytes` bytes, or nothing when they do not end on a boundary.
pub(super) fn after(line: &str, bytes: usize) -> &str {
    line.get(bytes..).unwrap_or_default()
}

/// The first `bytes` bytes of `text`, or fewer so as to end on a boundary.
pub(super) fn clip(text: &str, bytes: usize) -> &str {
    text.get(..text.floor_char_boundary(bytes)).unwrap_or_default()
}

/// Offset of the first byte from `from` on that `is` holds for; looks at many bytes at once, for tests
/// that hardly ever hold.
#[inline]
pub(super) fn rare(bytes: &[u8], from: usize, is: impl Fn(u8) -> bool) -> Option<usize> {
    const CHUNK: usize = 32;
    let (chunks, _) = bytes.get(from..)?.as_chunks::<CHUNK>();
    let holds = |chunk: &[u8; CHUNK]| chunk.iter().fold(false, |any, byte| any | is(*byte));
    let near = from + CHUNK * chunks.iter().position(holds).unwrap_or(chunks.len());
    let found = bytes.get(near..)?.iter().position(|byte| is(*byte))?;
    Some(near + found)
}

/// Whether one of `signs`, which are rare, is among the bytes; looks at many at once.
#[inline]
pub(crate) fn has_sign(bytes: &[u8], signs: &[u8]) -> bool {
    const CHUNK: usize = 32;
    let (chunks, rest) = bytes.as_chunks::<CHUNK>();
    let near = |chunk: &[u8; CHUNK], sign: u8| {
        chunk.iter().fold(0, |any, byte| any | u8::from(*byte == sign))
    };
    let any = |chunk| signs.iter().fold(0, |any, sign| any | near(chunk, *sign));
    chunks.iter().any(|chunk| any(chunk) != 0) || rest.iter().any(|byte| signs.contains(byte))
}

/// Whether it belongs to a script that writes without spaces.
pub(super) fn spaceless(char: char) -> bool {
    matches!(char, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_whole_words_without_case() {
        assert!(opens("By Jane", "by") && !opens("Bypass", "by") && starts("Bypass", "by"));
        assert_eq!(find("Please SIGN UP now", "sign up"), Some(7));
        assert!(is_any("reply", &["Reply"]) && !is_any("Replying", &["Reply"]));
    }

    #[test]
    fn tables_are_searched_by_first_byte() {
        static TABLE: Phrases<4> = Phrases::new(["share", "log in", "like", "©"]);
        static LETTER: Phrases<2> = Phrases::new(["x", "menu"]);
        assert!(TABLE.open("Log in now") && TABLE.open("© 2024") && !TABLE.open("Logging in"));
        assert!(TABLE.hold("LIKE") && !TABLE.hold("likes") && !TABLE.hold(""));
        assert!(TABLE.are_in("\u{a9}") && TABLE.are_in("all \u{a9}") && TABLE.are_in("LOG IN"));
        assert!(LETTER.are_in("a box of") && LETTER.are_in("X") && !LETTER.are_in("men"));
        assert!(TABLE.are_in("do not Share it") && !TABLE.are_in("shar") && !TABLE.are_in(""));
        assert_eq!((TABLE.start("liked"), TABLE.start("x")), (Some("like"), None));
    }

    #[test]
    fn rare_bytes_are_found_in_any_place() {
        let mut bytes = [b'a'; 100];
        assert_eq!(rare(&bytes, 0, |byte| byte == b'x'), None);
        bytes[70] = b'x';
        let found = |from| rare(&bytes, from, |byte| byte == b'x');
        assert_eq!(
            (found(0), found(69), found(70), found(71), found(200)),
            (Some(70), Some(70), Some(70), None, None)
        );
    }

    #[test]
    fn clips_on_boundaries() {
        assert_eq!(clip("aé", 2), "a");
        assert_eq!(after("aé", 2), "");
    }
}
