//! What changed on the canvas as bytes for the terminal, as few as say it. Decides nothing of what is
//! drawn.
//!
//! This stands in for `ratatui`'s own difference and encoder, which cost more than everything else
//! on the way from a key to its frame.

mod look;

use std::io::{self, Write};
use std::ops::Range;

use ratatui::layout::{Rect, Size};

use crate::ui::Canvas;
use crate::ui::canvas::{Cell, Look};
pub(super) use look::parameters;
use look::{push_change, push_number};

/// What is on the screen, and the bytes that change it.
#[derive(Debug, Default)]
pub(super) struct Painter {
    canvas: Canvas,
    bytes: Vec<u8>,
    /// Where the terminal's cursor shows, if it does.
    cursor: Option<(u16, u16)>,
}

impl Painter {
    /// Forgets what is on the screen.
    pub(super) fn forget(&mut self) {
        self.canvas = Canvas::default();
    }

    /// Puts on the screen what `article` and `rest` draw. What the first draws goes out at once where
    /// that is worth it: a terminal is given 4,095 bytes at a time, and shows it while the rest is drawn.
    /// `article` says whether the rest is much, `rest` where the cursor belongs.
    ///
    /// # Errors
    /// Those of `out`.
    pub(super) fn paint(
        &mut self,
        size: Size,
        article: impl FnOnce(&mut Canvas) -> bool,
        rest: impl FnOnce(&mut Canvas) -> Option<(u16, u16)>,
        out: &mut impl Write,
    ) -> io::Result<()> {
        /// Fewer bytes wait for the others.
        const EARLY: usize = 1500;
        self.begin(size);
        let is_much = article(&mut self.canvas);
        if is_much {
            self.push_changes();
            if self.bytes.len() > EARLY {
                out.write_all(&self.bytes)?;
                out.flush()?;
                self.bytes.clear();
            }
        }
        let cursor = rest(&mut self.canvas);
        self.push_changes();
        self.place_cursor(cursor);
        self.bytes.extend_from_slice(b"\x1b[?2026l");
        out.write_all(&self.bytes)?;
        out.flush()
    }

    fn begin(&mut self, size: Size) {
        let area = Rect { x: 0, y: 0, width: size.width, height: size.height };
        self.bytes.clear();
        self.bytes.extend_from_slice(b"\x1b[?2026h");
        if self.canvas.area() != area || self.canvas.is_full() {
            self.canvas = Canvas::new(area);
            self.cursor = None;
            self.bytes.extend_from_slice(b"\x1b[0m\x1b[2J\x1b[?25l");
        }
    }

    fn push_changes(&mut self) {
        let mut brush = Brush::new(&self.canvas, &mut self.bytes);
        for (y, cells, columns) in self.canvas.changes() {
            brush.paint(y, cells, columns);
        }
        brush.take(Look::default());
        self.canvas.forget_changes();
    }

    fn place_cursor(&mut self, cursor: Option<(u16, u16)>) {
        match (cursor, self.cursor) {
            (Some((x, y)), _) => {
                self.bytes.extend_from_slice(b"\x1b[");
                push_number(usize::from(y) + 1, &mut self.bytes);
                self.bytes.push(b';');
                push_number(usize::from(x) + 1, &mut self.bytes);
                self.bytes.extend_from_slice(b"H\x1b[?25h");
            }
            (None, Some(_)) => self.bytes.extend_from_slice(b"\x1b[?25l"),
            (None, None) => {}
        }
        self.cursor = cursor;
    }
}

/// Writes cells. Between two frames a terminal writes in the plain look.
struct Brush<'a> {
    canvas: &'a Canvas,
    /// How the terminal writes now.
    look: Look,
    /// Row and column where the terminal writes next.
    at: Option<(usize, usize)>,
    bytes: &'a mut Vec<u8>,
}

impl<'a> Brush<'a> {
    /// Fewer blanks are written, more are wiped: that takes fewer bytes.
    const WIPED: usize = 12;

