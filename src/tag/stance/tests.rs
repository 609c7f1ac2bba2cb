//! Clear cases, the choice of reasons, and properties that hold whatever the weights are.

use proptest::prelude::*;

use super::*;
use crate::tag::Levels;

fn judged(text: &str) -> Passage {
    let mut passage = Passage { span: Span::new(0, text.len()), ..Passage::default() };
    judge(text, &mut passage);
    passage
}

fn judge(text: &str, passage: &mut Passage) {
    Stance::new().judge(text, passage, &mut Scratch::default());
    passage.kinds = passage.grades.under(Levels::default());
}

fn cues(text: &str) -> Vec<&str> {
    Stance::new().reasons(text, &judged(text)).iter().map(|cue| cue.span.of(text)).collect()
}

#[test]
fn plain_cases_are_judged_as_a_person_would() {
    let cases = [
        ("c", "Unions fear that thousands of workers will lose their jobs."),
        ("c", "The clinic faces a severe shortage of midwives."),
        ("o", "The new valve improves safety and saves lives."),
        ("o", "Farmers see a great opportunity in the new crop."),
        ("", "The meeting took place on Tuesday in the town hall."),
        ("", "The library is on the second floor, next to the lifts."),
        ("", ""),
        ("", "\u{1bc9e}"),
        ("", "Pracownicy obawiają się zwolnień."),
    ];
    for (expected, text) in cases {
        let kinds: String =
            judged(text).kinds.iter().filter_map(|kind| kind.name().chars().next()).collect();
        assert_eq!(kinds, expected, "{text}");
    }
}

#[test]
fn reasons_are_the_words_that_weighed_most() {
    let found = cues("The clinic faces a severe shortage of midwives.");
    assert!(found.contains(&"severe shortage"), "{found:?}");
    assert!(cues("The meeting took place on Tuesday.").is_empty());
    for word in ["the", "But", "n't", ",", "4,300"] {
        assert!(!is_telling(word) || word == "n't", "{word}");
    }
    assert!(is_telling("shortage") && is_telling("extraordinarily") && is_telling("Ängste"));
}

#[test]
fn neighbouring_reasons_become_one_cue() {
    let mut reasons = Reasons::default();
    for (at, share) in [(0, 5), (1, 40), (2, 30), (3, 0), (4, -9), (5, 40), (6, 35)] {
        reasons.insert(at, share);
    }
    assert!(reasons.wants(36) && !reasons.wants(35));
    // The earlier of equals first; 30 fell out.
    assert_eq!(reasons.in_text_order().collect::<Vec<_>>(), [1, 5, 6]);
    let mut reasons = Reasons::default();
    for (at, share) in [(0, 100), (1, 24), (2, 26)] {
        reasons.insert(at, share);
    }
    assert_eq!(reasons.in_text_order().collect::<Vec<_>>(), [0, 2], "a quarter or more");
}

#[test]
fn enormous_input_is_judged() {
    let text = "fear and hope, ".repeat(100_000);
    assert!(!judged(&text).kinds.is_empty() && !cues(&text).is_empty());
}

#[test]
fn a_verdict_adds_up_and_says_how_far_from_the_limit() {
    let text = "Well: the clinic faces a severe shortage of midwives.";
    let span = Span::new(6, text.len());
    let verdicts = Stance::new().verdicts(text, span);
    assert_eq!(verdicts.len(), 2);
    for verdict in &verdicts {
        let given: i32 = verdict.shares.iter().map(|(_, points)| points).sum();
        assert_eq!((verdict.base + given, verdict.article), (verdict.points, 0));
        assert!(verdict.shares.iter().all(|(word, _)| word.start >= 6 && !word.is_empty()));
        assert!(verdict.shares.is_sorted_by_key(|(_, points)| -points.abs()));
    }
    assert!(verdicts[0].margin(Sensitivity::Balanced) >= 0, "a concern");
    assert!(verdicts[1].margin(Sensitivity::Strict) < 0, "no opportunity");
    let weightiest = verdicts[0].shares[0].0.of(text);
    assert!(["faces", "severe", "shortage"].contains(&weightiest), "{weightiest}");
    assert!(Stance::new().verdicts("Pracownicy obawiają się", Span::new(0, 9)).is_empty());
}

proptest! {
    #[test]
    fn marks_have_reasons_within_the_passage(before in ".{0,20}", text in "(\\PC{0,9}|fear |risk |improve |jobs |not |[,.;’'-] ?){0,12}") {
        let whole = format!("{before}{text}");
        let span = Span::new(before.len(), whole.len());
        let judged_within = || {
            let mut passage = Passage { span, ..Passage::default() };
            judge(&whole, &mut passage);
            passage
        };
        let passage = judged_within();
        prop_assert_eq!(&passage, &judged_within());
        let cues = Stance::new().reasons(&whole, &passage);
        for kind in [Kind::Concern, Kind::Opportunity] {
            let mut last = span.start;
            for cue in cues.iter().filter(|cue| cue.label == Label::Kind(kind)) {
                prop_assert!(cue.span.start >= last && cue.span.end <= span.end);
                prop_assert!(!cue.span.of(&whole).is_empty());
                last = cue.span.end;
            }
            let has_cues = cues.iter().any(|cue| cue.label == Label::Kind(kind));
            prop_assert_eq!(has_cues, passage.kinds.has(kind));
        }
        // What stands before the passage does not count.
        let alone = judged(span.of(&whole));
        prop_assert_eq!(passage.scores, alone.scores);
    }
}
