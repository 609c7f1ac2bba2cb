//! What changed on the canvas as bytes for the terminal: each changed row from its first changed
//! cell to its last. Writes nothing itself.
//!
//! This stands in for `ratatui`'s own difference and encoder, which cost more than everything else
//! on the way from a key to its frame.

use std::ops::Range;

use ratatui::layout::{Rect, Size};
use ratatui::style::{Color, Modifier};

use crate::ui::Canvas;
use crate::ui::canvas::{Cell, Look};

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

    /// The bytes that put on the screen what `draw` draws.
    pub(super) fn paint(
        &mut self,
        size: Size,
        draw: impl FnOnce(&mut Canvas) -> Option<(u16, u16)>,
    ) -> &[u8] {
        let area = Rect { x: 0, y: 0, width: size.width, height: size.height };
        self.bytes.clear();
        self.bytes.extend_from_slice(b"\x1b[?2026h");
        if self.canvas.area() != area || self.canvas.is_full() {
            self.canvas = Canvas::new(area);
            self.cursor = None;
            self.bytes.extend_from_slice(b"\x1b[0m\x1b[2J\x1b[?25l");
        }
        let cursor = draw(&mut self.canvas);
        for (y, cells, columns) in self.canvas.changes() {
            paint_row(&self.canvas, y, cells, columns, &mut self.bytes);
        }
        self.place_cursor(cursor);
        self.bytes.extend_from_slice(b"\x1b[?2026l");
        &self.bytes
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

fn paint_row(canvas: &Canvas, y: usize, cells: &[Cell], columns: Range<u16>, bytes: &mut Vec<u8>) {
    let (first, end) = (usize::from(columns.start), usize::from(columns.end));
    // The second half of a wide character is painted by its first.
    let is_second = first > 0 && canvas.width(cells[first - 1]) > 1;
    let mut x = first - usize::from(is_second);
    bytes.extend_from_slice(b"\x1b[");
    push_number(y + 1, bytes);
    bytes.push(b';');
    push_number(x + 1, bytes);
    bytes.push(b'H');
    let mut look = None;
    while x < end {
        let cell = cells[x];
        if look != Some(cell.look()) {
            look = Some(cell.look());
            push_look(canvas.look(cell.look()), bytes);
        }
        let alike = cells[x..end].iter().take_while(|next| next.look() == cell.look());
        let run = alike.take_while(|next| next.ascii().is_some()).count();
        if run > 0 {
            bytes.extend(cells[x..x + run].iter().map(|cell| cell.ascii().unwrap_or(b' ')));
            x += run;
            continue;
        }
        let mut buffer = [0; 4];
        let symbol = canvas.symbol(cell, &mut buffer);
        bytes.extend_from_slice(symbol.as_bytes());
        let width = canvas.width(cell);
        x += width;
        if width == 1 || symbol.chars().nth(1).is_some() {
            // Terminals disagree about the width of dashes, quotes and joined characters.
            bytes.extend_from_slice(b"\x1b[");
            push_number(x + 1, bytes);
            bytes.push(b'G');
        }
    }
    bytes.extend_from_slice(b"\x1b[0m");
}

/// The digits of a number; formatting by the standard library costs many times as much.
fn push_number(number: usize, bytes: &mut Vec<u8>) {
    if number >= 10 {
        push_number(number / 10, bytes);
    }
    bytes.push(b'0' + (number % 10) as u8);
}

/// The attributes from scratch (ECMA-48, SGR).
fn push_look(look: Look, bytes: &mut Vec<u8>) {
    const ATTRIBUTES: [(Modifier, &[u8; 2]); 9] = [
        (Modifier::BOLD, b";1"),
        (Modifier::DIM, b";2"),
        (Modifier::ITALIC, b";3"),
        (Modifier::UNDERLINED, b";4"),
        (Modifier::SLOW_BLINK, b";5"),
        (Modifier::RAPID_BLINK, b";6"),
        (Modifier::REVERSED, b";7"),
        (Modifier::HIDDEN, b";8"),
        (Modifier::CROSSED_OUT, b";9"),
    ];
    bytes.extend_from_slice(b"\x1b[0");
    for (modifier, code) in ATTRIBUTES {
        if look.modifier.contains(modifier) {
            bytes.extend_from_slice(code);
        }
    }
    push_color(look.text, 30, bytes);
    push_color(look.ground, 40, bytes);
    bytes.push(b'm');
}

/// A colour; `base` is 30 for text and 40 for the ground.
fn push_color(color: Color, base: u8, bytes: &mut Vec<u8>) {
    let mut push = |numbers: &[u8]| {
        for number in numbers {
            bytes.push(b';');
            push_number(usize::from(*number), bytes);
        }
    };
    let named = match color {
        Color::Reset => return,
        Color::Indexed(index) => return push(&[base + 8, 5, index]),
        Color::Rgb(r, g, b) => return push(&[base + 8, 2, r, g, b]),
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
    };
    push(&[base + named]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::style::Style;

    const SIZE: Size = Size { width: 12, height: 4 };

    /// A word with its look, somewhere.
    type Word = (u16, u16, &'static str, Style);

    fn words() -> impl Strategy<Value = Vec<Word>> {
        let text = prop::sample::select(vec!["a", "word", "要查", "é", "x 要", "    "]);
        let style = prop::sample::select(vec![
            Style::new(),
            Style::new().fg(Color::Indexed(214)).add_modifier(Modifier::UNDERLINED),
            Style::new().fg(Color::Red).add_modifier(Modifier::BOLD | Modifier::REVERSED),
            Style::new().add_modifier(Modifier::ITALIC).bg(Color::LightBlue),
        ]);
        let row = prop::collection::vec((0..SIZE.width, text, style), usize::from(SIZE.height));
        // One a row: words on the screen never cut each other's characters in half.
        row.prop_map(|row| {
            (0..).zip(row).map(|(y, (x, text, style))| (x, y, text, style)).collect()
        })
    }

    fn put(words: &[Word], canvas: &mut Canvas) -> Option<(u16, u16)> {
        crate::ui::draw_words(words, canvas);
        None
    }

    /// The screen of a terminal after these frames.
    fn screen(frames: &[Vec<Word>], painter: &mut Painter) -> vt100::Parser {
        let [height, width] = [SIZE.height, SIZE.width].map(|n| n.try_into().expect("not 0"));
        let mut terminal = vt100::Parser::new(height, width, 0);
        for frame in frames {
            let bytes = painter.paint(SIZE, |canvas| put(frame, canvas));
            terminal.process(bytes);
        }
        terminal
    }

    /// What a cell of the terminal shows; one never written shows a space.
    fn look(terminal: &vt100::Parser, y: u16, x: u16) -> (String, [bool; 4], [vt100::Color; 2]) {
        let cell = terminal.screen().cell(y, x).expect("a cell");
        let symbol = if cell.has_contents() { cell.contents() } else { " " };
        let attributes = [cell.bold(), cell.italic(), cell.underline(), cell.inverse()];
        (symbol.to_owned(), attributes, [cell.fgcolor(), cell.bgcolor()])
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
        let bytes = painter.paint(SIZE, |canvas| put(&changed, canvas));
        assert_eq!(bytes, b"\x1b[?2026h\x1b[2;3H\x1b[0md\x1b[0m\x1b[?2026l");
    }

    #[test]
    fn the_screen_shows_what_was_drawn() {
        let style = Style::new().fg(Color::Indexed(69)).add_modifier(Modifier::ITALIC);
        let terminal = screen(&[vec![(2, 1, "要é", style)]], &mut Painter::default());
        let cell = terminal.screen().cell(1, 2).expect("a cell");
        assert_eq!((cell.contents(), cell.italic()), ("要", true));
        assert_eq!(cell.fgcolor(), vt100::Color::Idx(69));
        assert_eq!(terminal.screen().rows(0, 12).nth(1).expect("a row"), "  要é");
    }

    #[test]
    fn the_cursor_shows_where_it_is_put_and_hides_again() {
        let mut painter = Painter::default();
        let shown = painter.paint(SIZE, |_| Some((3, 2))).to_vec();
        assert!(shown.ends_with(b"\x1b[3;4H\x1b[?25h\x1b[?2026l"));
        assert!(painter.paint(SIZE, |_| None).ends_with(b"\x1b[?25l\x1b[?2026l"));
    }
}
