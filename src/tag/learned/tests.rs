//! What decisions may change and what they may not.

use proptest::prelude::*;

use super::*;
use crate::ingest::BUNDLED;
use crate::tag::stance::correction::MOST;
use crate::tag::stance::weights;
use crate::tag::{Levels, Passage, Tagger, ThemeId};
use crate::text::{Document, Span};

const CONCERN: Label = Label::Kind(Kind::Concern);
const OPPORTUNITY: Label = Label::Kind(Kind::Opportunity);
const STATISTIC: Label = Label::Kind(Kind::Statistic);
const WARDS: [&str; 16] = [
    "north", "south", "east", "west", "upper", "lower", "old", "new", "first", "second", "third",
    "main", "small", "large", "red", "blue",
];

fn lesson(text: &str, label: Label, holds: bool) -> Lesson<'_> {
    Lesson { text, label, holds, article: TextId::default() }
}

/// Near copies of a sentence, all decided alike.
fn alike(texts: &[String], label: Label, holds: bool) -> Vec<Lesson<'_>> {
    texts.iter().map(|text| lesson(text, label, holds)).collect()
}

fn worries() -> Vec<String> {
    WARDS.iter().map(|ward| format!("The {ward} ward worries about lamps.")).collect()
}

/// Many that the shipped model marks and a person might not.
fn wrong_worries() -> Vec<String> {
    let subjects = ["printers", "paper", "staff", "lamps", "chairs", "desks"];
    let pairs = WARDS.iter().flat_map(|ward| subjects.map(|subject| (ward, subject)));
    pairs.map(|(ward, subject)| format!("The {ward} ward worries about {subject}.")).collect()
}

/// One theme with two cues.
fn codebook() -> Codebook {
    let source = "[[theme]]\nname = \"work\"\ndefinition = \"d\"\ncues = [\"job*\", \"staff\"]\n";
    Codebook::parse(source, "made").unwrap()
}

