//! Which words were seen, each with a number: a table of hashes over one run of bytes, so that a word
//! that is known costs no memory and little time. Knows no texts.

/// Words by their numbers, which count from 0.
#[derive(Clone, Debug)]
pub(super) struct Terms {
    /// All words, one behind the other.
    bytes: Vec<u8>,
    /// Where each word ends.
    ends: Vec<u32>,
    /// As many as a power of two, and at least half of them free.
    slots: Vec<Slot>,
}

/// A place of the table.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// The two parts of the word's [`Key`].
    head: u64,
    rest: u32,
    /// The word's number and one more; 0 is free.
    next: u32,
}

impl Slot {
    fn key(self) -> Key {
        Key { head: self.head, rest: self.rest }
    }
}

/// What a word is looked for by. Words of up to eight bytes are the same where their keys are; of longer ones
/// the bytes behind are compared too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Key {
    /// The first eight bytes, the first in the lowest place; zeros behind, which no word has in it.
    head: u64,
    /// A hash of all others, 0 where there are none.
    rest: u32,
}

impl Key {
    /// Of a word's first eight bytes, or as many as it has and zeros, and of all others.
    #[inline]
    pub(super) fn new(head: u64, rest: &[u8]) -> Self {
        let hashed = |rest| (hash(rest) >> 32) as u32 | 1;
        Self { head, rest: if rest.is_empty() { 0 } else { hashed(rest) } }
    }

    /// Where its search begins, before the size of the table is taken into account.
    #[inline]
    fn place(self) -> usize {
        let product = (self.head ^ u64::from(self.rest)).wrapping_mul(FACTOR);
        ((product ^ product >> 32).wrapping_mul(FACTOR) >> 32) as usize
    }

    /// The first bytes of the word.
    fn head(self) -> impl Iterator<Item = u8> {
        self.head.to_le_bytes().into_iter().take_while(|byte| *byte != 0)
    }
}

impl Default for Terms {
    fn default() -> Self {
        Self { bytes: Vec::new(), ends: Vec::new(), slots: vec![Slot::default(); 1 << 12] }
    }
}

impl Terms {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The word of that number.
    pub(super) fn get(&self, number: usize) -> &[u8] {
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before));
        let end = self.ends.get(number).copied().unwrap_or_default() as usize;
        let start = start.copied().unwrap_or_default() as usize;
        self.bytes.get(start..end).unwrap_or_default()
    }

    /// The number of a word by its key and what it has behind its first eight bytes; the next one for a new word.
    #[inline]
    pub(super) fn number(&mut self, key: Key, rest: &[u8]) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = key.place();
        loop {
            at &= mask;
            let Some(slot) = self.slots.get(at) else { return 0 };
            let Some(number) = (slot.next as usize).checked_sub(1) else {
                return self.insert(key, rest, at);
            };
            if slot.key() == key && (rest.is_empty() || self.get(number).get(8..) == Some(rest)) {
                return number;
            }
            at += 1;
        }
    }

    fn insert(&mut self, key: Key, rest: &[u8], at: usize) -> usize {
        let number = self.ends.len();
        self.bytes.extend(key.head());
        self.bytes.extend_from_slice(rest);
        self.ends.push(self.bytes.len() as u32);
        self.slots[at] = Slot { head: key.head, rest: key.rest, next: number as u32 + 1 };
        if (number + 1) * 2 > self.slots.len() {
            self.grow();
        }
        number
    }

    fn grow(&mut self) {
        let mut slots = vec![Slot::default(); self.slots.len() * 2];
        let mask = slots.len() - 1;
        for slot in self.slots.iter().filter(|slot| slot.next != 0) {
            let mut at = slot.key().place() & mask;
            while slots[at].next != 0 {
                at = (at + 1) & mask;
            }
            slots[at] = *slot;
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

const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// A hash of eight bytes at a time, of which all bits depend on all bytes.
#[inline]
pub(super) fn hash(term: &[u8]) -> u64 {
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
        // Of one to eight bytes, and longer ones of which many begin alike.
        let word = |n: usize| match n % 3 {
            0 => format!("{:x}", n * 7919 % 20_011),
            1 => format!("telephone{n:x}"),
            _ => format!("{}{n}", "x".repeat(1 + n % 40)),
        };
        let words: Vec<String> = (0..20_000).map(word).collect();
        for _ in 0..2 {
            for (number, word) in words.iter().enumerate() {
                let mut head = [0; 8];
                head.iter_mut().zip(word.bytes()).for_each(|(head, byte)| *head = byte);
                let rest = word.as_bytes().get(8..).unwrap_or_default();
                assert_eq!(terms.number(Key::new(u64::from_le_bytes(head), rest), rest), number);
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
