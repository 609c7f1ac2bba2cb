//! Makes the weights file: `train --vectors V --targets T --written A.jsonl,.. --public B.jsonl,.. --out W`.
//!
//! The same inputs give the same bytes on every machine and with any number of threads. `train words A.jsonl ..`
//! counts words instead, for choosing the vocabulary; `train measure W A.jsonl ..` scores a weights file,
//! `train tag W` marks the JSON lines on standard input, each text as one passage.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;
use tagger::data::{self, Sentence, Target};
use tagger::fit::{self, Line};
use tagger::model::Model;
use tagger::net::{Example, Net, Settings};
use tagger::pack::{Tuning, pack, set_tuning};
use tagger::split::{Token, plain_sign, split};
use tagger::weights::{FILTERS, KINDS, ONE, SPECIAL, hash};

type Outcome<T> = Result<T, String>;
const NAMES: [&str; KINDS] = ["concern", "opportunity"];
/// Longer sentences are cut for training.
const MOST_WORDS: usize = 100;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let done = match args.first().map(String::as_str) {
        Some("words") => words(&args[1..]),
        Some("measure") => measure_file(&args[1..]),
        Some("tag") => tag(&args[1..]),
        Some(_) => Options::parse(&args).and_then(|o| train(&o)),
        None => Err("train words FILE.. | train measure WEIGHTS FILE.. | train tag WEIGHTS | train --vectors V --targets T --written A,B --public C,D --out W".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("train: {e}");
            ExitCode::FAILURE
        }
    }
}

/// What the command line says.
struct Options {
    vectors: PathBuf,
    targets: PathBuf,
    written: Vec<PathBuf>,
    public: Vec<PathBuf>,
    measure: Vec<PathBuf>,
    out: PathBuf,
    written_weight: f32,
    gold_weight: f32,
    gold_share: f32,
    piece_weight: f32,
    settings: Settings,
}

impl Options {
    fn parse(args: &[String]) -> Outcome<Self> {
        let mut given = HashMap::new();
        for pair in args.chunks(2) {
            let [name, value] = pair else {
                return Err(format!("{} wants a value", pair[0]));
            };
            let name = name.strip_prefix("--").ok_or_else(|| format!("{name}: unknown"))?;
            given.insert(name.to_owned(), value.clone());
        }
        let mut o = Self::from(&mut given)?;
        o.settings = settings(&mut given)?;
        match given.keys().next() {
            Some(name) => Err(format!("--{name}: unknown")),
            None => Ok(o),
        }
    }

    fn from(given: &mut HashMap<String, String>) -> Outcome<Self> {
        let list = |v: Option<String>| {
            v.map(|v| v.split(',').map(PathBuf::from).collect::<Vec<_>>()).unwrap_or_default()
        };
        let need = |g: &mut HashMap<String, String>, n: &str| {
            g.remove(n).map(PathBuf::from).ok_or_else(|| format!("--{n} is missing"))
        };
        Ok(Self {
            vectors: need(given, "vectors")?,
            targets: need(given, "targets")?,
            out: need(given, "out")?,
            written: list(given.remove("written")),
            public: list(given.remove("public")),
            measure: list(given.remove("measure")),
            written_weight: number(given, "written-weight", 1.5)?,
            gold_weight: number(given, "gold-weight", 2.5)?,
            gold_share: number(given, "gold-share", 0.7)?,
            piece_weight: number(given, "piece-weight", 1.0)?,
            settings: settings(&mut HashMap::new())?,
        })
    }
}

fn number<T: std::str::FromStr>(
    given: &mut HashMap<String, String>,
    name: &str,
    standard: T,
) -> Outcome<T> {
    given
        .remove(name)
        .map_or(Ok(standard), |v| v.parse().map_err(|_| format!("--{name} {v}: not a number")))
}

