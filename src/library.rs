//! The pile: articles in short, with their passages' marks, what a person did to them, and what a filter
//! makes of them; the texts of some at a time. Knows no files, no screen.

pub mod agreement;
mod annotation;
mod answers;
mod article;
pub mod brief;
pub mod brought;
pub mod catalogue;
pub mod change;
pub mod compose;
pub mod copies;
pub mod edit;
pub mod extract;
pub mod figures;
pub mod filter;
pub mod holding;
pub mod journal;
mod judge;
pub mod learning;
pub mod matrix;
pub mod order;
pub mod part;
mod position;
mod problem;
mod progress;
pub mod proposal;
pub mod query;
mod rebase;
mod remark;
pub mod search;
mod strength;
pub mod survey;
pub mod tally;
pub mod theming;
pub mod together;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::tag::{Codebook, Cue, Levels, Marks, Passage, Tagging, Why};
use crate::text::{Day, Span};

use answers::Answers;
use catalogue::Catalogue;
use remark::Behind;

pub use annotation::{Annotation, AnnotationId};
pub use article::Article;
pub use brief::{Brief, Sign};
pub use catalogue::planes::{self, Block, Plane};
pub use catalogue::{Fetched, Listed, SignId, Texts};
pub use change::Recall;
pub use copies::{Copies, Print};
pub use extract::Extract;
pub use filter::Filter;
pub use journal::{Card, Change, Deed, Journal, Step, StepId};
pub use matrix::Matrix;
pub use order::{Head, Order, Sorting};
pub use position::Position;
pub use problem::Problem;
pub use progress::{Progress, Stretch};
pub use query::Query;
pub use rebase::Rebased;
pub use remark::Progressed;
pub use strength::{Strength, Strengths};
pub use survey::Survey;
pub use tally::Tally;

/// An article's place in the [`Library`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub u32);

/// All articles and the codebook that their themes refer to.
#[derive(Debug, Default)]
pub struct Library {
    catalogue: Catalogue,
    /// The themes.
    pub codebook: Codebook,
    levels: Levels,
    copies: Copies,
    tagging: Arc<Tagging>,
    /// Articles from here on are still marked as before, unless their texts are at hand.
    behind: Option<Behind>,
    /// Where words of queries stand.
    answers: Answers,
    /// The highest number that an annotation has had.
    annotated: u64,
    /// The edits that were made.
    journal: Journal,
    /// Filters kept under names.
    views: BTreeMap<String, Filter>,
}

impl Library {
    /// An empty library with these themes.
    pub fn new(codebook: Codebook) -> Self {
        Self::marked_by(Arc::default(), codebook)
    }

    /// An empty library with these themes, marked by `tagging`, which learns of them now.
    pub fn marked_by(tagging: Arc<Tagging>, codebook: Codebook) -> Self {
        tagging.begin(codebook.clone());
        Self::to_be_marked_by(tagging, codebook)
    }

    /// An empty library with these themes until others come, marked by `tagging`, which learns of its
    /// themes from elsewhere.
    pub fn to_be_marked_by(tagging: Arc<Tagging>, codebook: Codebook) -> Self {
        Self { codebook, tagging, ..Self::default() }
    }

    /// The same, with texts that are kept elsewhere: [`Self::list`] takes in articles without theirs.
    #[must_use]
    pub fn with_texts(mut self, texts: Box<dyn Texts>) -> Self {
        self.catalogue.lend(texts);
        self
    }

    /// Adds an article behind the others, marked at the present [`Self::levels`].
    pub fn add(&mut self, article: Article) -> ArticleId {
        let id = self.catalogue.next();
        self.add_at(id, article, true);
        id
    }

    /// Takes an article in at a place; `is_sole` where its text is kept nowhere else.
    fn add_at(&mut self, id: ArticleId, mut article: Article, is_sole: bool) {
        if article.marked && self.levels != Levels::default() {
            article.regrade(self.tagging.tagger(), self.levels);
        }
        let numbers = article.annotations().keys().last().map_or(0, |id| id.0);
        self.annotated = self.annotated.max(numbers);
        self.list_at(id, Brief::of(&article));
        article.print = None;
        self.catalogue.bring(id, article, is_sole);
    }

