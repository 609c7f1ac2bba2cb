//! The orders in which passages can be listed, and which groups each passage stands in by them. Looks at what
//! is kept of passages in short; lists nothing itself.

mod lanes;

use super::tally::{Times, Unit};
use super::{ArticleId, Filter, Library, Sign, SignId, Strength, Strengths, Survey};
use crate::tag::{Kinds, Label, Origin, ThemeId};
use crate::text::Day;
use lanes::Lanes;

/// What the passages that show are listed by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Article by article.
    #[default]
    Article = 0,
    /// By their themes as these are listed, then those without one.
    Theme = 1,
    /// By when their articles appeared, the newest first.
    Date = 2,
    /// What a person decided, then by how strongly the tagger scored the kinds that show.
    Strength = 3,
}

impl Order {
    /// The setting of a library that names the one that was used last.
    pub const SETTING: &'static str = "order";

    /// All of them.
    pub const ALL: [Self; 4] = [Self::Article, Self::Theme, Self::Date, Self::Strength];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Theme => "theme",
            Self::Date => "date",
            Self::Strength => "strength",
        }
    }

    /// The order of that name; any beginning will do.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        Self::ALL.into_iter().find(|order| !name.is_empty() && order.name().starts_with(&name))
    }

    /// The one behind it, and the first behind the last.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()]
    }
}

/// What the passages of a group have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Head {
    /// They are of this article.
    Article(ArticleId),
    /// They have this theme or a part of it.
    Theme(ThemeId),
    /// They have no theme.
    NoTheme,
    /// Their articles appeared in this stretch of time, by its number.
    Time(Unit, u32),
    /// Their articles say not when they appeared.
    Undated,
    /// A person made or confirmed a kind of theirs that shows, or kept them without any.
    Decided,
    /// The likeliest of their kinds that show is this likely.
    Strength(Strength),
}

/// Which groups passages stand in, in an order other than by article.
#[derive(Debug)]
pub struct Sorting {
    heads: Vec<Head>,
    by: By,
}

#[derive(Debug)]
enum By {
    /// For each sign the groups of the passages that carry it; none where these are hidden.
    Theme(Lanes),
    /// Stretches of time, the earliest first; groups are the other way round.
    Date(Times),
    /// For each sign how the strengths of the passages that carry it lead to their groups.
    Strength(Vec<Way>),
}

/// How the strengths of a passage lead to its group: counted back from `last` by the greatest that is left.
#[derive(Clone, Copy, Debug, Default)]
struct Way {
    mask: Strengths,
    last: u8,
    /// 1 where such passages show, else 0.
    counts: u8,
}

impl Way {
    fn of(sign: &Sign, filter: &Filter) -> Self {
        let counts = u8::from(admits(filter, sign));
        match undecided(sign, filter.kinds) {
            Some(kinds) => {
                Self { mask: Strengths::mask(kinds), last: Strength::COUNT as u8, counts }
            }
            None => Self { counts, ..Self::default() },
        }
    }

    #[inline]
    fn group(self, strengths: Strengths) -> usize {
        usize::from(self.last) - strengths.best_in(self.mask).rank()
    }
}

impl Sorting {
    /// The groups of an order for what `filter` shows; none for that by article, which needs no sorting.
    pub fn of(order: Order, library: &Library, filter: &Filter) -> Option<Self> {
        let (heads, by) = match order {
            Order::Article => return None,
            Order::Theme => {
                let heads = theme_heads(library, filter);
                let lanes = Lanes::of(heads.len());
                (heads, By::Theme(lanes))
            }
            Order::Date => {
                // Of all articles, whatever shows: groups stay where they are from filter to filter.
                let times = Times::of(library.ids().filter_map(|id| library.day(id)));
                let stretches = times.stretches().rev();
                let heads = stretches.map(|(unit, number)| Head::Time(unit, number));
                (heads.chain([Head::Undated]).collect(), By::Date(times))
            }
            Order::Strength => {
                let strengths = Strength::all().map(Head::Strength);
                let heads = std::iter::once(Head::Decided).chain(strengths).collect();
                (heads, By::Strength(Vec::new()))
            }
        };
        let mut sorting = Self { heads, by };
        sorting.judge_signs(library, filter);
        Some(sorting)
    }

