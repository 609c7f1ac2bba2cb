//! Each format read back by somebody else's reader, of articles that are made to break it; and the same
//! file with a fault in it, which reading back has to find.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

mod projects;

use serde_json::Value;

use super::*;
use crate::library::catalogue::Keep;
use crate::library::edit::Act;
use crate::library::holding::Holding;
use crate::library::search::Phrase;
use crate::library::{Brief, Fetched, Filter, Query, Survey, Texts};
use crate::tag::{Codebook, Label, Tagger, ThemeId};

/// Articles with all that formats stumble over, in their words and in what stands around them.
const NASTY: [(&str, &str); 6] = [
    ("=cmd()|calc.txt", "Nurses, \"doctors\" and <b>clerks</b> fear job cuts; costs rose by 12%."),
    (
        "crlf, \"quoted\".txt",
        "Title\r\n\r\nStaff fear\r\nthe \u{1f469}\u{200d}\u{2695}\u{fe0f} cuts of 7%.\r\nIt may improve.\r\n",
    ),
    (
        "要查看.txt",
        "\u{1f600} 要 Cafe\u{301} workers fear losses of 1,300 jobs.\u{202e} New roles may help.",
    ),
    (
        "controls.txt",
        "Workers fear \u{1b}[31mred\u{9b}m\u{7} cuts\tof 5% by 2030.\n\nIt could help.",
    ),
    (
        "markup & more.txt",
        "# Heading\n\n=1+1 workers fear [cuts](javascript:alert(1)) & *losses* of 20%.",
    ),
    ("-dash.txt", "+5% of nurses fear that jobs may be lost.\n\n@nurses fear cuts of -3% too."),
];

fn library() -> Library {
    let codebook = Codebook::bundled();
    let tagger = Tagger::new(&codebook);
    let mut library = Library::new(codebook);
    for (name, text) in NASTY {
        library.add(Article::read(name.into(), text.into(), &tagger));
    }
    let first = |id| {
        let article = library.article(id).expect("an article");
        (id, article.passages.first().expect("a passage").span)
    };
    let places: Vec<_> = library.ids().map(first).collect();
    let had = library.article(places[2].0).expect("an article").passages[0].themes.clone();
    let lacking =
        (0..16).map(ThemeId).find(|theme| !had.contains(theme)).expect("a theme it lacks");
    let memo = Act::Memo("=1+1, \"so\"\nand <i>on</i>; \u{1b}[0m要".to_owned());
    for (place, act) in [
        (places[0], memo),
        (places[0], Act::Star),
        (places[1], Act::Confirm),
        (places[2], Act::Toggle(Label::Theme(lacking))),
    ] {
        let step = library.edit(&[place], &act).expect("a step");
        library.take(step);
    }
    library
}

fn extract(library: &mut Library, typed: &str) -> Extract {
    let query = Query::parse(typed, &library.codebook).ok();
    let filter = Filter { query, ..Filter::default() };
    let survey = Survey::in_full(library, &filter);
    Extract::of(library, &filter, &survey)
}

fn order(format: Format) -> Order {
    Order { format, ..Order::default() }
}

fn written(library: &Library, extract: &Extract, order: Order) -> (String, Written) {
    let (out, written) = packed(library, extract, order);
    (String::from_utf8(out).expect("UTF-8"), written)
}

fn packed(library: &Library, extract: &Extract, order: Order) -> (Vec<u8>, Written) {
    let mut out = Vec::new();
    let mut source = library;
    let written = write(extract, order, &mut source, &mut out).expect("memory");
    (out, written)
}

/// The formats that are lines of text about passages.
fn in_lines() -> impl Iterator<Item = Format> {
    Format::ALL.into_iter().filter(|it| !it.is_packed() && it.has_passages())
}

/// The words of all passages, and the text of each one's article.
fn passages(library: &Library) -> Vec<(String, Vec<char>)> {
    let of = |article: &Article| {
        let text = &article.document.text;
        let all: Vec<char> = text.chars().collect();
        let words = |it: &crate::tag::Passage| (it.span.of(text).to_owned(), all.clone());
        article.passages.iter().map(words).collect::<Vec<_>>()
    };
    library.articles().flat_map(|(_, article)| of(article)).collect()
}

