//! A library on disk: what goes in comes out, in this program and the next; steps are taken in order
//! or not at all; files of others stay as they are.

use std::path::PathBuf;

use tempfile::TempDir;

use super::*;
use crate::ingest::{self, Input, Orders, Outcome};
use crate::library::edit::Act;
use crate::library::{
    AnnotationId, Article, ArticleId, Change, Deed, Filter, Library, Position, Step, StepId,
};
use crate::tag::codebook::Theme;
use crate::tag::{Codebook, Kind, Label, Tagger, Tagging, ThemeId};
use crate::text::Span;

pub(super) const TEXT: &str =
    "Nurses fear job cuts. The clinic moved. The survey covered 12% of firms.";
pub(super) const FIRST: &str = "Nurses fear job cuts.";
pub(super) const SECOND: &str = "The clinic moved.";
pub(super) const BY: u64 = u64::MAX - 3;

/// A folder for a library, and where in it that is.
pub(super) fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("data/perusal/library.db");
    (folder, path)
}

pub(super) fn article(name: &str, text: &str) -> Article {
    let tagger = Tagger::new(&Codebook::bundled());
    Article::read(format!("{name}.txt"), text.into(), &tagger).named(name.into())
}

pub(super) fn entry(article: &Article) -> Entry<'_> {
    Entry::of(article, Some(Stamp { size: 72, modified: -5 }), Some(BY))
}

/// A library on disk with one article, and the same in memory.
pub(super) fn opened(path: &Path) -> (Store, Library) {
    let article = article("made", TEXT);
    let mut store = Store::open(path).expect("a library");
    assert_eq!(store.put(&[entry(&article)]), Ok(Vec::new()));
    (store, library())
}

fn library() -> Library {
    let mut library = Library::new(Codebook::bundled());
    library.add(article("made", TEXT));
    library
}

fn span(words: &str) -> Span {
    let start = TEXT.find(words).expect("words of the text");
    Span::new(start, start + words.len())
}

/// Does something to words of the article, in memory and on disk.
pub(super) fn act(library: &mut Library, store: &mut Store, words: &str, act: &Act) -> Step {
    let step = library.edit(&[(ArticleId(0), span(words))], act).expect("a change");
    library.take(step.clone());
    assert_eq!(store.save(&step), Ok(Saved::Kept));
    step
}

/// The article with its marks, as the library has it.
pub(super) fn kept(store: &Store, name: &str) -> Article {
    let kept = store.find(name).expect("no fault").expect("an article");
    let marks = kept.marks(BY).expect("marks");
    let tagging = Tagging::by(Codebook::bundled());
    kept.article.with_marks(marks, || tagging.tagger())
}

/// As an article is in a library in memory.
fn added(mut article: Article) -> Article {
    article.print = None;
    article
}

#[test]
fn edits_are_there_the_next_time() {
    let (_folder, path) = place();
    let (mut store, mut library) = opened(&path);
    act(&mut library, &mut store, FIRST, &Act::Confirm);
    act(&mut library, &mut store, FIRST, &Act::Memo("who\u{0} says \u{1b}[31m so?".into()));
    act(&mut library, &mut store, SECOND, &Act::Toggle(Label::Theme(ThemeId(3))));
    act(&mut library, &mut store, SECOND, &Act::Toggle(Label::Kind(Kind::Opportunity)));
    let card = library.edit_card(ArticleId(0), |card| card.memo = "long".into()).expect("a step");
    library.take(card.clone());
    assert_eq!(store.save(&card), Ok(Saved::Kept));
    for deed in [Library::undo, Library::undo, Library::redo] {
        let step = deed(&library).expect("a step");
        library.take(step.clone());
        assert_eq!(store.save(&step), Ok(Saved::Kept));
    }
    drop(store);
    let store = Store::open(&path).expect("the same library");
    assert_eq!(store.since(StepId(0)).expect("steps"), library.journal().steps());
    assert_eq!(store.since(StepId(6)).expect("steps"), library.journal().steps()[6..]);
    assert_eq!((store.last_step(), store.last_annotation()), (Ok(StepId(8)), Ok(2)));
    assert_eq!(Some(&added(kept(&store, "made"))), library.article(ArticleId(0)));
    // In memory, undo goes on where it was.
    let mut again = Library::new(Codebook::bundled());
    again.add(kept(&store, "made"));
    again.recall(store.since(StepId(0)).expect("steps"));
    assert_eq!(again.undo(), library.undo());
    assert_eq!(again.article(ArticleId(0)), library.article(ArticleId(0)));
}