    fn list_at(&mut self, id: ArticleId, mut brief: Brief) {
        let is_new = self.catalogue.brief(id).is_none();
        if let Some(print) = brief.print.take().filter(|_| is_new) {
            self.copies.add(id, &print);
        }
        self.catalogue.put(id, brief);
    }

    /// Takes in an article in short, at its place or, without one, behind the others; its text is
    /// fetched when it is asked for. One that is there by that name is replaced.
    pub fn list(&mut self, at: Option<ArticleId>, brief: Brief) -> ArticleId {
        let known = self.catalogue.named(&brief.name);
        let is_in_place = at.is_some() && known.is_none_or(|known| Some(known) == at);
        self.catalogue.is_in_places =
            is_in_place && (self.catalogue.is_in_places || self.len() < 2);
        let id = known.or(at).unwrap_or_else(|| self.catalogue.next());
        // What is at hand is at least as new.
        let at_hand = self.catalogue.at_hand(id).filter(|article| article.marked).map(Brief::of);
        self.list_at(id, at_hand.unwrap_or(brief));
        if self.levels != Levels::default() {
            self.fall_behind(id);
        }
        id
    }

    /// Takes in an article at its place, whose text is kept elsewhere too.
    pub fn bring(&mut self, at: ArticleId, article: Article) {
        self.add_at(at, article, false);
    }

    /// Takes in that no more articles are to come, for now.
    pub fn set_whole(&mut self) {
        self.catalogue.is_whole = true;
        self.forget_answers();
    }

    /// Which articles repeat others.
    pub fn copies(&self) -> &Copies {
        &self.copies
    }

    /// Takes in the marks, at the default levels, of an article that came without.
    pub fn mark(&mut self, id: ArticleId, marks: Marks) {
        let (tagging, levels) = (Arc::clone(&self.tagging), self.levels);
        self.change(id, |article| {
            article.mark(marks, || tagging.tagger());
            if levels != Levels::default() {
                article.regrade(tagging.tagger(), levels);
            }
        });
    }

    /// Marks what was left unmarked when the reading was stopped.
    pub fn mark_rest(&mut self) {
        let (tagging, levels) = (Arc::clone(&self.tagging), self.levels);
        let unmarked = |id: &ArticleId| self.catalogue.at_hand(*id).is_some_and(|it| !it.marked);
        let unmarked: Vec<ArticleId> = self.catalogue.ids().filter(unmarked).collect();
        for id in unmarked {
            self.change(id, |article| {
                let marks = tagging.tagger().passages(&article.document, levels);
                article.mark(marks, || tagging.tagger());
            });
        }
    }

    /// Changes an article, whose text is fetched where it must be, and what it is in short.
    fn change(&mut self, id: ArticleId, change: impl FnOnce(&mut Article)) {
        if self.article(id).is_none() {
            return;
        }
        let Some(article) = self.catalogue.at_hand_mut(id) else { return };
        change(article);
        let brief = Brief::of(article);
        self.catalogue.put(id, brief);
        // Its passages may have other places in it.
        let mut answers = std::mem::take(&mut self.answers);
        if let Some(article) = self.catalogue.at_hand(id) {
            answers.renew(id, article, query::Ground::of(self, id, article));
        }
        self.answers = answers;
    }

    /// How readily each kind is marked.
    pub fn levels(&self) -> Levels {
        self.levels
    }

    /// Marks all articles at other levels; those without their texts at hand by and by, see
    /// [`Self::catch_up`].
    pub fn set_levels(&mut self, levels: Levels) {
        self.levels = levels;
        let tagging = Arc::clone(&self.tagging);
        self.mark_anew(|article| article.regrade(tagging.tagger(), levels));
    }

    /// Why a sentence of an article is marked, or what is missing.
    pub fn why(&self, article: &Article, span: Span) -> Why {
        self.tagging.tagger().why(&article.document.text, span, self.levels)
    }

