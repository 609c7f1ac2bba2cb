//! Feeds of every dialect, whole and broken.

use super::*;

/// What a feed gives: the text of each article, or "#part: why".
fn found(source: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut sink = |found: Found| {
        lines.push(match found {
            Ok(leaf) => leaf.document.text,
            Err(refusal) => format!("#{}: {}", refusal.part.unwrap_or_default(), refusal.why),
        });
        true
    };
    if is_json(source.as_bytes()) {
        read_json(source.as_bytes(), &Limits::default(), &mut sink);
    } else {
        assert!(is_xml(source.as_bytes()), "{source}");
        read_xml(source.as_bytes(), &Limits::default(), &mut sink);
    }
    lines
}

const LEDGER: &str =
    "Robots & wards\n\nAda\n\n5 December 2024, The Ledger\n\nCosts fell.\n\nBy 5%.";

#[test]
fn rss_is_read() {
    let source = "<?xml version='1.0'?><rss version='2.0'><channel><title>The Ledger</title>\
        <image><title>Logo</title></image><item><media:title>no</media:title>\
        <title>Robots &amp; wards</title><author>ada@example.org (Ada)</author>\
        <pubDate>Thu, 05 Dec 2024 08:00:00 GMT</pubDate><description>Short.</description>\
        <content:encoded><![CDATA[<p>Costs fell.</p><p>By 5%.</p>]]></content:encoded></item>\
        <item><title>A link alone</title><link>https://example.org/2</link></item></channel></rss>";
    assert_eq!(found(source), [LEDGER, "A link alone\n\nThe Ledger\n\nhttps://example.org/2"]);
}

#[test]
fn rdf_is_read() {
    let source = "<rdf:RDF xmlns='http://purl.org/rss/1.0/'><channel><title>The Ledger</title>\
        </channel><item><title>Robots &amp; wards</title><dc:creator>Ada</dc:creator>\
        <dc:date>2024-12-05T08:00:00Z</dc:date>\
        <description>&lt;p&gt;Costs fell.&lt;/p&gt;&lt;p&gt;By 5%.</description></item></rdf:RDF>";
    assert_eq!(found(source), [LEDGER]);
}

#[test]
fn atom_is_read() {
    let source = "<feed xmlns='http://www.w3.org/2005/Atom'><title>The Ledger</title>\
        <author><name>Ada</name></author><entry><title type='html'>Robots &amp;amp; wards</title>\
        <updated>2024-12-05T08:00:00Z</updated><summary>Short.</summary><content type='xhtml'>\
        <div xmlns='http://www.w3.org/1999/xhtml'><p>Costs fell.</p><p>By 5%.</p></div></content>\
        </entry></feed>";
    assert_eq!(found(source), [LEDGER]);
}

#[test]
fn json_is_read() {
    let source = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "The Ledger",
        "items": [{"id": "1", "title": "Robots & wards", "authors": [{"name": "Ada"}],
        "date_published": "2024-12-05T08:00:00Z", "content_html": "<p>Costs fell.<p>By 5%."},
        {"id": "2", "content_text": "Only text."}, 3]}"#;
    let lines = found(source);
    assert_eq!(lines[0], LEDGER);
    assert!(lines[1].contains("Only text."));
    assert_eq!(lines[2], "#3: holds no words: there is nothing to read");
}

#[test]
fn broken_feeds_give_what_can_be_read() {
    let source = "<rss><channel><title>Salt & Pepper</title><item><title>One</title>\
        <description>R&D <br>fell & rose.</description></item><item><title>Two</title>\
        <description>cut sho";
    let lines = found(source);
    let [one, two, end] = &lines[..] else { panic!("{lines:?}") };
    assert_eq!(one, "One\n\nSalt & Pepper\n\nR&D\nfell & rose.");
    assert!(two.ends_with("cut sho"));
    assert!(end.starts_with("#2: breaks off there"), "{end}");
    assert_eq!(found("<rss><channel/></rss>").len(), 1);
}

#[test]
fn other_xml_is_no_feed() {
    for source in ["<html><body>", "<svg/>", "rss", "<feed>of cattle</feed>", "<RDF/>"] {
        assert!(!is_xml(source.as_bytes()), "{source}");
    }
}
