//! Places of one text in other counts than bytes: Unicode code points and UTF-16 code units, counted once
//! for a text and looked up from then on. Knows no format.

/// Bytes between two places that are counted ahead.
const STRIDE: usize = 128;

/// A text with its places counted.
#[derive(Clone, Debug)]
pub struct Points<'a> {
    text: &'a str,
    /// Code points, and of these such that UTF-16 writes as two units, before each stride.
    before: Vec<(u32, u32)>,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Unicode code points.
    Point,
    /// UTF-16 code units.
    Wide,
}

impl Unit {
    fn count(self, (points, astral): (u32, u32)) -> u32 {
        match self {
            Self::Point => points,
            Self::Wide => points + astral,
        }
    }
}

/// Whether a byte begins a character, and one that takes two UTF-16 units.
fn begins(byte: u8) -> (u32, u32) {
    (u32::from(byte & 0xc0 != 0x80), u32::from(byte >= 0xf0))
}

fn counted(bytes: &[u8], from: (u32, u32)) -> (u32, u32) {
    let all = bytes.iter().map(|byte| begins(*byte));
    all.fold(from, |(points, astral), more| (points + more.0, astral + more.1))
}

impl<'a> Points<'a> {
    /// Counts a text.
    pub fn of(text: &'a str) -> Self {
        let mut count = (0, 0);
        let before = text.as_bytes().chunks(STRIDE).map(|chunk| {
            let here = count;
            count = counted(chunk, count);
            here
        });
        let mut before: Vec<(u32, u32)> = before.collect();
        before.push(count);
        Self { text, before }
    }

    /// How many there are before a byte.
    pub fn before(&self, byte: u32) -> usize {
        let byte = (byte as usize).min(self.text.len());
        let stride = byte / STRIDE;
        let rest = self.text.as_bytes().get(stride * STRIDE..byte).unwrap_or_default();
        let from = self.before.get(stride).copied().unwrap_or_default();
        counted(rest, from).0 as usize
    }

    /// The byte where the character behind so many begins: the end of the text behind its last, none
    /// beyond that or within a character.
    pub fn byte(&self, place: usize, unit: Unit) -> Option<u32> {
        let place = u32::try_from(place).ok()?;
        let stride = self.before.partition_point(|it| unit.count(*it) <= place).checked_sub(1)?;
        let mut count = *self.before.get(stride)?;
        let start = (stride * STRIDE).min(self.text.len());
        for (at, byte) in self.text.as_bytes().get(start..)?.iter().enumerate() {
            let more = begins(*byte);
            if more.0 == 1 && unit.count(count) >= place {
                return (unit.count(count) == place).then_some((start + at) as u32);
            }
            count = (count.0 + more.0, count.1 + more.1);
        }
        (unit.count(count) == place).then_some(self.text.len() as u32)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn places_lead_there_and_back(text in "[a\u{301}é要\u{1f600}\n ]{0,400}") {
            let points = Points::of(&text);
            let (mut count, mut wide) = (0, 0);
            for (at, c) in text.char_indices() {
                prop_assert_eq!(points.before(at as u32), count);
                prop_assert_eq!(points.byte(count, Unit::Point), Some(at as u32));
                prop_assert_eq!(points.byte(wide, Unit::Wide), Some(at as u32));
                if c.len_utf16() == 2 {
                    prop_assert_eq!(points.byte(wide + 1, Unit::Wide), None);
                }
                count += 1;
                wide += c.len_utf16();
            }
            let end = text.len() as u32;
            prop_assert_eq!((points.before(end), points.byte(count, Unit::Point)), (count, Some(end)));
            prop_assert_eq!(points.byte(wide, Unit::Wide), Some(end));
            prop_assert_eq!(points.byte(count + 1, Unit::Point), None);
        }
    }
}
