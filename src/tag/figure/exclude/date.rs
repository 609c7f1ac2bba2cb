//! Dates, years and times of day, in digits and words.
//! Each rule is one function, so that each can be argued about alone.

use super::aside::STRUCK;
use super::glued_end;
use crate::tag::figure::context;
use crate::tag::figure::line::{Kind, Line, back};
use crate::tag::figure::number;
use crate::tag::figure::phrase;
use crate::tag::figure::unit;
use crate::tag::figure::words::{BACK, BEFORE_YEAR, MONTHS, STOPS, WEEKDAYS};

/// "the 80's".
pub(super) fn decade(line: &Line<'_>, i: usize) -> Option<usize> {
    let tens = line.word(i).ends_with('0') && matches!(line.word(i).len(), 2 | 4);
    let plural =
        line.mark(i + 1, "'’") && line.glued(i + 1) && line.is(i + 2, "s") && line.glued(i + 2);
    (tens && plural).then_some(i + 3)
}

/// "between 3 and 24 January", "from 5 to 7 May".
pub(super) fn days(line: &Line<'_>, i: usize) -> Option<usize> {
    let joined = line.is(i + 1, "and") || line.is(i + 1, "to") || line.mark(i + 1, "-–—");
    let day = |at: usize| line.word(at).parse::<u32>().is_ok_and(|day| (1..=31).contains(&day));
    (joined && day(i) && day(i + 2) && is_month(line, i + 3)).then(|| rest_of_date(line, i + 4))
}

/// Where numbers end that hang together by a sign, from the one at `i` on.
fn chain(line: &Line<'_>, i: usize, sign: &str) -> usize {
    let pair = |at: usize| {
        line.mark(at, sign)
            && line.glued(at)
            && line.glued(at + 1)
            && line.kind(at + 1) == Some(Kind::Number)
    };
    let mut end = i + 1;
    while pair(end) {
        end += 2;
    }
    end
}

/// "12/05/2024", "24/7", "9/11", "2019/20".
pub(super) fn slashes(line: &Line<'_>, i: usize) -> Option<usize> {
    let end = chain(line, i, "/");
    let rated = end == i + 3 && phrase::rated(line, i).is_some();
    (end > i + 1 && !rated).then(|| glued_end(line, end))
}

/// "10:30", "1:14:05".
pub(super) fn colons(line: &Line<'_>, i: usize) -> Option<usize> {
    let end = chain(line, i, ":");
    (end > i + 1).then(|| meridiem(line, end).unwrap_or(end))
}

pub(super) fn yearlike(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) && ("1000".."2101").contains(&word)
}

/// "5 pm", "10.30am", "9 o'clock", "1900 GMT", "from 3-4 p.m.".
pub(super) fn clock(line: &Line<'_>, i: usize) -> Option<usize> {
    let linked = line.mark(i + 1, "-–—") || line.is(i + 1, "to") || line.is(i + 1, "and");
    let range =
        (linked && line.kind(i + 2) == Some(Kind::Number)).then(|| meridiem(line, i + 3)).flatten();
    meridiem(line, i + 1).or(range)
}

fn meridiem(line: &Line<'_>, at: usize) -> Option<usize> {
    let half =
        (line.is(at, "a") || line.is(at, "p")) && line.mark(at + 1, ".") && line.is(at + 2, "m");
    let zone = ["GMT", "UTC", "BST", "CET", "EST", "EDT", "PST", "PDT", "UT", "ET", "PT"]
        .contains(&line.word(at));
    let whole = ["am", "pm", "o'clock", "o’clock"].iter().any(|word| line.is(at, word))
        && !line.is(at, "AM ");
    if half { Some(at + 3) } else { (whole || zone).then_some(at + 1) }
}

/// "May 5", "5 May 2020", "March 11-13, 2020", "June 2019", "Friday 13".
pub(super) fn month(line: &Line<'_>, i: usize) -> Option<usize> {
    let dot = usize::from(line.mark(back(i, 1), ".,"));
    let of = usize::from(line.is(back(i, 1), "of"));
    let before = back(i, 1 + dot + of);
    let day = line.word(i).parse::<u32>().is_ok_and(|day| (1..=31).contains(&day));
    let after_month =
        is_month(line, before) || line.among(before, &WEEKDAYS) && line.capital(before);
    if after_month && (day || yearlike(line.word(i))) && !context::plural(line, i + 1) {
        return Some(rest_of_date(line, i + 1));
    }
    let linked = usize::from(line.is(i + 1, "of"));
    (day && is_month(line, i + 1 + linked)).then(|| rest_of_date(line, i + 2 + linked))
}

