//! What a page says of its article beside the text: title, author, date, source, by linked data,
//! meta tags and marked elements. Leaves the title's choice among several to the extraction.

use dom_query::{Document as Tree, NodeRef};
use dom_smoothie::Article;
use serde_json::Value;

use crate::text::{Told, date};

/// What linked data and elements of a page tell; `title` only where linked data names one.
pub(super) fn told(page: &Tree) -> Told {
    let linked = linked(page).unwrap_or_default();
    Told {
        title: linked.title,
        author: linked.author.or_else(|| author(page)),
        date: linked.date.or_else(|| meta_date(page)).or_else(|| shown_date(page)),
        source: linked.source.or_else(|| source(page)),
    }
}

/// The same, with what the extraction found beside the article.
pub(super) fn completed(told: Told, article: &Article) -> Told {
    let title = Some(plain(&article.title)).filter(|title| !title.is_empty());
    let source = article.site_name.as_deref().map(plain).or(told.source);
    let byline = article.byline.as_deref().and_then(name);
    Told {
        title: title.or(told.title),
        author: told.author.or(byline),
        date: told.date.or_else(|| article.published_time.clone()),
        source,
    }
}

/// The words of what may hold references and tags, white space collapsed.
fn plain(words: &str) -> String {
    let text = if words.contains(['&', '<']) {
        Tree::fragment(words).text().to_string()
    } else {
        words.to_owned()
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name out of a byline: no "By", no date or job behind it, no address.
fn name(byline: &str) -> Option<String> {
    const BY: [&str; 9] = [
        "written by",
        "posted by",
        "published by",
        "story by",
        "by:",
        "by",
        "von",
        "par",
        "autor:",
    ];
    const BEHIND: [&str; 7] = [" | ", " • ", " · ", " – ", " — ", " / ", " @"];
    let byline = plain(byline);
    let mut name = byline.as_str();
    for by in BY {
        let head = name.get(..by.len()).filter(|head| head.eq_ignore_ascii_case(by));
        let rest = head.and_then(|_| name.get(by.len()..)).unwrap_or_default();
        if rest.starts_with([' ', ':']) {
            name = rest.trim_start_matches([' ', ':']);
            break;
        }
    }
    let day = date::find(name).and_then(|(span, _)| name.get(..span.start as usize));
    let name = day.unwrap_or(name).trim_end();
    let name = name.strip_suffix(" on").unwrap_or(name);
    let end = BEHIND.iter().filter_map(|sign| name.find(sign)).min();
    let name = end.and_then(|end| name.get(..end)).unwrap_or(name);
    let name = name.trim_end_matches(|last: char| last.is_whitespace() || ",;|-–".contains(last));
    let is_name = !name.contains("://") && name.chars().any(char::is_alphabetic);
    (is_name && name.len() <= 160).then(|| name.to_owned())
}

/// Kinds of linked data that stand for an article.
const ARTICLES: [&str; 12] = [
    "Article",
    "NewsArticle",
    "BlogPosting",
    "Report",
    "ScholarlyArticle",
    "TechArticle",
    "SocialMediaPosting",
    "DiscussionForumPosting",
    "LiveBlogPosting",
    "OpinionNewsArticle",
    "AnalysisNewsArticle",
    "ReportageNewsArticle",
];

/// What the first article in the linked data of a page is told to be.
fn linked(page: &Tree) -> Option<Told> {
    let scripts = page.select("script[type='application/ld+json']");
    scripts.nodes().iter().find_map(|script| {
        let text = script.text();
        let json = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
        let data: Value = serde_json::from_str(json).ok()?;
        let mut things = Vec::new();
        list(&data, &mut things, 0);
        let article = things.iter().find(|thing| is_article(thing))?;
        let names = |key: &str| names(article.get(key)?, &things);
        let words = |key: &str| Some(plain(article.get(key)?.as_str()?));
        Some(Told {
            title: words("headline").or_else(|| words("name")),
            author: names("author").or_else(|| names("creator")).as_deref().and_then(name),
            date: words("datePublished").or_else(|| words("dateCreated")),
            source: names("publisher").or_else(|| names("isPartOf")),
        })
    })
}

/// All things of linked data, those within others too.
fn list<'a>(data: &'a Value, things: &mut Vec<&'a Value>, depth: usize) {
    const DEEPEST: usize = 4;
    match data {
        Value::Array(all) if depth < DEEPEST => {
            for one in all {
                list(one, things, depth + 1);
            }
        }
        Value::Object(thing) => {
            things.push(data);
            let within = ["@graph", "mainEntity", "mainEntityOfPage"];
            let within = within.iter().filter_map(|key| thing.get(*key));
            if depth < DEEPEST {
                within.for_each(|one| list(one, things, depth + 1));
            }
        }
        _ => {}
    }
}

fn is_article(thing: &Value) -> bool {
    let is = |kind: &Value| kind.as_str().is_some_and(|kind| ARTICLES.contains(&kind));
    match thing.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    }
}

/// The name or names of a thing, which may only be pointed at.
fn names(thing: &Value, things: &[&Value]) -> Option<String> {
    let names = match thing {
        Value::String(name) => Some(plain(name)),
        Value::Array(all) => {
            let all: Vec<_> = all.iter().filter_map(|one| one_name(one, things)).collect();
            Some(all.join(", "))
        }
        one => one_name(one, things),
    };
    names.filter(|names| !names.is_empty())
}

