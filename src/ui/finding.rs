//! What was found in the whole library: title, place and the words about it, three rows each.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::canvas::Canvas;
use super::palette::Palette;
use super::pen::{Pen, Spaces};
use crate::app::App;
use crate::app::finding::{Finder, ROWS};
use crate::library::search::Finding;
use crate::text::Span;
use crate::text::shown::{counted, glyphs};

/// Columns before the words.
const INDENT: u16 = 4;

/// What can be typed.
const HINTS: &[&str] = &[
    "    nurses cuts            both words, anywhere in an article",
    "    \"job cuts\"             words that follow each other",
    "    hospit*                words that begin so",
    "    nurses NEAR/5 cuts     with at most five words between",
    "    title:  author:  source:  date:2023..2024",
    "    -agency                articles without it",
];

/// What to try where that is nowhere.
const NOTHING: &[&str] = &[
    "    no article has all of this",
    "    words are whole: job* finds jobs too, / searches this article",
];

/// Draws the search over the panes, but for the line being typed.
pub(super) fn draw(app: &App, finder: &Finder, palette: &Palette, canvas: &mut Canvas) {
    let area = canvas.area();
    canvas.wipe(area);
    let mut pen = Pen::row(canvas, area, 0);
    pen.write(" SEARCH THE LIBRARY", palette.strong);
    pen.write_right(&format!("{} ", tally(finder)), palette.dim);
    let room = app.finder_rows();
    let findings = finder.findings.shown.iter().enumerate().skip(finder.top).take(room);
    for (line, (at, finding)) in findings.enumerate() {
        let top = (line * ROWS) as u16 + 1;
        draw_finding(finding, at == finder.at, top, area, palette, canvas);
    }
    if finder.findings.shown.is_empty() && !finder.waits && finder.fault.is_none() {
        let lines = if finder.line.is_empty() { HINTS } else { NOTHING };
        for (line, words) in (2..area.height.saturating_sub(2)).zip(lines) {
            let mut pen = Pen::row(canvas, area, line);
            let room = pen.room();
            pen.clip(words, room, palette.dim);
        }
    }
    if let Some(fault) = &finder.fault {
        let line = area.height.saturating_sub(2);
        let mut pen = Pen::row(canvas, area, line);
        let room = pen.room();
        pen.clip(&format!(" {}", fault.why), room, palette.notice);
    }
}

/// "12 articles, 340 places", and what is missing.
fn tally(finder: &Finder) -> String {
    let findings = &finder.findings;
    let due = match findings.due {
        0 => String::new(),
        due => format!(", {} not looked through yet", counted(due, "article", "articles")),
    };
    if finder.waits {
        return "searching ...".to_owned();
    }
    if finder.line.is_empty() {
        return String::new();
    }
    let articles = counted(findings.articles, "article", "articles");
    let hits = usize::try_from(findings.hits).unwrap_or(usize::MAX);
    format!("{articles}, {}{due}", counted(hits, "place", "places"))
}

fn draw_finding(
    finding: &Finding,
    chosen: bool,
    top: u16,
    area: Rect,
    palette: &Palette,
    canvas: &mut Canvas,
) {
    let mut pen = Pen::row(canvas, area, top);
    pen.write(if chosen { " > " } else { "   " }, palette.strong);
    let room = pen.room();
    let style = if chosen { palette.chosen } else { palette.strong };
    pen.clip(&finding.title, room.saturating_sub(room / 3), style);
    let room = pen.room();
    if room > INDENT {
        pen.write("  ", Style::new());
        pen.clip(&finding.place, room - 3, palette.dim);
    }
    let text = &finding.snippet.text;
    let mut rest = Span::new(0, text.len());
    for line in 1..ROWS as u16 {
        let columns = area.width.saturating_sub(INDENT + 1);
        let (row, left) = cut(text, rest, columns);
        write_row(text, row, &finding.snippet.words, top + line, area, canvas);
        rest = left;
    }
}

/// As many whole words as fit into some columns, and what is left.
pub(super) fn cut(text: &str, span: Span, columns: u16) -> (Span, Span) {
    let (mut used, mut end, mut word_end) = (0, span.start, span.start);
    for glyph in glyphs(text, span) {
        if used + glyph.width > columns {
            let end = if word_end > span.start { word_end } else { end };
            let left = Span { start: end, ..span }.trimmed(text);
            return (Span { end, ..span }, left);
        }
        used += glyph.width;
        if glyph.shown == " " {
            word_end = glyph.start;
        }
        end = glyph.start + glyph.len;
    }
    (span, Span { start: span.end, end: span.end })
}

/// A row of a snippet, with what is sought set off.
fn write_row(text: &str, row: Span, words: &[Span], line: u16, area: Rect, canvas: &mut Canvas) {
    let mut pen = Pen::row(canvas, area, line);
    pen.blank(INDENT, Style::new());
    let sought = Style::new().add_modifier(Modifier::REVERSED);
    let mut from = row.start;
    for word in words.iter().filter(|word| word.overlaps(row)) {
        let word = Span { start: word.start.max(row.start), end: word.end.min(row.end) };
        pen.write_span(text, Span { start: from, end: word.start }, Style::new(), Spaces::Kept);
        pen.write_span(text, word, sought, Spaces::Kept);
        from = word.end;
    }
    pen.write_span(text, Span { start: from, ..row }, Style::new(), Spaces::Kept);
}
