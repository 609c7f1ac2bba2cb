//! Rows of every order against what the filter says of each passage, folded and not.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::{Cursor, ListRow, Pile, Rows};
use crate::library::{Article, ArticleId, Filter, Head, Library, Order, Survey};
use crate::tag::{Codebook, Kinds, Tagger, ThemeId};

#[test]
fn the_cursor_stays_in_the_list_and_on_the_screen() {
    let mut cursor = Cursor::default();
    cursor.step(7, 10);
    cursor.settle(10, 3);
    assert_eq!(cursor, Cursor { at: 7, top: 5 });
    cursor.step(-100, 10);
    cursor.settle(10, 3);
    assert_eq!(cursor, Cursor::default());
    cursor.step(5, 0);
    cursor.settle(0, 3);
    assert_eq!(cursor, Cursor::default());
}

const TEXTS: [&str; 5] = [
    "One\n\nBy Jo, 12 Dec 2024\n\nNurses fear job cuts. Telemedicine helps patients. Costs rose by 12% in a year.\n",
    "Two\n\nBy Jo, 3 Mar 2023\n\nNew roles give people hope, but clerks fear job cuts. Half of the staff are trained.\n",
    "Three\n\nNothing much is said here at all.\n",
    "Four\n\nBy Jo, 14 Dec 2024\n\nReskilling nurses will cost 3 million dollars. It may fail. Patients fear it.\n",
    "Five\n\nClerks fear reskilling and new roles. It was a terrible loss for patients.\n",
];

fn library() -> Library {
    let mut codebook = Codebook::bundled();
    let tagger = Tagger::new(&codebook);
    // Two themes are parts of the first one.
    codebook.themes[1].parent = Some(ThemeId(0));
    codebook.themes[2].parent = Some(ThemeId(0));
    let mut library = Library::new(codebook);
    for (text, name) in TEXTS.into_iter().zip(["a", "b", "c", "d", "e"]) {
        library.add(Article::read(name.into(), text.into(), &tagger));
    }
    library
}

type Places = BTreeMap<(ArticleId, usize), usize>;

/// How often each passage stands in all rows, and the heads with their counts.
fn listed(rows: &Rows, pile: Pile<'_>) -> (Places, Vec<(Head, usize)>) {
    let (mut places, mut heads) = (Places::new(), Vec::new());
    let mut title = None;
    for nth in 0..rows.len() {
        match rows.get(pile, nth).expect("a row") {
            ListRow::Head { of, passages, .. } => {
                heads.push((of, passages));
                title = if let Head::Article(id) = of { Some(id) } else { None };
            }
            ListRow::Title(id) => title = Some(id),
            ListRow::Passage(id, passage) => {
                assert_eq!(title, Some(id), "it stands under its article");
                assert_eq!(rows.get(pile, nth + 1), Some(ListRow::More(id, passage)));
                assert_eq!(rows.row_of(pile, id, passage, nth), Some(nth));
                *places.entry((id, passage)).or_default() += 1;
            }
            ListRow::More(..) => {}
        }
    }
    assert_eq!(rows.get(pile, rows.len()), None);
    (places, heads)
}

fn shown(pile: Pile<'_>) -> BTreeSet<(ArticleId, usize)> {
    let of = |id| pile.survey.shown_in(pile.library, id).map(move |nth| (id, nth));
    pile.library.ids().flat_map(of).collect()
}

fn filter(library: &Library, kinds: u8, themes: &[u16]) -> Filter {
    let kinds = Kinds::ALL.iter().filter(|kind| kinds & 1 << *kind as u8 != 0).collect();
    let mut filter = Filter { kinds, ..Filter::default() };
    for theme in themes {
        filter.toggle_theme(ThemeId(*theme), &library.codebook);
    }
    filter
}

