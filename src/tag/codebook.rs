//! The list of themes, as a person writes it in TOML. Reads and checks a codebook; matching it
//! is [`super::theme`]'s work.
//!
//! ```toml
//! title = "Work and machines"             # optional
//!
//! [[theme]]                               # one for each theme, in the order of the screen
//! name = "job security"                   # short, unlike every other
//! definition = "Whether people keep their jobs."
//! cues = ["job security", "redundanc*", "lay* off", "losing * jobs"]
//! not = ["job security officer"]          # optional
//! examples = ["Cleaners fear the sack."]  # optional
//! ```
//!
//! A cue is a word, a phrase or a stem. Capitals do not matter, nor do hyphens against spaces or
//! curly against straight apostrophes. `*` at the end of a word stands for any ending, `*` by
//! itself for one word of any kind. Words under `not` take back the cues that they touch.

use std::fmt;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::pattern::Pattern;

/// Themes with their definitions and cues.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codebook {
    /// What it is called, if it says.
    pub title: Option<String>,
    /// In the order of the file.
    pub themes: Vec<Theme>,
}

/// One theme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// Its name, as shown.
    pub name: String,
    /// What it is about.
    pub definition: String,
    /// Words, phrases and stems that make a passage belong to it.
    pub cues: Vec<Pattern>,
    /// Words, phrases and stems that take back the cues they touch.
    pub not: Vec<Pattern>,
    /// Sentences that belong to it.
    pub examples: Vec<String>,
}

/// What is wrong with a codebook, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodebookError {
    /// The file, as named by whoever read it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub problem: String,
}

impl fmt::Display for CodebookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.problem)
    }
}

impl std::error::Error for CodebookError {}

/// As many as [`super::ThemeId`] can number.
const MOST_THEMES: usize = u16::MAX as usize;

impl Codebook {
    /// Reads a codebook; `name` is what errors call the file.
    ///
    /// # Errors
    /// When it is not TOML, lacks something, has something unknown, or a cue could never match.
    pub fn parse(source: &str, name: &str) -> Result<Self, CodebookError> {
        read(source).map_err(|fault| CodebookError {
            file: name.to_owned(),
            line: line_of(source, fault.at),
            problem: fault.problem,
        })
    }

    /// The codebook inside the program: work, machines and health.
    pub fn bundled() -> Self {
        // A test holds that it parses.
        Self::parse(include_str!("../../assets/codebook.toml"), "codebook.toml").unwrap_or_default()
    }
}

/// A problem at a byte of the source.
struct Fault {
    at: usize,
    problem: String,
}

impl Fault {
    fn new(place: &Range<usize>, problem: impl Into<String>) -> Self {
        Self { at: place.start, problem: problem.into() }
    }
}

type Value<'s> = Spanned<DeValue<'s>>;

fn line_of(source: &str, at: usize) -> usize {
    1 + source.bytes().take(at).filter(|byte| *byte == b'\n').count()
}

fn read(source: &str) -> Result<Codebook, Fault> {
    let table = DeTable::parse(source)
        .map_err(|error| Fault::new(&error.span().unwrap_or_default(), error.message()))?;
    check_keys(table.get_ref(), &["title", "theme"], "a codebook")?;
    let title = table.get_ref().get("title").map(|value| string("title", value)).transpose()?;
    let Some(list) = table.get_ref().get("theme") else {
        return Err(Fault::new(&(0..0), "no themes; begin each with a line [[theme]]"));
    };
    Ok(Codebook { title, themes: themes(list)? })
}

