//! Numbers as written: digits, words, and the scale behind them. Not what they measure.

use super::decimal::Decimal;
use super::line::{Kind, Line, VULGAR, back};
use super::words::{ONES, SCALE_LETTERS, SCALES, TENS};

/// A number and the tokens it takes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub(super) value: Decimal,
    pub(super) first: usize,
    pub(super) end: usize,
    /// Written in words.
    pub(super) spelled: bool,
    /// Has a scale word or letter.
    pub(super) scaled: bool,
    /// The power of ten that the last scale word stands for; 0 without one.
    pub(super) exponent: i32,
}

/// The number that begins at token `i`. `money` says that a currency stands before it, so that
/// "m" is a million.
pub(super) fn read(line: &Line<'_>, i: usize, money: bool) -> Option<Number> {
    match line.kind(i)? {
        Kind::Number => digits(line, i, money),
        Kind::Word => spelled(line, i),
        Kind::Code | Kind::Mark => None,
    }
}

fn digits(line: &Line<'_>, i: usize, money: bool) -> Option<Number> {
    let (value, end) = numeral(line, i)?;
    let number = Number { value, first: i, end, spelled: false, scaled: false, exponent: 0 };
    let number = power(line, number).unwrap_or(number);
    Some(scale(line, number, money))
}

/// The numeral at `i`, with a vulgar fraction behind it.
fn numeral(line: &Line<'_>, i: usize) -> Option<(Decimal, usize)> {
    let word = line.word(i);
    if let Some(part) = vulgar(word) {
        return Some((part, i + 1));
    }
    let value = Decimal::parse(word)?;
    let half = vulgar(line.word(i + 1)).filter(|_| line.glued(i + 1));
    if let Some(half) = half {
        return Some((value.plus(half)?, i + 2));
    }
    let whole = !word.contains('.') && !line.glued(i + 1);
    let part = slashed(line, i + 1).filter(|_| whole);
    part.and_then(|part| Some((value.plus(part)?, i + 4))).or(Some((value, i + 1)))
}

/// The "1/2" of "5 1/2": parts as a ruler or a cook knows them.
fn slashed(line: &Line<'_>, i: usize) -> Option<Decimal> {
    let slash = line.mark(i + 1, "/") && line.glued(i + 1) && line.glued(i + 2);
    let of: u32 = line.word(i + 2).parse().ok().filter(|of| [2, 3, 4, 8, 16].contains(of))?;
    let part: u32 = line.word(i).parse().ok().filter(|part| slash && *part < of)?;
    Decimal::share(part.into(), of.into())
}

fn vulgar(word: &str) -> Option<Decimal> {
    let first = word.chars().next()?;
    let (_, part, of) = VULGAR.iter().find(|entry| entry.0 == first)?;
    Decimal::share((*part).into(), (*of).into())
}

/// "× 10⁶", "x 10^-4", "× 10 −4".
fn power(line: &Line<'_>, number: Number) -> Option<Number> {
    let at = number.end;
    let sign = line.mark(at, "×*·") || line.is(at, "x");
    if !sign || line.word(at + 1) != "10" {
        return None;
    }
    let (exponent, end) = exponent(line, at + 2)?;
    Some(Number { value: number.value.shifted(exponent)?, end, scaled: true, ..number })
}

/// An exponent as superscripts, behind a caret, or as a signed number.
pub(super) fn exponent(line: &Line<'_>, i: usize) -> Option<(i32, usize)> {
    let raised = line.word(i);
    if let Some(exponent) = superscript(raised) {
        return Some((exponent, i + 1));
    }
    let at = if line.mark(i, "^") { i + 1 } else { i };
    let minus = line.mark(at, "-−–");
    let number = at + usize::from(minus);
    if (at == i && !minus) || !line.glued(number) {
        return None;
    }
    let exponent: i32 = line.word(number).parse().ok().filter(|e: &i32| *e <= 30)?;
    Some((if minus { -exponent } else { exponent }, number + 1))
}

/// Superscripts as a number.
pub(super) fn superscript(raised: &str) -> Option<i32> {
    let (mut value, mut sign, mut any) = (0_i32, 1, false);
    for c in raised.chars() {
        match c {
            '⁻' => sign = -1,
            '⁺' => {}
            _ => {
                let digit = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|raised| raised == c)?;
                value = value.checked_mul(10)?.checked_add(i32::try_from(digit).ok()?)?;
                any = true;
            }
        }
    }
    (any && value <= 30).then_some(value * sign)
}

