//! In which sentences of which articles a phrase stands, for filters. One half of the index is looked through by
//! a second connection on a thread of its own, if both see the same of the file. Ranks nothing.

use std::panic;
use std::thread;

use rusqlite::{Connection, OpenFlags};

use super::segment::{self, Segment};
use super::{Store, Trouble, answer, sentence};
use crate::library::ArticleId;
use crate::library::catalogue::{Keep, Place};
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

impl Question<'_> {
    /// Asks it of segments, in their order.
    fn of(self, connection: &Connection, segments: &[Segment]) -> Result<Vec<Place>, Trouble> {
        let mut table = sentence::Table::default();
        let mut places = Vec::new();
        for segment in segments {
            let look = answer::Look { connection, segment };
            look.sentences(self.phrase, &mut table, &mut |nth, has| {
                if let Some((row, _)) = segment.articles.get(nth) {
                    (self.keep)(ArticleRow(*row).place(), has, &mut places);
                }
            })?;
        }
        Ok(places)
    }

    /// The same of the segments from one on, by another connection; none where that does not see the same.
    fn beside(
        self,
        connection: &Connection,
        segments: &[Segment],
        from: usize,
    ) -> Result<Option<Vec<Place>>, Trouble> {
        let moment = connection.unchecked_transaction()?;
        if in_order(&moment)? != segments {
            return Ok(None);
        }
        self.of(&moment, segments.get(from..).unwrap_or_default()).map(Some)
    }
}

/// All segments. Mostly each holds articles that came one after the other, so that places come in order.
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
    ) -> Result<(Vec<Place>, Vec<ArticleId>), StoreError> {
        self.told(self.try_sentences_with(Question { phrase, keep }))
    }

    fn try_sentences_with(
        &self,
        question: Question<'_>,
    ) -> Result<(Vec<Place>, Vec<ArticleId>), Trouble> {
        // All of one moment, whoever writes meanwhile.
        let moment = self.connection.unchecked_transaction()?;
        let segments = in_order(&moment)?;
        let half = halved(&segments);
        let mut second = self.second.borrow_mut();
        if half.is_some() && second.is_none() && self.path().is_some() {
            // Without it, it takes longer.
            *second = connected(&self.path, OpenFlags::empty()).ok();
        }
        let places = match (half, second.as_mut()) {
            (Some(half), Some(second)) => self::both(question, &moment, second, &segments, half)?,
            _ => question.of(&moment, &segments)?,
        };
        let mut due = moment.prepare_cached("SELECT article FROM fulltext_due ORDER BY article")?;
        let rows = due.query_map([], |row| Ok(ArticleRow(row.get(0)?).place()))?;
        Ok((places, rows.collect::<Result<_, _>>()?))
    }
}

/// Asks of the segments before `half` by one connection, and of those behind by the second.
fn both(
    question: Question<'_>,
    first: &Connection,
    second: &mut Connection,
    segments: &[Segment],
    half: usize,
) -> Result<Vec<Place>, Trouble> {
    let (before, behind) = segments.split_at(half);
    thread::scope(|scope| {
        let theirs = scope.spawn(move || question.beside(second, segments, half));
        let own = question.of(first, before);
        let theirs = theirs.join().unwrap_or_else(|fault| panic::resume_unwind(fault));
        let mut places = own?;
        // What went wrong there goes right here, or says the same.
        match theirs {
            Ok(Some(more)) => places.extend(more),
            Ok(None) | Err(_) => places.extend(question.of(first, behind)?),
        }
        Ok(places)
    })
}
