//! Eight bytes of a text at a time: how many letters they begin with, and these letters in lower
//! case. Knows ASCII only; what lies beyond is the caller's.

/// The highest bit of each byte.
const HIGH: u64 = 0x8080_8080_8080_8080;
/// The bit that tells small letters from capitals, of each byte.
const SMALL: u64 = 0x2020_2020_2020_2020;

/// Eight bytes of a text, the first in the lowest place; zeros stand for what lies behind its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Eight(u64);

impl Eight {
    /// How many they are.
    pub(crate) const LENGTH: usize = 8;

    /// Those from `at` on.
    #[inline]
    pub(crate) fn at(bytes: &[u8], at: usize) -> Self {
        let rest = bytes.get(at..).unwrap_or_default();
        match rest.first_chunk() {
            Some(chunk) => Self(u64::from_le_bytes(*chunk)),
            None => Self::last(rest),
        }
    }

    /// The end of a text, less than eight bytes.
    fn last(rest: &[u8]) -> Self {
        Self(rest.iter().rev().fold(0, |eight, byte| eight << 8 | u64::from(*byte)))
    }

    /// How many letters of ASCII they begin with: in each byte, adding carries into the highest bit
    /// from "a" on, and once more behind "z".
    #[inline]
    pub(crate) fn letters(self) -> usize {
        let small = (self.0 | SMALL) & !HIGH;
        let from_a = small + 0x1f1f_1f1f_1f1f_1f1f;
        let behind_z = small + 0x0505_0505_0505_0505;
        let letters = from_a & !behind_z & !self.0 & HIGH;
        ((letters ^ HIGH).trailing_zeros() / 8) as usize
    }

    /// The first `count` letters in lower case, zeros behind them.
    #[inline]
    pub(crate) fn lower(self, count: usize) -> u64 {
        let unused = (8 * Self::LENGTH.saturating_sub(count)) as u32;
        (self.0 | SMALL).checked_shl(unused).map_or(0, |kept| kept >> unused)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &[u8], letters: usize, lower: &[u8]) {
        let eight = Eight::at(text, 0);
        assert_eq!(eight.letters(), letters, "{text:?}");
        let mut expected = [0; 8];
        expected[..lower.len()].copy_from_slice(lower);
        assert_eq!(eight.lower(letters).to_le_bytes(), expected, "{text:?}");
    }

    #[test]
    fn letters_are_counted_and_lowered() {
        check(b"", 0, b"");
        check(b"A", 1, b"a");
        check(b"Staff, all", 5, b"staff");
        check(b"Hospital", 8, b"hospital");
        check(b"Hospitals are", 8, b"hospital");
        check("naïve".as_bytes(), 2, b"na");
        check(b"it's", 2, b"it");
    }

    #[test]
    fn every_byte_is_a_letter_or_not_wherever_it_stands() {
        for byte in 0..=u8::MAX {
            for place in 0..8 {
                let mut text = *b"abcdEFGH";
                text[place] = byte;
                let letters = if byte.is_ascii_alphabetic() { 8 } else { place };
                assert_eq!(Eight::at(&text, 0).letters(), letters, "{byte} at {place}");
            }
        }
    }

    #[test]
    fn beyond_the_end_stand_zeros() {
        assert_eq!(Eight::at(b"abc", 1), Eight(u64::from_le_bytes(*b"bc\0\0\0\0\0\0")));
        assert_eq!(Eight::at(b"abc", 9), Eight(0));
    }
}
