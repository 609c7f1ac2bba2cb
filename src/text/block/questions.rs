//! Questions and answers: the pairs of a list, and the turns of an interview. How they look is told by
//! `question`.

use super::Draft;
use crate::text::marker::Sign;
use crate::text::shape::End;
use crate::text::{BlockKind, Furniture, phrase, question};

impl Draft<'_> {
    /// Pairs of questions and answers.
    pub(super) fn questions(&mut self) {
        let mut listed = false;
        let mut at = 0;
        while at < self.units.len() {
            let unit = self.units[at];
            if self.is_free(at) && question::heads_questions(self.words(at), unit.shape) {
                listed = true;
                self.set(at, BlockKind::Heading);
            }
            at = if self.asks(at) { self.pairs(at, listed) } else { at + 1 };
        }
    }

    /// Whether the unit is a question with an answer below it.
    fn asks(&self, at: usize) -> bool {
        let Some(unit) = self.units.get(at).filter(|_| self.is_free(at)) else { return false };
        if matches!(unit.sign, Some(Sign::Question)) {
            return true;
        }
        let next = self.next(at);
        let answered = self.units.get(next).is_some_and(|next| next.shape.end != End::Question)
            && (self.runs(next)
                || self.units.get(next).is_some_and(|unit| {
                    unit.sign == Some(Sign::Answer)
                        || self.is_free(next) && unit.shape.end == End::Stop
                }));
        question::asks(unit.shape) && answered
    }

    /// Settles the pairs that follow each other from the question at `start` on, if they are
    /// listed as such or more than one; gives the unit after them.
    fn pairs(&mut self, start: usize, listed: bool) -> usize {
        let (mut ends, mut at) = (Vec::new(), start);
        while self.asks(at) {
            let end = self.answer_end(at + 1);
            ends.push((at, end));
            at = end;
        }
        let marked = self.units[start].sign == Some(Sign::Question);
        if ends.len() < 2 && !listed && !marked {
            return start + 1;
        }
        let last = ends.len() - 1;
        let brief = ends.iter().take(last).all(|(start, end)| end - start <= 2);
        for (index, (start, end)) in ends.into_iter().enumerate() {
            let end = if index == last && brief { end.min(start + 2) } else { end };
            self.set(start, BlockKind::Question);
            (start + 1..end).for_each(|at| self.answer(at));
        }
        at
    }

    fn answer(&mut self, at: usize) {
        let listed =
            matches!(self.units[at].sign, Some(Sign::Bullet | Sign::Lost | Sign::Number(_)));
        if self.is_free(at) && !listed {
            self.set(at, BlockKind::Answer);
        }
    }

    /// The first unit from `at` on that does not belong to the answer.
    fn answer_end(&self, at: usize) -> usize {
        let belongs = |at: usize| {
            let Some(unit) = self.units.get(at) else { return false };
            let signed = matches!(
                unit.sign,
                Some(Sign::Bullet | Sign::Lost | Sign::Number(_) | Sign::Answer)
            );
            let reply = self.runs(at) || signed || self.is_free(at) && unit.shape.end == End::Stop;
            reply && !self.asks(at) || self.is(at, Furniture::Blank)
        };
        (at..self.units.len()).find(|at| !belongs(*at)).unwrap_or(self.units.len())
    }

    /// Turns of an interview, "Jane Doe: text".
    pub(super) fn turns(&mut self) {
        let turns: Vec<(usize, &str)> = (0..self.units.len())
            .filter(|at| self.is_free(*at))
            .filter(|at| self.units[*at].sign.is_none())
            .filter_map(|at| {
                Some((at, phrase::clip(self.words(at), question::speaker(self.words(at))?)))
            })
            .collect();
        let mut speakers: Vec<&str> = turns.iter().map(|(_, name)| *name).collect();
        speakers.sort_unstable();
        let repeated: Vec<&str> =
            speakers.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        let questions =
            turns.iter().filter(|(at, _)| self.units[*at].shape.end == End::Question).count();
        if questions < 2 || repeated.len() < 2 {
            return;
        }
        for (at, name) in turns {
            let asks = self.units[at].shape.end == End::Question;
            if repeated.binary_search(&name).is_ok() || asks {
                self.set(at, if asks { BlockKind::Question } else { BlockKind::Answer });
            }
        }
    }
}
