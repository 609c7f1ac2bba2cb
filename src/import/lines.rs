//! Perusal's own JSON Lines: what a person decided about passages, put on articles that the library has. What
//! was only suggested stays away: whoever reads has a tagger of their own.

use serde::Deserialize;

use super::{Bundle, Stretch};
use crate::format::Refusal;
use crate::library::brought::joined;
use crate::tag::Verdict;
use crate::text::shown::counted;

#[derive(Deserialize)]
struct Row {
    article: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    article_starred: bool,
    #[serde(default)]
    article_memo: String,
    start_char: usize,
    end_char: usize,
    text: String,
    #[serde(default)]
    prefix: String,
    #[serde(default)]
    suffix: String,
    #[serde(default)]
    kinds: Vec<String>,
    #[serde(default)]
    kind_origins: Vec<String>,
    #[serde(default)]
    themes: Vec<String>,
    #[serde(default)]
    theme_origins: Vec<String>,
    #[serde(default)]
    starred: bool,
    #[serde(default)]
    memo: String,
    /// Only a row of statistics has one.
    figure: Option<String>,
}

/// Whether a file begins as one of these does.
pub(super) fn are_rows(bytes: &[u8]) -> bool {
    let first = bytes.split(|byte| *byte == b'\n').find(|line| !line.trim_ascii().is_empty());
    first.is_some_and(|line| serde_json::from_slice::<Row>(line).is_ok())
}

/// Reads all rows.
pub(super) fn read(bytes: &[u8]) -> Result<Bundle, Refusal> {
    let mut bundle = Bundle::default();
    let mut suggested = 0;
    for (nth, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        if line.trim_ascii().is_empty() {
            continue;
        }
        let row: Row = serde_json::from_slice(line)
            .map_err(|why| Refusal::new(format!("is broken in line {}: {why}", nth + 1)))?;
        if row.figure.is_some() {
            let why = "has statistics as rows: export passages to bring them back";
            return Err(Refusal::new(why));
        }
        suggested += take(row, &mut bundle);
    }
    if suggested > 0 {
        let marks = counted(suggested, "mark", "marks");
        bundle.told.push(format!("{marks} that were only suggested: a library makes its own"));
    }
    Ok(bundle)
}

/// Takes a row in; gives how many of its marks were only suggested.
fn take(row: Row, bundle: &mut Bundle) -> usize {
    let mut suggested = 0;
    let mut marks = Vec::new();
    let kinds = row.kinds.iter().zip(&row.kind_origins);
    for (name, origin) in kinds.chain(row.themes.iter().zip(&row.theme_origins)) {
        let verdict = match origin.as_str() {
            "made" => Verdict::Made,
            "confirmed" => Verdict::Confirmed,
            _ => {
                suggested += 1;
                continue;
            }
        };
        marks.push((bundle.code(name), verdict));
    }
    let text = bundle.text(&row.article, &[&row.article]);
    text.title = if row.title.is_empty() { row.article } else { row.title };
    text.starred |= row.article_starred;
    text.memo = joined(&text.memo, &row.article_memo);
    let stretch = Stretch {
        start: Some(row.start_char),
        end: Some(row.end_char),
        words: row.text,
        prefix: row.prefix,
        suffix: row.suffix,
        marks,
        starred: row.starred,
        memo: row.memo,
        anchor: None,
    };
    if !stretch.is_empty() {
        text.stretches.push(stretch);
    }
    suggested
}
