//! In which sentences of which articles a phrase stands, for filters. One half of the index is looked through by
//! a second connection on a thread of its own, if both see the same of the file. Ranks nothing.

use std::panic;
use std::thread;

use rusqlite::{Connection, OpenFlags};

use super::segment::{self, Segment};
use super::sentence::{Table, Written};
use super::{Store, Trouble, answer};
use crate::library::ArticleId;
use crate::library::catalogue::Keep;
use crate::library::holding::Holding;
use crate::library::search::Phrase;
use crate::store::row::ArticleRow;
use crate::store::{StoreError, connected};

/// Articles of which one half is worth a thread.
const MANY: usize = if cfg!(test) { 2 } else { 4096 };

/// What is asked of each segment.
#[derive(Clone, Copy)]
struct Question<'a> {
    phrase: &'a Phrase,
    keep: &'a Keep<'a>,
}

/// What was read of the index, and of which moment of the file that is true.
#[derive(Debug, Default)]
pub(in crate::store) struct Known {
    moment: Option<(i64, u64)>,
    /// All segments, as they are looked through.
    segments: Vec<Segment>,
    /// What is kept of the sentences of each, where it was wanted.
    written: Vec<Option<Written>>,
}

impl Known {
    /// What is still true, and the segments; `connection` has begun to read.
    fn at(&mut self, connection: &Connection) -> Result<(), Trouble> {
        // Others' changes are counted by the one, those of this connection by the other.
        let mut version = connection.prepare_cached("PRAGMA data_version")?;
        let changes = connection.total_changes();
        let moment = Some((version.query_row([], |row| row.get(0))?, changes));
        if self.moment != moment {
            *self = Self::default();
            self.segments = in_order(connection)?;
            self.written.resize_with(self.segments.len(), || None);
            self.moment = moment;
        }
        Ok(())
    }

    /// Of how many segments the sentences are known.
    #[cfg(test)]
    pub(super) fn of_segments(&self) -> usize {
        self.written.iter().flatten().count()
    }
}

impl Question<'_> {
    /// Asks it of segments, in their order; what is known of these is taken, or kept.
    fn of(
        self,
        connection: &Connection,
        segments: &[Segment],
        written: &mut [Option<Written>],
    ) -> Result<Holding, Trouble> {
        let mut table = Table::default();
        let mut found = Holding::default();
        for (segment, written) in segments.iter().zip(written) {
            let look = answer::Look { connection, segment };
            look.sentences(self.phrase, written, &mut table, &mut |nth, has| {
                if let Some((row, _)) = segment.articles.get(nth) {
                    (self.keep)(ArticleRow(*row).place(), has, &mut found);
                }
            })?;
        }
        Ok(found)
    }

    /// The same of the segments from one on, by another connection; none where that does not see the same.
    fn beside(
        self,
        connection: &Connection,
        segments: &[Segment],
        (from, written): (usize, &mut [Option<Written>]),
    ) -> Result<Option<Holding>, Trouble> {
        let moment = connection.unchecked_transaction()?;
        if in_order(&moment)? != segments {
            return Ok(None);
        }
        self.of(&moment, segments.get(from..).unwrap_or_default(), written).map(Some)
    }
}

/// All segments. Mostly each holds articles that came one after the other, so that these come in order.
fn in_order(connection: &Connection) -> Result<Vec<Segment>, Trouble> {
    let mut segments = segment::all(connection)?;
    segments.sort_by_key(|segment| segment.articles.first().copied());
    Ok(segments)
}

/// Where the second half of segments begins, by their articles; none where there are too few.
fn halved(segments: &[Segment]) -> Option<usize> {
    let all: usize = segments.iter().map(|segment| segment.articles.len()).sum();
    let mut before = 0;
    let half = segments.iter().position(|segment| {
        before += segment.articles.len();
        before * 2 > all
    });
    half.map(|half| half.max(1)).filter(|half| all >= MANY && *half < segments.len())
}

impl Store {
    /// What of the sentences that a phrase stands in `keep` makes of them, in the order of articles for the
    /// most part; then in order which articles are not indexed yet.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn sentences_with(
        &self,
        phrase: &Phrase,
        keep: &Keep<'_>,
    ) -> Result<(Holding, Vec<ArticleId>), StoreError> {
        self.told(self.try_sentences_with(Question { phrase, keep }))
    }

    fn try_sentences_with(
        &self,
        question: Question<'_>,
    ) -> Result<(Holding, Vec<ArticleId>), Trouble> {
        // All of one moment, whoever writes meanwhile.
        let moment = self.connection.unchecked_transaction()?;
        // The first that is read: what comes before it would be of another moment.
        let mut due = moment.prepare_cached("SELECT article FROM fulltext_due ORDER BY article")?;
        let rows = due.query_map([], |row| Ok(ArticleRow(row.get(0)?).place()))?;
        let rows = rows.collect::<Result<_, _>>()?;
        let mut known = self.known.borrow_mut();
        known.at(&moment)?;
        let Known { segments, written, .. } = &mut *known;
        let half = halved(segments);
        let mut second = self.second.borrow_mut();
        if half.is_some() && second.is_none() && self.path().is_some() {
            // Without it, it takes longer.
            *second = connected(&self.path, OpenFlags::empty()).ok();
        }
        let found = match (half, second.as_mut()) {
            (Some(half), Some(second)) => {
                self::both(question, (&moment, second), segments, (half, written))?
            }
            _ => question.of(&moment, segments, written)?,
        };
        Ok((found, rows))
    }
}

/// Asks of the segments before `half` by the first connection, and of those behind by the second.
fn both(
    question: Question<'_>,
    (first, second): (&Connection, &mut Connection),
    segments: &[Segment],
    (half, written): (usize, &mut [Option<Written>]),
) -> Result<Holding, Trouble> {
    let (before, behind) = segments.split_at(half);
    let (written_before, written_behind) = written.split_at_mut(half);
    let (own, theirs) = thread::scope(|scope| {
        let place = (half, &mut *written_behind);
        let theirs = scope.spawn(move || question.beside(second, segments, place));
        let own = question.of(first, before, written_before);
        (own, theirs.join().unwrap_or_else(|fault| panic::resume_unwind(fault)))
    });
    let mut found = own?;
    // What went wrong there goes right here, or says the same.
    match theirs {
        Ok(Some(more)) => found.append(&more),
        Ok(None) | Err(_) => found.append(&question.of(first, behind, written_behind)?),
    }
    Ok(found)
}
