//! What stands around a figure: its qualifier, the change it measures, what it counts, and the
//! year it is projected to.

use super::line::{Kind, Line, back};
use super::phrase;
use super::quantity::Draft;
use super::unit::Dimension;
use super::words::{DOWN, List, PEOPLE, PLURALS, STOPS, Table, UP};
use super::{Change, Direction, Qualifier, Step};
use crate::text::Span;

/// Whether a plural noun stands at `i`.
pub(super) fn plural(line: &Line<'_>, i: usize) -> bool {
    if line.kind(i) != Some(Kind::Word) || line.among(i, &STOPS) {
        return false;
    }
    let word = line.word(i);
    let stem = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
    let ends = stem.is_none()
        && (word.len() > 3 || short_plural(line, i))
        && word.ends_with('s')
        && !["ss", "us", "is", "ous"].iter().any(|end| word.ends_with(end));
    ends || line.among(i, &PLURALS)
}

/// "MPs", "TVs", "start-ups", "sit-ins": plurals of three letters, among which most words are none.
fn short_plural(line: &Line<'_>, i: usize) -> bool {
    let word = line.word(i).as_bytes();
    let initials = word.len() == 3 && word.iter().take(2).all(u8::is_ascii_uppercase);
    let particle =
        line.joins(back(i, 1)) && ["ups", "ins", "ons"].iter().any(|word| line.is(i, word));
    initials || particle
}

/// The qualifier before or behind the draft.
pub(super) fn qualifier(line: &Line<'_>, draft: &Draft) -> Option<Qualifier> {
    behind(line, draft.end).or_else(|| before(line, draft.first)).or_else(|| {
        let plus = line.mark(back(draft.end, 1), "+");
        plus.then_some(Qualifier::AtLeast)
    })
}

/// "or more", "or less".
fn behind(line: &Line<'_>, end: usize) -> Option<Qualifier> {
    if !line.is(end, "or") {
        return None;
    }
    line.look(end + 1, &BEHIND)
}

/// What stands behind that "or".
static BEHIND: Table<Qualifier> = Table::new(&[
    ("above", Qualifier::AtLeast),
    ("below", Qualifier::UpTo),
    ("fewer", Qualifier::UpTo),
    ("higher", Qualifier::AtLeast),
    ("less", Qualifier::UpTo),
    ("more", Qualifier::AtLeast),
    ("older", Qualifier::AtLeast),
    ("so", Qualifier::About),
]);

/// The words right before a figure.
fn before(line: &Line<'_>, first: usize) -> Option<Qualifier> {
    let at = back(first, 1);
    let skip = usize::from(line.is(at, "an") || line.is(at, "a") || line.is(at, "the"));
    let at = back(at, skip);
    match line.word(at) {
        "~" | "≈" | "∼" | "≃" => return Some(Qualifier::About),
        ">" => return Some(Qualifier::Over),
        "<" => return Some(Qualifier::Under),
        "≥" | "⩾" => return Some(Qualifier::AtLeast),
        "≤" | "⩽" => return Some(Qualifier::UpTo),
        _ => {}
    }
    two_words(line, at).or_else(|| line.look(at, &QUALIFIERS))
}

/// "more than", "no more than", "up to", "at least", "as many as", "close to", "or so".
fn two_words(line: &Line<'_>, at: usize) -> Option<Qualifier> {
    let before = back(at, 1);
    let is = |words: &[&str]| words.iter().any(|word| line.is(before, word));
    match () {
        () if line.is(at, "than") => compared(line, before),
        () if line.is(at, "to") && is(&["close", "next"]) => Some(Qualifier::Nearly),
        // "The fee went up to £9,250" moved there; only without a verb of motion is it the most.
        () if line.is(at, "to") && is(&["up"]) && !moved_up(line, before) => Some(Qualifier::UpTo),
        () if line.is(at, "as") && is(&["many", "much", "high", "long"]) => Some(Qualifier::UpTo),
        () if line.is(at, "as") && is(&["few", "little", "low"]) => Some(Qualifier::AtLeast),
        () if line.is(at, "least") && is(&["at"]) => Some(Qualifier::AtLeast),
        () if line.is(at, "most") && is(&["at"]) => Some(Qualifier::UpTo),
        () if line.is(at, "of") && is(&["maximum"]) => Some(Qualifier::UpTo),
        () if line.is(at, "of") && is(&["minimum"]) => Some(Qualifier::AtLeast),
        () if line.is(at, "of") && is(&["excess"]) => Some(Qualifier::Over),
        () => None,
    }
}

