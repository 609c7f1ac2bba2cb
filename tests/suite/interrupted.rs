//! A pile of ten thousand articles, left in the middle: by a key, by a signal, by a kill. What was
//! read stays at hand, the files stay as they were, and the next run reads them all.

use std::path::Path;
use std::path::PathBuf;
use std::sync::LazyLock;

use nix::sys::signal::Signal;
use tempfile::TempDir;
use vt100::Screen;

use crate::support::piped::run_in;
use crate::support::session::{Look, Session};

const SIZE: (u16, u16) = (120, 24);
const MANY: usize = 10_000;

/// Ten thousand short articles, made once.
static PILE: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    for nth in 0..MANY {
        let words = "The ward lost 12% of its nurses last year, and many fear that more will go. ";
        let more =
            "The doors are open from nine to five, and the visitors come by the north gate. ";
        let text = format!("Notes from ward {nth}\n\n{words}{}\n", more.repeat(3));
        std::fs::write(folder.path().join(format!("{nth:05}.txt")), text).expect("a file");
    }
    folder
});

/// Ten thousand files and nothing else, each with its words.
fn assert_untouched(folder: &Path) {
    let entries = folder.read_dir().expect("a folder").map(|entry| entry.expect("an entry"));
    let sizes = entries.map(|entry| entry.metadata().expect("a file").len());
    let (count, least) =
        sizes.fold((0, u64::MAX), |(count, least), size| (count + 1, least.min(size)));
    assert!(count == MANY && least > 300, "{count} files, the least of {least} bytes");
}

/// "123 of": articles that are in while the rest still comes.
fn is_in_the_middle(screen: &Screen) -> bool {
    screen.shows("art 1/") && screen.shows("Esc stops")
}

/// How many articles the bar at the top counts.
fn articles(screen: &Screen) -> Option<usize> {
    let bar = screen.lines().into_iter().next()?;
    let (_, count) = bar.rsplit_once("art ")?.1.split_once('/')?;
    count.split([' ', ',']).next()?.parse().ok()
}

/// The pile in the reader, some of it read.
fn in_the_middle() -> Session {
    let session = Session::perusal_in(PILE.path(), &["."], SIZE);
    session.wait_for("the middle of the pile", is_in_the_middle);
    session
}

#[test]
fn stopped_by_a_key_it_keeps_what_was_read() {
    let mut session = in_the_middle();
    session.type_keys("<Esc>");
    let screen = session.wait_for("the end", |screen| screen.shows("reading stopped with"));
    let read = articles(&screen).expect("a count");
    assert!(0 < read && read < MANY, "{read} articles");
    session.type_keys("J");
    session.wait_for("the second article", |screen| screen.shows("art 2/"));
    session.type_keys("Q");
    assert_eq!(session.finish().code, 0);
    assert_untouched(PILE.path());
}

#[test]
fn ended_by_a_signal_it_gives_the_terminal_back() {
    let session = in_the_middle();
    session.signal(Signal::SIGTERM);
    drop(session.finish());
    assert_untouched(PILE.path());
}

#[test]
fn killed_it_leaves_nothing_but_its_library_and_reads_all_the_next_time() {
    let session = in_the_middle();
    session.signal(Signal::SIGKILL);
    let left = session.left_behind();
    let is_library = |path: &PathBuf| path.ends_with("data");
    assert!(left.iter().all(is_library), "{left:?}");
    assert_untouched(PILE.path());
    let run = run_in(PILE.path(), &["list", "--format", "csv", "."], b"");
    let read = run.out.lines().filter(|line| line.contains("Notes from ward")).count();
    assert_eq!((run.code, read), (Some(0), MANY), "{}", run.err);
}
