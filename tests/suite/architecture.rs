//! The shape of the source, held by reading it: layers with one direction, what each may name,
//! documentation at the top of every file, tables that documents repeat.

use std::fs;
use std::path::{Path, PathBuf};

use perusal::app::keys;

/// Each top-level module with those it may name. A layer knows nothing of what stands below it
/// here; app, ingest and store know nothing of each other.
const LAYERS: [(&str, &[&str]); 16] = [
    ("text", &[]),
    ("format", &["text"]),
    ("tag", &["text"]),
    ("library", &["text", "tag"]),
    ("reading", &["text"]),
    ("export", &["text", "tag", "library", "reading"]),
    ("app", &["text", "tag", "library", "reading", "export"]),
    ("ingest", &["text", "format", "tag", "library"]),
    ("import", &["text", "format", "tag", "library"]),
    ("store", &["text", "tag", "library"]),
    ("shelf", &["text", "format", "tag", "library", "ingest", "import", "store"]),
    ("plain", &["text", "tag", "library", "reading", "store", "export"]),
    ("ui", &["text", "tag", "library", "reading", "export", "app"]),
    ("args", &["tag", "library", "export", "app", "plain"]),
    (
        "run",
        &[
            "text", "format", "tag", "library", "export", "app", "ingest", "store", "shelf", "ui",
            "plain",
        ],
    ),
    (
        "commands",
        &[
            "text", "tag", "library", "export", "app", "ingest", "store", "shelf", "plain", "args",
            "run",
        ],
    ),
];

/// What a pure layer never names: files, threads, clocks, the world outside.
const OUTSIDE: [&str; 8] = [
    "std::{",
    "std::fs",
    "std::io",
    "std::thread",
    "std::time",
    "std::env",
    "std::net",
    "std::process",
];

/// A source file: its path below `src/` and its code without comments and unit tests.
struct Source {
    path: String,
    whole: String,
    code: String,
}

impl Source {
    /// The top-level module it belongs to.
    fn layer(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap_or_default()
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All Rust files below a folder, as paths relative to it.
fn rust_files(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let relative = path.strip_prefix(folder).expect("below the folder");
                files.push(relative.display().to_string());
            }
        }
    }
    files.sort();
    files
}

fn sources() -> Vec<Source> {
    let folder = root().join("src");
    let read = |path: String| {
        let whole = fs::read_to_string(folder.join(&path)).expect("a source file");
        let is_test = path.ends_with("/tests.rs");
        let code = if is_test { String::new() } else { code_of(&whole) };
        Source { path, whole, code }
    };
    rust_files(&folder).into_iter().map(read).collect()
}

/// The lines that are neither comments nor under `#[cfg(test)]`. Counts on the formatting that
/// the repository checks: an item ends with `;` on its line or with `}` at its own indentation.
fn code_of(source: &str) -> String {
    let mut code = String::new();
    let mut lines = source.lines();
    while let Some(line) = lines.next() {
        let words = line.trim_start();
        if words == "#[cfg(test)]" {
            let end = line.replace(words, "}");
            let mut item = lines.by_ref().skip_while(|line| line.trim_start().starts_with("#["));
            let first = item.next().unwrap_or_default();
            if !first.ends_with(';') {
                lines.by_ref().find(|line| *line == end);
            }
        } else if !words.starts_with("//") {
            code.push_str(line);
            code.push('\n');
        }
    }
    code
}

