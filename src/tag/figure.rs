//! Figures about the world in running text: what is stated, in what unit, how surely, and of what.
//! A scanner, not a grammar: it looks only where a digit or a number word stands, and leaves
//! kinds, themes and tables to others.

mod context;
mod decimal;
mod exclude;
mod line;
mod number;
mod phrase;
mod quantity;
mod unit;
mod words;

#[cfg(test)]
mod tests;

use std::fmt::{self, Write};

use serde::Serialize;

use crate::text::Span;
pub use decimal::Decimal;
use line::{Kind, Line, Token};
use quantity::Draft;
pub use unit::{Dimension, Unit};

/// One figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// Its words: the number with sign, currency, scale and unit; no qualifier.
    pub span: Span,
    /// What it comes to: "1.2 million" is 1200000, "two-thirds" 0.6667, "one in five" 0.2,
    /// "doubled" 2, "third largest" 3; of a range the first end.
    pub value: Decimal,
    /// How the value was put, with the second number where there is one.
    pub shape: Shape,
    /// What it is measured in; nothing for a bare count.
    pub unit: Option<Unit>,
    /// How surely.
    pub qualifier: Option<Qualifier>,
    /// The change it measures, if it does.
    pub change: Option<Change>,
    /// What it counts, where that stands next to it.
    pub counted: Option<Span>,
    /// The years it is projected to or measured over.
    pub horizon: Option<Horizon>,
}

/// How a figure is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// One number.
    Value,
    /// "10 to 15", "between 5 and 6", "from 40% to 30%".
    Range {
        /// The second number.
        to: Decimal,
    },
    /// "3.2 ± 0.1".
    Within {
        /// The tolerance.
        of: Decimal,
    },
    /// "won 5-2", "voted 52-48".
    Score {
        /// The other side's.
        to: Decimal,
    },
    /// "one in five", "three out of four".
    Ratio {
        /// How many.
        part: Decimal,
        /// Of how many.
        of: Decimal,
    },
    /// "half of", "two-thirds".
    Fraction {
        /// How many parts.
        part: u32,
        /// Of how many.
        of: u32,
    },
    /// "doubled", "tenfold", "twice as many".
    Multiple,
    /// "third largest", "ranked 5th".
    Rank,
}

/// How surely a figure is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Qualifier {
    /// About, around, some, roughly.
    About,
    /// Nearly, almost, close to.
    Nearly,
    /// Over, more than.
    Over,
    /// Under, less than.
    Under,
    /// At least, or more, "20+".
    AtLeast,
    /// Up to, at most, as many as.
    UpTo,
    /// Between the two ends of a range.
    Between,
}

/// A change and its direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Change {
    /// Which way.
    pub direction: Direction,
    /// What the figure is of it.
    pub step: Step,
}

/// Which way something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// It grew.
    Up,
    /// It shrank.
    Down,
}

/// What a figure is of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    /// The difference: "rose by 5%", "a 5% rise".
    By,
    /// Where it began, for a range both ends: "fell from 40%".
    From,
    /// Where it ended: "fell to 30%".
    To,
}

/// The years a figure holds for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Horizon {
    /// "between **2020** and 2030"; nothing for "by 2030".
    pub from: Option<u16>,
    /// "by **2030**".
    pub to: u16,
}

/// Room for the tokens of a sentence, kept from one sentence to the next.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    tokens: Vec<Token>,
    promised: bool,
}

impl Scratch {
    /// Whether the sentence read last has a digit or a word that begins like a number word; where
    /// not, there is no number in it of any kind.
    pub fn promised(&self) -> bool {
        self.promised
    }
}

/// Whether a word tells by itself nothing of what a figure is about: "of", "the", "is".
pub fn is_function_word(word: &str) -> bool {
    words::STOPS.has(word)
}

/// The figures within `span` of `text`, in order; spans do not overlap.
pub fn figures(text: &str, span: Span) -> Vec<Figure> {
    figures_with(text, span, &mut Scratch::default())
}

/// The same, for a caller with many sentences.
pub fn figures_with(text: &str, span: Span, scratch: &mut Scratch) -> Vec<Figure> {
    scratch.promised = line::promises(span.of(text));
    if !scratch.promised {
        return Vec::new();
    }
    let line = Line::within(text, span, std::mem::take(&mut scratch.tokens));
    let figures = all(&line);
    scratch.tokens = line.into_tokens();
    figures
}