fn taught(lessons: &[Lesson<'_>]) -> Tagger {
    Tagger::taught(&codebook(), &Learned::from_lessons(lessons, &codebook()))
}

fn marked(tagger: &Tagger, text: &str) -> Passage {
    tagger.mark(text, Span::new(0, text.len()), Levels::default())
}

#[test]
fn with_nothing_learned_it_is_the_shipped_tagger() {
    let codebook = Codebook::bundled();
    let none = Learned::from_lessons(&[], &codebook);
    assert!(none.is_empty() && none == Learned::default() && none.fingerprint() == 0);
    let (shipped, taught) = (Tagger::new(&codebook), Tagger::taught(&codebook, &none));
    for (name, source) in BUNDLED {
        let document = Document::read(source);
        let marks = shipped.passages(&document, Levels::default());
        assert_eq!(taught.passages(&document, Levels::default()), marks, "{name}");
        for passage in &marks.passages {
            assert_eq!(taught.cues(&document.text, passage), shipped.cues(&document.text, passage));
            let why = |tagger: &Tagger| tagger.why(&document.text, passage.span, Levels::default());
            assert_eq!(why(&taught), why(&shipped));
        }
    }
}

#[test]
fn neither_order_nor_repetition_matters_and_all_can_be_undone() {
    let texts = worries();
    let mut lessons = alike(&texts, CONCERN, false);
    lessons.push(lesson("Staff gain a day a week.", OPPORTUNITY, true));
    lessons.extend(["3 jobs", "5 jobs"].map(|text| lesson(text, Label::Theme(ThemeId(0)), false)));
    let learned = Learned::from_lessons(&lessons, &codebook());
    let again: Vec<_> = lessons.iter().rev().chain(&lessons[2..5]).copied().collect();
    assert_eq!(Learned::from_lessons(&again, &codebook()), learned);
    assert!(!learned.is_empty());
    let more =
        ["A fourth job.", "A fifth job."].map(|t| lesson(t, Label::Theme(ThemeId(0)), false));
    let all = Learned::from_lessons(&[&lessons[..], &more].concat(), &codebook());
    assert_ne!(all.fingerprint(), learned.fingerprint());
    let undone = Learned::from_lessons(&lessons, &codebook());
    assert_eq!((undone.fingerprint(), &undone), (learned.fingerprint(), &learned));
}

#[test]
fn what_is_rejected_again_and_again_loses_its_mark_and_what_is_unlike_it_nothing() {
    let texts = worries();
    let text = "The river ward worries about lamps.";
    let other = "Unions fear that thousands of workers will lose their jobs.";
    let shipped = Tagger::new(&codebook());
    assert!(marked(&shipped, text).kinds.has(Kind::Concern));
    let rejected = taught(&alike(&texts, CONCERN, false));
    assert!(!marked(&rejected, text).kinds.has(Kind::Concern));
    assert_eq!(marked(&rejected, other), marked(&shipped, other));
    // One decision teaches nothing, not even of its very words.
    let once = taught(&[lesson(text, CONCERN, false)]);
    assert_eq!(marked(&once, text), marked(&shipped, text));
}

#[test]
fn a_mark_that_was_learned_names_the_word() {
    let texts: Vec<String> =
        WARDS.iter().map(|ward| format!("The {ward} hall turnstile squeaks and jams.")).collect();
    let tagger = taught(&alike(&texts, CONCERN, true));
    let text = "Soon: the town hall turnstile squeaks and jams.";
    assert!(marked(&Tagger::new(&codebook()), text).kinds.is_empty());
    let why = tagger.why(text, Span::new(6, text.len()), Levels::default());
    assert!(why.passage.kinds.has(Kind::Concern));
    let cues: Vec<&str> = why.cues.iter().map(|cue| cue.span.of(text)).collect();
    let (word, points) = why.verdicts[0].learned[0];
    assert!(
        cues.iter().any(|cue| word.of(text).contains(cue) || cue.contains(word.of(text))),
        "{cues:?}"
    );
    let verdict = &why.verdicts[0];
    assert!(
        ["hall", "turnstile", "squeaks", "jams"].contains(&word.of(text)) && points > 0,
        "{verdict:?}"
    );
    let given: i32 = verdict.shares.iter().map(|(_, points)| points).sum();
    assert_eq!(verdict.base + verdict.article + given, verdict.points);
    assert!(why.verdicts[1].learned.is_empty());
    let learned = Learned::from_lessons(&alike(&texts, CONCERN, true), &codebook());
    let telling = learned.telling();
    assert!(telling.iter().any(|word| word.word == "hall" && word.held == 16 && word.points > 0));
    assert!(telling.iter().all(|word| word.word != "and" && word.rejected == 0), "{telling:?}");
}

#[test]
fn a_cue_that_misleads_is_put_aside() {
    let theme = Label::Theme(ThemeId(0));
    let wrong = ["A job lot of paint.", "The jobbing printer.", "Jobs to do at home."];
    let lessons = wrong.map(|text| lesson(text, theme, false));
    let text = "Staff fear a severe shortage of jobs.";
    let cues = |tagger: &Tagger| {
        let cues = tagger.cues(text, &marked(tagger, text));
        let own = cues.iter().filter(|cue| cue.label == theme);
        own.map(|cue| cue.span.of(text).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(cues(&taught(&lessons[..2])), ["Staff", "jobs"]);
    assert_eq!(cues(&taught(&lessons)), ["Staff"]);
    let learned = Learned::from_lessons(&lessons, &codebook());
    let cause = Cause::Cue(ThemeId(0), "job*".to_owned());
    assert_eq!(learned.aside(), [Aside { cause, held: 0, rejected: 3 }]);
    let held = lesson("Two jobs went.", theme, true);
    let mixed = [&lessons[..], &[held]].concat();
    assert_eq!(cues(&taught(&mixed)), ["Staff", "jobs"]);
}

#[test]
fn what_is_counted_may_make_no_statistic() {
    let wrong = ["It has 300 pages.", "A book of 120 pages.", "It runs to 90 pages."];
    let lessons = wrong.map(|text| lesson(text, STATISTIC, false));
    let has = |tagger: &Tagger, text| marked(tagger, text).kinds.has(Kind::Statistic);
    assert!(has(&taught(&lessons[..2]), "The report has 64 pages."));
    assert!(!has(&taught(&lessons), "The report has 64 pages."));
    assert!(has(&taught(&lessons), "The report has 64 pages on 400 families."));
    assert!(has(&taught(&lessons), "Costs rose by 12%."));
}

#[test]
fn it_says_whether_it_helps() {
    let find = |lessons: &[Lesson<'_>]| {
        let learned = Learned::from_lessons(lessons, &codebook());
        (learned.findings()[0], learned.is_empty())
    };
    let wrong = wrong_worries();
    let (finding, _) = find(&alike(&wrong, CONCERN, false));
    assert_eq!((finding.outcome(), finding.decisions), (Outcome::Helps, 96));
    assert!(finding.before == 0 && finding.after() > 80 && finding.odds() < 0.01, "{finding:?}");
    let (finding, is_empty) = find(&alike(&wrong[..3], CONCERN, false));
    assert!(finding.outcome() == Outcome::TooFew && is_empty);
    let (finding, is_empty) = find(&alike(&wrong, CONCERN, true));
    assert!(finding.outcome() == Outcome::NoDifference && is_empty);
    let harm = Finding { decisions: 48, before: 30, mended: 2, broken: 9, ..finding };
    assert_eq!(harm.outcome(), Outcome::Harms);
}

/// Sentences of a few words each, in an order that nothing about them tells.
fn scattered(count: usize) -> Vec<String> {
    let starts = ["Staff fear", "Officials hope", "The board plans", "A few say", "Nobody knows"];
    let middles = ["the new rota", "cheaper trains", "a long winter", "repairs", "an early vote"];
    let ends = ["will cut queues", "may fail", "could help the town", "was late", "costs too much"];
    let pick = |words: &[&'static str; 5], at: usize| words[at % 5];
    let text = |at: usize| {
        let (start, middle, end) =
            (pick(&starts, at), pick(&middles, at / 5), pick(&ends, at / 25));
        format!("{start} {middle} {end} at the {} gate.", WARDS[at % 16])
    };
    (0..count).map(text).collect()
}

/// Whether a sentence is a mark, drawn as likely as the shipped model holds it to be.
fn drawn(text: &str, stance: &Stance, draw: u64) -> bool {
    let hash = weights::hash(format!("{draw} {text}").as_bytes()) % 1000;
    stance.scored(text).is_some_and(|(_, scores)| hash < stance.model().chance(0, scores[0]).into())
}

#[test]
fn decisions_that_are_as_the_model_expects_leave_the_shipped_tagger() {
    let (texts, stance) = (scattered(125), Stance::new());
    for draw in 0..6 {
        let decided = |text| lesson(text, CONCERN, drawn(text, &stance, draw));
        let lessons: Vec<_> = texts.iter().map(|text| decided(text)).collect();
        let learned = Learned::from_lessons(&lessons, &codebook());
        assert!(learned.is_empty(), "{draw}: {:?}", learned.findings());
        assert_eq!(learned.findings()[0].strength, 0);
    }
}

#[test]
fn decisions_with_a_pattern_are_learned_among_others_that_have_none() {
    let (wrong, others, stance) = (wrong_worries(), scattered(125), Stance::new());
    let unlike = others.iter().map(|text| lesson(text, CONCERN, drawn(text, &stance, 0)));
    let lessons: Vec<_> = unlike.chain(alike(&wrong, CONCERN, false)).collect();
    let finding = Learned::from_lessons(&lessons, &codebook()).findings()[0];
    assert_eq!(finding.outcome(), Outcome::Helps);
    assert!(finding.strength > 50 && finding.broken * 4 < finding.mended, "{finding:?}");
    let text = "The river ward worries about lamps.";
    assert!(!marked(&taught(&lessons), text).kinds.has(Kind::Concern));
}

#[test]
fn the_fingerprint_is_the_same_on_every_machine() {
    let texts = worries();
    let learned = Learned::from_lessons(&alike(&texts, CONCERN, false), &codebook());
    assert_eq!(learned.fingerprint(), 1_663_895_703_637_610_760, "{:?}", learned.telling());
}

/// An article of so many sentences that all begin and end alike, and where they are.
fn article(begin: &str, end: &str, count: usize) -> (String, Vec<Span>) {
    let line = |at: usize| format!("{begin} the {} gate {end}.\n", WARDS[at % 16]);
    let mut text = String::new();
    let add = |at| {
        let start = text.len();
        text.push_str(&line(at));
        Span::new(start, text.len() - 1)
    };
    let spans = (0..count).map(add).collect();
    (text, spans)
}

fn decided_in<'a>(text: &'a str, spans: &[Span], holds: bool) -> Vec<Lesson<'a>> {
    let article = TextId::of(text);
    let lesson = |span: &Span| Lesson { text: span.of(text), label: CONCERN, holds, article };
    spans.iter().map(lesson).collect()
}

#[test]
fn an_article_is_marked_as_its_decisions_fell_and_no_other_is() {
    let shipped = Tagger::new(&codebook());
    let points = |tagger: &Tagger, text: &str, span| {
        let why = tagger.why(text, span, Levels::default());
        (why.verdicts[0].points, why.verdicts[0].article, why.verdicts[1].article)
    };
    for (begin, end, holds) in
        [("Some fear that", "may be lost", false), ("People say that", "was closed", true)]
    {
        let (text, spans) = article(begin, end, 9);
        let last = &spans[8];
        let other = format!("Another article. {text}");
        let moved = last.moved(17);
        let before = points(&shipped, &text, *last);
        // So few that nothing is learned of words.
        let lessons = decided_in(&text, &spans[..2], holds);
        let learned = Learned::from_lessons(&lessons, &codebook());
        assert!(learned.telling().is_empty() && !learned.is_empty(), "{learned:?}");
        let [shift] = learned.articles() else { panic!("{learned:?}") };
        assert_eq!((shift.held + shift.rejected, shift.held == 0), (2, !holds));
        assert_eq!(shift.points() > 0, holds, "{shift:?}");
        let tagger = Tagger::taught(&codebook(), &learned);
        let (after, article, opportunity) = points(&tagger, &text, *last);
        assert!((after - before.0 - shift.points()).abs() <= 1, "{before:?} {after} {shift:?}");
        assert!((article - shift.points()).abs() <= 1 && opportunity == 0);
        assert_eq!(points(&tagger, &other, moved), points(&shipped, &other, moved));
        let verdict = &tagger.why(&text, *last, Levels::default()).verdicts[0];
        let given: i32 = verdict.shares.iter().map(|(_, points)| points).sum();
        assert_eq!(verdict.base + verdict.article + given, verdict.points);
        // As an article is marked, so is a sentence of it that is asked for.
        let document = Document::read(text.as_bytes());
        let marks = tagger.passages(&document, Levels::default());
        for passage in marks.passages.iter().chain(&marks.aside) {
            assert_eq!(*passage, tagger.mark(&document.text, passage.span, Levels::default()));
        }
    }
}

proptest! {
    #[test]
    fn decisions_that_are_taken_back_leave_the_shipped_marks(
        verdicts in prop::collection::vec(any::<bool>(), 0..12),
        kept in 0_usize..12,
    ) {
        let (text, spans) = article("Some fear that", "may be lost", 12);
        let decide = |count: usize| -> Vec<Lesson<'_>> {
            let each = spans.iter().zip(&verdicts).take(count);
            each.flat_map(|(span, holds)| decided_in(&text, &[*span], *holds)).collect()
        };
        let learn = |lessons: &[Lesson<'_>]| Learned::from_lessons(lessons, &codebook());
        let (all, some) = (learn(&decide(12)), learn(&decide(kept)));
        prop_assert!(all.articles().iter().all(|shift| shift.added.abs() <= MOST));
        let turned: Vec<Lesson<'_>> = decide(kept).into_iter().rev().collect();
        prop_assert_eq!(&learn(&turned), &some);
        prop_assert_eq!(learn(&turned).fingerprint(), some.fingerprint());
        let document = Document::read(text.as_bytes());
        let marks = |learned: &Learned| {
            Tagger::taught(&codebook(), learned).passages(&document, Levels::default())
        };
        let shipped = Tagger::new(&codebook()).passages(&document, Levels::default());
        prop_assert_eq!(marks(&learn(&[])), shipped);
    }

    #[test]
    fn whatever_is_decided_the_shift_is_bounded_and_the_reason_named(
        decided in prop::collection::vec(
            ("(fear |risk |hope |jobs |staff |gain |not |[a-z]{3,6} ){1,9}", any::<bool>(), any::<bool>()),
            0..30,
        ),
        text in "(fear |risk |hope |jobs |staff |gain |not |the |of |clinic |loses ){1,12}",
    ) {
        let lessons: Vec<Lesson<'_>> = decided.iter()
            .map(|(text, concern, holds)| {
                lesson(text, if *concern { CONCERN } else { OPPORTUNITY }, *holds)
            })
            .collect();
        let learned = Learned::from_lessons(&lessons, &codebook());
        let stance = Stance::new();
        let correction = learned.correction(stance.model().rows());
        if let Some((tokens, _)) = stance.scored(&text) {
            let added = correction.map_or([0; KINDS], |correction| correction.of(&tokens));
            prop_assert!(added.iter().all(|added| added.abs() <= MOST), "{added:?}");
        }
        let tagger = Tagger::taught(&codebook(), &learned);
        let passage = marked(&tagger, &text);
        let cues = tagger.cues(&text, &passage);
        for kind in [Kind::Concern, Kind::Opportunity] {
            let has_cues = cues.iter().any(|cue| cue.label == Label::Kind(kind));
            prop_assert_eq!(has_cues, passage.kinds.has(kind));
        }
    }
}
