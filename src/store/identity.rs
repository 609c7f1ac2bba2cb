//! Which file on disk it is that a library has open, so that no edit goes into one that was deleted or
//! put aside meanwhile. Opens nothing.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::Trouble;

/// The files of a library as they were when it was opened.
#[derive(Debug)]
pub(super) struct Identity {
    /// The database, and the log beside it in which its newest pages are.
    files: [(PathBuf, Option<Node>); 2],
}

/// Device and number of a file on it.
type Node = (u64, u64);

impl Identity {
    /// Of the library at that path, which is open.
    pub(super) fn of(path: &Path) -> Result<Self, Trouble> {
        let known = |path: PathBuf| node(&path).map(|node| (path, node));
        Ok(Self { files: [known(path.to_owned())?, known(beside(path, "-wal"))?] })
    }

    /// Whether the files are still where they were.
    pub(super) fn check(&self) -> Result<(), Trouble> {
        for (path, known) in &self.files {
            match (known, node(path)?) {
                (Some(known), Some(found)) if *known != found => {
                    return Err(Trouble::Replaced(path.clone()));
                }
                (Some(_), None) => return Err(Trouble::Gone(path.clone())),
                _ => {}
            }
        }
        Ok(())
    }
}

/// Lets those write to the log of a database who may write to the database: the log has the permissions
/// that the database had when it was last opened, which may have been none to write.
pub(super) fn permit_log(path: &Path) -> Result<(), Trouble> {
    for end in ["-wal", "-shm"] {
        let log = beside(path, end);
        if let (Ok(main), Ok(log_data)) = (fs::metadata(path), fs::metadata(&log))
            && log_data.permissions().readonly()
            && !main.permissions().readonly()
        {
            fs::set_permissions(&log, main.permissions())?;
        }
    }
    Ok(())
}

/// The file that belongs to a database under that ending.
fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// None where there is no such file, or nothing that tells one from another.
fn node(path: &Path) -> Result<Option<Node>, Trouble> {
    match fs::metadata(path) {
        Ok(data) => Ok(number(&data)),
        Err(error) if is_absent(&error) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere there is none")]
fn number(data: &fs::Metadata) -> Option<Node> {
    use std::os::unix::fs::MetadataExt;
    Some((data.dev(), data.ino()))
}

#[cfg(not(unix))]
fn number(_: &fs::Metadata) -> Option<Node> {
    None
}
