//! The dialog of an export, over the lowest rows: what, how, where to.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::palette::Palette;
use super::pen::Pen;
use crate::app::App;
use crate::app::exporting::{Form, Row};
use crate::export::{Format, Group, Unit};
use crate::text::Span;
use crate::text::shown::{self, counted, glyphs};

/// Columns of the names of rows.
const NAMES: u16 = 11;

/// Draws the dialog; gives the cursor's cell while the name is typed.
pub(super) fn draw(
    app: &App,
    form: &Form,
    palette: &Palette,
    canvas: &mut Canvas,
) -> Option<(u16, u16)> {
    let area = canvas.area();
    let rows = form.rows(app.filter.is_open());
    let height = (rows.len() as u16 + 2).min(area.height);
    let area = Rect { y: area.bottom() - height, height, ..area };
    canvas.wipe(area);
    let mut pen = Pen::row(canvas, area, 0);
    let room = pen.room();
    pen.clip(&title(app, form), room, palette.strong);
    let mut cursor = None;
    for (row, y) in rows.iter().zip(1..height) {
        let is_here = *row == form.at;
        let mut pen = Pen::row(canvas, area, y);
        let name = format!(" {} {:<8}", if is_here { '>' } else { ' ' }, row_name(*row));
        let style = if is_here { palette.strong } else { palette.bar };
        pen.write(&name, style);
        if *row == Row::File {
            let typed = shown::width(form.name.before());
            let room = usize::from(pen.room()).saturating_sub(1);
            // Of a long name the part before the cursor.
            let skipped = typed.saturating_sub(room);
            pen.write(&behind(&form.name.text(), skipped), palette.bar);
            let x = area.x + NAMES + (typed - skipped) as u16;
            cursor = is_here.then_some((x.min(area.right().saturating_sub(1)), area.y + y));
            continue;
        }
        for (name, is_on) in values(*row, form) {
            let words = if is_on { format!("[{name}]") } else { format!(" {name} ") };
            let room = pen.room();
            let style = match (is_on, is_here) {
                (true, true) => palette.chosen,
                (true, false) => palette.strong,
                (false, _) => palette.dim,
            };
            pen.clip(&words, room, style);
        }
        if *row == Row::Format {
            pen.write_right(&format!("{} ", form.order.format.help()), palette.dim);
        }
    }
    let mut pen = Pen::row(canvas, area, height - 1);
    let room = pen.room();
    if form.in_the_way {
        let words = " it is there already: Enter replaces it, Esc leaves it";
        pen.clip(words, room, palette.notice);
    } else {
        let keys = " Enter writes  Esc leaves  arrows choose  letters name the file";
        pen.clip(keys, room, palette.dim);
    }
    cursor
}

/// " EXPORT 34 passages of 3 articles: all kinds, all themes".
fn title(app: &App, form: &Form) -> String {
    let (passages, articles) = app.export_counts(form.all);
    let passages = counted(passages, "passage", "passages");
    let articles = counted(articles, "article", "articles");
    let filter =
        if form.all { "everything".to_owned() } else { app.filter.describe(&app.library.codebook) };
    format!(" EXPORT {passages} of {articles}: {filter}")
}

fn row_name(row: Row) -> &'static str {
    match row {
        Row::What => "what",
        Row::Format => "format",
        Row::By => "by",
        Row::Unit => "a row a",
        Row::File => "file",
    }
}

/// What a row can be, and which of it it is.
fn values(row: Row, form: &Form) -> Vec<(&'static str, bool)> {
    let order = form.order;
    match row {
        Row::What => vec![("what shows", !form.all), ("everything", form.all)],
        Row::Format => Format::ALL.map(|it| (it.name(), it == order.format)).to_vec(),
        Row::By => Group::ALL.map(|it| (it.name(), it == order.by)).to_vec(),
        Row::Unit => Unit::ALL.map(|it| (it.name(), it == order.unit)).to_vec(),
        Row::File => Vec::new(),
    }
}

/// A text without its first columns.
fn behind(text: &str, columns: usize) -> String {
    let mut skipped = 0;
    let all = Span::new(0, text.len());
    let kept = glyphs(text, all).skip_while(|glyph| {
        skipped += usize::from(glyph.width);
        skipped <= columns
    });
    kept.map(|glyph| glyph.shown).collect()
}
