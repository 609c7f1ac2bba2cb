//! Queries answered for a whole library from what it keeps in short: what is the same for an article is
//! asked once, what is the same for all passages that carry the same once for these, and only what is
//! left of each passage. Agrees with [`super::query::answer`], which asks the texts; reads none itself.

use super::answers::is_by_text;
use super::query::{Atom, Leaf, Place, Query, Rest, Scope};
use super::{ArticleId, Library, Sign};
use crate::tag::{Label, Verdict};

/// Which passages of an article meet a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Fit {
    /// None.
    #[default]
    None,
    /// All, and the article itself.
    All,
    /// Those that carry what [`Plan::meets`] says, by the number of what is left to ask.
    Signs(usize),
    /// These, each by its place in the article.
    Each(Box<[bool]>),
}

/// A query, made ready to be asked of many articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    query: Query,
    /// What differs from article to article.
    asked: Vec<Asked>,
    /// What is left to ask, by the answers to these.
    left: Vec<(Vec<bool>, Left)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Asked {
    Atom(Atom),
    Within(Query, Plan),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Left {
    Known(bool),
    /// Of what passages carry, with the answers so far by the numbers of signs.
    Signs(Query, Vec<bool>),
    /// Of each passage.
    Each(Query),
}

impl Plan {
    pub(super) fn of(query: &Query) -> Self {
        let mut asked = Vec::new();
        collect(query, &mut asked);
        Self { query: query.clone(), asked, left: Vec::new() }
    }

    /// Which passages of an article meet the query.
    pub(super) fn fit(&mut self, library: &Library, id: ArticleId) -> Fit {
        let mut answers = Vec::with_capacity(self.asked.len());
        for asked in &mut self.asked {
            answers.push(asked.answer(library, id));
        }
        let at = self.left.iter().position(|(known, _)| *known == answers).unwrap_or_else(|| {
            let left = self.left_after(&answers);
            self.left.push((answers, left));
            self.left.len() - 1
        });
        let signs = library.signs();
        match &mut self.left[at].1 {
            Left::Known(false) => Fit::None,
            Left::Known(true) => Fit::All,
            Left::Signs(query, met) => {
                let new = signs.iter().skip(met.len());
                met.extend(new.map(|sign| holds_by_sign(query, sign, library)));
                Fit::Signs(at)
            }
            Left::Each(Query::Atom(atom)) => {
                let mut each = vec![false; library.marks(id).len()];
                for (_, nth) in library.answers.of(atom, id) {
                    if let Some(holds) = each.get_mut(*nth as usize) {
                        *holds = true;
                    }
                }
                Fit::Each(each.into())
            }
            Left::Each(query) => {
                let by_text = query.atoms().into_iter().filter(|atom| is_by_text(atom));
                let told: Vec<_> =
                    by_text.map(|atom| (atom, library.answers.of(atom, id))).collect();
                let passages = library.marks(id).iter().zip(0_u32..);
                let holds = |(sign, nth): (&super::SignId, u32)| {
                    holds_of(query, &signs[*sign as usize], library, &told, (id, nth))
                };
                Fit::Each(passages.map(holds).collect())
            }
        }
    }

    /// What is left of the query, answered by the numbers of signs; `left` is of [`Fit::Signs`].
    pub(super) fn met(&self, left: usize) -> &[bool] {
        match self.left.get(left) {
            Some((_, Left::Signs(_, met))) => met,
            _ => &[],
        }
    }

    /// Whether a passage that carries a sign meets what is left of the query; `at` is of [`Fit::Signs`].
    pub(super) fn meets(&self, at: usize, sign: super::SignId) -> bool {
        self.met(at).get(sign as usize).copied().unwrap_or_default()
    }

    fn left_after(&self, answers: &[bool]) -> Left {
        let rest = self.query.given(&mut |leaf| {
            let at = self.asked.iter().position(|asked| asked.is(leaf))?;
            let is_settled = self.asked[at].is_of_article() || !answers[at];
            is_settled.then_some(answers[at])
        });
        match rest {
            Rest::Known(holds) => Left::Known(holds),
            Rest::Open(rest) if rest.atoms().into_iter().any(is_by_text) => Left::Each(rest),
            Rest::Open(rest) => Left::Signs(rest, Vec::new()),
        }
    }
}

impl Asked {
    fn is(&self, leaf: Leaf<'_>) -> bool {
        match (self, leaf) {
            (Self::Atom(atom), Leaf::Atom(other)) => atom == other,
            (Self::Within(query, _), Leaf::Within(other)) => query == other,
            _ => false,
        }
    }

    /// Whether the answer is the same for all passages; else it says whether it holds for any.
    fn is_of_article(&self) -> bool {
        match self {
            Self::Atom(atom) => atom.scope() == Scope::Article,
            Self::Within(..) => true,
        }
    }

    fn answer(&mut self, library: &Library, id: ArticleId) -> bool {
        match self {
            Self::Atom(atom) if is_by_text(atom) => !library.answers.of(atom, id).is_empty(),
            Self::Atom(atom) => article_meets(atom, library, id),
            Self::Within(_, plan) => match plan.fit(library, id) {
                Fit::None => false,
                Fit::All => !library.marks(id).is_empty(),
                Fit::Signs(at) => library.marks(id).iter().any(|sign| plan.meets(at, *sign)),
                Fit::Each(each) => each.contains(&true),
            },
        }
    }
}

/// What of a query has an answer for an article, or at least says that none of its passages has one.
fn collect(query: &Query, asked: &mut Vec<Asked>) {
    let one = match query {
        Query::And(parts) | Query::Or(parts) => {
            return parts.iter().for_each(|part| collect(part, asked));
        }
        Query::Not(inner) => return collect(inner, asked),
        Query::Within(inner) => Asked::Within((**inner).clone(), Plan::of(inner)),
        Query::Atom(atom) if atom.scope() == Scope::Article || is_by_text(atom) => {
            Asked::Atom(atom.clone())
        }
        Query::Atom(_) => return,
    };
    if !asked.contains(&one) {
        asked.push(one);
    }
}

fn holds_by_sign(query: &Query, sign: &Sign, library: &Library) -> bool {
    query.holds(&mut |leaf| match leaf {
        Leaf::Atom(atom) => sign_meets(atom, sign, library),
        // Answered for the article before.
        Leaf::Within(_) => false,
    })
}

/// Whether a passage meets what is left of a query; `told` says where in its article the conditions hold
/// that are by text.
fn holds_of(
    query: &Query,
    sign: &Sign,
    library: &Library,
    told: &[(&Atom, &[(ArticleId, u32)])],
    passage: (ArticleId, u32),
) -> bool {
    query.holds(&mut |leaf| match leaf {
        Leaf::Atom(atom) => match told.iter().find(|(other, _)| std::ptr::eq(*other, atom)) {
            Some((_, places)) => places.binary_search(&passage).is_ok(),
            None => sign_meets(atom, sign, library),
        },
        Leaf::Within(_) => false,
    })
}

/// Whether a passage that carries this meets a condition.
fn sign_meets(atom: &Atom, sign: &Sign, library: &Library) -> bool {
    let hand = sign.hand.as_deref();
    match atom {
        Atom::Kind(kind) => sign.kinds.has(*kind),
        Atom::Theme(theme) => {
            let parent = |it| library.codebook.parent(it);
            sign.themes.iter().any(|it| it == theme || parent(*it) == Some(*theme))
        }
        Atom::Themeless => sign.themes.is_empty(),
        Atom::Origin(origin) => {
            sign.kinds.iter().any(|kind| sign.origin(Label::Kind(kind)) == *origin)
        }
        Atom::Rejected => {
            hand.is_some_and(|hand| hand.verdicts.values().any(|it| *it == Verdict::Rejected))
        }
        Atom::Starred => hand.is_some_and(|hand| hand.starred),
        Atom::Noted => hand.is_some_and(|hand| hand.noted),
        _ => false,
    }
}

/// Whether an article as a whole meets a condition.
fn article_meets(atom: &Atom, library: &Library, id: ArticleId) -> bool {
    let Some(brief) = library.brief(id) else { return false };
    match atom {
        Atom::Words(place, sought) => match place {
            Place::Title => sought.is_in(&brief.title),
            Place::Author => sought.is_in(&brief.author),
            Place::Source => sought.is_in(&brief.place) || sought.is_in(&brief.source),
            Place::Language => sought.is_in(&brief.language),
            Place::Text | Place::Memo => false,
        },
        Atom::Dated(days) => brief.day.is_some_and(|day| days.hold(day)),
        Atom::Undated => brief.day.is_none(),
        Atom::Length(compare, words) => compare.holds(&brief.words, words),
        Atom::Copy => library.copies().original(id).is_some(),
        Atom::ArticleStarred => brief.work.starred,
        Atom::ArticleNoted => brief.work.noted,
        _ => false,
    }
}
