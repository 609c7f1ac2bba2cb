//! The articles that a library keeps, given in short, and what has to be done anew since the last time:
//! marking by another tagger, reading of sources that have changed.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::memory::OPEN;
use super::source::{has_changed, source_name};
use super::{News, Shelf, Sink};
use crate::ingest::{Input, Opened, Orders, Outcome};
use crate::library::learning::Difference;
use crate::library::{Article, ArticleId, Brief, Print, Progress};
use crate::store::{Kept, Listed, StoreError};
use crate::tag::{Marks, Tagging};
use crate::text::shown::counted;

/// Articles in short that are given together.
const TOGETHER: usize = 256;

/// Articles in short that are given together.
#[derive(Default)]
struct Batch {
    briefs: Vec<(Option<ArticleId>, Brief)>,
    done: usize,
}

impl Batch {
    /// Gives them where there are enough; says whether to go on.
    fn give(&mut self, known: usize, sink: Sink<'_>) -> bool {
        self.briefs.len() < TOGETHER || self.give_rest(known, sink)
    }

    fn give_rest(&mut self, known: usize, sink: Sink<'_>) -> bool {
        let briefs = std::mem::take(&mut self.briefs);
        self.done += briefs.len();
        let progress = Progress { done: self.done, known, whole: true, ..Progress::default() };
        (briefs.is_empty() || sink(News::Listed(briefs)))
            && sink(News::Outcome(Outcome::Progress(progress)))
    }
}

impl Shelf {
    /// The whole of the article that was open last, or of the first one, with its marks where these are kept;
    /// those that have to be made come with [`Self::read`].
    ///
    /// # Errors
    /// Those of the disk.
    pub fn first(&mut self) -> Result<Option<(ArticleId, Box<Article>)>, StoreError> {
        self.by = self.tagging.fingerprint();
        let open = self.store.setting(OPEN)?;
        let place = open.map_or(Ok(None), |open| self.store.place(&open))?;
        let Some((place, kept)) = self.store.at(place)? else { return Ok(None) };
        let fetched = kept.fetched();
        let article = match fetched.marks {
            Some((by, marks)) if by == self.by => {
                fetched.article.with_marks(marks, || self.tagging.tagger())
            }
            _ => {
                self.unmarked = Some(Opened::of(&fetched.article));
                fetched.article
            }
        };
        Ok(Some((place, Box::new(printed(article)))))
    }

    /// All articles in short, in the order they came, behind what [`Self::first`] gave; then those again that have to be marked anew, and those whose sources have changed.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn read(&mut self, orders: &Orders, sink: Sink<'_>) -> Result<(), StoreError> {
        self.by = self.tagging.fingerprint();
        if let Some(unmarked) = self.unmarked.take() {
            sink(News::Outcome(unmarked.mark(&self.tagging)));
        }
        let mut files = Vec::new();
        let mut old = Vec::new();
        let mut batch = Batch::default();
        let known = self.store.count()?;
        self.store.each_brief(|listed| {
            let Listed { place, brief, file, has_work } = listed;
            match brief {
                Some((brief, by)) if by == Some(self.by) => {
                    files.extend(file.map(|file| (brief.name.clone(), file)));
                    if has_work {
                        batch.briefs.extend(self.in_short(place).map(|it| (Some(place), it)));
                    } else {
                        batch.briefs.push((Some(place), brief));
                    }
                }
                Some((brief, _)) => {
                    // It is listed as it was marked until it is marked anew.
                    files.extend(file.map(|file| (brief.name.clone(), file)));
                    batch.briefs.push((Some(place), brief));
                    old.push(place);
                }
                None => old.push(place),
            }
            !orders.stop.is_set() && batch.give(known, sink)
        })?;
        batch.give_rest(known, sink);
        self.mark_old(&old, orders, sink)?;
        self.figure_rest(orders, sink);
        self.index_rest(orders, sink);
        let changed = files.iter().map(|(name, file)| (PathBuf::from(source_name(name)), *file));
        let changed = changed.filter(|(path, file)| has_changed(path, Some(*file)));
        self.read_changed(&changed.map(|(path, _)| path).collect(), orders, sink);
        Ok(())
    }

    /// An article in short with what a person did to it; none where it cannot be read.
    fn in_short(&self, place: ArticleId) -> Option<Brief> {
        let (_, kept) = self.store.at(Some(place)).ok()??;
        Some(Brief::of(&marked(kept, &self.tagging, self.by).0))
    }

    /// Marks those anew that others marked, or that are not kept in short.
    fn mark_old(
        &mut self,
        old: &[ArticleId],
        orders: &Orders,
        sink: Sink<'_>,
    ) -> Result<(), StoreError> {
        let tagging = Arc::clone(&self.tagging);
        let mut retagged = Difference::default();
        let mut batch = Batch::default();
        for place in old {
            if orders.stop.is_set() {
                break;
            }
            let Some((_, kept)) = self.store.at(Some(*place))? else { continue };
            let file = kept.file;
            let (article, difference) = marked(kept, &tagging, self.by);
            retagged.add(difference.unwrap_or_default());
            batch.briefs.push((Some(*place), Brief::of(&article)));
            if let Err(error) = self.put(article, file) {
                // They are marked anew the next time, too.
                sink(News::Told(error.to_string()));
                self.drop_waiting();
            }
            if !batch.give(old.len(), sink) {
                break;
            }
        }
        batch.give_rest(old.len(), sink);
        if let Err(error) = self.flush() {
            sink(News::Told(error.to_string()));
        }
        if let Some(what) = told(retagged) {
            sink(News::Told(what));
        }
        Ok(())
    }

    /// Reads sources again that have changed since.
    fn read_changed(&mut self, changed: &BTreeSet<PathBuf>, orders: &Orders, sink: Sink<'_>) {
        if changed.is_empty() || orders.stop.is_set() {
            return;
        }
        let inputs = changed.iter().cloned().map(Input::Path).collect();
        self.take_in(&Orders { inputs, ..orders.clone() }, sink);
    }
}

/// The article with its marks: as they were kept, or made anew; then how that changed them.
fn marked(kept: Kept, tagging: &Tagging, by: u64) -> (Article, Option<Difference>) {
    if let Some(marks) = kept.marks(by) {
        return (printed(kept.article).with_marks(marks, || tagging.tagger()), None);
    }
    let before = kept.marks_of_any();
    let tagger = tagging.tagger();
    let marks = tagger.passages(&kept.article.document, crate::tag::Levels::default());
    // What was put without suggestions is marked for the first time.
    let between = |before: Marks| Difference::between(&before.passages, &marks.passages);
    let difference = before.map(between).unwrap_or_default();
    (printed(kept.article).with_marks(marks, || tagger), Some(difference))
}

/// An article that is listed for the first time, with what copies of it are known by.
fn printed(mut article: Article) -> Article {
    article.print = Some(Box::new(Print::of(&article.document)));
    article
}

/// How marking anew has changed what was suggested; nothing where it has not.
fn told(difference: Difference) -> Option<String> {
    let Difference { articles, more, fewer } = difference;
    (articles > 0).then(|| {
        let articles = counted(articles, "article", "articles");
        let stands = "what you decided stands";
        format!("marked anew by other rules or themes: in {articles} {more} suggestions more, {fewer} fewer; {stands}")
    })
}
