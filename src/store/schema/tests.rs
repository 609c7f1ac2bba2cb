//! Libraries of older programs, as they were written then, and what becomes of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use rusqlite::Connection;

use super::*;
use crate::library::edit::Act;
use crate::library::search::Query;
use crate::library::{Article, ArticleId, Library, Position, StepId};
use crate::store::{Entry, Saved, Stamp, Store, StoreError, connected, settle};
use crate::tag::{Codebook, Kind, Label, Tagger};

fn frozen(schema: i64) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/libraries/{schema:03}.db"))
}

/// What was put in each of them.
const TEXT: &str = include_str!("../../../assets/articles/nhs-administrative-roles.txt");
const BY: u64 = 7;

/// A library of the newest schema can be frozen: in a folder for a time, or, with `PERUSAL_FREEZE` set
/// when the schema is given out, among those that are kept. Never writes over one.
#[test]
fn a_library_of_the_newest_schema_can_be_frozen() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("library.db");
    let is_given_out = std::env::var_os("PERUSAL_FREEZE").is_some();
    let target = if is_given_out { frozen(NEWEST) } else { folder.path().join("frozen.db") };
    let mut connection = Connection::open(&path).expect("a file");
    settle(&connection).expect("settings");
    migrate(&mut connection, NEWEST).expect("tables");
    let mut store = Store::of(connection, PathBuf::new(), None).expect("a library");
    fill(&mut store);
    store.backup(&target).expect("a library that is not frozen yet");
    let again = Store::open(&target).expect("a library");
    assert_eq!(again.since(StepId(0)), store.since(StepId(0)));
    assert_eq!(again.check(), Ok(Vec::new()));
}

fn fill(store: &mut Store) {
    let codebook = Codebook::bundled();
    let tagger = Tagger::new(&codebook);
    assert_eq!(store.set_codebook(&codebook), Ok(true));
    let article = Article::read("nhs.txt".into(), TEXT.into(), &tagger).named("nhs".into());
    let file = Some(Stamp { size: 1234, modified: 1_700_000_000_123_456_789 });
    let entry = Entry::of(&article, file, Some(BY));
    assert_eq!(store.put(&[entry]), Ok(Vec::new()));
    let mut library = Library::new(codebook);
    library.add(article);
    let id = ArticleId(0);
    let spans = |library: &Library| -> Vec<_> {
        library.article(id).expect("the article").passages.iter().map(|it| (id, it.span)).collect()
    };
    let all = spans(&library);
    let acts = [
        (&all[..1], Act::Confirm),
        (&all[1..4], Act::Toggle(Label::Kind(Kind::Opportunity))),
        (&all[4..5], Act::Reject),
        (&all[5..6], Act::Memo("two\nlines \u{e9}".into())),
        (&all[6..7], Act::Star),
    ];
    let mut save = |step: crate::library::Step, library: &mut Library| {
        library.take(step.clone());
        assert_eq!(store.save(&step), Ok(Saved::Kept));
    };
    for (places, act) in acts {
        let step = library.edit(places, &act).expect("a step");
        save(step, &mut library);
    }
    let card = library.edit_card(id, |card| card.starred = true).expect("a step");
    save(card, &mut library);
    let undo = library.undo().expect("a step");
    save(undo, &mut library);
}

/// A copy of a frozen library in a folder of its own.
fn thawed(schema: i64) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("library.db");
    fs::copy(frozen(schema), &path).expect("a frozen library");
    (folder, path)
}

