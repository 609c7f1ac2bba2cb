//! The pile in memory: articles with their passages, and what a filter makes of them. Knows no
//! files, no screen.

pub mod filter;
mod problem;
pub mod survey;

use crate::tag::{Codebook, Passage, Tagger};
use crate::text::Document;

pub use filter::Filter;
pub use problem::Problem;
pub use survey::Survey;

/// An article's place in the [`Library`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub u32);

/// One article, read and marked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// Where it came from, as shown to a person: a path, or what stands for one. May hold any
    /// character; show it through [`crate::text::shown`].
    pub place: String,
    /// The bytes it came as.
    pub source: Vec<u8>,
    /// Its text.
    pub document: Document,
    /// Its passages, in text order.
    pub passages: Vec<Passage>,
    /// Words of running text.
    pub words: usize,
}

impl Article {
    /// Reads and marks a plain-text source.
    pub fn read(place: String, source: Vec<u8>, tagger: &Tagger) -> Self {
        let document = Document::read(&source);
        Self::marked(place, source, document, tagger)
    }

    /// Marks a source that was read as `document`.
    pub fn marked(place: String, source: Vec<u8>, document: Document, tagger: &Tagger) -> Self {
        let passages = tagger.passages(&document);
        let words = document.words();
        Self { place, source, document, passages, words }
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
}

impl Library {
    /// An empty library with these themes.
    pub fn new(codebook: Codebook) -> Self {
        Self { articles: Vec::new(), codebook }
    }

    /// Adds an article behind the others.
    pub fn add(&mut self, article: Article) -> ArticleId {
        self.articles.push(article);
        ArticleId(self.articles.len() as u32 - 1)
    }

    /// The article of that id.
    pub fn article(&self, id: ArticleId) -> Option<&Article> {
        self.articles.get(id.0 as usize)
    }

    /// All articles, in the order they came.
    pub fn articles(&self) -> impl Iterator<Item = (ArticleId, &Article)> {
        self.articles.iter().enumerate().map(|(at, article)| (ArticleId(at as u32), article))
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
