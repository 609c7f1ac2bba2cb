//! Figures that are phrases: fractions, ratios, multiples and ranks in words. Plain numbers and
//! ranges are left to `quantity`.

use super::Shape;
use super::decimal::Decimal;
use super::line::{Kind, Line, back};
use super::number::{self, Number};
use super::quantity::Draft;
use super::unit::Unit;
use super::words::{
    BACK, FACTORS, List, ONES, ORDINALS, PARTS, RANKS, SCALES, STOPS, SUPERLATIVES, TENS, TIMES,
};

/// The figure that the phrase at token `i` states, if it is one of these. `number` is the number
/// that begins there.
pub(super) fn read(line: &Line<'_>, i: usize, number: Option<Number>) -> Option<Draft> {
    let counted = || number.and_then(|number| rated(line, i).or_else(|| ratio(line, number)));
    rank(line, i)
        .or_else(counted)
        .or_else(|| fraction(line, i, number))
        .or_else(|| half(line, i, number))
        .or_else(|| twice(line, i))
        .or_else(|| fold(line, i, number))
        .or_else(|| factor(line, i))
}

fn draft(first: usize, end: usize, value: Decimal, shape: Shape) -> Draft {
    Draft { first, end, value, shape, unit: None, number: None }
}

/// "third largest", "15th-largest", "second most visited", "ranked fifth", "5th in the world".
fn rank(line: &Line<'_>, i: usize) -> Option<Draft> {
    let (place, end) = ordinal(line, i)?;
    let at = end + usize::from(line.joins(end));
    let best = line.among(at, &SUPERLATIVES) && !line.is(at, "most") && !line.is(at, "least");
    let most = (line.is(at, "most") || line.is(at, "least")) && line.small(at + 1);
    let ranked = ranked(line, i)
        || finished(line, i, end)
        || (line.follow(end, &["in", "the", "world"]) && place > 1);
    let placed = place > 1 && (line.is(end, "place") || line.is(end, "placed"));
    if place == 1 && (line.joins(end) || !line.among(back(i, 1), &RANKS)) {
        return None;
    }
    let end = match () {
        () if best => at + 1,
        () if most => at + 2,
        () if ranked || placed => end,
        () => return None,
    };
    Some(draft(i, end, place.into(), Shape::Rank))
}

/// Whether a verb of ranking stands before token `i`.
fn ranked(line: &Line<'_>, i: usize) -> bool {
    (1..=4).any(|n| line.among(back(i, n), &RANKS))
}

/// "finished fourth", "ended up third": a place, where nothing is named that comes in that order.
fn finished(line: &Line<'_>, i: usize, end: usize) -> bool {
    let verb = back(i, 1);
    let ended = line.is(verb, "up") && line.word(back(i, 2)).starts_with("end");
    let alone = line.kind(end) != Some(Kind::Word) || line.among(end, &STOPS);
    (ended || line.among(verb, &FINISHING)) && alone
}

/// Verbs right behind which an ordinal alone is a place.
static FINISHING: List = List::new(&["came", "finish", "finished", "finishes", "finishing"]);

/// An ordinal in words or digits and the token after it.
pub(super) fn ordinal(line: &Line<'_>, i: usize) -> Option<(u32, usize)> {
    if let Some(place) = line.look(i, &ORDINALS) {
        return Some((place, i + 1));
    }
    let suffix = line.glued(i + 1) && matches!(line.word(i + 1), "st" | "nd" | "rd" | "th");
    if !suffix {
        return None;
    }
    Some((line.word(i).parse().ok()?, i + 2))
}

/// "a score of 7/10", "rated 4/5".
pub(super) fn rated(line: &Line<'_>, i: usize) -> Option<Draft> {
    let before = back(i, 1);
    let said =
        || ["of", "rated", "score", "scored", "scores"].iter().any(|word| line.is(before, word));
    let slash =
        line.mark(i + 1, "/") && line.glued(i + 1) && line.glued(i + 2) && !line.joins(i + 3);
    if !slash || !said() {
        return None;
    }
    let part = Decimal::parse(line.word(i))?;
    let of = Decimal::parse(line.word(i + 2)).filter(|of| part <= *of)?;
    Some(draft(i, i + 3, Decimal::share(part, of)?, Shape::Ratio { part, of }))
}

/// "one in five", "three out of four", "1 in every 10", "one of 24", "12 per 100,000".
fn ratio(line: &Line<'_>, part: Number) -> Option<Draft> {
    if part.scaled {
        return None;
    }
    let (of, end) = of_how_many(line, &part)?;
    let shape = Shape::Ratio { part: part.value, of };
    let unit = None;
    Some(Draft {
        first: part.first,
        end,
        value: Decimal::share(part.value, of)?,
        shape,
        unit,
        number: Some(part),
    })
}

