//! Units of measure and money: SI with its prefixes, everyday units in words, currencies, and
//! units combined by a slash, "per" or exponents. What a number counts is not a unit.

mod table;

use std::fmt;

use serde::{Serialize, Serializer};

use super::line::{Kind, Line, back};
use super::number::{Number, exponent, superscript};
use super::words::Table;
use table::{
    CODES, CODES_BEFORE, DOLLARS, NATIONS, NOUNS, PREFIXED, PREFIXES, SCALABLE, SIGNS, SYMBOLS,
};

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Dimension {
    /// Parts of a hundred.
    Percent,
    /// Percentage points and basis points.
    Points,
    /// Any currency.
    Money,
    /// Metres, miles, light years.
    Length,
    /// Hectares, square feet.
    Area,
    /// Litres, cubic metres, barrels.
    Volume,
    /// Grams, tonnes, pounds.
    Mass,
    /// Seconds to centuries.
    Time,
    /// Degrees of heat.
    Temperature,
    /// Degrees of arc.
    Angle,
    /// Joules, watt hours, calories.
    Energy,
    /// Watts.
    Power,
    /// Miles per hour and the like.
    Speed,
    /// Bits, bytes and their rates.
    Data,
    /// Hertz.
    Frequency,
    /// Volts, amperes, ohms and other physics.
    Physics,
    /// Moles, molar, parts per million.
    Concentration,
    /// Persons counted.
    People,
    /// So many times as much.
    Times,
}

/// A unit in its usual short form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Unit {
    /// What it measures; for a rate, what is above the line.
    pub dimension: Dimension,
    /// SI prefix, or nothing.
    pub prefix: &'static str,
    /// Short form: "m", "h", "USD", "%".
    pub symbol: &'static str,
    /// 2 for square, 3 for cubic, else 1; below zero for "cm⁻¹".
    pub power: i8,
    /// What it is a rate of, as a short form; empty for most.
    pub per: &'static str,
}

impl Unit {
    /// A unit without prefix or rate.
    pub const fn plain(dimension: Dimension, symbol: &'static str) -> Self {
        Self { dimension, prefix: "", symbol, power: 1, per: "" }
    }

    /// Percent.
    pub const PERCENT: Self = Self::plain(Dimension::Percent, "%");
    /// Appends it as it is shown.
    pub fn write(self, out: &mut String) {
        if self.power == 1 && self.per.is_empty() {
            // As most.
            out.extend([self.prefix, self.symbol]);
        } else {
            out.push_str(&self.to_string());
        }
    }

    /// So many times.
    pub const TIMES: Self = Self::plain(Dimension::Times, "×");
    /// Persons.
    pub const PEOPLE: Self = Self::plain(Dimension::People, "people");
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.prefix, self.symbol)?;
        if self.power != 1 {
            write!(f, "{}", self.power)?;
        }
        if self.per.is_empty() { Ok(()) } else { write!(f, "/{}", self.per) }
    }
}

impl Serialize for Unit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The unit behind `number` and the token after it.
pub(super) fn after(line: &Line<'_>, number: &Number) -> Option<(Unit, usize)> {
    let at = number.end + usize::from(line.joins(number.end));
    let (unit, end) = percent(line, at)
        .or_else(|| code(line, at))
        .or_else(|| degrees(line, at))
        .or_else(|| named(line, at, number))
        .or_else(|| symbol(line, at, number))?;
    Some(compound(line, unit, end))
}

/// The currency that ends right before token `i` and its first token.
pub(super) fn currency_before(line: &Line<'_>, i: usize) -> Option<(Unit, usize)> {
    let at = i.checked_sub(1)?;
    let word = line.word(at);
    if let Some(code) = SIGNS.get_exact(word) {
        let prefix =
            at.checked_sub(1).filter(|at_prefix| line.kind(*at_prefix) == Some(Kind::Word));
        let dollar = prefix
            .filter(|_| word == "$")
            .and_then(|p| Some((DOLLARS.get_exact(line.word(p))?, p)));
        return Some(dollar.map_or((money(code), at), |(code, p)| (money(code), p)));
    }
    let rupees = CODES_BEFORE.get_exact(word).or_else(|| CODES.get_exact(word))?;
    Some((money(rupees), at))
}

const fn money(code: &'static str) -> Unit {
    Unit::plain(Dimension::Money, code)
}

