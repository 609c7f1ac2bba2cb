//! What stands before a line: bullets, numbers, quotation and dialogue signs, and what scraping
//! left of them. Leaves it to `block` whether a numbered line is a heading.

use super::{date, phrase};

/// A sign at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// A bullet.
    Bullet,
    /// Question marks where a bullet or an emoji got lost.
    Lost,
    /// A number or letter, as its value.
    Number(u32),
    /// `#` of Markdown.
    Hash,
    /// `>` of e-mail and Markdown.
    Quote,
    /// "Q:".
    Question,
    /// "A:".
    Answer,
}

/// The sign that `line`, which has no white space at its start, begins with, and the bytes up to
/// its first word.
pub(super) fn sign(line: &str) -> Option<(Sign, usize)> {
    let first = *line.as_bytes().first()?;
    let found = match first {
        b'0'..=b'9' => number(line),
        b'(' => enclosed(line),
        b'?' => lost(line),
        b'#' => hash(line),
        b'>' => Some((Sign::Quote, line.len() - line.trim_start_matches(['>', ' ']).len())),
        b'-' | b'*' | b'+' | 0xc2.. => bullet(line),
        b'Q' | b'q' | b'A' | b'F' => dialogue(line).or_else(|| letter(line)),
        b'a'..=b'z' => letter(line),
        _ => None,
    };
    found.map(|(sign, len)| (sign, len + space(line, len)))
}

/// Bytes of white space in `line` from `at` on.
fn space(line: &str, at: usize) -> usize {
    let rest = phrase::after(line, at);
    rest.len() - rest.trim_start().len()
}

/// Whether white space and then a word follow at `at`.
fn spaced(line: &str, at: usize) -> bool {
    let rest = phrase::after(line, at);
    rest.starts_with([' ', '\t', '\u{a0}', '\u{3000}']) && !rest.trim_start().is_empty()
}

fn number(line: &str) -> Option<(Sign, usize)> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let value = phrase::clip(line, digits).parse().ok().filter(|_| digits <= 3)?;
    let rest = phrase::after(line, digits);
    let stop = rest.chars().next().filter(|char| ".)、．:".contains(*char))?;
    let len = digits + stop.len_utf8();
    let tight = matches!(stop, '、' | '．');
    if stop == ':' || !(tight || spaced(line, len)) {
        return None;
    }
    let word = phrase::after(line, len).trim_start();
    (!(stop == '.' && date::opens_with_month(word))).then_some((Sign::Number(value), len))
}

/// "(1)", "(a)", "(iv)".
fn enclosed(line: &str) -> Option<(Sign, usize)> {
    let inner = phrase::after(line, 1);
    let len = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let value = ordinal(phrase::clip(inner, len))?;
    (inner.as_bytes().get(len) == Some(&b')') && spaced(line, len + 2))
        .then_some((Sign::Number(value), len + 2))
}

/// "a)", "iv)".
fn letter(line: &str) -> Option<(Sign, usize)> {
    let len = line.bytes().take(5).take_while(u8::is_ascii_lowercase).count();
    let closed = line.as_bytes().get(len) == Some(&b')') && spaced(line, len + 1);
    let value = ordinal(phrase::clip(line, len)).filter(|_| closed)?;
    Some((Sign::Number(value), len + 1))
}

/// The value of "12", "c" or "iv".
fn ordinal(label: &str) -> Option<u32> {
    const ROMAN: [&str; 8] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii"];
    let roman = || ROMAN.iter().position(|roman| *roman == label).map(|at| at as u32 + 1);
    match label.as_bytes() {
        [b'0'..=b'9', ..] if label.len() <= 3 => label.parse().ok(),
        [b'i' | b'v'] => roman(),
        [letter @ b'a'..=b'z'] => Some(u32::from(letter - b'a') + 1),
        _ => roman(),
    }
}

/// "? " or "?? " before a statement; a question mark before a question may be meant.
fn lost(line: &str) -> Option<(Sign, usize)> {
    let marks = line.len() - line.trim_start_matches('?').len();
    let rest = phrase::after(line, marks);
    let word = rest.trim_start();
    let states = word.starts_with(char::is_alphanumeric) && !word.trim_end().ends_with('?');
    let bullet = spaced(line, marks) || marks >= 2;
    (marks <= 4 && states && bullet).then_some((Sign::Lost, marks))
}

fn hash(line: &str) -> Option<(Sign, usize)> {
    let marks = line.bytes().take_while(|byte| *byte == b'#').count();
    (marks <= 6 && spaced(line, marks)).then_some((Sign::Hash, marks))
}

fn bullet(line: &str) -> Option<(Sign, usize)> {
    const TIGHT: &str = "•▪‣◦●○■□►▶➤➢✓✔★☆❖◆\u{f0b7}\u{f0a7}\u{fffd}";
    const SPACED: &str = "-*+–·→";
    let first = line.chars().next()?;
    let len = first.len_utf8();
    let word = !phrase::after(line, len).trim().is_empty();
    (word && (TIGHT.contains(first) || (SPACED.contains(first) && spaced(line, len))))
        .then_some((Sign::Bullet, len))
}

fn dialogue(line: &str) -> Option<(Sign, usize)> {
    let (head, _) = line.split_once(':').filter(|(head, _)| head.len() <= 8)?;
    let sign = match head {
        "Q" | "q" | "F" | "Question" => Sign::Question,
        "A" | "Answer" => Sign::Answer,
        _ => return None,
    };
    spaced(line, head.len() + 1).then_some((sign, head.len() + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<(Sign, &str)>) {
        let found = sign(line).map(|(sign, len)| (sign, phrase::after(line, len)));
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn finds_bullets_and_numbers() {
        check("- milk", Some((Sign::Bullet, "milk")));
        check("•milk", Some((Sign::Bullet, "milk")));
        check("– milk", Some((Sign::Bullet, "milk")));
        check("-5 degrees", None);
        check("1. Milk", Some((Sign::Number(1), "Milk")));
        check("12) Milk", Some((Sign::Number(12), "Milk")));
        check("(a) Milk", Some((Sign::Number(1), "Milk")));
        check("iv) Milk", Some((Sign::Number(4), "Milk")));
        check("1.5 million", None);
        check("2024. Then", None);
        check("3. Mai 2024", None);
        check("1、牛奶", Some((Sign::Number(1), "牛奶")));
    }

    #[test]
    fn finds_what_scraping_left() {
        check("? Automating Tasks: it does.", Some((Sign::Lost, "Automating Tasks: it does.")));
        check("?? Chris, go on!", Some((Sign::Lost, "Chris, go on!")));
        check("? what", Some((Sign::Lost, "what")));
        check("? really?", None);
        check("?huh", None);
        check("???", None);
    }

    #[test]
    fn finds_quotes_headings_and_dialogue() {
        check("> > so", Some((Sign::Quote, "so")));
        check("## Part", Some((Sign::Hash, "Part")));
        check("#tag", None);
        check("Q: Why?", Some((Sign::Question, "Why?")));
        check("A: So.", Some((Sign::Answer, "So.")));
        check("A day", None);
    }
}
