//! What a library keeps of a figure beside its article, so that a table of all of them asks no text.
//! Finds no figures itself: passages carry them.

use serde::{Deserialize, Serialize};

use crate::library::Article;
use crate::library::brief::{NO_SENTENCE, sentences};
use crate::tag::figure::{Change, Dimension, Direction, Shape, Step, Unit, is_function_word};
use crate::tag::{Figure, Hand, Kind, Label, Levels, Origin, Passage};
use crate::text::Span;
use crate::text::shown::clipped;

/// A figure as it is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stated {
    /// Which sentence of its document it stands in; from [`BY_HAND`] on, which of the passages that are
    /// no sentence.
    pub sentence: u32,
    /// Its words in the text.
    pub span: Span,
    /// The same for the same figure however it was written: "over 90 %", "down 40 %", "$1.2 billion".
    pub label: Box<str>,
    /// What it is measured in.
    pub measure: Measure,
    /// The unit in short; empty for counts.
    pub unit: Box<str>,
    /// What it comes to.
    pub value: f64,
    /// What it counts or, where that is not said, the words next to it, with dots where they are.
    pub about: Box<str>,
}

/// From here on it is no sentence that a figure stands in, but a passage that a person made.
pub const BY_HAND: u32 = 1 << 31;

/// What figures are measured in, as far as they can be drawn to one scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Measure {
    /// Parts of a hundred.
    Percent,
    /// A currency.
    Money,
    /// Persons.
    People,
    /// Things.
    Count,
    /// Anything else: units, times, ranks.
    Other,
}

/// Columns of the words beside a figure.
const ABOUT: usize = 40;

impl Stated {
    /// The figures that the tagger finds in an article, at whatever levels it is marked, in the order of
    /// the text.
    pub fn of(article: &Article) -> Vec<Self> {
        let (passages, aside) = article.suggestions();
        Self::of_marks(article, passages, aside)
    }

    /// The same where these are suggested.
    pub fn of_marks(article: &Article, passages: &[Passage], aside: &[Passage]) -> Vec<Self> {
        // As they are kept: see `Marks::with_figures`.
        let is_firm = |it: &&Passage| it.grades.under(Levels::default()).has(Kind::Statistic);
        let mut all: Vec<&Passage> = passages.iter().chain(aside).filter(is_firm).collect();
        all.sort_by_key(|passage| passage.span);
        let places = sentences(article, all.iter().copied());
        let stated = all.into_iter().zip(places).flat_map(|(passage, sentence)| {
            passage.figures.iter().map(move |figure| (passage.span, figure, sentence))
        });
        stated.map(|(within, figure, at)| Self::new(article, within, figure, at)).collect()
    }

    /// The figures of passages that only a person calls statistics. A sentence has its number, any other
    /// passage its place among these, above [`BY_HAND`].
    pub fn by_hand(article: &Article) -> Vec<Self> {
        let places = sentences(article, article.passages.iter());
        let mut others = BY_HAND..;
        let mut stated = Vec::new();
        for (passage, sentence) in article.passages.iter().zip(places) {
            let is_sentence = sentence != NO_SENTENCE;
            let at = if is_sentence { sentence } else { others.next().unwrap_or(BY_HAND) };
            if is_by_hand(passage, is_sentence) {
                let all = passage.figures.iter();
                stated.extend(all.map(|figure| Self::new(article, passage.span, figure, at)));
            }
        }
        stated
    }

    fn new(article: &Article, within: Span, figure: &Figure, sentence: u32) -> Self {
        let text = &article.document.text;
        let (measure, unit) = measured(figure);
        Self {
            sentence,
            span: figure.span,
            label: labelled(figure).into(),
            measure,
            unit: unit.into(),
            value: figure.value.to_f64(),
            about: about(text, within, figure).into(),
        }
    }
}

/// Whether it is a statistic that the tagger knows nothing of.
fn is_by_hand(passage: &Passage, is_sentence: bool) -> bool {
    let made = |hand: &Hand| hand.origin(Label::Kind(Kind::Statistic)) == Origin::Made;
    let is_statistic = passage.kinds.has(Kind::Statistic);
    is_statistic && (!is_sentence || passage.hand.as_deref().is_some_and(made))
}

/// What it is measured in, and the unit in short.
fn measured(figure: &Figure) -> (Measure, String) {
    let other = |unit: &str| (Measure::Other, unit.to_owned());
    match (figure.shape, figure.unit) {
        (Shape::Rank, _) => other("rank"),
        (Shape::Score { .. }, _) => other("score"),
        (Shape::Multiple, _) => other("times"),
        (Shape::Ratio { .. } | Shape::Fraction { .. }, None) => other("share"),
        (_, None) => (Measure::Count, String::new()),
        (_, Some(unit)) => {
            let measure = match unit.dimension {
                Dimension::Percent => Measure::Percent,
                Dimension::Money => Measure::Money,
                Dimension::People => Measure::People,
                _ => Measure::Other,
            };
            (measure, time(unit).map_or_else(|| unit.to_string(), |(_, many)| many.to_owned()))
        }
    }
}

