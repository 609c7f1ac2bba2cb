//! Writes text into cells, safely: only what [`crate::text::shown`] lets through, never past the
//! room given.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text::Span;
use crate::text::shown::{self, Glyph, glyphs};

/// A place on one row, with room to its right.
#[derive(Debug)]
pub(super) struct Pen<'a> {
    buffer: &'a mut Buffer,
    x: u16,
    y: u16,
    end: u16,
}

impl<'a> Pen<'a> {
    /// At a cell, with so many columns of room; none outside the buffer.
    pub(super) fn at(buffer: &'a mut Buffer, x: u16, y: u16, room: u16) -> Self {
        let Rect { x: left, y: top, width, height } = buffer.area;
        let inside = (left..left + width).contains(&x) && (top..top + height).contains(&y);
        let end = if inside { x.saturating_add(room).min(left + width) } else { x };
        Self { buffer, x, y, end }
    }

    /// At the start of a row of an area.
    pub(super) fn row(buffer: &'a mut Buffer, area: Rect, row: u16) -> Self {
        let room = if row < area.height { area.width } else { 0 };
        Self::at(buffer, area.x, area.y + row, room)
    }

    /// Columns left.
    pub(super) fn room(&self) -> u16 {
        self.end - self.x
    }

    /// Where the next glyph goes.
    pub(super) fn x(&self) -> u16 {
        self.x
    }

    /// Writes one glyph; what does not fit ends the row.
    pub(super) fn glyph(&mut self, glyph: &Glyph<'_>, style: Style) {
        if glyph.width == 0 {
            return;
        }
        if glyph.width > self.room() {
            self.x = self.end;
            return;
        }
        let is_mark = glyph.width > 2 || glyph.shown.len() > 1 && glyph.shown.is_ascii();
        if is_mark {
            // A visible mark of several characters, a cell each.
            for c in glyph.shown.chars() {
                self.cell(c.encode_utf8(&mut [0; 4]), 1, style);
            }
        } else {
            self.cell(&glyph.shown, glyph.width, style);
        }
    }

    fn cell(&mut self, symbol: &str, width: u16, style: Style) {
        if let Some(cell) = self.buffer.cell_mut((self.x, self.y)) {
            cell.reset();
            cell.set_symbol(symbol).set_style(style);
        }
        for x in self.x + 1..self.x + width {
            if let Some(cell) = self.buffer.cell_mut((x, self.y)) {
                cell.reset();
                cell.set_style(style);
            }
        }
        self.x += width;
    }

    /// Writes as much as fits.
    pub(super) fn write(&mut self, text: &str, style: Style) {
        for glyph in glyphs(text, Span::new(0, text.len())) {
            self.glyph(&glyph, style);
        }
    }

    /// Writes text cut to `columns` with a `~` where it was.
    pub(super) fn clip(&mut self, text: &str, columns: u16, style: Style) {
        let columns = usize::from(columns.min(self.room()));
        if shown::width(text) <= columns {
            self.write(text, style);
        } else {
            self.write(&shown::clipped(text, columns), style);
        }
    }

    /// Writes at the right end of the room, if what is already there leaves space for it.
    pub(super) fn write_right(&mut self, text: &str, style: Style) {
        let width = shown::width(text) as u16;
        if width < self.room() {
            self.x = self.end - width;
            self.write(text, style);
        }
    }

    /// Fills the rest of the room.
    pub(super) fn fill(&mut self, symbol: &str, style: Style) {
        while self.room() > 0 {
            self.cell(symbol, 1, style);
        }
    }
}
