//! The table of figures by keys: what is asked for, how it is sorted and narrowed, the way to a passage
//! and back.

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use super::*;
use crate::app::testing::{app, press};
use crate::app::{Dialog, Message};
use crate::library::figures::{Batch, Stated};
use crate::library::{Article, Brief};
use crate::tag::Codebook;

const TEXTS: [&str; 2] = [
    "Over 90% of nurses use tablets. Costs fell by 20% in a year. They may leave.",
    "More than 90 per cent of nurses use tablets. The clinic treated 4,000 patients.",
];

fn articles() -> Vec<Article> {
    let tagger = crate::tag::Tagger::new(&Codebook::bundled());
    let read = |(nth, text): (usize, &&str)| {
        Article::read(format!("{nth}"), format!("Title {nth}\n\n{text}\n").into(), &tagger)
    };
    TEXTS.iter().enumerate().map(read).collect()
}

fn labels(app: &App) -> Vec<String> {
    let view = &app.figures;
    assert_eq!(view.on_screen.len(), view.lines.len(), "all lines are on screen");
    let label = |line: &OnScreen| {
        view.table.label(view.table.figure(line.place).expect("a figure")).to_owned()
    };
    view.on_screen.iter().map(label).collect()
}

#[test]
fn what_is_at_hand_shows_at_once_and_comes_again_as_it_was_left() {
    let mut app = app(articles());
    assert_eq!(press(&mut app, "T"), []);
    assert_eq!(labels(&app), ["over 90 %", "down 20 %", "4,000 people"]);
    press(&mut app, "\n");
    assert_eq!(labels(&app), ["over 90 %", "over 90 %", "over 90 %", "down 20 %", "4,000 people"]);
    press(&mut app, "jj");
    press(&mut app, "T");
    assert!(app.dialog.is_none());
    press(&mut app, "T");
    assert_eq!((app.figures.cursor.at, app.figures.lines.len()), (2, 5));
    press(&mut app, "h");
    assert_eq!((app.figures.cursor.at, app.figures.lines.len()), (0, 3));
    press(&mut app, "\tG");
    assert_eq!((app.figures.order, app.figures.cursor.at), (Order::Value, 2));
}

#[test]
fn a_place_leads_to_its_passage_and_escape_back_to_its_row() {
    let mut app = app(articles());
    press(&mut app, "TG\n");
    let article = app.article().expect("an article");
    let passage = article.passages.get(app.reader.selected().expect("a passage"));
    let words = passage.expect("a passage").span.of(&article.document.text);
    assert_eq!(words, "The clinic treated 4,000 patients.");
    press(&mut app, "j\u{1b}");
    assert!(matches!(app.dialog, Dialog::Figures) && app.figures.cursor.at == 2);
    // Once something else was done, Esc is what it always is.
    press(&mut app, "\n1\u{1b}");
    assert!(app.dialog.is_none() && app.filter.wants_all());
}

#[test]
fn words_and_the_filter_narrow_it() {
    let mut app = app(articles());
    press(&mut app, "T/patient");
    assert_eq!(labels(&app), ["4,000 people"]);
    press(&mut app, "\n\u{1b}");
    assert_eq!((labels(&app).len(), app.figures.cursor.at), (3, 2), "on the same line among all");
    press(&mut app, "&tablets\n");
    assert!(matches!(app.dialog, Dialog::Figures));
    assert_eq!(labels(&app), ["over 90 %"]);
    press(&mut app, "&\u{1b}");
    assert!(matches!(app.dialog, Dialog::Figures), "a query that is not taken leads back, too");
    press(&mut app, "q");
    press(&mut app, "\u{1b}T3");
    assert_eq!(labels(&app), [""; 0]);
}

#[test]
fn a_bar_of_the_dashboard_opens_its_figures() {
    let mut app = app(articles());
    press(&mut app, "D\t\t\t");
    let bins = |app: &App| app.dashboard.bins.iter().map(|bin| bin.places).collect::<Vec<_>>();
    assert_eq!(bins(&app), [0, 0, 1, 0, 0, 0, 0, 0, 0, 2]);
    press(&mut app, "G\n");
    assert!(matches!(app.dialog, Dialog::Figures));
    assert_eq!(labels(&app), ["over 90 %"]);
    press(&mut app, "\u{1b}");
    assert_eq!(labels(&app).len(), 3);
    press(&mut app, "Dl\n");
    assert_eq!(labels(&app), ["4,000 people"]);
}

#[test]
fn what_is_not_at_hand_is_asked_for_once_and_what_has_changed_is_read_anew() {
    let mut app = app(articles());
    let mut there = articles();
    let mut listed = there.remove(0);
    listed.name = "kept".to_owned();
    let id = app.library.next();
    app.update(Message::Listed(vec![(None, Brief::of(&listed))]));
    assert_eq!(press(&mut app, "T"), [Effect::Gather(id.min(ArticleId(0)).max(id))]);
    assert_eq!(press(&mut app, "qT"), [], "it is under way");
    let mut batch = Batch::default();
    batch.put(id, &Stated::of(&listed));
    assert_eq!(app.update(Message::Gathered(Box::new(batch))), []);
    app.settle();
    assert_eq!(
        (app.figures.gathered(), app.figures.picture.places()),
        (Some(1), 2),
        "they show at once"
    );
    assert_eq!(app.update(Message::GatheringEnded(Ok(()))), []);
    app.settle();
    assert_eq!(labels(&app), ["over 90 %", "down 20 %", "4,000 people"]);
    assert_eq!(app.figures.picture.places(), 6);
    // The text of one is another now.
    let text = b"Title 1\n\nOnly 7% of nurses use tablets.\n".to_vec();
    let tagging = app.library.tagging();
    let other = Article::read("1".into(), text, tagging.tagger());
    app.update(Message::Ingested(Box::new(other)));
    app.settle();
    assert_eq!(labels(&app), ["over 90 %", "down 20 %", "7 %"]);
}

