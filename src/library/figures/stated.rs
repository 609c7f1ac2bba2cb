//! What a library keeps of a figure beside its article, so that a table of all of them asks no text.
//! Finds no figures itself: passages carry them.

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize, Serializer};

use crate::library::Article;
use crate::library::brief::{NO_SENTENCE, sentences};
use crate::tag::figure::{Change, Dimension, Direction, Shape, Step, Unit, is_function_word};
use crate::tag::{Figure, Hand, Kind, Label, Levels, Origin, Passage};
use crate::text::Span;
use crate::text::shown::{clipped, is_plain};

/// A figure as it is kept, its words in strings of their own or wherever.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stated<S = Box<str>> {
    /// Which sentence of its document it stands in; from [`BY_HAND`] on, which of the passages that are
    /// no sentence.
    pub sentence: u32,
    /// Its words in the text.
    pub span: Span,
    /// The same for the same figure however it was written: "over 90 %", "down 40 %", "$1.2 billion".
    pub label: S,
    /// What it is measured in.
    pub measure: Measure,
    /// The unit in short; empty for counts.
    pub unit: S,
    /// What it comes to.
    pub value: f64,
    /// What it counts or, where that is not said, the words next to it, with dots where they are.
    pub about: S,
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
        Gathered::of(article).to_vec()
    }

    /// The same where these are suggested.
    pub fn of_marks(article: &Article, passages: &[Passage], aside: &[Passage]) -> Vec<Self> {
        Gathered::of_marks(article, passages, aside).to_vec()
    }

    /// The figures of passages that only a person calls statistics. A sentence has its number, any other
    /// passage its place among these, above [`BY_HAND`].
    pub fn by_hand(article: &Article) -> Vec<Self> {
        let places = sentences(article, article.passages.iter());
        let mut others = BY_HAND..;
        let mut gathered = Gathered::default();
        for (passage, sentence) in article.passages.iter().zip(places) {
            let is_sentence = sentence != NO_SENTENCE;
            let at = if is_sentence { sentence } else { others.next().unwrap_or(BY_HAND) };
            if is_by_hand(passage, is_sentence) {
                gathered.add(article, passage, at);
            }
        }
        gathered.to_vec()
    }
}

impl<S> Stated<S> {
    /// The same with its words made something else.
    fn map<T>(&self, words: impl Fn(&S) -> T) -> Stated<T> {
        let Self { sentence, span, measure, value, .. } = *self;
        let [label, unit, about] = [&self.label, &self.unit, &self.about].map(words);
        Stated { sentence, span, label, measure, unit, value, about }
    }
}

/// The figures of an article in the order of the text, all their words one behind the other: to ask for memory
/// for each takes longer than all else. Written as a list of [`Stated`].
#[derive(Debug, Default)]
pub struct Gathered {
    words: String,
    all: Vec<Stated<Range<usize>>>,
    room: Room,
}

impl Gathered {
    /// As [`Stated::of`].
    pub fn of(article: &Article) -> Self {
        let (passages, aside) = article.suggestions();
        Self::of_marks(article, passages, aside)
    }

    fn of_marks(article: &Article, passages: &[Passage], aside: &[Passage]) -> Self {
        // As they are kept: see `Marks::with_figures`.
        let is_firm = |it: &&Passage| it.grades.under(Levels::default()).has(Kind::Statistic);
        let mut all: Vec<&Passage> = Vec::with_capacity(passages.len() + aside.len());
        // Both come in the order of the text.
        let mut aside = aside.iter().filter(is_firm).peekable();
        for passage in passages.iter().filter(is_firm) {
            while let Some(before) = aside.next_if(|it| it.span < passage.span) {
                all.push(before);
            }
            all.push(passage);
        }
        all.extend(aside);
        let places = sentences(article, all.iter().copied());
        let count = all.iter().map(|passage| passage.figures.len()).sum();
        let mut gathered = Self {
            words: String::with_capacity(count * (ABOUT + 16)),
            all: Vec::with_capacity(count),
            room: Room::new(),
        };
        for (passage, sentence) in all.into_iter().zip(places) {
            gathered.add(article, passage, sentence);
        }
        gathered
    }

    fn add(&mut self, article: &Article, passage: &Passage, sentence: u32) {
        let (text, words) = (&article.document.text, &mut self.words);
        for figure in &passage.figures {
            let first = words.len();
            labelled(figure, words);
            let second = words.len();
            let measure = measured(figure, words);
            let third = words.len();
            self.room.about(text, passage.span, figure, words);
            self.all.push(Stated {
                sentence,
                span: figure.span,
                label: first..second,
                measure,
                unit: second..third,
                value: figure.value.to_f64(),
                about: third..words.len(),
            });
        }
    }

    fn iter(&self) -> impl Iterator<Item = Stated<&str>> {
        let words = |range: &Range<usize>| self.words.get(range.clone()).unwrap_or_default();
        self.all.iter().map(move |stated| stated.map(words))
    }

    fn to_vec(&self) -> Vec<Stated> {
        self.iter().map(|stated| stated.map(|words| Box::from(*words))).collect()
    }
}

