//! Steps of edits into the file and back: each is written whole or not at all, and only on top of what
//! it starts from. Builds no edit and undoes none.

use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};

use super::{Entry, Store, StoreError, Trouble, article, row};
use crate::library::{Annotation, AnnotationId, Change, Deed, Step, StepId};

/// What became of a step.
#[derive(Clone, Debug, PartialEq)]
pub enum Saved {
    /// It is on disk, and stays there whatever happens to program and power.
    Kept,
    /// Other instances were first with these; nothing was written. The step is to be put on top of
    /// them and saved again.
    Behind(Vec<Step>),
}

impl Store {
    /// The number of the last step; 0 where there is none.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn last_step(&self) -> Result<StepId, StoreError> {
        self.told(last_step(&self.connection))
    }

    /// The highest number that an annotation has ever had.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn last_annotation(&self) -> Result<u64, StoreError> {
        let ask = || {
            let sql = "SELECT seq FROM sqlite_sequence WHERE name = 'annotation'";
            let mut find = self.connection.prepare_cached(sql)?;
            let found = find.query_row([], |row| row.get::<_, i64>(0)).optional()?;
            Ok(found.unwrap_or_default().cast_unsigned())
        };
        self.told(ask())
    }

    /// The steps behind that one, oldest first.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn since(&self, step: StepId) -> Result<Vec<Step>, StoreError> {
        self.told(since(&self.connection, step))
    }

    /// Keeps a step. When this returns [`Saved::Kept`], it is on disk; on an error nothing was written,
    /// and the same step can be saved later ([`Trouble::may_pass`]).
    ///
    /// # Errors
    /// Those of the disk; an article that is not there; a step that does not start from what is there.
    pub fn save(&mut self, step: &Step) -> Result<Saved, StoreError> {
        self.renew(&[], step)
    }

    /// Keeps a step together with the new texts of articles that it is about: a mark and the text it
    /// sits on change at once, or not at all.
    ///
    /// # Errors
    /// Those of [`Self::save`].
    pub fn renew(&mut self, entries: &[Entry<'_>], step: &Step) -> Result<Saved, StoreError> {
        let saved = self.write(entries, step);
        self.told(saved)
    }

    fn write(&mut self, entries: &[Entry<'_>], step: &Step) -> Result<Saved, Trouble> {
        self.ready()?;
        // From its beginning on nobody else can write, so that what is checked stays so.
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let last = last_step(&transaction)?;
        if last >= step.id {
            let theirs = since(&transaction, StepId(step.id.0.saturating_sub(1)))?;
            // A step that was written although the disk told of a fault.
            let is_kept = matches!(theirs.as_slice(), [kept] if kept == step);
            return Ok(if is_kept { Saved::Kept } else { Saved::Behind(theirs) });
        }
        if last.0 + 1 != step.id.0 {
            let what = format!("the last of its steps is {}, not {}", last.0, step.id.0 - 1);
            return Err(Trouble::Misfit(what));
        }
        for entry in entries {
            article::put_one(&transaction, entry)?;
        }
        for change in &step.changes {
            carry_out(&transaction, change)?;
        }
        note(&transaction, step)?;
        transaction.commit()?;
        Ok(Saved::Kept)
    }
}

fn last_step(connection: &Connection) -> Result<StepId, Trouble> {
    let mut find = connection.prepare_cached("SELECT ifnull(max(id), 0) FROM journal")?;
    let last: i64 = find.query_row([], |row| row.get(0))?;
    Ok(StepId(last.cast_unsigned()))
}

fn since(connection: &Connection, step: StepId) -> Result<Vec<Step>, Trouble> {
    let mut steps = Vec::new();
    each_step(connection, step, |step| {
        steps.push(step);
        Ok(())
    })?;
    Ok(steps)
}

/// Gives the steps behind that one, oldest first.
pub(super) fn each_step(
    connection: &Connection,
    since: StepId,
    mut take: impl FnMut(Step) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    let sql = "SELECT id, deed, about, what, changes FROM journal WHERE id > ?1 ORDER BY id";
    let mut find = connection.prepare_cached(sql)?;
    let mut rows = find.query([since.0.cast_signed()])?;
    while let Some(row) = rows.next()? {
        take(read(row)?)?;
    }
    Ok(())
}

fn read(row: &Row<'_>) -> Result<Step, Trouble> {
    let id: i64 = row.get(0)?;
    let about = || row.get::<_, i64>(2).map(|about| StepId(about.cast_unsigned()));
    let deed = match row.get::<_, String>(1)?.as_str() {
        "edit" => Deed::Edit,
        "undo" => Deed::Undo(about()?),
        "redo" => Deed::Redo(about()?),
        "source" => Deed::Source,
        other => return Err(Trouble::Damaged(format!("step {id} is of no known sort, '{other}'"))),
    };
    let changes = row.get_ref(4)?.as_str().map_err(rusqlite::Error::from)?;
    let changes = serde_json::from_str(changes)?;
    Ok(Step { id: StepId(id.cast_unsigned()), deed, what: row.get(3)?, changes })
}

/// Writes a step into the journal.
fn note(connection: &Connection, step: &Step) -> Result<(), Trouble> {
    let (deed, about) = match step.deed {
        Deed::Edit => ("edit", None),
        Deed::Undo(id) => ("undo", Some(id.0.cast_signed())),
        Deed::Redo(id) => ("redo", Some(id.0.cast_signed())),
        Deed::Source => ("source", None),
    };
    let sql = "INSERT INTO journal (id, made, deed, about, what, changes) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let changes = serde_json::to_string(&step.changes)?;
    let id = step.id.0.cast_signed();
    connection.prepare_cached(sql)?.execute(params![id, now(), deed, about, step.what, changes])?;
    Ok(())
}

/// Milliseconds since 1970.
pub(super) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// Changes the tables, if what the change starts from is what is there.
fn carry_out(connection: &Connection, change: &Change) -> Result<(), Trouble> {
    match change {
        Change::Passage { article, id, before, after } => {
            let states = (before.as_deref(), after.as_deref());
            annotate(connection, article, *id, states)
        }
        Change::Article { article, before, after } => {
            let at = row::article(connection, article)?;
            if row::card(connection, at)? != *before {
                return Err(Trouble::Misfit(format!("star or memo of {article:?}")));
            }
            row::put_card(connection, at, after)
        }
        Change::View { name, before, after } => {
            if row::view(connection, name)? != *before {
                return Err(Trouble::Misfit(format!("view {name:?}")));
            }
            row::put_view(connection, name, after.as_ref())
        }
        Change::Theme { theme, before, after } => {
            if row::theme(connection, *theme)? != **before {
                return Err(Trouble::Misfit(format!("theme {} {:?}", theme.0, before.name)));
            }
            row::put_theme(connection, *theme, after)
        }
    }
}

fn annotate(
    connection: &Connection,
    article: &str,
    id: AnnotationId,
    (before, after): (Option<&Annotation>, Option<&Annotation>),
) -> Result<(), Trouble> {
    let at = row::article(connection, article)?;
    let present = row::annotation_of(connection, id)?;
    if present.as_ref().map(|(_, it)| it) != before
        || present.as_ref().is_some_and(|(article, _)| *article != at)
    {
        return Err(Trouble::Misfit(format!("annotation {} of {article:?}", id.0)));
    }
    match after {
        Some(after) => row::put_annotation(connection, at, id, after),
        None => row::drop_annotation(connection, id),
    }
}
