//! Random numbers that are the same on every machine, and for a sentence whoever works on it.

/// A generator of random numbers (splitmix64).
pub struct Random(u64);

impl Random {
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// One for a sentence of an epoch, whoever works on it.
    #[must_use]
    pub fn of(seed: u64, epoch: usize, sentence: usize) -> Self {
        let mut r = Self(
            seed ^ (epoch as u64).wrapping_mul(0xd129_0e3b_5a1f_77c5)
                ^ (sentence as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15),
        );
        r.bits();
        r
    }

    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to just below 1.
    #[expect(clippy::cast_precision_loss, reason = "24 bits are exact")]
    pub fn unit(&mut self) -> f32 {
        (self.bits() >> 40) as f32 / 16_777_216.0
    }

    /// From 0 to `n - 1`.
    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from((u128::from(self.bits()) * n as u128) >> 64).unwrap_or(0)
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}