    /// The groups in their order; some may have no passages.
    pub fn heads(&self) -> &[Head] {
        &self.heads
    }

    /// Takes in what passages carry since; to be called before any of them is asked about.
    pub fn judge_signs(&mut self, library: &Library, filter: &Filter) {
        let signs = library.signs();
        match &mut self.by {
            By::Theme(known) => {
                for sign in signs.iter().skip(known.len()) {
                    let groups = || theme_groups(sign, &self.heads, library);
                    let groups = if admits(filter, sign) { groups() } else { Vec::new() };
                    known.push(groups.into_iter());
                }
            }
            By::Strength(known) => {
                let new = signs.iter().skip(known.len());
                known.extend(new.map(|sign| Way::of(sign, filter)));
            }
            By::Date(_) => {}
        }
    }

    /// Whether there is a group for when an article appeared.
    pub fn holds(&self, library: &Library, id: ArticleId) -> bool {
        let By::Date(times) = &self.by else { return true };
        library.day(id).is_none_or(|day| times.hold(day))
    }

    /// By what articles are sorted within a group; one number, as all articles may have to be. It ends in the
    /// number of the article, see [`Self::article`].
    pub fn key(&self, library: &Library, id: ArticleId) -> u64 {
        let day = if self.sorts_articles() { library.day(id) } else { None };
        let number = |Day { year, month, day }| {
            u32::from(year) << 16 | u32::from(month) << 8 | u32::from(day)
        };
        u64::from(!day.map_or(0, number)) << 32 | u64::from(id.0)
    }

    /// The article of a key.
    pub fn article(key: u64) -> ArticleId {
        ArticleId(key as u32)
    }

    /// Whether the order of articles within a group is another than that of the library.
    pub fn sorts_articles(&self) -> bool {
        matches!(self.by, By::Date(_))
    }

    /// Gives the groups that passages of an article stand in that show, each with how many do; of a long
    /// article perhaps several times. `sums` is memory to be used again.
    pub fn each_group(
        &self,
        library: &Library,
        survey: &Survey,
        id: ArticleId,
        sums: &mut Vec<u64>,
        mut give: impl FnMut(usize, u32),
    ) {
        let shown = survey.articles.get(id.0 as usize).copied().unwrap_or(0);
        // One that is left out as a copy has none either, whatever its passages carry.
        if shown == 0 {
            return;
        }
        if let By::Date(times) = &self.by {
            return give(time(library, id, *times), shown as u32);
        }
        let (marks, strengths) = (library.marks(id), library.strengths(id));
        for (chunk, signs) in marks.chunks(lanes::MOST).enumerate() {
            let first = chunk * lanes::MOST;
            let strengths = strengths.get(first..).unwrap_or_default();
            sums.clear();
            sums.resize(lanes::width(self.heads.len()), 0);
            if survey.is_by_sign() {
                self.count(signs, strengths, |_, _| true, sums);
            } else {
                let counts = |nth, sign| survey.shows(id, first + nth, sign);
                self.count(signs, strengths, counts, sums);
            }
            lanes::each(sums, &mut give);
        }
    }

