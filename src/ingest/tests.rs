//! Piles of files as people have them, opened for real.

use std::fs;
use std::path::Path;

use super::*;

fn tagging() -> Arc<Tagging> {
    Tagging::by(crate::tag::Codebook::default())
}

fn outcomes(orders: &Orders) -> Vec<Result<String, String>> {
    let mut outcomes = Vec::new();
    ingest(orders, &tagging(), |outcome| {
        outcomes.push(match outcome {
            Outcome::Opened(article) | Outcome::Article(article) => Ok(article.place.clone()),
            Outcome::Problem(problem) => Err(problem.to_string()),
            Outcome::Marked(..) | Outcome::Progress(_) => return,
        });
    });
    outcomes
}

fn opened(inputs: &[&Path]) -> Vec<Result<String, String>> {
    let inputs = inputs.iter().map(|path| Input::Path((*path).to_owned())).collect();
    outcomes(&Orders::new(inputs))
}

#[track_caller]
fn told(outcome: &Result<String, String>, words: &str) {
    assert!(outcome.as_ref().is_err_and(|why| why.contains(words)), "{outcome:?}");
}

fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

#[test]
fn the_bundled_articles_open() {
    let orders = Orders::new(vec![Input::Bundled]);
    assert_eq!(outcomes(&orders).iter().filter(|outcome| outcome.is_ok()).count(), 3);
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_opens() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    write(path, "a.txt", b"Some words.");
    write(path, "b.txt", b" \n");
    write(path, "c.bin", &[0, 1, 2, 3, 0, 0, 0, 9]);
    write(path, ".hidden", b"Not for you.");
    let found = opened(&[path, &path.join("none")]);
    let [a, b, c, none] = &found[..] else { panic!("{found:?}") };
    assert!(a.is_ok());
    told(b, "is empty");
    told(c, "is no text");
    told(none, "is not there");
}

#[test]
fn articles_come_in_the_order_of_their_names_whoever_reads_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = |at: usize| format!("{at:03}.txt");
    for at in 0..300 {
        write(folder.path(), &name(at), "Long words follow. ".repeat(300 - at).as_bytes());
    }
    let inputs = vec![Input::Path(folder.path().to_owned())];
    let found = outcomes(&Orders { workers: NonZeroUsize::new(5), ..Orders::new(inputs) });
    let names = found.iter().map(|found| {
        let path = Path::new(found.as_ref().expect("an article"));
        path.file_name().expect("a name").to_string_lossy().into_owned()
    });
    assert!(names.eq((0..300).map(name)));
}

#[test]
fn what_a_folder_ignores_is_left_out_and_links_in_circles_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    write(path, "deep/a.txt", b"Some words.");
    write(path, "drafts/b.txt", b"Some words.");
    write(path, ".gitignore", b"drafts\n");
    std::os::unix::fs::symlink(path, path.join("deep/round")).expect("a link");
    std::os::unix::fs::symlink("nothing", path.join("nowhere.txt")).expect("a link");
    let found = opened(&[path]);
    assert_eq!(found.iter().filter(|found| found.is_ok()).count(), 1, "{found:?}");
    let wrong: Vec<_> = found.into_iter().filter(Result::is_err).collect();
    let [round, nowhere] = &wrong[..] else { panic!("{wrong:?}") };
    told(round, "is a link to a folder that it lies in");
    told(nowhere, "is a link to nothing");
}

#[test]
fn a_pattern_stands_for_the_files_it_matches() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    for name in ["a.md", "b.txt", "deep/c.md", "odd[1].md"] {
        write(path, name, b"Some words.");
    }
    let names = |pattern: &str| {
        let found = opened(&[&path.join(pattern)]).into_iter();
        let name = |place: String| place.rsplit('/').next().unwrap_or_default().to_owned();
        found.map(|found| found.map_or_else(|_| "none".to_owned(), name)).collect::<Vec<_>>()
    };
    assert_eq!(names("*.md"), ["a.md", "odd[1].md"]);
    assert_eq!(names("**/c.*"), ["c.md"]);
    assert_eq!(names("odd[1].md"), ["odd[1].md"]);
    assert_eq!(names("*.pdf"), ["none"]);
}

#[test]
fn a_stop_ends_it_with_whole_articles_only() {
    let folder = tempfile::tempdir().expect("a folder");
    for at in 0..200 {
        write(folder.path(), &format!("{at:03}.txt"), b"Nurses fear job cuts. Costs rose by 5%.");
    }
    let orders = Orders::new(vec![Input::Path(folder.path().to_owned())]);
    let mut articles = 0;
    ingest(&orders, &tagging(), |outcome| {
        if let Outcome::Article(article) = outcome {
            assert!(article.marked && article.document.sentences.len() == 2);
            articles += 1;
            if articles == 20 {
                orders.stop.set();
            }
        }
    });
    assert_eq!(articles, 20);
}

/// Small bounds, so that a small text is a long one.
fn in_parts(inputs: Vec<Input>, workers: usize) -> Orders {
    let mut orders = Orders { workers: NonZeroUsize::new(workers), ..Orders::new(inputs) };
    (orders.limits.whole, orders.limits.part) = (8 << 10, 4 << 10);
    orders
}

