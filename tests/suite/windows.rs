//! Two windows on one library, each with edits of its own, in any order of edits, saves and glances:
//! both end up with the same, nothing that was kept is overwritten.

use std::collections::BTreeMap;
use std::path::Path;

use perusal::library::edit::Act;
use perusal::library::{Article, ArticleId, Library, Step, StepId};
use perusal::store::{Entry, Saved, Store};
use perusal::tag::{Codebook, Kind, Label, Tagger, ThemeId};
use perusal::text::Span;

use crate::support::kept::Seeded;

const TEXT: &str = "Nurses fear job cuts. The clinic moved. The survey covered 12% of firms. \
                    Some doors are blue.";
const BY: u64 = 1;

/// A window: what it shows, and the file.
struct Window {
    library: Library,
    store: Store,
    /// How many of its last steps are not kept yet.
    unkept: usize,
    dropped: usize,
}

impl Window {
    fn open(path: &Path) -> Self {
        let store = Store::open(path).expect("a library");
        let mut library = Library::new(Codebook::bundled());
        let tagging = library.tagging();
        let kept = store.find("made").expect("no fault").expect("the article");
        let marks = kept.marks(BY).expect("marks");
        library.add(kept.article.with_marks(marks, || tagging.tagger()));
        library.recall(store.since(StepId::default()).expect("a past"));
        Self { library, store, unkept: 0, dropped: 0 }
    }

    /// A person does something.
    fn edit(&mut self, seeded: &mut Seeded) {
        let sentences: Vec<Span> = sentences();
        let first = seeded.below(sentences.len());
        let end = (first + 1 + seeded.below(2)).min(sentences.len());
        let places: Vec<_> = sentences[first..end].iter().map(|it| (ArticleId(0), *it)).collect();
        let act = match seeded.below(6) {
            0 => Act::Confirm,
            1 => Act::Reject,
            2 => Act::Star,
            3 => Act::Memo(format!("memo {}", seeded.below(100))),
            4 => Act::Toggle(Label::Theme(ThemeId(seeded.below(3) as u16))),
            _ => Act::Toggle(Label::Kind(Kind::ALL[seeded.below(3)])),
        };
        let step = match seeded.below(8) {
            0 => self.library.undo().ok(),
            1 => self.library.redo().ok(),
            2 => self.library.edit_card(ArticleId(0), |card| card.starred = !card.starred),
            _ => self.library.edit(&places, &act),
        };
        if let Some(step) = step {
            assert!(self.library.fits(&step));
            self.library.take(step);
            self.unkept += 1;
        }
    }

    /// Saves what is not kept yet, the oldest first, at most `most` of it.
    fn save(&mut self, most: usize, kept: &mut BTreeMap<StepId, Step>) {
        for _ in 0..most.min(self.unkept) {
            let steps = self.library.journal().steps();
            let step = steps[steps.len() - self.unkept].clone();
            match self.store.save(&step).expect("no fault") {
                Saved::Kept => {
                    self.unkept -= 1;
                    // Both may have done the very same at once, which is kept once.
                    let same = kept.insert(step.id, step.clone());
                    assert!(same.is_none_or(|same| same == step));
                }
                Saved::Behind(theirs) => return self.take_in(theirs),
            }
        }
    }

    /// Looks whether the other window saved something.
    fn glance(&mut self) {
        if self.store.changed().expect("no fault") {
            let last = self.library.journal().last().0 - self.unkept as u64;
            let theirs = self.store.since(StepId(last)).expect("steps");
            self.take_in(theirs);
        }
    }

    fn take_in(&mut self, theirs: Vec<Step>) {
        let rebased = self.library.rebase(theirs, self.unkept);
        self.unkept = rebased.kept.len();
        self.dropped += rebased.dropped.len();
    }
}

fn sentences() -> Vec<Span> {
    let mut start = 0;
    let ends = TEXT.match_indices(". ").map(|(at, _)| at + 1).chain([TEXT.len()]);
    let span = |end| {
        let span = Span::new(start, end);
        start = end + 1;
        span
    };
    ends.map(span).collect()
}

fn two_windows(seed: u64) -> (usize, usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("library.db");
    let article = Article::read("made".into(), TEXT.into(), &Tagger::new(&Codebook::bundled()));
    let mut store = Store::open(&path).expect("a library");
    let entry = Entry::of(&article, None, Some(BY));
    assert_eq!(store.put(&[entry]), Ok(Vec::new()));
    drop(store);
    let mut seeded = Seeded(seed);
    let mut windows = [Window::open(&path), Window::open(&path)];
    let mut kept = BTreeMap::new();
    for _ in 0..60 {
        let window = &mut windows[seeded.below(2)];
        match seeded.below(6) {
            0..3 => window.edit(&mut seeded),
            3..5 => window.save(1 + seeded.below(3), &mut kept),
            _ => window.glance(),
        }
    }
    // Three times: the first may find the others' steps, the second then saves, the third looks.
    for _ in 0..3 {
        for window in &mut windows {
            window.glance();
            window.save(usize::MAX, &mut kept);
        }
    }
    let [one, other] = &windows;
    assert_eq!((one.unkept, other.unkept), (0, 0));
    let journal = one.store.since(StepId(0)).expect("the journal");
    assert!(journal.iter().eq(kept.values()), "what was kept is there, and nothing else");
    let third = Window::open(&path);
    for window in [one, other, &third] {
        assert_eq!(window.library.journal().steps(), journal);
        assert_eq!(window.library.article(ArticleId(0)), one.library.article(ArticleId(0)));
        assert_eq!(window.library.undo(), one.library.undo());
    }
    assert_eq!(one.store.check(), Ok(Vec::new()));
    (journal.len(), one.dropped + other.dropped)
}

#[test]
fn two_windows_end_up_with_the_same() {
    let all: Vec<(usize, usize)> = (0..60).map(two_windows).collect();
    let sum = |of: fn(&(usize, usize)) -> usize| all.iter().map(of).sum::<usize>();
    let (kept, dropped) = (sum(|it| it.0), sum(|it| it.1));
    assert!(kept > 600 && 10 < dropped && dropped < kept, "{kept} kept, {dropped} dropped");
}
