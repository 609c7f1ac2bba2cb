//! Queries as typed and as understood, and the places they lead to.

use super::*;
use crate::text::Document;

/// A query as short as it can be told.
fn told(query: &Query) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let word = |word: &Word| match word.high.split_last() {
        _ if word.low == word.high => text(&word.low),
        Some((_, high)) if word.low == high => format!("{}*", text(high)),
        Some((_, high)) => format!("{}..{}", text(&word.low), text(high)),
        None => String::new(),
    };
    let phrase = |phrase: &Phrase| phrase.iter().map(word).collect::<Vec<_>>().join(" ");
    let part = |part: &Part| {
        let sign = if part.excluded { "-" } else { "" };
        let named = Field::NAMED.iter().find(|(_, field)| *field == part.field);
        let field = named.map_or(String::new(), |(name, _)| format!("{name}:"));
        let phrases: Vec<_> = part.sought.phrases().iter().map(phrase).collect();
        let near = match part.sought {
            Sought::Phrase(_) => String::new(),
            Sought::Near { distance, .. } => format!("~{distance}"),
        };
        format!("{sign}{field}[{}]{near}", phrases.join("|"))
    };
    query.parts.iter().map(part).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check(typed: &str, expected: &str) {
    assert_eq!(Query::of(typed).map(|query| told(&query)), Ok(expected.to_owned()), "{typed}");
}

#[test]
fn what_is_typed_is_understood() {
    check("", "");
    check("  Nurses  Caf\u{e9} ", "[nurses] [cafe]");
    check("\"machine learning\" “Deep ‘Nets’”", "[machine learning] [deep nets]");
    check("nurs* \"deep net\"*", "[nurs*] [deep net*]");
    check("well-known don’t 1,240", "[well known] [don t] [1 240]");
    check("-nurses -\"of the\" a -b", "-[nurses] -[of the] [a] -[b]");
    check(
        "title:nurses AUTHOR:\"Jane Doe\" -source:bbc*",
        "title:[nurses] author:[jane doe] -source:[bbc*]",
    );
    check("http://x.org & * -", "[http x org]");
    check("a NEAR b NEAR/3 \"c d\" e", "[a|b|c d]~3 [e]");
    check("NEAR(a \"b c\" d*, 5) NEAR(x)", "[a|b c|d*]~5 [x]");
    check("title:a NEAR/0 title:b", "title:[a|b]~0");
    check("near nearby NEARBY", "[near] [nearby] [nearby]");
    check("date:2024 date:2024-3 date:2024-03-05", "date:[2024*] date:[202403*] date:[20240305*]");
    check(
        "date:2023..2024-06 date:..2020 date:2021..",
        "date:[2023..202406] date:[0..2020] date:[2021..9]",
    );
    check("中文", "[中 文]");
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let check = |typed, at, why: &str| {
        let fault = Query::of(typed).expect_err(typed);
        assert_eq!(fault.at, at, "{typed}: {fault}");
        assert!(fault.why.contains(why), "{typed}: {fault}");
    };
    check("é \"open", 2, "not closed");
    check("é NEAR/3", 2, "nothing behind");
    check("NEAR/3 a", 0, "nothing before");
    check("-a NEAR b", 3, "nothing before");
    check("a NEAR -b", 2, "joins");
    check("a NEAR title:b", 2, "joins");
    check("a NEAR(b c", 2, "not closed");
    check("NEAR(b, x)", 8, "number");
    check("NEAR(&)", 0, "no words");
    check("title: a", 0, "nothing behind");
    check("x date:soon", 7, "a date is");
    check("date:..", 5, "a date is");
    assert_eq!(Fault { at: 0, why: "x" }.to_string(), "x at character 1");
}

#[test]
fn what_is_still_typed_may_be_open() {
    let typing = |typed| Query::typing(typed).map(|query| told(&query));
    for (typed, expected) in [
        ("nur", "[nur*]"),
        ("nurses ", "[nurses]"),
        ("a nur", "[a] [nur*]"),
        ("\"machine lear", "[machine lear*]"),
        ("\"machine learning\"", "[machine learning]"),
        ("\"", ""),
        ("title:", ""),
        ("title:x", "title:[x*]"),
        ("a NEAR/", "[a] [near]"),
        ("a NEAR/3", "[a]"),
        ("NEAR(", ""),
        ("NEAR(a b", "[a|b*]~10"),
        ("NEAR(a b,", "[a|b]~10"),
        ("NEAR(a b, 5", "[a|b]~5"),
        ("date:202", ""),
        ("date:2024", "date:[2024*]"),
        ("-", ""),
    ] {
        assert_eq!(typing(typed), Ok(expected.to_owned()), "{typed}");
    }
}

#[test]
fn nothing_that_can_be_typed_is_a_fault_while_its_end_is_open() {
    let whole = "title:\"a b\" -x* NEAR(a \"b c\", 12) y NEAR/3 z date:2023-01..2024 “q”";
    for (at, _) in whole.char_indices() {
        let typed = &whole.get(..at).expect("a boundary");
        assert!(Query::typing(typed).is_ok(), "{typed}: {:?}", Query::typing(typed));
    }
    assert!(Query::of(whole).is_ok());
}

const TEXT: &str = "Nurses fear cuts\n\nBy Jane Doe\n\n\
    The clinic moved. Some nurses said that job cuts would come, and\nthat night shifts grow.\n\n\
    Later the cuts came, and the nurses went. Nothing else happened for a long while after all of that, \
    though many had said that it would, and that more was to come than anybody could know at the time \
    at which the clinic moved.\n\n2 comments\n\nSign up for our newsletter";

#[track_caller]
fn shown(typed: &str, expected: &str) {
    let document = Document::read(TEXT.as_bytes());
    let place = place(&Query::of(typed).expect("a query"), &document);
    let snippet = Snippet::of(&document, &place);
    let mut marked = String::new();
    let mut at = 0;
    for word in &snippet.words {
        marked += Span::new(at, word.start as usize).of(&snippet.text);
        marked += &format!("[{}]", word.of(&snippet.text));
        at = word.end as usize;
    }
    marked += Span::new(at, snippet.text.len()).of(&snippet.text);
    assert_eq!(marked, expected, "{typed}");
    assert_eq!(
        place.words.first().map(|it| it.start),
        (!place.words.is_empty()).then_some(place.span.start)
    );
}

use crate::text::Span;

#[test]
fn the_best_place_has_most_of_it_in_running_text() {
    shown(
        "nurses cuts",
        "The clinic moved. Some [nurses] said that job [cuts] would come, and that night shifts grow.",
    );
    shown(
        "\"the cuts\" nurses",
        "Later [the cuts] came, and the [nurses] went. Nothing else happened for a long while after all of \
         that, though many had said that it would, and that more was to come than anybody could know at the \
         time at which the clinic moved.",
    );
    shown("shift*", "…Some nurses said that job cuts would come, and that night [shifts] grow.");
    shown("title:cuts", "Nurses fear [cuts]");
    shown(
        "NEAR(clinic nurses, 2)",
        "The [clinic] moved. Some [nurses] said that job cuts would come, and that night shifts grow.",
    );
    shown(
        "source:x",
        "The clinic moved. Some nurses said that job cuts would come, and that night shifts grow.",
    );
    shown(
        "-x",
        "The clinic moved. Some nurses said that job cuts would come, and that night shifts grow.",
    );
    shown(
        "\"come and that\"",
        "The clinic moved. Some nurses said that job cuts would [come, and that] night shifts grow.",
    );
}
