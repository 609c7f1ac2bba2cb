//! A small library on disk and steps that go into it, made without a tagger: a process that is to be
//! killed in a moment has no time for one.

use std::path::Path;
use std::process::{Command, Stdio};

use perusal::library::compose::Annotations;
use perusal::library::{Annotation, AnnotationId, Article, Change, Deed, Step, StepId};
use perusal::store::{Entry, Saved, Store};
use perusal::tag::{Kind, Label, Verdict};
use perusal::text::{Document, Span};

use super::session::ROLE;

/// The name of the one article.
pub(crate) const NAME: &str = "made";

/// Numbers that look random and are the same each time.
#[derive(Clone, Debug)]
pub(crate) struct Seeded(pub(crate) u64);

impl Seeded {
    /// One of the numbers below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) % end as u64) as usize
    }
}

/// A library that is open, and what is in it.
pub(crate) struct Writer {
    pub(crate) store: Store,
    text: String,
    annotations: Annotations,
    last: StepId,
    annotated: u64,
    seeded: Seeded,
}

impl Writer {
    /// Opens the library at that path; makes it, with an article, where there is none.
    pub(crate) fn open(path: &Path, seed: u64) -> Self {
        let mut store = Store::open(path).expect("a library");
        let text = "Nurses fear job cuts. The clinic moved. Costs rose by 12%. ".repeat(40);
        if store.find(NAME).expect("no fault").is_none() {
            let document = Document::read(text.as_bytes());
            let article = Article::unmarked(NAME.into(), text.clone().into(), document);
            let entry = Entry::of(&article, None, None);
            assert_eq!(store.put(&[entry]), Ok(Vec::new()));
        }
        let kept = store.find(NAME).expect("no fault").expect("the article");
        let last = store.last_step().expect("a number");
        let annotated = store.last_annotation().expect("a number");
        let annotations = kept.article.annotations().clone();
        Self { store, text, annotations, last, annotated, seeded: Seeded(seed) }
    }

    /// A step of one to some changes: annotations made, written over, taken away.
    pub(crate) fn next_step(&mut self) -> Step {
        let count = if self.seeded.below(4) == 0 { 1 + self.seeded.below(12) } else { 1 };
        let changes: Vec<Change> = (0..count).map(|_| self.change()).collect();
        self.last.0 += 1;
        Step { id: self.last, deed: Deed::Edit, what: format!("{count} at once"), changes }
    }

    fn change(&mut self) -> Change {
        let present = self.annotations.len();
        let old = (present > 0 && self.seeded.below(3) > 0)
            .then(|| self.annotations.keys().nth(self.seeded.below(present)).copied())
            .flatten();
        let id = old.unwrap_or_else(|| {
            self.annotated += 1;
            AnnotationId(self.annotated)
        });
        let before = self.annotations.get(&id).cloned();
        let is_taken_away = before.is_some() && self.seeded.below(3) == 0;
        let after = (!is_taken_away).then(|| self.annotation());
        match &after {
            Some(after) => drop(self.annotations.insert(id, after.clone())),
            None => drop(self.annotations.remove(&id)),
        }
        let (before, after) = (before.map(Box::new), after.map(Box::new));
        Change::Passage { article: NAME.into(), id, before, after }
    }

    fn annotation(&mut self) -> Annotation {
        let start = self.seeded.below(self.text.len() - 40);
        let span = Span::new(start, start + 1 + self.seeded.below(39));
        let mut annotation = Annotation::on(&self.text, span);
        annotation.starred = self.seeded.below(2) == 0;
        annotation.verdicts.insert(Label::Kind(Kind::Concern), Verdict::Made);
        // Some fill several pages of the file.
        let words = if self.seeded.below(5) == 0 { self.seeded.below(4_000) } else { 3 };
        annotation.memo = "words ".repeat(words);
        annotation
    }

    /// Saves a step that must be taken.
    pub(crate) fn save(&mut self, step: &Step) {
        assert_eq!(self.store.save(step), Ok(Saved::Kept));
    }
}

/// This executable again, to carry out one test, which plays a role.
pub(crate) fn again(test: &str, role: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this executable"));
    command.args(["--exact", test, "--nocapture", "--test-threads=1"]).env(ROLE, role);
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    command
}

/// The role that this process plays in that test, with what was given along: "a role, word".
pub(crate) fn role(wanted: &str) -> Option<String> {
    let role = std::env::var(ROLE).ok()?;
    Some(role.strip_prefix(wanted)?.strip_prefix(", ")?.to_owned())
}