/// What stands between two code points.
fn between(text: &[char], start: u64, end: u64) -> String {
    text[start as usize..end as usize].iter().collect()
}

#[test]
fn csv_holds_each_passage_as_it_is() {
    let mut library = library();
    let extract = extract(&mut library, "");
    let (file, count) = written(&library, &extract, order(Format::Csv));
    let all = passages(&library);
    assert_eq!((count.rows, count.articles), (all.len(), NASTY.len()));
    assert!(
        file.starts_with("article,title,")
            && file.contains("\r\n")
            && !file.starts_with('\u{feff}')
    );
    let mut rows = csv::Reader::from_reader(file.as_bytes());
    let heading = rows.headers().expect("a heading").clone();
    assert_eq!(heading.iter().collect::<Vec<_>>(), table::PASSAGES);
    let mut read = 0;
    for (row, (words, text)) in rows.deserialize::<BTreeMap<String, String>>().zip(&all) {
        let row = row.expect("a row");
        assert_eq!(table::unguarded(&row["text"]), words);
        let number = |name: &str| row[name].parse().expect("a number");
        assert_eq!(&between(text, number("start_char"), number("end_char")), words);
        let formulas = row.values().filter(|cell| cell.starts_with(['=', '+', '-', '@', '\t']));
        assert_eq!(formulas.count(), 0, "{row:?}");
        read += 1;
    }
    assert_eq!(read, all.len());
    let first = csv::Reader::from_reader(file.as_bytes())
        .deserialize::<BTreeMap<String, String>>()
        .next()
        .expect("a row")
        .expect("CSV");
    assert_eq!(first["memo"], "'=1+1, \"so\"\nand <i>on</i>; \u{1b}[0m要");
    assert_eq!((&*first["starred"], &*first["article"]), ("true", "'=cmd()|calc.txt"));
    assert!(file.contains("confirmed") && file.contains("made"));
}

#[test]
fn a_byte_order_mark_comes_where_it_is_asked_for() {
    let mut library = library();
    let extract = extract(&mut library, "");
    let order = Order { bom: true, ..order(Format::Csv) };
    let (file, count) = written(&library, &extract, order);
    assert!(file.starts_with("\u{feff}article,"));
    let read =
        verify(&extract, order, &mut &library, &mut io::Cursor::new(&file)).expect("it reads");
    assert_eq!(read, count.rows);
}

#[test]
fn tsv_has_a_line_for_each_row() {
    let mut library = library();
    let extract = extract(&mut library, "");
    let (file, count) = written(&library, &extract, order(Format::Tsv));
    assert_eq!(file.lines().count(), count.rows + 1);
    let mut rows = csv::ReaderBuilder::new().delimiter(b'\t').from_reader(file.as_bytes());
    let at = rows.headers().expect("a heading").iter().position(|it| it == "text").expect("text");
    for (row, (words, _)) in rows.records().zip(passages(&library)) {
        let row = row.expect("a row");
        assert_eq!(table::unguarded(&row[at]), one_line(&words));
    }
}

#[test]
fn json_lines_hold_passages_with_all_that_is_known() {
    let mut library = library();
    let extract = extract(&mut library, "");
    let (file, _) = written(&library, &extract, order(Format::Jsonl));
    assert!(!file.contains(|c: char| c != '\n' && c.is_control()), "no terminal obeys it");
    let lines: Vec<Value> =
        file.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let all = passages(&library);
    assert_eq!(lines.len(), all.len());
    for (line, (words, text)) in lines.iter().zip(&all) {
        let at = |name: &str| line[name].as_u64().expect("a number");
        assert_eq!(line["text"].as_str(), Some(words.as_str()));
        assert_eq!(&between(text, at("start_char"), at("end_char")), words);
        let [prefix, suffix] = ["prefix", "suffix"].map(|it| line[it].as_str().expect("text"));
        let around: String = text.iter().collect();
        assert!(around.contains(&format!("{prefix}{words}{suffix}")));
        for figure in line["figures"].as_array().expect("a list") {
            let at = |name: &str| figure[name].as_u64().expect("a number");
            let words = between(text, at("start_char"), at("end_char"));
            assert_eq!(figure["text"], words);
        }
        // Every column of a table is a field of a row.
        assert!(table::PASSAGES.iter().all(|column| line.get(column).is_some()), "{line}");
    }
    let first = &lines[0];
    assert_eq!(
        first["kind_origins"].as_array().map(Vec::len),
        first["kinds"].as_array().map(Vec::len)
    );
    assert!(first["cues"].as_array().is_some_and(|cues| !cues.is_empty()));
}

