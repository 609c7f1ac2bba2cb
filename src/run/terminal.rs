//! The terminal taken over and given back: alternate screen, raw mode, mouse, cursor. Given back
//! once, whatever happens. What is drawn is decided elsewhere.

use std::cell::Cell;
use std::io;
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::style::Print;
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, size,
};
use ratatui::layout::Size;

use super::paint::Painter;
use crate::ui::Canvas;

/// Clicks and the wheel in SGR form, but not every motion: each would wake the program.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";

/// Whether the terminal is ours at the moment.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// How many columns the terminal has, where it says so.
pub fn columns() -> Option<usize> {
    size().ok().map(|(columns, _)| usize::from(columns)).filter(|columns| *columns > 0)
}

/// The terminal as a screen to draw on.
#[derive(Debug)]
pub struct Screen {
    painter: Painter,
}

impl Screen {
    /// Takes the terminal over; from now on a panic of this thread gives it back first, while
    /// one of a thread that does not draw leaves it alone.
    ///
    /// # Errors
    /// Those of the terminal.
    pub fn enter() -> io::Result<Self> {
        guard_against_panics();
        Self::drawn_here();
        Self::take()?;
        Ok(Self { painter: Painter::default() })
    }

    /// Says that this thread draws too.
    pub fn drawn_here() {
        DRAWS.set(true);
    }

    /// Columns and rows.
    ///
    /// # Errors
    /// Those of the terminal.
    pub fn size(&self) -> io::Result<Size> {
        size().map(Size::from)
    }

    /// Draws one frame of `size`: the article and the rest, by way of the painter.
    ///
    /// # Errors
    /// Those of the terminal.
    pub fn draw(
        &mut self,
        size: Size,
        article: impl FnOnce(&mut Canvas) -> bool,
        rest: impl FnOnce(&mut Canvas) -> Option<(u16, u16)>,
    ) -> io::Result<()> {
        self.painter.paint(size, article, rest, &mut io::stdout().lock())
    }

    /// Puts text on the terminal's clipboard (OSC 52); terminals that cannot, ignore it.
    ///
    /// # Errors
    /// Those of the terminal.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text))
    }

    /// Forgets what is on the screen, so that the next frame paints all of it.
    pub fn repaint(&mut self) {
        self.painter.forget();
    }

    /// Gives the terminal back, stops the program until it is resumed, and takes it again.
    ///
    /// # Errors
    /// Those of the terminal.
    pub fn suspend(&mut self) -> io::Result<Size> {
        let stop = || signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
        let (stopped, size) = self.aside(stop)?;
        stopped.map(|()| size)
    }

    /// Gives the terminal back while something else has it, and takes it again.
    ///
    /// # Errors
    /// Those of the terminal.
    pub fn aside<T>(&mut self, other: impl FnOnce() -> T) -> io::Result<(T, Size)> {
        self.leave();
        let result = other();
        Self::take()?;
        self.repaint();
        Ok((result, self.size()?))
    }

    /// Gives the terminal back.
    pub fn leave(&mut self) {
        give_back();
    }

    fn take() -> io::Result<()> {
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, Print(MOUSE_ON), Hide)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// Undoes all that [`Screen::take`] does, once; a dead terminal is none of our business.
fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let mut out = io::stdout();
        let undone =
            execute!(out, Print(MOUSE_OFF), DisableBracketedPaste, LeaveAlternateScreen, Show);
        drop((undone, disable_raw_mode()));
    }
}

thread_local! {
    /// Whether this thread draws.
    static DRAWS: Cell<bool> = const { Cell::new(false) };
}

/// A panic of a thread that draws gives the terminal back before it is reported. One of
/// another thread is caught there and comes as a message; nothing may be printed over the screen.
fn guard_against_panics() {
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if DRAWS.get() {
            give_back();
            report(info);
        } else if !TAKEN.load(Ordering::SeqCst) {
            report(info);
        }
    }));
}
