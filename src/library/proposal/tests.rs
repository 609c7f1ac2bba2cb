//! Proposals of made-up piles whose subjects are known.

use super::sample::spread;
use super::*;
use crate::tag::{Tagger, ThemeId};

/// What the made-up articles are about: words that no other subject has.
const SUBJECTS: [(&str, &str); 6] = [
    ("dairy farm", "cow milk meadow cheese calf barn tractor hay silage herd pasture butter"),
    (
        "space station",
        "orbit rocket astronaut satellite lunar telescope comet galaxy launch crater capsule planet",
    ),
    (
        "law court",
        "judge jury verdict lawyer appeal witness prosecution defendant sentence trial bail barrister",
    ),
    (
        "chess club",
        "bishop knight rook gambit endgame pawn castling checkmate opening queen tournament grandmaster",
    ),
    (
        "coral reef",
        "fish lagoon sponge diver current algae shark anemone bleaching turtle island snorkel",
    ),
    (
        "steam railway",
        "locomotive boiler carriage signal tunnel platform whistle viaduct coal timetable conductor siding",
    ),
];

/// Article number `number`: eight sentences on one of the subjects.
fn article(number: usize) -> String {
    let (phrase, words) = SUBJECTS[number % SUBJECTS.len()];
    let words: Vec<&str> = words.split(' ').collect();
    let fillers = ["quiet", "broad", "narrow", "pleasant", "careful", "odd", "plain", "proud"];
    let pick = |place: u64, of: &[&'static str]| {
        let chance = spread(number as u64 * 1000 + place) as usize;
        of[chance % of.len()]
    };
    let mut text = String::new();
    for at in 0..8 {
        let word = |place: u64| {
            let chance = spread(number as u64 * 1000 + 10 * at + place) as usize;
            words[chance % words.len()]
        };
        let filler = pick(10 * at + 5, &fillers);
        text.push_str(&format!(
            "A {filler} visitor of the {phrase} saw the {}, the {} and that {}.\n",
            word(1),
            word(2),
            word(3)
        ));
    }
    text
}

fn proposal(texts: &[String]) -> Option<Proposal> {
    let mut sample = Sample::default();
    for (number, text) in texts.iter().enumerate() {
        sample.add(number, &Document::read(text.as_bytes()));
    }
    sample.propose()
}

fn articles(count: usize) -> Vec<String> {
    (0..count).map(article).collect()
}

fn names(proposal: &Proposal) -> Vec<&str> {
    proposal.themes.iter().map(|proposed| proposed.theme.name.as_str()).collect()
}

#[test]
fn each_subject_becomes_a_theme_named_as_people_call_it() {
    let texts = articles(120);
    let proposal = proposal(&texts).expect("themes");
    let mut found = names(&proposal);
    found.sort_unstable();
    let mut subjects = SUBJECTS.map(|(phrase, _)| phrase);
    subjects.sort_unstable();
    assert_eq!(found, subjects);
    for (number, text) in texts.iter().enumerate() {
        let theme = proposal.theme_of(&Document::read(text.as_bytes())).expect("a theme");
        assert_eq!(names(&proposal)[theme], SUBJECTS[number % SUBJECTS.len()].0);
    }
    assert_eq!(proposal.theme_of(&Document::read(b"Nothing of the sort.")), None);
}

#[test]
fn the_order_does_not_matter() {
    let mut texts = articles(120);
    let codebook = proposal(&texts).expect("themes").codebook();
    texts.reverse();
    assert_eq!(proposal(&texts).expect("themes").codebook(), codebook);
    texts.sort_by_key(|text| spread(text.len() as u64 + u64::from(text.as_bytes()[9])));
    assert_eq!(proposal(&texts).expect("themes").codebook(), codebook);
}

#[test]
fn leaving_a_few_out_keeps_the_themes() {
    let texts = articles(150);
    let all = proposal(&texts).expect("themes").codebook();
    let fewer: Vec<String> = texts.iter().skip(3).cloned().collect();
    let fewer = proposal(&fewer).expect("themes").codebook();
    let cues =
        |theme: &Theme| theme.cues.iter().map(|cue| cue.as_str().to_owned()).collect::<Vec<_>>();
    for theme in &all.themes {
        let own = cues(theme);
        let shared = fewer.themes.iter().map(|other| {
            let other = cues(other);
            own.iter().filter(|cue| other.contains(cue)).count()
        });
        assert!(shared.max() >= Some(own.len() * 3 / 4), "{}", theme.name);
    }
}

#[test]
fn copies_make_no_theme_of_their_own() {
    let mut texts = articles(120);
    let codebook = proposal(&texts).expect("themes").codebook();
    let copy = article(5);
    texts.extend(std::iter::repeat_n(copy.clone(), 80));
    texts.extend((0..40).map(|number| format!("{copy}Number {number}.\n")));
    let proposal = proposal(&texts).expect("themes");
    assert_eq!(names(&proposal).len(), codebook.themes.len());
    assert!(proposal.articles < 130);
}

#[test]
fn too_little_gives_nothing() {
    assert!(proposal(&[]).is_none());
    assert!(proposal(&[String::new(), "\n".to_owned()]).is_none());
    assert!(proposal(&articles(3)).is_none());
}

#[test]
fn a_proposal_is_a_codebook_whose_cues_fit_its_examples() {
    let texts = articles(120);
    let proposal = proposal(&texts).expect("themes");
    let codebook = proposal.codebook();
    assert_eq!(Codebook::parse(&codebook.to_toml(), "proposed"), Ok(codebook.clone()));
    let tagger = Tagger::new(&codebook);
    for (at, proposed) in (0..).zip(&proposal.themes) {
        assert_eq!(proposed.articles, 20);
        assert_eq!(proposed.examples.len(), 3);
        for example in &proposed.examples {
            let document = Document::read(texts[example.article].as_bytes());
            let mut passages = [tagger.bare(&document.text, example.span)];
            tagger.sort(&document, &mut passages);
            assert_eq!(passages[0].themes[..], [ThemeId(at)]);
        }
    }
}

#[test]
fn parts_of_a_few_long_articles_are_sorted() {
    let long = |first: usize| (0..12).map(|at| format!("{}\n", article(first * 12 + at))).collect();
    let texts: Vec<String> = (0..5).map(long).collect();
    let proposal = proposal(&texts).expect("themes");
    assert_eq!(proposal.articles, 5);
    assert!(names(&proposal).contains(&"dairy farm"), "{:?}", names(&proposal));
}
