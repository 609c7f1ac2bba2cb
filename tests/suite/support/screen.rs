//! A drawn frame as text: each row, and under it a row of letters for the styles of its cells.
//!
//! `c` concern, `o` opportunity, `b` both, `s` statistic, `w` words that made a mark, `r` reversed,
//! `d` dim, `B` bold, `.` plain; a row of styles that are all plain is left out.

use perusal::app::App;
use perusal::ui;
use perusal::ui::palette::Palette;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

/// The frame of an application at a size.
pub(crate) fn draw(app: &App, width: u16, height: u16) -> Buffer {
    let mut canvas = ui::Canvas::new(Rect { x: 0, y: 0, width, height });
    let cursor = ui::draw(app, &mut canvas);
    let buffer = canvas.buffer();
    assert!(cursor.is_none_or(|(_, y)| y < height), "the cursor is below the screen: {cursor:?}");
    buffer
}

/// The words on each row of a frame, without the blanks at its end.
pub(crate) fn rows(buffer: &Buffer) -> Vec<String> {
    lines(buffer).map(|cells| words(cells).trim_end().to_owned()).collect()
}

/// All rows of a frame with their styles, for kinds in the colours of a palette.
pub(crate) fn with_styles(buffer: &Buffer, palette: &Palette) -> String {
    let mut shown = String::new();
    for cells in lines(buffer) {
        let text = words(cells);
        let styles: String = cells.iter().map(|cell| letter(cell, palette)).collect();
        shown.push_str(text.trim_end());
        shown.push('\n');
        if styles.chars().any(|c| c != '.') {
            shown.push_str(&styles);
            shown.push('\n');
        }
    }
    shown
}

fn lines(buffer: &Buffer) -> impl Iterator<Item = &[Cell]> {
    buffer.content.chunks(usize::from(buffer.area.width).max(1))
}

/// A wide character's second cell is empty: its symbol already took that column.
fn words(cells: &[Cell]) -> String {
    let mut words = String::new();
    let mut skip = 0;
    for cell in cells {
        if skip == 0 {
            words.push_str(cell.symbol());
            skip = perusal::text::shown::width(cell.symbol()).saturating_sub(1);
        } else {
            skip -= 1;
        }
    }
    words
}

fn letter(cell: &Cell, palette: &Palette) -> char {
    let [concern, opportunity, statistic] = palette.kinds;
    let has = |modifier| cell.modifier.contains(modifier);
    let coloured = |color| cell.fg == color && color != Color::Reset;
    let [under, italic] = [Modifier::UNDERLINED, Modifier::ITALIC].map(has);
    match () {
        () if has(Modifier::REVERSED) => 'r',
        () if coloured(statistic) => 's',
        () if under && has(Modifier::BOLD) => 'w',
        () if under && italic => 'b',
        () if under || coloured(concern) => 'c',
        () if italic || coloured(opportunity) => 'o',
        () if has(Modifier::DIM) => 'd',
        () if has(Modifier::BOLD) => 'B',
        () => '.',
    }
}
