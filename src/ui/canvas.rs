//! The cells of the screen from frame to frame, and which of them changed. Only a pen
//! writes here; turning changes into bytes is left to whoever has the terminal.
//!
//! A frame is drawn over the one before: a cell that gets what it already has is only looked at,
//! and what is not drawn again becomes blank. A cell is eight bytes, a seventh of `ratatui`'s: when a
//! key comes, the screen is no longer in the processor's cache, and fetching it costs more than
//! drawing it.

mod cell;

use std::collections::HashMap;
use std::ops::Range;

use super::Shown;
use cell::Symbol;
pub use cell::{Cell, Look, LookId};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The screen's cells.
#[derive(Debug)]
pub struct Canvas {
    area: Rect,
    cells: Vec<Cell>,
    /// For each cell the frame that drew it, or [`BLANK`].
    drawn: Vec<u8>,
    /// Alternates between 1 and 2.
    frame: u8,
    /// For each row the columns that changed in this frame, in the order they were drawn.
    changed: Vec<Vec<Range<u16>>>,
    /// All looks met so far, the plain one first.
    looks: Vec<Look>,
    /// The look that was last asked for.
    last: LookId,
    /// All symbols of several characters met so far.
    clusters: Vec<Box<str>>,
    /// Where each of them is.
    places: HashMap<Box<str>, u32>,
    /// Where each of the lists was in the last frame and what it showed.
    lists: [Option<(Rect, Shown)>; 2],
    /// Which of them are left as they are in this frame.
    kept: [bool; 2],
}

/// Drawn by no frame.
const BLANK: u8 = 0;

impl Default for Canvas {
    fn default() -> Self {
        Self::new(Rect::default())
    }
}

impl Canvas {
    /// How many clusters are kept; a session that has shown more begins anew.
    const CLUSTERS: usize = 1 << 14;

    /// A blank screen.
    pub fn new(area: Rect) -> Self {
        let size = usize::from(area.width) * usize::from(area.height);
        Self {
            area,
            cells: vec![Cell::BLANK; size],
            drawn: vec![BLANK; size],
            frame: 1,
            changed: vec![Vec::new(); usize::from(area.height)],
            looks: vec![Look::default()],
            last: LookId::default(),
            clusters: Vec::new(),
            places: HashMap::new(),
            lists: [None; 2],
            kept: [false; 2],
        }
    }

    /// Its size, at the origin.
    pub fn area(&self) -> Rect {
        self.area
    }

    /// Whether it has kept so much that it is better made anew.
    pub fn is_full(&self) -> bool {
        self.clusters.len() > Self::CLUSTERS || self.looks.len() > Self::CLUSTERS
    }

    /// A copy for whoever wants to look at the screen with `ratatui`'s means.
    pub fn buffer(&self) -> Buffer {
        let mut buffer = Buffer::empty(self.area);
        for (copy, cell) in buffer.content.iter_mut().zip(&self.cells) {
            let look = self.look(cell.look());
            copy.set_symbol(self.symbol(*cell, &mut [0; 4]));
            (copy.fg, copy.bg, copy.modifier) = (look.text, look.ground, look.modifier);
        }
        buffer
    }

    /// Forgets what changed: it has been painted.
    pub fn forget_changes(&mut self) {
        self.changed.iter_mut().for_each(Vec::clear);
    }

    /// What changed in the last frame: rows with their cells and the columns in question, from left to
    /// right. What did not change between two changes is among them where that is shorter than
    /// going from one to the other.
    pub fn changes(&self) -> impl Iterator<Item = (usize, &[Cell], Range<u16>)> {
        let rows = self.cells.chunks(self.columns()).zip(&self.changed).enumerate();
        rows.flat_map(|(row, (cells, changed))| {
            changed.iter().map(move |columns| (row, cells, columns.clone()))
        })
    }

