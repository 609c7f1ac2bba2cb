//! The full text index against a look at every word of every article, whatever was put, changed,
//! deleted, indexed and merged before.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::library::holding::{Holding, is_set};
use crate::library::search::{Part, Phrase, Sought, Word, words};
use crate::library::{Article, ArticleId};
use crate::store::Entry;
use crate::text::term;

static GO: AtomicBool = AtomicBool::new(false);

fn put(store: &mut Store, name: &str, text: &str) {
    let source = text.as_bytes().to_vec();
    let document = Document::read(&source);
    let article = Article::unmarked(format!("papers/{name}.txt"), source, document);
    let article = article.named(name.to_owned());
    let entry = Entry::of(&article, None, None);
    assert_eq!(store.put(&[entry]), Ok(Vec::new()));
}

fn delete(store: &Store, name: &str) {
    for sql in [
        "DELETE FROM brief WHERE article = (SELECT id FROM article WHERE name = ?1)",
        "DELETE FROM figures WHERE article = (SELECT id FROM article WHERE name = ?1)",
        "DELETE FROM article WHERE name = ?1",
    ] {
        store.connection.execute(sql, [name]).expect("deleted");
    }
}

fn indexed(texts: &[(&str, &str)]) -> Store {
    let mut store = Store::in_memory().expect("a library");
    for (name, text) in texts {
        put(&mut store, name, text);
    }
    assert_eq!(store.index_some(texts.len()), Ok(0));
    store
}

fn search(store: &Store, typed: &str) -> Findings {
    let query = Query::of(typed).expect("a query");
    store.search(&query, 10, &GO).expect("no fault").expect("an answer")
}

#[track_caller]
fn check(store: &Store, typed: &str, expected: &[&str]) {
    let found = search(store, typed);
    let names: Vec<&str> = found.shown.iter().map(|it| it.name.as_str()).collect();
    assert_eq!((names.as_slice(), found.articles), (expected, expected.len()), "{typed}");
}

const ONE: &str = "The Clinic\n\nBy Jane Doe\n\nMarch 5, 2024\n\nNurses’ hours at the café grew. \
    They fear more of it, and more of the same.";
const TWO: &str = "Nurses at work\n\nOthers grew in the clinic, and the nurses with them. So it went on \
    for all of that year, as far as anybody could tell who was there at the time.";

#[test]
fn the_best_come_first_with_their_places() {
    let store = indexed(&[("one", ONE), ("two", TWO), ("three", "Nothing of the kind was said.")]);
    check(&store, "nurses", &["two", "one"]);
    check(&store, "clinic", &["one", "two"]);
    check(&store, "NURSES grew", &["two", "one"]);
    check(&store, "\"nurses' hours\"", &["one"]);
    check(&store, "\"grew they\"", &["one"]);
    check(&store, "\"clinic by\"", &[]);
    check(&store, "cafe", &["one"]);
    check(&store, "nurs* -hours", &["two"]);
    check(&store, "-clinic", &["three"]);
    check(&store, "grew NEAR/1 cafe", &["one"]);
    check(&store, "NEAR(nurses grew, 3)", &[]);
    check(&store, "title:nurses", &["two"]);
    check(&store, "author:jane title:clinic", &["one"]);
    check(&store, "source:papers source:two", &["two"]);
    check(&store, "date:2024-03 date:2023..2024", &["one"]);
    check(&store, "date:..2023", &[]);
    check(&store, "", &[]);
    let found = search(&store, "grew nurses");
    assert_eq!((found.hits, found.due), (5, 0));
    let Some(Finding { title, place, best, characters, snippet, .. }) = found.shown.get(1) else {
        panic!("{found:?}")
    };
    assert_eq!((title.as_str(), place.as_str()), ("The Clinic", "papers/one.txt"));
    assert_eq!(best.span.of(ONE), "Nurses’ hours at the café grew");
    let skipped = ONE.chars().take(characters.1).skip(characters.0);
    assert_eq!(skipped.collect::<String>(), best.span.of(ONE));
    let words: Vec<&str> = snippet.words.iter().map(|word| word.of(&snippet.text)).collect();
    assert_eq!(words, ["Nurses", "grew"]);
}

/// Where a phrase stands, by articles and sentences.
fn standing(store: &Store, phrase: &str) -> Vec<(ArticleId, u32)> {
    let sought = crate::library::query::Phrase::parse(phrase)
        .ok()
        .and_then(|it| it.sought())
        .expect("words");
    let keep = |id: ArticleId, has: &[u64], found: &mut Holding| {
        found.push(id, (0..100).map(|nth| is_set(has, nth)));
    };
    let (mut found, _) = store.sentences_with(&sought, &keep).expect("no fault");
    found.sort();
    found.places().collect()
}

