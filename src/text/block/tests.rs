//! The outline of the bundled articles and of pages of every usual kind, listed and judged by eye;
//! any text at all is tiled.

use proptest::prelude::*;

use super::super::{Day, Document, Note};
use super::*;

const BRIDGING: &[u8] = include_bytes!("../../../assets/articles/bridging-the-tech-skills-gap.txt");
const SECURITY: &[u8] =
    include_bytes!("../../../assets/articles/job-security-in-the-age-of-ai.txt");
const NHS: &[u8] = include_bytes!("../../../assets/articles/nhs-administrative-roles.txt");

fn bodies(document: &Document, wanted: impl Fn(BlockKind) -> bool) -> Vec<&str> {
    let blocks = document.blocks.iter().filter(|block| wanted(block.kind));
    blocks.map(|block| block.body.of(&document.text)).collect()
}

#[track_caller]
fn tiles(text: &str, outline: &Outline) {
    let mut at = 0;
    for block in &outline.blocks {
        assert!(block.span.start == at && !block.span.is_empty(), "gap at {at}");
        assert!(block.span.start <= block.body.start && block.body.end <= block.span.end);
        assert_eq!(block.body.of(text).len(), block.body.len(), "not on a boundary");
        assert_eq!(block.body.of(text).trim(), block.body.of(text));
        at = block.span.end;
    }
    assert_eq!(at as usize, text.len());
}

#[test]
fn every_byte_of_the_bundled_articles_lies_in_a_block() {
    for source in [BRIDGING, SECURITY, NHS] {
        let document = Document::read(source);
        for at in 0..source.len() as u32 {
            let offset = document.origin.to_text(at);
            let block = document.blocks[document.block_at(offset)];
            assert!(block.span.contains(offset));
            assert_eq!(source[at as usize], document.text.as_bytes()[offset as usize]);
        }
        tiles(&document.text, &outline(&document.text));
    }
}

#[test]
fn the_article_with_chinese_chrome_shows_its_parts() {
    let document = Document::read(BRIDGING);
    let text = |span: Option<Span>| span.map(|span| span.of(&document.text));
    let heading = document.heading;
    assert_eq!(text(heading.author), Some("Chris Pinadella"));
    assert_eq!(text(heading.date), Some("December 12, 2024"));
    assert_eq!(heading.day, Some(Day { year: 2024, month: 12, day: 12 }));
    assert_eq!(text(heading.source), Some("Sales Pulse Medical Trends"));
    assert_eq!(document.notes, [Note::BrokenTail]);
    let title = bodies(&document, |kind| kind == BlockKind::Title);
    assert_eq!(
        bodies(&document, |kind| kind == BlockKind::Furniture(Furniture::RepeatedTitle)),
        title
    );
    let headings = bodies(&document, |kind| kind == BlockKind::Heading);
    let numbered: Vec<_> =
        headings.iter().filter(|body| body.starts_with(char::is_numeric)).collect();
    assert_eq!((headings.len(), numbered.len()), (9, 4));
    let bullets = bodies(&document, |kind| kind == BlockKind::Item(Marker::Bullet));
    assert!(bullets.len() == 3 && bullets[0].starts_with("Automating"));
    let items = bodies(&document, |kind| matches!(kind, BlockKind::Item(Marker::Number(_))));
    assert!(items.len() == 3 && items[0].starts_with("Invest"));
}

#[test]
fn its_comments_have_their_authors() {
    let document = Document::read(BRIDGING);
    let authors: Vec<_> = document
        .blocks
        .iter()
        .filter_map(|block| match block.kind {
            BlockKind::Comment { author } => {
                Some(author.map_or("", |span| span.of(&document.text)))
            }
            _ => None,
        })
        .collect();
    assert_eq!(authors, ["Edward Makaron", "Robert Lienhard", "", "Kenneth Dunner, Jr."]);
    let login = bodies(&document, |kind| kind == BlockKind::Furniture(Furniture::Login));
    assert_eq!(login, ["要查看或添加评论,请登录"]);
}

