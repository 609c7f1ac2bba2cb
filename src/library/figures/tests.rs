//! Figures in columns: grouped, sorted, narrowed, by hand, and the same from what is kept as from texts.

use proptest::prelude::*;

use super::*;
use crate::library::edit::Act;
use crate::library::{Article, Filter, Library, Query, Survey};
use crate::tag::{Codebook, Kind, Kinds, Label, Levels, Origin, Sensitivity};

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

/// A picture with all that it is of but the table.
struct Seen<'l> {
    picture: Picture,
    library: &'l Library,
    survey: Survey,
    sought: Sought,
}

impl Seen<'_> {
    fn ground<'a>(&'a self, table: &'a Table) -> Ground<'a> {
        Ground { table, library: self.library, survey: &self.survey, sought: &self.sought }
    }
}

impl std::ops::Deref for Seen<'_> {
    type Target = Picture;

    fn deref(&self) -> &Picture {
        &self.picture
    }
}

fn picture<'l>(table: &Table, library: &'l Library, filter: &Filter, wanted: &Wanted) -> Seen<'l> {
    let (mut picture, mut sought) = (Picture::default(), Sought::default());
    sought.ask(wanted.clone());
    let survey = Survey::of(library, filter);
    picture.renew(table, library, &survey, &mut sought);
    Seen { picture, library, survey, sought }
}

fn all(library: &Library) -> (Table, Seen<'_>) {
    let table = table(library);
    let picture = picture(&table, library, &Filter::default(), &Wanted::default());
    (table, picture)
}

fn figures(table: &Table) -> impl Iterator<Item = FigureId> {
    (0..table.numbers.values().len() as u32).map(FigureId)
}

fn labelled(table: &Table, label: &str) -> Option<FigureId> {
    figures(table).find(|figure| table.label(*figure) == label)
}

/// Lines in words: "over 90 % x2", or the label alone of a place.
fn lines(table: &mut Table, picture: &Seen<'_>, order: Order, open: &[&str]) -> Vec<String> {
    let figures = picture.in_order(table, order);
    let open = open.iter().filter_map(|label| labelled(table, label)).collect();
    let lines = Lines::of(figures, &open, picture.ground(table), picture);
    let words = |nth: usize| match lines.get(nth).expect("a line") {
        Line::Figure(figure) if picture.count_of(figure) == 1 => table.label(figure).to_owned(),
        Line::Figure(figure) => {
            assert_eq!(lines.find(figure), Some(nth));
            format!("{} x{}", table.label(figure), picture.count_of(figure))
        }
        Line::Place(row) => {
            let figure = table.figure(row).expect("a figure");
            assert!(lines.places(figure).any(|line| line == (nth, row)));
            table.label(figure).to_owned()
        }
    };
    assert_eq!(lines.get(lines.len()), None);
    (0..lines.len()).map(words).collect()
}

