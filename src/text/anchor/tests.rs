//! Where words are found again, case by case.

use super::*;

/// The anchor of what stands between `[` and `]`, and the text without them.
fn marked(text: &str) -> (String, Anchor) {
    let (before, rest) = text.split_once('[').expect("a mark");
    let (quote, after) = rest.split_once(']').expect("an end of the mark");
    let text = [before, quote, after].concat();
    let anchor = Anchor::of(&text, Span::new(before.len(), before.len() + quote.len()));
    (text, anchor)
}

/// Finds the words in brackets of `old` in `new`, where brackets (in place) or braces (moved) stand
/// around what should be found.
#[track_caller]
fn check(old: &str, new: &str) {
    let (_, anchor) = marked(old);
    let text = new.replace(['[', ']', '{', '}'], "");
    let found = Ground::of(&text).find(&anchor);
    let shown = |span: Span, open: &str, close: &str| {
        let before = Span::new(0, span.start as usize).of(&text);
        let after = Span::new(span.end as usize, text.len()).of(&text);
        [before, open, span.of(&text), close, after].concat()
    };
    let shown = match found.standing {
        Standing::InPlace => shown(found.span, "[", "]"),
        Standing::Moved => shown(found.span, "{", "}"),
        Standing::Lost => text.clone(),
    };
    assert_eq!(shown, new);
}

const OLD: &str = "The ward was short of staff. [Nurses fear that the new software will cost \
    them their jobs.] The unions asked for talks.";

#[test]
fn words_that_stand_once_are_in_place() {
    check(OLD, OLD);
    check(OLD, "[Nurses fear that the new software will cost them their jobs.]");
    check(
        OLD,
        "Other words. [Nurses fear that the new software will cost them their jobs.] Others.",
    );
    check("[AI]", "[AI]");
    check("In all [43%] of staff agreed.", "Overall, in all [43%] of staff agreed.");
}

#[test]
fn white_space_typography_and_encoding_do_not_count() {
    check(
        OLD,
        "Nurses\n[Nurses  fear\nthat the new\u{a0}software\n\twill cost them their jobs.]\n",
    );
    check("“[It’s a café – really…]” she said", "[It's a cafe\u{301} -- really...]");
    check("x [护士担心失去工作] y", "[护士担心\n失去工作]");
    check("a [well-known fact about nurses] b", "[well-\nknown fact about nurses]");
}

#[test]
fn edited_words_are_moved() {
    check(
        OLD,
        "The ward was short of staff. {Nurses feared that new software would cost them their jobs.} \
         The unions asked for talks.",
    );
    check(
        OLD,
        "The ward was short of staff. {Midwives fear that the new software will cost them their work.} \
         The unions asked for talks.",
    );
    check(
        OLD,
        "The ward was short of staff. {Some say the new software will cost jobs.} The unions asked \
         for talks.",
    );
    check(
        "Caf\u{e9}s [\u{fc}ber den D\u{e4}chern von K\u{f6}ln] sah er.",
        "Caf?s {?ber den D?chern von K?ln} sah er.",
    );
}

#[test]
fn what_is_inserted_at_an_edge_is_not_taken_in() {
    check(
        OLD,
        "The ward was short of staff. Yes. {Nurses do fear that the new software will cost them their \
         jobs.} So. The unions asked for talks.",
    );
}

#[test]
fn other_words_are_not_guessed() {
    check(OLD, "The ward was short of staff. The unions asked for talks.");
    check(
        OLD,
        "The ward was short of staff. Beds were lacking too, and so was linen. The unions asked for talks.",
    );
    check(OLD, "");
    check("Some [AI] here", "Nothing of it");
    check("the [art] of it", "a party");
    check("it [wait.]", "wait…");
    check("an [e] here", "e\u{301}");
}

#[test]
fn of_several_the_one_in_its_context_is_meant() {
    check(
        "Staff said it. The union [agreed at once]. Owners paused. The city agreed at once. End.",
        "The city agreed at once. End. Staff said it. The union [agreed at once]. Owners paused.",
    );
    check(
        "the first [nurse], the second nurse, the third nurse",
        "now the first [nurse], the second nurse, the third nurse",
    );
}