fn settings(g: &mut HashMap<String, String>) -> Outcome<Settings> {
    Ok(Settings {
        epochs: number(g, "epochs", 6)?,
        batch: number(g, "batch", 128)?,
        net_rate: number(g, "net-rate", 5e-3)?,
        word_rate: number(g, "word-rate", 1e-3)?,
        drop: number(g, "drop", 0.15)?,
        word_drop: number(g, "word-drop", 0.1)?,
        decay: number(g, "decay", 1e-2)?,
        seed: number(g, "seed", 1)?,
        threads: number(g, "threads", 2)?,
    })
}

/// Looks words up by their hash while there is no table yet.
struct Vocabulary(HashMap<u64, u16>);

impl Vocabulary {
    fn of(names: &[String]) -> Outcome<Self> {
        if names.len() < SPECIAL.len() || names.iter().zip(SPECIAL).any(|(a, b)| a != b) {
            return Err("the word vectors do not begin with the special words".to_owned());
        }
        // The rows of unknown words and rims are never looked up.
        Ok(Self((0_u16..).zip(names).skip(3).map(|(i, n)| (hash(n.as_bytes()), i)).collect()))
    }

    fn rows(&self, text: &str) -> Vec<u16> {
        let mut tokens = Vec::new();
        split(text, |hash| self.0.get(&hash).copied(), &mut tokens);
        tokens.iter().take(MOST_WORDS).map(|t| t.row).collect()
    }
}

/// Sentences that only set limits and probabilities.
type Held = Vec<Sentence>;

fn example(
    rows: Vec<u16>,
    gold: Option<[bool; KINDS]>,
    soft: Option<[f32; KINDS]>,
    weight: f32,
    gold_share: f32,
) -> Example {
    #[expect(clippy::cast_possible_truncation, reason = "rounded: the network is trained in f32")]
    let wanted = std::array::from_fn(|k| {
        let hard = gold.map(|g| if g[k] { 0.97 } else { 0.03 });
        let soft = soft.map(|s| fit::chance(f64::from(s[k])) as f32);
        match (hard, soft) {
            (Some(h), Some(s)) => gold_share * h + (1.0 - gold_share) * s,
            (Some(p), None) | (None, Some(p)) => p,
            (None, None) => 0.5,
        }
    });
    Example { rows, wanted, weight }
}

fn gather(o: &Options, vocabulary: &Vocabulary) -> Outcome<(Vec<Example>, Held)> {
    let targets = data::targets(&o.targets)?;
    let (mut examples, mut held) = (Vec::new(), Vec::new());
    for path in &o.written {
        for s in data::sentences(path)? {
            let soft = targets.get(&data::key(&s.text)).filter(|t| t.taught).map(|t| t.logits);
            examples.push(example(
                vocabulary.rows(&s.text),
                s.gold,
                soft,
                o.written_weight,
                o.gold_share,
            ));
        }
    }
    let mut missing: HashMap<u64, &Target> = targets.iter().map(|(k, t)| (*k, t)).collect();
    for path in &o.public {
        for s in data::sentences(path)? {
            let Some(t) = missing.remove(&data::key(&s.text)) else {
                continue;
            };
            if t.held {
                held.push(Sentence { gold: t.gold, ..s });
            } else {
                let weight = if t.gold.is_some() { o.gold_weight } else { 1.0 };
                examples.push(example(
                    vocabulary.rows(&s.text),
                    t.gold,
                    t.taught.then_some(t.logits),
                    weight,
                    o.gold_share,
                ));
                for piece in data::pieces(&s.text).into_iter().flatten() {
                    if let Some(t) = missing.remove(&data::key(&piece)).filter(|t| t.taught) {
                        let rows = vocabulary.rows(&piece);
                        examples.push(example(rows, None, Some(t.logits), o.piece_weight, 0.0));
                    }
                }
            }
        }
    }
    examples.retain(|e| !e.rows.is_empty());
    println!("{} sentences to train on, {} held out", examples.len(), held.len());
    Ok((examples, held))
}