#[test]
fn a_commit_is_flushed_to_disk() {
    // No kill shows the difference, only a power cut.
    let (_folder, path) = place();
    for _ in 0..2 {
        let store = Store::open(&path).expect("a library");
        let ask = |name| store.connection.pragma_query_value(None, name, |row| row.get(0));
        assert_eq!(ask("synchronous"), Ok(rusqlite::types::Value::Integer(2)), "FULL");
        assert_eq!(ask("journal_mode"), Ok(rusqlite::types::Value::Text("wal".into())));
    }
}

#[test]
fn the_number_of_an_annotation_is_never_given_again() {
    let (_folder, path) = place();
    let (mut store, mut library) = opened(&path);
    act(&mut library, &mut store, FIRST, &Act::Star);
    act(&mut library, &mut store, SECOND, &Act::Star);
    act(&mut library, &mut store, SECOND, &Act::Star);
    assert_eq!(store.last_annotation(), Ok(2));
    let mut again = Library::new(Codebook::bundled());
    again.add(kept(&store, "made"));
    again.recall(store.since(StepId(0)).expect("steps"));
    let step = again.edit(&[(ArticleId(0), span(SECOND))], &Act::Star).expect("a change");
    assert!(matches!(step.changes[..], [Change::Passage { id: AnnotationId(3), .. }]));
}

#[test]
fn every_sample_comes_back_as_it_was_read() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    let mut fresh = Vec::new();
    let tagging = Tagging::by(Codebook::bundled());
    for input in [Input::Bundled, Input::Path(samples)] {
        ingest::ingest(&Orders::new(vec![input]), &tagging, |outcome| match outcome {
            Outcome::Opened(article) | Outcome::Article(article) => fresh.push(*article),
            Outcome::Marked(_, marks) => {
                let article = fresh.pop().expect("the article that was opened");
                fresh.push(article.with_marks(marks, || tagging.tagger()));
            }
            // One of them has a broken line.
            Outcome::Problem(_) | Outcome::Progress(_) => {}
        });
    }
    assert!(fresh.len() > 30, "{} articles", fresh.len());
    // By what copies are known goes with what is kept in short.
    for article in &mut fresh {
        article.print = None;
    }
    let figures = fresh.iter().flat_map(|it| &it.passages).filter(|it| !it.figures.is_empty());
    assert!(figures.count() > 6 && fresh.iter().any(|it| it.own_source().is_some()));
    let (_folder, path) = place();
    let mut store = Store::open(&path).expect("a library");
    let entries: Vec<Entry> = fresh.iter().map(entry).collect();
    // Twice: over those of the same name, which keep their places.
    assert_eq!(store.put(&entries), Ok(Vec::new()));
    assert_eq!(store.put(&entries), Ok(Vec::new()));
    assert_eq!(store.count(), Ok(fresh.len()));
    let mut wanted = fresh.iter();
    let given = store.each(|kept| {
        let marks = kept.marks(BY).expect("marks");
        assert_eq!(kept.marks(BY + 1), None, "made by another tagger");
        let article = kept.article.with_marks(marks, || tagging.tagger());
        assert_eq!(Some(&article), wanted.next());
        true
    });
    assert_eq!((given, wanted.next()), (Ok(()), None));
}

