//! Articles, whole: as plain text, a line a block, marks as words; or as JSON and CSV, a record an article.

use std::io::{self, Write};

use serde::Serialize;

use super::{Format, Ink, Surveyed};
use crate::export::{About, Marked, Page, Source, Style, Table, write_json};
use crate::library::{Article, ArticleId, Extract, Filter, Library, Survey};
use crate::tag::{Kind, Kinds, Passage};
use crate::text::shown::{counted, safe};
use crate::text::{Block, BlockKind, Marker, Span};

/// The columns of CSV: fields of a record.
const COLUMNS: &[&str] = &[
    "article",
    "title",
    "author",
    "source",
    "date",
    "language",
    "words",
    "concern",
    "opportunity",
    "statistic",
    "article_starred",
    "article_memo",
    "text",
];

/// An article. `concern`, `opportunity` and `statistic` count its passages that show.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    about: &'a About<'a>,
    words: usize,
    concern: usize,
    opportunity: usize,
    statistic: usize,
    text: &'a str,
    passages: Vec<Marked<'a>>,
}

/// Writes the articles that a filter asks for: with a query those that meet it or
/// have passages that do, otherwise all. Passages that show stand in brackets behind their kinds. Texts are
/// asked for one at a time.
///
/// # Errors
/// Those of the texts and of the writer.
pub fn show(
    Surveyed { mut library, filter, survey }: Surveyed<'_>,
    format: Format,
    ink: &Ink,
    out: &mut impl Write,
) -> io::Result<()> {
    let of = library;
    let mut each = |act: &mut dyn FnMut(&Article, &[&Passage]) -> io::Result<()>| {
        survey.articles_met(of, filter).try_for_each(|id| {
            library.give(id, &mut |article| act(article, &shown(of, survey, id, article)))
        })
    };
    match format {
        Format::Text => {
            let mut nl = "";
            each(&mut |article, passages| {
                write!(out, "{}", std::mem::replace(&mut nl, "\n"))?;
                as_text(article, &Marks { passages, filter, ink }, out)
            })
        }
        Format::Json => {
            let extract = Extract::of(of, filter, survey);
            each(&mut |article, passages| {
                whole(article, passages, &extract, |whole| write_json(whole, out))
            })
        }
        Format::Csv => {
            let extract = Extract::of(of, filter, survey);
            let mut table = Table::begin(Style::Printed, COLUMNS, out)?;
            each(&mut |article, passages| {
                whole(article, passages, &extract, |whole| table.row(whole))
            })?;
            table.flush()
        }
    }
}

/// The passages of an article that show.
fn shown<'a>(
    library: &Library,
    survey: &Survey,
    id: ArticleId,
    article: &'a Article,
) -> Vec<&'a Passage> {
    survey.shown_in(library, id).filter_map(|nth| article.passages.get(nth)).collect()
}

fn whole(
    article: &Article,
    passages: &[&Passage],
    extract: &Extract,
    write: impl FnOnce(&Whole<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let page = Page::of(article, passages, extract);
    let count = |kind| {
        let is_of = |passage: &&&Passage| extract.filter.visible(passage).has(kind);
        passages.iter().filter(is_of).count()
    };
    let [concern, opportunity, statistic] = Kind::ALL.map(count);
    let text = article.document.text.as_str();
    let (words, passages) = (article.document.words(), page.marks().collect());
    write(&Whole { about: &page.about, words, concern, opportunity, statistic, text, passages })
}

/// What an article is marked with.
struct Marks<'a> {
    passages: &'a [&'a Passage],
    filter: &'a Filter,
    ink: &'a Ink,
}

fn as_text(article: &Article, marks: &Marks<'_>, out: &mut impl Write) -> io::Result<()> {
    let title = safe(article.document.title()).into_owned();
    writeln!(out, "{}\n{}", marks.ink.strong(&title), "=".repeat(title.chars().count()))?;
    facts(article, out)?;
    for block in &article.document.blocks {
        let skipped = matches!(block.kind, BlockKind::Title | BlockKind::Furniture(_));
        if !skipped && !block.body.is_empty() {
            writeln!(out, "{}", block_line(article, marks, block))?;
        }
    }
    let furniture = article.document.blocks.iter().filter(|block| is_furniture(block)).count();
    if furniture > 0 {
        let left = format!("({} of page furniture left out)", counted(furniture, "line", "lines"));
        writeln!(out, "{}", marks.ink.dim(&left))?;
    }
    Ok(())
}

