//! How far two coders agree on the same articles: for each kind and theme what both said of each sentence,
//! counted. Finds no articles and marks none.
//!
//! The unit is the sentence. Passages are whole sentences as the tagger makes them, and the same sentences
//! stand in front of every coder, so that there is something to say no to: of free stretches nobody could
//! count those that both left alone, and chance could not be reckoned with. A passage over part of a sentence
//! counts for each sentence that it touches. Each kind and each theme is a question of its own, answered yes or
//! no; a theme that only one coder's codebook has is answered by one alone, and nothing is reckoned of it.

mod votes;

use crate::tag::{Codebook, Kind, Passage};
use crate::text::{Document, Sentence, Span};

pub use votes::Votes;

/// The number of a mark that coders give, on a [`Scale`]: kinds first, in their order, then themes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark(u32);

/// All marks that two coders can give.
#[derive(Clone, Debug, Default)]
pub struct Scale {
    /// Themes by name, and which of both coders has each.
    themes: Vec<(String, [bool; 2])>,
}

/// A stretch of a text and the marks that a coder gave it, ascending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Bytes of the text.
    pub span: Span,
    /// The marks.
    pub marks: Vec<Mark>,
}

/// What the themes of a codebook are on a scale.
#[derive(Clone, Debug)]
pub struct Themes {
    codebook: Codebook,
    marks: Vec<Option<Mark>>,
}

/// A sentence that two coders judge differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The sentence.
    pub span: Span,
    /// All that each of both said of it.
    pub said: [Vec<Mark>; 2],
}

/// What two coders said, counted.
#[derive(Clone, Debug, Default)]
pub struct Agreement {
    scale: Scale,
    /// Articles that both have.
    pub articles: usize,
    /// Their sentences.
    pub sentences: u64,
    /// Sentences that they judge differently.
    pub differing: u64,
    /// Stretches of each that touch no sentence, as those of a heading.
    pub outside: [u64; 2],
    /// Passages of each whose words are not in the article that they are said to be in.
    pub unplaced: [u64; 2],
    /// Articles that only one of both has.
    pub alone: [usize; 2],
    /// Sentences of which each, and both, say that they have any kind.
    any: [u64; 3],
    /// The same for each mark.
    counts: Vec<[u64; 3]>,
}

/// What comes of one question.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure<'a> {
    /// By what: any, kind or theme.
    pub by: &'static str,
    /// The name of the kind or theme.
    pub name: &'a str,
    /// What was answered; none where only one of both was asked.
    pub votes: Option<Votes>,
    /// Which of both was asked.
    pub asked: [bool; 2],
}

impl Mark {
    /// The mark of a kind.
    pub fn of(kind: Kind) -> Self {
        Self(kind as u32)
    }

    /// Whether it is a kind.
    pub fn is_kind(self) -> bool {
        (self.0 as usize) < Kind::ALL.len()
    }
}

impl Scale {
    /// Of the names of both coders' themes. Names are the same whatever the size of their letters.
    pub fn of(first: &[String], second: &[String]) -> Self {
        let mut scale = Self::default();
        for (at, names) in [first, second].into_iter().enumerate() {
            for name in names {
                let known = scale.place(name).unwrap_or_else(|| {
                    scale.themes.push((name.trim().to_owned(), [false; 2]));
                    scale.themes.len() - 1
                });
                scale.themes[known].1[at] = true;
            }
        }
        scale
    }

    fn place(&self, name: &str) -> Option<usize> {
        let wanted = name.trim().to_lowercase();
        self.themes.iter().position(|(known, _)| known.to_lowercase() == wanted)
    }

    /// The mark of a theme, if one of both has it.
    pub fn theme(&self, name: &str) -> Option<Mark> {
        self.place(name).map(|at| Mark((at + Kind::ALL.len()) as u32))
    }

    /// Its name.
    pub fn name(&self, mark: Mark) -> &str {
        let at = mark.0 as usize;
        match Kind::ALL.get(at) {
            Some(kind) => kind.name(),
            None => self.themes.get(at - Kind::ALL.len()).map_or("", |(name, _)| name),
        }
    }

    /// Marks in words.
    pub fn describe(&self, marks: &[Mark]) -> String {
        let names: Vec<_> = marks.iter().map(|mark| self.name(*mark)).collect();
        if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }
    }

    /// Which of both can give it.
    fn asked(&self, mark: Mark) -> [bool; 2] {
        let theme = (mark.0 as usize).checked_sub(Kind::ALL.len());
        theme.map_or([true; 2], |at| self.themes.get(at).map_or([false; 2], |(_, asked)| *asked))
    }

    fn marks(&self) -> impl Iterator<Item = Mark> {
        (0..(Kind::ALL.len() + self.themes.len()) as u32).map(Mark)
    }
}

impl Themes {
    /// Those of a codebook.
    pub fn of(codebook: Codebook, scale: &Scale) -> Self {
        let marks = codebook.themes().map(|(_, theme)| scale.theme(&theme.name)).collect();
        Self { codebook, marks }
    }

