//! A library in the real program: edits that last, undo over restarts, a review by few keys, two windows,
//! a file that cannot be written for a while, sources that change. Each test owns its file.

use std::fs;
use std::path::{Path, PathBuf};

use nix::sys::signal::Signal;
use rusqlite::Connection;
use tempfile::TempDir;
use vt100::Screen;

use crate::support::pile::title;
use crate::support::piped::{Run, run_in};
use crate::support::session::{Look, Session};

const SIZE: (u16, u16) = (100, 30);

/// A library's file that is not there yet.
struct Place {
    folder: TempDir,
    path: PathBuf,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("my.library");
        Self { folder, path }
    }

    /// The reader on this library.
    fn open(&self) -> Session {
        let session = self.open_with(&[]);
        session.wait_for("three articles", |screen| {
            // It may go on in any of them.
            screen.shows("/3  ") && screen.shows("3/3") && !screen.shows("reading ...")
        });
        session
    }

    fn open_with(&self, paths: &[&str]) -> Session {
        let library = self.path.to_str().expect("a path");
        let args: Vec<&str> = ["--library", library].iter().chain(paths).copied().collect();
        Session::perusal_in(self.folder.path(), &args, SIZE)
    }

    /// What a question to the file itself gives, a number.
    fn ask(&self, sql: &str) -> i64 {
        let file = Connection::open(&self.path).expect("the library's file");
        file.query_row(sql, [], |row| row.get(0)).expect("a number")
    }
}

fn leave(mut session: Session) {
    session.type_keys("Q");
    assert_eq!(session.finish().code, 0);
}

/// "2 confirmed, 1 made, 12 to confirm" of the last row.
fn review(screen: &Screen) -> Option<[usize; 3]> {
    let last = screen.lines().pop()?;
    let words: Vec<&str> = last.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let number = |name: &[&str]| {
        let at = words.windows(name.len()).position(|some| some == name)?;
        words.get(at.checked_sub(1)?)?.parse().ok()
    };
    Some([number(&["confirmed"])?, number(&["made"])?, number(&["to", "confirm"])?])
}

#[test]
fn an_edit_is_made_undone_and_made_again_over_restarts() {
    let place = Place::new();
    let mut session = place.open();
    session.type_keys("]");
    session.type_keys("e");
    session.wait_for("the choice", |screen| screen.shows("MARK '"));
    session.type_keys("o");
    session.wait_for("what was done", |screen| screen.shows("marked opportunity: '"));
    session.type_keys("s");
    session.wait_for("a star", |screen| screen.shows("starred '"));
    session.type_keys("a");
    session.wait_for("the memo", |screen| screen.shows("MEMO on '"));
    session.type_keys("who says so?<Esc>");
    session.wait_for("the memo in the bar", |screen| screen.shows("memo: wh"));
    leave(session);
    assert_eq!(place.ask("SELECT count(*) FROM journal"), 3);

    let mut session = place.open();
    session.type_keys("g]");
    session.wait_for("what was kept", |screen| screen.shows("memo: wh"));
    session.type_keys("U");
    session.wait_for("the memo undone", |screen| screen.shows("undone: memo on '"));
    session.type_keys("U");
    session.wait_for("the star undone", |screen| screen.shows("undone: starred '"));
    leave(session);

    let mut session = place.open();
    session.type_keys("<C-r>");
    session.wait_for("the star again", |screen| screen.shows("redone: starred '"));
    session.type_keys("<C-r><C-r>");
    session.wait_for("nothing more to redo", |screen| screen.shows("no edit to redo"));
    session.type_keys("j");
    session.wait_for("all as it was", |screen| screen.shows("starred - memo: wh"));
    session.type_keys("UUUU");
    session.wait_for("nothing more to undo", |screen| screen.shows("no edit to undo"));
    leave(session);
    assert_eq!(place.ask("SELECT count(*) FROM annotation"), 0);
}

