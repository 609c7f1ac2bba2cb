//! What is kept of every passage of a library, in columns: a few bytes each. Understands none of it.

use std::sync::OnceLock;

use super::SignId;
use super::planes::Block;
use crate::library::{ArticleId, Sign, Strengths};

/// What the passages of all articles carry, one article behind the other: counting goes through all of
/// it at each change of filter, and memory is read fastest in a row.
#[derive(Debug, Default)]
pub(super) struct Carried {
    all: Vec<SignId>,
    /// For each which sentence of its article it is; [`crate::library::brief::NO_SENTENCE`] for others.
    sentences: Vec<u32>,
    /// For each how strongly the tagger scored it.
    strengths: Vec<Strengths>,
    /// For each article where its marks begin and how many there are.
    places: Vec<(u32, u32)>,
    /// How many of `all` are of no article any more.
    waste: usize,
    /// How many passages carry each sign.
    counts: Vec<u32>,
    /// The same a bit each, so far as anybody asked since it was so.
    blocks: Vec<OnceLock<Block>>,
}

impl Carried {
    /// What the passages of an article carry.
    #[inline]
    pub(super) fn signs(&self, id: ArticleId) -> &[SignId] {
        self.part(&self.all, id)
    }

    /// Which sentences they are.
    pub(super) fn sentences(&self, id: ArticleId) -> &[u32] {
        self.part(&self.sentences, id)
    }

    /// How strongly they were scored.
    #[inline]
    pub(super) fn strengths(&self, id: ArticleId) -> &[Strengths] {
        self.part(&self.strengths, id)
    }

    /// How many passages carry each sign.
    pub(super) fn counts(&self) -> &[u32] {
        &self.counts
    }

    /// The nth block of what all carry, a bit each.
    pub(super) fn block(&self, nth: usize, signs: &[Sign]) -> Option<&Block> {
        Some(self.blocks.get(nth)?.get_or_init(|| Block::made(nth, self, signs)))
    }

    /// What is kept of the passages of an article in one of the columns.
    #[inline]
    fn part<'a, T>(&self, column: &'a [T], id: ArticleId) -> &'a [T] {
        let (start, len) = self.places.get(id.0 as usize).copied().unwrap_or_default();
        column.get(start as usize..(start + len) as usize).unwrap_or_default()
    }

    /// Takes in what is known of the passages of an article, over what was.
    pub(super) fn put(&mut self, id: ArticleId, passages: &Columns) {
        let (at, new) = (id.0 as usize, passages.marks.len());
        for sign in &passages.marks {
            let sign = *sign as usize;
            if self.counts.len() <= sign {
                self.counts.resize(sign + 1, 0);
            }
            self.counts[sign] += 1;
        }
        if self.places.len() <= at {
            self.places.resize(at + 1, (0, 0));
        }
        self.blocks.resize_with(Block::count(self.places.len()), OnceLock::new);
        self.blocks[Block::of(id)].take();
        let (start, len) = self.places[at];
        for sign in &self.all[start as usize..(start + len) as usize] {
            self.counts[*sign as usize] -= 1;
        }
        if new <= len as usize {
            let place = start as usize..start as usize + new;
            self.waste += len as usize - new;
            self.places[at].1 = new as u32;
            self.all[place.clone()].copy_from_slice(&passages.marks);
            self.sentences[place.clone()].copy_from_slice(&passages.sentences);
            self.strengths[place].copy_from_slice(&passages.strengths);
            return;
        }
        self.waste += len as usize;
        self.places[at] = (self.all.len() as u32, new as u32);
        self.all.extend_from_slice(&passages.marks);
        self.sentences.extend_from_slice(&passages.sentences);
        self.strengths.extend_from_slice(&passages.strengths);
        if self.waste > 4096 && self.waste > self.all.len() / 2 {
            self.compact();
        }
    }

    fn compact(&mut self) {
        self.all = compacted(&self.all, &self.places, self.waste);
        self.sentences = compacted(&self.sentences, &self.places, self.waste);
        self.strengths = compacted(&self.strengths, &self.places, self.waste);
        self.waste = 0;
        let mut next = 0;
        for (start, len) in &mut self.places {
            *start = next;
            next += *len;
        }
    }
}

/// A column without what is of no article.
fn compacted<T: Copy>(column: &[T], places: &[(u32, u32)], waste: usize) -> Vec<T> {
    let mut all = Vec::with_capacity(column.len().saturating_sub(waste));
    for (start, len) in places {
        let part = column.get(*start as usize..(*start + *len) as usize);
        all.extend_from_slice(part.unwrap_or_default());
    }
    all
}

/// What is kept of the passages of an article, equally many of each.
pub(super) struct Columns {
    pub(super) marks: Vec<SignId>,
    pub(super) sentences: Vec<u32>,
    pub(super) strengths: Vec<Strengths>,
}
