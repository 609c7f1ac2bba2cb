//! Passages in groups, those of an article in any: of each group is known how many rows some articles together have,
//! and which row is which is worked out of these alone.

use std::ops::Range;

use super::LINES;
use crate::app::list::{ListRow, Pile};
use crate::library::together::in_parts;
use crate::library::{ArticleId, Block, Sorting, planes};

/// Blocks of articles that are counted by one thread, at the least. Few in tests, so that parts are put together
/// there.
const PART: usize = if cfg!(test) { 1 } else { 32 };

/// What a group has of a block of articles.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    passages: u32,
    /// How many articles these are of, each of which has a row with its title.
    articles: u32,
}

impl Count {
    fn rows(self) -> u32 {
        self.articles + self.passages * LINES
    }
}

/// The groups.
#[derive(Debug, Default)]
pub(super) struct Split {
    groups: usize,
    /// For each block what each group has of it.
    counts: Vec<Count>,
    /// For each block, and behind the last one, how many rows each group has above it.
    above: Vec<u32>,
    /// Memory to be used again.
    spare: Vec<Vec<Count>>,
}

impl Split {
    /// The same for what shows now, in the same room.
    pub(super) fn renewed(mut self, sorting: &Sorting, pile: Pile<'_>) -> Self {
        self.groups = sorting.heads().len();
        self.counts.clear();
        let blocks = Block::count(pile.survey.articles.len());
        self.count(0..blocks, sorting, pile);
        self
    }

    /// Takes in what an article is now.
    pub(super) fn renew(&mut self, id: ArticleId, sorting: &Sorting, pile: Pile<'_>) {
        let (block, known) = (Block::of(id), self.counts.len() / self.groups);
        self.count(block.min(known)..block + 1, sorting, pile);
    }

    /// Counts blocks, none of which is far behind those that were counted.
    fn count(&mut self, blocks: Range<usize>, sorting: &Sorting, pile: Pile<'_>) {
        let Pile { library, survey, .. } = pile;
        let start = blocks.start;
        let len = blocks.len();
        let parts = in_parts(&mut self.spare, len, PART, |part, counts| {
            counts.clear();
            let mut groups = Vec::new();
            for nth in part.map(|nth| start + nth) {
                let Some(block) = library.block(nth) else { continue };
                sorting.split(block, survey.shown_bits(library, nth), &mut groups);
                counts.extend((0..self.groups).map(|group| {
                    let bits = nth_of(&groups, group, block);
                    let passages = planes::count(bits);
                    let articles = if passages > 0 { block.articles_with(bits) } else { 0 };
                    Count { passages, articles }
                }));
            }
        });
        let counts = parts.concat();
        let (start, end) = (start * self.groups, blocks.end * self.groups);
        self.counts.splice(start..end.min(self.counts.len()), counts);
        // Above the first block there is nothing.
        self.above.truncate(start + self.groups);
        if start == 0 {
            self.above.clear();
            self.above.resize(self.groups, 0);
        }
        for at in start..self.counts.len() {
            self.above.push(self.above[at] + self.counts[at].rows());
        }
    }

    /// The first row of a group in each block, and behind them how many there are.
    fn above(&self, nth: usize, group: usize) -> u32 {
        self.above.get(nth * self.groups + group).copied().unwrap_or_default()
    }

    fn blocks(&self) -> usize {
        self.counts.len() / self.groups.max(1)
    }

    pub(super) fn rows(&self, group: usize) -> u32 {
        self.above(self.blocks(), group)
    }

    pub(super) fn passages(&self, group: usize) -> u32 {
        self.counts.iter().skip(group).step_by(self.groups.max(1)).map(|it| it.passages).sum()
    }

    pub(super) fn row(
        &self,
        group: usize,
        nth: u32,
        sorting: &Sorting,
        pile: Pile<'_>,
    ) -> Option<ListRow> {
        let Pile { library, survey, .. } = pile;
        // The last block with no more rows above it than that.
        let (mut low, mut high) = (0, self.blocks());
        while high - low > 1 {
            let middle = usize::midpoint(low, high);
            if self.above(middle, group) <= nth { low = middle } else { high = middle }
        }
        let block = library.block(low)?;
        let mut groups = Vec::new();
        sorting.split(block, survey.shown_bits(library, low), &mut groups);
        let bits = nth_of(&groups, group, block);
        let mut rest = nth - self.above(low, group);
        for id in block.articles() {
            let passages = block.passages(id);
            let rows = rows_of(planes::count_in(bits, passages.clone()));
            let Some(left) = rest.checked_sub(rows) else {
                let Some(below) = rest.checked_sub(1) else { return Some(ListRow::Title(id)) };
                let passage = planes::set_in(bits, passages).nth((below / LINES) as usize)?;
                return Some(ListRow::line(id, passage, below));
            };
            rest = left;
        }
        None
    }

    pub(super) fn places(
        &self,
        id: ArticleId,
        passage: usize,
        sorting: &Sorting,
        pile: Pile<'_>,
    ) -> Vec<(usize, u32)> {
        let Pile { library, survey, .. } = pile;
        let nth = Block::of(id);
        let Some(block) = library.block(nth) else { return Vec::new() };
        let mut groups = Vec::new();
        sorting.split(block, survey.shown_bits(library, nth), &mut groups);
        let row = |group: usize| {
            let bits = nth_of(&groups, group, block);
            let before = planes::set_in(bits, block.passages(id)).position(|at| at == passage)?;
            let others = block.articles().take_while(|other| *other < id);
            let count = |id: ArticleId| rows_of(planes::count_in(bits, block.passages(id)));
            let above: u32 = others.map(count).sum();
            Some((group, self.above(nth, group) + above + 1 + LINES * before as u32))
        };
        (0..self.groups).filter_map(row).collect()
    }
}

/// The rows of an article with so many passages in a group.
fn rows_of(passages: u32) -> u32 {
    if passages > 0 { 1 + passages * LINES } else { 0 }
}

/// The bits of the nth group of a block that is split.
fn nth_of<'g>(groups: &'g [u64], nth: usize, block: &Block) -> &'g [u64] {
    let words = block.words();
    groups.get(nth * words..(nth + 1) * words).unwrap_or_default()
}
