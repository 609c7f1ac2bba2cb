//! A passage as a record with stable field names, the same in CSV and JSON.

use serde::Serialize;

use crate::tag::figure::{Change, Decimal, Direction, Qualifier, Shape, Unit};
use crate::tag::{Codebook, Cue, Figure, Kind, Label, Passage, ThemeId};
use crate::text::Span;

/// A passage for other programs. Offsets count Unicode code points of the repaired text, as
/// Python and the W3C's selectors do.
#[derive(Clone, Debug, Serialize)]
pub struct Record<'a> {
    /// First code point.
    pub start_char: usize,
    /// One past the last code point.
    pub end_char: usize,
    /// The words.
    pub text: &'a str,
    /// Names of its kinds.
    pub kinds: Vec<Kind>,
    /// How sure the tagger is of each kind, 0 to 1.
    pub scores: Scores,
    /// Names of its themes.
    pub themes: Vec<&'a str>,
    /// The words that made the marks.
    pub cues: Vec<Reason<'a>>,
    /// The figures it states.
    pub figures: Vec<Stated<'a>>,
}

/// A score for each kind.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Scores {
    concern: f32,
    opportunity: f32,
    statistic: f32,
}

/// A cue and the mark it stands for.
#[derive(Clone, Debug, Serialize)]
pub struct Reason<'a> {
    /// The words.
    pub text: &'a str,
    /// The name of the kind or theme.
    pub mark: &'a str,
}

/// A figure that a passage states.
#[derive(Clone, Debug, Serialize)]
pub struct Stated<'a> {
    /// Its words.
    pub text: &'a str,
    /// First code point.
    #[serde(rename = "start_char")]
    pub start: usize,
    /// One past the last code point.
    #[serde(rename = "end_char")]
    pub end: usize,
    /// What it comes to, in digits: of a range the first end, of "two-thirds" 0.6667.
    pub value: Decimal,
    /// The other end of a range, the other side of a score.
    pub to: Option<Decimal>,
    /// What it is measured in, in short: "%", "USD", "km/h".
    pub unit: Option<Unit>,
    /// How surely it is meant: "about", "over", "at-least".
    pub qualifier: Option<Qualifier>,
    /// Which way something changed by it.
    pub change: Option<Direction>,
    /// What it counts, where that stands next to it.
    pub about: Option<&'a str>,
}

/// Counts code points from passage to passage, so that a text is gone through once.
#[derive(Debug)]
pub struct Characters<'a> {
    text: &'a str,
    /// The byte counted to.
    at: u32,
    count: usize,
}

impl<'a> Characters<'a> {
    /// Of this text, from its beginning.
    pub fn of(text: &'a str) -> Self {
        Self { text, at: 0, count: 0 }
    }

    /// Code points before the byte at `end`.
    pub(super) fn before(&mut self, end: u32) -> usize {
        if end < self.at {
            (self.at, self.count) = (0, 0);
        }
        self.count += Span { start: self.at, end }.of(self.text).chars().count();
        self.at = end;
        self.count
    }

    /// The first code point of a span, and the one past its last.
    pub fn place(&mut self, span: Span) -> (usize, usize) {
        (self.before(span.start), self.before(span.end))
    }
}

impl<'a> Record<'a> {
    /// The record of a passage of the counted text that has themes of `codebook`, and was marked for
    /// these cues.
    pub fn of(
        counted: &mut Characters<'a>,
        passage: &Passage,
        cues: &[Cue],
        codebook: &'a Codebook,
    ) -> Self {
        let text = counted.text;
        let start_char = counted.before(passage.span.start);
        let figures = passage.figures.iter().map(|figure| Stated::of(counted, figure)).collect();
        let words = passage.span.of(text);
        let [concern, opportunity, statistic] = passage.scores.map(|s| f32::from(s.0) / 1000.0);
        let reason = |cue: &Cue| Reason {
            text: cue.span.of(text),
            mark: match cue.label {
                Label::Kind(kind) => kind.name(),
                Label::Theme(theme) => theme_name(theme, codebook),
            },
        };
        Self {
            start_char,
            end_char: counted.before(passage.span.end),
            text: words,
            kinds: passage.kinds.iter().collect(),
            scores: Scores { concern, opportunity, statistic },
            themes: theme_names(passage, codebook),
            cues: cues.iter().map(reason).collect(),
            figures,
        }
    }
}

impl<'a> Stated<'a> {
    fn of(counted: &mut Characters<'a>, figure: &Figure) -> Self {
        let text = counted.text;
        let (start, end) = counted.place(figure.span);
        let to = match figure.shape {
            Shape::Range { to } | Shape::Score { to } => Some(to),
            _ => None,
        };
        Self {
            text: figure.span.of(text),
            start,
            end,
            value: figure.value,
            to,
            unit: figure.unit,
            qualifier: figure.qualifier,
            change: figure.change.map(|Change { direction, .. }| direction),
            about: figure.counted.map(|counted| counted.of(text)),
        }
    }
}

/// Names of the themes of a passage that was marked with those of `codebook`.
pub(crate) fn theme_names<'a>(passage: &Passage, codebook: &'a Codebook) -> Vec<&'a str> {
    passage.themes.iter().map(|theme| theme_name(*theme, codebook)).collect()
}

fn theme_name(theme: ThemeId, codebook: &Codebook) -> &str {
    codebook.name(theme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_on_and_back() {
        let mut counted = Characters::of("aé要b");
        assert_eq!([3, 6, 1, 7].map(|end| counted.before(end)), [2, 3, 1, 4]);
    }
}
