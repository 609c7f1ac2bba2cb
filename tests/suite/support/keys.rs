//! Keys as one string, `jj/privacy<Enter>`, to what a terminal sends for them and to the events
//! that come of it. A name in angle brackets is a key; any other character is itself.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Keys that have a name, and what a terminal in its normal mode sends for them.
const NAMED: [(&str, KeyCode, &str); 16] = [
    ("Enter", KeyCode::Enter, "\r"),
    ("Esc", KeyCode::Esc, "\x1b"),
    ("Tab", KeyCode::Tab, "\t"),
    ("S-Tab", KeyCode::BackTab, "\x1b[Z"),
    ("Space", KeyCode::Char(' '), " "),
    ("BS", KeyCode::Backspace, "\x7f"),
    ("Up", KeyCode::Up, "\x1b[A"),
    ("Down", KeyCode::Down, "\x1b[B"),
    ("Right", KeyCode::Right, "\x1b[C"),
    ("Left", KeyCode::Left, "\x1b[D"),
    ("Home", KeyCode::Home, "\x1b[H"),
    ("End", KeyCode::End, "\x1b[F"),
    ("PgUp", KeyCode::PageUp, "\x1b[5~"),
    ("PgDn", KeyCode::PageDown, "\x1b[6~"),
    ("F1", KeyCode::F(1), "\x1bOP"),
    ("lt", KeyCode::Char('<'), "<"),
];

/// One key press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stroke {
    Char(char),
    Control(char),
    Named(usize),
}

/// What a terminal sends for these keys.
pub(crate) fn bytes(keys: &str) -> Vec<u8> {
    let mut bytes = String::new();
    for stroke in strokes(keys) {
        match stroke {
            Stroke::Char(c) => bytes.push(c),
            Stroke::Control(c) => bytes.push(char::from(c as u8 & 0x1f)),
            Stroke::Named(at) => bytes.push_str(NAMED[at].2),
        }
    }
    bytes.into_bytes()
}

/// The events that these keys come as.
pub(crate) fn events(keys: &str) -> Vec<KeyEvent> {
    let event = |stroke| match stroke {
        Stroke::Char(c) => KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE),
        Stroke::Control(c) => KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL),
        Stroke::Named(at) => KeyEvent::new(NAMED[at].1, KeyModifiers::NONE),
    };
    strokes(keys).into_iter().map(event).collect()
}

fn strokes(keys: &str) -> Vec<Stroke> {
    let mut strokes = Vec::new();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        let (stroke, after) = named(rest).unwrap_or((Stroke::Char(first), {
            let mut chars = rest.chars();
            chars.next();
            chars.as_str()
        }));
        strokes.push(stroke);
        rest = after;
    }
    strokes
}

/// A name in brackets at the start, and what comes behind it.
fn named(keys: &str) -> Option<(Stroke, &str)> {
    let (name, after) = keys.strip_prefix('<')?.split_once('>')?;
    if let Some(letter) = name.strip_prefix("C-") {
        return Some((Stroke::Control(letter.chars().next()?), after));
    }
    let at = NAMED.iter().position(|(known, ..)| *known == name)?;
    Some((Stroke::Named(at), after))
}

#[test]
fn names_are_keys_and_the_rest_is_itself() {
    assert_eq!(bytes("j<Enter><C-z><>"), b"j\r\x1a<>");
    let codes: Vec<KeyCode> = events("/a<Esc>").iter().map(|event| event.code).collect();
    assert_eq!(codes, [KeyCode::Char('/'), KeyCode::Char('a'), KeyCode::Esc]);
}
