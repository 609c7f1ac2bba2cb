//! Durations that only set the time of what is told.
//! Each rule is one function, so that each can be argued about alone.

use crate::tag::figure::context;
use crate::tag::figure::line::{Line, back};
use crate::tag::figure::quantity::Draft;
use crate::tag::figure::unit::Dimension;
use crate::tag::figure::words::{BACK, List, ORDINALS, STOPS, SUPERLATIVES, TIMES};

/// "within two years", "two years later", "the next 10 days", "a two-hour meeting", "24 hours a
/// day", "one day", "for three weeks"; not "takes 12 weeks" or "more than two years".
pub(super) fn sets_time(line: &Line<'_>, draft: &Draft) -> bool {
    let time =
        draft.unit.is_some_and(|unit| unit.dimension == Dimension::Time && unit.per.is_empty());
    if !time {
        return false;
    }
    let qualified = || context::qualifier(line, draft).is_some() && !during(line, draft);
    let rules: [fn(&Line<'_>, &Draft) -> bool; 4] =
        [gone, introduced, hyphenated, around_the_clock];
    rules.iter().any(|rule| rule(line, draft))
        || (!qualified()
            && !measured_time(line, draft)
            && (beside(line, draft) || passing(line, draft)))
}

/// "in 58.3 seconds", "73 seconds after liftoff", "the worst in 40 years": nobody sets a time to the
/// second, and a record is as old as it says.
fn measured_time(line: &Line<'_>, draft: &Draft) -> bool {
    let digits = draft.number.is_some_and(|number| !number.spelled);
    let exact = line.word(draft.first).contains('.');
    let seconds = draft.unit.is_some_and(|unit| unit.symbol == "s");
    let start = context::before_qualifier(line, draft.first);
    let record = |i: usize| line.among(i, &SUPERLATIVES) || line.look(i, &ORDINALS).is_some();
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

/// "two days before"; not "after an 11-year lull".
fn beside(line: &Line<'_>, draft: &Draft) -> bool {
    let start = back(context::before_qualifier(line, draft.first), 1);
    let before = line.is(start, "in") || line.is(start, "after");
    let behind = ["after", "before", "prior"].iter().any(|word| line.is(draft.end, word));
    (before || behind) && !tenure(line, draft)
}

/// "the next 10 days", "every three weeks", "their two days"; not "their 18-year career".
fn introduced(line: &Line<'_>, draft: &Draft) -> bool {
    let start = back(context::before_qualifier(line, draft.first), 1);
    let near = back(draft.first, 1);
    if lasting(line, near) {
        return false;
    }
    let set = line.among(start, &SET_BEFORE) || line.among(near, &SET_BEFORE);
    set || line.among(start, &BACK) && !tenure(line, draft)
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
    let passes = spelled && !verb && !been && !more && !tenure(line, draft);
    passes && context::change(line, draft).is_none()
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

/// "two-hour meeting", "12-month period".
fn hyphenated(line: &Line<'_>, draft: &Draft) -> bool {
    joined(line, draft) && !tenure(line, draft)
}

fn joined(line: &Line<'_>, draft: &Draft) -> bool {
    let number = draft.number.map_or(draft.end, |number| number.end);
    line.joins(number) && number + 2 == draft.end
}

/// What goes on for months or years has that length for a property: "a four-month project", "an
/// 18-year career".
fn tenure(line: &Line<'_>, draft: &Draft) -> bool {
    let unit = back(draft.end, 1);
    let years = line.is(unit, "year");
    let long = draft.value > 1.into() && (years || line.is(unit, "month"));
    let period = line.is(draft.end, "period") && (draft.value < 5.into() || !years);
    joined(line, draft) && long && !period
}

/// "three flights a week": a rate counts also where its things are known.
pub(super) fn per_time(line: &Line<'_>, draft: &Draft) -> bool {
    let each = |i: usize| ["a", "per", "each", "every"].iter().any(|word| line.is(i, word));
    let rate = |i: usize| each(i) && line.among(i + 1, &TIMES);
    draft.value > 1.into() && context::counted(line, draft.end).is_some_and(|(_, end)| rate(end))
}
