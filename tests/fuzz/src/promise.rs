//! What holds of whatever a reader makes of its bytes, and of the marks and rows made of that.

use std::sync::OnceLock;

use perusal::library::Article;
use perusal::reading::Flow;
use perusal::reading::raw::Raw;
use perusal::tag::{Codebook, Levels, Tagger};
use perusal::text::Document;

/// Checks that the parts of a document fit together.
///
/// # Panics
/// When one of them does not.
pub fn holds(document: &Document, source: &[u8]) {
    let text = &document.text;
    let mut end = 0;
    for block in &document.blocks {
        assert_eq!(block.span.start, end, "blocks tile the text");
        assert!(block.span.start <= block.body.start && block.body.end <= block.span.end);
        assert!(text.get(block.body.range()).is_some(), "a body is a span of the text");
        end = block.span.end;
    }
    assert_eq!(end as usize, text.len(), "blocks tile the text to its end");
    for sentence in &document.sentences {
        let block = document.blocks[sentence.block as usize];
        assert!(block.body.start <= sentence.span.start && sentence.span.end <= block.body.end);
        assert!(text.get(sentence.span.range()).is_some_and(|words| !words.is_empty()));
    }
    for at in [0, end / 2, end] {
        assert!(document.origin.to_source(at) as usize <= source.len());
    }
    let heading = document.heading;
    for span in [heading.title, heading.author, heading.date, heading.source].into_iter().flatten()
    {
        assert!(text.get(span.range()).is_some(), "what is told is a span of the text");
    }
}

/// Marks an article and lays it out, and checks that all of it lies in the text.
///
/// # Panics
/// When something does not.
pub fn is_marked(document: Document, source: Vec<u8>) {
    static TAGGER: OnceLock<Tagger> = OnceLock::new();
    let tagger = TAGGER.get_or_init(|| Tagger::new(&Codebook::bundled()));
    let columns = 1 + source.last().map_or(80, |last| u16::from(*last) % 100);
    let article = Article::marked("fuzz".to_owned(), source, document, tagger);
    let text = &article.document.text;
    let is_sound = |span: perusal::text::Span| text.get(span.range()).is_some();
    for passage in article.passages.iter().chain(&article.aside) {
        assert!(is_sound(passage.span), "a passage is a span of the text");
        assert!(passage.figures.iter().all(|figure| is_sound(figure.span)));
        let cues = tagger.cues(text, passage);
        assert!(cues.iter().all(|cue| is_sound(cue.span)), "a cue is a span of the text");
        drop(tagger.why(text, passage.span, Levels::default()));
    }
    for open in [false, true] {
        let flow = Flow::of(&article.document, columns, open);
        assert!(flow.rows.iter().all(|row| is_sound(row.span)), "a row shows a span of the text");
        assert!(flow.rows.is_sorted_by_key(|row| row.span.start), "rows never go back");
    }
    let raw = Raw::of(article.source(), columns);
    assert!(raw.flow.rows.iter().all(|row| raw.text.get(row.span.range()).is_some()));
}
