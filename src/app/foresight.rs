//! What is made ready before a frame needs it, above all the words behind the marks of passages: to
//! find those of one costs as much as to draw the rest. Kept for a while; judges nothing itself.

use std::collections::HashMap;

use super::App;
use super::action::Step;
use crate::library::{Article, ArticleId, Library};
use crate::tag::{Cue, Kinds, Passage};
use crate::text::Span;

/// A passage as it was when its reasons were found: an article's text never changes, but what is
/// marked in it may.
type Asked = (ArticleId, Span, Kinds);

/// What was found so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reasons {
    known: HashMap<Asked, Vec<Cue>>,
}

impl Reasons {
    /// Where more passages than these are remembered, all are forgotten before the next frame.
    const KEPT: usize = 4096;

    /// The words behind the marks of a passage that is on screen; none where they were never found.
    pub(crate) fn of(&self, article: ArticleId, passage: &Passage) -> &[Cue] {
        self.known.get(&(article, passage.span, passage.kinds)).map_or(&[], Vec::as_slice)
    }

    fn find(&mut self, library: &Library, id: ArticleId, article: &Article, passage: &Passage) {
        let asked = (id, passage.span, passage.kinds);
        self.known.entry(asked).or_insert_with(|| library.cues(article, passage));
    }

    /// Forgets all where it is too much; never between what one frame needs.
    fn bound(&mut self) {
        if self.known.len() > Self::KEPT {
            self.known.clear();
        }
    }
}

impl App {
    /// Finds what the frame needs: the reasons of the selected passage, or of all on screen.
    pub(super) fn settle_reasons(&mut self) {
        let Some(id) = self.open else { return };
        let Some(article) = self.library.article(id) else { return };
        self.reasons.bound();
        let selected = self.reader.selected();
        let on_screen =
            if self.settings.reasons { self.reader.passages_on_screen(article) } else { 0..0 };
        for passage in on_screen.chain(selected).filter_map(|at| article.passages.get(at)) {
            self.reasons.find(&self.library, id, article, passage);
        }
    }

    /// Prepares what the next frame may need: the reasons of the passages on screen and of those a hop
    /// away, the articles before and behind this one. To be called when a frame is on screen and
    /// nobody waits.
    pub fn foresee(&mut self) {
        let Some(id) = self.open else { return };
        let Some(article) = self.library.article(id) else { return };
        let steps = [Step::On, Step::Back];
        let hops = steps
            .map(|step| self.reader.neighbour(article, self.shown(), step))
            .into_iter()
            .flatten();
        let on_screen = self.reader.passages_on_screen(article);
        for passage in hops.chain(on_screen).filter_map(|at| article.passages.get(at)) {
            self.reasons.find(&self.library, id, article, passage);
        }
        for next in steps.map(|step| self.next_listed(step)).into_iter().flatten() {
            self.foresee_article(next);
        }
        self.tidy();
    }

    fn foresee_article(&mut self, id: ArticleId) {
        let Some(article) = self.library.article(id) else { return };
        let place = self.places.get(&id).copied().unwrap_or_default();
        self.reader.foresee(id, article, place);
        let selected = if let Some(span) = place.selected {
            article.passages.iter().find(|passage| passage.span == span)
        } else {
            let first = self.survey.shown_in(&self.library, id).next();
            first.and_then(|at| article.passages.get(at))
        };
        if let Some(passage) = selected {
            self.reasons.find(&self.library, id, article, passage);
        }
    }
}
