//! Where a word stands, as bytes: in which articles of a segment, how often there, and at which words.
//! Knows neither the word nor the database.

use super::number::{self, Numbers};

/// An article in which a word stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Posting {
    /// Its place in the segment's list.
    pub(super) nth: u32,
    /// How often the word stands in what is shown.
    pub(super) plain: u32,
    /// How often in what is folded away: page furniture, comments.
    pub(super) aside: u32,
}

impl Posting {
    /// How often in all.
    pub(super) fn count(self) -> usize {
        self.plain as usize + self.aside as usize
    }
}

/// The list of a word as it grows, article by article.
#[derive(Clone, Debug, Default)]
pub(super) struct List {
    /// How many articles.
    pub(super) articles: usize,
    /// For each article how many came between it and the one before, and how often.
    pub(super) postings: Vec<u8>,
    /// For each article the first place and the ways from each to the next, in words.
    pub(super) places: Vec<u8>,
    /// The last article that is in `postings`.
    last: u32,
    open: Posting,
    at: u32,
}

impl List {
    /// Makes room for the list of another word.
    pub(super) fn clear(&mut self) {
        let (mut postings, mut places) =
            (std::mem::take(&mut self.postings), std::mem::take(&mut self.places));
        postings.clear();
        places.clear();
        *self = Self { postings, places, ..Self::default() };
    }

    /// The word stands at the `at`-th word of an article, behind all that came before.
    #[inline]
    pub(super) fn add(&mut self, nth: u32, at: u32, aside: bool) {
        if self.open.nth != nth || self.open.count() == 0 {
            self.close();
            self.open = Posting { nth, ..Posting::default() };
            self.at = 0;
        }
        number::put(u64::from(at - self.at), &mut self.places);
        self.at = at;
        self.open.plain += u32::from(!aside);
        self.open.aside += u32::from(aside);
    }

    /// Appends an article of another list, with its places there.
    pub(super) fn append(&mut self, posting: Posting, places: &[u8]) {
        self.close();
        self.open = posting;
        self.places.extend_from_slice(places);
        self.close();
    }

    /// Ends the last article: then the bytes are whole.
    pub(super) fn close(&mut self) {
        let Posting { nth, plain, aside } = std::mem::take(&mut self.open);
        if (plain, aside) == (0, 0) {
            return;
        }
        let is_once = (plain, aside) == (1, 0);
        let way = u64::from(nth.wrapping_sub(self.last));
        number::put(way << 1 | u64::from(!is_once), &mut self.postings);
        if !is_once {
            number::put(u64::from(plain), &mut self.postings);
            number::put(u64::from(aside), &mut self.postings);
        }
        self.last = nth;
        self.articles += 1;
    }
}

/// The articles of a list, in order.
#[derive(Clone, Debug)]
pub(super) struct Postings<'a> {
    numbers: Numbers<'a>,
    last: u32,
}

impl<'a> Postings<'a> {
    /// From the bytes of a [`List`].
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        Self { numbers: Numbers(bytes), last: 0 }
    }
}

impl Iterator for Postings<'_> {
    type Item = Posting;

    #[inline]
    fn next(&mut self) -> Option<Posting> {
        let first = self.numbers.next()?;
        self.last = self.last.wrapping_add((first >> 1) as u32);
        let (plain, aside) = match first & 1 {
            0 => (1, 0),
            _ => (self.numbers.next()? as u32, self.numbers.next()? as u32),
        };
        Some(Posting { nth: self.last, plain, aside })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_come_back_and_can_be_appended() {
        let mut list = List::default();
        let all = [(0, 0, false), (0, 3, true), (0, 300, false), (2, 7, false), (9, 0, true)];
        for (nth, at, aside) in all {
            list.add(nth, at, aside);
        }
        list.close();
        assert_eq!(list.articles, 3);
        let posting = |nth, plain, aside| Posting { nth, plain, aside };
        let expected = [posting(0, 2, 1), posting(2, 1, 0), posting(9, 0, 1)];
        assert!(Postings::of(&list.postings).eq(expected));
        let mut places = Numbers(&list.places);
        assert_eq!(places.by_ref().take(4).collect::<Vec<_>>(), [0, 3, 297, 7]);
        let mut other = List::default();
        let mut places = Numbers(&list.places);
        for posting in Postings::of(&list.postings) {
            other.append(posting, places.run(posting.count()));
        }
        assert_eq!((&other.postings, &other.places), (&list.postings, &list.places));
    }
}
