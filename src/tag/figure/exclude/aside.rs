//! Counts that count nothing new, and numbers in advice, examples and idioms.
//! Each rule is one function, so that each can be argued about alone.

use super::duration::per_time;
use crate::tag::figure::context;
use crate::tag::figure::line::{Kind, Line, back};
use crate::tag::figure::quantity::Draft;
use crate::tag::figure::unit::Dimension;
use crate::tag::figure::words::{BACK, List, STOPS, TIMES};

/// "the two agencies", "these 12 people", "the other three", "no two", "the top 20".
pub(super) fn refers_back(line: &Line<'_>, draft: &Draft) -> bool {
    let Some(number) = draft.number.filter(|number| !number.scaled && draft.unit.is_none()) else {
        return false;
    };
    let small = number.value <= if number.spelled { 20.into() } else { 12.into() };
    let before = back(draft.first, 1);
    // "killing all seven aboard" is news of the number, whoever they are.
    let toll = line.is(before, "all") && line.among(back(draft.first, 2), &STRUCK);
    let is_known = line.is(before, "top")
        || (small && !toll && (line.among(before, &BACK) || line.among(before, &AGAIN)));
    is_known && !per_time(line, draft)
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
pub(super) fn small_count(line: &Line<'_>, draft: &Draft) -> bool {
    let plain = matches!(
        draft.shape,
        crate::tag::figure::Shape::Value | crate::tag::figure::Shape::Range { .. }
    );
    let Some(number) = draft.number.filter(|number| !number.scaled && plain) else { return false };
    let one = number.value == 1.into()
        && number.spelled
        && draft.shape == crate::tag::figure::Shape::Value;
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
fn passing_count(line: &Line<'_>, draft: &Draft, value: crate::tag::figure::Decimal) -> bool {
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
        && draft.shape == crate::tag::figure::Shape::Value
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
pub(super) static STRUCK: List = List::new(&[
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
pub(super) fn advice(line: &Line<'_>, draft: &Draft) -> bool {
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
pub(super) fn wholly(line: &Line<'_>, draft: &Draft) -> bool {
    let percent = draft.unit.is_some_and(|unit| unit.dimension == Dimension::Percent);
    let whole = draft.value == 100.into() && draft.shape == crate::tag::figure::Shape::Value;
    let said = || {
        line.kind(draft.end) == Some(Kind::Word)
            && !line.is(draft.end, "of")
            && context::change(line, draft).is_none()
    };
    percent && whole && said()
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
pub(super) fn rate_base(line: &Line<'_>, draft: &Draft) -> bool {
    context::rate_base(line, draft.first)
}

/// "the last half century".
pub(super) fn half_year(line: &Line<'_>, draft: &Draft) -> bool {
    draft.number.is_none() && line.is(draft.first, "half") && line.among(draft.end, &TIMES)
}
