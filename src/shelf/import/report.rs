//! What came of a file, for a person: what was put, moved, there already, nowhere to be found, left out.

use super::Landing;
use crate::import::place::How;
use crate::import::{Bundle, Text};
use crate::library::Annotation;
use crate::library::brought::Brought;
use crate::text::shown::{clipped, counted, safe};

/// What came of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Articles that are new.
    pub fresh: usize,
    /// Articles that were there.
    pub known: usize,
    /// Themes that are new or say more.
    pub themes: usize,
    /// Stretches that say more than before.
    pub put: usize,
    /// Stretches that said all of it.
    pub already: usize,
    /// Of these, stretches whose words stand elsewhere than was said.
    pub moved: usize,
    /// Of these, those whose place nothing could be held against.
    pub unchecked: usize,
    /// Whether the names of selections are not their words.
    pub unnamed: bool,
    /// The words that were found nowhere, and of what.
    pub unplaced: Vec<(String, String)>,
    /// How many of these are kept all the same, to be placed by hand.
    pub lost: usize,
    /// What was left out, and why.
    pub skipped: Vec<String>,
    /// What is left to others on purpose.
    pub told: Vec<String>,
}

/// Columns of a text that a line quotes.
const QUOTED: usize = 60;

/// Words found nowhere that are told one by one.
const LISTED: usize = 20;

impl Report {
    pub(super) fn of(bundle: &Bundle) -> Self {
        let (skipped, told) = (bundle.skipped.clone(), bundle.told.clone());
        Self { skipped, told, ..Self::default() }
    }

    pub(super) fn articles(&mut self, is_known: bool) {
        self.known += usize::from(is_known);
        self.fresh += usize::from(!is_known);
    }

    pub(super) fn count(&mut self, count: Brought) {
        self.put += count.put;
        self.already += count.known;
    }

    /// Notes what became of stretches; gives what is to be kept.
    pub(super) fn landed(&mut self, text: &Text, landed: Vec<Landing>) -> Vec<Annotation> {
        let mut annotations = Vec::with_capacity(landed.len());
        for (stretch, landing) in text.stretches.iter().zip(landed) {
            match landing {
                Landing::Put(annotation, how) => {
                    self.moved += usize::from(matches!(how, How::Found | How::Like));
                    self.unchecked += usize::from(how == How::Unchecked);
                    annotations.push(annotation);
                }
                Landing::Lost(annotation) => {
                    self.unplaced.push((stretch.words.clone(), text.title.clone()));
                    self.lost += 1;
                    annotations.push(annotation);
                }
                Landing::Nowhere => {
                    self.unplaced.push((stretch.words.clone(), text.title.clone()));
                }
            }
        }
        annotations
    }

    /// Notes an article that is not here.
    pub(super) fn nowhere(&mut self, text: &Text) {
        let stretches = counted(text.stretches.len(), "passage", "passages");
        self.skipped
            .push(format!("'{}': the library has no such article ({stretches})", text.title));
    }

    /// Whether everything came in.
    pub fn is_whole(&self) -> bool {
        self.unplaced.is_empty() && self.skipped.is_empty()
    }

    /// Whether nothing did.
    pub fn is_empty(&self) -> bool {
        let Self { fresh, known, themes, put, already, .. } = self;
        fresh + known + themes + put + already == 0
    }

    /// In one line.
    pub fn summary(&self) -> String {
        let articles = counted(self.fresh + self.known, "article", "articles");
        let mut parts = vec![format!("{articles} ({} new)", self.fresh)];
        if self.fresh + self.themes + self.put == 0 {
            parts.push("nothing new".to_owned());
        }
        let mut some = |count: usize, one: &str, many: &str| {
            if count > 0 {
                parts.push(counted(count, one, many));
            }
        };
        some(self.themes, "theme new or changed", "themes new or changed");
        some(self.put, "passage put", "passages put");
        some(self.already, "there already", "there already");
        some(self.moved, "moved", "moved");
        some(self.unchecked, "by place alone", "by place alone");
        some(self.unplaced.len(), "could not be placed", "could not be placed");
        some(self.skipped.len(), "thing left out", "things left out");
        parts.join(", ")
    }

    /// The rest, a line each.
    pub fn details(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for (words, of) in self.unplaced.iter().take(LISTED) {
            let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let words = clipped(&line, QUOTED);
            lines.push(format!("could not be placed: '{words}' in '{}'", clipped(of, QUOTED)));
        }
        if let Some(more) = self.unplaced.len().checked_sub(LISTED).filter(|more| *more > 0) {
            lines.push(format!("and {more} more could not be placed"));
        }
        if self.lost > 0 {
            lines.push("what could not be placed waits in the reader, in :lost".to_owned());
        }
        if self.unnamed {
            lines.push(
                "the names of its selections are not their words: put by place alone".to_owned(),
            );
        }
        lines.extend(self.skipped.iter().map(|what| format!("left out: {what}")));
        lines.extend(self.told.iter().map(|what| format!("not taken over: {what}")));
        lines.iter().map(|line| safe(line).into_owned()).collect()
    }
}
