//! Edits by keystroke: what they are about, how they are taken in, told, undone and repeated. What an
//! edit changes is worked out by [`crate::library::edit`].

use super::action::Step;
use super::dialog::Dialog;
use super::memo::{Memo, Subject};
use super::{App, Effect, Pane};
use crate::library::edit::{Act, Stretch};
use crate::library::{self, Article, ArticleId, Change};
use crate::tag::Passage;
use crate::text::shown::counted;

/// What the next edit is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Reach {
    /// What is selected.
    #[default]
    One,
    /// Every passage that shows.
    All,
}

impl App {
    /// The passage that is selected.
    pub(super) fn selected_place(&self) -> Option<Stretch> {
        let passage = self.article()?.passages.get(self.reader.selected()?)?;
        Some((self.open?, passage.span))
    }

    /// Every passage that shows.
    fn shown_places(&self) -> Vec<Stretch> {
        let of = |id: &ArticleId| {
            let shown: Vec<usize> = self.survey.shown_in(&self.library, *id).collect();
            let spans = |article: &Article| {
                let span = |at: &usize| article.passages.get(*at).map(|it| (*id, it.span));
                shown.iter().filter_map(span).collect::<Vec<_>>()
            };
            self.library.with(*id, spans).unwrap_or_default()
        };
        self.survey.listed.iter().flat_map(of).collect()
    }

    /// What the next edit is about; tells where that is nothing.
    fn places(&mut self) -> Vec<Stretch> {
        if self.reach == Reach::One && self.is_on_fold() {
            self.notice = Some("no passage of a folded group is chosen: c unfolds it".to_owned());
            return Vec::new();
        }
        let places: Vec<Stretch> = match std::mem::take(&mut self.reach) {
            Reach::All => self.shown_places(),
            Reach::One => self.selected_place().into_iter().collect(),
        };
        if places.is_empty() {
            self.notice =
                Some("no passage is selected: ] goes to the next one, v selects text".into());
        }
        places
    }

    /// The next edit is for all passages that show.
    pub(super) fn edit_all(&mut self) {
        match self.survey.shown {
            0 => self.notice = Some("no passage shows".to_owned()),
            shown => {
                self.reach = Reach::All;
                let passages = counted(shown, "passage that shows", "passages that show");
                self.notice = Some(format!(
                    "{passages}: Enter confirms, x rejects, e marks, s stars, . repeats, Esc leaves them"
                ));
            }
        }
    }

    /// Does something to the selected passage, or to all that show.
    pub(super) fn act(&mut self, act: Act) -> Vec<Effect> {
        let places = self.places();
        self.act_on(&places, act)
    }

    /// Does something to these passages.
    pub(super) fn act_on(&mut self, places: &[Stretch], act: Act) -> Vec<Effect> {
        if places.is_empty() {
            return Vec::new();
        }
        let effects = match (self.library.edit(places, &act), &act) {
            (Some(step), _) => self.make(step),
            (None, Act::Confirm) => self.tell("confirmed already: ] goes on"),
            (None, _) => self.tell("that changes nothing"),
        };
        if !matches!(act, Act::Memo(_)) {
            self.last_act = Some(act);
        }
        effects
    }

    /// The same once more, on what is selected now.
    pub(super) fn repeat(&mut self) -> Vec<Effect> {
        match self.last_act.clone() {
            Some(act) => self.act(act),
            None => self.tell("there is no edit to repeat yet"),
        }
    }

    /// Takes a step in: what it changes shows at once and is to be kept before it does.
    pub(super) fn make(&mut self, step: library::Step) -> Vec<Effect> {
        self.notice = Some(format!("{} - U undoes", step.what));
        let ids = self.touched(&step);
        self.change_articles(&ids, |library| library.take(step));
        self.keeping.steps += 1;
        self.keep()
    }

