//! Imports in the real program: a library out and in again byte for byte, a project into the reader as one edit,
//! files that are broken, missing or nothing to import.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::piped::{Run, run_in};
use crate::support::session::{Look, Session};

const SIZE: (u16, u16) = (100, 30);

/// Articles as they come: CRLF, a byte order mark, emoji, combining marks, Chinese, a page of the web.
const PILE: [(&str, &str); 4] = [
    (
        "a.txt",
        "Title \u{1f600}\r\n\r\nCafe\u{301} nurses fear job cuts of 5%. The clinic hopes to grow.\r\n",
    ),
    (
        "b.txt",
        "\u{feff}要 on work\n\n要 workers fear the \u{1f469}\u{200d}\u{2695}\u{fe0f} cuts. New roles may help them.\n",
    ),
    (
        "c.html",
        "<html><head><title>On wards</title></head><body><article><h1>On wards</h1><p>By Jane Doe</p>\
         <h2>What they fear</h2><p>Clerks fear that they may lose 12% of all jobs by 2030, and many say so.</p>\
         <ul><li>Costs rose by a third.</li><li>Training could help a lot.</li></ul></article></body></html>",
    ),
    ("d.md", "# Quiet\n\nNothing is said.\n"),
];

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("pile")).expect("a folder");
    for (name, text) in PILE {
        fs::write(folder.path().join("pile").join(name), text).expect("a file");
    }
    folder
}

fn perusal(folder: &TempDir, args: &[&str]) -> Run {
    run_in(folder.path(), args, b"")
}

fn bytes(folder: &TempDir, name: &str) -> Vec<u8> {
    fs::read(folder.path().join(name)).expect("a file")
}

/// Takes the pile in and decides about some of it by keystroke.
fn work(folder: &TempDir) {
    let args = ["--library", "mine.db", "pile"];
    let mut session = Session::perusal_in(folder.path(), &args, SIZE);
    session.wait_for("four articles", |screen| screen.shows("4/4") && !screen.shows("reading"));
    for (keys, shows) in [
        (":theme-add 要 new\r", "new theme"),
        ("]:mark 要 new\r", "marked 要 new"),
        ("]\r", "confirmed '"),
        ("]x", "rejected '"),
        ("]s", "starred '"),
        ("afirst \u{1f600}\rsecond\x1b", "memo on"),
        ("Aon the whole\x1b", "memo on the article"),
    ] {
        session.type_keys(keys);
        session.wait_for(shows, |screen| screen.shows(shows));
    }
    session.type_keys("Q");
    assert_eq!(session.finish().code, 0);
}

#[test]
fn a_library_goes_out_and_comes_in_again_as_it_was() {
    let folder = folder();
    work(&folder);
    let out = perusal(&folder, &["export", "--library", "mine.db", "-o", "mine.qdpx"]);
    assert!(out.err.contains("wrote and verified"), "{}", out.err);
    let run = perusal(&folder, &["import", "--library", "new/other.db", "mine.qdpx"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert!(run.out.starts_with("mine.qdpx: 4 articles (4 new), "), "{}", run.out);
    perusal(&folder, &["export", "--library", "new/other.db", "-o", "other.qdpx"]);
    assert!(bytes(&folder, "mine.qdpx") == bytes(&folder, "other.qdpx"), "the same goes out");
    let list = |library| perusal(&folder, &["list", "--format", "json", "--library", library]).out;
    assert_eq!(list("mine.db"), list("new/other.db"));
    let check = perusal(&folder, &["library", "check", "--library", "new/other.db"]);
    assert_eq!(check.code, Some(0), "{}", check.out);
    let found = perusal(&folder, &["search", "clerks", "--library", "new/other.db"]);
    assert_eq!(found.code, Some(0), "{}", found.out);
    let again = perusal(&folder, &["import", "--library", "new/other.db", "mine.qdpx"]);
    assert!(again.out.contains("(0 new)") && again.out.contains("there already"), "{}", again.out);
    // Another program's view of it, without what stands beside the standard.
    let book = perusal(&folder, &["export", "--library", "mine.db", "-o", "mine.qdc"]);
    assert!(book.err.contains("codes"), "{}", book.err);
    let run = perusal(&folder, &["import", "--library", "book.db", "mine.qdc"]);
    assert_eq!(run.code, Some(0));
    assert!(run.out.contains("0 articles (0 new), 1 theme new or changed"), "{}", run.out);
}

#[test]
fn decisions_come_back_from_lines_and_annotations() {
    let folder = folder();
    work(&folder);
    let session = Session::perusal_in(folder.path(), &["--library", "plain.db", "pile"], SIZE);
    session.wait_for("four articles", |screen| screen.shows("4/4") && !screen.shows("reading"));
    let mut session = session;
    session.type_keys("Q");
    session.finish();
    fs::copy(folder.path().join("plain.db"), folder.path().join("other.db")).expect("a copy");
    let decided = "confirmed or made or starred or memo or theme:\"要 new\"";
    let list = |library| {
        perusal(&folder, &["list", "--where", decided, "--format", "json", "--library", library])
            .out
    };
    let expected = perusal(
        &folder,
        &[
            "list",
            "--where",
            "confirmed or made or starred or memo",
            "--format",
            "json",
            "--library",
            "mine.db",
        ],
    )
    .out;
    assert!(expected.lines().count() >= 2, "{expected}");
    for (file, library) in [("mine.jsonl", "plain.db"), ("mine.jsonld", "other.db")] {
        perusal(&folder, &["export", "--library", "mine.db", "-o", file]);
        let run = perusal(&folder, &["import", "--library", library, file]);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{}", run.out);
        // Annotations are on words: none is on an article as a whole.
        let lacks = if file.ends_with("ld") { "on the whole" } else { "no such" };
        let expected = list("mine.db").replace(lacks, "");
        assert_eq!(list(library), expected, "{file}: {}", run.out);
    }
}

/// The program of another maker codes words of the first article, line ends counted as one.
fn study(folder: &Path) {
    use std::io::Write;
    let text = PILE[0].1.replace("\r\n", "\n");
    let place = |words: &str| {
        let at = text.find(words).expect("there");
        let count = |to: usize| text.get(..to).unwrap_or_default().chars().count();
        (count(at), count(at + words.len()))
    };
    let mut selections = String::new();
    for words in ["Cafe\u{301} nurses fear job cuts of 5%.", "hopes to grow"] {
        let (start, end) = place(words);
        selections.push_str(&format!(
            "<PlainTextSelection guid='S{start}' name='{words}' startPosition='{start}' endPosition='{end}'>\
             <Coding guid='X{start}'><CodeRef targetGUID='C1'/></Coding></PlainTextSelection>"
        ));
    }
    let description = format!(
        "<Project xmlns='urn:QDA-XML:project:1.0' name='s' origin='Other'><CodeBook><Codes>\
         <Code guid='C1' name='work' isCodable='true'/></Codes></CodeBook><Sources>\
         <TextSource guid='T1' name='One' plainTextPath='internal://T1.txt'>{selections}</TextSource></Sources></Project>"
    );
    let file = fs::File::create(folder.join("study.qdpx")).expect("a file");
    let mut zip = zip::ZipWriter::new(file);
    for (name, bytes) in [("project.qde", description.as_str()), ("Sources/T1.txt", PILE[0].1)] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes.as_bytes()).expect("a part");
    }
    zip.finish().expect("an archive");
}