/// A month's name; "may" and "march" only with a capital.
fn is_month(line: &Line<'_>, i: usize) -> bool {
    line.capital(i) && line.among(i, &MONTHS)
}

/// ", 2020", "-7", "and 8", "to 9 June 2020" behind the first part of a date.
fn rest_of_date(line: &Line<'_>, end: usize) -> usize {
    let mut end = end;
    for _ in 0..3 {
        let joined = usize::from(
            line.mark(end, ",.-–—")
                || line.is(end, "and")
                || line.is(end, "to")
                || line.is(end, "or"),
        );
        let suffix = usize::from(
            line.glued(end) && line.word(end).len() == 2 && line.kind(end) == Some(Kind::Word),
        );
        let number = end + joined + suffix;
        let day = line.word(number).parse::<u32>().is_ok_and(|day| day <= 31);
        let dated = yearlike(line.word(number))
            || (day && line.mark(back(number, 1), "-–—"))
            || (day && is_month(line, number + 1));
        if !dated {
            return end + suffix;
        }
        end = number + 1 + usize::from(is_month(line, number + 1));
    }
    end
}

/// "2019", "in 1850", "1990s", "1892 – 94"; not "2,000 homes" or "1500 homes".
pub(super) fn year(line: &Line<'_>, i: usize) -> Option<usize> {
    let era = ["BC", "BCE", "AD", "CE"];
    if era.contains(&line.word(i + 1)) || era.contains(&line.word(back(i, 1))) {
        return Some(i + 2);
    }
    if !(yearlike(line.word(i)) || ancient(line, i)) || measured(line, i) {
        return None;
    }
    let before = back(i, 1);
    let owned = line.among(before, &BACK) || line.mark(back(i, 2), "'’") && line.is(before, "s");
    let owned = owned || line.word(before).ends_with("'s") || line.word(before).ends_with("’s");
    let set =
        line.among(before, &BEFORE_YEAR) || (owned && ("1900".."2100").contains(&line.word(i)));
    (set || !counts_small(line, i + 1)).then(|| rest_of_years(line, i + 1))
}

/// Whether the number at `i` has a currency, scale or unit.
pub(super) fn measured(line: &Line<'_>, i: usize) -> bool {
    let money = unit::currency_before(line, i).is_some();
    let number = number::read(line, i, money);
    money || number.is_some_and(|n| n.scaled || unit::after(line, &n).is_some())
}

/// Whether a plural noun in small letters follows, with at most one word between; not "received
/// patches", where the word between is what the thing so numbered did.
pub(super) fn counts_small(line: &Line<'_>, i: usize) -> bool {
    let verb = line.word(i).ends_with("ed") && !line.among(i, &STRUCK);
    let at = if line.small(i) && !context::plural(line, i) && !line.among(i, &STOPS) && !verb {
        i + 1
    } else {
        i
    };
    line.small(at) && context::plural(line, at)
}

/// "after 211", "until 373", "about 328": three digits that set a date, and nothing counted.
fn ancient(line: &Line<'_>, i: usize) -> bool {
    let before = |list: [&str; 3]| list.iter().any(|word| line.is(back(i, 1), word));
    let odd = !line.word(i).ends_with('0');
    let set = before(["after", "since", "until"])
        || (odd && before(["about", "around", "circa"]))
        || line.is(back(i, 1), "in");
    let free = !counts_small(line, i + 1) && !line.mark(i + 1, "/+×");
    set && free && line.word(i).len() == 3 && line.word(i).bytes().all(|b| b.is_ascii_digit())
}

/// "– 94", "-2001" behind a year.
fn rest_of_years(line: &Line<'_>, end: usize) -> usize {
    let dash = line.mark(end, "-–—") && matches!(line.word(end + 1).len(), 2 | 4);
    let more = dash && line.kind(end + 1) == Some(Kind::Number) && !measured(line, end + 1);
    if more { end + 2 } else { end }
}

/// "nine o'clock", "at five in the morning".
pub(super) fn spelled_clock(line: &Line<'_>, i: usize) -> Option<usize> {
    meridiem(line, i + 1)
}
