//! What elements become, case by case.

use dom_query::Document as Tree;

use super::*;

/// Pieces as lines: a letter for the kind, then the words.
fn shown(html: &str) -> Vec<String> {
    let sign = |kind| match kind {
        BlockKind::Heading => "#".to_owned(),
        BlockKind::Paragraph => "p".to_owned(),
        BlockKind::Quotation => ">".to_owned(),
        BlockKind::Item(Marker::Bullet) => "-".to_owned(),
        BlockKind::Item(Marker::Number(number)) => format!("{number}."),
        BlockKind::Row { head } => if head { "=" } else { "|" }.to_owned(),
        BlockKind::Code => "$".to_owned(),
        BlockKind::Question => "?".to_owned(),
        BlockKind::Answer => "!".to_owned(),
        other => format!("{other:?}"),
    };
    let piece = |piece: &Piece| format!("{} {}", sign(piece.kind), piece.words);
    pieces(Tree::from(html).root()).iter().map(piece).collect()
}

#[track_caller]
fn check(html: &str, expected: &[&str]) {
    assert_eq!(shown(html), expected, "{html}");
}

#[test]
fn lines_and_words() {
    check("a <b>b</b>c\n  d&nbsp;&nbsp;e&amp;f", &["p a bc d e&f"]);
    check("<p>a<p>b<div>c<div>d</div>e</div>", &["p a", "p b", "p c", "p d", "p e"]);
    check("a<br>b<br><br>c", &["p a\nb", "p c"]);
    check("work&shy;place<wbr>s <q>so</q>", &["p workplaces “so”"]);
    check(
        "a<script>b</script><p hidden>c<p style='Display: none'>d<noscript>e</noscript>",
        &["p a"],
    );
    check("<h2>One <span>two</span><div>three</div></h2>x", &["# One two three", "p x"]);
    check("<ruby>漢<rp>(<rt>kan<rp>)</ruby>", &["p 漢"]);
}

#[test]
fn lists() {
    check("<ul><li>a<li><p>b</p><p>c</p></ul>", &["- a", "- b", "p c"]);
    check("<ol start=3><li>a<ul><li>b</ul>c<li>d</ol>", &["3. a", "- b", "p c", "4. d"]);
    check("<ol><li value=9>a<li>b</ol>", &["9. a", "10. b"]);
    check("<dl><dt>Term<dd>What it is.</dl>", &["p Term", "p What it is."]);
}

#[test]
fn quotations_and_code() {
    check("<blockquote>a<p>b</blockquote>c", &["> a", "> b", "p c"]);
    check("<pre><code>\nif x:\n\ty()\n\n</code></pre>", &["$ if x:\n    y()"]);
    let prose =
        "The ward was quiet that night and nobody could say for how long it would stay so. ";
    let html = format!("<pre>{}\n\n{}</pre>", prose.repeat(2), prose);
    check(&html, &[&format!("p {}", prose.repeat(2).trim()), &format!("p {}", prose.trim())]);
}

#[test]
fn tables() {
    let data = "<table><caption>Staff</caption><tr><th>Name<th>Age<tr><td>Jo <p>Doe<td>7</table>";
    check(data, &["p Staff", "= Name | Age", "| Jo Doe | 7"]);
    let placing = "<table><tr><td>menu<td><h1>Title</h1><p>Text.</table>";
    check(placing, &["p menu", "# Title", "p Text."]);
    check("<table><tr><td>a<tr><td>b</table>", &["p a", "p b"]);
}

#[test]
fn questions_are_paired_where_there_are_several() {
    let faq = "<h3>Who?</h3><p>Jo.<p>Al.<details><summary>Why?</summary>So.</details><h3>End</h3>x";
    check(faq, &["? Who?", "! Jo.", "! Al.", "? Why?", "! So.", "# End", "p x"]);
    check("<h3>Who?</h3><p>Jo.", &["# Who?", "p Jo."]);
}
