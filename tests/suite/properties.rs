//! What holds whatever is typed and whatever is read: no panic, cursors in their lists, the
//! selection among what shows, the eye on its words.

use perusal::app::{App, Message, Settings};
use perusal::library::Article;
use perusal::tag::{Codebook, Tagger};
use perusal::ui::{self, Canvas};
use proptest::prelude::*;
use ratatui::layout::{Rect, Size};

use crate::support::pile::{opened, opened_with, press, resize};
use crate::support::screen::{draw, rows};

/// Keys that do something, some of them more often.
const KEYS: [&str; 63] = [
    "j", "k", "d", "u", "g", "G", "}", "{", "<Space>", "b", "]", "]", "[", "J", "K", "1", "2", "3",
    "0", "t", "x", "<Enter>", "<Enter>", "<Esc>", "/", "n", "N", "m", "'", "<C-o>", "<Tab>",
    "<S-Tab>", "h", "l", "z", "<lt>", ">", "-", "+", "=", "c", "R", "y", ":", "?", "a", "e", "%",
    "5", "<BS>", "<Left>", "<Down>", "<Home>", "<C-c>", "<C-w>", "q", "M", "D", "<PgDn>", "<Up>",
    "p", "p", "C",
];

/// One thing that may happen.
#[derive(Clone, Debug)]
enum Happening {
    Key(&'static str),
    Resize(u16, u16),
    Paste(String),
    Mouse(u8, u16, u16),
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        12 => prop::sample::select(&KEYS[..]).prop_map(Happening::Key),
        2 => (1_u16..140, 1_u16..50).prop_map(|(width, height)| Happening::Resize(width, height)),
        1 => any::<String>().prop_map(Happening::Paste),
        2 => (0_u8..3, 0_u16..140, 0_u16..50).prop_map(|(what, x, y)| Happening::Mouse(what, x, y)),
    ]
}

fn happen(app: &mut App, size: &mut (u16, u16), happening: &Happening) {
    match happening {
        Happening::Key(key) => press(app, key),
        Happening::Resize(width, height) => {
            *size = (*width, *height);
            resize(app, *width, *height);
        }
        Happening::Paste(text) => drop(app.update(Message::Paste(text.clone()))),
        Happening::Mouse(what, column, row) => drop(app.update(mouse(*what, *column, *row))),
    }
    app.settle();
}

fn mouse(what: u8, column: u16, row: u16) -> Message {
    use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
    let kind = match what {
        0 => MouseEventKind::Down(MouseButton::Left),
        1 => MouseEventKind::ScrollDown,
        _ => MouseEventKind::ScrollUp,
    };
    Message::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE })
}

fn check(app: &App) -> Result<(), TestCaseError> {
    for (cursor, len) in app.cursors() {
        prop_assert!(cursor.at < len.max(1), "{cursor:?} in a list of {len}");
        prop_assert!(cursor.top <= cursor.at, "{cursor:?}");
    }
    let Some(article) = app.article() else { return Ok(()) };
    let reader = app.reader();
    let rows = &reader.flow().rows;
    let visible = reader.visible();
    prop_assert!(visible.start <= visible.end && visible.end <= rows.len(), "{visible:?}");
    if let Some(selected) = reader.selected() {
        let passage = article.passages.get(selected);
        prop_assert!(passage.is_some_and(|p| app.filter().admits(p)), "passage {selected}");
    }
    prop_assert!(reader.percent() <= 100);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_the_state_is_sound(happenings in prop::collection::vec(happening(), 1..60)) {
        let mut size = (80, 24);
        let mut app = opened(size.0, size.1);
        let mut canvas = Canvas::default();
        for happening in &happenings {
            happen(&mut app, &mut size, happening);
            check(&app)?;
            let area = Rect { x: 0, y: 0, width: size.0, height: size.1 };
            if canvas.area() != area {
                canvas = Canvas::new(area);
            }
            ui::draw(&app, &mut canvas);
            // Drawn over the frame before or on a blank screen, it is the same.
            let (kept, fresh) = (canvas.buffer(), draw(&app, size.0, size.1));
            prop_assert!(kept == fresh, "{:#?}\n{:#?}", rows(&kept), rows(&fresh));
        }
    }

    #[test]
    fn sizes_there_and_back_lead_to_the_same_words(
        keys in prop::sample::select(vec!["", "j", "d", "dd", "ddj", "Jd", "]]", "GK", "G", "Rd", "cG"]),
        sizes in prop::collection::vec((1_u16..140, 1_u16..50), 1..6),
    ) {
        let mut app = opened(80, 24);
        press(&mut app, keys);
        let before = (app.reader().visible(), app.reader().place().source);
        for (width, height) in sizes {
            resize(&mut app, width, height);
        }
        resize(&mut app, 80, 24);
        prop_assert_eq!((app.reader().visible(), app.reader().place().source), before);
    }

    #[test]
    fn any_bytes_open_and_draw_at_any_size(
        source in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..300),
            "(\\PC|\n| |[\\x00-\\x{9f}]|[\u{300}\u{200d}\u{202e}要🏥]){0,120}".prop_map(String::into_bytes),
        ],
        sizes in prop::collection::vec((1_u16..140, 1_u16..50), 1..5),
        keys in prop::collection::vec(prop::sample::select(&KEYS[..]), 0..12),
    ) {
        let article = Article::read("any\u{1b}".into(), source, &Tagger::new(&Codebook::bundled()));
        let mut app = opened_with(vec![article], Settings::default(), 80, 24);
        for (width, height) in sizes {
            app.update(Message::Resize(Size { width, height }));
            press(&mut app, &keys.concat());
            check(&app)?;
            let frame = draw(&app, width, height);
            let drives = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}');
            prop_assert!(!frame.content.iter().any(|cell| cell.symbol().contains(drives)));
        }
    }
}