#[test]
fn where_contexts_are_alike_the_choice_is_called_moved() {
    let line = "The nurse said that it was late at night and that she would go. ";
    check(
        &[line, line, "[", line.trim(), "] ", line, line].concat(),
        &["News of a strike in the city. ", line, line, "{", line.trim(), "} ", line, line]
            .concat(),
    );
}

#[test]
fn a_short_quote_in_another_context_is_called_moved() {
    check(
        "Many patients see a great [risk] in that, says the report.",
        "All is well here, and nobody need fear. There is no {risk} at all.",
    );
}

#[test]
fn repeated_words_shift_as_what_stands_near_them() {
    let row = "| yes | no | perhaps, but that is not yet known to anyone who was asked |\n";
    let old = ["The table of the first of all answers.\n", &row.repeat(30)].concat();
    let new = ["Twenty more words, so that all rows shift a lot. ", &old].concat();
    let head = Anchor::of(&old, Span::new(0, old.find('\n').unwrap()));
    let rows = old
        .match_indices("perhaps")
        .map(|(at, word)| Anchor::of(&old, Span::new(at, at + word.len())));
    let anchors: Vec<Anchor> = std::iter::once(head).chain(rows).collect();
    let found = Ground::of(&new).find_all(&anchors);
    let shift = (new.len() - old.len()) as u32;
    for (anchor, found) in anchors.iter().zip(found) {
        let span = Span::new(anchor.start as usize, anchor.start as usize + anchor.quote.len());
        assert_eq!(found, Found::in_place(span.moved(shift)));
    }
}

#[test]
fn without_words_nothing_is_found() {
    for text in ["", " \n", "words"] {
        for span in [Span::new(0, 0), Span::new(0, 5), Span::new(7, 90)] {
            let anchor = Anchor::of(text, span);
            let found = Ground::of("some words").find(&anchor);
            assert_eq!(found == Found::LOST, anchor.quote.is_empty(), "{anchor:?}");
        }
    }
    let anchor =
        Anchor { quote: " \u{a0}\n".into(), before: "a".into(), after: "b".into(), start: 1 };
    assert_eq!(Ground::of("a \u{a0}\nb").find(&anchor), Found::LOST);
}

#[test]
fn an_anchor_keeps_characters_not_bytes() {
    let text = ["é".repeat(40), " wörter ".to_owned(), "人".repeat(40)].concat();
    let anchor = Anchor::of(&text, Span::new(80, 80 + " wörter ".len()));
    assert_eq!(anchor.quote, "wörter");
    assert_eq!(anchor.start, 81);
    assert_eq!(anchor.before, ["é".repeat(31), " ".to_owned()].concat());
    assert_eq!(anchor.after, [" ".to_owned(), "人".repeat(31)].concat());
    let whole = Anchor::of("all", Span::new(0, 3));
    assert_eq!((whole.before.as_str(), whole.after.as_str()), ("", ""));
}

#[test]
fn long_quotes_are_found_by_their_ends() {
    let sentence =
        |at: usize| format!("Sentence {at} tells of ward {} and of bed {}. ", at * 7, at * 13);
    let long: String = (0..200).map(sentence).collect();
    let middle: String = (0..200).filter(|at| *at != 100).map(sentence).collect();
    check(&["A [", long.trim(), "] b"].concat(), &["And so. A {", middle.trim(), "} b"].concat());
    check(&["A [", long.trim(), "] b"].concat(), &["And so. A [", long.trim(), "] c"].concat());
    let ends = [long.get(..1500).unwrap(), long.get(long.len() - 1500..).unwrap()].concat();
    check(&["A [", long.trim(), "] b"].concat(), &ends);
}

#[test]
fn anchors_and_standings_come_back_as_written() {
    for (standing, name) in
        [(Standing::InPlace, "inplace"), (Standing::Moved, "moved"), (Standing::Lost, "lost")]
    {
        let written = serde_json::to_string(&standing).unwrap();
        assert_eq!(written, format!("\"{name}\""));
        assert_eq!(serde_json::from_str::<Standing>(&written).unwrap(), standing);
    }
    let (_, anchor) = marked(OLD);
    let written = serde_json::to_string(&anchor).unwrap();
    assert_eq!(serde_json::from_str::<Anchor>(&written).unwrap(), anchor);
}
