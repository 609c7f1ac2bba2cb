//! A coder's passages in JSON Lines, as `perusal export` and `perusal tag` write them: found by their article,
//! read again when it is asked for, and put on its text. Holds where the lines are, not what they say.

use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use crate::library::Article;
use crate::library::agreement::{Mark, Said, Scale, Themes};
use crate::tag::Kind;
use crate::text::Span;

/// A file of lines.
pub(super) struct Lines {
    path: PathBuf,
    file: BufReader<File>,
    /// Where the lines of each article begin, by what it is called.
    articles: HashMap<String, Entry>,
    /// The names of all themes in it.
    pub(super) themes: BTreeSet<String>,
}

#[derive(Default)]
struct Entry {
    lines: Vec<u64>,
    met: bool,
}

/// A line: a passage with its article, or an article with its passages.
#[derive(Deserialize)]
struct Line {
    article: Option<String>,
    #[serde(default)]
    id: Value,
    passages: Option<Vec<Quoted>>,
    /// What no passage has.
    figure: Option<IgnoredAny>,
    error: Option<IgnoredAny>,
    start_char: Option<usize>,
    end_char: Option<usize>,
    text: Option<String>,
    #[serde(default)]
    kinds: Vec<String>,
    #[serde(default)]
    themes: Vec<String>,
}

/// A passage.
#[derive(Deserialize)]
struct Quoted {
    start_char: usize,
    end_char: usize,
    text: String,
    #[serde(default)]
    kinds: Vec<String>,
    #[serde(default)]
    themes: Vec<String>,
}

impl Line {
    /// What the article is called, and its passages.
    fn read(bytes: &[u8]) -> Result<(String, Vec<Quoted>), String> {
        let line: Self = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if line.figure.is_some() {
            return Err("is a statistic: export passages instead".to_owned());
        }
        let Self { start_char, end_char, text, kinds, themes, .. } = line;
        let quoted = match (start_char, end_char, text) {
            (Some(start_char), Some(end_char), Some(text)) => {
                Some(Quoted { start_char, end_char, text, kinds, themes })
            }
            _ => None,
        };
        let name = match (line.article, line.id) {
            (Some(article), _) => article,
            (None, Value::String(id)) => id,
            (None, id) => id.to_string(),
        };
        let passages = line.passages.or_else(|| quoted.map(|quoted| vec![quoted]));
        passages.map(|passages| (name, passages)).ok_or_else(|| {
            "is no passage as perusal export --format jsonl or perusal tag write it".to_owned()
        })
    }

    /// Whether `perusal tag` says in it that a text could not be marked.
    fn is_refusal(bytes: &[u8]) -> bool {
        serde_json::from_slice::<Self>(bytes).is_ok_and(|line| line.error.is_some())
    }
}

impl Lines {
    /// Looks through a file once.
    ///
    /// # Errors
    /// Names the file, and the line that is none.
    pub(super) fn open(path: &Path) -> Result<Self, String> {
        let told = |error: io::Error| format!("{}: {error}", path.display());
        let file = BufReader::new(File::open(path).map_err(told)?);
        let (articles, themes) = (HashMap::new(), BTreeSet::new());
        let mut lines = Self { path: path.to_owned(), file, articles, themes };
        let (mut at, mut number, mut bytes) = (0, 0, Vec::new());
        loop {
            bytes.clear();
            let read = lines.file.read_until(b'\n', &mut bytes).map_err(told)?;
            if read == 0 {
                return Ok(lines);
            }
            number += 1;
            if !bytes.trim_ascii().is_empty() && !Line::is_refusal(&bytes) {
                let (name, passages) = Line::read(&bytes)
                    .map_err(|why| format!("{}: line {number} {why}", path.display()))?;
                for quoted in passages {
                    if let Some(kind) = quoted.kinds.iter().find(|it| Kind::named(it).is_none()) {
                        let path = path.display();
                        return Err(format!("{path}: line {number} has an unknown kind '{kind}'"));
                    }
                    lines.themes.extend(quoted.themes);
                }
                lines.articles.entry(name).or_default().lines.push(at);
            }
            at += read as u64;
        }
    }

    /// What is said of an article, which is known by its place or its name; none where it is not in the
    /// file. Counts passages whose words it does not have.
    pub(super) fn said(
        &mut self,
        article: &Article,
        themes: &Themes,
        scale: &Scale,
        unplaced: &mut u64,
    ) -> Result<Option<Vec<Said>>, String> {
        let names = [&article.place, &article.name];
        let Some(name) = names.into_iter().find(|name| self.articles.contains_key(*name)) else {
            return Ok(None);
        };
        let Some(entry) = self.articles.get_mut(name) else { return Ok(None) };
        entry.met = true;
        let mut said = Vec::new();
        let mut bytes = Vec::new();
        for at in &entry.lines {
            bytes.clear();
            let sought = self.file.seek(SeekFrom::Start(*at));
            let read = sought.and_then(|_| self.file.read_until(b'\n', &mut bytes));
            let told = |why: String| format!("{}: {why}", self.path.display());
            read.map_err(|error| told(error.to_string()))?;
            let (_, passages) = Line::read(&bytes).map_err(|why| told(format!("a line {why}")))?;
            for (quoted, span) in placed(&article.document.text, passages) {
                match span {
                    None => *unplaced += 1,
                    Some(span) => {
                        let kinds = quoted.kinds.iter().filter_map(|kind| Kind::named(kind));
                        let mut marks =
                            themes.named(quoted.themes.iter().map(String::as_str), scale);
                        marks.extend(kinds.map(Mark::of));
                        said.push(Said::new(span, marks));
                    }
                }
            }
        }
        Ok(Some(said))
    }

    /// The articles that were not asked for, in the order of their names.
    pub(super) fn rest(&self) -> impl Iterator<Item = &str> {
        let unmet = self.articles.iter().filter(|(_, entry)| !entry.met);
        let mut names: Vec<&str> = unmet.map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        names.into_iter()
    }
}

/// Passages with where they are in a text: where they say or, where their words are not there, at the only
/// place that has them.
fn placed(text: &str, passages: Vec<Quoted>) -> Vec<(Quoted, Option<Span>)> {
    let mut ends: Vec<usize> =
        passages.iter().flat_map(|quoted| [quoted.start_char, quoted.end_char]).collect();
    ends.sort_unstable();
    ends.dedup();
    let mut bytes = text.char_indices().map(|(at, _)| at).chain([text.len()]).enumerate();
    // Code points to bytes, so far as the text has them, in one way through it.
    let mut at = HashMap::new();
    for end in ends {
        if let Some((_, byte)) = bytes.find(|(nth, _)| *nth == end) {
            at.insert(end, byte);
        }
    }
    let place = |quoted: &Quoted| {
        let (start, end) = (at.get(&quoted.start_char)?, at.get(&quoted.end_char)?);
        let said = Span::new(*start, *end);
        (said.of(text) == quoted.text).then_some(said)
    };
    let sought = |words: &str| {
        let start = text.find(words).filter(|start| text.rfind(words) == Some(*start))?;
        (!words.is_empty()).then(|| Span::new(start, start + words.len()))
    };
    let found = |quoted: Quoted| {
        let span = place(&quoted).or_else(|| sought(&quoted.text));
        (quoted, span)
    };
    passages.into_iter().map(found).collect()
}

/// Whether a file begins so.
pub(super) fn begins_with(path: &Path, magic: &[u8]) -> io::Result<bool> {
    let mut head = Vec::new();
    File::open(path)?.take(magic.len() as u64).read_to_end(&mut head)?;
    Ok(head == magic)
}
