//! A library written out once more: a backup, a copy before its tables change, the same without what
//! was deleted. Copies nothing over an existing file.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use rusqlite::Connection;

use super::{Store, StoreError, Trouble};

impl Store {
    /// Writes a copy of the library to a file that does not exist yet. It is there whole or not at all,
    /// and on disk when this returns; others may write to the library meanwhile.
    ///
    /// # Errors
    /// Where there is a file of that name, and those of the disk, at the place of the copy.
    pub fn backup(&self, to: &Path) -> Result<(), StoreError> {
        copy(&self.connection, to).map_err(|trouble| trouble.at(to))
    }

    /// Gives room back to the disk that deleted things took. Bytes before and after.
    ///
    /// # Errors
    /// Those of the disk, which needs room for a copy meanwhile.
    pub fn compact(&mut self) -> Result<(u64, u64), StoreError> {
        let compacted = self.write_anew();
        self.told(compacted)
    }

    fn write_anew(&mut self) -> Result<(u64, u64), Trouble> {
        self.ready()?;
        let before = size(&self.connection)?;
        self.connection.execute_batch("VACUUM")?;
        self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok((before, size(&self.connection)?))
    }
}

fn size(connection: &Connection) -> Result<u64, Trouble> {
    let ask = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    Ok((ask("page_count")? * ask("page_size")?).cast_unsigned())
}

/// Keeps a library as an older program made it beside what becomes of it: a migration is carried out
/// whole or not at all, but only the copy is a way back to the older program, which refuses newer
/// tables. Where there is no room for it, there is no migration.
pub(super) fn keep_before_migration(
    connection: &Connection,
    path: &Path,
    schema: i64,
) -> Result<(), Trouble> {
    for nth in 1.. {
        let again = if nth == 1 { String::new() } else { format!("-{nth}") };
        match copy(connection, &with_end(path, &format!(".schema-{schema}{again}"))) {
            // Of another time that it was brought up to date.
            Err(Trouble::Exists) => {}
            done => return done,
        }
    }
    Ok(())
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// Copies that were begun.
static COPIES: AtomicU32 = AtomicU32::new(0);

fn copy(connection: &Connection, to: &Path) -> Result<(), Trouble> {
    if to.try_exists()? {
        return Err(Trouble::Exists);
    }
    // No other instance and no other window writes to one of that name.
    let nth = COPIES.fetch_add(1, Ordering::Relaxed);
    let part = with_end(to, &format!(".{}-{nth}.part", std::process::id()));
    let done = write_part(connection, &part).and_then(|()| give_name(&part, to));
    // After a fault it is of no use; else it has its other name.
    fs::remove_file(&part).ok();
    done
}

fn write_part(connection: &Connection, part: &Path) -> Result<(), Trouble> {
    // The bytes of the name as they are, which need not be UTF-8.
    let name = part.as_os_str().as_encoded_bytes();
    connection.execute("VACUUM INTO CAST(?1 AS TEXT)", [name])?;
    Ok(File::open(part)?.sync_all()?)
}

fn give_name(part: &Path, to: &Path) -> Result<(), Trouble> {
    match fs::hard_link(part, to) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(Trouble::Exists),
        // Some file systems know no second names.
        Err(_) if !to.try_exists()? => fs::rename(part, to)?,
        Err(_) => return Err(Trouble::Exists),
    }
    sync_folder(to)
}

/// Brings the name of a file to disk.
fn sync_folder(file: &Path) -> Result<(), Trouble> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    if cfg!(unix) {
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
