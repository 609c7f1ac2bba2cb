//! The filter for pipes: JSON Lines with texts in, JSON Lines with marks out, order kept. A bad
//! line is answered in its place and does not stop the run. Starts no thread: batches of lines can be
//! answered by several at once.

use std::io::{self, BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::export::{Characters, Record, write_json};
use crate::library::Article;
use crate::tag::{Codebook, Levels, Passage, Tagging};
use crate::text::{Document, Span};

/// What one text of the input is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Unit {
    /// An article, divided into blocks and sentences.
    #[default]
    Article,
    /// A single passage, taken whole.
    Passage,
}

#[derive(Deserialize)]
struct Text {
    #[serde(default)]
    id: Value,
    text: String,
}

#[derive(Serialize)]
struct Answer<'a> {
    id: &'a Value,
    passages: Vec<Record<'a>>,
}

#[derive(Serialize)]
struct Refusal {
    id: Value,
    line: usize,
    error: String,
}

/// Whole lines of the input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// How many lines came before.
    before: usize,
    bytes: Vec<u8>,
}

/// The lines of an input, as many at once as it has ready: who writes slowly is answered line by line.
#[derive(Debug)]
pub struct Batches<R> {
    input: R,
    /// Lines so far.
    lines: usize,
    /// The beginning of a line.
    rest: Vec<u8>,
}

impl<R: BufRead> Batches<R> {
    /// Of this input; no more come at once than its buffer holds, but for a line that is longer.
    pub fn of(input: R) -> Self {
        Self { input, lines: 0, rest: Vec::new() }
    }

    fn read(&mut self) -> io::Result<Option<Lines>> {
        loop {
            let ready = match self.input.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                ready => ready?,
            };
            let len = ready.len();
            let end = memchr::memrchr(b'\n', ready).map(|at| at + 1);
            let (lines, rest) = ready.split_at(end.unwrap_or_default());
            let mut bytes = Vec::new();
            if len == 0 || end.is_some() {
                bytes = std::mem::take(&mut self.rest);
                bytes.extend_from_slice(lines);
            }
            self.rest.extend_from_slice(rest);
            self.input.consume(len);
            if !bytes.is_empty() {
                let before = self.lines;
                self.lines += memchr::memchr_iter(b'\n', &bytes).count();
                return Ok(Some(Lines { before, bytes }));
            }
            if len == 0 {
                return Ok(None);
            }
        }
    }
}

impl<R: BufRead> Iterator for Batches<R> {
    type Item = io::Result<Lines>;

    fn next(&mut self) -> Option<io::Result<Lines>> {
        self.read().transpose()
    }
}

/// Who answers texts with their marks.
#[derive(Clone, Debug)]
pub struct Answering {
    tagging: Arc<Tagging>,
    codebook: Codebook,
    unit: Unit,
}

impl Answering {
    /// By a codebook; texts of that unit.
    pub fn by(codebook: Codebook, unit: Unit) -> Self {
        Self { tagging: Tagging::by(codebook.clone()), codebook, unit }
    }

    /// Who marks.
    pub fn tagging(&self) -> &Arc<Tagging> {
        &self.tagging
    }

