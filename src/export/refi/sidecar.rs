//! What a project holds beside the standard, as JSON, an article a line: how articles are built, every
//! decision with its anchor, stars, cues, figures, scores, themes with their cues. Perusal reads it back, other
//! programs leave it alone. It says of which description it is the rest (`project`, a SHA-1): where another
//! program has changed that, this no longer holds.

use std::io::{self, Write};

use serde::Serialize;

use super::codes::theme_guid;
use super::{Names, Source, text_part};
use crate::export::Page;
use crate::export::json::json;
use crate::export::row::Passed;
use crate::library::{Annotation, AnnotationId, Article, Extract};
use crate::tag::codebook::Theme;
use crate::tag::{Codebook, Label, Pattern, Verdict};
use crate::text::{Points, Standing};

/// Of which format it is; raised where a field changes its meaning.
const FORMAT: u8 = 1;

#[derive(Serialize)]
struct Head<'a> {
    perusal: u8,
    /// The SHA-1 of the description beside it.
    project: &'a str,
    /// What it is an extract of.
    filter: String,
    /// Whether nothing is hidden.
    is_whole: bool,
    title: Option<&'a str>,
    themes: Vec<Theming<'a>>,
}

/// A theme.
#[derive(Serialize)]
struct Theming<'a> {
    guid: String,
    name: &'a str,
    definition: &'a str,
    cues: Vec<&'a str>,
    not: Vec<&'a str>,
    examples: &'a [String],
    /// The name of the theme that it is part of.
    parent: Option<&'a str>,
    colour: Option<u8>,
    memo: &'a str,
}

/// An article.
#[derive(Serialize)]
struct Sourced<'a> {
    guid: String,
    /// The part with its text.
    text: String,
    name: &'a str,
    place: &'a str,
    starred: bool,
    memo: String,
    /// How it is built: what cannot be seen in a text that came from a page or a book.
    outline: serde_json::Value,
    annotations: Vec<Decided<'a>>,
    passages: Vec<Passed<'a>>,
}

/// What a person did to a stretch of text. Places are code points.
#[derive(Serialize)]
struct Decided<'a> {
    start_char: usize,
    end_char: usize,
    standing: Standing,
    quote: &'a str,
    prefix: &'a str,
    suffix: &'a str,
    /// The byte where the quote began in the text that it was put on.
    began: u32,
    /// Marks by their names.
    verdicts: Vec<Decision<'a>>,
    starred: bool,
    memo: &'a str,
}

/// A verdict on a mark.
#[derive(Serialize)]
struct Decision<'a> {
    /// "kind" or "theme".
    sort: &'static str,
    name: &'a str,
    verdict: Verdict,
}

/// Writes it.
pub(super) fn write(
    extract: &Extract,
    all: &[bool],
    source: &mut dyn Source,
    project: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let codebook = &extract.codebook;
    let is_whole = extract.filter.is_open();
    let head = Head {
        perusal: FORMAT,
        project,
        filter: extract.filter.describe(codebook),
        is_whole,
        title: codebook.title.as_deref(),
        themes: codebook.themes().map(|(_, theme)| Theming::of(theme, codebook)).collect(),
    };
    let head = json(&head)?;
    write!(out, "{},\n\"articles\":[", head.strip_suffix('}').unwrap_or(&head))?;
    for (nth, shown) in extract.all().enumerate() {
        source.give(shown.id, &mut |article| {
            let passages = shown.of(article, extract, all);
            let page = Page::of(article, &passages, extract);
            let names = Names::of(&article.name);
            let card = article.card();
            let text = Sourced {
                text: text_part(&names.guid),
                guid: names.guid,
                name: &article.name,
                place: &article.place,
                starred: card.starred,
                memo: card.memo,
                outline: serde_json::to_value(article.document.outline_alone())?,
                annotations: decided(article, &page, is_whole, codebook),
                passages: page.passages().collect(),
            };
            let comma = if nth == 0 { "" } else { "," };
            write!(out, "{comma}\n{}", json(&text)?)
        })?;
    }
    out.write_all(b"\n]}\n")?;
    out.flush()
}

/// All decisions on an article; where something is hidden, those on what shows.
fn decided<'a>(
    article: &'a Article,
    page: &Page<'_>,
    is_whole: bool,
    codebook: &'a Codebook,
) -> Vec<Decided<'a>> {
    let points = Points::of(&article.document.text);
    let shows = |id: &AnnotationId| {
        let hands = page.marked().iter().filter_map(|passage| passage.hand.as_deref());
        is_whole || hands.into_iter().any(|hand| hand.annotation == id.0)
    };
    let all = article.annotations().iter().filter(|(id, _)| shows(id));
    let mut all: Vec<&Annotation> = all.map(|(_, annotation)| annotation).collect();
    // Not as they were made: a library that has them from here has other numbers for them.
    all.sort_by_key(|it| (it.span, it.standing as u8, &it.anchor.quote, it.anchor.start));
    all.into_iter().map(|annotation| Decided::of(annotation, &points, codebook)).collect()
}

impl<'a> Decided<'a> {
    fn of(annotation: &'a Annotation, points: &Points<'_>, codebook: &'a Codebook) -> Self {
        let decision = |(label, verdict): (&Label, &Verdict)| {
            let (sort, name) = match *label {
                Label::Kind(kind) => ("kind", kind.name()),
                Label::Theme(theme) => ("theme", codebook.name(theme)),
            };
            (!name.is_empty()).then_some(Decision { sort, name, verdict: *verdict })
        };
        Self {
            start_char: points.before(annotation.span.start),
            end_char: points.before(annotation.span.end),
            standing: annotation.standing,
            quote: &annotation.anchor.quote,
            prefix: &annotation.anchor.before,
            suffix: &annotation.anchor.after,
            began: annotation.anchor.start,
            verdicts: annotation.verdicts.iter().filter_map(decision).collect(),
            starred: annotation.starred,
            memo: &annotation.memo,
        }
    }
}

impl<'a> Theming<'a> {
    fn of(theme: &'a Theme, codebook: &'a Codebook) -> Self {
        let patterns = |all: &'a [Pattern]| all.iter().map(Pattern::as_str).collect();
        Self {
            guid: theme_guid(&theme.name),
            name: &theme.name,
            definition: &theme.definition,
            cues: patterns(&theme.cues),
            not: patterns(&theme.not),
            examples: &theme.examples,
            parent: theme.parent.map(|id| codebook.name(id)).filter(|name| !name.is_empty()),
            colour: theme.colour,
            memo: &theme.memo,
        }
    }
}
