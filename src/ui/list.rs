//! The passages that show, grouped by article, two lines each.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::canvas::Canvas;
use super::palette::{Palette, sign, stance};
use super::pen::{Pen, Spaces};
use super::reader::hand_signs;
use crate::app::list::ListRow;
use crate::app::{App, Pane};
use crate::library::ArticleId;
use crate::tag::{Kind, Kinds};
use crate::text::Span;
use crate::text::shown::{Glyph, glyphs};

/// Columns before the words: signs and a space.
const GUTTER: u16 = 3;

/// Draws the passage list.
pub(super) fn draw(app: &App, palette: &Palette, area: Rect, canvas: &mut Canvas) {
    let focused = app.focus == Pane::Passages;
    let mut pen = Pen::row(canvas, area, 0);
    pen.write("PASSAGES", if focused { palette.strong } else { palette.dim });
    pen.write_right(&format!("{} ", app.survey.shown), palette.dim);
    let top = app.cursors[Pane::Passages as usize].top;
    let mut rest = None;
    for (line, row) in (1..area.height).zip((top..app.rows.len()).map_while(|at| app.row(at))) {
        let pen = Pen::row(canvas, area, line);
        match row {
            ListRow::Article(id) => article_row(app, palette, id, pen),
            ListRow::Passage(id, at) => rest = passage_row(app, palette, id, at, None, pen),
            ListRow::More(id, at) => {
                let rest = rest.take().or_else(|| rest_of(app, id, at, pen.room()));
                passage_row(app, palette, id, at, rest, pen);
            }
        }
    }
    if app.rows.is_empty() {
        let words = if app.ingesting { "reading ..." } else { "none under this filter" };
        Pen::row(canvas, area, 1).write(words, palette.dim);
    }
}

fn article_row(app: &App, palette: &Palette, id: ArticleId, mut pen: Pen<'_>) {
    let Some(brief) = app.library.brief(id) else { return };
    let room = pen.room().saturating_sub(1);
    pen.clip(&brief.title, room, palette.strong);
}

/// Draws the first line of a passage, or the second where its words are given; gives what is left
/// for the second.
fn passage_row(
    app: &App,
    palette: &Palette,
    id: ArticleId,
    at: usize,
    rest: Option<Span>,
    mut pen: Pen<'_>,
) -> Option<Span> {
    let article = app.library.article(id)?;
    let passage = article.passages.get(at)?;
    let selected = app.open == Some(id) && app.reader.selected() == Some(at);
    let kinds = app.filter.visible(passage);
    match rest {
        None => signs(palette, kinds, selected, hand_signs(passage)[0], &mut pen),
        Some(_) => pen.blank(GUTTER, Style::new()),
    }
    let style = match (selected, app.focus == Pane::Passages) {
        (true, true) => palette.chosen,
        (true, false) => palette.passage(kinds).add_modifier(Modifier::BOLD),
        (false, _) => palette.passage(kinds),
    };
    let text = &article.document.text;
    let columns = pen.room().saturating_sub(1);
    let line = match rest {
        None => one_line(text, passage.span, columns, true),
        // A column is kept for the sign that there is more.
        Some(rest) => one_line(text, rest, columns.saturating_sub(1), false),
    };
    pen.write_span(text, line, style, Spaces::Joined);
    if rest.is_some() && line.end < passage.span.end {
        pen.write("~", style);
    }
    Some(Span { start: line.end, ..passage.span }.trimmed(text))
}

/// What the first line of a passage leaves for the second, where the first is off screen.
fn rest_of(app: &App, id: ArticleId, at: usize, room: u16) -> Option<Span> {
    let article = app.library.article(id)?;
    let passage = article.passages.get(at)?;
    let text = &article.document.text;
    let columns = room.saturating_sub(GUTTER + 1);
    let first = one_line(text, passage.span, columns, true);
    Some(Span { start: first.end, ..passage.span }.trimmed(text))
}

fn signs(palette: &Palette, kinds: Kinds, selected: bool, hand: &str, pen: &mut Pen<'_>) {
    let end = pen.x() + GUTTER;
    match stance(kinds) {
        _ if selected => pen.write(">", palette.strong),
        Some((sign, kind)) => pen.write(sign, palette.sign(kind)),
        None => pen.write(" ", Style::new()),
    }
    if kinds.has(Kind::Statistic) {
        pen.write(sign(Kind::Statistic), palette.sign(Kind::Statistic));
    }
    pen.blank(end.saturating_sub(pen.x() + 1), Style::new());
    pen.write(hand, palette.strong);
}

/// As much of `span` as fits, up to the end of a word if `whole`.
fn one_line(text: &str, span: Span, columns: u16, whole: bool) -> Span {
    plain_line(text, span, columns, whole).unwrap_or_else(|| wide_line(text, span, columns, whole))
}

/// [`one_line`] where each byte up to the first that does not fit is a column.
fn plain_line(text: &str, span: Span, columns: u16, whole: bool) -> Option<Span> {
    let bytes = span.of(text).as_bytes();
    // One more to see whether it joins the last.
    let head = &bytes[..bytes.len().min(usize::from(columns) + 2)];
    let mut behind_space = false;
    let is_plain = head.iter().all(|byte| {
        let is_space = *byte == b' ';
        matches!(byte, b' '..=b'~') && !(std::mem::replace(&mut behind_space, is_space) && is_space)
    });
    if !is_plain {
        return None;
    }
    let columns = usize::from(columns);
    if bytes.len() <= columns {
        return Some(span);
    }
    let word_end = head[..=columns].iter().rposition(|byte| *byte == b' ');
    let end = word_end.filter(|end| whole && *end > 0).unwrap_or(columns);
    Some(Span { end: span.start + end as u32, ..span })
}

fn wide_line(text: &str, span: Span, columns: u16, whole: bool) -> Span {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn plain_lines_are_cut_like_any_other(
            text in "[a-z]{0,4}( ?[a-z]{1,5}[é要 ]?){0,8}", columns in 0_u16..30, whole: bool,
        ) {
            let span = Span::new(0, text.len());
            if let Some(line) = plain_line(&text, span, columns, whole) {
                prop_assert_eq!(line, wide_line(&text, span, columns, whole));
            }
        }
    }
}
