//! Lines of a page, and how lines become running words: spaces where there is room, hyphens at the
//! ends taken away where they only broke a word.

use std::collections::HashSet;

use super::extract::Run;

/// Words on one line of one column.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    /// Left and right end, in points.
    pub(super) x: (f32, f32),
    /// In points from the bottom.
    pub(super) y: f32,
    /// The size in which most of it is set, in points.
    pub(super) size: f32,
    /// Whether all of it is bold.
    pub(super) bold: bool,
    /// Whether wide gaps part it, as they part the cells of a table.
    pub(super) is_row: bool,
    /// Whether the file says that it belongs to the page, not to the text.
    pub(super) is_margin: bool,
    /// From 0.
    pub(super) page: usize,
    /// Left and right end of its column, in points.
    pub(super) column: (f32, f32),
}

/// A gap wider than this part of the size is a space.
const SPACE: f32 = 0.16;

/// A gap wider than this part of the size parts two cells of a table.
const CELL: f32 = 2.0;

impl Line {
    /// The line that runs make which stand on it from left to right.
    pub(super) fn of(runs: &[Run]) -> Self {
        let main = runs.iter().max_by_key(|run| run.text.trim().len());
        let mut text = String::new();
        let mut is_row = false;
        let (mut end, mut size) = (f32::NEG_INFINITY, 0.0);
        for run in runs {
            let apart = run.x.0 - end > run.size.max(size) * SPACE;
            if apart && !text.is_empty() && !text.ends_with(' ') && !run.text.starts_with(' ') {
                text.push(' ');
            }
            if run.x.0 - end > run.size * CELL && !is_sign(text.trim()) {
                text.push_str("| ");
                is_row = true;
            }
            if main.is_some_and(|main| calls_note(run, main)) && follows_word(&text) {
                text.push_str(&format!("[{}]", run.text.trim()));
            } else {
                text.push_str(&run.text);
            }
            (end, size) = (run.x.1, run.size);
        }
        let words = || runs.iter().filter(|run| run.text.chars().any(char::is_alphanumeric));
        let left = runs.iter().map(|run| run.x.0).fold(f32::INFINITY, f32::min);
        Self {
            text: text.split_whitespace().collect::<Vec<_>>().join(" "),
            x: (left, runs.iter().map(|run| run.x.1).fold(left, f32::max)),
            y: main.map_or(0.0, |run| run.y),
            size: main.map_or(0.0, |run| run.size),
            bold: words().count() > 0 && words().all(|run| run.bold),
            is_row,
            is_margin: !runs.is_empty() && runs.iter().all(|run| run.is_margin),
            page: 0,
            column: (0.0, 0.0),
        }
    }
}

/// Whether words are a sign that stands apart from what it opens: nothing, a bullet, "3.", "2.1".
fn is_sign(words: &str) -> bool {
    let number = words.contains(['.', ')']) && !words.contains(char::is_alphabetic);
    words.len() <= 8 && (number || !words.contains(char::is_alphanumeric))
}