/// The modules named behind `crate::`, those in braces too.
fn named_layers(code: &str) -> Vec<String> {
    let ident = |text: &str| -> String {
        text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    let mut named = Vec::new();
    for behind in code.split("crate::").skip(1) {
        match behind.strip_prefix('{') {
            None => named.push(ident(behind)),
            Some(list) => {
                let mut depth = 0;
                let mut at_name = true;
                for (at, c) in list.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => at_name = true,
                        c if at_name && c.is_alphanumeric() => {
                            named.push(ident(list.get(at..).unwrap_or_default()));
                            at_name = false;
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    named
}

#[track_caller]
fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn layers_have_one_direction() {
    let mut faults = Vec::new();
    for source in sources() {
        let own = source.layer();
        if own == "main" || own == "lib" {
            continue;
        }
        let Some((_, allowed)) = LAYERS.iter().find(|(layer, _)| *layer == own) else {
            faults.push(format!("src/{} belongs to no layer: give '{own}' its place", source.path));
            continue;
        };
        for named in named_layers(&source.code) {
            if named != own && !allowed.contains(&named.as_str()) {
                faults
                    .push(format!("src/{} names crate::{named}, which {own} may not", source.path));
            }
        }
        if source.code.contains("super::super") {
            faults.push(format!("src/{} climbs by super::super: write crate::", source.path));
        }
    }
    assert_none(&faults);
}

#[test]
fn pure_layers_name_nothing_of_the_outside() {
    let terminal = ["ratatui", "crossterm"];
    let mut faults = Vec::new();
    for source in sources() {
        let forbidden: Vec<&str> = match source.layer() {
            "text" | "tag" | "library" | "reading" => OUTSIDE.into_iter().chain(terminal).collect(),
            // Unpacking reads from memory by way of `std::io`.
            "format" => {
                OUTSIDE.into_iter().filter(|name| *name != "std::io").chain(terminal).collect()
            }
            "app" => OUTSIDE.into(),
            "ui" => OUTSIDE.into_iter().chain(["crossterm", "&mut App"]).collect(),
            _ => Vec::new(),
        };
        // What it gives is the same from any number of threads.
        let is_together = source.path == "library/together.rs";
        let named = forbidden.into_iter().filter(|name| source.code.contains(name));
        let named = named.filter(|name| !(is_together && *name == "std::thread"));
        faults.extend(named.map(|name| format!("src/{} names {name}", source.path)));
    }
    assert_none(&faults);
}

#[test]
fn the_state_machine_knows_of_terminals_only_events_and_rectangles() {
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| source.layer() == "app") {
        for (name, allowed) in [("ratatui::", "layout"), ("crossterm::", "event")] {
            let other = source.code.split(name).skip(1).any(|rest| !rest.starts_with(allowed));
            if other {
                faults.push(format!("src/{} names more of {name} than {allowed}", source.path));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn only_the_store_knows_the_database() {
    let others = sources().into_iter().filter(|source| source.layer() != "store");
    let faults: Vec<String> = others
        .filter(|source| source.code.contains("rusqlite"))
        .map(|source| format!("src/{} names rusqlite", source.path))
        .collect();
    assert_none(&faults);
}

#[test]
fn every_file_says_what_it_is() {
    let untold = |source: &Source| !source.whole.starts_with("//! ");
    let faults = sources().into_iter().filter(untold);
    let faults: Vec<String> = faults.map(|s| format!("src/{} opens without //!", s.path)).collect();
    assert_none(&faults);
}

#[test]
fn no_test_file_is_forgotten() {
    let folder = root().join("tests/suite");
    let mut faults = Vec::new();
    for path in rust_files(&folder).iter().filter(|path| *path != "main.rs") {
        let (parent, name) = match path.rsplit_once('/') {
            Some((folder, name)) => (format!("{folder}.rs"), name),
            None => ("main.rs".to_owned(), path.as_str()),
        };
        let module = name.trim_end_matches(".rs");
        let parent_code = fs::read_to_string(folder.join(&parent)).unwrap_or_default();
        let is_declared = parent_code.lines().any(|line| line.ends_with(&format!("mod {module};")));
        if !is_declared {
            faults.push(format!("tests/suite/{path} is not declared in {parent}"));
        }
    }
    assert_none(&faults);
}

/// A document of the repository, once it is written.
fn document(name: &str) -> Option<String> {
    fs::read_to_string(root().join(name)).ok()
}

#[test]
fn the_readme_shows_the_table_of_keys() {
    let Some(readme) = document("README.md") else { return };
    let table = keys::as_text();
    let mut fenced = readme.split("\n```").skip(1).step_by(2);
    let holds =
        |block: &str| block.split_once('\n').is_some_and(|(_, b)| b.contains(table.trim_end()));
    assert!(fenced.any(holds), "README.md lacks the output of `perusal keys` in a fenced block");
}

#[test]
fn the_bird_s_view_names_every_module() {
    let Some(view) = document("ARCHITECTURE.md") else { return };
    let faults: Vec<String> = LAYERS
        .iter()
        .map(|(layer, _)| *layer)
        .filter(|layer| !view.split(|c: char| !c.is_alphanumeric()).any(|word| word == *layer))
        .map(|layer| format!("ARCHITECTURE.md does not name {layer}"))
        .collect();
    assert_none(&faults);
}

#[test]
fn the_layers_are_those_of_the_library() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).expect("the library's root");
    let modules = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let mut modules: Vec<&str> = modules.collect();
    let mut layers: Vec<&str> = LAYERS.iter().map(|(layer, _)| *layer).collect();
    modules.sort_unstable();
    layers.sort_unstable();
    assert_eq!(modules, layers);
}

#[test]
fn the_scan_sees_braces_and_skips_tests() {
    let code = "use crate::{app, text::{Span, shown}, tag};\n// crate::run\n#[cfg(test)]\nmod tests {\n    use crate::ui;\n}\nfn f() { crate::plain::x() }\n";
    assert_eq!(named_layers(&code_of(code)), ["app", "text", "tag", "plain"]);
}
