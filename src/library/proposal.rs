//! A codebook proposed from a pile that no codebook fits: articles are sorted into groups by their
//! words, and the phrases that are a group's own name it and are its cues. The same articles give the
//! same proposal, whatever their order. Changes no library.

mod cluster;
mod common;
mod example;
mod keyness;
mod need;
mod phrase;
mod roles;
mod sample;
mod spectrum;
mod vectors;
mod wording;
mod words;

pub use sample::Sample;

use crate::tag::codebook::Theme;
use crate::tag::{Codebook, Pattern};
use crate::text::shown::counted;
use crate::text::{Document, Language, Span};
use cluster::{Centres, Clusters, clusters};
use keyness::{Keyness, keyness};
use phrase::phrases;
use roles::Roles;
use sample::Excerpt;
use vectors::{Columns, Vectors};
use wording::Wording;
use words::{Piece, Vocabulary};

/// Where there are fewer articles, parts of them are sorted into themes.
const FEW: usize = 60;
/// Words of a part at least.
const PART: usize = 80;
/// A theme has so many pieces at least.
const SMALLEST: usize = 3;
/// One in so many pieces belongs to a theme at least.
const RAREST: usize = 100;
/// A word in a larger share of the pieces, in per cent, says nothing of one of them. The common words of English are
/// known besides, those of other languages only by this.
const COMMONEST: usize = 35;
/// The same for a pile that is mostly in other languages.
const COMMONEST_ELSEWHERE: usize = 10;
/// Phrases that a definition is made of.
const DEFINING: usize = 5;

/// Themes that a pile suggests.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The largest first.
    pub themes: Vec<Proposed>,
    /// How many articles it was made from: all that differ, or a sample of them.
    pub articles: usize,
    sorter: Sorter,
}

/// One theme of a proposal.
#[derive(Clone, Debug)]
pub struct Proposed {
    /// As it would stand in a codebook.
    pub theme: Theme,
    /// How many of the articles that were looked at are about it.
    pub articles: usize,
    /// Where its examples stand.
    pub examples: Vec<Example>,
}

/// A sentence that shows what a theme is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// The number of its article, as it was added.
    pub article: usize,
    /// Where it stands there.
    pub span: Span,
}

/// What tells which theme an article belongs to.
#[derive(Clone, Debug)]
struct Sorter {
    vocabulary: Vocabulary,
    columns: Columns,
    centres: Centres,
    /// The place of each group among the themes, if it became one.
    places: Vec<Option<usize>>,
}

impl Proposal {
    /// The proposal as a codebook.
    pub fn codebook(&self) -> Codebook {
        let themes = self.themes.iter().map(|proposed| proposed.theme.clone()).collect();
        Codebook { title: None, themes }
    }

    /// The place in [`Self::themes`] of the theme that an article belongs to most, if to any.
    pub fn theme_of(&self, document: &Document) -> Option<usize> {
        let excerpt = Excerpt::of(document);
        let Sorter { vocabulary, columns, centres, places } = &self.sorter;
        let known = vocabulary.known(&excerpt);
        let (group, ..) = centres.nearest(&columns.vector(known.into_iter()))?;
        places.get(group).copied().flatten()
    }
}

impl Proposed {
    /// What it is called.
    pub fn name(&self) -> &str {
        &self.theme.name
    }

    /// Takes another theme of the same `all` articles in: its cues, examples and articles.
    pub fn absorb(&mut self, other: Self, all: usize) {
        // An article of which parts are in both counts twice, but never more than there are.
        self.articles = (self.articles + other.articles).min(all);
        let own = std::mem::take(&mut self.theme.cues);
        let others = other.theme.cues;
        // The strongest of both come first.
        for at in 0..own.len().max(others.len()) {
            for cue in [own.get(at), others.get(at)].into_iter().flatten() {
                if !self.theme.cues.contains(cue) {
                    self.theme.cues.push(cue.clone());
                }
            }
        }
        let cues = self.theme.cues.iter().take(DEFINING).map(|cue| cue.as_str().to_owned());
        self.theme.definition = definition(&cues.collect::<Vec<_>>(), self.articles, all);
        self.theme.examples.extend(other.theme.examples);
        self.examples.extend(other.examples);
    }
}

