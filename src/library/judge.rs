//! Queries answered for a whole library from what it keeps in short: what is the same for an article is
//! asked once, what is the same for all passages that carry the same once for these, and only what is
//! left of each passage. Agrees with [`super::query::answer`], which asks the texts; reads none itself.

use std::iter;

use super::answers::is_by_text;
use super::holding::{self, BITS};
use super::query::{Atom, Leaf, Place, Query, Rest, Scope};
use super::{ArticleId, Library, Sign, SignId};
use crate::tag::{Label, Verdict};

/// Which passages of an article meet a query.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Fit {
    /// None.
    #[default]
    None,
    /// All, and the article itself.
    All,
    /// Those that carry what [`Plan::met`] says, by the number of what is left to ask.
    Signs(usize),
    /// Those of which [`Plan::each`] says so, by where that begins.
    Each(usize),
}

/// A query, made ready to be asked of many articles by [`Self::judging`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    query: Query,
    /// What differs from article to article.
    asked: Vec<Asked>,
    /// What is left to ask, by the answers to these.
    left: Vec<(Yes, Left)>,
    /// Whether passages meet the query, of articles of which each was asked: one behind the other.
    each: Vec<bool>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Asked {
    Atom(Atom),
    Within(Query, Plan),
}

/// Which of [`Plan::asked`] were answered with yes: a bit each, of which there is one for every
/// condition that a query may have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Yes([u64; 4]);

impl Yes {
    fn add(&mut self, nth: usize) {
        if let Some(bits) = self.0.get_mut(nth / 64) {
            *bits |= 1 << (nth % 64);
        }
    }

    fn of(nth: usize) -> Self {
        let mut yes = Self::default();
        yes.add(nth);
        yes
    }

    fn or(self, other: Self) -> Self {
        let mut both = self;
        both.0.iter_mut().zip(other.0).for_each(|(bits, more)| *bits |= more);
        both
    }