/// What follows the part of a ratio.
fn of_how_many(line: &Line<'_>, part: &Number) -> Option<(Decimal, usize)> {
    let at = part.end;
    let out = line.follow(at + 1, &["out", "of"]);
    let noun = part.value < 10.into()
        && line.small(at)
        && (out || line.is(at + 1, "in"))
        && !line.among(at, &STOPS);
    let far = at + 2 + usize::from(out || line.is(at + 2, "every"));
    let few = || number::read(line, far, false).filter(|of| of.value <= 20.into());
    if noun
        && let Some(of) = few()
        && of.value > part.value
        && super::unit::after(line, &of).is_none()
    {
        return (!super::context::plural(line, of.end)).then_some((of.value, of.end));
    }
    let hyphens = usize::from(line.joins(at) && line.joins(at + 2));
    let (relation, at) = match () {
        () if line.follow(at, &["out", "of"]) => ("of", at + 2),
        () if line.is(at + hyphens, "in") => ("in", at + 1 + 2 * hyphens),
        () if line.is(at, "of") => ("of", at + 1),
        () if line.is(at, "per") || line.is(at, "for") && line.is(at + 1, "every") => {
            ("per", at + 1)
        }
        () => return None,
    };
    let at = at + usize::from(line.is(at, "every") || line.is(at, "the") || line.is(at, "its"));
    let of = number::read(line, at, false)?;
    let free = super::unit::after(line, &of).is_none();
    let fits = of.value > part.value && free && (relation != "in" || plausible(line, part, &of));
    let named = relation == "of"
        && of.value <= 12.into()
        && part.value <= 1.into()
        && super::context::plural(line, of.end);
    (fits && !named && (relation != "per" || of.value >= 100.into())).then_some((of.value, of.end))
}

/// "in" makes a ratio of round or small numbers only: "killed 30 in 2019" is none.
fn plausible(line: &Line<'_>, part: &Number, of: &Number) -> bool {
    let year = (1500..2100).contains(&of.value.whole().unwrap_or_default())
        && line.word(of.first).len() == 4;
    !year
        && (of.value <= 20.into() || of.value.whole().is_some_and(|whole| whole % 5 == 0))
        && part.value <= 100.into()
}

/// "two-thirds", "a quarter", "one tenth", "three quarters".
fn fraction(line: &Line<'_>, i: usize, number: Option<Number>) -> Option<Draft> {
    if number.is_some_and(|number| number.scaled) {
        return None;
    }
    let (part, at) = parts(line, i, number)?;
    let at = at + usize::from(line.joins(at));
    let of = line.look(at, &PARTS)?;
    let plural = line.word(at).ends_with('s');
    let single = part == 1 && !line.is(at, "half") && shares(line, i, at + 1);
    let many = part > 1 && plural && of != 2 && (of != 4 || part == 3);
    if !single && !many {
        return None;
    }
    let shape = Shape::Fraction { part, of };
    Some(draft(i, at + 1, Decimal::share(part.into(), of.into())?, shape))
}

fn parts(line: &Line<'_>, i: usize, number: Option<Number>) -> Option<(u32, usize)> {
    if line.is(i, "a") {
        return Some((1, i + 1));
    }
    let number = number?;
    let whole = number.value.whole().and_then(|whole| u32::try_from(whole).ok());
    whole.filter(|whole| *whole < 20).map(|whole| (whole, number.end))
}

/// Whether "a third" at `i` is a share and not a place in a row: "a third of", "by a third", but not
/// "a third time" or "one here, another there and a third for us".
fn shares(line: &Line<'_>, i: usize, after: usize) -> bool {
    let listed = (2..16).any(|n| line.is(back(i, n), "another")) && !line.is(after, "of");
    let ends = (line.kind(after) != Some(Kind::Word) || line.among(after, &STOPS)) && !listed;
    let by = line.is(back(i, 1), "by");
    (line.is(i, "one") || ends || by || line.is(after, "higher") || line.is(after, "lower"))
        && !line.joins(after)
}

