//! Cases for every rule of the labelling guidelines: the marks, a colon, a sentence.

use proptest::prelude::*;

use super::*;

fn judged(text: &str) -> Passage {
    let mut passage = Passage { span: Span::new(0, text.len()), ..Passage::default() };
    judge(text, &mut passage);
    passage
}

/// The kinds as letters: `c`, `o`, `co` or `-`.
fn letters(passage: &Passage) -> String {
    let letters: String =
        passage.kinds.iter().filter_map(|kind| kind.name().chars().next()).collect();
    if letters.is_empty() { "-".to_owned() } else { letters }
}

/// Checks one case a line; blank lines part groups.
#[track_caller]
fn check(cases: &str) {
    let mut wrong = Vec::new();
    for case in cases.lines().map(str::trim).filter(|case| !case.is_empty()) {
        let (expected, text) = case.split_once(": ").unwrap();
        let passage = judged(text);
        if letters(&passage) != expected {
            let cues: Vec<&str> = passage.cues.iter().map(|cue| cue.span.of(text)).collect();
            wrong.push(format!(
                "{case}\n  got {} {:?} {cues:?}",
                letters(&passage),
                passage.scores
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn harm_and_good_are_marked() {
    check(
        "c: Staff fear cuts.
         c: Unions fear that the merger is a threat to their pensions.
         c: The clinic faces a severe shortage of midwives.
         c: Many villages are not equipped for such storms.
         c: The new rules are an obstacle for small growers.
         c: Demand has outpaced the number of trained drivers.
         c: The scheme also raises ethical considerations.
         c: Its future is uncertain.
         o: The new valve improves safety.
         o: Volunteers hope the garden will benefit the whole street.
         o: The port expects the terminal to create jobs.
         o: Farmers see an opportunity in the new crop.
         -: The meeting took place on Tuesday in the town hall.
         -: The library is on the second floor, next to the lifts.",
    );
}

#[test]
fn what_shrinks_or_grows_turns_round() {
    check(
        "o: The new desk reduces errors.
         o: Errors fell by a third.
         o: The drug cuts the risk of a second stroke.
         o: Early checks mitigate the danger.
         o: Waiting times dropped again in May.
         c: The bank will cut jobs in spring.
         c: The council plans to reduce staff.
         c: Funding was cut in the autumn.
         c: Villages are losing access to doctors.
         c: The change increases the risk of floods.
         c: Prices rose again.
         c: Rising rents and growing debts.
         o: The grant will increase access to dentists.
         o: Wages grew for the third year.",
    );
}

#[test]
fn negation_has_a_scope() {
    check(
        "c: The plan is not without risk.
         c: Without skilled welders the yard stands still.
         c: The update does not improve safety.
         c: There is a lack of trust.
         c: The pilot failed to improve attendance.
         -: There is no risk.
         -: The tests found no danger and no damage.
         o: The tool is not only cheaper but also safer.
         o: Machines will help the nurses rather than replace them.
         o: The robots will enhance jobs rather than threaten them.",
    );
}

#[test]
fn questions_voice_worries() {
    check(
        "c: Will staff lose their jobs?
         c: Will job security be affected?
         c: What happens to our privacy if the files are leaked?
         -: Who runs the depot?
         -: What is a codebook?",
    );
}

#[test]
fn both_sides_are_marked() {
    check(
        "co: While the app promises better care, it raises fears of job losses.
         co: The drug slows the disease and improves sleep, but its side effects are dangerous.
         co: The bridge will bring great benefits; critics warn of damage to the marsh.",
    );
}

#[test]
fn duties_and_advice_need_a_danger_or_a_benefit() {
    check(
        "-: Policymakers must work together.
         -: Readers should check the dates.
         -: Applicants must send two copies.
         c: Without safeguards, privacy is at risk and must not be sacrificed.
         o: Learning a trade could future-proof their careers.",
    );
}

#[test]
fn remedies_are_answers() {
    check(
        "o: The town is investing in training programmes.
         o: The firm runs retraining courses for its drivers.
         o: New partnerships help to close the gap.
         o: The new centre is key to address the shortage.
         o: The fund tackles poverty by supporting new jobs.",
    );
}

#[test]
fn words_are_whole_and_idioms_mean_nothing() {
    check(
        "-: The asterisk stands for the footnote.
         -: The board publishes its risk register every quarter.
         -: The emergency services have moved to the ring road.
         -: The warehouse is in Hopefield.",
    );
}

#[test]
fn cues_are_the_telling_words() {
    let text = "Errors fell, yet staff fear delays.";
    let cues = judged(text).cues;
    let shown: Vec<_> = cues.iter().map(|cue| (cue.label, cue.span.of(text))).collect();
    assert!(shown.contains(&(Label::Kind(Kind::Concern), "fear")), "{shown:?}");
    assert!(shown.contains(&(Label::Kind(Kind::Opportunity), "Errors")), "{shown:?}");
}

#[test]
fn the_passage_bounds_what_is_read() {
    let text = "Staff fear cuts. The hall is green. Staff fear cuts.";
    let mut passage = Passage { span: Span::new(17, 35), ..Passage::default() };
    judge(text, &mut passage);
    assert!(passage.kinds.is_empty());
}

#[test]
fn a_megabyte_is_judged_in_linear_time() {
    // Quadratic work would take hours here; the bound leaves room for slow, busy machines.
    let text = "no risk of lack of fewer rather than growing fear, must ".repeat(20_000);
    let started = std::time::Instant::now();
    assert!(judged(&text).cues.len() < text.len());
    assert!(started.elapsed().as_secs() < 60);
}

proptest! {
    #[test]
    fn any_text_gives_cues_within_it(text in "(fear|no|cut|jobs|risk|’s|—|é|\\PC| |,|\\.){0,40}") {
        let passage = judged(&text);
        for cue in &passage.cues {
            prop_assert!(passage.span.start <= cue.span.start && cue.span.end <= passage.span.end);
            prop_assert!(text.get(cue.span.range()).is_some_and(|words| !words.is_empty()));
        }
        prop_assert_eq!(&passage, &judged(&text));
    }

    #[test]
    fn any_stale_span_is_harmless(text in "\\PC{0,20}", start in 0usize..30, length in 0usize..30) {
        let mut passage = Passage { span: Span::new(start, start + length), ..Passage::default() };
        judge(&text, &mut passage);
    }
}
