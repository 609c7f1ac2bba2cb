//! The cells of the screen from frame to frame, and which of them changed. Only a pen
//! writes here; turning changes into bytes is left to whoever has the terminal.
//!
//! A frame is drawn over the one before: a cell that gets what it already has is only looked at,
//! and what is not drawn again becomes blank. A buffer of 120 by 40 cells takes 230 kB, so going
//! through two of them for each key costs more than all else on the way to a frame.

use std::ops::Range;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use unicode_width::UnicodeWidthStr;

/// The screen's cells.
#[derive(Debug)]
pub struct Canvas {
    buffer: Buffer,
    /// For each cell the frame that drew it, or [`BLANK`].
    drawn: Vec<u8>,
    /// Alternates between 1 and 2.
    frame: u8,
    /// For each row the columns that changed in this frame; empty for none.
    changed: Vec<Range<u16>>,
}

/// How a cell looks, its symbol aside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The colour of the symbol.
    pub text: Color,
    /// The colour behind it.
    pub ground: Color,
    /// Bold, italic and the like.
    pub modifier: Modifier,
}

impl Look {
    /// That of a cell.
    pub fn of(cell: &Cell) -> Self {
        Self { text: cell.fg, ground: cell.bg, modifier: cell.modifier }
    }
}

impl From<Style> for Look {
    fn from(style: Style) -> Self {
        let [text, ground] = [style.fg, style.bg].map(Option::unwrap_or_default);
        Self { text, ground, modifier: style.add_modifier.difference(style.sub_modifier) }
    }
}

/// Drawn by no frame.
const BLANK: u8 = 0;

impl Default for Canvas {
    fn default() -> Self {
        Self::new(Rect::default())
    }
}

impl Canvas {
    /// A blank screen.
    pub fn new(area: Rect) -> Self {
        Self {
            buffer: Buffer::empty(area),
            drawn: vec![BLANK; usize::from(area.width) * usize::from(area.height)],
            frame: 1,
            changed: vec![0..0; usize::from(area.height)],
        }
    }

    /// Its size, at the origin.
    pub fn area(&self) -> Rect {
        self.buffer.area
    }

    /// The cells.
    pub fn buffer(&self) -> &Buffer {
        &self.buffer
    }

    /// The rows that changed in the last frame, each with its cells and the columns in question.
    pub fn changes(&self) -> impl Iterator<Item = (usize, &[Cell], Range<u16>)> {
        let columns = usize::from(self.buffer.area.width).max(1);
        let rows = self.buffer.content.chunks(columns).zip(&self.changed).enumerate();
        let changed = rows.filter(|(_, (_, changed))| changed.start < changed.end);
        changed.map(|(row, (cells, changed))| (row, cells, changed.clone()))
    }

    /// Begins a frame.
    pub(super) fn begin(&mut self) {
        self.frame = 3 - self.frame;
        self.changed.fill(0..0);
    }

    /// Ends a frame: what it did not draw becomes blank.
    pub(super) fn finish(&mut self) {
        let last = 3 - self.frame;
        for index in 0..self.drawn.len() {
            if self.drawn[index] == last {
                self.drawn[index] = BLANK;
                self.change(index, " ", Look::default());
            }
        }
    }

    /// Forgets what this frame drew in an area, for what lies over it.
    pub(super) fn wipe(&mut self, area: Rect) {
        let last = 3 - self.frame;
        let area = area.intersection(self.buffer.area);
        for y in area.top()..area.bottom() {
            let start = self.index_of(area.x, y);
            for drawn in &mut self.drawn[start..start + usize::from(area.width)] {
                if *drawn == self.frame {
                    *drawn = last;
                }
            }
        }
    }

    /// Draws a cell; nothing past the end.
    pub(super) fn put(&mut self, index: usize, symbol: &str, look: Look) {
        let Some(drawn) = self.drawn.get_mut(index) else { return };
        *drawn = self.frame;
        self.change(index, symbol, look);
    }

    /// The index of a cell of the area.
    pub(super) fn index_of(&self, x: u16, y: u16) -> usize {
        usize::from(y) * usize::from(self.buffer.area.width) + usize::from(x)
    }

    fn change(&mut self, index: usize, symbol: &str, look: Look) {
        let cell = &mut self.buffer.content[index];
        if cell.symbol() == symbol && Look::of(cell) == look {
            return;
        }
        // What a terminal does with the second half of a wide character is its own affair.
        let halves = if cell.symbol().len() > 1 { cell.symbol().width().max(1) } else { 1 };
        cell.set_symbol(symbol);
        (cell.fg, cell.bg, cell.modifier) = (look.text, look.ground, look.modifier);
        let columns = usize::from(self.buffer.area.width);
        let x = index % columns;
        let (start, end) = (x as u16, (x + halves).min(columns) as u16);
        let row = &mut self.changed[index / columns];
        *row =
            if row.start == row.end { start..end } else { row.start.min(start)..row.end.max(end) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Rect = Rect { x: 0, y: 0, width: 6, height: 2 };

    fn draw(canvas: &mut Canvas, cells: &[(usize, &str)]) -> Vec<(usize, Range<u16>)> {
        canvas.begin();
        for (index, symbol) in cells {
            canvas.put(*index, symbol, Look::default());
        }
        canvas.finish();
        canvas.changes().map(|(row, _, columns)| (row, columns)).collect()
    }

    #[test]
    fn only_what_differs_has_changed() {
        let mut canvas = Canvas::new(AREA);
        assert_eq!(draw(&mut canvas, &[(1, "a"), (3, "b")]), [(0, 1..4)]);
        assert_eq!(draw(&mut canvas, &[(1, "a"), (3, "b")]), []);
        assert_eq!(draw(&mut canvas, &[(1, "a"), (3, "c"), (6, "d")]), [(0, 3..4), (1, 0..1)]);
    }

    #[test]
    fn what_is_not_drawn_again_becomes_blank() {
        let mut canvas = Canvas::new(AREA);
        drop(draw(&mut canvas, &[(1, "a"), (3, "b")]));
        assert_eq!(draw(&mut canvas, &[(1, "a")]), [(0, 3..4)]);
        assert_eq!(canvas.buffer().content[3].symbol(), " ");
        assert_eq!(draw(&mut canvas, &[(1, "a")]), []);
    }

    #[test]
    fn what_is_wiped_within_a_frame_becomes_blank_unless_drawn_over() {
        let mut canvas = Canvas::new(AREA);
        canvas.begin();
        canvas.put(1, "a", Look::default());
        canvas.put(2, "b", Look::default());
        canvas.wipe(AREA);
        canvas.put(2, "c", Look::default());
        canvas.finish();
        let row: String = canvas.buffer().content[..6].iter().map(Cell::symbol).collect();
        assert_eq!(row, "  c   ");
    }
}