fn themes(list: &Value) -> Result<Vec<Theme>, Fault> {
    let DeValue::Array(values) = list.get_ref() else {
        return Err(Fault::new(
            &list.span(),
            "theme is not a list; write [[theme]], in two brackets",
        ));
    };
    if values.len() > MOST_THEMES {
        return Err(Fault::new(&list.span(), format!("more than {MOST_THEMES} themes")));
    }
    let mut themes: Vec<Theme> = Vec::with_capacity(values.len());
    let mut names = std::collections::HashSet::with_capacity(values.len());
    for value in values {
        let theme = theme(value)?;
        if !names.insert(theme.name.to_lowercase()) {
            let problem = format!("a second theme named {:?}; rename or join them", theme.name);
            return Err(Fault::new(&value.span(), problem));
        }
        themes.push(theme);
    }
    Ok(themes)
}

fn theme(value: &Value) -> Result<Theme, Fault> {
    let DeValue::Table(table) = value.get_ref() else {
        return Err(Fault::new(&value.span(), "theme is not a table; write [[theme]] above it"));
    };
    check_keys(table, &["name", "definition", "cues", "not", "examples"], "a theme")?;
    let name = required(table, "name").map(|value| string("name", value));
    let name = name.unwrap_or_else(|| {
        Err(Fault::new(&value.span(), "theme without a name; give it name = \"...\""))
    })?;
    let lacks = |key: &str, form: &str| {
        let problem = format!("theme {name:?} without {key}; give it {key} = {form}");
        Fault::new(&value.span(), problem)
    };
    let definition = required(table, "definition").ok_or_else(|| lacks("definition", "\"...\""))?;
    let cues = required(table, "cues").ok_or_else(|| lacks("cues", "[\"...\"]"))?;
    Ok(Theme {
        definition: string("definition", definition)?,
        cues: patterns("cues", cues)?,
        not: table.get("not").map_or(Ok(Vec::new()), |value| patterns("not", value))?,
        examples: table
            .get("examples")
            .map_or(Ok(Vec::new()), |value| strings("examples", value))?,
        name,
    })
}

/// The value of a key, if it has one that is not empty.
fn required<'t, 's>(table: &'t DeTable<'s>, key: &str) -> Option<&'t Value<'s>> {
    table.get(key).filter(|value| match value.get_ref() {
        DeValue::String(text) => !text.trim().is_empty(),
        DeValue::Array(values) => !values.is_empty(),
        _ => true,
    })
}

fn string(key: &str, value: &Value) -> Result<String, Fault> {
    match value.get_ref() {
        DeValue::String(text) => Ok(text.trim().to_owned()),
        _ => {
            Err(Fault::new(&value.span(), format!("{key} is not text; put it in quotation marks")))
        }
    }
}

fn strings(key: &str, value: &Value) -> Result<Vec<String>, Fault> {
    match value.get_ref() {
        DeValue::Array(values) => values.iter().map(|value| string(key, value)).collect(),
        _ => {
            Err(Fault::new(&value.span(), format!("{key} is not a list; write {key} = [\"...\"]")))
        }
    }
}

/// Strings that are patterns.
fn patterns(key: &str, value: &Value) -> Result<Vec<Pattern>, Fault> {
    let cues = strings(key, value)?;
    let DeValue::Array(values) = value.get_ref() else { return Ok(Vec::new()) };
    let parse = |(cue, value): (&String, &Value)| {
        let refuse = |problem| Fault::new(&value.span(), format!("{cue:?} in {key} {problem}"));
        Pattern::parse(cue).map_err(refuse)
    };
    cues.iter().zip(values.iter()).map(parse).collect()
}

/// Refuses keys that nobody reads: a misspelt one would be lost in silence.
fn check_keys(table: &DeTable, known: &[&str], owner: &str) -> Result<(), Fault> {
    let unknown = table.iter().map(|(key, _)| key).filter(|key| !known.contains(&&**key.get_ref()));
    let Some(key) = unknown.min_by_key(|key| key.span().start) else {
        return Ok(());
    };
    let near = known.iter().min_by_key(|candidate| distance(key.get_ref(), candidate));
    let near = near.map(|near| format!("; did you mean {near}?")).unwrap_or_default();
    let problem = format!("{owner} has no {:?}{near}", key.get_ref());
    Err(Fault::new(&key.span(), problem))
}

