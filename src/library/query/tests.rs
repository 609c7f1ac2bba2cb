//! Queries as tables: trees, errors, words, completions; and what holds of any.

mod generated;

use super::{Candidate, Completion, Field, Ground, Query, QueryError, Scope};
use crate::library::{Annotation, AnnotationId, Article, ArticleId, Card, Library};
use crate::tag::codebook::Theme;
use crate::tag::{Codebook, Kind, Label, Passage, Tagger, ThemeId, Verdict};
use crate::text::Span;

/// Themes with names that are alike, in need of quotation marks, and one part of another.
pub(super) fn codebook() -> Codebook {
    let theme = |name: &str| Theme { name: name.into(), ..Theme::default() };
    let names = ["skills gap", "skills shortage", "new roles", "AI & law", "none", "#2"];
    let mut themes: Vec<Theme> = names.into_iter().map(theme).collect();
    themes[1].parent = Some(ThemeId(0));
    Codebook { themes, ..Codebook::default() }
}

fn parse(typed: &str) -> Result<Query, QueryError> {
    Query::parse(typed, &codebook())
}

/// A tree with all its brackets: "and(concern, not(starred))".
fn tree(query: &Query) -> String {
    let list = |parts: &[Query]| parts.iter().map(tree).collect::<Vec<_>>().join(", ");
    match query {
        Query::And(parts) => format!("and({})", list(parts)),
        Query::Or(parts) => format!("or({})", list(parts)),
        Query::Not(inner) => format!("not({})", tree(inner)),
        Query::Within(inner) => format!("article({})", tree(inner)),
        Query::Atom(_) => query.typed(&codebook()),
    }
}

