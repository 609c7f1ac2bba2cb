//! Where readers speak: comments under names, and reactions without one at the end. How they sound is
//! told by `comment`.

use std::cell::LazyCell;
use std::ops::Deref;

use super::{Draft, is_date, is_quoted};
use crate::text::shape::End;
use crate::text::{BlockKind, Furniture, Span, comment, name};

/// Paragraphs at the end of an article among which readers' reactions are sought.
const TAIL: usize = 40;

impl Draft<'_> {
    /// Readers' comments under names, to the end of the text.
    pub(super) fn comments(&mut self) {
        let Some(start) = self.comments_start() else { return };
        let mut author = None;
        let mut at = start;
        while at < self.units.len() {
            at = self.comment(at, &mut author);
        }
    }

    /// The first unit of the comments: a heading that says so, or a commenter.
    fn comments_start(&self) -> Option<usize> {
        (self.head.max(1)..self.units.len()).find(|at| {
            let (words, shape) = (self.words(*at), self.units[*at].shape);
            let short = shape.words <= 14;
            let headed = || comment::heads_comments(words, shape) && self.comments_follow(*at);
            short && (headed() || self.is_free(*at) && self.commenter(*at).is_some())
        })
    }

    /// Whether a name or a reaction comes soon after the heading at `at`.
    fn comments_follow(&self, at: usize) -> bool {
        let near = at + 1..(at + 7).min(self.units.len());
        near.into_iter()
            .any(|near| self.commenter(near).is_some() || comment::reacts(self.words(near)))
    }

    /// The name of the commenter whom the unit at `at` introduces, and how many units do so.
    fn commenter(&self, at: usize) -> Option<(Span, usize)> {
        let unit = self.units.get(at).filter(|unit| unit.sign.is_none())?;
        let words = self.words(at);
        if let Some(len) = comment::commenter(words) {
            let start = unit.body.start as usize;
            return Some((Span::new(start, start + len), 1));
        }
        let near = at + 1..(at + 4).min(self.units.len());
        near.clone().find(|near| self.is(*near, Furniture::Age))?;
        let boasts = |at: usize| {
            !self.runs(at) || self.units[at].shape.end == End::Word && self.units[at].lines == 1
        };
        let aged = near
            .into_iter()
            .take_while(|near| boasts(*near) && !self.names(*near))
            .find(|near| self.is(*near, Furniture::Age))?;
        let nick = unit.shape.words <= 3 && unit.shape.chars <= 30 && unit.shape.end == End::Word;
        let sure = name::is_name(words) || nick && aged == at + 1 && unit.shape.capital;
        (sure && self.is_free(at)).then_some((unit.body, aged - at + 1))
    }

    fn names(&self, at: usize) -> bool {
        self.is_free(at) && name::is_name(self.words(at))
    }

    /// Settles the unit at `at` within the comments; gives the next one to look at.
    fn comment(&mut self, at: usize, author: &mut Option<Span>) -> usize {
        if let Some((name, count)) = self.commenter(at) {
            return self.introduce(at, name, count, author);
        }
        let (words, unit) = (self.words(at), self.units[at]);
        if comment::heads_comments(words, unit.shape) && !self.runs(at) {
            self.set(at, BlockKind::Furniture(Furniture::Share));
        } else if self.is_free(at) && self.names(at) {
            self.set(at, BlockKind::Furniture(Furniture::Profile));
        } else if self.is_free(at)
            && at > 0
            && self.is(at - 1, Furniture::Related)
            && !self.runs(at)
        {
            self.set(at, BlockKind::Furniture(Furniture::Related));
        } else if self.is_free(at) && unit.shape.words <= 8 && is_date(words) {
            self.set(at, BlockKind::Furniture(Furniture::Age));
        } else if self.is_free(at) {
            let other = comment::reacts(words) && author.is_some() && self.follows_comment(at);
            *author = author.filter(|_| !other);
            self.set(at, BlockKind::Comment { author: *author });
        }
        at + 1
    }

    fn follows_comment(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.kinds.get(before).copied().flatten());
        matches!(before, Some(BlockKind::Comment { .. }))
    }

    /// Settles the `count` units that introduce a commenter, or only a person who says nothing.
    fn introduce(
        &mut self,
        at: usize,
        name: Span,
        count: usize,
        author: &mut Option<Span>,
    ) -> usize {
        let next = at + count;
        let speaks = (self.is_free(next) || self.is(next, Furniture::Profile))
            && !self.names(next)
            && self.commenter(next).is_none();
        let kind =
            if speaks { BlockKind::Commenter } else { BlockKind::Furniture(Furniture::Profile) };
        self.set(at, kind);
        *author = speaks.then_some(name);
        for beside in at + 1..next {
            if self.is_free(beside) {
                self.set(beside, BlockKind::Furniture(Furniture::Profile));
            }
        }
        next
    }

    /// Readers' reactions without a name at the end of an article.
    pub(super) fn reactions(&mut self) {
        let article = self.units.len() - self.tail();
        let end =
            (0..self.units.len()).rev().find(|at| self.kinds[*at].is_none()).map_or(0, |at| at + 1);
        let answered = self.kinds.contains(&Some(BlockKind::Answer));
        // Hardly any article ends so that it matters who says "I" in it.
        let owned = LazyCell::new(|| self.first_person(article));
        // The first must open as reactions do, or stand behind questions and answers; every paragraph
        // from there on must react, so that the article ends before it.
        let start = (article..end).find(|at| {
            let greets = comment::reacts(self.words(*at));
            let opens = self.runs(*at) && answered || self.is_free(*at) && greets;
            let mut free = (*at..end).filter(|at| self.is_free(*at));
            opens && free.all(|at| self.reacts(at, &owned))
        });
        for at in start.into_iter().flat_map(|start| start..end) {
            if self.is_free(at) {
                self.set(at, BlockKind::Comment { author: None });
            }
        }
    }

    /// Units that may hold reactions: the last ones, behind most of the article.
    fn tail(&self) -> usize {
        let count = self.units.len();
        let answered = self.kinds.iter().rposition(|kind| *kind == Some(BlockKind::Answer));
        answered.map_or(count / 2, |at| count - at - 1).min(TAIL)
    }

    /// Whether the article itself says "I" outside of quotations.
    fn first_person(&self, article: usize) -> bool {
        let running = (self.head..article).filter(|at| self.runs(*at));
        running.take(200).any(|at| comment::first_persons(self.words(at)) > 0)
    }

    /// Whether a paragraph reads as a reaction; `owned` is whether the article itself says "I".
    fn reacts(&self, at: usize, owned: &impl Deref<Target = bool>) -> bool {
        let words = self.words(at);
        let personal = || comment::first_persons(words) >= 2 && !is_quoted(words) && !**owned;
        comment::reacts(words) || personal()
    }
}