#[test]
fn where_a_phrase_stands_is_the_same_by_one_connection_and_by_two() {
    let folder = tempfile::tempdir().expect("a folder");
    let [own, other] = ["own.db", "other.db"].map(|name| folder.path().join(name));
    let mut store = Store::open(&own).expect("a library");
    for (name, text) in
        [("1", "Rents rose. Nurses left."), ("2", "Nurses left. They rest."), ("3", TWO)]
    {
        put(&mut store, name, text);
        assert_eq!(store.index_some(1), Ok(0));
    }
    let all = [(0, 1), (1, 0), (2, 0)].map(|(id, nth)| (ArticleId(id), nth));
    assert_eq!(standing(&store, "nurses"), all);
    assert!(store.second.borrow().is_some(), "half of it is asked of another connection");
    assert_eq!(standing(&store, "nurses left"), all[..2]);
    // Who sees another library is not believed.
    let other = Store::open(&other).expect("a library");
    store.second.replace(Some(other.connection));
    assert_eq!(standing(&store, "nurses"), all);
}

#[test]
fn the_first_articles_of_a_pile_are_found_before_it_is_in() {
    let mut store = Store::in_memory().expect("a library");
    let mut in_index = Vec::new();
    for name in 0..40 {
        put(&mut store, &name.to_string(), &"Nurses left the ward again. ".repeat(4_000));
        assert_eq!(store.index_if_enough(), Ok(()));
        in_index.push(search(&store, "nurses").articles);
    }
    assert_eq!(in_index[..5], [0, 0, 0, 0, 5], "those of the first hundred thousand words");
    assert!(in_index.is_sorted() && in_index[39] >= 20, "{in_index:?}");
    let steps = in_index.windows(2).filter(|it| it[0] < it[1]).count();
    assert!(steps < 6, "the more there are, the more come at once: {in_index:?}");
}

#[test]
fn of_two_by_one_name_that_come_together_the_last_is_found() {
    let article = |text: &str| {
        let source = text.as_bytes().to_vec();
        let document = Document::read(&source);
        Article::unmarked("papers/one.txt".to_owned(), source, document)
    };
    let articles = ["Rents rose.", "Wages fell.", "Nurses left."].map(article);
    let mut store = Store::in_memory().expect("a library");
    put(&mut store, "other", "Shops shut.");
    let entry = |article| Entry::of(article, None, None);
    assert_eq!(store.put(&articles.iter().map(entry).collect::<Vec<_>>()), Ok(Vec::new()));
    assert_eq!(store.index_some(9), Ok(0));
    check(&store, "rents", &[]);
    check(&store, "nurses", &["papers/one.txt"]);
    check(&store, "shops", &["other"]);
}

#[test]
fn what_another_instance_changes_before_it_is_indexed_is_found_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("library.db");
    let [mut own, mut other] = [(); 2].map(|()| Store::open(&path).expect("a library"));
    put(&mut own, "1", "Rents rose.");
    put(&mut own, "2", "Nurses left.");
    put(&mut other, "1", "Wages fell.");
    assert_eq!(own.index_if_enough(), Ok(()));
    assert!(!own.fresh.is_empty(), "there is little to write");
    assert_eq!(own.index_some(9), Ok(0));
    for store in [&own, &other] {
        check(store, "rents", &[]);
        check(store, "wages", &["1"]);
        check(store, "nurses", &["2"]);
    }
}

#[test]
fn what_is_known_of_the_index_is_forgotten_when_that_changes() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("library.db");
    let [mut own, mut other] = [(); 2].map(|()| Store::open(&path).expect("a library"));
    let places = |all: &[(u32, u32)]| -> Vec<(ArticleId, u32)> {
        all.iter().map(|(id, nth)| (ArticleId(*id), *nth)).collect()
    };
    put(&mut own, "1", "Rents rose. Nurses left.");
    put(&mut own, "2", "Nurses stayed. Rents fell.");
    own.index_all().expect("indexed");
    assert_eq!(standing(&own, "nurses"), places(&[(0, 1), (1, 0)]));
    // As many words, in the other sentence: by this connection, and by another.
    put(&mut own, "1", "Nurses left. Rents rose.");
    assert_eq!(standing(&own, "nurses"), places(&[(1, 0)]), "it is due");
    own.index_all().expect("indexed");
    assert_eq!(standing(&own, "nurses"), places(&[(0, 0), (1, 0)]));
    put(&mut other, "2", "Rents fell. Nurses stayed.");
    assert_eq!(standing(&own, "nurses"), places(&[(0, 0)]), "it is due");
    other.index_all().expect("indexed");
    assert_eq!(standing(&own, "nurses"), places(&[(0, 0), (1, 1)]));
    delete(&other, "1");
    assert_eq!(standing(&own, "nurses"), places(&[(1, 1)]));
    let of_segments = own.known.borrow().of_segments();
    assert!(of_segments > 0, "what was read once is known");
    assert_eq!(standing(&own, "stayed"), places(&[(1, 1)]));
    assert_eq!(own.known.borrow().of_segments(), of_segments);
}

