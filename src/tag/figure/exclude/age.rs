//! Ages of persons, and ages that people are sorted by.
//! Each rule is one function, so that each can be argued about alone.

use crate::tag::figure::context;
use crate::tag::figure::line::{Kind, Line, back};
use crate::tag::figure::quantity::Draft;
use crate::tag::figure::words::{List, PEOPLE, STOPS};

/// "aged 45", "a 45-year-old", "Smith, 45,", "he was 17"; averages of ages are figures.
pub(super) fn age(line: &Line<'_>, draft: &Draft) -> bool {
    let Some(number) = draft.number.filter(|number| !number.scaled) else { return false };
    let years =
        |end: usize| ["year", "years", "month", "months"].iter().any(|word| line.is(end, word));
    let unit = [number.end, number.end + 1, back(draft.end, 1)].into_iter().find(|at| years(*at));
    let old = |at: usize| ["old", "olds"].iter().any(|old| line.is(at, old));
    let behind = unit.is_some_and(|at| {
        let end = at + 2 + usize::from(line.joins(at + 1));
        (old(end - 1) && !of_thing(line, end)) || line.follow(at + 1, &["of", "age"])
    });
    let is_age = behind
        || aged(line, draft)
        || between_commas(line, draft)
        || said_of_person(line, draft)
        || older(line, draft);
    let mean = |i: usize| line.is(i, "average") || line.is(i, "median");
    is_age && !(draft.first.saturating_sub(12)..draft.first).any(mean)
}

/// "a 10-year-old system", "a 2000 year old tradition": what `i` names is no person.
fn of_thing(line: &Line<'_>, i: usize) -> bool {
    let person = line.among(i, &PEOPLE) || line.among(i, &PERSONS);
    line.small(i) && !person && !line.among(i, &STOPS) && !line.mark(i + 1, "'’")
}

/// Persons, one at a time, whose age is told.
static PERSONS: List = List::new(&[
    "actor",
    "actress",
    "athlete",
    "baby",
    "boy",
    "boyfriend",
    "brother",
    "child",
    "client",
    "cousin",
    "daughter",
    "driver",
    "farmer",
    "father",
    "female",
    "girl",
    "girlfriend",
    "grandchild",
    "granddaughter",
    "grandfather",
    "grandmother",
    "grandson",
    "guy",
    "husband",
    "infant",
    "kid",
    "kids",
    "lad",
    "lady",
    "male",
    "man",
    "mother",
    "nephew",
    "niece",
    "nurse",
    "officer",
    "patient",
    "pensioner",
    "person",
    "player",
    "pupil",
    "pupils",
    "self",
    "singer",
    "sister",
    "soldier",
    "son",
    "striker",
    "student",
    "suspect",
    "teacher",
    "teen",
    "teenager",
    "twins",
    "victim",
    "widow",
    "wife",
    "woman",
    "worker",
    "writer",
    "youth",
]);

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
        line.mark(before, ",(") && line.mark(draft.end, ",;.)") && line.capital(back(before, 1));
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
