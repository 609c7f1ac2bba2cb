//! Articles on their way between their sources and the library's file: those that are kept come from
//! there with all that a person did to them, those that are new are put there, and where a source has
//! changed, its marks are put on the new text. Reads no keys and draws nothing.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use crate::ingest::{Input, Orders, Outcome, ingest};
use crate::library::catalogue::Having;
use crate::library::learning::Difference;
use crate::library::search::Phrase;
use crate::library::{
    Annotation, AnnotationId, Article, ArticleId, Brief, Change, Deed, Fetched, Progress, Recall,
    Step, StepId, Texts, part,
};
use crate::store::{Entry, Kept, Listed, Saved, Stamp, Store, StoreError};
use crate::tag::{Codebook, Learned, Lesson, Levels, Marks, Tagging, Verdict};
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

/// Articles in short that are given together.
const TOGETHER: usize = 256;

/// Articles of a pile that are given whole: they show as they come, and reading them at once asks
/// nobody for their texts.
const WHOLE: usize = 64;

/// The setting that names the article that was open last.
pub const OPEN: &str = "open";

/// The setting that says whether articles are marked by what was learned.
pub const LEARNING: &str = "learning";

/// What comes of articles.
#[derive(Debug)]
pub enum News {
    /// Of a source, with what a person did to its articles.
    Outcome(Outcome),
    /// A source has changed: its marks were put on the new text by this step.
    Changed(Step),
    /// An article that is kept, at its place, ahead of the others.
    Brought(ArticleId, Box<Article>),
    /// Articles in short, at their places or, without, behind the others; their texts are kept.
    Listed(Vec<(Option<ArticleId>, Brief)>),
    /// Something to tell.
    Told(String),
}

/// Takes news in; says whether to go on.
pub type Sink<'s> = &'s mut dyn FnMut(News) -> bool;

/// A library's file, as articles are taken from it and put into it.
pub struct Shelf {
    store: Store,
    tagging: Arc<Tagging>,
    /// By what suggestions are made.
    by: u64,
    /// Articles that are not put yet.
    waiting: Vec<(Article, Option<Stamp>)>,
    /// Bytes of their texts.
    weight: usize,
    /// How many of the last of these are still to be given.
    given: usize,
    /// How many were put since words were last indexed.
    unindexed: usize,
}

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

/// Where the texts of a library's articles are fetched from while others write to it.
pub struct Lender {
    path: PathBuf,
    store: RefCell<Option<Store>>,
    fault: RefCell<Option<String>>,
}

impl Lender {
    /// From the file of that path, which is opened when something is asked for.
    pub fn new(path: PathBuf) -> Self {
        Self { path, store: RefCell::default(), fault: RefCell::default() }
    }

    /// Asks the file, which is opened now if it is not; nothing where there is none.
    fn ask<T>(
        &self,
        ask: impl FnOnce(&Store) -> Result<Option<T>, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let mut store = self.store.borrow_mut();
        if store.is_none() {
            *store = Store::open_existing(&self.path)?;
        }
        store.as_ref().map_or(Ok(None), ask)
    }
}

impl Texts for Lender {
    fn fetch(&self, name: &str) -> Option<Fetched> {
        let find = |store: &Store| Ok(store.find(name)?.map(Kept::fetched));
        self.ask(find).unwrap_or_else(|error| {
            *self.store.borrow_mut() = None;
            *self.fault.borrow_mut() = Some(error.to_string());
            None
        })
    }

    fn having(&self, phrase: &Phrase) -> Option<Having> {
        // Where it cannot be read, each article is asked, which tells what is wrong.
        self.ask(|store| store.sentences_with(phrase).map(Some)).unwrap_or_default()
    }

    fn fault(&self) -> Option<String> {
        self.fault.borrow_mut().take()
    }
}

impl Shelf {
    /// The shelf of a library's file; waits for the codebook when an article is to be marked.
    pub fn new(store: Store, tagging: Arc<Tagging>) -> Self {
        Self { store, tagging, by: 0, waiting: Vec::new(), weight: 0, given: 0, unindexed: 0 }
    }