#[test]
fn what_changes_is_found_as_it_is_now() {
    let mut store = indexed(&[("one", "First words."), ("two", "Second words.")]);
    put(&mut store, "one", "Third words.");
    assert_eq!(search(&store, "words").due, 1);
    check(&store, "first", &[]);
    assert_eq!(store.index_some(1), Ok(0));
    check(&store, "third", &["one"]);
    check(&store, "first", &[]);
    // Marked anew it is the same text.
    put(&mut store, "one", "Third words.");
    assert_eq!(search(&store, "third").due, 0);
    delete(&store, "two");
    check(&store, "words", &["one"]);
    assert_eq!(store.index_some(1), Ok(0));
    check(&store, "words", &["one"]);
}

#[test]
fn who_is_told_to_stop_gives_no_answer() {
    let store = indexed(&[("one", ONE)]);
    let query = Query::of("clinic").expect("a query");
    let stop = AtomicBool::new(true);
    assert_eq!(store.search(&query, 10, &stop), Ok(None));
}

#[test]
fn segments_are_few_however_articles_come() {
    let mut store = Store::in_memory().expect("a library");
    for nth in 0..100 {
        put(&mut store, &format!("{nth}"), &format!("Words of article x{nth}."));
        assert_eq!(store.index_some(1), Ok(0));
    }
    let count = |sql: &str| store.connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    assert!(count("SELECT count(*) FROM fulltext_segment").expect("a count") < 20);
    let lost = "SELECT count(*) FROM fulltext_block WHERE segment NOT IN (SELECT id FROM fulltext_segment)";
    assert_eq!(count(lost), Ok(0));
    check(&store, "x77", &["77"]);
    assert_eq!(search(&store, "words").articles, 100);
}

#[test]
fn an_index_that_makes_no_sense_is_no_panic() {
    let store = indexed(&[("one", ONE), ("two", TWO)]);
    for column in ["lists", "places"] {
        let sql = format!("UPDATE fulltext_block SET {column} = ?1");
        for bytes in
            [vec![0xff; 200], vec![0; 200], vec![1, 1, 0xff, 0xff, 0xff, 0xff, 0x0f, 7], vec![]]
        {
            store.connection.execute(&sql, [bytes]).expect("written");
            for typed in ["clinic", "n*", "\"the clinic\"", "the NEAR of*", "-the"] {
                search(&store, typed);
            }
        }
    }
    let sql = "UPDATE fulltext_segment SET articles = ?1";
    store.connection.execute(sql, [vec![0xff; 9]]).expect("written");
    check(&store, "clinic", &[]);
}

const WORDS: [&str; 12] = [
    "nurse",
    "nurses",
    "Nursing",
    "café",
    "cafes",
    "job",
    "the",
    "of",
    "it’s",
    "中",
    "文",
    "well-known",
];

fn text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(&WORDS[..]);
    let end = prop::sample::select(&[" ", " ", " ", " ", ", ", ". ", "\n\n"][..]);
    prop::collection::vec((word, end), 0..40)
        .prop_map(|words| words.iter().map(|(word, end)| [*word, *end].concat()).collect())
}

fn word() -> impl Strategy<Value = Word> {
    (
        prop::sample::select(
            &["nurse", "nurses", "nur", "cafe", "c", "the", "of", "it", "s", "中", "x"][..],
        ),
        0..4_u8,
    )
        .prop_map(|(term, kind)| match kind {
            0 => Word::beginning(term.as_bytes()),
            _ => Word::whole(term.as_bytes()),
        })
}

fn part() -> impl Strategy<Value = Part> {
    let phrase = || prop::collection::vec(word(), 1..4);
    let sought = prop_oneof![
        2 => phrase().prop_map(Sought::Phrase),
        1 => (prop::collection::vec(phrase(), 2..4), 0..6_u32)
            .prop_map(|(phrases, distance)| Sought::Near { phrases, distance }),
    ];
    let field =
        prop_oneof![4 => Just(Field::Text), 1 => Just(Field::Title), 1 => Just(Field::Source)];
    (field, sought, prop::bool::weighted(0.2)).prop_map(|(field, sought, excluded)| Part {
        field,
        sought,
        excluded,
    })
}