#[test]
fn the_same_figure_is_one_line_whatever_its_words_and_a_rise_is_not_a_fall() {
    let library = library();
    let (mut table, picture) = all(&library);
    assert_eq!(
        lines(&mut table, &picture, Order::Repeats, &[]),
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
    assert_eq!((picture.places(), picture.len()), (10, 7));
    let count = |label: &str| {
        let figure = labelled(&table, label).expect("a figure");
        let summary = picture.summary(picture.ground(&table), figure).expect("it shows");
        (summary.places, summary.articles, summary.alike)
    };
    assert_eq!(
        (count("over 90 %"), count("500"), count("down 20 %")),
        ((2, 2, 2), (2, 1, 2), (2, 2, 1))
    );
}

#[test]
fn each_order_lists_all_of_it() {
    let library = library();
    let (mut table, picture) = all(&library);
    let mut by = |order| lines(&mut table, &picture, order, &[]);
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
    let (mut table, picture) = all(&library);
    let lines = lines(&mut table, &picture, Order::Repeats, &["down 20 %"]);
    assert_eq!(lines[..4], ["over 90 % x2", "down 20 % x2", "down 20 %", "down 20 %"]);
    let places = picture
        .places_of(picture.ground(&table), labelled(&table, "down 20 %").expect("the figure"));
    let articles: Vec<_> = places.iter().filter_map(|row| Some(table.place(*row)?.0.0)).collect();
    assert_eq!(articles, [0, 2]);
}

#[test]
fn what_shows_is_what_the_filter_leaves() {
    let mut library = library();
    let hired = Query::parse("hired", &library.codebook).expect("a query");
    library.ask(&hired);
    library.answer_some(9);
    let mut table = table(&library);
    let percent = (0..9).map(UnitId).find(|it| table.measure(*it) == Measure::Percent);
    let mut show = |filter: &Filter, wanted: &Wanted| {
        let picture = picture(&table, &library, filter, wanted);
        lines(&mut table, &picture, Order::Value, &[])
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
    let range = Range { unit: percent.expect("percent"), from: 20.0, below: 90.0 };
    let range = Wanted { range: Some(range), ..Wanted::default() };
    assert_eq!(show(&Filter::default(), &range), ["down 20 % x2", "up 20 %"]);
    let narrowed = picture(&table, &library, &Filter::default(), &words(&["nurses", "title 1"]));
    let figure = labelled(&table, "over 90 %").expect("a figure");
    let summary = narrowed.summary(narrowed.ground(&table), figure).expect("it shows");
    assert_eq!((summary.places, summary.alike), (1, 1));
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
        labelled(&table, label).map_or(0, |figure| picture.count_of(figure))
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
    let show = |table: &mut Table| {
        let picture = picture(table, &library, &Filter::default(), &Wanted::default());
        (picture.places(), lines(table, &picture, Order::Repeats, &[]).len())
    };
    assert_eq!(show(&mut table), (7, 6));
    let mut other = Batch::default();
    other.put(ArticleId(0), &figures);
    other.put(ArticleId(1), &[]);
    table.absorb(&other);
    table.settle(&library);
    assert_eq!(show(&mut table), (10, 7), "what was known stays");
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
        let picture = Picture::of_all(&table);
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
        some("11 hours", "On average the work takes ...")
    );
    assert_eq!(
        about("The average age of surveyors in Galway is 47.6 years."),
        some("47.6 years", "age of surveyors in Galway is ...")
    );
    assert_eq!(about("The review took 1 month."), some("1 month", "The review took ..."));
    assert_eq!(
        about("The median salary of nurses in Cardiff is $29,600 a year."),
        some("$29,600", "salary of nurses in Cardiff is ...")
    );
    assert_eq!(
        about("The round has a budget of about $95.5 million for three towns."),
        some("about $95.5 million", "The round has a budget of about ...")
    );
    assert_eq!(
        about("After the switch 7,300 people received the wrong letter."),
        some("7,300 people", "... received the wrong letter")
    );
    assert_eq!(
        about("Errors rose by 20%, 3% of them after the switch."),
        some("up 20 %", "Errors rose by ...")
    );
}

#[test]
fn rows_that_are_of_no_article_any_more_do_not_stay() {
    let mut library = library();
    let mut table = table(&library);
    let text = "Title\n\nOnly 7% of nurses use tablets.\n";
    library.renew(Article::read("1".into(), text.into(), library.tagging().tagger()));
    let figures = Stated::of(library.article(ArticleId(1)).expect("an article"));
    for _ in 0..2 * WASTE {
        table.put(ArticleId(1), &figures);
    }
    assert_eq!((table.rows.len(), table.moved), (10 + 2 * WASTE, 0));
    table.settle(&library);
    assert_eq!((table.rows.len(), table.waste, table.moved), (8, 0, 1));
    let picture = picture(&table, &library, &Filter::default(), &Wanted::default());
    let all = ["down 20 % x2", "500 x2", "over 90 %", "7 %", "$1.5 billion", "$3 million"];
    assert_eq!(lines(&mut table, &picture, Order::Repeats, &[]), all);
    let places = picture
        .places_of(picture.ground(&table), labelled(&table, "down 20 %").expect("the figure"));
    let articles: Vec<_> = places.iter().filter_map(|row| Some(table.place(*row)?.0.0)).collect();
    assert_eq!(articles, [0, 2]);
}

#[test]
fn figures_that_come_by_and_by_are_in_the_order_of_all_at_once() {
    let library = library();
    let (mut all, picture_of_all) = all(&library);
    let mut table = Table::default();
    for (id, article) in library.articles() {
        let mut batch = Batch::default();
        batch.put(id, &Stated::of(article));
        table.absorb(&batch);
        table.settle(&library);
        // Those that came are in their order, whatever is to come.
        let picture = picture(&table, &library, &Filter::default(), &Wanted::default());
        lines(&mut table, &picture, Order::About, &[]);
    }
    let picture = picture(&table, &library, &Filter::default(), &Wanted::default());
    for order in Order::ALL {
        let by_and_by = lines(&mut table, &picture, order, &["500", "down 20 %"]);
        assert_eq!(by_and_by, lines(&mut all, &picture_of_all, order, &["500", "down 20 %"]));
    }
}

/// What happens to a library.
#[derive(Clone, Debug)]
enum Happening {
    /// An article comes, or has another text.
    Text(usize, usize),
    /// A person calls a part of a text a statistic, or no longer.
    Toggle(usize, usize, usize),
    Level(Sensitivity),
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        2 => (0..3_usize, 0..TEXTS.len()).prop_map(|(article, text)| Happening::Text(article, text)),
        3 => (0..3_usize, 0..6_usize, 1..4_usize)
            .prop_map(|(article, from, len)| Happening::Toggle(article, from, len)),
        1 => prop::sample::select(&Sensitivity::ALL[..]).prop_map(Happening::Level),
    ]
}

