//! Pages of different build, from their bytes to what a reader gets. The samples are written for this.

use std::fs;
use std::path::{Path, PathBuf};

use perusal::format::{self, Leaf, Limits};
use perusal::text::{BlockKind, Document, Marker, Span};

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples").join(name)
}

fn leaf(name: &str) -> Leaf {
    let source = fs::read(sample(name)).expect("a sample");
    let mut leaves = Vec::new();
    format::read(source, name, &Limits::default(), &mut |found| {
        leaves.push(found.expect("an article"));
        true
    });
    assert_eq!(leaves.len(), 1);
    leaves.remove(0)
}

/// What is expected of a page.
struct Page {
    name: &'static str,
    /// Title, author, date, source.
    told: [&'static str; 4],
    /// How the first and the last block of its text begin.
    ends: [&'static str; 2],
    /// What must not be there.
    without: &'static [&'static str],
    /// Names and words of readers' comments.
    comments: &'static [&'static str],
}

const PAGES: [Page; 11] = [
    Page {
        name: "blog.html",
        told: ["Ten winters with one stove", "Mira Holm", "4 November 2023", "The Woodpile"],
        ends: ["When we bought the old stove", "We will keep it as long"],
        without: &[
            "cookies",
            "Skip to",
            "Home",
            "Share this",
            "sharpen",
            "weekly letter",
            "rights",
            "Leave a",
            "not text",
        ],
        comments: &[
            "Tomas R.",
            "We fear the new rules will forbid ours.",
            "Mira Holm",
            "They do not touch old stoves.",
        ],
    },
    Page {
        name: "news.html",
        told: [
            "Harbour bridge to close for a year",
            "Priya Nair, Owen Blake",
            "29 February 2024",
            "The Coast Courier",
        ],
        ends: ["The harbour bridge will close", "Work is expected to end"],
        without: &[
            "partners",
            "flights",
            "Sign in",
            "Ferry fares",
            "briefing",
            "Port profits",
            "Copyright",
        ],
        comments: &[],
    },
    Page {
        name: "divs.html",
        told: ["The clay that came back", "Jonas Weber", "12 March 2021", ""],
        ends: ["For forty years nobody dug", "Whoever wants to help"],
        without: &["Courses", "Opening hours", "Follow us", "Imprint"],
        comments: &[],
    },
    Page {
        name: "amp.html",
        told: [
            "Night trains return to the north",
            "Aino Salo",
            "18 September 2022",
            "Rails & Roads",
        ],
        ends: ["Seven years after the last", "If the trains fill"],
        without: &["Menu", "consent", "Advertisement", "dining car", "©"],
        comments: &[],
    },
    Page {
        name: "press.html",
        told: ["Falk & Söhne opens its first school for glaziers", "", "", ""],
        ends: ["For immediate release", "Contact: press office"],
        without: &["Home", "Products"],
        comments: &[],
    },
    Page {
        name: "thread.html",
        told: [
            "My bees left in October. What did I do wrong?",
            "willow_lane",
            "21 October 2020",
            "Hive Forum",
        ],
        ends: ["I keep three hives", "Has anybody seen this before"],
        without: &["New posts", "Rules", "Like"],
        comments: &[
            "oldkeeper",
            "Mites. In 8 of 10 cases it is mites.",
            "Count them in July, not in August.",
            "Bea B",
            "Freeze the honey first, then it is safe.",
        ],
    },
    Page {
        name: "tables.html",
        told: [
            "Counting swifts, year three",
            "R. Okafor; L. Maes",
            "30 August 2018",
            "City Wildlife Office",
        ],
        ends: ["In its third year", "The office hopes"],
        without: &[],
        comments: &[],
    },
    Page {
        name: "russian.html",
        told: ["Библиотека на колёсах", "Анна Белова", "7 April 2019", "Северный вестник"],
        ends: ["Каждый вторник старый", "Теперь жители собирают"],
        without: &["Главная", "Все права"],
        comments: &[],
    },
    Page {
        name: "japanese.html",
        told: ["島の小さな図書館", "田中 春子", "5 June 2021", "海辺の便り"],
        ends: ["人口三百人の島に", "来年には、船で"],
        without: &["ホーム", "著作権"],
        comments: &[],
    },
    Page {
        name: "short.html",
        told: ["Lift out of order", "", "", ""],
        ends: ["The lift in house 4", "The lift in house 4"],
        without: &["Home"],
        comments: &[],
    },
    Page {
        name: "letter.md",
        told: ["A letter from the allotments", "Nell Hart", "14 May 2022", "Plot Holders' News"],
        ends: ["The water board has raised our rates by 12%", "The next meeting is on Sunday."],
        without: &["](", "watering can", "**", "---", "<div>"],
        comments: &[],
    },
];

