//! How often marks meet on passages that show: themes with kinds, themes with themes, themes with
//! articles. Counted from what passages carry, which many of them share; reads no text.

use std::collections::HashMap;

use super::{ArticleId, Filter, Library, Survey};
use crate::tag::{Kind, ThemeId};

/// What meets what in the passages that show. A passage with a part of a theme has the theme too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matrix {
    themes: HashMap<ThemeId, Counts>,
    /// For themes that meet, the smaller number first.
    pairs: HashMap<(ThemeId, ThemeId), usize>,
}

/// How many passages have a theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    kinds: [usize; 3],
    all: usize,
}

impl Matrix {
    /// Counts the passages that show under `filter`, of which `survey` was made.
    pub fn of(library: &Library, survey: &Survey, filter: &Filter) -> Self {
        let mut matrix = Self::default();
        for (sign, count) in survey.signs(library) {
            let themes = library.codebook.with_wholes(&sign.themes);
            for (at, theme) in themes.iter().enumerate() {
                let counts = matrix.themes.entry(*theme).or_default();
                counts.all += count;
                for kind in sign.kinds.and(filter.kinds).iter() {
                    counts.kinds[kind as usize] += count;
                }
                for other in themes.iter().skip(at + 1) {
                    *matrix.pairs.entry((*theme, *other)).or_default() += count;
                }
            }
        }
        matrix
    }

    /// Passages of a theme.
    pub fn theme(&self, theme: ThemeId) -> usize {
        self.themes.get(&theme).map_or(0, |counts| counts.all)
    }

    /// Passages of a theme that are of a kind which the filter asks for.
    pub fn kind(&self, theme: ThemeId, kind: Kind) -> usize {
        self.themes.get(&theme).map_or(0, |counts| counts.kinds[kind as usize])
    }

    /// Passages of both themes; of a theme with itself, all that it has.
    pub fn together(&self, one: ThemeId, other: ThemeId) -> usize {
        if one == other {
            return self.theme(one);
        }
        self.pairs.get(&(one.min(other), one.max(other))).copied().unwrap_or(0)
    }

    /// The most passages that two themes have together.
    pub fn most_together(&self) -> usize {
        self.pairs.values().copied().max().unwrap_or(0)
    }

    /// The most passages that a theme has of one kind.
    pub fn most_of_a_kind(&self) -> usize {
        self.themes.values().flat_map(|counts| counts.kinds).max().unwrap_or(0)
    }
}

/// For each theme of the codebook, how many passages of an article that show have it or a part of it.
pub fn of_article(library: &Library, survey: &Survey, id: ArticleId) -> Vec<usize> {
    let codebook = &library.codebook;
    let mut counts = vec![0; codebook.themes.len()];
    let marks = library.marks(id);
    for at in survey.shown_in(library, id) {
        let sign = marks.get(at).and_then(|sign| library.signs().get(*sign as usize));
        let Some(sign) = sign else { continue };
        for theme in codebook.with_wholes(&sign.themes) {
            if let Some(count) = counts.get_mut(usize::from(theme.0)) {
                *count += 1;
            }
        }
    }
    counts
}

#[cfg(test)]
mod tests;
