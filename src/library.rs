//! The pile in memory: articles with their passages, what a person did to them, and what a filter
//! makes of them. Knows no files, no screen.

mod annotation;
mod article;
pub mod change;
pub mod compose;
pub mod copies;
pub mod edit;
pub mod filter;
pub mod journal;
pub mod learning;
mod position;
mod problem;
mod progress;
mod rebase;
pub mod survey;
pub mod theming;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::tag::{Codebook, Cue, Levels, Marks, Passage, Tagging, Why};
use crate::text::Span;

pub use annotation::{Annotation, AnnotationId};
pub use article::Article;
pub use change::Recall;
pub use copies::{Copies, Print};
pub use filter::Filter;
pub use journal::{Card, Change, Deed, Journal, Step, StepId};
pub use position::Position;
pub use problem::Problem;
pub use progress::Progress;
pub use rebase::Rebased;
pub use survey::Survey;

/// An article's place in the [`Library`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub u32);

/// All articles and the codebook that their themes refer to.
#[derive(Clone, Debug, Default)]
pub struct Library {
    articles: Vec<Article>,
    /// The themes.
    pub codebook: Codebook,
    levels: Levels,
    copies: Copies,
    tagging: Arc<Tagging>,
    /// Articles by their names.
    names: HashMap<String, ArticleId>,
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

    /// Adds an article behind the others, marked at the present [`Self::levels`].
    pub fn add(&mut self, mut article: Article) -> ArticleId {
        let id = ArticleId(self.articles.len() as u32);
        if let Some(print) = article.print.take() {
            self.copies.add(id, *print);
        }
        self.names.insert(article.name.clone(), id);
        let numbers = article.annotations().keys().last().map_or(0, |id| id.0);
        self.annotated = self.annotated.max(numbers);
        self.articles.push(article);
        self.grade_last();
        id
    }

    /// Which articles repeat others.
    pub fn copies(&self) -> &Copies {
        &self.copies
    }

    /// Takes in the marks, at the default levels, of the article that came last.
    pub fn mark_last(&mut self, marks: Marks) {
        let tagging = Arc::clone(&self.tagging);
        if let Some(article) = self.articles.last_mut() {
            article.mark(marks, || tagging.tagger());
        }
        self.grade_last();
    }

    /// Marks what was left unmarked when the reading was stopped.
    pub fn mark_rest(&mut self) {
        let Self { articles, tagging, levels, .. } = self;
        for article in articles.iter_mut().filter(|article| !article.marked) {
            let marks = tagging.tagger().passages(&article.document, *levels);
            article.mark(marks, || tagging.tagger());
        }
    }

    fn grade_last(&mut self) {
        if self.levels == Levels::default() {
            return;
        }
        if let Some(article) = self.articles.last_mut().filter(|article| article.marked) {
            article.regrade(self.tagging.tagger(), self.levels);
        }
    }

    /// How readily each kind is marked.
    pub fn levels(&self) -> Levels {
        self.levels
    }

    /// Marks all articles at other levels.
    pub fn set_levels(&mut self, levels: Levels) {
        self.levels = levels;
        let tagger = self.tagging.tagger();
        let marked = self.articles.iter_mut().filter(|article| article.marked);
        marked.for_each(|article| article.regrade(tagger, levels));
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

    /// The article of that id.
    pub fn article(&self, id: ArticleId) -> Option<&Article> {
        self.articles.get(id.0 as usize)
    }

    /// All articles, in the order they came.
    pub fn articles(&self) -> impl Iterator<Item = (ArticleId, &Article)> {
        self.articles.iter().enumerate().map(|(at, article)| (ArticleId(at as u32), article))
    }

    /// The articles that a filter leaves, copies left out where it says so.
    pub fn wanted<'a>(
        &'a self,
        filter: &'a Filter,
    ) -> impl Iterator<Item = (ArticleId, &'a Article)> {
        let is_copy = |id| self.copies.original(id).is_some();
        self.articles().filter(move |(id, _)| !(filter.once && is_copy(*id)))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.articles.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
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
