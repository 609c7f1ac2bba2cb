//! Passages of many articles as text, CSV or JSON.

use std::io::{self, Write};

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

/// Does something with each article and its passages that show; the texts of a library are at hand one
/// at a time.
fn each(
    library: &Library,
    filter: &Filter,
    mut act: impl FnMut(&Article, &mut dyn Iterator<Item = &Passage>) -> io::Result<()>,
) -> io::Result<()> {
    for id in library.wanted(filter) {
        let done = library.with(id, |article| {
            let mut shown = article.passages.iter().filter(|passage| filter.admits(passage));
            act(article, &mut shown)
        });
        done.unwrap_or_else(|| Err(gone(library)))?;
    }
    Ok(())
}

/// What to say where a text cannot be had.
fn gone(library: &Library) -> io::Error {
    io::Error::other(library.fault().unwrap_or_else(|| "an article is gone".to_owned()))
}

/// Does something with each passage that shows, as a record.
fn each_record(
    library: &Library,
    filter: &Filter,
    mut act: impl FnMut(&Article, &Record<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let tagging = library.tagging();
    each(library, filter, |article, passages| {
        let mut counted = Characters::of(&article.document.text);
        for passage in passages {
            let tagger = tagging.tagger();
            act(article, &Record::of(&mut counted, passage, tagger, &library.codebook))?;
        }
        Ok(())
    })
}

fn as_text(library: &Library, filter: &Filter, out: &mut impl Write) -> io::Result<()> {
    let mut unmarked = Vec::new();
    each(library, filter, |article, passages| {
        let title = article.document.title();
        if let Some(why) = article.document.unmarked() {
            unmarked.push(format!("{}\n  ({why})", safe(title)));
        }
        let mut passages = passages.peekable();
        if passages.peek().is_some() {
            writeln!(out, "{}", safe(title))?;
        }
        passages.try_for_each(|passage| {
            let kinds: Vec<_> = filter.visible(passage).iter().map(Kind::name).collect();
            let themes = theme_names(passage, &library.codebook);
            let themes = if themes.is_empty() { "no theme".into() } else { themes.join(", ") };
            let themes = safe(&themes);
            let words = one_line(passage.span.of(&article.document.text));
            writeln!(out, "  {} ({themes}): {}", kinds.join(", "), safe(&words))
        })
    })?;
    unmarked.into_iter().try_for_each(|line| writeln!(out, "{line}"))
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
    record: &'a Record<'a>,
}

fn as_json(library: &Library, filter: &Filter, out: &mut impl Write) -> io::Result<()> {
    each_record(library, filter, |article, record| {
        let line = Line { article: &article.place, title: article.document.title(), record };
        super::tag::write_json(&line, out)
    })
}

fn as_csv(library: &Library, filter: &Filter, out: &mut impl Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    let heading = ["article", "title", "kinds", "themes", "cues", "figures", "text"];
    csv.write_record(heading).map_err(cause)?;
    each_record(library, filter, |article, record| {
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
        row.map_err(cause)
    })?;
    csv.flush()
}

/// What went wrong below, so that a broken pipe is still seen to be one.
fn cause(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
