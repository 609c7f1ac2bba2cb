//! What is kept of figures, and what is made of articles from before.

use proptest::prelude::*;

use super::*;
use crate::library::Library;
use crate::store::Entry;
use crate::tag::{Codebook, Kind, Levels, Sensitivity, Tagger};

const TEXT: &str = include_str!("../../../assets/articles/bridging-the-tech-skills-gap.txt");

fn gathered(store: &Store, from: u32) -> Vec<(ArticleId, Vec<Stated>)> {
    let mut all = Vec::new();
    let take = |id, figures: &[Stated]| {
        all.push((id, figures.to_vec()));
        true
    };
    store.each_figures(ArticleId(from), take).expect("a library");
    all
}

#[test]
fn figures_are_kept_with_their_articles_and_made_where_they_are_not() {
    let tagger = Tagger::new(&Codebook::bundled());
    let mut store = Store::in_memory().expect("a store");
    let article = |name: &str| Article::read(name.into(), TEXT.into(), &tagger);
    let articles = ["one", "two", "three"].map(article);
    let entry = |article| Entry::of(article, None, Some(7));
    let entries = articles.iter().map(entry).collect::<Vec<_>>();
    assert_eq!(store.put(&entries), Ok(Vec::new()));
    let figures = Stated::of(&articles[0]);
    assert!(figures.len() > 3);
    let all: Vec<_> = (0..3).map(|at| (ArticleId(at), figures.clone())).collect();
    assert_eq!(gathered(&store, 0), all);
    assert_eq!(gathered(&store, 1), all[1..]);
    assert_eq!(store.figures("two"), Ok(Some(figures.clone())));
    assert_eq!(store.figures("four"), Ok(None));
    assert_eq!(store.keep_figures(9), Ok(0), "nothing is due");
    // One that is not kept, and one of a format that is not known.
    let forget = "UPDATE figures SET body = NULL WHERE article < 3; \
                  UPDATE figures SET body = x'ff00' WHERE article = 3";
    store.connection.execute_batch(forget).expect("no figures");
    assert_eq!(gathered(&store, 0), all, "they are made of the texts");
    assert_eq!(store.keep_figures(1), Ok(1));
    assert_eq!(store.keep_figures(9), Ok(0));
    let due = "SELECT count(*) FROM figures WHERE body IS NULL";
    let due: i64 = store.connection.query_row(due, [], |row| row.get(0)).expect("a count");
    assert_eq!((due, gathered(&store, 0)), (0, all));
}

/// What happens to a library's file.
#[derive(Clone, Debug)]
enum Happening {
    /// An article of that name comes, or has another text, marked at some levels.
    Put(usize, usize, Sensitivity),
    /// The figures of an article are from before they were kept, or of another format.
    Spoil(i64, bool),
    /// Some of those that are due are made.
    Keep(usize),
}

const TEXTS: [&str; 3] = [
    "Over 90% of nurses use tablets. Costs fell by 20% in a year. Two of them left.",
    "The ward spent $3 million on software. It may never pay that back.",
    "Nobody counted anything here.",
];

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        3 => (0..3_usize, 0..TEXTS.len(), prop::sample::select(&Sensitivity::ALL[..]))
            .prop_map(|(name, text, level)| Happening::Put(name, text, level)),
        1 => (1..4_i64, any::<bool>()).prop_map(|(row, is_null)| Happening::Spoil(row, is_null)),
        1 => (0..3_usize).prop_map(Happening::Keep),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn what_is_kept_is_what_the_texts_state(
        happenings in prop::collection::vec(happening(), 1..10),
    ) {
        let tagger = Tagger::new(&Codebook::bundled());
        let read = |name: usize, text: usize| {
            Article::read(format!("{name}"), TEXTS[text].into(), &tagger)
        };
        let mut store = Store::in_memory().expect("a store");
        // By name in the order of their coming.
        let mut texts: Vec<(usize, usize)> = Vec::new();
        for happening in happenings {
            match happening {
                Happening::Put(name, text, level) => {
                    let mut library = Library::new(Codebook::bundled());
                    let id = library.add(read(name, text));
                    library.set_levels(Levels::default().with(Kind::Statistic, level));
                    let article = library.article(id).expect("the article");
                    let entry = Entry::of(article, None, Some(7));
                    prop_assert_eq!(store.put(&[entry]), Ok(Vec::new()));
                    match texts.iter_mut().find(|(known, _)| *known == name) {
                        Some(known) => known.1 = text,
                        None => texts.push((name, text)),
                    }
                }
                Happening::Spoil(row, is_null) => {
                    let body = if is_null { None } else { Some([1_u8, 255]) };
                    let sql = "UPDATE figures SET body = ?2 WHERE article = ?1";
                    store.connection.execute(sql, params![row, body]).expect("a row");
                }
                Happening::Keep(some) => drop(store.keep_figures(some)),
            }
            let stated = |(name, text): &(usize, usize)| Stated::of(&read(*name, *text));
            let all = texts.iter().zip(0..).map(|(it, at)| (ArticleId(at), stated(it)));
            prop_assert_eq!(gathered(&store, 0), all.collect::<Vec<_>>());
            for it in &texts {
                prop_assert_eq!(store.figures(&format!("{}", it.0)), Ok(Some(stated(it))));
            }
        }
    }
}
