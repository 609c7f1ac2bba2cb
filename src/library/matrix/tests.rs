//! Counts against those of going through every passage, in libraries of any marks.

use proptest::prelude::*;

use super::*;
use crate::library::query::Atom;
use crate::library::{Brief, Query, Sign};
use crate::tag::codebook::Theme;
use crate::tag::{Codebook, Kinds};

/// How many themes there are.
const THEMES: u16 = 5;

fn kinds() -> impl Strategy<Value = Kinds> {
    prop::collection::vec(prop::sample::select(&Kind::ALL[..]), 0..3)
        .prop_map(|kinds| kinds.into_iter().collect())
}

fn sign() -> impl Strategy<Value = Sign> {
    let themes = prop::collection::btree_set((0..THEMES).prop_map(ThemeId), 0..4);
    (kinds(), themes).prop_map(|(kinds, themes)| Sign {
        kinds,
        themes: themes.into_iter().collect(),
        hand: None,
    })
}

/// A library with these marks, in which some themes are part of the first two.
fn library(marks: Vec<Vec<Sign>>, parents: &[Option<u16>]) -> Library {
    let parent = |at: usize| parents.get(at).copied().flatten().map(ThemeId);
    let theme = |at: usize| Theme { name: format!("theme {at}"), ..Theme::default() };
    let nested = |at| Theme { parent: if at > 1 { parent(at) } else { None }, ..theme(at) };
    let themes = (0..usize::from(THEMES)).map(nested).collect();
    let mut library = Library::new(Codebook { themes, ..Codebook::default() });
    for (at, marks) in marks.into_iter().enumerate() {
        library.list(None, Brief { name: format!("{at}").into(), marks, ..Brief::default() });
    }
    library
}

fn has(sign: &Sign, theme: ThemeId, codebook: &Codebook) -> bool {
    let is_it = |other: &ThemeId| *other == theme || codebook.parent(*other) == Some(theme);
    sign.themes.iter().any(is_it)
}

proptest! {
    #[test]
    fn each_cell_counts_its_passages_and_a_narrower_filter_shows_them(
        marks in prop::collection::vec(prop::collection::vec(sign(), 0..8), 0..6),
        parents in prop::collection::vec(prop::option::of(0_u16..2), usize::from(THEMES)),
        wanted in (kinds(), prop::collection::btree_set((0..THEMES).prop_map(ThemeId), 0..3)),
    ) {
        let library = library(marks.clone(), &parents);
        let codebook = &library.codebook;
        let filter = Filter { kinds: wanted.0, themes: wanted.1, once: false, query: None };
        let survey = Survey::of(&library, &filter);
        let matrix = Matrix::of(&library, &survey, &filter);
        let has = |sign: &Sign, theme| has(sign, theme, codebook);
        let shows = |sign: &&Sign| {
            filter.admits_kind(sign.kinds) && filter.admits_theme(&sign.themes)
        };
        let shown: Vec<&Sign> = marks.iter().flatten().filter(shows).collect();
        let count = |fits: &dyn Fn(&Sign) -> bool| shown.iter().filter(|sign| fits(sign)).count();
        for one in (0..THEMES).map(ThemeId) {
            prop_assert_eq!(matrix.theme(one), count(&|sign| has(sign, one)));
            for kind in filter.kinds.iter() {
                let both = count(&|sign| sign.kinds.has(kind) && has(sign, one));
                prop_assert_eq!(matrix.kind(one, kind), both);
                let narrow = filter.narrowed(Some(kind), Some(one), codebook);
                prop_assert_eq!(Survey::of(&library, &narrow).shown, both);
            }
            for other in (0..THEMES).map(ThemeId) {
                let both = |sign: &Sign| has(sign, one) && has(sign, other);
                prop_assert_eq!(matrix.together(one, other), count(&both));
                let narrow = filter.narrowed(None, Some(one), codebook);
                let narrow = narrow.and(Query::Atom(Atom::Theme(other)));
                let survey = Survey::of(&library, &narrow);
                prop_assert_eq!(survey.shown, count(&both));
                prop_assert_eq!(Matrix::of(&library, &survey, &narrow).theme(one), count(&both));
            }
            let articles: Vec<usize> = library
                .ids()
                .map(|id| of_article(&library, &survey, id)[usize::from(one.0)])
                .collect();
            let each = |marks: &Vec<Sign>| {
                marks.iter().filter(shows).filter(|sign| has(sign, one)).count()
            };
            prop_assert_eq!(articles, marks.iter().map(each).collect::<Vec<_>>());
        }
    }
}