fn is_furniture(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Furniture(_)) && !block.body.is_empty()
}

fn facts(article: &Article, out: &mut impl Write) -> io::Result<()> {
    let heading = &article.document.heading;
    let text = &article.document.text;
    let told = [heading.author, heading.date, heading.source];
    let told: Vec<_> = told.iter().flatten().map(|span| safe(span.of(text))).collect();
    let beside = told.join(", ") + if told.is_empty() { "" } else { "; " };
    if let Some(why) = article.document.unmarked() {
        return writeln!(out, "{beside}{why}\n");
    }
    let count = |kind: Kind| article.passages.iter().filter(|p| p.kinds.has(kind)).count();
    let [concerns, opportunities, statistics] = Kind::ALL.map(count);
    writeln!(
        out,
        "{beside}{}, {}, {}\n",
        counted(concerns, "concern", "concerns"),
        counted(opportunities, "opportunity", "opportunities"),
        if statistics == 0 {
            "no statistics".into()
        } else {
            counted(statistics, "statistic", "statistics")
        },
    )
}

fn block_line(article: &Article, marks: &Marks<'_>, block: &Block) -> String {
    let words = marked(article, marks, block);
    match block.kind {
        BlockKind::Heading => format!("\n{}", marks.ink.strong(&format!("## {words}"))),
        BlockKind::Item(Marker::Bullet) => format!("- {words}"),
        BlockKind::Item(Marker::Number(number)) => format!("{number}. {words}"),
        BlockKind::Question => format!("\nQ: {words}"),
        BlockKind::Answer => format!("A: {words}"),
        BlockKind::Row { head: true } => {
            let bare = marked(article, &Marks { ink: &Ink::default(), ..*marks }, block);
            format!("{words}\n{}", "-".repeat(bare.chars().count()))
        }
        BlockKind::Row { head: false } => words,
        BlockKind::Code => code(block.body.of(&article.document.text)),
        BlockKind::Quotation => format!("> {words}\n"),
        BlockKind::Commenter => format!("\nComment by {words}:"),
        BlockKind::Comment { author: None } => format!("\nComment: {words}"),
        BlockKind::Byline | BlockKind::Dateline => format!("({words})"),
        _ => format!("{words}\n"),
    }
}

/// The lines of a program, set in.
fn code(lines: &str) -> String {
    lines.lines().map(|line| format!("    {}\n", safe(line))).collect()
}

/// A block's words on one line, its passages in brackets.
fn marked(article: &Article, marks: &Marks<'_>, block: &Block) -> String {
    let text = &article.document.text;
    let mut line = Line::default();
    let mut at = block.body.start;
    for passage in marks.passages.iter().filter(|it| block.body.overlaps(it.span)) {
        let kinds: Kinds = marks.filter.visible(passage);
        line.push(Span { start: at, end: passage.span.start }.of(text), str::to_owned);
        line.put("[");
        line.put(&marks.ink.kinds(kinds.iter()));
        line.put(":");
        line.gap = true;
        let dress = |words: &str| marks.ink.passage(kinds, words).into_owned();
        line.push(passage.span.of(text), dress);
        line.put("]");
        at = passage.span.end;
    }
    line.push(Span { start: at, end: block.body.end }.of(text), str::to_owned);
    line.words
}

/// Words on one line, with one blank wherever white space is.
#[derive(Default)]
struct Line {
    words: String,
    /// Whether white space came last.
    gap: bool,
}

impl Line {
    /// Adds words of a text, as `dress` has them.
    fn push(&mut self, text: &str, dress: impl Fn(&str) -> String) {
        self.gap |= text.starts_with(char::is_whitespace);
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            self.put(&dress(&safe(&words)));
            self.gap = text.ends_with(char::is_whitespace);
        }
    }

    /// Adds words that are not the text's.
    fn put(&mut self, words: &str) {
        if std::mem::take(&mut self.gap) && !self.words.is_empty() {
            self.words.push(' ');
        }
        self.words += words;
    }
}