/// The script of a review: every passage of the three articles is looked at and decided.
#[test]
fn three_articles_are_reviewed_in_under_120_keys() {
    let place = Place::new();
    let mut session = place.open();
    let mut script = String::from("]");
    session.type_keys("]");
    let is_done = |screen: &Screen| screen.shows("every mark that shows is decided");
    while !is_done(&session.screen()) {
        let shown = session.screen().lines().join("\n");
        assert!(script.len() < 120, "not done after {script}\n{shown}");
        // Now and then a person does not agree.
        let key = if script.len() % 9 == 5 { "x" } else { "<Enter>" };
        let before = session.written();
        let screen = session.screen();
        if screen.shows("the article is done") {
            session.type_keys(")");
            script.push(')');
        } else {
            session.type_keys(key);
            script.push(if key == "x" { 'x' } else { '.' });
        }
        session.wait_for_bytes("an answer", before, |bytes| bytes.contains("\x1b[?2026l"));
    }
    println!("{} keys, Enter as a full stop: {script}", script.len());
    session.type_keys("j");
    let screen = session.wait_for("the count", |screen| review(screen).is_some());
    let [confirmed, made, waiting] = review(&screen).expect("the count");
    assert!(confirmed > 60 && made == 0 && waiting == 0, "{confirmed} {made} {waiting}");
    leave(session);
    let session = place.open();
    session.wait_for("the same", |screen| review(screen) == Some([confirmed, 0, 0]));
    leave(session);
}

#[test]
fn an_edit_of_all_that_shows_is_one_step() {
    let place = Place::new();
    let mut session = place.open();
    session.type_keys("3*");
    session.wait_for("what is asked", |screen| screen.shows("passages that show: Enter"));
    session.type_keys("<Enter>");
    session.wait_for("what was done", |screen| screen.shows("confirmed 9"));
    session.type_keys("U");
    session.wait_for("all of it undone", |screen| screen.shows("undone: confirmed 9"));
    session.type_keys("j");
    session.wait_for("nothing confirmed", |screen| review(screen).is_none());
    leave(session);
    assert_eq!(place.ask("SELECT count(*) FROM journal"), 2);
}

#[test]
fn two_windows_see_each_other_s_edits_and_overwrite_none() {
    let place = Place::new();
    let mut one = place.open();
    one.type_keys("]<Enter>");
    one.wait_for("an edit", |screen| review(screen).is_some() || screen.shows("confirmed '"));
    let mut other = place.open();
    other.wait_for("what the first did", |screen| review(screen).is_some());
    other.type_keys("G[<Enter>");
    one.wait_for("what the second did", |screen| screen.shows("from another window: confirmed '"));
    // Undo takes the last edit back, whoever made it.
    one.type_keys("U");
    other.wait_for("that again", |screen| screen.shows("from another window: undone: confirmed '"));
    leave(one);
    leave(other);
    assert_eq!(place.ask("SELECT count(*) FROM journal"), 3);
    assert_eq!(place.ask("SELECT count(*) FROM annotation"), 1);
}

#[test]
fn an_edit_that_cannot_be_kept_is_kept_later() {
    let place = Place::new();
    let mut session = place.open();
    session.type_keys("]<Enter>");
    session.wait_for("an edit", |screen| screen.shows("confirmed '"));
    let file = Connection::open(&place.path).expect("the library's file");
    file.execute_batch("BEGIN EXCLUSIVE").expect("a lock");
    session.type_keys("<Enter>");
    session.wait_for("the trouble", |screen| screen.shows("NOT KEPT: 1 edit"));
    session.type_keys("<Enter>");
    session.wait_for("more of it", |screen| screen.shows("NOT KEPT: 2 edits"));
    file.execute_batch("COMMIT").expect("no lock");
    session.wait_for("all kept", |screen| screen.shows("all edits are kept now"));
    leave(session);
    assert_eq!(place.ask("SELECT count(*) FROM journal"), 3);
}

#[test]
fn a_memo_being_written_is_kept_when_the_program_is_ended() {
    let place = Place::new();
    let mut session = place.open();
    session.type_keys("A");
    session.wait_for("the memo", |screen| screen.shows("MEMO on '"));
    session.type_keys("half a thought");
    session.wait_for("the words", |screen| screen.shows("half a thought"));
    session.signal(Signal::SIGTERM);
    session.finish();
    assert_eq!(place.ask("SELECT count(*) FROM card WHERE memo = 'half a thought'"), 1);
}

