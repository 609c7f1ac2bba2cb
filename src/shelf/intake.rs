//! Sources read, and their articles put into the library's file; what is known gets what a person did to
//! it, on its present text. Words are indexed on the way.

use std::iter;
use std::path::Path;
use std::sync::Arc;

use super::source::{source_name, stamp};
use super::{News, Shelf, Sink};
use crate::ingest::{Orders, Outcome, ingest};
use crate::library::compose::Annotations;
use crate::library::{Annotation, AnnotationId, Article, Brief, Change, Deed, Step, StepId};
use crate::store::{Entry, Saved, Stamp, StoreError};
use crate::text::anchor::{Found, Ground};
use crate::text::shown::counted;
use crate::text::{Anchor, Standing};

/// Articles that are put into the file together: few at first, so that they are soon there, then many,
/// since each time waits for the disk.
const BATCH: usize = 64;
const LARGE_BATCH: usize = 256;

/// Bytes of text that are put into the file together at most, or given whole.
const TEXT: usize = 4 << 20;

/// Articles whose words are indexed together.
const INDEXED: usize = 512;

/// Articles of a pile that are given whole: they show as they come, and reading them at once asks
/// nobody for their texts.
const WHOLE: usize = 64;

impl Shelf {
    /// Reads sources; what is known gets what a person did to it, what is new is put on the shelf. The
    /// first ones are given whole, as they come; many of them in short, once they are in the file.
    pub fn take_in(&mut self, orders: &Orders, sink: Sink<'_>) {
        let mut ahead: Option<Article> = None;
        let mut given = (0, 0);
        let tagging = Arc::clone(&self.tagging);
        ingest(orders, &tagging, |outcome| {
            let goes_on = match outcome {
                Outcome::Opened(article) => {
                    let article = self.known(*article, sink);
                    ahead = Some(article.clone());
                    sink(News::Outcome(Outcome::Opened(Box::new(article))))
                }
                Outcome::Marked(name, marks) => {
                    let goes_on = sink(News::Outcome(Outcome::Marked(name, marks.clone())));
                    if let Some(article) = ahead.take() {
                        let article = article.with_marks(marks, || tagging.tagger());
                        self.shelve(article, false, sink);
                    }
                    goes_on
                }
                Outcome::Article(article) => {
                    let article = self.known(*article, sink);
                    given = (given.0 + 1, given.1 + article.document.text.len());
                    let is_whole = given.0 <= WHOLE && given.1 <= TEXT;
                    let goes_on = !is_whole
                        || sink(News::Outcome(Outcome::Article(Box::new(article.clone()))));
                    goes_on && self.shelve(article, !is_whole, sink)
                }
                other => sink(News::Outcome(other)),
            };
            if !goes_on {
                orders.stop.set();
            }
        });
        self.give_shelved(sink);
        self.index_rest(orders, sink);
    }

    /// Indexes the words of articles that are in the file.
    pub(super) fn index_rest(&mut self, orders: &Orders, sink: Sink<'_>) {
        loop {
            match self.store.index_some(INDEXED) {
                Ok(left) if left > 0 && !orders.stop.is_set() => {}
                Ok(_) => return,
                // They are indexed the next time.
                Err(error) => {
                    sink(News::Told(error.to_string()));
                    return;
                }
            }
        }
    }

    /// Keeps the figures of articles from before they were kept.
    pub(super) fn figure_rest(&mut self, orders: &Orders, sink: Sink<'_>) {
        loop {
            match self.store.keep_figures(LARGE_BATCH) {
                Ok(left) if left > 0 && !orders.stop.is_set() => {}
                Ok(_) => return,
                // They are kept the next time.
                Err(error) => {
                    sink(News::Told(error.to_string()));
                    return;
                }
            }
        }
    }

    /// An article with what a person did to it, put on its present text.
    fn known(&mut self, article: Article, sink: Sink<'_>) -> Article {
        match self.try_known(article, sink) {
            Ok(article) => article,
            Err((article, error)) => {
                sink(News::Told(error.to_string()));
                *article
            }
        }
    }

    fn try_known(
        &mut self,
        article: Article,
        sink: Sink<'_>,
    ) -> Result<Article, (Box<Article>, StoreError)> {
        let kept = match self.store.find(&article.name) {
            Ok(Some(kept)) => kept,
            Ok(None) => return Ok(article),
            Err(error) => return Err((Box::new(article), error)),
        };
        let tagging = Arc::clone(&self.tagging);
        let is_same = kept.article.document.text == article.document.text;
        if is_same || kept.article.annotations().is_empty() {
            let work = (kept.article.card(), kept.article.annotations().clone());
            return Ok(article.worked_on(work.0, work.1, || tagging.tagger()));
        }
        match self.settle(&kept.article, &article) {
            Ok(step) => {
                let settled = annotations_after(&kept.article, &step);
                let article = article.worked_on(kept.article.card(), settled, || tagging.tagger());
                sink(News::Changed(step));
                Ok(article)
            }
            // The old text stays, with all that is on it.
            Err(error) => Err((Box::new(kept.article.clone()), error)),
        }
    }