fn train(o: &Options) -> Outcome<()> {
    let vectors = data::vectors(&o.vectors)?;
    let vocabulary = Vocabulary::of(&vectors.names)?;
    let (examples, held) = gather(o, &vocabulary)?;
    let sets = o
        .measure
        .iter()
        .map(|p| Ok((name_of(p), data::sentences(p)?)))
        .collect::<Outcome<Vec<_>>>()?;
    let mut net = Net::new(vectors.values, o.settings.seed);
    let began = Instant::now();
    net.train(&examples, &o.settings, |epoch, loss, net| {
        println!("epoch {epoch} loss {loss:.5} {:.0}s", began.elapsed().as_secs_f32());
        if epoch + 1 == o.settings.epochs || epoch % 4 == 3 {
            let bytes = finished(&vectors.names, net, &held);
            report(&bytes, &sets, &held);
        }
    });
    let bytes = finished(&vectors.names, &net, &held);
    std::fs::write(&o.out, &bytes).map_err(|e| format!("{}: {e}", o.out.display()))?;
    println!(
        "{}: {} bytes, {} words, {FILTERS} filters, hash {:016x}",
        o.out.display(),
        bytes.len(),
        vectors.names.len(),
        hash(&bytes)
    );
    Ok(())
}

fn name_of(path: &Path) -> String {
    path.file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned())
}

/// The weights file with limits and probabilities from the sentences held out.
fn finished(names: &[String], net: &Net, held: &[Sentence]) -> Vec<u8> {
    let mut bytes = pack(names, &net.fold());
    let pairs = scores(&bytes, held);
    let mut tuning = Tuning::default();
    for (k, pairs) in pairs.iter().enumerate() {
        let line = Line::fit(pairs);
        tuning.limits[k] = line.limits(pairs);
        tuning.chances[k] = line.table();
    }
    set_tuning(&mut bytes, &tuning);
    bytes
}

/// Scores and truth of each labelled sentence, by kind.
fn scores(bytes: &[u8], sentences: &[Sentence]) -> [Vec<(i32, bool)>; KINDS] {
    let mut pairs: [Vec<(i32, bool)>; KINDS] = std::array::from_fn(|_| Vec::new());
    let Ok(model) = Model::new(bytes) else {
        return pairs;
    };
    let mut tokens: Vec<Token> = Vec::new();
    for s in sentences {
        model.tokenize(&s.text, &mut tokens);
        let score = model.scores(&model.pool(&tokens));
        for k in 0..KINDS {
            if let Some(gold) = s.gold {
                pairs[k].push((score[k], gold[k]));
            }
        }
    }
    pairs
}

fn report(bytes: &[u8], sets: &[(String, Vec<Sentence>)], held: &[Sentence]) {
    let Ok(model) = Model::new(bytes) else { return };
    let held = ("held".to_owned(), held.to_vec());
    for (name, sentences) in std::iter::once(&held).chain(sets) {
        let pairs = scores(bytes, sentences);
        for k in 0..KINDS {
            if pairs[k].is_empty() {
                continue;
            }
            let limits = model.limits(k);
            let [wide, q, narrow] = limits.map(|limit| fit::quality(&pairs[k], limit));
            let best = pairs[k].iter().map(|p| fit::quality(&pairs[k], p.0).f1).fold(0.0, f64::max);
            let off = fit::miscalibration(&pairs[k], |s| f64::from(model.chance(k, s)) / 1000.0);
            println!(
                "  {name:8} {:11} P {:.3} R {:.3} F1 {:.3} (best {best:.3}) AP {:.3} limit {:+.2}  \
                 generous P {:.2} R {:.2}  strict P {:.2} R {:.2}  off {off:.3}",
                NAMES[k],
                q.precision,
                q.recall,
                q.f1,
                fit::average_precision(&pairs[k]),
                f64::from(limits[1]) / f64::from(ONE),
                wide.precision,
                wide.recall,
                narrow.precision,
                narrow.recall,
            );
        }
    }
}

fn measure_file(args: &[String]) -> Outcome<()> {
    let (weights, files) = args.split_first().ok_or("measure wants a weights file")?;
    let bytes = std::fs::read(weights).map_err(|e| format!("{weights}: {e}"))?;
    let model = Model::new(&bytes).map_err(|e| format!("{weights}: {e}"))?;
    let sets = files
        .iter()
        .map(|p| Ok((name_of(Path::new(p)), data::sentences(Path::new(p))?)))
        .collect::<Outcome<Vec<_>>>()?;
    report(&bytes, &sets, &[]);
    time(&model, &sets);
    Ok(())
}

