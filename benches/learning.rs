//! Whether learning from decisions helps, on sentences labelled by hand, with made-up reviewers who
//! decide as the labels say; and how long it takes.
//!
//! `cargo bench --bench learning -- curve train_real.jsonl targets.bin` teaches with 10 to 300
//! decisions a kind and measures on sentences left over, over many splits; only sentences that the
//! weights were not trained on take part. `-- folds DRAWS FILE.jsonl [targets.bin]` does so with 200
//! decisions in five folds, drawn so many times, and fails where learning is not better on average, or
//! where a fold that teaches loses more than .01 of F1 on the others. `-- time` needs nothing.

#![allow(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a report for a person: figures of a few digits on standard output"
)]

use std::collections::{BTreeMap, HashSet};
use std::hint::black_box;
use std::process::ExitCode;
use std::rc::Rc;
use std::time::Instant;
use std::{env, fs, io};

use perusal::ingest::BUNDLED;
use perusal::tag::{Codebook, Kind, Kinds, Label, Learned, Lesson, Levels, Tagger, TextId};
use perusal::text::{Document, Span};

const SPLITS: u64 = 20;
/// How many sentences are decided on in five folds.
const DECIDED: usize = 200;
const FOLDS: usize = 5;
/// The most that folds may lose, in hundredths of F1.
const MOST_LOST: f64 = 1.0;
/// Concern and opportunity; statistics are hardly ever wrong here.
const KINDS: [Kind; 2] = [Kind::Concern, Kind::Opportunity];

