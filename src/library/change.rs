//! Changes carried out on the articles and themes in memory, and the steps of the journal with them.
//! Builds no edit (see [`super::edit`]) and keeps nothing on disk.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::{
    Annotation, Article, ArticleId, Brief, Card, Change, Deed, Filter, Journal, Library, Order,
    Position, Step,
};
use crate::tag::codebook::Theme;
use crate::tag::{Codebook, Levels, Tagging, ThemeId};

/// What a library remembers of the times before.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recall {
    /// The journal, oldest first.
    pub steps: Vec<Step>,
    /// Filters kept under names.
    pub views: BTreeMap<String, Filter>,
    /// Its themes, where it has its own.
    pub codebook: Option<Codebook>,
    /// Where the eye was, by the names of articles.
    pub positions: HashMap<String, Position>,
    /// The article that was open last.
    pub open: Option<String>,
    /// What the passages were listed by.
    pub order: Order,
}

impl Library {
    /// The edits that were made.
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// The article of that name.
    pub fn named(&self, name: &str) -> Option<ArticleId> {
        self.catalogue.named(name)
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

    /// Whether what a step starts from is what is there. Articles that are not listed are not
    /// looked at.
    pub fn fits(&self, step: &Step) -> bool {
        step.changes.iter().all(|change| match change {
            Change::Passage { article, id, before, after } => {
                let is_free = |article: &Article| {
                    let span = after.as_ref().filter(|_| before.is_none()).map(|it| it.span);
                    span.is_none_or(|span| article.annotation_at(span).is_none())
                };
                self.known(article).is_none_or(|article| {
                    article.annotations().get(id) == before.as_deref() && is_free(article)
                })
            }
            Change::Article { article, before, .. } => {
                self.known(article).is_none_or(|it| it.card() == *before)
            }
            Change::View { name, before, .. } => self.views.get(name) == before.as_ref(),
            Change::Theme { theme, before, .. } => self.theme(*theme) == **before,
        })
    }

    fn known(&self, name: &str) -> Option<&Article> {
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
                if let Some(at) = self.named(&article) {
                    self.change(at, |article| {
                        article.set_annotation(id, after.map(|it| *it), tagging.tagger());
                    });
                }
            }
            Change::Article { article, after, .. } => self.set_card(&article, after),
            Change::View { name, after: Some(filter), .. } => {
                self.views.insert(name, filter);
            }
            Change::View { name, after: None, .. } => {
                self.views.remove(&name);
            }
            Change::Theme { theme, after, .. } => self.set_theme(theme, *after),
        }
    }

    fn set_card(&mut self, article: &str, card: Card) {
        if let Some(id) = self.named(article) {
            self.change(id, |article| article.set_card(card));
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
        self.tagging = Tagging::taught(self.codebook.clone(), self.tagging.learned());
        let tagging = Arc::clone(&self.tagging);
        self.mark_anew(|article| article.sort(tagging.tagger()));
    }

    /// Takes in steps that are in articles and codebook already: those of a library that was opened.
    pub fn recall(&mut self, steps: Vec<Step>) {
        for step in steps {
            let numbers = step.changes.iter().filter_map(|change| match change {
                Change::Passage { id, .. } => Some(id.0),
                _ => None,
            });
            self.annotated = numbers.fold(self.annotated, u64::max);
            self.journal.take(step);
        }
    }

    /// Takes up filters that were kept under names before.
    pub fn recall_views(&mut self, views: BTreeMap<String, Filter>) {
        self.views = views;
    }

    /// Takes another codebook, before anything was decided by it.
    pub fn set_codebook(&mut self, codebook: Codebook) {
        let is_other = self.codebook != codebook;
        self.codebook = codebook;
        // Whatever comes is marked by it already.
        if is_other && !self.is_empty() {
            self.sort_anew();
        }
    }

    /// Filters kept under names.
    pub fn views(&self) -> &BTreeMap<String, Filter> {
        &self.views
    }

    /// The step that keeps a filter under a name, or drops the one of that name; none where that
    /// changes nothing.
    pub fn edit_view(&self, name: &str, after: Option<Filter>) -> Option<Step> {
        let before = self.views.get(name).cloned();
        if before == after {
            return None;
        }
        let deed = if after.is_some() { "kept" } else { "dropped" };
        let what = format!("{deed} the view '{name}'");
        self.step(what, vec![Change::View { name: name.to_owned(), before, after }])
    }

    /// Takes in an article that may be at hand already: then its text was read anew.
    pub fn renew(&mut self, mut article: Article) -> ArticleId {
        let Some(id) = self.named(&article.name) else { return self.add(article) };
        if !article.marked {
            let tagger = self.tagging.tagger();
            let marks = tagger.passages(&article.document, self.levels);
            article.mark(marks, || tagger);
        } else if self.levels != Levels::default() {
            article.regrade(self.tagging.tagger(), self.levels);
        }
        // Copies of it go by its earlier text until the program starts again.
        article.print = None;
        self.catalogue.put(id, Brief::of(&article));
        self.catalogue.bring(id, article, true);
        id
    }
}
