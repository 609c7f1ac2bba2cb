//! What holds of any query: it is read again as it was written, and answered as its parts are.

use proptest::prelude::*;

use super::codebook;
use crate::library::edit::Act;
use crate::library::query::{
    Atom, Compare, Completion, Days, Ground, Leaf, Phrase, Place, Query, Regex, Rest, Scope,
    Sought, Value,
};
use crate::library::{Article, ArticleId, Filter, Library, Survey};
use crate::tag::figure::Decimal;
use crate::tag::{Hand, Kind, Kinds, Label, Origin, Passage, ThemeId, Verdict};
use crate::text::{Document, Span};

fn compare() -> impl Strategy<Value = Compare> {
    prop::sample::select(vec![
        Compare::Less,
        Compare::AtMost,
        Compare::Equal,
        Compare::AtLeast,
        Compare::More,
    ])
}

fn days() -> impl Strategy<Value = Days> {
    let typed = "(20[0-2][0-9]|000[1-9])(-(0[1-9]|1[0-2])(-[0-2][0-9])?)?";
    let compared = (typed, compare()).prop_map(|(day, compare)| Days::parse(&day, Some(compare)));
    let range = (typed, typed).prop_map(|(from, to)| Days::parse(&format!("{from}..{to}"), None));
    prop_oneof![compared, range].prop_filter_map("a range", Result::ok)
}

fn sought() -> impl Strategy<Value = Sought> {
    let words = "(\\PC|[a-z \"“”\\\\*()&|:/-]|and|none|memo){1,9}";
    let phrase = words.prop_filter_map("words", |typed| Phrase::parse(&typed).ok());
    let patterns = vec!["a|b", r"\/", r"\d+ [%’]", "(?x) a", "\"q\" \\\\"];
    let regex = (prop::sample::select(patterns), any::<bool>())
        .prop_map(|(source, folds)| Regex::parse(source, folds).expect("a pattern"));
    prop_oneof![3 => phrase.prop_map(Sought::Phrase), 1 => regex.prop_map(Sought::Regex)]
}

fn place() -> impl Strategy<Value = Place> {
    let places =
        [Place::Text, Place::Memo, Place::Title, Place::Author, Place::Source, Place::Language];
    prop::sample::select(places.to_vec())
}

fn plain_atom() -> impl Strategy<Value = Atom> {
    prop_oneof![
        prop::sample::select(&Kind::ALL[..]).prop_map(Atom::Kind),
        (0_u16..6).prop_map(|theme| Atom::Theme(ThemeId(theme))),
        prop::sample::select(vec![
            Atom::Themeless,
            Atom::Rejected,
            Atom::Starred,
            Atom::Noted,
            Atom::Origin(Origin::Suggested),
            Atom::Origin(Origin::Confirmed),
            Atom::Origin(Origin::Made),
            Atom::Undated,
            Atom::Copy,
            Atom::ArticleStarred,
            Atom::ArticleNoted,
        ]),
    ]
}

fn any_atom() -> impl Strategy<Value = Atom> {
    let unit = prop::option::of("%|km|USD|m/s|\\PC[a-z\"\\\\ ]{0,5}[a-z]");
    let unit = unit.prop_map(|unit| unit.filter(|unit| !unit.starts_with(NUMERAL)));
    let value = (compare(), -5_i64..5000, 0_u8..4, unit);
    prop_oneof![
        plain_atom(),
        (place(), sought()).prop_map(|(place, sought)| Atom::Words(place, sought)),
        value.prop_map(|(compare, digits, scale, unit)| {
            let than = Decimal::new(digits.into(), scale);
            let unit = unit.map(|unit| unit.trim().to_owned()).filter(|unit| !unit.is_empty());
            Atom::Value(Value { compare, than, unit })
        }),
        "%|USD|m/s|[a-z\"\\\\ ]{0,5}[a-z]".prop_map(|unit| Atom::Unit(unit.trim().to_owned())),
        days().prop_map(Atom::Dated),
        (compare(), any::<u32>()).prop_map(|(compare, words)| Atom::Length(compare, words)),
    ]
}

/// What would be read as part of a number.
const NUMERAL: fn(char) -> bool = |char| char.is_ascii_digit() || char == '.' || char == ',';

fn query(atom: impl Strategy<Value = Atom> + 'static) -> impl Strategy<Value = Query> {
    atom.prop_map(Query::Atom).prop_recursive(4, 24, 4, |inner| {
        let parts = || prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            parts().prop_filter_map("parts", Query::all),
            parts().prop_filter_map("parts", Query::any),
            inner.clone().prop_map(|inner| Query::Not(Box::new(inner))),
            inner.prop_map(|inner| Query::Within(Box::new(inner))),
        ]
    })
}

