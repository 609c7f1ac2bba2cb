//! The words of articles that were put into the file just now, gathered until they are enough for a segment: so
//! their texts are not read again, and no small segments are merged to larger ones. What is lost here with the
//! program is indexed from the texts the next time, since these articles are still due.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension};

use super::batch::Batch;
use super::{end_due, segment, terms};
use crate::library::{Article, together};
use crate::store::Trouble;

/// Words from which on they are written at first: the first articles are soon found. Then as many as were
/// written before, each time.
const FIRST: usize = 100_000;

/// Words from which on they are always written: about as many as a segment has at most.
const ENOUGH: usize = 2_400_000;

/// Words that there is room for; what comes on top of them is left to be read from the file.
const MOST: usize = 2 * ENOUGH;

/// Fewer articles are not worth a thread.
const FEW: usize = 16;

/// Articles by the words that stand in them, not written yet.
#[derive(Debug, Default)]
pub(in crate::store) struct Fresh {
    batch: Batch,
    /// What they were indexed from, in the order of the batch.
    articles: Vec<(i64, Print)>,
    /// Their rows.
    rows: BTreeSet<i64>,
    /// As the file was when the last of them was put.
    moment: Moment,
    /// Whether some of them may have been changed since they were put.
    is_doubtful: bool,
    /// Words that were written before.
    written: usize,
}

/// When a file was looked at: another number says that others have written since, or this connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Moment {
    others: i64,
    own: u64,
}

impl Moment {
    /// Within a transaction that writes: then nothing comes in between.
    fn of(connection: &Connection) -> Result<Self, Trouble> {
        let mut ask = connection.prepare_cached("PRAGMA data_version")?;
        let others = ask.query_row([], |row| row.get(0))?;
        Ok(Self { others, own: connection.total_changes() })
    }
}

/// By what it is seen that an article is still the one that was indexed: two different ones have the same with
/// a chance of one in 2⁶⁴.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) struct Print(u64);

impl Print {
    /// Of an article with its packed outline.
    pub(in crate::store) fn of(article: &Article, outline: &[u8]) -> Self {
        Self::of_parts(&article.document.text, outline, &article.place)
    }

    fn of_parts(text: &str, outline: &[u8], place: &str) -> Self {
        let parts = [text.as_bytes(), outline, place.as_bytes()];
        Self(parts.into_iter().fold(0, |print: u64, part| print.rotate_left(1) ^ terms::hash(part)))
    }

    /// Of the article that the file has at that row.
    fn at(connection: &Connection, row: i64) -> Result<Option<Self>, Trouble> {
        let sql = "SELECT text, outline, place FROM article WHERE id = ?1";
        let print = |row: &rusqlite::Row<'_>| {
            let (text, place) = (row.get_ref(0)?.as_str()?, row.get_ref(2)?.as_str()?);
            Ok(Self::of_parts(text, row.get_ref(1)?.as_blob()?, place))
        };
        Ok(connection.prepare_cached(sql)?.query_row([row], print).optional()?)
    }
}

impl Fresh {
    /// Looks whether anybody else has written since the last article was put; within the transaction that puts
    /// more, before it does.
    pub(in crate::store) fn look(&mut self, connection: &Connection) -> Result<(), Trouble> {
        let moment = Moment::of(connection)?;
        self.is_doubtful |= !self.rows.is_empty() && moment != self.moment;
        self.moment = moment;
        Ok(())
    }

    /// Takes the words of new articles in while these are being put, which gives their rows in the same order.
    ///
    /// # Errors
    /// Those of `put`; then none of the words is kept, since some may be of articles that are not in the file.
    pub(in crate::store) fn gather(
        &mut self,
        new: &[&Article],
        put: impl FnOnce() -> Result<Vec<(i64, Print)>, Trouble>,
    ) -> Result<(), Trouble> {
        let first = self.batch.articles();
        let gather = |batch: &mut Batch| {
            let room = new.iter().take_while(|article| {
                let is_room = batch.words() < MOST;
                if is_room {
                    batch.add(0, &article.document, &article.place);
                }
                is_room
            });
            room.count()
        };
        let batch = &mut self.batch;
        let (taken, rows) = if new.len() < FEW {
            (gather(batch), put())
        } else {
            together::both(|| gather(batch), put)
        };
        let rows = rows.inspect_err(|_| *self = Self::default())?;
        for (nth, (row, print)) in (first..).zip(rows).take(taken) {
            self.batch.set_row(nth, row);
            self.articles.push((row, print));
            // A row that was given again: the article that had it is gone.
            self.is_doubtful |= !self.rows.insert(row);
        }
        Ok(())
    }

    /// Says that all was put by that connection and is in the file, what was there before `again`.
    pub(in crate::store) fn end(&mut self, connection: &Connection, again: &[i64]) {
        self.moment.own = connection.total_changes();
        self.is_doubtful |= again.iter().any(|row| self.rows.contains(row));
    }

    /// Whether it is to be written.
    pub(super) fn is_enough(&self) -> bool {
        self.batch.words() >= self.written.clamp(FIRST, ENOUGH)
    }

    /// Gives all of it away to be written, and begins anew.
    pub(super) fn taken(&mut self) -> Self {
        let written = self.written + self.batch.words();
        std::mem::replace(self, Self { written, ..Self::default() })
    }

    /// Whether there is nothing to write.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Writes it as a segment, within a transaction. Articles that were changed since they were put stay due.
    pub(super) fn write(mut self, connection: &Connection) -> Result<(), Trouble> {
        self.look(connection)?;
        let Self { batch, articles, mut rows, is_doubtful, .. } = self;
        let mut changed = Vec::new();
        let mut seen = BTreeSet::new();
        for (nth, (row, print)) in (0..).zip(articles).filter(|_| is_doubtful) {
            // The same words twice at the same row: once is enough.
            let is_good = Print::at(connection, row)? == Some(print) && seen.insert(row);
            if !is_good {
                changed.push(nth);
            }
        }
        rows.retain(|row| !is_doubtful || seen.contains(row));
        segment::forget(connection, &rows)?;
        if let Some(segment) = batch.write(connection)? {
            segment::leave_out(connection, segment, changed)?;
        }
        end_due(connection, &rows)
    }
}