/// Adds "million", "bn" and the like.
fn scale(line: &Line<'_>, number: Number, money: bool) -> Number {
    let hyphen = usize::from(line.joins(number.end));
    let at = number.end + hyphen;
    let word = line.look(at, &SCALES);
    let exponent = word.or_else(|| (hyphen == 0).then(|| letter(line, at, money)).flatten());
    let scaled = exponent.and_then(|exponent| Some((number.value.shifted(exponent)?, exponent)));
    match scaled {
        Some((value, exponent)) => {
            scale_again(line, Number { value, end: at + 1, scaled: true, exponent, ..number })
        }
        None => number,
    }
}

/// "hundred thousand", "thousand billion".
fn scale_again(line: &Line<'_>, number: Number) -> Number {
    let again = line.look(number.end, &SCALES).filter(|exponent| *exponent > 2);
    match again.and_then(|exponent| number.value.shifted(exponent)) {
        Some(value) => Number { value, end: number.end + 1, ..number },
        None => number,
    }
}

/// A scale letter: sure behind money, else only where it cannot be a unit.
fn letter(line: &Line<'_>, at: usize, money: bool) -> Option<i32> {
    let word = line.word(at);
    let exponent = SCALE_LETTERS.get(word)?;
    let sure = match word {
        "bn" | "tn" | "mn" | "mln" | "bln" | "trn" | "Bn" | "Tn" => true,
        "m" => money || counts(line, at + 1),
        "k" | "K" | "M" | "B" => money || (line.glued(at) && !line.mark(at + 1, "/·⁻")),
        "b" | "mil" | "bil" => money,
        _ => false,
    };
    sure.then_some(exponent)
}

/// Whether a plural noun stands at `i`, so that "5m jobs" are five million.
fn counts(line: &Line<'_>, i: usize) -> bool {
    super::context::plural(line, i) || (line.small(i) && super::context::plural(line, i + 1))
}

/// A number in words: "two", "twenty-five", "two hundred and fifty thousand", "one and a half
/// million", "a dozen", "half a million".
fn spelled(line: &Line<'_>, i: usize) -> Option<Number> {
    let start = article(line, i)
        .or_else(|| a_year(line, i))
        .or_else(|| half(line, i))
        .or_else(|| several(line, i))
        .or_else(|| cardinal(line, i))?;
    let number = and_a_half(line, start).unwrap_or(start);
    Some(scale(line, number, false))
}

/// "a hundred", "a million", "a dozen"; never "a" alone.
fn article(line: &Line<'_>, i: usize) -> Option<Number> {
    if !line.is(i, "a") {
        return None;
    }
    let exponent = line.look(i + 1, &SCALES);
    let dozen = line.is(i + 1, "dozen").then(|| Decimal::from(12));
    let value = exponent.and_then(|e| Decimal::from(1).shifted(e)).or(dozen)?;
    let number = Number {
        value,
        first: i,
        end: i + 2,
        spelled: true,
        scaled: true,
        exponent: exponent.unwrap_or_default(),
    };
    let hundred = exponent == Some(2);
    Some(if hundred { tail(line, number, 100).unwrap_or(number) } else { number })
}

/// "half a million", "half a dozen", "a quarter of a million".
fn half(line: &Line<'_>, i: usize) -> Option<Number> {
    let (part, at) = match () {
        () if line.is(i, "half") => (Decimal::new(5, 1), i + 1 + usize::from(line.is(i + 1, "of"))),
        () if line.follow(i, &["a", "quarter", "of"]) => (Decimal::new(25, 2), i + 3),
        () if line.follow(i, &["quarter", "of"]) => (Decimal::new(25, 2), i + 2),
        () => return None,
    };
    let Some(whole) = article(line, at + usize::from(line.joins(at))) else {
        return half_a_unit(line, i);
    };
    Some(Number { value: part.times(whole.value)?, first: i, ..whole })
}

/// "more than a year", "nearly an hour", "an hour a day", "it has been a decade since": only here
/// does the article count.
fn a_year(line: &Line<'_>, i: usize) -> Option<Number> {
    if !line.is(i, "a") && !line.is(i, "an") {
        return None;
    }
    let before = back(i, 1);
    let qualified = ["than", "nearly", "almost", "over"].iter().any(|word| line.is(before, word));
    let been = line.is(before, "been") && line.is(i + 2, "since");
    let rate =
        (line.is(i + 2, "a") || line.is(i + 2, "per")) && line.among(i + 3, &super::words::TIMES);
    let number =
        Number { value: 1.into(), first: i, end: i + 1, spelled: true, scaled: false, exponent: 0 };
    let past = ["ago", "before", "earlier", "later"].iter().any(|word| line.is(i + 2, word));
    let said = (qualified && !past) || been || rate;
    (said && line.among(i + 1, &super::words::TIMES)).then_some(number)
}

