//! The figures of articles into the file and back, apart from all else that is kept in short: they are
//! read when somebody wants a table of them. Finds none itself.

use rusqlite::{CachedStatement, OptionalExtension, params};

use super::column::{packed, unpacked};
use super::row::ArticleRow;
use super::{Kept, Store, StoreError, Trouble};
use crate::library::figures::{Gathered, Stated};
use crate::library::{Article, ArticleId};

/// The number of the format of what is kept in postcard: raised whenever a field that goes into it
/// changes, together with a migration that says that all are to be made anew.
const FIGURES: u8 = 2;

impl Store {
    /// Gives the figures of each article from that place on, in the order they came, until `take` says
    /// that it is enough. Those that are not kept yet are made of the texts.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn each_figures(
        &self,
        from: ArticleId,
        mut take: impl FnMut(ArticleId, &[Stated]) -> bool,
    ) -> Result<(), StoreError> {
        let mut each = || {
            let sql = "SELECT article, body FROM figures WHERE article >= ?1 ORDER BY article";
            let mut all = self.connection.prepare_cached(sql)?;
            let mut rows = all.query([ArticleRow::of(from).0])?;
            while let Some(row) = rows.next()? {
                let at = ArticleRow(row.get(0)?);
                let body = row.get_ref(1)?.as_blob_or_null().map_err(rusqlite::Error::from)?;
                if !take(at.place(), &self.figures_or_made(at, body)?) {
                    break;
                }
            }
            Ok(())
        };
        self.told(each())
    }

    /// The figures of the article of that name; none where there is no such article.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn figures(&self, name: &str) -> Result<Option<Vec<Stated>>, StoreError> {
        let find = || {
            let sql = "SELECT figures.article, body FROM figures \
                       JOIN article ON article.id = figures.article WHERE name = ?1";
            let mut find = self.connection.prepare_cached(sql)?;
            let found = find.query_row([name], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
            let Some((row, body)) = found else { return Ok(None) };
            let body: Option<Vec<u8>> = body;
            self.figures_or_made(ArticleRow(row), body.as_deref()).map(Some)
        };
        self.told(find())
    }

    /// Makes the figures of some articles that are not kept yet; says how many articles are left.
    ///
    /// # Errors
    /// Those of the disk; then none of these is kept.
    pub fn keep_figures(&mut self, some: usize) -> Result<usize, StoreError> {
        let kept = self.keep_some_figures(some);
        self.told(kept)
    }

    fn keep_some_figures(&mut self, some: usize) -> Result<usize, Trouble> {
        let due: Vec<i64> = {
            let sql = "SELECT article FROM figures WHERE body IS NULL ORDER BY article";
            let mut find = self.connection.prepare_cached(sql)?;
            let rows = find.query_map([], |row| row.get(0))?;
            rows.collect::<Result<_, _>>()?
        };
        if due.is_empty() {
            return Ok(0);
        }
        self.ready()?;
        let made = due.iter().take(some).map(|row| {
            let row = ArticleRow(*row);
            Ok((row, self.kept(row)?.map(|kept| made(&kept)).unwrap_or_default()))
        });
        let made = made.collect::<Result<Vec<_>, Trouble>>()?;
        let transaction = self.connection.transaction()?;
        let mut writer = transaction.prepare_cached(&format!("INSERT OR REPLACE INTO {VALUES}"))?;
        for (row, figures) in &made {
            put(&mut writer, *row, Some(&packed(FIGURES, figures)?))?;
        }
        drop(writer);
        transaction.commit()?;
        Ok(due.len() - made.len())
    }

    fn figures_or_made(&self, at: ArticleRow, body: Option<&[u8]>) -> Result<Vec<Stated>, Trouble> {
        if let Some(figures) = body.and_then(|body| unpacked(FIGURES, body)) {
            return Ok(figures);
        }
        Ok(self.kept(at)?.map(|kept| made(&kept)).unwrap_or_default())
    }
}

/// The figures of an article by the passages that are kept of it, whoever suggested them: what figures a
/// sentence states depends on its words alone.
fn made(kept: &Kept) -> Vec<Stated> {
    let marks = kept.marks_of_any().unwrap_or_default();
    let marks = marks.with_figures(&kept.article.document.text);
    Stated::of_marks(&kept.article, &marks.passages, &marks.aside)
}

/// What a statement that writes the figures of an article ends with.
pub(super) const VALUES: &str = "figures (article, body) VALUES (?1, ?2)";

/// Writes the figures of an article by such a statement.
pub(super) fn put(
    writer: &mut CachedStatement<'_>,
    row: ArticleRow,
    body: Option<&[u8]>,
) -> Result<(), Trouble> {
    writer.execute(params![row.0, body])?;
    Ok(())
}

/// The figures of an article, packed; none where it is not marked yet.
pub(super) fn packed_of(article: &Article) -> Result<Option<Vec<u8>>, Trouble> {
    article.marked.then(|| packed(FIGURES, &Gathered::of(article))).transpose()
}

#[cfg(test)]
mod tests;