fn percent(line: &Line<'_>, at: usize) -> Option<(Unit, usize)> {
    if line.mark(at, "%٪‰") {
        let symbol = if line.word(at) == "‰" { "‰" } else { "%" };
        return Some((Unit::plain(Dimension::Percent, symbol), at + 1));
    }
    let point = |at| line.is(at, "point") || line.is(at, "points");
    let points = |symbol, end| (Unit::plain(Dimension::Points, symbol), end);
    match () {
        () if line.is(at, "percentage") && point(at + 1) => Some(points("pp", at + 2)),
        () if line.is(at, "percentage") && line.joins(at + 1) && point(at + 2) => {
            Some(points("pp", at + 3))
        }
        () if line.is(at, "basis") && point(at + 1) => Some(points("bp", at + 2)),
        () if line.is(at, "percent") || line.is(at, "pct") => Some((Unit::PERCENT, at + 1)),
        () if line.follow(at, &["per", "cent"]) => Some((Unit::PERCENT, at + 2)),
        () => None,
    }
}

/// "USD", "€" or "US dollars" behind the number.
fn code(line: &Line<'_>, at: usize) -> Option<(Unit, usize)> {
    let word = line.word(at);
    let sign = SIGNS
        .get_exact(word)
        .filter(|_| !line.kind(at + 1).is_some_and(|k| k == Kind::Number && line.glued(at + 1)));
    if let Some(code) = sign.or_else(|| CODES.get_exact(word)) {
        return Some((money(code), at + 1));
    }
    let dollars = line.is(at + 1, "dollars") || line.is(at + 1, "dollar");
    let nation = NATIONS.get(word).filter(|_| dollars)?;
    Some((money(nation), at + 2))
}

/// "°C", "° C", "degrees Celsius", "°".
fn degrees(line: &Line<'_>, at: usize) -> Option<(Unit, usize)> {
    if line.mark(at, "℃℉") {
        let symbol = if line.word(at) == "℃" { "°C" } else { "°F" };
        return Some((Unit::plain(Dimension::Temperature, symbol), at + 1));
    }
    let sign = line.mark(at, "°º˚");
    if !sign && !line.is(at, "degrees") && !line.is(at, "degree") && !line.is(at, "deg") {
        return None;
    }
    let heat = match line.word(at + 1) {
        "C" | "Celsius" | "celsius" | "centigrade" | "Centigrade" => Some("°C"),
        "F" | "Fahrenheit" | "fahrenheit" => Some("°F"),
        "K" => Some("K"),
        _ => None,
    };
    let angle = (Unit::plain(Dimension::Angle, "°"), at + 1);
    Some(heat.map_or(angle, |heat| (Unit::plain(Dimension::Temperature, heat), at + 2)))
}

/// A unit as a word, with "square", "cubic", "metric", "light" or "working" before it.
fn named(line: &Line<'_>, at: usize, number: &Number) -> Option<(Unit, usize)> {
    if number.scaled && (line.is(at, "pounds") || line.is(at, "pound")) {
        return Some((money("GBP"), at + 1));
    }
    let power = match () {
        () if line.is(at, "square") || line.is(at, "sq") => 2,
        () if line.is(at, "cubic") || line.is(at, "cu") => 3,
        () => 1,
    };
    let skip = usize::from(power > 1 || line.is(at, "metric") || line.is(at, "nautical"));
    let skip = skip + usize::from(skip == 1 && line.mark(at + 1, "."));
    let light = line.is(at, "light")
        && (line.is(at + 1, "years") || line.is(at + 2, "years") && line.joins(at + 1));
    if light {
        let end = if line.is(at + 1, "years") { at + 2 } else { at + 3 };
        return Some((Unit::plain(Dimension::Length, "ly"), end));
    }
    let working =
        ["business", "calendar", "school", "working"].iter().any(|word| line.is(at, word));
    let skip = skip + usize::from(working && line.is(at + 1, "days"));
    let (dimension, symbol) = noun(line.word(at + skip))?;
    if dimension == Dimension::Power {
        return Some(watt_hours(line, symbol, at + 1));
    }
    let unit = powered(Unit::plain(dimension, symbol), power);
    Some((unit, at + skip + 1))
}

