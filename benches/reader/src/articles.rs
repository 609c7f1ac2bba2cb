//! What is read in the benches: the bundled articles, and as many others as are wished, made of their
//! sentences in an order that is the same each time.

use std::sync::LazyLock;

use perusal::app::{App, Message, Settings};
use perusal::ingest::BUNDLED;
use perusal::library::{Article, Library};
use perusal::tag::{Codebook, Tagger};
use perusal::text::Document;
use ratatui::layout::Size;

/// Sentences of a paragraph, and paragraphs of an article: about 600 words.
const SENTENCES: usize = 5;
const PARAGRAPHS: usize = 6;

/// The tagger with the bundled themes.
pub(crate) static TAGGER: LazyLock<Tagger> = LazyLock::new(|| Tagger::new(&Codebook::bundled()));

/// The sentences of the bundled articles.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let sentences = |(_, source): (&str, &[u8])| {
        let Document { text, sentences, .. } = Document::read(source);
        let flat = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
        sentences.iter().map(|it| flat(it.span.of(&text))).collect::<Vec<_>>()
    };
    BUNDLED.into_iter().flat_map(sentences).collect()
});

/// Draws sentences, the same ones each time.
struct Draw(u64);

impl Draw {
    /// Knuth's linear congruential generator; the upper bits are the better ones.
    fn sentence(&mut self) -> &'static str {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        &WORDS[(self.0 >> 33) as usize % WORDS.len()]
    }

    fn paragraph(&mut self) -> String {
        let sentences: Vec<_> = (0..SENTENCES).map(|_| self.sentence()).collect();
        sentences.join(" ")
    }
}

/// The text of the article with this number: no two are alike.
pub(crate) fn text(number: usize) -> String {
    paragraphs(number, PARAGRAPHS)
}

/// One long article of at least so many bytes.
pub(crate) fn long(bytes: usize) -> String {
    let one = text(0).len() / PARAGRAPHS;
    let mut text = paragraphs(0, bytes / one + 1);
    while text.len() < bytes {
        text += &paragraphs(text.len(), PARAGRAPHS);
    }
    text
}

fn paragraphs(number: usize, count: usize) -> String {
    let mut draw = Draw(number as u64);
    let title = format!("Article {number}");
    let body = (0..count).map(|_| draw.paragraph());
    std::iter::once(title).chain(body).collect::<Vec<_>>().join("\n\n")
}

/// A library of so many articles, read and marked.
pub(crate) fn library(articles: usize) -> Library {
    let mut library = Library::new(Codebook::bundled());
    for article in made(articles) {
        library.add(article);
    }
    library
}

/// The application with so many articles, all of them in, on a screen of `size`.
pub(crate) fn opened(articles: usize, (width, height): (u16, u16)) -> App {
    let library = Library::new(Codebook::bundled());
    let mut app = App::new(library, Settings::default(), Size { width, height });
    for article in made(articles) {
        app.update(Message::Ingested(Box::new(article)));
    }
    app.update(Message::IngestEnded);
    app.settle();
    app
}

fn made(articles: usize) -> impl Iterator<Item = Article> {
    let read =
        |number| Article::read(format!("{number:06}.txt"), text(number).into_bytes(), &TAGGER);
    (0..articles).map(read)
}