    /// Answers each of some lines; gives how many could not be read.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn answer(&self, lines: &Lines, out: &mut impl Write) -> io::Result<usize> {
        let mut refused = 0;
        let numbered = lines.bytes.split(|byte| *byte == b'\n').zip(lines.before + 1..);
        for (line, number) in numbered {
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let answered = match serde_json::from_slice::<Text>(line) {
                Ok(text) => self.text(&text, out)?,
                Err(error) => Err(format!("needs an object with a text: {error}")),
            };
            if let Err(error) = answered {
                refused += 1;
                let value = serde_json::from_slice::<Value>(line).ok();
                let id = value.and_then(|value| value.get("id").cloned()).unwrap_or_default();
                write_json(&Refusal { id, line: number, error }, out)?;
            }
        }
        Ok(refused)
    }

    /// Answers a text; says what is wrong where it cannot be marked. A fault of the program in one text
    /// is no reason to leave the others.
    fn text(&self, text: &Text, out: &mut impl Write) -> io::Result<Result<(), String>> {
        let mut line = Vec::new();
        match catch_unwind(AssertUnwindSafe(|| self.mark(text, &mut line))) {
            Ok(written) => written.and_then(|()| out.write_all(&line)).map(Ok),
            Err(_) => Ok(Err("could not be marked for a fault in perusal".to_owned())),
        }
    }

    fn mark(&self, Text { id, text }: &Text, out: &mut impl Write) -> io::Result<()> {
        let (tagger, levels) = (self.tagging.tagger(), Levels::default());
        match self.unit {
            Unit::Passage => {
                let passage = tagger.mark(text, Span::new(0, text.len()), levels);
                self.write(id, text, &[passage], out)
            }
            Unit::Article => {
                let document = Document::read(text.as_bytes());
                let passages = tagger.passages(&document, levels).passages;
                self.write(id, &document.text, &passages, out)
            }
        }
    }

    /// Answers an article, by where it came from.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn article(&self, article: &Article, out: &mut impl Write) -> io::Result<()> {
        let id = Value::String(article.place.clone());
        let text = &article.document.text;
        if article.marked {
            return self.write(&id, text, &article.passages, out);
        }
        let passages = self.tagging.tagger().passages(&article.document, Levels::default());
        self.write(&id, text, &passages.passages, out)
    }

    fn write(
        &self,
        id: &Value,
        text: &str,
        passages: &[Passage],
        out: &mut impl Write,
    ) -> io::Result<()> {
        let mut counted = Characters::of(text);
        let record = |passage: &Passage| {
            let cues = self.tagging.tagger().cues(text, passage);
            Record::of(&mut counted, passage, &cues, &self.codebook)
        };
        write_json(&Answer { id, passages: passages.iter().map(record).collect() }, out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tagged(input: &str, unit: Unit) -> (usize, Vec<Value>) {
        let mut out = Vec::new();
        let answering = Answering::by(Codebook::default(), unit);
        let mut refused = 0;
        for lines in Batches::of(input.as_bytes()) {
            refused += answering.answer(&lines.expect("memory"), &mut out).expect("memory");
        }
        let lines = String::from_utf8(out).expect("UTF-8");
        (refused, lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect())
    }

    #[test]
    fn every_line_is_answered_in_order() {
        let input =
            "{\"id\":1,\"text\":\"43% of jobs.\"}\n\nnonsense\n{\"id\":\"b\",\"text\":\"\"}\n";
        let (refused, lines) = tagged(input, Unit::Passage);
        assert_eq!(refused, 1);
        assert_eq!(lines[0]["id"], 1);
        assert_eq!(lines[0]["passages"][0]["kinds"][0], "statistic");
        assert_eq!(lines[1]["line"], 3);
        assert_eq!(lines[2]["passages"][0]["kinds"], Value::Array(Vec::new()));
    }

    #[test]
    fn offsets_count_code_points() {
        let (_, lines) = tagged("{\"id\":1,\"text\":\"Überall é. Then 43% left.\"}", Unit::Article);
        let text: Vec<char> = "Überall é. Then 43% left.".chars().collect();
        for passage in lines[0]["passages"].as_array().expect("a list") {
            let at = |key: &str| passage[key].as_u64().expect("a number") as usize;
            let words: String = text[at("start_char")..at("end_char")].iter().collect();
            assert_eq!(passage["text"], words);
        }
    }

    #[test]
    fn lines_are_whole_and_numbered_however_they_come() {
        let input = "one\n\nthree is long\nfour\nfive";
        for room in 1..40 {
            let read = io::BufReader::with_capacity(room, input.as_bytes());
            let all: Vec<Lines> = Batches::of(read).map(|lines| lines.expect("memory")).collect();
            let bytes: Vec<u8> = all.iter().flat_map(|lines| lines.bytes.clone()).collect();
            assert_eq!(String::from_utf8(bytes).expect("UTF-8"), input, "{room}");
            let mut before = 0;
            for (nth, lines) in all.iter().enumerate() {
                assert_eq!(lines.before, before, "{room}");
                before += String::from_utf8_lossy(&lines.bytes).matches('\n').count();
                assert!(lines.bytes.ends_with(b"\n") || nth + 1 == all.len(), "{room}: {lines:?}");
            }
        }
    }
}
