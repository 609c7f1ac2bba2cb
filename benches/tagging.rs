//! How fast articles are read and marked, stage by stage, beside `wc -w` on the same text.
//!
//! `cargo bench --bench tagging -- FILE...` (the bundled articles, many times over, if none is
//! named). Rounds are taken in turn, so that a busy machine is busy for all; medians are shown.

#![allow(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a report for a person: figures of a few digits on standard output"
)]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, io};

use perusal::ingest::BUNDLED;
use perusal::tag::stance::{Scratch, Stance};
use perusal::tag::{Codebook, Levels, Passage, Tagger, figure};
use perusal::text::{Document, Sentence, block, sentence};

const ROUNDS: usize = 15;

/// A stage by name, and one run of it.
type Stage<'a> = (&'static str, Box<dyn Fn() -> usize + 'a>);

fn main() -> io::Result<()> {
    let files: Vec<PathBuf> =
        env::args_os().skip(1).filter(|argument| argument != "--bench").map(Into::into).collect();
    let source = if files.is_empty() { bundled() } else { joined(&files)? };
    let place = env::temp_dir().join(format!("perusal-tagging-{}.txt", std::process::id()));
    fs::write(&place, &source)?;
    let document = Document::read(&source);
    let tagger = Tagger::new(&Codebook::bundled());
    let (text, sentences) = (&document.text, &document.sentences);
    let stages: Vec<Stage<'_>> = vec![
        ("wc -w", Box::new(|| count_words(&place))),
        ("read", Box::new(|| Document::read(&source).sentences.len())),
        ("outline", Box::new(|| block::outline(text).blocks.len())),
        ("sentences", Box::new(|| sentence::sentences(text, &document.blocks).len())),
        (
            "figures",
            Box::new(|| sentences.iter().map(|s| figure::figures(text, s.span).len()).sum()),
        ),
        (
            "stance",
            Box::new(|| {
                let (stance, mut scratch) = (Stance::new(), Scratch::default());
                marked(text, sentences, |text, passage| stance.judge(text, passage, &mut scratch))
            }),
        ),
        ("marks", Box::new(|| tagger.passages(&document, Levels::default()).passages.len())),
        (
            "article",
            Box::new(|| {
                tagger.passages(&Document::read(&source), Levels::default()).passages.len()
            }),
        ),
    ];
    let mut times = vec![Vec::new(); stages.len()];
    for _ in 0..ROUNDS {
        for ((_, run), times) in stages.iter().zip(&mut times) {
            let start = Instant::now();
            black_box(run());
            times.push(start.elapsed());
        }
    }
    report(source.len(), &stages, &mut times);
    fs::remove_file(&place)
}

fn report(bytes: usize, stages: &[Stage<'_>], times: &mut [Vec<Duration>]) {
    let mut baseline = None;
    println!("{bytes} bytes, {ROUNDS} rounds in turn");
    println!("{:16} {:>8} {:>8} {:>8} {:>9}", "stage", "ms", "MB/s", "x wc", "found");
    for ((name, run), times) in stages.iter().zip(times) {
        times.sort();
        let median = times[times.len() / 2].as_secs_f64();
        let baseline = *baseline.get_or_insert(median);
        let speed = bytes as f64 / median / 1e6;
        let (ms, ratio) = (median * 1e3, median / baseline);
        println!("{name:16} {ms:8.2} {speed:8.1} {ratio:8.2} {:9}", run());
    }
}

/// How many of the sentences `judge` marks.
fn marked(text: &str, sentences: &[Sentence], mut judge: impl FnMut(&str, &mut Passage)) -> usize {
    let mark = |sentence: &&Sentence| {
        let mut passage = Passage { span: sentence.span, ..Passage::default() };
        judge(text, &mut passage);
        !passage.grades.is_empty()
    };
    sentences.iter().filter(mark).count()
}

fn count_words(place: &Path) -> usize {
    let child = Command::new("wc").arg("-w").arg(place).stderr(Stdio::inherit()).output();
    let words = child.map(|output| output.stdout).unwrap_or_default();
    let digits = words.iter().take_while(|byte| byte.is_ascii_digit());
    digits.fold(0, |sum, digit| sum * 10 + usize::from(digit - b'0'))
}

/// The bundled articles, over and over, about five megabytes.
fn bundled() -> Vec<u8> {
    let mut source = Vec::new();
    while source.len() < 5_000_000 {
        for (_, article) in BUNDLED {
            source.extend_from_slice(article);
            source.extend_from_slice(b"\n\n");
        }
    }
    source
}

fn joined(files: &[PathBuf]) -> io::Result<Vec<u8>> {
    let mut source = Vec::new();
    for file in files {
        source.append(&mut fs::read(file)?);
        source.extend_from_slice(b"\n\n");
    }
    Ok(source)
}
