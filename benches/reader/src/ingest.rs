//! Ingest: sources to documents, one format after the other, and a pile of plain text.

use std::path::Path;
use std::{fs, io};

use divan::Bencher;
use divan::counter::BytesCount;
use perusal::format::{self, Limits};

use crate::articles;

/// Of the tests' samples, one a format.
const SAMPLES: [&str; 9] = [
    "article.md",
    "news.html",
    "article.epub",
    "article.pdf",
    "article.docx",
    "article.odt",
    "rss.xml",
    "mail.eml",
    "articles.jsonl",
];

fn sample(name: &str) -> io::Result<Vec<u8>> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/samples").join(name))
}

fn read(bencher: Bencher, name: &str, source: &[u8]) {
    let limits = Limits::default();
    bencher.counter(BytesCount::of_slice(source)).with_inputs(|| source.to_vec()).bench_values(
        |source| {
            let mut articles = 0;
            format::read(source, name, &limits, &mut |found| {
                articles += usize::from(found.is_ok());
                true
            });
            assert_ne!(articles, 0, "{name} holds an article");
        },
    );
}

#[divan::bench(args = SAMPLES)]
fn sample_of(bencher: Bencher, name: &str) {
    let source = sample(name);
    assert!(source.is_ok(), "the sample {name} is there");
    read(bencher, name, &source.unwrap_or_default());
}

#[divan::bench]
fn article_of_600_words(bencher: Bencher) {
    read(bencher, "article.txt", articles::text(0).as_bytes());
}

#[divan::bench]
fn long_article(bencher: Bencher) {
    read(bencher, "long.txt", articles::long(1 << 20).as_bytes());
}
