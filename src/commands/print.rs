//! Passages, articles, findings, counts, themes and agreement on standard output.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use anyhow::anyhow;

use super::pile::{existing, gather, surveyed};
use super::{ALL, NOTHING, SOME, complain, exit_code, report};
use crate::args::{Choice, Pile, Wanted};
use crate::library::{Filter, Library, Survey, search};
use crate::plain::{self, Format, ThemeFormat};
use crate::run::coders;
use crate::text::shown::safe;

pub(super) fn show(pile: &Pile, wanted: &Wanted) -> anyhow::Result<u8> {
    print(pile, wanted, |library, filter, out| {
        library.wanted(filter).enumerate().try_for_each(|(nth, id)| {
            if nth > 0 {
                writeln!(out)?;
            }
            let shown = library.with(id, |article| plain::show(article, filter, out));
            shown.unwrap_or_else(|| {
                let why = library.fault().unwrap_or_else(|| "an article is gone".to_owned());
                Err(io::Error::other(why))
            })
        })?;
        Ok(())
    })
}

/// Reads the whole pile and writes something about what shows of it.
pub(super) fn survey(
    choice: &Choice,
    write: impl FnOnce(&Library, &Filter, &Survey, &mut BufWriter<io::StdoutLock<'_>>) -> io::Result<()>,
) -> anyhow::Result<u8> {
    let (library, filter, survey, problems) = surveyed(choice)?;
    let mut out = BufWriter::new(io::stdout().lock());
    write(&library, &filter, &survey, &mut out)?;
    out.flush()?;
    Ok(exit_code(library.len(), &problems))
}

/// Reads the whole pile and writes something about it.
fn print(
    pile: &Pile,
    wanted: &Wanted,
    write: impl FnOnce(&Library, &Filter, &mut BufWriter<io::StdoutLock<'_>>) -> anyhow::Result<()>,
) -> anyhow::Result<u8> {
    let (library, problems) = gather(pile)?;
    let filter = wanted.filter(&library.codebook).map_err(|why| anyhow!(why))?;
    report(&problems);
    let mut out = BufWriter::new(io::stdout().lock());
    write(&library, &filter, &mut out)?;
    out.flush()?;
    Ok(exit_code(library.len(), &problems))
}

/// Writes the themes that a pile suggests.
pub(super) fn suggest(pile: &Pile, format: ThemeFormat) -> anyhow::Result<u8> {
    let (library, problems) = gather(pile)?;
    report(&problems);
    let mut out = BufWriter::new(io::stdout().lock());
    let found = plain::themes(&library, format, &mut out)?;
    out.flush()?;
    if !found {
        complain("too little text to suggest themes from");
        return Ok(NOTHING);
    }
    Ok(exit_code(library.len(), &problems))
}

/// Finds articles of a library by their text.
pub(super) fn search(
    typed: &str,
    format: Format,
    limit: usize,
    library: Option<PathBuf>,
) -> anyhow::Result<u8> {
    let query = search::Query::of(typed).map_err(|fault| anyhow!("{fault} of {typed:?}"))?;
    let mut store = existing(library)?;
    // What is not indexed yet would not be found; a library that may only be read is searched as it is.
    if let Err(error) = store.index_all() {
        complain(&safe(&error.to_string()));
    }
    let found = store.search(&query, limit, &AtomicBool::new(false))?.unwrap_or_default();
    let mut out = BufWriter::new(io::stdout().lock());
    plain::search(&found, format, &mut out)?;
    out.flush()?;
    Ok(if found.articles > 0 { ALL } else { SOME })
}

/// Compares two coders.
pub(super) fn agree(coders: [&Path; 2], list: bool, format: Format) -> anyhow::Result<u8> {
    let out = BufWriter::new(io::stdout().lock());
    let agreement = if list {
        let mut listed = plain::Disagreements::begin(format, out)?;
        let mut written = Ok(());
        let agreement = coders::compare(coders, |scale, news| {
            written = match news {
                coders::News::Differ(article, difference) => {
                    listed.differ(article, scale, difference)
                }
                coders::News::Alone(place, of) => listed.alone(place, of),
            };
            written.is_ok()
        });
        written.and_then(|()| listed.flush())?;
        agreement.map_err(|why| anyhow!(why))?
    } else {
        let mut out = out;
        let agreement = coders::compare(coders, |_, _| true).map_err(|why| anyhow!(why))?;
        plain::agreement(&agreement, format, &mut out)?;
        out.flush()?;
        agreement
    };
    Ok(match (agreement.articles, agreement.alone) {
        (0, _) => NOTHING,
        (_, [0, 0]) => ALL,
        _ => SOME,
    })
}