#[test]
fn statistics_are_rows_of_their_own() {
    let mut library = library();
    let extract = extract(&mut library, "statistic");
    let unit = Unit::Statistic;
    let (file, count) = written(&library, &extract, Order { unit, ..order(Format::Jsonl) });
    let lines: Vec<Value> =
        file.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert!(lines.len() >= NASTY.len() - 1 && lines.len() == count.rows);
    let values = |name: &str| -> Vec<String> {
        lines.iter().filter_map(|line| line[name].as_str()).map(str::to_owned).collect()
    };
    assert!(values("value").contains(&"12".to_owned()) && values("unit").contains(&"%".to_owned()));
    let has_columns = |line: &Value| table::STATISTICS.iter().all(|it| line.get(it).is_some());
    assert!(lines.iter().all(has_columns));
    let (table, _) = written(&library, &extract, Order { unit, ..order(Format::Csv) });
    assert_eq!(csv::Reader::from_reader(table.as_bytes()).records().count(), lines.len());
}

#[test]
fn annotations_say_where_they_stand_in_two_ways() {
    let mut library = library();
    let extract = extract(&mut library, "");
    let (file, count) = written(&library, &extract, order(Format::JsonLd));
    let collection: Value = serde_json::from_str(&file).expect("JSON");
    assert_eq!(collection["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!(collection["total"], count.rows);
    let items = collection["first"]["items"].as_array().expect("a list");
    let mut ids: Vec<&str> = items.iter().map(|it| it["id"].as_str().expect("an id")).collect();
    for (item, (words, text)) in items.iter().zip(passages(&library)) {
        let [quote, place] = [0, 1].map(|at| &item["target"]["selector"][at]);
        assert_eq!(
            (&quote["type"], &place["type"]),
            (&"TextQuoteSelector".into(), &"TextPositionSelector".into())
        );
        let at = |name: &str| place[name].as_u64().expect("a number");
        assert_eq!(between(&text, at("start"), at("end")), words);
        assert_eq!(quote["exact"], words);
        let before = quote["prefix"].as_str().map_or(0, |it| it.chars().count());
        assert_eq!(before, (at("start") as usize).min(32));
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count.rows);
    let commented =
        |body: &Value| body["purpose"] == "commenting" && body["creator"][0]["type"] == "Person";
    assert!(items[0]["body"].as_array().is_some_and(|bodies| bodies.iter().any(commented)));
    let again = written(&library, &extract, order(Format::JsonLd));
    assert_eq!(again.0, file, "exports can be compared");
}

#[test]
fn a_report_has_a_chapter_for_each_theme_kind_and_article() {
    let mut library = library();
    let extract = extract(&mut library, "");
    for by in Group::ALL {
        let order = Order { by, ..order(Format::Markdown) };
        let (file, count) = written(&library, &extract, order);
        assert_eq!(file.lines().filter(|line| line.starts_with("> ")).count(), count.rows);
        let read = verify(&extract, order, &mut &library, &mut io::Cursor::new(&file));
        assert_eq!(read.expect("it reads"), count.rows);
        let chapters = file.lines().filter(|line| line.starts_with("## ")).count();
        match by {
            Group::Article => assert_eq!((chapters, count.rows), (NASTY.len(), extract.passages())),
            Group::Kind => assert!((2..=3).contains(&chapters), "{file}"),
            Group::Theme => assert!(chapters >= 2 && count.rows >= extract.passages()),
        }
        // What an article says is no markup.
        let parsed = pulldown_cmark::Parser::new_ext(&file, pulldown_cmark::Options::all());
        for event in parsed {
            use pulldown_cmark::{Event, Tag};
            let is_plain = !matches!(
                event,
                Event::Html(_)
                    | Event::InlineHtml(_)
                    | Event::Start(Tag::Link { .. } | Tag::Emphasis | Tag::Image { .. })
            );
            assert!(is_plain, "{event:?}");
        }
    }
}

#[test]
fn every_format_reads_back_and_a_fault_is_found() {
    let mut library = library();
    let extract = extract(&mut library, "");
    for format in in_lines() {
        let order = order(format);
        let (file, count) = written(&library, &extract, order);
        let read = |file: &str| verify(&extract, order, &mut &library, &mut io::Cursor::new(&file));
        assert_eq!(read(&file).expect("it reads"), count.rows, "{format:?}");
        let changed = file.replace("fear", "feel");
        assert!(read(&changed).is_err(), "{format:?}: another word");
        let cut = file.trim_end().rsplit_once('\n').map_or("", |(rest, _)| rest);
        let cut = match file.rsplit_once("> ") {
            Some((rest, _)) if format == Format::Markdown => rest,
            _ => cut,
        };
        assert!(read(cut).is_err(), "{format:?}: a line is missing");
        if format == Format::Html {
            let moved = file.replacen(" id=\"p1-0-", " id=\"p1-1-", 1);
            assert!(moved != file && read(&moved).is_err(), "{format:?}: another place");
        }
        if format.has_rows() {
            let moved = file.replacen(",0,", ",1,", 1).replacen("\t0\t", "\t1\t", 1);
            let moved = moved.replacen("\"start_char\":0,", "\"start_char\":1,", 1);
            assert!(moved != file && read(&moved).is_err(), "{format:?}: another place");
        }
    }
}

/// Texts that are fetched, and how often.
struct Lent {
    articles: BTreeMap<String, Article>,
    fetched: Arc<Mutex<Vec<String>>>,
}

impl Texts for Lent {
    fn fetch(&self, name: &str) -> Option<Fetched> {
        self.fetched.lock().ok()?.push(name.to_owned());
        Some(Fetched { article: self.articles.get(name)?.clone(), marks: None })
    }

    fn having(&self, _: &Phrase, _: &Keep<'_>) -> Option<(Holding, Vec<ArticleId>)> {
        None
    }

    fn fault(&self) -> Option<String> {
        None
    }
}

#[test]
fn only_what_shows_is_fetched_and_nothing_stays_at_hand() {
    let fetched = Arc::<Mutex<Vec<String>>>::default();
    let codebook = Codebook::bundled();
    let tagger = Tagger::new(&codebook);
    let read = |(name, text): (&str, &str)| Article::read(name.into(), text.into(), &tagger);
    let all: Vec<Article> = NASTY.into_iter().map(read).collect();
    let articles = all.iter().map(|it| (it.name.clone(), it.clone())).collect();
    let lent = Lent { articles, fetched: Arc::clone(&fetched) };
    let mut library = Library::new(codebook).with_texts(Box::new(lent));
    for article in &all {
        library.list(None, Brief::of(article));
    }
    let extract = extract(&mut library, "title:heading or source:dash");
    for format in Format::ALL {
        fetched.lock().expect("no fault").clear();
        let order = Order { by: Group::Article, ..order(format) };
        let (file, _) = packed(&library, &extract, order);
        let expected = ["markup & more.txt", "-dash.txt"];
        // A page asks once more for its table of figures, a project for each of its parts.
        let expected = expected.repeat(match format {
            Format::Qdc => 0,
            Format::Html => 2,
            Format::Qdpx => 3,
            _ => 1,
        });
        assert_eq!(*fetched.lock().expect("no fault"), expected);
        assert!(!file.is_empty());
    }
    assert!(library.ids().all(|id| library.at_hand(id).is_none()));
}

#[test]
fn a_writer_that_fails_ends_it() {
    struct Full(usize);
    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.0 == 0 {
                return Err(io::ErrorKind::BrokenPipe.into());
            }
            let taken = bytes.len().min(self.0);
            self.0 -= taken;
            Ok(taken)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut library = library();
    let extract = extract(&mut library, "");
    for format in Format::ALL {
        let mut full = Full(200);
        let failed = write(&extract, order(format), &mut &library, &mut full);
        let kind = failed.expect_err("no room").kind();
        assert_eq!(kind, io::ErrorKind::BrokenPipe, "{format:?}");
    }
}
