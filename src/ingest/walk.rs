//! The sources behind what a person named: folders walked in the order of names, patterns matched.
//! Hidden files and what a folder's own `.gitignore` leaves out are skipped. Opens none of them.

use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use ignore::overrides::{Override, OverrideBuilder};
use ignore::{DirEntry, WalkBuilder};

use super::Input;
use super::source::{BUNDLED, Job};

/// Gives every source of `inputs` but those that are `spare`; `sink` says whether to go on.
pub(super) fn walk(inputs: &[Input], spare: Option<&Path>, sink: &mut dyn FnMut(Job) -> bool) {
    let spare = Spare::of(spare);
    for input in inputs {
        let goes_on = match input {
            Input::Bundled => BUNDLED.iter().all(|(name, bytes)| sink(Job::bundled(name, bytes))),
            Input::Stdin => sink(Job::stdin()),
            Input::Address(address) => sink(Job::address(address.clone())),
            Input::Path(path) if path.is_dir() => folder(path, Override::empty(), &spare, sink),
            Input::Path(path) => match pattern(path) {
                Some((base, pattern)) => folder(&base, pattern, &spare, sink),
                None if spare.holds(path) => {
                    let why = "is the library itself: it opens without being named".to_owned();
                    sink(Job::faulty(path.display().to_string(), why))
                }
                None => sink(Job::file(path.clone())),
            },
        };
        if !goes_on {
            return;
        }
    }
}

/// Files that are not read: one, and those beside it whose names begin like its own.
struct Spare(Option<PathBuf>);

impl Spare {
    fn of(path: Option<&Path>) -> Self {
        Self(path.and_then(|path| path.canonicalize().ok()))
    }

    fn holds(&self, path: &Path) -> bool {
        let Some(name) = self.0.as_deref().and_then(Path::file_name) else { return false };
        let begins_alike =
            |other: &std::ffi::OsStr| other.as_encoded_bytes().starts_with(name.as_encoded_bytes());
        // Only then is it worth a question to the file system.
        path.file_name().is_some_and(begins_alike)
            && path
                .canonicalize()
                .is_ok_and(|path| path.parent() == self.0.as_deref().and_then(Path::parent))
    }
}

/// The folder that a pattern begins in and what it matches there, where `path` is one and no file.
fn pattern(path: &Path) -> Option<(PathBuf, Override)> {
    if path.symlink_metadata().is_ok() {
        return None;
    }
    let is_plain =
        |part: &Component<'_>| !part.as_os_str().to_string_lossy().contains(['*', '?', '[']);
    let base: PathBuf = path.components().take_while(is_plain).collect();
    let rest = path.strip_prefix(&base).ok()?.to_str()?;
    let base = if base.as_os_str().is_empty() { PathBuf::from(".") } else { base };
    if rest.is_empty() || !base.is_dir() {
        return None;
    }
    let mut matching = OverrideBuilder::new(&base);
    matching.add(&format!("/{rest}")).ok()?;
    Some((base, matching.build().ok()?))
}

/// The files of a folder that are wanted. Whether to go on.
fn folder(
    folder: &Path,
    wanted: Override,
    spare: &Spare,
    sink: &mut dyn FnMut(Job) -> bool,
) -> bool {
    let mut walk = WalkBuilder::new(folder);
    walk.standard_filters(false).hidden(true).git_ignore(true).require_git(false);
    walk.follow_links(true).sort_by_file_name(Ord::cmp).overrides(wanted);
    let mut is_empty = true;
    for entry in walk.build() {
        let job = match entry {
            Ok(entry) if is_folder(&entry) || spare.holds(entry.path()) => continue,
            Ok(entry) => Job::file(entry.into_path()),
            Err(error) => Job::faulty(place(&error, folder), fault(&error)),
        };
        is_empty = false;
        if !sink(job) {
            return false;
        }
    }
    if is_empty {
        let why = "holds no file that could be read: there is nothing to open";
        return sink(Job::faulty(folder.display().to_string(), why.to_owned()));
    }
    true
}

fn is_folder(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_dir())
}

/// Where a fault of the walk is.
fn place(error: &ignore::Error, folder: &Path) -> String {
    match error {
        ignore::Error::WithPath { path, .. } => path.display().to_string(),
        ignore::Error::WithDepth { err, .. } => place(err, folder),
        ignore::Error::Loop { child, .. } => child.display().to_string(),
        _ => folder.display().to_string(),
    }
}

fn fault(error: &ignore::Error) -> String {
    match error {
        ignore::Error::WithPath { err, .. } | ignore::Error::WithDepth { err, .. } => fault(err),
        ignore::Error::Loop { .. } => {
            "is a link to a folder that it lies in: not followed".to_owned()
        }
        ignore::Error::Io(error) => match error.kind() {
            ErrorKind::NotFound => "is a link to nothing: mend or remove it".to_owned(),
            ErrorKind::PermissionDenied => "may not be listed: check its permissions".to_owned(),
            _ => format!("could not be listed: {error}"),
        },
        _ => format!("could not be listed: {error}"),
    }
}
