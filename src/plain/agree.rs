//! How far two coders agree as text, CSV or JSON: a row for each kind and theme, or for each sentence that they
//! judge differently. Compares nothing itself.

use std::io::{self, Write};

use serde::Serialize;

use super::{Format, Ink};
use crate::export::{Characters, Style, Table, one_line, write_json};
use crate::library::Article;
use crate::library::agreement::{Agreement, Difference, Figure, Scale, Votes};
use crate::text::shown::{counted, safe};

/// The columns of CSV: fields of a row.
const COLUMNS: &[&str] = &[
    "by",
    "name",
    "sentences",
    "both",
    "only_a",
    "only_b",
    "neither",
    "percent",
    "kappa",
    "alpha",
];

/// The columns of the list: fields of a row.
const LISTED: &[&str] = &[
    "article",
    "title",
    "missing",
    "start_char",
    "end_char",
    "a_kinds",
    "a_themes",
    "b_kinds",
    "b_themes",
    "text",
];

/// What comes of one question. What cannot be told is null.
#[derive(Serialize)]
struct Row<'a> {
    by: &'static str,
    name: &'a str,
    sentences: u64,
    both: Option<u64>,
    only_a: Option<u64>,
    only_b: Option<u64>,
    neither: Option<u64>,
    percent: Option<f64>,
    kappa: Option<f64>,
    alpha: Option<f64>,
}

impl<'a> Row<'a> {
    fn of(Figure { by, name, votes, .. }: Figure<'a>) -> Self {
        let count = |count: fn(Votes) -> u64| votes.map(count);
        Self {
            by,
            name,
            sentences: votes.map_or(0, Votes::units),
            both: count(|votes| votes.both),
            only_a: count(|votes| votes.first),
            only_b: count(|votes| votes.second),
            neither: count(|votes| votes.neither),
            percent: votes.and_then(Votes::percent),
            kappa: votes.and_then(Votes::kappa),
            alpha: votes.and_then(Votes::alpha),
        }
    }
}

/// A sentence that is judged differently, or an article that one of both does not have.
#[derive(Serialize)]
struct Listed<'a> {
    article: &'a str,
    title: Option<&'a str>,
    /// Who does not have the article: a or b.
    missing: Option<&'static str>,
    start_char: Option<usize>,
    end_char: Option<usize>,
    a_kinds: Vec<&'a str>,
    a_themes: Vec<&'a str>,
    b_kinds: Vec<&'a str>,
    b_themes: Vec<&'a str>,
    text: Option<&'a str>,
}

/// Writes how far two coders agree.
///
/// # Errors
/// Those of the writer.
pub fn agreement(
    agreement: &Agreement,
    format: Format,
    ink: &Ink,
    out: &mut impl Write,
) -> io::Result<()> {
    match format {
        Format::Text => as_text(agreement, ink, out),
        Format::Json => agreement.figures().try_for_each(|it| write_json(&Row::of(it), out)),
        Format::Csv => {
            let mut table = Table::begin(Style::Printed, COLUMNS, out)?;
            agreement.figures().try_for_each(|it| table.row(&Row::of(it)))?;
            table.flush()
        }
    }
}

fn as_text(agreement: &Agreement, ink: &Ink, out: &mut impl Write) -> io::Result<()> {
    let articles = counted(agreement.articles, "article", "articles");
    let sentences = |number: u64| {
        counted(usize::try_from(number).unwrap_or(usize::MAX), "sentence", "sentences")
    };
    let (all, differing) = (agreement.sentences, agreement.differing);
    writeln!(out, "{articles} of both, {}, {differing} judged differently", sentences(all))?;
    for (at, name) in ["A", "B"].into_iter().enumerate() {
        let of = |number: usize, one: &str, many: &str, what: &str| {
            (number > 0).then(|| format!("{} {what}", counted(number, one, many)))
        };
        let passages = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        let told = [
            of(agreement.alone[at], "article", "articles", "that the other does not have"),
            of(passages(agreement.outside[at]), "passage", "passages", "in no sentence"),
            of(passages(agreement.unplaced[at]), "passage", "passages", "not found in the text"),
        ];
        for told in told.into_iter().flatten() {
            writeln!(out, "{name} has {told}: left out")?;
        }
    }
    let mut by = "";
    for figure in agreement.figures() {
        if std::mem::replace(&mut by, figure.by) != figure.by && figure.by != "kind" {
            let heads = ["both", "only A", "only B", "percent", "kappa", "alpha"];
            let head: Vec<_> = heads.iter().map(|head| format!("{head:>8}")).collect();
            let by = if figure.by == "any" { "kind" } else { figure.by };
            let head = format!("{}  by {by}", head.join(""));
            writeln!(out, "\n{}", ink.strong(&head))?;
        }
        let name = safe(figure.name);
        let note = match figure.asked {
            [true, false] => "  (a theme of A alone)",
            [false, _] => "  (a theme of B alone)",
            [true, true] => "",
        };
        let row = Row::of(figure);
        let count = |count: Option<u64>| count.map_or("-".to_owned(), |count| count.to_string());
        let number = |value: Option<f64>, places: usize| {
            value.map_or("-".to_owned(), |value| format!("{value:.places$}"))
        };
        let cells = [
            count(row.both),
            count(row.only_a),
            count(row.only_b),
            number(row.percent, 1),
            number(row.kappa, 3),
            number(row.alpha, 3),
        ];
        let cells: Vec<_> = cells.iter().map(|cell| format!("{cell:>8}")).collect();
        writeln!(out, "{}  {name}{note}", cells.join(""))?;
    }
    Ok(())
}