/// What happens to a library.
#[derive(Clone, Debug)]
enum Happening {
    Put(u8, String),
    Delete(u8),
    Index(usize),
    /// The program ends, and what it had in memory is gone.
    End,
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        6 => (0..12_u8, text()).prop_map(|(name, text)| Happening::Put(name, text)),
        1 => (0..12_u8).prop_map(Happening::Delete),
        3 => (1..4_usize).prop_map(Happening::Index),
        3 => Just(Happening::End),
    ]
}

/// The words of a field with their numbers.
fn numbered(document: &Document, place: &str, field: Field) -> Vec<(u32, Vec<u8>)> {
    let mut all = Vec::new();
    let mut at = 0;
    let mut take = |text: &str| {
        term::each(text, |term, _| {
            all.push((at, term.bytes().to_vec()));
            at += 1;
            true
        });
        at += 1;
    };
    match field {
        Field::Title => take(document.title()),
        Field::Source => {
            take(document.heading.source.map_or("", |span| span.of(&document.text)));
            take(place);
        }
        _ => words::each(document, |word| {
            all.push((word.at, word.term.bytes().to_vec()));
            true
        }),
    }
    all
}

/// Where a phrase begins and ends, by trying everywhere.
fn everywhere(words: &[(u32, Vec<u8>)], phrase: &Phrase) -> Vec<(u32, u32)> {
    let is = |at: u32, word: &Word| words.iter().any(|(it, term)| *it == at && word.is(term));
    let begins = |first: u32| phrase.iter().zip(first..).all(|(word, at)| is(at, word));
    let firsts = words.iter().map(|(at, _)| *at).filter(|at| begins(*at));
    firsts.map(|first| (first, first + phrase.len() as u32)).collect()
}

/// Whether one of each can be chosen so that they are near, by trying all.
fn is_near(each: &[Vec<(u32, u32)>], chosen: &mut Vec<(u32, u32)>, distance: u32) -> bool {
    let Some(places) = each.get(chosen.len()) else {
        let last = chosen.iter().map(|(start, _)| *start).max();
        let first = chosen.iter().map(|(_, end)| *end).min();
        return last <= first.map(|end| end + distance);
    };
    places.iter().any(|place| {
        chosen.push(*place);
        let is_near = is_near(each, chosen, distance);
        chosen.pop();
        is_near
    })
}

fn has(document: &Document, place: &str, part: &Part) -> bool {
    let words = numbered(document, place, part.field);
    let each: Vec<_> = part.sought.phrases().iter().map(|it| everywhere(&words, it)).collect();
    match part.sought {
        Sought::Phrase(_) => each.iter().all(|places| !places.is_empty()),
        Sought::Near { distance, .. } => is_near(&each, &mut Vec::new(), distance),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn what_is_found_is_what_is_there(
        happenings in prop::collection::vec(happening(), 1..40),
        queries in prop::collection::vec(prop::collection::vec(part(), 1..3), 6),
    ) {
        let mut store = Store::in_memory().expect("a library");
        let mut texts = BTreeMap::new();
        for happening in happenings {
            match happening {
                Happening::Put(name, text) => {
                    put(&mut store, &format!("{name}"), &text);
                    texts.insert(format!("{name}"), text);
                }
                Happening::Delete(name) => {
                    delete(&store, &format!("{name}"));
                    texts.remove(&format!("{name}"));
                }
                Happening::Index(limit) => drop(store.index_some(limit).expect("indexed")),
                Happening::End => store.fresh = Fresh::default(),
            }
        }
        while store.index_some(3).expect("indexed") > 0 {}
        for parts in queries {
            let query = Query { parts };
            let fits = |(name, text): &(&String, &String)| {
                let document = Document::read(text.as_bytes());
                let place = format!("papers/{name}.txt");
                query.parts.iter().all(|part| has(&document, &place, part) != part.excluded)
            };
            let expected: Vec<&String> = texts.iter().filter(fits).map(|(name, _)| name).collect();
            let found = store.search(&query, 100, &GO).expect("no fault").expect("an answer");
            let mut names: Vec<&String> = found.shown.iter().map(|it| &it.name).collect();
            names.sort();
            prop_assert_eq!(&names, &expected, "{:?}", &query);
            prop_assert_eq!(found.articles, expected.len());
            for finding in &found.shown {
                let text = &texts[&finding.name];
                prop_assert!(finding.best.words.iter().all(|word| !word.of(text).is_empty()));
                let words = finding.best.words.iter().map(|word| word.of(text).split_whitespace().collect::<Vec<_>>());
                let shown = finding.snippet.words.iter();
                let shown = shown.map(|word| word.of(&finding.snippet.text).split_whitespace().collect::<Vec<_>>());
                prop_assert!(words.take(finding.snippet.words.len()).eq(shown), "{:?}", finding);
            }
        }
    }
}
