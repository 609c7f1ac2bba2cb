//! Cases for cues, exclusions and overlaps, properties, and what the bundled codebook finds.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;

fn sorted(matcher: &Matcher, text: &str) -> Passage {
    let mut passage = Passage { span: Span::new(0, text.len()), ..Passage::default() };
    matcher.sort(text, &mut passage, &mut Scratch::default());
    passage
}

fn cues(matcher: &Matcher, text: &str) -> Vec<Cue> {
    let mut cues: Vec<Cue> = matcher.cues(text, Span::new(0, text.len())).collect();
    cues.sort_by_key(|cue| cue.span);
    cues
}

/// Each cue as `theme:words`.
fn shown(codebook: &Codebook, text: &str) -> Vec<String> {
    let cue = |cue: &Cue| match cue.label {
        Label::Theme(theme) => {
            format!("{}:{}", codebook.themes[usize::from(theme.0)].name, cue.span.of(text))
        }
        Label::Kind(kind) => kind.name().to_owned(),
    };
    cues(&Matcher::new(codebook), text).iter().map(cue).collect()
}

fn small() -> Codebook {
    let source = r#"
        [[theme]]
        name = "work"
        definition = "Jobs."
        cues = ["job", "job security", "lay* off", "ai"]
        not = ["job centre", "good job"]

        [[theme]]
        name = "safety"
        definition = "Being safe."
        cues = ["security", "safe*"]
    "#;
    Codebook::parse(source, "small.toml").unwrap()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(shown(&small(), text), expected, "{text}");
}

#[test]
fn themes_come_with_their_cues() {
    check("Nothing here.", &[]);
    check("The job.", &["work:job"]);
    check("AI takes jobs.", &["work:AI"]);
    check("They are laying off guards safely", &["work:laying off", "safety:safely"]);
}

#[test]
fn the_longest_cue_of_a_theme_wins_and_themes_may_share_words() {
    check("Job security matters", &["work:Job security", "safety:security"]);
}

#[test]
fn an_exclusion_takes_back_only_what_it_touches() {
    check("The job centre is shut.", &[]);
    check("A good job security plan", &["safety:security"]);
    check("The job centre found a job.", &["work:job"]);
}

#[test]
fn themes_are_listed_once_and_ascending() {
    let passage = sorted(&Matcher::new(&small()), "safe job, safe job");
    assert_eq!(passage.themes[..], [ThemeId(0), ThemeId(1)]);
}

#[test]
fn the_bundled_codebook_sorts_new_sentences() {
    for (theme, text) in [
        ("job security", "The yard made ninety welders redundant."),
        ("reskilling", "Evening classes retrain former miners."),
        ("new roles", "The lab has created a new role for data stewards."),
        ("skills shortage", "Rural practices struggle to find qualified midwives."),
        ("clinical AI", "The algorithm spots tumours on scans."),
        ("telemedicine", "Video consultations reach the islands."),
        ("administrative automation", "Software now handles the billing."),
        ("patient care", "Patients wait longer at night."),
        ("ethics and privacy", "Consent forms hide who sees the records."),
        ("policy and collaboration", "Regulators drafted a framework."),
    ] {
        let cues = shown(&Codebook::bundled(), text);
        assert!(cues.iter().any(|cue| cue.starts_with(&format!("{theme}:"))), "{text} {cues:?}");
    }
}

/// Work that grew with its square would keep this test from ending.
#[test]
fn thousands_of_cues_and_a_megabyte_take_linear_time() {
    let mut source = "[[theme]]\nname = \"many\"\ndefinition = \"Many.\"\ncues = [\n".to_owned();
    for number in 0..5000 {
        writeln!(source, "\"w{number} * thing*\",").unwrap();
    }
    let codebook = Codebook::parse(&(source + "]\n"), "many.toml").unwrap();
    let text = "w4999 big things and some more words, ".repeat(5000);
    assert_eq!(cues(&Matcher::new(&codebook), &text).len(), 5000);
    let text = "job centre security, ".repeat(50_000);
    assert_eq!(cues(&Matcher::new(&small()), &text).len(), 50_000);
}

proptest! {
    #[test]
    fn any_text_gives_cues_within_it(text in "(job|centre|security|ai|İ|laid off|safe|’s|\\PC| |-|\\.){0,40}") {
        let matcher = Matcher::new(&small());
        let (passage, cues) = (sorted(&matcher, &text), cues(&matcher, &text));
        for cue in &cues {
            prop_assert!(text.get(cue.span.range()).is_some_and(|words| !words.is_empty()));
        }
        let mut named: Vec<Label> = cues.iter().map(|cue| cue.label).collect();
        named.sort();
        named.dedup();
        let themes: Vec<Label> = passage.themes.iter().copied().map(Label::Theme).collect();
        prop_assert_eq!(named, themes, "every theme has a cue and every cue its theme");
    }
}