/// "more than", "no more than"; what is compared stands at `i`.
fn compared(line: &Line<'_>, i: usize) -> Option<Qualifier> {
    let is = |words: &[&str]| words.iter().any(|word| line.is(i, word));
    let no = || matches!(line.word(back(i, 1)), "no" | "No" | "not" | "Not");
    match () {
        () if is(&["more", "higher", "greater", "larger", "longer", "better", "older"]) => {
            Some(if no() { Qualifier::UpTo } else { Qualifier::Over })
        }
        () if is(&["fewer", "less", "lower"]) => {
            Some(if no() { Qualifier::AtLeast } else { Qualifier::Under })
        }
        () if is(&["bigger", "other"]) => Some(Qualifier::Over),
        () if is(&["smaller", "shorter", "younger"]) => Some(Qualifier::Under),
        () => None,
    }
}

/// Single words that qualify a figure.
static QUALIFIERS: Table<Qualifier> = Table::new(&[
    ("about", Qualifier::About),
    ("above", Qualifier::Over),
    ("almost", Qualifier::Nearly),
    ("approximately", Qualifier::About),
    ("around", Qualifier::About),
    ("below", Qualifier::Under),
    ("beneath", Qualifier::Under),
    ("between", Qualifier::Between),
    ("beyond", Qualifier::Over),
    ("circa", Qualifier::About),
    ("estimated", Qualifier::About),
    ("exceed", Qualifier::Over),
    ("exceeded", Qualifier::Over),
    ("exceeding", Qualifier::Over),
    ("exceeds", Qualifier::Over),
    ("nearly", Qualifier::Nearly),
    ("over", Qualifier::Over),
    ("roughly", Qualifier::About),
    ("some", Qualifier::About),
    ("topped", Qualifier::Over),
    ("under", Qualifier::Under),
]);

/// The first token of the words that qualify, so that what stands before them can be seen.
pub(super) fn before_qualifier(line: &Line<'_>, first: usize) -> usize {
    let mut at = first;
    for _ in 0..5 {
        let word = line.word(back(at, 1));
        if at == 0 || !QUALIFYING.has(word) {
            break;
        }
        at -= 1;
    }
    at
}

/// Every word that can be part of a qualifier.
static QUALIFYING: List = List::new(&[
    "a",
    "about",
    "additional",
    "almost",
    "an",
    "another",
    "approximately",
    "around",
    "as",
    "at",
    "average",
    "barely",
    "between",
    "close",
    "estimated",
    "even",
    "extra",
    "fewer",
    "further",
    "just",
    "least",
    "less",
    "long",
    "many",
    "mere",
    "more",
    "most",
    "much",
    "nearly",
    "no",
    "not",
    "only",
    "over",
    "perhaps",
    "possibly",
    "probably",
    "roughly",
    "some",
    "staggering",
    "than",
    "total",
    "under",
    "up",
    "well",
    "whopping",
]);

/// The change a figure measures, told by words on either side.
pub(super) fn change(line: &Line<'_>, draft: &Draft) -> Option<Change> {
    let start = before_qualifier(line, draft.first);
    let near = back(start, 1);
    let (step, at) = match () {
        () if line.is(near, "by") => (Step::By, back(near, 1)),
        () if line.is(near, "to") => (Step::To, back(near, 1)),
        () if line.is(near, "from") => (Step::From, back(near, 1)),
        () if line.is(near, "of") => (Step::By, back(near, 1)),
        () => (Step::By, near),
    };
    let verb = (0..4).map(|n| back(at, n)).take_while(|at| line.kind(*at) == Some(Kind::Word));
    // "raised €5 million" is money got, not money grown.
    let got = draft.unit.is_some_and(|unit| unit.dimension == Dimension::Money)
        && line.word(near).starts_with("rais");
    let before = || {
        verb.filter(|_| !got).enumerate().find_map(|(far, at)| {
            direction(line, at).filter(|_| far < 1 || step != Step::By || line.is(near, "by"))
        })
    };
    behind_change(line, draft).or_else(|| before().map(|direction| Change { direction, step }))
}

