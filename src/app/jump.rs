//! From one place to another, and back: what led away is noted, a letter keeps a place, lists of the whole library
//! lead into an article. Scrolling is the reader's own.

use super::dialog::Dialog;
use super::reader::Reader;
use super::{App, Pane};
use crate::library::{Article, ArticleId};
use crate::text::Span;

impl App {
    /// Moves the eye somewhere else, remembering where it was.
    pub(super) fn jump(&mut self, act: impl FnOnce(&mut Reader, &Article)) {
        self.note_jump();
        self.read(act);
    }

    pub(super) fn note_jump(&mut self) {
        const KEPT: usize = 100;
        if let Some(open) = self.open {
            let here = (open, self.reader.place());
            if self.jumps.last() != Some(&here) {
                self.jumps.push(here);
            }
        }
        if self.jumps.len() > KEPT {
            self.jumps.remove(0);
        }
    }

    pub(super) fn jump_back(&mut self) {
        match self.jumps.pop() {
            Some((id, place)) => self.show_at(id, place),
            None => self.notice = Some("no jump to go back from".to_owned()),
        }
    }

    pub(super) fn remember(&mut self, letter: char) {
        if let Some(open) = self.open.filter(|_| letter.is_ascii_lowercase()) {
            self.letters.insert(letter, (open, self.reader.place()));
            self.notice = Some(format!("'{letter} comes back to this place"));
        } else {
            self.notice = Some("places have the letters a to z".to_owned());
        }
    }

    pub(super) fn recall(&mut self, letter: char) {
        match self.letters.get(&letter).copied() {
            Some((id, place)) => {
                self.note_jump();
                self.show_at(id, place);
            }
            None => self.notice = Some(format!("no place has the letter '{letter}'")),
        }
    }

    /// Shows the text of an article, from wherever one is.
    pub(super) fn go_to_text(&mut self, id: ArticleId) {
        self.note_jump();
        self.dialog = Dialog::None;
        self.focus = Pane::Reader;
        if self.open != Some(id) {
            self.show(id);
        }
        if self.reader.is_raw() {
            self.read(Reader::toggle_raw);
        }
    }

    /// Shows words of an article, with their passage selected where they stand in one.
    pub(super) fn go_to_words(&mut self, id: ArticleId, span: Span) {
        let passage = self.passage_with(id, span);
        self.go_to_text(id);
        match passage {
            Some(passage) => self.show_passage(id, passage),
            None => self.read(|reader, article| reader.reveal(article, span)),
        }
    }

    /// The passage of an article with these words, one that shows if there is any.
    pub(crate) fn passage_with(&self, id: ArticleId, span: Span) -> Option<usize> {
        let article = self.library.article(id)?;
        let holds = |at: &usize| {
            let passage = article.passages.get(*at);
            passage.is_some_and(|it| it.span.start <= span.start && span.end <= it.span.end)
        };
        let mut shown = self.survey.shown_in(&self.library, id);
        shown.find(holds).or_else(|| (0..article.passages.len()).find(holds))
    }
}
