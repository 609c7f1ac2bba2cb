//! The terminal taken over and given back: alternate screen, raw mode, mouse, cursor. Given back
//! once, whatever happens. What is drawn is decided elsewhere.

use std::cell::RefCell;
use std::io::{self, Write};
use std::panic;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::Print;
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Size;

/// Clicks and the wheel in SGR form, but not every motion: each would wake the program.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";

/// Whether the terminal is ours at the moment.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The terminal as a screen to draw on.
#[derive(Debug)]
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Frame>>,
    /// The same as the terminal writes to.
    frame: Frame,
}

impl Screen {
    /// Takes the terminal over; from now on a panic of this thread gives it back first, while
    /// one of another thread leaves it alone.
    ///
    /// # Errors
    /// Those of the terminal.
    pub fn enter() -> io::Result<Self> {
        crossterm::style::force_color_output(true);
        guard_against_panics();
        let frame = Frame::default();
        let terminal = Terminal::new(CrosstermBackend::new(frame.clone()))?;
        let mut screen = Self { terminal, frame };
        screen.take()?;
        Ok(screen)
    }

    /// Columns and rows.
    ///
    /// # Errors
    /// Those of the terminal.
    pub fn size(&self) -> io::Result<Size> {
        self.terminal.size()
    }

    /// Draws one frame and writes it at once; `paint` gives the cursor's cell, if it shows.
    ///
    /// # Errors
    /// Those of the terminal.
    pub fn draw(
        &mut self,
        paint: impl FnOnce(&mut Buffer) -> Option<(u16, u16)>,
    ) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| {
            if let Some(cell) = paint(frame.buffer_mut()) {
                frame.set_cursor_position(cell);
            }
        })?;
        queue!(self.terminal.backend_mut(), EndSynchronizedUpdate)?;
        self.deliver()
    }

    /// Puts text on the terminal's clipboard (OSC 52); terminals that cannot, ignore it.
    ///
    /// # Errors
    /// Those of the terminal.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), CopyToClipboard::to_clipboard_from(text))?;
        self.deliver()
    }

    /// Forgets what is on the screen, so that the next frame paints all of it.
    ///
    /// # Errors
    /// Those of the terminal.
    pub fn repaint(&mut self) -> io::Result<()> {
        // Not `clear`: that asks the terminal where the cursor is, and the answer would have to
        // come past the thread that reads keys.
        self.terminal.resize(self.size()?.into())
    }

    /// Gives the terminal back, stops the program until it is resumed, and takes it again.
    ///
    /// # Errors
    /// Those of the terminal.
    pub fn suspend(&mut self) -> io::Result<Size> {
        self.leave();
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        self.take()?;
        self.repaint()?;
        self.size()
    }

    /// Gives the terminal back.
    pub fn leave(&mut self) {
        give_back();
    }

    fn take(&mut self) -> io::Result<()> {
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        let backend = self.terminal.backend_mut();
        queue!(backend, EnterAlternateScreen, EnableBracketedPaste, Print(MOUSE_ON))?;
        self.terminal.hide_cursor()
    }

    fn deliver(&mut self) -> io::Result<()> {
        self.frame.deliver()
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

/// A panic of the thread that draws gives the terminal back before it is reported. One of
/// another thread is caught there and comes as a message; nothing may be printed over the screen.
fn guard_against_panics() {
    let owner = thread::current().id();
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() == owner {
            give_back();
            report(info);
        } else if !TAKEN.load(Ordering::SeqCst) {
            report(info);
        }
    }));
}

/// Collects what a frame writes, to deliver it in one piece; clones share what they collect.
#[derive(Clone, Debug, Default)]
struct Frame(Rc<RefCell<Vec<u8>>>);

impl Frame {
    fn deliver(&self) -> io::Result<()> {
        let mut collected = self.0.borrow_mut();
        let mut out = io::stdout().lock();
        out.write_all(&collected)?;
        collected.clear();
        out.flush()
    }
}

impl Write for Frame {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// Does nothing: [`Self::deliver`] writes.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
