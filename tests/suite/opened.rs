//! Every format in the reader and in `show`: as a file, in a folder, from standard input.

use std::fs;
use std::path::{Path, PathBuf};

use portable_pty::CommandBuilder;
use tempfile::TempDir;

use crate::support::piped::run_in;
use crate::support::session::{Look, Session};

const SIZE: (u16, u16) = (120, 40);

/// A sample of each format, the title of its first article, and how many it has.
const SAMPLES: [(&str, &str, usize); 13] = [
    ("article.docx", "Robots on the ward", 1),
    ("article.epub", "What they fear", 2),
    ("article.md", "Robots on the ward", 1),
    ("article.odt", "Robots on the ward", 1),
    ("article.pdf", "Robots on the ward", 1),
    ("articles.jsonl", "Robots on the ward", 2),
    ("atom.xml", "Robots on the ward", 2),
    ("feed.json", "Robots on the ward", 2),
    ("list.mbox", "Robots on the ward", 2),
    ("mail.eml", "Robots on the ward", 1),
    ("news.html", "Harbour bridge to close for a year", 1),
    ("rss.xml", "Robots on the ward", 2),
    ("plain.txt", "A plain title", 1),
];

const PLAIN: &str =
    "A plain title\n\nThe ward lost 12% of its nurses, and many fear that more will go.\n";

/// All samples in a folder of their own, under names that tell nothing where `blind`.
fn folder(blind: bool) -> TempDir {
    let samples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    let folder = tempfile::tempdir().expect("a folder");
    for (name, _, _) in SAMPLES {
        let bytes = match name {
            "plain.txt" => PLAIN.as_bytes().to_vec(),
            name => fs::read(samples.join(name)).expect("a sample"),
        };
        let name = if blind { name.replace('.', "_") } else { name.to_owned() };
        fs::write(folder.path().join(name), bytes).expect("a file");
    }
    folder
}

/// Whether the breadcrumb names the article and the place says how many there are.
fn opens(session: Session, title: &str, articles: usize, what: &str) {
    let mut session = session;
    let screen = session.wait_for(what, |screen| {
        screen.shows(&format!("art 1/{articles}")) && !screen.shows("marking ...")
    });
    let bar = &screen.lines()[0];
    let start = title.get(..14).unwrap_or(title);
    assert!(bar.contains(start), "{what}: {bar}");
    session.type_keys("Q");
    session.finish();
}

#[test]
fn each_as_a_file() {
    let folder = folder(false);
    for (name, title, articles) in SAMPLES {
        let session = Session::perusal_in(folder.path(), &[name], SIZE);
        opens(session, title, articles, name);
        let run = run_in(folder.path(), &["show", name], b"");
        assert!(run.code == Some(0) || name == "articles.jsonl", "{name}: {}", run.err);
        assert!(run.out.contains(title), "{name}: {}", run.out);
    }
}

#[test]
fn each_from_standard_input() {
    let folder = folder(true);
    for (name, title, articles) in SAMPLES {
        let path = folder.path().join(name.replace('.', "_"));
        opens(reading_input(&path), title, articles, name);
        let run = run_in(folder.path(), &["show", "-"], &fs::read(&path).expect("a sample"));
        assert!(run.out.contains(title), "{name}: {}{}", run.out, run.err);
    }
}

/// The reader with a file as its standard input: keys come from the terminal all the same.
fn reading_input(path: &Path) -> Session {
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", "exec \"$0\" - <\"$1\"", env!("CARGO_BIN_EXE_perusal")]);
    command.arg(path);
    Session::start(command, SIZE)
}

#[test]
fn all_in_a_folder_whatever_their_names() {
    let all = SAMPLES.iter().map(|(_, _, articles)| articles).sum::<usize>();
    for blind in [false, true] {
        let folder = folder(blind);
        let mut session = Session::perusal_in(folder.path(), &["."], SIZE);
        session.wait_for("all of them", |screen| {
            screen.shows(&format!("art 1/{all}")) && !screen.shows("Esc stops")
        });
        for nth in 2..=all {
            session.type_keys("J");
            session.wait_for("the next", |screen| screen.shows(&format!("art {nth}/{all}")));
        }
        session.type_keys("Q");
        session.finish();
        let run = run_in(folder.path(), &["show", "."], b"");
        for (name, title, _) in SAMPLES {
            assert!(run.out.contains(title), "{name} in a folder: {}", run.err);
        }
    }
}
