//! The passages that show, grouped by article, two lines each.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::palette::{Palette, sign, stance};
use super::pen::Pen;
use crate::app::list::ListRow;
use crate::app::{App, Pane};
use crate::library::ArticleId;
use crate::tag::{Kind, Kinds, Passage};

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
    let room = pen.room().saturating_sub(1);
    let [first, second] = lines(&article.document.text, passage, usize::from(room));
    pen.clip(if more { &second } else { &first }, room, style);
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

/// The passage's beginning on two lines.
fn lines(text: &str, passage: &Passage, columns: usize) -> [String; 2] {
    let mut lines = [String::new(), String::new()];
    let mut used = [0, 0];
    let mut line = 0;
    for word in passage.span.of(text).split_whitespace() {
        let width = crate::text::shown::width(word);
        if line == 0 && used[0] > 0 && used[0] + 1 + width > columns {
            line = 1;
        }
        if used[line] > 0 {
            lines[line].push(' ');
            used[line] += 1;
        }
        lines[line].push_str(word);
        used[line] += width;
        if used[1] > columns {
            break;
        }
    }
    lines
}