proptest! {
    #[test]
    fn every_order_lists_what_shows_and_folds_hide_what_they_count(
        kinds in 0_u8..8, themes in prop::collection::vec(0_u16..8, 0..3), order in 0_usize..4,
        folds in prop::collection::vec(0_usize..12, 0..4), all: bool,
    ) {
        let library = library();
        let filter = filter(&library, kinds, &themes);
        let survey = Survey::of(&library, &filter);
        let pile = Pile { library: &library, survey: &survey, filter: &filter };
        let order = Order::ALL[order];
        let mut rows = Rows::default();
        rows.set_order(order);
        rows.set(pile);
        let (places, heads) = listed(&rows, pile);
        prop_assert_eq!(places.keys().copied().collect::<BTreeSet<_>>(), shown(pile));
        let all_places: usize = places.values().sum();
        prop_assert_eq!(heads.iter().map(|(_, count)| *count).sum::<usize>(), all_places);
        prop_assert!(order == Order::Theme || places.values().all(|count| *count == 1));
        for (head, count) in &heads {
            let Head::Theme(theme) = head else { continue };
            // Without one of its parts less shows than the list of themes counts.
            let mut parts = library.codebook.parts(*theme);
            if filter.themes.is_empty() || parts.all(|part| filter.themes.contains(&part)) {
                prop_assert_eq!(*count, survey.theme(*theme), "as the list of themes says");
            }
        }
        if all {
            rows.fold_all(pile);
        }
        for nth in folds {
            if let Some((head, _)) = heads.get(nth) {
                rows.fold(pile, *head);
            }
        }
        let (left, same) = listed(&rows, pile);
        prop_assert_eq!(&same, &heads, "folded or not");
        let hidden = all_places - left.values().sum::<usize>();
        prop_assert_eq!(rows.folded(pile), hidden);
        for (id, passage) in places.keys() {
            let row = rows.row_of(pile, *id, *passage, usize::MAX).and_then(|nth| rows.get(pile, nth));
            match row {
                Some(ListRow::Passage(..)) => prop_assert_eq!(row.and_then(ListRow::passage), Some((*id, *passage))),
                Some(ListRow::Head { folded, .. }) => prop_assert!(folded && !left.contains_key(&(*id, *passage))),
                _ => prop_assert!(false, "{row:?}"),
            }
        }
    }

    #[test]
    fn articles_that_come_by_and_by_are_listed_as_if_all_had_come_at_once(
        order in 0_usize..4, first in 0_usize..5, again in 0_u32..5,
    ) {
        let (all, filter) = (library(), Filter::default());
        let mut library = Library::new(all.codebook.clone());
        let articles: Vec<Article> = all.articles().map(|(_, article)| article.clone()).collect();
        let mut survey = Survey::of(&library, &filter);
        let mut rows = Rows::default();
        rows.set_order(Order::ALL[order]);
        rows.set(Pile { library: &library, survey: &survey, filter: &filter });
        for (nth, article) in articles.into_iter().enumerate() {
            let from = library.next();
            let id = library.add(article);
            if nth < first {
                survey = Survey::of(&library, &filter);
                rows.set(Pile { library: &library, survey: &survey, filter: &filter });
            } else {
                survey.take_in(id, &library, &filter);
                rows.extend(Pile { library: &library, survey: &survey, filter: &filter }, from);
            }
        }
        let pile = Pile { library: &library, survey: &survey, filter: &filter };
        rows.renew_article(pile, ArticleId(again));
        prop_assert_eq!(listed(&rows, pile), listed(&rows.made_anew(pile), pile));
    }
}

#[test]
fn the_newest_come_first_and_the_undated_last() {
    let (library, filter) = (library(), Filter::default());
    let survey = Survey::of(&library, &filter);
    let pile = Pile { library: &library, survey: &survey, filter: &filter };
    let mut rows = Rows::default();
    rows.set_order(Order::Date);
    rows.set(pile);
    let titles = (0..rows.len()).filter_map(|nth| match rows.get(pile, nth) {
        Some(ListRow::Title(id)) => library.brief(id).map(|brief| brief.title.to_string()),
        _ => None,
    });
    assert_eq!(titles.collect::<Vec<_>>(), ["Four", "One", "Two", "Three", "Five"]);
}

#[test]
fn strength_follows_the_kinds_that_show() {
    let library = library();
    for kinds in 1..8 {
        let filter = filter(&library, kinds, &[]);
        let survey = Survey::of(&library, &filter);
        let pile = Pile { library: &library, survey: &survey, filter: &filter };
        let mut rows = Rows::default();
        rows.set_order(Order::Strength);
        rows.set(pile);
        let (mut percent, mut seen) = ((101, 101), 0);
        for nth in 0..rows.len() {
            match rows.get(pile, nth) {
                Some(ListRow::Head { of: Head::Strength(strength), .. }) => {
                    assert!(strength.percent() < percent, "the strongest first");
                    percent = strength.percent();
                }
                Some(ListRow::Passage(id, passage)) => {
                    let passage = &library.article(id).expect("an article").passages[passage];
                    let visible = filter.visible(passage).iter();
                    let best = visible.map(|kind| passage.scores[kind as usize].0).max();
                    let best = best.unwrap_or_default() / 10;
                    assert!((u16::from(percent.0)..=u16::from(percent.1)).contains(&best));
                    seen += 1;
                }
                _ => {}
            }
        }
        assert_eq!(seen, survey.shown);
    }
}

#[test]
fn an_article_of_many_passages_is_listed_in_full() {
    let codebook = Codebook::bundled();
    let tagger = Tagger::new(&codebook);
    let text: String = (0..600).map(|nth| format!("Nurse {nth} fears job cuts.\n\n")).collect();
    let mut library = Library::new(codebook);
    library.add(Article::read("long".into(), text.into_bytes(), &tagger));
    let filter = Filter::default();
    let survey = Survey::of(&library, &filter);
    assert!(survey.shown > 2 * usize::from(u8::MAX), "{}", survey.shown);
    let pile = Pile { library: &library, survey: &survey, filter: &filter };
    for order in Order::ALL {
        let mut rows = Rows::default();
        rows.set_order(order);
        rows.set(pile);
        assert_eq!(listed(&rows, pile).0.len(), survey.shown, "{order:?}");
        let before = rows.len();
        rows.renew_article(pile, ArticleId(0));
        assert_eq!(rows.len(), before, "{order:?}");
    }
}
