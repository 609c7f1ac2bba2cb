//! Which passages of which articles have something: a bit for each, so that what most articles have takes little
//! room and is asked of many passages at once. Knows not what it is that they have.

use super::ArticleId;

/// As many bits as are kept together.
pub const BITS: usize = u64::BITS as usize;

/// Whether a bit is set; those that are not there are not.
#[inline]
pub fn is_set(bits: &[u64], nth: usize) -> bool {
    bits.get(nth / BITS).is_some_and(|bits| bits >> (nth % BITS) & 1 == 1)
}

/// Passages that have something, by their articles.
#[derive(Clone, Debug, Default)]
pub struct Holding {
    /// Articles of which any passage has it; in order, but while they are put together.
    rooms: Vec<Room>,
    bits: Vec<u64>,
}

/// Where the bits of an article stand.
#[derive(Clone, Copy, Debug)]
struct Room {
    id: ArticleId,
    start: u32,
    len: u32,
}

impl Room {
    fn of<'a>(&self, bits: &'a [u64]) -> &'a [u64] {
        let start = self.start as usize;
        bits.get(start..start + self.len as usize).unwrap_or_default()
    }
}

impl Holding {
    /// Adds an article behind all others: for each of its passages whether it has it.
    #[inline]
    pub fn push(&mut self, id: ArticleId, has: impl Iterator<Item = bool>) {
        let room = self.room(id, has);
        self.rooms.extend(room);
    }

    /// Writes the bits of an article; nowhere if none is set.
    #[inline]
    fn room(&mut self, id: ArticleId, has: impl Iterator<Item = bool>) -> Option<Room> {
        let start = self.bits.len();
        let (mut bits, mut any, mut len) = (0, 0, 0);
        for has in has {
            bits |= u64::from(has) << (len % BITS);
            len += 1;
            if len % BITS == 0 {
                any |= bits;
                self.bits.push(std::mem::take(&mut bits));
            }
        }
        if any | bits == 0 {
            self.bits.truncate(start);
            return None;
        }
        if len % BITS > 0 {
            self.bits.push(bits);
        }
        Some(Room { id, start: start as u32, len: (self.bits.len() - start) as u32 })
    }

    /// Adds an article at its place, over what was known of it.
    pub fn put(&mut self, id: ArticleId, has: impl Iterator<Item = bool>) {
        let at = self.rooms.partition_point(|room| room.id < id);
        let is_known = self.rooms.get(at).is_some_and(|room| room.id == id);
        let room = self.room(id, has);
        self.rooms.splice(at..at + usize::from(is_known), room);
    }

    /// Adds all articles of another behind these.
    pub fn append(&mut self, other: &Self) {
        let start = self.bits.len() as u32;
        let room = |room: &Room| Room { start: start + room.start, ..*room };
        self.rooms.extend(other.rooms.iter().map(room));
        self.bits.extend_from_slice(&other.bits);
    }

    /// Brings the articles in order, after they were added behind each other in any.
    pub fn sort(&mut self) {
        if !self.rooms.is_sorted_by_key(|room| room.id) {
            self.rooms.sort_unstable_by_key(|room| room.id);
        }
    }

    /// All of it, for who asks of one article after the other.
    pub fn rest(&self) -> Rest<'_> {
        Rest { rooms: &self.rooms, bits: &self.bits }
    }

    /// The passages, each by its article and its place in that.
    pub fn places(&self) -> impl Iterator<Item = (ArticleId, u32)> + '_ {
        self.rooms.iter().flat_map(|room| {
            let bits = room.of(&self.bits);
            let all = 0..bits.len() * BITS;
            all.filter(|nth| is_set(bits, *nth)).map(|nth| (room.id, nth as u32))
        })
    }
}

/// What is known of an article and of those behind it.
#[derive(Clone, Copy, Debug)]
pub struct Rest<'a> {
    rooms: &'a [Room],
    bits: &'a [u64],
}

impl<'a> Rest<'a> {
    /// Goes on to an article; the bits of its passages, of which the last may be missing where they are not set.
    pub fn up_to(&mut self, id: ArticleId) -> &'a [u64] {
        // Whoever asks of one article after the other is there already.
        let mut reach = 1;
        let is_before = |room: &Room| room.id < id;
        while self.rooms.get(reach - 1).is_some_and(is_before) {
            reach *= 2;
        }
        let near = self.rooms.get(..reach.min(self.rooms.len())).unwrap_or_default();
        let (_, rooms) = self.rooms.split_at(near.partition_point(is_before));
        self.rooms = rooms;
        let here = rooms.first().filter(|room| room.id == id);
        here.map_or(&[], |room| room.of(self.bits))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// For each article which of its passages have it: of every third none, of some more than 64.
    fn has(id: u32) -> impl Iterator<Item = bool> {
        let passages = if id.is_multiple_of(7) { 150 } else { id % 70 };
        (0..passages).map(move |nth| !id.is_multiple_of(3) && (nth * id).is_multiple_of(5))
    }

    fn expected(ids: impl Iterator<Item = u32>) -> Vec<(ArticleId, u32)> {
        let of =
            |id| has(id).zip(0..).filter(|(has, _)| *has).map(move |(_, nth)| (ArticleId(id), nth));
        ids.flat_map(of).collect()
    }

    #[test]
    fn what_is_put_in_any_order_is_found_however_far_it_is() {
        let (mut behind, mut before, mut put) = <(Holding, Holding, Holding)>::default();
        (45..90).for_each(|id| behind.push(ArticleId(id), has(id)));
        (0..45).for_each(|id| before.push(ArticleId(id), has(id)));
        (0..90).rev().for_each(|id| put.put(ArticleId(id), has(id)));
        behind.append(&before);
        behind.sort();
        for holding in [behind, put] {
            assert_eq!(holding.places().collect::<Vec<_>>(), expected(0..90));
            for step in [1, 2, 31] {
                let mut rest = holding.rest();
                for id in (0..100).step_by(step) {
                    let bits = rest.up_to(ArticleId(id));
                    let of = (0..200).map(|nth| is_set(bits, nth));
                    assert!(
                        of.eq(has(id)
                            .filter(|_| id < 90)
                            .chain(std::iter::repeat(false))
                            .take(200)),
                        "{id}"
                    );
                }
            }
        }
    }

    #[test]
    fn what_is_put_again_is_as_it_was_put_last() {
        let mut holding = Holding::default();
        (0..20).for_each(|id| holding.push(ArticleId(id), has(id)));
        holding.put(ArticleId(8), [false; 80].into_iter());
        holding.put(ArticleId(7), [false, true].into_iter());
        let mut rest = holding.rest();
        assert_eq!(rest.up_to(ArticleId(7)), [2]);
        assert_eq!(rest.up_to(ArticleId(8)), [0_u64; 0]);
        let others = |(id, _): &(ArticleId, u32)| ![ArticleId(7), ArticleId(8)].contains(id);
        let all: Vec<_> = holding.places().filter(others).collect();
        assert_eq!(all, expected((0..20).filter(|id| ![7, 8].contains(id))));
    }
}
