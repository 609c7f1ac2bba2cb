//! Tests of what a filter makes of the library.

use super::*;
use crate::library::{Article, Query};
use crate::tag::{Codebook, Kinds, Tagger};

#[test]
fn a_passage_counts_once_for_a_theme_whose_parts_it_has() {
    let mut codebook = Codebook::bundled();
    let tagger = Tagger::new(&codebook);
    codebook.themes[1].parent = Some(ThemeId(0));
    codebook.themes[2].parent = Some(ThemeId(0));
    let mut library = Library::new(codebook);
    let text = "Clerks fear job cuts, reskilling and new roles. Clerks fear new roles.";
    library.add(Article::read("made".into(), text.into(), &tagger));
    let article = library.article(ArticleId(0)).expect("an article");
    let themes: Vec<_> = article.passages.iter().map(|it| it.themes.to_vec()).collect();
    assert_eq!(themes, [vec![ThemeId(0), ThemeId(1), ThemeId(2)], vec![ThemeId(2)]]);
    let survey = Survey::of(&library, &Filter::default());
    assert_eq!(survey.themes[..3], [2, 1, 2]);
    assert_eq!((survey.waiting, survey.origins), (vec![2], [2, 0, 0]));
}

/// All that is counted.
fn counts(it: &Survey) -> impl PartialEq + std::fmt::Debug + use<> {
    let rest = (it.kinds, it.themes.clone(), it.origins, it.waiting.clone(), it.total);
    let signs = it.counts.iter().filter(|count| **count != 0).count();
    (rest, it.articles.clone(), it.listed.clone(), it.shown, signs)
}

#[test]
fn what_a_query_came_to_holds_for_other_kinds_until_an_article_comes() {
    let codebook = Codebook::bundled();
    let tagger = Tagger::new(&codebook);
    let text = "Nurses gain time. Clerks fear job cuts, said 40 % of them. They fear nurses.";
    for typed in ["fear", "not title:1 concern", "kind:statistic or nurses"] {
        let query = Some(Query::parse(typed, &codebook).expect("a query"));
        let mut library = Library::new(codebook.clone());
        let mut filter = Filter { query, ..Filter::default() };
        let mut survey = Survey::default();
        for nth in 0..24 {
            if nth % 4 == 0 {
                library.add(Article::read(nth.to_string(), text.into(), &tagger));
            }
            filter.toggle_kind(Kind::ALL[nth % 3]);
            filter.once = nth / 4 % 3 == 2;
            survey = Survey::in_full(&mut library, &filter).renewed(&library, &filter);
            for theme in [0, 1, 0, 1] {
                filter.toggle_theme(ThemeId(theme), &codebook);
                survey = survey.renewed(&library, &filter);
                assert_eq!(counts(&survey), counts(&Survey::of(&library, &filter)), "{typed}");
            }
        }
        assert!(survey.total > 0);
    }
}

#[test]
fn all_at_once_are_counted_like_one_after_the_other() {
    let texts = [
        "Wards\n\nNurses gain time for patients. In 2023 some 70 % of wards lost staff.",
        "Clerks\n\nClerks fear job cuts. Nurses gain time, said 40 % of them. A third fear nothing.",
        "Clerks\n\nClerks fear job cuts. Nurses gain time, said 40 % of them. A third fear nothing.",
        "Nothing is marked here.",
    ];
    let codebook = Codebook::bundled();
    let tagger = Tagger::new(&codebook);
    let queries = ["", "concern", "not concern", "title:clerks", "title:wards opportunity"];
    for typed in queries.into_iter().chain(["fear", "not time concern", "gain or 40"]) {
        let query = Query::parse(typed, &codebook).ok();
        for (once, kinds) in [(false, Kinds::ALL), (true, Kinds::ALL), (true, Kinds::NONE)] {
            let kinds = kinds.with(Kind::Concern);
            let filter = Filter { once, kinds, query: query.clone(), ..Filter::default() };
            let mut library = Library::new(codebook.clone());
            let mut one_by_one = Survey::of(&library, &filter);
            for (nth, text) in texts.iter().enumerate() {
                let article = Article::read(nth.to_string(), (*text).into(), &tagger);
                library.add(article);
                if let Some(query) = &query {
                    library.ask(query);
                    library.answer_some(texts.len());
                }
                one_by_one.take_in(ArticleId(nth as u32), &library, &filter);
            }
            assert!(library.copies().original(ArticleId(2)).is_some());
            let all_at_once = counts(&Survey::of(&library, &filter));
            assert_eq!(all_at_once, counts(&one_by_one), "{typed}, {filter:?}");
        }
    }
}