    fn has(self, nth: usize) -> bool {
        self.0.get(nth / 64).is_some_and(|bits| bits >> (nth % 64) & 1 == 1)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Left {
    Known(bool),
    /// Of what passages carry, with the answers so far by the numbers of signs.
    Signs(Query, Vec<bool>),
    /// Of each passage: the answers by the numbers of signs for each answer that its words gave.
    Each(Query, Tables),
}

/// The answers by the numbers of signs for each answer that words gave: of these there are few, for most
/// passages hold none of the words, or one.
type Tables = Vec<(Yes, Vec<bool>)>;

/// A query that is being asked of articles, in their order.
pub(super) struct Judging<'a> {
    library: &'a Library,
    query: &'a Query,
    asked: Vec<Asking<'a>>,
    left: &'a mut Vec<(Yes, Left)>,
    each: &'a mut Vec<bool>,
}

enum Asking<'a> {
    /// Of the article.
    Article(&'a Atom),
    /// Of its passages by their words: where it holds from this article on, and in it, a bit a passage.
    Text { atom: &'a Atom, rest: Option<holding::Rest<'a>>, here: &'a [u64] },
    /// Of any of its passages.
    Within(&'a Query, Judging<'a>),
}

impl Plan {
    pub(super) fn of(query: &Query) -> Self {
        let mut asked = Vec::new();
        collect(query, &mut asked);
        Self { query: query.clone(), asked, left: Vec::new(), each: Vec::new() }
    }

    /// Begins to ask; of articles in ascending order.
    pub(super) fn judging<'a>(&'a mut self, library: &'a Library) -> Judging<'a> {
        let asked = self.asked.iter_mut().map(|asked| match asked {
            Asked::Atom(atom) => Asking::of(atom, library),
            Asked::Within(query, plan) => Asking::Within(query, plan.judging(library)),
        });
        let asked = asked.collect();
        let (left, each) = (&mut self.left, &mut self.each);
        Judging { library, query: &self.query, asked, left, each }
    }

    /// Takes in what the same query, asked of other articles, came to: `fits` are theirs, and say the same of
    /// them here.
    pub(super) fn join(&mut self, other: Self, fits: &mut [Fit]) {
        let place = |(yes, left): (Yes, Left)| {
            self.left.iter().position(|(known, _)| *known == yes).unwrap_or_else(|| {
                self.left.push((yes, left));
                self.left.len() - 1
            })
        };
        let lefts: Vec<usize> = other.left.into_iter().map(place).collect();
        for fit in fits {
            match fit {
                Fit::Signs(left) => *left = lefts[*left],
                Fit::Each(start) => *start += self.each.len(),
                Fit::None | Fit::All => {}
            }
        }
        self.each.extend(other.each);
    }

    /// Whether what is left of the query holds, by the numbers of signs; `left` is of [`Fit::Signs`].
    pub(super) fn met(&self, left: usize) -> &[bool] {
        met(&self.left, left)
    }

    /// For each of so many passages whether it meets the query; `start` is of [`Fit::Each`].
    pub(super) fn each(&self, start: usize, passages: usize) -> &[bool] {
        self.each.get(start..start + passages).unwrap_or_default()
    }
}

fn met(all: &[(Yes, Left)], left: usize) -> &[bool] {
    match all.get(left) {
        Some((_, Left::Signs(_, met))) => met,
        _ => &[],
    }
}

impl Judging<'_> {
    /// Which passages of an article meet the query.
    pub(super) fn fit(&mut self, id: ArticleId) -> Fit {
        let library = self.library;
        let mut yes = Yes::default();
        for (nth, asked) in self.asked.iter_mut().enumerate() {
            if asked.answer(library, id) {
                yes.add(nth);
            }
        }
        if library.marks(id).is_empty() {
            let is_met = self.rest(yes, false) == Rest::Known(true);
            return if is_met { Fit::All } else { Fit::None };
        }
        let at = self.left.iter().position(|(known, _)| *known == yes).unwrap_or_else(|| {
            self.left.push((yes, self.left_after(yes)));
            self.left.len() - 1
        });
        let signs = library.signs();
        match &mut self.left[at].1 {
            Left::Known(false) => Fit::None,
            Left::Known(true) => Fit::All,
            Left::Signs(query, met) => {
                let new = signs.get(met.len()..).unwrap_or_default();
                met.extend(new.iter().map(|sign| holds(query, sign, library, |_| false)));
                Fit::Signs(at)
            }
            Left::Each(query, tables) => {
                let start = self.each.len();
                let each = Each { query, asked: &self.asked, library, marks: library.marks(id) };
                each.judge(tables, self.each);
                Fit::Each(start)
            }
        }
    }

    /// What is left of the query of articles with passages, or of those without.
    fn rest(&self, yes: Yes, has_passages: bool) -> Rest {
        self.query.given(&mut |leaf| {
            let at = self.asked.iter().position(|asked| asked.is(leaf))?;
            // That no passage has a word says something of passages, if there are any.
            let is_settled = self.asked[at].is_of_article() || has_passages && !yes.has(at);
            is_settled.then_some(yes.has(at))
        })
    }

    fn left_after(&self, yes: Yes) -> Left {
        match self.rest(yes, true) {
            Rest::Known(holds) => Left::Known(holds),
            Rest::Open(rest) if rest.atoms().into_iter().any(is_by_text) => {
                Left::Each(rest, Vec::new())
            }
            Rest::Open(rest) => Left::Signs(rest, Vec::new()),
        }
    }

    /// Whether any passage of an article meets the query.
    fn any(&mut self, id: ArticleId) -> bool {
        let marks = self.library.marks(id);
        match self.fit(id) {
            Fit::None => false,
            Fit::All => !marks.is_empty(),
            Fit::Signs(at) => {
                let met = met(self.left, at);
                marks.iter().any(|sign| met.get(*sign as usize).copied().unwrap_or_default())
            }
            Fit::Each(start) => {
                let any = self.each.get(start..).is_some_and(|each| each.contains(&true));
                self.each.truncate(start);
                any
            }
        }
    }
}

/// An article each of whose passages is asked what is left of a query.
struct Each<'a> {
    query: &'a Query,
    asked: &'a [Asking<'a>],
    library: &'a Library,
    /// What its passages carry.
    marks: &'a [SignId],
}

