//! Search: `/` in an article of a mebibyte, for what is everywhere, rare, and nowhere.

use divan::Bencher;
use divan::counter::BytesCount;
use perusal::reading::search::Pattern;

use crate::articles;

#[divan::bench(args = ["the", "job security", "Skills", "zygote"])]
fn in_a_long_article(bencher: Bencher, typed: &str) {
    let text = articles::long(1 << 20);
    let pattern = Pattern::new(typed).unwrap_or_default();
    bencher.counter(BytesCount::of_str(&text)).bench(|| pattern.find_all(&text));
}