/// "kilowatts", and "kilowatt hours" or "kilowatt-hours" where they follow.
fn watt_hours(line: &Line<'_>, watts: &'static str, end: usize) -> (Unit, usize) {
    let at = end + usize::from(line.joins(end));
    let hours = line.is(at, "hours") || line.is(at, "hour");
    match WATT_HOURS.get_exact(watts).filter(|_| hours) {
        Some(symbol) => (Unit::plain(Dimension::Energy, symbol), at + 1),
        None => (Unit::plain(Dimension::Power, watts), end),
    }
}

/// The energy of so many watts in an hour.
static WATT_HOURS: Table<&'static str> =
    Table::new(&[("GW", "GWh"), ("MW", "MWh"), ("TW", "TWh"), ("W", "Wh"), ("kW", "kWh")]);

/// A unit noun, singular or plural.
fn noun(word: &str) -> Option<(Dimension, &'static str)> {
    let single = word.strip_suffix(['s', 'S']).unwrap_or(word);
    NOUNS.get(single).or_else(|| NOUNS.get(word)).or_else(|| long_prefix(single))
}

/// "kilometres", "megawatts", "nanoseconds".
fn long_prefix(word: &str) -> Option<(Dimension, &'static str)> {
    PREFIXED.get(word)
}

/// The same unit, squared or cubed.
fn powered(unit: Unit, power: i8) -> Unit {
    let dimension = match (unit.dimension, power) {
        (Dimension::Length, 2) => Dimension::Area,
        (Dimension::Length, 3) => Dimension::Volume,
        (other, _) => other,
    };
    Unit { dimension, power, ..unit }
}

/// A unit as a symbol, where a word of prose cannot be meant.
fn symbol(line: &Line<'_>, at: usize, number: &Number) -> Option<(Unit, usize)> {
    let word = line.word(at);
    let glued = line.glued(at);
    let unit = short(word).or_else(|| spaced_out(word, glued, compared(line, at + 1)))?;
    if number.spelled || !trusted(line, at, word, glued) {
        return None;
    }
    Some(raise(line, unit, at + 1))
}

/// Symbols that stand for a unit only right behind the number: "5p", "40C", "100K".
fn spaced_out(word: &str, glued: bool, more: bool) -> Option<Unit> {
    let (dimension, symbol) = match word {
        "p" if glued => (Dimension::Money, "p"),
        "C" => (Dimension::Temperature, "°C"),
        "x" | "X" | "×" if glued && more => (Dimension::Times, "×"),
        "tCO₂" | "tCO" | "tCO₂e" => (Dimension::Mass, "tCO₂"),
        _ => return None,
    };
    Some(Unit::plain(dimension, symbol))
}

/// Whether a comparison follows: "10x faster".
fn compared(line: &Line<'_>, at: usize) -> bool {
    let word = line.word(at);
    word.ends_with("er")
        || line.kind(at) != Some(Kind::Word)
        || line.is(at, "by")
        || ["as", "less", "more", "the"].iter().any(|word| line.is(at, word))
}

/// Whether a one-letter symbol is a unit here: "20 g" is, "Figure 5 A" and "18F" are not.
fn trusted(line: &Line<'_>, at: usize, word: &str, glued: bool) -> bool {
    match word {
        "A" | "F" | "B" | "G" => false,
        "C" | "N" | "J" | "K" | "M" | "V" | "W" | "H" => {
            glued || !line.small(at + 1) || !line.capital(at + 1)
        }
        "in" => line.mark(at + 1, ".²³") && line.glued(at + 1),
        "s" => {
            let digits = line.word(back(at, 1));
            !glued
                || digits.contains('.')
                || (digits.len() < 3 && !(digits.len() == 2 && digits.ends_with('0')))
        }
        _ => true,
    }
}

/// A unit symbol, with or without prefix.
fn short(word: &str) -> Option<Unit> {
    if let Some((dimension, symbol)) = SYMBOLS.get_exact(word) {
        return Some(Unit::plain(dimension, symbol));
    }
    let (prefix, rest) = PREFIXES.iter().find_map(|(written, prefix)| {
        let rest = word.strip_prefix(written).filter(|rest| !rest.is_empty())?;
        Some((*prefix, rest))
    })?;
    let (dimension, symbol) = SCALABLE.get_exact(rest)?;
    Some(Unit { prefix, ..Unit::plain(dimension, symbol) })
}

