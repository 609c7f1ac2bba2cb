//! The full text of a library: an index of the words of all articles, kept in the library's file beside
//! them, and what is found by it. What a query means is [`crate::library::search`]'s business.
//!
//! Articles are indexed some at a time, as a segment that is never changed; small segments are merged to
//! larger ones. Triggers note which articles are due, so that whoever changes one need not know of this.

mod answer;
mod batch;
mod block;
mod fresh;
mod list;
mod merge;
mod number;
mod rank;
mod segment;
mod sentence;
mod standing;
mod terms;

use std::collections::{BTreeSet, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use self::batch::Batch;
pub(super) use self::fresh::{Fresh, Print};
use self::rank::Matches;
pub(super) use self::standing::Known;
use super::{Store, StoreError, Trouble, article};
use crate::library::search::{Field, Finding, Findings, Query, Snippet, place};
use crate::text::Document;

/// Words that are indexed together at least, where there are as many: the more, the fewer segments are
/// merged later; the fewer, the sooner others may write.
const BATCH: usize = 300_000;

/// Articles that are indexed in one go, where nobody waits.
const TOGETHER: usize = 512;

impl Store {
    /// Finds articles by their text. None when told to stop, which is looked for every few
    /// milliseconds.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn search(
        &self,
        query: &Query,
        limit: usize,
        stop: &AtomicBool,
    ) -> Result<Option<Findings>, StoreError> {
        self.told(self.try_search(query, None, limit, stop))
    }

    /// The same among articles of these names ([`crate::library::Article::name`]).
    ///
    /// # Errors
    /// As for [`Self::search`].
    pub fn search_among(
        &self,
        query: &Query,
        names: &HashSet<String>,
        limit: usize,
    ) -> Result<Findings, StoreError> {
        let found = self.try_search(query, Some(names), limit, &AtomicBool::new(false));
        Ok(self.told(found)?.unwrap_or_default())
    }

    fn try_search(
        &self,
        query: &Query,
        names: Option<&HashSet<String>>,
        limit: usize,
        stop: &AtomicBool,
    ) -> Result<Option<Findings>, Trouble> {
        // All of one moment, whoever writes meanwhile.
        let moment = self.connection.unchecked_transaction()?;
        let among = names.map(|names| rows(&moment, names)).transpose()?;
        let Some(matches) = Matches::of(&moment, query, among.as_ref(), stop)? else {
            return Ok(None);
        };
        let mut findings = Findings {
            articles: matches.articles.len(),
            hits: matches.hits,
            due: due(&moment)?,
            ..Findings::default()
        };
        for (row, score) in matches.best(limit) {
            if stop.load(Ordering::Relaxed) {
                return Ok(None);
            }
            findings.shown.extend(finding(&moment, query, row, score)?);
        }
        Ok(Some(findings))
    }

    /// Indexes all that is due, some articles at a time.
    ///
    /// # Errors
    /// Those of the disk; the rest is still due then.
    pub fn index_all(&mut self) -> Result<(), StoreError> {
        while self.index_some(TOGETHER)? > 0 {}
        Ok(())
    }

    /// Indexes some articles that are due, at most so many, and says how many are left. One call takes
    /// a tenth of a second or so, and another instance can write between two.
    ///
    /// # Errors
    /// Those of the disk; then they are still due.
    pub fn index_some(&mut self, limit: usize) -> Result<usize, StoreError> {
        let left = self.try_index(limit);
        self.told(left)
    }

    /// Writes the words of articles that were put just now, if they are enough for a segment: what is left is
    /// for [`Self::index_some`].
    ///
    /// # Errors
    /// Those of the disk; then they are still due.
    pub fn index_if_enough(&mut self) -> Result<(), StoreError> {
        let written = if self.fresh.is_enough() { self.index_fresh() } else { Ok(()) };
        self.told(written)
    }

    fn try_index(&mut self, limit: usize) -> Result<usize, Trouble> {
        self.index_fresh()?;
        if due(&self.connection)? > 0 {
            self.within(|connection| index(connection, limit))?;
        }
        if segment::to_be_merged(&self.connection)?.is_some() {
            self.within(segment::merge)?;
        }
        due(&self.connection)
    }

    fn index_fresh(&mut self) -> Result<(), Trouble> {
        self.ready()?;
        // Where this fails, they are read again.
        let fresh = self.fresh.taken();
        if fresh.is_empty() { Ok(()) } else { self.within(|connection| fresh.write(connection)) }
    }

    /// Works within a transaction that nobody else writes in.
    fn within(
        &mut self,
        work: impl FnOnce(&Connection) -> Result<(), Trouble>,
    ) -> Result<(), Trouble> {
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        work(&transaction)?;
        Ok(transaction.commit()?)
    }
}