    fn new(canvas: &'a Canvas, bytes: &'a mut Vec<u8>) -> Self {
        Self { canvas, look: Look::default(), at: None, bytes }
    }

    fn paint(&mut self, y: usize, cells: &[Cell], columns: Range<u16>) {
        let (first, end) = (usize::from(columns.start), usize::from(columns.end));
        // The second half of a wide character is painted by its first.
        let is_second = first > 0 && self.canvas.width(cells[first - 1]) > 1;
        let mut x = first - usize::from(is_second);
        self.go(y, x);
        while x < end {
            let rest = &cells[x..end];
            x += self
                .blanks(rest, y, x)
                .or_else(|| self.run(rest))
                .unwrap_or_else(|| self.symbol(rest[0], x));
        }
    }

    /// Takes up another look.
    fn take(&mut self, look: Look) {
        if self.look != look {
            push_change(self.look, look, self.bytes);
            self.look = look;
        }
    }

    /// Writes the blanks that cells begin with, in whatever bare look is nearest; gives how many.
    fn blanks(&mut self, cells: &[Cell], y: usize, x: usize) -> Option<usize> {
        let is_bare = |cell: &Cell| is_blank(*cell) && self.canvas.look(cell.look()).is_bare();
        let blanks = cells.iter().take_while(|cell| is_bare(cell)).count();
        if blanks == 0 {
            return None;
        }
        self.take(self.look.bare());
        if blanks < Self::WIPED {
            self.bytes.extend(std::iter::repeat_n(b' ', blanks));
            self.advance(blanks);
        } else {
            self.bytes.extend_from_slice(b"\x1b[");
            push_number(blanks, self.bytes);
            self.bytes.push(b'X');
            if blanks < cells.len() {
                self.go(y, x + blanks);
            }
        }
        Some(blanks)
    }

    /// Writes the ASCII characters of one look that cells begin with, up to two blanks in a row;
    /// gives how many.
    fn run(&mut self, cells: &[Cell]) -> Option<usize> {
        let look = cells.first()?.look();
        let is_alike = |cell: &&Cell| cell.look() == look && cell.ascii().is_some();
        let alike = &cells[..cells.iter().take_while(is_alike).count()];
        let gap = alike.windows(2).position(|two| is_blank(two[0]) && is_blank(two[1]));
        let run = gap.map_or(alike, |gap| &alike[..gap.max(1)]);
        self.take(self.canvas.look(look));
        self.bytes.extend(run.iter().map(|cell| cell.ascii().unwrap_or(b' ')));
        self.advance(run.len());
        Some(run.len()).filter(|run| *run > 0)
    }

    /// Writes a cell that shows something else; gives how many columns it takes.
    fn symbol(&mut self, cell: Cell, x: usize) -> usize {
        let mut buffer = [0; 4];
        let symbol = self.canvas.symbol(cell, &mut buffer);
        self.take(self.canvas.look(cell.look()));
        self.bytes.extend_from_slice(symbol.as_bytes());
        let width = self.canvas.width(cell);
        self.advance(width);
        if width == 1 || symbol.chars().nth(1).is_some() {
            // Terminals disagree about the width of dashes, quotes and joined characters.
            self.push_column(x + width);
        }
        width
    }

    /// What was written took so many columns.
    fn advance(&mut self, columns: usize) {
        self.at = self.at.map(|(y, x)| (y, x + columns));
    }

    /// Goes to a cell, by the steps to it where it is near.
    fn go(&mut self, y: usize, x: usize) {
        const NEAR: usize = 9;
        match self.at.replace((y, x)) {
            Some((row, column)) if row == y && (column + 1..=column + NEAR).contains(&x) => {
                self.bytes.extend_from_slice(b"\x1b[");
                push_number(x - column, self.bytes);
                self.bytes.push(b'C');
            }
            Some((row, _)) if row == y => self.push_column(x),
            _ => {
                self.bytes.extend_from_slice(b"\x1b[");
                push_number(y + 1, self.bytes);
                self.bytes.push(b';');
                push_number(x + 1, self.bytes);
                self.bytes.push(b'H');
            }
        }
    }