    /// Counts the passages with these signs and strengths that show, of which those are asked whose sign does.
    #[inline]
    fn count(
        &self,
        signs: &[SignId],
        strengths: &[Strengths],
        shows: impl Fn(usize, SignId) -> bool,
        sums: &mut [u64],
    ) {
        match &self.by {
            By::Theme(known) => {
                for (nth, sign) in signs.iter().enumerate() {
                    let counts = u64::from(shows(nth, *sign));
                    for (sum, adds) in sums.iter_mut().zip(known.adds(*sign)) {
                        *sum += adds * counts;
                    }
                }
            }
            By::Strength(known) => {
                for (nth, (sign, strengths)) in signs.iter().zip(strengths).enumerate() {
                    let way = known.get(*sign as usize).copied().unwrap_or_default();
                    let counts = u64::from(way.counts) * u64::from(shows(nth, *sign));
                    let (word, adds) = lanes::one(way.group(*strengths));
                    if let Some(sum) = sums.get_mut(word) {
                        *sum += adds * counts;
                    }
                }
            }
            By::Date(_) => {}
        }
    }

    /// Gives the groups of the nth passage of an article, which carries this.
    #[inline]
    pub fn groups_of(
        &self,
        library: &Library,
        id: ArticleId,
        nth: usize,
        sign: SignId,
        mut give: impl FnMut(usize),
    ) {
        match &self.by {
            By::Theme(groups) => {
                lanes::each(groups.adds(sign), |group, _| give(group));
            }
            By::Date(times) => give(time(library, id, *times)),
            By::Strength(known) => {
                let strengths = library.strengths(id).get(nth).copied().unwrap_or_default();
                give(known.get(sign as usize).copied().unwrap_or_default().group(strengths));
            }
        }
    }

    /// The indices of the passages of an article that show and stand in a group.
    pub fn passages<'a>(
        &'a self,
        library: &'a Library,
        survey: &'a Survey,
        id: ArticleId,
        group: usize,
    ) -> impl Iterator<Item = usize> + 'a {
        let marks = library.marks(id).iter().enumerate();
        let stands = move |(nth, sign): &(usize, &SignId)| {
            let mut stands = false;
            self.groups_of(library, id, *nth, **sign, |other| stands |= other == group);
            stands && survey.shows(id, *nth, **sign)
        };
        marks.filter(stands).map(|(nth, _)| nth)
    }
}

/// Those asked for, or all of them; behind them the group of what has none of these.
fn theme_heads(library: &Library, filter: &Filter) -> Vec<Head> {
    let is_any = filter.themes.is_empty();
    let listed = library.codebook.listed().into_iter();
    let asked = listed.filter(|theme| is_any || filter.themes.contains(theme));
    asked.map(Head::Theme).chain([Head::NoTheme]).collect()
}

/// The group of the stretch of time in which an article appeared, or of those without.
fn time(library: &Library, id: ArticleId, times: Times) -> usize {
    let day = library.day(id).filter(|day| times.hold(*day));
    day.map_or(times.len, |day| times.len - 1 - times.place(Some(day)))
}

/// Whether passages that carry this show, but for a query.
fn admits(filter: &Filter, sign: &Sign) -> bool {
    filter.admits_kind(sign.kinds) && filter.admits_theme(&sign.themes)
}

/// A passage stands under each of its themes, and where it has a part of a theme under that too, as the counts
/// of themes have it.
fn theme_groups(sign: &Sign, heads: &[Head], library: &Library) -> Vec<usize> {
    let themes = library.codebook.with_wholes(&sign.themes);
    let place = |head: &Head| match head {
        Head::Theme(theme) => themes.binary_search(theme).is_ok(),
        _ => false,
    };
    let places = (0..).zip(heads);
    let mut found: Vec<usize> = places.filter(|(_, head)| place(head)).map(|(at, _)| at).collect();
    if found.is_empty() {
        found.push(heads.len().saturating_sub(1));
    }
    found
}

/// The kinds of a sign that show, unless a person made or confirmed one of them or kept it without any.
fn undecided(sign: &Sign, kinds: Kinds) -> Option<Kinds> {
    let kinds = sign.kinds.and(kinds);
    let is_suggested = |kind| sign.origin(Label::Kind(kind)) == Origin::Suggested;
    (!kinds.is_empty() && kinds.iter().all(is_suggested)).then_some(kinds)
}
