//! A passage as a record with stable field names, the same in CSV and JSON.

use serde::Serialize;

use crate::tag::{Codebook, Kind, Label, Passage, Tagger, ThemeId};
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

/// A figure and its words.
#[derive(Clone, Debug, Serialize)]
pub struct Stated<'a> {
    /// The words.
    pub text: &'a str,
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
    fn before(&mut self, end: u32) -> usize {
        if end < self.at {
            (self.at, self.count) = (0, 0);
        }
        self.count += Span { start: self.at, end }.of(self.text).chars().count();
        self.at = end;
        self.count
    }
}

impl<'a> Record<'a> {
    /// The record of a passage of the counted text that `tagger` marked with the themes of `codebook`.
    pub fn of(
        counted: &mut Characters<'a>,
        passage: &Passage,
        tagger: &Tagger,
        codebook: &'a Codebook,
    ) -> Self {
        let text = counted.text;
        let start_char = counted.before(passage.span.start);
        let words = passage.span.of(text);
        let [concern, opportunity, statistic] = passage.scores.map(|s| f32::from(s.0) / 1000.0);
        Self {
            start_char,
            end_char: start_char + words.chars().count(),
            text: words,
            kinds: passage.kinds.iter().collect(),
            scores: Scores { concern, opportunity, statistic },
            themes: theme_names(passage, codebook),
            cues: (tagger.cues(text, passage).into_iter())
                .map(|cue| Reason {
                    text: cue.span.of(text),
                    mark: match cue.label {
                        Label::Kind(kind) => kind.name(),
                        Label::Theme(theme) => theme_name(theme, codebook),
                    },
                })
                .collect(),
            figures: passage.figures.iter().map(|f| Stated { text: f.span.of(text) }).collect(),
        }
    }
}

/// Names of the themes of a passage that was marked with those of `codebook`.
pub(super) fn theme_names<'a>(passage: &Passage, codebook: &'a Codebook) -> Vec<&'a str> {
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
