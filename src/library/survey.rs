//! What a filter makes of the library: counts for every kind, theme and article, and what it
//! hides. Counted once for each change of filter or library, then only read.

use super::{ArticleId, Filter, Library};
use crate::tag::{Kind, Kinds, Passage};

/// The library under a filter, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// For each kind, passages of the wanted themes that have it, wanted kind or not.
    pub kinds: [usize; 3],
    /// For each theme of the codebook, passages of the wanted kinds that have it.
    pub themes: Vec<usize>,
    /// For each article, passages that show.
    pub articles: Vec<usize>,
    /// Articles to list: all of them where the filter is open, else those with passages.
    pub listed: Vec<ArticleId>,
    /// Passages that show.
    pub shown: usize,
    /// Passages there are.
    pub total: usize,
}

impl Survey {
    /// Counts the library under `filter`.
    pub fn of(library: &Library, filter: &Filter) -> Self {
        let mut survey = Self { themes: vec![0; library.codebook.themes.len()], ..Self::default() };
        for (id, article) in library.articles() {
            if filter.once && library.copies().original(id).is_some() {
                survey.total += article.passages.len();
                survey.articles.push(0);
                continue;
            }
            let shown = article.passages.iter().map(|passage| survey.count(passage, filter)).sum();
            survey.articles.push(shown);
            if filter.wants_all() || shown > 0 {
                survey.listed.push(id);
            }
        }
        survey
    }

    /// Passages that the filter hides.
    pub fn hidden(&self) -> usize {
        self.total - self.shown
    }

    /// Counts one passage; 1 if it shows.
    fn count(&mut self, passage: &Passage, filter: &Filter) -> usize {
        let [theme_fits, kind_fits] =
            [filter.admits_theme(passage), filter.visible(passage) != Kinds::NONE];
        self.total += 1;
        for kind in passage.kinds.iter().filter(|_| theme_fits) {
            self.kinds[kind as usize] += 1;
        }
        for theme in passage.themes.iter().filter(|_| kind_fits) {
            if let Some(count) = self.themes.get_mut(usize::from(theme.0)) {
                *count += 1;
            }
        }
        let shows = usize::from(theme_fits && kind_fits);
        self.shown += shows;
        shows
    }

    /// How many passages of that kind the wanted themes have.
    pub fn kind(&self, kind: Kind) -> usize {
        self.kinds[kind as usize]
    }
}