#[test]
fn an_article_that_says_other_things_keeps_its_annotations_on_their_words() {
    let (_folder, path) = place();
    let (mut store, mut library) = opened(&path);
    act(&mut library, &mut store, SECOND, &Act::Star);
    let other = article("made", "The clinic moved. Nurses fear job cuts.");
    assert_eq!(store.put(&[entry(&other)]), Ok(vec!["made".to_owned()]), "left as it was");
    assert_eq!(kept(&store, "made").document.text, TEXT);
    let id = AnnotationId(1);
    let before = library.article(ArticleId(0)).and_then(|it| it.annotations().get(&id)).cloned();
    let before = before.expect("an annotation");
    let after = before.clone().settled(&other.document.text);
    let change = Change::Passage {
        article: "made".into(),
        id,
        before: Some(Box::new(before)),
        after: Some(Box::new(after.clone())),
    };
    let step = Step {
        id: StepId(2),
        deed: Deed::Source,
        what: "made.txt has changed".into(),
        changes: vec![change],
    };
    // With a change that does not fit, the text stays too.
    let misfit =
        Step { changes: [step.changes.clone(), step.changes.clone()].concat(), ..step.clone() };
    let error = store.renew(&[entry(&other)], &misfit).expect_err("a misfit");
    assert!(matches!(error.trouble, Trouble::Misfit(_)) && !error.trouble.may_pass(), "{error}");
    assert_eq!(
        (kept(&store, "made").document.text.as_str(), store.last_step()),
        (TEXT, Ok(StepId(1)))
    );
    assert_eq!(store.renew(&[entry(&other)], &step), Ok(Saved::Kept));
    let now = kept(&store, "made");
    assert_eq!(now.annotations().get(&id), Some(&after));
    assert_eq!(after.span.of(&now.document.text), SECOND);
    assert_eq!(store.put(&[entry(&other)]), Ok(Vec::new()), "the same words again");
}

#[test]
fn whoever_comes_second_is_told_what_came_first() {
    let (_folder, path) = place();
    let (mut ours, mut library) = opened(&path);
    let mut theirs = Store::open_existing(&path).expect("no fault").expect("the same library");
    assert_eq!(theirs.changed(), Ok(false));
    let mut other = self::library();
    let first = act(&mut library, &mut ours, FIRST, &Act::Confirm);
    assert_eq!(
        (ours.changed(), theirs.changed(), theirs.changed()),
        (Ok(false), Ok(true), Ok(false))
    );
    let place = [(ArticleId(0), span(SECOND))];
    let second = other.edit(&place, &Act::Star).expect("a change");
    assert_eq!(theirs.save(&second), Ok(Saved::Behind(vec![first.clone()])));
    assert_eq!(theirs.last_step(), Ok(StepId(1)));
    other.take(second);
    let rebased = other.rebase(vec![first.clone()], 1);
    assert_eq!(theirs.save(&rebased.kept[0]), Ok(Saved::Kept));
    assert_eq!(ours.since(StepId(1)), Ok(rebased.kept));
    // A step that is there already need not be saved again.
    assert_eq!(ours.save(&first).map(|saved| matches!(saved, Saved::Behind(_))), Ok(true));
    let last = other.journal().steps().last().expect("a step");
    assert_eq!(ours.save(last), Ok(Saved::Kept));
    assert_eq!(ours.since(StepId(0)).expect("steps"), other.journal().steps());
}

#[test]
fn steps_that_do_not_start_from_what_is_there_are_refused() {
    let (_folder, path) = place();
    let (mut store, mut library) = opened(&path);
    let step = act(&mut library, &mut store, FIRST, &Act::Star);
    let refused = |step: Step, store: &mut Store| {
        let error = store.save(&step).expect_err("refused");
        assert_eq!(store.last_step(), Ok(StepId(1)), "nothing is written");
        error.trouble
    };
    let again = Step { id: StepId(2), ..step.clone() };
    assert!(matches!(refused(again, &mut store), Trouble::Misfit(_)));
    let ahead = Step { id: StepId(3), ..step };
    assert!(matches!(refused(ahead, &mut store), Trouble::Misfit(_)));
    let mut elsewhere = library.undo().expect("a step");
    if let Some(Change::Passage { article, .. }) = elsewhere.changes.first_mut() {
        *article = "other".into();
    }
    let trouble = refused(elsewhere, &mut store);
    assert_eq!(trouble, Trouble::NoArticle("other".into()));
    assert!(trouble.may_pass(), "the article may be on its way");
}

