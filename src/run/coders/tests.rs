//! Libraries, lines and the tagger held against each other, and what cannot be.

use std::fs;
use std::path::PathBuf;

use super::*;
use crate::library::Library;
use crate::library::edit::Act;
use crate::store::{Entry, Saved};
use crate::tag::{Kind, Label};
use crate::text::Document;

fn article(name: &str, text: &str) -> Article {
    Article::unmarked(name.to_owned(), text.into(), Document::read(text.as_bytes()))
}

/// A library's file with these articles: name and text.
fn library(folder: &Path, name: &str, articles: &[(&str, &str)]) -> PathBuf {
    let path = folder.join(name);
    let mut store = Store::open(&path).expect("a library");
    let articles: Vec<Article> = articles.iter().map(|(name, text)| article(name, text)).collect();
    let entry = |article| Entry::of(article, None, None);
    store.put(&articles.iter().map(entry).collect::<Vec<_>>()).expect("kept");
    path
}

/// What comes of a comparison, and what was told on the way.
fn compared(first: &Path, second: &Path) -> (Agreement, Vec<String>) {
    let mut told = Vec::new();
    let agreement = compare([first, second], |scale, news| {
        told.push(match news {
            News::Alone(place, of) => format!("{of} {place}"),
            News::Differ(article, difference) => {
                let [a, b] = difference.said.each_ref().map(|said| scale.describe(said));
                format!("{a} | {b}: {}", difference.span.of(&article.document.text))
            }
        });
        true
    });
    (agreement.expect("compared"), told)
}

const FEAR: &str = "Clerks fear job cuts. The clinic moved.";
const GAIN: &str = "Nurses gain time.";
const OWN: &str = "The clinic moved again.";

#[test]
fn articles_are_recognised_by_their_texts_copies_and_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = library(folder.path(), "a.db", &[("x", FEAR), ("y", GAIN), ("z", FEAR)]);
    let second = library(folder.path(), "b.db", &[("own", OWN), ("other name", FEAR)]);
    let (agreement, told) = compared(&first, &second);
    assert_eq!((agreement.articles, agreement.sentences), (1, 2));
    assert_eq!((agreement.alone, agreement.differing), ([2, 1], 0));
    assert_eq!(told, ["0 y", "0 z", "1 own"]);
    let (turned, _) = compared(&second, &first);
    assert_eq!(turned.alone, [1, 2]);
}

#[test]
fn what_a_person_did_is_held_against_the_tagger() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = library(
        folder.path(),
        "a.db",
        &[
            ("x", FEAR),
            (
                "de",
                "Die Pflege ist teuer und \
        die Klinik ist alt, aber das Haus und der Garten sind nicht weit von der Stadt.",
            ),
        ],
    );
    let mut store = Store::open(&path).expect("a library");
    let mut library = Library::new(Codebook::bundled());
    let tagging = library.tagging();
    let id = library.add(article("x", FEAR).with_marks(
        tagging.tagger().passages(&Document::read(FEAR.as_bytes()), Levels::default()),
        || tagging.tagger(),
    ));
    let concern = Label::Kind(Kind::Concern);
    let span = library.article(id).expect("it").document.sentences[1].span;
    let step = library.edit(&[(id, span)], &Act::Toggle(concern)).expect("a step");
    assert_eq!(store.save(&step), Ok(Saved::Kept));
    drop(store);
    let (agreement, told) = compared(&path, Path::new(TAGGER));
    assert_eq!(told, ["concern | nothing: The clinic moved.", "0 de"]);
    assert_eq!((agreement.differing, agreement.alone), (1, [1, 0]));
    let (turned, told) = compared(Path::new(TAGGER), &path);
    assert_eq!(told[0], "nothing | concern: The clinic moved.");
    assert_eq!(turned.alone, [0, 1]);
}

#[test]
fn lines_are_put_on_the_words_that_they_quote() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "Überall é. Blue doors. Blue doors. The end.";
    let path = library(folder.path(), "a.db", &[("x", text), ("y", GAIN)]);
    let lines = folder.path().join("b.jsonl");
    let line = |start: usize, words: &str| {
        let end = start + words.chars().count();
        format!(
            r#"{{"article":"x","start_char":{start},"end_char":{end},"text":"{words}","kinds":["concern"],"themes":["its own"]}}"#
        )
    };
    // In its place, though its words are there twice; elsewhere, but once; not to be told; not there.
    let all = [line(23, "Blue doors."), line(0, "The end."), line(1, "Blue"), line(0, "No such")];
    fs::write(&lines, format!("{}\n\n{{\"id\":7,\"line\":3,\"error\":\"x\"}}\n", all.join("\n")))
        .expect("written");
    let (agreement, told) = compared(&path, &lines);
    assert_eq!(
        told,
        ["nothing | concern, its own: Blue doors.", "nothing | concern, its own: The end.", "0 y"]
    );
    assert_eq!((agreement.unplaced, agreement.alone), ([0, 2], [1, 0]));
    let own = agreement.figures().find(|figure| figure.name == "its own").expect("a figure");
    assert_eq!((own.asked, own.votes), ([false, true], None));
    fs::write(&lines, "{\"id\":\"y\",\"passages\":[]}\n{\"id\":\"z\",\"passages\":[]}\n")
        .expect("w");
    let (agreement, told) = compared(&lines, &path);
    assert_eq!((agreement.alone, told.last().map(String::as_str)), ([1, 1], Some("0 z")));
}

#[test]
fn what_cannot_be_compared_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = library(folder.path(), "a.db", &[("x", FEAR)]);
    let lines = folder.path().join("b.jsonl");
    let why = |second: &Path, words: &str| {
        fs::write(&lines, words).expect("written");
        compare([&lines, second], |_, _| true).expect_err("no comparison")
    };
    assert!(why(Path::new(TAGGER), "").contains("a library"));
    assert!(why(&path, "\nnonsense\n").contains("b.jsonl: line 2"));
    assert!(why(&path, "{\"article\":\"x\"}").contains("line 1 is no passage"));
    assert!(why(&path, "{\"article\":\"x\",\"figure\":\"3\"}").contains("a statistic"));
    let odd = r#"{"id":"x","passages":[{"start_char":0,"end_char":1,"text":"C","kinds":["odd"]}]}"#;
    assert!(why(&path, odd).contains("'odd'"));
    assert!(why(&folder.path().join("none.db"), "").contains("none.db"));
}