#[test]
fn what_is_typed_becomes_a_tree() {
    for (typed, expected) in [
        ("concern", "concern"),
        ("Concerns", "concern"),
        ("stats", "statistic"),
        ("kind:o", "opportunity"),
        ("concern starred", "and(concern, starred)"),
        ("concern and starred & memo && made", "and(concern, starred, memo, made)"),
        ("a or b c | d || e", "or(a, and(b, c), d, e)"),
        ("not a b", "and(not(a), b)"),
        ("not (a b)", "not(and(a, b))"),
        ("-a !b NOT c", "and(not(a), not(b), not(c))"),
        ("not not a", "not(not(a))"),
        ("(a (b c)) d", "and(a, b, c, d)"),
        ("a or (b or c)", "or(a, b, c)"),
        ("(a or b) c", "and(or(a, b), c)"),
        ("((a))", "a"),
        ("concern and article(statistic)", "and(concern, article(statistic))"),
        ("not Article ( a or b )", "not(article(or(a, b)))"),
        ("article", "\"article\""),
        ("article:starred article:memo", "and(article:starred, article:memo)"),
        ("waiting confirmed rejected", "and(suggested, confirmed, rejected)"),
        ("origin:made origin:rejected", "and(made, rejected)"),
        ("\"concern\" \"and\"", "and(\"concern\", \"and\")"),
        ("\"job cuts\"", "\"job cuts\""),
        ("“job cuts”", "\"job cuts\""),
        (r#""say \"no\" \\ \d""#, r#""say \"no\" \\ \\d""#),
        ("job-cuts auto* don’t 10:30", "and(job-cuts, auto*, don’t, \"10:30\")"),
        ("/job (cut|loss)/ /AI/i", "and(/job (cut|loss)/, /AI/i)"),
        (r"/and\/or/", r"/and\/or/"),
        ("text:concern", "\"concern\""),
        ("theme:\"Skills Gap\"", "theme:\"skills gap\""),
        ("theme:new", "theme:\"new roles\""),
        ("theme:short", "theme:\"skills shortage\""),
        ("theme:none", "theme:none"),
        ("theme:\"none\"", "theme:\"none\""),
        ("theme:#2 theme:\"#2\"", "and(theme:\"new roles\", theme:\"#2\")"),
        ("title: nurses and author:\"Jane Doe\"", "and(title:nurses, author:\"Jane Doe\")"),
        ("source:https://www.bbc.co.uk/news", "source:\"https://www.bbc.co.uk/news\""),
        ("title:/^The/ lang:French", "and(title:/^The/, lang:French)"),
        ("memo:later memo", "and(memo:later, memo)"),
        ("date:2024 date<2023 date:>=2024-03", "and(date:2024, date:..2022, date:2024-03..)"),
        ("date:none date:2024-03..2024-06", "and(date:none, date:2024-03..2024-06)"),
        ("words > 500 words<=9 words:3", "and(words>500, words<=9, words=3)"),
        ("words a", "and(words, a)"),
        ("value>50% value<-1,000.5", "and(value>50%, value<-1000.5)"),
        ("value>=\"3 km\" unit:$", "and(value>=\"3 km\", unit:\"USD\")"),
        ("copy or copies", "or(copy, copy)"),
    ] {
        let query = parse(typed).unwrap_or_else(|error| panic!("{}", error.pointed(typed)));
        assert_eq!(tree(&query), expected, "{typed}");
    }
}

#[test]
fn errors_point_at_the_character_and_say_what_to_do() {
    for (typed, at, what) in [
        ("", 0, "a condition is missing"),
        ("  ", 0, "a condition is missing"),
        ("concern and", 11, "a condition is missing"),
        ("concern and ) a", 12, "a condition is missing"),
        ("a or or b", 5, "a condition is missing"),
        ("not", 3, "a condition is missing"),
        ("()", 1, "a condition is missing"),
        ("concern and (title:x", 12, "this bracket is not closed; add a )"),
        ("article(a", 7, "this bracket is not closed"),
        ("é a) b", 4, "no bracket is open here"),
        ("a \"job cuts", 2, "this quotation mark is not closed"),
        ("é /abc", 3, "this pattern is not closed"),
        ("title:/a(b/", 8, "no pattern: unclosed group"),
        ("/a/g", 3, "behind a pattern only i may stand"),
        ("source:/home/jane", 13, "put a path in quotes"),
        ("starred titel:x", 8, "no field 'titel': there are kind: theme:"),
        ("title<x", 5, "title is not compared; write title:"),
        ("a title:", 8, "a value is missing: words of the article's title"),
        ("date:<", 6, "a value is missing: 2024, "),
        ("title:(a b)", 6, "a value is missing"),
        ("a >5", 2, "a field is missing before this sign"),
        (
            "theme:farming",
            6,
            "no theme 'farming'; there are skills gap, skills shortage, new roles",
        ),
        ("theme:ski", 6, "'ski' may be skills gap, skills shortage; type more of it"),
        ("theme:#9", 6, "there is no theme number 9"),
        ("kind:x", 5, "behind kind stands concern, opportunity or statistic"),
        ("origin:x", 7, "behind origin stands suggested"),
        ("article:x", 8, "article:starred, article:memo or article(...)"),
        ("date:2024-13", 5, "there is no 2024-13 in the calendar"),
        ("date:2025..2024", 5, "ends before it begins"),
        ("words>many", 6, "behind words stands its length"),
        ("value>1.2.3", 6, "behind value stands a figure"),
        ("a %", 2, "no word to look for; a pattern finds signs, as in /%/"),
        ("theme:/x/", 6, "no pattern stands here"),
    ] {
        let error = parse(typed).expect_err(typed);
        assert_eq!(error.at, at, "{typed}: {error}");
        assert!(error.what.contains(what), "{typed}: {error}");
    }
}

#[test]
fn the_caret_stands_below_its_character() {
    let typed = "é\t\u{2003}要 \x1bx ) y";
    let pointed = parse(typed).expect_err("a bracket too many").pointed(typed);
    let what = "no bracket is open here; leave this one out or add a ( before";
    assert_eq!(pointed, format!("é  要 ^[x ) y\n          ^ {what}"));
}

#[test]
fn hostile_queries_are_refused() {
    for typed in ["(".repeat(100_000), "-".repeat(100_000), "article(".repeat(50_000)] {
        assert!(parse(&typed).is_err_and(|error| error.what.contains("nested")));
    }
    assert!(parse(&"a ".repeat(256)).is_ok());
    assert!(parse(&"a ".repeat(257)).is_err_and(|error| error.at == 512));
    assert!(parse(&"a".repeat(1001)).is_err_and(|error| error.what.contains("too long")));
}

#[test]
fn a_theme_that_is_kept_stays_when_it_is_renamed_or_dropped() {
    let query = parse("theme:new starred").expect("a query");
    let kept = serde_json::to_string(&query).expect("JSON");
    assert_eq!(kept, "\"theme:#2 and starred\"");
    let read: Query = serde_json::from_str(&kept).expect("a query");
    assert_eq!(read, query);
    let mut codebook = codebook();
    codebook.themes[2].name = "jobs".into();
    assert_eq!(read.typed(&codebook), "theme:jobs and starred");
    codebook.themes[2].dropped = true;
    assert_eq!(read.typed(&codebook), "theme:#2 and starred");
    assert_eq!(Query::parse("theme:#2 and starred", &codebook), Ok(query));
    assert!(serde_json::from_str::<Query>("\"theme:jobs\"").is_err());
    assert_eq!((Query::check("theme:any"), Query::check("(").is_err()), (Ok(()), true));
}

#[test]
fn a_query_is_said_in_words() {
    for (typed, expected) in [
        ("concern", "concerns"),
        ("concern or statistic", "concerns or statistics"),
        ("concern statistic", "concerns marked statistic"),
        ("concern starred", "concerns starred"),
        (
            "concern starred date:2024 \"job cuts\"",
            "concerns starred, with 'job cuts', in articles dated 2024",
        ),
        ("-concern memo", "passages not marked concern, with a memo"),
        ("not memo", "passages without a memo"),
        ("concern and article(statistic)", "concerns in articles with statistics"),
        ("concern -article(statistic)", "concerns in articles without statistics"),
        ("(concern or statistic) theme:new", "concerns or statistics on new roles"),
        ("(starred or memo) made", "passages (starred or with a memo), marked by you"),
        ("a or title:b", "passages with 'a' or passages in articles with 'b' in the title"),
        ("(a or title:b) c", "passages (with 'a' or in articles with 'b' in the title), with 'c'"),
        ("concern made a or b", "concerns marked by you, with 'a'; or passages with 'b'"),
        ("not (made starred)", "passages not (marked by you and starred)"),
        ("not (made or starred)", "passages not (marked by you or starred)"),
        ("author:doe date<2023", "passages in articles by 'doe', dated 2022 or earlier"),
        ("value>50% unit:km", "passages with a figure over 50%, with a figure in km"),
        ("words>500 -copy", "passages in articles of over 500 words, not repeating another"),
        ("theme:none suggested", "passages without a theme, to confirm"),
        ("-theme:none /x/i", "passages with a theme, with /x/i"),
        ("theme:#2", "passages on new roles"),
    ] {
        assert_eq!(parse(typed).expect(typed).describe(&codebook()), expected, "{typed}");
    }
}

#[test]
fn a_query_says_what_it_is_about() {
    let scope = |typed| parse(typed).expect(typed).scope();
    for typed in ["title:a", "copy or not article(a)", "date:none words>5 article:memo"] {
        assert_eq!(scope(typed), Scope::Article, "{typed}");
    }
    for typed in ["a", "title:a memo:b", "not starred"] {
        assert_eq!(scope(typed), Scope::Passage, "{typed}");
    }
    let needs_text = |typed| parse(typed).expect(typed).needs_text();
    assert!(needs_text("concern article(a)") && needs_text("value>5"));
    assert!(!needs_text("concern title:a memo:b article(starred)"));
}

/// What the cursor, `|`, in a text completes to.
fn completed(typed: &str) -> (Vec<String>, Completion) {
    let cursor = typed.find('|').expect("a cursor");
    let typed = typed.replacen('|', "", 1);
    let values = |field| match field {
        Field::Author => vec!["Jane Doe".to_owned(), "Oz".to_owned()],
        _ => Vec::new(),
    };
    let completion = Completion::of(&typed, cursor, &codebook(), values);
    let apply = |candidate: &Candidate| {
        let (mut text, cursor) = completion.apply(&typed, candidate);
        text.insert(cursor, '|');
        text
    };
    (completion.candidates.iter().map(apply).collect(), completion)
}

#[test]
fn what_is_begun_is_completed() {
    for (typed, expected) in [
        ("con|", &["concern|", "confirmed|"][..]),
        ("starred and (con|) x", &["starred and (concern|) x", "starred and (confirmed|) x"]),
        ("con|cern", &["concern|", "confirmed|"]),
        ("-ST|", &["-statistic|", "-starred|"]),
        ("an|", &[]),
        ("a an|", &["a and|"]),
        ("a or|", &["a or|", "a origin:|"]),
        ("art|", &["article:|", "article(|"]),
        ("rol|", &["theme:\"new roles\"|"]),
        ("theme:s|", &["theme:\"skills gap\"|", "theme:\"skills shortage\"|"]),
        ("theme:\"skills s| or x", &["theme:\"skills shortage\"| or x"]),
        ("theme:no|", &["theme:\"none\"|", "theme:none|"]),
        ("kind:|", &["kind:concern|", "kind:opportunity|", "kind:statistic|"]),
        ("article:|", &["article:starred|", "article:memo|"]),
        ("origin:r|", &["origin:rejected|"]),
        ("author:d|", &["author:\"Jane Doe\"|"]),
        ("author: |", &["author: \"Jane Doe\"|", "author: Oz|"]),
        ("date:|", &["date:none|"]),
        ("\"job c|", &[]),
        ("/con|", &[]),
        ("nofield:x|", &[]),
        ("é|", &[]),
    ] {
        let (texts, _) = completed(typed);
        assert_eq!(texts, expected, "{typed}");
    }
    let (all, completion) = completed("a |");
    assert!(all.contains(&"a and|".to_owned()) && all.contains(&"a concern|".to_owned()));
    assert!(completion.candidates.iter().all(|candidate| !candidate.help.is_empty()));
    let (none, _) = completed("|");
    assert!(!none.contains(&"and|".to_owned()) && none.contains(&"not|".to_owned()));
}

/// One article with a title, an author and a date, three passages and what a person did to them.
fn library() -> Library {
    let text = "Nurses and machines\n\nBy Jane Doe\n\nMarch 5, 2024\n\nNurses fear job cuts at the clinic.\n\n\
        They hope that machines bring new roles to all.\n\nOf the beds 60% are empty, and 40 km away none.\n";
    let codebook = codebook();
    let tagger = Tagger::new(&codebook);
    let mut article = Article::read("news/clinic.txt".into(), text.into(), &tagger);
    let span = |words: &str| {
        let start = text.find(words).expect("words");
        Span::new(start, start + words.len())
    };
    let passages = [
        ("Nurses fear job cuts at the clinic.", Kind::Concern, 1),
        ("They hope that machines bring new roles to all.", Kind::Opportunity, 2),
        ("Of the beds 60% are empty, and 40 km away none.", Kind::Statistic, 3),
    ];
    let figures = std::mem::take(&mut article.passages).into_iter().flat_map(|it| it.figures);
    let figures: Vec<_> = figures.collect();
    let passages = passages.map(|(words, kind, theme)| {
        let span = span(words);
        let figures = figures.iter().filter(|figure| span.overlaps(figure.span)).cloned();
        Passage {
            span,
            kinds: [kind].into_iter().collect(),
            themes: Some(ThemeId(theme)).filter(|_| theme != 3).into_iter().collect(),
            figures: figures.collect(),
            ..Passage::default()
        }
    });
    article.passages = passages.to_vec();
    let mut annotation = Annotation::on(text, span("Nurses fear job cuts at the clinic."));
    annotation.verdicts.insert(Label::Kind(Kind::Concern), Verdict::Confirmed);
    annotation.verdicts.insert(Label::Theme(ThemeId(2)), Verdict::Rejected);
    annotation.memo = "Ask the ward".into();
    annotation.starred = true;
    let card = Card { starred: true, memo: String::new() };
    let work = [(AnnotationId(1), annotation)].into_iter().collect();
    let article = article.worked_on(card, work, || &tagger);
    let mut library = Library::new(codebook);
    library.add(article);
    library
}

#[test]
fn conditions_are_answered() {
    let library = library();
    let article = library.article(ArticleId(0)).expect("an article");
    let ground = Ground::of(&library, ArticleId(0), article);
    for (typed, expected) in [
        ("concern", "Nurses"),
        ("concern or opportunity", "Nurses They"),
        ("concern opportunity", ""),
        ("concern and article(opportunity)", "Nurses"),
        ("article(concern starred)", "Nurses They Of"),
        ("article(concern -starred)", ""),
        ("not article(concern) or statistic", "Of"),
        ("\"Job-Cuts\"", "Nurses"),
        ("/job +CUTS/i -/CUTS/", "Nurses"),
        ("theme:\"skills gap\"", "Nurses"),
        ("theme:short", "Nurses"),
        ("theme:none", "Of"),
        ("confirmed", "Nurses"),
        ("suggested", "They Of"),
        ("made", ""),
        ("rejected starred memo", "Nurses"),
        ("memo:ward", "Nurses"),
        ("memo:clinic", ""),
        ("value>50%", "Of"),
        ("value>50", "Of"),
        ("value>60", ""),
        ("value=60 unit:KM", "Of"),
        ("value>50km", ""),
        ("title:machine*", "Nurses They Of"),
        ("title:clinic", ""),
        ("author:doe date:2024-03", "Nurses They Of"),
        ("author:jan", ""),
        ("source:clinic source:news/clinic.txt", "Nurses They Of"),
        ("date<2024-03-05 or date:none", ""),
        ("lang:english", "Nurses They Of"),
        ("words>5 words<100 -copy", "Nurses They Of"),
        ("article:starred -article:memo", "Nurses They Of"),
    ] {
        let query = parse(typed).expect(typed);
        let found = ground.passages(&query).into_iter().map(|passage| {
            passage.span.of(&article.document.text).split(' ').next().unwrap_or_default()
        });
        assert_eq!(found.collect::<Vec<_>>().join(" "), expected, "{typed}");
    }
}
