//! Edits on a small article: what they make, what undo makes of it, what two windows make of each other.

use super::*;
use crate::tag::{Kind, Origin, ThemeId};

const TEXT: &str = "Nurses fear job cuts. The clinic moved. The survey covered 12% of firms.";

fn library() -> Library {
    Library::of_text(TEXT)
}

fn span(words: &str) -> Span {
    let start = TEXT.find(words).expect("words of the text");
    Span::new(start, start + words.len())
}

const FIRST: &str = "Nurses fear job cuts.";
const SECOND: &str = "The clinic moved.";
const THIRD: &str = "The survey covered 12% of firms.";
const ID: ArticleId = ArticleId(0);

fn kind(kind: Kind) -> Act {
    Act::Toggle(Label::Kind(kind))
}

fn act(library: &mut Library, words: &[&str], act: &Act) {
    let places: Vec<Stretch> = words.iter().map(|words| (ID, span(words))).collect();
    let step = library.edit(&places, act).expect("a change");
    assert!(library.fits(&step));
    library.take(step);
}

/// "fear: concern confirmed" for each passage, by its second word.
fn passages(library: &Library) -> Vec<String> {
    let article = library.article(ID).expect("an article");
    let words = |passage: &Passage| {
        let quote = passage.span.of(TEXT).split(' ').nth(1).unwrap_or_default();
        let kinds = passage
            .kinds
            .iter()
            .map(|kind| format!(" {} {}", kind.name(), passage.origin(Label::Kind(kind)).name()));
        format!("{quote}:{}", kinds.collect::<String>())
    };
    article.passages.iter().map(words).collect()
}

#[track_caller]
fn check(library: &Library, expected: &[&str]) {
    assert_eq!(passages(library), expected);
}

const FRESH: [&str; 2] = ["fear: concern suggested", "survey: statistic suggested"];

#[test]
fn marks_are_made_confirmed_rejected_and_all_is_undone() {
    let mut library = library();
    check(&library, &FRESH);
    act(&mut library, &[FIRST], &Act::Confirm);
    act(&mut library, &[SECOND], &kind(Kind::Opportunity));
    act(&mut library, &[THIRD], &Act::Reject);
    let all = ["fear: concern confirmed", "clinic: opportunity made"];
    check(&library, &all);
    for _ in 0..3 {
        let step = library.undo().expect("an edit");
        library.take(step);
    }
    check(&library, &FRESH);
    assert!(library.undo().is_err());
    for _ in 0..3 {
        let step = library.redo().expect("an edit");
        library.take(step);
    }
    check(&library, &all);
    assert!(library.redo().is_err());
}

#[test]
fn a_toggle_twice_is_as_before() {
    let mut library = library();
    for words in [FIRST, SECOND] {
        act(&mut library, &[words], &kind(Kind::Concern));
        act(&mut library, &[words], &kind(Kind::Concern));
    }
    check(&library, &["fear: concern confirmed", FRESH[1]]);
    act(&mut library, &[FIRST], &kind(Kind::Concern));
    check(&library, &[FRESH[1]]);
    let theme = Act::Toggle(Label::Theme(ThemeId(2)));
    act(&mut library, &[THIRD], &theme);
    act(&mut library, &[THIRD], &theme);
    let passage = library.passage((ID, span(THIRD))).expect("a passage");
    assert_eq!((passage.themes.as_slice(), passage.hand), (&[][..], None), "no trace is left");
}

#[test]
fn in_bulk_those_that_lack_a_mark_get_it() {
    let mut library = library();
    act(&mut library, &[FIRST, THIRD], &kind(Kind::Concern));
    check(&library, &["fear: concern confirmed", "survey: concern made statistic suggested"]);
    act(&mut library, &[FIRST, THIRD], &kind(Kind::Concern));
    check(&library, &[FRESH[1]]);
    let step = library.undo().expect("an edit");
    assert_eq!(step.what, "undone: no longer marked concern: 2 passages");
    library.take(step);
    check(&library, &["fear: concern confirmed", "survey: concern made statistic suggested"]);
}

#[test]
fn confirming_all_over_again_is_no_edit() {
    let mut library = library();
    act(&mut library, &[FIRST], &Act::Confirm);
    assert_eq!(library.edit(&[(ID, span(FIRST))], &Act::Confirm), None);
    assert_eq!(library.edit(&[(ID, span(SECOND))], &Act::Reject), None);
}

#[test]
fn a_passage_gets_other_bounds_with_all_it_carries() {
    let mut library = library();
    act(&mut library, &[FIRST], &Act::Star);
    act(&mut library, &[FIRST], &Act::Memo("who says so?\n".into()));
    let to = span("fear job cuts");
    let step = library.resize((ID, span(FIRST)), to).expect("a step");
    library.take(step);
    check(&library, &["job: concern made", FRESH[1]]);
    let hand = library.passage((ID, to)).and_then(|it| it.hand).expect("a hand");
    assert!(hand.starred && hand.noted);
    // Back to where the tagger has it: the rejection there gives way.
    let step = library.resize((ID, to), span(FIRST)).expect("a step");
    library.take(step);
    check(&library, &["fear: concern made", FRESH[1]]);
    for _ in 0..2 {
        let step = library.undo().expect("an edit");
        library.take(step);
    }
    check(&library, &FRESH);
}

#[test]
fn what_others_did_first_stands_and_the_rest_is_put_on_top() {
    let mut ours = library();
    let mut theirs = library();
    act(&mut theirs, &[FIRST], &Act::Reject);
    act(&mut theirs, &[SECOND], &kind(Kind::Concern));
    act(&mut ours, &[FIRST], &Act::Confirm);
    act(&mut ours, &[THIRD], &Act::Confirm);
    let rebased = ours.rebase(theirs.journal().steps().to_vec(), 2);
    check(&ours, &["clinic: concern made", "survey: statistic confirmed"]);
    let what = |steps: &[Step]| steps.iter().map(|step| step.what.clone()).collect::<Vec<_>>();
    assert_eq!(what(&rebased.dropped), ["confirmed 'Nurses fear job cuts.'"]);
    assert_eq!(what(&rebased.kept), ["confirmed 'The survey covered 12% of firms.'"]);
    assert_eq!(rebased.kept[0].id, ours.journal().last());
    // Whoever takes all steps in their order sees the same.
    let mut third = library();
    ours.journal().steps().iter().for_each(|step| third.take(step.clone()));
    assert_eq!(third.article(ID), ours.article(ID));
}

#[test]
fn steps_are_written_and_read() {
    let mut library = library();
    act(&mut library, &[FIRST], &Act::Confirm);
    act(&mut library, &[FIRST], &Act::Memo("\u{1b}[31m \"red\"".into()));
    let card = library.edit_card(ID, |card| card.starred = true).expect("a step");
    library.take(card);
    for step in library.journal().steps() {
        let json = serde_json::to_string(step).expect("JSON");
        assert_eq!(serde_json::from_str::<Step>(&json).expect("a step"), *step);
    }
    let origin = library.passage((ID, span(FIRST))).map(|it| it.origin(Label::Kind(Kind::Concern)));
    assert_eq!(origin, Some(Origin::Confirmed));
}
