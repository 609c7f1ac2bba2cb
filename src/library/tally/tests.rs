//! Counts against those of going through every passage, and queries that lead to just these.

use proptest::prelude::*;

use super::*;
use crate::library::query::Atom;
use crate::library::{Brief, Query};
use crate::tag::{Codebook, Kind, Kinds};

fn sign() -> impl Strategy<Value = Sign> {
    let kinds = prop::collection::vec(prop::sample::select(&Kind::ALL[..]), 0..3);
    let themes = prop::collection::btree_set((0_u16..4).prop_map(ThemeId), 0..3);
    (kinds, themes).prop_map(|(kinds, themes)| Sign {
        kinds: kinds.into_iter().collect(),
        themes: themes.into_iter().collect(),
        hand: None,
    })
}

fn day() -> impl Strategy<Value = Option<Day>> {
    let year = prop_oneof![5 => 2019_u16..2026, 1 => 1890_u16..2026];
    prop::option::of((year, 0_u8..13, 0_u8..29).prop_map(|(year, month, day)| Day {
        year,
        month,
        day: if month == 0 { 0 } else { day },
    }))
}

fn brief() -> impl Strategy<Value = Brief> {
    let places =
        ["a.txt", "/a.txt", "in/a.txt", "in/deep/a (1).txt", "https://x.org/in/a", "https://x.org"];
    let sources = ["", "", "The Daily", "The Daily Post", "A+B/C"];
    let marks = prop::collection::vec(sign(), 0..6);
    let strings = (prop::sample::select(places.to_vec()), prop::sample::select(sources.to_vec()));
    (strings, day(), marks).prop_map(|((place, source), day, marks)| Brief {
        place: place.into(),
        source: source.into(),
        day,
        marks,
        ..Brief::default()
    })
}

fn library(briefs: &[Brief]) -> Library {
    let mut library = Library::new(Codebook::bundled());
    for (at, brief) in briefs.iter().enumerate() {
        library.list(None, Brief { name: format!("{at}").into(), ..brief.clone() });
    }
    library
}

proptest! {
    #[test]
    fn each_bar_counts_its_passages_and_its_query_shows_them(
        briefs in prop::collection::vec(brief(), 0..12),
        kinds in prop::collection::vec(prop::sample::select(&Kind::ALL[..]), 0..4),
        is_asked: bool,
    ) {
        let library = library(&briefs);
        let filter = Filter { kinds: kinds.into_iter().collect::<Kinds>(), ..Filter::default() };
        let asked = Query::Atom(Atom::Theme(ThemeId(1)));
        let filter = if is_asked { filter.and(asked) } else { filter };
        let survey = Survey::of(&library, &filter);
        let tally = Tally::of(&library, &survey, &filter);
        prop_assert!(tally.times.len() <= MOST as usize + 1);
        for bars in [&tally.times, &tally.sources] {
            prop_assert_eq!(bars.iter().map(|bar| bar.passages).sum::<usize>(), survey.shown);
        }
        for bar in tally.times.iter().chain(&tally.sources) {
            let narrow = filter.clone().and(bar.group.query().expect("a query"));
            let shown = Survey::of(&library, &narrow);
            prop_assert_eq!(shown.shown, bar.passages, "{:?}", &bar.group);
            let articles = shown.articles.iter().filter(|count| **count > 0).count();
            prop_assert_eq!(articles, bar.articles);
            let marks: usize = shown.origins.iter().sum();
            let of_kinds = |kind: Kind| filter.kinds.has(kind);
            let hidden = |sign: &Sign| sign.kinds.iter().filter(|kind| !of_kinds(*kind)).count();
            let hidden: usize =
                shown.signs(&library).map(|(sign, count)| hidden(sign) * count).sum();
            prop_assert_eq!(marks - hidden, bar.marks());
        }
        for (theme, (nth, bar)) in
            (0..4).map(ThemeId).flat_map(|theme| tally.times.iter().enumerate().map(move |it| (theme, it)))
        {
            let narrow = filter.narrowed(None, Some(theme), &library.codebook);
            let narrow = narrow.and(bar.group.query().expect("a query"));
            prop_assert_eq!(Survey::of(&library, &narrow).shown, tally.theme(theme, nth));
        }
    }

    #[test]
    fn a_query_of_a_group_is_read_again_as_it_was_written(briefs in prop::collection::vec(brief(), 1..6)) {
        let library = library(&briefs);
        let filter = Filter::default();
        let tally = Tally::of(&library, &Survey::of(&library, &filter), &filter);
        for bar in tally.times.iter().chain(&tally.sources) {
            let query = bar.group.query().expect("a query");
            let typed = query.typed(&library.codebook);
            prop_assert_eq!(crate::library::Query::parse(&typed, &library.codebook), Ok(query), "{}", typed);
        }
    }
}

#[test]
fn months_are_drawn_where_all_are_known_and_years_where_not() {
    let dated = |year, month| Brief {
        day: Some(Day { year, month, day: 0 }),
        marks: vec![Sign { kinds: Kinds::ALL, ..Sign::default() }],
        ..Brief::default()
    };
    let names = |briefs: &[Brief]| -> Vec<String> {
        let (library, filter) = (library(briefs), Filter::default());
        let tally = Tally::of(&library, &Survey::of(&library, &filter), &filter);
        tally.times.iter().map(|bar| bar.group.name()).collect()
    };
    assert_eq!(names(&[dated(2024, 12), dated(2025, 2)]), ["2024-12", "2025-01", "2025-02"]);
    assert_eq!(names(&[dated(2024, 12), dated(2025, 0)]), ["2024", "2025"]);
    let undated = Brief { day: None, ..dated(1, 1) };
    assert_eq!(
        names(&[dated(1960, 1), dated(2025, 0), undated])[5..],
        ["2010-2019", "2020-2029", "no date"]
    );
}