impl Each<'_> {
    /// Appends for each passage whether it meets the query.
    fn judge(&self, tables: &mut Tables, each: &mut Vec<bool>) {
        let plain = self.table(tables, Yes::default());
        let told = || self.asked.iter().enumerate().filter_map(|(nth, it)| it.told(nth));
        let mut first = told();
        match (first.next(), first.next()) {
            (None, _) => each.extend(self.marks.iter().map(|sign| tables[plain].1[*sign as usize])),
            (Some((yes, here)), None) => {
                let with = self.table(tables, yes);
                let (plain, with) = (tables[plain].1.as_slice(), tables[with].1.as_slice());
                let bits = here.iter().copied().chain(iter::repeat(0));
                for (marks, bits) in self.marks.chunks(BITS).zip(bits) {
                    each.extend(marks.iter().enumerate().map(|(nth, sign)| {
                        let table = if bits >> nth & 1 == 1 { with } else { plain };
                        table[*sign as usize]
                    }));
                }
            }
            _ => {
                for (nth, marks) in self.marks.chunks(BITS).enumerate() {
                    let here = told().map(|(yes, here)| (yes, here.get(nth).copied()));
                    let here = here.map(|(yes, bits)| (yes, bits.unwrap_or_default()));
                    self.judge_some(marks, &here, tables, each);
                }
            }
        }
    }

    /// The same of so many passages as there are bits, of which each of `told` says where it holds.
    fn judge_some(
        &self,
        marks: &[SignId],
        told: &(impl Iterator<Item = (Yes, u64)> + Clone),
        tables: &mut Tables,
        each: &mut Vec<bool>,
    ) {
        // Mostly the passages beside each other that have the same words are many.
        let (mut last, mut at) = (Yes::default(), self.table(tables, Yes::default()));
        for (nth, sign) in marks.iter().enumerate() {
            let here = told.clone().filter(|(_, bits)| bits >> nth & 1 == 1);
            let yes = here.fold(Yes::default(), |yes, (it, _)| yes.or(it));
            if yes != last {
                (last, at) = (yes, self.table(tables, yes));
            }
            each.push(tables[at].1[*sign as usize]);
        }
    }

    /// What is left of the query, answered for every sign where words answered this: its place.
    fn table(&self, tables: &mut Tables, told: Yes) -> usize {
        let at = tables.iter().position(|(of, _)| *of == told).unwrap_or_else(|| {
            tables.push((told, Vec::new()));
            tables.len() - 1
        });
        let met = &mut tables[at].1;
        let by_text = |atom: &Atom| {
            let at = self.asked.iter().position(|asked| asked.is(Leaf::Atom(atom)));
            at.is_some_and(|at| told.has(at))
        };
        let new = self.library.signs().iter().skip(met.len());
        met.extend(new.map(|sign| holds(self.query, sign, self.library, by_text)));
        at
    }
}

impl<'a> Asking<'a> {
    fn of(atom: &'a Atom, library: &'a Library) -> Self {
        if is_by_text(atom) {
            Self::Text { atom, rest: library.answers.of(atom), here: &[] }
        } else {
            Self::Article(atom)
        }
    }

    fn is(&self, leaf: Leaf<'_>) -> bool {
        match (self, leaf) {
            (Self::Article(atom) | Self::Text { atom, .. }, Leaf::Atom(other)) => *atom == other,
            (Self::Within(query, _), Leaf::Within(other)) => *query == other,
            _ => false,
        }
    }

    /// Whether the answer is the same for all passages; else it says whether it holds for any.
    fn is_of_article(&self) -> bool {
        !matches!(self, Self::Text { .. })
    }

    /// Where in the article it holds, as the `nth` of what is asked; nothing where it does not.
    fn told(&self, nth: usize) -> Option<(Yes, &'a [u64])> {
        match self {
            Self::Text { here, .. } if !here.is_empty() => Some((Yes::of(nth), *here)),
            _ => None,
        }
    }

    fn answer(&mut self, library: &Library, id: ArticleId) -> bool {
        match self {
            Self::Article(atom) => article_meets(atom, library, id),
            Self::Text { rest, here, .. } => {
                *here = rest.as_mut().map_or(&[], |rest| rest.up_to(id));
                !here.is_empty()
            }
            Self::Within(_, judging) => judging.any(id),
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

/// Whether a passage that carries this meets what is left of a query; `by_text` says what its words do.
fn holds(query: &Query, sign: &Sign, library: &Library, by_text: impl Fn(&Atom) -> bool) -> bool {
    query.holds(&mut |leaf| match leaf {
        Leaf::Atom(atom) if is_by_text(atom) => by_text(atom),
        Leaf::Atom(atom) => sign_meets(atom, sign, library),
        // Answered for the article before.
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
            Place::Title => sought.is_in(brief.title),
            Place::Author => sought.is_in(brief.author),
            Place::Source => sought.is_in(brief.place) || sought.is_in(brief.source),
            Place::Language => sought.is_in(brief.language),
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
