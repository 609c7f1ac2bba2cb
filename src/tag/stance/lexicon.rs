//! Looks words and phrases up in the table of cues: exact first, then without an inflection.
//! The index over the table is built by the compiler, so that starting costs nothing.

use super::table::TABLE;
use crate::tag::words::{Folded, Gap, Word};

/// What a cue does in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Bad in itself.
    Harm,
    /// Good in itself.
    Good,
    /// Good to have and neither good nor bad to mention: jobs, access, privacy.
    Asset,
    /// Bad to have and neither good nor bad to mention: costs, waiting times.
    Load,
    /// Makes what follows less, or else what precedes: "reduce".
    Down,
    /// The same, and bad in itself: "lose", "lack of".
    Lack,
    /// Says that what precedes became less, or else what follows: "fell".
    Fall,
    /// Makes what follows more, or else what precedes: "increase".
    Up,
    /// Makes what follows better: "improve".
    Better,
    /// Says that what precedes became more, or else what follows: "rose".
    Rise,
    /// Deals with the harm that follows: "address".
    Fix,
    /// Denies what follows: "without".
    Not,
    /// Sets what follows aside: "rather than".
    Instead,
    /// Makes what follows a duty: "must".
    Duty,
    /// Asks after what happens to an asset: "affect".
    Affect,
    /// Turns from one side to the other: "but".
    Turn,
    /// Means nothing here, and keeps its words from meaning something: "risk register".
    Plain,
}

/// A word or phrase and its weights; at [`super::MARK`] a kind is marked.
#[derive(Debug)]
pub(super) struct Entry {
    /// Lower-case words, one space between them.
    pub(super) text: &'static str,
    /// What it does.
    pub(super) class: Class,
    /// What it weighs for a concern, by itself.
    pub(super) concern: i8,
    /// What it weighs for an opportunity, by itself.
    pub(super) opportunity: i8,
}

/// One line of the table.
pub(super) const fn cue(text: &'static str, class: Class, concern: i8, opportunity: i8) -> Entry {
    Entry { text, class, concern, opportunity }
}

/// The longest entry that the words from the first on make, and how many of them it takes.
pub(super) fn find(text: &str, words: &[Word]) -> Option<(&'static Entry, usize)> {
    let (first, rest) = words.split_first()?;
    let word = first.span.of(text);
    if word.is_ascii() {
        return find_word(text, word.as_bytes(), rest);
    }
    find_word(text, Folded::new(word).bytes(), rest)
}

fn find_word(text: &str, word: &[u8], rest: &[Word]) -> Option<(&'static Entry, usize)> {
    longest(text, Head { stem: word, tail: b"" }, rest)
        .or_else(|| stems(word).into_iter().flatten().find_map(|head| longest(text, head, rest)))
}

/// A first word to look up: what is left of a word, and what is put in place of its ending.
#[derive(Clone, Copy)]
struct Head<'w> {
    stem: &'w [u8],
    tail: &'static [u8],
}

impl Head<'_> {
    /// What follows it in an entry that begins with it.
    fn rest(self, entry: &Entry) -> Option<&[u8]> {
        let (start, rest) = entry.text.as_bytes().split_at_checked(self.stem.len())?;
        let rest = rest.strip_prefix(self.tail)?;
        let ends = rest.first().is_none_or(|byte| *byte == b' ');
        (ends && start.eq_ignore_ascii_case(self.stem)).then_some(rest)
    }
}

