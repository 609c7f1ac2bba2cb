//! Keys at the edges of parts, on the state machine alone.

use crossterm::event::{KeyModifiers, MouseEvent, MouseEventKind};
use ratatui::layout::Size;

use super::*;
use crate::app::testing::press;
use crate::app::{Message, Settings};
use crate::library::{Library, Progress, Stretch};
use crate::tag::{Codebook, Tagger};

/// An article before, a text of three parts with twenty paragraphs each, and one behind.
fn app() -> App {
    let codebook = Codebook::default();
    let tagger = Tagger::new(&codebook);
    let size = Size { width: 50, height: 14 };
    let mut app = App::new(Library::new(codebook), Settings::default(), size);
    for name in ["a.txt", "big.txt", "big.txt#part-2", "big.txt#part-3", "z.txt"] {
        let paragraph = |nth: usize| format!("Words {nth} of {name}.\n\n");
        let text: String = (0..20).map(paragraph).collect();
        let article = Article::read(name.into(), text.into_bytes(), &tagger).named(name.to_owned());
        app.update(Message::Ingested(Box::new(article)));
    }
    app.settle();
    app
}

/// The open article's name, and whether its first and last row are on screen.
fn place(app: &App) -> (&str, bool, bool) {
    let name = app.article().map_or("", |article| &article.name);
    (name, app.reader.is_at_end(Step::Back), app.reader.is_at_end(Step::On))
}

#[test]
fn scrolling_goes_on_in_the_part_behind_and_before() {
    let mut app = app();
    press(&mut app, "J");
    assert_eq!(app.part(), Some((1, 3)));
    while !app.reader.is_at_end(Step::On) {
        press(&mut app, "j");
    }
    assert_eq!(place(&app), ("big.txt", false, true));
    press(&mut app, "j");
    assert_eq!(place(&app), ("big.txt#part-2", true, false));
    assert_eq!(app.part(), Some((2, 3)));
    press(&mut app, "k");
    assert_eq!(place(&app), ("big.txt", false, true), "the way back is the same");
    for key in [" ", "d", "}"] {
        press(&mut app, "'x");
        press(&mut app, "g");
        press(&mut app, &key.repeat(60));
        let (name, _, is_end) = place(&app);
        assert_eq!((name, is_end), ("big.txt#part-3", true), "by {key:?}, and no further");
    }
    for key in ["b", "u", "{"] {
        press(&mut app, "G");
        press(&mut app, &key.repeat(60));
        let (name, is_beginning, _) = place(&app);
        assert_eq!((name, is_beginning), ("big.txt", true), "by {key:?}, and no further");
    }
}

#[test]
fn the_wheel_goes_over_edges_too() {
    let mut app = app();
    press(&mut app, "J");
    let mut turn = |kind| {
        let (column, row) = (app.areas.text.x, app.areas.text.y);
        let event = MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE };
        app.update(Message::Mouse(event));
        app.settle();
        place(&app).0.to_owned()
    };
    let down: Vec<String> = (0..30).map(|_| turn(MouseEventKind::ScrollDown)).collect();
    assert!(down.contains(&"big.txt#part-2".to_owned()), "{down:?}");
    let up: Vec<String> = (0..90).map(|_| turn(MouseEventKind::ScrollUp)).collect();
    assert_eq!(up.last().map(String::as_str), Some("big.txt"));
}

#[test]
fn the_ends_are_those_of_the_whole_text() {
    let mut app = app();
    press(&mut app, "J");
    app.update(Message::Progress(Progress {
        stretch: Some(Stretch { read: 340 << 20, whole: Some(1 << 30) }),
        ..Progress::default()
    }));
    press(&mut app, "G");
    assert_eq!(place(&app), ("big.txt#part-3", false, true));
    assert_eq!(app.notice.as_deref(), Some("so far: part 3, 340 of 1024 MB read"));
    app.update(Message::IngestEnded);
    press(&mut app, "g");
    assert_eq!((place(&app), &app.notice), (("big.txt", true, false), &None));
    press(&mut app, "G");
    assert_eq!((place(&app), &app.notice), (("big.txt#part-3", false, true), &None));
    app.perform(crate::app::Action::JumpBack);
    assert_eq!(place(&app).0, "big.txt", "a jump is one that can be gone back from");
}

#[test]
fn other_articles_end_where_they_end() {
    let mut app = app();
    press(&mut app, "jjG");
    assert_eq!((place(&app), app.part()), (("a.txt", false, true), None));
    press(&mut app, "jjj   ");
    assert_eq!(place(&app).0, "a.txt");
    press(&mut app, "JJJJgkkk");
    assert_eq!((place(&app), app.part()), (("z.txt", true, false), None));
}

#[test]
fn a_search_says_that_it_stays_in_the_part() {
    let mut app = app();
    press(&mut app, "J/words 7 \nn");
    let notice = app.notice.clone().unwrap_or_default();
    assert!(notice.starts_with("end of part 1") && notice.contains("S searches all"), "{notice}");
    press(&mut app, "KK");
    press(&mut app, "/words 7 \nn");
    assert_eq!(app.notice.as_deref(), Some("end of the article: on from its beginning"));
}

#[test]
fn the_last_of_many_parts_is_found() {
    let codebook = Codebook::default();
    let tagger = Tagger::new(&codebook);
    let mut app = app();
    for number in 4..=41 {
        let name = part::name("big.txt", number);
        let article = Article::read(name.clone(), b"Words.".to_vec(), &tagger).named(name);
        app.update(Message::Ingested(Box::new(article)));
        for known in [1, 2, 3, number - 1, number] {
            assert_eq!(app.last_part("big.txt", known), number);
        }
    }
}