/// Paragraphs of so many bytes in all, each with its number.
fn long_text(bytes: usize) -> String {
    let mut text = String::from("A Title of Its Own\n\n");
    for nth in 0.. {
        if text.len() >= bytes {
            break;
        }
        text +=
            &format!("Nurses fear {nth} job cuts in small caf\u{e9}s. Costs rose by {nth}%.\n\n");
    }
    text
}

fn articles(orders: &Orders) -> Vec<crate::library::Article> {
    let mut articles = Vec::new();
    ingest(orders, &tagging(), |outcome| match outcome {
        Outcome::Opened(article) | Outcome::Article(article) => articles.push(*article),
        Outcome::Marked(..) | Outcome::Progress(_) => {}
        Outcome::Problem(problem) => panic!("{problem}"),
    });
    articles
}

#[test]
fn a_long_text_comes_in_parts_that_are_all_of_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = long_text(200 << 10);
    let latin: Vec<u8> = text.chars().map(|c| c as u8).collect();
    let mut marked = text.clone().into_bytes();
    marked.splice(0..0, *b"\xef\xbb\xbf");
    write(folder.path(), "a.txt", text.as_bytes());
    write(folder.path(), "b.txt", &latin);
    write(folder.path(), "c.txt", &marked);
    write(folder.path(), "d.txt", text.replace('\n', "\r\n").as_bytes());
    for (name, source) in [("a.txt", text.as_bytes()), ("b.txt", &latin), ("c.txt", &marked)] {
        let path = folder.path().join(name);
        let articles = articles(&in_parts(vec![Input::Path(path.clone())], 3));
        let place = |nth: usize| match nth {
            0 => path.display().to_string(),
            nth => format!("{}#part-{}", path.display(), nth + 1),
        };
        assert!(articles.len() > 40);
        for (nth, article) in articles.iter().enumerate() {
            assert_eq!((&article.place, &article.name), (&place(nth), &place(nth)));
            assert_eq!(article.document.part(), Some(nth as u32 + 1));
            let title = match nth {
                0 => "A Title of Its Own".to_owned(),
                nth => format!("part {} of A Title of Its Own", nth + 1),
            };
            assert_eq!(article.document.title(), title);
            assert!(article.source().len() <= 5 << 10);
        }
        let bytes: Vec<u8> = articles.iter().flat_map(|it| it.source().to_vec()).collect();
        assert!(bytes == source, "{name}");
        let words: String = articles.iter().map(|it| it.document.text.as_str()).collect();
        assert!(words == text, "{name} is read alike throughout");
    }
    let all = articles(&in_parts(vec![Input::Path(folder.path().to_owned())], 3));
    let bytes: usize = all.iter().map(|article| article.source().len()).sum();
    assert_eq!(bytes, text.len() * 3 + latin.len() + 3 + text.matches('\n').count());
    let order: Vec<&str> = all.iter().map(|article| article.place.as_str()).collect();
    let file = |place: &str| place.split('#').next().unwrap_or_default().to_owned();
    assert!(order.is_sorted_by_key(|place| file(place)), "one source behind the other");
}

#[test]
fn what_is_no_plain_text_or_short_stays_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    let page = format!("<html><body><p>{}</p></body></html>", "Some words. ".repeat(2000));
    let record = format!("{{\"text\": \"{}\"}}", "Some words. ".repeat(2000));
    let wide: Vec<u8> =
        "Some words. ".repeat(2000).encode_utf16().flat_map(u16::to_le_bytes).collect();
    write(path, "a.html", page.as_bytes());
    write(path, "b.json", record.as_bytes());
    write(path, "c.txt", &[b"\xff\xfe".to_vec(), wide].concat());
    write(path, "d.txt", "Some words. ".repeat(300).as_bytes());
    let articles = articles(&in_parts(vec![Input::Path(path.to_owned())], 2));
    assert_eq!(articles.len(), 4);
    assert!(articles.iter().all(|article| article.document.part().is_none()));
}

#[test]
fn the_bound_of_a_source_holds_for_one_in_parts() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "a.txt", long_text(200 << 10).as_bytes());
    let mut orders = in_parts(vec![Input::Path(folder.path().to_owned())], 2);
    orders.limits.source = 100 << 10;
    let found = outcomes(&orders);
    let [only] = &found[..] else { panic!("{} outcomes", found.len()) };
    told(only, "is larger than");
}

#[test]
fn several_long_texts_come_one_behind_the_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = long_text(2 << 20);
    for name in ["a.txt", "b.txt", "c.txt"] {
        write(folder.path(), name, text.as_bytes());
    }
    let mut orders = in_parts(vec![Input::Path(folder.path().to_owned())], 3);
    orders.limits.part = 160 << 10;
    let mut order = Vec::new();
    ingest(&orders, &tagging(), |outcome| match outcome {
        Outcome::Article(article) | Outcome::Opened(article) => order.push(article.place),
        Outcome::Problem(problem) => panic!("{problem}"),
        Outcome::Marked(..) | Outcome::Progress(_) => {}
    });
    assert_eq!(order.len() % 3, 0);
    assert!(order.len() > 30 && order.is_sorted_by_key(|place| place.split('#').next()));
}
