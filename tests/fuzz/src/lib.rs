//! What must hold of whatever a reader makes of hostile bytes. The targets, one a format, give the
//! bytes.

use perusal::format::{self, Format, Leaf, Limits};
use perusal::text::Document;

/// Small bounds, so that many sources are tried in a second.
const LIMITS: Limits =
    Limits { source: 1 << 20, unpacked: 4 << 20, ratio: 100, depth: 128, articles: 64 };

/// Reads `bytes` as `format` and as what they look like, and checks what comes of it.
///
/// # Panics
/// When a promise of [`Document`] is broken.
pub fn read(format: Format, bytes: &[u8]) {
    let mut check = |found: format::Found| {
        if let Ok(Leaf { source, document, .. }) = found {
            holds(&document, &source);
        }
        true
    };
    format::read_as(format, bytes.to_vec(), &LIMITS, &mut check);
    format::read(bytes.to_vec(), "", &LIMITS, &mut check);
}

fn holds(document: &Document, source: &[u8]) {
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
    for span in [heading.title, heading.author, heading.date, heading.source].into_iter().flatten() {
        assert!(text.get(span.range()).is_some(), "what is told is a span of the text");
    }
}
