//! The segments of the index: which articles each holds, which of these are no longer good, and when
//! small ones are merged. Knows no words.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use super::Trouble;
use super::merge::Merged;
use super::number::{self, Numbers};

/// Articles that were indexed together.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Segment {
    /// Its row.
    pub(super) id: i64,
    /// The rows of its articles, and how many words each has.
    pub(super) articles: Vec<(i64, u32)>,
    /// The places in that list that are not looked for.
    gone: BTreeSet<u32>,
}

impl Segment {
    /// Whether an article was deleted or indexed anew since.
    pub(super) fn is_gone(&self, nth: usize) -> bool {
        self.gone.contains(&(nth as u32))
    }

    /// The articles that are looked for, by their places.
    pub(super) fn live(&self) -> impl Iterator<Item = (u32, i64, u32)> {
        let numbered = (0..).zip(&self.articles).map(|(nth, (row, words))| (nth, *row, *words));
        numbered.filter(|(nth, ..)| !self.gone.contains(nth))
    }
}

/// All segments, as they are looked through: without articles that are due.
pub(super) fn all(connection: &Connection) -> Result<Vec<Segment>, Trouble> {
    let due = due(connection)?;
    let mut read = connection.prepare_cached("SELECT id, articles FROM fulltext_segment")?;
    let rows = read.query_map([], |row| Ok((row.get(0)?, articles(row.get_ref(1)?.as_blob()?))))?;
    let mut all = Vec::new();
    for row in rows {
        let (id, articles) = row?;
        let mut gone = gone(connection, id)?;
        if !due.is_empty() {
            let is_due = |(_, (row, _)): &(u32, &(i64, u32))| due.contains(row);
            gone.extend((0..).zip(&articles).filter(is_due).map(|(nth, _)| nth));
        }
        all.push(Segment { id, articles, gone });
    }
    Ok(all)
}

/// The segment of that row.
fn one(connection: &Connection, id: i64) -> Result<Segment, Trouble> {
    let mut read =
        connection.prepare_cached("SELECT articles FROM fulltext_segment WHERE id = ?1")?;
    let articles = read.query_row([id], |row| Ok(articles(row.get_ref(0)?.as_blob()?)))?;
    Ok(Segment { id, articles, gone: gone(connection, id)? })
}

fn articles(bytes: &[u8]) -> Vec<(i64, u32)> {
    let mut numbers = Numbers(bytes);
    let mut row: i64 = 0;
    let next = || {
        row = row.wrapping_add(number::unfolded(numbers.next()?));
        Some((row, numbers.next()? as u32))
    };
    std::iter::from_fn(next).collect()
}

fn gone(connection: &Connection, segment: i64) -> Result<BTreeSet<u32>, Trouble> {
    let mut read = connection.prepare_cached("SELECT nth FROM fulltext_gone WHERE segment = ?1")?;
    let rows = read.query_map([segment], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn due(connection: &Connection) -> Result<BTreeSet<i64>, Trouble> {
    let mut read = connection.prepare_cached("SELECT article FROM fulltext_due")?;
    let rows = read.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Leaves articles out of the segments that hold them.
pub(super) fn forget(connection: &Connection, rows: &BTreeSet<i64>) -> Result<(), Trouble> {
    let Some(first) = rows.first() else { return Ok(()) };
    let sql = "SELECT id FROM fulltext_segment WHERE newest >= ?1";
    let mut read = connection.prepare_cached(sql)?;
    let ids: Vec<i64> = read.query_map([first], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for id in ids {
        let segment = one(connection, id)?;
        let forgotten = segment.live().filter(|(_, row, _)| rows.contains(row));
        leave_out(connection, id, forgotten.map(|(nth, ..)| nth))?;
    }
    Ok(())
}

/// Leaves those out that are at these places of a segment.
pub(super) fn leave_out(
    connection: &Connection,
    segment: i64,
    places: impl IntoIterator<Item = u32>,
) -> Result<(), Trouble> {
    let sql = "INSERT OR IGNORE INTO fulltext_gone VALUES (?1, ?2)";
    let mut put = connection.prepare_cached(sql)?;
    for nth in places {
        put.execute(params![segment, nth])?;
    }
    Ok(())
}

/// So many segments of about one size are merged. The more, the more of them are to be looked through;
/// the fewer, the more often a word is written anew.
const MERGED: usize = 8;

/// Segments are of one size if none has so many times the words of another.
const SIZES: i64 = 8;

/// Words of a segment at most, so that writing one keeps no other instance waiting for long.
const LARGEST: i64 = 2_500_000;

/// Merges some segments to one where there are enough of about one size.
pub(super) fn merge(connection: &Connection) -> Result<(), Trouble> {
    let Some(ids) = to_be_merged(connection)? else { return Ok(()) };
    let mut merged = Merged::default();
    for id in &ids {
        merged.add(connection, &one(connection, *id)?)?;
    }
    for id in ids {
        for sql in [
            "DELETE FROM fulltext_block WHERE segment = ?1",
            "DELETE FROM fulltext_gone WHERE segment = ?1",
            "DELETE FROM fulltext_sentence WHERE segment = ?1",
            "DELETE FROM fulltext_segment WHERE id = ?1",
        ] {
            connection.prepare_cached(sql)?.execute([id])?;
        }
    }
    merged.write(connection)
}

/// Puts a segment of these articles there, with how many words they have and where their sentences begin and
/// end, and says which. Its words are still to be written; none where there are no articles.
pub(super) fn put(
    connection: &Connection,
    rows: &[(i64, u32)],
    words: usize,
    sentences: &[u8],
) -> Result<Option<i64>, Trouble> {
    let Some(newest) = rows.iter().map(|(row, _)| *row).max() else { return Ok(None) };
    let mut articles = Vec::new();
    let mut last = 0;
    for (row, words) in rows {
        number::put(number::folded(row.wrapping_sub(last)), &mut articles);
        number::put(u64::from(*words), &mut articles);
        last = *row;
    }
    let sql = "INSERT INTO fulltext_segment (newest, words, articles) VALUES (?1, ?2, ?3)";
    let mut put = connection.prepare_cached(sql)?;
    put.execute(params![newest, words.cast_signed() as i64, articles])?;
    let segment = connection.last_insert_rowid();
    let sql = "INSERT INTO fulltext_sentence (segment, places) VALUES (?1, ?2)";
    connection.prepare_cached(sql)?.execute(params![segment, sentences])?;
    Ok(Some(segment))
}

/// Segments that are to be merged to one, if there are.
pub(super) fn to_be_merged(connection: &Connection) -> Result<Option<Vec<i64>>, Trouble> {
    let mut read =
        connection.prepare_cached("SELECT id, words FROM fulltext_segment ORDER BY id")?;
    let rows = read.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
    let mut levels: Vec<Vec<(i64, i64)>> = Vec::new();
    for row in rows {
        let (id, words) = row?;
        let level = words.max(1).ilog(SIZES) as usize;
        levels.resize_with(levels.len().max(level + 1), Vec::new);
        let Some(segments) = levels.get_mut(level) else { continue };
        segments.push((id, words));
        let first: i64 = segments.iter().map(|(_, words)| words).sum();
        if segments.len() == MERGED && first <= LARGEST {
            return Ok(Some(segments.iter().map(|(id, _)| *id).collect()));
        }
        if segments.len() == MERGED {
            segments.clear();
        }
    }
    Ok(None)
}