impl Sample {
    /// The themes that the articles suggest; none where there is too little to tell.
    pub fn propose(self) -> Option<Proposal> {
        let excerpts = self.excerpts();
        let mut vocabulary = Vocabulary::default();
        let cut = (excerpts.len() < FEW).then_some(PART);
        let parts = excerpts.iter().enumerate();
        let pieces: Vec<Piece> =
            parts.flat_map(|(at, excerpt)| vocabulary.pieces(at, excerpt, cut)).collect();
        let is_known =
            |excerpt: &&Excerpt| excerpt.language.is_none_or(|it| it == Language::ENGLISH);
        let is_english = excerpts.iter().filter(is_known).count() * 2 >= excerpts.len();
        let percent = if is_english { COMMONEST } else { COMMONEST_ELSEWHERE };
        vocabulary.empty_commonest(&pieces, percent);
        let vectors = Vectors::new(&pieces, &vocabulary);
        let clusters = clusters(&vectors)?;
        let phrases = phrases(&pieces, &vocabulary);
        let keys = keyness(&phrases, &clusters.of, clusters.centres.len());
        let roles = Roles::new(&pieces, &vocabulary);
        let wording = Wording { excerpts: &excerpts, pieces: &pieces, phrases: &phrases, roles };
        let pile = Pile { wording, clusters: &clusters, keys, vectors: &vectors };
        let (themes, places) = pile.themes();
        let articles = excerpts.len();
        let columns = vectors.into_columns();
        let sorter = Sorter { vocabulary, columns, centres: clusters.centres, places };
        (themes.len() > 1).then_some(Proposal { themes, articles, sorter })
    }
}

/// A count to reckon with.
fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// All that themes are made of.
struct Pile<'a> {
    wording: Wording<'a>,
    clusters: &'a Clusters,
    keys: Vec<Vec<Keyness>>,
    vectors: &'a Vectors,
}

impl Pile<'_> {
    /// The themes, largest first, and where each group is among them.
    fn themes(&self) -> (Vec<Proposed>, Vec<Option<usize>>) {
        let groups = self.clusters.centres.len();
        let sizes: Vec<usize> = (0..groups).map(|group| self.pieces(group).count()).collect();
        let least = SMALLEST.max(self.clusters.of.len() / RAREST);
        let mut order: Vec<usize> = (0..groups).filter(|group| sizes[*group] >= least).collect();
        order.sort_by_key(|group| std::cmp::Reverse(sizes[*group]));
        let names = self.wording.names(&self.keys, &order);
        let mut places = vec![None; groups];
        let mut themes = Vec::new();
        for group in order {
            if let Some(name) = names.get(group).copied().flatten() {
                places[group] = Some(themes.len());
                themes.push(self.theme(group, name));
            }
        }
        (themes, places)
    }

    /// The pieces of a group, by number.
    fn pieces(&self, group: usize) -> impl Iterator<Item = usize> {
        let of = self.clusters.of.iter().enumerate();
        of.filter(move |(_, own)| **own == Some(group)).map(|(at, _)| at)
    }

    fn theme(&self, group: usize, name: usize) -> Proposed {
        let keys = self.keys.get(group).map(Vec::as_slice).unwrap_or_default();
        let cues = self.wording.cues(keys, name);
        let articles = self.articles(group);
        let written: Vec<String> =
            cues.iter().take(DEFINING).map(|cue| self.wording.written(*cue)).collect();
        let forms = cues.iter().flat_map(|cue| self.wording.cue_forms(*cue));
        let examples = self.examples(group, &cues);
        let theme = Theme {
            name: self.wording.written(name),
            definition: definition(&written, articles, self.wording.excerpts.len()),
            cues: forms.filter_map(|cue| Pattern::parse(&cue).ok()).collect(),
            examples: examples.iter().map(|example| example.1.clone()).collect(),
            ..Theme::default()
        };
        Proposed { theme, articles, examples: examples.into_iter().map(|(at, _)| at).collect() }
    }

    /// How many articles have a piece of the group.
    fn articles(&self, group: usize) -> usize {
        let pieces = self.pieces(group).filter_map(|at| self.wording.pieces.get(at));
        let mut articles: Vec<usize> = pieces.map(|piece| piece.excerpt).collect();
        articles.dedup();
        articles.len()
    }
}

/// What a theme with these words is about, as a codebook tells it.
fn definition(words: &[String], articles: usize, all: usize) -> String {
    let all = counted(all, "article", "articles");
    let words = match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => words.concat(),
    };
    format!("What is said of {words}; proposed from {articles} of {all}.")
}

#[cfg(test)]
mod tests;
