//! The orders in which passages can be listed, and which groups each passage stands in by them. Looks at what
//! is kept of passages in short; lists nothing itself.

use super::planes::{self, Bits, Plane};
use super::tally::{Times, Unit};
use super::{ArticleId, Block, Filter, Library, Strength, Strengths};
use crate::tag::{Kinds, ThemeId};
use crate::text::Day;

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
    /// For each head of a theme that theme and those that are part of it.
    Theme(Vec<Vec<ThemeId>>),
    /// Stretches of time, the earliest first; groups are the other way round.
    Date(Times),
    /// The strengths of these kinds.
    Strength(Kinds),
}

impl Sorting {
    /// The groups of an order for what `filter` shows; none for that by article, which needs no sorting.
    pub fn of(order: Order, library: &Library, filter: &Filter) -> Option<Self> {
        let (heads, by) = match order {
            Order::Article => return None,
            Order::Theme => {
                let themes = theme_heads(library, filter);
                let whole = |of: &ThemeId| {
                    std::iter::once(*of).chain(library.codebook.parts(*of)).collect()
                };
                let wholes = themes.iter().map(whole).collect();
                let heads = themes.into_iter().map(Head::Theme).chain([Head::NoTheme]);
                (heads.collect(), By::Theme(wholes))
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
                (heads, By::Strength(filter.kinds))
            }
        };
        Some(Self { heads, by })
    }

    /// The groups in their order; some may have no passages.
    pub fn heads(&self) -> &[Head] {
        &self.heads
    }

    /// Whether there is a group for when an article appeared.
    pub fn holds(&self, library: &Library, id: ArticleId) -> bool {
        let By::Date(times) = &self.by else { return true };
        library.day(id).is_none_or(|day| times.hold(day))
    }

    /// By what articles are sorted within a group; one number, as all articles may have to be. It ends in the
    /// number of the article, see [`Self::article`].
    pub fn key(&self, library: &Library, id: ArticleId) -> u64 {
        let day = if self.is_by_date() { library.day(id) } else { None };
        let number = |Day { year, month, day }| {
            u32::from(year) << 16 | u32::from(month) << 8 | u32::from(day)
        };
        u64::from(!day.map_or(0, number)) << 32 | u64::from(id.0)
    }

    /// The article of a key.
    pub fn article(key: u64) -> ArticleId {
        ArticleId(key as u32)
    }

    /// Whether articles are sorted, each with all of its passages in one group; else passages are, and their
    /// articles stand within a group in the order of the library.
    pub fn is_by_date(&self) -> bool {
        matches!(self.by, By::Date(_))
    }

    /// The group of an article where [`Self::is_by_date`].
    pub fn group_of(&self, library: &Library, id: ArticleId) -> usize {
        match &self.by {
            By::Date(times) => time(library, id, *times),
            By::Theme(_) | By::Strength(_) => 0,
        }
    }

    /// Which of the passages of some articles that are `shown` stand in each group, where passages are sorted:
    /// the bits of the groups one behind the other.
    pub fn split(&self, block: &Block, shown: &Bits, groups: &mut Vec<u64>) {
        groups.clear();
        match &self.by {
            By::Theme(wholes) => themed(wholes, block, shown, groups),
            By::Strength(kinds) => ranked(*kinds, block, shown, groups),
            By::Date(_) => {}
        }
    }
}

/// Splits passages by these themes, each with its parts; last come those that have none of them.
fn themed(wholes: &[Vec<ThemeId>], block: &Block, shown: &Bits, groups: &mut Vec<u64>) {
    let mut rest = shown.to_vec();
    for themes in wholes {
        let start = groups.len();
        groups.resize(start + shown.len(), 0);
        let group = &mut groups[start..];
        for theme in themes {
            planes::join(group, block.theme(*theme).unwrap_or_default());
        }
        planes::meet(group, shown);
        rest.iter_mut().zip(group).for_each(|(rest, group)| *rest &= !*group);
    }
    groups.extend(rest);
}

/// Splits passages by the greatest of their strengths of these kinds; first come those that a person decided.
fn ranked(kinds: Kinds, block: &Block, shown: &Bits, groups: &mut Vec<u64>) {
    const WAYS: usize = 1 << Strengths::BITS;
    let words = shown.len();
    groups.resize(words * (1 + Strength::COUNT), 0);
    let plane = |plane| &block.plane(plane)[..words];
    let digits = |kind| std::array::from_fn(|bit| plane(Plane::Strength(kind, bit)));
    let planes = |kind| (plane(Plane::Kind(kind)), plane(Plane::Decided(kind)), digits(kind));
    let kinds: Vec<(_, _, [&Bits; Strengths::BITS])> = kinds.iter().map(planes).collect();
    for word in 0..words {
        // A number for each passage, a word for each of its binary digits.
        let mut most = [0; Strengths::BITS];
        let (mut any, mut by_hand) = (0, 0);
        for (kinds, decided, digits) in &kinds {
            any |= kinds[word];
            by_hand |= decided[word];
            let mut here = [0; Strengths::BITS];
            for bit in 0..Strengths::BITS {
                here[bit] = digits[bit][word];
            }
            most = greater(most, here);
        }
        by_hand |= !any;
        groups[word] = shown[word] & by_hand;
        // Passages go down a tree by the digits of their number, each to the leaf of that number.
        let mut leaves = [0; WAYS];
        leaves[0] = shown[word] & !by_hand;
        for bit in (0..Strengths::BITS).rev() {
            for leaf in (0..WAYS).step_by(2 << bit) {
                leaves[leaf | 1 << bit] = leaves[leaf] & most[bit];
                leaves[leaf] &= !most[bit];
            }
        }
        for (nth, leaf) in leaves[..Strength::COUNT].iter().rev().enumerate() {
            groups[(1 + nth) * words + word] = *leaf;
        }
    }
}

/// Digit by digit the greater of two numbers, for 64 pairs of them. Loops over places, so that it is made one run of
/// instructions for each.
fn greater(one: [u64; Strengths::BITS], other: [u64; Strengths::BITS]) -> [u64; Strengths::BITS] {
    let (mut is_more, mut is_same) = (0, u64::MAX);
    for bit in (0..Strengths::BITS).rev() {
        is_more |= is_same & other[bit] & !one[bit];
        is_same &= !(one[bit] ^ other[bit]);
    }
    let mut greater = [0; Strengths::BITS];
    for bit in 0..Strengths::BITS {
        greater[bit] = other[bit] & is_more | one[bit] & !is_more;
    }
    greater
}

/// The themes that have a group: those asked for, or all of them.
fn theme_heads(library: &Library, filter: &Filter) -> Vec<ThemeId> {
    let is_any = filter.themes.is_empty();
    let listed = library.codebook.listed().into_iter();
    listed.filter(|theme| is_any || filter.themes.contains(theme)).collect()
}

/// The group of the stretch of time in which an article appeared, or of those without.
fn time(library: &Library, id: ArticleId, times: Times) -> usize {
    let day = library.day(id).filter(|day| times.hold(*day));
    day.map_or(times.len, |day| times.len - 1 - times.place(Some(day)))
}
