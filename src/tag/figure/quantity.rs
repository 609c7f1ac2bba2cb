//! Numbers with what belongs to them: sign, currency, scale, unit, and the far end of a range.

use super::Shape;
use super::decimal::Decimal;
use super::line::{DASHES, Line, back};
use super::number::{self, Number};
use super::unit::{self, Dimension, Unit};
use super::words::List;

/// A figure in the making; tokens `first..end`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Draft {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) value: Decimal,
    pub(super) shape: Shape,
    pub(super) unit: Option<Unit>,
    /// The plain number it begins with, unless it is a phrase.
    pub(super) number: Option<Number>,
}

/// The quantity whose number begins at token `i`; which number that is where no money is meant, is known.
pub(super) fn read(line: &Line<'_>, i: usize, plain: Option<Number>) -> Option<Draft> {
    let money = unit::currency_before(line, i);
    let number = if money.is_some() { number::read(line, i, true) } else { plain };
    let near = measured(line, money, number?);
    let draft = votes(line, near).or_else(|| ranged(line, near)).unwrap_or(near);
    Some(signed(line, draft))
}

/// One number with currency or unit.
fn side(line: &Line<'_>, i: usize) -> Option<Draft> {
    let money = unit::currency_before(line, i);
    let number = number::read(line, i, money.is_some())?;
    Some(measured(line, money, number))
}

/// A number with the currency before it, or the unit behind.
fn measured(line: &Line<'_>, money: Option<(Unit, usize)>, number: Number) -> Draft {
    let tail = unit::after(line, &number);
    let (unit, first, end) = match (money, tail) {
        (Some((_, first)), Some((unit, end))) if unit.dimension == Dimension::Money => {
            (Some(unit), first, end)
        }
        (Some((unit, first)), _) => (Some(unit), first, number.end),
        (None, Some((unit, end))) => (Some(unit), number.first, end),
        (None, None) => (None, number.first, number.end),
    };
    let end = end + usize::from(line.mark(end, "+") && line.glued(end));
    Draft { first, end, value: number.value, shape: Shape::Value, unit, number: Some(number) }
}

/// Both ends of "10 to 15%", "between $5 and $10", "5-7 days", "3.2 ± 0.1 mm".
fn ranged(line: &Line<'_>, near: Draft) -> Option<Draft> {
    let at = link(line, &near)?;
    let far = (at..at + 4).find_map(|i| side(line, i).filter(|far| far.first == at))?;
    let unit = shared(&near, &far)?;
    let (low, high) = (near.number?, far.number?);
    let lift =
        high.exponent > 0 && low.exponent == 0 && near.end == low.end && low.value < 1000.into();
    let value = if lift { low.value.shifted(high.exponent)? } else { low.value };
    let score = unit.is_none() && far.value < value;
    let odds = unit.is_none() && far.value == 1.into() && value > far.value;
    let tolerance = line.mark(back(at, 1), "±");
    let shape = match () {
        () if tolerance => Shape::Within { of: far.value },
        () if odds || score && line.mark(near.end, DASHES) => Shape::Score { to: far.value },
        () => Shape::Range { to: far.value },
    };
    Some(Draft { end: far.end, value, shape, unit, ..near })
}

/// "by 219 votes to 201", "five goals to two".
fn votes(line: &Line<'_>, near: Draft) -> Option<Draft> {
    let bare = near.unit.is_none() && line.among(near.end, &SCORED) && line.is(near.end + 1, "to");
    if !bare {
        return None;
    }
    let far = side(line, near.end + 2).filter(|far| far.unit.is_none())?;
    let free = !super::context::plural(line, far.end);
    free.then_some(Draft { end: far.end, shape: Shape::Score { to: far.value }, ..near })
}

/// What a match or a vote is counted in.
static SCORED: List = List::new(&["games", "goals", "points", "runs", "seats", "sets", "votes"]);

/// The token after what links both ends of a range.
fn link(line: &Line<'_>, near: &Draft) -> Option<usize> {
    let at = near.end;
    let next = at + 1;
    let between = || (1..=4).any(|n| line.is(back(near.first, n), "between"));
    match () {
        () if line.mark(at, DASHES) && (line.glued(at) == line.glued(next)) => Some(next),
        () if line.mark(at, "±") => Some(next),
        () if line.mark(at, "+") && line.mark(next, "/") && line.mark(at + 2, "-−") => {
            Some(at + 3)
        }
        () if line.is(at, "to") || (line.is(at, "through") && near.unit.is_none()) => Some(next),
        () if line.is(at, "and") && between() => Some(next),
        () if line.is(at, "or")
            && near.number.is_some_and(|n| n.value < 20.into() && !n.scaled) =>
        {
            Some(next)
        }
        () => None,
    }
}

/// The unit that both ends share, which may be none, if they can be one range.
#[expect(clippy::option_option, reason = "whether they fit, and the unit if there is one")]
fn shared(near: &Draft, far: &Draft) -> Option<Option<Unit>> {
    match (near.unit, far.unit) {
        (None, unit) => Some(unit),
        (Some(near_unit), None) => {
            (near_unit.dimension == Dimension::Money).then_some(Some(near_unit))
        }
        (Some(near_unit), Some(far_unit)) => {
            (near_unit.symbol == far_unit.symbol).then_some(Some(far_unit))
        }
    }
}

/// Takes in a sign that belongs to the number and not to a range or a list.
fn signed(line: &Line<'_>, draft: Draft) -> Draft {
    let Some(at) = draft.first.checked_sub(1) else { return draft };
    let free = !line.glued(at) || line.mark(back(at, 1), "([=<>~≈$£€") || at == 0;
    if !line.glued(draft.first) || !free || !line.mark(at, "-−–+") {
        return draft;
    }
    let value = if line.mark(at, "+") { draft.value } else { draft.value.negated() };
    Draft { first: at, value, ..draft }
}
