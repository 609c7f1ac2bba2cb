//! Draw: the state to the cells of the screen, all of them and those that a key changes. What a
//! terminal makes of them is not in it.

use std::cell::RefCell;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use divan::Bencher;
use perusal::app::{App, Message};
use perusal::ui::{self, Canvas};
use ratatui::layout::Rect;

use crate::articles;

/// Columns and rows.
type Size = (u16, u16);

const SIZES: [Size; 2] = [(80, 24), (200, 60)];
/// How many articles there are, where their number should not matter.
const SOME: usize = 100;

fn blank((columns, rows): Size) -> Canvas {
    Canvas::new(Rect::new(0, 0, columns, rows))
}

#[divan::bench(args = SIZES)]
fn whole_frame(bencher: Bencher, size: Size) {
    let app = RefCell::new(articles::opened(SOME, size));
    bencher.with_inputs(|| blank(size)).bench_local_values(|mut canvas| {
        ui::draw(&app.borrow(), &mut canvas);
        canvas
    });
}

#[divan::bench(args = SIZES)]
fn key_down_and_up(bencher: Bencher, size: Size) {
    pressed(bencher, SOME, size, "jk");
}

#[divan::bench(args = SIZES)]
fn key_to_the_next_passage(bencher: Bencher, size: Size) {
    pressed(bencher, SOME, size, "][");
}

#[divan::bench(args = SIZES)]
fn key_to_the_next_article(bencher: Bencher, size: Size) {
    pressed(bencher, SOME, size, "JK");
}

/// Times from a key to the changed cells, with these keys in turn: they should lead back to where
/// they began.
pub(crate) fn pressed(bencher: Bencher, articles: usize, size: Size, keys: &str) {
    let mut app: App = articles::opened(articles, size);
    let mut canvas = blank(size);
    ui::draw(&app, &mut canvas);
    let mut keys = keys.chars().cycle();
    bencher.bench_local(|| {
        let code = KeyCode::Char(keys.next().unwrap_or_default());
        app.update(Message::Key(KeyEvent::new(code, KeyModifiers::NONE)));
        app.settle();
        canvas.forget_changes();
        ui::draw(&app, &mut canvas);
        canvas.changes().count()
    });
}
