//! What was found in a library as text, CSV or JSON. Finds nothing itself.

use std::io::{self, Write};

use serde::Serialize;

use super::{Format, Ink};
use crate::export::{cause, write_json};
use crate::library::search::{Finding, Findings, Snippet};
use crate::text::Span;
use crate::text::shown::{counted, safe};

/// Writes what was found, the best first.
///
/// # Errors
/// Those of the writer.
pub fn search(
    findings: &Findings,
    format: Format,
    ink: &Ink,
    out: &mut impl Write,
) -> io::Result<()> {
    match format {
        Format::Text => as_text(findings, ink, out),
        Format::Json => as_json(findings, out),
        Format::Csv => as_csv(findings, out),
    }
}

fn as_text(findings: &Findings, ink: &Ink, out: &mut impl Write) -> io::Result<()> {
    for found in &findings.shown {
        let place = format!("({})", safe(&found.place));
        writeln!(out, "{} {}", ink.strong(&safe(&found.title)), ink.dim(&place))?;
        writeln!(out, "  {}", snippet(&found.snippet, ink))?;
    }
    let articles = counted(findings.articles, "article", "articles");
    let hits = counted(usize::try_from(findings.hits).unwrap_or(usize::MAX), "place", "places");
    let shown = findings.shown.len();
    let rest =
        if shown < findings.articles { format!(", the best {shown} shown") } else { String::new() };
    writeln!(out, "{articles}, {hits}{rest}")
}

/// Its words, those that were sought as such.
fn snippet(snippet: &Snippet, ink: &Ink) -> String {
    let mut at = 0;
    let mut words = String::new();
    for found in &snippet.words {
        words += &safe(Span { start: at, end: found.start }.of(&snippet.text));
        words += &ink.found(&safe(found.of(&snippet.text)));
        at = found.end;
    }
    words + &safe(Span { start: at, end: snippet.text.len() as u32 }.of(&snippet.text))
}

/// An article that was found, as one JSON line. Offsets count Unicode code points.
#[derive(Serialize)]
struct Line<'a> {
    article: &'a str,
    title: &'a str,
    score: f64,
    /// The best place in the article's text.
    start_char: usize,
    end_char: usize,
    snippet: &'a str,
    /// What was sought, in the snippet.
    words: Vec<Stretch>,
}

#[derive(Serialize)]
struct Stretch {
    start_char: usize,
    end_char: usize,
}

fn line(found: &Finding) -> Line<'_> {
    let snippet = &found.snippet;
    let before = |end: u32| {
        let before = Span { start: 0, end };
        before.of(&snippet.text).chars().count()
    };
    let stretch =
        |word: &Span| Stretch { start_char: before(word.start), end_char: before(word.end) };
    Line {
        article: &found.place,
        title: &found.title,
        score: found.score,
        start_char: found.characters.0,
        end_char: found.characters.1,
        snippet: &snippet.text,
        words: snippet.words.iter().map(stretch).collect(),
    }
}

fn as_json(findings: &Findings, out: &mut impl Write) -> io::Result<()> {
    findings.shown.iter().try_for_each(|found| write_json(&line(found), out))
}

fn as_csv(findings: &Findings, out: &mut impl Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    let heading = ["article", "title", "score", "start_char", "end_char", "snippet"];
    csv.write_record(heading).map_err(cause)?;
    for found in &findings.shown {
        let Line { score, start_char, end_char, .. } = line(found);
        let row = csv.write_record([
            &*safe(&found.place),
            &*safe(&found.title),
            &score.to_string(),
            &start_char.to_string(),
            &end_char.to_string(),
            &*safe(&found.snippet.text),
        ]);
        row.map_err(cause)?;
    }
    csv.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::search::Place;

    fn written(format: Format) -> String {
        let snippet = Snippet {
            text: "…caf\u{e9} \u{1b}[2J nurses".into(),
            words: vec![Span::new(14, 20)],
        };
        let found = Finding {
            name: "a".into(),
            place: "a.txt".into(),
            title: "A, B".into(),
            score: 1.5,
            best: Place::default(),
            characters: (7, 13),
            snippet,
        };
        let findings = Findings { articles: 3, hits: 1, shown: vec![found], due: 0 };
        let mut out = Vec::new();
        search(&findings, format, &Ink::default(), &mut out).expect("written");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn findings_are_written_in_each_format() {
        let text = written(Format::Text);
        assert!(text.starts_with("A, B (a.txt)\n  …café "), "{text}");
        assert!(text.ends_with(" nurses\n3 articles, 1 place, the best 1 shown\n"), "{text}");
        assert!(!text.contains('\u{1b}'));
        let csv = written(Format::Csv);
        let mut lines = csv.lines();
        assert_eq!(lines.next(), Some("article,title,score,start_char,end_char,snippet"));
        assert!(
            lines.next().is_some_and(|line| line.starts_with("a.txt,\"A, B\",1.5,7,13,…café "))
        );
        let json: serde_json::Value = serde_json::from_str(&written(Format::Json)).expect("JSON");
        assert_eq!(json["words"][0], serde_json::json!({"start_char": 11, "end_char": 17}));
        assert_eq!((&json["article"], &json["start_char"]), (&"a.txt".into(), &7.into()));
    }
}
