//! Numbers that name: versions, models, sections, notes, addresses, codes.
//! Each rule is one function, so that each can be argued about alone.

use super::date::{counts_small, measured, yearlike};
use super::glued_end;
use crate::tag::figure::context;
use crate::tag::figure::line::{Kind, Line, back};
use crate::tag::figure::number;
use crate::tag::figure::unit;
use crate::tag::figure::words::{LABELS, List, STOPS, STREETS};

/// "GPT-4", "COVID-19", "mid-1990s", "A4", "F-16s".
pub(super) fn part_of_name(line: &Line<'_>, i: usize) -> Option<usize> {
    let before = back(i, 1);
    let word = |at: usize| line.kind(at) == Some(Kind::Word);
    if unit::currency_before(line, i).is_some() {
        return None;
    }
    let direct = line.glued(i) && word(before);
    let hyphen = line.joins(before)
        && line.mark(before, "-‐‑–")
        && word(back(i, 2))
        && !number_word(line, back(i, 2));
    let capital = line.capital(back(i, 2)) || line.mark(before, "-‐‑");
    (direct || (hyphen && capital)).then(|| glued_end(line, i + 1))
}

fn number_word(line: &Line<'_>, i: usize) -> bool {
    number::read(line, i, false).is_some()
}

/// "#5", "§3", "@2", "example.org/2020", "10x.example.org", "arXiv:2201", "501(c)", "3(A)2".
pub(super) fn part_of_path(line: &Line<'_>, i: usize) -> Option<usize> {
    let before = back(i, 1);
    let sign = line.glued(i) && line.mark(before, "@_\\&?§)") || line.mark(before, "#");
    let word = line.kind(back(i, 2)) == Some(Kind::Word);
    let slash = line.glued(i) && line.mark(before, "/.") && line.glued(before) && word;
    let bracket = line.mark(i + 1, "(") && line.glued(i + 1) && line.glued(i + 2);
    let opens = bracket && line.word(i + 2).len() <= 2;
    let host = line.mark(i + 2, ".") && (1..=3).all(|n| line.glued(i + n)) && line.small(i + 3);
    let key = line.glued(i) && line.mark(before, ":") && line.glued(before) && word;
    let key = key && !measured(line, i);
    (sign || slash || opens || host || key).then(|| glued_end(line, i + 1))
}

/// "0800 555 0199": digits in groups; "1" in quotation marks.
pub(super) fn spaced_out(line: &Line<'_>, i: usize) -> Option<usize> {
    let quoted = line.mark(back(i, 1), "\"“'‘") && line.mark(i + 1, "\"”'’");
    if quoted {
        return Some(i + 1);
    }
    let groups = (0..6).take_while(|n| line.kind(i + n) == Some(Kind::Number)).count();
    let zero =
        line.word(i).starts_with('0') && line.word(i).len() > 1 && !line.word(i).contains('.');
    (groups > 2 || (groups == 2 && zero)).then_some(i + groups)
}

/// "2024-05-01", "978-0-13-110362-8", "555-1234", "2019-20".
pub(super) fn chain(line: &Line<'_>, i: usize) -> Option<usize> {
    let mut end = i + 1;
    while line.joins(end) && line.kind(end + 1) == Some(Kind::Number) {
        end += 2;
    }
    let links = (end - i) / 2;
    let (first, second) = (line.word(i), line.word(i + 2));
    let phone = links == 1 && first.len() == 3 && second.len() == 4 && !second.contains(',');
    let bracket = links == 1 && line.mark(back(i, 1), ")") && second.len() == 4;
    let years = links == 1
        && yearlike(first)
        && (second.len() == 2 || yearlike(second))
        && unit::after(line, &number::read(line, i + 2, false)?).is_none();
    (links > 1 || phone || bracket || years).then(|| glued_end(line, end))
}

/// "section 4", "Figures 3 and 4", "No. 5", "Windows 11" by the word before.
pub(super) fn label(line: &Line<'_>, i: usize) -> Option<usize> {
    let dot =
        usize::from(line.mark(back(i, 1), ".") && !line.glued(i) || line.mark(back(i, 1), "#:"));
    let bracket = usize::from(line.mark(back(i, 1), "("));
    let before = back(i, 1 + dot + bracket);
    if !line.among(before, &LABELS) || line.word(i).contains(',') {
        return None;
    }
    let sure = line.capital(before)
        || ["article", "chapter", "section"].iter().any(|word| line.is(before, word))
        || !counts_small(line, i + 1);
    let measured = || {
        let number = number::read(line, i, false);
        number.is_some_and(|n| n.scaled || unit::after(line, &n).is_some())
    };
    (sure && !measured()).then(|| rest_of_labels(line, i + 1))
}

/// "P.L. 115-336", "H.R. 3076": a law or a file behind initials; not "in the U.S. 40 people".
pub(super) fn initials(line: &Line<'_>, i: usize) -> Option<usize> {
    let initial = |n: usize| line.mark(back(i, n), ".") && line.word(back(i, n + 1)).len() == 1;
    let named = !line.glued(i) && initial(1) && initial(3) && line.capital(back(i, 2));
    let bare = named && !measured(line, i) && !counts_small(line, i + 1);
    bare.then(|| rest_of_labels(line, i + 1))
}