/// Adds an exponent: "m²", "m2", "cm^3", "cm −1".
fn raise(line: &Line<'_>, unit: Unit, at: usize) -> (Unit, usize) {
    let raised = superscript(line.word(at)).filter(|_| line.glued(at)).map(|power| (power, at + 1));
    let digit = matches!(line.word(at), "2" | "3") && (line.glued(at));
    let plain = digit.then(|| (line.word(at).parse().unwrap_or(1), at + 1));
    let signed = || exponent(line, at).filter(|(power, _)| (-6..0).contains(power));
    match raised.or(plain).or_else(signed) {
        Some((power, end)) => (powered(unit, i8::try_from(power).unwrap_or(1)), end),
        None => (unit, at),
    }
}

/// Units behind a slash, a dot, "per", or with a negative exponent.
fn compound(line: &Line<'_>, unit: Unit, end: usize) -> (Unit, usize) {
    let (mut unit, mut end) = (unit, end);
    if matches!(unit.dimension, Dimension::Percent | Dimension::Points)
        || (unit.dimension == Dimension::Time && line.is(end, "per"))
    {
        return (unit, end);
    }
    for _ in 0..4 {
        let Some((below, next)) = divisor(line, end).or_else(|| factor(line, end)) else { break };
        if unit.per.is_empty() && !below.is_empty() {
            unit.per = below;
            unit.dimension = rate(unit, below);
        }
        end = next;
    }
    (unit, end)
}

/// "/h", "per hour", "per square metre".
fn divisor(line: &Line<'_>, at: usize) -> Option<(&'static str, usize)> {
    let slash = line.mark(at, "/");
    if !slash && !line.is(at, "per") || (slash && line.kind(at + 1) == Some(Kind::Number)) {
        return None;
    }
    let square = usize::from(line.is(at + 1, "square") || line.is(at + 1, "cubic"));
    let word = line.word(at + 1 + square);
    if let Some((dimension, symbol)) = noun(word).filter(|_| !slash) {
        return (dimension != Dimension::Money).then_some((symbol, at + 2 + square));
    }
    let unit = short(word).filter(|_| slash || word.len() > 1)?;
    Some((unit.symbol, raise(line, unit, at + 2).1))
}

/// "g cm⁻³", "ml·kg−1": a further unit that multiplies, as science writes it.
fn factor(line: &Line<'_>, at: usize) -> Option<(&'static str, usize)> {
    let dot = usize::from(
        line.mark(at, "·.⋅")
            && line.kind(at + 1) == Some(Kind::Word)
            && (line.word(at) != "." || line.glued(at + 1)),
    );
    let unit = short(line.word(at + dot))?;
    let (raised, end) = raise(line, unit, at + dot + 1);
    match raised.power {
        ..=-1 => Some((unit.symbol, end)),
        _ => (dot == 1).then_some(("", end)),
    }
}

/// A length per time is a speed; other rates keep the dimension of what is above the line.
fn rate(unit: Unit, below: &str) -> Dimension {
    match unit.dimension {
        Dimension::Length if unit.power == 1 && matches!(below, "h" | "s" | "min") => {
            Dimension::Speed
        }
        other => other,
    }
}

/// What stands at `word` in a small table, by its exact letters.
#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[track_caller]
    fn check(words: &str, unit: &str, tokens: usize) {
        let line = Line::new(words, Span::new(0, words.len()));
        let number = crate::tag::figure::number::read(&line, 0, false);
        let got = number.and_then(|number| after(&line, &number));
        assert_eq!(
            got.map(|(unit, end)| (unit.to_string(), end)),
            Some((unit.to_owned(), tokens)),
            "{words}"
        );
    }

    #[test]
    fn reads_units() {
        check("43% of", "%", 2);
        check("43 per cent of", "%", 3);
        check("2 percentage points", "pp", 3);
        check("5 km/h", "km/h", 4);
        check("5 km per hour in", "km/h", 4);
        check("60 miles per hour", "mi/h", 4);
        check("3 square metres", "m2", 3);
        check("20 °C and", "°C", 3);
        check("1.2 g cm⁻³", "g/cm", 4);
        check("40 kg/m3 of", "kg/m", 5);
        check("15 µM", "µM", 2);
        check("120 mmHg", "mmHg", 2);
    }
}
