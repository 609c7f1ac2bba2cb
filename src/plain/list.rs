//! Passages of many articles as text, CSV or JSON.

use std::io::{self, Write};

use clap::ValueEnum;
use serde::Serialize;

use super::record::theme_names;
use super::{Characters, Record};
use crate::library::query::Ground;
use crate::library::{Article, Filter, Library, Query};
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

/// Which passages are listed.
#[derive(Clone, Copy, Debug)]
pub struct Choice<'a> {
    /// Those that show under this.
    pub filter: &'a Filter,
    /// And meet this.
    pub query: Option<&'a Query>,
}

/// An article with those of its passages that are listed.
struct Chosen<'a> {
    article: &'a Article,
    passages: Vec<&'a Passage>,
    /// Whether the article meets the query whatever its passages.
    is_met: bool,
}

impl<'a> Choice<'a> {
    fn of(self, article: &'a Article, ground: Ground<'a>) -> Chosen<'a> {
        let mut passages: Vec<_> = match self.query {
            None => article.passages.iter().collect(),
            Some(query) => ground.passages(query),
        };
        passages.retain(|passage| self.filter.admits(passage));
        let is_met = self.query.is_none_or(|query| ground.is_met(query));
        Chosen { article, passages, is_met }
    }
}

/// Writes the passages that are chosen.
///
/// # Errors
/// Those of the writer.
pub fn list(
    library: &Library,
    choice: Choice<'_>,
    format: Format,
    out: &mut impl Write,
) -> io::Result<()> {
    match format {
        Format::Text => as_text(library, choice, out),
        Format::Json => as_json(library, choice, out),
        Format::Csv => as_csv(library, choice, out),
    }
}

/// Does something with each article and its passages that are chosen; the texts of a library are at
/// hand one at a time.
fn each(
    library: &Library,
    choice: Choice<'_>,
    mut act: impl FnMut(Chosen<'_>) -> io::Result<()>,
) -> io::Result<()> {
    for id in library.wanted(choice.filter) {
        let done =
            library.with(id, |article| act(choice.of(article, Ground::of(library, id, article))));
        done.unwrap_or_else(|| Err(gone(library)))?;
    }
    Ok(())
}

/// What to say where a text cannot be had.
fn gone(library: &Library) -> io::Error {
    io::Error::other(library.fault().unwrap_or_else(|| "an article is gone".to_owned()))
}

/// Does something with each passage that is chosen, as a record.
fn each_record(
    library: &Library,
    choice: Choice<'_>,
    mut act: impl FnMut(&Article, &Record<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let tagging = library.tagging();
    each(library, choice, |Chosen { article, passages, .. }| {
        let mut counted = Characters::of(&article.document.text);
        for passage in passages {
            let tagger = tagging.tagger();
            act(article, &Record::of(&mut counted, passage, tagger, &library.codebook))?;
        }
        Ok(())
    })
}

fn as_text(library: &Library, choice: Choice<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut unmarked = Vec::new();
    each(library, choice, |Chosen { article, passages, is_met }| {
        let title = article.document.title();
        if let Some(why) = article.document.unmarked().filter(|_| is_met) {
            unmarked.push(format!("{}\n  ({why})", safe(title)));
        }
        if !passages.is_empty() {
            writeln!(out, "{}", safe(title))?;
        }
        passages.into_iter().try_for_each(|passage| {
            let kinds: Vec<_> = choice.filter.visible(passage).iter().map(Kind::name).collect();
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

fn as_json(library: &Library, choice: Choice<'_>, out: &mut impl Write) -> io::Result<()> {
    each_record(library, choice, |article, record| {
        let line = Line { article: &article.place, title: article.document.title(), record };
        super::tag::write_json(&line, out)
    })
}

fn as_csv(library: &Library, choice: Choice<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    let heading = ["article", "title", "kinds", "themes", "cues", "figures", "text"];
    csv.write_record(heading).map_err(cause)?;
    each_record(library, choice, |article, record| {
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
pub(super) fn cause(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