fn all(line: &Line<'_>) -> Vec<Figure> {
    let mut figures = Vec::new();
    let (mut i, mut free) = (0, 0);
    while i < line.len() {
        i = match find(line, i) {
            Found::Figure(draft) => {
                let first = if draft.first < free { i } else { draft.first };
                let draft = Draft { first, ..draft };
                let figure = finish(line, &draft);
                let change = figure.change.or_else(|| carried(line, &draft, figures.last()));
                if figures.is_empty() {
                    // The usual room is for four, each of some hundred bytes; few sentences state as many.
                    figures.reserve_exact(2);
                }
                figures.push(Figure { change, ..figure });
                free = draft.end.max(i + 1);
                free
            }
            Found::Skip(end) => end.max(i + 1),
            Found::Nothing => i + 1,
        };
    }
    project(line, &mut figures);
    figures
}

/// What stands at a token.
#[expect(
    clippy::large_enum_variant,
    reason = "lives for one step of the scan; a box would allocate"
)]
enum Found {
    Figure(Draft),
    /// Numbers up to this token that are no figures.
    Skip(usize),
    Nothing,
}

fn find(line: &Line<'_>, i: usize) -> Found {
    if !line.opens(i) {
        return Found::Nothing;
    }
    let number = number::read(line, i, false);
    let phrase = phrase::read(line, i, number);
    let phrase =
        phrase.filter(|draft| draft.shape == Shape::Rank || exclude::skip(line, i).is_none());
    if let Some(draft) = phrase {
        return judged(line, draft);
    }
    if number.is_none() && line.kind(i) != Some(Kind::Code) {
        return Found::Nothing;
    }
    if let Some(end) = exclude::skip(line, i) {
        return Found::Skip(end);
    }
    quantity::read(line, i, number).map_or(Found::Nothing, |draft| judged(line, draft))
}

fn judged(line: &Line<'_>, draft: Draft) -> Found {
    if exclude::judge(line, &draft) { Found::Skip(draft.end) } else { Found::Figure(draft) }
}

fn finish(line: &Line<'_>, draft: &Draft) -> Figure {
    let counted = if counts(draft) { context::counted(line, draft.end) } else { None };
    let people =
        draft.unit.is_none() && counted.is_some_and(|counted| context::people(line, counted));
    let change = match draft.shape {
        Shape::Multiple => multiple_change(line, draft),
        Shape::Rank => None,
        _ => context::change(line, draft),
    };
    Figure {
        span: line.span(draft.first, draft.end),
        value: draft.value,
        shape: draft.shape,
        unit: draft.unit.or(people.then_some(Unit::PEOPLE)),
        qualifier: context::qualifier(line, draft),
        change,
        counted: context::span(line, counted),
        horizon: None,
    }
}

/// "fell from 31% in 2005 **to 19%**": the change begun by the figure before ends here.
fn carried(line: &Line<'_>, draft: &Draft, before: Option<&Figure>) -> Option<Change> {
    let from = before?.change.filter(|change| change.step == Step::From)?;
    let start = context::before_qualifier(line, draft.first);
    let to = start > 0 && line.is(start - 1, "to") && before?.unit == draft.unit;
    to.then_some(Change { step: Step::To, ..from })
}

/// Whether what follows the figure can be what it counts.
fn counts(draft: &Draft) -> bool {
    draft.shape != Shape::Rank && draft.unit.is_none_or(|unit| unit.dimension == Dimension::Percent)
}

/// "doubled" says itself which way; "twice as many" compares and changes nothing.
fn multiple_change(line: &Line<'_>, draft: &Draft) -> Option<Change> {
    let direction = if draft.value < 1.into() { Direction::Down } else { Direction::Up };
    let compares = line.is(draft.first, "twice") || line.is(draft.first, "thrice");
    (!compares).then_some(Change { direction, step: Step::By })
}

/// Gives the years that the sentence projects to, to the figures nearest before, else behind.
fn project(line: &Line<'_>, figures: &mut [Figure]) {
    if figures.is_empty() {
        return;
    }
    for i in 1..line.len() {
        let Some((to, from)) = context::horizon(line, i) else { continue };
        let at = line.span(i, i + 1).start;
        let before = figures.partition_point(|figure| figure.span.start < at);
        if let Some(figure) = figures.get_mut(before.saturating_sub(1)) {
            figure.horizon = figure.horizon.or(Some(Horizon { from, to }));
        }
    }
}