/// "half a mile": the unit follows.
fn half_a_unit(line: &Line<'_>, i: usize) -> Option<Number> {
    let article = line.is(i, "half") && (line.is(i + 1, "a") || line.is(i + 1, "an"));
    let value = Decimal::new(5, 1);
    let number = Number { value, first: i, end: i + 2, spelled: true, scaled: false, exponent: 0 };
    (article && super::unit::after(line, &number).is_some()).then_some(number)
}

/// "several hundred": a hundred or more of them.
fn several(line: &Line<'_>, i: usize) -> Option<Number> {
    let exponent = line.look(i + 1, &SCALES).filter(|_| line.is(i, "several"))?;
    let value = Decimal::from(1).shifted(exponent)?;
    Some(Number { value, first: i, end: i + 2, spelled: true, scaled: true, exponent })
}

/// Words below a thousand, then scales, as English says them.
fn cardinal(line: &Line<'_>, i: usize) -> Option<Number> {
    let (value, end) = small(line, i)?;
    let number =
        Number { value: value.into(), first: i, end, spelled: true, scaled: false, exponent: 0 };
    let number = if line.is(end, "dozen") {
        Number { value: number.value.times(12.into())?, end: end + 1, scaled: true, ..number }
    } else {
        number
    };
    Some(groups(line, number))
}

/// The hundreds and thousands behind a first small number.
fn groups(line: &Line<'_>, number: Number) -> Number {
    let mut number = number;
    for floor in [100_u32, 1_000_000, 1_000] {
        let Some(exponent) = line.look(number.end, &SCALES) else { break };
        if (exponent == 2) != (floor == 100) {
            continue;
        }
        let Some(value) = number.value.shifted(exponent) else { break };
        number = Number { value, end: number.end + 1, scaled: true, exponent, ..number };
        let below = u32::try_from(exponent).ok().and_then(|e| 10_u32.checked_pow(e));
        number = tail(line, number, below.unwrap_or(1_000)).unwrap_or(number);
    }
    number
}

/// "and fifty", "two hundred" behind a hundred or a thousand, if it stays below `limit`.
fn tail(line: &Line<'_>, number: Number, limit: u32) -> Option<Number> {
    let at = number.end + usize::from(line.is(number.end, "and"));
    let (low, end) = small(line, at)?;
    let (low, end) =
        if line.is(end, "hundred") && limit > 100 { (low * 100, end + 1) } else { (low, end) };
    let free = low < limit && line.look(end, &SCALES).is_none_or(|_| limit == 100);
    let value = number.value.plus(low.into()).filter(|_| free)?;
    Some(Number { value, end, ..number })
}

/// One to ninety-nine.
fn small(line: &Line<'_>, i: usize) -> Option<(u32, usize)> {
    if let Some(ones) = line.look(i, &ONES) {
        return Some((ones, i + 1));
    }
    let tens = line.look(i, &TENS)?;
    let at = i + 1 + usize::from(line.joins(i + 1));
    let ones = line.look(at, &ONES).filter(|ones| *ones < 10);
    Some(ones.map_or((tens, i + 1), |ones| (tens + ones, at + 1)))
}

/// "and a half", "and a quarter".
fn and_a_half(line: &Line<'_>, number: Number) -> Option<Number> {
    let end = number.end + 3;
    let part = if line.follow(number.end, &["and", "a", "half"]) {
        Decimal::new(5, 1)
    } else if line.follow(number.end, &["and", "a", "quarter"]) {
        Decimal::new(25, 2)
    } else {
        return None;
    };
    Some(Number { value: number.value.plus(part)?, end, ..number })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[track_caller]
    fn check(words: &str, value: &str, tokens: usize) {
        let line = Line::new(words, Span::new(0, words.len()));
        let number = read(&line, 0, false);
        let got = number.map(|number| (number.value.to_string(), number.end));
        assert_eq!(got, Some((value.to_owned(), tokens)), "{words}");
    }

    #[test]
    fn reads_digits() {
        check("1,234,567.5 of", "1234567.5", 1);
        check("1.2 million", "1200000", 2);
        check("5m jobs", "5000000", 2);
        check("3 hundred thousand", "300000", 3);
        check("2½ miles", "2.5", 2);
        check("5 1/2 years", "5.5", 4);
        check("5 1/7 years", "5", 1);
        check("5.76 × 10⁻⁴", "0.000576", 4);
        check("3 x 10^6 cells", "3000000", 5);
        check("20 per", "20", 1);
    }

    #[test]
    fn reads_words() {
        check("twenty-five", "25", 3);
        check("two hundred and fifty thousand", "250000", 5);
        check("one hundred and five people", "105", 4);
        check("three thousand two hundred", "3200", 4);
        check("one and a half million", "1500000", 5);
        check("a million", "1000000", 2);
        check("a dozen", "12", 2);
        check("two dozen", "24", 2);
        check("half a million", "500000", 3);
        check("a hundred and twenty", "120", 4);
        check("two three", "2", 1);
    }
}
