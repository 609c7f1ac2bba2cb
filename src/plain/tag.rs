//! The filter for pipes: JSON Lines with texts in, JSON Lines with marks out, order kept. A bad
//! line is answered in its place and does not stop the run.

use std::io::{self, BufRead, Write};

use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::export::{Characters, Record, write_json};
use crate::tag::{Codebook, Levels, Passage, Tagger};
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

/// Answers each line of the input; gives how many could not be read.
///
/// # Errors
/// Those of reader and writer.
pub fn tag_lines(
    input: impl BufRead,
    unit: Unit,
    codebook: &Codebook,
    out: &mut impl Write,
) -> io::Result<usize> {
    let tagger = Tagger::new(codebook);
    let mut refused = 0;
    for (index, line) in input.split(b'\n').enumerate() {
        let line = line?;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        match serde_json::from_slice::<Text>(&line) {
            Ok(text) => answer(&text, unit, &tagger, codebook, out)?,
            Err(error) => {
                refused += 1;
                let id =
                    serde_json::from_slice::<Value>(&line).ok().and_then(|v| v.get("id").cloned());
                let error = format!("needs an object with a text: {error}");
                write_json(&Refusal { id: id.unwrap_or_default(), line: index + 1, error }, out)?;
            }
        }
    }
    Ok(refused)
}

fn answer(
    text: &Text,
    unit: Unit,
    tagger: &Tagger,
    codebook: &Codebook,
    out: &mut impl Write,
) -> io::Result<()> {
    let (id, levels) = (&text.id, Levels::default());
    match unit {
        Unit::Passage => {
            let passage = tagger.mark(&text.text, Span::new(0, text.text.len()), levels);
            let mut counted = Characters::of(&text.text);
            let cues = tagger.cues(&text.text, &passage);
            let passages = vec![Record::of(&mut counted, &passage, &cues, codebook)];
            write_json(&Answer { id, passages }, out)
        }
        Unit::Article => {
            let document = Document::read(text.text.as_bytes());
            let passages = tagger.passages(&document, levels).passages;
            let mut counted = Characters::of(&document.text);
            let record = |passage: &Passage| {
                let cues = tagger.cues(&document.text, passage);
                Record::of(&mut counted, passage, &cues, codebook)
            };
            write_json(&Answer { id, passages: passages.iter().map(record).collect() }, out)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tagged(input: &str, unit: Unit) -> (usize, Vec<Value>) {
        let mut out = Vec::new();
        let codebook = Codebook::default();
        let refused = tag_lines(input.as_bytes(), unit, &codebook, &mut out).expect("memory");
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
}
