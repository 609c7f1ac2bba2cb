//! The codebook of a library: set once, from then on changed by steps. Sorts nothing.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::{Store, StoreError, Trouble, row};
use crate::tag::codebook::Theme;
use crate::tag::{Codebook, ThemeId};

impl Store {
    /// The codebook with all changes; none before it is set.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn codebook(&self) -> Result<Option<Codebook>, StoreError> {
        self.told(read(&self.connection))
    }

    /// Sets the codebook that a new library begins with. Where there is one already, perhaps another
    /// instance's, that stays, and this says false.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn set_codebook(&mut self, codebook: &Codebook) -> Result<bool, StoreError> {
        let set = self.begin_with(codebook);
        self.told(set)
    }

    fn begin_with(&mut self, codebook: &Codebook) -> Result<bool, Trouble> {
        self.ready()?;
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if title(&transaction)?.is_some() {
            return Ok(false);
        }
        let sql = "INSERT INTO codebook (id, title) VALUES (1, ?1)";
        transaction.prepare_cached(sql)?.execute(params![codebook.title])?;
        for (id, theme) in (0..=u16::MAX).map(ThemeId).zip(&codebook.themes) {
            row::put_theme(&transaction, id, theme)?;
        }
        transaction.commit()?;
        Ok(true)
    }
}

/// The title, which may be none; none at all before the codebook is set.
#[expect(clippy::option_option, reason = "a row with nothing in it is not no row")]
pub(super) fn title(connection: &Connection) -> Result<Option<Option<String>>, Trouble> {
    let mut find = connection.prepare_cached("SELECT title FROM codebook")?;
    Ok(find.query_row([], |row| row.get(0)).optional()?)
}

fn read(connection: &Connection) -> Result<Option<Codebook>, Trouble> {
    let Some(title) = title(connection)? else { return Ok(None) };
    let mut find = connection.prepare_cached("SELECT id, body FROM theme ORDER BY id")?;
    let mut rows = find.query([])?;
    let mut themes = Vec::new();
    while let Some(row) = rows.next()? {
        let id: u16 = row.get(0)?;
        let body = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
        // A theme keeps its place, whatever is missing before it.
        themes.resize(usize::from(id), Theme { dropped: true, ..Theme::default() });
        themes.push(serde_json::from_str(body)?);
    }
    Ok(Some(Codebook { title, themes }))
}
