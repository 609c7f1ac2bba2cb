//! The pile in memory: articles with their passages, and what a filter makes of them. Knows no
//! files, no screen.

pub mod copies;
pub mod filter;
mod problem;
mod progress;
pub mod survey;

use std::sync::Arc;

use crate::tag::{Codebook, Cue, Levels, Marks, Passage, Tagger, Tagging, Why};
use crate::text::{Document, Span};

pub use copies::{Copies, Print};
pub use filter::Filter;
pub use problem::Problem;
pub use progress::Progress;
pub use survey::Survey;

/// An article's place in the [`Library`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub u32);

/// One article, read and marked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// Where it came from, as shown to a person: a path, or what stands for one. May hold any
    /// character; show it through [`crate::text::shown`].
    pub place: String,
    /// The bytes it came as, where its text is not these.
    source: Option<Vec<u8>>,
    /// Its text.
    pub document: Arc<Document>,
    /// Whether it has been marked yet.
    pub marked: bool,
    /// Its passages, in text order.
    pub passages: Vec<Passage>,
    /// What would be passages at another sensitivity.
    pub aside: Vec<Passage>,
    /// Words of running text.
    pub words: usize,
    /// By what copies of it are known, until it is in a library.
    pub print: Option<Box<Print>>,
}

impl Article {
    /// Reads and marks a plain-text source.
    pub fn read(place: String, source: Vec<u8>, tagger: &Tagger) -> Self {
        let document = Document::read(&source);
        Self::marked(place, source, document, tagger)
    }

    /// A source that was read as `document`, to be marked later.
    pub fn unmarked(place: String, source: Vec<u8>, document: Document) -> Self {
        let words = document.words();
        let print = Some(Box::new(Print::of(&document)));
        let source = (source != document.text.as_bytes()).then_some(source);
        let document = Arc::new(document);
        Self { place, source, document, words, print, ..Self::default() }
    }

    /// Marks a source that was read as `document`.
    pub fn marked(place: String, source: Vec<u8>, document: Document, tagger: &Tagger) -> Self {
        let mut article = Self::unmarked(place, source, document);
        article.mark(tagger.passages(&article.document, Levels::default()));
        article
    }

    /// The bytes it came as.
    pub fn source(&self) -> &[u8] {
        self.source.as_deref().unwrap_or(self.document.text.as_bytes())
    }

    fn mark(&mut self, Marks { passages, aside }: Marks) {
        (self.passages, self.aside, self.marked) = (passages, aside, true);
    }

    fn regrade(&mut self, tagger: &Tagger, levels: Levels) {
        let marks = Marks {
            passages: std::mem::take(&mut self.passages),
            aside: std::mem::take(&mut self.aside),
        };
        self.mark(tagger.regrade(&self.document, marks, levels));
    }

    /// Minutes it takes to read, at 220 words a minute.
    pub fn minutes(&self) -> usize {
        self.words.div_ceil(220).max(1)
    }
}

/// All articles and the codebook that their themes refer to.
#[derive(Clone, Debug, Default)]
pub struct Library {
    articles: Vec<Article>,
    /// The themes.
    pub codebook: Codebook,
    levels: Levels,
    copies: Copies,
    tagging: Arc<Tagging>,
}

impl Library {
    /// An empty library with these themes.
    pub fn new(codebook: Codebook) -> Self {
        Self::marked_by(Arc::default(), codebook)
    }

    /// An empty library with these themes, marked by `tagging`, which learns of them now.
    pub fn marked_by(tagging: Arc<Tagging>, codebook: Codebook) -> Self {
        tagging.begin(codebook.clone());
        Self { codebook, tagging, ..Self::default() }
    }

    /// Adds an article behind the others, marked at the present [`Self::levels`].
    pub fn add(&mut self, mut article: Article) -> ArticleId {
        let id = ArticleId(self.articles.len() as u32);
        if let Some(print) = article.print.take() {
            self.copies.add(id, *print);
        }
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
        if let Some(article) = self.articles.last_mut() {
            article.mark(marks);
        }
        self.grade_last();
    }

    /// Marks what was left unmarked when the reading was stopped.
    pub fn mark_rest(&mut self) {
        let Self { articles, tagging, levels, .. } = self;
        for article in articles.iter_mut().filter(|article| !article.marked) {
            article.mark(tagging.tagger().passages(&article.document, *levels));
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
mod tests {
    use super::*;
    use crate::tag::{Kind, Sensitivity};

    const TEXT: &[u8] = b"Nurses fear job cuts. The clinic hopes to grow. In 2021 it moved. \
        Costs rose by 12%. Two of the doors are blue. It may be a small problem for some.";

    fn spans(library: &Library) -> Vec<Span> {
        let article = library.article(ArticleId(0)).expect("an article");
        article.passages.iter().map(|passage| passage.span).collect()
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
        let article = Article { print: None, ..article };
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
