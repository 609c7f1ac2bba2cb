//! One article: its text, the passages marked in it, and what a person did to them. Knows no other
//! articles.

use std::sync::Arc;

use super::compose::{Annotations, compose};
use super::{Annotation, AnnotationId, Card, Print};
use crate::tag::{Levels, Marks, Passage, Tagger};
use crate::text::{Document, Span};

/// One article, read and marked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// By what it is known from one day to the next: where it came from, whole, whatever folder the
    /// program was started in. No two articles of a library have the same.
    pub name: String,
    /// Where it came from, as shown to a person: a path, or what stands for one. May hold any
    /// character; show it through [`crate::text::shown`].
    pub place: String,
    /// The bytes it came as, where its text is not these.
    source: Option<Vec<u8>>,
    /// Its text.
    pub document: Arc<Document>,
    /// Whether it has been marked yet.
    pub marked: bool,
    /// Its passages, in text order.
    pub passages: Vec<Passage>,
    /// What would be passages at another sensitivity.
    pub aside: Vec<Passage>,
    /// Words of running text.
    pub words: usize,
    /// By what copies of it are known, until it is in a library.
    pub print: Option<Box<Print>>,
    /// What a person did to it; none for most.
    work: Option<Box<Work>>,
}

/// What a person did to an article.
#[derive(Clone, Debug, Default, PartialEq)]
struct Work {
    card: Card,
    annotations: Annotations,
    /// The passages as the tagger suggests them, where there are annotations.
    suggested: Vec<Passage>,
}

impl Article {
    /// Reads and marks a plain-text source.
    pub fn read(place: String, source: Vec<u8>, tagger: &Tagger) -> Self {
        let document = Document::read(&source);
        Self::marked(place, source, document, tagger)
    }

    /// A source that was read as `document`, to be marked later. Its name is its place until
    /// [`Self::named`] says more.
    pub fn unmarked(place: String, source: Vec<u8>, document: Document) -> Self {
        let source = (source != document.text.as_bytes()).then_some(source);
        let print = Some(Box::new(Print::of(&document)));
        Self { print, ..Self::kept(place.clone(), place, Arc::new(document), source) }
    }

    /// Marks a source that was read as `document`.
    pub fn marked(place: String, source: Vec<u8>, document: Document, tagger: &Tagger) -> Self {
        let mut article = Self::unmarked(place, source, document);
        article.mark(tagger.passages(&article.document, Levels::default()), || tagger);
        article
    }

    /// One that a library kept: its text, and the bytes it came as where the text is not these. Not
    /// marked yet.
    pub fn kept(
        name: String,
        place: String,
        document: Arc<Document>,
        source: Option<Vec<u8>>,
    ) -> Self {
        let words = document.words();
        Self { name, place, source, document, words, ..Self::default() }
    }