/// Answers each line's id with the kinds of its text.
fn tag(args: &[String]) -> Outcome<()> {
    let weights = args.first().ok_or("tag wants a weights file")?;
    let bytes = std::fs::read(weights).map_err(|e| format!("{weights}: {e}"))?;
    let model = Model::new(&bytes).map_err(|e| format!("{weights}: {e}"))?;
    let input = std::io::read_to_string(std::io::stdin()).map_err(|e| e.to_string())?;
    let mut tokens = Vec::new();
    for (n, line) in input.lines().enumerate() {
        let bad = || format!("line {}: no text", n + 1);
        let row: serde_json::Value = serde_json::from_str(line).map_err(|_| bad())?;
        model.tokenize(row["text"].as_str().ok_or_else(bad)?, &mut tokens);
        let score = model.scores(&model.pool(&tokens));
        let marked = |k: &usize| score[*k] >= model.limits(*k)[1];
        let kinds: Vec<&str> = (0..KINDS).filter(marked).map(|k| NAMES[k]).collect();
        println!(
            "{}",
            serde_json::json!({"id": row["id"], "passages": [{"kinds": kinds, "scores": score}]})
        );
    }
    Ok(())
}

/// Prints how long a sentence takes, splitting into words included.
fn time(model: &Model, sets: &[(String, Vec<Sentence>)]) {
    const TURNS: usize = 50;
    let texts: Vec<&str> = sets.iter().flat_map(|s| &s.1).map(|s| s.text.as_str()).collect();
    let mut tokens = Vec::new();
    let (began, mut sum, mut words) = (Instant::now(), 0_i64, 0);
    for text in std::iter::repeat_n(&texts, TURNS).flatten() {
        model.tokenize(text, &mut tokens);
        words += tokens.len();
        sum += i64::from(model.scores(&model.pool(&tokens))[0]);
    }
    let seconds = began.elapsed().as_secs_f64();
    let sentences = fit::count(TURNS * texts.len().max(1));
    let bytes = fit::count(TURNS * texts.iter().map(|t| t.len()).sum::<usize>());
    println!(
        "{:.2} microseconds a sentence of {:.0} tokens, {:.1} MB/s (check {sum})",
        seconds / sentences * 1e6,
        fit::count(words) / sentences,
        bytes / seconds / 1e6
    );
}

/// Prints every word and sign with its count; words with hyphens both whole and in parts.
fn words(files: &[String]) -> Outcome<()> {
    let mut counts = BTreeMap::<String, u32>::new();
    let mut tokens: Vec<Token> = Vec::new();
    for path in files {
        for s in data::sentences(Path::new(path))? {
            tokens.clear();
            // With every word known, those with hyphens stay whole.
            split(&s.text, |_| Some(3), &mut tokens);
            for token in &tokens {
                let word = s.text.get(token.start as usize..token.end as usize);
                let word = as_looked_up(word.unwrap_or_default());
                if word.len() > 1 && word.contains('-') {
                    for part in word.split('-') {
                        *counts.entry(part.to_owned()).or_default() += 1;
                    }
                }
                *counts.entry(word).or_default() += 1;
            }
        }
    }
    let mut sorted: Vec<_> = counts.into_iter().collect();
    sorted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    for (word, n) in sorted {
        println!("{n}\t{word}");
    }
    Ok(())
}

/// A word or sign of a text as the table has it.
fn as_looked_up(word: &str) -> String {
    match word.chars().next() {
        Some(c) if c.is_ascii_digit() => SPECIAL[3].to_owned(),
        Some(c) if !c.is_alphabetic() && word.len() == c.len_utf8() => {
            plain_sign(c).unwrap_or(word).to_owned()
        }
        _ => word.to_lowercase().replace(['’', '‘'], "'"),
    }
}
