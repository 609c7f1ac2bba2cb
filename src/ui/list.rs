//! The passages that show, grouped by article, two lines each.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::palette::{Palette, sign, stance};
use super::pen::Pen;
use crate::app::list::ListRow;
use crate::app::{App, Pane};
use crate::library::ArticleId;
use crate::tag::{Kind, Kinds};
use crate::text::Span;
use crate::text::shown::{Glyph, glyphs};

/// Columns before the words: signs and a space.
const GUTTER: u16 = 3;

/// Draws the passage list.
pub(super) fn draw(app: &App, palette: &Palette, area: Rect, buffer: &mut Buffer) {
    let focused = app.focus == Pane::Passages;
    let mut pen = Pen::row(buffer, area, 0);
    pen.write("PASSAGES", if focused { palette.strong } else { palette.dim });
    pen.write_right(&format!("{} ", app.survey.shown), palette.dim);
    let top = app.cursors[Pane::Passages as usize].top;
    for (line, row) in (1..area.height).zip(app.passages.iter().skip(top)) {
        let pen = Pen::row(buffer, area, line);
        match *row {
            ListRow::Article(id) => article_row(app, palette, id, pen),
            ListRow::Passage(id, at) => passage_row(app, palette, id, at, false, pen),
            ListRow::More(id, at) => passage_row(app, palette, id, at, true, pen),
        }
    }
    if app.passages.is_empty() {
        let words = if app.ingesting { "reading ..." } else { "none under this filter" };
        Pen::row(buffer, area, 1).write(words, palette.dim);
    }
}

fn article_row(app: &App, palette: &Palette, id: ArticleId, mut pen: Pen<'_>) {
    let Some(article) = app.library.article(id) else { return };
    let room = pen.room().saturating_sub(1);
    pen.clip(article.document.title(), room, palette.strong);
}

fn passage_row(
    app: &App,
    palette: &Palette,
    id: ArticleId,
    at: usize,
    more: bool,
    mut pen: Pen<'_>,
) {
    let Some(article) = app.library.article(id) else { return };
    let Some(passage) = article.passages.get(at) else { return };
    let selected = app.open == Some(id) && app.reader.selected() == Some(at);
    let kinds = app.filter.visible(passage);
    if more {
        pen.write("   ", Style::new());
    } else {
        signs(palette, kinds, selected, &mut pen);
    }
    let style = match (selected, app.focus == Pane::Passages) {
        (true, true) => palette.chosen,
        (true, false) => palette.passage(kinds).add_modifier(Modifier::BOLD),
        (false, _) => palette.passage(kinds),
    };
    let columns = pen.room().saturating_sub(1);
    let text = &article.document.text;
    let line = line(text, passage.span, columns, more);
    for glyph in joined(text, line) {
        pen.glyph(&glyph, style);
    }
    if more && line.end < passage.span.end {
        pen.write("~", style);
    }
}

fn signs(palette: &Palette, kinds: Kinds, selected: bool, pen: &mut Pen<'_>) {
    let end = pen.x() + GUTTER;
    match stance(kinds) {
        _ if selected => pen.write(">", palette.strong),
        Some((sign, kind)) => pen.write(sign, palette.sign(kind)),
        None => pen.write(" ", Style::new()),
    }
    if kinds.has(Kind::Statistic) {
        pen.write(sign(Kind::Statistic), palette.sign(Kind::Statistic));
    }
    let blank = usize::from(end.saturating_sub(pen.x()));
    pen.write(&" ".repeat(blank), Style::new());
}

/// The first or second line of a passage, of so many columns; the second one leaves a column for
/// the sign that there is more.
fn line(text: &str, span: Span, columns: u16, second: bool) -> Span {
    let first = one_line(text, span, columns, true);
    if !second {
        return first;
    }
    let rest = Span { start: first.end, ..span }.trimmed(text);
    one_line(text, rest, columns.saturating_sub(1), false)
}

/// As much of `span` as fits, up to the end of a word if `whole`.
fn one_line(text: &str, span: Span, columns: u16, whole: bool) -> Span {
    let (mut used, mut word_end) = (0, span.start);
    for glyph in joined(text, span) {
        if glyph.shown == " " {
            word_end = glyph.start;
        }
        used += glyph.width;
        if used > columns {
            let end = if whole && word_end > span.start { word_end } else { glyph.start };
            return Span { end, ..span };
        }
    }
    span
}

/// The glyphs of a span, each run of white space as one.
fn joined(text: &str, span: Span) -> impl Iterator<Item = Glyph<'_>> {
    let mut after_space = false;
    glyphs(text, span).filter(move |glyph| {
        let space = glyph.shown == " ";
        !(std::mem::replace(&mut after_space, space) && space)
    })
}
