//! Suggested themes by keys on the state machine alone, with a proposal made of made-up articles.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Size;

use super::*;
use crate::app::{Message, Pane, Settings};
use crate::library::proposal::Sample;
use crate::library::{Article, Library};
use crate::tag::{Codebook, Tagger};

const SUBJECTS: [[&str; 4]; 5] = [
    ["barley", "wheat", "millet", "rye"],
    ["comet", "rocket", "galaxy", "orbit"],
    ["judge", "jury", "verdict", "lawyer"],
    ["bishop", "knight", "rook", "pawn"],
    ["lagoon", "coral", "diver", "reef"],
];

/// Articles about what no theme of the bundled codebook is about.
fn articles() -> Vec<Article> {
    let tagger = Tagger::new(&Codebook::bundled());
    let text = |number: usize| {
        let [a, b, c, d] = SUBJECTS[number % SUBJECTS.len()];
        format!(
            "Visitor {number} fears for the {a} and the {b}.\nThe {c} there fears the {d} near {number}.\n"
        )
    };
    (0..80).map(|at| Article::read(format!("{at}"), text(at).into_bytes(), &tagger)).collect()
}

fn proposal(articles: &[Article]) -> Proposal {
    let mut sample = Sample::default();
    articles.iter().enumerate().for_each(|(at, article)| sample.add(at, &article.document));
    sample.propose().expect("themes")
}

/// The reader with these articles, and what it asks for once they are in.
fn opened(articles: Vec<Article>) -> (App, Vec<Effect>) {
    let library = Library::new(Codebook::bundled());
    let mut app = App::new(library, Settings::default(), Size { width: 100, height: 30 });
    for article in articles {
        app.update(Message::Ingested(Box::new(article)));
    }
    let effects = app.update(Message::IngestEnded);
    app.settle();
    (app, effects)
}

/// The reader with suggested themes in their dialog.
fn reviewing() -> App {
    let articles = articles();
    let proposal = proposal(&articles);
    let (mut app, _) = opened(articles);
    app.update(Message::Proposed(Box::new(Ok(proposal))));
    type_keys(&mut app, ":themes\n");
    assert!(matches!(app.dialog, Dialog::Review(_)));
    app
}

fn type_keys(app: &mut App, keys: &str) -> Vec<Effect> {
    let press = |key| match key {
        '\n' => KeyCode::Enter,
        '\x1b' => KeyCode::Esc,
        key => KeyCode::Char(key),
    };
    let mut effects = Vec::new();
    for key in keys.chars() {
        effects = app.update(Message::Key(KeyEvent::new(press(key), KeyModifiers::NONE)));
    }
    app.settle();
    effects
}

fn names(app: &App) -> Vec<String> {
    app.proposing.candidates.iter().map(|it| it.proposed.name().to_owned()).collect()
}

/// The codebook's themes by name.
fn themes(app: &App) -> Vec<String> {
    app.themes.iter().map(|id| app.library.codebook.name(*id).to_owned()).collect()
}

#[test]
fn where_no_theme_fits_some_are_looked_for_and_listed_first() {
    let (mut app, effects) = opened(articles());
    assert_eq!(effects, [Effect::Propose]);
    assert!(app.notice.as_ref().is_some_and(|it| it.contains("no theme fits")));
    assert_eq!(app.named_row(0), Some(NamedRow::Hint));
    app.update(Message::Sampled(64));
    assert_eq!(app.proposing.done, Some(64));
    assert_eq!(type_keys(&mut app, ":themes\n"), [], "they are on their way");
    type_keys(&mut app, "jk");
    app.update(Message::Proposed(Box::new(Ok(proposal(&articles())))));
    app.settle();
    assert!(app.dialog.is_none(), "a key was pressed since");
    let own = names(&app).len();
    let [first, last] = [0, own].map(|nth| app.named_row(nth));
    assert_eq!((first, last), (Some(NamedRow::Suggested(0)), Some(NamedRow::Theme(ThemeId(0)))));
    app.focus = Pane::Themes;
    app.cursors[Pane::Themes as usize].at = 1;
    type_keys(&mut app, "\n");
    assert!(matches!(app.dialog, Dialog::Review(Review { at: 1, naming: None })));
}

