//! Queries answered from an article as it is in memory, its text gone through for each question. What
//! any faster way has to agree with; knows no columns, no index.

use super::atom::is_unit;
use super::{Atom, Leaf, Place, Query, Rest, Scope, Sought};
use crate::library::{AnnotationId, Article, ArticleId, Library};
use crate::tag::{Codebook, Label, Passage, ThemeId, Verdict};

/// An article that is asked about.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    article: &'a Article,
    /// Whether it repeats another.
    is_copy: bool,
    /// Says which themes are part of which.
    codebook: &'a Codebook,
}

impl<'a> Ground<'a> {
    /// An article of a library, its text at hand.
    pub fn of(library: &'a Library, id: ArticleId, article: &'a Article) -> Self {
        let is_copy = library.copies().original(id).is_some();
        Self { article, is_copy, codebook: &library.codebook }
    }

    /// The passages that meet a query, in text order. What is the same for all of them is asked once.
    pub fn passages(self, query: &Query) -> Vec<&'a Passage> {
        match self.rest(query) {
            Rest::Known(false) => Vec::new(),
            Rest::Known(true) => self.article.passages.iter().collect(),
            Rest::Open(rest) => {
                let all = self.article.passages.iter();
                all.filter(|passage| self.holds(&rest, passage)).collect()
            }
        }
    }

    /// Whether the article meets a query whatever its passages, and so also without any.
    pub fn is_met(self, query: &Query) -> bool {
        self.rest(query) == Rest::Known(true)
    }

    /// What has to be asked of each passage.
    fn rest(self, query: &Query) -> Rest {
        query.given(&mut |leaf| match leaf {
            Leaf::Atom(atom) if atom.scope() == Scope::Passage => None,
            Leaf::Atom(atom) => Some(self.article_meets(atom)),
            Leaf::Within(inner) => Some(!self.passages(inner).is_empty()),
        })
    }

    /// Whether a passage of the article meets a query.
    pub fn holds(self, query: &Query, passage: &Passage) -> bool {
        query.holds(&mut |leaf| match leaf {
            Leaf::Atom(atom) => self.meets(atom, passage),
            Leaf::Within(inner) => {
                self.article.passages.iter().any(|passage| self.holds(inner, passage))
            }
        })
    }

    /// Whether a passage of the article meets a condition.
    pub fn meets(self, atom: &Atom, passage: &Passage) -> bool {
        let hand = passage.hand.as_deref();
        match atom {
            Atom::Kind(kind) => passage.kinds.has(*kind),
            Atom::Theme(theme) => passage.themes.iter().any(|it| self.is_part(*it, *theme)),
            Atom::Themeless => passage.themes.is_empty(),
            Atom::Origin(origin) => {
                passage.kinds.iter().any(|kind| passage.origin(Label::Kind(kind)) == *origin)
            }
            Atom::Rejected => {
                hand.is_some_and(|hand| hand.verdicts.values().any(|it| *it == Verdict::Rejected))
            }
            Atom::Starred => hand.is_some_and(|hand| hand.starred),
            Atom::Noted => hand.is_some_and(|hand| hand.noted),
            Atom::Words(Place::Text, sought) => {
                sought.is_in(passage.span.of(&self.article.document.text))
            }
            Atom::Words(Place::Memo, sought) => sought.is_in(self.memo(passage)),
            Atom::Value(value) => passage.figures.iter().any(|figure| value.fits(figure)),
            Atom::Unit(unit) => passage.figures.iter().any(|figure| is_unit(figure, unit)),
            atom => self.article_meets(atom),
        }
    }

    /// Whether the article as a whole meets a condition; none that is of passages.
    pub fn article_meets(self, atom: &Atom) -> bool {
        let heading = &self.article.document.heading;
        match atom {
            Atom::Words(place, sought) => self.stands(*place, sought),
            Atom::Dated(days) => heading.day.is_some_and(|day| days.hold(day)),
            Atom::Undated => heading.day.is_none(),
            Atom::Length(compare, words) => {
                let length = u32::try_from(self.article.words).unwrap_or(u32::MAX);
                compare.holds(&length, words)
            }
            Atom::Copy => self.is_copy,
            Atom::ArticleStarred => self.article.card().starred,
            Atom::ArticleNoted => !self.article.card().memo.is_empty(),
            _ => false,
        }
    }

    /// Whether words stand in what an article says of itself.
    fn stands(self, place: Place, sought: &Sought) -> bool {
        let document = &self.article.document;
        let is_in = |span: Option<crate::text::Span>| {
            span.is_some_and(|span| sought.is_in(span.of(&document.text)))
        };
        match place {
            Place::Title => sought.is_in(document.title()),
            Place::Author => is_in(document.heading.author),
            Place::Source => sought.is_in(&self.article.place) || is_in(document.heading.source),
            Place::Language => document.language.is_some_and(|it| sought.is_in(it.name())),
            Place::Text | Place::Memo => false,
        }
    }

    fn memo(self, passage: &Passage) -> &'a str {
        let id = passage.hand.as_ref().map(|hand| AnnotationId(hand.annotation));
        let annotation = id.and_then(|id| self.article.annotations().get(&id));
        annotation.map_or("", |annotation| &annotation.memo)
    }

    /// Whether a theme is that one or a part of it.
    fn is_part(self, theme: ThemeId, of: ThemeId) -> bool {
        theme == of || self.codebook.parent(theme) == Some(of)
    }
}
