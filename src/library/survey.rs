//! What a filter makes of the library: counts for every kind, theme and article, and what it
//! hides. Counted once for each change of filter or library, then only read.

use super::{ArticleId, Filter, Library};
use crate::tag::{Kind, Label, Origin, Passage, ThemeId};

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
    /// For each theme that is part of another, which.
    parents: Vec<Option<ThemeId>>,
}

impl Survey {
    /// Counts the library under `filter`.
    pub fn of(library: &Library, filter: &Filter) -> Self {
        let codebook = &library.codebook;
        let mut survey = Self { themes: vec![0; codebook.themes.len()], ..Self::default() };
        if codebook.themes.iter().any(|theme| theme.parent.is_some()) {
            let numbers = (0..=u16::MAX).map(ThemeId).take(codebook.themes.len());
            survey.parents = numbers.map(|id| codebook.parent(id)).collect();
        }
        for (id, article) in library.articles() {
            if filter.once && library.copies().original(id).is_some() {
                survey.total += article.passages.len();
                survey.articles.push(0);
                survey.waiting.push(0);
                continue;
            }
            survey.waiting.push(0);
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
        let [theme_fits, kind_fits] = [filter.admits_theme(passage), filter.admits_kind(passage)];
        self.total += 1;
        for kind in passage.kinds.iter().filter(|_| theme_fits) {
            self.kinds[kind as usize] += 1;
        }
        if kind_fits {
            self.count_themes(&passage.themes);
        }
        let shows = theme_fits && kind_fits;
        if shows {
            self.shown += 1;
            self.count_origins(passage);
        }
        usize::from(shows)
    }

    fn count_themes(&mut self, themes: &[ThemeId]) {
        for (at, theme) in themes.iter().enumerate() {
            self.add(*theme);
            let parent = |theme: ThemeId| self.parents.get(usize::from(theme.0)).copied().flatten();
            let Some(whole) = parent(*theme) else { continue };
            // Once, however many of its parts are there.
            let is_counted = |other: &ThemeId| *other == whole || parent(*other) == Some(whole);
            if !themes[..at].iter().any(is_counted) && !themes.contains(&whole) {
                self.add(whole);
            }
        }
    }

    fn add(&mut self, theme: ThemeId) {
        if let Some(count) = self.themes.get_mut(usize::from(theme.0)) {
            *count += 1;
        }
    }

    fn count_origins(&mut self, passage: &Passage) {
        for kind in passage.kinds.iter() {
            self.origins[passage.origin(Label::Kind(kind)) as usize] += 1;
        }
        if let Some(waiting) = self.waiting.last_mut() {
            *waiting += usize::from(passage.waits());
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