#[test]
fn where_a_theme_fits_none_are_looked_for_until_asked() {
    let text = "Clerks fear job cuts. ".repeat(80);
    let tagger = Tagger::new(&Codebook::bundled());
    let (mut app, effects) = opened(vec![Article::read("one".into(), text.into_bytes(), &tagger)]);
    assert_eq!((effects, app.named_row(0)), (Vec::new(), Some(NamedRow::Theme(ThemeId(0)))));
    assert_eq!(type_keys(&mut app, ":themes suggest\n"), [Effect::Propose]);
    let why = "too little text".to_owned();
    app.update(Message::Proposed(Box::new(Err(why.clone()))));
    assert_eq!(app.notice, Some(why));
    assert_eq!(type_keys(&mut app, ":themes\n"), [Effect::Propose], "asked again");
    app.update(Message::Proposed(Box::new(Ok(proposal(&articles())))));
    assert!(matches!(app.dialog, Dialog::Review(_)), "at once, where nothing else was begun");
}

#[test]
fn accepted_themes_replace_the_codebook_as_one_step() {
    let mut app = reviewing();
    let (before, suggested) = (themes(&app), names(&app));
    let effects = type_keys(&mut app, "\n");
    assert!(matches!(&*effects, [Effect::Keep(steps)] if steps.len() == 1));
    assert_eq!(themes(&app), suggested);
    let counted = app.themes.iter().map(|id| app.survey.theme(*id));
    assert!(counted.into_iter().all(|count| count > 0), "{:?}", app.survey.themes);
    assert!(matches!(app.named_row(0), Some(NamedRow::Theme(_))));
    type_keys(&mut app, "U");
    assert_eq!(themes(&app), before);
    assert_eq!(app.named_row(0), Some(NamedRow::Suggested(0)), "they are still there to be had");
}

#[test]
fn what_is_dropped_renamed_and_merged_goes_into_the_codebook_so() {
    let mut app = reviewing();
    let (before, suggested) = (themes(&app), names(&app));
    // The first is dropped, the second renamed, the fourth goes into the third.
    type_keys(&mut app, "xr my own\n");
    type_keys(&mut app, "jjm");
    assert!(matches!(app.dialog, Dialog::Review(Review { at: 2, .. })));
    let own = format!("{} my own", suggested[1]);
    let expected: Vec<&String> = [&own, &suggested[2]].into_iter().chain(&suggested[4..]).collect();
    let merged = &app.proposing.candidates[2].proposed;
    assert_eq!(merged.articles, 32);
    assert!(merged.theme.definition.ends_with("proposed from 32 of 80 articles."));
    type_keys(&mut app, "a");
    assert_eq!(themes(&app)[before.len()..].iter().collect::<Vec<_>>(), expected);
    assert_eq!(themes(&app)[..before.len()], before);
}

#[test]
fn names_are_not_empty_and_not_given_twice() {
    let mut app = reviewing();
    let suggested = names(&app);
    let backspaces = |app: &mut App| {
        let key = KeyEvent::new(KeyCode::Char('u'), KeyModifiers::CONTROL);
        app.update(Message::Key(key));
    };
    type_keys(&mut app, "r");
    backspaces(&mut app);
    type_keys(&mut app, "\n");
    assert_eq!(app.notice.as_deref(), Some("a theme needs a name"));
    type_keys(&mut app, "r");
    backspaces(&mut app);
    type_keys(&mut app, &format!("{}\n", suggested[1].to_uppercase()));
    assert!(app.notice.as_ref().is_some_and(|it| it.contains("m merges")));
    type_keys(&mut app, "rx\x1bm");
    assert_eq!(app.notice.as_deref(), Some("there is none above"));
    assert_eq!(names(&app), suggested);
    type_keys(&mut app, &"x".repeat(suggested.len()));
    type_keys(&mut app, "\n");
    assert!(app.notice.as_ref().is_some_and(|it| it.contains("all are dropped")));
    type_keys(&mut app, "x\x1b");
    assert!(app.dialog.is_none());
    assert_eq!(app.suggested_rows().count(), 1, "what was dropped is not listed");
}

#[test]
fn articles_are_counted_once_however_many_themes_are_merged() {
    let articles = articles();
    let mut themes = proposal(&articles).themes.into_iter();
    let mut first = themes.next().expect("a theme");
    let cues = first.theme.cues.len();
    let second = themes.next().expect("another");
    let others = second.theme.cues.clone();
    first.absorb(second, 20);
    assert_eq!(first.articles, 20);
    assert_eq!(first.theme.cues.len(), cues + others.len());
    assert_eq!(first.theme.cues[1], others[0]);
}
