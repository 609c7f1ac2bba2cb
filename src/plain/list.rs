//! Passages of many articles as text, CSV or JSON.

use std::io::{self, Write};

use clap::ValueEnum;

use super::{Ink, Surveyed};
use crate::export::{Page, Source, Style, Table, Unit, one_line, theme_names, write_json};
use crate::library::{Article, ArticleId, Extract, Library};
use crate::tag::Passage;
use crate::text::shown::safe;

/// How passages are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// To be read.
    #[default]
    Text,
    /// JSON Lines, an object a row.
    Json,
    /// CSV with a heading row.
    Csv,
}

/// The columns of CSV: fields of a row.
const COLUMNS: &[&str] = &["article", "title", "kinds", "themes", "cues", "figures", "text"];

/// Writes the passages that show under a filter. Only the texts of their
/// articles are asked for, one at a time.
///
/// # Errors
/// Those of the texts and of the writer.
pub fn list(
    surveyed: Surveyed<'_>,
    format: Format,
    ink: &Ink,
    out: &mut impl Write,
) -> io::Result<()> {
    let Surveyed { library, filter, survey } = surveyed;
    let extract = Extract::of(library, filter, survey);
    match format {
        Format::Text => {
            as_text(library, &extract, ink, out)?;
            unmarked(surveyed, ink, out)
        }
        Format::Json => each(library, &extract, |page| {
            page.rows(Unit::Passage).iter().try_for_each(|row| write_json(row, out))
        }),
        Format::Csv => {
            let mut table = Table::begin(Style::Printed, COLUMNS, out)?;
            each(library, &extract, |page| {
                page.rows(Unit::Passage).iter().try_for_each(|row| table.row(row))
            })?;
            table.flush()
        }
    }
}

/// Does something with the passages of each article that show.
fn each(
    library: &Library,
    extract: &Extract,
    mut act: impl FnMut(&Page<'_>) -> io::Result<()>,
) -> io::Result<()> {
    each_article(library, extract, |article, passages| act(&Page::of(article, &passages, extract)))
}

fn each_article(
    mut library: &Library,
    extract: &Extract,
    mut act: impl FnMut(&Article, Vec<&Passage>) -> io::Result<()>,
) -> io::Result<()> {
    let all = extract.signs(|_, _| true);
    extract.shown().try_for_each(|shown| {
        library.give(shown.id, &mut |article| act(article, shown.of(article, extract, &all)))
    })
}

fn as_text(
    library: &Library,
    extract: &Extract,
    ink: &Ink,
    out: &mut impl Write,
) -> io::Result<()> {
    each_article(library, extract, |article, passages| {
        writeln!(out, "{}", ink.strong(&safe(article.document.title())))?;
        passages.into_iter().try_for_each(|passage| {
            let kinds = ink.kinds(extract.filter.visible(passage).iter());
            let themes = theme_names(passage, &extract.codebook);
            let themes = if themes.is_empty() { "no theme".into() } else { themes.join(", ") };
            let themes = format!("({}):", safe(&themes));
            let words = one_line(passage.span.of(&article.document.text));
            writeln!(out, "  {kinds} {} {}", ink.dim(&themes), safe(&words))
        })
    })
}

/// Says why articles have no passages that are in a language without marks.
fn unmarked(
    Surveyed { mut library, filter, survey }: Surveyed<'_>,
    ink: &Ink,
    out: &mut impl Write,
) -> io::Result<()> {
    let is_foreign = |id: &ArticleId| {
        let brief = library.brief(*id);
        brief.is_some_and(|it| !matches!(it.language, "" | "English")) && survey.meets(*id)
    };
    let foreign: Vec<ArticleId> = library.wanted(filter).filter(is_foreign).collect();
    foreign.into_iter().try_for_each(|id| {
        library.give(id, &mut |article| match article.document.unmarked() {
            Some(why) => {
                writeln!(out, "{}\n  ({why})", ink.strong(&safe(article.document.title())))
            }
            None => Ok(()),
        })
    })
}
