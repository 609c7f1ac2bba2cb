//! The list of disagreements by keys: asked for, walked, left for the text and found again.

use super::*;
use crate::app::Message;
use crate::app::testing::{self, press};
use crate::library::Article;
use crate::tag::{Codebook, Tagger};

const TEXTS: [&str; 2] = [
    "Nurses fear job cuts. The clinic moved. The doors are blue.",
    "The first line is here. Clerks fear job cuts.",
];

fn app() -> App {
    let tagger = Tagger::new(&Codebook::bundled());
    let texts = TEXTS.iter().enumerate();
    testing::app(texts.map(|(nth, text)| Article::read(nth.to_string(), (*text).into(), &tagger)))
}

fn row(article: usize, words: &str) -> Row {
    let start = TEXTS[article].find(words).expect("words of the text");
    Row {
        article: article.to_string().into(),
        span: Span::new(start, start + words.len()),
        said: ["concern".into(), "nothing".into()],
        words: words.into(),
    }
}

fn disagreements() -> Disagreements {
    let rows = vec![
        row(0, "Nurses fear job cuts."),
        row(0, "The doors are blue."),
        row(1, "Clerks fear job cuts."),
    ];
    let differing = rows.len() as u64;
    Disagreements {
        other: "b.db".into(),
        articles: 2,
        sentences: 5,
        differing,
        alone: [0, 1],
        rows,
    }
}

fn is_listed(app: &App) -> bool {
    matches!(app.dialog, Dialog::Agreement)
}

#[test]
fn disagreements_are_asked_for_walked_and_found_again() {
    let mut app = app();
    press(&mut app, ":agree\n");
    assert!(app.notice.as_deref().is_some_and(|told| told.contains(":agree other.db")));
    assert_eq!(press(&mut app, ":agree b.db\n"), [Effect::Agree("b.db".to_owned())]);
    app.update(Message::Agreed(Box::new(Ok(disagreements()))));
    assert!(is_listed(&app));
    assert_eq!(
        app.notice.as_deref(),
        Some("3 of 5 sentences differ, in 2 articles of both; 1 article only in b.db")
    );
    // `]` and `[` walk it as they walk passages; it ends at its ends.
    press(&mut app, "]]]]]\n");
    assert_eq!((app.open.map(|id| id.0), is_listed(&app)), (Some(1), false));
    let selected = app.reader.selected().and_then(|nth| app.article()?.passages.get(nth));
    let words = selected.map(|passage| passage.span.of(TEXTS[1]));
    assert_eq!(words, Some("Clerks fear job cuts."));
    assert!(
        app.notice.as_deref().is_some_and(|told| told.starts_with("here concern, there nothing"))
    );
    press(&mut app, "\u{1b}");
    assert!(is_listed(&app), "Esc leads back");
    assert_eq!(app.agreeing.cursor.at, 2);
    press(&mut app, "[\n");
    assert_eq!(app.open.map(|id| id.0), Some(0), "a sentence without a passage is shown, too");
    press(&mut app, "]\u{1b}");
    assert!(!is_listed(&app), "whoever has gone on is not led back");
    press(&mut app, ":agree\n");
    assert_eq!((is_listed(&app), app.agreeing.cursor.at), (true, 1));
    press(&mut app, "\u{1b}");
    assert!(!is_listed(&app));
}

#[test]
fn a_list_that_comes_late_disturbs_nothing() {
    let mut app = app();
    press(&mut app, ":agree b.db\n:open");
    app.update(Message::Agreed(Box::new(Ok(disagreements()))));
    assert!(matches!(app.dialog, Dialog::Command(_)));
    assert!(app.notice.as_deref().is_some_and(|told| told.ends_with(":agree lists them")));
    press(&mut app, "\u{1b}");
    app.update(Message::Agreed(Box::new(Err("b.db is not there".to_owned()))));
    assert_eq!(app.notice.as_deref(), Some("b.db is not there"));
    press(&mut app, ":agree\n");
    assert!(is_listed(&app), "the last one stays");
}

#[test]
fn an_article_that_is_gone_is_told() {
    let mut app = app();
    let mut found = disagreements();
    found.rows[0].article = "gone".into();
    app.update(Message::Agreed(Box::new(Ok(found))));
    press(&mut app, "\n");
    assert!(app.notice.as_deref().is_some_and(|told| told.contains("not among")));
    assert!(is_listed(&app));
}