fn happen(library: &mut Library, table: &mut Table, happening: &Happening) {
    match happening {
        Happening::Text(article, text) => {
            let text = format!("Title\n\n{}\n", TEXTS[*text]);
            let read = Article::read(format!("{article}"), text.into(), library.tagging().tagger());
            table.forget(library.renew(read));
        }
        Happening::Toggle(article, from, len) => {
            let Some(id) = library.named(&format!("{article}")) else { return };
            let article = library.article(id).expect("an article");
            // A sentence, a part of one, or more than one.
            let sentences = &article.document.sentences;
            let Some(first) = sentences.get(*from) else { return };
            let last = sentences.get(from + len / 2).unwrap_or(first);
            let start = first.span.start + u32::from(*len == 3);
            let span = Span { start, end: last.span.end };
            let statistic = Act::Toggle(Label::Kind(Kind::Statistic));
            if let Some(step) = library.edit(&[(id, span)], &statistic) {
                library.take(step);
            }
        }
        Happening::Level(level) => {
            let levels = library.levels();
            library.set_levels(levels.with(Kind::Statistic, *level));
        }
    }
}

/// What the texts state: the figures of what is a statistic by default, or only by hand.
fn stated_by_texts(library: &Library) -> Vec<(ArticleId, Span)> {
    let mut all = Vec::new();
    for (id, article) in library.articles() {
        let is_sentence =
            |span: Span| article.document.sentences.iter().any(|sentence| sentence.span == span);
        for passage in &article.passages {
            let is_made = passage.origin(Label::Kind(Kind::Statistic)) == Origin::Made;
            let is_found = passage.grades.under(Levels::default()).has(Kind::Statistic);
            let is_known = is_made || is_found || !is_sentence(passage.span);
            if passage.kinds.has(Kind::Statistic) && is_known {
                all.extend(passage.figures.iter().map(|figure| (id, figure.span)));
            }
        }
    }
    all.sort_unstable();
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn what_shows_is_what_the_texts_state(
        happenings in prop::collection::vec((happening(), any::<bool>()), 1..12),
    ) {
        let mut library = Library::new(Codebook::bundled());
        let mut table = Table::default();
        let (mut picture, mut sought) = (Picture::default(), Sought::default());
        for (happening, is_asked) in &happenings {
            happen(&mut library, &mut table, happening);
            if !is_asked {
                continue;
            }
            let mut batch = Batch::default();
            for (nth, (id, article)) in library.articles().enumerate() {
                let figures = Stated::of(article);
                match nth % 2 {
                    0 if table.lacks(id) => table.put(id, &figures),
                    _ => batch.put(id, &figures),
                }
            }
            table.absorb(&batch);
            table.settle(&library);
            while table.is_behind() {
                table.settle(&library);
            }
            let survey = Survey::of(&library, &Filter::default());
            picture.renew(&table, &library, &survey, &mut sought);
            let figures = picture.in_order(&mut table, Order::Value);
            let ground =
                Ground { table: &table, library: &library, survey: &survey, sought: &sought };
            let places = figures.iter().flat_map(|figure| picture.places_of(ground, *figure));
            let mut places: Vec<_> = places.filter_map(|row| table.place(row)).collect();
            places.sort_unstable();
            prop_assert_eq!(places.len(), picture.places());
            prop_assert_eq!(places, stated_by_texts(&library));
        }
    }
}
