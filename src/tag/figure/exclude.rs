//! Numbers that are no figures, by the labelling guidelines of the project: which rules there are and
//! when each is asked. The rules themselves are in the modules below.

mod age;
mod aside;
mod date;
mod duration;
mod label;

use super::line::{Kind, Line};
use super::quantity::Draft;
use age::age;
use aside::{advice, half_year, rate_base, refers_back, small_count, wholly};
use date::{clock, colons, days, decade, month, slashes, spelled_clock, year};
use duration::sets_time;
use label::{
    bracketed, capital_name, chain, initials, label, list_number, part_of_name, part_of_path,
    spaced_out, spelled_label, suffixed,
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
