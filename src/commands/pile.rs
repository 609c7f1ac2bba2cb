//! Which articles are meant, how much they may ask for, and all of them at hand with what shows.

use std::fs::read_to_string;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, anyhow};

use super::{complain, report};
use crate::args::{Choice, Pile};
use crate::ingest::{Input, Orders, Outcome, ingest};
use crate::library::query::QueryError;
use crate::library::{Filter, Library, Problem, Query, Survey};
use crate::shelf::{self, Lender, Shelf};
use crate::store::Store;
use crate::tag::{Codebook, Tagging};
use crate::text::shown::safe;

/// The library to keep edits in; none where nothing is to be kept.
pub(super) fn library_of(pile: &Pile) -> Option<PathBuf> {
    let named = || pile.library.clone().or_else(shelf::usual_place);
    if pile.no_library { None } else { named() }
}

/// A library that is there already.
pub(super) fn existing(library: Option<PathBuf>) -> anyhow::Result<Store> {
    let path = library.or_else(shelf::usual_place).context("no folder for data is known")?;
    let store = Store::open_existing(&path)?;
    store.with_context(|| format!("{} is not there", path.display()))
}

/// A pile with what shows of it.
pub(super) fn surveyed(choice: &Choice) -> anyhow::Result<(Library, Filter, Survey, Vec<Problem>)> {
    let query = choice.wanted.query.as_deref();
    if let Some(typed) = query {
        // Before a large pile is read; the themes are known only then.
        Query::check(typed).map_err(|error| unread(&error, typed))?;
    }
    let (mut library, problems) = gather(&choice.pile)?;
    let mut filter = choice.wanted.filter(&library.codebook).map_err(|why| anyhow!(why))?;
    let parse =
        |typed| Query::parse(typed, &library.codebook).map_err(|error| unread(&error, typed));
    filter.query = query.map(parse).transpose()?;
    report(&problems);
    let survey = Survey::in_full(&mut library, &filter);
    Ok((library, filter, survey, problems))
}

/// Points at what is wrong with a query.
fn unread(error: &QueryError, typed: &str) -> anyhow::Error {
    anyhow!("the query cannot be read\n{}", error.pointed(typed))
}

/// All of a pile, or of the library where no path is named and it holds something.
pub(super) fn gather(pile: &Pile) -> anyhow::Result<(Library, Vec<Problem>)> {
    let path = if pile.paths.is_empty() { library_of(pile) } else { None };
    let store = path.as_ref().map_or(Ok(None), |path| Store::open_existing(path))?;
    let own = store.as_ref().map_or(Ok(None), Store::codebook)?;
    let learned = store.as_ref().zip(own.as_ref()).map(|(store, own)| shelf::learned(store, own));
    let learned = learned.transpose()?.unwrap_or_default();
    let wanted = open_codebook(pile.codebook.as_deref())?;
    let is_own = own.is_some();
    let codebook = own.unwrap_or_else(|| wanted.clone());
    // As the reader marks.
    let tagging = Tagging::taught(codebook.clone(), learned);
    let mut library = Library::to_be_marked_by(tagging, codebook);
    if let Some(path) = path {
        library = library.with_texts(Box::new(Lender::new(path)));
    }
    let tagging = library.tagging();
    let mut problems = Vec::new();
    let mut take = |library: &mut Library, outcome| match outcome {
        Outcome::Opened(article) | Outcome::Article(article) => drop(library.renew(*article)),
        Outcome::Marked(name, marks) => {
            if let Some(id) = library.named(&name) {
                library.mark(id, marks);
            }
        }
        Outcome::Problem(problem) => problems.push(problem),
        Outcome::Progress(_) => {}
    };
    match store.map(|store| Shelf::new(store, Arc::clone(&tagging))) {
        Some(mut shelf) if !shelf.is_empty()? => shelf.read(&orders(pile), &mut |news| {
            match news {
                shelf::News::Outcome(outcome) => take(&mut library, outcome),
                shelf::News::Listed(briefs) => {
                    for (at, brief) in briefs {
                        library.list(at, brief);
                    }
                }
                shelf::News::Changed(step) => complain(&safe(&step.what)),
                shelf::News::Told(what) => complain(&safe(&what)),
            }
            true
        })?,
        _ => ingest(&orders(pile), &tagging, |outcome| take(&mut library, outcome)),
    }
    if pile.codebook.is_some() && is_own {
        // What a person decided goes by the library's own themes, so far as both have them.
        let step = library.load_codebook(&wanted, "the command line");
        if let Some(step) = step {
            library.take(step);
        }
    }
    library.set_whole();
    Ok((library, problems))
}

/// What to read, within the bounds a person set.
pub(super) fn orders(pile: &Pile) -> Orders {
    let mut orders = Orders::new(inputs(pile));
    let bounds = &pile.bounds;
    let bytes = |mebibytes: u64| mebibytes.saturating_mul(1 << 20);
    orders.limits.source =
        bounds.max_size.map_or(orders.limits.source, bytes).min(u64::from(u32::MAX));
    orders.limits.unpacked = bounds.max_unpacked.map_or(orders.limits.unpacked, bytes);
    orders.limits.ratio = bounds.max_ratio.unwrap_or(orders.limits.ratio);
    orders.limits.depth = bounds.max_depth.map_or(orders.limits.depth, usize::from);
    orders.limits.articles = bounds.max_articles.unwrap_or(orders.limits.articles);
    orders.patience = bounds.max_seconds.map_or(orders.patience, Duration::from_secs);
    orders
}

fn inputs(pile: &Pile) -> Vec<Input> {
    if pile.paths.is_empty() {
        return vec![Input::Bundled];
    }
    let input = |path: &PathBuf| match path.to_str() {
        Some("-") => Input::Stdin,
        Some(address) if is_address(address) => Input::Address(address.to_owned()),
        _ => Input::Path(path.clone()),
    };
    pile.paths.iter().map(input).collect()
}

/// Whether it is the address of a page rather than a path.
fn is_address(path: &str) -> bool {
    path.split_once("://").is_some_and(|(scheme, _)| {
        scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
    })
}

pub(super) fn open_codebook(path: Option<&Path>) -> anyhow::Result<Codebook> {
    let Some(path) = path else { return Ok(Codebook::bundled()) };
    let source =
        read_to_string(path).with_context(|| format!("the codebook {}", path.display()))?;
    Ok(Codebook::parse(&source, &path.display().to_string())?)
}