/// Whether a run is the raised number that calls a note.
fn calls_note(run: &Run, main: &Run) -> bool {
    let raised = run.y - main.y > main.size * 0.15 && run.size < main.size * 0.85;
    raised && run.text.trim().bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether words end so that a raised number behind them is no power and no unit.
fn follows_word(words: &str) -> bool {
    let last = words.rsplit(' ').next().unwrap_or_default();
    last.ends_with(['.', ',', ';', ':', '!', '?', '”', '"', ')']) || last.chars().count() > 3
}

/// Words as they stand in a document, to tell a broken word from one with a hyphen of its own.
#[derive(Debug, Default)]
pub(super) struct Vocabulary(HashSet<String>);

impl Vocabulary {
    pub(super) fn of(lines: &[Line]) -> Self {
        let words = lines.iter().flat_map(|line| {
            // The last word of a line may be broken itself.
            let words = line.text.rsplit_once(' ').map_or("", |(words, _)| words);
            words.split(' ').map(|word| word.trim_matches(|char: char| !char.is_alphanumeric()))
        });
        Self(words.map(str::to_lowercase).collect())
    }

    /// Whether the hyphen between two halves belongs to the word: the document has it so elsewhere, or
    /// the first half is one that hardly ever goes without, and does not have the word without.
    fn keeps_hyphen(&self, head: &str, tail: &str) -> bool {
        let (head, tail) = (head.to_lowercase(), tail.to_lowercase());
        let compounds = ["half", "self", "well"].contains(&head.as_str());
        // "wellness", "selfish", "halfway".
        let compounds = compounds && tail.chars().count() > 3 && tail != "ness";
        !self.0.contains(&format!("{head}{tail}"))
            && (compounds || self.0.contains(&format!("{head}-{tail}")))
    }
}

/// Appends a line to the words before it.
pub(super) fn append(words: &mut String, line: &str, vocabulary: &Vocabulary) {
    let first = line.chars().next();
    let lower = first.is_some_and(char::is_lowercase);
    if let Some(head) = words.strip_suffix('\u{ad}') {
        words.truncate(head.len());
    } else if let Some(head) = words.strip_suffix(['-', '\u{2010}'])
        && head.ends_with(char::is_alphabetic)
    {
        let is_word = |char: &char| char.is_alphanumeric();
        let front: String = head.chars().rev().take_while(is_word).collect();
        let front: String = front.chars().rev().collect();
        let back: String = line.chars().take_while(is_word).collect();
        if lower && !vocabulary.keeps_hyphen(&front, &back) {
            words.truncate(head.len());
        }
    } else if !words.is_empty() && !words.ends_with('/') {
        let dense = words.chars().next_back().is_some_and(is_dense) && first.is_some_and(is_dense);
        if !dense {
            words.push(' ');
        }
    }
    words.push_str(line);
}

/// Whether a character is of a script without spaces.
fn is_dense(char: char) -> bool {
    matches!(char, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

/// Several lines as running words.
pub(super) fn joined(lines: &[Line]) -> String {
    let mut words = String::new();
    for line in lines {
        append(&mut words, &line.text, &Vocabulary::default());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, x: f32, end: f32) -> Run {
        Run { text: text.into(), x: (x, end), size: 10.0, ..Run::default() }
    }

    #[test]
    fn spaces_stand_where_there_is_room() {
        let line =
            Line::of(&[run("Nurs", 0.0, 20.0), run("es", 20.5, 30.0), run("fear", 34.0, 50.0)]);
        assert_eq!((line.text.as_str(), line.x), ("Nurses fear", (0.0, 50.0)));
    }

    #[test]
    fn wide_gaps_part_cells_and_raised_numbers_call_notes() {
        let row = Line::of(&[run("Year", 0.0, 20.0), run("Posts", 80.0, 99.0)]);
        assert_eq!((row.text.as_str(), row.is_row), ("Year | Posts", true));
        let item = Line::of(&[run("1.", 0.0, 8.0), run("one", 40.0, 55.0)]);
        assert_eq!((item.text.as_str(), item.is_row), ("1. one", false));
        let raised = |x| Run { y: 4.0, size: 6.0, ..run("2", x, x + 3.0) };
        assert_eq!(
            Line::of(&[run("who decides.", 0.0, 50.0), raised(50.0)]).text,
            "who decides.[2]"
        );
        assert_eq!(Line::of(&[run("nine km", 0.0, 50.0), raised(50.0)]).text, "nine km2");
    }

    #[test]
    fn broken_words_are_joined_and_real_hyphens_kept() {
        let line = |text: &str| Line { text: text.into(), ..Line::default() };
        let vocabulary = Vocabulary::of(&[line("a cross-border deal, and more")]);
        for (before, behind, expected) in [
            ("auto-", "mation", "automation"),
            ("a cross-", "border deal", "a cross-border deal"),
            ("a well-", "known man", "a well-known man"),
            ("a self-", "service till", "a self-service till"),
            ("for well-", "ness", "for wellness"),
            ("Anglo-", "Saxon", "Anglo-Saxon"),
            ("COVID-", "19", "COVID-19"),
            ("auto\u{ad}", "mation", "automation"),
            ("and", "so on", "and so on"),
            ("costs -", "a lot", "costs - a lot"),
            ("https://example.org/", "page", "https://example.org/page"),
            ("他们", "来了", "他们来了"),
        ] {
            let mut words = before.to_owned();
            append(&mut words, behind, &vocabulary);
            assert_eq!(words, expected);
        }
    }
}
