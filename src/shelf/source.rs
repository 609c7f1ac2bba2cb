//! From which file an article came, and whether that has changed since. Reads no contents.

use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

use crate::library::part;
use crate::store::Stamp;

/// The name of the source that an article is a part of, or that it is.
pub(super) fn source_name(name: &str) -> &str {
    let (name, _) = part::split(name);
    let is_part = |part: &str| {
        let hash = part.split('-').next().unwrap_or_default();
        hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    match name.rsplit_once('#') {
        Some((source, part)) if is_part(part) => source,
        _ => name,
    }
}

/// Whether a file is another than it was. One that is gone is not: its text is kept.
pub(super) fn has_changed(path: &Path, then: Option<Stamp>) -> bool {
    stamp(path).is_some_and(|now| Some(now) != then)
}

pub(super) fn stamp(path: &Path) -> Option<Stamp> {
    let about = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    let modified = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(Stamp { size: about.len(), modified: i64::try_from(modified.as_nanos()).ok()? })
}