/// An article of words with any marks and decisions.
fn article() -> impl Strategy<Value = Article> {
    let passage = (0_u8..8, prop::collection::vec(0_u16..4, 0..3), 0_u8..16);
    prop::collection::vec(passage, 0..6).prop_map(|passages| {
        let mut article = Article::unmarked("made".into(), b"words".into(), Document::default());
        article.marked = true;
        article.passages = passages.into_iter().map(|it| passage_of(it.0, it.1, it.2)).collect();
        article
    })
}

fn passage_of(kinds: u8, mut themes: Vec<u16>, hand: u8) -> Passage {
    let kinds = Kind::ALL.into_iter().filter(|kind| kinds >> *kind as u8 & 1 == 1);
    let kinds: Kinds = kinds.collect();
    themes.sort_unstable();
    themes.dedup();
    let verdict = [Verdict::Confirmed, Verdict::Made, Verdict::Rejected][usize::from(hand % 3)];
    let verdicts = [(Label::Kind(Kind::Concern), verdict)].into_iter().collect();
    let [starred, noted] = [2, 4].map(|bit| hand & bit != 0);
    let hand = Hand { verdicts, starred, noted, ..Hand::default() };
    Passage {
        span: Span::new(0, 5),
        kinds,
        themes: themes.into_iter().map(ThemeId).collect(),
        hand: (hand != Hand::default()).then(|| Box::new(hand)).filter(|_| starred || noted),
        ..Passage::default()
    }
}

/// The meaning of a query, passage by passage, without any short cut.
fn meets(query: &Query, article: &Article, passage: &Passage) -> bool {
    let part = |part: &Query| meets(part, article, passage);
    let hand = passage.hand.clone().unwrap_or_default();
    match query {
        Query::And(parts) => parts.iter().filter(|it| part(it)).count() == parts.len(),
        Query::Or(parts) => parts.iter().filter(|it| part(it)).count() > 0,
        Query::Not(inner) => !part(inner),
        Query::Within(inner) => {
            article.passages.iter().filter(|it| meets(inner, article, it)).count() > 0
        }
        Query::Atom(Atom::Kind(kind)) => passage.kinds.has(*kind),
        // The codebook of these tests makes the second theme a part of the first.
        Query::Atom(Atom::Theme(ThemeId(0))) => passage.themes.iter().any(|it| it.0 < 2),
        Query::Atom(Atom::Theme(theme)) => passage.themes.contains(theme),
        Query::Atom(Atom::Themeless) => passage.themes.is_empty(),
        Query::Atom(Atom::Starred) => hand.starred,
        Query::Atom(Atom::Noted) => hand.noted,
        Query::Atom(Atom::Rejected) => hand.verdicts.values().any(|it| *it == Verdict::Rejected),
        Query::Atom(Atom::Origin(origin)) => {
            passage.kinds.iter().any(|kind| hand.origin(Label::Kind(kind)) == *origin)
        }
        Query::Atom(Atom::Undated) => true,
        Query::Atom(_) => false,
    }
}

const TEXTS: [&str; 3] = [
    "First Notes\n\nBy Jane Doe, 3 March 2024\n\nNurses fear job cuts. The clinic moved. Costs rose by \
     12% in a year, and nurses lost jobs.\n",
    "Second Notes\n\nNew roles give people hope. It may fail. Half of the staff are trained.\n",
    "Third Notes\n\nNothing much is said here at all.\n",
];

/// Conditions that some of these texts meet.
fn telling_atom() -> impl Strategy<Value = Atom> {
    let typed = [
        "jobs",
        "\"job cuts\"",
        "nurs*",
        "/[0-9]+%/",
        "title:second",
        "author:doe",
        "date:2024",
        "date:2024-03",
        "words>12",
        "lang:english",
        "value>10%",
        "memo:why",
        "concern",
        "statistic",
        "opportunity",
        "starred",
        "confirmed",
        "suggested",
        "theme:none",
        "article:memo",
        "copy",
    ];
    let atom = |typed| match Query::parse(typed, &codebook()) {
        Ok(Query::Atom(atom)) => atom,
        other => panic!("{typed}: {other:?}"),
    };
    prop::sample::select(typed.map(atom).to_vec())
}

