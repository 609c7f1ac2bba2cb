//! What signs become, case by case.

use super::*;
use crate::text::{Document, Span};

fn document(text: &str) -> Document {
    let mut leaves = Vec::new();
    read(text.as_bytes().to_vec(), &Limits::default(), &mut |found| {
        leaves.push(found.expect("readable").document);
        true
    });
    leaves.remove(0)
}

#[track_caller]
fn check(text: &str, expected: &[(BlockKind, &str)]) {
    let document = document(text);
    let blocks: Vec<_> =
        document.blocks.iter().map(|block| (block.kind, block.body.of(&document.text))).collect();
    assert_eq!(blocks, expected, "{text}");
}

#[test]
fn signs_become_kinds() {
    use BlockKind::{Code, Heading, Item, Paragraph, Quotation, Row, Title};
    check(
        "# One\n\nTwo *three* `four`\nfive",
        &[(Title, "One"), (Paragraph, "Two three four five")],
    );
    check("a\n\n# One\n", &[(Paragraph, "a"), (Heading, "One")]);
    check("> a\n\nb  \nc", &[(Quotation, "a"), (Paragraph, "b\nc")]);
    let bullet = Item(Marker::Bullet);
    let number = |number| Item(Marker::Number(number));
    check(
        "3. a\n4. b\n   - c\n\n     d\n",
        &[(number(3), "a"), (number(4), "b"), (bullet, "c"), (Paragraph, "d")],
    );
    check("```py\nif x:\n\ty\n\n```\n", &[(Code, "if x:\n    y")]);
    let table = "| a | b |\n|---|---|\n| *1* | 2 |\n";
    check(table, &[(Row { head: true }, "a | b"), (Row { head: false }, "1 | 2")]);
    check("[a link](http://x) ![picture](y.png)", &[(Paragraph, "a link")]);
    check("<div><p>one</p></div>\n\nx <b>y</b><br>z", &[(Paragraph, "one"), (Paragraph, "x y\nz")]);
    check("a[^1]\n\n[^1]: note", &[(Paragraph, "a[1]"), (Paragraph, "[1] note")]);
}

#[test]
fn places_lead_to_the_source() {
    let text = "---\ntitle: T\n---\n# One\n\n*Ünder* way\n\n- last\n";
    let document = document(text);
    assert_eq!(document.heading.title.map(|span: Span| span.of(&document.text)), Some("T"));
    for words in ["One", "last"] {
        let at = document.text.find(words).expect("there");
        assert_eq!(document.origin.to_source(at as u32) as usize, text.find(words).expect("there"));
    }
    let under = document.text.find("Ünder").expect("there");
    assert_eq!(
        document.origin.to_source(under as u32) as usize,
        text.find("Ünder").expect("there")
    );
}
