//! Draws the application: state in, cells out. Changes nothing, decides nothing but looks.

mod bars;
pub mod canvas;
mod dialog;
mod list;
pub mod palette;
mod pen;
mod reader;
mod sidebar;
mod why;

use ratatui::layout::Rect;

use crate::app::App;
pub use canvas::Canvas;
use palette::Palette;
use pen::Pen;

/// Draws everything. Gives the cell where the terminal's cursor belongs while a line is typed.
pub fn draw(app: &App, canvas: &mut Canvas) -> Option<(u16, u16)> {
    let palette = Palette::of(app.settings.scheme);
    canvas.begin();
    let areas = app.areas;
    bars::top(app, &palette, canvas);
    if areas.side.is_some() {
        sidebar::draw(app, &palette, canvas);
    }
    if let Some(area) = areas.list {
        list::draw(app, &palette, area, canvas);
    }
    if let Some(area) = areas.reader {
        reader::draw(app, &palette, area, canvas);
    }
    for pane in [areas.side, areas.list].into_iter().flatten() {
        part(pane, &palette, canvas);
    }
    bars::status(app, &palette, canvas);
    bars::hints(app, &palette, canvas);
    let cursor = dialog::draw(app, &palette, canvas);
    canvas.finish();
    cursor
}

/// The line at the right of a pane that does not reach the right edge.
fn part(pane: Rect, palette: &Palette, canvas: &mut Canvas) {
    let x = pane.right();
    if x < canvas.area().right() {
        for y in pane.top()..pane.bottom() {
            Pen::at(canvas, x, y, 1).write("|", palette.dim);
        }
    }
}

/// Draws words at places, for tests of what comes after drawing.
#[cfg(test)]
pub(crate) fn draw_words(words: &[(u16, u16, &str, ratatui::style::Style)], canvas: &mut Canvas) {
    canvas.begin();
    for (x, y, text, style) in words {
        Pen::at(canvas, *x, *y, u16::MAX).write(text, *style);
    }
    canvas.finish();
}
