//! Edits by keys on the state machine alone: what is counted and listed after any of them, and that
//! undo leads back to where it began.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;
use ratatui::layout::Size;

use crate::app::list::{ListRow, Rows};
use crate::app::{App, Effect, Message, Settings};
use crate::library::{Article, Library, Survey};
use crate::tag::{Codebook, Passage, Tagger};

const TEXTS: [&str; 3] = [
    "First Notes\n\nNurses fear job cuts. The clinic moved. Costs rose by 12% in a year.\n",
    "Second Notes\n\nNew roles give people hope. It may fail. Half of the staff are trained.\n",
    "Third Notes\n\nNothing much is said here at all.\n",
];

fn app() -> App {
    let codebook = Codebook::bundled();
    let tagger = Tagger::new(&codebook);
    let size = Size { width: 100, height: 30 };
    let mut app = App::new(Library::new(codebook), Settings::default(), size);
    for (text, name) in TEXTS.into_iter().zip(["one", "two", "three"]) {
        let article = Article::read(name.into(), text.into(), &tagger);
        app.update(Message::Ingested(Box::new(article)));
    }
    app.update(Message::IngestEnded);
    app.settle();
    app
}

/// Presses a key; every edit is kept at once.
fn press(app: &mut App, code: KeyCode, modifiers: KeyModifiers) {
    let mut effects = app.update(Message::Key(KeyEvent::new(code, modifiers)));
    while let Some(effect) = effects.pop() {
        if let Effect::Keep(steps) = effect {
            for _ in steps {
                effects.extend(app.update(Message::Kept));
            }
        }
    }
    app.settle();
}

fn type_keys(app: &mut App, keys: &str) {
    for key in keys.chars() {
        match key {
            '\n' => press(app, KeyCode::Enter, KeyModifiers::NONE),
            '\x1b' => press(app, KeyCode::Esc, KeyModifiers::NONE),
            '\x12' => press(app, KeyCode::Char('r'), KeyModifiers::CONTROL),
            key => press(app, KeyCode::Char(key), KeyModifiers::NONE),
        }
    }
}

fn passages(app: &App) -> Vec<Vec<Passage>> {
    app.library.articles().map(|(_, article)| article.passages.clone()).collect()
}

fn assert_counted(app: &App, keys: &str) {
    let fresh = Survey::of(&app.library, &app.filter);
    assert_eq!(app.survey, fresh, "after {keys:?}");
    let fresh = app.rows.made_anew(app.pile());
    let all = |rows: &Rows| -> Vec<ListRow> {
        (0..=rows.len()).map_while(|nth| rows.get(app.pile(), nth)).collect()
    };
    assert_eq!(all(&app.rows), all(&fresh), "after {keys:?}");
}

proptest! {
    #[test]
    fn counts_and_lists_are_as_if_made_anew_and_undo_leads_back(
        order in "(p{1,3}l?)?",
        keys in "(\\]|\\[|J|K|\n|x|ec|eo|es|e2|s|\\.|\\*\n|\\*x|\\*s|1|3|t\n|vl\ns|rl\n|amemo\x1b|U|\x12|\\)|c|C){0,24}",
    ) {
        let mut app = app();
        let before = passages(&app);
        let keys = order + &keys;
        type_keys(&mut app, &keys);
        assert_counted(&app, &keys);
        // Out of whatever is being typed.
        type_keys(&mut app, "\x1b\x1b");
        let steps = app.library.journal().steps().len();
        for _ in 0..=steps {
            type_keys(&mut app, "U");
            assert_counted(&app, &keys);
        }
        prop_assert!(app.library.journal().undoable().is_none());
        prop_assert_eq!(passages(&app), before);
    }
}

#[test]
fn an_edit_is_asked_to_be_kept_until_it_is() {
    let mut app = app();
    let key = |code| Message::Key(KeyEvent::new(code, KeyModifiers::NONE));
    let kept = |effects: &[Effect]| match effects {
        [Effect::Keep(steps)] => steps.len(),
        _ => 0,
    };
    assert_eq!(kept(&app.update(key(KeyCode::Enter))), 1);
    app.update(Message::NotKept("the disk is full".into()));
    assert_eq!(app.unkept(), Some((1, "the disk is full")));
    assert_eq!(kept(&app.update(key(KeyCode::Char('s')))), 2, "both, in their order");
    assert_eq!(kept(&app.update(Message::TryAgain)), 2);
    let quit = app.update(key(KeyCode::Char('Q')));
    assert!(quit.is_empty(), "a warning first");
    app.update(Message::Kept);
    app.update(Message::Kept);
    assert_eq!(app.unkept(), None);
    let quit = app.update(key(KeyCode::Char('Q')));
    assert!(quit.contains(&Effect::Quit));
}
