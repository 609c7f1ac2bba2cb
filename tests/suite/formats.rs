//! Packed formats from outside: a sample of each is read for what it is whatever its name, and no
//! damage to it makes a reader panic.

use std::fs;
use std::path::PathBuf;

use perusal::format::{self, Format, Found, Limits, detect};
use perusal::text::BlockKind;

/// A sample, what it is, and the titles of its articles.
type Sample = (&'static str, Format, &'static [&'static str]);

const ROBOTS: &str = "Robots on the ward";
const NORTH: &str = "The north will follow";

const SAMPLES: [Sample; 10] = [
    ("article.docx", Format::Docx, &[ROBOTS]),
    ("article.odt", Format::Odt, &[ROBOTS]),
    ("article.epub", Format::Epub, &["What they fear", "What comes next"]),
    ("article.pdf", Format::Pdf, &[ROBOTS]),
    ("rss.xml", Format::Feed, &[ROBOTS, NORTH]),
    ("atom.xml", Format::Feed, &[ROBOTS, NORTH]),
    ("feed.json", Format::JsonFeed, &[ROBOTS, "The wards of the north will follow in summer."]),
    ("articles.jsonl", Format::Records, &[ROBOTS, "#2", NORTH]),
    ("mail.eml", Format::Mail, &[ROBOTS]),
    ("list.mbox", Format::Mailbox, &[ROBOTS, "Re: Robots on the ward"]),
];

fn sample(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/samples").join(name);
    fs::read(path).expect("a sample")
}

fn found(source: Vec<u8>, limits: &Limits) -> Vec<Found> {
    let mut all = Vec::new();
    format::read(source, "a name that tells nothing", limits, &mut |found| {
        all.push(found);
        true
    });
    all
}

#[test]
fn samples_are_known_by_their_content() {
    for (name, format, titles) in SAMPLES {
        let source = sample(name);
        assert_eq!(detect::detect(&source, ""), Ok(format), "{name}");
        let told = found(source, &Limits::default()).into_iter().map(|found| match found {
            Ok(leaf) => leaf.document.title().to_owned(),
            Err(refusal) => format!("#{}", refusal.part.unwrap_or(refusal.why)),
        });
        assert_eq!(told.collect::<Vec<_>>(), titles, "{name}");
    }
}

#[test]
fn the_structure_of_an_article_comes_through() {
    for name in ["article.docx", "article.odt", "article.pdf", "rss.xml", "atom.xml", "feed.json"] {
        let all = found(sample(name), &Limits::default());
        let leaf = all.into_iter().next().expect("something").expect("an article");
        let document = leaf.document;
        let of = |kind: fn(&BlockKind) -> bool| {
            let blocks = document.blocks.iter().filter(|block| kind(&block.kind));
            blocks.map(|block| block.body.of(&document.text)).collect::<Vec<_>>()
        };
        let mut headings = of(|kind| matches!(kind, BlockKind::Heading));
        // The bold head of a table set close looks like a heading on the page of a PDF.
        headings.retain(|words| *words != "Year Posts");
        assert_eq!(headings, ["What they fear", "What they hope", "What comes next"], "{name}");
        let items = of(|kind| matches!(kind, BlockKind::Item(_)));
        assert!(
            items.starts_with(&["fewer forms to fill in", "lighter lifting"]),
            "{name} {items:?}"
        );
        let paragraphs = of(|kind| matches!(kind, BlockKind::Paragraph));
        assert!(
            paragraphs[0].ends_with("or who decides.") || paragraphs[0].contains("decides."),
            "{name}"
        );
        assert!(document.text.contains("well-known patience"), "{name}");
    }
}

#[test]
fn blocks_tile_what_is_read() {
    for (name, ..) in SAMPLES {
        for leaf in found(sample(name), &Limits::default()).into_iter().flatten() {
            let mut end = 0;
            for block in &leaf.document.blocks {
                assert_eq!(block.span.start, end, "{name}");
                end = block.span.end;
            }
            assert_eq!(end as usize, leaf.document.text.len(), "{name}");
        }
    }
}

/// Numbers that look thrown, always the same ones.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or_default() % most.max(1)
    }
}

#[test]
fn damage_never_panics() {
    // Small limits, so that a length that was hit does not make the test slow.
    let limits = Limits { unpacked: 4 << 20, articles: 100, ..Limits::default() };
    for (name, ..) in SAMPLES {
        let whole = sample(name);
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
        for round in 0..120 {
            let mut source = whole.clone();
            if round % 4 == 0 {
                source.truncate(dice.below(source.len()));
            } else {
                for _ in 0..=dice.below(8) {
                    let at = dice.below(source.len());
                    source[at] = dice.below(256) as u8;
                }
            }
            found(source, &limits);
        }
    }
}

#[test]
fn too_many_articles_are_cut_off() {
    let limits = Limits { articles: 1, ..Limits::default() };
    let all = found(sample("rss.xml"), &limits);
    assert_eq!(all.len(), 2);
    assert!(all[1].as_ref().is_err_and(|why| why.why.contains("more than 1 articles")));
}
