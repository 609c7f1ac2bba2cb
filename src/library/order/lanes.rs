//! Counts by group, eight bits each, eight to a word: all groups of a passage are counted by an addition a
//! word, whichever they are. A million passages are sorted at each change of filter, and what branches upon
//! each of them takes five times as long.

/// Passages that can be counted before the counts have to be given.
pub(super) const MOST: usize = u8::MAX as usize;

/// What each sign adds to the counts.
#[derive(Debug)]
pub(super) struct Lanes {
    /// Words a sign.
    width: usize,
    all: Vec<u64>,
}

/// Words for so many groups.
pub(super) fn width(groups: usize) -> usize {
    groups.div_ceil(8)
}

/// One passage of a group: which word, and what is added to it.
#[inline]
pub(super) fn one(group: usize) -> (usize, u64) {
    (group / 8, 1 << (group % 8 * 8))
}

/// Gives the groups of which there are any, ascending, with how many.
#[inline]
pub(super) fn each(words: &[u64], mut give: impl FnMut(usize, u32)) {
    for (nth, word) in words.iter().enumerate() {
        let mut rest = *word;
        while rest > 0 {
            let lane = rest.trailing_zeros() / 8;
            give(nth * 8 + lane as usize, u32::from((rest >> (lane * 8)) as u8));
            rest &= !(0xff << (lane * 8));
        }
    }
}

impl Lanes {
    /// For so many groups, of no sign yet.
    pub(super) fn of(groups: usize) -> Self {
        Self { width: width(groups).max(1), all: Vec::new() }
    }

    /// How many signs are known.
    pub(super) fn len(&self) -> usize {
        self.all.len() / self.width
    }

    /// Adds a sign that stands in these groups.
    pub(super) fn push(&mut self, groups: impl Iterator<Item = usize>) {
        let start = self.all.len();
        self.all.resize(start + self.width, 0);
        for (word, bit) in groups.map(one) {
            self.all[start + word] |= bit;
        }
    }

    /// What a sign adds, word by word.
    #[inline]
    pub(super) fn adds(&self, sign: u32) -> &[u64] {
        let start = sign as usize * self.width;
        self.all.get(start..start + self.width).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_up_comes_out_group_by_group() {
        let mut lanes = Lanes::of(20);
        lanes.push([0, 7, 8, 19].into_iter());
        lanes.push([7].into_iter());
        assert_eq!((lanes.len(), lanes.adds(2)), (2, &[][..]));
        let mut sums = [0; 3];
        let passages = std::iter::repeat_n(1, MOST - 2).chain([0, 0]);
        for sign in passages {
            sums.iter_mut().zip(lanes.adds(sign)).for_each(|(sum, more)| *sum += more);
        }
        let mut counts = Vec::new();
        each(&sums, |group, count| counts.push((group, count)));
        assert_eq!(counts, [(0, 2), (7, MOST as u32), (8, 2), (19, 2)]);
    }
}