/// "half of", "half the", "nearly half", "by half"; never "half-time" or "the first half", nor the
/// beginning of a number: "about half a million".
fn half(line: &Line<'_>, i: usize, number: Option<Number>) -> Option<Draft> {
    let joined = || line.joins(i + 1) || line.joins(back(i, 1));
    if !line.is(i, "half") || number.is_some() || joined() {
        return None;
    }
    let before = back(i, 1);
    let whole = line.among(i + 1, &HALF_OF);
    let counted = super::context::plural(line, i + 1);
    let about = line.among(before, &HALF_BEFORE);
    let side = line.among(before, &SIDES);
    let of_time = line.among(i + 2, &TIMES) || line.among(before, &BACK) && !line.is(before, "all");
    let idiom = line.follow(i + 1, &["the", "battle"]);
    if !(whole || counted || about)
        || idiom
        || of_time
        || side
        || ordinal(line, before).is_some()
        || line.is(before, "and") && !whole
    {
        return None;
    }
    Some(draft(i, i + 1, Decimal::new(5, 1), Shape::Fraction { part: 1, of: 2 }))
}

/// Halves that are places, not shares.
static SIDES: List = List::new(&[
    "best", "better", "bottom", "eastern", "front", "latter", "left", "lower", "middle",
    "northern", "other", "right", "southern", "top", "upper", "western",
]);

/// What stands behind a half that is a share.
static HALF_OF: List = List::new(&[
    "as", "believe", "by", "her", "his", "its", "my", "of", "our", "said", "say", "the", "their",
    "were", "what",
]);
/// What stands before one.
static HALF_BEFORE: List = List::new(&[
    "about",
    "almost",
    "approximately",
    "around",
    "by",
    "exactly",
    "in",
    "just",
    "nearly",
    "over",
    "roughly",
    "than",
    "to",
    "under",
]);

/// "twice as many", "twice the", "half as much" is `half`.
fn twice(line: &Line<'_>, i: usize) -> Option<Draft> {
    let times = match () {
        () if line.is(i, "twice") => 2,
        () if line.is(i, "thrice") => 3,
        () => return None,
    };
    let after = i + 1;
    let compared =
        ["as", "its", "that", "the", "their", "what"].iter().any(|word| line.is(after, word));
    compared.then(|| Draft {
        unit: Some(Unit::TIMES),
        ..draft(i, i + 1, times.into(), Shape::Multiple)
    })
}

/// "tenfold", "twofold", "ten-fold" and "10-fold".
fn fold(line: &Line<'_>, i: usize, number: Option<Number>) -> Option<Draft> {
    let unit = Some(Unit::TIMES);
    let word = line.word(i);
    let whole = word.len().checked_sub(4).and_then(|at| Some((word.get(..at)?, word.get(at..)?)));
    if let Some((count, _)) = whole.filter(|(_, fold)| fold.eq_ignore_ascii_case("fold")) {
        let times = ONES.get(count).or_else(|| TENS.get(count))?;
        return Some(Draft { unit, ..draft(i, i + 1, times.into(), Shape::Multiple) });
    }
    let number = number?;
    let at = number.end + usize::from(line.joins(number.end));
    let fold = line.is(at, "fold");
    fold.then(|| Draft {
        unit,
        number: Some(number),
        ..draft(i, at + 1, number.value, Shape::Multiple)
    })
}

/// "doubled", "halved", "has tripled"; not "double bass".
fn factor(line: &Line<'_>, i: usize) -> Option<Draft> {
    let tenths = line.look(i, &FACTORS)?;
    let bare = matches!(line.word(i).as_bytes().last(), Some(b'e' | b'E'));
    let noun = bare
        && !line.is(i + 1, "the")
        && !line.is(i + 1, "that")
        && !line.is(i + 1, "its")
        && !line.is(back(i, 1), "to")
        && !line.is(back(i, 1), "than")
        && !line.is(back(i, 1), "nearly");
    let other = line.is(i + 1, "down")
        || line.is(i + 1, "as")
        || line.is(i + 1, "up")
        || line.joins(i + 1)
        || line.is(i + 1, "standards");
    let checked = line.word(i + 1).starts_with("check")
        || line.is(i + 1, "counted")
        || line.is(i + 1, "over");
    let halves = line.is(i, "halves") || line.is(back(i, 1), "the");
    (!noun && !other && !checked && !halves).then(|| {
        let unit = Some(Unit::TIMES);
        Draft { unit, ..draft(i, i + 1, Decimal::new(tenths.into(), 1), Shape::Multiple) }
    })
}

/// Whether a word that scales stands at `i`: "hundreds of" is too vague to be a figure.
pub(super) fn vague(line: &Line<'_>, i: usize) -> bool {
    let word = line.word(i);
    word.strip_suffix('s')
        .is_some_and(|single| SCALES.get(single).is_some() || single.eq_ignore_ascii_case("dozen"))
}