    /// The words that made a passage of an article be marked, in text order.
    pub fn cues(&self, article: &Article, passage: &Passage) -> Vec<Cue> {
        self.tagging.tagger().cues(&article.document.text, passage)
    }

    /// What marks by this library's themes.
    pub fn tagging(&self) -> Arc<Tagging> {
        Arc::clone(&self.tagging)
    }

    /// The article of that id, with its text: fetched where it is not at hand, and none where it cannot
    /// be had.
    pub fn article(&self, id: ArticleId) -> Option<&Article> {
        self.catalogue.article(id, |fetched| self.marked(fetched))
    }

    /// An article as it was kept, marked as this library marks.
    fn marked(&self, fetched: Fetched) -> Article {
        extract::marked(fetched, &self.tagging, self.levels)
    }

    /// The article of that id, if its text is at hand.
    pub fn at_hand(&self, id: ArticleId) -> Option<&Article> {
        self.catalogue.at_hand(id)
    }

    /// Does something with an article whose text need not stay at hand.
    pub fn with<T>(&self, id: ArticleId, act: impl FnOnce(&Article) -> T) -> Option<T> {
        if let Some(article) = self.catalogue.at_hand(id) {
            return Some(act(article));
        }
        self.catalogue.fetch(id).map(|fetched| act(&self.marked(fetched)))
    }

    /// Why the last text could not be had, once.
    pub fn fault(&self) -> Option<String> {
        self.catalogue.fault()
    }

    /// Lets texts go that are kept elsewhere, where there are too many at hand; not that of `open`.
    pub fn tidy(&mut self, open: Option<ArticleId>) {
        self.catalogue.tidy(open);
    }

