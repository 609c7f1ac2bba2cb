//! A file on its way: written beside its place and put there when it is whole, so that a crash leaves
//! the old one or the new.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::process;

/// A file that is not in its place yet; dropped before, it is gone.
pub(super) struct Beside {
    target: PathBuf,
    path: PathBuf,
    file: File,
}

impl Beside {
    /// One that is to be put there.
    pub(super) fn of(target: &Path) -> io::Result<Self> {
        // Where a link leads, not in its place.
        let target = fs::canonicalize(target).unwrap_or_else(|_| target.to_owned());
        let name = target.file_name().ok_or_else(|| io::Error::other("is no name of a file"))?;
        let mut beside = name.to_owned();
        beside.push(format!(".{}.part", process::id()));
        let path = target.with_file_name(beside);
        let file = OpenOptions::new().read(true).write(true).create_new(true).open(&path)?;
        Ok(Self { target, path, file })
    }

    /// To write to and read from.
    pub(super) fn file(&mut self) -> &mut File {
        &mut self.file
    }

    /// Puts it in its place.
    pub(super) fn put(self) -> io::Result<()> {
        self.file.sync_all()?;
        fs::rename(&self.path, &self.target)
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // Nothing of that name, once it is in its place.
        drop(fs::remove_file(&self.path));
    }
}
