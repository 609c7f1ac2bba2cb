//! Concern and opportunity by general rules: cues from a weighted table, turned round by what
//! raises, lowers, denies or fixes them. Statistics and themes are found elsewhere.

mod lexicon;
mod polarity;
mod table;

use super::words::{Gap, Word, words};
use super::{Cue, Kind, Label, Passage, Score};
use crate::text::Span;
use polarity::Hit;

/// The sum of weights from which on a kind is marked.
const MARK: i32 = 50;

/// Adds concern and opportunity, their scores and cues to `passage`.
pub fn judge(text: &str, passage: &mut Passage) {
    let words = words(text, passage.span);
    let mut hits = hits(text, &words);
    if hits.is_empty() {
        return;
    }
    let question = passage.span.of(text).trim_end_matches(['"', '”', ')', ' ']).ends_with('?');
    polarity::compose(&mut hits, question);
    for kind in [Kind::Concern, Kind::Opportunity] {
        mark(passage, kind, &words, &hits);
    }
}

/// The cues among the words, longest first at each place, without overlap.
fn hits(text: &str, words: &[Word]) -> Vec<Hit> {
    let mut hits = Vec::new();
    let (mut at, mut clause) = (0, 0);
    while let Some(word) = words.get(at) {
        clause += u16::from(word.gap == Gap::Stop);
        let Some((entry, length)) = lexicon::find(text, &words[at..]) else {
            at += 1;
            continue;
        };
        clause += u16::from(entry.class == lexicon::Class::Turn);
        if entry.class != lexicon::Class::Plain {
            hits.push(Hit::new(entry, at..at + length, clause));
        }
        at += length;
    }
    hits
}

/// Weighs the hits for one kind.
fn mark(passage: &mut Passage, kind: Kind, words: &[Word], hits: &[Hit]) {
    let sum = hits.iter().map(|hit| hit.weight(kind)).sum();
    let score = score(sum);
    passage.scores[kind as usize] = score;
    if score < Score::MARK {
        return;
    }
    passage.kinds = passage.kinds.with(kind);
    let telling = hits.iter().filter(|hit| hit.weight(kind) > 0);
    passage.cues.extend(telling.map(|hit| Cue {
        span: Span { start: words[hit.first].span.start, end: words[hit.last].span.end },
        label: Label::Kind(kind),
    }));
}

/// Thousandths: nothing found is 0, [`MARK`] is [`Score::MARK`].
fn score(sum: i32) -> Score {
    let thousandths = i32::from(Score::MARK.0) * sum / MARK;
    Score(u16::try_from(thousandths.clamp(0, 1000)).unwrap_or_default())
}

#[cfg(test)]
mod tests;
