//! What goes out to other programs, and what comes in from them.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;

use anyhow::{Context, anyhow};

use super::pile::{orders, surveyed};
use super::{ALL, NOTHING, SOME, complain, exit_code};
use crate::args::{Bounds, Choice, ExportWish, Pile};
use crate::library::Extract;
use crate::run::exporter;
use crate::store::Store;
use crate::text::shown::safe;
use crate::{export, plain, shelf};

/// Writes what shows to a file or to standard output.
pub(super) fn export(choice: &Choice, wish: &ExportWish) -> anyhow::Result<u8> {
    let (library, filter, survey, problems) = surveyed(choice)?;
    let extract = Extract::of(&library, &filter, &survey);
    let order = wish.order();
    match wish.file() {
        Some(file) => {
            let exported = exporter::to_file(file, &extract, order, &mut &library);
            let exported = exported.with_context(|| file.display().to_string())?;
            complain(&safe(&exported.describe(order, &file.display().to_string())));
        }
        None if order.format.is_packed() && io::stdout().is_terminal() => {
            let name = order.format.name();
            return Err(anyhow!(
                "a .{name} is nothing for a terminal: name a file, as in -o mine.{name}"
            ));
        }
        None if io::stdout().is_terminal() => {
            let mut out = plain::guarded(BufWriter::new(io::stdout().lock()));
            export::write(&extract, order, &mut &library, &mut out)?;
            out.finish()?.flush()?;
        }
        None => {
            let mut out = BufWriter::new(io::stdout().lock());
            export::write(&extract, order, &mut &library, &mut out)?;
        }
    }
    Ok(exit_code(library.len(), &problems))
}

/// Brings files in, each as a whole; what cannot be is told, and the others are brought in all the same.
pub(super) fn import(
    files: &[PathBuf],
    library: Option<PathBuf>,
    bounds: Bounds,
) -> anyhow::Result<u8> {
    let path = library.or_else(shelf::usual_place).context("no folder for data is known")?;
    let limits = orders(&Pile { bounds, ..Pile::default() }).limits;
    let mut out = io::stdout().lock();
    let (mut brought, mut is_whole) = (0, true);
    for file in files {
        let import = || {
            let bundle = shelf::import::read_file(file, &limits)?;
            let mut store = Store::open(&path).map_err(|error| error.to_string())?;
            let imported = shelf::import::import(&mut store, &bundle, file);
            let imported = imported.map_err(|why| format!("{}: {why}", file.display()))?;
            // What fails now is indexed the next time.
            drop(store.index_all());
            Ok::<_, String>(imported.report)
        };
        match import() {
            Ok(report) => {
                brought += usize::from(!report.is_empty());
                is_whole &= report.is_whole();
                let name = file.display().to_string();
                writeln!(out, "{}: {}", safe(&name), report.summary())?;
                report.details().iter().try_for_each(|line| writeln!(out, "  {line}"))?;
            }
            Err(why) => {
                is_whole = false;
                complain(&safe(&why));
            }
        }
    }
    Ok(match (brought, is_whole) {
        (0, _) => NOTHING,
        (_, true) => ALL,
        (_, false) => SOME,
    })
}