/// How many letters to change, add or take away to get from one word to the other.
fn distance(from: &str, to: &str) -> usize {
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (at, letter) in from.bytes().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], at + 1);
        for (column, other) in to.bytes().enumerate() {
            let change = corner + usize::from(letter != other);
            corner = row[column + 1];
            row[column + 1] = change.min(corner + 1).min(row[column] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "[[theme]]\nname = \"a\"\ndefinition = \"d\"\ncues = [\"x\"]\n";

    #[track_caller]
    fn check(source: &str, expected: &str) {
        let error = Codebook::parse(source, "my.toml").unwrap_err();
        assert_eq!(error.to_string(), format!("my.toml:{expected}"));
    }

    #[test]
    fn a_codebook_is_read_in_order() {
        let source =
            format!("title = \"T\"\n{GOOD}not = [\"y\"]\n{}", GOOD.replace("\"a\"", "\"b\""));
        let codebook = Codebook::parse(&source, "my.toml").unwrap();
        assert_eq!(codebook.title.as_deref(), Some("T"));
        let names: Vec<&str> = codebook.themes.iter().map(|theme| theme.name.as_str()).collect();
        assert_eq!(names, ["a", "b"]);
        assert_eq!(codebook.themes[0].not[0].as_str(), "y");
    }

    #[test]
    fn errors_name_the_line_and_what_to_do() {
        check("", "1: no themes; begin each with a line [[theme]]");
        check("[theme]\nname = \"a\"", "1: theme is not a list; write [[theme]], in two brackets");
        check(
            &format!("{GOOD}\n[[theme]]\ndefinition = \"d\"\n"),
            "6: theme without a name; give it name = \"...\"",
        );
        check(
            "[[theme]]\nname = \"a\"\ncues = [\"x\"]",
            "1: theme \"a\" without definition; give it definition = \"...\"",
        );
        check(
            "[[theme]]\nname = \"a\"\ndefinition = \"d\"\ncues = []",
            "1: theme \"a\" without cues; give it cues = [\"...\"]",
        );
        check(&format!("{GOOD}\n{GOOD}"), "6: a second theme named \"a\"; rename or join them");
        check(&format!("{GOOD}cuse = []"), "5: a theme has no \"cuse\"; did you mean cues?");
        check(
            &format!("themes = 1\n{GOOD}"),
            "1: a codebook has no \"themes\"; did you mean theme?",
        );
        check(&GOOD.replace("[\"x\"]", "\"x\""), "4: cues is not a list; write cues = [\"...\"]");
        check(
            &GOOD.replace("[\"x\"]", "[\n\"x\",\n3]"),
            "6: cues is not text; put it in quotation marks",
        );
        check(&GOOD.replace("[\"x\"]", "[\"x\",\n\" \"]"), "5: \"\" in cues is empty");
        check(
            &GOOD.replace("\"x\"", "\"* jobs\""),
            "4: \"* jobs\" in cues begins with a lone *; begin with a word",
        );
    }

    #[test]
    fn broken_toml_names_its_line() {
        let error = Codebook::parse(&format!("{GOOD}not = [\n"), "my.toml").unwrap_err();
        assert!(error.line >= 5 && !error.problem.is_empty(), "{error}");
    }

    #[test]
    fn the_bundled_codebook_is_sound() {
        let source = include_str!("../../assets/codebook.toml");
        let codebook = Codebook::parse(source, "codebook.toml").unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(codebook.themes.len(), 10);
        for theme in &codebook.themes {
            assert!((8..=28).contains(&theme.cues.len()), "{}", theme.name);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_source_is_read_or_refused(source in "(\\[\\[theme\\]\\]|name|=|\"|cues|\\[|\\]|\n|\\PC| ){0,40}") {
            let _outcome = Codebook::parse(&source, "my.toml");
        }
    }
}
