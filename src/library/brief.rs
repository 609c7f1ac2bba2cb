//! What is known of an article without its text: enough to list it, to count its marks and to filter
//! it. Made of an article and kept beside it in the library's file; finds nothing and keeps no text.

use serde::{Deserialize, Serialize};

use super::{Article, Print, Strengths};
use crate::tag::{Hand, Kind, Kinds, Label, Origin, Passage, Themes};
use crate::text::shown::clipped;
use crate::text::{Day, Span};

/// Columns of a title, and of an author's name, that are kept of it.
const TITLE: usize = 200;

/// What stands for a passage that is no sentence of its article.
pub const NO_SENTENCE: u32 = u32::MAX;

/// Which sentences passages are, which come in the order of the text.
pub(super) fn sentences<'p>(
    article: &Article,
    passages: impl IntoIterator<Item = &'p Passage>,
) -> Vec<u32> {
    let mut all = article.document.sentences.iter().zip(0..).peekable();
    let of = |passage: &Passage| {
        while all.next_if(|(sentence, _)| sentence.span < passage.span).is_some() {}
        let found = all.peek().filter(|(sentence, _)| sentence.span == passage.span);
        found.map_or(NO_SENTENCE, |(_, index)| *index)
    };
    passages.into_iter().map(of).collect()
}

/// An article in short.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Brief {
    /// By what it is known from one day to the next; see [`Article::name`].
    pub name: Box<str>,
    /// Where it came from, as shown to a person.
    pub place: Box<str>,
    /// Its title, perhaps clipped.
    pub title: Box<str>,
    /// Who wrote it, where that is said.
    pub author: Box<str>,
    /// The publication or series it appeared in, where that is said.
    pub source: Box<str>,
    /// The English name of what it is written in, where that can be told.
    pub language: Box<str>,
    /// When it was published, where that is said.
    pub day: Option<Day>,
    /// Words of running text.
    pub words: u32,
    /// By what copies of it are known, until it is in a library.
    pub print: Option<Box<Print>>,
    /// What is marked in it, passage by passage.
    pub marks: Vec<Sign>,
    /// For each of these which sentence of the document it is, or [`NO_SENTENCE`].
    pub sentences: Vec<u32>,
    /// For each how strongly the tagger scored it.
    pub strengths: Vec<Strengths>,
    /// What a person did to it; nothing for most.
    #[serde(skip)]
    pub work: Work,
}

/// What a person did to an article, in short.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Whether it is starred as a whole.
    pub starred: bool,
    /// Whether it has a memo as a whole.
    pub noted: bool,
    /// How many stretches of its text were annotated.
    pub annotations: u32,
    /// How many of these have lost their words.
    pub lost: u32,
}

impl Work {
    /// Whether anything was done.
    pub fn is_some(self) -> bool {
        self != Self::default()
    }
}

/// What a passage carries, without its words: many passages have the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sign {
    /// The kinds marked on it.
    pub kinds: Kinds,
    /// Its themes, ascending.
    pub themes: Themes,
    /// What a person did to it, of no particular annotation.
    #[serde(skip)]
    pub hand: Option<Box<Hand>>,
}

impl Sign {
    /// Who put a mark on it that it carries.
    pub fn origin(&self, label: Label) -> Origin {
        self.hand.as_ref().map_or(Origin::Suggested, |hand| hand.origin(label))
    }

    /// Whether one of its kinds still waits for a person's verdict.
    pub fn waits(&self) -> bool {
        self.kinds.iter().any(|kind: Kind| self.origin(Label::Kind(kind)) == Origin::Suggested)
    }
}

impl From<&Passage> for Sign {
    fn from(passage: &Passage) -> Self {
        let plain = |hand: &Hand| Box::new(Hand { annotation: 0, ..hand.clone() });
        let hand = passage.hand.as_deref().map(plain);
        Self { kinds: passage.kinds, themes: passage.themes.clone(), hand }
    }
}

impl Brief {
    /// An article in short, as it is marked now.
    pub fn of(article: &Article) -> Self {
        let card = article.card();
        let annotations = article.annotations();
        let lost = annotations.values().filter(|it| !it.is_placed()).count();
        let work = Work {
            starred: card.starred,
            noted: !card.memo.is_empty(),
            annotations: annotations.len() as u32,
            lost: lost as u32,
        };
        Self { work, ..Self::unmarked(article) }.marked(article, &article.passages)
    }

    /// An article in short, as the tagger marks it: without what a person did.
    pub fn suggested(article: &Article) -> Self {
        let print = || Box::new(Print::of(&article.document));
        let print = Some(article.print.clone().unwrap_or_else(print));
        Self { print, ..Self::unmarked(article) }.marked(article, article.suggested())
    }

    /// Whether [`Self::of`] and [`Self::suggested`] are kept alike, so that one need not be made.
    pub fn is_as_suggested(article: &Article) -> bool {
        article.annotations().is_empty() && article.print.is_some()
    }

    /// The same with what is known of these passages.
    fn marked(mut self, article: &Article, passages: &[Passage]) -> Self {
        self.marks = passages.iter().map(Sign::from).collect();
        self.sentences = sentences(article, passages);
        self.strengths = passages.iter().map(Strengths::of).collect();
        self
    }

    fn unmarked(article: &Article) -> Self {
        let document = &article.document;
        let heading = &document.heading;
        let said = |span: Option<Span>| {
            clipped(span.unwrap_or_default().of(&document.text), TITLE).into_boxed_str()
        };
        Self {
            name: article.name.as_str().into(),
            place: article.place.as_str().into(),
            title: clipped(document.title(), TITLE).into_boxed_str(),
            author: said(heading.author),
            source: said(heading.source),
            language: document.language.map_or("", |language| language.name()).into(),
            day: heading.day,
            words: article.words as u32,
            print: article.print.clone(),
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{Annotation, AnnotationId, Card};
    use crate::tag::{Codebook, Tagger, Verdict};

    /// What is kept of it.
    fn kept(brief: Brief) -> Brief {
        let marks = brief.marks.into_iter().map(|sign| Sign { hand: None, ..sign }).collect();
        Brief { marks, work: Work::default(), ..brief }
    }

    #[test]
    fn a_star_changes_nothing_that_is_kept_and_an_annotation_does() {
        let tagger = Tagger::new(&Codebook::bundled());
        let text = "Wards\n\nClerks fear job cuts. Nurses gain time for patients.";
        let read = || Article::read("wards".into(), text.into(), &tagger);
        let plain = read();
        let starred = Card { starred: true, ..Card::default() };
        let verdict = (Label::Kind(Kind::Concern), Verdict::Rejected);
        let span = plain.passages[0].span;
        let verdicts = [verdict].into_iter().collect();
        let annotation = Annotation { span, verdicts, ..Annotation::default() };
        let annotations = [(AnnotationId(1), annotation)].into_iter().collect();
        let worked_on = |card, annotations| read().worked_on(card, annotations, || &tagger);
        let starred = worked_on(starred, crate::library::compose::Annotations::default());
        let annotated = worked_on(Card::default(), annotations);
        for (article, is_same) in [(plain, true), (starred, true), (annotated, false)] {
            let [own, suggested] = [Brief::of(&article), Brief::suggested(&article)].map(kept);
            assert_eq!(own == suggested, is_same);
            assert_eq!(Brief::is_as_suggested(&article), is_same);
        }
    }
}
