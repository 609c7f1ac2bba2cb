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
    /// Lower-case words, one space between them; a later word may end in `*`.
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
    let head = Folded::new(first.span.of(text));
    longest(text, &head, rest)
        .or_else(|| stems(&head).into_iter().flatten().find_map(|stem| longest(text, &stem, rest)))
}

/// An ending to cut, and what to put in its place.
type Ending = (&'static [u8], [Option<&'static [u8]>; 2]);

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
fn stems(word: &Folded) -> [Option<Folded>; 3] {
    let bytes = word.bytes();
    let fits =
        |(ending, _): &&(&[u8], _)| bytes.len() > ending.len() + 2 && bytes.ends_with(ending);
    let Some((ending, tails)) = ENDINGS.iter().find(fits) else {
        return [None; 3];
    };
    let cut = ending.len();
    let [first, second] = tails.map(|tail| tail.map(|tail| word.with_tail(cut, tail)));
    let [.., before, last] = bytes[..bytes.len() - cut] else {
        return [first, second, None];
    };
    let doubled = before == last && matches!(*ending, b"ed" | b"ing");
    [first, second, doubled.then(|| word.with_tail(cut + 1, b""))]
}

/// The longest entry with this very head that fits the words behind it.
fn longest(text: &str, head: &Folded, rest: &[Word]) -> Option<(&'static Entry, usize)> {
    let start = index::position(head.bytes())?;
    let same_head = TABLE[start..].iter().take_while(|entry| tail(entry, head.bytes()).is_some());
    same_head
        .filter_map(|entry| Some((entry, fit(text, tail(entry, head.bytes())?, rest)?)))
        .max_by_key(|(_, length)| *length)
}

/// What follows `head` in an entry that begins with it.
fn tail<'e>(entry: &'e Entry, head: &[u8]) -> Option<&'e [u8]> {
    let tail = entry.text.as_bytes().strip_prefix(head)?;
    if tail.is_empty() { Some(tail) } else { tail.strip_prefix(b" ") }
}

/// How many words a phrase takes if the words fit it, its head included.
fn fit(text: &str, tail: &[u8], rest: &[Word]) -> Option<usize> {
    if tail.is_empty() {
        return Some(1);
    }
    let mut length = 1;
    for pattern in tail.split(|byte| *byte == b' ') {
        let word = rest.get(length - 1).filter(|word| word.gap == Gap::Join)?;
        if !matches(pattern, Folded::new(word.span.of(text)).bytes()) {
            return None;
        }
        length += 1;
    }
    Some(length)
}

fn matches(pattern: &[u8], word: &[u8]) -> bool {
    match pattern.strip_suffix(b"*") {
        Some(stem) => word.starts_with(stem),
        None => word == pattern,
    }
}

/// The hash index over the heads of the table.
mod index {
    use super::{Entry, TABLE};

    /// Power of two, well above the number of heads.
    const SLOTS: usize = 8192;

    /// Places in the table plus one; 0 is empty.
    static INDEX: [u16; SLOTS] = build(TABLE);

    /// The first entry whose first word is `head`.
    pub(super) fn position(head: &[u8]) -> Option<usize> {
        let mut slot = hash(head, head.len());
        while INDEX[slot] != 0 {
            let at = usize::from(INDEX[slot]) - 1;
            if super::tail(&TABLE[at], head).is_some() {
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
            let head = table[at].text.as_bytes();
            let length = head_length(head);
            if at == 0 || !same_head(table[at - 1].text.as_bytes(), head, length) {
                let mut slot = hash(head, length);
                while index[slot] != 0 {
                    slot = (slot + 1) % SLOTS;
                }
                index[slot] = at as u16 + 1;
            }
            at += 1;
        }
        index
    }

    const fn head_length(text: &[u8]) -> usize {
        let mut at = 0;
        while at < text.len() && text[at] != b' ' {
            at += 1;
        }
        at
    }

    const fn same_head(before: &[u8], head: &[u8], length: usize) -> bool {
        if head_length(before) != length {
            return false;
        }
        let mut at = 0;
        while at < length && before[at] == head[at] {
            at += 1;
        }
        at == length
    }

    /// FNV-1a of the first `length` bytes, folded to a slot.
    const fn hash(bytes: &[u8], length: usize) -> usize {
        let mut hash: u32 = 0x811c_9dc5;
        let mut at = 0;
        while at < length {
            hash = (hash ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
            at += 1;
        }
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
            let plain = |c: char| c.is_ascii_lowercase() || " *'".contains(c);
            assert!(entry.text.chars().all(plain), "{:?}", entry.text);
            assert!(!entry.text.contains("  "), "{:?}", entry.text);
        }
    }

    #[test]
    fn every_entry_is_found_by_its_own_words() {
        for entry in TABLE.iter().filter(|entry| !entry.text.contains('*')) {
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
