//! The export by keys on the state machine alone: what is asked for, and what becomes of it.

use crossterm::event::{KeyEvent, KeyModifiers};
use ratatui::layout::Size;

use super::*;
use crate::app::{Message, Settings};
use crate::library::{Article, Library};
use crate::tag::{Codebook, Tagger};

fn opened() -> App {
    let codebook = Codebook::bundled();
    let tagger = Tagger::new(&codebook);
    let size = Size { width: 80, height: 24 };
    let mut app = App::new(Library::new(codebook), Settings::default(), size);
    for (name, text) in
        [("one", "Nurses fear job cuts. Costs rose by 12%."), ("two", "Clerks fear cuts.")]
    {
        let article = Article::read(name.into(), text.into(), &tagger);
        app.update(Message::Ingested(Box::new(article)));
    }
    app.update(Message::IngestEnded);
    app.settle();
    app
}

fn press(app: &mut App, codes: &[KeyCode]) -> Vec<Effect> {
    let mut effects = Vec::new();
    for code in codes {
        effects = app.update(Message::Key(KeyEvent::new(*code, KeyModifiers::NONE)));
    }
    app.settle();
    effects
}

fn type_keys(app: &mut App, keys: &str) -> Vec<Effect> {
    let code = |key| if key == '\n' { KeyCode::Enter } else { KeyCode::Char(key) };
    press(app, &keys.chars().map(code).collect::<Vec<_>>())
}

fn form(app: &App) -> &Form {
    match &app.dialog {
        Dialog::Export(form) => form,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn assert_exports(effects: &[Effect], path: &str, format: Format, all: bool, over: bool) {
    match effects {
        [Effect::Export { path: to, order, all: everything, over: replaced }] => {
            assert_eq!((to.as_str(), order.format), (path, format));
            assert_eq!((*everything, *replaced), (all, over));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_format_is_chosen_and_the_name_goes_with_it() {
    let mut app = opened();
    type_keys(&mut app, "E");
    assert_eq!((form(&app).at, form(&app).name.text()), (Row::Format, "passages.md".to_owned()));
    press(&mut app, &[KeyCode::Right]);
    assert_eq!(form(&app).name.text(), "passages.html");
    press(&mut app, &[KeyCode::Left; 4]);
    assert_eq!(form(&app).order.format, Format::JsonLd);
    let effects = type_keys(&mut app, "\n");
    assert_exports(&effects, "passages.jsonld", Format::JsonLd, false, false);
    assert_eq!(app.exporting.percent, Some(0));
    // One at a time.
    type_keys(&mut app, "E");
    assert!(app.dialog.is_none() && app.notice.as_ref().is_some_and(|it| it.contains("under way")));
    app.update(Message::Exporting(40));
    assert_eq!(app.exporting.percent, Some(40));
    assert_eq!(press(&mut app, &[KeyCode::Esc]), [Effect::StopExport]);
    app.update(Message::Exported("3 passages".to_owned()));
    assert_eq!((app.exporting.percent, app.notice.as_deref()), (None, Some("3 passages")));
    // The next time it begins with the same format.
    type_keys(&mut app, "E");
    assert_eq!(form(&app).order.format, Format::JsonLd);
}

#[test]
fn what_shows_or_everything_is_written_and_counted() {
    let mut app = opened();
    assert_eq!(app.export_counts(false), app.export_counts(true));
    type_keys(&mut app, "12E");
    assert_eq!((app.export_counts(false), app.export_counts(true)), ((1, 1), (3, 2)));
    assert_eq!((app.extract(false).passages(), app.extract(true).passages()), (1, 3));
    assert_eq!(form(&app).name.text(), "statistic.md");
    press(&mut app, &[KeyCode::Up, KeyCode::Right]);
    assert_eq!(form(&app).name.text(), "passages.md");
    let effects = type_keys(&mut app, "\n");
    assert_exports(&effects, "passages.md", Format::Markdown, true, false);
}

#[test]
fn a_typed_name_stays_and_a_file_in_the_way_is_asked_about() {
    let mut app = opened();
    type_keys(&mut app, "E");
    press(&mut app, &[KeyCode::Up]);
    assert_eq!(form(&app).at, Row::File);
    type_keys(&mut app, "x");
    assert_eq!(form(&app).name.text(), "passages.mdx");
    press(&mut app, &[KeyCode::Backspace, KeyCode::Tab]);
    // What ended as the format ends as the next one.
    press(&mut app, &[KeyCode::Right, KeyCode::Right]);
    assert_eq!(form(&app).name.text(), "passages.csv");
    type_keys(&mut app, "\n");
    app.update(Message::InTheWay);
    assert!(form(&app).in_the_way && app.exporting.percent.is_none());
    let effects = type_keys(&mut app, "\n");
    assert_exports(&effects, "passages.csv", Format::Csv, false, true);
    app.update(Message::InTheWay);
    // Another name is asked about anew.
    let effects = type_keys(&mut app, "2\n");
    assert_exports(&effects, "passages.csv2", Format::Csv, false, false);
}

#[test]
fn letters_name_the_file_wherever_the_cursor_is() {
    let mut app = opened();
    type_keys(&mut app, "E");
    // Those that move elsewhere, too; and the format is what the name ends in.
    type_keys(&mut app, "jq.tsv");
    assert_eq!((form(&app).at, form(&app).order.format), (Row::File, Format::Tsv));
    assert_exports(&type_keys(&mut app, "\n"), "jq.tsv", Format::Tsv, false, false);
    app.update(Message::Exported(String::new()));
    type_keys(&mut app, "E");
    app.update(Message::Paste("a b.jsonld".to_owned()));
    assert_exports(&type_keys(&mut app, "\n"), "a b.jsonld", Format::JsonLd, false, false);
}

#[test]
fn nothing_is_written_of_nothing() {
    let mut app = opened();
    type_keys(&mut app, "123E");
    assert!(type_keys(&mut app, "\n").is_empty());
    assert!(app.notice.as_ref().is_some_and(|it| it.contains("nothing to export")));
    let mut app = opened();
    type_keys(&mut app, "E");
    press(&mut app, &[KeyCode::Up]);
    app.update(Message::Key(KeyEvent::new(KeyCode::Char('u'), KeyModifiers::CONTROL)));
    assert!(type_keys(&mut app, "\n").is_empty());
    assert_eq!(form(&app).at, Row::File, "it asks on");
}

#[test]
fn commands_name_a_file_a_format_and_what() {
    for (typed, path, format, all) in [
        ("a.csv", "a.csv", Some(Format::Csv), false),
        ("my file.md all", "my file.md", Some(Format::Markdown), true),
        ("a.txt tsv", "a.txt", Some(Format::Tsv), false),
        ("a.txt all json-ld", "a.txt", Some(Format::JsonLd), true),
        ("a.txt", "a.txt", None, false),
        ("all", "all", None, false),
    ] {
        assert_eq!(parse(typed), Ok((path.to_owned(), format, all)), "{typed}");
    }
    let mut app = opened();
    let effects = type_keys(&mut app, ":export! some.jsonl all\n");
    assert_exports(&effects, "some.jsonl", Format::Jsonl, true, true);
    let mut app = opened();
    type_keys(&mut app, ":export\n");
    assert!(matches!(app.dialog, Dialog::Export(_)));
}
