//! Articles through the file and back: marked anew, asked by index and by text.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::source::source_name;
use super::*;
use crate::ingest::{Input, Orders};
use crate::library::edit::Act;
use crate::library::{Filter, Library, Query, Survey};
use crate::tag::{Codebook, Kind, Label};

#[test]
fn who_marks_by_other_themes_says_what_changed_and_leaves_decisions_alone() {
    let shipped = Tagging::by(Codebook::bundled());
    let mut shelf = Shelf::new(Store::in_memory().expect("a store"), Arc::clone(&shipped));
    shelf.take_in(&Orders::new(vec![Input::Bundled]), &mut |_| true);
    let mut codebook = Codebook::bundled();
    codebook.themes[0].cues.truncate(1);
    let read = |shelf: &mut Shelf| {
        let (mut articles, mut told) = (BTreeMap::new(), Vec::new());
        let orders = Orders::new(vec![Input::Bundled]);
        let read = shelf.read(&orders, &mut |news| {
            match news {
                News::Listed(briefs) => articles.extend(briefs),
                News::Told(what) => told.push(what),
                _ => {}
            }
            true
        });
        read.expect("a store that can be read");
        (articles, told)
    };
    let (before, told) = read(&mut shelf);
    assert_eq!((before.len(), told.len()), (3, 0));
    shelf.tagging = Tagging::by(codebook);
    let (after, told) = read(&mut shelf);
    assert!(told.iter().any(|what| what.contains("fewer; what you decided stands")), "{told:?}");
    assert_ne!(before, after);
    let (again, told) = read(&mut shelf);
    assert_eq!((again, told.len()), (after, 0), "it is put as it is marked now");
}

#[test]
fn the_first_article_comes_at_once_and_its_marks_later_where_they_are_to_be_made() {
    let shipped = Tagging::by(Codebook::bundled());
    let mut shelf = Shelf::new(Store::in_memory().expect("a store"), Arc::clone(&shipped));
    assert!(shelf.first().expect("a store").is_none());
    let orders = Orders::new(vec![Input::Bundled]);
    shelf.take_in(&orders, &mut |_| true);
    let (place, article) = shelf.first().expect("a store").expect("an article");
    assert_eq!((place, article.marked), (ArticleId(0), true));
    let mut codebook = Codebook::bundled();
    codebook.themes[0].cues.truncate(1);
    shelf.tagging = Tagging::by(codebook);
    let (_, article) = shelf.first().expect("a store").expect("an article");
    assert!(!article.marked);
    let mut marked = Vec::new();
    let read = shelf.read(&orders, &mut |news| {
        if let News::Outcome(Outcome::Marked(name, _)) = news {
            marked.push(name);
        }
        true
    });
    assert!(read.is_ok() && marked == [article.name]);
}

#[test]
fn an_index_says_the_same_as_the_texts() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("library.db");
    let tagging = Tagging::by(Codebook::bundled());
    let mut shelf = Shelf::new(Store::open(&path).expect("a library"), Arc::clone(&tagging));
    let mut here = Library::new(Codebook::bundled());
    let orders = Orders::new(vec![Input::Bundled]);
    shelf.take_in(&orders, &mut |news| {
        match news {
            News::Outcome(Outcome::Opened(article) | Outcome::Article(article)) => {
                here.renew(*article);
            }
            News::Outcome(Outcome::Marked(name, marks)) => {
                let id = here.named(&name).expect("the article");
                here.mark(id, marks);
            }
            _ => {}
        }
        true
    });
    let mut there = Library::new(Codebook::bundled()).with_texts(Box::new(Lender::new(path)));
    let list = &mut |news: News| {
        if let News::Listed(briefs) = news {
            for (at, brief) in briefs {
                there.list(at, brief);
            }
        }
        true
    };
    shelf.read(&orders, list).expect("a library");
    there.set_whole();
    // A passage that is no sentence, and one that has no kind.
    let id = ArticleId(1);
    let words = crate::text::Span { start: 900, end: 990 };
    for library in [&mut here, &mut there] {
        let step = library.edit(&[(id, words)], &Act::Toggle(Label::Kind(Kind::Concern)));
        library.take(step.expect("a step"));
    }
    let texts: Vec<String> =
        here.articles().map(|(_, article)| article.document.text.clone()).collect();
    let words: Vec<&str> = texts.iter().flat_map(|text| text.split_whitespace()).collect();
    let mut some = 0;
    for (nth, few) in words.windows(3).enumerate().step_by(3) {
        let typed = match nth % 5 {
            0 => few[..2].join(" "),
            4 => few.join(" "),
            1 => few[0].to_uppercase(),
            2 => format!("{}*", few[0]),
            _ => format!("{} {}*", few[1], few[0]),
        };
        let typed: String = typed.chars().filter(|char| *char != '"').collect();
        let Ok(query) = Query::parse(&format!("\"{typed}\""), &here.codebook) else { continue };
        let shown = |library: &mut Library| {
            library.ask(&query);
            while library.is_answering() {
                library.answer_some(1);
            }
            let filter = Filter { query: Some(query.clone()), ..Filter::default() };
            let survey = Survey::of(library, &filter);
            let in_article = |id| survey.shown_in(library, id).collect::<Vec<_>>();
            library.ids().map(in_article).collect::<Vec<_>>()
        };
        let (by_text, by_index) = (shown(&mut here), shown(&mut there));
        assert_eq!(by_index, by_text, "{typed}");
        some += usize::from(by_text.iter().any(|shown| !shown.is_empty()));
    }
    assert!(some > 200, "{some} phrases stand in a passage");
}

#[test]
fn parts_are_told_from_files() {
    assert_eq!(source_name("/a/feed.xml#0123456789abcdef"), "/a/feed.xml");
    assert_eq!(source_name("/a/feed.xml#0123456789abcdef-2"), "/a/feed.xml");
    assert_eq!(source_name("/a/no #1.txt"), "/a/no #1.txt");
    assert_eq!(source_name("/a/big.txt#part-97"), "/a/big.txt");
    assert_eq!(source_name("standard input#0123456789abcdef#part-2"), "standard input");
    assert_eq!(source_name("perusal:x.txt"), "perusal:x.txt");
}