/// A sentence with what people say of it.
struct Sentence {
    text: String,
    /// The article, as far as its sentences are in the file, and where it is in it.
    article: Rc<str>,
    span: Span,
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

fn main() -> io::Result<ExitCode> {
    let arguments: Vec<_> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let named: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match named[..] {
        ["curve", file, targets] => curve(&read(file, Some(targets))?),
        ["folds", draws, file] => return Ok(folds(&read(file, None)?, draws)),
        ["folds", draws, file, targets] => return Ok(folds(&read(file, Some(targets))?, draws)),
        _ => time(),
    }
    Ok(ExitCode::SUCCESS)
}

/// The sentences of a file; where targets are named, only those held out from training.
fn read(file: &str, targets: Option<&str>) -> io::Result<Vec<Sentence>> {
    let held_out = targets.map(held_out).transpose()?;
    let lines = fs::read_to_string(file)?;
    let rows: serde_json::Result<Vec<serde_json::Value>> =
        lines.lines().map(serde_json::from_str).collect();
    let rows = rows?;
    let words = |row: &serde_json::Value, name| row[name].as_str().unwrap_or_default().to_owned();
    let mut articles: BTreeMap<String, String> = BTreeMap::new();
    let mut spans = Vec::new();
    for row in &rows {
        let (article, text) =
            (articles.entry(words(row, "source")).or_default(), words(row, "text"));
        spans.push(Span::new(article.len(), article.len() + text.len()));
        article.push_str(&text);
        article.push('\n');
    }
    let articles: BTreeMap<String, Rc<str>> =
        articles.into_iter().map(|(source, text)| (source, text.into())).collect();
    let mut sentences = Vec::new();
    for (row, span) in rows.iter().zip(spans) {
        let (text, source) = (words(row, "text"), words(row, "source"));
        let article = Rc::clone(&articles[&source]);
        let source = source.split(['/', ':']).next().unwrap_or_default().to_owned();
        let gold = KINDS.map(|kind| row[kind.name()] == 1);
        if held_out.as_ref().is_none_or(|known| known.contains(&fnv(&text))) {
            sentences.push(Sentence { text, article, span, source, gold });
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
    let (label, article) = (Label::Kind(KINDS[k]), TextId::of(&sentence.article));
    Lesson { text: &sentence.text, label, holds: sentence.gold[k], article }
}

fn is_marked(tagger: &Tagger, sentence: &Sentence, k: usize) -> bool {
    kinds(tagger, sentence).has(KINDS[k])
}

fn kinds(tagger: &Tagger, sentence: &Sentence) -> Kinds {
    tagger.mark(&sentence.article, sentence.span, Levels::default()).kinds
}

/// F1 in hundredths.
fn f1(tagger: &Tagger, sentences: &[&Sentence], k: usize) -> f64 {
    Counts::of(tagger, sentences)[k].f1()
}

/// What F1 is made of.
#[derive(Clone, Copy, Default)]
struct Counts {
    right: usize,
    /// Marked, and marked by people: those that are both count twice.
    both: usize,
}

impl Counts {
    /// Of each kind.
    fn of(tagger: &Tagger, sentences: &[&Sentence]) -> [Self; 2] {
        let mut all = [Self::default(); 2];
        for sentence in sentences {
            let kinds = kinds(tagger, sentence);
            for (k, counts) in all.iter_mut().enumerate() {
                let (marked, gold) = (kinds.has(KINDS[k]), sentence.gold[k]);
                counts.right += usize::from(marked && gold);
                counts.both += usize::from(marked) + usize::from(gold);
            }
        }
        all
    }

    fn and(self, other: Self) -> Self {
        Self { right: self.right + other.right, both: self.both + other.both }
    }

    fn f1(self) -> f64 {
        if self.both == 0 { 100.0 } else { 200.0 * self.right as f64 / self.both as f64 }
    }
}

/// Mean, spread and worst of some gains.
fn told(gains: &[f64]) -> String {
    let (mean, count) = (mean(gains), gains.len() as f64);
    let spread = (gains.iter().map(|gain| (gain - mean).powi(2)).sum::<f64>() / count).sqrt();
    let worst = gains.iter().copied().fold(f64::INFINITY, f64::min);
    format!("{mean:+5.2} ±{spread:4.2} ≥{worst:+.1}")
}

/// Five folds of sentences decided on. What four of them teach, or one alone, is judged by the other
/// folds and, to leave less to chance, by all sentences that did not teach; also by folds of whole
/// articles, none of which has taught anything.
fn folds(sentences: &[Sentence], draws: &str) -> ExitCode {
    let all: Vec<&Sentence> = sentences.iter().collect();
    let shipped = Tagger::new(&Codebook::default());
    let mut held = true;
    println!("gains by fold, of draws: mean, spread, worst; quartiles; folds below -{MOST_LOST};");
    println!("draws whose folds lose as much on average; the folds of the first draw");
    for protocol in Protocol::ALL {
        let mut gains = [const { Vec::new() }; 3];
        for seed in 0..draws.parse().unwrap_or(1) {
            let order = shuffled(&all, seed);
            for fold in 0..FOLDS {
                let new = fold_gains(&shipped, &order, fold, protocol);
                gains.iter_mut().zip(new).for_each(|(gains, new)| gains.push(new));
            }
        }
        for (kind, gains) in ["concern", "opportunity", "both"].iter().zip(&gains) {
            let harmed = gains.iter().filter(|gain| **gain < -MOST_LOST).count();
            let draws: Vec<f64> = gains.chunks(FOLDS).map(mean).collect();
            let lost = draws.iter().filter(|draw| **draw < -MOST_LOST).count();
            held &= *kind != "both" || protocol.holds(mean(gains), harmed, lost);
            let first = gains.iter().take(FOLDS);
            let first: Vec<String> = first.map(|gain| format!("{gain:+.2}")).collect();
            let (told, [low, high], count) = (told(gains), quartiles(gains), gains.len());
            let (name, first) = (protocol.name(), first.join(" "));
            print!("{name:28} {kind:12} {told}  {low:+.2} {high:+.2}  ");
            println!("{harmed}/{count} {lost}/{}  first: {first}", draws.len());
        }
    }
    if held { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Who teaches, and who judges.
#[derive(Clone, Copy, PartialEq)]
struct Protocol {
    /// Four folds teach, or one.
    by_four: bool,
    /// Sentences that nobody decided on judge as well.
    all_judge: bool,
    /// Folds are of whole articles.
    of_articles: bool,
}

impl Protocol {
    const ALL: [Self; 5] = [
        Self { by_four: true, all_judge: false, of_articles: false },
        Self { by_four: true, all_judge: true, of_articles: false },
        Self { by_four: false, all_judge: false, of_articles: false },
        Self { by_four: false, all_judge: true, of_articles: false },
        Self { by_four: true, all_judge: false, of_articles: true },
    ];

    fn name(self) -> String {
        let teach = if self.by_four { "by four" } else { "by one" };
        let judge = match (self.of_articles, self.all_judge) {
            (true, _) => "on other articles",
            (_, true) => "on all the rest",
            _ => "on the other folds",
        };
        format!("{teach}, {judge}")
    }

    /// Whether that is better on average, where enough judge to tell; and nothing where nothing was taught.
    /// Where one fold teaches none may lose too much, where four do no draw. A fold of 40 sentences may lose
    /// as much by one mark: what it says is told, but decides nothing.
    fn holds(self, mean: f64, harmed: usize, lost: usize) -> bool {
        match (self.of_articles, self.by_four, self.all_judge) {
            (true, ..) => mean >= -MOST_LOST,
            (_, true, false) => true,
            (_, true, true) => mean > 0.0 && lost == 0,
            (_, false, _) => mean > 0.0 && harmed == 0,
        }
    }

    /// Whether a sentence is in a fold; the place is that in the order of those decided on.
    fn is_in(self, fold: usize, at: usize, sentence: &Sentence) -> bool {
        if self.of_articles {
            fnv(&sentence.article) % FOLDS as u64 == fold as u64
        } else {
            at % FOLDS == fold
        }
    }
}

/// What one fold gains, or what it teaches the others: each kind, and both together.
fn fold_gains(shipped: &Tagger, order: &[&Sentence], fold: usize, protocol: Protocol) -> [f64; 3] {
    let (decided, rest) = order.split_at(order.len().min(DECIDED));
    let is_taught =
        |(at, one): &(usize, &&Sentence)| protocol.is_in(fold, *at, one) != protocol.by_four;
    let (taught, judged): (Vec<_>, Vec<_>) = decided.iter().enumerate().partition(is_taught);
    let mut judged: Vec<&Sentence> = judged.into_iter().map(|(_, one)| *one).collect();
    if protocol.all_judge {
        judged.extend(rest);
    }
    let lessons = taught.iter().flat_map(|(_, one)| [lesson(one, 0), lesson(one, 1)]);
    let learned = Learned::from_lessons(&lessons.collect::<Vec<_>>(), &Codebook::default());
    let taught = Tagger::taught(&Codebook::default(), &learned);
    let (old, new) = (Counts::of(shipped, &judged), Counts::of(&taught, &judged));
    let gain = |old: Counts, new: Counts| new.f1() - old.f1();
    [gain(old[0], new[0]), gain(old[1], new[1]), gain(old[0].and(old[1]), new[0].and(new[1]))]
}

fn mean(gains: &[f64]) -> f64 {
    gains.iter().sum::<f64>() / gains.len() as f64
}

/// The gains that a quarter and three quarters are below.
fn quartiles(gains: &[f64]) -> [f64; 2] {
    let mut order = gains.to_vec();
    order.sort_by(f64::total_cmp);
    [order[order.len() / 4], order[order.len() * 3 / 4]]
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
        .map(|(at, text)| {
            let article = TextId::of(&documents[at / 2 % documents.len()].text);
            Lesson { text, label: labels[at % 2], holds: at % 3 == 0, article }
        })
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
