//! Whether learning from decisions helps, on sentences labelled by hand, with made-up reviewers who
//! decide as the labels say; and how long it takes.
//!
//! `cargo bench --bench learning -- curve train_real.jsonl targets.bin` teaches with 10 to 300
//! decisions a kind and measures on sentences left over, over many splits; only sentences that the
//! weights were not trained on take part. `-- folds FILE.jsonl [targets.bin]` does so with 200
//! decisions in five folds. `-- time` needs nothing.

#![allow(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a report for a person: figures of a few digits on standard output"
)]

use std::collections::HashSet;
use std::hint::black_box;
use std::time::Instant;
use std::{env, fs, io};

use perusal::ingest::BUNDLED;
use perusal::tag::{Codebook, Kind, Label, Learned, Lesson, Levels, Tagger};
use perusal::text::{Document, Span};

const SPLITS: u64 = 20;
/// Concern and opportunity; statistics are hardly ever wrong here.
const KINDS: [Kind; 2] = [Kind::Concern, Kind::Opportunity];

/// A sentence with what people say of it.
struct Sentence {
    text: String,
    source: String,
    gold: [bool; 2],
}

/// How reviewers decide.
#[derive(Clone, Copy)]
enum Reviewer {
    /// On every sentence, marked or not.
    Thorough,
    /// Confirms or rejects what is marked, marks what is missed, leaves the rest alone.
    Usual,
}

fn main() -> io::Result<()> {
    let arguments: Vec<_> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let named: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match named[..] {
        ["curve", file, targets] => curve(&read(file, Some(targets))?),
        ["folds", file] => folds(&read(file, None)?),
        ["folds", file, targets] => folds(&read(file, Some(targets))?),
        _ => time(),
    }
    Ok(())
}

/// The sentences of a file; where targets are named, only those held out from training.
fn read(file: &str, targets: Option<&str>) -> io::Result<Vec<Sentence>> {
    let held_out = targets.map(held_out).transpose()?;
    let mut sentences = Vec::new();
    for line in fs::read_to_string(file)?.lines() {
        let row: serde_json::Value = serde_json::from_str(line)?;
        let text = row["text"].as_str().unwrap_or_default().to_owned();
        let source = row["source"].as_str().unwrap_or_default();
        let source = source.split(['/', ':']).next().unwrap_or_default().to_owned();
        let gold = KINDS.map(|kind| row[kind.name()] == 1);
        if held_out.as_ref().is_none_or(|known| known.contains(&fnv(&text))) {
            sentences.push(Sentence { text, source, gold });
        }
    }
    Ok(sentences)
}

/// The fingerprints of held-out sentences; `assets/model/README.md` has the layout.
fn held_out(targets: &str) -> io::Result<HashSet<u64>> {
    let bytes = fs::read(targets)?;
    let rows = bytes.get(12..).unwrap_or_default().chunks_exact(11);
    let held = rows.filter(|row| row[10] & 8 != 0);
    Ok(held.filter_map(|row| row.first_chunk().copied().map(u64::from_le_bytes)).collect())
}

fn fnv(text: &str) -> u64 {
    let step = |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}

/// In an order that only the seed knows.
fn shuffled<'a>(sentences: &[&'a Sentence], seed: u64) -> Vec<&'a Sentence> {
    let mut order = sentences.to_vec();
    order.sort_by_cached_key(|sentence| fnv(&format!("{seed} {}", sentence.text)));
    order
}

fn curve(sentences: &[Sentence]) {
    println!("{} sentences; F1 in hundredths, with less without learning,", sentences.len());
    println!("mean over {SPLITS} splits, its spread, the worst split\n");
    let all: Vec<&Sentence> = sentences.iter().collect();
    for (name, reviewer) in [("thorough", Reviewer::Thorough), ("usual", Reviewer::Usual)] {
        for source in ["", "GSA", "amir-zeldes", "carbonplan"] {
            let own = all.iter().copied().filter(|one| one.source.starts_with(source));
            let own: Vec<&Sentence> = own.collect();
            for lessons in [1, 3, 10, 30, 100, 300] {
                if lessons * 2 <= own.len() {
                    let title = if source.is_empty() { "all" } else { source };
                    println!("{name:9} {title:12} {lessons:4}  {}", point(&own, lessons, reviewer));
                }
            }
        }
    }
}

/// One line of the table: what so many decisions change, for each kind.
fn point(own: &[&Sentence], lessons: usize, reviewer: Reviewer) -> String {
    let shipped = Tagger::new(&Codebook::default());
    let mut gains = [const { Vec::new() }; 2];
    for seed in 0..SPLITS {
        let order = shuffled(own, seed);
        let (pool, judged) = order.split_at(own.len() * 2 / 3);
        for (k, gains) in gains.iter_mut().enumerate() {
            let lessons: Vec<_> = decided(&shipped, pool, k, reviewer).take(lessons).collect();
            let learned = Learned::from_lessons(&lessons, &Codebook::default());
            let taught = Tagger::taught(&Codebook::default(), &learned);
            gains.push(f1(&taught, judged, k) - f1(&shipped, judged, k));
        }
    }
    gains.iter().map(|gains| told(gains)).collect::<Vec<_>>().join("   ")
}

