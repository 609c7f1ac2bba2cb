//! What passages carry, a bit for each passage and each thing that it may carry: where the same is asked of
//! millions, a word answers for 64 of them at once. Made of some articles at a time, of what `super::Carried`
//! keeps of them; decides nothing.

use std::ops::Range;

use super::Carried;
use crate::library::brief::Sign;
use crate::library::holding::BITS;
use crate::library::{ArticleId, Strengths};
use crate::tag::{Kind, Label, Origin, ThemeId};

/// A bit for each passage of a [`Block`].
pub type Bits = [u64];

/// What passages may carry, but for themes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plane {
    /// Nothing: all of them.
    All,
    /// The end of their article: the last passage of each has it.
    Last,
    /// A kind.
    Kind(Kind),
    /// A kind that a person made or confirmed.
    Decided(Kind),
    /// In the strength of a kind that they carry this bit, from 0 on.
    Strength(Kind, usize),
}

impl Plane {
    /// How many there are.
    const COUNT: usize = 2 + 2 * Kind::ALL.len() + Kind::ALL.len() * Strengths::BITS;

    fn number(self) -> usize {
        const KINDS: usize = Kind::ALL.len();
        match self {
            Self::All => 0,
            Self::Last => 1,
            Self::Kind(kind) => 2 + kind as usize,
            Self::Decided(kind) => 2 + KINDS + kind as usize,
            Self::Strength(kind, bit) => 2 + 2 * KINDS + kind as usize * Strengths::BITS + bit,
        }
    }
}

/// The passages of some articles beside each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    first: ArticleId,
    /// For each article where its passages begin, and behind the last one how many there are.
    starts: Vec<u32>,
    /// The themes that occur, ascending.
    themes: Vec<ThemeId>,
    /// The planes one behind the other, those of the themes last.
    planes: Vec<u64>,
}

impl Block {
    /// Articles of a block.
    pub const ARTICLES: usize = if cfg!(test) { 2 } else { 256 };

    /// The block that an article is in.
    pub fn of(id: ArticleId) -> usize {
        id.0 as usize / Self::ARTICLES
    }

    /// How many blocks so many articles fill.
    pub fn count(articles: usize) -> usize {
        articles.div_ceil(Self::ARTICLES)
    }

    /// The nth block.
    pub(super) fn made(nth: usize, carried: &Carried, signs: &[Sign]) -> Self {
        let first = ArticleId((nth * Self::ARTICLES) as u32);
        let ids = (first.0..).map(ArticleId).take(Self::ARTICLES);
        let mut starts = vec![0];
        let mut end = 0;
        for id in ids.clone() {
            end += carried.signs(id).len() as u32;
            starts.push(end);
        }
        let own = || ids.clone().flat_map(|id| carried.signs(id)).map(|it| &signs[*it as usize]);
        let mut themes: Vec<ThemeId> = Vec::new();
        for theme in own().flat_map(|sign| &sign.themes) {
            if let Err(at) = themes.binary_search(theme) {
                themes.insert(at, *theme);
            }
        }
        let words = (end as usize).div_ceil(BITS);
        let planes = vec![0; words * (Plane::COUNT + themes.len())];
        let mut block = Self { first, starts, themes, planes };
        let strengths = ids.clone().flat_map(|id| carried.strengths(id));
        for (nth, (sign, strengths)) in own().zip(strengths).enumerate() {
            block.put(nth, sign, *strengths);
        }
        for end in block.starts.windows(2).filter(|it| it[0] < it[1]).map(|it| it[1] - 1) {
            block.planes[words + end as usize / BITS] |= 1 << (end as usize % BITS);
        }
        block
    }

