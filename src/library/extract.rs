//! What shows under a filter, apart from the library that it shows in: which passages of which articles,
//! and what marks articles that are fetched. Small enough to go to another thread; holds and fetches no
//! text.

use std::sync::Arc;

use super::{Article, ArticleId, Fetched, Filter, Library, Sign, SignId, Survey};
use crate::tag::{Codebook, Cue, Kinds, Levels, Passage, Tagging, ThemeId};

/// What shows.
#[derive(Clone, Debug, Default)]
pub struct Extract {
    /// Under this.
    pub filter: Filter,
    /// The themes that passages have.
    pub codebook: Codebook,
    tagging: Arc<Tagging>,
    levels: Levels,
    signs: Vec<Sign>,
    /// Articles with passages that show, ascending, and where in `passages` these end; where nothing is
    /// hidden, those without passages, too.
    articles: Vec<(ArticleId, usize)>,
    /// By their places in their articles, with what they carry.
    passages: Vec<(u32, SignId)>,
}

/// An article with passages that show.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// Which one.
    pub id: ArticleId,
    passages: &'a [(u32, SignId)],
}

impl Extract {
    /// What shows in a library under a filter, of which `survey` was made.
    pub fn of(library: &Library, filter: &Filter, survey: &Survey) -> Self {
        let mut extract = Self {
            filter: filter.clone(),
            codebook: library.codebook.clone(),
            tagging: library.tagging(),
            levels: library.levels(),
            signs: library.signs().to_vec(),
            articles: Vec::new(),
            passages: Vec::with_capacity(survey.shown),
        };
        let has_any =
            |id: &&ArticleId| filter.is_open() || survey.articles.get(id.0 as usize) > Some(&0);
        for id in survey.listed.iter().filter(has_any) {
            let marks = library.marks(*id);
            let shown = survey.shown_in(library, *id);
            extract.passages.extend(shown.map(|nth| (nth as u32, marks[nth])));
            extract.articles.push((*id, extract.passages.len()));
        }
        extract
    }

    /// How many articles have passages that show.
    pub fn articles(&self) -> usize {
        self.shown().count()
    }

    /// How many passages show.
    pub fn passages(&self) -> usize {
        self.passages.len()
    }

    /// The articles with passages that show, in the library's order.
    pub fn shown(&self) -> impl Iterator<Item = Shown<'_>> {
        self.all().filter(|shown| !shown.passages.is_empty())
    }

    /// The same; and where nothing is hidden, the articles that have no passages as well.
    pub fn all(&self) -> impl Iterator<Item = Shown<'_>> {
        let starts = std::iter::once(0).chain(self.articles.iter().map(|(_, end)| *end));
        self.articles.iter().zip(starts).map(|((id, end), start)| Shown {
            id: *id,
            passages: self.passages.get(start..*end).unwrap_or_default(),
        })
    }

    /// Which of what passages carry meets a condition; to be asked by [`Shown::count`].
    pub fn signs(&self, meets: impl Fn(Kinds, &[ThemeId]) -> bool) -> Vec<bool> {
        self.signs.iter().map(|sign| meets(sign.kinds, &sign.themes)).collect()
    }

    /// An article as it was kept, marked as the library marks.
    pub fn marked(&self, fetched: Fetched) -> Article {
        marked(fetched, &self.tagging, self.levels)
    }

    /// The words that made a passage of an article be marked.
    pub fn cues(&self, article: &Article, passage: &Passage) -> Vec<Cue> {
        self.tagging.tagger().cues(&article.document.text, passage)
    }
}

impl Shown<'_> {
    /// How many of its passages show.
    pub fn passages(&self) -> usize {
        self.passages.len()
    }

    /// How many of its passages that show carry one of these signs.
    pub fn count(&self, signs: &[bool]) -> usize {
        self.passages.iter().filter(|(_, sign)| is_in(*sign, signs)).count()
    }

    /// Those of its passages that show and carry one of these signs. An edit that was made since may
    /// have changed what the article has: what is not there any more as it was is left out.
    pub fn of<'p>(
        &self,
        article: &'p Article,
        extract: &Extract,
        signs: &[bool],
    ) -> Vec<&'p Passage> {
        let wanted = self.passages.iter().filter(|(_, sign)| is_in(*sign, signs));
        let as_it_was = |(nth, sign): &(u32, SignId)| {
            let passage = article.passages.get(*nth as usize)?;
            let sign = extract.signs.get(*sign as usize)?;
            let is_same = passage.kinds == sign.kinds && passage.themes == sign.themes;
            is_same.then_some(passage)
        };
        wanted.filter_map(as_it_was).collect()
    }
}

fn is_in(sign: SignId, signs: &[bool]) -> bool {
    signs.get(sign as usize).copied().unwrap_or_default()
}

/// An article as it was kept, marked by `tagging` at these levels.
pub fn marked(fetched: Fetched, tagging: &Tagging, levels: Levels) -> Article {
    let Fetched { mut article, marks } = fetched;
    article.print = None;
    let own = marks.and_then(|(by, marks)| (by == tagging.fingerprint()).then_some(marks));
    let are_default = own.is_some();
    let marks = own.unwrap_or_else(|| tagging.tagger().passages(&article.document, levels));
    article.mark(marks, || tagging.tagger());
    if are_default && levels != Levels::default() {
        article.regrade(tagging.tagger(), levels);
    }
    article
}