    /// The marks of themes by their names, and of those that they are part of: who says a part says the
    /// whole.
    pub fn named<'n>(&self, names: impl Iterator<Item = &'n str>, scale: &Scale) -> Vec<Mark> {
        let mut marks = Vec::new();
        for name in names {
            match self.codebook.named(name) {
                Some(theme) => marks.extend(self.with_wholes(&[theme])),
                None => marks.extend(scale.theme(name)),
            }
        }
        marks
    }

    fn with_wholes(&self, themes: &[crate::tag::ThemeId]) -> impl Iterator<Item = Mark> {
        let themes = self.codebook.with_wholes(themes).into_iter();
        themes.filter_map(|theme| self.marks.get(usize::from(theme.0)).copied().flatten())
    }

    /// What these passages say.
    pub fn said(&self, passages: &[Passage]) -> Vec<Said> {
        let said = |passage: &Passage| {
            let kinds = passage.kinds.iter().map(Mark::of);
            Said::new(passage.span, kinds.chain(self.with_wholes(&passage.themes)).collect())
        };
        passages.iter().map(said).collect()
    }
}

impl Said {
    /// A stretch with these marks.
    pub fn new(span: Span, mut marks: Vec<Mark>) -> Self {
        marks.sort_unstable();
        marks.dedup();
        Self { span, marks }
    }
}

impl Agreement {
    /// Of nothing yet.
    pub fn on(scale: Scale) -> Self {
        let counts = scale.marks().map(|_| [0; 3]).collect();
        Self { scale, counts, ..Self::default() }
    }

    /// All marks.
    pub fn scale(&self) -> &Scale {
        &self.scale
    }

    /// Takes in what both say of an article that both have; tells each sentence that they judge
    /// differently, in order.
    pub fn add(
        &mut self,
        document: &Document,
        said: [&[Said]; 2],
        mut differ: impl FnMut(Difference),
    ) {
        self.articles += 1;
        self.sentences += document.sentences.len() as u64;
        let [(first, outside), (second, outside_too)] =
            said.map(|said| judged(&document.sentences, said));
        self.outside[0] += outside;
        self.outside[1] += outside_too;
        let both = document.sentences.iter().zip(first.into_iter().zip(second));
        for (sentence, (first, second)) in both {
            if first.is_empty() && second.is_empty() {
                continue;
            }
            let said = [first, second];
            if self.count(&said) {
                self.differing += 1;
                differ(Difference { span: sentence.span, said });
            }
        }
    }

    /// Counts what both say of a sentence; whether they differ in what both were asked.
    fn count(&mut self, said: &[Vec<Mark>; 2]) -> bool {
        let [first, second] = said;
        let any = said.each_ref().map(|said| said.iter().any(|mark| mark.is_kind()));
        tick(&mut self.any, any);
        let mut differs = false;
        let others = second.iter().filter(|mark| first.binary_search(mark).is_err());
        for mark in first.iter().chain(others) {
            let votes = [first, second].map(|said| said.binary_search(mark).is_ok());
            if let Some(counts) = self.counts.get_mut(mark.0 as usize) {
                tick(counts, votes);
            }
            differs |= votes[0] != votes[1] && self.scale.asked(*mark) == [true; 2];
        }
        differs
    }

    /// What comes of each question: whether a sentence has any kind, then each kind, then each theme.
    pub fn figures(&self) -> impl Iterator<Item = Figure<'_>> {
        let any = Votes::counted(self.sentences, self.any);
        let any = Figure { by: "any", name: "any kind", votes: Some(any), asked: [true; 2] };
        let figure = |(mark, counts): (Mark, &[u64; 3])| {
            let by = if mark.is_kind() { "kind" } else { "theme" };
            let asked = self.scale.asked(mark);
            let votes = (asked == [true; 2]).then(|| Votes::counted(self.sentences, *counts));
            Figure { by, name: self.scale.name(mark), votes, asked }
        };
        std::iter::once(any).chain(self.scale.marks().zip(&self.counts).map(figure))
    }
}

/// Counts who says yes: each, and both.
fn tick(counts: &mut [u64; 3], votes: [bool; 2]) {
    let [first, second] = votes;
    for (count, is) in counts.iter_mut().zip([first, second, first && second]) {
        *count += u64::from(is);
    }
}

/// What is said of each sentence, and how many stretches touch none.
fn judged(sentences: &[Sentence], said: &[Said]) -> (Vec<Vec<Mark>>, u64) {
    let mut judged = vec![Vec::new(); sentences.len()];
    let mut outside = 0;
    for Said { span, marks } in said {
        let first = sentences.partition_point(|sentence| sentence.span.end <= span.start);
        let touched = sentences.iter().skip(first).take_while(|it| it.span.overlaps(*span)).count();
        outside += u64::from(touched == 0);
        for own in judged.iter_mut().skip(first).take(touched) {
            own.extend(marks.iter().copied());
        }
    }
    for own in &mut judged {
        own.sort_unstable();
        own.dedup();
    }
    (judged, outside)
}

#[cfg(test)]
mod tests;