/// The list of what is judged differently, on its way.
pub struct Disagreements<W: Write> {
    sink: Sink<W>,
    ink: Ink,
    /// The article of the last line.
    last: Option<String>,
}

enum Sink<W: Write> {
    Text(W),
    Json(W),
    Csv(Box<Table<W>>),
}

impl<W: Write> Disagreements<W> {
    /// Begins it.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn begin(format: Format, ink: Ink, out: W) -> io::Result<Self> {
        let sink = match format {
            Format::Text => Sink::Text(out),
            Format::Json => Sink::Json(out),
            Format::Csv => Sink::Csv(Box::new(Table::begin(Style::Printed, LISTED, out)?)),
        };
        Ok(Self { sink, ink, last: None })
    }

    /// Writes a sentence.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn differ(
        &mut self,
        article: &Article,
        scale: &Scale,
        difference: &Difference,
    ) -> io::Result<()> {
        let text = &article.document.text;
        let words = difference.span.of(text);
        if let Sink::Text(out) = &mut self.sink {
            if self.last.as_ref() != Some(&article.place) {
                let nl = if self.last.is_some() { "\n" } else { "" };
                writeln!(out, "{nl}{}", self.ink.strong(&safe(article.document.title())))?;
                self.last = Some(article.place.clone());
            }
            let [a, b] = difference.said.each_ref().map(|said| scale.describe(said));
            return writeln!(out, "  A {} | B {}: {}", safe(&a), safe(&b), safe(&one_line(words)));
        }
        let (start, end) = Characters::of(text).place(difference.span);
        let names = |at: usize, is_kind: bool| {
            let marks = difference.said[at].iter().filter(move |mark| mark.is_kind() == is_kind);
            marks.map(|mark| scale.name(*mark)).collect()
        };
        self.row(&Listed {
            article: &article.place,
            title: Some(article.document.title()),
            missing: None,
            start_char: Some(start),
            end_char: Some(end),
            a_kinds: names(0, true),
            a_themes: names(0, false),
            b_kinds: names(1, true),
            b_themes: names(1, false),
            text: Some(words),
        })
    }

    /// Writes that an article is only the first's, or only the second's.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn alone(&mut self, place: &str, of: usize) -> io::Result<()> {
        let (own, other) = if of == 0 { ("A", "b") } else { ("B", "a") };
        if let Sink::Text(out) = &mut self.sink {
            let nl = if self.last.replace(String::new()).is_some_and(|last| !last.is_empty()) {
                "\n"
            } else {
                ""
            };
            return writeln!(out, "{nl}only {own} has {}", safe(place));
        }
        self.row(&Listed {
            article: place,
            title: None,
            missing: Some(other),
            start_char: None,
            end_char: None,
            a_kinds: Vec::new(),
            a_themes: Vec::new(),
            b_kinds: Vec::new(),
            b_themes: Vec::new(),
            text: None,
        })
    }

    fn row(&mut self, row: &Listed<'_>) -> io::Result<()> {
        match &mut self.sink {
            Sink::Text(_) => Ok(()),
            Sink::Json(out) => write_json(row, out),
            Sink::Csv(table) => table.row(row),
        }
    }

    /// Hands over what is not written yet.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn flush(&mut self) -> io::Result<()> {
        match &mut self.sink {
            Sink::Text(out) | Sink::Json(out) => out.flush(),
            Sink::Csv(table) => table.flush(),
        }
    }
}
