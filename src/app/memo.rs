//! A memo being written: several lines with a cursor. What it is about is given; keeping it is left to
//! the application.

use crossterm::event::KeyCode;
use ratatui_textarea::{CursorMove, Input, Key, TextArea};

use super::dialog::Dialog;
use super::keys::Press;
use super::{App, Effect};
use crate::library::ArticleId;
use crate::library::edit::{Act, Stretch};
use crate::library::theming::ThemeEdit;
use crate::tag::ThemeId;

/// What a memo is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A passage, or text that becomes one by it.
    Passage(Stretch),
    /// An article as a whole.
    Article(ArticleId),
    /// A theme.
    Theme(ThemeId),
}

/// A memo being written.
#[derive(Clone, Debug)]
pub struct Memo {
    /// What it is about.
    pub subject: Subject,
    text: TextArea<'static>,
}

impl Memo {
    /// Begins where an earlier memo ended.
    pub(super) fn new(subject: Subject, memo: &str) -> Self {
        let mut text = TextArea::new(memo.split('\n').map(str::to_owned).collect());
        text.move_cursor(CursorMove::Bottom);
        text.move_cursor(CursorMove::End);
        Self { subject, text }
    }

    /// Its lines.
    pub fn lines(&self) -> &[String] {
        self.text.lines()
    }

    /// The cursor: index of the line, and how many characters of it stand before.
    pub fn cursor(&self) -> (usize, usize) {
        let at = self.text.cursor();
        (at.0, at.1)
    }

    fn text(&self) -> String {
        self.lines().join("\n")
    }
}

/// A press as the editor reads it.
fn input(press: Press) -> Input {
    let key = match press.code {
        KeyCode::Char(letter) => Key::Char(letter),
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Enter => Key::Enter,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Tab => Key::Tab,
        KeyCode::Delete => Key::Delete,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        _ => Key::Null,
    };
    Input { key, ctrl: press.control, alt: false, shift: false }
}

impl App {
    /// A key while a memo is written: Esc keeps it, ^C drops what was written, ^X goes on in the
    /// person's own editor.
    pub(super) fn press_in_memo(&mut self, press: Press) -> Vec<Effect> {
        let Dialog::Memo(memo) = &mut self.dialog else { return Vec::new() };
        match (press.code, press.control) {
            (KeyCode::Esc, _) | (KeyCode::Char('s'), true) => return self.keep_memo(),
            (KeyCode::Char('x'), true) => return vec![Effect::Edit(memo.text())],
            _ => drop(memo.text.input(input(press))),
        }
        Vec::new()
    }

    /// Puts pasted text into the memo.
    pub(super) fn paste_in_memo(&mut self, text: &str) {
        if let Dialog::Memo(memo) = &mut self.dialog {
            memo.text.insert_str(text.replace("\r\n", "\n").replace('\r', "\n"));
        }
    }

    /// The person's own editor is done; none where that failed, for a reason that was told.
    pub(super) fn edited(&mut self, text: Result<String, String>) -> Vec<Effect> {
        let Dialog::Memo(memo) = &mut self.dialog else { return Vec::new() };
        match text {
            Ok(text) => {
                **memo = Memo::new(memo.subject, text.trim_end());
                self.keep_memo()
            }
            Err(why) => self.tell(why),
        }
    }

    /// Keeps the memo being written and closes it.
    pub(super) fn keep_memo(&mut self) -> Vec<Effect> {
        let Dialog::Memo(memo) = std::mem::take(&mut self.dialog) else { return Vec::new() };
        let text = memo.text().trim_end().to_owned();
        match memo.subject {
            Subject::Passage(place) => {
                let step = self.library.edit(&[place], &Act::Memo(text));
                step.map_or_else(Vec::new, |step| self.make(step))
            }
            Subject::Article(id) => {
                let step = self.library.edit_card(id, |card| card.memo = text);
                step.map_or_else(Vec::new, |step| self.make(step))
            }
            Subject::Theme(id) => self.edit_theme(&ThemeEdit::Memo(id, text)),
        }
    }
}