    /// Puts the annotations of an article on its new text, both in one step of the journal.
    fn settle(&mut self, old: &Article, new: &Article) -> Result<Step, StoreError> {
        let text = &new.document.text;
        let file = stamp(Path::new(source_name(&new.name)));
        let change = |((id, before), found): ((&AnnotationId, &Annotation), &Found)| {
            let (span, standing) = (found.span, found.standing);
            let after = Annotation { span, standing, ..before.clone() };
            Change::Passage {
                article: new.name.clone(),
                id: *id,
                before: Some(Box::new(before.clone())),
                after: Some(Box::new(after)),
            }
        };
        let anchors: Vec<Anchor> = old.annotations().values().map(|it| it.anchor.clone()).collect();
        let found = Ground::of(text).find_all(&anchors);
        let changes: Vec<Change> = old.annotations().iter().zip(&found).map(change).collect();
        let count = |standing| found.iter().filter(|found| found.standing == standing).count();
        let [in_place, moved, lost] =
            [Standing::InPlace, Standing::Moved, Standing::Lost].map(count);
        let what = format!(
            "{} has changed: {} in place, {moved} moved, {lost} lost",
            new.place,
            counted(in_place, "mark", "marks"),
        );
        let entry = Entry::of(new, file, None);
        loop {
            let id = StepId(self.store.last_step()?.0 + 1);
            let step =
                Step { id, deed: Deed::Source, what: what.clone(), changes: changes.clone() };
            match self.store.renew(&[entry], &step)? {
                Saved::Kept => return Ok(step),
                // Somebody was faster; what they did to these annotations shows as a misfit.
                Saved::Behind(_) => {}
            }
        }
    }

    /// Puts an article on the shelf, now or with others; one that is to be given in short is then.
    fn shelve(&mut self, article: Article, to_be_given: bool, sink: Sink<'_>) -> bool {
        let file = stamp(Path::new(source_name(&article.name)));
        self.hold(article, file);
        if to_be_given {
            self.given += 1;
        }
        let enough = if to_be_given { LARGE_BATCH } else { BATCH };
        self.waiting.len() < enough && self.weight < TEXT || self.give_shelved(sink)
    }

    /// Puts what waits into the file, and gives in short what was not given. What cannot be put is
    /// given whole: then it is kept nowhere else.
    fn give_shelved(&mut self, sink: Sink<'_>) -> bool {
        let fresh = self.waiting.len() - std::mem::take(&mut self.given).min(self.waiting.len());
        let given = self.waiting.iter().skip(fresh);
        let briefs: Vec<Brief> = given.map(|(article, _)| Brief::of(article)).collect();
        let Err(error) = self.flush_with(&briefs) else {
            // What fails now is tried again at the end.
            drop(self.store.index_if_enough());
            let briefs: Vec<_> = briefs.into_iter().map(|brief| (None, brief)).collect();
            return briefs.is_empty() || sink(News::Listed(briefs));
        };
        sink(News::Told(error.to_string()));
        let whole: Vec<Article> =
            self.waiting.iter().skip(fresh).map(|(article, _)| article.clone()).collect();
        // They stay for the next time, so long as there are not too many of them.
        if self.waiting.len() > 8 * BATCH || self.weight > 8 * TEXT {
            self.drop_waiting();
        }
        let article = |article| sink(News::Outcome(Outcome::Article(Box::new(article))));
        whole.into_iter().all(article)
    }

    pub(super) fn put(&mut self, article: Article, file: Option<Stamp>) -> Result<(), StoreError> {
        self.hold(article, file);
        let is_enough = self.waiting.len() >= BATCH || self.weight >= TEXT;
        if is_enough { self.flush() } else { Ok(()) }
    }

    fn hold(&mut self, article: Article, file: Option<Stamp>) {
        self.weight += article.document.text.len();
        self.waiting.push((article, file));
    }

    pub(super) fn drop_waiting(&mut self) {
        self.waiting.clear();
        self.weight = 0;
    }

    /// Puts what waits into the file.
    pub(super) fn flush(&mut self) -> Result<(), StoreError> {
        self.flush_with(&[])
    }

    /// The same where the last of them are made in short already.
    fn flush_with(&mut self, briefs: &[Brief]) -> Result<(), StoreError> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        if self.by == 0 {
            self.by = self.tagging.fingerprint();
        }
        let by = Some(self.by);
        let fresh = self.waiting.len() - briefs.len();
        let briefs = iter::repeat_n(None, fresh).chain(briefs.iter().map(Some));
        let entries = self.waiting.iter().zip(briefs).map(|((article, file), brief)| {
            let brief = brief.filter(|_| Brief::is_as_suggested(article));
            Entry { article, file: *file, suggested_by: by, brief }
        });
        let entries: Vec<Entry<'_>> = entries.collect();
        self.store.put(&entries)?;
        self.drop_waiting();
        Ok(())
    }
}

/// The annotations of an article after a step.
fn annotations_after(article: &Article, step: &Step) -> Annotations {
    let mut annotations = article.annotations().clone();
    for change in &step.changes {
        if let Change::Passage { id, after: Some(after), .. } = change {
            annotations.insert(*id, (**after).clone());
        }
    }
    annotations
}