proptest! {
    #[test]
    fn a_library_shows_what_its_articles_answer(
        query in query(telling_atom()), acts in prop::collection::vec((0_u32..2, 0_usize..3, 0_u8..4), 0..4),
    ) {
        let mut library = Library::new(codebook());
        let tagging = library.tagging();
        for (at, text) in TEXTS.iter().enumerate() {
            library.add(Article::read(at.to_string(), (*text).into(), tagging.tagger()));
        }
        library.ask(&query);
        library.answer_some(2);
        for (id, nth, act) in acts {
            let passages = library.article(ArticleId(id)).map(|it| it.passages.clone());
            let Some(span) = passages.and_then(|it| it.get(nth).map(|it| it.span)) else { continue };
            let act = [Act::Confirm, Act::Star, Act::Reject, Act::Memo("why?".into())][usize::from(act)].clone();
            if let Some(step) = library.edit(&[(ArticleId(id), span)], &act) {
                library.take(step);
            }
        }
        library.answer_some(2);
        prop_assert!(!library.is_answering());
        let filter = Filter { query: Some(query.clone()), ..Filter::default() };
        let survey = Survey::of(&library, &filter);
        for (id, article) in library.articles() {
            let ground = Ground::of(&library, id, article);
            let met = ground.passages(&query).into_iter().map(|it| it.span).collect::<Vec<_>>();
            let shown = survey.shown_in(&library, id).map(|at| article.passages[at].span);
            prop_assert_eq!(shown.collect::<Vec<_>>(), met.clone(), "{}", query);
            let is_listed = survey.listed.contains(&id);
            prop_assert_eq!(is_listed, !met.is_empty() || ground.is_met(&query), "{}", query);
        }
    }

    #[test]
    fn what_is_written_is_read_again(query in query(any_atom())) {
        let codebook = codebook();
        let kept = query.to_string();
        prop_assert_eq!(Query::kept(&kept), Ok(query.clone()), "{}", kept);
        let typed = query.typed(&codebook);
        prop_assert_eq!(Query::parse(&typed, &codebook), Ok(query.clone()), "{}", typed);
        prop_assert!(!query.describe(&codebook).is_empty());
    }

    #[test]
    fn whatever_is_typed_is_read_or_refused_at_a_character(
        typed in "(and|or|not|-|!|\\(|\\)|article|:|<|>=|\"|“|”|/|i|\\\\|\\*|#|title|theme|date|none|words|value|unit|2024|\\.\\.|%|concern|\\PC|\t|\u{3000}| ){0,30}",
        cursor in 0_usize..60,
    ) {
        let codebook = codebook();
        match Query::parse(&typed, &codebook) {
            Ok(query) => {
                prop_assert_eq!(Query::kept(&query.to_string()), Ok(query.clone()));
                prop_assert_eq!(Query::parse(&query.typed(&codebook), &codebook), Ok(query));
                prop_assert!(Query::check(&typed).is_ok());
            }
            Err(error) => {
                prop_assert!(typed.is_char_boundary(error.at), "{error:?}");
                prop_assert_eq!(error.pointed(&typed).lines().count(), 2);
            }
        }
        let completion = Completion::of(&typed, cursor, &codebook, |_| vec!["a \"b\"".into()]);
        let range = completion.replaces.clone();
        prop_assert!(typed.get(range).is_some(), "{completion:?}");
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        let typed = String::from_utf8_lossy(&bytes);
        if let Err(error) = Query::parse(&typed, &codebook()) {
            prop_assert!(typed.is_char_boundary(error.at));
        }
    }

    #[test]
    fn passages_are_those_that_meet_the_query(query in query(plain_atom()), article in article()) {
        let mut library = Library::new(codebook());
        library.add(article.clone());
        let ground = Ground::of(&library, ArticleId(0), &article);
        let found = ground.passages(&query);
        let met: Vec<_> =
            article.passages.iter().filter(|passage| meets(&query, &article, passage)).collect();
        prop_assert_eq!(&found, &met);
        let held = article.passages.iter().filter(|passage| ground.holds(&query, passage));
        prop_assert_eq!(held.collect::<Vec<_>>(), met);
    }

    #[test]
    fn what_is_left_has_the_same_answer(query in query(plain_atom()), answers in any::<u32>()) {
        // Any fixed answers, half of which are given first.
        let answer = |leaf: Leaf<'_>| {
            let text = match leaf {
                Leaf::Atom(atom) => Query::Atom(atom.clone()).to_string(),
                Leaf::Within(inner) => format!("({inner})"),
            };
            answers >> (text.bytes().map(u32::from).sum::<u32>() % 32) & 1 == 1
        };
        let is_article = |leaf: Leaf<'_>| match leaf {
            Leaf::Atom(atom) => atom.scope() == Scope::Article,
            Leaf::Within(_) => true,
        };
        let rest = query.given(&mut |leaf| is_article(leaf).then(|| answer(leaf)));
        let given = match &rest {
            Rest::Known(holds) => *holds,
            Rest::Open(rest) => rest.holds(&mut |leaf| answer(leaf)),
        };
        prop_assert_eq!(given, query.holds(&mut |leaf| answer(leaf)), "{:?}", rest);
        if let Rest::Open(rest) = rest {
            prop_assert!(rest.atoms().iter().all(|atom| atom.scope() == Scope::Passage));
        }
    }
}