    /// Whether there is nothing on it.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        self.store.is_empty()
    }

    /// All articles in short, in the order they came, with the whole of the one that was open last ahead of
    /// them; then those again that have to be marked anew, and those whose sources have changed.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn read(&mut self, orders: &Orders, sink: Sink<'_>) -> Result<(), StoreError> {
        self.by = self.tagging.fingerprint();
        self.give_first(sink)?;
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
        self.index_rest(orders, sink);
        let changed = files.iter().map(|(name, file)| (PathBuf::from(source_name(name)), *file));
        let changed = changed.filter(|(path, file)| has_changed(path, Some(*file)));
        self.read_changed(&changed.map(|(path, _)| path).collect(), orders, sink);
        Ok(())
    }

    /// Gives the article that was open last, or the first one.
    fn give_first(&self, sink: Sink<'_>) -> Result<(), StoreError> {
        let open = self.store.setting(OPEN)?;
        let place = open.map_or(Ok(None), |open| self.store.place(&open))?;
        if let Some((place, kept)) = self.store.at(place)? {
            let name = kept.article.name.clone();
            let fetched = kept.fetched();
            let marks = fetched.marks.filter(|(by, _)| *by == self.by).map(|(_, marks)| marks);
            let is_marked = marks.is_some();
            let article = match marks {
                Some(marks) => fetched.article.with_marks(marks, || self.tagging.tagger()),
                None => fetched.article,
            };
            let document = Arc::clone(&article.document);
            sink(News::Brought(place, Box::new(article)));
            if !is_marked {
                let marks = self.tagging.tagger().passages(&document, Levels::default());
                sink(News::Outcome(Outcome::Marked(name, marks)));
            }
        }
        Ok(())
    }

    /// An article in short with what a person did to it; none where it cannot be read.
    fn in_short(&self, place: ArticleId) -> Option<Brief> {
        let kept = self.store.whole(place).ok()??;
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
            let Some(kept) = self.store.whole(*place)? else { continue };
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
    fn index_rest(&mut self, orders: &Orders, sink: Sink<'_>) {
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
        let entry = Entry { article: new, file, suggested_by: None };
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
        let in_short = |(article, _): &(Article, _)| (None, Brief::of(article));
        let briefs: Vec<_> = self.waiting.iter().skip(fresh).map(in_short).collect();
        let put = self.waiting.len();
        let Err(error) = self.flush() else {
            self.unindexed += put;
            if self.unindexed >= INDEXED {
                // What fails now is tried again at the end.
                drop(self.store.index_some(INDEXED));
                self.unindexed = 0;
            }
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

    fn put(&mut self, article: Article, file: Option<Stamp>) -> Result<(), StoreError> {
        self.hold(article, file);
        let is_enough = self.waiting.len() >= BATCH || self.weight >= TEXT;
        if is_enough { self.flush() } else { Ok(()) }
    }

    fn hold(&mut self, article: Article, file: Option<Stamp>) {
        self.weight += article.document.text.len();
        self.waiting.push((article, file));
    }

    fn drop_waiting(&mut self) {
        self.waiting.clear();
        self.weight = 0;
    }

    /// Puts what waits into the file.
    fn flush(&mut self) -> Result<(), StoreError> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        if self.by == 0 {
            self.by = self.tagging.fingerprint();
        }
        let by = Some(self.by);
        let entries = self.waiting.iter();
        let entries =
            entries.map(|(article, file)| Entry { article, file: *file, suggested_by: by });
        let entries: Vec<Entry<'_>> = entries.collect();
        self.store.put(&entries)?;
        self.drop_waiting();
        Ok(())
    }
}

/// What the decisions in a library teach, where that is wished.
///
/// # Errors
/// Those of the disk.
pub fn learned(store: &Store, codebook: &Codebook) -> Result<Learned, StoreError> {
    if store.setting(LEARNING)?.as_deref() != Some("on") {
        return Ok(Learned::default());
    }
    let decisions = store.decisions()?;
    let lessons = decisions.iter().map(|(text, label, verdict)| Lesson {
        text,
        label: *label,
        holds: *verdict != Verdict::Rejected,
    });
    Ok(Learned::from_lessons(&lessons.collect::<Vec<_>>(), codebook))
}

/// What a library remembers beside its articles.
///
/// # Errors
/// Those of the disk.
pub fn recall(store: &Store) -> Result<Recall, StoreError> {
    Ok(Recall {
        steps: store.since(StepId::default())?,
        views: store.views()?,
        codebook: store.codebook()?,
        positions: store.positions()?,
        open: store.setting(OPEN)?,
    })
}

/// Where the library is when nobody says: in the folder for a person's data.
pub fn usual_place() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    let folders = etcetera::choose_base_strategy().ok()?;
    Some(folders.data_dir().join("perusal").join("library.db"))
}

