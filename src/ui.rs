//! Draws the application: state in, cells out. Changes nothing, decides nothing but looks.

mod bars;
mod dialog;
mod list;
pub mod palette;
mod pen;
mod reader;
mod sidebar;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use palette::Palette;
use pen::Pen;

/// Draws everything. Gives the cell where the terminal's cursor belongs while a line is typed.
pub fn draw(app: &App, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let palette = Palette::of(app.settings.scheme);
    let areas = app.areas;
    bars::top(app, &palette, buffer);
    if areas.side.is_some() {
        sidebar::draw(app, &palette, buffer);
    }
    if let Some(area) = areas.list {
        list::draw(app, &palette, area, buffer);
    }
    if let Some(area) = areas.reader {
        reader::draw(app, &palette, area, buffer);
    }
    for pane in [areas.side, areas.list].into_iter().flatten() {
        part(pane, &palette, buffer);
    }
    bars::status(app, &palette, buffer);
    bars::hints(app, &palette, buffer);
    dialog::draw(app, &palette, buffer)
}

/// The line at the right of a pane that does not reach the right edge.
fn part(pane: Rect, palette: &Palette, buffer: &mut Buffer) {
    let x = pane.right();
    if x < buffer.area.right() {
        for y in pane.top()..pane.bottom() {
            Pen::at(buffer, x, y, 1).write("|", palette.dim);
        }
    }
}
