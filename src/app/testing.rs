//! An app for tests, and keys for it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Size;

use super::{App, Effect, Message, Settings};
use crate::library::{Article, Library};
use crate::tag::Codebook;

/// One that has taken in all of these articles, which go by the bundled codebook.
pub(super) fn app(articles: impl IntoIterator<Item = Article>) -> App {
    let size = Size { width: 80, height: 24 };
    let mut app = App::new(Library::new(Codebook::bundled()), Settings::default(), size);
    for article in articles {
        app.update(Message::Ingested(Box::new(article)));
    }
    app.update(Message::IngestEnded);
    app.settle();
    app
}

/// Presses keys, of which a line end is Enter; gives all that they effect.
pub(super) fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for key in keys.chars() {
        let code = match key {
            '\n' => KeyCode::Enter,
            '\t' => KeyCode::Tab,
            '\u{1b}' => KeyCode::Esc,
            key => KeyCode::Char(key),
        };
        effects.extend(app.update(Message::Key(KeyEvent::new(code, KeyModifiers::NONE))));
    }
    app.settle();
    effects
}