/// An ending to cut, and what to put in its place.
type Ending = (&'static [u8], Tails);
type Tails = [Option<&'static [u8]>; 2];

/// Endings that cover most English inflections; the first that fits decides. A doubled
/// consonant before it is tried too.
const ENDINGS: [Ending; 7] = [
    (b"ies", [Some(b"y"), None]),
    (b"ied", [Some(b"y"), None]),
    (b"es", [Some(b"e"), Some(b"")]),
    (b"s", [Some(b""), None]),
    (b"ed", [Some(b"e"), Some(b"")]),
    (b"ing", [Some(b""), Some(b"e")]),
    (b"ly", [Some(b""), None]),
];

/// What the word may be an inflection of.
fn stems(word: &[u8]) -> [Option<Head<'_>>; 3] {
    // Most words end otherwise.
    if !matches!(word.last().map(|byte| byte | 0x20), Some(b's' | b'd' | b'g' | b'y')) {
        return [None; 3];
    }
    let Some((stem, tails)) = ENDINGS.iter().find_map(|ending| cut(word, ending)) else {
        return [None; 3];
    };
    let [first, second] = tails.map(|tail| tail.map(|tail| Head { stem, tail }));
    let doubled = match stem.split_last() {
        Some((last, shorter)) if shorter.last() == Some(last) => Some(shorter),
        _ => None,
    };
    [first, second, doubled.map(|stem| Head { stem, tail: b"" })]
}

/// The word without an ending, and what may stand in its place.
fn cut<'w>(word: &'w [u8], ending: &Ending) -> Option<(&'w [u8], Tails)> {
    let (stem, end) = word.split_at_checked(word.len().checked_sub(ending.0.len())?)?;
    (stem.len() > 2 && end.eq_ignore_ascii_case(ending.0)).then_some((stem, ending.1))
}

/// The longest entry with this very head that fits the words behind it.
fn longest(text: &str, head: Head, rest: &[Word]) -> Option<(&'static Entry, usize)> {
    let start = index::position(head)?;
    let same_head = TABLE[start..].iter().map_while(|entry| Some((entry, head.rest(entry)?)));
    let fitting = same_head.filter_map(|(entry, tail)| Some((entry, fit(text, tail, rest)?)));
    fitting.max_by_key(|(_, length)| *length)
}

/// How many words a phrase takes if the words fit it, its head included.
fn fit(text: &str, tail: &[u8], rest: &[Word]) -> Option<usize> {
    if tail.is_empty() {
        return Some(1);
    }
    let mut length = 1;
    for pattern in tail.split(|byte| *byte == b' ').skip(1) {
        let word = rest.get(length - 1).filter(|word| word.gap == Gap::Join)?;
        if !matches(pattern, word.span.of(text)) {
            return None;
        }
        length += 1;
    }
    Some(length)
}

fn matches(pattern: &[u8], word: &str) -> bool {
    if word.is_ascii() {
        return word.as_bytes().eq_ignore_ascii_case(pattern);
    }
    Folded::new(word).bytes() == pattern
}

/// The hash index over the heads of the table.
mod index {
    use super::{Entry, Head, TABLE};

    /// Power of two, well above the number of heads.
    const SLOTS: usize = 8192;

    /// Places in the table plus one; 0 is empty.
    static INDEX: [u16; SLOTS] = build(TABLE);

    /// The first entry whose first word is `head`.
    pub(super) fn position(head: Head) -> Option<usize> {
        let mut slot = slot(hash(hash(SEED, head.stem), head.tail));
        while INDEX[slot] != 0 {
            let at = usize::from(INDEX[slot]) - 1;
            if head.rest(&TABLE[at]).is_some() {
                return Some(at);
            }
            slot = (slot + 1) % SLOTS;
        }
        None
    }

    const fn build(table: &[Entry]) -> [u16; SLOTS] {
        let mut index = [0; SLOTS];
        let mut at = 0;
        while at < table.len() {
            let head = head(table[at].text);
            if at == 0 || !same(self::head(table[at - 1].text), head) {
                let mut slot = slot(hash(SEED, head));
                while index[slot] != 0 {
                    slot = (slot + 1) % SLOTS;
                }
                index[slot] = at as u16 + 1;
            }
            at += 1;
        }
        index
    }

    /// The first word of an entry.
    const fn head(text: &str) -> &[u8] {
        let text = text.as_bytes();
        let mut at = 0;
        while at < text.len() && text[at] != b' ' {
            at += 1;
        }
        text.split_at(at).0
    }

    const fn same(one: &[u8], other: &[u8]) -> bool {
        let mut at = 0;
        while at < one.len() && at < other.len() && one[at] == other[at] {
            at += 1;
        }
        at == one.len() && at == other.len()
    }

    const SEED: u32 = 0x811c_9dc5;

    /// FNV-1a, blind to the case of letters.
    const fn hash(mut hash: u32, bytes: &[u8]) -> u32 {
        let mut at = 0;
        while at < bytes.len() {
            hash = (hash ^ (bytes[at] | 0x20) as u32).wrapping_mul(0x0100_0193);
            at += 1;
        }
        hash
    }

    const fn slot(hash: u32) -> usize {
        (hash ^ hash >> 15) as usize % SLOTS
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tag::words::words;
    use crate::text::Span;

    #[test]
    fn the_table_is_sorted_lower_case_and_without_twins() {
        for pair in TABLE.windows(2) {
            assert!(pair[0].text < pair[1].text, "{:?} before {:?}", pair[0].text, pair[1].text);
        }
        for entry in TABLE {
            let plain = |c: char| c.is_ascii_lowercase() || " '".contains(c);
            assert!(entry.text.chars().all(plain), "{:?}", entry.text);
            assert!(!entry.text.contains("  "), "{:?}", entry.text);
        }
    }

    #[test]
    fn every_entry_is_found_by_its_own_words() {
        for entry in TABLE {
            let all = words(entry.text, Span::new(0, entry.text.len()));
            let (found, length) = find(entry.text, &all).unwrap();
            assert_eq!((found.text, length), (entry.text, all.len()));
        }
    }

    #[test]
    fn inflections_lead_to_the_entry() {
        for (word, entry) in [
            ("Fears", Some("fear")),
            ("worries", Some("worry")),
            ("mitigating", Some("mitigate")),
            ("HAMPERED", Some("hamper")),
            ("plunged", Some("plunge")),
            ("slipping", None),
            ("bus", None),
        ] {
            let found = find(word, &words(word, Span::new(0, word.len())));
            assert_eq!(found.map(|(entry, _)| entry.text), entry, "{word}");
        }
    }
}
