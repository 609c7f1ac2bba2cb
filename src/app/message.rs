//! What reaches the state machine from outside, and what it asks of the outside. Data only.

use crossterm::event::{KeyEvent, MouseEvent};
use ratatui::layout::Size;

use crate::library::{Article, Problem, Progress};
use crate::tag::Marks;

/// Something happened.
#[derive(Debug)]
pub enum Message {
    /// A key was pressed.
    Key(KeyEvent),
    /// The mouse was used.
    Mouse(MouseEvent),
    /// Text was pasted.
    Paste(String),
    /// The terminal has this size now.
    Resize(Size),
    /// An article came in; the first one perhaps ahead of its marks.
    Ingested(Box<Article>),
    /// The marks of the article that came last.
    Marked(Marks),
    /// So far the reading has come.
    Progress(Progress),
    /// Something could not be read.
    Problem(Problem),
    /// Nothing more will come in.
    IngestEnded,
    /// The outside asks for suspension.
    Suspend,
    /// The outside asks to leave.
    Terminate,
}

/// Something to be done outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Put text on the clipboard.
    Copy(String),
    /// Paint the whole screen again.
    Repaint,
    /// Read no more articles.
    StopReading,
    /// Stop until resumed.
    Suspend,
    /// Leave.
    Quit,
}
