//! Numbers as bytes, small ones as one (LEB128). What they count is for others.

/// Appends a number.
#[inline]
pub(super) fn put(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// A whole number as one that is not negative, small if it was near 0.
pub(super) fn folded(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)).cast_unsigned()
}

/// The way back.
#[inline]
pub(super) fn unfolded(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
}

/// Numbers from bytes, until these end or are none.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers<'a>(pub(super) &'a [u8]);

impl<'a> Numbers<'a> {
    /// So many bytes as they are; none where there are not as many.
    pub(super) fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// The bytes of so many numbers; fewer where there are not as many.
    pub(super) fn run(&mut self, count: usize) -> &'a [u8] {
        let (mut left, mut len) = (count, 0);
        let (eights, _) = self.0.as_chunks::<8>();
        for eight in eights {
            if left <= eight.len() {
                break;
            }
            // A number ends with the byte whose highest bit is not set.
            left -= (!u64::from_le_bytes(*eight) & 0x8080_8080_8080_8080).count_ones() as usize;
            len += eight.len();
        }
        for byte in self.0.get(len..).unwrap_or_default() {
            if left == 0 {
                break;
            }
            left -= usize::from(*byte < 0x80);
            len += 1;
        }
        self.bytes(len).unwrap_or_default()
    }

    /// A number that counts something in memory.
    #[inline]
    pub(super) fn size(&mut self) -> Option<usize> {
        self.next().map(|number| number as usize)
    }

    #[cold]
    fn long(&mut self) -> Option<u64> {
        let len = self.0.iter().take(10).position(|byte| *byte < 0x80)? + 1;
        let digits = self.bytes(len)?.iter().rev();
        Some(digits.fold(0, |number, byte| number << 7 | u64::from(byte & 0x7f)))
    }
}

impl Iterator for Numbers<'_> {
    type Item = u64;

    #[inline]
    fn next(&mut self) -> Option<u64> {
        let (number, len) = match self.0 {
            // Most are of one byte or of two, and which cannot be foreseen: both go the same way.
            [one, other, ..] if one & other < 0x80 => {
                let more = one >> 7;
                (u64::from(one & 0x7f) | u64::from(more * other) << 7, 1 + usize::from(more))
            }
            [one @ 0..0x80] => (u64::from(*one), 1),
            _ => return self.long(),
        };
        self.0 = self.0.get(len..).unwrap_or_default();
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let all = [0, 1, 127, 128, 300, 16_383, 16_384, u64::from(u32::MAX), u64::MAX];
        let mut bytes = Vec::new();
        for number in all {
            put(number, &mut bytes);
        }
        assert!(Numbers(&bytes).eq(all));
        let mut numbers = Numbers(&bytes);
        assert_eq!(numbers.run(4).len(), 5);
        assert!(numbers.eq(all[4..].iter().copied()));
        let mut numbers = Numbers(&bytes);
        assert_eq!((numbers.run(0).len(), numbers.run(99).len()), (0, bytes.len()));
        for count in 0..9 {
            let all: Vec<u64> = (0..40).map(|nth| nth * 31 % 300).collect();
            let mut bytes = Vec::new();
            for number in &all {
                put(*number, &mut bytes);
            }
            let mut numbers = Numbers(&bytes);
            assert_eq!(Numbers(numbers.run(count * 5)).count(), count * 5);
            assert!(numbers.eq(all.into_iter().skip(count * 5)));
        }
        for number in [0, 1, -1, 77, i64::MIN, i64::MAX] {
            assert_eq!(unfolded(folded(number)), number);
        }
    }

    #[test]
    fn bytes_that_are_no_number_end_them() {
        assert_eq!(Numbers(&[5, 0x80]).collect::<Vec<_>>(), [5]);
        assert_eq!(Numbers(&[0xff; 20]).next(), None);
        assert_eq!(Numbers(&[1]).bytes(2), None);
    }
}