/// The decisions of a reviewer who goes through some sentences.
fn decided<'a>(
    tagger: &Tagger,
    sentences: &'a [&Sentence],
    k: usize,
    reviewer: Reviewer,
) -> impl Iterator<Item = Lesson<'a>> {
    let decides = move |sentence: &&&Sentence| match reviewer {
        Reviewer::Thorough => true,
        Reviewer::Usual => sentence.gold[k] || is_marked(tagger, sentence, k),
    };
    let lesson = move |sentence: &&'a Sentence| lesson(sentence, k);
    sentences.iter().filter(decides).map(lesson).collect::<Vec<_>>().into_iter()
}

fn lesson(sentence: &Sentence, k: usize) -> Lesson<'_> {
    Lesson { text: &sentence.text, label: Label::Kind(KINDS[k]), holds: sentence.gold[k] }
}

fn is_marked(tagger: &Tagger, sentence: &Sentence, k: usize) -> bool {
    let span = Span::new(0, sentence.text.len());
    tagger.mark(&sentence.text, span, Levels::default()).kinds.has(KINDS[k])
}

/// F1 in hundredths.
fn f1(tagger: &Tagger, sentences: &[&Sentence], k: usize) -> f64 {
    let (mut right, mut both) = (0, 0);
    for sentence in sentences {
        let (marked, gold) = (is_marked(tagger, sentence, k), sentence.gold[k]);
        right += usize::from(marked && gold);
        both += usize::from(marked) + usize::from(gold);
    }
    if both == 0 { 100.0 } else { 200.0 * right as f64 / both as f64 }
}

/// Mean, spread and worst of some gains.
fn told(gains: &[f64]) -> String {
    let count = gains.len() as f64;
    let mean = gains.iter().sum::<f64>() / count;
    let spread = (gains.iter().map(|gain| (gain - mean).powi(2)).sum::<f64>() / count).sqrt();
    let worst = gains.iter().copied().fold(f64::INFINITY, f64::min);
    format!("{mean:+5.2} ±{spread:4.2} ≥{worst:+.1}")
}

/// Five folds of 200 sentences, each judged by what the others teach, and the other way round.
fn folds(sentences: &[Sentence]) {
    let all: Vec<&Sentence> = sentences.iter().collect();
    let shipped = Tagger::new(&Codebook::default());
    for (name, by_four) in [("taught by four folds", true), ("taught by one fold", false)] {
        for (k, kind) in KINDS.into_iter().enumerate() {
            let mut gains = Vec::new();
            let order = shuffled(&all, 0);
            let order = &order[..order.len().min(200)];
            for fold in 0..5 {
                let is_own = |(at, _): &(usize, &&Sentence)| at % 5 == fold;
                let (own, others): (Vec<_>, Vec<_>) = order.iter().enumerate().partition(is_own);
                let (taught, judged) = if by_four { (others, own) } else { (own, others) };
                let lessons: Vec<_> = taught.iter().map(|(_, one)| lesson(one, k)).collect();
                let judged: Vec<&Sentence> = judged.iter().map(|(_, one)| **one).collect();
                let learned = Learned::from_lessons(&lessons, &Codebook::default());
                let taught = Tagger::taught(&Codebook::default(), &learned);
                gains.push(f1(&taught, &judged, k) - f1(&shipped, &judged, k));
            }
            let each: Vec<String> = gains.iter().map(|gain| format!("{gain:+.2}")).collect();
            println!("{name:21} {:12} {}   {}", kind.name(), told(&gains), each.join(" "));
        }
    }
}

/// How long learning takes, and what marking costs with it: medians of runs taken in turn.
fn time() {
    let codebook = Codebook::bundled();
    let read = |(name, bytes): (&str, &[u8])| {
        black_box(name);
        Document::read(bytes)
    };
    let documents: Vec<Document> = BUNDLED.into_iter().map(read).collect();
    let texts = documents.iter().flat_map(|document| {
        document.sentences.iter().map(|sentence| sentence.span.of(&document.text).to_owned())
    });
    let texts: Vec<String> = texts.collect();
    // Each once with a word more, so that no two are the same.
    let many: Vec<String> =
        texts.iter().cycle().take(5000).enumerate().map(|(at, text)| spoken(text, at)).collect();
    let labels = [Label::Kind(Kind::Concern), Label::Kind(Kind::Opportunity)];
    let lessons: Vec<Lesson<'_>> = (many.iter().enumerate())
        .map(|(at, text)| Lesson { text, label: labels[at % 2], holds: at % 3 == 0 })
        .collect();
    let start = Instant::now();
    let learned = Learned::from_lessons(&lessons, &codebook);
    println!("{} lessons: {:.1} ms", lessons.len(), start.elapsed().as_secs_f64() * 1e3);
    println!("{} telling words, {:?}", learned.telling().len(), learned.findings());
    let taggers = [Tagger::new(&codebook), Tagger::taught(&codebook, &learned)];
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..41 {
        for (tagger, times) in taggers.iter().zip(&mut times) {
            let start = Instant::now();
            for document in documents.iter().cycle().take(60) {
                black_box(tagger.passages(document, Levels::default()));
            }
            times.push(start.elapsed().as_secs_f64() * 1e3);
        }
    }
    for (name, times) in ["shipped", "taught"].iter().zip(&mut times) {
        times.sort_by(f64::total_cmp);
        println!("marking, {name}: {:.2} ms", times[times.len() / 2]);
    }
}

fn spoken(text: &str, at: usize) -> String {
    const WORDS: [&str; 7] = ["village", "school", "river", "market", "engine", "garden", "court"];
    let word = |step: usize| WORDS[at / step % WORDS.len()];
    format!("{text} The {} and the {} of the {}.", word(1), word(7), word(49))
}
