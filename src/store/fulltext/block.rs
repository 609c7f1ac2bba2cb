//! The words of a segment in order, with their lists, as rows of the library's file: written once, read
//! from a word on. Knows no articles.

use rusqlite::{Connection, params};

use super::Trouble;
use super::list::List;
use super::number::{self, Numbers};

/// Bytes from which on a block is written: small enough that a word is found soon, large enough that
/// rows do not count.
const FULL: usize = 16 << 10;

/// Writes the words of a segment.
pub(super) struct Writer<'c> {
    connection: &'c Connection,
    segment: i64,
    first: Vec<u8>,
    last: Vec<u8>,
    lists: Vec<u8>,
    places: Vec<u8>,
}

impl<'c> Writer<'c> {
    /// For a segment that has no words yet.
    pub(super) fn of(connection: &'c Connection, segment: i64) -> Self {
        let [first, last, lists, places] = [const { Vec::new() }; 4];
        Self { connection, segment, first, last, lists, places }
    }

    /// The next word, behind all before it, and its list, which is closed.
    pub(super) fn add(&mut self, term: &[u8], list: &List) -> Result<(), Trouble> {
        if self.lists.is_empty() {
            self.first.clear();
            self.first.extend_from_slice(term);
            self.last.clear();
        }
        let shared = self.last.iter().zip(term).take_while(|(one, other)| one == other).count();
        let rest = term.get(shared..).unwrap_or_default();
        let head = [shared, rest.len(), list.articles, list.postings.len(), list.places.len()];
        for number in head {
            number::put(number as u64, &mut self.lists);
        }
        self.lists.extend_from_slice(rest);
        self.lists.extend_from_slice(&list.postings);
        self.places.extend_from_slice(&list.places);
        self.last.truncate(shared);
        self.last.extend_from_slice(rest);
        if self.lists.len() + self.places.len() >= FULL { self.flush() } else { Ok(()) }
    }

    /// Writes what is left.
    pub(super) fn flush(&mut self) -> Result<(), Trouble> {
        if self.lists.is_empty() {
            return Ok(());
        }
        let sql =
            "INSERT INTO fulltext_block (segment, first, lists, places) VALUES (?1, ?2, ?3, ?4)";
        let mut put = self.connection.prepare_cached(sql)?;
        put.execute(params![self.segment, self.first, self.lists, self.places])?;
        self.lists.clear();
        self.places.clear();
        Ok(())
    }
}

/// A word of a block with its list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'a> {
    /// The word.
    pub(super) term: &'a [u8],
    /// In how many articles it stands.
    pub(super) articles: usize,
    /// [`List::postings`].
    pub(super) postings: &'a [u8],
    /// [`List::places`], where these were asked for.
    pub(super) places: &'a [u8],
}

/// The words of a block one after the other; ends where the bytes make no sense.
pub(super) struct Entries<'a> {
    /// What was not read yet.
    lists: Numbers<'a>,
    places: &'a [u8],
    term: Vec<u8>,
}

impl<'a> Entries<'a> {
    /// Those of a block.
    pub(super) fn of(lists: &'a [u8], places: &'a [u8]) -> Self {
        Self { lists: Numbers(lists), places, term: Vec::new() }
    }

    /// The next word.
    pub(super) fn next(&mut self) -> Option<Entry<'_>> {
        let numbers = &mut self.lists;
        let [shared, rest, articles, postings, places] = [(); 5].map(|()| numbers.size());
        let rest = numbers.bytes(rest?)?;
        let postings = numbers.bytes(postings?)?;
        // There are none where they were not asked for.
        let (places, behind) = self.places.split_at_checked(places?).unwrap_or_default();
        self.places = behind;
        self.term.truncate(shared?);
        self.term.extend_from_slice(rest);
        Some(Entry { term: &self.term, articles: articles?, postings, places })
    }
}

/// What of a list is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// In which articles, and how often.
    Articles,
    /// Also where in these.
    Places,
}

/// Gives the words of a segment from `low` to `high`, both with them, in order.
pub(super) fn between(
    connection: &Connection,
    segment: i64,
    (low, high): (&[u8], &[u8]),
    depth: Depth,
    mut give: impl FnMut(Entry<'_>),
) -> Result<(), Trouble> {
    let places = match depth {
        Depth::Articles => "x''",
        Depth::Places => "places",
    };
    let sql = format!(
        "SELECT lists, {places} FROM fulltext_block WHERE segment = ?1 AND first <= ?3 AND first >= \
         coalesce((SELECT max(first) FROM fulltext_block WHERE segment = ?1 AND first <= ?2), x'') \
         ORDER BY first"
    );
    let mut read = connection.prepare_cached(&sql)?;
    let mut rows = read.query(params![segment, low, high])?;
    while let Some(row) = rows.next()? {
        let bytes = |nth| Ok::<_, rusqlite::Error>(row.get_ref(nth)?.as_blob()?);
        let mut entries = Entries::of(bytes(0)?, bytes(1)?);
        while let Some(entry) = entries.next().filter(|entry| entry.term <= high) {
            if entry.term >= low {
                give(entry);
            }
        }
    }
    Ok(())
}
