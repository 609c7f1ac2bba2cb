//! What comes of looking after a library, in words: checked, copied, made small.

use std::io::Write;
use std::path::Path;

use crate::store::Store;
use crate::text::shown::{counted, safe};

/// Tells whether a library is sound, fault by fault; gives whether it is.
///
/// # Errors
/// Those of the disk and of `out`.
pub fn check(store: &Store, out: &mut impl Write) -> anyhow::Result<bool> {
    let faults = store.check()?;
    for fault in &faults {
        writeln!(out, "{}", safe(fault))?;
    }
    let articles = counted(store.count()?, "article", "articles");
    let steps = counted(store.last_step()?.0 as usize, "step", "steps");
    match faults.len() {
        0 => writeln!(out, "sound: {articles}, {steps} in its journal")?,
        many => {
            let faults = counted(many, "fault", "faults");
            writeln!(out, "{faults}: keep a copy before anything else")?;
        }
    }
    Ok(faults.is_empty())
}

/// Copies a library and tells where to.
///
/// # Errors
/// Those of the disk and of `out`.
pub fn backup(store: &Store, to: &Path, out: &mut impl Write) -> anyhow::Result<()> {
    store.backup(to)?;
    Ok(writeln!(out, "copied to {}", safe(&to.display().to_string()))?)
}

/// Makes a library small and tells how small.
///
/// # Errors
/// Those of the disk and of `out`.
pub fn compact(store: &mut Store, out: &mut impl Write) -> anyhow::Result<()> {
    let (before, after): (u64, u64) = store.compact()?;
    let kib = |bytes: u64| bytes.div_ceil(1024);
    Ok(writeln!(out, "{} KiB, before {} KiB", kib(after), kib(before))?)
}
