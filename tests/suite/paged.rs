//! What commands print where a person sees it: the pager, lines of a readable width, looks; and that none of
//! this is in a pipe. Real program, real terminal.

use portable_pty::CommandBuilder;

use crate::support::pile::title;
use crate::support::piped::run;
use crate::support::session::{Ended, Look, Session};

/// What is left on a terminal of so many columns by a line of a shell; `perusal` stands for the program.
fn typed(line: &str, columns: u16) -> Ended {
    let mut shell = CommandBuilder::new("sh");
    shell.args(["-c", &line.replace("perusal", env!("CARGO_BIN_EXE_perusal"))]);
    shell.cwd(std::env::current_dir().expect("a folder"));
    Session::start(shell, (columns, 400)).finish()
}

/// Without escape sequences of looks.
fn bare(text: &str) -> String {
    let mut parts = text.split("\x1b[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + part.split_once('m').map_or(part, |(_, words)| words))
}

/// What a terminal was given.
fn written(ended: &Ended) -> String {
    String::from_utf8_lossy(&ended.bytes).replace("\r\n", "\n")
}

/// Wherever lines are broken.
fn joined(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn a_person_reads_through_a_pager() {
    let paged = typed("PAGER='sed s/^/%/' perusal show", 60);
    assert_eq!(paged.code, 0);
    let text = bare(&written(&paged));
    assert!(text.starts_with(&format!("%{}", title(0))), "{text}");
    assert!(text.lines().count() > 50 && text.lines().all(|line| line.starts_with('%')));
    // The one named for this program goes before; none where it is empty.
    let own = typed("PAGER='sed s/^/%/' PERUSAL_PAGER= perusal show", 60);
    assert!(bare(&written(&own)).starts_with(title(0)));
    let none = typed("PAGER='sed s/^/%/' perusal show --no-pager", 60);
    assert!(bare(&written(&none)).starts_with(title(0)));
    let missing = typed("PAGER=/nowhere/pager perusal show", 60);
    assert_eq!(missing.code, 0);
    assert!(bare(&written(&missing)).starts_with(title(0)));
}

#[test]
fn whoever_leaves_the_pager_early_is_not_told_so() {
    let left = typed("PAGER='head -1' perusal show", 80);
    assert_eq!(left.code, 0);
    let shown: Vec<String> = left.screen.lines().into_iter().filter(|it| !it.is_empty()).collect();
    assert!(shown.len() == 1 && shown[0].starts_with(title(0)), "{shown:?}");
}

#[test]
fn lines_are_as_wide_as_is_read_with_ease_and_no_word_is_lost() {
    let piped = joined(&run(&["list"]).out);
    for (columns, most) in [(40, 40), (200, 80)] {
        let shown = typed("perusal list --no-pager --color never", columns);
        let text = written(&shown);
        assert!(text.lines().all(|line| line.chars().count() <= most), "{columns}");
        assert!(joined(&text) == piped, "{columns}");
        assert!(!text.contains('\x1b'), "{columns}");
    }
    // Records are not broken.
    let rows = typed("perusal list --no-pager --format csv", 40);
    assert!(written(&rows).lines().any(|line| line.len() > 200));
}

#[test]
fn looks_are_for_terminals_and_for_whoever_asks() {
    assert!(
        written(&typed("perusal show --no-pager", 80)).contains("\x1b[4;38;5;214m"),
        "a concern is underlined and has its colour"
    );
    let plain = typed("NO_COLOR=1 perusal show --no-pager", 80);
    assert!(!written(&plain).contains('\x1b'));
    let dumb = typed("TERM=dumb PAGER='sed s/^/%/' perusal show", 80);
    assert!(written(&dumb).starts_with(title(0)) && !written(&dumb).contains('\x1b'));
    for command in ["show", "list", "stats"] {
        let piped = run(&[command]).out;
        assert!(!piped.contains('\x1b'), "{command}");
        let dressed = run(&[command, "--color", "always"]).out;
        assert!(dressed.contains('\x1b'), "{command}");
        assert_eq!(bare(&dressed), piped, "{command}");
        let records = run(&[command, "--color", "always", "--format", "json"]).out;
        assert!(!records.contains('\x1b'), "{command}");
    }
}
