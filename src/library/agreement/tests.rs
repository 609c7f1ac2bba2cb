//! What is counted of two coders: sentences that stretches touch, themes that only one has, parts and wholes.

use super::*;
use crate::tag::ThemeId;

const TEXT: &str = "A title\n\nOne is here. Two is here. Three is here.\n\nFour is here.\n";

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn said(words: &str, marks: &[Mark]) -> Said {
    let start = TEXT.find(words).expect("words of the text");
    Said::new(Span::new(start, start + words.len()), marks.to_vec())
}

fn figure<'a>(agreement: &'a Agreement, name: &str) -> Figure<'a> {
    agreement.figures().find(|figure| figure.name == name).expect("a figure")
}

#[test]
fn a_stretch_counts_for_each_sentence_that_it_touches() {
    let scale = Scale::of(&names(&["Costs", "only here"]), &names(&["costs"]));
    let [concern, statistic] = [Kind::Concern, Kind::Statistic].map(Mark::of);
    let costs = scale.theme("COSTS").expect("a theme");
    let own = scale.theme("only here").expect("a theme");
    let document = Document::read(TEXT.as_bytes());
    assert_eq!(document.sentences.len(), 4);
    let mut agreement = Agreement::on(scale);
    let first = [said("A title", &[concern]), said("here. Two is", &[concern, costs, own])];
    let second = [said("One is here.", &[concern]), said("is here.\n\nFour", &[statistic, costs])];
    let mut differing = Vec::new();
    agreement.add(&document, [&first, &second], |difference| {
        differing.push((difference.span.of(TEXT).to_owned(), difference.said));
    });
    let expected = [
        ("One is here.", [vec![concern, costs, own], vec![concern]]),
        ("Two is here.", [vec![concern, costs, own], Vec::new()]),
        ("Three is here.", [Vec::new(), vec![statistic, costs]]),
        ("Four is here.", [Vec::new(), vec![statistic, costs]]),
    ];
    let expected: Vec<_> =
        expected.into_iter().map(|(words, said)| (words.to_owned(), said)).collect();
    // Not the marks of the first sentence alone differ: the theme of only one codebook is none of it.
    assert_eq!(differing, expected);
    assert_eq!((agreement.sentences, agreement.differing, agreement.outside), (4, 4, [1, 0]));
    let votes = |name: &str| figure(&agreement, name).votes;
    let of = |both, first, second, neither| Some(Votes { both, first, second, neither });
    assert_eq!(votes("any kind"), of(1, 1, 2, 0));
    assert_eq!(votes("concern"), of(1, 1, 0, 2));
    assert_eq!(votes("statistic"), of(0, 0, 2, 2));
    assert_eq!(votes("Costs"), of(0, 2, 2, 0));
    assert_eq!(figure(&agreement, "only here").asked, [true, false]);
    assert_eq!(votes("only here"), None);
}

#[test]
fn a_theme_of_one_codebook_makes_no_difference() {
    let scale = Scale::of(&names(&["mine"]), &[]);
    let mine = scale.theme("mine").expect("a theme");
    let mut agreement = Agreement::on(scale);
    let first = [said("One is here.", &[mine])];
    agreement.add(&Document::read(TEXT.as_bytes()), [&first, &[]], |_| panic!("none differs"));
    assert_eq!(agreement.differing, 0);
}

#[test]
fn who_says_a_part_says_the_whole() {
    let mut codebook = Codebook::bundled();
    codebook.themes[1].parent = Some(ThemeId(0));
    let all: Vec<String> = codebook.themes().map(|(_, theme)| theme.name.clone()).collect();
    let scale = Scale::of(&all, &all);
    let themes = Themes::of(codebook, &scale);
    let expected: Vec<Mark> = all.iter().take(2).filter_map(|name| scale.theme(name)).collect();
    let mut named = themes.named([all[1].as_str()].into_iter(), &scale);
    named.sort_unstable();
    assert_eq!(named, expected);
    let passage = Passage { themes: [ThemeId(1)].into_iter().collect(), ..Passage::default() };
    assert_eq!(themes.said(&[passage])[0].marks, expected);
}