impl Figure {
    /// The words it counts, empty if none stand next to it.
    pub fn counted<'a>(&self, text: &'a str) -> &'a str {
        self.counted.map(|span| span.of(text)).unwrap_or_default()
    }

    /// Whether it is measured, compared or counted in numbers that say much: not a rank, a half, or
    /// a handful.
    pub fn is_firm(&self) -> bool {
        let shape = matches!(
            self.shape,
            Shape::Range { .. } | Shape::Within { .. } | Shape::Ratio { .. } | Shape::Score { .. }
        );
        let many = self.counted.is_some() && self.value >= 100.into();
        self.shape != Shape::Rank && (shape || many || self.unit.is_some() || self.change.is_some())
    }

    /// In a few characters, the same for the same figure however it was written: "over 90 %",
    /// "$1.2 billion", "1 in 5", "10–15 %".
    pub fn label(&self) -> String {
        let mut out = String::new();
        self.write_label(&mut out);
        out
    }

    /// Appends that.
    pub fn write_label(&self, out: &mut String) {
        let qualifier = self.qualifier.map(Qualifier::word).unwrap_or_default();
        out.push_str(qualifier);
        out.extend((!qualifier.is_empty()).then_some(' '));
        match self.shape {
            Shape::Value => self.measured(out, |out| compact(self.value, out)),
            Shape::Range { to } => self.measured(out, |out| {
                compact(self.value, out);
                out.push('–');
                compact(to, out);
            }),
            Shape::Within { of } => self.measured(out, |out| {
                compact(self.value, out);
                out.push_str(" ± ");
                compact(of, out);
            }),
            Shape::Score { to } => add(out, format_args!("{}–{to}", self.value)),
            Shape::Ratio { part, of } => {
                compact(part, out);
                out.push_str(" in ");
                compact(of, out);
            }
            Shape::Fraction { part, of } => add(out, format_args!("{part}/{of}")),
            Shape::Multiple => add(out, format_args!("×{}", self.value)),
            Shape::Rank => add(out, format_args!("#{}", self.value)),
        }
    }

    /// The number with its unit in the usual place.
    fn measured(&self, out: &mut String, number: impl Fn(&mut String)) {
        match self.unit {
            None => number(out),
            Some(unit) if unit.dimension == Dimension::People => {
                number(out);
                out.push_str(" people");
            }
            Some(unit) if unit.dimension == Dimension::Money && sign(unit).len() < 4 => {
                out.push_str(sign(unit));
                number(out);
                if !unit.per.is_empty() {
                    add(out, format_args!("/{}", unit.per));
                }
            }
            Some(unit) => {
                number(out);
                out.push(' ');
                unit.write(out);
            }
        }
    }
}

/// Appends what is formatted, which cannot fail.
fn add(out: &mut String, what: fmt::Arguments<'_>) {
    let _always = out.write_fmt(what);
}

/// The sign of the best-known currencies; others show their code.
fn sign(unit: Unit) -> &'static str {
    match unit.symbol {
        "USD" => "$",
        "GBP" => "£",
        "EUR" => "€",
        _ => "none",
    }
}

/// "1.2 billion", "340 million", "25,000": an "m" may be metres.
fn compact(value: Decimal, out: &mut String) {
    let is_many =
        |value: Decimal, least: u32| value >= least.into() || value.negated() >= least.into();
    // Most are fewer.
    if is_many(value, 1_000_000) {
        for (exponent, word) in [(12, "trillion"), (9, "billion"), (6, "million")] {
            if let Some(scaled) = value.shifted(-exponent).filter(|value| is_many(*value, 1)) {
                return add(out, format_args!("{scaled} {word}"));
            }
        }
    }
    grouped(value, out);
}

/// With commas in the whole part, from four digits on.
fn grouped(value: Decimal, out: &mut String) {
    let start = out.len();
    add(out, format_args!("{value}"));
    let number = out.get(start..).unwrap_or_default();
    let whole = start + number.find('.').unwrap_or(number.len());
    let first = start + usize::from(number.starts_with('-'));
    let groups = (whole - first).saturating_sub(1) / 3;
    for nth in 1..=groups {
        out.insert(whole - 3 * nth, ',');
    }
}

impl Qualifier {
    /// The word for it in a table.
    pub fn word(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Nearly => "nearly",
            Self::Over => "over",
            Self::Under => "under",
            Self::AtLeast => "at least",
            Self::UpTo => "up to",
            Self::Between => "",
        }
    }
}
