//! Sorted lists of words, looked up by a hash in any case without allocating; order is checked and
//! hashes are made when they are compiled.

/// Words in small letters, sorted.
pub(in crate::tag::figure) struct List {
    index: Index,
    pub(super) words: &'static [&'static str],
}

impl List {
    /// Refuses to compile what is not sorted.
    pub(in crate::tag::figure) const fn new(words: &'static [&'static str]) -> Self {
        let mut index = Index::EMPTY;
        let mut at = 0;
        while at < words.len() {
            index = index.with(words[at], at);
            assert!(at == 0 || is_before(words[at - 1], words[at]), "words must be sorted");
            at += 1;
        }
        Self { index, words }
    }

    /// Whether a word of that slot may be among them.
    #[inline]
    pub(in crate::tag::figure) fn may_have(&self, slot: Slot) -> bool {
        self.index.is_taken(slot)
    }

    /// Whether `word` is among them, in any case.
    pub(in crate::tag::figure) fn has(&self, word: &str) -> bool {
        let mut places = self.index.places(word);
        places.any(|at| self.words.get(at).is_some_and(|entry| is_in_any_case(word, entry)))
    }
}

/// Words in small letters, or signs as they are written, sorted, each with what it stands for.
pub(in crate::tag::figure) struct Table<T: 'static> {
    index: Index,
    entries: &'static [(&'static str, T)],
}

impl<T: Copy> Table<T> {
    /// Refuses to compile what is not sorted.
    pub(in crate::tag::figure) const fn new(entries: &'static [(&'static str, T)]) -> Self {
        let mut index = Index::EMPTY;
        let mut at = 0;
        while at < entries.len() {
            index = index.with(entries[at].0, at);
            assert!(at == 0 || is_before(entries[at - 1].0, entries[at].0), "words must be sorted");
            at += 1;
        }
        Self { index, entries }
    }

    /// Whether it may have a word of that slot.
    #[inline]
    pub(in crate::tag::figure) fn may_have(&self, slot: Slot) -> bool {
        self.index.is_taken(slot)
    }

    /// What `word` stands for, in any case.
    pub(in crate::tag::figure) fn get(&self, word: &str) -> Option<T> {
        self.find(word, is_in_any_case)
    }

    /// What `word` stands for, just as it is written.
    pub(in crate::tag::figure) fn get_exact(&self, word: &str) -> Option<T> {
        self.find(word, |word, entry| word == entry)
    }

    fn find(&self, word: &str, is: fn(&str, &str) -> bool) -> Option<T> {
        let mut entries = self.index.places(word).filter_map(|at| self.entries.get(at));
        entries.find(|(entry, _)| is(word, entry)).map(|(_, value)| *value)
    }
}

/// Whether `word` in small letters is `entry`.
fn is_in_any_case(word: &str, entry: &str) -> bool {
    let low = word.bytes().map(|byte| byte.to_ascii_lowercase());
    word.len() == entry.len() && low.eq(entry.bytes())
}

/// Where the search for a word begins in every list; small and capital letters have the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tag::figure) struct Slot(u16);

impl Slot {
    /// By a hash of the length and the first, middle and last byte.
    #[inline]
    pub(in crate::tag::figure) const fn of(word: &[u8]) -> Self {
        let [first, middle, last] = match word {
            [] => [0; 3],
            [.., last] => [word[0], word[word.len() / 2], *last],
        };
        let bytes = [first | 0x20, middle | 0x20, last | 0x20, word.len() as u8];
        Self((u32::from_le_bytes(bytes).wrapping_mul(0x9e37_79b1) >> (u32::BITS - 9)) as u16)
    }
}

/// Where the words of a list stand in it: a place and one is kept, in the first free slot from that of
/// the word on.
struct Index([u8; Self::SLOTS]);

impl Index {
    const SLOTS: usize = 512;
    const EMPTY: Self = Self([0; Self::SLOTS]);

    const fn with(mut self, word: &str, at: usize) -> Self {
        assert!(at < u8::MAX as usize, "more words than places are counted");
        let mut slot = Slot::of(word.as_bytes()).0 as usize;
        while self.0[slot] != 0 {
            slot = (slot + 1) % Self::SLOTS;
        }
        self.0[slot] = at as u8 + 1;
        self
    }

    /// The places where `word` may stand; mostly none where it is not in the list.
    #[inline]
    fn places(&self, word: &str) -> impl Iterator<Item = usize> {
        let mut slot = usize::from(Slot::of(word.as_bytes()).0);
        std::iter::from_fn(move || {
            let place = usize::from(self.0[slot]).checked_sub(1);
            slot = (slot + 1) % Self::SLOTS;
            place
        })
    }

    /// Whether anything is there.
    #[inline]
    fn is_taken(&self, slot: Slot) -> bool {
        self.0.get(usize::from(slot.0)).is_some_and(|place| *place != 0)
    }
}

const fn is_before(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at < other.len() && (at == one.len() || one[at] < other[at])
}
