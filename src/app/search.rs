//! The search in the open article, as typed and as walked with `n` and `N`.

use super::action::Step;
use super::{App, Place};
use crate::reading::Pattern;
use crate::text::Span;

/// A search and where its words stand in the text on screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What was typed.
    pub typed: String,
    pattern: Pattern,
    /// Where it stands, in order.
    pub matches: Vec<Span>,
    /// The match that the eye is on.
    pub current: Option<usize>,
}

impl Found {
    fn of(typed: &str, text: &str) -> Option<Self> {
        let pattern = Pattern::new(typed)?;
        let matches = pattern.find_all(text);
        Some(Self { typed: typed.to_owned(), pattern, matches, current: None })
    }
}

impl Found {
    /// What was found elsewhere, at these places of the text.
    pub(super) fn at(typed: &str, matches: Vec<Span>) -> Option<Self> {
        let pattern = Pattern::new(typed)?;
        Some(Self { typed: typed.to_owned(), pattern, matches, current: Some(0) })
    }
}

impl App {
    /// Searches for what is typed so far, from the place where typing began.
    pub(super) fn find_typed(&mut self, typed: &str, from: Place) {
        self.read(|reader, article| {
            if reader.place() != from {
                reader.open_same(article, from);
            }
        });
        let Some(article) = self.article() else { return };
        self.found = Found::of(typed, self.reader.text(article));
        let start = self.top_offset();
        let Some(found) = &mut self.found else { return };
        let next = found.matches.iter().position(|span| span.start >= start);
        found.current = next.or(if found.matches.is_empty() { None } else { Some(0) });
        self.reveal_match();
    }

    /// To the match after or before the current one, around the ends.
    pub(super) fn find_next(&mut self, step: Step) {
        let start = self.top_offset();
        let Some(found) = &mut self.found else {
            self.notice = Some("nothing searched for yet: / searches".to_owned());
            return;
        };
        let last = match found.matches.len() {
            0 => {
                self.notice = Some(format!("'{}' is not in this article", found.typed));
                return;
            }
            len => len - 1,
        };
        let after = found.matches.partition_point(|span| span.start < start);
        let (next, wrapped) = match (step, found.current) {
            (Step::On, Some(at)) if at < last => (at + 1, false),
            (Step::On, None) if after <= last => (after, false),
            (Step::On, _) => (0, true),
            (Step::Back, Some(at)) if at > 0 => (at - 1, false),
            (Step::Back, None) if after > 0 => (after - 1, false),
            (Step::Back, _) => (last, true),
        };
        found.current = Some(next);
        self.notice = wrapped.then(|| self.around(step));
        self.reveal_match();
    }

    /// Searches anew after the text on screen has changed.
    pub(super) fn find_again(&mut self) {
        let Some(found) = self.found.take() else { return };
        let Some(article) = self.article() else { return };
        let matches = found.pattern.find_all(self.reader.text(article));
        self.found = Some(Found { matches, current: None, ..found });
    }

    fn reveal_match(&mut self) {
        let Some(found) = &self.found else { return };
        let Some(span) = found.current.and_then(|at| found.matches.get(at)).copied() else {
            return;
        };
        self.read(|reader, article| {
            if reader.is_raw() {
                reader.reveal_rows(article, span);
            } else {
                reader.reveal(article, span);
            }
        });
    }

    /// Where the first row on screen starts in the text on screen.
    fn top_offset(&self) -> u32 {
        let row = self.reader.flow().rows.get(self.reader.visible().start);
        row.map_or(0, |row| row.span.start)
    }
}
