//! Texts of one thing many times over: each is read to its end, in time that grows as the text does.
//! Work that grew with its square would keep this test from ending.

use perusal::text::Document;

/// Reads `unit` times `count` and checks that the blocks tile the text.
#[track_caller]
fn check(unit: &str, count: usize) -> Document {
    let document = Document::read(unit.repeat(count).as_bytes());
    let mut at = 0;
    for block in &document.blocks {
        assert_eq!(block.span.start, at, "{unit:?}");
        at = block.span.end;
    }
    assert_eq!(at as usize, document.text.len(), "{unit:?}");
    document
}

#[test]
fn lines_of_one_kind() {
    for line in [
        "\n",
        "\r",
        "* * *\n",
        "- a\n",
        "1. a\n",
        "> a\n",
        "# a\n",
        "a\n===\n",
        "Why?\n",
        "Q: Why?\nA: So.\n",
        "Jane Doe\n2 months ago\n",
        "Jane Doe says:\nI agree.\n",
        "Jane: Why?\nJohn: So it is, and so it will be for a while.\n",
        "Comments\n",
        "Related articles\nA title\n",
        "By Jane Doe\n",
        "12 May 2024\n",
        "A Heading\nAnd a paragraph that runs on for more than a few words, and stops.\n",
    ] {
        check(line, 20_000);
    }
}

#[test]
fn one_line_of_one_sign() {
    for sign in [
        "a", "é", "人", "(", ")", "[", "[1] ", "a. [1", "(a. B ", "\"", "“", "'", ".", ". ", "?",
        "!", "…", "。", ">", "#", "-", "=", "|", " | ", "\u{301}", "\u{ad}", "\0", "\u{200b}", "Ã",
        "Ã©", "â€", "вЂ", "├", "鈥", "縺", "ﬁ",
    ] {
        check(sign, 100_000);
    }
}

#[test]
fn one_long_line_of_sentences() {
    let document = check("The nurse said that it was late. ", 60_000);
    assert_eq!(document.sentences.len(), 60_000);
}