/// "a 5% rise", "12 percent higher", "3% more", "5 points down".
fn behind_change(line: &Line<'_>, draft: &Draft) -> Option<Change> {
    let noun = direction(line, draft.end);
    let less = if line.is(draft.end, "less") || line.is(draft.end, "fewer") {
        Some(Direction::Down)
    } else {
        None
    };
    let more = if line.is(draft.end, "more") { Some(Direction::Up) } else { None };
    noun.or(less).or(more).map(|direction| Change { direction, step: Step::By })
}

/// Whether "up" at `i` goes with a verb of motion.
fn moved_up(line: &Line<'_>, i: usize) -> bool {
    let moves = ["go", "goes", "going", "gone", "moved", "went"];
    line.is(i, "up") && moves.iter().any(|word| line.is(back(i, 1), word))
}

fn direction(line: &Line<'_>, i: usize) -> Option<Direction> {
    let particle = (line.is(i, "up") || line.is(i, "down")) && line.among(back(i, 1), &PHRASAL);
    match () {
        () if particle => None,
        () if line.is(i, "up") && line.is(i + 1, "to") && !moved_up(line, i) => None,
        () if line.among(i, &UP) => Some(Direction::Up),
        () if line.among(i, &DOWN) => Some(Direction::Down),
        () => None,
    }
}

/// Verbs whose "up" or "down" moves nothing: "made up 40%", "write down four".
static PHRASAL: List = List::new(&[
    "break", "broke", "broken", "build", "building", "built", "came", "come", "comes", "end",
    "ended", "ends", "jot", "made", "make", "makes", "making", "note", "pick", "picked", "put",
    "set", "sets", "sign", "signed", "sit", "take", "taken", "takes", "took", "turned", "write",
    "written", "wrote",
]);

/// The noun phrase that a figure counts: `200,000 [digital health professionals]`, `43% of
/// [patients]`. Ends at its first plural, and is nothing without one.
pub(super) fn counted(line: &Line<'_>, end: usize) -> Option<(usize, usize)> {
    let mut at = end;
    if line.is(at, "or")
        && (line.is(at + 1, "more") || line.is(at + 1, "fewer") || line.is(at + 1, "so"))
    {
        at += 2;
    }
    for skip in
        ["more", "other", "of", "all", "the", "its", "their", "these", "those", "our", "his", "her"]
    {
        at += usize::from(line.is(at, skip));
    }
    at += usize::from(line.joins(at));
    let mut i = at;
    while i < at + 6 {
        if plural(line, i) {
            return Some((at, i + 1));
        }
        let and = i > at && line.is(i, "and") && line.small(i + 1);
        let goes_on =
            and || line.joins(i) || (line.kind(i) == Some(Kind::Word) && !line.among(i, &STOPS));
        if !goes_on {
            break;
        }
        i += 1;
    }
    share_of(line, end, at, i)
}

/// "40 percent of [the workforce]": a share needs no plural.
fn share_of(line: &Line<'_>, end: usize, at: usize, stop: usize) -> Option<(usize, usize)> {
    (line.is(end, "of") && at > end && stop > at && stop <= at + 3).then_some((at, stop))
}

/// Whether what is counted are persons.
pub(super) fn people(line: &Line<'_>, counted: (usize, usize)) -> bool {
    line.among(counted.1 - 1, &PEOPLE)
}

/// The year or years a projection runs to: "by 2035", "between 2020 and 2030"; the token where it
/// stands comes first.
pub(super) fn horizon(line: &Line<'_>, i: usize) -> Option<(u16, Option<u16>)> {
    let year = |i: usize| {
        line.word(i)
            .parse()
            .ok()
            .filter(|year| (1900..2200).contains(year) && line.word(i).len() == 4)
    };
    let near = line.is(back(i, 1), "by") || line.is(back(i, 2), "by");
    if near {
        return year(i).map(|to| (to, None));
    }
    let opens = line.is(back(i, 1), "between") || line.is(back(i, 1), "from");
    let links = line.is(i + 1, "and") || line.is(i + 1, "to");
    if opens && links { Some((year(i + 2)?, year(i))) } else { None }
}

/// The words counted as a span.
pub(super) fn span(line: &Line<'_>, counted: Option<(usize, usize)>) -> Option<Span> {
    counted.map(|(first, end)| line.span(first, end))
}

/// Whether the token before `i` says that the number there is the second part of a rate.
pub(super) fn rate_base(line: &Line<'_>, i: usize) -> bool {
    ["per", "every", "each"].iter().any(|word| line.is(back(i, 1), word)) || phrase::vague(line, i)
}
