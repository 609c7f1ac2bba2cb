//! `perusal agree` by the real program: a library against the tagger, its own export and its copy, in each
//! format, and the list in the reader.

use std::fs;

use serde_json::Value;

use crate::support::piped::{Run, run_in};
use crate::support::session::{Look, Session};

const SIZE: (u16, u16) = (100, 30);

fn lines(run: &Run) -> Vec<Value> {
    run.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn row<'a>(rows: &'a [Value], by: &str, name: &str) -> &'a Value {
    let found = rows.iter().find(|row| row["by"] == by && row["name"] == name);
    found.unwrap_or_else(|| panic!("no row of {by} {name}"))
}

#[test]
fn a_coder_is_held_against_the_tagger_an_export_and_a_copy() {
    let folder = tempfile::tempdir().expect("a folder");
    let library = folder.path().join("own.db");
    let args = ["--library", library.to_str().expect("a path")];
    let mut session = Session::perusal_in(folder.path(), &args, SIZE);
    session.wait_for("three articles", |screen| {
        screen.shows("art 1/3") && !screen.shows("reading ...")
    });
    session.type_keys("]");
    session.wait_for("a passage", |screen| screen.shows("2/43"));
    session.type_keys("x");
    session.wait_for("an edit", |screen| screen.shows("rejected '"));

    // The reader lists what was decided otherwise, leads there and back.
    session.type_keys(":agree tagger\r");
    session.wait_for("the list", |screen| screen.shows("DISAGREEMENTS with tagger  1/1"));
    session.wait_for("what both say", |screen| screen.shows("here nothing | there "));
    session.type_keys("\r");
    session.wait_for("the place", |screen| screen.shows("Esc goes back to the list"));
    session.type_keys("\x1b");
    session.wait_for("the list again", |screen| screen.shows("DISAGREEMENTS"));
    session.type_keys("Q");
    assert_eq!(session.finish().code, 0);

    let agree = |args: &[&str]| {
        let args: Vec<&str> = ["agree"].iter().chain(args).copied().collect();
        run_in(folder.path(), &args, b"")
    };
    let done = agree(&["own.db", "tagger", "--format", "json"]);
    assert_eq!((done.code, done.err.as_str()), (Some(0), ""));
    let rows = lines(&done);
    let any = row(&rows, "any", "any kind");
    assert_eq!((&any["only_a"], &any["only_b"]), (&Value::from(0), &Value::from(1)));
    let listed = lines(&agree(&["own.db", "tagger", "--list", "--format", "json"]));
    let [line] = &*listed else { panic!("one line: {listed:?}") };
    assert_eq!(line["a_kinds"], Value::Array(Vec::new()));
    assert!(line["b_kinds"].as_array().is_some_and(|kinds| !kinds.is_empty()));
    let text = agree(&["own.db", "tagger"]);
    assert!(text.out.starts_with("3 articles of both, "), "{}", text.out);
    assert!(text.out.contains(" 1 judged differently\n"), "{}", text.out);
    assert!(!text.out.contains("NaN"), "{}", text.out);

    // What it writes itself says the same as what it was written of, and so does a copy.
    let exported =
        run_in(folder.path(), &["export", "--library", "own.db", "-o", "own.jsonl"], b"");
    assert_eq!(exported.code, Some(0), "{}", exported.err);
    let copied =
        run_in(folder.path(), &["library", "--library", "own.db", "backup", "copy.db"], b"");
    assert_eq!(copied.code, Some(0), "{}", copied.err);
    for other in ["own.jsonl", "copy.db"] {
        for pair in [["own.db", other], [other, "own.db"]] {
            let listed = agree(&[pair[0], pair[1], "--list", "--format", "csv"]);
            assert_eq!((listed.code, listed.out.lines().count()), (Some(0), 1), "{}", listed.out);
            let rows = lines(&agree(&[pair[0], pair[1], "--format", "json"]));
            assert_eq!(row(&rows, "kind", "concern")["kappa"], 1.0, "{pair:?}");
            assert_eq!(row(&rows, "kind", "concern")["percent"], 100.0, "{pair:?}");
        }
    }

    // An article that one of both lacks is told, and makes another exit code.
    let kept = fs::read_to_string(folder.path().join("own.jsonl")).expect("a file");
    let is_first = |line: &&str| !line.contains("job-security-in-the-age-of-ai");
    let rest: String = kept.lines().filter(is_first).map(|line| format!("{line}\n")).collect();
    fs::write(folder.path().join("rest.jsonl"), rest).expect("written");
    let some = agree(&["own.db", "rest.jsonl"]);
    assert_eq!(some.code, Some(1));
    assert!(some.out.contains("A has 1 article that the other does not have: left out"));
    let listed = agree(&["own.db", "rest.jsonl", "--list"]);
    assert_eq!(listed.out, "only A has job-security-in-the-age-of-ai.txt\n");
    for (pair, why) in [
        (["own.jsonl", "rest.jsonl"], "one of both is to be a library"),
        (["own.db", "none.db"], "none.db"),
    ] {
        let fault = agree(&pair);
        assert_eq!((fault.code, fault.out.as_str()), (Some(2), ""));
        assert!(fault.err.contains(why), "{}", fault.err);
    }
}
