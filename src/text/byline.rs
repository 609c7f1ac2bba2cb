//! Reads the lines that name author, date and publication. Leaves it to `block` where in an
//! article such lines may stand.

use super::phrase::{Phrases, after, clip, find, has_any, opens_any, starts};
use super::shape::{LONG, Shape};
use super::{Day, Span, date, name};

/// What a byline or dateline tells; spans count from the start of the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Credit {
    pub(super) author: Option<Span>,
    pub(super) date: Option<Span>,
    pub(super) day: Option<Day>,
    pub(super) source: Option<Span>,
}

static BY: Phrases<16> = Phrases::new([
    "written by ",
    "posted by ",
    "published by ",
    "words by ",
    "story by ",
    "by ",
    "by: ",
    "author: ",
    "authors: ",
    "von ",
    "autor: ",
    "autorin: ",
    "par ",
    "por ",
    "作者：",
    "作者:",
]);

/// A line of a mail's head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// Who wrote it.
    From,
    /// What it is about.
    Subject,
    /// When it was sent.
    Date,
    /// Addressees and the like.
    Other,
}

/// The field of a mail's head that `line` is, and the bytes up to its value.
pub(super) fn field(line: &str) -> Option<(Field, usize)> {
    const FIELDS: [(&str, Field); 14] = [
        ("from:", Field::From),
        ("von:", Field::From),
        ("subject:", Field::Subject),
        ("betreff:", Field::Subject),
        ("date:", Field::Date),
        ("sent:", Field::Date),
        ("datum:", Field::Date),
        ("to:", Field::Other),
        ("cc:", Field::Other),
        ("bcc:", Field::Other),
        ("an:", Field::Other),
        ("reply-to:", Field::Other),
        ("message-id:", Field::Other),
        ("x-mailer:", Field::Other),
    ];
    let (name, field) = FIELDS.iter().find(|(name, _)| starts(line, name))?;
    let value = after(line, name.len()).trim_start();
    Some((*field, line.len() - value.len()))
}

/// Signs and words between an author and what follows the name.
const BEHIND: [&str; 14] = [
    " | ",
    " – ",
    " — ",
    " - ",
    " • ",
    " · ",
    " on ",
    " for ",
    " published",
    " updated",
    "(",
    ", ",
    "，",
    "  ",
];

/// Words that go with a date and are no publication.
static DATED: Phrases<33> = Phrases::new([
    "held on",
    "published on",
    "published:",
    "published",
    "last updated on",
    "last updated:",
    "last updated",
    "updated on",
    "updated:",
    "updated",
    "posted on",
    "posted",
    "date:",
    "dated",
    "first published",
    "veröffentlicht am",
    "veröffentlicht",
    "aktualisiert am",
    "aktualisiert",
    "stand:",
    "stand",
    "sent:",
    "datum:",
    "datum",
    "vom",
    "publié le",
    "le",
    "on",
    "发布时间：",
    "发布时间:",
    "发布于",
    "日期：",
    "am",
]);

/// What numbers an issue beside its date.
const NUMBERED: [&str; 5] = ["issue", "vol", "volume", "no", "nr"];

/// Days before a date.
static WEEKDAYS: Phrases<22> = Phrases::new([
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
]);

/// Reads a line such as "By Jane Doe | 12 May 2024".
pub(super) fn byline(line: &str, shape: Shape) -> Option<Credit> {
    let by = BY.start(line).filter(|_| shape.chars <= 160)?;
    let rest = after(line, by.len());
    let lead = rest.len() - rest.trim_start().len();
    let names = names(rest.trim_start());
    let capital = names.starts_with(|char: char| char.is_uppercase() || !char.is_ascii());
    let word_count = names.split_whitespace().count();
    if !capital || word_count > 8 || shape.runs() && date::find(line).is_none() && shape.words > 9 {
        return None;
    }
    let start = by.len() + lead;
    let credit = dated(line).unwrap_or_default();
    Some(Credit { author: Some(Span::new(start, start + names.len())), source: None, ..credit })
}

/// The names at the start of `rest`, several joined by "and" or commas as written.
fn names(rest: &str) -> &str {
    let ends = BEHIND.iter().filter_map(|behind| {
        let at = find(rest, behind)?;
        let next = after(rest, at + behind.len());
        // "Jane Doe, John Roe" and "Jane Doe, MD" stay whole.
        let joined = *behind == ", " && name_follows(next);
        (!joined).then_some(at)
    });
    let end = ends.min().unwrap_or(rest.len());
    clip(rest, end).trim_end()
}

fn name_follows(text: &str) -> bool {
    let part = text.split(',').next().unwrap_or_default().trim();
    name::is_name(part) && date::find(text).is_none_or(|(span, _)| span.start > 4)
}

