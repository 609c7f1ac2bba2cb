//! Filter: the pile counted under another one, an edit counted, and the key that brings it about.

use divan::Bencher;
use perusal::library::{ArticleId, Filter, Survey};
use perusal::tag::{Kind, ThemeId};

use crate::{articles, draw};

const PILES: [usize; 3] = [100, 1_000, 10_000];
/// One of the smallest pile.
const AMONG: ArticleId = ArticleId(50);

/// Concerns of two themes.
fn narrow() -> Filter {
    let mut filter = Filter { themes: [ThemeId(0), ThemeId(7)].into(), ..Filter::default() };
    filter.toggle_kind(Kind::Opportunity);
    filter.toggle_kind(Kind::Statistic);
    filter
}

#[divan::bench(args = PILES)]
fn count_all(bencher: Bencher, articles: usize) {
    let library = articles::library(articles);
    bencher.bench_local(|| Survey::of(&library, &Filter::default()));
}

#[divan::bench(args = PILES)]
fn count_concerns_of_two_themes(bencher: Bencher, articles: usize) {
    let (library, filter) = (articles::library(articles), narrow());
    bencher.bench_local(|| Survey::of(&library, &filter));
}

/// What a change of one article costs.
#[divan::bench(args = PILES)]
fn count_one_anew(bencher: Bencher, articles: usize) {
    let (library, filter) = (articles::library(articles), narrow());
    let mut survey = Survey::of(&library, &filter);
    bencher.bench_local(|| {
        survey.leave_out(AMONG, &library, &filter);
        survey.take_in(AMONG, &library, &filter);
    });
}

/// From a kind's key to the cells of the screen.
#[divan::bench(args = PILES)]
fn key_of_a_kind(bencher: Bencher, articles: usize) {
    draw::pressed(bencher, articles, (120, 40), "1");
}
