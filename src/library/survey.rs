//! What a filter makes of the library: counts for every kind, theme and article, and what it
//! hides. Counted once for each change of filter; an edit counts anew only the articles it is about.

mod asked;
mod at_once;
#[cfg(test)]
mod tests;

use std::sync::OnceLock;

use super::{ArticleId, Filter, Library, Sign, SignId};
use crate::tag::{Kind, Label, Origin, ThemeId};
use asked::Asked;

/// The library under a filter, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// For each kind, passages of the wanted themes that have it, wanted kind or not.
    pub kinds: [usize; 3],
    /// For each theme of the codebook, passages of the wanted kinds that have it or a part of it.
    pub themes: Vec<usize>,
    /// For each article, passages that show.
    pub articles: Vec<usize>,
    /// Articles to list: all of them where the filter is open, else those with passages.
    pub listed: Vec<ArticleId>,
    /// Passages that show.
    pub shown: usize,
    /// Passages there are.
    pub total: usize,
    /// Marks of a kind on passages that show, by where they come from: suggested, confirmed, made.
    pub origins: [usize; 3],
    /// For each article, passages that show and wait for a person's verdict.
    pub waiting: Vec<usize>,
    /// Annotations whose words are lost.
    pub lost: usize,
    /// For each theme that is part of another, which.
    parents: Vec<Option<ThemeId>>,
    /// What the filter says to each that differs in what passages carry: many carry the same, so that
    /// a passage is judged by looking its number up.
    verdicts: Vec<Shown>,
    /// How many passages that meet the query carry each sign.
    counts: Vec<isize>,
    /// Which passages meet the query.
    asked: Asked,
    /// What was asked.
    filter: Filter,
    kept: Kept,
}

/// What spares work later. It says nothing that the counts do not say, so that surveys with the same counts are the
/// same.
#[derive(Clone, Debug, Default)]
struct Kept {
    /// Which state of the library, and of what its texts answered, the query was asked in; none where more was
    /// asked since.
    judged: Option<(u64, u64)>,
    /// For each block of articles what is made of their passages, so far as anybody asked.
    seen: Vec<OnceLock<Seen>>,
}

impl PartialEq for Kept {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Kept {}

/// What is made of the passages of a block of articles, a bit each.
#[derive(Clone, Debug)]
struct Seen {
    /// Which meet the query and are of no article that is left out; none where all are and do.
    met: Option<Box<[u64]>>,
    /// Which of these show.
    shown: Box<[u64]>,
}

/// What the query came to when it was asked before.
#[derive(Debug, Default)]
struct Before {
    seen: Vec<OnceLock<Seen>>,
    counts: Vec<isize>,
}

/// Articles that are asked and counted by one thread, at the least. Few in tests, so that parts are put
/// together there.
const PART: usize = if cfg!(test) { 1 } else { 8192 };

/// Whether an article is left out since it repeats another.
fn is_left_out(id: ArticleId, library: &Library, filter: &Filter) -> bool {
    filter.once && library.copies().original(id).is_some()
}

/// What a filter says to a passage by what it carries.
#[expect(clippy::struct_excessive_bools, reason = "each is asked for by itself")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Shown {
    theme_fits: bool,
    kind_fits: bool,
    shows: bool,
    waits: bool,
}

impl Survey {
    /// Counts the library under `filter`.
    pub fn of(library: &Library, filter: &Filter) -> Self {
        Self::default().renewed(library, filter)
    }

    /// The library under `filter`, counted after this; what the same query came to is not asked again.
    #[must_use]
    pub fn renewed(self, library: &Library, filter: &Filter) -> Self {
        let mut survey = Self::empty(library);
        survey.filter = filter.clone();
        survey.kept.judged = Some((library.renewals(), library.answered()));
        survey.judge_signs(library, filter);
        survey.listed = Vec::with_capacity(library.len());
        let asked = |filter: &Filter| (filter.query.clone(), filter.once);
        let is_same =
            survey.kept.judged == self.kept.judged && asked(filter) == asked(&self.filter);
        let mut before = Before::default();
        if is_same && !self.is_by_sign() {
            survey.asked = self.asked;
            before = Before { seen: self.kept.seen, counts: self.counts };
        } else {
            survey.asked = Asked::of_all(filter.query.as_ref(), library, survey.articles.len());
        }
        let carried = survey.count_all(library, filter, before);
        for id in library.worked() {
            survey.count_lost(id, library, 1);
        }
        for (sign, count) in carried.into_iter().enumerate() {
            survey.count(sign as SignId, library, count);
        }
        survey
    }

