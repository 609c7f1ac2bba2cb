//! Books of both versions, made of their parts.

use super::*;
use crate::format::archive::tests::pack;

const CONTAINER: &str =
    "<container><rootfiles><rootfile full-path='OEBPS/book.opf'/></rootfiles></container>";

/// The articles of a book with this package and these parts: name and text, or "#name: why".
fn found(package: &str, parts: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut all = vec![
        ("mimetype", &b"application/epub+zip"[..]),
        ("META-INF/container.xml", CONTAINER.as_bytes()),
        ("OEBPS/book.opf", package.as_bytes()),
    ];
    all.extend(parts.iter().map(|(name, part)| (*name, part.as_bytes())));
    let mut articles = Vec::new();
    read(&pack(&all), &Limits::default(), &mut |found| {
        articles.push(match found {
            Ok(leaf) => (leaf.name.unwrap_or_default(), leaf.document.text),
            Err(refusal) => (format!("#{}", refusal.part.unwrap_or_default()), refusal.why),
        });
        true
    });
    articles
}

const METADATA: &str = "<metadata><dc:title>The Ward</dc:title><dc:creator>Ada</dc:creator>\
    <dc:date>2024-12-05</dc:date><dc:publisher>Ledger Press</dc:publisher></metadata>";

fn package(items: &[(&str, &str)]) -> String {
    let item = |(href, more): &(&str, &str)| format!("<item id='i{href}' href='{href}' {more}/>");
    let manifest: String = items.iter().map(item).collect();
    let spine: String =
        items.iter().map(|(href, _)| format!("<itemref idref='i{href}'/>")).collect();
    format!("<package>{METADATA}<manifest>{manifest}</manifest><spine>{spine}</spine></package>")
}

fn chapter(body: &str) -> String {
    format!(
        "<?xml version='1.0'?><html xmlns:epub='e'><head><title/></head><body>{body}</body></html>"
    )
}

#[test]
fn chapters_are_articles_and_the_rest_is_not() {
    let nav = "<html><body><nav epub:type='landmarks'><a href='a.xhtml'>Start</a></nav>\
        <nav epub:type='toc'><ol><li><a href='a.xhtml'>Nights</a></li>\
        <li><a href='b%20b.xhtml#p'>Days</a></li></ol></nav></body></html>";
    let items = [
        ("cover.xhtml", ""),
        ("nav.xhtml", "properties='nav'"),
        ("imprint.xhtml", ""),
        ("a.xhtml", ""),
        ("a2.xhtml", ""),
        ("b%20b.xhtml", ""),
        ("c.xhtml", ""),
    ];
    let parts = [
        ("OEBPS/cover.xhtml", chapter("<p>Cover</p>")),
        ("OEBPS/nav.xhtml", nav.to_owned()),
        (
            "OEBPS/imprint.xhtml",
            chapter("<section epub:type='copyright-page'><p>© Ada</p></section>"),
        ),
        ("OEBPS/a.xhtml", chapter("<h1>Nights</h1><p>Nobody <a id='x'/>slept.</p>")),
        ("OEBPS/a2.xhtml", chapter("<p>Still nobody.</p>")),
        ("OEBPS/b b.xhtml", chapter("<p/><p>Days &amp; days.</p>")),
    ];
    let parts: Vec<(&str, &str)> =
        parts.iter().map(|(name, part)| (*name, part.as_str())).collect();
    let articles = found(&package(&items), &parts);
    let head = "Ada\n\n5 December 2024, The Ward, Ledger Press";
    let [nights, days, missing] = &articles[..] else { panic!("{articles:#?}") };
    assert_eq!(
        nights,
        &("a.xhtml".into(), format!("Nights\n\n{head}\n\nNobody slept.\n\nStill nobody."))
    );
    assert_eq!(days, &("b b.xhtml".into(), format!("Days\n\n{head}\n\nDays & days.")));
    assert_eq!(missing.0, "#c.xhtml");
    assert!(missing.1.contains("is missing"));
}

#[test]
fn version_two_has_its_contents_elsewhere() {
    let ncx = "<ncx><navMap><navPoint><navLabel><text>Part one</text></navLabel>\
        <content src='a.xhtml'/><navPoint><navLabel><text>Days</text></navLabel>\
        <content src='b.xhtml'/></navPoint></navPoint></navMap></ncx>";
    let items = [("a.xhtml", ""), ("b.xhtml", "")];
    let ncx_item = "<manifest><item id='n' href='n.ncx' media-type='application/x-dtbncx+xml'/>";
    let package = package(&items).replace("<manifest>", ncx_item);
    let parts = [
        ("OEBPS/n.ncx", ncx),
        ("OEBPS/a.xhtml", "<html><body><p>One.</p></body></html>"),
        ("OEBPS/b.xhtml", "<html><body><p>Two.</p></body></html>"),
    ];
    let articles = found(&package, &parts);
    let titles: Vec<&str> = articles.iter().filter_map(|(_, text)| text.lines().next()).collect();
    assert_eq!(titles, ["Part one", "Days"]);
}

#[test]
fn a_book_of_one_chapter_is_an_article_of_its_own_name() {
    let items = [("a.xhtml", "")];
    let articles =
        found(&package(&items), &[("OEBPS/a.xhtml", "<body><h1>The ward</h1><p>One.</p>")]);
    assert_eq!(articles[0].1, "The Ward\n\nAda\n\n5 December 2024, Ledger Press\n\nOne.");
}

#[test]
fn books_that_cannot_be_read_say_why() {
    let why = |parts: &[(&str, &str)]| found(&package(&[]), parts)[0].1.clone();
    assert!(why(&[]).contains("without text"));
    let locked = "<encryption><EncryptedData><EncryptionMethod Algorithm='aes128-cbc'/><CipherData>\
        <CipherReference URI='OEBPS/a.xhtml'/></CipherData></EncryptedData></encryption>";
    assert!(why(&[("META-INF/encryption.xml", locked)]).contains("protected"));
}

#[test]
fn paths_are_resolved() {
    assert_eq!(path("OEBPS/text", "../images/a%20b.xhtml#x"), "OEBPS/images/a b.xhtml");
    assert_eq!(path("", "./a.xhtml"), "a.xhtml");
    assert_eq!(path("a", "../../../%zz"), "%zz");
}