    /// The look with this id.
    pub fn look(&self, id: LookId) -> Look {
        self.looks.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// What a cell shows; `buffer` is room for a single character.
    pub fn symbol<'c>(&'c self, cell: Cell, buffer: &'c mut [u8; 4]) -> &'c str {
        let Symbol(code) = cell.symbol();
        match char::from_u32(code) {
            Some(c) => c.encode_utf8(buffer),
            None => self.cluster(code),
        }
    }

    fn cluster(&self, code: u32) -> &str {
        let index = code & !Symbol::CLUSTER;
        self.clusters.get(index as usize).map_or(" ", |cluster| &**cluster)
    }

    /// How many columns a cell's symbol takes.
    pub fn width(&self, cell: Cell) -> usize {
        self.symbol_width(cell.symbol())
    }

    fn symbol_width(&self, symbol: Symbol) -> usize {
        if symbol.is_ascii() {
            return 1;
        }
        let width = char::from_u32(symbol.0)
            .map_or_else(|| self.cluster(symbol.0).width(), |c| c.width().unwrap_or_default());
        width.max(1)
    }

    /// Begins a frame.
    pub(super) fn begin(&mut self) {
        self.frame = 3 - self.frame;
        self.forget_changes();
    }

    /// Ends a frame: what it did not draw becomes blank.
    pub(super) fn finish(&mut self) {
        self.finish_in(self.area);
    }

    /// Ends a frame in an area; whoever draws there later draws over it.
    pub(super) fn finish_in(&mut self, area: Rect) {
        let last = 3 - self.frame;
        let area = area.intersection(self.area);
        for y in area.top()..area.bottom() {
            let (row, start) = (usize::from(y), self.index_of(area.x, y));
            let cells = start..start + usize::from(area.width);
            if self.drawn[cells.clone()].contains(&last) {
                for index in cells {
                    if self.drawn[index] == last {
                        self.drawn[index] = BLANK;
                        self.change(index, row, Cell::BLANK);
                    }
                }
            }
            let first = self.index_of(0, y);
            let cells = first..first + usize::from(self.area.width);
            join(&mut self.changed[row], &self.cells[cells]);
        }
    }

    /// Leaves lists that show what they showed in the last frame as they are.
    pub(super) fn keep(&mut self, lists: &[Option<(Rect, Shown)>; 2]) {
        let before = std::mem::replace(&mut self.lists, *lists);
        for at in 0..lists.len() {
            let same = lists[at].filter(|_| before[at] == lists[at]);
            self.kept[at] = same.is_some();
            if let Some((area, _)) = same {
                self.keep_area(area);
            }
        }
    }

    /// Which lists are left as they are in this frame.
    pub(super) fn kept(&self) -> [bool; 2] {
        self.kept
    }

    fn keep_area(&mut self, area: Rect) {
        let area = area.intersection(self.area);
        for y in area.top()..area.bottom() {
            let start = self.index_of(area.x, y);
            for drawn in &mut self.drawn[start..start + usize::from(area.width)] {
                *drawn = if *drawn == BLANK { BLANK } else { self.frame };
            }
        }
    }

    /// No list can be left as it is in the next frame.
    pub(super) fn keep_none(&mut self) {
        self.lists = [None; 2];
    }

    /// Forgets what this frame drew in an area, for what lies over it.
    pub(super) fn wipe(&mut self, area: Rect) {
        let last = 3 - self.frame;
        let area = area.intersection(self.area);
        for y in area.top()..area.bottom() {
            let start = self.index_of(area.x, y);
            for drawn in &mut self.drawn[start..start + usize::from(area.width)] {
                if *drawn == self.frame {
                    *drawn = last;
                }
            }
        }
    }

    /// The id of a look.
    pub(super) fn look_id(&mut self, look: Look) -> LookId {
        // Most is written in the look of what was written just before, or plain.
        if self.looks.get(self.last.0 as usize) == Some(&look) {
            return self.last;
        }
        let known = self.looks.iter().position(|known| *known == look);
        let place = known.unwrap_or_else(|| {
            self.looks.push(look);
            self.looks.len() - 1
        });
        self.last = LookId(place as u32);
        self.last
    }

    /// Draws ASCII characters into as many cells of a row; nothing if they do not all fit.
    pub(super) fn put_bytes(&mut self, index: usize, row: usize, bytes: &[u8], look: LookId) {
        let range = index..index + bytes.len();
        let drawn = self.drawn.get_mut(range.clone());
        let (Some(drawn), Some(cells)) = (drawn, self.cells.get_mut(range)) else { return };
        drawn.fill(self.frame);
        let (mut start, mut end) = (usize::MAX, 0);
        for (nth, (cell, byte)) in cells.iter_mut().zip(bytes).enumerate() {
            let new = Cell::new(Symbol(u32::from(*byte)), look);
            if *cell != new {
                let old = std::mem::replace(cell, new);
                start = start.min(nth);
                end = nth + old.halves();
            }
        }
        if start < end {
            self.widen(row, index + start, index + end);
        }
    }

    /// Draws a grapheme into a cell of a row; nothing past the end.
    pub(super) fn put(&mut self, index: usize, row: usize, symbol: &str, look: LookId) {
        let mut chars = symbol.chars();
        let symbol = match (chars.next(), chars.next()) {
            (None, _) => Symbol::BLANK,
            (Some(c), None) => Symbol(c as u32),
            _ => self.cluster_of(symbol),
        };
        self.draw(index, row, Cell::new(symbol, look));
    }

    fn cluster_of(&mut self, symbol: &str) -> Symbol {
        let place = self.places.get(symbol).copied().unwrap_or_else(|| {
            let place = self.clusters.len() as u32;
            self.clusters.push(symbol.into());
            self.places.insert(symbol.into(), place);
            place
        });
        Symbol(Symbol::CLUSTER | place)
    }

    #[inline]
    fn draw(&mut self, index: usize, row: usize, cell: Cell) {
        let Some(drawn) = self.drawn.get_mut(index) else { return };
        *drawn = self.frame;
        self.change(index, row, cell);
    }

    /// The index of a cell of the area.
    pub(super) fn index_of(&self, x: u16, y: u16) -> usize {
        usize::from(y) * usize::from(self.area.width) + usize::from(x)
    }

    fn columns(&self) -> usize {
        usize::from(self.area.width).max(1)
    }

    #[inline]
    fn change(&mut self, index: usize, row: usize, cell: Cell) {
        let Some(old) = self.cells.get_mut(index) else { return };
        if *old == cell {
            return;
        }
        let halves = std::mem::replace(old, cell).halves();
        self.widen(row, index, index + halves);
    }

    /// Notes that cells of a row have changed, as far as they are in it.
    #[inline]
    fn widen(&mut self, row: usize, start: usize, end: usize) {
        let columns = self.columns();
        let first = row * columns;
        let (start, end) = ((start - first) as u16, (end - first).min(columns) as u16);
        let Some(row) = self.changed.get_mut(row) else { return };
        match row.last_mut() {
            // Most is drawn from left to right.
            Some(last) if (last.start..=last.end).contains(&start) => last.end = last.end.max(end),
            _ => row.push(start..end),
        }
    }
}

/// Puts the changed columns of a row in order and joins those with less between them than it takes
/// to jump over it.
fn join(changed: &mut Vec<Range<u16>>, cells: &[Cell]) {
    const JUMP: u16 = 4;
    changed.sort_unstable_by_key(|columns| columns.start);
    changed.dedup_by(|next, before| {
        let between = usize::from(before.end)..usize::from(next.start);
        let look = cells.get(between.start.saturating_sub(1)).map(|cell| cell.look());
        let alike = |cell: &Cell| Some(cell.look()) == look && cell.ascii().is_some();
        let is_close = next.start <= before.end.saturating_add(1)
            || next.start <= before.end + JUMP
                && cells.get(between).is_some_and(|cells| cells.iter().all(alike));
        if is_close {
            before.end = before.end.max(next.end);
        }
        is_close
    });
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::*;

    const AREA: Rect = Rect { x: 0, y: 0, width: 6, height: 2 };

    fn draw(canvas: &mut Canvas, cells: &[(usize, &str)]) -> Vec<(usize, Range<u16>)> {
        canvas.begin();
        for (index, symbol) in cells {
            canvas.put(*index, index / 6, symbol, LookId::default());
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
        canvas.put(1, 0, "a", LookId::default());
        canvas.put(2, 0, "b", LookId::default());
        canvas.wipe(AREA);
        canvas.put(2, 0, "c", LookId::default());
        canvas.finish();
        let row: String =
            canvas.buffer().content[..6].iter().map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(row, "  c   ");
    }

    #[test]
    fn looks_and_clusters_are_kept_once_and_told_apart() {
        let mut canvas = Canvas::new(AREA);
        let red = Look { text: Color::Red, ..Look::default() };
        let ids = [red, Look::default(), red].map(|look| canvas.look_id(look));
        assert_eq!((ids[0] == ids[2], ids[0] == ids[1]), (true, false));
        assert_eq!((canvas.look(ids[0]), ids[1]), (red, LookId::default()));
        canvas.begin();
        for (index, symbol) in ["e\u{301}", "e", "要", "", "👩‍⚕️", "e\u{301}"].into_iter().enumerate()
        {
            canvas.put(index, 0, symbol, LookId::default());
        }
        canvas.finish();
        let (_, cells, _) = canvas.changes().next().expect("a row");
        let symbols: Vec<String> =
            cells.iter().map(|cell| canvas.symbol(*cell, &mut [0; 4]).to_owned()).collect();
        assert_eq!(symbols, ["e\u{301}", "e", "要", " ", "👩‍⚕️", "e\u{301}"]);
        assert_eq!(cells[0], cells[5]);
        assert_eq!([0, 1, 2, 4].map(|at| canvas.width(cells[at])), [1, 1, 2, 2]);
    }

    #[test]
    fn a_canvas_that_has_shown_very_many_clusters_is_full() {
        let mut canvas = Canvas::new(AREA);
        let mut show = |count: u32| {
            canvas.begin();
            for nth in 0..count {
                let base = char::from_u32(0x4e00 + nth).expect("an ideograph");
                canvas.put(0, 0, &format!("{base}\u{301}"), LookId::default());
            }
            canvas.finish();
            canvas.is_full()
        };
        assert!(!show(100) && !show(100));
        assert!(show(Canvas::CLUSTERS as u32 + 1));
    }
}