    /// An article in short; its marks are [`Self::marks`].
    #[inline]
    pub fn brief(&self, id: ArticleId) -> Option<Listed<'_>> {
        self.catalogue.brief(id)
    }

    /// What the passages of an article carry, in text order.
    #[inline]
    pub fn marks(&self, id: ArticleId) -> &[SignId] {
        self.catalogue.marks(id)
    }

    /// When an article appeared, where it says so.
    #[inline]
    pub fn day(&self, id: ArticleId) -> Option<Day> {
        self.catalogue.day(id)
    }

    /// How strongly the tagger scored the passages of an article, in text order.
    #[inline]
    pub fn strengths(&self, id: ArticleId) -> &[Strengths] {
        self.catalogue.strengths(id)
    }

    /// How many articles were taken in so far, each counted again whenever something of it is another in short.
    /// What is derived of all articles at one number holds until there is the next.
    pub fn renewals(&self) -> u64 {
        self.catalogue.renewals()
    }

    /// How many that were when an article was last taken in.
    fn renewed(&self, id: ArticleId) -> u64 {
        self.catalogue.renewed(id)
    }

    /// For each passage of an article which sentence of its document it is.
    fn sentences(&self, id: ArticleId) -> &[u32] {
        self.catalogue.sentences(id)
    }

    /// Whether all articles stand in the places where they are kept.
    pub fn is_in_places(&self) -> bool {
        self.catalogue.is_in_places
    }

    /// What the passages of some articles carry, a bit each: the nth of all blocks, of which the first has the
    /// first [`Block::ARTICLES`].
    pub fn block(&self, nth: usize) -> Option<&Block> {
        self.catalogue.block(nth)
    }

    /// Everything that differs in what passages carry, by number.
    pub fn signs(&self) -> &[Sign] {
        self.catalogue.signs().all()
    }

    /// How many passages carry each of [`Self::signs`], of which the last may be on none yet.
    pub fn carried(&self) -> &[u32] {
        self.catalogue.counts()
    }

    /// All articles, in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = ArticleId> + '_ {
        self.catalogue.ids()
    }

    /// Those of them that stand in these places.
    pub fn ids_in(&self, places: Range<usize>) -> impl Iterator<Item = ArticleId> + '_ {
        self.catalogue.ids_in(places)
    }

    /// All articles with their texts, which are brought to hand and stay: for the few of a test or a
    /// small pile.
    pub fn articles(&self) -> impl Iterator<Item = (ArticleId, &Article)> {
        self.ids().filter_map(|id| Some((id, self.article(id)?)))
    }

    /// The articles that a person annotated, with their texts.
    fn annotated(&self) -> impl Iterator<Item = (ArticleId, &Article)> {
        let is_annotated =
            |id: &ArticleId| self.brief(*id).is_some_and(|it| it.work.annotations > 0);
        self.worked().filter(is_annotated).filter_map(|id| Some((id, self.article(id)?)))
    }

    /// The articles that a person did something to, in order.
    pub fn worked(&self) -> impl Iterator<Item = ArticleId> + '_ {
        self.catalogue.worked()
    }

    /// The articles that a filter leaves, copies left out where it says so.
    pub fn wanted<'a>(&'a self, filter: &'a Filter) -> impl Iterator<Item = ArticleId> + 'a {
        let is_copy = |id| self.copies.original(id).is_some();
        self.ids().filter(move |id| !(filter.once && is_copy(*id)))
    }

    /// The number that the next article gets.
    pub fn next(&self) -> ArticleId {
        self.catalogue.next()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.catalogue.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
impl Library {
    /// A library of one article with this text, marked by the bundled themes.
    fn of_text(text: &str) -> Self {
        let mut library = Self::new(Codebook::bundled());
        let tagging = library.tagging();
        library.add(Article::read("made".into(), text.into(), tagging.tagger()));
        library
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tag::{Kind, Sensitivity, Tagger};

    const TEXT: &[u8] = b"Nurses fear job cuts. The clinic hopes to grow. In 2021 it moved. \
        Costs rose by 12%. Two of the doors are blue. It may be a small problem for some.";

    fn spans(library: &Library) -> Vec<Span> {
        let article = library.article(ArticleId(0)).expect("an article");
        article.passages.iter().map(|passage| passage.span).collect()
    }

    /// As an article is once it is in a library.
    fn library_form(mut article: Article) -> Article {
        article.print = None;
        article
    }

    fn at(level: Sensitivity) -> Levels {
        Kind::ALL.into_iter().fold(Levels::default(), |levels, kind| levels.with(kind, level))
    }

    #[test]
    fn a_stricter_level_has_fewer_passages_and_the_way_back_leads_to_the_same() {
        let codebook = Codebook::bundled();
        let mut library = Library::new(codebook.clone());
        let article = Article::read("made".into(), TEXT.to_vec(), &Tagger::new(&codebook));
        library.add(article.clone());
        let balanced = spans(&library);
        library.set_levels(at(Sensitivity::Generous));
        let generous = spans(&library);
        library.set_levels(at(Sensitivity::Strict));
        let strict = spans(&library);
        assert!(strict.len() < balanced.len() && balanced.len() < generous.len());
        assert!(strict.iter().all(|span| balanced.contains(span)));
        assert!(balanced.iter().all(|span| generous.contains(span)));
        // What comes in later is marked at the same level.
        library.add(article.clone());
        assert_eq!(library.article(ArticleId(0)), library.article(ArticleId(1)));
        library.set_levels(Levels::default());
        let article = library_form(article);
        assert_eq!(library.article(ArticleId(0)), Some(&article));
    }

    #[test]
    fn a_number_is_reason_enough_for_a_generous_statistic() {
        let codebook = Codebook::bundled();
        let mut library = Library::new(codebook.clone());
        library.add(Article::read("made".into(), TEXT.to_vec(), &Tagger::new(&codebook)));
        library.set_levels(Levels::default().with(Kind::Statistic, Sensitivity::Generous));
        let article = library.article(ArticleId(0)).expect("an article");
        let words = |span: Span| span.of(&article.document.text);
        let moved = article.passages.iter().find(|passage| words(passage.span).contains("moved"));
        let moved = moved.expect("marked");
        assert!(moved.kinds.has(Kind::Statistic) && moved.figures.is_empty());
        assert!(library.cues(article, moved).iter().any(|cue| words(cue.span) == "2021"));
    }
}
