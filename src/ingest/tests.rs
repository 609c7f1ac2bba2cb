//! Piles of files as people have them, opened for real.

use std::fs;
use std::path::Path;

use super::*;

fn tagging() -> Arc<Tagging> {
    Tagging::by(crate::tag::Codebook::default())
}

fn outcomes(orders: &Orders) -> Vec<Result<String, String>> {
    let mut outcomes = Vec::new();
    ingest(orders, &tagging(), |outcome| {
        outcomes.push(match outcome {
            Outcome::Opened(article) | Outcome::Article(article) => Ok(article.place.clone()),
            Outcome::Problem(problem) => Err(problem.to_string()),
            Outcome::Marked(..) | Outcome::Progress(_) => return,
        });
    });
    outcomes
}

fn opened(inputs: &[&Path]) -> Vec<Result<String, String>> {
    let inputs = inputs.iter().map(|path| Input::Path((*path).to_owned())).collect();
    outcomes(&Orders::new(inputs))
}

#[track_caller]
fn told(outcome: &Result<String, String>, words: &str) {
    assert!(outcome.as_ref().is_err_and(|why| why.contains(words)), "{outcome:?}");
}

fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

#[test]
fn the_bundled_articles_open() {
    let orders = Orders::new(vec![Input::Bundled]);
    assert_eq!(outcomes(&orders).iter().filter(|outcome| outcome.is_ok()).count(), 3);
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_opens() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    write(path, "a.txt", b"Some words.");
    write(path, "b.txt", b" \n");
    write(path, "c.bin", &[0, 1, 2, 3, 0, 0, 0, 9]);
    write(path, ".hidden", b"Not for you.");
    let found = opened(&[path, &path.join("none")]);
    let [a, b, c, none] = &found[..] else { panic!("{found:?}") };
    assert!(a.is_ok());
    told(b, "is empty");
    told(c, "is no text");
    told(none, "is not there");
}

#[test]
fn articles_come_in_the_order_of_their_names_whoever_reads_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = |at: usize| format!("{at:03}.txt");
    for at in 0..300 {
        write(folder.path(), &name(at), "Long words follow. ".repeat(300 - at).as_bytes());
    }
    let inputs = vec![Input::Path(folder.path().to_owned())];
    let found = outcomes(&Orders { workers: 5, ..Orders::new(inputs) });
    let names = found.iter().map(|found| {
        let path = Path::new(found.as_ref().expect("an article"));
        path.file_name().expect("a name").to_string_lossy().into_owned()
    });
    assert!(names.eq((0..300).map(name)));
}

#[test]
fn what_a_folder_ignores_is_left_out_and_links_in_circles_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    write(path, "deep/a.txt", b"Some words.");
    write(path, "drafts/b.txt", b"Some words.");
    write(path, ".gitignore", b"drafts\n");
    std::os::unix::fs::symlink(path, path.join("deep/round")).expect("a link");
    std::os::unix::fs::symlink("nothing", path.join("nowhere.txt")).expect("a link");
    let found = opened(&[path]);
    assert_eq!(found.iter().filter(|found| found.is_ok()).count(), 1, "{found:?}");
    let wrong: Vec<_> = found.into_iter().filter(Result::is_err).collect();
    let [round, nowhere] = &wrong[..] else { panic!("{wrong:?}") };
    told(round, "is a link to a folder that it lies in");
    told(nowhere, "is a link to nothing");
}

#[test]
fn a_pattern_stands_for_the_files_it_matches() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    for name in ["a.md", "b.txt", "deep/c.md", "odd[1].md"] {
        write(path, name, b"Some words.");
    }
    let names = |pattern: &str| {
        let found = opened(&[&path.join(pattern)]).into_iter();
        let name = |place: String| place.rsplit('/').next().unwrap_or_default().to_owned();
        found.map(|found| found.map_or_else(|_| "none".to_owned(), name)).collect::<Vec<_>>()
    };
    assert_eq!(names("*.md"), ["a.md", "odd[1].md"]);
    assert_eq!(names("**/c.*"), ["c.md"]);
    assert_eq!(names("odd[1].md"), ["odd[1].md"]);
    assert_eq!(names("*.pdf"), ["none"]);
}

#[test]
fn a_stop_ends_it_with_whole_articles_only() {
    let folder = tempfile::tempdir().expect("a folder");
    for at in 0..200 {
        write(folder.path(), &format!("{at:03}.txt"), b"Nurses fear job cuts. Costs rose by 5%.");
    }
    let orders = Orders::new(vec![Input::Path(folder.path().to_owned())]);
    let mut articles = 0;
    ingest(&orders, &tagging(), |outcome| {
        if let Outcome::Article(article) = outcome {
            assert!(article.marked && article.document.sentences.len() == 2);
            articles += 1;
            if articles == 20 {
                orders.stop.set();
            }
        }
    });
    assert_eq!(articles, 20);
}
