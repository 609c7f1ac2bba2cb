//! Passages, articles, findings, counts, themes and agreement on standard output.

use std::collections::HashSet;
use std::io;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use anyhow::anyhow;

use super::output::{Output, ink_for};
use super::pile::{existing, surveyed};
use super::{ALL, NOTHING, SOME, complain, exit_code};
use crate::args::{Choice, Display};
use crate::library::{ArticleId, search};
use crate::plain::{self, Format, Ink, Surveyed, ThemeFormat};
use crate::run::coders;
use crate::text::shown::safe;

/// Reads the whole pile and writes what shows of it, in one of the ways that are [`plain`].
pub(super) fn survey(
    choice: &Choice,
    format: Format,
    display: Display,
    write: impl FnOnce(Surveyed<'_>, Format, &Ink, &mut Output) -> io::Result<()>,
) -> anyhow::Result<u8> {
    let (library, filter, survey, problems) = surveyed(choice)?;
    let surveyed = Surveyed { library: &library, filter: &filter, survey: &survey };
    let mut out = Output::open(display, format == Format::Text);
    write(surveyed, format, &ink_for(display), &mut out)?;
    out.close()?;
    Ok(exit_code(library.len(), &problems))
}

/// Writes the themes that a pile suggests.
pub(super) fn suggest(
    choice: &Choice,
    format: ThemeFormat,
    display: Display,
) -> anyhow::Result<u8> {
    let (library, filter, survey, problems) = surveyed(choice)?;
    let articles: Vec<_> = survey.articles_met(&library, &filter).collect();
    let mut out = Output::open(display, format == ThemeFormat::Text);
    let found = plain::themes(&library, &articles, format, &ink_for(display), &mut out)?;
    out.close()?;
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
    choice: &Choice,
    display: Display,
) -> anyhow::Result<u8> {
    let query = search::Query::of(typed).map_err(|fault| anyhow!("{fault} of {typed:?}"))?;
    let mut store = existing(choice.pile.library.clone())?;
    // What is not indexed yet would not be found; a library that may only be read is searched as it is.
    if let Err(error) = store.index_all() {
        complain(&safe(&error.to_string()));
    }
    let found = if choice.wanted.is_open() {
        store.search(&query, limit, &AtomicBool::new(false))?.unwrap_or_default()
    } else {
        store.search_among(&query, &names(choice)?, limit)?
    };
    let mut out = Output::open(display, format == Format::Text);
    plain::search(&found, format, &ink_for(display), &mut out)?;
    out.close()?;
    Ok(if found.articles > 0 { ALL } else { SOME })
}

/// The names of the articles with passages that show; where every kind and theme is wanted, of those that meet the
/// query, too.
fn names(choice: &Choice) -> anyhow::Result<HashSet<String>> {
    let (library, filter, survey, _) = surveyed(choice)?;
    let met = survey.articles_met(&library, &filter);
    let has_any =
        |id: &ArticleId| filter.wants_all() || survey.articles.get(id.0 as usize) > Some(&0);
    let brief = |id| library.brief(id).map(|brief| brief.name.to_owned());
    Ok(met.filter(has_any).filter_map(brief).collect())
}

/// Compares two coders.
pub(super) fn agree(
    coders: [&Path; 2],
    list: bool,
    format: Format,
    display: Display,
) -> anyhow::Result<u8> {
    let mut out = Output::open(display, format == Format::Text);
    let ink = ink_for(display);
    let agreement = if list {
        let mut listed = plain::Disagreements::begin(format, ink, &mut out)?;
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
        let agreement = coders::compare(coders, |_, _| true).map_err(|why| anyhow!(why))?;
        plain::agreement(&agreement, format, &ink, &mut out)?;
        agreement
    };
    out.close()?;
    Ok(match (agreement.articles, agreement.alone) {
        (0, _) => NOTHING,
        (_, [0, 0]) => ALL,
        _ => SOME,
    })
}
