//! How well sentence ends are found, measured against a treebank in CoNLL-U such as GUM.
//!
//! `cargo bench --bench sentences -- [--errors] FILE...`. Sentences of a paragraph (`# newpar`) are
//! joined with a space and split again; the end of a paragraph counts as a boundary, for both sides.

#![allow(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a report for a person: figures of a few digits on standard output"
)]

use std::collections::BTreeSet;
use std::{env, fs, io};

use perusal::text::{Block, BlockKind, Span, sentence};

/// Boundaries found, and how they compare.
#[derive(Clone, Copy, Default)]
struct Score {
    found: usize,
    wanted: usize,
    right: usize,
}

fn main() -> io::Result<()> {
    let arguments: Vec<_> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let (options, files): (Vec<_>, Vec<_>) =
        arguments.into_iter().partition(|argument| argument.starts_with("--"));
    let errors = options.iter().any(|option| option == "--errors");
    let (mut perusal, mut simple) = (Score::default(), Score::default());
    for file in &files {
        for paragraph in paragraphs(&fs::read_to_string(file)?) {
            let text = paragraph.join(" ");
            let wanted = ends(&paragraph);
            let found = split(&text);
            if errors {
                show(&text, &wanted, &found);
            }
            perusal.add(&wanted, &found);
            simple.add(&wanted, &capitals(&text));
        }
    }
    println!("{:28} {:>9} {:>7} {:>7}", "", "precision", "recall", "F1");
    perusal.report("perusal");
    simple.report("full stop, space, capital");
    Ok(())
}

/// The sentences of a file by paragraph.
fn paragraphs(conllu: &str) -> Vec<Vec<&str>> {
    let mut paragraphs: Vec<Vec<&str>> = Vec::new();
    let mut fresh = true;
    for line in conllu.lines() {
        fresh |= line == "# newpar" || line.starts_with("# newpar id");
        if let Some(sentence) = line.strip_prefix("# text = ") {
            match paragraphs.last_mut().filter(|_| !fresh) {
                Some(last) => last.push(sentence.trim()),
                None => paragraphs.push(vec![sentence.trim()]),
            }
            fresh = false;
        }
    }
    paragraphs
}

/// Where the sentences end when joined.
fn ends(sentences: &[&str]) -> BTreeSet<usize> {
    let mut at = 0;
    let end = |sentence: &&str| {
        at += sentence.len() + 1;
        at - 1
    };
    sentences.iter().map(end).collect()
}

/// Where the product ends sentences.
fn split(text: &str) -> BTreeSet<usize> {
    let span = Span::new(0, text.len());
    let block = Block { kind: BlockKind::Paragraph, span, body: span };
    let sentences = sentence::sentences(text, &[block]);
    sentences.iter().map(|sentence| sentence.span.end as usize).collect()
}

/// Where a full stop, question or exclamation mark stands before a space and a capital, quotes and
/// brackets between them aside.
fn capitals(text: &str) -> BTreeSet<usize> {
    const CLOSERS: [char; 7] = ['"', '\'', '”', '’', ')', ']', '»'];
    const OPENERS: [char; 7] = ['"', '\'', '“', '‘', '(', '[', '«'];
    let breaks = text.match_indices(' ').map(|(at, _)| text.split_at(at));
    let mut ends: BTreeSet<usize> = breaks
        .filter(|(head, rest)| {
            head.trim_end_matches(CLOSERS).ends_with(['.', '!', '?'])
                && rest.trim_start().trim_start_matches(OPENERS).starts_with(char::is_uppercase)
        })
        .map(|(head, _)| head.len())
        .collect();
    ends.insert(text.len());
    ends
}

/// Prints what stands around each boundary that is missing or too many.
fn show(text: &str, wanted: &BTreeSet<usize>, found: &BTreeSet<usize>) {
    let near = |at: usize| {
        let (head, rest) = text.split_at(at);
        let start = head.char_indices().rev().nth(49).map_or(0, |(at, _)| at);
        let tail: String = rest.chars().take(50).collect();
        format!("{}|{tail}", head.split_at(start).1)
    };
    wanted.difference(found).for_each(|at| println!("missing  {}", near(*at)));
    found.difference(wanted).for_each(|at| println!("too many {}", near(*at)));
}

impl Score {
    fn add(&mut self, wanted: &BTreeSet<usize>, found: &BTreeSet<usize>) {
        self.found += found.len();
        self.wanted += wanted.len();
        self.right += wanted.intersection(found).count();
    }

    fn report(self, name: &str) {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        let (precision, recall) = (share(self.right, self.found), share(self.right, self.wanted));
        let f1 = share(2 * self.right, self.found + self.wanted);
        println!("{name:28} {precision:9.4} {recall:7.4} {f1:7.4}");
    }
}