#[test]
fn figures_that_cannot_be_had_are_not_asked_for_for_ever() {
    let mut app = app(articles());
    let mut listed = articles().remove(0);
    listed.name = "kept".to_owned();
    app.update(Message::Listed(vec![(None, Brief::of(&listed))]));
    assert_eq!(press(&mut app, "T").len(), 1);
    assert_eq!(app.update(Message::GatheringEnded(Ok(()))), []);
    assert_eq!(press(&mut app, "j"), []);
    assert_eq!(press(&mut app, "qT").len(), 1, "another try when it is opened again");
    app.update(Message::GatheringEnded(Err("the disk is gone".to_owned())));
    assert_eq!(app.notice.as_deref(), Some("the disk is gone"));
}

#[test]
fn columns_and_lines_fit_any_screen() {
    for (width, height) in (0..260).flat_map(|w| (0..60).map(move |h| (w, h))) {
        let columns = Columns::of(width, height);
        let lines = columns.head + columns.rows + columns.sentence + columns.foot;
        assert_eq!(lines, height, "{columns:?}");
        assert!(columns.widths.iter().sum::<u16>() == width, "{columns:?} in {width}");
        assert!(height == 0 || columns.rows > 0, "{columns:?} in {height}");
    }
}

#[test]
fn a_click_selects_a_row_and_another_one_opens_it() {
    let mut app = app(articles());
    press(&mut app, "T");
    let head = app.figure_columns().head;
    let mut click = |row: u16| {
        let kind = MouseEventKind::Down(MouseButton::Left);
        let event = MouseEvent { kind, column: 5, row, modifiers: KeyModifiers::NONE };
        app.update(Message::Mouse(event));
        app.settle();
        (matches!(app.dialog, Dialog::Figures), app.figures.cursor.at, labels(&app).len())
    };
    assert_eq!(click(0), (true, 0, 3), "the title");
    assert_eq!(click(head + 1), (true, 1, 3));
    assert_eq!(click(head + 9), (true, 1, 3), "no row");
    assert_eq!(click(head), (true, 0, 3));
    assert_eq!(click(head), (true, 0, 5), "its places");
    assert_eq!(click(head + 2), (true, 2, 5));
    assert!(!click(head + 2).0, "the passage");
}

#[test]
fn more_that_comes_leaves_the_cursor_on_its_line() {
    let mut app = app(articles());
    let mut listed = Vec::new();
    for nth in 0..6 {
        let text = format!("Title\n\nIt hired {} engineers. Costs fell by 20%.\n", 500 + nth);
        let tagging = app.library.tagging();
        let article = Article::read(format!("kept {nth}"), text.into(), tagging.tagger());
        let id = app.library.next();
        app.update(Message::Listed(vec![(None, Brief::of(&article))]));
        listed.push((id, Stated::of(&article)));
    }
    assert_eq!(press(&mut app, "T").len(), 1);
    let come = |app: &mut App, nth: usize| {
        let mut batch = Batch::default();
        batch.put(listed[nth].0, &listed[nth].1);
        app.update(Message::Gathered(Box::new(batch)));
        app.settle();
        labels(app)
    };
    assert_eq!(come(&mut app, 0), ["down 20 %", "500"]);
    assert_eq!(come(&mut app, 1), ["down 20 %", "501", "500"], "twice as many");
    press(&mut app, "jj");
    assert_eq!(come(&mut app, 2).len(), 3, "too few to move what somebody reads");
    assert_eq!(come(&mut app, 3), ["down 20 %", "503", "502", "501", "500"]);
    assert_eq!((app.figures.cursor.at, app.figures.gathered()), (4, Some(4)), "the same line");
    press(&mut app, "g");
    come(&mut app, 4);
    come(&mut app, 5);
    app.update(Message::GatheringEnded(Ok(())));
    app.settle();
    assert_eq!((labels(&app).len(), app.figures.cursor.at), (9, 0), "what is at hand, too");
}

#[test]
fn an_article_that_is_marked_again_leaves_the_cursor_on_its_place() {
    let mut app = app(articles());
    press(&mut app, "T\njj");
    let place = |app: &App| {
        let chosen = app.figures.chosen().expect("a line");
        app.figures.table.place(chosen.place).map(|(id, _)| (id, chosen.line))
    };
    let before = place(&app).expect("a place");
    for _ in 0..2 {
        app.update(Message::Ingested(Box::new(articles().remove(1))));
        app.settle();
    }
    let (id, line) = place(&app).expect("a place");
    assert_eq!((id, app.figures.cursor.at), (before.0, 2));
    assert_ne!(line, before.1, "its rows are others");
}