    fn push_column(&mut self, x: usize) {
        self.bytes.extend_from_slice(b"\x1b[");
        push_number(x + 1, self.bytes);
        self.bytes.push(b'G');
    }
}

fn is_blank(cell: Cell) -> bool {
    cell.ascii() == Some(b' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::style::{Color, Modifier, Style};

    const SIZE: Size = Size { width: 44, height: 4 };

    /// A word with its look, somewhere.
    type Word = (u16, u16, &'static str, Style);

    /// Two on each row, one in each half: words on the screen never cut each other's characters.
    fn words() -> impl Strategy<Value = Vec<Word>> {
        let text = prop::sample::select(vec![
            "a",
            "word",
            "要查",
            "é",
            "x 要",
            "a word or 要 more",
            "    ",
        ]);
        let style = prop::sample::select(vec![
            Style::new(),
            Style::new().fg(Color::Indexed(214)).add_modifier(Modifier::UNDERLINED),
            Style::new().fg(Color::Red).add_modifier(Modifier::BOLD | Modifier::REVERSED),
            Style::new().add_modifier(Modifier::ITALIC).bg(Color::LightBlue),
        ]);
        let places = 0..2 * SIZE.height;
        let row = prop::collection::vec((0..6_u16, text, style), places.len());
        row.prop_map(move |row| {
            let word = |(place, (x, text, style))| (place % 2 * 22 + x, place / 2, text, style);
            places.clone().zip(row).map(word).collect()
        })
    }

    fn put(words: &[Word], canvas: &mut Canvas) -> Option<(u16, u16)> {
        crate::ui::draw_words(words, canvas);
        None
    }

    fn bytes(
        painter: &mut Painter,
        draw: impl FnOnce(&mut Canvas) -> Option<(u16, u16)>,
    ) -> Vec<u8> {
        let mut bytes = Vec::new();
        painter.paint(SIZE, |_| false, draw, &mut bytes).expect("memory takes it");
        bytes
    }

    /// The screen of a terminal after these frames.
    fn screen(frames: &[Vec<Word>], painter: &mut Painter) -> vt100::Parser {
        let [height, width] = [SIZE.height, SIZE.width].map(|n| n.try_into().expect("not 0"));
        let mut terminal = vt100::Parser::new(height, width, 0);
        for frame in frames {
            terminal.process(&bytes(painter, |canvas| put(frame, canvas)));
        }
        terminal
    }

    /// What a person sees of a terminal's cell; one never written shows a blank, and a blank shows
    /// neither its colour nor whether it is bold or italic.
    fn look(terminal: &vt100::Parser, y: u16, x: u16) -> (String, [bool; 4], [vt100::Color; 2]) {
        let cell = terminal.screen().cell(y, x).expect("a cell");
        let symbol = if cell.has_contents() { cell.contents() } else { " " };
        let is_seen = symbol != " " || cell.inverse();
        let attributes =
            [cell.bold() && is_seen, cell.italic() && is_seen, cell.underline(), cell.inverse()];
        let text = if is_seen { cell.fgcolor() } else { vt100::Color::Default };
        (symbol.to_owned(), attributes, [text, cell.bgcolor()])
    }

    proptest! {
        #[test]
        fn many_frames_lead_to_the_same_screen_as_the_last_alone(
            frames in prop::collection::vec(words(), 1..5),
        ) {
            let stepwise = screen(&frames, &mut Painter::default());
            let at_once = screen(&frames[frames.len() - 1..], &mut Painter::default());
            for (y, x) in (0..SIZE.height).flat_map(|y| (0..SIZE.width).map(move |x| (y, x))) {
                let [stepwise, at_once] = [&stepwise, &at_once].map(|t| look(t, y, x));
                prop_assert_eq!(stepwise, at_once, "at {},{}", x, y);
            }
        }
    }

    #[test]
    fn what_did_not_change_is_not_painted() {
        let mut painter = Painter::default();
        let frame = vec![(0, 0, "word", Style::new()), (0, 1, "more", Style::new())];
        drop(screen(std::slice::from_ref(&frame), &mut painter));
        let mut changed = frame.clone();
        changed[1].2 = "mode";
        let bytes = bytes(&mut painter, |canvas| put(&changed, canvas));
        assert_eq!(bytes, b"\x1b[?2026h\x1b[2;3Hd\x1b[?2026l");
    }

    #[test]
    fn what_is_drawn_first_goes_out_first_where_it_is_much() {
        /// Notes each piece.
        #[derive(Default)]
        struct Pieces(Vec<Vec<u8>>);
        impl Write for Pieces {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.0.push(bytes.to_vec());
                Ok(bytes.len())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let size = Size { width: 100, height: 40 };
        let frame = |is_much: bool| {
            let mut pieces = Pieces::default();
            let rows: Vec<Word> = (0..39)
                .map(|y| {
                    (
                        0,
                        y,
                        "a word or 要 more, and a few that stand behind them",
                        Style::new().add_modifier(Modifier::BOLD),
                    )
                })
                .collect();
            let article = |canvas: &mut Canvas| {
                crate::ui::draw_words(&rows, canvas);
                is_much
            };
            let rest = |canvas: &mut Canvas| {
                let all = [&rows[..], &[(0, 39, "the last", Style::new())]].concat();
                put(&all, canvas)
            };
            Painter::default().paint(size, article, rest, &mut pieces).expect("memory takes it");
            pieces.0
        };
        let two = frame(true);
        let has = |piece: &[u8], word: &[u8]| piece.windows(word.len()).any(|part| part == word);
        assert_eq!(two.len(), 2, "two pieces");
        assert!(has(&two[0], b"word") && !has(&two[0], b"last"));
        assert!(has(&two[1], b"the last") && !has(&two[1], b"word"), "nothing is painted twice");
        assert_eq!(frame(false).len(), 1);
    }

    #[test]
    fn what_lies_between_two_changes_is_jumped_over_and_long_blanks_are_wiped() {
        let mut painter = Painter::default();
        let frame = |words: [&'static str; 2]| {
            vec![(0, 0, words[0], Style::new()), (30, 0, words[1], Style::new())]
        };
        drop(screen(&[frame(["a long word or two", "left"])], &mut painter));
        let bytes = bytes(&mut painter, |canvas| put(&frame(["a", "lent"]), canvas));
        assert_eq!(bytes, b"\x1b[?2026h\x1b[1;3H\x1b[16X\x1b[33Gn\x1b[?2026l");
    }

    #[test]
    fn the_screen_shows_what_was_drawn() {
        let style = Style::new().fg(Color::Indexed(69)).add_modifier(Modifier::ITALIC);
        let terminal = screen(&[vec![(2, 1, "要é", style)]], &mut Painter::default());
        let cell = terminal.screen().cell(1, 2).expect("a cell");
        assert_eq!((cell.contents(), cell.italic()), ("要", true));
        assert_eq!(cell.fgcolor(), vt100::Color::Idx(69));
        assert_eq!(terminal.screen().rows(0, 44).nth(1).expect("a row"), "  要é");
    }

    #[test]
    fn the_cursor_shows_where_it_is_put_and_hides_again() {
        let mut painter = Painter::default();
        let shown = bytes(&mut painter, |_| Some((3, 2)));
        assert!(shown.ends_with(b"\x1b[3;4H\x1b[?25h\x1b[?2026l"));
        assert!(bytes(&mut painter, |_| None).ends_with(b"\x1b[?25l\x1b[?2026l"));
    }
}
