//! Writes text into cells, safely: only what [`crate::text::shown`] lets through, never past the
//! room given.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::{Canvas, Look, LookId};
use crate::text::Span;
use crate::text::shown::{self, Glyph, glyphs};

/// A place on one row, with room to its right.
#[derive(Debug)]
pub(super) struct Pen<'a> {
    canvas: &'a mut Canvas,
    x: u16,
    end: u16,
    /// Of the cell at `x` on the canvas.
    index: usize,
    /// Of the row on the canvas.
    row: usize,
    /// Whether white space was written last.
    behind_space: bool,
}

/// What becomes of several characters of white space in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spaces {
    /// Each takes a column.
    Kept,
    /// All together take one, as in running text.
    Joined,
}

impl<'a> Pen<'a> {
    /// At a cell, with so many columns of room; none outside the canvas.
    pub(super) fn at(canvas: &'a mut Canvas, x: u16, y: u16, room: u16) -> Self {
        let Rect { x: left, y: top, width, height } = canvas.area();
        let inside = (left..left + width).contains(&x) && (top..top + height).contains(&y);
        let end = if inside { x.saturating_add(room).min(left + width) } else { x };
        let index = if inside { canvas.index_of(x, y) } else { 0 };
        Self { canvas, x, end, index, row: usize::from(y), behind_space: false }
    }

    /// At the start of a row of an area.
    pub(super) fn row(canvas: &'a mut Canvas, area: Rect, row: u16) -> Self {
        let room = if row < area.height { area.width } else { 0 };
        Self::at(canvas, area.x, area.y + row, room)
    }

    /// Columns left.
    pub(super) fn room(&self) -> u16 {
        self.end - self.x
    }

    /// Where the next glyph goes.
    pub(super) fn x(&self) -> u16 {
        self.x
    }

    /// Writes as much as fits.
    pub(super) fn write(&mut self, text: &str, style: Style) {
        self.write_span(text, Span::new(0, text.len()), style, Spaces::Kept);
    }

    /// Writes as much of a span as fits.
    pub(super) fn write_span(&mut self, text: &str, span: Span, style: Style, spaces: Spaces) {
        let look = self.canvas.look_id(Look::from(style));
        let mut at = span.start;
        while at < span.end && self.room() > 0 {
            let rest = Span { start: at, end: span.end };
            let run = self.plain_run(rest.of(text), look, spaces);
            at += run as u32;
            let Some(glyph) = glyphs(text, Span { start: at, end: span.end }).next() else { break };
            self.glyph(&glyph, look, spaces);
            at = glyph.start + glyph.len;
        }
    }

    /// Writes what `text` starts with, as far as each character is one byte and one column and
    /// nothing behind it can join it. Gives how many bytes that was.
    fn plain_run(&mut self, text: &str, look: LookId, spaces: Spaces) -> usize {
        let bytes = text.as_bytes();
        let plain = bytes.iter().position(|byte| !matches!(byte, b' '..=b'~'));
        let plain = match plain {
            None => bytes.len(),
            // What follows may join the last one.
            Some(at) if !bytes[at].is_ascii() => at.saturating_sub(1),
            Some(at) => at,
        };
        let mut at = 0;
        while at < plain && self.room() > 0 {
            let rest = &bytes[at..plain];
            if spaces == Spaces::Joined && self.behind_space && rest[0] == b' ' {
                at += 1;
                continue;
            }
            let rest = &rest[..rest.len().min(usize::from(self.room()))];
            let gap = rest.windows(2).position(|two| two == b"  ");
            let run = gap.filter(|_| spaces == Spaces::Joined).map_or(rest, |gap| &rest[..=gap]);
            self.canvas.put_bytes(self.index, self.row, run, look);
            self.behind_space = run.ends_with(b" ");
            self.index += run.len();
            self.x += run.len() as u16;
            at += run.len();
        }
        at
    }

    /// Whether this is white space behind white space, which counts once.
    fn swallows(&mut self, is_space: bool, spaces: Spaces) -> bool {
        let behind_space = std::mem::replace(&mut self.behind_space, is_space);
        behind_space && is_space && spaces == Spaces::Joined
    }

    fn glyph(&mut self, glyph: &Glyph<'_>, look: LookId, spaces: Spaces) {
        if glyph.width == 0 || self.swallows(glyph.shown == " ", spaces) {
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
                self.cell(c.encode_utf8(&mut [0; 4]), 1, look);
            }
        } else {
            self.cell(&glyph.shown, glyph.width, look);
        }
    }

    fn cell(&mut self, symbol: &str, width: u16, look: LookId) {
        self.canvas.put(self.index, self.row, symbol, look);
        // The second half of a wide character.
        for second in 1..usize::from(width) {
            self.canvas.put_bytes(self.index + second, self.row, b" ", look);
        }
        self.index += usize::from(width);
        self.x += width;
    }

    /// Writes so many blanks, as far as there is room.
    pub(super) fn blank(&mut self, columns: u16, style: Style) {
        const BLANKS: &[u8; 64] = &[b' '; 64];
        let look = self.canvas.look_id(style.into());
        let mut left = usize::from(columns.min(self.room()));
        while left > 0 {
            let run = left.min(BLANKS.len());
            self.canvas.put_bytes(self.index, self.row, &BLANKS[..run], look);
            self.index += run;
            self.x += run as u16;
            left -= run;
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
            let skipped = self.room() - width;
            self.index += usize::from(skipped);
            self.x += skipped;
            self.write(text, style);
        }
    }

    /// Fills the rest of the room.
    pub(super) fn fill(&mut self, symbol: &str, style: Style) {
        let look = self.canvas.look_id(style.into());
        while self.room() > 0 {
            self.cell(symbol, 1, look);
        }
    }
}