#[test]
fn the_article_with_questions_pairs_them() {
    let document = Document::read(SECURITY);
    let count = |wanted: fn(BlockKind) -> bool| bodies(&document, wanted).len();
    assert_eq!(count(|kind| kind == BlockKind::Question), 10);
    assert_eq!(count(|kind| kind == BlockKind::Answer), 10);
    assert_eq!(count(|kind| kind == BlockKind::Heading), 6);
    let comments = bodies(&document, |kind| kind == BlockKind::Comment { author: None });
    assert!(comments.len() == 2 && comments[0].starts_with("Insightful read!"));
    assert_eq!(document.heading.title.unwrap().of(&document.text), document.title());
}

#[test]
fn the_article_with_a_disclaimer_says_so() {
    let document = Document::read(NHS);
    let disclaimers = bodies(&document, |kind| kind == BlockKind::Disclaimer);
    assert!(disclaimers.len() == 1 && disclaimers[0].starts_with("Disclaimer: This"));
    assert_eq!(bodies(&document, |kind| kind == BlockKind::Heading).len(), 4);
    assert_eq!(document.sentences.len(), 22);
}

#[test]
fn texts_without_words_are_blank() {
    assert_eq!(outline("").blocks, []);
    let kinds: Vec<_> = outline("\n \n\n").blocks.iter().map(|block| block.kind).collect();
    assert_eq!(kinds, [BlockKind::Furniture(Furniture::Blank)]);
}

proptest! {
    #[test]
    fn any_text_is_tiled(text in any::<String>()) {
        tiles(&text, &outline(&text));
    }

    #[test]
    fn any_lines_are_tiled(lines in prop::collection::vec(line(), 0..30)) {
        let text = lines.join("\n");
        let document = Document::read(text.as_bytes());
        tiles(&document.text, &outline(&document.text));
        for sentence in &document.sentences {
            let body = document.blocks[sentence.block as usize].body;
            prop_assert!(body.start <= sentence.span.start && sentence.span.end <= body.end);
            prop_assert!(!sentence.span.of(&document.text).is_empty());
        }
    }
}

/// Lines such as articles have, to reach the rules.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[ \t]{0,4}",
        "(1\\. |- |\\? |\\?\\? |> |# |Q: |A: |)[A-Z][a-z]{1,9}( [A-Za-z]{1,9}){0,9}[.?!:]?",
        "(By |)[A-Z][a-z]{2,8} [A-Z][a-z]{2,8}",
        "(3 months ago|2 个月|===|---|FAQ|Comments|Related|12 May 2024|Thanks for this. I agree.)",
        "\\PC{0,60}",
    ]
}

#[test]
fn long_lines_and_many_blank_lines_take_linear_time() {
    let line = "word and (more. ".repeat(650_000);
    assert!(!Document::read(line.as_bytes()).sentences.is_empty());
    let blank = format!("Title\n{}end.", "\n".repeat(1_000_000));
    assert_eq!(outline(&blank).blocks.len(), 2);
    let short = "a b\n".repeat(200_000);
    tiles(&short, &outline(&short));
}

/// One line for each block: its kind and its first words.
fn listing(text: &str) -> String {
    let document = Document::read(text.as_bytes());
    let mut listing = String::new();
    for block in &document.blocks {
        let kind = match block.kind {
            BlockKind::Comment { author } => {
                format!("Comment({})", author.unwrap_or_default().of(&document.text))
            }
            kind => format!("{kind:?}"),
        };
        let body = block.body.of(&document.text).replace('\n', "/");
        let words = body.chars().take(60).collect::<String>();
        listing.push_str(format!("{kind:26} {words}").trim_end());
        listing.push('\n');
    }
    listing
}

#[test]
fn sample_texts_read_as_a_person_reads_them() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/texts");
    let mut samples: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    samples.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    samples.sort();
    assert!(samples.len() >= 12);
    for path in samples {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_stem().unwrap().to_str().unwrap();
        insta::assert_snapshot!(name, listing(&text));
    }
}
