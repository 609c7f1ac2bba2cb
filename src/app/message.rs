//! What reaches the state machine from outside, and what it asks of the outside. Data only.

use crossterm::event::{KeyEvent, MouseEvent};
use ratatui::layout::Size;

use super::agreeing::Disagreements;
use crate::export::Order;
use crate::library::figures::Batch;
use crate::library::proposal::Proposal;
use crate::library::search::{Findings, Query};
use crate::library::{Article, ArticleId, Brief, Position, Problem, Progress, Recall, Step};
use crate::tag::{Codebook, Marks};

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
    /// The marks of the article of that name, which came ahead of them.
    Marked(String, Marks),
    /// Articles in short: the library's file keeps their texts. Each goes to its place or, without
    /// one, behind the others.
    Listed(Vec<(Option<ArticleId>, Brief)>),
    /// An article that the library's file keeps, ahead of the others, at its place.
    Brought(ArticleId, Box<Article>),
    /// Nobody waits: some more articles may be marked anew, see [`super::App::is_behind`].
    Idle,
    /// So far the reading has come.
    Progress(Progress),
    /// Something could not be read.
    Problem(Problem),
    /// Nothing more will come in.
    IngestEnded,
    /// What the library remembers of the times before; comes ahead of its articles.
    Recall(Box<Recall>),
    /// The step that was to be kept next is.
    Kept,
    /// It could not be kept, and why.
    NotKept(String),
    /// Keeping what could not be kept may be tried again.
    TryAgain,
    /// Steps that another window on the library made, or that were made when a source had changed.
    Theirs(Vec<Step>),
    /// A text that was edited outside, or why it was not.
    Edited(Result<String, String>),
    /// A codebook that was asked for, with its file's name, or why it cannot be read.
    Loaded(Result<(Codebook, String), String>),
    /// What came of writing a file, in words.
    Told(String),
    /// What was found for the question of that number, or why it cannot be.
    Found(u32, Box<Result<Findings, String>>),
    /// On the way to suggested themes so many articles have been looked at.
    Sampled(usize),
    /// The themes that the articles suggest, or why there are none.
    Proposed(Box<Result<Proposal, String>>),
    /// The sentences that another coder judges differently, or why nothing was compared.
    Agreed(Box<Result<Disagreements, String>>),
    /// Some of the figures that were asked for.
    Gathered(Box<Batch>),
    /// No more of them come, or why not all did.
    GatheringEnded(Result<(), String>),
    /// The export under way has come so far, in parts of a hundred.
    Exporting(u8),
    /// What came of an export, in words.
    Exported(String),
    /// There is a file of the name that an export is to have.
    InTheWay,
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
    /// Keep these steps, in their order, before the next frame; what came of each is told by
    /// [`Message::Kept`], [`Message::NotKept`] or [`Message::Theirs`].
    Keep(Vec<Step>),
    /// Remember where the eye is, by the names of articles, the open one last.
    Remember(Vec<(String, Position)>),
    /// Keep a setting of the library: its name and its value.
    Set(&'static str, &'static str),
    /// Give the article of that name anew: its text has changed.
    Renew(String),
    /// Let the person edit a text in an editor of their own.
    Edit(String),
    /// Read a codebook.
    Load(String),
    /// Write a text to a new file, or over another where that is wished.
    Write {
        /// The file.
        path: String,
        /// What to write.
        text: String,
        /// Whether a file of that name may be replaced.
        over: bool,
    },
    /// Find this in the whole library, as the question of that number; what was asked before need not
    /// be found any more.
    Find(u32, Query),
    /// Find the themes that the articles suggest, which come by [`Message::Proposed`].
    Propose,
    /// Compare the library with another coder, a file as it was typed or the tagger; what comes of that is
    /// told by [`Message::Agreed`].
    Agree(String),
    /// Gather the figures of the articles from that one on, which come by [`Message::Gathered`] until
    /// [`Message::GatheringEnded`].
    Gather(ArticleId),
    /// Write passages to a file.
    Export {
        /// The file.
        path: String,
        /// How.
        order: Order,
        /// Whether everything, not only what the filter shows.
        all: bool,
        /// Whether a file of that name may be replaced; else [`Message::InTheWay`] tells of it.
        over: bool,
    },
    /// Bring in what that file holds; what came of it is told by [`Message::Listed`] or
    /// [`Message::Ingested`], [`Message::Theirs`], [`Message::Problem`] and [`Message::Told`].
    Import(String),
    /// Stop the export under way.
    StopExport,
    /// Paint the whole screen again.
    Repaint,
    /// Read no more articles.
    StopReading,
    /// Stop until resumed.
    Suspend,
    /// Leave.
    Quit,
}
