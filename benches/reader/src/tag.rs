//! Tag: the tagger made, and articles marked by it.

use divan::Bencher;
use divan::counter::BytesCount;
use perusal::tag::{Codebook, Levels, Tagger};
use perusal::text::Document;

use crate::articles::{self, TAGGER};

#[divan::bench]
fn tagger_made(bencher: Bencher) {
    let codebook = Codebook::bundled();
    bencher.bench(|| Tagger::new(&codebook));
}

fn mark(bencher: Bencher, text: &str) {
    let document = Document::read(text.as_bytes());
    let tagger = &*TAGGER;
    bencher
        .counter(BytesCount::of_str(&document.text))
        .bench(|| tagger.passages(&document, Levels::default()));
}

#[divan::bench]
fn article_of_600_words(bencher: Bencher) {
    mark(bencher, &articles::text(0));
}

#[divan::bench]
fn long_article(bencher: Bencher) {
    mark(bencher, &articles::long(1 << 20));
}

/// The words behind the marks of an article, as they are underlined.
#[divan::bench]
fn reasons_of_an_article(bencher: Bencher) {
    let document = Document::read(articles::text(0).as_bytes());
    let marks = TAGGER.passages(&document, Levels::default());
    bencher.bench(|| {
        marks.passages.iter().map(|it| TAGGER.cues(&document.text, it).len()).sum::<usize>()
    });
}
