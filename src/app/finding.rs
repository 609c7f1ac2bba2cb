//! The search of the whole library as one types: what is sought, what was found, which of it is opened.
//! Finds nothing itself: it asks for that, and what comes too late is dropped.

use crossterm::event::KeyCode;

use super::dialog::Dialog;
use super::keys::Press;
use super::search::Found;
use super::{App, Effect, Line};
use crate::library::search::{Fault, Findings, Query};
use crate::text::shown::clipped;

/// The search and what it has come to.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    /// What is typed.
    pub line: Line,
    /// What was found for it, or for what was typed before.
    pub findings: Findings,
    /// Why nothing can be sought.
    pub fault: Option<Fault>,
    /// Whether more is on its way.
    pub waits: bool,
    /// Whether what is typed is of another time: the first letter takes its place.
    is_old: bool,
    /// The finding with the cursor, and the first on screen.
    pub at: usize,
    /// The first finding on screen.
    pub top: usize,
    /// The number of the last question.
    asked: u32,
}

/// Findings that are asked for: more than a person looks through.
pub const SHOWN: usize = 50;

/// Rows that a finding takes.
pub const ROWS: usize = 3;

impl App {
    /// Opens the search, as it was left.
    pub(super) fn open_finder(&mut self) -> Vec<Effect> {
        let mut finder = std::mem::take(&mut self.finder);
        finder.is_old = true;
        let asked = finder.asked;
        self.dialog = Dialog::Find(finder);
        // An answer to nothing is dropped; whoever gives it is ready then.
        vec![Effect::Find(asked.wrapping_add(u32::MAX / 2), Query::default())]
    }

    /// A key while it is open.
    pub(super) fn press_in_finder(&mut self, press: Press) -> Vec<Effect> {
        let rows = self.finder_rows();
        let Dialog::Find(finder) = &mut self.dialog else { return Vec::new() };
        let last = finder.findings.shown.len().saturating_sub(1);
        let page = rows.max(1);
        let is_old = std::mem::take(&mut finder.is_old);
        match (press.code, press.control) {
            (KeyCode::Esc, _) => return self.close_finder(),
            (KeyCode::Enter, _) => return self.open_finding(),
            (KeyCode::Down | KeyCode::Tab, _) | (KeyCode::Char('n'), true) => finder.at += 1,
            (KeyCode::Up | KeyCode::BackTab, _) | (KeyCode::Char('p'), true) => {
                finder.at = finder.at.saturating_sub(1);
            }
            (KeyCode::PageDown, _) => finder.at += page,
            (KeyCode::PageUp, _) => finder.at = finder.at.saturating_sub(page),
            (KeyCode::Backspace, _) if finder.line.is_empty() => return self.close_finder(),
            (KeyCode::Char(_), false) if is_old => {
                finder.line = Line::default();
                finder.line.press(press);
                return self.find();
            }
            _ if finder.line.press(press) => return self.find(),
            _ => {}
        }
        finder.at = finder.at.min(last);
        finder.top = finder.top.min(finder.at).max((finder.at + 1).saturating_sub(page));
        Vec::new()
    }

    /// Findings that fit on the screen.
    pub(crate) fn finder_rows(&self) -> usize {
        usize::from(self.size.height).saturating_sub(3) / ROWS
    }

    fn close_finder(&mut self) -> Vec<Effect> {
        if let Dialog::Find(finder) = std::mem::take(&mut self.dialog) {
            self.finder = finder;
        }
        Vec::new()
    }

    /// Asks for what is typed now.
    pub(super) fn find(&mut self) -> Vec<Effect> {
        let Dialog::Find(finder) = &mut self.dialog else { return Vec::new() };
        finder.asked = finder.asked.wrapping_add(1);
        finder.waits = false;
        match Query::typing(&finder.line.text()) {
            Ok(query) if query.parts.is_empty() => {
                (finder.fault, finder.findings) = (None, Findings::default());
                (finder.at, finder.top) = (0, 0);
                Vec::new()
            }
            Ok(query) => {
                finder.fault = None;
                finder.waits = true;
                vec![Effect::Find(finder.asked, query)]
            }
            Err(fault) => {
                finder.fault = Some(fault);
                Vec::new()
            }
        }
    }

    /// Takes in what was found for a question, unless another was asked since.
    pub(super) fn take_findings(&mut self, asked: u32, found: Result<Findings, String>) {
        let finder = match &mut self.dialog {
            Dialog::Find(finder) => finder,
            _ => &mut self.finder,
        };
        if finder.asked != asked {
            return;
        }
        finder.waits = false;
        match found {
            Ok(findings) => {
                (finder.findings, finder.at, finder.top) = (findings, 0, 0);
            }
            Err(why) => self.notice = Some(why),
        }
    }

    /// Shows the finding with the cursor, its words marked.
    fn open_finding(&mut self) -> Vec<Effect> {
        let Dialog::Find(finder) = &self.dialog else { return Vec::new() };
        let Some(finding) = finder.findings.shown.get(finder.at).cloned() else {
            return Vec::new();
        };
        let typed = finder.line.text();
        let Some(id) = self.library.named(&finding.name) else {
            return self.tell(format!(
                "{} is in the library but not among the articles open here",
                clipped(&finding.title, 40)
            ));
        };
        self.close_finder();
        self.go_to_text(id);
        self.read(|reader, article| reader.reveal(article, finding.best.span));
        self.found = Found::at(&typed, finding.best.words);
        Vec::new()
    }
}
