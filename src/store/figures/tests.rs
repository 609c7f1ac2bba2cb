//! What is kept of figures, and what is made of articles from before.

use super::*;
use crate::store::Entry;
use crate::tag::{Codebook, Tagger};

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
    let entry = |article| Entry { article, file: None, suggested_by: Some(7) };
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