#[test]
fn the_reader_takes_a_project_in_as_one_edit() {
    let folder = folder();
    study(folder.path());
    let args = ["--library", "mine.db", "pile"];
    let mut session = Session::perusal_in(folder.path(), &args, SIZE);
    session.wait_for("four articles", |screen| screen.shows("4/4") && !screen.shows("reading"));
    session.type_keys(":import study.qdpx\r");
    let told = "imported: 1 article (0 new), 1 theme new or changed, 2 passages put";
    session.wait_for(told, |screen| screen.shows(told));
    session.type_keys(":theme work\r");
    session.wait_for("two passages", |screen| screen.shows("2 passages") || screen.shows("2 of "));
    session.type_keys("U");
    session.wait_for("undone", |screen| screen.shows("undone: imported study.qdpx"));
    session.type_keys(":import nowhere.qdpx\r");
    session.wait_for("a fault", |screen| screen.shows("nowhere.qdpx: is not there"));
    session.type_keys("Q");
    assert_eq!(session.finish().code, 0);
    let check = perusal(&folder, &["library", "check", "--library", "mine.db"]);
    assert_eq!(check.code, Some(0), "{}", check.out);
    // Where nothing is kept, that is said.
    let mut session = Session::perusal_in(folder.path(), &["--no-library"], SIZE);
    session.wait_for("three articles", |screen| screen.shows("3/3") && !screen.shows("reading"));
    session.type_keys(":import study.qdpx\r");
    session.wait_for("why not", |screen| screen.shows("an import needs a library"));
    session.type_keys("Q");
    assert_eq!(session.finish().code, 0);
}

#[test]
fn a_first_import_in_the_reader_makes_the_library() {
    let folder = folder();
    study(folder.path());
    let mut session = Session::perusal_in(folder.path(), &["--library", "new.db"], SIZE);
    session.wait_for("three articles", |screen| screen.shows("3/3") && !screen.shows("reading"));
    session.type_keys(":import study.qdpx\r");
    session.wait_for("a fourth", |screen| screen.shows("1 article (1 new)") && screen.shows("4/4"));
    session.type_keys(":open 4\r");
    session.wait_for("its text", |screen| screen.shows("nurses fear job cuts"));
    session.type_keys("Q");
    assert_eq!(session.finish().code, 0);
    let list = perusal(&folder, &["list", "--where", "theme:work", "--library", "new.db"]);
    assert_eq!((list.code, list.out.matches("work): ").count()), (Some(0), 2), "{}", list.out);
}

#[test]
fn what_cannot_be_imported_leaves_nothing_behind() {
    let folder = folder();
    study(folder.path());
    let sound = bytes(&folder, "study.qdpx");
    fs::write(folder.path().join("half.qdpx"), &sound[..sound.len() / 2]).expect("a file");
    fs::write(folder.path().join("words.txt"), "only words").expect("a file");
    let run =
        perusal(&folder, &["import", "--library", "my.db", "half.qdpx", "words.txt", "none.qdpx"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    let lines: Vec<&str> = run.err.lines().collect();
    assert_eq!(lines.len(), 3, "{}", run.err);
    assert!(lines[0].starts_with("perusal: half.qdpx: is a damaged zip file"), "{}", lines[0]);
    assert!(lines[1].starts_with("perusal: words.txt: is nothing to import"), "{}", lines[1]);
    assert!(!folder.path().join("my.db").exists(), "no library for nothing");
    let run = perusal(&folder, &["import", "--library", "my.db", "half.qdpx", "study.qdpx"]);
    assert_eq!(run.code, Some(1));
    assert!(run.out.contains("2 passages put"), "{}", run.out);
}
