//! What can go wrong with a library's file, in words for a person: what happened, to which file, what
//! to do. Repairs nothing.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use rusqlite::ffi;

/// What went wrong with a library's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreError {
    /// The library; empty for one in memory.
    pub path: PathBuf,
    /// What it was.
    pub trouble: Trouble,
}

/// What can go wrong. Nothing was written where it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The disk has no room, or a quota is used up.
    Full,
    /// The file, its folder or the file system may only be read.
    ReadOnly,
    /// Another program keeps it to itself.
    Locked,
    /// This file was deleted or moved away while the library was open.
    Gone(PathBuf),
    /// Another file was put in the place of this one while the library was open.
    Replaced(PathBuf),
    /// It is a file of something else.
    NoLibrary,
    /// A newer perusal made it.
    Newer {
        /// The number of its schema.
        schema: i64,
    },
    /// What is in it makes no sense.
    Damaged(String),
    /// It cannot be opened or made; why.
    Unopened(String),
    /// Reading or writing failed; why.
    Failed(String),
    /// An edit of an article that the library does not hold yet.
    NoArticle(String),
    /// An edit that starts from something else than what is there.
    Misfit(String),
    /// A backup is not written over another file.
    Exists,
}

impl Trouble {
    /// Whether it may pass: then the same step can be saved later.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Full
            | Self::ReadOnly
            | Self::Locked
            | Self::Gone(_)
            | Self::Replaced(_)
            | Self::Unopened(_)
            | Self::Failed(_)
            | Self::NoArticle(_) => true,
            Self::NoLibrary
            | Self::Newer { .. }
            | Self::Damaged(_)
            | Self::Misfit(_)
            | Self::Exists => false,
        }
    }

    /// It, at that file.
    pub(super) fn at(self, path: &Path) -> StoreError {
        StoreError { path: path.to_owned(), trouble: self }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.as_os_str().is_empty() {
            write!(f, "the library in memory {}", self.trouble)
        } else {
            write!(f, "the library {} {}", self.path.display(), self.trouble)
        }
    }
}

impl std::error::Error for StoreError {}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full => f.write_str("cannot grow, the disk is full; make room on it"),
            Self::ReadOnly => {
                f.write_str("may only be read; make the file and its folder writable, or copy it")
            }
            Self::Locked => f.write_str("is locked by another program; wait for it or end it"),
            Self::Gone(file) => {
                write!(f, "lost its file {}, deleted or moved; put it back", file.display())
            }
            Self::Replaced(file) => write!(
                f,
                "has another file in place of its {}; put the first one back, or start again to \
                 open the other",
                file.display()
            ),
            Self::NoLibrary => f.write_str("is no library of perusal; give another file"),
            Self::Newer { schema } => write!(
                f,
                "is from a newer perusal (schema {schema}, this one knows {}); update perusal",
                super::schema::NEWEST
            ),
            Self::Damaged(how) => {
                write!(f, "is damaged ({how}); go back to a backup, and keep this file")
            }
            Self::Unopened(why) => {
                write!(f, "cannot be opened ({why}); look at the file and its folder")
            }
            Self::Failed(why) => write!(f, "cannot be read or written ({why}); look at the disk"),
            Self::NoArticle(name) => write!(f, "does not hold the article {name:?} yet"),
            Self::Misfit(what) => {
                write!(f, "has something else there than what the edit starts from ({what})")
            }
            Self::Exists => f.write_str("is there already and stays as it is; give another name"),
        }
    }
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        let words = error.to_string();
        let Some(fault) = error.sqlite_error() else { return Self::Damaged(words) };
        match fault.code {
            ErrorCode::DiskFull => Self::Full,
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Self::ReadOnly,
            ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::FileLockingProtocolFailed => Self::Locked,
            ErrorCode::NotADatabase => Self::NoLibrary,
            ErrorCode::DatabaseCorrupt | ErrorCode::ConstraintViolation => Self::Damaged(words),
            // A table or column is missing that the number of the schema promises.
            ErrorCode::Unknown if fault.extended_code == ffi::SQLITE_ERROR => Self::Damaged(words),
            ErrorCode::CannotOpen => Self::Unopened(words),
            _ => Self::Failed(words),
        }
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => Self::ReadOnly,
            _ => Self::Failed(error.to_string()),
        }
    }
}

impl From<serde_json::Error> for Trouble {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}

#[cfg(test)]
mod tests;