    fn put(&mut self, nth: usize, sign: &Sign, strengths: Strengths) {
        let words = self.words();
        let (word, bit) = (nth / BITS, 1 << (nth % BITS));
        let mut set = |plane: usize| self.planes[plane * words + word] |= bit;
        set(Plane::All.number());
        for kind in sign.kinds.iter() {
            set(Plane::Kind(kind).number());
            if sign.hand.is_some() && sign.origin(Label::Kind(kind)) != Origin::Suggested {
                set(Plane::Decided(kind).number());
            }
        }
        let first = Plane::Strength(Kind::ALL[0], 0).number();
        let mut rest = strengths.bits(sign.kinds);
        while rest > 0 {
            set(first + rest.trailing_zeros() as usize);
            rest &= rest - 1;
        }
        for theme in &sign.themes {
            if let Ok(at) = self.themes.binary_search(theme) {
                set(Plane::COUNT + at);
            }
        }
    }

    /// Words a plane.
    pub fn words(&self) -> usize {
        self.starts.last().map_or(0, |end| (*end as usize).div_ceil(BITS))
    }

    /// Its articles, of which some may have no passages.
    pub fn articles(&self) -> impl Iterator<Item = ArticleId> + Clone + use<> {
        (self.first.0..).map(ArticleId).take(Self::ARTICLES)
    }

    /// Where the passages of an article stand.
    #[inline]
    pub fn passages(&self, id: ArticleId) -> Range<usize> {
        let at = (id.0 - self.first.0) as usize;
        match self.starts.get(at..at + 2) {
            Some([start, end]) => *start as usize..*end as usize,
            _ => 0..0,
        }
    }

    /// Which passages carry something.
    pub fn plane(&self, plane: Plane) -> &Bits {
        self.numbered(plane.number())
    }

    /// Which passages carry a theme; nothing where none does.
    pub fn theme(&self, theme: ThemeId) -> Option<&Bits> {
        let at = self.themes.binary_search(&theme).ok()?;
        Some(self.numbered(Plane::COUNT + at))
    }

    fn numbered(&self, plane: usize) -> &Bits {
        let words = self.words();
        self.planes.get(plane * words..(plane + 1) * words).unwrap_or_default()
    }

    /// For each article how many of these passages it has.
    pub fn counts(&self, bits: &Bits) -> impl Iterator<Item = u32> {
        let (mut word, mut before, mut last) = (0, 0, 0);
        self.starts.iter().skip(1).map(move |end| {
            let end = *end as usize;
            while word < end / BITS {
                before += bits[word].count_ones();
                word += 1;
            }
            let here = bits.get(word).map_or(0, |bits| bits & !(u64::MAX << (end % BITS)));
            let count = before + here.count_ones();
            count - std::mem::replace(&mut last, count)
        })
    }

    /// How many articles have any of these passages.
    ///
    /// The passages of an article are a number among others in a long one. Where all but its highest bit are added
    /// to it, that one becomes set if any other was, and nothing is carried on to the next article.
    pub fn articles_with(&self, bits: &Bits) -> u32 {
        let (mut count, mut carry) = (0, false);
        for (bits, last) in bits.iter().zip(self.plane(Plane::Last)) {
            let (sum, over) = (bits & !last).overflowing_add(!last);
            let (sum, again) = sum.overflowing_add(u64::from(carry));
            carry = over | again;
            count += ((sum | bits) & last).count_ones();
        }
        count
    }
}

/// Adds the bits of others.
pub fn join(bits: &mut Bits, others: &Bits) {
    bits.iter_mut().zip(others).for_each(|(bits, more)| *bits |= more);
}

/// Leaves those alone that others have too.
pub fn meet(bits: &mut Bits, others: &Bits) {
    bits.iter_mut().zip(others).for_each(|(bits, others)| *bits &= others);
}

/// How many bits are set.
pub fn count(bits: &Bits) -> u32 {
    bits.iter().map(|bits| bits.count_ones()).sum()
}

/// The bits of a range by words: which word, and those of its bits that are in the range.
#[inline]
fn masks(range: Range<usize>) -> impl Iterator<Item = (usize, u64)> {
    let words = range.start / BITS..range.end.div_ceil(BITS).max(range.start / BITS);
    words.map(move |word| {
        let from = range.start.saturating_sub(word * BITS);
        let behind = ((word + 1) * BITS).saturating_sub(range.end);
        let mask = if from + behind < BITS { u64::MAX << from & u64::MAX >> behind } else { 0 };
        (word, mask)
    })
}