    /// The articles that a step is about; what it changes beside them makes all counts old.
    fn touched(&mut self, step: &library::Step) -> Vec<library::ArticleId> {
        let named = |change: &Change| change.article().and_then(|name| self.library.named(name));
        let mut ids: Vec<_> = step.changes.iter().filter_map(named).collect();
        ids.sort_unstable();
        ids.dedup();
        self.stale |= step.changes.iter().any(|change| matches!(change, Change::Theme { .. }));
        ids
    }

    pub(super) fn undo(&mut self) -> Vec<Effect> {
        let step = self.library.undo();
        self.walk_back(step, "^R makes it again")
    }

    pub(super) fn redo(&mut self) -> Vec<Effect> {
        let step = self.library.redo();
        self.walk_back(step, "U undoes")
    }

    /// Takes a step of undo or redo in and shows what it changed.
    fn walk_back(&mut self, step: Result<library::Step, String>, hint: &str) -> Vec<Effect> {
        let step = match step {
            Ok(step) if self.library.fits(&step) => step,
            Ok(step) => return self.tell(format!("not {}: it was changed since", step.what)),
            Err(why) => return self.tell(why),
        };
        let changed = step.changes.first().cloned();
        let told = format!("{} - {hint}", step.what);
        let effects = self.make(step);
        if let Some(Change::Passage { article, before, after, .. }) = changed {
            self.show_changed(&article, after.or(before).map(|it| it.span));
        }
        self.notice = Some(told);
        effects
    }

    /// Brings what was changed on screen.
    fn show_changed(&mut self, article: &str, span: Option<crate::text::Span>) {
        let Some((id, span)) = self.library.named(article).zip(span) else { return };
        if self.open != Some(id) {
            self.note_jump();
            self.show(id);
        }
        let found = self.article().and_then(|article| {
            article.passages.binary_search_by_key(&span, |passage| passage.span).ok()
        });
        self.read(|reader, article| match found {
            Some(at) => reader.select(article, at),
            None => reader.reveal(article, span),
        });
    }

    /// Confirms the passage, toggles or opens what the cursor of a list is on.
    pub(super) fn enter(&mut self) -> Vec<Effect> {
        if self.reach == Reach::All {
            return self.act(Act::Confirm);
        }
        if self.focus == Pane::Reader {
            let effects = self.act(Act::Confirm);
            self.go_on();
            return effects;
        }
        self.choose()
    }

    /// From a passage that is decided to the next one in the article that is not, so that a review
    /// takes one key a passage.
    fn go_on(&mut self) {
        let Some((article, selected)) = self.article().zip(self.reader.selected()) else { return };
        if article.passages.get(selected).is_none_or(Passage::waits) {
            return;
        }
        // As they are after the edit.
        let shown: Vec<usize> = match self.open {
            Some(id) => self.survey.shown_in(&self.library, id).collect(),
            None => Vec::new(),
        };
        let waiting = |at: &usize| article.passages.get(*at).filter(|it| it.waits());
        let behind = shown.partition_point(|at| *at < selected);
        let (before, behind) = shown.split_at(behind);
        let next = behind.iter().find_map(waiting).or_else(|| before.iter().find_map(waiting));
        match next.map(|it| it.span) {
            Some(span) => self.select_words(span),
            None if self.review_is_done() => {
                self.notice = Some("every mark that shows is decided".to_owned());
            }
            None => {
                let told = self.notice.take().unwrap_or_default();
                self.notice = Some(format!("{told} - the article is done: ) goes to the next"));
            }
        }
    }

    fn review_is_done(&self) -> bool {
        self.survey.waiting.iter().all(|waiting| *waiting == 0)
    }

    /// Takes the marks off the passage; in the lists of themes and kinds, toggles.
    pub(super) fn reject(&mut self) -> Vec<Effect> {
        if matches!(self.focus, Pane::Themes | Pane::Kinds) && self.reach == Reach::One {
            return self.choose();
        }
        self.act(Act::Reject)
    }

    /// Opens what puts a mark on or takes it off; in the list of themes, what changes the theme.
    pub(super) fn choose_mark(&mut self) {
        if self.focus == Pane::Themes && self.reach == Reach::One {
            return self.open_theme_menu();
        }
        let places = self.places();
        if !places.is_empty() {
            self.dialog = Dialog::Marks(places);
        }
    }

