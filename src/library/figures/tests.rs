//! Figures in columns: grouped, sorted, narrowed, by hand, and the same from what is kept as from texts.

use std::collections::BTreeSet;

use super::*;
use crate::library::edit::Act;
use crate::library::{Article, Filter, Library, Query, Survey};
use crate::tag::{Codebook, Kinds};

/// Three articles: a figure that two of them repeat, one that one repeats, others.
const TEXTS: [&str; 3] = [
    "A survey found that over 90% of nurses use tablets. Costs fell by 20% in a year. \
     The ward spent $3 million on software.",
    "More than 90 per cent of nurses use tablets. Costs rose by 20% in a year. \
     The clinic treated 4,000 patients.",
    "The mill spent $1.5 billion. It hired 500 engineers. It hired 500 engineers again. \
     It may never pay that back. Rents fell by 20% there.",
];

fn library() -> Library {
    let mut library = Library::new(Codebook::bundled());
    let tagging = library.tagging();
    for (nth, text) in TEXTS.iter().enumerate() {
        let text = format!("Title {nth}\n\n{text}\n");
        library.add(Article::read(format!("{nth}"), text.into(), tagging.tagger()));
    }
    library
}

fn table(library: &Library) -> Table {
    let mut table = Table::default();
    for (id, article) in library.articles() {
        table.put(id, &Stated::of(article));
    }
    table.settle(library);
    table
}

fn picture(table: &Table, library: &Library, filter: &Filter, wanted: &Wanted) -> Picture {
    Picture::of(table, library, &Survey::of(library, filter), wanted)
}

fn all(library: &Library) -> (Table, Picture) {
    let table = table(library);
    let picture = picture(&table, library, &Filter::default(), &Wanted::default());
    (table, picture)
}

fn labelled(table: &Table, label: &str) -> Option<FigureId> {
    (0..table.values.len() as u32).map(FigureId).find(|figure| table.label(*figure) == label)
}

/// Lines in words: "over 90 % x2", or the label alone of a place.
fn lines(table: &Table, picture: &Picture, order: Order, open: &[&str]) -> Vec<String> {
    let open: BTreeSet<FigureId> = (0..table.values.len() as u32)
        .map(FigureId)
        .filter(|figure| open.contains(&table.label(*figure)))
        .collect();
    let words = |line: &Line| match line {
        Line::Figure(figure) => format!("{} x{}", table.label(*figure), picture.count(*figure).0),
        Line::Place(row) => table.label(table.figure(*row).expect("a figure")).to_owned(),
    };
    picture.lines(table, order, &open).iter().map(words).collect()
}

#[test]
fn the_same_figure_is_one_line_whatever_its_words_and_a_rise_is_not_a_fall() {
    let library = library();
    let (table, picture) = all(&library);
    assert_eq!(
        lines(&table, &picture, Order::Repeats, &[]),
        [
            "over 90 % x2",
            "down 20 % x2",
            "500 x2",
            "up 20 %",
            "$1.5 billion",
            "$3 million",
            "4,000 people",
        ]
    );
    assert_eq!((picture.places, picture.len()), (10, 7));
    let count = |label: &str| {
        let figure = (0..7).map(FigureId).find(|it| table.label(*it) == label);
        picture.count(figure.expect("a figure"))
    };
    assert_eq!((count("over 90 %"), count("500")), ((2, 2), (2, 1)));
}

#[test]
fn each_order_lists_all_of_it() {
    let library = library();
    let (table, picture) = all(&library);
    let by = |order| lines(&table, &picture, order, &[]);
    let values = [
        "over 90 % x2",
        "down 20 % x2",
        "up 20 %",
        "$1.5 billion",
        "$3 million",
        "4,000 people",
        "500 x2",
    ];
    assert_eq!(by(Order::Value), values);
    assert_eq!(by(Order::Article)[..3], ["over 90 % x2", "down 20 % x2", "$3 million"]);
    assert_eq!(by(Order::About)[..2], ["500 x2", "over 90 % x2"]);
    for order in Order::ALL {
        let mut lines = by(order);
        lines.sort();
        let mut values = values.map(str::to_owned);
        values.sort();
        assert_eq!(lines, values, "{order:?}");
    }
}

