//! The list of sentences that another coder judges differently: asked for, walked through, left for the text
//! and found again. Compares nothing itself.

use super::action::Action;
use super::dialog::Dialog;
use super::keys::Press;
use super::list::Cursor;
use super::{App, Effect};
use crate::text::Span;
use crate::text::shown::{clipped, counted};

/// Sentences that are listed at most: more than a person walks through.
pub const LISTED: usize = 10_000;

/// Rows of the screen that a sentence takes.
pub const ROWS: usize = 2;

/// Sentences that two coders judge differently.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Disagreements {
    /// The other coder: a file as it was typed, or the tagger.
    pub other: String,
    /// Articles that both have.
    pub articles: usize,
    /// Their sentences.
    pub sentences: u64,
    /// Those that are judged differently, of which the first are listed.
    pub differing: u64,
    /// Articles that only the library has, and that only the other has.
    pub alone: [usize; 2],
    /// Those that are listed, article by article.
    pub rows: Vec<Row>,
}

/// A sentence that is judged differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The name of its article.
    pub article: Box<str>,
    /// Where it is in the article.
    pub span: Span,
    /// What each says of it, in words.
    pub said: [Box<str>; 2],
    /// Its words, or the first of them.
    pub words: Box<str>,
}

/// The list as it is looked at; kept while it is closed.
#[derive(Debug, Default)]
pub struct View {
    /// What was found; none before anything was compared.
    pub found: Option<Disagreements>,
    /// The sentence with the cursor, and the first on screen.
    pub cursor: Cursor,
    /// Whether the last key went from here to a sentence.
    pub(super) left: bool,
}

impl Disagreements {
    /// How much they are of all.
    pub fn describe(&self) -> String {
        let of = |[one, many]: [&str; 2], number: usize| counted(number, one, many);
        let sentences = usize::try_from(self.sentences).unwrap_or(usize::MAX);
        let articles = of(["article", "articles"], self.articles);
        let all = of(["sentence", "sentences"], sentences);
        let mut told = format!("{} of {all} differ, in {articles} of both", self.differing);
        if self.rows.len() as u64 != self.differing {
            told.push_str(&format!("; the first {} are listed", self.rows.len()));
        }
        let only = [format!("only in {}", clipped(&self.other, 30)), "only here".to_owned()];
        for (number, only) in self.alone.into_iter().rev().zip(only).filter(|(n, _)| *n > 0) {
            told.push_str(&format!("; {} {only}", of(["article", "articles"], number)));
        }
        told
    }
}

impl App {
    /// Asks how another coder judges the articles; without one, opens the list again.
    pub(super) fn agree(&mut self, other: &str) -> Vec<Effect> {
        if !other.is_empty() {
            let other = other.to_owned();
            self.notice = Some(format!("comparing with {}", clipped(&other, 40)));
            return vec![Effect::Agree(other)];
        }
        if self.agreeing.found.is_none() {
            return self.tell(
                "name another library, a file of passages or the tagger, as in :agree other.db",
            );
        }
        self.open_agreement();
        Vec::new()
    }

    /// Takes in what came of that, and shows it unless something else was begun meanwhile.
    pub(super) fn take_agreement(&mut self, found: Result<Disagreements, String>) {
        match found {
            Err(why) => self.notice = Some(why),
            Ok(found) => {
                let is_free = self.dialog.is_none();
                let told = if is_free { String::new() } else { "; :agree lists them".to_owned() };
                self.notice = Some(format!("{}{told}", found.describe()));
                self.agreeing = View { found: Some(found), ..View::default() };
                if is_free {
                    self.open_agreement();
                }
            }
        }
    }

    pub(super) fn open_agreement(&mut self) {
        self.agreeing.left = false;
        self.dialog = Dialog::Agreement;
    }

    /// Sentences that fit on the screen.
    pub(crate) fn agreement_rows(&self) -> usize {
        (usize::from(self.size.height).saturating_sub(2) / ROWS).max(1)
    }

    /// A key while they are listed.
    pub(super) fn press_in_agreement(&mut self, press: Press) -> Vec<Effect> {
        match self.keymap.action(press) {
            Some(Action::Drop | Action::StepBack) => self.dialog = Dialog::None,
            Some(Action::Quit) => return self.leave(),
            Some(Action::Choose) => return self.go_to_disagreement(),
            Some(Action::Passage(step)) => {
                self.walk_agreement(if step == super::action::Step::Back { -1 } else { 1 });
            }
            Some(action) => {
                let height = self.agreement_rows();
                self.walk_agreement(super::perform::rows(action, height).unwrap_or(0));
            }
            None => {}
        }
        Vec::new()
    }

    /// Moves the cursor so many sentences down.
    pub(super) fn walk_agreement(&mut self, rows: isize) {
        let height = self.agreement_rows();
        let View { found, cursor, .. } = &mut self.agreeing;
        let len = found.as_ref().map_or(0, |found| found.rows.len());
        cursor.step(rows, len);
        cursor.settle(len, height);
    }

    /// Shows the sentence with the cursor, selected where it is a passage.
    fn go_to_disagreement(&mut self) -> Vec<Effect> {
        let rows = self.agreeing.found.as_ref().map(|found| &found.rows);
        let Some(Row { article, span, said, .. }) =
            rows.and_then(|rows| rows.get(self.agreeing.cursor.at)).cloned()
        else {
            return Vec::new();
        };
        let Some(id) = self.library.named(&article) else {
            return self.tell("the article is not among those that are open here");
        };
        self.go_to_words(id, span);
        self.agreeing.left = true;
        let [here, there] = said.each_ref().map(|said| clipped(said, 28));
        self.tell(format!("here {here}, there {there}; Esc goes back to the list"))
    }
}

#[cfg(test)]
mod tests;
