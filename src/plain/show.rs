//! One article as plain text: a line a block, marks as words.

use std::io::{self, Write};

use crate::library::{Article, Filter};
use crate::tag::{Kind, Passage};
use crate::text::shown::counted;
use crate::text::shown::safe;
use crate::text::{Block, BlockKind, Marker, Span};

/// Writes an article; passages that show under `filter` stand in brackets behind their kinds.
///
/// # Errors
/// Those of the writer.
pub fn show(article: &Article, filter: &Filter, out: &mut impl Write) -> io::Result<()> {
    let title = safe(article.document.title()).into_owned();
    writeln!(out, "{title}\n{}", "=".repeat(title.chars().count()))?;
    facts(article, out)?;
    for block in &article.document.blocks {
        let skipped = matches!(block.kind, BlockKind::Title | BlockKind::Furniture(_));
        if !skipped && !block.body.is_empty() {
            writeln!(out, "{}", block_line(article, filter, block))?;
        }
    }
    let furniture = article.document.blocks.iter().filter(|block| is_furniture(block)).count();
    if furniture > 0 {
        writeln!(out, "({} of page furniture left out)", counted(furniture, "line", "lines"))?;
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

fn block_line(article: &Article, filter: &Filter, block: &Block) -> String {
    let words = marked(article, filter, block);
    match block.kind {
        BlockKind::Heading => format!("\n## {words}"),
        BlockKind::Item(Marker::Bullet) => format!("- {words}"),
        BlockKind::Item(Marker::Number(number)) => format!("{number}. {words}"),
        BlockKind::Question => format!("\nQ: {words}"),
        BlockKind::Answer => format!("A: {words}"),
        BlockKind::Row { head: true } => format!("{words}\n{}", "-".repeat(words.chars().count())),
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
fn marked(article: &Article, filter: &Filter, block: &Block) -> String {
    let text = &article.document.text;
    let mut words = String::new();
    let mut at = block.body.start;
    let within = |passage: &&Passage| block.body.overlaps(passage.span) && filter.admits(passage);
    for passage in article.passages.iter().filter(within) {
        let names: Vec<_> = filter.visible(passage).iter().map(Kind::name).collect();
        words.push_str(Span { start: at, end: passage.span.start }.of(text));
        words += &format!("[{}: {}]", names.join(", "), passage.span.of(text));
        at = passage.span.end;
    }
    words.push_str(Span { start: at, end: block.body.end }.of(text));
    let joined = words.split_whitespace().collect::<Vec<_>>().join(" ");
    safe(&joined).into_owned()
}