#[test]
fn files_of_others_and_of_newer_programs_are_refused_and_stay_as_they_are() {
    let (_folder, path) = place();
    drop(opened(&path));
    let newer = path.with_file_name("newer.db");
    let other = path.with_file_name("other.db");
    fs::copy(&path, &newer).expect("a copy");
    let change = |path: &Path, sql: &str| {
        Connection::open(path).and_then(|it| it.execute_batch(sql)).expect("a database");
    };
    change(&newer, "PRAGMA user_version = 99");
    change(&other, "CREATE TABLE t (x); PRAGMA user_version = 2");
    let words = path.with_file_name("words.db");
    fs::write(&words, "A file of words, long enough for a header. ".repeat(9)).expect("a file");
    let cases = [
        (&newer, Trouble::Newer { schema: 99 }, "is from a newer perusal (schema 99, "),
        (&other, Trouble::NoLibrary, "is no library of perusal"),
        (&words, Trouble::NoLibrary, "is no library of perusal"),
    ];
    for (path, trouble, told) in cases {
        let before = fs::read(path).expect("a file");
        let error = Store::open(path).expect_err("refused");
        assert_eq!(error.trouble, trouble);
        let message = error.to_string();
        assert!(
            message.contains(told) && message.contains(&path.display().to_string()),
            "{message}"
        );
        assert!(Store::open_existing(path).is_err());
        assert!(fs::read(path).expect("a file") == before, "{message}");
    }
    let none = path.with_file_name("none.db");
    assert!(matches!(Store::open_existing(&none), Ok(None)) && !none.exists());
}

#[test]
fn one_in_memory_is_like_any_other() {
    let mut store = Store::in_memory().expect("memory");
    let article = article("made", TEXT);
    assert_eq!(store.put(&[entry(&article)]), Ok(Vec::new()));
    let mut library = Library::new(Codebook::bundled());
    library.add(article);
    act(&mut library, &mut store, FIRST, &Act::Confirm);
    assert_eq!(Some(&added(kept(&store, "made"))), library.article(ArticleId(0)));
    assert_eq!((store.path(), store.changed()), (None, Ok(false)));
}

#[test]
fn a_codebook_is_set_once_and_changes_by_steps() {
    let (_folder, path) = place();
    let (mut store, mut library) = opened(&path);
    assert_eq!(store.codebook(), Ok(None));
    let bundled = Codebook::bundled();
    assert_eq!(store.set_codebook(&bundled), Ok(true));
    assert_eq!(store.set_codebook(&Codebook::default()), Ok(false), "it has one");
    assert_eq!(store.codebook().as_ref(), Ok(&Some(bundled.clone())));
    let id = ThemeId(bundled.themes.len() as u16 + 1);
    for (id, name) in [(ThemeId(2), "renamed"), (id, "new")] {
        let before = Box::new(library.theme(id));
        let after = Box::new(Theme { name: name.into(), dropped: false, ..*before.clone() });
        let changes = vec![Change::Theme { theme: id, before, after }];
        let step =
            Step { id: library.journal().next(), deed: Deed::Edit, what: name.into(), changes };
        library.take(step.clone());
        assert_eq!(store.save(&step), Ok(Saved::Kept));
    }
    assert_eq!(library.codebook.themes.len(), bundled.themes.len() + 2, "a place is left out");
    assert_eq!(store.codebook(), Ok(Some(library.codebook.clone())));
    assert_eq!(store.check(), Ok(Vec::new()));
}

#[test]
fn views_settings_and_places_are_kept() {
    let (_folder, path) = place();
    let (mut store, mut library) = opened(&path);
    let mut filter = Filter::default();
    filter.toggle_kind(Kind::Concern);
    for after in [Some(filter.clone()), None, Some(filter.clone())] {
        let step = library.edit_view("mine", after).expect("a step");
        library.take(step.clone());
        assert_eq!(store.save(&step), Ok(Saved::Kept));
    }
    assert_eq!(store.set_setting("open", "made"), Ok(()));
    assert_eq!(store.set_setting("open", "mad\u{e9}"), Ok(()));
    let at = Position { source: 7, above: 2, unfolded: true };
    assert_eq!(store.put_positions(&[("made".into(), at), ("none".into(), at)]), Ok(()));
    drop(store);
    let store = Store::open(&path).expect("the library");
    assert_eq!(store.views(), Ok([("mine".to_owned(), filter)].into()));
    assert_eq!(store.setting("open"), Ok(Some("mad\u{e9}".to_owned())));
    assert_eq!(store.setting("none"), Ok(None));
    assert_eq!(store.positions(), Ok([("made".to_owned(), at)].into()));
    assert_eq!(store.check(), Ok(Vec::new()));
}
