//! Lines on their way to a terminal, broken between words at a width that is read with ease. Looks (escape
//! sequences of [`super::ink`]) end with a line and go on in the next, so that a pager may begin anywhere.

use std::io::Write;

use textwrap::Options;

use super::by_line::ByLine;

/// Writes lines of at most so many columns.
pub fn wrapped<W: Write>(out: W, columns: usize) -> Wrapped<W> {
    let columns = columns.max(8);
    ByLine::new(out, Box::new(move |line| broken(line, columns)))
}

/// What [`wrapped()`] gives.
pub type Wrapped<W> = ByLine<W, Box<dyn Fn(&str) -> String>>;

/// A line as lines of at most so many columns, each further one set in below the words of the first.
fn broken(line: &str, columns: usize) -> String {
    if textwrap::core::display_width(line) <= columns {
        return line.to_owned();
    }
    if is_rule(line) {
        return line.chars().take(columns).collect();
    }
    let indent = " ".repeat(hanging(line).min(columns / 2));
    let options = Options::new(columns).subsequent_indent(&indent);
    let mut open = String::new();
    let rows = textwrap::wrap(line, options).into_iter().enumerate().map(|(nth, row)| {
        // What is set in has no look.
        let words = if nth == 0 { &*row } else { row.strip_prefix(&indent).unwrap_or(&row) };
        let set_in = if nth == 0 { "" } else { &indent };
        let begun = format!("{set_in}{open}{words}");
        open = left_open(&open, words);
        if open.is_empty() { begun } else { begun + RESET }
    });
    rows.collect::<Vec<_>>().join("\n")
}

const RESET: &str = "\x1b[0m";

/// The looks that are on behind some words, where `before` were on before them.
fn left_open(before: &str, words: &str) -> String {
    let mut open = before.to_owned();
    for sequence in words.split("\x1b[").skip(1) {
        match sequence.split_once('m') {
            Some(("" | "0", _)) => open.clear(),
            Some((look, _)) => open += &format!("\x1b[{look}m"),
            None => {}
        }
    }
    open
}

/// A line under a heading.
fn is_rule(line: &str) -> bool {
    line.chars().all(|c| c == '=') || line.chars().all(|c| c == '-')
}

/// How far the words of a line begin behind its start: behind blanks and the mark of a list; what is set in as a
/// whole goes on two columns deeper, so that the next such line is told from it.
fn hanging(line: &str) -> usize {
    let words = line.trim_start_matches(' ');
    let blanks = line.len() - words.len();
    let mark = words.split(' ').next().unwrap_or_default();
    let digits = mark.strip_suffix('.').unwrap_or_default();
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_number || matches!(mark, "-" | ">") {
        return blanks + mark.len() + 1;
    }
    if blanks > 0 { blanks + 2 } else { 0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str, columns: usize) -> String {
        let mut out = wrapped(Vec::new(), columns);
        // A line, and a character, may come in pieces.
        for piece in text.as_bytes().chunks(3) {
            out.write_all(piece).expect("memory");
        }
        String::from_utf8(out.finish().expect("memory")).expect("UTF-8")
    }

    #[test]
    fn lines_are_broken_between_words_and_set_in() {
        let text =
            "one two three\n- one two three\n  one two three\n10. one two\n==========\n\nend";
        let expected = "one two\nthree\n- one two\n  three\n  one two\n    three\n10. one\n    two\n=========\n\nend\n";
        assert_eq!(shown(text, 9), expected);
    }

    #[test]
    fn a_look_ends_with_the_line_and_goes_on_in_the_next() {
        let text = "  a \x1b[1mbold\x1b[4m old\x1b[0m end here\n";
        let expected =
            "  a \x1b[1mbold\x1b[4m\x1b[0m\n    \x1b[1m\x1b[4mold\x1b[0m end\n    here\n";
        assert_eq!(shown(text, 11), expected);
    }

    /// Without escape sequences.
    fn bare(text: &str) -> String {
        let mut parts = text.split("\x1b[");
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |all, part| all + part.split_once('m').map_or("", |(_, words)| words))
    }

    proptest! {
        #[test]
        fn no_word_is_lost_and_no_line_too_long(
            words in prop::collection::vec("(\x1b\\[(1|3;4|0)m)?[a-zé要]{1,12}(\x1b\\[0m)?", 0..30),
            columns in 8..40_usize,
        ) {
            let line = words.join(" ");
            let shown = shown(&line, columns);
            for row in shown.lines() {
                prop_assert!(textwrap::core::display_width(row) <= columns, "{:?}", row);
                prop_assert!(left_open("", row).is_empty() || shown.lines().count() == 1);
            }
            let joined: String = bare(&shown).split_whitespace().collect();
            prop_assert_eq!(joined, bare(&line).replace(' ', ""));
        }
    }
}