#[test]
fn an_open_figure_lists_its_places_in_the_order_of_the_articles() {
    let library = library();
    let (table, picture) = all(&library);
    let lines = lines(&table, &picture, Order::Repeats, &["down 20 %"]);
    assert_eq!(lines[..4], ["over 90 % x2", "down 20 % x2", "down 20 %", "down 20 %"]);
    let places = picture.places_of(&table, labelled(&table, "down 20 %").expect("the figure"));
    let articles: Vec<_> = places.iter().filter_map(|row| Some(table.place(*row)?.0.0)).collect();
    assert_eq!(articles, [0, 2]);
}

#[test]
fn what_shows_is_what_the_filter_leaves() {
    let mut library = library();
    let hired = Query::parse("hired", &library.codebook).expect("a query");
    library.ask(&hired);
    library.answer_some(9);
    let table = table(&library);
    let show = |filter: &Filter, wanted: &Wanted| {
        lines(&table, &picture(&table, &library, filter, wanted), Order::Value, &[])
    };
    let kinds = Filter { kinds: Kinds::NONE, ..Filter::default() };
    assert_eq!(show(&kinds, &Wanted::default()), [""; 0]);
    let query = Filter { query: Some(hired), ..Filter::default() };
    assert_eq!(show(&query, &Wanted::default()), ["500 x2"]);
    let words = |words: &[&str]| Wanted {
        words: words.iter().map(|word| (*word).to_owned()).collect(),
        ..Wanted::default()
    };
    assert_eq!(show(&Filter::default(), &words(&["nurses", "title 1"])), ["over 90 %"]);
    assert_eq!(show(&Filter::default(), &words(&["$"])), ["$1.5 billion", "$3 million"]);
    let percent = (0..9).map(UnitId).find(|it| table.measure(*it) == Measure::Percent);
    let range = Range { unit: percent.expect("percent"), from: 20.0, below: 90.0 };
    let range = Wanted { range: Some(range), ..Wanted::default() };
    assert_eq!(show(&Filter::default(), &range), ["down 20 % x2", "up 20 %"]);
}

#[test]
fn what_a_person_decides_counts() {
    let mut library = library();
    let id = ArticleId(2);
    let text = library.article(id).expect("an article").document.text.clone();
    let span = |words: &str| {
        let start = text.find(words).expect("the words");
        Span::new(start, start + words.len())
    };
    let statistic = Act::Toggle(Label::Kind(Kind::Statistic));
    // Words that are no sentence; a sentence that is one; then the first of these again.
    let (part, whole) = (span("500 engineers again"), span("Rents fell by 20% there."));
    let mut table = table(&library);
    let mut places = |library: &Library, label: &str| {
        table.settle(library);
        let picture = picture(&table, library, &Filter::default(), &Wanted::default());
        labelled(&table, label).map_or(0, |figure| picture.count(figure).0)
    };
    assert_eq!(places(&library, "500"), 2);
    library.edit(&[(id, part)], &statistic).map(|step| library.take(step)).expect("a step");
    assert_eq!(places(&library, "500"), 3);
    library.edit(&[(id, whole)], &statistic).map(|step| library.take(step)).expect("a step");
    assert_eq!((places(&library, "500"), places(&library, "down 20 %")), (3, 1));
    library.edit(&[(id, part)], &statistic).map(|step| library.take(step)).expect("a step");
    assert_eq!((places(&library, "500"), places(&library, "down 20 %")), (2, 1));
}