    /// Stars the passage; in the list of articles, the article.
    pub(super) fn star(&mut self) -> Vec<Effect> {
        if self.focus == Pane::Articles && self.reach == Reach::One {
            let at = self.cursors[Pane::Articles as usize].at;
            let listed = self.survey.listed.get(at).copied();
            let toggle = |card: &mut library::Card| card.starred = !card.starred;
            let step = listed.and_then(|id| self.library.edit_card(id, toggle));
            return step.map_or_else(Vec::new, |step| self.make(step));
        }
        self.act(Act::Star)
    }

    /// Opens the memo of the passage; in the list of themes, of the theme; in that of articles, of the
    /// article.
    pub(super) fn write_memo(&mut self) {
        let cursor = |app: &Self| app.cursors.get(app.focus as usize).map_or(0, |cursor| cursor.at);
        let subject = match self.focus {
            Pane::Themes => self.theme_at_cursor().map(Subject::Theme),
            Pane::Articles => self.survey.listed.get(cursor(self)).copied().map(Subject::Article),
            _ => self.places().first().copied().map(Subject::Passage),
        };
        if let Some(subject) = subject {
            self.open_memo(subject);
        }
    }

    /// Opens the memo of the open article.
    pub(super) fn write_article_memo(&mut self) {
        if let Some(id) = self.open {
            self.open_memo(Subject::Article(id));
        }
    }

    pub(super) fn open_memo(&mut self, subject: Subject) {
        let memo = match subject {
            Subject::Passage((id, span)) => {
                let article = self.library.article(id);
                let annotation = article.and_then(|article| article.annotation_at(span));
                annotation.map(|(_, annotation)| annotation.memo.clone()).unwrap_or_default()
            }
            Subject::Article(id) => {
                self.library.with(id, |article| article.card().memo).unwrap_or_default()
            }
            Subject::Theme(id) => self.library.theme(id).memo,
        };
        self.dialog = Dialog::Memo(Box::new(Memo::new(subject, &memo)));
    }

    /// To the next passage that shares words with the selected one, and after the last to the first.
    pub(super) fn next_overlapping(&mut self) {
        let next = self.article().zip(self.reader.selected()).and_then(|(article, selected)| {
            let span = article.passages.get(selected)?.span;
            let shares = |at: &usize| {
                let other = &article.passages[*at];
                *at != selected && other.span.overlaps(span) && self.shows(*at)
            };
            (selected + 1..article.passages.len())
                .find(shares)
                .or_else(|| (0..selected).find(shares))
        });
        match next {
            Some(at) => self.read(|reader, article| reader.select(article, at)),
            None => self.notice = Some("no other passage has words of this one".to_owned()),
        }
    }

    /// To the next listed article, or the one before, with marks that wait for a verdict.
    pub(super) fn next_waiting(&mut self, step: Step) {
        let Some(open) = self.open else { return };
        let waits = |id: &&library::ArticleId| {
            self.survey.waiting.get(id.0 as usize).is_some_and(|waiting| *waiting > 0)
        };
        let listed = || self.survey.listed.iter();
        // Past the end from the beginning on.
        let found = match step {
            Step::On => listed().filter(|id| **id > open).chain(listed()).find(waits),
            Step::Back => listed().rev().filter(|id| **id < open).chain(listed().rev()).find(waits),
        };
        let Some(id) = found.copied() else {
            self.notice = Some("every mark that shows is decided".to_owned());
            return;
        };
        self.note_jump();
        self.show(id);
        let first = self.article().and_then(|article| {
            let waits = |at: &usize| article.passages.get(*at).is_some_and(Passage::waits);
            self.survey.shown_in(&self.library, id).find(waits)
        });
        if let Some(at) = first {
            self.read(|reader, article| reader.select(article, at));
        }
    }
}

#[cfg(test)]
mod tests;