impl Serialize for Gathered {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

/// Room to put words together in, kept from one figure to the next: there are millions of them.
#[derive(Debug, Default)]
struct Room {
    said: String,
    behind: String,
    before: String,
}

/// Whether it is a statistic that the tagger knows nothing of.
fn is_by_hand(passage: &Passage, is_sentence: bool) -> bool {
    let made = |hand: &Hand| hand.origin(Label::Kind(Kind::Statistic)) == Origin::Made;
    let is_statistic = passage.kinds.has(Kind::Statistic);
    is_statistic && (!is_sentence || passage.hand.as_deref().is_some_and(made))
}

/// What it is measured in; appends the unit in short.
fn measured(figure: &Figure, out: &mut String) -> Measure {
    match (figure.shape, figure.unit) {
        (Shape::Rank, _) => out.push_str("rank"),
        (Shape::Score { .. }, _) => out.push_str("score"),
        (Shape::Multiple, _) => out.push_str("times"),
        (Shape::Ratio { .. } | Shape::Fraction { .. }, None) => out.push_str("share"),
        (_, None) => return Measure::Count,
        (_, Some(unit)) => {
            match time(unit) {
                Some((_, many)) => out.push_str(many),
                None => unit.write(out),
            }
            return match unit.dimension {
                Dimension::Percent => Measure::Percent,
                Dimension::Money => Measure::Money,
                Dimension::People => Measure::People,
                _ => Measure::Other,
            };
        }
    }
    Measure::Other
}

/// Appends the figure with the direction of the change that it measures: a fifth more is not a fifth less.
fn labelled(figure: &Figure, out: &mut String) {
    let says_itself = figure.shape == Shape::Multiple;
    let change = figure.change.filter(|change| change.step == Step::By && !says_itself);
    out.push_str(match change {
        Some(Change { direction: Direction::Up, .. }) => "up ",
        Some(Change { direction: Direction::Down, .. }) => "down ",
        None => "",
    });
    figure.write_label(out);
    spell_out(out, figure);
}

/// Puts the time at the end of a label in words: "9 days", "1 year".
fn spell_out(label: &mut String, figure: &Figure) {
    let Some((unit, (one, many))) = figure.unit.and_then(|unit| Some((unit, time(unit)?))) else {
        return;
    };
    let is_one = figure.shape == Shape::Value && figure.value == 1.into();
    // Its sign is all there is of such a unit.
    if let Some(number) = label.strip_suffix(unit.symbol) {
        label.truncate(number.len());
        label.push_str(if is_one { one } else { many });
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

impl Room {
    fn new() -> Self {
        let [said, behind, before] = [(); 3].map(|()| String::with_capacity(256));
        Self { said, behind, before }
    }

    /// Appends what it counts, unless that is no more than its unit; else the words behind it up to a stop, if
    /// what it is of begins there, else those before it.
    fn about(&mut self, text: &str, within: Span, figure: &Figure, out: &mut String) {
        let Self { said, behind, before } = self;
        put_in_line(said, figure.counted(text));
        let is_unit = figure.unit.is_some_and(|unit| said.eq_ignore_ascii_case(unit.symbol));
        if !said.is_empty() && !is_unit {
            return out.push_str(&clipped(said, ABOUT));
        }
        let end = figure.counted.map_or(figure.span.end, |it| it.end.max(figure.span.end));
        let rest = Span { start: end, end: within.end.max(end) }.of(text);
        let stop = stops(rest).next().map_or(rest.len(), |(at, _)| at);
        put_in_line(behind, rest.get(..stop).unwrap_or_default());
        let says = |word: &str| word.contains(char::is_alphabetic) && !is_function_word(word);
        if behind.split(' ').next().is_some_and(says) {
            return out.extend(["... ", &first_words(behind)]);
        }
        let start = Span { start: within.start.min(figure.span.start), end: figure.span.start };
        let start = start.of(text);
        let stop = stops(start).next_back().map_or(0, |(_, end)| end);
        put_in_line(before, start.get(stop..).unwrap_or_default());
        if behind.split(' ').any(says) && !before.split(' ').any(says) {
            return out.extend(["... ", &first_words(behind)]);
        }
        if before.contains(char::is_alphabetic) {
            out.extend([&*last_words(before), " ..."]);
        }
    }
}

/// Replaces a line by these words.
fn put_in_line(line: &mut String, words: &str) {
    line.clear();
    let words = words.trim();
    // Most are in line already.
    if is_plain(words) && !words.as_bytes().windows(2).any(|pair| pair == b"  ") {
        line.push_str(words);
        return;
    }
    for word in words.split_whitespace() {
        line.extend((!line.is_empty()).then_some(' '));
        line.push_str(word);
    }
}

/// Where the parts of a sentence end, which the point and the comma of a number do not.
fn stops(text: &str) -> impl DoubleEndedIterator<Item = (usize, usize)> + '_ {
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
fn first_words(words: &str) -> Cow<'_, str> {
    let fits = |end: &usize| *end <= ABOUT - 4;
    let ends = words.match_indices(' ').map(|(at, _)| at).chain([words.len()]);
    let end = ends.take_while(fits).last();
    end.and_then(|end| words.get(..end)).map_or_else(|| clipped(words, ABOUT - 4).into(), Cow::from)
}

/// The same from the end.
fn last_words(words: &str) -> Cow<'_, str> {
    let fits = |start: &usize| words.len() - start <= ABOUT - 4;
    let starts = words.match_indices(' ').map(|(at, _)| at + 1);
    let start = [0].into_iter().chain(starts).find(fits);
    start.and_then(|at| words.get(at..)).map_or_else(|| clipped(words, ABOUT - 4).into(), Cow::from)
}
