//! What a filter makes of the library: counts for every kind, theme and article, and what it
//! hides. Counted once for each change of filter; an edit counts anew only the articles it is about.

use super::judge::{Fit, Plan};
use super::{ArticleId, Filter, Library, Sign, SignId};
use crate::tag::{Kind, Label, Origin, ThemeId};

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
    /// Which passages of each article meet the query, where there is one.
    fits: Vec<Fit>,
    plan: Option<Plan>,
    /// The same for each passage of a large library, in as little room as may be: whether it shows, and,
    /// one bit higher, whether it waits then.
    briefly: Vec<u8>,
}

/// The bit that says that a passage shows.
const SHOWS: u8 = 1;

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
        let mut survey = Self::empty(library);
        survey.plan = filter.query.as_ref().map(Plan::of);
        survey.judge_signs(library, filter);
        survey.listed = Vec::with_capacity(library.len());
        // Without a query nothing need be counted sign by sign, but what is left out.
        let by_sign = survey.plan.is_some();
        let carried = library.carried().iter().map(|count| (*count as usize).cast_signed());
        let mut counts: Vec<isize> = carried.map(|count| if by_sign { 0 } else { count }).collect();
        counts.resize(library.signs().len(), 0);
        for id in library.ids() {
            survey.judge(id, library);
            let is_out = is_left_out(id, library, filter);
            let is_listed = if by_sign {
                survey.count_article(id, library, filter, 1, |sign| counts[sign as usize] += 1)
            } else {
                survey.count_article(id, library, filter, 1, |_| {})
            };
            if is_out && !by_sign {
                library.marks(id).iter().for_each(|sign| counts[*sign as usize] -= 1);
            }
            if is_listed {
                survey.listed.push(id);
            }
        }
        for id in library.worked() {
            survey.count_lost(id, library, 1);
        }
        survey.counts = vec![0; counts.len()];
        for (sign, count) in counts.into_iter().enumerate() {
            survey.count(sign as SignId, library, count);
        }
        survey
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

    /// Gives what the passages of an article carry that meet the query.
    fn each_fit(&self, id: ArticleId, marks: &[SignId], mut give: impl FnMut(SignId)) {
        let Some(plan) = &self.plan else { return marks.iter().for_each(|sign| give(*sign)) };
        match self.fits.get(id.0 as usize) {
            None | Some(Fit::None) => {}
            Some(Fit::All) => marks.iter().for_each(|sign| give(*sign)),
            Some(Fit::Signs(left)) => {
                let met = plan.met(*left);
                let meets = |sign: &&SignId| met.get(**sign as usize).copied().unwrap_or_default();
                marks.iter().filter(meets).for_each(|sign| give(*sign));
            }
            Some(Fit::Each(each)) => {
                let fitting = marks.iter().zip(each).filter(|(_, fits)| **fits);
                fitting.for_each(|(sign, _)| give(*sign));
            }
        }
    }

    /// Asks the query, where there is one, of the passages of an article.
    fn judge(&mut self, id: ArticleId, library: &Library) {
        let Some(plan) = &mut self.plan else { return };
        let at = id.0 as usize;
        if self.fits.len() <= at {
            self.fits.resize(at + 1, Fit::None);
        }
        self.fits[at] = plan.fit(library, id);
    }

    /// Whether a passage meets the query.
    fn fits(&self, id: ArticleId, nth: usize, sign: SignId) -> bool {
        let Some(plan) = &self.plan else { return true };
        match self.fits.get(id.0 as usize) {
            None | Some(Fit::None) => false,
            Some(Fit::All) => true,
            Some(Fit::Signs(left)) => plan.meets(*left, sign),
            Some(Fit::Each(each)) => each.get(nth).copied().unwrap_or_default(),
        }
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
        let rest = &self.verdicts[self.briefly.len()..];
        let briefly = |it: &Shown| if it.shows { SHOWS | u8::from(it.waits) << 1 } else { 0 };
        self.briefly.extend(rest.iter().map(briefly));
    }

    /// Counts an article, whose passages are not counted so far.
    pub fn take_in(&mut self, id: ArticleId, library: &Library, filter: &Filter) {
        let at = id.0 as usize;
        if self.articles.len() <= at {
            self.articles.resize(at + 1, 0);
            self.waiting.resize(at + 1, 0);
        }
        self.judge(id, library);
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
        self.count_lost(id, library, by);
        if !is_left_out(id, library, filter) {
            for (nth, sign) in library.marks(id).iter().enumerate() {
                if self.fits(id, nth, *sign) {
                    self.count(*sign, library, by);
                }
            }
        }
        self.count_article(id, library, filter, by, |_| {})
    }

    /// Passages that the filter hides.
    pub fn hidden(&self) -> usize {
        self.total - self.shown
    }

    /// Whether the nth passage of an article, which carries this, shows.
    pub fn shows(&self, id: ArticleId, nth: usize, sign: SignId) -> bool {
        self.fits(id, nth, sign)
            && self.briefly.get(sign as usize).is_some_and(|verdict| verdict & SHOWS != 0)
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

    /// Adds what is counted of each article, or takes it away, and gives what its passages carry that meet
    /// the query; says whether it is to be listed.
    fn count_article(
        &mut self,
        id: ArticleId,
        library: &Library,
        filter: &Filter,
        by: isize,
        mut give: impl FnMut(SignId),
    ) -> bool {
        let marks = library.marks(id);
        change(&mut self.total, by * marks.len().cast_signed());
        if is_left_out(id, library, filter) {
            return false;
        }
        let (mut shown, mut waiting) = (0, 0);
        self.each_fit(id, marks, |sign| {
            let verdict = self.briefly[sign as usize];
            shown += isize::from(verdict & SHOWS);
            waiting += isize::from(verdict >> 1);
            give(sign);
        });
        let at = id.0 as usize;
        change(&mut self.articles[at], by * shown);
        change(&mut self.waiting[at], by * waiting);
        change(&mut self.shown, by * shown);
        let is_met = matches!(self.fits.get(at), Some(Fit::All));
        shown > 0 || filter.wants_all() && (self.plan.is_none() || is_met)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Article;
    use crate::tag::{Codebook, Tagger};

    #[test]
    fn a_passage_counts_once_for_a_theme_whose_parts_it_has() {
        let mut codebook = Codebook::bundled();
        let tagger = Tagger::new(&codebook);
        codebook.themes[1].parent = Some(ThemeId(0));
        codebook.themes[2].parent = Some(ThemeId(0));
        let mut library = Library::new(codebook);
        let text = "Clerks fear job cuts, reskilling and new roles. Clerks fear new roles.";
        library.add(Article::read("made".into(), text.into(), &tagger));
        let article = library.article(ArticleId(0)).expect("an article");
        let themes: Vec<_> = article.passages.iter().map(|it| it.themes.clone()).collect();
        assert_eq!(themes, [vec![ThemeId(0), ThemeId(1), ThemeId(2)], vec![ThemeId(2)]]);
        let survey = Survey::of(&library, &Filter::default());
        assert_eq!(survey.themes[..3], [2, 1, 2]);
        assert_eq!((survey.waiting, survey.origins), (vec![2], [2, 0, 0]));
    }
}
