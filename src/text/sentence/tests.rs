//! Tricky sentence ends, a case a line, and properties that hold for any text.

use proptest::prelude::*;

use super::super::BlockKind;
use super::*;

/// Checks that `marked`, which has `|` where sentences end, is split there and nowhere else.
#[track_caller]
pub(super) fn check(marked: &str) {
    let body = marked.replace('|', "");
    let mut found = Vec::new();
    split(&body, |from, to| found.push(body.get(from..to).unwrap().trim().to_owned()));
    found.retain(|sentence| !sentence.is_empty());
    let expected: Vec<_> = marked.split('|').map(str::trim).collect();
    assert_eq!(found, expected, "{marked}");
}

#[test]
fn titles_and_abbreviations() {
    check("Dr. Ellen Garcia left.| She was tired.");
    check("Mr. and Mrs. Smith met Prof. Jones at St. Mary's.| They talked.");
    check("Use a tool, e.g. Excel, i.e. a table.| It helps.");
    check("He works for Acme Inc. in Boston.| She does not.");
    check("He works for Acme Inc.| The firm is old.");
    check("See No. 5 and Fig. 3 on p. 12.| They differ.");
    check("He said no.| Then he left.");
    check("On Jan. 5 it rained.| On Feb. 6 it snowed.");
    check("Bring pens, paper, etc.| Do not bring food.");
    check("Pens, paper, etc. are there.");
    check("Kenneth Dunner, Jr., came.| He spoke.");
    check("The study (Smith et al. 2020) failed.| We agree.");
    check("It was red vs. blue.| Blue won.");
    check("Gen. Lee met Sen. Warren and Gov. Newsom.| Nobody spoke.");
}

#[test]
fn initials_and_acronyms() {
    check("J. K. Rowling wrote it.| It sold.");
    check("The book is by J.K. Rowling.| It sold.");
    check("Efforts in the U.S., Europe, and Asia go on.| They help.");
    check("The U.S. Senate voted.| It passed.");
    check("She lives in the U.S.| Her son does not.");
    check("He got his Ph.D. in 1990.| She got hers later.");
    check("George W. Bush spoke.| People listened.");
    check("We chose plan B.| It worked.");
    check("N.A.T.O. met in D.C. on Monday.| It was brief.");
}

#[test]
fn numbers_and_units() {
    check("It grew by 3.5 percent.| That is a lot.");
    check("They made $3.4 bn. in sales.| Costs fell.");
    check("In 2023.| 45% of nurses left.");
    check("That was in 2020.| Then it changed.");
    check("Version 1.2.3 is out.| Get it.");
    check("It opens at 9 a.m. on Monday.| Come early.");
    check("It closes at 5 p.m.| The guard leaves at six.");
    check("Be there at 9 a.m. Eastern time.| Do not be late.");
    check("1. Open the door.| Go in.");
    check("The ratio was 3:1.| Nobody knew why.");
}

#[test]
fn quotations() {
    check("“Why?” she asked.| He did not know.");
    check("\"Why?\" Anna asked.| He did not know.");
    check("He said, “We must go.”| Then he went.");
    check("“We must go.” That was all.".replace(" That", "| That").as_str());
    check("\"Stop!\" he cried.| \"Now!\"| They stopped.");
    check("‘It is over.’| She wept.");
    check("„Wir gehen.“| Dann gingen sie.");
    check(
        "« Partons. »| Ils partirent.".replace(". »", " »").as_str().replace("»|", "».|").as_str(),
    );
    check("She called it “a mess.”| It was.");
    check("“I came. ”".replace(". ", ".").as_str());
}

#[test]
fn brackets() {
    check("He left (it was late. He was tired) and slept.| Good.");
    check("He left. (It was late.)| She stayed.".replace("left. ", "left.| ").as_str());
    check("It works (see p. 3).| Try it.");
    check("It works.[12]| Others agree.[3]");
    check("It failed (why?) and stopped.| We left.");
}

#[test]
fn questions_calls_and_ellipses() {
    check("Really?!| Yes.");
    check("Wow!!!| That is big.");
    check("Well... maybe not.| Or so.");
    check("It ended…| Nobody came.");
    check("So... I left.");
    check("Yahoo! is old.| Google is not.");
    check("Chris Pinadella??, keep on serving!");
    check("Will it? It may.".replace("? It", "?| It").as_str());
    check("What now? – nobody knew.");
}

#[test]
fn addresses_and_lost_spaces() {
    check("Go to www.example.com/a.html?b=C. Then read.".replace("C. Then", "C.| Then").as_str());
    check("Write to jane.doe@example.org today.| She answers.");
    check("See https://example.org.| It is free.");
    check("It improves care.|The staff agree.");
    check("We like Node.js and ASP.NET a lot.| They are fine.");
    check("I use an iPhone.| iPhones are dear.");
}

#[test]
fn other_scripts_and_languages() {
    check("医院很大。|护士很少！|为什么？|没有人知道。");
    check("他说：“机器不会取代人。”|医院同意。");
    check("これは本です。|あれもです。");
    check("Das kostet z. B. 5 Euro.| Es ist d. h. teuer.");
    check("Am 3. Mai beginnt es.| Am 4. Juni endet es.");
    check("Das sind ca. 90 Minuten.| Viel.");
}

#[test]
fn ends_without_a_stop_and_line_breaks() {
    check("Innovation starts here");
    check("It is\nvery late.|\nWe\nleave");
    check("One item: a thing; another thing");
    check(".");
    check("...");
}

#[test]
fn the_sentences_of_a_block_are_trimmed_and_know_it() {
    let text = "Title\n- One.  Two. \n";
    let kinds = [(BlockKind::Title, 0, 6, 0), (BlockKind::Paragraph, 6, 20, 8)];
    let blocks = kinds.map(|(kind, start, end, body)| Block {
        kind,
        span: Span::new(start, end),
        body: Span::new(body, end).trimmed(text),
    });
    let sentences = sentences(text, &blocks);
    let words: Vec<_> = sentences.iter().map(|sentence| sentence.span.of(text)).collect();
    assert_eq!(words, ["One.", "Two."]);
    assert!(sentences.iter().all(|sentence| sentence.block == 1));
}

proptest! {
    #[test]
    fn pieces_tile_the_body(body in "[A-Za-z .!?()“”\"'…。0-9\n]{0,120}|\\PC{0,80}") {
        let mut at = 0;
        let mut whole = true;
        split(&body, |from, to| {
            whole &= from == at && body.is_char_boundary(to);
            at = to;
        });
        prop_assert!(whole && at == body.len());
    }
}
