//! Numbers that are no figures: dates, years, times of day, versions, labels, ages, references
//! back, durations that only set the time. The rules follow the labelling guidelines of the
//! project; each is one function, so that each can be argued about alone.

use super::context;
use super::line::{Kind, Line};
use super::number;
use super::quantity::Draft;
use super::unit::{self, Dimension};
use super::words::{BACK, BEFORE_YEAR, LABELS, MONTHS, STOPS, STREETS, TIMES, WEEKDAYS};

/// The token after the number at `i`, if its place makes it no figure.
pub(super) fn skip(line: &Line<'_>, i: usize) -> Option<usize> {
    let rules = match line.kind(i)? {
        Kind::Code => return Some(glued_end(line, i + 1)),
        Kind::Number => &ANY_DIGITS[..],
        Kind::Word => &SPELLED[..],
        Kind::Mark => return None,
    };
    rules.iter().find_map(|rule| rule(line, i)).filter(|end| *end > i)
}

/// Whether the finished draft is no figure after all.
pub(super) fn judge(line: &Line<'_>, draft: &Draft) -> bool {
    let rules: [fn(&Line<'_>, &Draft) -> bool; 7] =
        [age, sets_time, refers_back, small_count, bare, rate_base, half_year];
    rules.iter().any(|rule| rule(line, draft))
}

type Rule = fn(&Line<'_>, usize) -> Option<usize>;

static ANY_DIGITS: [Rule; 13] = [
    part_of_name,
    part_of_path,
    slashes,
    colons,
    chain,
    clock,
    month,
    label,
    bracketed,
    year,
    suffixed,
    capital_name,
    list_number,
];
static SPELLED: [Rule; 3] = [part_of_name, spelled_label, spelled_clock];

/// The end of everything glued to what ends at `end`, sentence marks aside.
fn glued_end(line: &Line<'_>, end: usize) -> usize {
    let mut at = end;
    while line.glued(at)
        && (line.kind(at) != Some(Kind::Mark)
            || (line.joins(at) && line.kind(at + 1) != Some(Kind::Mark)))
    {
        at += 1;
    }
    at
}

/// "GPT-4", "COVID-19", "mid-1990s", "A4", "F-16s".
fn part_of_name(line: &Line<'_>, i: usize) -> Option<usize> {
    let before = i.wrapping_sub(1);
    let word = |at: usize| line.kind(at) == Some(Kind::Word);
    if unit::currency_before(line, i).is_some() {
        return None;
    }
    let direct = line.glued(i) && word(before);
    let hyphen = line.joins(before)
        && line.mark(before, "-‐‑–")
        && word(i.wrapping_sub(2))
        && !number_word(line, i.wrapping_sub(2));
    let capital = line.capital(i.wrapping_sub(2)) || line.mark(before, "-‐‑");
    (direct || (hyphen && capital)).then(|| glued_end(line, i + 1))
}

fn number_word(line: &Line<'_>, i: usize) -> bool {
    number::read(line, i, false).is_some()
}

/// "#5", "@2", "example.org/2020", "a_1".
fn part_of_path(line: &Line<'_>, i: usize) -> Option<usize> {
    let before = i.wrapping_sub(1);
    let sign = line.glued(i) && line.mark(before, "#@_\\&?");
    let slash = line.glued(i)
        && line.mark(before, "/.")
        && line.glued(before)
        && line.kind(i.wrapping_sub(2)) == Some(Kind::Word);
    let opens = line.mark(i + 1, "(")
        && line.glued(i + 1)
        && line.glued(i + 2)
        && line.word(i + 2).len() <= 2;
    (sign || slash || opens).then(|| glued_end(line, i + 1))
}

/// "12/05/2024", "24/7", "9/11", "2019/20".
fn slashes(line: &Line<'_>, i: usize) -> Option<usize> {
    let pair = |at: usize| {
        line.mark(at, "/")
            && line.glued(at)
            && line.glued(at + 1)
            && line.kind(at + 1) == Some(Kind::Number)
    };
    let mut end = i + 1;
    while pair(end) {
        end += 2;
    }
    (end > i + 1).then(|| glued_end(line, end))
}

/// "10:30", "1:14:05".
fn colons(line: &Line<'_>, i: usize) -> Option<usize> {
    let pair = |at: usize| {
        line.mark(at, ":")
            && line.glued(at)
            && line.glued(at + 1)
            && line.kind(at + 1) == Some(Kind::Number)
    };
    let mut end = i + 1;
    while pair(end) {
        end += 2;
    }
    (end > i + 1).then(|| meridiem(line, end).unwrap_or(end))
}

/// "2024-05-01", "978-0-13-110362-8", "555-1234", "2019-20".
fn chain(line: &Line<'_>, i: usize) -> Option<usize> {
    let mut end = i + 1;
    while line.joins(end) && line.kind(end + 1) == Some(Kind::Number) {
        end += 2;
    }
    let links = (end - i) / 2;
    let (first, second) = (line.word(i), line.word(i + 2));
    let phone = links == 1 && first.len() == 3 && second.len() == 4 && !second.contains(',');
    let bracket = links == 1 && line.mark(i.wrapping_sub(1), ")") && second.len() == 4;
    let years = links == 1
        && yearlike(first)
        && (second.len() == 2 || yearlike(second))
        && unit::after(line, &number::read(line, i + 2, false)?).is_none();
    (links > 1 || phone || bracket || years).then(|| glued_end(line, end))
}

fn yearlike(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) && ("1000".."2101").contains(&word)
}

/// "5 pm", "10.30am", "9 o'clock", "1900 GMT".
fn clock(line: &Line<'_>, i: usize) -> Option<usize> {
    meridiem(line, i + 1)
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
fn month(line: &Line<'_>, i: usize) -> Option<usize> {
    let dot = usize::from(line.mark(i.wrapping_sub(1), ".,"));
    let of = usize::from(line.is(i.wrapping_sub(1), "of"));
    let before = i.wrapping_sub(1 + dot + of);
    let day = line.word(i).parse::<u32>().is_ok_and(|day| (1..=31).contains(&day));
    let after_month =
        is_month(line, before) || line.among(before, WEEKDAYS) && line.capital(before);
    if after_month && (day || yearlike(line.word(i))) && !context::plural(line, i + 1) {
        return Some(rest_of_date(line, i + 1));
    }
    let linked = usize::from(line.is(i + 1, "of"));
    (day && is_month(line, i + 1 + linked)).then(|| rest_of_date(line, i + 2 + linked))
}

/// A month's name; "may" and "march" only with a capital.
fn is_month(line: &Line<'_>, i: usize) -> bool {
    line.capital(i) && line.among(i, MONTHS)
}

/// ", 2020", "-7", "and 8", "to 9 June 2020" behind the first part of a date.
fn rest_of_date(line: &Line<'_>, end: usize) -> usize {
    let mut end = end;
    for _ in 0..3 {
        let link = usize::from(
            line.mark(end, ",.-–—")
                || line.is(end, "and")
                || line.is(end, "to")
                || line.is(end, "or"),
        );
        let suffix = usize::from(
            line.glued(end) && line.word(end).len() == 2 && line.kind(end) == Some(Kind::Word),
        );
        let number = end + link + suffix;
        let day = line.word(number).parse::<u32>().is_ok_and(|day| day <= 31);
        let dated = yearlike(line.word(number))
            || (day && line.mark(number.wrapping_sub(1), "-–—"))
            || (day && is_month(line, number + 1));
        if !dated {
            return end + suffix;
        }
        end = number + 1 + usize::from(is_month(line, number + 1));
    }
    end
}

/// "section 4", "Figures 3 and 4", "No. 5", "Windows 11" by the word before.
fn label(line: &Line<'_>, i: usize) -> Option<usize> {
    let dot = usize::from(
        line.mark(i.wrapping_sub(1), ".") && !line.glued(i) || line.mark(i.wrapping_sub(1), "#:"),
    );
    let bracket = usize::from(line.mark(i.wrapping_sub(1), "("));
    let before = i.wrapping_sub(1 + dot + bracket);
    let named = line.among(before, LABELS);
    let sure =
        line.capital(before) || !context::plural(line, i + 1) && !context::plural(line, i + 2);
    let measured =
        number::read(line, i, false).is_some_and(|n| n.scaled || unit::after(line, &n).is_some());
    (named && sure && !measured && !line.word(i).contains(',')).then(|| rest_of_labels(line, i + 1))
}

/// "and 4", "–775", ", 6" behind a first label.
fn rest_of_labels(line: &Line<'_>, end: usize) -> usize {
    let mut end = glued_end(line, end);
    for _ in 0..8 {
        let link = line.mark(end, "-–—,&")
            || line.is(end, "and")
            || line.is(end, "or")
            || line.is(end, "to");
        let number = line.kind(end + 1) == Some(Kind::Number) && !context::plural(line, end + 2);
        if !link || !number {
            break;
        }
        end = glued_end(line, end + 2);
    }
    end
}

/// "[12]", "[3, 5-7]", "(4)".
fn bracketed(line: &Line<'_>, i: usize) -> Option<usize> {
    let before = i.wrapping_sub(1);
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

/// "2019", "in 1850", "1990s", "2019 and 2020"; not "2,000 homes" or "1500 homes".
fn year(line: &Line<'_>, i: usize) -> Option<usize> {
    let era = ["BC", "BCE", "AD", "CE"];
    if era.contains(&line.word(i + 1)) || era.contains(&line.word(i.wrapping_sub(1))) {
        return Some(i + 2);
    }
    let word = line.word(i);
    let measured = number::read(line, i, unit::currency_before(line, i).is_some());
    let measured = measured.is_some_and(|n| n.scaled || unit::after(line, &n).is_some());
    if !yearlike(word) || measured || unit::currency_before(line, i).is_some() {
        return None;
    }
    let set = line.among(i.wrapping_sub(1), BEFORE_YEAR);
    let counts = context::plural(line, i + 1)
        || (line.small(i + 1) && !line.among(i + 1, STOPS) && context::plural(line, i + 2));
    (set || !counts).then_some(i + 1)
}

/// "18F", "5G", "3D", "80s", "21st", "12th-century".
fn suffixed(line: &Line<'_>, i: usize) -> Option<usize> {
    let number = number::read(line, i, unit::currency_before(line, i).is_some())?;
    let at = number.end;
    if number.scaled || unit::after(line, &number).is_some() {
        return None;
    }
    let letters = line.glued(at) && line.kind(at) == Some(Kind::Word);
    let dimension = line.joins(at) && line.word(at + 1).len() == 1;
    (letters || dimension).then(|| glued_end(line, at + 1))
}

/// "Boeing 737", "Apollo 11", "Windows 10": a bare number behind a name.
fn capital_name(line: &Line<'_>, i: usize) -> Option<usize> {
    let before = i.wrapping_sub(1);
    let name = line.kind(before) == Some(Kind::Word)
        && line.capital(before)
        && !line.among(before, STOPS)
        && !line.among(before, SPEECH);
    let number = number::read(line, i, false)?;
    let bare =
        !number.scaled && unit::after(line, &number).is_none() && !line.word(i).contains(',');
    let counts =
        context::plural(line, i + 1) || context::plural(line, i + 2) && !line.among(i + 1, STOPS);
    let opens = line.first(before) && line.word(before).ends_with("ly");
    let many = number.value > 12.into();
    (name && bare && !opens && !(counts && many)).then_some(i + 1).or_else(|| address(line, i))
}

/// Words that begin sentences and qualify the number behind them.
const SPEECH: &[&str] = &[
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
];

/// "10 Downing Street".
fn address(line: &Line<'_>, i: usize) -> Option<usize> {
    (2..=4)
        .find(|n| line.capital(i + n) && line.among(i + n, STREETS))
        .filter(|_| line.capital(i + 1))
        .map(|n| i + n + 1)
}

/// "1. First", "(2) Then", "3 Open the".
fn list_number(line: &Line<'_>, i: usize) -> Option<usize> {
    let short = line.word(i).len() <= 2;
    let marked = line.mark(i + 1, ".):") && line.glued(i + 1);
    let capital = line.capital(i + 1) && !context::plural(line, i + 1) && !line.glued(i + 1);
    (line.first(i) && short && (marked || capital)).then_some(i + 1)
}

/// "day one", "Phase Two", "number one".
fn spelled_label(line: &Line<'_>, i: usize) -> Option<usize> {
    let named = line.among(i.wrapping_sub(1), LABELS)
        && !context::plural(line, i + 1)
        && !line.joins(i + 1);
    named.then(|| number::read(line, i, false).map(|number| number.end)).flatten()
}

/// "nine o'clock", "at five in the morning".
fn spelled_clock(line: &Line<'_>, i: usize) -> Option<usize> {
    meridiem(line, i + 1)
}

/// "aged 45", "a 45-year-old", "Smith, 45,", "he was 17".
fn age(line: &Line<'_>, draft: &Draft) -> bool {
    let Some(number) = draft.number else { return false };
    let years = |end: usize| {
        line.is(end, "year")
            || line.is(end, "years")
            || line.is(end, "month")
            || line.is(end, "months")
    };
    let unit = [number.end, number.end + 1]
        .into_iter()
        .find(|at| years(*at))
        .or_else(|| years(draft.end.wrapping_sub(1)).then(|| draft.end - 1));
    let old = unit.is_some_and(|at| {
        ["old", "olds"]
            .iter()
            .any(|old| line.is(at + 1, old) || line.joins(at + 1) && line.is(at + 2, old))
            || line.follow(at + 1, &["of", "age"])
    });
    old || aged(line, draft) || between_commas(line, draft) || said_of_person(line, draft)
}

fn aged(line: &Line<'_>, draft: &Draft) -> bool {
    let start = context::before_qualifier(line, draft.first);
    let before = start.wrapping_sub(1);
    let of =
        usize::from(line.is(before, "of") || line.is(before, "from") || line.is(before, "group"));
    ["age", "aged", "ages", "turned", "turning"]
        .iter()
        .any(|word| line.is(before.wrapping_sub(of), word))
}

fn lifetime(line: &Line<'_>, draft: &Draft) -> bool {
    let plain =
        draft.unit.is_none() && draft.number.is_some_and(|n| !n.scaled && n.end == draft.end);
    plain
        && draft.value.whole().is_some_and(|age| (1..=115).contains(&age))
        && !line.word(draft.first).contains('.')
}

fn between_commas(line: &Line<'_>, draft: &Draft) -> bool {
    let before = draft.first.wrapping_sub(1);
    lifetime(line, draft)
        && line.mark(before, ",(")
        && line.capital(before.wrapping_sub(1))
        && line.mark(draft.end, ",;.)")
}

fn said_of_person(line: &Line<'_>, draft: &Draft) -> bool {
    let verb = draft.first.wrapping_sub(1);
    let said = ["am", "are", "at", "is", "was", "were", "i'm", "turns"]
        .iter()
        .any(|word| line.is(verb, word));
    let who = verb.wrapping_sub(1);
    let person = ["he", "i", "she", "they", "who", "died"].iter().any(|word| line.is(who, word))
        || (line.capital(who) && line.is(verb, "at"));
    let ends = line.kind(draft.end) != Some(Kind::Word)
        || line.is(draft.end, "when")
        || line.is(draft.end, "and");
    lifetime(line, draft) && said && person && ends
}

/// "within two years", "two years later", "the next 10 days", "a two-hour meeting".
fn sets_time(line: &Line<'_>, draft: &Draft) -> bool {
    let Some(unit) =
        draft.unit.filter(|unit| unit.dimension == Dimension::Time && unit.per.is_empty())
    else {
        return false;
    };
    let _ = unit;
    let start = context::before_qualifier(line, draft.first);
    let before = start.wrapping_sub(1);
    let behind = ["ago", "after", "before", "from", "hence", "later", "prior"]
        .iter()
        .any(|word| line.is(draft.end, word));
    let ahead = line.among(before, SET_BEFORE)
        || line.among(before, BACK)
        || line.among(draft.first.wrapping_sub(1), SET_BEFORE);
    behind || ahead || hyphenated(line, draft)
}

/// Words before a duration that make it a date in disguise.
const SET_BEFORE: &[&str] = &[
    "after",
    "coming",
    "every",
    "final",
    "first",
    "following",
    "in",
    "last",
    "next",
    "past",
    "previous",
    "recent",
    "subsequent",
    "this",
    "within",
];

/// "two-hour meeting", "12-month period".
fn hyphenated(line: &Line<'_>, draft: &Draft) -> bool {
    draft.number.is_some_and(|number| line.joins(number.end) && number.end + 2 == draft.end)
}

/// "the two agencies", "these 12 people", "the other three".
fn refers_back(line: &Line<'_>, draft: &Draft) -> bool {
    let Some(number) = draft.number.filter(|number| !number.scaled && draft.unit.is_none()) else {
        return false;
    };
    let small = number.value <= 20.into();
    let before = draft.first.wrapping_sub(1);
    let other = ["first", "last", "next", "other", "remaining", "top", "final", "previous"]
        .iter()
        .any(|word| line.is(before, word));
    small && (line.among(before, BACK) || other)
}

/// Small counts that count nothing new: "one", "two of them", "a couple of three things".
fn small_count(line: &Line<'_>, draft: &Draft) -> bool {
    let Some(number) = draft.number.filter(|number| !number.scaled && draft.unit.is_none()) else {
        return false;
    };
    if !matches!(draft.shape, super::Shape::Value | super::Shape::Range { .. }) {
        return false;
    }
    if number.value <= 1.into() && number.spelled {
        return true;
    }
    let counted = context::counted(line, draft.end);
    let vague = counted.is_some_and(|(_, end)| line.among(end - 1, ABSTRACT));
    let small = number.value <= 12.into();
    (small && vague) || (number.spelled && number.value <= 20.into() && counted.is_none())
}

/// Things an author counts to order the text.
const ABSTRACT: &[&str] = &[
    "areas",
    "aspects",
    "categories",
    "caveats",
    "challenges",
    "components",
    "dimensions",
    "elements",
    "examples",
    "factors",
    "forms",
    "goals",
    "ideas",
    "issues",
    "kinds",
    "lessons",
    "options",
    "parts",
    "phases",
    "pieces",
    "points",
    "principles",
    "problems",
    "questions",
    "reasons",
    "sections",
    "sides",
    "sorts",
    "stages",
    "steps",
    "techniques",
    "themes",
    "things",
    "types",
    "ways",
    "words",
];

/// A lone digit-number that stands for nothing: no unit, nothing counted, no qualifier.
fn bare(_line: &Line<'_>, _draft: &Draft) -> bool {
    false
}

/// "per 100,000", "every 10 years", "hundreds of".
fn rate_base(line: &Line<'_>, draft: &Draft) -> bool {
    context::rate_base(line, draft.first)
}

/// "the last half century".
fn half_year(line: &Line<'_>, draft: &Draft) -> bool {
    draft.number.is_none() && line.is(draft.first, "half") && line.among(draft.end, TIMES)
}