/// The article with its marks: as they were kept, or made anew; then how that changed them.
fn marked(kept: Kept, tagging: &Tagging, by: u64) -> (Article, Option<Difference>) {
    if let Some(marks) = kept.marks(by) {
        return (kept.article.with_marks(marks, || tagging.tagger()), None);
    }
    let before = kept.marks_of_any();
    let tagger = tagging.tagger();
    let marks = tagger.passages(&kept.article.document, crate::tag::Levels::default());
    // What was put without suggestions is marked for the first time.
    let between = |before: Marks| Difference::between(&before.passages, &marks.passages);
    let difference = before.map(between).unwrap_or_default();
    (kept.article.with_marks(marks, || tagger), Some(difference))
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

/// The annotations of an article after a step.
fn annotations_after(article: &Article, step: &Step) -> crate::library::compose::Annotations {
    let mut annotations = article.annotations().clone();
    for change in &step.changes {
        if let Change::Passage { id, after: Some(after), .. } = change {
            annotations.insert(*id, (**after).clone());
        }
    }
    annotations
}

/// The name of the source that an article is a part of, or that it is.
fn source_name(name: &str) -> &str {
    let (name, _) = part::split(name);
    let is_part = |part: &str| {
        let hash = part.split('-').next().unwrap_or_default();
        hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    match name.rsplit_once('#') {
        Some((source, part)) if is_part(part) => source,
        _ => name,
    }
}

/// Whether a file is another than it was. One that is gone is not: its text is kept.
fn has_changed(path: &Path, then: Option<Stamp>) -> bool {
    stamp(path).is_some_and(|now| Some(now) != then)
}

fn stamp(path: &Path) -> Option<Stamp> {
    let about = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    let modified = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(Stamp { size: about.len(), modified: i64::try_from(modified.as_nanos()).ok()? })
}

/// The codebook of a library; one that has none begins with the bundled one.
///
/// # Errors
/// Those of the disk.
pub fn codebook(store: &mut Store) -> Result<Codebook, StoreError> {
    if let Some(codebook) = store.codebook()? {
        return Ok(codebook);
    }
    let bundled = Codebook::bundled();
    store.set_codebook(&bundled)?;
    Ok(bundled)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::edit::Act;
    use crate::library::{Filter, Library, Query, Survey};
    use crate::tag::{Kind, Label};
    use std::collections::BTreeMap;

    #[test]
    fn who_marks_by_other_themes_says_what_changed_and_leaves_decisions_alone() {
        let shipped = Tagging::by(Codebook::bundled());
        let mut shelf = Shelf::new(Store::in_memory().expect("a store"), Arc::clone(&shipped));
        shelf.take_in(&Orders::new(vec![Input::Bundled]), &mut |_| true);
        let mut codebook = Codebook::bundled();
        codebook.themes[0].cues.truncate(1);
        let read = |shelf: &mut Shelf| {
            let (mut articles, mut told) = (BTreeMap::new(), Vec::new());
            let orders = Orders::new(vec![Input::Bundled]);
            let read = shelf.read(&orders, &mut |news| {
                match news {
                    News::Listed(briefs) => articles.extend(briefs),
                    News::Told(what) => told.push(what),
                    _ => {}
                }
                true
            });
            read.expect("a store that can be read");
            (articles, told)
        };
        let (before, told) = read(&mut shelf);
        assert_eq!((before.len(), told.len()), (3, 0));
        shelf.tagging = Tagging::by(codebook);
        let (after, told) = read(&mut shelf);
        assert!(
            told.iter().any(|what| what.contains("fewer; what you decided stands")),
            "{told:?}"
        );
        assert_ne!(before, after);
        let (again, told) = read(&mut shelf);
        assert_eq!((again, told.len()), (after, 0), "it is put as it is marked now");
    }

    #[test]
    fn an_index_says_the_same_as_the_texts() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("library.db");
        let tagging = Tagging::by(Codebook::bundled());
        let mut shelf = Shelf::new(Store::open(&path).expect("a library"), Arc::clone(&tagging));
        let mut here = Library::new(Codebook::bundled());
        let orders = Orders::new(vec![Input::Bundled]);
        shelf.take_in(&orders, &mut |news| {
            match news {
                News::Outcome(Outcome::Opened(article) | Outcome::Article(article)) => {
                    here.renew(*article);
                }
                News::Outcome(Outcome::Marked(name, marks)) => {
                    let id = here.named(&name).expect("the article");
                    here.mark(id, marks);
                }
                _ => {}
            }
            true
        });
        let mut there = Library::new(Codebook::bundled()).with_texts(Box::new(Lender::new(path)));
        let list = &mut |news: News| {
            if let News::Listed(briefs) = news {
                for (at, brief) in briefs {
                    there.list(at, brief);
                }
            }
            true
        };
        shelf.read(&orders, list).expect("a library");
        there.set_whole();
        // A passage that is no sentence, and one that has no kind.
        let id = ArticleId(1);
        let words = crate::text::Span { start: 900, end: 990 };
        for library in [&mut here, &mut there] {
            let step = library.edit(&[(id, words)], &Act::Toggle(Label::Kind(Kind::Concern)));
            library.take(step.expect("a step"));
        }
        let texts: Vec<String> =
            here.articles().map(|(_, article)| article.document.text.clone()).collect();
        let words: Vec<&str> = texts.iter().flat_map(|text| text.split_whitespace()).collect();
        let mut some = 0;
        for (nth, pair) in words.windows(2).enumerate().step_by(3) {
            let typed = match nth % 4 {
                0 => pair.join(" "),
                1 => pair[0].to_uppercase(),
                2 => format!("{}*", pair[0]),
                _ => format!("{} {}*", pair[1], pair[0]),
            };
            let typed: String = typed.chars().filter(|char| *char != '"').collect();
            let Ok(query) = Query::parse(&format!("\"{typed}\""), &here.codebook) else { continue };
            let shown = |library: &mut Library| {
                library.ask(&query);
                while library.is_answering() {
                    library.answer_some(1);
                }
                let filter = Filter { query: Some(query.clone()), ..Filter::default() };
                let survey = Survey::of(library, &filter);
                let in_article = |id| survey.shown_in(library, id).collect::<Vec<_>>();
                library.ids().map(in_article).collect::<Vec<_>>()
            };
            let (by_text, by_index) = (shown(&mut here), shown(&mut there));
            assert_eq!(by_index, by_text, "{typed}");
            some += usize::from(by_text.iter().any(|shown| !shown.is_empty()));
        }
        assert!(some > 200, "{some} phrases stand in a passage");
    }

    #[test]
    fn parts_are_told_from_files() {
        assert_eq!(source_name("/a/feed.xml#0123456789abcdef"), "/a/feed.xml");
        assert_eq!(source_name("/a/feed.xml#0123456789abcdef-2"), "/a/feed.xml");
        assert_eq!(source_name("/a/no #1.txt"), "/a/no #1.txt");
        assert_eq!(source_name("/a/big.txt#part-97"), "/a/big.txt");
        assert_eq!(source_name("standard input#0123456789abcdef#part-2"), "standard input");
        assert_eq!(source_name("perusal:x.txt"), "perusal:x.txt");
    }
}
