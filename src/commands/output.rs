//! Where the words of a command go: to a pipe or a file as they are; to a terminal by way of a pager, in lines of a
//! readable width and, unless that is not wanted, with looks. Writes no words itself.

use std::env;
use std::io::{self, IsTerminal, Write};

use crate::app::Scheme;
use crate::args::{Display, When};
use crate::plain::{Ink, Wrapped, wrapped};
use crate::run::ink::ink;
use crate::run::pager::Pager;
use crate::run::scheme::scheme;
use crate::run::terminal::columns;

/// Longer lines are tiring to read.
const MEASURE: usize = 80;

/// An output, open.
pub(super) struct Output {
    to: To,
}

enum To {
    Straight(Pager),
    Wrapped(Wrapped<Pager>),
}

impl Output {
    /// For words to be read, where they are (`is_text`), or for tables and records.
    pub(super) fn open(display: Display, is_text: bool) -> Self {
        let is_seen = io::stdout().is_terminal();
        let pager = if is_seen && !display.no_pager { Pager::start() } else { Pager::none() };
        let columns = columns().filter(|_| is_seen && is_text);
        let to = match columns {
            Some(columns) => To::Wrapped(wrapped(pager, columns.min(MEASURE))),
            None => To::Straight(pager),
        };
        Self { to }
    }

    /// Hands over what is left, and waits until the person has read it.
    ///
    /// # Errors
    /// Those of the stream; a broken pipe where nobody reads any more.
    pub(super) fn close(self) -> io::Result<()> {
        match self.to {
            To::Straight(pager) => pager.close(),
            To::Wrapped(wrapped) => wrapped.finish()?.close(),
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.to {
            To::Straight(pager) => pager.write(bytes),
            To::Wrapped(wrapped) => wrapped.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.to {
            To::Straight(pager) => pager.flush(),
            To::Wrapped(wrapped) => wrapped.flush(),
        }
    }
}

/// What words are written with.
pub(super) fn ink_for(display: Display) -> Ink {
    let set = |name: &str| env::var(name).ok();
    let scheme = match display.color {
        When::Never => Scheme::Plain,
        When::Auto if !io::stdout().is_terminal() => Scheme::Plain,
        When::Auto => scheme(set),
        // Whoever asks for it by name means it, whatever the environment says.
        When::Always => match scheme(|name| set(name).filter(|_| name != "NO_COLOR")) {
            Scheme::Plain => Scheme::Sixteen,
            other => other,
        },
    };
    if scheme == Scheme::Plain { Ink::default() } else { ink(scheme) }
}
