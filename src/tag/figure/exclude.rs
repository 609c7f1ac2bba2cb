//! Numbers that are no figures: dates, years, times of day, versions, labels, ages, references
//! back, durations that only set the time. The rules follow the labelling guidelines of the
//! project; each is one function, so that each can be argued about alone.

use super::context;
use super::line::{Kind, Line, back};
use super::number;
use super::phrase;
use super::quantity::Draft;
use super::unit::{self, Dimension};
use super::words::{
    BACK, BEFORE_YEAR, LABELS, List, MONTHS, ORDINALS, PEOPLE, STOPS, STREETS, SUPERLATIVES, TIMES,
    WEEKDAYS,
};

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
    let rules: [fn(&Line<'_>, &Draft) -> bool; 8] =
        [age, sets_time, refers_back, small_count, advice, wholly, rate_base, half_year];
    rules.iter().any(|rule| rule(line, draft))
}

type Rule = fn(&Line<'_>, usize) -> Option<usize>;

static ANY_DIGITS: [Rule; 17] = [
    part_of_name,
    part_of_path,
    slashes,
    colons,
    chain,
    clock,
    month,
    spaced_out,
    label,
    initials,
    bracketed,
    decade,
    days,
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
fn part_of_path(line: &Line<'_>, i: usize) -> Option<usize> {
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
fn spaced_out(line: &Line<'_>, i: usize) -> Option<usize> {
    let quoted = line.mark(back(i, 1), "\"“'‘") && line.mark(i + 1, "\"”'’");
    if quoted {
        return Some(i + 1);
    }
    let groups = (0..6).take_while(|n| line.kind(i + n) == Some(Kind::Number)).count();
    let zero =
        line.word(i).starts_with('0') && line.word(i).len() > 1 && !line.word(i).contains('.');
    (groups > 2 || (groups == 2 && zero)).then_some(i + groups)
}

/// "the 80's".
fn decade(line: &Line<'_>, i: usize) -> Option<usize> {
    let tens = line.word(i).ends_with('0') && matches!(line.word(i).len(), 2 | 4);
    let plural =
        line.mark(i + 1, "'’") && line.glued(i + 1) && line.is(i + 2, "s") && line.glued(i + 2);
    (tens && plural).then_some(i + 3)
}

/// "between 3 and 24 January", "from 5 to 7 May".
fn days(line: &Line<'_>, i: usize) -> Option<usize> {
    let joined = line.is(i + 1, "and") || line.is(i + 1, "to") || line.mark(i + 1, "-–—");
    let day = |at: usize| line.word(at).parse::<u32>().is_ok_and(|day| (1..=31).contains(&day));
    (joined && day(i) && day(i + 2) && is_month(line, i + 3)).then(|| rest_of_date(line, i + 4))
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
    let rated = end == i + 3 && phrase::rated(line, i).is_some();
    (end > i + 1 && !rated).then(|| glued_end(line, end))
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
    let bracket = links == 1 && line.mark(back(i, 1), ")") && second.len() == 4;
    let years = links == 1
        && yearlike(first)
        && (second.len() == 2 || yearlike(second))
        && unit::after(line, &number::read(line, i + 2, false)?).is_none();
    (links > 1 || phone || bracket || years).then(|| glued_end(line, end))
}

fn yearlike(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) && ("1000".."2101").contains(&word)
}

/// "5 pm", "10.30am", "9 o'clock", "1900 GMT", "from 3-4 p.m.".
fn clock(line: &Line<'_>, i: usize) -> Option<usize> {
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
fn month(line: &Line<'_>, i: usize) -> Option<usize> {
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

/// "section 4", "Figures 3 and 4", "No. 5", "Windows 11" by the word before.
fn label(line: &Line<'_>, i: usize) -> Option<usize> {
    let dot =
        usize::from(line.mark(back(i, 1), ".") && !line.glued(i) || line.mark(back(i, 1), "#:"));
    let bracket = usize::from(line.mark(back(i, 1), "("));
    let before = back(i, 1 + dot + bracket);
    let named = line.among(before, &LABELS);
    let sure = line.capital(before)
        || ["article", "chapter", "section"].iter().any(|word| line.is(before, word))
        || !counts_small(line, i + 1);
    let measured =
        number::read(line, i, false).is_some_and(|n| n.scaled || unit::after(line, &n).is_some());
    (named && sure && !measured && !line.word(i).contains(',')).then(|| rest_of_labels(line, i + 1))
}

/// "P.L. 115-336", "H.R. 3076": a law or a file behind initials; not "in the U.S. 40 people".
fn initials(line: &Line<'_>, i: usize) -> Option<usize> {
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
fn bracketed(line: &Line<'_>, i: usize) -> Option<usize> {
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

/// "2019", "in 1850", "1990s", "1892 – 94"; not "2,000 homes" or "1500 homes".
fn year(line: &Line<'_>, i: usize) -> Option<usize> {
    let era = ["BC", "BCE", "AD", "CE"];
    if era.contains(&line.word(i + 1)) || era.contains(&line.word(back(i, 1))) {
        return Some(i + 2);
    }
    if measured(line, i) || !(yearlike(line.word(i)) || ancient(line, i)) {
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
fn measured(line: &Line<'_>, i: usize) -> bool {
    let money = unit::currency_before(line, i).is_some();
    let number = number::read(line, i, money);
    money || number.is_some_and(|n| n.scaled || unit::after(line, &n).is_some())
}

/// Whether a plural noun in small letters follows, with at most one word between; not "received
/// patches", where the word between is what the thing so numbered did.
fn counts_small(line: &Line<'_>, i: usize) -> bool {
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

/// "18F", "5G", "3D", "80s", "21st", "12th-century", "508-compliant".
fn suffixed(line: &Line<'_>, i: usize) -> Option<usize> {
    let number = number::read(line, i, unit::currency_before(line, i).is_some())?;
    let at = number.end;
    if number.scaled || unit::after(line, &number).is_some() {
        return None;
    }
    let letters = line.glued(at) && line.kind(at) == Some(Kind::Word);
    let one = line.word(at + 1).len() == 1 && line.kind(at + 1) == Some(Kind::Word);
    let dimension = line.joins(at) && one;
    let law = at + usize::from(line.joins(at));
    let law = ["compliance", "compliant", "conformance"].iter().any(|word| line.is(law, word));
    (letters || dimension || law).then(|| glued_end(line, at + 1))
}

/// "Boeing 737", "Apollo 11", "iPhone 15": a bare number behind a name.
fn capital_name(line: &Line<'_>, i: usize) -> Option<usize> {
    let before = back(i, 1);
    let bare = !measured(line, i) && !line.word(i).contains(',');
    let counts = counts_small(line, i + 1);
    let many = number::read(line, i, false)?.value > 12.into();
    let version = line.mark(before, ")") && line.word(i).contains('.');
    let counts = counts && !camel(line.word(before));
    let bare_name = (name(line, before) || version) && bare && !(counts && many);
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
fn name(line: &Line<'_>, i: usize) -> bool {
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
fn address(line: &Line<'_>, i: usize) -> Option<usize> {
    (2..=4)
        .find(|n| line.capital(i + n) && line.among(i + n, &STREETS))
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

/// "day one", "Phase Two", "number one", "(Three Sinners": a name, or a label's number.
fn spelled_label(line: &Line<'_>, i: usize) -> Option<usize> {
    let named =
        line.among(back(i, 1), &LABELS) && !context::plural(line, i + 1) && !line.joins(i + 1);
    let opens = line.first(i) || line.mark(back(i, 1), "\"“‘:.!?");
    let title = line.capital(i) && !opens && !measured(line, i);
    (named || title).then(|| number::read(line, i, false).map(|number| number.end)).flatten()
}

/// "nine o'clock", "at five in the morning".
fn spelled_clock(line: &Line<'_>, i: usize) -> Option<usize> {
    meridiem(line, i + 1)
}

/// "aged 45", "a 45-year-old", "Smith, 45,", "he was 17"; averages of ages are figures.
fn age(line: &Line<'_>, draft: &Draft) -> bool {
    let Some(number) = draft.number.filter(|number| !number.scaled) else { return false };
    if (draft.first.saturating_sub(12)..draft.first)
        .any(|i| line.is(i, "average") || line.is(i, "median"))
    {
        return false;
    }
    let years =
        |end: usize| ["year", "years", "month", "months"].iter().any(|word| line.is(end, word));
    let unit = [number.end, number.end + 1, back(draft.end, 1)].into_iter().find(|at| years(*at));
    let old = |at: usize| ["old", "olds"].iter().any(|old| line.is(at, old));
    let behind = unit.is_some_and(|at| {
        old(at + 1) || (line.joins(at + 1) && old(at + 2)) || line.follow(at + 1, &["of", "age"])
    });
    behind
        || aged(line, draft)
        || between_commas(line, draft)
        || said_of_person(line, draft)
        || older(line, draft)
}

/// "visitors over twelve", "she will be over 65": an age that people are sorted by.
fn older(line: &Line<'_>, draft: &Draft) -> bool {
    let at = back(draft.first, 1);
    let limit = ["above", "below", "over", "under"].iter().any(|word| line.is(at, word));
    if !limit || !lifetime(line, draft) {
        return false;
    }
    let who = back(at, 1);
    let those = ["anyone", "everyone", "persons", "those"].iter().any(|word| line.is(who, word));
    let are = ["are", "be", "were"].iter().any(|word| line.is(who, word));
    let persons = |i: usize| line.among(i, &PEOPLE) || line.is(i, "they") || line.is(i, "who");
    let people = persons(who) || (are && (1..9).any(|n| persons(back(who, n))));
    let ends = line.kind(draft.end) != Some(Kind::Word) || line.among(draft.end, &STOPS);
    ends && (those || people)
}

fn aged(line: &Line<'_>, draft: &Draft) -> bool {
    let start = context::before_qualifier(line, draft.first);
    let before = back(start, 1);
    let of =
        usize::from(line.is(before, "of") || line.is(before, "from") || line.is(before, "group"));
    ["age", "aged", "ages", "turned", "turning"].iter().any(|word| line.is(back(before, of), word))
}

fn lifetime(line: &Line<'_>, draft: &Draft) -> bool {
    let plain =
        draft.unit.is_none() && draft.number.is_some_and(|n| !n.scaled && n.end == draft.end);
    plain
        && draft.value.whole().is_some_and(|age| (1..=115).contains(&age))
        && !line.word(draft.first).contains('.')
}

fn between_commas(line: &Line<'_>, draft: &Draft) -> bool {
    let before = back(draft.first, 1);
    let name =
        line.capital(back(before, 1)) && line.mark(before, ",(") && line.mark(draft.end, ",;.)");
    let word = line.kind(back(before, 1)) == Some(Kind::Word)
        && line.mark(before, ",")
        && line.mark(draft.end, ",");
    lifetime(line, draft) && (name || (word && draft.value > 12.into()))
}

fn said_of_person(line: &Line<'_>, draft: &Draft) -> bool {
    let verb = back(draft.first, 1);
    let said = ["am", "are", "at", "is", "was", "were", "i'm", "turns"]
        .iter()
        .any(|word| line.is(verb, word));
    let who = back(verb, 1);
    let person = ["he", "i", "she", "they", "who", "died"].iter().any(|word| line.is(who, word))
        || (line.capital(who) && line.is(verb, "at"));
    let ends = line.kind(draft.end) != Some(Kind::Word)
        || line.is(draft.end, "when")
        || line.is(draft.end, "and");
    lifetime(line, draft) && said && person && ends
}

/// "within two years", "two years later", "the next 10 days", "a two-hour meeting", "24 hours a
/// day", "one day", "for three weeks"; not "takes 12 weeks" or "more than two years".
fn sets_time(line: &Line<'_>, draft: &Draft) -> bool {
    let time =
        draft.unit.is_some_and(|unit| unit.dimension == Dimension::Time && unit.per.is_empty());
    let qualified = context::qualifier(line, draft).is_some() && !during(line, draft);
    let rules: [fn(&Line<'_>, &Draft) -> bool; 4] =
        [gone, introduced, hyphenated, around_the_clock];
    time && (rules.iter().any(|rule| rule(line, draft))
        || (!qualified
            && !measured_time(line, draft)
            && (beside(line, draft) || passing(line, draft))))
}

/// "in 58.3 seconds", "73 seconds after liftoff", "the worst in 40 years": nobody sets a time to the
/// second, and a record is as old as it says.
fn measured_time(line: &Line<'_>, draft: &Draft) -> bool {
    let digits = draft.number.is_some_and(|number| !number.spelled);
    let exact = line.word(draft.first).contains('.');
    let seconds = draft.unit.is_some_and(|unit| unit.symbol == "s");
    let start = context::before_qualifier(line, draft.first);
    let record = |i: usize| line.among(i, &SUPERLATIVES) || ORDINALS.get(line.word(i)).is_some();
    let record = line.is(back(start, 1), "in") && (2..7).any(|n| record(back(start, n)));
    (digits && (exact || seconds)) || record
}

/// "built up over forty years": no "more than", unless a verb or preposition measures the time.
fn during(line: &Line<'_>, draft: &Draft) -> bool {
    let before = back(draft.first, 2);
    let measured = (line.among(before, &STOPS) && !line.is(before, "up"))
        || line.among(before, &TAKING)
        || line.first(before);
    let just = ["far", "little", "slightly", "well"].iter().any(|word| line.is(before, word));
    let spelled = draft.number.is_some_and(|number| number.spelled);
    spelled && line.is(back(draft.first, 1), "over") && line.small(before) && !measured && !just
}

/// "two years ago", "ten days from now".
fn gone(line: &Line<'_>, draft: &Draft) -> bool {
    let gone = ["ago", "away", "hence", "later"].iter().any(|word| line.is(draft.end, word));
    let earlier = line.is(draft.end, "earlier") && !line.is(draft.end + 1, "than");
    gone || earlier || line.follow(draft.end, &["from", "now"])
}

/// "two days before".
fn beside(line: &Line<'_>, draft: &Draft) -> bool {
    let start = back(context::before_qualifier(line, draft.first), 1);
    let before = line.is(start, "in") || line.is(start, "after");
    before || ["after", "before", "prior"].iter().any(|word| line.is(draft.end, word))
}

/// "the next 10 days", "every three weeks".
fn introduced(line: &Line<'_>, draft: &Draft) -> bool {
    let start = back(context::before_qualifier(line, draft.first), 1);
    let near = back(draft.first, 1);
    if lasting(line, near) {
        return false;
    }
    line.among(start, &SET_BEFORE) || line.among(near, &SET_BEFORE) || line.among(start, &BACK)
}

/// "shifts last twelve hours": the verb, not "the last twelve hours".
fn lasting(line: &Line<'_>, i: usize) -> bool {
    line.is(i, "last") && context::plural(line, back(i, 1))
}

/// "24 hours a day", "seven days a week", "365 days a year".
fn around_the_clock(line: &Line<'_>, draft: &Draft) -> bool {
    let whole = [7, 24, 365].iter().any(|whole: &u32| draft.value == (*whole).into());
    whole && (line.is(draft.end, "a") || line.mark(draft.end, ","))
}

/// A duration in words that no verb makes a finding: "spent ten days", but not "takes ten days" or
/// "has been here for ten years".
fn passing(line: &Line<'_>, draft: &Draft) -> bool {
    let spelled = draft.number.is_some_and(|number| number.spelled && !number.scaled);
    let behind = |n: usize| back(draft.first, n);
    let verb = (1..5).any(|n| line.among(behind(n), &TAKING)) || lasting(line, behind(1));
    let been = line.is(behind(1), "been")
        || line.is(behind(1), "for") && (2..9).any(|n| line.is(behind(n), "been"));
    let more = ["longer", "late", "earlier", "faster", "a", "of"]
        .iter()
        .any(|word| line.is(draft.end, word));
    spelled && !verb && !been && !more && context::change(line, draft).is_none()
}

/// Verbs that make a duration a finding.
static TAKING: List = List::new(&[
    "average", "averaged", "averages", "cost", "costs", "cut", "delay", "delayed", "delays",
    "gained", "lasted", "lasts", "longest", "lost", "median", "needs", "take", "taken", "takes",
    "taking", "took", "wait", "waited", "waiting", "waits",
]);

/// Words before a duration that make it a date in disguise.
static SET_BEFORE: List = List::new(&[
    "coming",
    "every",
    "final",
    "first",
    "following",
    "last",
    "next",
    "past",
    "previous",
    "recent",
    "subsequent",
    "this",
    "within",
]);

/// "two-hour meeting", "12-month period"; five years and more are a tenure: "an 18-year career".
fn hyphenated(line: &Line<'_>, draft: &Draft) -> bool {
    let number = draft.number.map_or(draft.end, |number| number.end);
    let joined = line.joins(number) && number + 2 == draft.end;
    let tenure = draft.value >= 5.into() && line.is(back(draft.end, 1), "year");
    joined && !tenure
}

/// "three flights a week": a rate counts also where its things are known.
fn per_time(line: &Line<'_>, draft: &Draft) -> bool {
    let each = |i: usize| ["a", "per", "each", "every"].iter().any(|word| line.is(i, word));
    let rate = |i: usize| each(i) && line.among(i + 1, &TIMES);
    draft.value > 1.into() && context::counted(line, draft.end).is_some_and(|(_, end)| rate(end))
}

/// "the two agencies", "these 12 people", "the other three", "no two", "the top 20".
fn refers_back(line: &Line<'_>, draft: &Draft) -> bool {
    let Some(number) = draft.number.filter(|number| !number.scaled && draft.unit.is_none()) else {
        return false;
    };
    let small = number.value <= if number.spelled { 20.into() } else { 12.into() };
    let before = back(draft.first, 1);
    if per_time(line, draft) {
        return false;
    }
    // "killing all seven aboard" is news of the number, whoever they are.
    let toll = line.is(before, "all") && line.among(back(draft.first, 2), &STRUCK);
    line.is(before, "top")
        || (small && !toll && (line.among(before, &BACK) || line.among(before, &AGAIN)))
}

/// Words that, before a small number, say that its things are known or in a row.
static AGAIN: List = List::new(&[
    "final",
    "first",
    "following",
    "last",
    "next",
    "no",
    "other",
    "past",
    "previous",
    "remaining",
    "top",
]);

/// Small counts that count nothing new: "one", "two of them", "two-factor", "on three grounds".
fn small_count(line: &Line<'_>, draft: &Draft) -> bool {
    let plain = matches!(draft.shape, super::Shape::Value | super::Shape::Range { .. });
    let Some(number) = draft.number.filter(|number| !number.scaled && plain) else { return false };
    let one = number.value == 1.into() && number.spelled && draft.shape == super::Shape::Value;
    if let Some(unit) = draft.unit {
        let article = line.is(draft.first, "a") || line.is(draft.first, "an");
        let said = article || unit.dimension == Dimension::Money;
        return (one && !said && context::qualifier(line, draft).is_none()) || often(line, draft);
    }
    let rate = line.is(number.end + 1, "per") && line.among(number.end + 2, &TIMES);
    if rate {
        return false;
    }
    let one = one || (number.value == 1.into() && line.is(number.end, "or"));
    let joined = number.value <= 20.into() && (line.joins(draft.end) || parted(line, draft.end));
    one || joined || (number.spelled && passing_count(line, draft, number.value))
}

/// "a two part series", "a three step model": a hyphen left out.
fn parted(line: &Line<'_>, i: usize) -> bool {
    let part = ["part", "stage", "step", "tier", "way"].iter().any(|word| line.is(i, word));
    part && line.small(i + 1) && !line.among(i + 1, &STOPS)
}

/// "tossed ten times" is how often; "ten times as many" is a multiple.
fn often(line: &Line<'_>, draft: &Draft) -> bool {
    let times = draft.unit.is_some_and(|unit| unit.dimension == Dimension::Times);
    let spelled = draft.number.is_some_and(|number| number.spelled);
    let after = draft.end;
    let adverb = line.word(after).len() > 3 && line.word(after).ends_with("er");
    let compared = ["as", "its", "less", "more", "that", "the", "their"]
        .iter()
        .any(|word| line.is(after, word));
    times && spelled && !adverb && !compared
}

/// A count in words of things that only order the text, or behind a preposition.
fn passing_count(line: &Line<'_>, draft: &Draft, value: super::Decimal) -> bool {
    let counted = context::counted(line, draft.end);
    if context::change(line, draft).is_some() || struck(line, draft) || per_time(line, draft) {
        return false;
    }
    let Some((_, end)) = counted else {
        return value < 100.into() && !of_every(line, draft.first);
    };
    let points = line.is(end - 1, "points") && line.among(back(draft.first, 1), &POINTING);
    let ordering = line.among(end - 1, &ABSTRACT) || points;
    let few = value <= 3.into()
        && draft.shape == super::Shape::Value
        && line.among(back(draft.first, 1), &PREPOSITIONS);
    (value <= 12.into() && ordering) || (few && !context::people(line, (0, end)))
}

/// "for every ten homes built, **seven** had a garage": half of a ratio.
fn of_every(line: &Line<'_>, first: usize) -> bool {
    (4..12).map(|n| back(first, n)).any(|i| line.follow(i, &["for", "every"]))
}

/// Verbs whose points are arguments.
static POINTING: List = List::new(&[
    "address",
    "clarify",
    "emphasise",
    "emphasize",
    "made",
    "make",
    "makes",
    "making",
    "raise",
    "raised",
    "stress",
]);

/// "killed two", "five were injured".
fn struck(line: &Line<'_>, draft: &Draft) -> bool {
    let before = back(context::before_qualifier(line, draft.first), 1);
    let before = if line.is(before, "all") { back(before, 1) } else { before };
    (draft.end..draft.end + 4).chain([before]).any(|i| line.among(i, &STRUCK))
}

/// Verbs that make every number a count of people.
static STRUCK: List = List::new(&[
    "arrested",
    "arresting",
    "charged",
    "dead",
    "detained",
    "died",
    "drowned",
    "hospitalised",
    "hospitalized",
    "hurt",
    "injured",
    "injuring",
    "killed",
    "killing",
    "missing",
    "rescued",
    "wounded",
    "wounding",
]);

/// Words before a small number that make it an aside.
static PREPOSITIONS: List = List::new(&[
    "across",
    "among",
    "at",
    "between",
    "by",
    "compare",
    "compared",
    "comparing",
    "for",
    "from",
    "in",
    "into",
    "of",
    "on",
    "over",
    "through",
    "to",
    "under",
    "with",
    "within",
    "without",
]);

/// Things an author counts to order the text.
static ABSTRACT: List = List::new(&[
    "areas",
    "aspects",
    "categories",
    "caveats",
    "challenges",
    "components",
    "definitions",
    "dimensions",
    "distributions",
    "elements",
    "examples",
    "factors",
    "features",
    "forms",
    "goals",
    "halves",
    "ideas",
    "indicators",
    "issues",
    "kinds",
    "lessons",
    "methods",
    "notions",
    "options",
    "parts",
    "phases",
    "pieces",
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
    "values",
    "versions",
    "ways",
    "words",
]);

/// Numbers in advice and instructions: "Stay 6 feet apart", "you should eat 30 g", "Imagine 100".
fn advice(line: &Line<'_>, draft: &Draft) -> bool {
    let opens = (0..3).find(|i| line.kind(*i) == Some(Kind::Word)).unwrap_or_default();
    let opens = opens
        + usize::from(
            ["also", "always", "just", "please", "so", "then"]
                .iter()
                .any(|word| line.is(opens, word)),
        );
    let percent = draft.unit.is_some_and(|unit| unit.dimension == Dimension::Percent);
    let told = !percent
        && line.among(opens, &IMPERATIVES)
        && (!line.among(opens + 1, &STOPS) || line.is(opens + 1, "in"));
    let duty = |i: usize| {
        (line.is(i, "we") || line.is(i, "you"))
            && (line.is(i + 1, "should") || line.is(i + 1, "must"))
    };
    told || line.among(opens, &SUPPOSING) || (draft.first.saturating_sub(12)..draft.first).any(duty)
}

/// "not 100% sure", "100 percent committed": a figure of speech.
fn wholly(line: &Line<'_>, draft: &Draft) -> bool {
    let percent = draft.unit.is_some_and(|unit| unit.dimension == Dimension::Percent);
    let said = line.kind(draft.end) == Some(Kind::Word)
        && !line.is(draft.end, "of")
        && context::change(line, draft).is_none();
    percent && draft.value == 100.into() && said && draft.shape == super::Shape::Value
}

/// Verbs that open advice.
static IMPERATIVES: List = List::new(&[
    "add", "allow", "avoid", "bake", "bring", "call", "choose", "click", "cook", "dial", "enter",
    "give", "keep", "leave", "limit", "mix", "press", "put", "stay", "text", "try", "turn", "use",
    "wait", "walk", "wash", "write",
]);

/// Verbs that open an example made up.
static SUPPOSING: List = List::new(&["consider", "imagine", "suppose"]);

/// "per 100,000", "every 10 years", "hundreds of".
fn rate_base(line: &Line<'_>, draft: &Draft) -> bool {
    context::rate_base(line, draft.first)
}

/// "the last half century".
fn half_year(line: &Line<'_>, draft: &Draft) -> bool {
    draft.number.is_none() && line.is(draft.first, "half") && line.among(draft.end, &TIMES)
}
