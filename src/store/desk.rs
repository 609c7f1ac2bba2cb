//! What a reader finds again the next time beside the edits: places in articles, saved filters,
//! settings; and all decisions as a list. Understands none of them.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{OptionalExtension, Params, Row, TransactionBehavior};

use super::{Store, StoreError, Trouble, row};
use crate::library::{Filter, Position};
use crate::tag::{Label, TextId, Verdict};

/// From the places to their articles, of which there are far more: `CROSS` keeps that order, which
/// `SQLite` would turn around.
const POSITIONS: &str = "SELECT name, position.source, above, unfolded FROM position \
                         CROSS JOIN article ON article.id = position.article";

/// A decision on a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The words it was put on.
    pub quote: String,
    /// The mark.
    pub label: Label,
    /// What was decided.
    pub verdict: Verdict,
    /// The article it is in, as its text is now.
    pub article: TextId,
}

impl Store {
    /// Where the reader left off, by the names of articles.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn positions(&self) -> Result<HashMap<String, Position>, StoreError> {
        self.list(POSITIONS, |row| {
            let (source, above, unfolded) = (row.get(1)?, row.get(2)?, row.get(3)?);
            Ok((row.get(0)?, Position { source, above, unfolded }))
        })
    }

    /// Keeps where the reader is in articles; those that are not in the library are left out.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn put_positions(&mut self, positions: &[(String, Position)]) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO position (article, source, above, unfolded) \
                   SELECT id, ?2, ?3, ?4 FROM article WHERE name = ?1";
        self.run(sql, positions.iter().map(|(name, at)| (name, at.source, at.above, at.unfolded)))
    }

    /// Filters kept under names; they come and go as steps.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn views(&self) -> Result<BTreeMap<String, Filter>, StoreError> {
        let rows: Vec<(String, String)> =
            self.list("SELECT name, filter FROM view", |row| Ok((row.get(0)?, row.get(1)?)))?;
        let views = rows.into_iter().map(|(name, it)| Ok((name, serde_json::from_str(&it)?)));
        self.told(views.collect())
    }

    /// A setting; none where it was never made.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        let find = || {
            let mut find =
                self.connection.prepare_cached("SELECT value FROM setting WHERE name = ?1")?;
            Ok(find.query_row([name], |row| row.get(0)).optional()?)
        };
        self.told(find())
    }

    /// Keeps a setting.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn set_setting(&mut self, name: &str, value: &str) -> Result<(), StoreError> {
        self.run("INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)", [[name, value]])
    }

    /// Every decision on a mark.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn decisions(&self) -> Result<Vec<Decision>, StoreError> {
        let articles: BTreeMap<i64, TextId> = self.list(
            "SELECT id, text FROM article WHERE id IN (SELECT article FROM annotation)",
            |row| {
                let text = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
                Ok((row.get(0)?, TextId::of(text)))
            },
        )?;
        let rows: Vec<(String, String, String, i64)> = self.list(
            "SELECT quote, label, verdict, article FROM mark \
             JOIN annotation ON annotation.id = mark.annotation ORDER BY annotation.id, label",
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        )?;
        let decision = |(quote, label, verdict, article): (String, String, String, i64)| {
            let label = label.parse().map_err(Trouble::Damaged)?;
            let verdict = row::verdict_named(&verdict)?;
            let article = articles.get(&article).copied().unwrap_or_default();
            Ok(Decision { quote, label, verdict, article })
        };
        self.told(rows.into_iter().map(decision).collect())
    }

    fn list<T, All: FromIterator<T>>(
        &self,
        sql: &str,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<All, StoreError> {
        let list = || {
            let mut find = self.connection.prepare_cached(sql)?;
            let rows = find.query_map([], read)?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        self.told(list())
    }

    /// Carries a statement out with each of these, all or none.
    fn run<P: Params>(
        &mut self,
        sql: &str,
        all: impl IntoIterator<Item = P>,
    ) -> Result<(), StoreError> {
        let run = || {
            self.ready()?;
            let transaction =
                self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            for values in all {
                transaction.prepare_cached(sql)?.execute(values)?;
            }
            Ok::<_, Trouble>(transaction.commit()?)
        };
        let ran = run();
        self.told(ran)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_without_going_through_all_articles() {
        let store = Store::in_memory().expect("a library");
        let plan = format!("EXPLAIN QUERY PLAN {POSITIONS}");
        let mut plan = store.connection.prepare(&plan).expect("a plan");
        let steps = plan.query_map([], |row| row.get::<_, String>(3)).expect("steps");
        let steps: Vec<String> = steps.collect::<Result<_, _>>().expect("words");
        assert!(steps.iter().any(|step| step.starts_with("SEARCH article")), "{steps:?}");
        assert!(!steps.iter().any(|step| step.starts_with("SCAN article")), "{steps:?}");
    }
}
