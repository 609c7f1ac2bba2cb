//! The commands for pipes and scripts, without a terminal: what goes out on which stream, exit
//! codes, formats, filters. No count here depends on how well passages are marked.

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::symlink;

use perusal::library::Article;
use perusal::store::{Entry, Store};
use perusal::text::Document;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::pile::{first_theme, title};
use crate::support::piped::{Run, command, run, run_in};

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("a file");
    }
    folder
}

fn json_lines(run: &Run) -> Vec<Value> {
    run.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[track_caller]
fn assert_clean(run: &Run) {
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert!(!run.out.contains('\x1b'), "no escape sequence in a pipe");
}

#[test]
fn in_a_pipe_the_articles_come_as_text() {
    let bare = run(&[]);
    assert_clean(&bare);
    for article in 0..3 {
        assert!(bare.out.contains(title(article)));
    }
    assert_eq!(bare.out, run(&["show"]).out);
}

#[test]
fn what_is_sought_is_found_in_the_library() {
    let folder = folder(&[]);
    let path = folder.path().join("library.db");
    let library = path.to_str().expect("UTF-8");
    let mut store = Store::open(&path).expect("a library");
    for (name, text) in
        [("one", "Nurses fear job cuts."), ("two", "The caf\u{e9} grew. Jobs grew.")]
    {
        let source = text.as_bytes().to_vec();
        let document = Document::read(&source);
        let article = Article::unmarked(format!("{name}.txt"), source, document);
        let entry = Entry::of(&article, None, None);
        assert_eq!(store.put(&[entry]), Ok(Vec::new()));
    }
    drop(store);
    let search = |words: &[&str]| run(&[&["search", "--library", library], words].concat());
    let found = search(&["job*", "cafe", "--format", "json"]);
    assert_clean(&found);
    let lines = json_lines(&found);
    assert_eq!((lines.len(), &lines[0]["article"]), (1, &"two.txt".into()));
    assert_eq!((&lines[0]["start_char"], &lines[0]["end_char"]), (&4.into(), &19.into()));
    let text = search(&["job*", "--limit", "1"]);
    assert!(text.out.ends_with("2 articles, 2 places, the best 1 shown\n"), "{}", text.out);
    assert!(search(&["\"job cuts\"", "--format", "csv"]).out.contains("one.txt,"));
    // The filters of the other commands.
    let among = search(&["job*", "--where", "title:nurses", "--format", "json"]);
    assert_clean(&among);
    let lines = json_lines(&among);
    assert_eq!((lines.len(), &lines[0]["article"]), (1, &"one.txt".into()));
    assert!(search(&["job*", "--where", "title:nurses"]).out.ends_with("1 article, 1 place\n"));
    assert_eq!(search(&["job*", "--kind", "statistic"]).code, Some(1));
    assert_eq!(search(&["\"cuts job\""]).code, Some(1));
    let fault = search(&["caf\u{e9} \"open"]);
    assert_eq!((fault.code, fault.out.as_str()), (Some(2), ""));
    assert!(fault.err.contains("a quote is not closed at character 6"), "{}", fault.err);
}

#[test]
fn only_the_wanted_kinds_are_listed() {
    let all = run(&["list", "--format", "json"]);
    assert_clean(&all);
    let mut listed = 0;
    for kind in ["concern", "opportunity", "statistic"] {
        let one = run(&["list", "--format", "json", "--kind", kind]);
        assert_clean(&one);
        let lines = json_lines(&one);
        let has = |line: &Value| line["kinds"].as_array().is_some_and(|k| k.contains(&kind.into()));
        assert!(lines.iter().all(has), "{kind}");
        listed += lines.len();
    }
    assert!(listed >= json_lines(&all).len() && !all.out.is_empty());
}

#[test]
fn only_the_wanted_theme_is_listed_and_an_unknown_one_is_told() {
    let theme = first_theme();
    let some = run(&["list", "--format", "json", "--theme", &theme]);
    assert_clean(&some);
    let has = |line: &Value| {
        line["themes"].as_array().is_some_and(|t| t.contains(&theme.as_str().into()))
    };
    assert!(json_lines(&some).iter().all(has));
    let unknown = run(&["list", "--theme", "farming"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (Some(2), ""));
    assert!(unknown.err.contains("no theme 'farming'") && unknown.err.contains(&theme));
}

#[test]
fn only_what_meets_the_query_is_listed_in_every_format() {
    let folder = folder(&[
        ("ward.txt", b"A ward\n\nOf all beds 43% are empty.\n\nOf all nurses 12% fear job cuts."),
        ("clinic.txt", b"A clinic\n\nOf all beds 80% are taken."),
        ("station.txt", "Une gare\n\nLes trains de la gare ne sont pas en retard et les gens sont dans la ville."
            .as_bytes()),
    ]);
    let list = |query: &str, format: &str| {
        let args = ["list", "--format", format, "--where", query, "."];
        let run = run_in(folder.path(), &args, b"");
        assert_clean(&run);
        run
    };
    for (query, expected) in [
        ("beds", &["80%", "43%"][..]),
        ("beds title:ward", &["43%"]),
        ("beds article(\"job cuts\")", &["43%"]),
        ("statistic -source:clinic.txt and not /bed/", &["12%"]),
        ("starred or date:2024", &[]),
    ] {
        let lines = json_lines(&list(query, "json"));
        let texts = lines.iter().map(|line| line["text"].as_str().expect("text"));
        let found = texts.map(|text| text.split(' ').find(|word| word.ends_with('%')));
        assert_eq!(found.map(Option::unwrap_or_default).collect::<Vec<_>>(), expected, "{query}");
        assert_eq!(list(query, "csv").out.lines().count(), 1 + expected.len());
        assert_eq!(list(query, "text").out.matches('%').count(), expected.len());
    }
    // Why an article has no passages is said where it would be listed.
    assert!(list("title:gare", "text").out.contains("in French"));
    assert_eq!(list("starred", "text").out, "");
}

#[test]
fn articles_are_shown_whole_in_every_format() {
    let folder = folder(&[
        ("clinic.txt", b"A clinic\n\nIt was built of brick."),
        (
            "ward.txt",
            "A w\u{e4}rd\n\nOf all beds 43% are painted white.\n\nThe rest is slept in.".as_bytes(),
        ),
    ]);
    let show = |args: &[&str]| {
        let run = run_in(folder.path(), &[&["show", "."], args].concat(), b"");
        assert_clean(&run);
        run
    };
    assert_eq!(show(&[]).out.matches("A clinic\n=").count(), 1);
    let met = show(&["--where", "beds"]);
    assert!(
        !met.out.contains("clinic")
            && met.out.contains("[statistic: Of all beds 43% are painted white.]")
    );
    // Which passages are marked the query says, too; an article may meet it as a whole.
    assert!(!show(&["--where", "concern or title:clinic"]).out.contains('['));
    let [clinic, ward] = json_lines(&show(&["--format", "json"])).try_into().expect("two lines");
    assert_eq!((&clinic["title"], &clinic["words"]), (&"A clinic".into(), &5.into()));
    assert_eq!((&ward["statistic"], &ward["concern"]), (&1.into(), &0.into()));
    let text: Vec<char> = ward["text"].as_str().expect("text").chars().collect();
    let passage = &ward["passages"][0];
    let at = |key: &str| passage[key].as_u64().expect("a number") as usize;
    let words: String = text[at("start_char")..at("end_char")].iter().collect();
    assert_eq!(passage["text"], words);
    let csv = show(&["--format", "csv", "--kind", "statistic"]);
    let mut reader = csv::Reader::from_reader(csv.out.as_bytes());
    let column =
        |name: &str| csv.out.lines().next().and_then(|it| it.split(',').position(|c| c == name));
    let column = column("statistic").expect("a column");
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!((rows.len(), &rows[0][column], &rows[1][column]), (2, "0", "1"));
}

#[test]
fn a_query_that_cannot_be_read_is_pointed_at() {
    let open = run(&["list", "--where", "concern and (title:x"]);
    assert_eq!((open.code, open.out.as_str()), (Some(2), ""));
    let what =
        "perusal: the query cannot be read\nconcern and (title:x\n            ^ this bracket";
    assert!(open.err.starts_with(what), "{}", open.err);
    let unknown = run(&["list", "--where", "theme:farming"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (Some(2), ""));
    assert!(unknown.err.contains("\n      ^ no theme 'farming'; there are "), "{}", unknown.err);
}

#[test]
fn all_formats_tell_of_the_same_passages() {
    let json = json_lines(&run(&["list", "--format", "json"]));
    let text = run(&["list"]);
    assert_clean(&text);
    let passages = text.out.lines().filter(|line| line.starts_with("  ")).count();
    assert_eq!(passages, json.len());
    let csv = run(&["list", "--format", "csv"]);
    assert_clean(&csv);
    let mut table = csv::Reader::from_reader(csv.out.as_bytes());
    let heading = table.headers().expect("a heading").clone();
    assert_eq!(heading, vec!["article", "title", "kinds", "themes", "cues", "figures", "text"]);
    let rows: Vec<_> = table.records().map(|row| row.expect("CSV")).collect();
    assert_eq!(rows.len(), json.len());
    for (row, line) in rows.iter().zip(&json) {
        assert_eq!(row.get(0), line["article"].as_str());
        let words = line["text"].as_str().expect("text").split_whitespace().collect::<Vec<_>>();
        assert_eq!(row.get(6), Some(words.join(" ").as_str()));
    }
}

/// A pile on five subjects, a file an article.
fn pile_of_subjects() -> TempDir {
    let subjects = [
        ["cow", "milk", "meadow", "barn"],
        ["orbit", "rocket", "comet", "galaxy"],
        ["judge", "jury", "verdict", "lawyer"],
        ["bishop", "knight", "rook", "pawn"],
        ["fish", "lagoon", "coral", "diver"],
    ];
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..80 {
        let [a, b, c, d] = subjects[number % subjects.len()];
        let text = format!(
            "Visitor {number} saw the {a} and the {b} there.\nThe {c} near {number} was old, and so was the {d}.\n"
        );
        fs::write(folder.path().join(format!("{number:02}.txt")), text).expect("a file");
    }
    folder
}

#[test]
fn suggested_themes_are_told_in_all_formats_and_are_a_codebook() {
    let folder = pile_of_subjects();
    let path = folder.path();
    let text = run_in(path, &["themes", "."], b"");
    assert_clean(&text);
    assert!(text.out.starts_with("5 themes suggested by 80 articles\n"), "{}", text.out);
    let json = run_in(path, &["themes", "--format", "json", "."], b"");
    assert_clean(&json);
    let [found] = json_lines(&json).try_into().expect("one line");
    assert_eq!(found["articles"].as_array().map(Vec::len), Some(80));
    let csv = run_in(path, &["themes", "--format", "csv", "."], b"");
    assert_clean(&csv);
    assert_eq!(csv.out.lines().count(), 6);
    assert!(csv.out.starts_with("name,articles,definition,cues,examples\n"));
    // Of fewer articles, where a query says which.
    let some = run_in(path, &["themes", "--where", "-title:/7/", "."], b"");
    let told = some.out.lines().next().unwrap_or_default();
    assert_clean(&some);
    assert!(told.contains(" suggested by ") && !told.ends_with(" 80 articles"), "{told}");
    let toml = run_in(path, &["themes", "--format", "toml", "."], b"");
    assert_clean(&toml);
    fs::write(path.join("themes.toml"), &toml.out).expect("a file");
    let name = found["themes"][0]["name"].as_str().expect("a name");
    let list = run_in(path, &["list", "--codebook", "themes.toml", "--theme", name, "00.txt"], b"");
    assert_clean(&list);
}

#[test]
fn too_little_to_suggest_themes_from_is_told() {
    let folder = folder(&[("one.txt", b"Wheat was sold.\n")]);
    let run = run_in(folder.path(), &["themes", "one.txt"], b"");
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert_eq!(run.err, "perusal: too little text to suggest themes from\n");
}

#[test]
fn the_keys_are_printed_as_the_table_has_them() {
    let keys = run(&["keys"]);
    assert_clean(&keys);
    assert_eq!(keys.out, perusal::app::keys::as_text());
}

#[test]
fn tag_answers_every_line_in_its_place() {
    let input = b"{\"id\":7,\"text\":\"The village has 4,300 houses.\"}\nnot JSON\n{\"id\":\"x\",\"text\":\"Hello.\"}\n";
    let run = run_in(".".as_ref(), &["tag", "--unit", "passage"], input);
    assert_eq!((run.code, run.err.as_str()), (Some(1), ""));
    let lines = json_lines(&run);
    assert_eq!(
        (&lines[0]["id"], &lines[1]["line"], &lines[2]["id"]),
        (&7.into(), &2.into(), &"x".into())
    );
    assert_eq!(lines[0]["passages"][0]["kinds"], serde_json::json!(["statistic"]));
    let fine = run_in(".".as_ref(), &["tag"], b"{\"text\":\"One.\"}\n");
    assert_eq!(fine.code, Some(0));
}

#[test]
fn standard_input_is_an_article() {
    let run = run_in(".".as_ref(), &["show", "-"], b"A piped title\n\nSome words.\n");
    assert_clean(&run);
    assert!(run.out.starts_with("A piped title\n=============\n"));
}

#[test]
fn what_cannot_be_opened_gets_one_line_each() {
    let folder = folder(&[("empty.txt", b" \n"), ("binary.bin", &[0, 7, 0, 0, 1, 0, 0, 0])]);
    symlink("loop.txt", folder.path().join("loop.txt")).expect("a link");
    let all = ["none.txt", "empty.txt", "binary.bin", "loop.txt"];
    let run = run_in(folder.path(), &all, b"");
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    let lines: Vec<&str> = run.err.lines().collect();
    let told = ["is not there", "is empty", "is no text", "could not be read"];
    for ((line, name), why) in lines.iter().zip(all).zip(told) {
        assert!(line.starts_with(&format!("perusal: {name}: ")) && line.contains(why), "{line}");
    }
    assert_eq!(lines.len(), 4);
}

#[test]
fn the_rest_of_a_folder_opens() {
    let folder = folder(&[("a.txt", b"Some words."), ("b.txt", b""), (".hidden", b"Not this.")]);
    let run = run_in(folder.path(), &["show", "."], b"");
    assert_eq!(run.code, Some(1));
    assert!(run.out.contains("Some words.") && !run.out.contains("Not this."));
    assert_eq!(run.err.lines().count(), 1);
}

#[test]
fn a_folder_without_files_is_told() {
    let folder = folder(&[]);
    let run = run_in(folder.path(), &["show", "."], b"");
    assert_eq!((run.code, run.err.lines().count()), (Some(2), 1), "{run:?}");
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let article = "Risk\n\n".to_owned() + &"Of them 43% face a risk and may improve. ".repeat(4000);
    let folder = folder(&[("long.txt", article.as_bytes())]);
    let path = folder.path().join("long.txt");
    for args in
        [&["show"][..], &["list"], &["list", "--format", "json"], &["list", "--format", "csv"]]
    {
        let mut all: Vec<&OsStr> = args.iter().map(OsStr::new).collect();
        all.push(path.as_os_str());
        let mut child = command(&all).spawn().expect("the program starts");
        let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
        out.read_line(&mut String::new()).expect("a line");
        drop(out);
        let mut told = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut told).expect("UTF-8");
        assert_eq!(
            (child.wait().expect("an end").code(), told.as_str()),
            (Some(0), ""),
            "{args:?}"
        );
    }
}

#[test]
fn wrong_arguments_are_explained() {
    for (args, words) in [
        (&["--nonsense"][..], "--nonsense"),
        (&["list", "--kind", "rumour"], "concern, opportunity or statistic"),
        (&["show", "--codebook", "none.toml"], "none.toml"),
    ] {
        let run = run(args);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{args:?}");
        assert!(run.err.contains(words), "{args:?}: {}", run.err);
    }
}

#[test]
fn names_of_kinds_may_be_short_and_several() {
    let count = |args: &[&str]| run(&[&["list"], args].concat()).out.lines().count();
    assert_eq!(count(&["--kind", "stat"]), count(&["--kind", "statistics"]));
    let both = count(&["--kind", "stat", "--kind", "opportunities"]);
    assert!(both > count(&["--kind", "stat"]) && both > count(&["--kind", "o"]));
}

#[test]
fn bounds_are_raised_and_lowered_by_flags() {
    let folder = tempfile::tempdir().expect("a folder");
    let lines = (0..3).map(|n| format!("{{\"text\": \"Ward {n} lost 12% of its nurses.\"}}\n"));
    std::fs::write(folder.path().join("three.jsonl"), lines.collect::<String>()).expect("a file");
    let item = "- ".repeat(700) + "the innermost item\n";
    std::fs::write(folder.path().join("deep.md"), format!("# Deep\n\n{item}")).expect("a file");
    for (args, told) in [
        (&["--max-articles", "2", "three.jsonl"][..], "allow more by --max-articles"),
        (&["--max-articles", "3", "three.jsonl"], ""),
        (&["deep.md"], "allow more by --max-depth"),
        (&["--max-depth", "2048", "deep.md"], ""),
        (&["--max-size", "0", "three.jsonl"], "allow more by --max-size"),
    ] {
        let run = run_in(folder.path(), &[&["show"], args].concat(), b"");
        assert!(
            run.err.contains(told) && run.err.is_empty() == told.is_empty(),
            "{args:?}: {run:?}"
        );
    }
}
