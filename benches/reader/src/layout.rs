//! Layout: an article to rows, at the widths of a narrow pane, of the usual column and of a wide one.

use divan::Bencher;
use divan::counter::BytesCount;
use perusal::reading::Flow;
use perusal::reading::raw::Raw;
use perusal::text::Document;

use crate::articles;

const COLUMNS: [u16; 3] = [30, 66, 180];

fn rows(bencher: Bencher, text: &str, columns: u16) {
    let document = Document::read(text.as_bytes());
    let bytes = BytesCount::of_str(&document.text);
    bencher.counter(bytes).bench(|| Flow::of(&document, columns, true));
}

#[divan::bench(args = COLUMNS)]
fn short(bencher: Bencher, columns: u16) {
    rows(bencher, &articles::text(0), columns);
}

#[divan::bench(args = COLUMNS)]
fn long(bencher: Bencher, columns: u16) {
    rows(bencher, &articles::long(1 << 20), columns);
}

#[divan::bench(args = COLUMNS)]
fn long_raw(bencher: Bencher, columns: u16) {
    let text = articles::long(1 << 20);
    let bytes = BytesCount::of_str(&text);
    bencher.counter(bytes).bench(|| Raw::of(text.as_bytes(), columns));
}
