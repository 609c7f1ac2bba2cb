//! The way from a byte of the repaired text to the byte of the source it came from, and back.
//! Knows offsets only, never the texts themselves.

use serde::{Deserialize, Serialize};

/// A piecewise shift between text and source offsets (bytes on both sides).
///
/// Most of a text lies at a constant distance from its source, so only the places where that
/// distance changes are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// `(text offset, source offset)` where a new distance begins, ascending in both.
    steps: Vec<(u32, u32)>,
    /// Length of the source in bytes.
    source_len: u32,
}

impl Origin {
    /// For a text that equals its source byte for byte.
    pub fn identity(source_len: usize) -> Self {
        Self { steps: Vec::new(), source_len: source_len as u32 }
    }

    /// Notes that the text from `text` on comes from the source from `source` on.
    ///
    /// Offsets must not fall from call to call. A step that keeps the distance is dropped.
    pub fn step(&mut self, text: usize, source: usize) {
        let step = (text as u32, source as u32);
        let last = self.steps.last().copied().unwrap_or_default();
        if step.1.wrapping_sub(step.0) == last.1.wrapping_sub(last.0) {
            return;
        }
        if self.steps.last().is_some_and(|last| last.0 == step.0) {
            self.steps.pop();
        }
        self.steps.push(step);
    }

    /// Source offset of the text offset `text`; offsets that stand for a repaired stretch land
    /// at or after its first source byte.
    pub fn to_source(&self, text: u32) -> u32 {
        let after = self.steps.partition_point(|step| step.0 <= text);
        let (from, to) = after.checked_sub(1).map_or((0, 0), |at| self.steps[at]);
        let ceiling = self.steps.get(after).map_or(self.source_len, |next| next.1);
        (to + (text - from)).min(ceiling)
    }

    /// Text offset of the source offset `source`; bytes that left no text land on what follows.
    pub fn to_text(&self, source: u32) -> u32 {
        let after = self.steps.partition_point(|step| step.1 <= source);
        let (to, from) = after.checked_sub(1).map_or((0, 0), |at| self.steps[at]);
        let ceiling = self.steps.get(after).map_or(u32::MAX, |next| next.0);
        (to + (source - from)).min(ceiling)
    }

    /// The way through both: `self` leads from a text to the middle, `inner` from there to the
    /// source.
    #[must_use]
    pub fn through(&self, inner: &Self) -> Self {
        let mut breaks: Vec<u32> = self.steps.iter().map(|step| step.0).collect();
        breaks.extend(inner.steps.iter().map(|step| self.to_text(step.0)));
        breaks.sort_unstable();
        breaks.dedup();
        let mut through = Self::identity(inner.source_len as usize);
        for text in breaks {
            through.step(text as usize, inner.to_source(self.to_source(text)) as usize);
        }
        through
    }

    /// Length of the source in bytes.
    pub fn source_len(&self) -> u32 {
        self.source_len
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identity_maps_offsets_to_themselves() {
        let origin = Origin::identity(10);
        assert_eq!((origin.to_source(0), origin.to_source(7), origin.to_source(10)), (0, 7, 10));
        assert_eq!(origin.to_text(7), 7);
    }

    #[test]
    fn a_dropped_byte_shifts_what_follows() {
        // source "a\r\nb", text "a\nb"
        let mut origin = Origin::identity(4);
        origin.step(1, 2);
        assert_eq!([0, 1, 2, 3].map(|at| origin.to_source(at)), [0, 2, 3, 4]);
        assert_eq!([0, 1, 2, 3, 4].map(|at| origin.to_text(at)), [0, 1, 1, 2, 3]);
    }

    #[test]
    fn two_ways_join_into_one() {
        // source FF FE "a" 0 CR 0 LF 0 "b" 0, middle "a\r\nb", text "a\nb"
        let mut inner = Origin::identity(10);
        for (text, source) in [(0, 2), (1, 4), (2, 6), (3, 8), (4, 10)] {
            inner.step(text, source);
        }
        let mut outer = Origin::identity(4);
        outer.step(1, 2);
        let through = outer.through(&inner);
        assert_eq!([0, 1, 2, 3].map(|at| through.to_source(at)), [2, 6, 8, 10]);
    }

    #[test]
    fn a_widened_character_stays_within_its_source() {
        // source one byte 0xE9 then "x", text "éx"
        let mut origin = Origin::identity(2);
        origin.step(2, 1);
        assert_eq!([0, 1, 2, 3].map(|at| origin.to_source(at)), [0, 1, 1, 2]);
    }
}
