//! The page as a browser parses it: whatever an article says, its words are there as the reader shows them and
//! nothing of it is an element; and whatever passages overlap, each reads back with its own words.

use dom_query::{Document as Parsed, NodeRef, Selection};
use proptest::prelude::*;

use super::*;
use crate::export::{Format, Order, write};
use crate::library::edit::Act;
use crate::library::{Article, Filter, Library, Survey};
use crate::reading::flow::{Flow, RowKind};
use crate::tag::{Codebook, Kinds, Passage, Tagger};
use crate::text::{BlockKind, Document, Marker, Span};

/// What breaks pages that take an article's word for it, put between words that are marked.
const HOSTILE: [&str; 12] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</article></main></body><h1>",
    "<!-- ",
    "-->",
    "]]>",
    "</style><style>*{display:none}</style>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "&lt;b&gt; &amp &#60;",
    "\"' onmouseover=alert(1) x='\"",
    "\u{2028}\u{202e}\u{0}\u{1b}[31m\u{feff}",
    "<svg/onload=alert(1)><mark data-start=\"0\" data-end=\"4\">",
];

fn order() -> Order {
    Order { format: Format::Html, ..Order::default() }
}

fn library(texts: &[&str]) -> Library {
    let codebook = Codebook::bundled();
    let tagger = Tagger::new(&codebook);
    let mut library = Library::new(codebook);
    for (nth, text) in texts.iter().enumerate() {
        library.add(Article::read(format!("{nth}<b>.txt"), (*text).into(), &tagger));
    }
    library
}

fn extract(library: &mut Library, filter: &Filter) -> Extract {
    let survey = Survey::in_full(library, filter);
    Extract::of(library, filter, &survey)
}

fn page(library: &mut Library) -> String {
    let extract = extract(library, &Filter::default());
    let mut out = Vec::new();
    write(&extract, order(), &mut &*library, &mut out).expect("memory");
    String::from_utf8(out).expect("UTF-8")
}

/// The words of an element that are not for the ear only.
fn words(node: &NodeRef<'_>, into: &mut String) {
    for child in node.children() {
        if child.is_text() {
            into.push_str(&child.text());
        } else if child.attr("class").as_deref() != Some("hid") {
            words(&child, into);
        }
    }
}

/// What the reader shows of an article, block by block, folds open.
fn shown(document: &Document) -> Vec<String> {
    let flow = Flow::of(document, u16::MAX, true);
    let mut blocks: Vec<u32> = Vec::new();
    for row in flow.rows {
        if matches!(row.kind, RowKind::Words { .. }) && blocks.last() != Some(&row.block) {
            blocks.push(row.block);
        }
    }
    let body = |at: u32| document.blocks[at as usize].body.of(&document.text);
    blocks.into_iter().map(|at| safe(body(at)).into_owned()).collect()
}

/// Elements that the page makes of articles.
const OWN: &[&str] = &[
    "article",
    "h2",
    "h3",
    "p",
    "span",
    "b",
    "i",
    "small",
    "mark",
    "ul",
    "ol",
    "li",
    "a",
    "pre",
    "code",
    "blockquote",
    "details",
    "summary",
    "div",
];

fn assert_is_text(html: &str, library: &Library) {
    let parsed = Parsed::from(html);
    for script in ["script", "style", "h1", "main"] {
        assert_eq!(parsed.select(script).length(), 1, "{script}");
    }
    assert!(["img", "svg svg", "iframe", "form"].iter().all(|it| parsed.select(it).is_empty()));
    for node in parsed.select("*").nodes() {
        for attribute in node.attrs() {
            let (name, value) = (&*attribute.name.local, &*attribute.value);
            assert!(!name.starts_with("on") && !matches!(name, "src" | "style"), "{name}={value}");
            let is_ours = node.node_name().as_deref() == Some("link");
            assert!(name != "href" || is_ours || value.starts_with('#'), "{value}");
        }
    }
    let articles = parsed.select("article");
    let marked = library.articles().filter(|(_, article)| !article.passages.is_empty());
    let marked: Vec<&Article> = marked.map(|(_, article)| article).collect();
    assert_eq!(articles.length(), marked.len());
    for (node, article) in articles.nodes().iter().zip(marked) {
        let inside = Selection::from(*node);
        for own in inside.select("*").nodes() {
            let name = own.node_name().unwrap_or_default();
            assert!(OWN.contains(&&*name), "{name}");
        }
        let blocks: Vec<String> = inside
            .select(".t")
            .nodes()
            .iter()
            .map(|block| {
                let mut read = String::new();
                words(block, &mut read);
                read
            })
            .collect();
        assert_eq!(blocks, shown(&article.document));
    }
}

