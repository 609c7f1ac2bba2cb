//! The reader itself, on what the command line names.

use std::path::Path;
use std::sync::Arc;

use super::pile::{library_of, open_codebook, orders};
use super::{exit_code, report};
use crate::app::Settings;
use crate::args::Arguments;
use crate::ingest::Input;
use crate::library::Library;
use crate::run::bringer::{Piled, Shelved};
use crate::run::{self, Keeping};
use crate::shelf::Lender;
use crate::tag::{Codebook, Tagging};

/// The reader itself.
pub(super) fn read(arguments: &Arguments) -> anyhow::Result<u8> {
    let scheme = arguments.scheme.map_or_else(environment, Into::into);
    let settings = Settings { scheme, ..Settings::default() };
    let tagging = Arc::<Tagging>::default();
    let orders = orders(&arguments.pile);
    let stop = orders.stop.clone();
    let library = library_of(&arguments.pile);
    let wanted = arguments.pile.codebook.as_deref();
    // Where there is no library yet and nothing that is to be put there, the first frame waits for none.
    let is_bare = orders.inputs == [Input::Bundled];
    let shelved = library.clone().filter(|path| !is_bare || path.exists());
    let outcome = match shelved {
        None => {
            let bringer = Box::new(Piled::new(orders, Arc::clone(&tagging)));
            let prepare = || Ok(Library::marked_by(tagging, open_codebook(wanted)?));
            let keeping = library.map_or(Keeping::Here, Keeping::In);
            run::read(prepare, settings, bringer, stop, keeping)?
        }
        Some(path) => {
            let wanted = wanted.map(named_codebook).transpose()?;
            let shelved = Shelved::new(path.clone(), orders, wanted, Arc::clone(&tagging));
            let texts = Box::new(Lender::new(path.clone()));
            let prepare =
                || Ok(Library::to_be_marked_by(tagging, Codebook::bundled()).with_texts(texts));
            run::read(prepare, settings, Box::new(shelved), stop, Keeping::In(path))?
        }
    };
    report(&outcome.problems);
    Ok(exit_code(outcome.articles, &outcome.problems))
}

fn named_codebook(path: &Path) -> anyhow::Result<(Codebook, String)> {
    Ok((open_codebook(Some(path))?, path.display().to_string()))
}

fn environment() -> crate::app::Scheme {
    run::scheme::scheme(|name| std::env::var(name).ok())
}
