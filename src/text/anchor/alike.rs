//! How alike two stretches of text are: the least number of characters to insert, leave out or
//! replace. Many cells of the table are worked out at once, as by Myers ("A fast bit-vector algorithm
//! for approximate string matching", 1999) and Hyyrö (2003).

/// Where in the text the pattern may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Begin {
    /// Anywhere: what stands before counts for nothing.
    Anywhere,
    /// With its first character: what is left out counts.
    First,
}

/// The pattern's distance from the text that ends after 0, 1, 2, ... characters.
pub(super) fn distances(
    pattern: impl ExactSizeIterator<Item = char> + Clone,
    text: impl Iterator<Item = char>,
    begin: Begin,
) -> Vec<u32> {
    let len = pattern.len();
    let letters = Letters::of(pattern);
    let mut column = vec![Block { up: u64::MAX, down: 0 }; letters.blocks];
    let last_row = 1 << ((len.max(1) - 1) % BITS);
    let mut distance = len as u32;
    let mut distances = vec![distance];
    for char in text {
        let matches = letters.matches(char);
        let mut step = i32::from(begin == Begin::First);
        for (number, block) in column.iter_mut().enumerate() {
            let is_last = number + 1 == letters.blocks;
            let rows = matches.map_or(0, |matches| matches[number]);
            step = block.advance(rows, step, if is_last { last_row } else { 1 << (BITS - 1) });
        }
        distance = distance.saturating_add_signed(step);
        distances.push(distance);
    }
    distances
}

/// How many of the pattern's characters the text begins with, whatever was put between them.
pub(super) fn common<'a>(
    pattern: impl ExactSizeIterator<Item = &'a char> + Clone,
    text: impl Iterator<Item = &'a char>,
) -> usize {
    let len = pattern.len();
    let distances = distances(pattern.copied(), text.copied(), Begin::First);
    len.saturating_sub(distances.into_iter().min().unwrap_or_default() as usize)
}

/// Rows of the table that are worked out at once.
const BITS: usize = u64::BITS as usize;

/// Where a pattern has which character: a row of bits for each.
struct Letters {
    /// In order.
    chars: Vec<char>,
    /// `blocks` numbers for each of `chars`.
    bits: Vec<u64>,
    blocks: usize,
}

impl Letters {
    fn of(pattern: impl ExactSizeIterator<Item = char> + Clone) -> Self {
        let blocks = pattern.len().div_ceil(BITS);
        let mut chars: Vec<char> = pattern.clone().collect();
        chars.sort_unstable();
        chars.dedup();
        let mut bits = vec![0; chars.len() * blocks];
        for (at, char) in pattern.enumerate() {
            if let Ok(letter) = chars.binary_search(&char) {
                bits[letter * blocks + at / BITS] |= 1 << (at % BITS);
            }
        }
        Self { chars, bits, blocks }
    }

    fn matches(&self, char: char) -> Option<&[u64]> {
        let letter = self.chars.binary_search(&char).ok()?;
        self.bits.get(letter * self.blocks..(letter + 1) * self.blocks)
    }
}

/// In a column of the table, the rows where the distance is one more or one less than in the row
/// above.
#[derive(Clone, Copy, Debug)]
struct Block {
    up: u64,
    down: u64,
}

impl Block {
    /// Goes on to the next column; `step` is by how much the row above the block changes, the answer
    /// by how much the row at the bit `last` does.
    fn advance(&mut self, matched: u64, step: i32, last: u64) -> i32 {
        let (up, down) = (self.up, self.down);
        let vertical = matched | down;
        let matched = matched | u64::from(step < 0);
        let diagonal = (((matched & up).wrapping_add(up)) ^ up) | matched;
        let more = down | !(diagonal | up);
        let less = up & diagonal;
        let answer = i32::from(more & last != 0) - i32::from(less & last != 0);
        let more = more << 1 | u64::from(step > 0);
        let less = less << 1 | u64::from(step < 0);
        self.up = less | !(vertical | more);
        self.down = more & vertical;
        answer
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same by the table that every textbook has.
    fn by_table(pattern: &[char], text: &[char], begin: Begin) -> Vec<u32> {
        let mut column: Vec<u32> = (0..=pattern.len() as u32).collect();
        let mut distances = vec![pattern.len() as u32];
        for (at, char) in text.iter().enumerate() {
            let top = if begin == Begin::First { at as u32 + 1 } else { 0 };
            let mut next = vec![top];
            for (row, letter) in pattern.iter().enumerate() {
                let replaced = column[row] + u32::from(letter != char);
                next.push(replaced.min(column[row + 1] + 1).min(next[row] + 1));
            }
            column = next;
            distances.push(column[pattern.len()]);
        }
        distances
    }

    proptest! {
        #[test]
        fn distances_are_those_of_the_table(
            pattern in prop_oneof!["[ab]{0,12}", "[abé]{60,70}", "[ab]{120,200}"],
            text in prop_oneof!["[abc]{0,12}", "[abé]{60,70}", "[ab]{120,300}"],
        ) {
            let pattern: Vec<char> = pattern.chars().collect();
            let text: Vec<char> = text.chars().collect();
            for begin in [Begin::Anywhere, Begin::First] {
                let found = distances(pattern.iter().copied(), text.iter().copied(), begin);
                prop_assert_eq!(found, by_table(&pattern, &text, begin));
            }
        }
    }
}
