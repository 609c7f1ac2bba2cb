//! Exports in the real program: to a pipe, to files, from the reader, over files that are there; and that
//! `list` and `export` show what the reader shows.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;
use vt100::Screen;

use crate::support::pile::opened;
use crate::support::piped::{Run, run, run_in};
use crate::support::session::{Look, Session};

const SIZE: (u16, u16) = (100, 30);

fn lines(run: &Run) -> Vec<Value> {
    run.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

/// What is left in a folder, by name.
fn names(folder: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(folder.path()).expect("a folder");
    let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("an entry").file_name();
    let mut names: Vec<String> =
        entries.map(|entry| name(entry).to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn every_format_goes_to_a_pipe_and_to_a_file() {
    let folder = folder();
    for format in ["md", "html", "csv", "tsv", "jsonl", "jsonld"] {
        let piped = run(&["export", "--format", format]);
        assert_eq!((piped.code, piped.err.as_str()), (Some(0), ""), "{format}");
        let name = format!("out.{format}");
        let kept = run_in(folder.path(), &["export", "-o", &name], b"");
        assert_eq!((kept.code, kept.out.as_str()), (Some(0), ""), "{format}");
        assert!(
            kept.err.contains("perusal: wrote and verified 97 passages of 3 articles: out."),
            "{}",
            kept.err
        );
        let file = fs::read_to_string(folder.path().join(&name)).expect("a file");
        assert_eq!(file, piped.out, "{format}");
    }
    assert_eq!(names(&folder).len(), 6, "nothing else is left");
    for (name, expected) in [
        ("out.qdpx", "wrote and verified 97 passages of 3 articles: out.qdpx"),
        ("out.qdc", "wrote and verified 13 codes: out.qdc"),
    ] {
        let kept = run_in(folder.path(), &["export", "-o", name], b"");
        assert_eq!((kept.code, kept.out.as_str()), (Some(0), ""), "{name}");
        assert_eq!(kept.err, format!("perusal: {expected}\n"));
        let first = fs::read(folder.path().join(name)).expect("a file");
        assert_eq!(run_in(folder.path(), &["export", "-o", name], b"").code, Some(0));
        assert_eq!(
            fs::read(folder.path().join(name)).expect("a file"),
            first,
            "the same each time"
        );
    }
    let fault = run_in(folder.path(), &["export", "-o", "no/such/folder.csv"], b"");
    assert_eq!(fault.code, Some(2));
    assert!(fault.err.starts_with("perusal: no/such/folder.csv: "), "{}", fault.err);
}

#[test]
fn a_page_goes_by_the_keys_of_the_reader() {
    for (name, own, _) in perusal::export::REPORT_KEYS {
        let binding = perusal::app::keys::bindings().find(|binding| binding.name == name);
        let keys = binding.unwrap_or_else(|| panic!("{name} is nothing the reader does")).keys;
        assert!(own.iter().all(|key| keys.contains(key)), "{name}: {own:?}, {keys:?}");
    }
}

#[test]
fn list_and_export_show_the_same_under_a_query() {
    for query in
        ["concern", "jobs or \"health care\"", "title:future and not statistic", "value>50%"]
    {
        let list = lines(&run(&["list", "--format", "json", "--where", query]));
        let export = lines(&run(&["export", "--format", "jsonl", "--where", query]));
        assert!(!list.is_empty() && list == export, "{query}");
        let mut app = opened(80, 24);
        crate::support::pile::press(&mut app, &format!("&{query}<Enter>"));
        assert_eq!(app.passages(), list.len(), "{query}");
    }
}

#[test]
fn statistics_are_rows_where_that_is_asked() {
    let run = run(&["export", "--format", "csv", "--unit", "statistic", "--kind", "statistic"]);
    let mut table = csv::Reader::from_reader(run.out.as_bytes());
    let at = table.headers().expect("a heading").iter().position(|it| it == "unit");
    let units: Vec<String> =
        table.records().map(|row| row.expect("a row")[at.expect("a column")].to_owned()).collect();
    assert!(units.contains(&"%".to_owned()), "{units:?}");
}

fn export(session: &mut Session, keys: &str, expected: &str) -> Screen {
    session.type_keys(keys);
    session.wait_for(expected, |screen| screen.shows(expected))
}

#[test]
fn the_reader_writes_a_file_and_asks_before_it_replaces_one() {
    let folder = folder();
    let session = Session::perusal_in(folder.path(), &["--no-library"], SIZE);
    session.wait_for("three articles", |screen| screen.shows("3/3") && !screen.shows("reading"));
    let mut session = session;
    export(&mut session, "E", "EXPORT 97 passages of 3 articles");
    export(&mut session, "<Right>", "[html]");
    export(&mut session, "<Right>", "[csv]");
    export(&mut session, "\r", "wrote and verified 97 passages of 3 articles: passages.csv");
    let first = fs::read_to_string(folder.path().join("passages.csv")).expect("a file");
    assert_eq!(csv::Reader::from_reader(first.as_bytes()).records().count(), 97);
    fs::write(folder.path().join("passages.csv"), "mine").expect("a file");
    export(&mut session, ":export passages.csv\r", "it is there already");
    session.type_keys("\x1b");
    session.wait_for("the panes", |screen| !screen.shows("EXPORT"));
    assert_eq!(fs::read_to_string(folder.path().join("passages.csv")).expect("a file"), "mine");
    export(&mut session, ":export passages.csv\r", "it is there already");
    export(&mut session, "\r", "wrote and verified 97 passages of 3 articles: passages.csv");
    assert_eq!(fs::read_to_string(folder.path().join("passages.csv")).expect("a file"), first);
    export(&mut session, ":export nowhere/x.md\r", "nowhere/x.md could not be written");
    session.type_keys("Q");
    assert_eq!(session.finish().code, 0);
    assert_eq!(names(&folder), ["passages.csv"]);
}