/// "and 4", "–775", ", 6", ", and 7" behind a first label.
fn rest_of_labels(line: &Line<'_>, end: usize) -> usize {
    let mut end = glued_end(line, end);
    for _ in 0..8 {
        let joined = line.mark(end, "-–—,&")
            || line.is(end, "and")
            || line.is(end, "or")
            || line.is(end, "to");
        let and = line.mark(end, ",") && (line.is(end + 1, "and") || line.is(end + 1, "or"));
        let at = end + 1 + usize::from(and);
        let number = line.kind(at) == Some(Kind::Number) && !context::plural(line, at + 1);
        if !joined || !number {
            break;
        }
        end = glued_end(line, at + 1);
    }
    end
}

/// `[12]`, `[3, 5-7]`, `(4)`.
pub(super) fn bracketed(line: &Line<'_>, i: usize) -> Option<usize> {
    let before = back(i, 1);
    if line.mark(before, "(") {
        let whole = !line.word(i).contains(['.', ',']);
        return (whole && line.mark(i + 1, ")")).then_some(i + 2);
    }
    let mut end = i;
    while line.kind(end) == Some(Kind::Number) || line.mark(end, ",-–—;") {
        end += 1;
        if end > i + 30 {
            return None;
        }
    }
    (line.mark(before, "[") && line.mark(end, "]")).then_some(end + 1)
}

/// "18F", "5G", "3D", "80s", "21st", "12th-century", "508-compliant".
pub(super) fn suffixed(line: &Line<'_>, i: usize) -> Option<usize> {
    let number = number::read(line, i, unit::currency_before(line, i).is_some())?;
    let at = number.end;
    if number.scaled {
        return None;
    }
    let letters = line.glued(at) && line.kind(at) == Some(Kind::Word);
    let one = line.word(at + 1).len() == 1 && line.kind(at + 1) == Some(Kind::Word);
    let dimension = line.joins(at) && one;
    let law = at + usize::from(line.joins(at));
    let law = ["compliance", "compliant", "conformance"].iter().any(|word| line.is(law, word));
    let is_name = (letters || dimension || law) && unit::after(line, &number).is_none();
    is_name.then(|| glued_end(line, at + 1))
}

/// "Boeing 737", "Apollo 11", "iPhone 15": a bare number behind a name.
pub(super) fn capital_name(line: &Line<'_>, i: usize) -> Option<usize> {
    let before = back(i, 1);
    let number = || number::read(line, i, false);
    let version = line.mark(before, ")") && line.word(i).contains('.');
    // Most numbers stand behind no name.
    if !name(line, before) && !version {
        return address(line, i).filter(|_| number().is_some());
    }
    let many = number()?.value > 12.into();
    let bare = !line.word(i).contains(',') && !measured(line, i);
    let counts = || counts_small(line, i + 1) && !camel(line.word(before));
    let bare_name = bare && !(many && counts());
    // "SP 800-53" is all name, "beat Arsenal 3-1" a score.
    let joined = line.joins(i + 1) && line.kind(i + 2) == Some(Kind::Number);
    let short = |i: usize| line.word(i).len() <= 2;
    match () {
        () if bare_name && joined && short(i) && short(i + 2) => None,
        () if bare_name => Some(if joined { glued_end(line, i + 1) } else { i + 1 }),
        () => address(line, i),
    }
}

/// Whether token `i` is part of a name and not the first word of a sentence that qualifies.
pub(super) fn name(line: &Line<'_>, i: usize) -> bool {
    let word = line.word(i);
    let upper = word.chars().any(char::is_uppercase) && line.kind(i) == Some(Kind::Word);
    let acronym = word.len() > 1 && !word.contains(char::is_lowercase);
    let prose = (line.among(i, &STOPS) && !acronym) || line.among(i, &SPEECH);
    upper && !prose && !(line.first(i) && word.ends_with("ly"))
}

/// "iPhone", "ThinkPad": a capital behind a small letter, as only names of products have it.
fn camel(word: &str) -> bool {
    let mut letters = word.chars().skip_while(|c| !c.is_lowercase());
    letters.any(char::is_uppercase)
}

/// Words that begin sentences and qualify the number behind them.
static SPEECH: List = List::new(&[
    "additional",
    "almost",
    "another",
    "barely",
    "even",
    "fewer",
    "just",
    "last",
    "nearly",
    "only",
    "other",
    "roughly",
    "some",
    "total",
]);

/// "10 Downing Street".
pub(super) fn address(line: &Line<'_>, i: usize) -> Option<usize> {
    (2..=4)
        .find(|n| line.capital(i + n) && line.among(i + n, &STREETS))
        .filter(|_| line.capital(i + 1))
        .map(|n| i + n + 1)
}

/// "1. First", "(2) Then", "3 Open the".
pub(super) fn list_number(line: &Line<'_>, i: usize) -> Option<usize> {
    let short = line.word(i).len() <= 2;
    let marked = line.mark(i + 1, ".):") && line.glued(i + 1);
    let capital = line.capital(i + 1) && !context::plural(line, i + 1) && !line.glued(i + 1);
    (line.first(i) && short && (marked || capital)).then_some(i + 1)
}

/// "day one", "Phase Two", "number one", "(Three Sinners": a name, or a label's number.
pub(super) fn spelled_label(line: &Line<'_>, i: usize) -> Option<usize> {
    let named =
        line.among(back(i, 1), &LABELS) && !context::plural(line, i + 1) && !line.joins(i + 1);
    let opens = line.first(i) || line.mark(back(i, 1), "\"“‘:.!?");
    let title = line.capital(i) && !opens && !measured(line, i);
    (named || title).then(|| number::read(line, i, false).map(|number| number.end)).flatten()
}