    /// The same for whoever waits: all is marked first, and texts are asked what only they can answer.
    pub fn in_full(library: &mut Library, filter: &Filter) -> Self {
        let all = library.next().0 as usize;
        library.catch_up(all);
        if let Some(query) = &filter.query {
            library.ask(query);
            library.answer_some(all);
        }
        Self::of(library, filter)
    }

    /// What the passages that show carry, each sign with how many carry it.
    pub fn signs<'a>(&'a self, library: &'a Library) -> impl Iterator<Item = (&'a Sign, usize)> {
        let counts = library.signs().iter().zip(self.counts.iter().copied());
        let shown = counts.zip(&self.verdicts).filter(|(_, verdict)| verdict.shows);
        shown
            .map(|((sign, count), _)| (sign, count.cast_unsigned()))
            .filter(|(_, count)| *count > 0)
    }

    fn empty(library: &Library) -> Self {
        let codebook = &library.codebook;
        let mut survey = Self { themes: vec![0; codebook.themes.len()], ..Self::default() };
        if codebook.themes.iter().any(|theme| theme.parent.is_some()) {
            let numbers = (0..=u16::MAX).map(ThemeId).take(codebook.themes.len());
            survey.parents = numbers.map(|id| codebook.parent(id)).collect();
        }
        let places = library.ids().next_back().map_or(0, |id| id.0 as usize + 1);
        (survey.articles, survey.waiting) = (vec![0; places], vec![0; places]);
        survey
    }

    /// Whether an article meets the query whatever its passages, and so also without any; all do where
    /// there is none.
    pub fn meets(&self, id: ArticleId) -> bool {
        self.asked.meets(id)
    }

    /// The articles that a filter, of which this was made, asks for whole: with a query those that meet it
    /// or have passages that show, otherwise all.
    pub fn articles_met<'a>(
        &'a self,
        library: &'a Library,
        filter: &'a Filter,
    ) -> impl Iterator<Item = ArticleId> + 'a {
        let is_met =
            |id: &ArticleId| self.meets(*id) || self.articles.get(id.0 as usize) > Some(&0);
        library.wanted(filter).filter(is_met)
    }

    /// Judges what passages carry, so far as that was not done.
    fn judge_signs(&mut self, library: &Library, filter: &Filter) {
        let new = library.signs().iter().skip(self.verdicts.len());
        let verdict = |sign: &Sign| {
            let theme_fits = filter.admits_theme(&sign.themes);
            let kind_fits = filter.admits_kind(sign.kinds);
            Shown { theme_fits, kind_fits, shows: theme_fits && kind_fits, waits: sign.waits() }
        };
        self.verdicts.extend(new.map(verdict));
        self.counts.resize(self.verdicts.len(), 0);
    }

    /// Counts an article, whose passages are not counted so far.
    pub fn take_in(&mut self, id: ArticleId, library: &Library, filter: &Filter) {
        let at = id.0 as usize;
        if self.articles.len() <= at {
            self.articles.resize(at + 1, 0);
            self.waiting.resize(at + 1, 0);
        }
        self.kept.judged = None;
        self.asked.ask(id, library);
        let is_listed = self.count_by_itself(id, library, filter, 1);
        if let (true, Err(place)) = (is_listed, self.listed.binary_search(&id)) {
            self.listed.insert(place, id);
        }
    }

    /// Takes an article out of the counts, before its passages change.
    pub fn leave_out(&mut self, id: ArticleId, library: &Library, filter: &Filter) {
        self.count_by_itself(id, library, filter, -1);
        if let Ok(place) = self.listed.binary_search(&id) {
            self.listed.remove(place);
        }
    }

    fn count_by_itself(
        &mut self,
        id: ArticleId,
        library: &Library,
        filter: &Filter,
        by: isize,
    ) -> bool {
        if library.brief(id).is_none() {
            return false;
        }
        self.judge_signs(library, filter);
        self.forget_bits(id);
        self.count_lost(id, library, by);
        if !is_left_out(id, library, filter) {
            for (nth, sign) in library.marks(id).iter().enumerate() {
                if self.asked.fits(id, nth, *sign) {
                    self.count(*sign, library, by);
                }
            }
        }
        self.count_article(id, library, filter, by)
    }

    /// Passages that the filter hides.
    pub fn hidden(&self) -> usize {
        self.total - self.shown
    }

    /// Whether what passages carry says whether they show: no query is asked.
    pub fn is_by_sign(&self) -> bool {
        self.asked.is_nothing()
    }

    /// Whether the nth passage of an article, which carries this, shows.
    #[inline]
    pub fn shows(&self, id: ArticleId, nth: usize, sign: SignId) -> bool {
        self.asked.fits(id, nth, sign)
            && self.verdicts.get(sign as usize).is_some_and(|verdict| verdict.shows)
    }

    /// The indices of the passages of an article that show.
    pub fn shown_in<'a>(
        &'a self,
        library: &'a Library,
        id: ArticleId,
    ) -> impl DoubleEndedIterator<Item = usize> + 'a {
        let marks = library.marks(id).iter().enumerate();
        marks.filter(move |(nth, sign)| self.shows(id, *nth, **sign)).map(|(at, _)| at)
    }

    /// Adds what is counted of an article, or takes it away; says whether it is to be listed.
    fn count_article(
        &mut self,
        id: ArticleId,
        library: &Library,
        filter: &Filter,
        by: isize,
    ) -> bool {
        let marks = library.marks(id);
        change(&mut self.total, by * marks.len().cast_signed());
        if is_left_out(id, library, filter) {
            return false;
        }
        let (mut shown, mut waiting) = (0, 0);
        for nth in self.shown_in(library, id) {
            shown += 1;
            waiting += isize::from(self.verdicts[marks[nth] as usize].waits);
        }
        let at = id.0 as usize;
        change(&mut self.articles[at], by * shown);
        change(&mut self.waiting[at], by * waiting);
        change(&mut self.shown, by * shown);
        shown > 0 || filter.wants_all() && self.meets(id)
    }

    fn count_lost(&mut self, id: ArticleId, library: &Library, by: isize) {
        let lost = library.brief(id).map_or(0, |brief| brief.work.lost as usize);
        change(&mut self.lost, by * lost.cast_signed());
    }

    /// Counts so many more or fewer passages that carry this.
    fn count(&mut self, sign: SignId, library: &Library, by: isize) {
        let verdict = self.verdicts.get(sign as usize).copied().unwrap_or_default();
        let Some(count) = self.counts.get_mut(sign as usize).filter(|_| by != 0) else { return };
        *count += by;
        let Some(sign) = library.signs().get(sign as usize) else { return };
        for kind in sign.kinds.iter().filter(|_| verdict.theme_fits) {
            change(&mut self.kinds[kind as usize], by);
        }
        if verdict.kind_fits {
            self.count_themes(&sign.themes, by);
        }
        for kind in sign.kinds.iter().filter(|_| verdict.shows) {
            change(&mut self.origins[sign.origin(Label::Kind(kind)) as usize], by);
        }
    }

    fn count_themes(&mut self, themes: &[ThemeId], by: isize) {
        for (at, theme) in themes.iter().enumerate() {
            self.count_theme(*theme, by);
            let parent = |theme: ThemeId| self.parents.get(usize::from(theme.0)).copied().flatten();
            let Some(whole) = parent(*theme) else { continue };
            // Once, however many of its parts are there.
            let is_counted = |other: &ThemeId| *other == whole || parent(*other) == Some(whole);
            if !themes[..at].iter().any(is_counted) && !themes.contains(&whole) {
                self.count_theme(whole, by);
            }
        }
    }

    fn count_theme(&mut self, theme: ThemeId, by: isize) {
        if let Some(count) = self.themes.get_mut(usize::from(theme.0)) {
            change(count, by);
        }
    }

    /// How many passages of the wanted kinds have that theme or a part of it.
    pub fn theme(&self, theme: ThemeId) -> usize {
        self.themes.get(usize::from(theme.0)).copied().unwrap_or(0)
    }

    /// Whether a person has decided anything about what shows.
    pub fn is_reviewed(&self) -> bool {
        self.origins[Origin::Confirmed as usize] + self.origins[Origin::Made as usize] > 0
    }

    /// How many passages of that kind the wanted themes have.
    pub fn kind(&self, kind: Kind) -> usize {
        self.kinds[kind as usize]
    }
}

/// A count after more came or went.
fn change(count: &mut usize, by: isize) {
    *count = count.saturating_add_signed(by);
}