#[test]
fn a_text_read_anew_leaves_nothing_of_the_old_one() {
    let library = library();
    let mut table = table(&library);
    let figures = Stated::of(library.article(ArticleId(0)).expect("an article"));
    table.forget(ArticleId(0));
    assert!(table.lacks(ArticleId(0)) && !table.lacks(ArticleId(1)));
    table.settle(&library);
    let show = |table: &Table| {
        let picture = picture(table, &library, &Filter::default(), &Wanted::default());
        (picture.places, lines(table, &picture, Order::Repeats, &[]).len())
    };
    assert_eq!(show(&table), (7, 6));
    let mut other = Table::default();
    other.put(ArticleId(0), &figures);
    other.put(ArticleId(1), &[]);
    table.absorb(other);
    table.settle(&library);
    assert_eq!(show(&table), (10, 7), "what was known stays");
}

#[test]
fn bins_hold_every_value_of_their_unit_once() {
    let stated = |value: f64, measure| Stated {
        sentence: 0,
        span: Span::new(0, 1),
        label: format!("{value}").into(),
        measure,
        unit: "".into(),
        value,
        about: "".into(),
    };
    let bins = |values: &[f64], measure| -> Vec<(String, usize)> {
        let mut table = Table::default();
        let figures: Vec<Stated> = values.iter().map(|it| stated(*it, measure)).collect();
        table.put(ArticleId(0), &figures);
        table.sort();
        let mut picture = Picture::default();
        picture.counts = vec![picture::Count::default(); table.values.len()];
        picture.rows = vec![false; table.rows.len()];
        for (number, row) in table.rows.iter().enumerate() {
            picture.take(row, number, None, true);
        }
        picture.gather(&table);
        let bins = picture.bins(&table, UnitId(0));
        assert_eq!(bins.iter().map(|bin| bin.places).sum::<usize>(), values.len(), "{values:?}");
        let within = |value: &f64| {
            bins.iter().filter(|bin| *value >= bin.range.from && *value < bin.range.below).count()
        };
        assert!(values.iter().all(|value| within(value) == 1), "{values:?}");
        let some = bins.into_iter().filter(|bin| bin.places > 0);
        some.map(|bin| (bin.name, bin.places)).collect()
    };
    let of = |all: &[(&str, usize)]| -> Vec<(String, usize)> {
        all.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
    };
    assert_eq!(
        bins(&[-3.0, 0.0, 9.99, 10.0, 95.0, 100.0, 340.0], Measure::Percent),
        of(&[("under 0", 1), ("0 to 10", 2), ("10 to 20", 1), ("90 to 100", 2), ("over 100", 1)])
    );
    assert_eq!(
        bins(&[0.0, 3.0, 12.0, 1e6, 2.5e6], Measure::Count),
        of(&[("0 or less", 1), ("1 to 10", 1), ("10 to 100", 1), ("1 m to 10 m", 2)])
    );
    assert_eq!(
        bins(&[100.0, 200.0, 999.0, 1000.0], Measure::Money),
        of(&[("100 to 200", 1), ("200 to 500", 1), ("500 to 1k", 1), ("1k to 2k", 1)])
    );
    assert_eq!(bins(&[0.0, -1.0], Measure::Count), of(&[("0 or less", 2)]));
    assert_eq!(bins(&[7.0], Measure::Other), of(&[("5 to 10", 1)]));
    assert!(bins(&[1e-300, 1e300, f64::MAX], Measure::Other).len() > 1);
    assert!(bins(&[], Measure::Percent).is_empty());
}

#[test]
fn what_a_figure_is_about_is_what_it_counts_or_the_words_beside_it() {
    let about = |text: &str| {
        let article = Article::read("a".into(), text.into(), library().tagging().tagger());
        Stated::of(&article).first().map(|it| (it.label.to_string(), it.about.to_string()))
    };
    let some = |label: &str, about: &str| Some((label.to_owned(), about.to_owned()));
    assert_eq!(about("It hired 500 engineers last year."), some("500", "engineers"));
    assert_eq!(
        about("The $1.2 billion upskilling initiative serves as a model, they say."),
        some("$1.2 billion", "... upskilling initiative serves as a")
    );
    assert_eq!(
        about("On average the work takes 11 hours."),
        some("11 h", "On average the work takes ...")
    );
}