#[test]
fn every_older_library_is_brought_up_to_date_with_all_that_is_in_it() {
    // Those that were never given out are not frozen.
    for schema in (1..NEWEST).filter(|schema| frozen(*schema).exists()) {
        let (_folder, path) = thawed(schema);
        let mut store = Store::open(&path).expect("a library");
        assert_eq!(recognise(&store.connection), Ok(Found::Library(NEWEST)));
        assert_eq!(store.check(), Ok(Vec::new()));
        assert_eq!((store.last_step(), store.count()), (Ok(StepId(7)), Ok(1)));
        assert_eq!(store.codebook(), Ok(Some(Codebook::bundled())));
        let kept = store.find("nhs").expect("no fault").expect("the article");
        assert_eq!(kept.article.document.text, TEXT);
        assert!(kept.article.document.sentences.len() > 20);
        assert!(kept.marks(BY).is_some_and(|marks| marks.passages.len() > 6));
        let modified = 1_700_000_000_123_456_789;
        assert_eq!(kept.file, Some(Stamp { size: 1234, modified }));
        let annotations: Vec<_> = kept.article.annotations().values().collect();
        assert_eq!(annotations.len(), 7);
        assert!(annotations.iter().any(|it| it.memo == "two\nlines \u{e9}"));
        assert!(annotations.iter().any(|it| it.starred));
        assert_eq!(annotations.iter().map(|it| it.verdicts.len()).max(), Some(2));
        // What it could not hold before, it can now.
        let position = Position { source: 12, above: 1, unfolded: true };
        assert_eq!(
            store.put_positions(&[("nhs".into(), position), ("other".into(), position)]),
            Ok(())
        );
        assert_eq!(store.positions(), Ok([("nhs".into(), position)].into()));
        let step = store.since(StepId(6)).expect("a step");
        assert!(step[0].what.starts_with("undone: starred the article 'The Future of"));
        // Its figures are known before they are kept, and the same then.
        let figures = store.figures("nhs").expect("no fault").expect("the article");
        assert_eq!(store.keep_figures(0), Ok(1));
        assert_eq!((store.keep_figures(5), store.figures("nhs")), (Ok(0), Ok(Some(figures))));
        // Its text is found once it is indexed.
        let query = Query::of("\"administrative roles\" nhs").expect("a query");
        let search = |store: &Store| {
            let found = store.search(&query, 5, &AtomicBool::new(false));
            found.expect("no fault").map(|found| (found.articles, found.due))
        };
        assert_eq!(search(&store), Some((0, 1)));
        assert_eq!(store.index_some(5), Ok(0));
        assert_eq!(search(&store), Some((1, 0)));
    }
}

#[test]
fn the_library_of_before_is_kept_beside() {
    let (_folder, path) = thawed(1);
    for _ in 0..2 {
        fs::copy(frozen(1), &path).expect("an older library again");
        drop(Store::open(&path).expect("a library"));
    }
    for end in ["schema-1", "schema-1-2"] {
        let kept = path.with_file_name(format!("library.db.{end}"));
        let connection = Connection::open(&kept).expect("a file");
        assert_eq!(recognise(&connection), Ok(Found::Library(1)), "{end}");
    }
    let left = path.parent().and_then(|it| it.read_dir().ok()).expect("a folder");
    assert_eq!(left.count(), 3, "no part of a copy is left");
}

#[test]
fn a_migration_is_carried_out_whole_or_not_at_all() {
    let (_folder, path) = thawed(1);
    let mut connection = Connection::open(&path).expect("a file");
    // The last table of the migration cannot be made.
    connection.execute_batch("CREATE VIEW setting AS SELECT 1").expect("a view");
    assert!(matches!(migrate(&mut connection, NEWEST), Err(Trouble::Damaged(_))));
    assert_eq!(recognise(&connection), Ok(Found::Library(1)));
    let tables: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_schema WHERE name = 'position'", [], |it| it.get(0))
        .expect("a count");
    assert_eq!(tables, 0);
    connection.execute_batch("DROP VIEW setting").expect("no view");
    assert_eq!(migrate(&mut connection, NEWEST), Ok(()));
}

#[test]
fn two_that_make_a_library_at_once_make_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("library.db");
    let open = || -> Result<Connection, StoreError> {
        connected(&path, rusqlite::OpenFlags::SQLITE_OPEN_CREATE).map_err(|it| it.at(&path))
    };
    std::thread::scope(|scope| {
        let opening: Vec<_> = (0..4).map(|_| scope.spawn(open)).collect();
        for opened in opening {
            let connection = opened.join().expect("no panic").expect("a library");
            assert_eq!(recognise(&connection), Ok(Found::Library(NEWEST)));
        }
    });
}
