//! The memo being written, over the lower half of the screen.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::Canvas;
use super::palette::Palette;
use super::pen::{Pen, Spaces};
use crate::app::App;
use crate::app::memo::{Memo, Subject};
use crate::text::Span;
use crate::text::shown::{self, glyphs};

/// Draws the memo; gives the cursor's cell.
pub(super) fn draw(
    app: &App,
    memo: &Memo,
    palette: &Palette,
    canvas: &mut Canvas,
) -> Option<(u16, u16)> {
    let area = canvas.area();
    let height = (area.height / 2).max(4).min(area.height);
    let area = Rect { y: area.bottom() - height, height, ..area };
    canvas.wipe(area);
    let hint = " Esc keeps  ^C drops  ^X editor ";
    let mut pen = Pen::row(canvas, area, 0);
    let room = pen.room().saturating_sub(shown::width(hint) as u16);
    pen.clip(&title(app, memo.subject), room, palette.strong);
    pen.fill("-", palette.dim);
    let mut pen = Pen::row(canvas, area, 0);
    pen.write_right(hint, palette.dim);
    let columns = usize::from(area.width.saturating_sub(3)).max(1);
    let (rows, (row, column)) = laid_out(memo, columns);
    let shown = usize::from(height - 1);
    let top = (row + 1).saturating_sub(shown).min(row);
    for ((line, span), y) in rows.iter().skip(top).zip(1..height) {
        let mut pen = Pen::row(canvas, area, y);
        pen.write(" ", Style::new());
        pen.write_span(&memo.lines()[*line], *span, Style::new(), Spaces::Kept);
    }
    let y = area.y + 1 + (row - top) as u16;
    (y < area.bottom()).then_some(((area.x + 1 + column as u16).min(area.right() - 1), y))
}

fn title(app: &App, subject: Subject) -> String {
    let about = match subject {
        Subject::Passage((id, span)) => {
            let text = app.library.article(id).map_or("", |article| &article.document.text);
            span.of(text).split_whitespace().take(20).collect::<Vec<_>>().join(" ")
        }
        Subject::Article(id) => {
            app.library.article(id).map_or("", |article| article.document.title()).to_owned()
        }
        Subject::Theme(id) => app.library.codebook.name(id).to_owned(),
    };
    format!(" MEMO on '{}' ", shown::clipped(&about, 60))
}

/// The rows of a memo at a width, each by its line and its place in it; the cursor's row and column.
fn laid_out(memo: &Memo, columns: usize) -> (Vec<(usize, Span)>, (usize, usize)) {
    let (cursor_line, cursor_chars) = memo.cursor();
    let mut rows = Vec::new();
    let mut cursor = (0, 0);
    for (at, line) in memo.lines().iter().enumerate() {
        let before: usize = line.chars().take(cursor_chars).map(char::len_utf8).sum();
        for span in wrapped(line, columns) {
            // The last row that begins at or before it.
            if at == cursor_line && span.range().start <= before {
                let typed = Span { end: span.end.min(before as u32), ..span };
                cursor = (rows.len(), shown::width(typed.of(line)));
            }
            rows.push((at, span));
        }
    }
    (rows, cursor)
}

/// A line cut into rows, behind a blank where there is one.
fn wrapped(line: &str, columns: usize) -> Vec<Span> {
    let mut rows = Vec::new();
    let (mut start, mut width, mut blank) = (0_u32, 0, None);
    for glyph in glyphs(line, Span::new(0, line.len())) {
        // Twice where what follows the blank is as wide as a row and the letter takes two columns.
        while width + usize::from(glyph.width) > columns && glyph.start > start {
            let end = blank.filter(|end| *end > start).unwrap_or(glyph.start);
            rows.push(Span { start, end });
            width = shown::width(Span { start: end, end: glyph.start }.of(line));
            (start, blank) = (end, None);
        }
        width += usize::from(glyph.width);
        if glyph.shown == " " {
            blank = Some(glyph.start + glyph.len);
        }
    }
    rows.push(Span { start, end: line.len() as u32 });
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rows_tile_the_line_and_fit(line in "([a-z\u{e9}\u{8981}]{0,9} ?){0,12}", columns in 2_usize..30) {
            let rows = wrapped(&line, columns);
            let mut end = 0;
            for row in &rows {
                prop_assert_eq!(row.start, end);
                prop_assert!(shown::width(row.of(&line).trim_end()) <= columns);
                end = row.end;
            }
            prop_assert_eq!(end as usize, line.len());
        }
    }
}