/// Indexes articles that are due.
fn index(connection: &Connection, limit: usize) -> Result<(), Trouble> {
    let mut read =
        connection.prepare_cached("SELECT article FROM fulltext_due ORDER BY article LIMIT ?1")?;
    let rows = read.query_map([limit.cast_signed() as i64], |row| row.get(0))?;
    let rows = rows.collect::<Result<Vec<i64>, _>>()?;
    let mut batch = Batch::default();
    let mut done = BTreeSet::new();
    for row in rows {
        if let Some(Kept { document, place, .. }) = kept(connection, row)? {
            batch.add(row, &document, &place);
        }
        done.insert(row);
        if batch.words() >= BATCH {
            break;
        }
    }
    segment::forget(connection, &done)?;
    end_due(connection, &done)?;
    batch.write(connection)?;
    Ok(())
}

/// Says that the words of these articles are indexed, or that they are gone.
fn end_due(connection: &Connection, rows: &BTreeSet<i64>) -> Result<(), Trouble> {
    let mut end = connection.prepare_cached("DELETE FROM fulltext_due WHERE article = ?1")?;
    for row in rows {
        end.execute([row])?;
    }
    Ok(())
}

/// An article, as far as it is indexed and shown.
struct Kept {
    name: String,
    place: String,
    document: Document,
}

/// The article of that row; none where it is gone, or cannot be read: `check` tells of that.
fn kept(connection: &Connection, row: i64) -> Result<Option<Kept>, Trouble> {
    let sql = "SELECT name, place, text, outline FROM article WHERE id = ?1";
    let mut read = connection.prepare_cached(sql)?;
    let columns = |row: &rusqlite::Row<'_>| {
        let outline = article::outline(row.get_ref(3)?.as_blob()?);
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, outline))
    };
    let found = read.query_row([row], columns).optional()?;
    Ok(found.and_then(|(name, place, text, outline)| {
        let document = Document::untold(text, outline?);
        Some(Kept { name, place, document })
    }))
}

fn finding(
    connection: &Connection,
    query: &Query,
    row: i64,
    score: f64,
) -> Result<Option<Finding>, Trouble> {
    let Some(Kept { name, place: from, document }) = kept(connection, row)? else {
        return Ok(None);
    };
    let best = place(query, &document);
    let snippet = Snippet::of(&document, &best);
    let before = crate::text::Span { start: 0, end: best.span.start }.of(&document.text);
    let start = before.chars().count();
    let characters = (start, start + best.span.of(&document.text).chars().count());
    let title = document.title().to_owned();
    Ok(Some(Finding { name, place: from, title, score, best, characters, snippet }))
}

/// The rows of articles of these names.
fn rows(connection: &Connection, names: &HashSet<String>) -> Result<HashSet<i64>, Trouble> {
    let mut read = connection.prepare_cached("SELECT id, name FROM article")?;
    let rows = read.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    let is_named = |row: &Result<(i64, String), _>| {
        row.as_ref().is_ok_and(|(_, name)| names.contains(name)) || row.is_err()
    };
    rows.filter(is_named).map(|row| Ok(row?.0)).collect()
}

/// How many articles are not indexed yet.
fn due(connection: &Connection) -> Result<usize, Trouble> {
    let mut count = connection.prepare_cached("SELECT count(*) FROM fulltext_due")?;
    let count: i64 = count.query_row([], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// What stands before the words of a field, to tell them from those of the text: no byte of a word is
/// as low.
fn lead(field: Field) -> Option<u8> {
    match field {
        Field::Text => None,
        Field::Title => Some(1),
        Field::Author => Some(2),
        Field::Source => Some(3),
        Field::Date => Some(4),
    }
}

/// From before the first word of a segment to behind the last.
const ALL: (&[u8], &[u8]) = (b"", &[u8::MAX]);

#[cfg(test)]
mod tests;
