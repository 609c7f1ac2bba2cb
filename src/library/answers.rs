//! Where the words of a query stand: conditions that only the text can answer are asked of each article,
//! a few at a time, and what was answered is remembered. Reads no query and judges nothing else.

use super::catalogue::Place;
use super::query::{Atom, Ground, Query, Scope, Sought};
use super::{Article, ArticleId, Library, query};

/// Conditions whose answers are remembered; more of them at once are only in one query.
const REMEMBERED: usize = 24;

/// What was answered so far.
#[derive(Debug, Default)]
pub(super) struct Answers {
    all: Vec<Answer>,
}

/// Where one condition holds.
#[derive(Debug)]
struct Answer {
    atom: Atom,
    /// Passages, by their places in their articles, in order.
    places: Vec<Place>,
    /// The only articles to ask, where an index knows them.
    among: Option<Vec<ArticleId>>,
    /// The next article to ask.
    next: ArticleId,
}

/// Whether a condition is one that only the text of an article can answer, or what was written about it.
pub(super) fn is_by_text(atom: &Atom) -> bool {
    atom.needs_text() || matches!(atom, Atom::Words(..) if atom.scope() == Scope::Passage)
}

impl Answers {
    /// The passages where a condition holds, in order; none where it has not been asked.
    pub(super) fn places(&self, atom: &Atom) -> &[Place] {
        let answer = self.all.iter().find(|answer| answer.atom == *atom);
        answer.map_or(&[], |answer| &answer.places)
    }

    /// Of places in order those in an article, then those behind it.
    pub(super) fn up_to(places: &[Place], id: ArticleId) -> (&[Place], &[Place]) {
        // Whoever asks of one article after the other is there already.
        let mut reach = 1;
        let is_before = |(other, _): &Place| *other < id;
        while places.get(reach - 1).is_some_and(is_before) {
            reach *= 2;
        }
        let near = places.get(..reach.min(places.len())).unwrap_or_default();
        let (_, places) = places.split_at(near.partition_point(is_before));
        let here = places.iter().take_while(|(other, _)| *other == id).count();
        places.split_at(here)
    }

    /// Asks an article again, whose passages are others now.
    pub(super) fn renew(&mut self, id: ArticleId, article: &Article, ground: Ground<'_>) {
        let is_asked = |answer: &&mut Answer| answer.next > id || answer.among.is_some();
        for answer in self.all.iter_mut().filter(is_asked) {
            let start = answer.places.partition_point(|(other, _)| *other < id);
            let end = answer.places.partition_point(|(other, _)| *other <= id);
            let places = places(&answer.atom, id, article, ground);
            answer.places.splice(start..end, places.collect::<Vec<_>>());
        }
    }
}

/// The passages of an article where a condition holds.
fn places<'a>(
    atom: &'a Atom,
    id: ArticleId,
    article: &'a Article,
    ground: Ground<'a>,
) -> impl Iterator<Item = (ArticleId, u32)> + 'a {
    let passages = article.passages.iter().zip(0_u32..);
    passages.filter(move |(it, _)| ground.meets(atom, it)).map(move |(_, at)| (id, at))
}

impl Library {
    /// Makes ready to answer what only texts can answer of a query: [`Self::answer_some`] does it.
    pub fn ask(&mut self, query: &Query) {
        for atom in query.atoms().into_iter().filter(|atom| is_by_text(atom)) {
            if self.answers.all.iter().any(|answer| answer.atom == *atom) {
                continue;
            }
            let indexed = match atom {
                Atom::Words(query::Place::Text, Sought::Phrase(phrase)) => {
                    phrase.sought().and_then(|phrase| self.catalogue.having(&phrase))
                }
                _ => None,
            };
            let (places, among) =
                indexed.map_or_else(Default::default, |(places, unknown)| (places, Some(unknown)));
            let answer = Answer { atom: atom.clone(), places, among, next: ArticleId(0) };
            self.answers.all.push(answer);
        }
        let asked = query.atoms();
        while self.answers.all.len() > REMEMBERED {
            let old = self.answers.all.iter().position(|it| !asked.contains(&&it.atom));
            let Some(old) = old else { break };
            self.answers.all.remove(old);
        }
    }

    /// Forgets all answers: articles are marked otherwise now.
    pub(super) fn forget_answers(&mut self) {
        self.answers.all.clear();
    }

    /// Whether something that was asked is not answered for all articles.
    pub fn is_answering(&self) -> bool {
        self.answers.all.iter().any(|answer| self.next_asked(answer).is_some())
    }

    /// The next article to ask.
    fn next_asked(&self, answer: &Answer) -> Option<ArticleId> {
        let end = self.next();
        let next = match &answer.among {
            None => answer.next,
            Some(among) => {
                *among.get(among.partition_point(|id| *id < answer.next)).unwrap_or(&end)
            }
        };
        (next < end).then_some(next)
    }

    /// Asks so many articles more; says how many of all are through.
    pub fn answer_some(&mut self, articles: usize) -> usize {
        let mut through = self.next();
        for at in 0..self.answers.all.len() {
            for _ in 0..articles {
                let Some(id) = self.next_asked(&self.answers.all[at]) else { break };
                let atom = self.answers.all[at].atom.clone();
                let found = self.with(id, |article| {
                    let ground = Ground::of(self, id, article);
                    places(&atom, id, article, ground).collect::<Vec<_>>()
                });
                let answer = &mut self.answers.all[at];
                let before = answer.places.partition_point(|(other, _)| *other < id);
                answer.places.splice(before..before, found.unwrap_or_default());
                answer.next = ArticleId(id.0 + 1);
            }
            if let Some(next) = self.next_asked(&self.answers.all[at]) {
                through = through.min(next);
            }
        }
        through.0 as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_an_article_are_found_however_far_it_is() {
        let places: Vec<Place> =
            (0..90).flat_map(|id| (0..id % 3).map(move |nth| (ArticleId(id), nth))).collect();
        for from in [0, 7, 50] {
            let (_, mut rest) = Answers::up_to(&places, ArticleId(from));
            for id in (from + 1..95).map(ArticleId) {
                let here;
                let (_, whole) = Answers::up_to(&places, id);
                (here, rest) = Answers::up_to(rest, id);
                let expected: Vec<Place> =
                    places.iter().copied().filter(|(other, _)| *other == id).collect();
                assert_eq!((here, rest), (expected.as_slice(), whole), "{id:?}");
            }
        }
    }
}
