//! Faults of disk and file, brought about: each is told, nothing is lost by it, and when it has passed
//! the same step is saved.

use std::fs;
use std::path::Path;

use rusqlite::Connection;

use super::*;
use crate::library::edit::Act;
use crate::library::{ArticleId, Library, Step, StepId};
use crate::store::tests::{FIRST, TEXT, article, entry, opened, place};
use crate::store::{Saved, Store};
use crate::text::Span;

/// The next step: a memo on the first sentence.
fn memo(library: &Library, memo: &str) -> Step {
    let place = (ArticleId(0), Span::new(0, FIRST.len()));
    library.edit(&[place], &Act::Memo(memo.into())).expect("a step")
}

/// A step cannot be saved, by that trouble; nothing of it is in the library.
#[track_caller]
fn fails(store: &mut Store, step: &Step) -> Trouble {
    let error = store.save(step).expect_err("a fault");
    assert!(error.trouble.may_pass(), "{error}");
    let message = error.to_string();
    let path = store.path().expect("a path").display().to_string();
    assert!(message.contains(&path) && message.contains("; "), "{message}");
    error.trouble
}

/// It has passed.
#[track_caller]
fn passes(store: &mut Store, step: &Step) {
    assert_eq!(store.save(step), Ok(Saved::Kept));
    assert_eq!(store.last_step(), Ok(step.id));
    assert_eq!(store.check(), Ok(Vec::new()));
}

#[test]
fn a_full_disk_is_told_and_with_room_again_the_step_is_saved() {
    let (_folder, path) = place();
    let (mut store, library) = opened(&path);
    let pages = |store: &Store, most: i64| {
        store.connection.pragma_update_and_check(None, "max_page_count", most, |_| Ok(()))
    };
    // As a quota: SQLite itself says that the disk is full.
    pages(&store, 1).expect("no more pages");
    let step = memo(&library, &"long ".repeat(20_000));
    assert_eq!(fails(&mut store, &step), Trouble::Full);
    assert_eq!(store.last_step(), Ok(StepId(0)));
    let other = article("other", &TEXT.repeat(2_000));
    assert_eq!(store.put(&[entry(&other)]).map_err(|it| it.trouble), Err(Trouble::Full));
    pages(&store, 1 << 30).expect("more pages");
    passes(&mut store, &step);
    assert_eq!(store.put(&[entry(&other)]), Ok(Vec::new()));
}

#[test]
fn a_lock_is_told_soon_and_when_it_is_taken_off_the_step_is_saved() {
    let (_folder, path) = place();
    let (mut store, library) = opened(&path);
    let other = Connection::open(&path).expect("the file");
    other.execute_batch("BEGIN EXCLUSIVE").expect("a lock");
    let step = memo(&library, "mine");
    assert_eq!(fails(&mut store, &step), Trouble::Locked);
    assert_eq!(store.last_step(), Ok(StepId(0)), "it can be read meanwhile");
    other.execute_batch("COMMIT").expect("no lock");
    passes(&mut store, &step);
}

#[test]
fn no_edit_goes_into_a_file_that_was_deleted_or_put_aside() {
    let (_folder, path) = place();
    let (mut store, library) = opened(&path);
    let step = memo(&library, "mine");
    for file in [path.clone(), log(&path)] {
        let aside = path.with_file_name("aside");
        fs::rename(&file, &aside).expect("moved");
        assert_eq!(fails(&mut store, &step), Trouble::Gone(file.clone()));
        fs::write(&file, "another").expect("another file");
        assert_eq!(fails(&mut store, &step), Trouble::Replaced(file.clone()));
        fs::rename(&aside, &file).expect("moved back");
    }
    let folder = path.parent().expect("a folder");
    let aside = folder.with_file_name("aside");
    fs::rename(folder, &aside).expect("moved");
    assert_eq!(fails(&mut store, &step), Trouble::Gone(path.clone()));
    fs::rename(&aside, folder).expect("moved back");
    passes(&mut store, &step);
}

fn log(path: &Path) -> PathBuf {
    path.with_file_name("library.db-wal")
}

#[test]
fn a_library_that_could_only_be_read_is_written_when_it_may_be() {
    let (_folder, path) = place();
    let (store, library) = opened(&path);
    drop(store);
    // As it is where the file may not be written; root may write to every file.
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
    let mut store = Store::open(&path).expect("the library");
    let reader = Connection::open_with_flags(&path, flags).expect("to be read");
    reader.query_row("SELECT count(*) FROM journal", [], |_| Ok(())).expect("a count");
    store.connection = reader;
    passes(&mut store, &memo(&library, "mine"));
    // And where it may still not be: the file is kept from being written by SQLite alone.
    store.connection.pragma_update(None, "query_only", true).expect("a setting");
    let step = Step { id: StepId(2), changes: Vec::new(), ..memo(&library, "again") };
    assert_eq!(fails(&mut store, &step), Trouble::ReadOnly);
    store.connection.pragma_update(None, "query_only", false).expect("a setting");
    passes(&mut store, &step);
}

#[test]
fn a_file_full_of_noise_is_told_and_never_written() {
    let (_folder, path) = place();
    drop(opened(&path));
    let mut bytes = fs::read(&path).expect("a file");
    // The header stands, what is behind it does not.
    bytes.iter_mut().skip(200).for_each(|byte| *byte = byte.wrapping_mul(7).wrapping_add(3));
    fs::write(&path, &bytes).expect("noise");
    let opened = Store::open(&path);
    let found = opened.and_then(|store| store.check());
    let told = match &found {
        Ok(faults) => !faults.is_empty(),
        Err(error) => matches!(error.trouble, Trouble::Damaged(_)) && !error.trouble.may_pass(),
    };
    assert!(told, "{found:?}");
    assert!(fs::read(&path).expect("a file") == bytes);
}

#[test]
fn where_no_library_can_be_made_the_reason_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    fs::write(&file, "words").expect("a file");
    for path in [folder.path().to_owned(), file.join("library.db")] {
        let error = Store::open(&path).expect_err("no library");
        let message = error.to_string();
        assert!(message.contains(&path.display().to_string()), "{message}");
    }
    assert_eq!(fs::read(&file).expect("the file"), b"words");
}
