//! Themes of a pile that no codebook fits, in the real program: they are suggested, looked over,
//! accepted and taken back.

use std::fs;

use tempfile::TempDir;
use vt100::Screen;

use crate::support::session::{Look, Session};

/// Words of some parts of farming.
const PARTS: [(&str, [&str; 4]); 5] = [
    ("soil erosion", ["humus", "ploughland", "topsoil", "gully"]),
    ("dairy herd", ["calf", "udder", "milking parlour", "butterfat"]),
    ("wheat harvest", ["combine harvester", "barley", "granary", "straw"]),
    ("apple orchard", ["cider press", "blossom", "pear tree", "codling moth"]),
    ("honey bee", ["beehive", "queen", "nectar", "beekeeper"]),
];

/// A folder about farming.
fn farming() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..80 {
        let (name, words) = PARTS[number % PARTS.len()];
        let word = |at: usize| words[(number / PARTS.len() + at) % words.len()];
        let text = format!(
            "Notes of farm {number}\n\nFarmers fear for the {name} and the {}.\n\n\
             The {} of farm {number} is a worry, and so is the {name}.\n\n\
             Rain may ruin the {}.\n",
            word(0),
            word(1),
            word(2),
        );
        fs::write(folder.path().join(format!("{number:02}.txt")), text).expect("a file");
    }
    folder
}

/// The rows of the list of themes.
fn listed(screen: &Screen) -> Vec<String> {
    let left = |line: String| line.split('|').next().unwrap_or_default().trim_end().to_owned();
    let lines = screen.lines().into_iter().map(left);
    let below = lines.skip_while(|line| !line.starts_with("THEMES")).skip(1);
    below.take_while(|line| !line.starts_with("--")).collect()
}

/// Whether the list has a theme with more than nothing, as a theme of the codebook.
fn counts(screen: &Screen, name: &str) -> bool {
    listed(screen).iter().any(|row| {
        let count = row.strip_prefix("  ").and_then(|row| row.strip_prefix(name));
        count.is_some_and(|count| count.trim().parse().is_ok_and(|count: usize| count > 0))
    })
}

#[test]
fn a_folder_about_farming_gets_themes_of_its_own() {
    let folder = farming();
    let mut session = Session::perusal_in(folder.path(), &["--no-library", "."], (100, 30));
    let suggested =
        |screen: &Screen| screen.shows("? wheat harvest") && screen.shows("? honey bee");
    session.wait_for("themes of its own, without being asked", suggested);
    session.type_keys(":themes suggest<Enter>");
    session.wait_for("what is in them", |screen| {
        screen.shows("SUGGESTED THEMES")
            && screen.shows("from 80 articles")
            && screen.shows("cues:")
    });
    session.type_keys("r now<Enter>");
    let review = session.wait_for("another name", |screen| screen.shows(" now "));
    let is_first = |line: &String| line.starts_with(" > [x] ");
    let first = review.lines().into_iter().find(is_first).expect("the one with the cursor");
    let name = first.split_once("[x] ").map_or("", |(_, rest)| rest).split_once(" now");
    let name = format!("{} now", name.map_or("", |(name, _)| name));
    session.type_keys("<Enter>");
    session.wait_for("themes with counts", |screen| {
        screen.shows("suggested themes in place of the codebook's - U undoes")
            && counts(screen, &name)
            && !screen.shows("job security")
    });
    session.type_keys("U");
    session.wait_for("the codebook as it was", |screen| {
        screen.shows("job security") && listed(screen).iter().any(|row| row.starts_with("? "))
    });
    session.type_keys("q");
    assert_eq!(session.finish().code, 0);
}

#[test]
fn themes_are_suggested_of_a_library_too() {
    let folder = farming();
    let args = ["--library", "library.db", "."];
    let mut session = Session::perusal_in(folder.path(), &args, (60, 20));
    session.wait_for("that none fits", |screen| screen.shows("suggested: :themes"));
    session.type_keys(":themes<Enter>a");
    session.wait_for("that they were added", |screen| screen.shows("suggested themes added"));
    session.type_keys("q");
    assert_eq!(session.finish().code, 0);
    let mut session = Session::perusal_in(folder.path(), &["--library", "library.db"], (100, 50));
    session.wait_for("what was added", |screen| {
        screen.shows("job security") && counts(screen, "honey bee")
    });
    session.type_keys("q");
    assert_eq!(session.finish().code, 0);
}
