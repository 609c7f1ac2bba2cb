//! Where the words of a query stand: conditions that only the text can answer are asked of each article,
//! a few at a time, and what was answered is remembered. Reads no query and judges nothing else.

use super::holding::{Holding, Rest};
use super::query::{Atom, Ground, Query, Scope, Sought};
use super::{Article, ArticleId, Library, query};

/// Conditions whose answers are remembered; more of them at once are only in one query.
const REMEMBERED: usize = 24;

/// What was answered so far.
#[derive(Debug, Default)]
pub(super) struct Answers {
    all: Vec<Answer>,
    /// How often anything of it has changed.
    changes: u64,
}

/// Where one condition holds.
#[derive(Debug)]
struct Answer {
    atom: Atom,
    holding: Holding,
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
    /// The passages where a condition holds, article after article; none where it has not been asked.
    pub(super) fn of(&self, atom: &Atom) -> Option<Rest<'_>> {
        self.all.iter().find(|answer| answer.atom == *atom).map(|answer| answer.holding.rest())
    }

    /// Asks an article again, whose passages are others now.
    pub(super) fn renew(&mut self, id: ArticleId, article: &Article, ground: Ground<'_>) {
        self.changes += 1;
        let is_asked = |answer: &&mut Answer| answer.next > id || answer.among.is_some();
        for answer in self.all.iter_mut().filter(is_asked) {
            answer.holding.put(id, meet(&answer.atom, article, ground));
        }
    }
}

/// For each passage of an article whether a condition holds.
fn meet<'a>(
    atom: &'a Atom,
    article: &'a Article,
    ground: Ground<'a>,
) -> impl Iterator<Item = bool> + 'a {
    article.passages.iter().map(move |passage| ground.meets(atom, passage))
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
            let (holding, among) =
                indexed.map_or_else(Default::default, |(found, unknown)| (found, Some(unknown)));
            let answer = Answer { atom: atom.clone(), holding, among, next: ArticleId(0) };
            self.answers.all.push(answer);
            self.answers.changes += 1;
        }
        let asked = query.atoms();
        while self.answers.all.len() > REMEMBERED {
            let old = self.answers.all.iter().position(|it| !asked.contains(&&it.atom));
            let Some(old) = old else { break };
            self.answers.all.remove(old);
            self.answers.changes += 1;
        }
    }

    /// Forgets all answers: articles are marked otherwise now.
    pub(super) fn forget_answers(&mut self) {
        self.answers.all.clear();
        self.answers.changes += 1;
    }

    /// How often anything has changed of what was answered: what is made of it is the same until then.
    pub(super) fn answered(&self) -> u64 {
        self.answers.changes
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
                    meet(&atom, article, ground).collect::<Vec<_>>()
                });
                let answer = &mut self.answers.all[at];
                answer.holding.put(id, found.unwrap_or_default().into_iter());
                self.answers.changes += 1;
                answer.next = ArticleId(id.0 + 1);
            }
            if let Some(next) = self.next_asked(&self.answers.all[at]) {
                through = through.min(next);
            }
        }
        through.0 as usize
    }
}
