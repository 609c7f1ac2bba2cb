//! Articles in short into the file and back. Reads no texts, but of those that a person annotated: what
//! was done to them is not part of what is kept in short.

use std::collections::BTreeSet;

use rusqlite::{CachedStatement, params};

use super::column::{self, unpacked};
use super::packed::Packed;
use super::row::ArticleRow;
use super::{Entry, Stamp, Store, StoreError, Trouble, article};
use crate::library::{ArticleId, Brief};

/// The number of the format of what is kept in postcard: raised whenever a field that goes into it
/// changes. What has another is made anew.
const BRIEF: u8 = 3;

/// An article as it is listed.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Where.
    pub place: ArticleId,
    /// In short, as the tagger of that fingerprint marks it; none where it has to be made of the
    /// article.
    pub brief: Option<(Brief, Option<u64>)>,
    /// The file it was read from, as it was then.
    pub file: Option<Stamp>,
    /// Whether a person did something to it, which is not in the brief.
    pub has_work: bool,
}

impl Store {
    /// Gives all articles in short in the order they came, until `take` says that it is enough. Those
    /// of older libraries that are not kept in short come last.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn each_brief(&self, mut take: impl FnMut(Listed) -> bool) -> Result<(), StoreError> {
        let each = || {
            let work = self.worked_on()?;
            let sql =
                "SELECT article, size, modified, suggested_by, body FROM brief ORDER BY article";
            let mut all = self.connection.prepare_cached(sql)?;
            let mut rows = all.query([])?;
            let mut given = 0;
            while let Some(row) = rows.next()? {
                let at = ArticleRow(row.get(0)?);
                let by: Option<i64> = row.get(3)?;
                let body = row.get_ref(4)?.as_blob().map_err(rusqlite::Error::from)?;
                let brief = unpacked(BRIEF, body).map(|brief| (brief, by.map(i64::cast_unsigned)));
                let file = article::stamp(row, 1)?;
                let listed =
                    Listed { place: at.place(), brief, file, has_work: work.contains(&at.0) };
                given += 1;
                if !take(listed) {
                    return Ok(());
                }
            }
            if given < self.articles()? {
                self.each_without(take)?;
            }
            Ok(())
        };
        self.told(each())
    }

    /// Gives the articles that are not kept in short.
    fn each_without(&self, mut take: impl FnMut(Listed) -> bool) -> Result<(), Trouble> {
        let sql = "SELECT id FROM article WHERE id NOT IN (SELECT article FROM brief) ORDER BY id";
        let mut all = self.connection.prepare_cached(sql)?;
        let mut rows = all.query([])?;
        while let Some(row) = rows.next()? {
            let place = ArticleRow(row.get(0)?).place();
            if !take(Listed { place, brief: None, file: None, has_work: true }) {
                break;
            }
        }
        Ok(())
    }

    /// The rows of articles that a person did something to.
    fn worked_on(&self) -> Result<BTreeSet<i64>, Trouble> {
        let sql = "SELECT article FROM annotation UNION SELECT article FROM card";
        let mut find = self.connection.prepare_cached(sql)?;
        let rows = find.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// An article in short as the tagger marks it, packed.
pub(super) fn packed(entry: &Entry<'_>) -> Result<Vec<u8>, Trouble> {
    match entry.brief {
        Some(brief) => column::packed(BRIEF, brief),
        None => column::packed(BRIEF, &Brief::suggested(entry.article)),
    }
}

/// What a statement that writes an article in short ends with.
pub(super) const VALUES: &str =
    "brief (article, size, modified, suggested_by, body) VALUES (?1, ?2, ?3, ?4, ?5)";

/// Writes an article in short by such a statement.
pub(super) fn put(
    writer: &mut CachedStatement<'_>,
    row: ArticleRow,
    entry: &Entry<'_>,
    packed: &Packed,
) -> Result<(), Trouble> {
    writer.execute(params![
        row.0,
        entry.file.map(|file| file.size.cast_signed()),
        entry.file.map(|file| file.modified),
        packed.by.map(u64::cast_signed),
        packed.brief,
    ])?;
    Ok(())
}