#[test]
fn killed_it_has_every_edit_that_was_on_the_screen() {
    let place = Place::new();
    for edits in 1..=5_usize {
        let mut session = place.open();
        // What was confirmed before is passed over.
        session.type_keys(&format!("g{}<Enter>", "]".repeat(edits)));
        session.wait_for("an edit", |screen| screen.shows("confirmed '"));
        session.signal(Signal::SIGKILL);
        session.left_behind();
        let edits = i64::try_from(edits).expect("a few");
        assert_eq!(place.ask("SELECT count(*) FROM journal"), edits);
        let confirmed = place.ask("SELECT count(DISTINCT annotation) FROM mark");
        assert_eq!(confirmed, edits, "each on a passage of its own");
    }
}

#[test]
fn where_a_source_has_changed_its_marks_are_put_on_the_new_text() {
    let place = Place::new();
    let article = place.folder.path().join("notes.txt");
    let first = "Nurses fear job cuts in the coming year.";
    let second = "The clinic hopes that new tools will save time.";
    let third = "Patients worry about mistakes of the machine.";
    let write = |sentences: &[&str]| {
        let text = format!("Notes on a Clinic\n\n{}\n", sentences.join(" "));
        fs::write(&article, text).expect("written");
    };
    write(&[first, second, third]);
    let mut session = place.open_with(&["notes.txt"]);
    session.wait_for("the article", |screen| screen.shows("art 1/1") && screen.shows("1/3"));
    session.type_keys("*<Enter>");
    session.wait_for("all confirmed", |screen| screen.shows("confirmed 3 passages"));
    leave(session);
    // One moves, one is rewritten, one is gone.
    write(&[
        "Something new stands here.",
        third,
        "The clinic hopes that newer tools save much time.",
    ]);
    let mut session = place.open_with(&[]);
    session.wait_for("what became of the marks", |screen| {
        screen.shows("has changed: 1 mark in place, 1 moved, 1 lost")
    });
    session.type_keys(":lost<Enter>");
    session.wait_for("the lost one", |screen| screen.shows(first));
    session.type_keys("<Enter>");
    session.wait_for("a place for it", |screen| screen.shows("PLACE THE LOST MARK"));
    session.type_keys("<Enter>");
    session.wait_for("it is placed", |screen| screen.shows("placed a lost mark on"));
    leave(session);
    assert_eq!(place.ask("SELECT count(*) FROM annotation WHERE standing = 'lost'"), 0);
}

#[test]
fn the_eye_is_where_it_was_after_a_restart() {
    let place = Place::new();
    let mut session = place.open();
    session.type_keys("J");
    let screen = session.wait_for("the second article", |screen| screen.shows("art 2/3"));
    session.type_keys("dd");
    let percent = |screen: &Screen| {
        let top = screen.lines().first().cloned().unwrap_or_default();
        top.split_whitespace().find(|word| word.ends_with('%')).map(str::to_owned)
    };
    let before = percent(&session.wait_for("it scrolled", |it| percent(it) != percent(&screen)));
    session.type_keys("Q");
    session.finish();
    let session = place.open_with(&[]);
    session.wait_for("the same place", |screen| {
        screen.shows("art 2/3") && screen.shows(title(1)) && percent(screen) == before
    });
    leave(session);
}

#[test]
fn no_library_keeps_nothing_and_a_foreign_file_is_refused() {
    let place = Place::new();
    let session = Session::perusal_in(place.folder.path(), &["--no-library"], SIZE);
    let mut session = session;
    session.wait_for("three articles", |screen| screen.shows("art 1/3"));
    session.type_keys("]<Enter>");
    session.wait_for("an edit", |screen| screen.shows("confirmed '"));
    session.type_keys("Q");
    assert!(session.finish().bytes.len() > 100);
    fs::write(&place.path, "some notes of mine").expect("written");
    let session = place.open_with(&[]);
    let ended = session.finish();
    assert_eq!(ended.code, 2);
    let said = String::from_utf8_lossy(&ended.bytes).into_owned();
    assert!(said.contains("my.library") && said.contains("no library of perusal"), "{said}");
    let kept = fs::read_to_string(Path::new(&place.path)).expect("the file");
    assert_eq!(kept, "some notes of mine");
}

