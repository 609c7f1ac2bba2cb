//! Passages of many articles as text, CSV or JSON.

use std::io::{self, Write};
use std::sync::Arc;

use clap::ValueEnum;
use serde::Serialize;

use super::record::theme_names;
use super::{Characters, Record};
use crate::library::{Article, Filter, Library};
use crate::tag::{Kind, Passage};
use crate::text::shown::safe;

/// How passages are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A line a passage, grouped by article.
    #[default]
    Text,
    /// JSON Lines.
    Json,
    /// CSV with a heading row.
    Csv,
}

/// Writes the passages that show under `filter`.
///
/// # Errors
/// Those of the writer.
pub fn list(
    library: &Library,
    filter: &Filter,
    format: Format,
    out: &mut impl Write,
) -> io::Result<()> {
    match format {
        Format::Text => as_text(library, filter, out),
        Format::Json => as_json(library, filter, out),
        Format::Csv => as_csv(library, filter, out),
    }
}

/// The articles with the passages that show.
fn admitted<'a>(
    library: &'a Library,
    filter: &'a Filter,
) -> impl Iterator<Item = (&'a Article, impl Iterator<Item = &'a Passage>)> {
    library.wanted(filter).map(move |(_, article)| {
        (article, article.passages.iter().filter(move |passage| filter.admits(passage)))
    })
}

/// The passages that show as records, with their articles.
fn records<'a>(
    library: &'a Library,
    filter: &'a Filter,
) -> impl Iterator<Item = (&'a Article, Record<'a>)> {
    let tagging = library.tagging();
    admitted(library, filter).flat_map(move |(article, passages)| {
        let tagging = Arc::clone(&tagging);
        let mut counted = Characters::of(&article.document.text);
        passages.map(move |passage| {
            let tagger = tagging.tagger();
            (article, Record::of(&mut counted, passage, tagger, &library.codebook))
        })
    })
}

fn as_text(library: &Library, filter: &Filter, out: &mut impl Write) -> io::Result<()> {
    for (article, passages) in admitted(library, filter) {
        let mut passages = passages.peekable();
        if passages.peek().is_some() {
            writeln!(out, "{}", safe(article.document.title()))?;
        }
        for passage in passages {
            let kinds: Vec<_> = filter.visible(passage).iter().map(Kind::name).collect();
            let themes = theme_names(passage, &library.codebook);
            let themes = if themes.is_empty() { "no theme".into() } else { themes.join(", ") };
            let themes = safe(&themes);
            let words = one_line(passage.span.of(&article.document.text));
            writeln!(out, "  {} ({themes}): {}", kinds.join(", "), safe(&words))?;
        }
    }
    for (_, article) in library.articles() {
        if let Some(why) = article.document.unmarked() {
            writeln!(out, "{}\n  ({why})", safe(article.document.title()))?;
        }
    }
    Ok(())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A passage with its article, as one JSON line.
#[derive(Serialize)]
struct Line<'a> {
    article: &'a str,
    title: &'a str,
    #[serde(flatten)]
    record: Record<'a>,
}

fn as_json(library: &Library, filter: &Filter, out: &mut impl Write) -> io::Result<()> {
    for (article, record) in records(library, filter) {
        let line = Line { article: &article.place, title: article.document.title(), record };
        super::tag::write_json(&line, out)?;
    }
    Ok(())
}

fn as_csv(library: &Library, filter: &Filter, out: &mut impl Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    let heading = ["article", "title", "kinds", "themes", "cues", "figures", "text"];
    csv.write_record(heading).map_err(cause)?;
    for (article, record) in records(library, filter) {
        let kinds: Vec<_> = record.kinds.iter().map(|kind| kind.name()).collect();
        let cues: Vec<_> = record.cues.iter().map(|cue| cue.text).collect();
        let figures: Vec<_> = record.figures.iter().map(|figure| figure.text).collect();
        let row = csv.write_record([
            &*safe(&article.place),
            &*safe(article.document.title()),
            &kinds.join("; "),
            &*safe(&record.themes.join("; ")),
            &*safe(&cues.join("; ")),
            &*safe(&figures.join("; ")),
            &*safe(&one_line(record.text)),
        ]);
        row.map_err(cause)?;
    }
    csv.flush()
}

/// What went wrong below, so that a broken pipe is still seen to be one.
fn cause(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
