//! Piles of articles: the application with the bundled ones or with others, fed and ready, and
//! what the program should call them.

use std::sync::LazyLock;

use perusal::app::{App, Message, Settings};
use perusal::ingest::BUNDLED;
use perusal::library::{Article, Library};
use perusal::tag::{Codebook, Tagger};
use perusal::text::{Block, BlockKind, Document, Span};
use ratatui::layout::Size;

use super::keys;

/// The bundled articles, read and marked once for all tests.
static ARTICLES: LazyLock<Vec<Article>> = LazyLock::new(|| {
    let tagger = Tagger::new(&Codebook::bundled());
    let read = |(name, source): (&str, &[u8])| Article::read(name.into(), source.to_vec(), &tagger);
    BUNDLED.into_iter().map(read).collect()
});

/// The bundled articles.
pub(crate) fn bundled() -> &'static [Article] {
    &ARTICLES
}

/// The reader on the bundled articles.
pub(crate) fn opened(width: u16, height: u16) -> App {
    opened_with(bundled().to_vec(), Settings::default(), width, height)
}

/// The reader on any articles, all of them in.
pub(crate) fn opened_with(
    articles: Vec<Article>,
    settings: Settings,
    width: u16,
    height: u16,
) -> App {
    let mut app = App::new(Library::new(Codebook::bundled()), settings, Size { width, height });
    for article in articles {
        app.update(Message::Ingested(Box::new(article)));
    }
    app.update(Message::IngestEnded);
    app.settle();
    app
}

/// Presses keys, one after the other.
pub(crate) fn press(app: &mut App, keys: &str) {
    for key in keys::events(keys) {
        app.update(Message::Key(key));
    }
    app.settle();
}

/// Gives the application another size.
pub(crate) fn resize(app: &mut App, width: u16, height: u16) {
    app.update(Message::Resize(Size { width, height }));
    app.settle();
}

/// The beginning of a bundled article's title, short enough for every bar and list that shows it.
pub(crate) fn title(article: usize) -> &'static str {
    let title = bundled()[article].document.title();
    title.get(..12).unwrap_or(title).trim_end()
}

/// The name of the codebook's first theme.
pub(crate) fn first_theme() -> String {
    Codebook::bundled().themes.first().map(|theme| theme.name.clone()).unwrap_or_default()
}

/// An article of blocks that are given, not found.
pub(crate) fn article_of(blocks: &[(BlockKind, &str)]) -> Article {
    let mut document = Document::default();
    for (kind, words) in blocks {
        let start = document.text.len();
        document.text.push_str(words);
        let body = Span::new(start, document.text.len());
        document.text.push_str("\n\n");
        let span = Span::new(start, document.text.len());
        document.blocks.push(Block { kind: *kind, span, body });
        if *kind == BlockKind::Title {
            document.heading.title = Some(body);
        }
    }
    let source = document.text.clone().into_bytes();
    document.origin = perusal::text::Origin::identity(source.len());
    let mut article = Article::unmarked("made.txt".to_owned(), source, document);
    article.marked = true;
    article
}