/// How many bits of a range are set.
#[inline]
pub fn count_in(bits: &Bits, range: Range<usize>) -> u32 {
    masks(range).map(|(word, mask)| (bits.get(word).unwrap_or(&0) & mask).count_ones()).sum()
}

/// Sets no bit of a range.
pub fn clear_in(bits: &mut Bits, range: Range<usize>) {
    for (word, mask) in masks(range) {
        if let Some(bits) = bits.get_mut(word) {
            *bits &= !mask;
        }
    }
}

/// Of the bits of a range leaves those set that are to be, one by one.
pub fn leave_in(bits: &mut Bits, range: Range<usize>, each: impl Iterator<Item = bool>) {
    for (at, leave) in range.zip(each) {
        if let Some(bits) = bits.get_mut(at / BITS) {
            *bits &= !(u64::from(!leave) << (at % BITS));
        }
    }
}

/// The set bits of a range, counted from its start.
pub fn set_in(bits: &Bits, range: Range<usize>) -> impl Iterator<Item = usize> + '_ {
    let start = range.start;
    masks(range).flat_map(move |(word, mask)| {
        let rest = bits.get(word).unwrap_or(&0) & mask;
        let rests = std::iter::successors(Some(rest), |rest| Some(rest & rest.wrapping_sub(1)));
        let places = rests.take_while(|rest| *rest > 0).map(|rest| rest.trailing_zeros() as usize);
        places.map(move |bit| word * BITS + bit - start)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A block of articles with so many passages each, which carry nothing.
    fn block(lens: &[usize]) -> Block {
        let mut starts = vec![0];
        let mut planes = Vec::new();
        for len in lens {
            let end = starts.last().copied().unwrap_or_default() as usize + len;
            planes.resize(end, false);
            if *len > 0 {
                planes[end - 1] = true;
            }
            starts.push(end as u32);
        }
        let last = bits(&planes);
        let planes = [vec![0; last.len()], last].concat();
        Block { starts, planes, ..Block::default() }
    }

    fn bits(of: &[bool]) -> Vec<u64> {
        let word = |part: &[bool]| (0..).zip(part).map(|(nth, is)| u64::from(*is) << nth).sum();
        of.chunks(BITS).map(word).collect()
    }

    proptest! {
        #[test]
        fn bits_are_counted_by_articles_however_long_they_are(
            articles in prop::collection::vec(
                (prop::collection::vec(any::<bool>(), 0..200), any::<bool>()), 0..12,
            ),
        ) {
            let articles: Vec<Vec<bool>> =
                articles.into_iter().map(|(it, any)| it.into_iter().map(|is| is && any).collect()).collect();
            let all = bits(&articles.concat());
            let block = block(&articles.iter().map(Vec::len).collect::<Vec<_>>());
            let with = articles.iter().filter(|it| it.contains(&true)).count();
            prop_assert_eq!(block.articles_with(&all) as usize, with);
            prop_assert_eq!(count(&all) as usize, articles.concat().iter().filter(|it| **it).count());
            for (nth, article) in articles.iter().enumerate() {
                let range = block.starts[nth] as usize..block.starts[nth + 1] as usize;
                let set: Vec<usize> = (0..).zip(article).filter(|(_, is)| **is).map(|(at, _)| at).collect();
                prop_assert_eq!(count_in(&all, range.clone()) as usize, set.len());
                prop_assert_eq!(set_in(&all, range.clone()).collect::<Vec<_>>(), set);
                let mut others = all.clone();
                clear_in(&mut others, range.clone());
                prop_assert_eq!(count_in(&others, range.clone()), 0);
                prop_assert_eq!(count(&others), count(&all) - count_in(&all, range));
            }
        }
    }
}