/// Reads a line such as "Sales Pulse Medical Trends – December 12, 2024".
pub(super) fn dateline(line: &str, shape: Shape) -> Option<Credit> {
    let beside = ["min read", "updated", "published", "posted"];
    if line.len() > LONG || shape.chars > 120 || shape.broken && !has_any(line, &beside) {
        return None;
    }
    let mut credit = dated(line)?;
    let written = credit.date?;
    credit.author = writer(line);
    credit.source = credit.source.filter(|_| credit.author.is_none());
    let rest = line.len() - written.len();
    let before = clip(line, written.start as usize).trim();
    let plain = credit.author.is_some()
        || before.is_empty()
        || DATED.open(before)
        || opens_any(before, &NUMBERED)
        || WEEKDAYS.open(before)
        || credit.source.is_some();
    let closes = !line.ends_with(['.', '!', '?']) || rest <= 20;
    (plain && closes && (rest <= 60 || credit.source.is_some())).then_some(credit)
}

/// The author in "Posted on 2 June 2023 by Jane Doe".
fn writer(line: &str) -> Option<Span> {
    let at = find(line, " by ")? + " by ".len();
    let name = names(after(line, at));
    name::is_name(name).then(|| Span::new(at, at + name.len()))
}

/// The date in `line` and what stands beside it.
fn dated(line: &str) -> Option<Credit> {
    let (written, day) = date::find(line)?;
    let before = Span::new(0, written.start as usize);
    let behind = Span::new(written.end as usize, line.len());
    let source = publication(line, before).or_else(|| publication(line, behind));
    Some(Credit { author: None, date: Some(written), day: Some(day), source })
}

/// The name of a publication in `span`, if a separator sets it off from the date.
fn publication(line: &str, span: Span) -> Option<Span> {
    let edge = [' ', '\u{a0}', '|', '–', '—', '-', '•', '·', ',', ':', '(', ')', '/'];
    let words = span.of(line);
    let separators = ['|', '–', '—', '-', '•', '·', ',', ':', '/', '('];
    let near = if span.start == 0 {
        words.trim_end().chars().next_back()
    } else {
        words.trim_start().chars().next()
    };
    let set_off = near.is_some_and(|char| separators.contains(&char));
    let start = span.start as usize + (words.len() - words.trim_start_matches(edge).len());
    let name = words.trim_matches(edge);
    let fits = name.chars().count() >= 3
        && name.split_whitespace().count() <= 8
        && name.starts_with(|char: char| char.is_uppercase() || !char.is_ascii())
        && name.chars().any(char::is_alphabetic);
    let far = span.start > 0 && near == Some(',');
    let other = far
        || opens_any(name, &NUMBERED)
        || WEEKDAYS.open(name)
        || DATED.open(name)
        || has_any(name, &["min read", "minute", "updated", "uhr"]);
    (set_off && fits && !other).then(|| Span::new(start, start + name.len()))
}

/// The date that opens a press release, "BERLIN, 12 May 2024 – The company ...".
pub(super) fn release(line: &str) -> Option<(Span, Day)> {
    let head = clip(line, 90);
    let dash = [" – ", " — ", " -- ", " - ", "—", " /"]
        .iter()
        .filter_map(|dash| find(head, dash))
        .max()?;
    date::find(head).filter(|(written, day)| {
        let place = clip(line, written.start as usize);
        day.day > 0
            && written.end as usize <= dash
            && place.split_whitespace().count() <= 6
            && !place.contains(". ")
    })
}

#[cfg(test)]
mod tests {
    use super::super::shape::shape;
    use super::*;

    #[track_caller]
    fn author(line: &str, expected: Option<&str>) {
        let credit = byline(line, shape(line));
        assert_eq!(credit.and_then(|credit| credit.author).map(|span| span.of(line)), expected);
    }

    #[track_caller]
    fn source(line: &str, expected: Option<(&str, Option<&str>)>) {
        let credit = dateline(line, shape(line));
        let found = credit
            .map(|credit| (credit.date.unwrap().of(line), credit.source.map(|span| span.of(line))));
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn bylines_name_their_author() {
        author("By Chris Pinadella", Some("Chris Pinadella"));
        author("by Jane Doe | 12 May 2024", Some("Jane Doe"));
        author("By Jane Doe and John Roe", Some("Jane Doe and John Roe"));
        author("By Jane Doe, Health Correspondent", Some("Jane Doe"));
        author("Von Petra Müller", Some("Petra Müller"));
        author("作者：王小明", Some("王小明"));
        author("By integrating these capabilities, organizations can maximize efficiency.", None);
        author("By the Sea", None);
    }

    #[test]
    fn datelines_name_their_publication() {
        source(
            "Sales Pulse Medical Trends – December 12, 2024",
            Some(("December 12, 2024", Some("Sales Pulse Medical Trends"))),
        );
        source("Published on 3 March 2023", Some(("3 March 2023", None)));
        source("May 3, 2024 | 4 min read", Some(("May 3, 2024", None)));
        source("2024-05-03 · The Health Post", Some(("2024-05-03", Some("The Health Post"))));
        source("The fair opened on December 12, 2024 in Berlin to a large crowd of people", None);
        source("Thursday, 5 May 2022", Some(("5 May 2022", None)));
    }

    #[test]
    fn press_releases_open_with_place_and_date() {
        let line = "BERLIN, 12 May 2024 – The company today opened a plant.";
        assert_eq!(release(line).map(|(span, _)| span.of(line)), Some("12 May 2024"));
        assert_eq!(release("In May 2024 it rained – a lot."), None);
    }
}
