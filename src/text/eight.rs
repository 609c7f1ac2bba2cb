//! Eight bytes of a text at a time: which are letters or digits, how many they begin with, and these in
//! lower case. Knows ASCII only; what lies beyond is the caller's.

use std::iter;

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

    /// How many letters of ASCII they begin with.
    #[inline]
    pub(crate) fn letters(self) -> usize {
        self.are_letters().leading()
    }

    /// How many letters and digits of ASCII they begin with.
    #[inline]
    pub(crate) fn letters_and_digits(self) -> usize {
        Which(self.are_letters().0 | self.are_digits().0).leading()
    }

    /// Which are letters of ASCII: adding carries into the highest bit from "a" on, and once more behind "z".
    #[inline]
    pub(crate) fn are_letters(self) -> Which {
        let small = (self.0 | SMALL) & !HIGH;
        let from_a = small + 0x1f1f_1f1f_1f1f_1f1f;
        let behind_z = small + 0x0505_0505_0505_0505;
        Which(from_a & !behind_z & !self.0 & HIGH)
    }

    /// Which are digits of ASCII, by the same way.
    #[inline]
    pub(crate) fn are_digits(self) -> Which {
        let bytes = self.0 & !HIGH;
        let from_0 = bytes + 0x5050_5050_5050_5050;
        let behind_9 = bytes + 0x4646_4646_4646_4646;
        Which(from_0 & !behind_9 & !self.0 & HIGH)
    }

    /// Which are no ASCII.
    #[inline]
    pub(crate) fn are_wide(self) -> Which {
        Which(self.0 & HIGH)
    }

    /// The first `count` letters and digits in lower case, zeros behind them.
    #[inline]
    pub(crate) fn lower(self, count: usize) -> u64 {
        let unused = (8 * Self::LENGTH.saturating_sub(count)) as u32;
        (self.0 | SMALL).checked_shl(unused).map_or(0, |kept| kept >> unused)
    }
}

/// Some of eight bytes: the highest bit of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Which(u64);

impl Which {
    /// Whether there are any.
    #[inline]
    pub(crate) fn is_some(self) -> bool {
        self.0 != 0
    }

    /// Whether the last of the eight is one.
    #[inline]
    pub(crate) fn has_last(self) -> bool {
        self.0 >> 63 != 0
    }

    /// Those that follow one that is none, where `before` says it of what stands before the eight.
    #[inline]
    pub(crate) fn begun(self, before: bool) -> Self {
        Self(self.0 & !(self.0 << 8 | u64::from(before) << 7))
    }

    /// Their places among the eight, in order.
    #[inline]
    pub(crate) fn places(self) -> impl Iterator<Item = usize> {
        let mut left = self.0;
        iter::from_fn(move || {
            let place = (left != 0).then(|| (left.trailing_zeros() / 8) as usize);
            left &= left.wrapping_sub(1);
            place
        })
    }

    /// How many there are from the first of the eight on without a gap.
    #[inline]
    fn leading(self) -> usize {
        ((self.0 ^ HIGH).trailing_zeros() / 8) as usize
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
                let eight = Eight::at(&text, 0);
                assert_eq!(eight.letters(), letters, "{byte} at {place}");
                let all = if byte.is_ascii_alphanumeric() { 8 } else { place };
                assert_eq!(eight.letters_and_digits(), all, "{byte} at {place}");
            }
        }
    }

    #[test]
    fn places_are_given_in_order() {
        let eight = Eight::at("Été 7 km".as_bytes(), 0);
        assert!(eight.are_wide().places().eq([0, 1, 3, 4]));
        let eight = Eight::at(b"7 km, 42", 0);
        assert!(eight.are_digits().places().eq([0, 6, 7]) && eight.are_digits().has_last());
        assert!(eight.are_letters().places().eq([2, 3]) && !eight.are_letters().has_last());
        let words = Eight::at(b"of a ten", 0).are_letters();
        assert!(words.begun(false).places().eq([0, 3, 5]) && words.begun(true).places().eq([3, 5]));
    }

    #[test]
    fn beyond_the_end_stand_zeros() {
        assert_eq!(Eight::at(b"abc", 1), Eight(u64::from_le_bytes(*b"bc\0\0\0\0\0\0")));
        assert_eq!(Eight::at(b"abc", 9), Eight(0));
    }
}
