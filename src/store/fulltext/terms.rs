//! Which words were seen, each with a number: a table of hashes over one run of bytes, so that a word
//! that is known costs no memory and little time. Knows no texts.

/// Words by their numbers, which count from 0.
#[derive(Clone, Debug)]
pub(super) struct Terms {
    /// All words, one behind the other.
    bytes: Vec<u8>,
    /// Where each word ends.
    ends: Vec<u32>,
    /// For a hash the word's number and one more, and the upper half of the hash; 0 is free. As many
    /// as a power of two, and at least a third of them free.
    slots: Vec<(u32, u32)>,
}

impl Default for Terms {
    fn default() -> Self {
        Self { bytes: Vec::new(), ends: Vec::new(), slots: vec![(0, 0); 1 << 12] }
    }
}

impl Terms {
    /// The word of that number.
    pub(super) fn get(&self, number: usize) -> &[u8] {
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before));
        let end = self.ends.get(number).copied().unwrap_or_default() as usize;
        let start = start.copied().unwrap_or_default() as usize;
        self.bytes.get(start..end).unwrap_or_default()
    }

    /// The number of a word; the next one for a new word.
    #[inline]
    pub(super) fn number(&mut self, term: &[u8]) -> usize {
        let hash = hash(term);
        let upper = (hash >> 32) as u32;
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let Some((next, found)) = self.slots.get(at).copied() else { return 0 };
            let Some(number) = (next as usize).checked_sub(1) else {
                return self.insert(term, at, upper);
            };
            if found == upper && is_same(self.get(number), term) {
                return number;
            }
            at = (at + 1) & mask;
        }
    }

    fn insert(&mut self, term: &[u8], at: usize, upper: u32) -> usize {
        let number = self.ends.len();
        self.bytes.extend_from_slice(term);
        self.ends.push(self.bytes.len() as u32);
        self.slots[at] = (number as u32 + 1, upper);
        if (number + 1) * 3 > self.slots.len() * 2 {
            self.grow();
        }
        number
    }

    fn grow(&mut self) {
        let mut slots = vec![(0, 0); self.slots.len() * 2];
        let mask = slots.len() - 1;
        for number in 0..self.ends.len() {
            let hash = hash(self.get(number));
            let mut at = hash as usize & mask;
            while slots[at].0 != 0 {
                at = (at + 1) & mask;
            }
            slots[at] = (number as u32 + 1, (hash >> 32) as u32);
        }
        self.slots = slots;
    }

    /// The numbers of all words in the order of the words.
    pub(super) fn sorted(&self) -> Vec<u32> {
        let first = |number: u32| {
            let mut key = [0; 8];
            let term = self.get(number as usize);
            key.iter_mut().zip(term).for_each(|(key, byte)| *key = *byte);
            u64::from_be_bytes(key)
        };
        let mut all: Vec<(u64, u32)> =
            (0..self.ends.len() as u32).map(|number| (first(number), number)).collect();
        all.sort_unstable_by(|one, other| {
            let words = |it: &(u64, u32)| self.get(it.1 as usize);
            one.0.cmp(&other.0).then_with(|| words(one).cmp(words(other)))
        });
        all.into_iter().map(|(_, number)| number).collect()
    }
}

/// Whether two words are the same; most are so short that to call for a comparison takes longer than it does.
#[inline]
fn is_same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one == other)
}

/// A hash of eight bytes at a time, of which all bits depend on all bytes.
#[inline]
pub(super) fn hash(term: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |hash: u64, word: u64| (hash.rotate_left(5) ^ word).wrapping_mul(FACTOR);
    let len = term.len() as u64;
    let hash = if let Some(last) = term.last_chunk::<8>() {
        let (words, _) = term.as_chunks::<8>();
        let words = words.iter().chain([last]);
        words.fold(len, |hash, word| mix(hash, u64::from_le_bytes(*word)))
    } else if let (Some(first), Some(last)) = (term.first_chunk::<4>(), term.last_chunk::<4>()) {
        let [first, last] = [first, last].map(|it| u64::from(u32::from_le_bytes(*it)));
        mix(len, first << 32 | last)
    } else {
        mix(len, term.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)))
    };
    (hash ^ hash >> 29).wrapping_mul(FACTOR) ^ hash >> 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_its_number_and_the_order_is_that_of_the_words() {
        let mut terms = Terms::default();
        let words: Vec<String> = (0..20_000).map(|n| format!("{:x}", n * 7919 % 20_011)).collect();
        for _ in 0..2 {
            for (number, word) in words.iter().enumerate() {
                assert_eq!(terms.number(word.as_bytes()), number);
            }
        }
        assert_eq!(terms.get(7), words[7].as_bytes());
        let mut sorted = words.clone();
        sorted.sort();
        let order = terms.sorted();
        assert!(order.iter().map(|it| &words[*it as usize]).eq(&sorted));
        assert_eq!(terms.get(usize::MAX), b"");
    }
}
