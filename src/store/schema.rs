//! Whose file it is and how its tables are brought up to date: numbered migrations, carried out all or
//! none. Knows no rows.

use rusqlite::{Connection, TransactionBehavior};

use super::Trouble;

/// The migrations, in order; the first is number 1. One that was given out is never changed.
const MIGRATIONS: [&str; 6] = [
    include_str!("../../assets/schema/001.sql"),
    include_str!("../../assets/schema/002.sql"),
    include_str!("../../assets/schema/003.sql"),
    include_str!("../../assets/schema/004_fulltext.sql"),
    include_str!("../../assets/schema/005_figures.sql"),
    include_str!("../../assets/schema/006_figures.sql"),
];

/// The schema that this program reads and writes.
pub(super) const NEWEST: i64 = MIGRATIONS.len().cast_signed() as i64;

/// What a library says it is, in its file's header: "peru".
const APPLICATION: i64 = 0x7065_7275;

/// Whose file it is, and how new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Nobody's: it was just made.
    Blank,
    /// A library with the tables of that migration.
    Library(i64),
}

/// Looks whose file it is.
pub(super) fn recognise(connection: &Connection) -> Result<Found, Trouble> {
    // All of one moment: another instance may be making it.
    look(&*connection.unchecked_transaction()?)
}

/// The same within a transaction.
fn look(connection: &Connection) -> Result<Found, Trouble> {
    let ask = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    match (ask("application_id")?, ask("user_version")?) {
        (APPLICATION, schema) if schema > NEWEST => Err(Trouble::Newer { schema }),
        (APPLICATION, schema) => Ok(Found::Library(schema)),
        (0, 0) if ask("schema_version")? == 0 => Ok(Found::Blank),
        _ => Err(Trouble::NoLibrary),
    }
}

/// Carries out the migrations up to `newest` that are still to come, all or none.
pub(super) fn migrate(connection: &mut Connection, newest: i64) -> Result<(), Trouble> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another instance may have done it in between.
    let present = match look(&transaction)? {
        Found::Blank => 0,
        Found::Library(schema) => schema,
    };
    let numbered = MIGRATIONS.into_iter().zip(1..=newest);
    for (sql, number) in numbered.filter(|(_, number)| present < *number) {
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "user_version", number)?;
    }
    Ok(transaction.commit()?)
}

#[cfg(test)]
mod tests;
