//! Sorted lists of words, looked up without allocating; order is checked when they are compiled.

/// Longest word any list holds.
pub(super) const LONGEST: usize = 24;

/// Words in small letters, sorted.
pub(in crate::tag::figure) struct List {
    heads: Heads,
    pub(super) words: &'static [&'static str],
}

impl List {
    /// Refuses to compile what is not sorted.
    pub(in crate::tag::figure) const fn new(words: &'static [&'static str]) -> Self {
        let mut heads = Heads([0; 4]);
        let mut at = 0;
        while at < words.len() {
            heads = heads.with(words[at]);
            assert!(at == 0 || is_before(words[at - 1], words[at]), "words must be sorted");
            at += 1;
        }
        Self { heads, words }
    }

    /// Whether `word` is among them, in any case.
    pub(in crate::tag::figure) fn has(&self, word: &str) -> bool {
        let find = |low: &[u8]| self.words.binary_search_by(|entry| entry.as_bytes().cmp(low));
        self.heads.may_have(word) && folded(word, find).is_some_and(|found| found.is_ok())
    }
}

/// Words in small letters, or signs as they are written, sorted, each with what it stands for.
pub(in crate::tag::figure) struct Table<T: 'static> {
    heads: Heads,
    entries: &'static [(&'static str, T)],
}

impl<T: Copy> Table<T> {
    /// Refuses to compile what is not sorted.
    pub(in crate::tag::figure) const fn new(entries: &'static [(&'static str, T)]) -> Self {
        let mut heads = Heads([0; 4]);
        let mut at = 0;
        while at < entries.len() {
            heads = heads.with(entries[at].0);
            assert!(at == 0 || is_before(entries[at - 1].0, entries[at].0), "words must be sorted");
            at += 1;
        }
        Self { heads, entries }
    }

    /// What `word` stands for, in any case.
    pub(in crate::tag::figure) fn get(&self, word: &str) -> Option<T> {
        if !self.heads.may_have(word) {
            return None;
        }
        folded(word, |low| self.find(low)).flatten()
    }

    /// What `word` stands for, just as it is written.
    pub(in crate::tag::figure) fn get_exact(&self, word: &str) -> Option<T> {
        if self.heads.may_have(word) { self.find(word.as_bytes()) } else { None }
    }

    fn find(&self, word: &[u8]) -> Option<T> {
        let at = self.entries.binary_search_by(|entry| entry.0.as_bytes().cmp(word)).ok()?;
        self.entries.get(at).map(|entry| entry.1)
    }
}

/// First letters and lengths of the words of a list, a bit each: spares most searches.
struct Heads([u64; 4]);

impl Heads {
    const fn with(mut self, word: &str) -> Self {
        let bit = Self::bit(word.as_bytes());
        self.0[bit / 64] |= 1 << (bit % 64);
        self
    }

    fn may_have(&self, word: &str) -> bool {
        let bit = Self::bit(word.as_bytes());
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// Five bits of the first byte, which are the same in small and capital letters, and three of
    /// the length.
    const fn bit(word: &[u8]) -> usize {
        let first = if word.is_empty() { 0 } else { word[0] as usize & 31 };
        first << 3 | word.len() & 7
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

/// Runs `look` on the word in small letters, on the stack; nothing for words too long.
fn folded<T>(word: &str, look: impl FnOnce(&[u8]) -> T) -> Option<T> {
    let mut buffer = [0; LONGEST];
    let folded = buffer.get_mut(..word.len()).filter(|_| !word.is_empty())?;
    folded.copy_from_slice(word.as_bytes());
    folded.make_ascii_lowercase();
    Some(look(folded))
}