    /// The same with marks at the default levels; the tagger is asked only about what a person marked
    /// himself.
    #[must_use]
    pub fn with_marks<'t>(mut self, marks: Marks, tagger: impl FnOnce() -> &'t Tagger) -> Self {
        self.mark(marks, tagger);
        self
    }

    /// The same under another name.
    #[must_use]
    pub fn named(mut self, name: String) -> Self {
        self.name = name;
        self
    }

    /// The same with what a person did to it, before it is marked.
    #[must_use]
    pub fn with_work(mut self, card: Card, annotations: Annotations) -> Self {
        if card != Card::default() || !annotations.is_empty() {
            self.work = Some(Box::new(Work { card, annotations, ..Work::default() }));
        }
        self
    }

    /// The same with what a person did to it, marked or not.
    #[must_use]
    pub fn worked_on<'t>(
        self,
        card: Card,
        annotations: Annotations,
        tagger: impl FnOnce() -> &'t Tagger,
    ) -> Self {
        let Self { marked, passages, aside, .. } = self;
        let marks = Marks { passages, aside };
        let bare = Self { passages: Vec::new(), aside: Vec::new(), ..self };
        let worked = bare.with_work(card, annotations);
        if marked { worked.with_marks(marks, tagger) } else { worked }
    }

    /// The bytes it came as.
    pub fn source(&self) -> &[u8] {
        self.source.as_deref().unwrap_or(self.document.text.as_bytes())
    }

    /// The bytes it came as, where its text is not these.
    pub fn own_source(&self) -> Option<&[u8]> {
        self.source.as_deref()
    }

    /// What a person did to it as a whole.
    pub fn card(&self) -> Card {
        self.work.as_ref().map_or_else(Card::default, |work| work.card.clone())
    }

    /// What a person did to stretches of its text.
    pub fn annotations(&self) -> &Annotations {
        const NONE: &Annotations = &Annotations::new();
        self.work.as_ref().map_or(NONE, |work| &work.annotations)
    }

    /// What a person did to exactly these words.
    pub fn annotation_at(&self, span: Span) -> Option<(AnnotationId, &Annotation)> {
        let found = self.annotations().iter().find(|(_, it)| it.span == span && it.is_placed());
        found.map(|(id, annotation)| (*id, annotation))
    }

    /// The passages as the tagger suggests them.
    pub fn suggested(&self) -> &[Passage] {
        let work = self.work.as_ref().filter(|work| !work.annotations.is_empty());
        work.map_or(&self.passages, |work| &work.suggested)
    }

    /// All that the tagger suggests, as [`Marks`] to be written: passages, and those aside.
    pub fn suggestions(&self) -> (&[Passage], &[Passage]) {
        (self.suggested(), &self.aside)
    }

    /// Takes in what the tagger suggests; it is asked again only about what a person marked himself.
    pub(super) fn mark<'t>(&mut self, marks: Marks, tagger: impl FnOnce() -> &'t Tagger) {
        let Marks { passages, aside } = marks;
        (self.passages, self.aside, self.marked) = (passages, aside, true);
        if let Some(work) = self.work.as_mut().filter(|work| !work.annotations.is_empty()) {
            work.suggested = std::mem::take(&mut self.passages);
            self.compose(tagger());
        }
    }

    /// What the tagger suggests at other levels.
    pub(super) fn regrade(&mut self, tagger: &Tagger, levels: Levels) {
        let passages = self.suggested().to_vec();
        let marks = Marks { passages, aside: std::mem::take(&mut self.aside) };
        self.mark(tagger.regrade(&self.document, marks, levels), || tagger);
    }

    /// Sorts its suggestions into the themes of another tagger.
    pub(super) fn sort(&mut self, tagger: &Tagger) {
        let mut passages = self.suggested().to_vec();
        tagger.sort(&self.document, &mut passages);
        let marks = Marks { passages, aside: std::mem::take(&mut self.aside) };
        self.mark(marks, || tagger);
    }

    pub(super) fn set_card(&mut self, card: Card) {
        self.work.get_or_insert_default().card = card;
    }

    /// Replaces an annotation, or takes it away.
    pub(super) fn set_annotation(
        &mut self,
        id: AnnotationId,
        annotation: Option<Annotation>,
        tagger: &Tagger,
    ) {
        let work = self.work.get_or_insert_default();
        if work.annotations.is_empty() {
            work.suggested = std::mem::take(&mut self.passages);
        }
        match annotation {
            Some(annotation) => drop(work.annotations.insert(id, annotation)),
            None => drop(work.annotations.remove(&id)),
        }
        self.compose(tagger);
    }

    /// Makes the passages anew from suggestions and annotations.
    fn compose(&mut self, tagger: &Tagger) {
        let Some(work) = &mut self.work else { return };
        self.passages = if work.annotations.is_empty() {
            std::mem::take(&mut work.suggested)
        } else {
            let text = &self.document.text;
            compose(&work.suggested, &work.annotations, |span| tagger.bare(text, span))
        };
    }

    /// Minutes it takes to read, at 220 words a minute.
    pub fn minutes(&self) -> usize {
        self.words.div_ceil(220).max(1)
    }
}