/// Words of the blocks of some kinds.
fn words(document: &Document, is: impl Fn(BlockKind) -> bool) -> Vec<&str> {
    let blocks = document.blocks.iter().filter(|block| is(block.kind));
    blocks.map(|block| block.body.of(&document.text)).collect()
}

fn is_comment(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Commenter | BlockKind::Comment { .. })
}

fn is_text(kind: BlockKind) -> bool {
    let is_head = matches!(kind, BlockKind::Title | BlockKind::Byline | BlockKind::Dateline);
    !is_head && !is_comment(kind)
}

#[test]
fn articles_are_taken_out_of_their_pages() {
    let faults: Vec<String> = PAGES.iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// How a page differs from what is expected of it.
fn faults(page: &Page) -> Vec<String> {
    let Leaf { document, .. } = leaf(page.name);
    let mut faults = Vec::new();
    let mut expect = |holds: bool, what: String| {
        if !holds {
            faults.push(format!("{}: {what}", page.name));
        }
    };
    let heading = document.heading;
    let told = [heading.title, heading.author, heading.date, heading.source];
    let told = told.map(|span| span.unwrap_or_default().of(&document.text));
    expect(told == page.told, format!("told {told:?}"));
    let text = words(&document, is_text);
    let [first, last] = [text.first(), text.last()].map(|words| *words.expect("text"));
    expect(first.starts_with(page.ends[0]), format!("first {first}"));
    expect(last.starts_with(page.ends[1]), format!("last {last}"));
    for unwanted in page.without {
        expect(!document.text.contains(unwanted), format!("holds {unwanted}"));
    }
    let comments = words(&document, is_comment);
    expect(comments == page.comments, format!("comments {comments:?}"));
    faults
}

#[test]
fn structure_is_kept() {
    let Leaf { document, .. } = leaf("tables.html");
    let row = |kind| matches!(kind, BlockKind::Row { .. });
    let rows =
        ["District | 2016 | 2018", "North | 402 | 388", "Old Town | 517 | 611", "Harbour |  | 311"];
    assert_eq!(words(&document, row), rows);
    assert_eq!(
        words(&document, |kind| kind == BlockKind::Heading),
        ["Results", "How the figures were reached"]
    );
    let code = ["pairs = holes_with_entry\nif dusk > dawn:\n    pairs = dusk"];
    assert_eq!(words(&document, |kind| kind == BlockKind::Code), code);
    let item = |number| BlockKind::Item(Marker::Number(number));
    assert_eq!(words(&document, |kind| kind == item(5)), ["Holes behind scaffolding"]);
    let Leaf { document, .. } = leaf("faq.xhtml");
    assert_eq!(words(&document, |kind| kind == BlockKind::Question).len(), 3);
    assert_eq!(words(&document, |kind| kind == BlockKind::Answer).len(), 4);
    assert_eq!(words(&document, |kind| kind == BlockKind::Heading), ["Visit us"]);
}

#[test]
fn the_way_back_leads_to_the_page() {
    for page in PAGES.iter().filter(|page| !matches!(page.name, "press.html" | "russian.html")) {
        let Leaf { document, source, .. } = leaf(page.name);
        let page_text = String::from_utf8(source).expect("UTF-8");
        for begin in page.ends {
            let start: String = begin.chars().take(10).collect();
            let at = document.text.find(begin).expect("there") as u32;
            let place = document.origin.to_source(at);
            let found = Span { start: place, end: place + start.len() as u32 };
            assert_eq!(found.of(&page_text), start, "{}", page.name);
        }
    }
}

/// A step of a generator of numbers that are random enough.
fn next(state: &mut u64) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize
}

#[test]
fn broken_pages_are_read_or_refused_but_never_stop_the_program() {
    let mut state = 7;
    for page in &PAGES {
        let whole = fs::read(sample(page.name)).expect("a sample");
        for _ in 0..12 {
            let mut source = whole.clone();
            for _ in 0..=next(&mut state) % 12 {
                let at = next(&mut state) % source.len();
                match next(&mut state) % 4 {
                    0 => source[at] = next(&mut state) as u8,
                    1 => source.truncate(at.max(1)),
                    2 => drop(source.drain(at..(at + next(&mut state) % 40).min(source.len()))),
                    _ => {
                        let from = next(&mut state) % source.len();
                        let piece = source[from..(from + 60).min(source.len())].to_vec();
                        source.splice(at..at, piece);
                    }
                }
                if source.is_empty() {
                    break;
                }
            }
            format::read(source, page.name, &Limits::default(), &mut |found| {
                if let Ok(Leaf { document, .. }) = found {
                    let end = document.blocks.iter().fold(0, |end, block| {
                        assert_eq!(block.span.start, end);
                        block.span.end
                    });
                    assert_eq!(end as usize, document.text.len());
                }
                true
            });
        }
    }
}