#[test]
fn what_an_article_says_is_never_markup() {
    for hostile in HOSTILE {
        let text =
            format!("{hostile} Title\n\nNurses fear {hostile} job cuts of 5%.\n\n- {hostile}\n");
        let mut library = library(&[&text]);
        let ids: Vec<_> = library.ids().collect();
        let span = library.article(ids[0]).expect("an article").passages[0].span;
        let step = library.edit(&[(ids[0], span)], &Act::Memo(hostile.to_owned())).expect("a step");
        library.take(step);
        let html = page(&mut library);
        assert_is_text(&html, &library);
        let memo = Parsed::from(html.as_str()).select("li .memo").text().to_string();
        assert_eq!(memo, format!("Memo: {}", safe(hostile.trim_end())), "{hostile}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_shown_as_it_is(
        parts in prop::collection::vec((0_usize..HOSTILE.len() + 4, any::<String>()), 1..8),
    ) {
        let part = |(nth, other): &(usize, String)| match HOSTILE.get(*nth) {
            Some(hostile) => format!("Staff fear {hostile} cuts of 7%. "),
            None if *nth == HOSTILE.len() => format!("\n\n1. {other}\n- Nurses fear cuts.\n\n"),
            None if *nth == HOSTILE.len() + 1 => "\n\nNew roles may help.\n\n2 months ago\n\n".to_owned(),
            None => other.clone(),
        };
        let text: String = parts.iter().map(part).collect();
        let mut library = library(&[&text, "Clerks fear job losses."]);
        let html = page(&mut library);
        assert_is_text(&html, &library);
    }

    #[test]
    fn passages_that_overlap_read_back_each_with_its_words(
        spans in prop::collection::vec((0_usize..120, 1_usize..80), 1..12),
    ) {
        let text = "Title of it\n\nOne é two <b> & three.\nFour 5% five.\n\n- an item\n- 要 more\n\n\n\
            ---\n\nLast one here, with 😀 words.\n";
        let mut library = library(&[text]);
        let extract = extract(&mut library, &Filter::default());
        let id = library.ids().next().expect("one");
        let mut article = library.article(id).expect("it").clone();
        let text = article.document.text.clone();
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let place = |nth: usize| places[nth.min(places.len() - 1)];
        let spans = spans.into_iter().map(|(at, len)| Span::new(place(at), place(at + len)));
        let mut spans: Vec<Span> = spans.filter(|span| !span.is_empty()).collect();
        spans.sort_unstable();
        spans.dedup();
        let kinds = Kinds::NONE.with(Kind::Concern);
        let passage = |span: &Span| Passage { span: *span, kinds, ..Passage::default() };
        article.passages = spans.iter().map(passage).collect();
        let mut out = Vec::new();
        let mut report = Report::begin(&extract, &mut out).expect("memory");
        report.section(&Section::default()).expect("memory");
        let all: Vec<&Passage> = article.passages.iter().collect();
        report.page(&Page::of(&article, &all, &extract)).expect("memory");
        report.end(Written::default()).expect("memory");
        let mut back = Vec::new();
        read(&*out, &mut |quoted| {
            back.push((quoted.start_char, quoted.end_char, quoted.text));
            Ok(())
        })
        .expect("a page");
        let count = |end: u32| Span { start: 0, end }.of(&text).chars().count();
        let expected: Vec<_> = spans
            .iter()
            .map(|span| (count(span.start), count(span.end), safe(span.of(&text)).into_owned()))
            .collect();
        prop_assert_eq!(back, expected);
    }
}

#[test]
fn a_list_says_its_numbers_and_folds_say_what_is_in_them() {
    let text =
        "A Title Of Its Own\n\n3. Nurses fear job cuts.\n4. Pay may rise.\n\nThat is all of it.\n";
    let mut library = library(&[text]);
    let id = library.ids().next().expect("one");
    let kinds: Vec<BlockKind> =
        library.article(id).expect("it").document.blocks.iter().map(|it| it.kind).collect();
    assert!(kinds.contains(&BlockKind::Item(Marker::Number(3))), "{kinds:?}");
    let parsed = Parsed::from(page(&mut library).as_str());
    let numbers = parsed.select("ol.list > li");
    let numbers: Vec<String> = numbers
        .nodes()
        .iter()
        .filter_map(|it| it.attr("data-number"))
        .map(|it| it.to_string())
        .collect();
    assert_eq!(numbers, ["3", "4"]);
    assert_eq!(parsed.select("article > h2").text().to_string(), "A Title Of Its Own");
}

#[test]
fn the_counts_of_the_front_are_those_of_the_marks() {
    let texts = [
        "Nurses fear job cuts of 12%. New roles may help.",
        "Clerks fear cuts. It helps patients.",
    ];
    let mut library = library(&texts);
    let parsed = Parsed::from(page(&mut library).as_str());
    let count = |selector: &str| parsed.select(selector).text().to_string();
    for kind in Kind::ALL.map(class) {
        let marks = parsed.select(&format!("mark.{kind}[id]")).length();
        assert_eq!(count(&format!("#kinds [data-kind={kind}] .count")), marks.to_string());
        assert_eq!(count(&format!(".kinds tr:has(b.{kind}) td span")), marks.to_string());
    }
    let all = parsed.select("mark[id]").length();
    assert_eq!(all, parsed.select(".notes li").length());
    assert!(count("h1").starts_with(&format!("{all} passages of 2 articles")));
    for button in parsed.select("#themes button").nodes() {
        let theme = button.attr("data-theme").expect("a number").to_string();
        let marks = parsed.select(&format!("mark[data-themes~=\"{theme}\"]")).length();
        let button = Selection::from(*button);
        assert_eq!(button.select(".count").text().to_string(), marks.to_string());
    }
}

#[test]
fn the_page_runs_its_own_script_only_and_asks_nobody() {
    let html = page(&mut library(&["Nurses fear job cuts."]));
    let rules =
        Parsed::from(html.as_str()).select("meta[http-equiv]").attr("content").expect("rules");
    assert!(rules.starts_with("default-src 'none';") && !rules.contains("unsafe"), "{rules}");
    assert!(rules.contains(&fingerprint(SCRIPT)) && rules.contains(&fingerprint(STYLE)));
    // What openssl says of nothing.
    assert_eq!(fingerprint(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
    assert!(!SCRIPT.contains("</script") && !STYLE.contains(['<', '&']));
    assert!(!STYLE.contains("url(") && !STYLE.contains("@import"));
    for outside in ["http:", "https:", "fetch(", "XMLHttpRequest", "innerHTML"] {
        assert!(!SCRIPT.contains(outside), "{outside}");
    }
}

#[test]
fn a_page_that_was_changed_does_not_read_back() {
    let mut library = library(&["Nurses fear job cuts of 12%. New roles may help."]);
    let html = page(&mut library);
    let back = |html: &str| read(html.as_bytes(), &mut |_| Ok(()));
    back(&html).expect("it reads");
    for (from, to) in [
        ("</mark>", ""),
        ("</main>", ""),
        ("</html>\n", ""),
        ("</dialog>", "</dialog><p>more</p>"),
        ("<mark ", "<mark data-of=\"p9\"></mark><mark "),
        ("fear", "&unknown;"),
    ] {
        let changed = html.replacen(from, to, 1);
        assert!(changed != html && back(&changed).is_err(), "{from} {to}");
    }
}
