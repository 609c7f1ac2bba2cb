//! Sentences that show what a theme is about: of the articles most like it, those that are most like it
//! themselves and have one of its cues. Chooses no cues.

use super::words::Token;
use super::{Example, Pile};
use crate::text::Span;

/// Examples of a theme.
const EXAMPLES: usize = 3;
/// Pieces that are looked through for them.
const PIECES: usize = 24;
/// Bytes of an example.
const LENGTH: std::ops::RangeInclusive<usize> = 40..=260;

/// A sentence that could be one, and how much it is like the theme.
struct Candidate {
    likeness: f64,
    excerpt: usize,
    line: usize,
}

impl Pile<'_> {
    /// Examples of a group and their words, no two from one article.
    pub(super) fn examples(&self, group: usize, cues: &[usize]) -> Vec<(Example, String)> {
        let mut near: Vec<(f64, usize)> =
            self.pieces(group).map(|piece| (self.likeness(group, piece), piece)).collect();
        near.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let near = near.into_iter().take(PIECES);
        let mut found: Vec<Candidate> =
            near.flat_map(|(_, piece)| self.candidates(group, piece, cues)).collect();
        found.sort_by(|one, other| other.likeness.total_cmp(&one.likeness));
        let mut examples: Vec<(Example, String)> = Vec::new();
        for candidate in found {
            let Some(excerpt) = self.wording.excerpts.get(candidate.excerpt) else { continue };
            let Some(line) = excerpt.lines.get(candidate.line) else { continue };
            let is_new = examples.iter().all(|(example, _)| example.article != excerpt.number);
            if is_new && examples.len() < EXAMPLES {
                let words = line.at.of(&excerpt.text).split_whitespace().collect::<Vec<_>>();
                let example = Example { article: excerpt.number, span: line.from };
                examples.push((example, words.join(" ")));
            }
        }
        examples
    }

    fn likeness(&self, group: usize, piece: usize) -> f64 {
        let row = self.vectors.rows.get(piece);
        row.map_or(0.0, |row| self.clusters.centres.likeness(row, group))
    }

    /// The sentences of a piece that have a cue.
    fn candidates(&self, group: usize, piece: usize, cues: &[usize]) -> Vec<Candidate> {
        let Some(piece) = self.wording.pieces.get(piece) else { return Vec::new() };
        let Some(excerpt) = self.wording.excerpts.get(piece.excerpt) else { return Vec::new() };
        let sentences = excerpt.lines.iter().enumerate().filter(|(_, line)| line.block.is_some());
        let fitting = sentences.filter(|(_, line)| LENGTH.contains(&line.at.len()));
        let candidate = |(at, tokens): (usize, &[Token])| {
            let row = self.vectors.columns().vector(tokens.iter().map(|token| token.word));
            let likeness = self.clusters.centres.likeness(&row, group);
            Candidate { likeness, excerpt: piece.excerpt, line: at }
        };
        let tokens = fitting.map(|(at, line)| (at, within(&piece.tokens, line.at)));
        tokens.filter(|(_, tokens)| self.has_cue(tokens, cues)).map(candidate).collect()
    }

    fn has_cue(&self, tokens: &[Token], cues: &[usize]) -> bool {
        let mut cues = cues.iter().filter_map(|cue| self.wording.phrases.get(*cue));
        cues.any(|cue| {
            (0..tokens.len()).any(|at| tokens.get(at..).is_some_and(|it| cue.begins(it)))
        })
    }
}

/// The words that stand within a line.
fn within(tokens: &[Token], line: Span) -> &[Token] {
    let start = tokens.partition_point(|token| token.span.start < line.start);
    let end = tokens.partition_point(|token| token.span.start < line.end);
    tokens.get(start..end).unwrap_or_default()
}
