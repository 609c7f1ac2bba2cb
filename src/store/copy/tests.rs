//! Copies: whole, of the moment, over nothing.

use super::*;
use crate::library::edit::Act;
use crate::store::tests::{FIRST, SECOND, act, kept, opened, place};

#[test]
fn a_backup_is_a_library_and_goes_over_nothing() {
    let (folder, path) = place();
    let (mut store, mut library) = opened(&path);
    act(&mut library, &mut store, FIRST, &Act::Star);
    let to = folder.path().join("back ' up.db");
    assert_eq!(store.backup(&to), Ok(()));
    act(&mut library, &mut store, SECOND, &Act::Star);
    let copied = fs::read(&to).expect("a copy");
    let error = store.backup(&to).expect_err("there is one");
    assert_eq!((error.trouble.clone(), error.path.as_path()), (Trouble::Exists, to.as_path()));
    assert!(fs::read(&to).expect("the same") == copied, "{error}");
    let nowhere = folder.path().join("none/backup.db");
    assert!(store.backup(&nowhere).is_err());
    let left = folder.path().read_dir().expect("a folder").count();
    assert_eq!(left, 2, "the library's folder and the copy");
    let copy = Store::open(&to).expect("a library");
    assert_eq!((copy.check(), copy.last_step().map(|it| it.0)), (Ok(Vec::new()), Ok(1)));
    assert_eq!(kept(&copy, "made").annotations().len(), 1);
}

#[test]
fn what_was_deleted_takes_no_room_after_compacting() {
    let (_folder, path) = place();
    let (mut store, mut library) = opened(&path);
    let long = "long ".repeat(50_000);
    act(&mut library, &mut store, FIRST, &Act::Memo(long));
    store.connection.execute_batch("UPDATE journal SET changes = '[]'").expect("less");
    let (before, after) = store.compact().expect("compacted");
    assert!(before > after + 200_000, "{before} {after}");
    assert_eq!(fs::metadata(&path).expect("a file").len(), after);
    act(&mut library, &mut store, SECOND, &Act::Star);
}