#[test]
fn a_library_is_listed_checked_copied_and_made_small() {
    let place = Place::new();
    let mut session = place.open();
    session.type_keys("]");
    session.wait_for("the second passage", |screen| screen.shows("2/43"));
    session.type_keys("x");
    session.wait_for("an edit", |screen| screen.shows("rejected '"));
    leave(session);
    let library = place.path.to_str().expect("a path");
    let in_library = |command: &[&str]| {
        let args: Vec<&str> = command.iter().chain(&["--library", library]).copied().collect();
        run_in(place.folder.path(), &args, b"")
    };
    let passages = |run: &Run| run.out.lines().count();
    let shipped = run_in(place.folder.path(), &["list", "--format", "csv", "--no-library"], b"");
    let decided = in_library(&["list", "--format", "csv"]);
    assert_eq!(passages(&decided) + 1, passages(&shipped), "{}", decided.err);
    let checked = in_library(&["library", "check"]);
    assert_eq!(
        (checked.code, checked.out.as_str()),
        (Some(0), "sound: 3 articles, 1 step in its journal\n")
    );
    assert_eq!(in_library(&["library", "backup", "copy.db"]).code, Some(0));
    let again = in_library(&["library", "backup", "copy.db"]);
    assert!(again.code == Some(2) && again.err.contains("copy.db"), "{}", again.err);
    assert_eq!(in_library(&["library", "compact"]).code, Some(0));
    // A damaged library is told as such.
    let file = Connection::open(&place.path).expect("the library's file");
    file.execute_batch("DELETE FROM mark").expect("damage");
    let checked = in_library(&["library", "check"]);
    assert_eq!(checked.code, Some(1), "{}", checked.out);
    assert!(checked.out.contains("fault"), "{}", checked.out);
}

#[test]
fn a_folder_that_holds_the_library_is_read_without_it() {
    let place = Place::new();
    fs::write(place.folder.path().join("notes.txt"), "Some Notes\n\nNurses fear job cuts.\n")
        .expect("written");
    for _ in 0..2 {
        let session = place.open_with(&["."]);
        session.wait_for("the notes alone", |screen| {
            screen.shows("art 1/1") && screen.shows("1/1") && !screen.shows("reading")
        });
        assert!(!session.screen().shows("unreadable"), "{:?}", session.screen().lines());
        leave(session);
    }
}

#[test]
fn themes_are_edited_from_their_list_and_last() {
    let place = Place::new();
    let mut session = place.open();
    session.type_keys("te");
    session.wait_for("what can be done", |screen| screen.shows("THEME job security"));
    session.type_keys("r");
    session.wait_for("its present name", |screen| screen.shows(":theme-rename job security = job"));
    session.type_keys(" now<Enter>");
    session.wait_for("the new name", |screen| {
        screen.shows("'job security' is now 'job security now'")
    });
    session.type_keys(":theme-add pay<Enter>");
    session.wait_for("a new theme", |screen| screen.shows("new theme 'pay'"));
    session.type_keys(":theme-cues pay = salar*; wage*<Enter>");
    session.wait_for("its cues", |screen| screen.shows("cues of 'pay'"));
    session.type_keys(":theme-part pay = job security now<Enter>");
    session.wait_for("its place", |screen| screen.shows("    pay"));
    session.type_keys(":theme-drop reskilling<Enter>");
    session.wait_for("one less", |screen| !screen.shows("  reskilling"));
    leave(session);
    let mut session = place.open();
    session
        .wait_for("all of it", |screen| screen.shows("    pay") && !screen.shows("  reskilling"));
    session.type_keys("UUUUU");
    session.wait_for("as it was", |screen| {
        let is_old = screen.shows("  job security     ");
        is_old && screen.shows("  reskilling") && !screen.shows("    pay")
    });
    leave(session);
}

#[test]
fn learning_is_remembered_though_nothing_was_edited_before() {
    let place = Place::new();
    let mut session = place.open();
    session.type_keys("]<Enter>");
    session.wait_for("a library", |screen| screen.shows("confirmed '"));
    leave(session);
    let mut session = place.open();
    session.type_keys(":learn on<Enter>");
    session.wait_for("what it came to", |screen| screen.shows("your decisions stand"));
    leave(session);
    assert_eq!(
        place.ask("SELECT count(*) FROM setting WHERE name = 'learning' AND value = 'on'"),
        1
    );
}
