//! What is sought in a whole library and what its passages are filtered by, in the real program: with
//! a file and its index, and without.

use std::fs;

use vt100::Screen;

use crate::support::session::{Look, Session};

const SIZE: (u16, u16) = (100, 42);

/// Articles about a mill by a river, of which each third one floods.
const ARTICLES: usize = 300;

/// A folder of articles, and the reader that takes them into a library there.
fn opened(library: &[&str]) -> (tempfile::TempDir, Session) {
    let folder = tempfile::tempdir().expect("a folder");
    let pile = folder.path().join("pile");
    fs::create_dir(&pile).expect("a folder");
    for nth in 0..ARTICLES {
        let flood = if nth % 3 == 0 { " The weir floods the meadow." } else { "" };
        let text = format!(
            "Mill Number {nth}\n\nJane Doe, {} March 2024\n\nMillers fear that the old wheel of mill \
             {nth} may fail.{flood} Costs rose by {}% in a year.\n",
            nth % 28 + 1,
            nth % 90 + 1
        );
        fs::write(pile.join(format!("{nth:03}.txt")), text).expect("a file");
    }
    let args: Vec<&str> = library.iter().copied().chain(["pile"]).collect();
    let session = Session::perusal_in(folder.path(), &args, SIZE);
    session.wait_for("all articles", |screen| screen.shows("300/300") && !is_reading(screen));
    (folder, session)
}

fn is_reading(screen: &Screen) -> bool {
    screen.shows("reading")
}

fn leave(mut session: Session) {
    session.type_keys("Q");
    assert_eq!(session.finish().code, 0);
}

fn find(session: &mut Session) {
    session.type_keys("S");
    session.wait_for("the search", |screen| screen.shows("SEARCH THE LIBRARY"));
    session.type_keys("floods mead");
    session.wait_for("what is found", |screen| screen.shows("100 articles, 200 places"));
    session.type_keys("ow title:\"number 42\"");
    session.wait_for("one article", |screen| screen.shows("1 article,"));
    session.type_keys("\r");
    let screen = session.wait_for("the article", |screen| screen.shows("art 43/300"));
    assert!(screen.shows("floods the meadow."));
    // It is as it was left.
    session.type_keys("S");
    session.wait_for("the search again", |screen| screen.shows("1 article,"));
    // The first letter takes the place of what was sought.
    session.type_keys("nowhere");
    session.wait_for("nothing", |screen| screen.shows("0 articles"));
    session.type_keys("\x1b");
    session.wait_for("the text", |screen| !screen.shows("SEARCH THE LIBRARY"));
}

#[test]
fn words_are_found_in_all_articles_as_they_are_typed() {
    for library in [&["--library", "my.library"][..], &["--no-library"]] {
        let (_folder, mut session) = opened(library);
        find(&mut session);
        leave(session);
    }
}

#[test]
fn passages_are_filtered_by_a_query_that_is_kept_as_a_view() {
    let (folder, mut session) = opened(&["--library", "my.library"]);
    session.type_keys("&statistic (value>80%");
    session.wait_for("what is wrong", |screen| screen.shows("^ this bracket is not closed"));
    // Taken as it is, it stays, with the cursor where it is wrong.
    session.type_keys("\r");
    session.wait_for("it again", |screen| screen.shows("&statistic (value>80%"));
    session.type_keys("\x05)\r");
    session.wait_for("the figures", |screen| screen.shows("30/300"));
    session.type_keys("&\x15wheel \"mill 12*\"\r");
    let screen = session.wait_for("the words", |screen| screen.shows("11/300"));
    assert!(screen.shows("wheel"), "the filter is said in words");
    session.type_keys(":view-save wheels\r");
    session.wait_for("the view", |screen| screen.shows("& wheels"));
    session.type_keys(":clear\r");
    session.wait_for("all", |screen| screen.shows("300/300"));
    leave(session);
    // The next time the index is asked, and gives the same.
    let library = ["--library", "my.library"];
    let mut session = Session::perusal_in(folder.path(), &library, SIZE);
    session.wait_for("all articles", |screen| screen.shows("300/300") && !is_reading(screen));
    session.type_keys(":view wheels\r");
    session.wait_for("the words again", |screen| screen.shows("11/300"));
    session.type_keys("\x1b");
    session.wait_for("all again", |screen| screen.shows("300/300"));
    leave(session);
}
