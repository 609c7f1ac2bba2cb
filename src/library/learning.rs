//! What the tagger learns from a person's decisions, on this library alone: asked for, shown, and taken
//! back as easily. How it learns is [`crate::tag::learned`]'s work; what was decided stands either way.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Library;
use crate::tag::learned::Shift;
use crate::tag::{Label, Learned, Lesson, Passage, Tagging, TextId, Verdict};
use crate::text::Span;

/// How suggestions differ from what they were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Articles with any difference.
    pub articles: usize,
    /// Marks that are suggested now and were not.
    pub more: usize,
    /// Marks that were and are not.
    pub fewer: usize,
}

impl Difference {
    /// Between the suggestions for one article.
    pub fn between(before: &[Passage], after: &[Passage]) -> Self {
        let said = |passages: &[Passage]| -> BTreeSet<(Span, Label)> {
            let labels = |it: &Passage| {
                let span = it.span;
                it.labels().map(move |label| (span, label)).collect::<Vec<_>>()
            };
            passages.iter().flat_map(labels).collect()
        };
        let (before, after) = (said(before), said(after));
        let more = after.difference(&before).count();
        let fewer = before.difference(&after).count();
        Self { articles: usize::from(more + fewer > 0), more, fewer }
    }

    /// Adds that of another article.
    pub fn add(&mut self, other: Self) {
        self.articles += other.articles;
        self.more += other.more;
        self.fewer += other.fewer;
    }
}

impl Library {
    /// What a person's decisions in the articles at hand teach; nothing is changed.
    pub fn learnable(&self) -> Learned {
        Learned::from_lessons(&self.lessons(), &self.codebook)
    }

    /// Every decision on a mark, with the words it was put on.
    pub fn lessons(&self) -> Vec<Lesson<'_>> {
        let mut lessons = Vec::new();
        for (_, one) in self.annotated() {
            let article = TextId::of(&one.document.text);
            for annotation in one.annotations().values() {
                let lesson = |(label, verdict): (&Label, &Verdict)| Lesson {
                    text: &annotation.anchor.quote,
                    label: *label,
                    holds: *verdict != Verdict::Rejected,
                    article,
                };
                lessons.extend(annotation.verdicts.iter().map(lesson));
            }
        }
        lessons
    }

    /// The articles that were learned to be marked more readily or less, by the title or place that a
    /// person knows them by, the most changed first.
    pub fn shifted(&self, learned: &Learned) -> Vec<(String, Shift)> {
        let titled = self.annotated().map(|(_, article)| {
            let text = &article.document.text;
            let title = article.document.heading.title.map(|title| title.of(text).trim());
            (TextId::of(text), title.unwrap_or(&article.place).to_owned())
        });
        let names: BTreeMap<TextId, String> = titled.collect();
        let name = |shift: &Shift| Some((names.get(&shift.article)?.clone(), *shift));
        let mut all: Vec<(String, Shift)> = learned.articles().iter().filter_map(name).collect();
        all.sort_by_key(|(name, shift)| (-shift.points().abs(), name.clone(), shift.kind));
        all
    }

    /// Whether what was learned marks these articles.
    pub fn is_taught(&self) -> bool {
        !self.tagging.learned().is_empty()
    }

    /// Marks every article by what was learned, or, with nothing learned, as without. What a person
    /// decided stands.
    pub fn teach(&mut self, learned: Learned) -> Difference {
        self.tagging = Tagging::taught(self.codebook.clone(), learned);
        let (tagging, levels) = (Arc::clone(&self.tagging), self.levels);
        self.mark_anew(|article| {
            let marks = tagging.tagger().passages(&article.document, levels);
            article.mark(marks, || tagging.tagger());
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::edit::Act;
    use crate::library::{Article, ArticleId};
    use crate::tag::{Codebook, Tagger};

    /// Sentences of one turn that the shipped tagger takes for concerns.
    fn text() -> String {
        let things = ["roof", "lift", "boiler", "garden", "kitchen", "archive", "stable", "cellar"];
        let people = ["cooks", "porters", "clerks", "drivers", "nurses"];
        let mut text = String::from("A Title\n\n");
        for thing in things {
            for person in people {
                text.push_str(&format!("The {person} fear that the {thing} may be lost. "));
            }
        }
        text
    }

    #[test]
    fn what_was_learned_goes_with_the_decisions_and_decisions_stand() {
        let codebook = Codebook::bundled();
        let tagger = Tagger::new(&codebook);
        let mut library = Library::new(codebook);
        library.add(Article::read("made".into(), text().into_bytes(), &tagger));
        let id = ArticleId(0);
        let shipped = library.article(id).expect("an article").passages.clone();
        assert!(shipped.len() >= 30, "{}", shipped.len());
        assert_eq!(library.teach(library.learnable()), Difference::default(), "nothing is decided");
        // Most are rejected, one is confirmed.
        let spans: Vec<Span> = shipped.iter().map(|passage| passage.span).collect();
        let confirmed = library.edit(&[(id, spans[0])], &Act::Confirm).expect("a step");
        library.take(confirmed);
        let rejected: Vec<_> = spans[1..26].iter().map(|span| (id, *span)).collect();
        let step = library.edit(&rejected, &Act::Reject).expect("a step");
        library.take(step);
        let decided = library.article(id).expect("an article").passages.clone();
        let learned = library.learnable();
        assert_eq!(library.learnable(), learned, "the same each time");
        let [(title, shift)] = &library.shifted(&learned)[..] else { panic!("{learned:?}") };
        assert_eq!((title.as_str(), shift.held, shift.rejected), ("A Title", 1, 25));
        library.teach(learned);
        let taught = library.article(id).expect("an article");
        assert!(taught.passages.iter().any(|it| it.span == spans[0]), "what was confirmed stands");
        assert!(taught.passages.iter().all(|it| !spans[1..26].contains(&it.span)));
        library.teach(Learned::default());
        assert_eq!(library.article(id).expect("an article").passages, decided);
        for _ in 0..2 {
            let step = library.undo().expect("an edit");
            library.take(step);
        }
        assert!(library.learnable().is_empty());
        assert_eq!(library.article(id).expect("an article").passages, shipped);
    }
}
