//! Draws the application: state in, cells out. Changes nothing, decides nothing but looks.

mod agreeing;
mod bars;
pub mod canvas;
mod chooser;
mod dashboard;
mod dialog;
mod exporting;
mod figures;
mod finding;
mod list;
mod matrix;
mod memo;
pub mod palette;
mod pen;
mod proposing;
mod reader;
mod sidebar;
mod why;

use ratatui::layout::Rect;

use crate::app::layout::Areas;
use crate::app::list::Cursor;
use crate::app::{App, Pane, Settings};
use crate::library::ArticleId;
pub use canvas::Canvas;
use palette::Palette;
use pen::Pen;

/// Draws everything, as [`draw_article`] and [`draw_rest`] do one after the other. Gives the cell where the terminal's cursor belongs while a line is typed.
pub fn draw(app: &App, canvas: &mut Canvas) -> Option<(u16, u16)> {
    draw_article(app, canvas);
    draw_rest(app, canvas)
}

/// Begins a frame and draws what the eye is on. Whether the rest is much and lies beside it: then the
/// terminal may have this first.
pub fn draw_article(app: &App, canvas: &mut Canvas) -> bool {
    canvas.begin();
    let areas = app.areas;
    let lists = [
        areas.side.map(|area| (area, Shown::by_side(app))),
        areas.list.map(|area| (area, Shown::by_list(app))),
    ];
    canvas.keep(&lists);
    let palette = Palette::of(app.settings.scheme);
    bars::top(app, &palette, canvas);
    canvas.finish_in(areas.top);
    if let Some(area) = areas.reader {
        reader::draw(app, &palette, area, canvas);
        canvas.finish_in(area);
    }
    app.dialog.is_none() && areas.list.is_some() && !canvas.kept()[1]
}

/// Draws what [`draw_article`] left, and ends the frame.
pub fn draw_rest(app: &App, canvas: &mut Canvas) -> Option<(u16, u16)> {
    let palette = Palette::of(app.settings.scheme);
    let areas = app.areas;
    let [keeps_side, keeps_list] = canvas.kept();
    if areas.side.is_some() && !keeps_side {
        sidebar::draw(app, &palette, canvas);
    }
    if let Some(area) = areas.list.filter(|_| !keeps_list) {
        list::draw(app, &palette, area, canvas);
    }
    for pane in [areas.side, areas.list].into_iter().flatten() {
        part(pane, &palette, canvas);
    }
    bars::status(app, &palette, canvas);
    bars::hints(app, &palette, canvas);
    let cursor = dialog::draw(app, &palette, canvas);
    if !app.dialog.is_none() {
        // It may lie over a pane.
        canvas.keep_none();
    }
    canvas.finish();
    cursor
}

/// All that the picture of a list depends on: where none of it changed, the pane is left as it is. Most
/// keys change the reader alone, and the lists are half of the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Shown {
    revision: u32,
    settings: Settings,
    areas: Areas,
    focus: Pane,
    cursors: [Cursor; 4],
    open: Option<ArticleId>,
    selected: Option<usize>,
    is_reading: bool,
}

impl Shown {
    /// What the side pane shows.
    fn by_side(app: &App) -> Self {
        let mut cursors = app.cursors;
        cursors[Pane::Passages as usize] = Cursor::default();
        Self::of(app, cursors, None)
    }

    /// What the passage list shows.
    fn by_list(app: &App) -> Self {
        let mut cursors = [Cursor::default(); 4];
        cursors[Pane::Passages as usize] = app.cursors[Pane::Passages as usize];
        Self::of(app, cursors, app.reader.selected())
    }

    fn of(app: &App, cursors: [Cursor; 4], selected: Option<usize>) -> Self {
        Self {
            revision: app.revision,
            settings: app.settings,
            areas: app.areas,
            focus: app.focus,
            cursors,
            open: app.open,
            selected,
            is_reading: app.ingesting,
        }
    }
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
