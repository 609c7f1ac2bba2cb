//! The library on disk: one `SQLite` file that holds articles, what a person did to them and the journal
//! of edits, safe from kills, full disks and other instances. Nothing else of the program knows `SQLite`;
//! what an edit means is [`crate::library`]'s business.

mod article;
mod brief;
mod check;
mod codebook;
mod column;
mod copy;
mod desk;
mod edit;
mod error;
mod figures;
mod fulltext;
mod identity;
mod known;
mod packed;
mod row;
mod schema;

use std::cell::{Cell, RefCell};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, MAIN_DB, OpenFlags};

pub use article::{Entry, Kept, Stamp};
pub use brief::Listed;
pub use desk::Decision;
pub use edit::Saved;
pub use error::{StoreError, Trouble};

use identity::Identity;
use schema::Found;

/// A library that is open.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    /// Empty for one in memory.
    path: PathBuf,
    /// Which files these are; none for one in memory.
    identity: Option<Identity>,
    /// What `SQLite` counted when it was last asked whether others wrote.
    version: Cell<i64>,
    /// For what two threads read at the same time; opened when it is first wanted.
    second: RefCell<Option<Connection>>,
    /// What is known of the index of words.
    known: RefCell<fulltext::Known>,
    /// Words that are not in that index yet.
    fresh: fulltext::Fresh,
}

/// How long to wait for another instance that is writing. Its writes take milliseconds; a key must not
/// hang for longer where a program keeps the file to itself.
const PATIENCE: Duration = Duration::from_millis(250);

/// How long to wait for one that makes the library at this moment, or brings it up to date: on a slow disk each
/// flush takes a good part of a second, and nobody has pressed a key yet.
const MAKING: Duration = Duration::from_secs(4);

/// Statements that are kept compiled: as many as there are.
const STATEMENTS: usize = 64;

impl Store {
    /// Opens the library at that path; makes it, with its folders, where there is none. One from an
    /// older program is brought up to date, with a copy of it kept beside.
    ///
    /// # Errors
    /// Where it cannot be opened or made, or is no library, or a newer one.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::opened(path, OpenFlags::SQLITE_OPEN_CREATE).map_err(|trouble| trouble.at(path))
    }

    /// Opens the library at that path; none where there is no such file.
    ///
    /// # Errors
    /// Where it cannot be opened, or is no library, or a newer one.
    pub fn open_existing(path: &Path) -> Result<Option<Self>, StoreError> {
        let opened = || {
            let exists = path.try_exists()?;
            exists.then(|| Self::opened(path, OpenFlags::empty())).transpose()
        };
        opened().map_err(|trouble: Trouble| trouble.at(path))
    }

    /// A library that ends with the program.
    ///
    /// # Errors
    /// Where there is no memory for it.
    pub fn in_memory() -> Result<Self, StoreError> {
        let opened = || {
            let mut connection = Connection::open_in_memory()?;
            settle(&connection)?;
            schema::migrate(&mut connection, schema::NEWEST)?;
            Self::of(connection, PathBuf::new(), None)
        };
        opened().map_err(|trouble: Trouble| trouble.at(Path::new("")))
    }

    fn opened(path: &Path, create: OpenFlags) -> Result<Self, Trouble> {
        if create.contains(OpenFlags::SQLITE_OPEN_CREATE) {
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
        }
        let connection = connected(path, create)?;
        Self::of(connection, path.to_owned(), Some(Identity::of(path)?))
    }

    fn of(
        connection: Connection,
        path: PathBuf,
        identity: Option<Identity>,
    ) -> Result<Self, Trouble> {
        let (version, second, known, fresh) = <_>::default();
        let store = Self { connection, path, identity, version, second, known, fresh };
        store.version.set(store.data_version()?);
        Ok(store)
    }

    /// Where it is; none for one in memory.
    pub fn path(&self) -> Option<&Path> {
        self.identity.as_ref().map(|_| self.path.as_path())
    }

    /// Whether another instance has saved something since this was last asked.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn changed(&self) -> Result<bool, StoreError> {
        let version = self.told(self.data_version())?;
        Ok(self.version.replace(version) != version)
    }

    fn data_version(&self) -> Result<i64, Trouble> {
        let mut ask = self.connection.prepare_cached("PRAGMA data_version")?;
        Ok(ask.query_row([], |row| row.get(0))?)
    }

    /// Makes sure that what is written now lands in the file of that name. One that could only be read
    /// when it was opened is opened again once it may be written.
    fn ready(&mut self) -> Result<(), Trouble> {
        let Some(identity) = &self.identity else { return Ok(()) };
        let is_home = self.connection.path().is_some_and(|path| !path.is_empty());
        if is_home {
            identity.check()?;
        }
        if is_home && !self.connection.is_readonly(MAIN_DB)? {
            return Ok(());
        }
        if fs::metadata(&self.path)?.permissions().readonly() {
            return Err(Trouble::ReadOnly);
        }
        // Connections of one process share what they know of the log: the old one goes first.
        *self.second.get_mut() = None;
        *self.known.get_mut() = fulltext::Known::default();
        self.fresh = fulltext::Fresh::default();
        drop(std::mem::replace(&mut self.connection, Connection::open_in_memory()?));
        self.connection = connected(&self.path, OpenFlags::empty())?;
        self.identity = Some(Identity::of(&self.path)?);
        Ok(())
    }

    /// Names the file at which something went wrong.
    fn told<T>(&self, result: Result<T, Trouble>) -> Result<T, StoreError> {
        result.map_err(|trouble| trouble.at(&self.path))
    }
}

/// Opens a file that is a library, or is to be one, and brings it up to date.
fn connected(path: &Path, create: OpenFlags) -> Result<Connection, Trouble> {
    identity::permit_log(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | create;
    let mut connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(MAKING)?;
    // First of all, so that a file of something else stays as it is.
    let found = schema::recognise(&connection)?;
    settle(&connection)?;
    if found != Found::Library(schema::NEWEST) {
        if let Found::Library(schema) = found {
            copy::keep_before_migration(&connection, path, schema)?;
        }
        schema::migrate(&mut connection, schema::NEWEST)?;
    }
    connection.busy_timeout(PATIENCE)?;
    Ok(connection)
}

/// How a library is read and written.
///
/// The log (WAL) lets readers read while one writes, and makes a commit one append and one flush.
/// It goes into the file each 32 MB: many pages are written many times while a pile comes in.
/// `FULL` flushes the log at every commit: what is saved survives a power cut, not only a kill, which
/// `NORMAL` would.
///
/// Plans do not depend on the values that are bound: else a statement that compares with one is compiled
/// anew each time it gets another.
fn settle(connection: &Connection) -> Result<(), Trouble> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA wal_autocheckpoint = 8000",
    )?;
    Ok(())
}

#[cfg(test)]
mod tests;
