//! Changes carried out on the articles and themes in memory, and the steps of the journal with them.
//! Builds no edit (see [`super::edit`]) and keeps nothing on disk.

use std::sync::Arc;

use super::{Annotation, Article, ArticleId, Card, Change, Deed, Journal, Library, Step};
use crate::tag::codebook::Theme;
use crate::tag::{Codebook, Tagging, ThemeId};

impl Library {
    /// The edits that were made.
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// The article of that name.
    pub fn named(&self, name: &str) -> Option<ArticleId> {
        self.names.get(name).copied()
    }

    /// Carries a step out and notes it in the journal.
    pub fn take(&mut self, step: Step) {
        for change in &step.changes {
            self.carry_out(change.clone());
        }
        self.journal.take(step);
    }

    /// Takes back the last step, which was never kept, as if it had not been.
    pub fn untake(&mut self) -> Option<Step> {
        let step = self.journal.pop()?;
        for change in step.changes.iter().rev() {
            self.carry_out(change.clone().reversed());
        }
        Some(step)
    }

    /// The step that takes back the last edit that stands.
    ///
    /// # Errors
    /// Says why there is none.
    pub fn undo(&self) -> Result<Step, String> {
        let edit = self.journal.undoable().ok_or("there is no edit to undo")?;
        let changes = edit.changes.iter().rev().map(|change| change.clone().reversed());
        let what = format!("undone: {}", edit.what);
        Ok(self.step_back(Deed::Undo(edit.id), what, changes))
    }

    /// The step that makes the last edit again that was taken back.
    ///
    /// # Errors
    /// Says why there is none.
    pub fn redo(&self) -> Result<Step, String> {
        let edit = self.journal.redoable().ok_or("there is no edit to redo")?;
        let what = format!("redone: {}", edit.what);
        Ok(self.step_back(Deed::Redo(edit.id), what, edit.changes.iter().cloned()))
    }

    /// A step of changes that were made before, perhaps on other texts than those at hand.
    fn step_back(&self, deed: Deed, what: String, changes: impl Iterator<Item = Change>) -> Step {
        let changes = changes.map(|change| self.brought_up(change)).collect();
        Step { id: self.journal.next(), deed, what, changes }
    }

    /// A change from another time, on the texts as they are now: what it starts from is what is there.
    fn brought_up(&self, change: Change) -> Change {
        let Change::Passage { article, id, before, after } = change else { return change };
        let Some(at) = self.named(&article).and_then(|id| self.article(id)) else {
            return Change::Passage { article, id, before, after };
        };
        let settled = |annotation: Box<Annotation>| Box::new(annotation.settled(&at.document.text));
        let present = || at.annotations().get(&id).cloned().map(Box::new);
        let before = before.map(|before| present().unwrap_or(before));
        Change::Passage { article, id, before, after: after.map(settled) }
    }

    /// Whether what a step starts from is what is there. Articles that are not at hand are not
    /// looked at.
    pub fn fits(&self, step: &Step) -> bool {
        step.changes.iter().all(|change| match change {
            Change::Passage { article, id, before, after } => {
                let is_free = |article: &Article| {
                    let span = after.as_ref().filter(|_| before.is_none()).map(|it| it.span);
                    span.is_none_or(|span| article.annotation_at(span).is_none())
                };
                self.at_hand(article).is_none_or(|article| {
                    article.annotations().get(id) == before.as_deref() && is_free(article)
                })
            }
            Change::Article { article, before, .. } => {
                self.at_hand(article).is_none_or(|it| it.card() == *before)
            }
            Change::Theme { theme, before, .. } => self.theme(*theme) == **before,
        })
    }

    fn at_hand(&self, name: &str) -> Option<&Article> {
        self.named(name).and_then(|id| self.article(id))
    }

    /// A theme as it stands; one that nobody made counts as dropped.
    pub fn theme(&self, id: ThemeId) -> Theme {
        let unmade = || Theme { dropped: true, ..Theme::default() };
        self.codebook.themes.get(usize::from(id.0)).cloned().unwrap_or_else(unmade)
    }

    fn carry_out(&mut self, change: Change) {
        match change {
            Change::Passage { article, id, after, .. } => {
                self.annotated = self.annotated.max(id.0);
                let tagging = Arc::clone(&self.tagging);
                if let Some(article) = self.article_mut(&article) {
                    article.set_annotation(id, after.map(|it| *it), tagging.tagger());
                }
            }
            Change::Article { article, after, .. } => self.set_card(&article, after),
            Change::Theme { theme, after, .. } => self.set_theme(theme, *after),
        }
    }

    fn article_mut(&mut self, name: &str) -> Option<&mut Article> {
        let id = self.named(name)?;
        self.articles.get_mut(id.0 as usize)
    }

    fn set_card(&mut self, article: &str, card: Card) {
        if let Some(article) = self.article_mut(article) {
            article.set_card(card);
        }
    }

    /// Replaces a theme. Where other words make a passage belong to it now, all are sorted anew.
    fn set_theme(&mut self, id: ThemeId, theme: Theme) {
        let at = usize::from(id.0);
        let before = self.theme(id);
        let unmade = Theme { dropped: true, ..Theme::default() };
        if self.codebook.themes.len() <= at {
            self.codebook.themes.resize(at + 1, unmade);
        }
        let sorts =
            |theme: &Theme| (!theme.dropped).then(|| (theme.cues.clone(), theme.not.clone()));
        let sorts_alike = sorts(&before) == sorts(&theme);
        self.codebook.themes[at] = theme;
        if !sorts_alike {
            self.sort_anew();
        }
    }

    /// Makes the tagger of the codebook as it is now, and sorts all passages into its themes.
    fn sort_anew(&mut self) {
        self.tagging = Tagging::by(self.codebook.clone());
        let tagger = self.tagging.tagger();
        let marked = self.articles.iter_mut().filter(|article| article.marked);
        marked.for_each(|article| article.sort(tagger));
    }

    /// Replaces the whole codebook before anything is marked by it.
    pub fn set_codebook(&mut self, codebook: Codebook) {
        self.codebook = codebook;
        self.sort_anew();
    }
}