fn one_name(thing: &Value, things: &[&Value]) -> Option<String> {
    let own = |thing: &Value| Some(plain(thing.get("name")?.as_str()?));
    own(thing).or_else(|| thing.as_str().map(plain)).or_else(|| {
        let id = thing.get("@id")?;
        own(things.iter().find(|other| other.get("@id") == Some(id) && own(other).is_some())?)
    })
}

/// The content of the first meta tag of one of these names.
fn meta(page: &Tree, names: &[&str]) -> Option<String> {
    let tags = page.select("meta[content]");
    let found = |name: &&str| {
        tags.nodes().iter().find_map(|tag| {
            let mut keys = ["name", "property", "itemprop"].iter().filter_map(|key| tag.attr(key));
            let is = keys.any(|other| other.trim().eq_ignore_ascii_case(name));
            is.then(|| tag.attr("content")).flatten().map(|content| plain(&content))
        })
    };
    names.iter().find_map(found).filter(|content| !content.is_empty())
}

fn author(page: &Tree) -> Option<String> {
    let tagged = meta(page, &["citation_author", "dc.creator", "sailthru.author"]);
    tagged.as_deref().and_then(name)
}

fn source(page: &Tree) -> Option<String> {
    meta(page, &["og:site_name", "citation_journal_title", "dc.publisher", "application-name"])
        .or_else(|| meta(page, &["copyright"]).filter(|name| name.len() <= 40))
}

fn meta_date(page: &Tree) -> Option<String> {
    const NAMES: [&str; 16] = [
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "parsely-pub-date",
        "sailthru.date",
        "dc.date.issued",
        "dc.date",
        "dcterms.created",
        "dcterms.issued",
        "dcterms.date",
        "citation_publication_date",
        "citation_date",
        "pubdate",
        "publishdate",
        "publish-date",
        "date",
    ];
    meta(page, &NAMES).filter(|words| date::find(words).is_some())
}

/// A date that an element of the page is marked to be.
fn shown_date(page: &Tree) -> Option<String> {
    let marked = |selector: &str| page.select(selector).nodes().iter().take(40).find_map(day_of);
    marked("[itemprop='datePublished'], time[pubdate]")
        .or_else(|| marked("article time, header time, main time"))
        .or_else(|| date_by_heading(page))
        .or_else(|| marked("time"))
        .or_else(|| {
            marked(
                "[class*='date'], [class*='publish'], [class*='posted'], [class*='byline'], \
                 [id*='date']",
            )
        })
}

/// A date beside a heading and behind it. As a selector (`h1 ~ time`), each of a page's many dates
/// would look through all that stands before it.
fn date_by_heading(page: &Tree) -> Option<String> {
    /// Elements looked at.
    const MOST: usize = 1_000;
    let headings = page.select("h1");
    let beside = headings.nodes().iter().flat_map(|heading| {
        std::iter::successors(heading.next_element_sibling(), NodeRef::next_element_sibling)
    });
    beside.take(MOST).filter(|node| node.has_name("time")).find_map(|node| day_of(&node))
}

fn day_of(node: &NodeRef<'_>) -> Option<String> {
    /// A longer text is not about a date alone.
    const LONGEST: usize = 120;
    let told = ["datetime", "content"].iter().find_map(|key| node.attr(key));
    let words = plain(&told.unwrap_or_else(|| node.text()));
    let (span, _) = date::find(&words).filter(|_| words.len() <= LONGEST)?;
    Some(span.of(&words).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linked_data_is_read_through_graphs_and_pointers() {
        let page = Tree::from(
            r##"<script type="application/ld+json">{"@graph":[
            {"@type":"WebSite","@id":"#site","name":"The &amp; Ledger"},
            {"@type":["Article"],"headline":"Robots","author":[{"name":"By Jo Doe"},{"@id":"#a"}],
             "datePublished":"2024-05-12T08:00","publisher":{"@id":"#site"}},
            {"@type":"Person","@id":"#a","name":"Al Poe"}]}</script>"##,
        );
        let told = told(&page);
        assert_eq!(told.title.as_deref(), Some("Robots"));
        assert_eq!(told.author.as_deref(), Some("Jo Doe, Al Poe"));
        assert_eq!(told.date.as_deref(), Some("2024-05-12T08:00"));
        assert_eq!(told.source.as_deref(), Some("The & Ledger"));
    }

    #[test]
    fn a_byline_gives_a_name() {
        let cases = [
            ("By  Jane Doe", Some("Jane Doe")),
            ("Posted by Jane Doe on 12 May 2024", Some("Jane Doe")),
            ("Jane Doe | 12 May 2024", Some("Jane Doe")),
            ("von Lena Groß, 3. März 2023", Some("Lena Groß")),
            ("Byron King", Some("Byron King")),
            ("https://example.org/jane", None),
            ("12 May 2024", None),
        ];
        for (byline, expected) in cases {
            assert_eq!(name(byline).as_deref(), expected, "{byline}");
        }
    }

    #[test]
    fn dates_come_from_tags_before_elements() {
        let date = |html: &str| told(&Tree::from(html)).date;
        let tag = "<meta name='DC.date' content='2024-05-12'><time>1 May 2020</time>";
        assert_eq!(date(tag).as_deref(), Some("2024-05-12"));
        assert_eq!(date("<time datetime='2020-05-01'>May</time>").as_deref(), Some("2020-05-01"));
        let tag = "<time>1 May 2020</time><h1>A</h1><p>b</p><time>2 May 2020</time>";
        assert_eq!(date(tag).as_deref(), Some("2 May 2020"));
        let line = "<p class=post-date>Posted on 3 June 2021</p>";
        assert_eq!(date(line).as_deref(), Some("3 June 2021"));
        assert_eq!(date("<p>3 June 2021</p>"), None);
    }
}
