//! What a library has by other signs than names: texts of some length, places as a person reads them.
//! Compares no texts.

use std::collections::HashSet;

use super::row::ArticleRow;
use super::{Store, StoreError};
use crate::library::ArticleId;

impl Store {
    /// The articles whose texts have one of these numbers of bytes. Reads no text for that.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn sized(&self, sizes: &HashSet<usize>) -> Result<Vec<ArticleId>, StoreError> {
        let list = || {
            let sql = "SELECT id, octet_length(text) FROM article ORDER BY id";
            let mut all = self.connection.prepare_cached(sql)?;
            let mut rows = all.query([])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let size: i64 = row.get(1)?;
                if usize::try_from(size).is_ok_and(|size| sizes.contains(&size)) {
                    found.push(ArticleRow(row.get(0)?).place());
                }
            }
            Ok(found)
        };
        self.told(list())
    }

    /// Gives the name of each article and where it came from, as a person reads it.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn each_name(&self, mut take: impl FnMut(String, String)) -> Result<(), StoreError> {
        let mut list = || {
            let sql = "SELECT name, place FROM article ORDER BY id";
            let mut all = self.connection.prepare_cached(sql)?;
            let mut rows = all.query([])?;
            while let Some(row) = rows.next()? {
                take(row.get(0)?, row.get(1)?);
            }
            Ok(())
        };
        self.told(list())
    }
}
