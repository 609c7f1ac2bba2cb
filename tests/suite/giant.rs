//! A plain text that is too long for one article, in the real terminal: it shows at once, is read on over
//! the edges of its parts, and both its ends are a key away.

use std::fs::write;
use std::path::PathBuf;

use tempfile::TempDir;

use crate::support::session::{Look, Session};

const SIZE: (u16, u16) = (100, 24);

/// Some four and a half megabytes: 9 parts.
const PARAGRAPHS: usize = 45_000;

/// Little of it is marked: to read it is enough here.
fn paragraph(nth: usize) -> String {
    let words = "the visitors come by the north gate and stay until the doors of the ward are shut";
    format!("In ward {nth} {words}.\n\n")
}

fn text(folder: &TempDir) -> PathBuf {
    let path = folder.path().join("big.txt");
    let body: String = (0..PARAGRAPHS).map(paragraph).collect();
    write(&path, format!("The Long Report\n\n{body}")).expect("a file");
    path
}

#[test]
fn a_long_text_is_read_over_the_edges_of_its_parts() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = text(&folder);
    let mut session = Session::perusal(&[&path.to_string_lossy()], SIZE);
    session.wait_for("the beginning", |screen| screen.shows("In ward 0 the visitors"));
    let number = |screen: &vt100::Screen| {
        let line = screen.lines().first().cloned().unwrap_or_default();
        let (_, place) = line.split_once(", part ")?;
        let (number, last) = place.split_whitespace().next()?.split_once('/')?;
        Some((number.parse::<usize>().ok()?, last.parse::<usize>().ok()?))
    };
    // Each has its own time: without optimisation they come slowly.
    for some in 2..8 {
        session.wait_for("some parts", |screen| number(screen).is_some_and(|(_, it)| it >= some));
    }
    session.wait_for("all of it", |screen| {
        screen.shows("part 1/") && screen.shows("hidden") && !screen.shows("Esc stops")
    });
    let last = number(&session.screen()).expect("a part").1;
    assert!((8..20).contains(&last), "{last} parts");
    session.type_keys("G");
    let end = format!("In ward {} the visitors", PARAGRAPHS - 1);
    let screen = session.wait_for("the end", |screen| screen.shows(&end));
    assert_eq!(number(&screen), Some((last, last)));
    session.type_keys("g");
    session.wait_for("the beginning again", |screen| screen.shows("In ward 0 the visitors"));
    session.type_keys(":100%<Enter>");
    session.wait_for("the end of the first part", |screen| screen.shows("100% ="));
    session.type_keys("j");
    let screen = session.wait_for("the next part", |screen| number(screen) == Some((2, last)));
    assert!(screen.shows("part 2 of The Long Report"), "it is called so");
    session.type_keys("k");
    session.wait_for("the way back", |screen| number(screen) == Some((1, last)));
    session.type_keys("Q");
    assert_eq!(session.finish().code, 0);
}