/// The figure with the direction of the change that it measures: a fifth more is not a fifth less.
fn labelled(figure: &Figure) -> String {
    let says_itself = figure.shape == Shape::Multiple;
    let label = spelt(figure);
    match figure.change.filter(|change| change.step == Step::By && !says_itself) {
        Some(Change { direction: Direction::Up, .. }) => format!("up {label}"),
        Some(Change { direction: Direction::Down, .. }) => format!("down {label}"),
        None => label,
    }
}

/// Its label, with times in words: "9 days", "1 year".
fn spelt(figure: &Figure) -> String {
    let label = figure.label();
    let Some((unit, (one, many))) = figure.unit.and_then(|unit| Some((unit, time(unit)?))) else {
        return label;
    };
    let is_one = figure.shape == Shape::Value && figure.value == 1.into();
    match label.strip_suffix(&*unit.to_string()) {
        Some(number) => format!("{number}{}", if is_one { one } else { many }),
        None => label,
    }
}

/// The words for one and for several of a unit of time, if it is one that people count in.
fn time(unit: Unit) -> Option<(&'static str, &'static str)> {
    let is_plain = unit.prefix.is_empty() && unit.power == 1 && unit.per.is_empty();
    let words = match unit.symbol {
        "s" => ("second", "seconds"),
        "min" => ("minute", "minutes"),
        "h" => ("hour", "hours"),
        "d" => ("day", "days"),
        "week" => ("week", "weeks"),
        "fortnight" => ("fortnight", "fortnights"),
        "month" => ("month", "months"),
        "year" => ("year", "years"),
        "decade" => ("decade", "decades"),
        "century" => ("century", "centuries"),
        _ => return None,
    };
    Some(words).filter(|_| unit.dimension == Dimension::Time && is_plain)
}

/// What it counts, unless that is no more than its unit; else the words behind it up to a stop, if what it
/// is of begins there, else those before it.
fn about(text: &str, within: Span, figure: &Figure) -> String {
    let counted = one_line(figure.counted(text));
    let is_unit = figure.unit.is_some_and(|unit| counted.eq_ignore_ascii_case(unit.symbol));
    if !counted.is_empty() && !is_unit {
        return clipped(&counted, ABOUT);
    }
    let start = figure.counted.map_or(figure.span.end, |counted| counted.end.max(figure.span.end));
    let behind = Span { start, end: within.end.max(start) }.of(text);
    let behind = stops(behind).next().and_then(|(at, _)| behind.get(..at)).unwrap_or(behind);
    let before = Span { start: within.start.min(figure.span.start), end: figure.span.start };
    let before = before.of(text);
    let before = stops(before).last().and_then(|(_, end)| before.get(end..)).unwrap_or(before);
    let (behind, before) = (one_line(behind), one_line(before));
    let says = |word: &str| word.contains(char::is_alphabetic) && !is_function_word(word);
    let begins = behind.split(' ').next().is_some_and(says);
    if begins || behind.split(' ').any(says) && !before.split(' ').any(says) {
        return format!("... {}", first_words(&behind));
    }
    let is_any = before.contains(char::is_alphabetic);
    if is_any { format!("{} ...", last_words(&before)) } else { String::new() }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where the parts of a sentence end, which the point and the comma of a number do not.
fn stops(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let is_stop = |(at, char): &(usize, char)| {
        let end = at + char.len_utf8();
        match char {
            ';' | '(' | ')' | '?' | '!' | '\u{2014}' | '"' => true,
            '.' | ',' | ':' => {
                !text.get(end..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
            }
            _ => false,
        }
    };
    text.char_indices().filter(is_stop).map(|(at, char)| (at, at + char.len_utf8()))
}

/// As many whole words from the beginning as have room; one that is too long is cut.
fn first_words(words: &str) -> String {
    let fits = |end: &usize| *end <= ABOUT - 4;
    let ends = words.match_indices(' ').map(|(at, _)| at).chain([words.len()]);
    let end = ends.take_while(fits).last();
    end.and_then(|end| words.get(..end)).map_or_else(|| clipped(words, ABOUT - 4), str::to_owned)
}

/// The same from the end.
fn last_words(words: &str) -> String {
    let fits = |start: &usize| words.len() - start <= ABOUT - 4;
    let starts = words.match_indices(' ').map(|(at, _)| at + 1);
    let start = [0].into_iter().chain(starts).find(fits);
    start.and_then(|at| words.get(at..)).map_or_else(|| clipped(words, ABOUT - 4), str::to_owned)
}
