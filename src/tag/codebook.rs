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
//! parent = "work"                         # optional: the theme that this one is part of
//! colour = 173                            # optional: one of 256 colours for its name
//! memo = "Ask whether agency staff count."  # optional
//! ```
//!
//! A cue is a word, a phrase or a stem. Capitals do not matter, nor do hyphens against spaces or
//! curly against straight apostrophes. `*` at the end of a word stands for any ending, `*` by
//! itself for one word of any kind. Words under `not` take back the cues that they touch.

mod write;

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::ThemeId;
use super::pattern::Pattern;

/// Themes with their definitions and cues.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codebook {
    /// What it is called, if it says.
    pub title: Option<String>,
    /// In the order of the file. A theme keeps its place for good, since marks go by it: one that was
    /// dropped stays, see [`Theme::dropped`]. [`Codebook::listed`] has those to show.
    pub themes: Vec<Theme>,
}

/// One theme.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
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
    /// The theme that it is part of; that one is part of none.
    pub parent: Option<ThemeId>,
    /// One of 256 colours for its name.
    pub colour: Option<u8>,
    /// What a person wrote about it.
    pub memo: String,
    /// Whether it is not there: it was dropped, or is not made yet. Nothing is marked with it.
    pub dropped: bool,
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

    /// The theme of that number, unless it was dropped.
    pub fn theme(&self, id: ThemeId) -> Option<&Theme> {
        self.themes.get(usize::from(id.0)).filter(|theme| !theme.dropped)
    }

    /// The themes that are there, with their numbers, in the order they were made.
    pub fn themes(&self) -> impl Iterator<Item = (ThemeId, &Theme)> {
        let numbered = (0..=u16::MAX).map(ThemeId).zip(&self.themes);
        numbered.filter(|(_, theme)| !theme.dropped)
    }

    /// The name of a theme; empty where there is none of that number.
    pub fn name(&self, id: ThemeId) -> &str {
        self.theme(id).map_or("", |theme| &theme.name)
    }

    /// The theme of that name, whatever its capitals.
    pub fn named(&self, name: &str) -> Option<ThemeId> {
        let wanted = name.trim().to_lowercase();
        self.themes().find(|(_, theme)| theme.name.to_lowercase() == wanted).map(|(id, _)| id)
    }

    /// The theme that a theme is part of, if that one is there.
    pub fn parent(&self, id: ThemeId) -> Option<ThemeId> {
        self.theme(id)?.parent.filter(|parent| self.theme(*parent).is_some())
    }

    /// These themes and those that they are part of, each once, ascending.
    pub fn with_wholes(&self, themes: &[ThemeId]) -> Vec<ThemeId> {
        let mut all = themes.to_vec();
        all.extend(themes.iter().filter_map(|theme| self.parent(*theme)));
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The themes as a list shows them: each followed by those that are part of it.
    pub fn listed(&self) -> Vec<ThemeId> {
        let top = self.themes().map(|(id, _)| id).filter(|id| self.parent(*id).is_none());
        top.flat_map(|id| std::iter::once(id).chain(self.parts(id))).collect()
    }

    /// The themes that are part of that one.
    pub fn parts(&self, of: ThemeId) -> impl Iterator<Item = ThemeId> {
        self.themes().map(|(id, _)| id).filter(move |id| self.parent(*id) == Some(of))
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
    let mut parents = Vec::with_capacity(values.len());
    let mut names = std::collections::HashSet::with_capacity(values.len());
    for value in values {
        let theme = theme(value)?;
        parents
            .push(value.get_ref().get("parent").map(|it| Ok((string("parent", it)?, it.span()))));
        if !names.insert(theme.name.to_lowercase()) {
            let problem = format!("a second theme named {:?}; rename or join them", theme.name);
            return Err(Fault::new(&value.span(), problem));
        }
        themes.push(theme);
    }
    for (at, parent) in parents.into_iter().enumerate() {
        let Some((name, place)) = parent.transpose()? else { continue };
        themes[at].parent =
            Some(parent_of(&themes, at, &name).map_err(|why| Fault::new(&place, why))?);
    }
    let is_nested =
        |theme: &Theme| theme.parent.is_some_and(|id| themes[usize::from(id.0)].parent.is_some());
    if let Some(at) = themes.iter().position(is_nested) {
        let problem = format!(
            "the parent of theme {:?} has a parent itself; themes nest one level",
            themes[at].name
        );
        return Err(Fault::new(&values[at].span(), problem));
    }
    Ok(themes)
}

/// The theme of that name, which another one is to be part of.
fn parent_of(themes: &[Theme], child: usize, name: &str) -> Result<ThemeId, String> {
    let wanted = name.to_lowercase();
    let found = themes.iter().position(|theme| theme.name.to_lowercase() == wanted);
    match found.filter(|at| *at != child) {
        Some(at) => Ok(ThemeId(at as u16)),
        None => Err(format!("no other theme named {name:?} for a parent; name one of this file")),
    }
}

/// What a theme may say.
const KEYS: &[&str] =
    &["name", "definition", "cues", "not", "examples", "parent", "colour", "memo"];

fn theme(value: &Value) -> Result<Theme, Fault> {
    let DeValue::Table(table) = value.get_ref() else {
        return Err(Fault::new(&value.span(), "theme is not a table; write [[theme]] above it"));
    };
    check_keys(table, KEYS, "a theme")?;
    let name = table.get("name").map_or(Ok(String::new()), |value| string("name", value))?;
    if name.is_empty() {
        return Err(Fault::new(&value.span(), "theme without a name; give it name = \"...\""));
    }
    let lacks = |key: &str, form: &str| {
        let problem = format!("theme {name:?} without {key}; give it {key} = {form}");
        Fault::new(&value.span(), problem)
    };
    let definition = table.get("definition").ok_or_else(|| lacks("definition", "\"...\""))?;
    let cues = table.get("cues").ok_or_else(|| lacks("cues", "[\"...\"]"))?;
    Ok(Theme {
        definition: string("definition", definition)?,
        cues: patterns("cues", cues)?,
        not: table.get("not").map_or(Ok(Vec::new()), |value| patterns("not", value))?,
        examples: table
            .get("examples")
            .map_or(Ok(Vec::new()), |value| strings("examples", value))?,
        colour: table.get("colour").map(colour).transpose()?,
        memo: table.get("memo").map_or(Ok(String::new()), |value| string("memo", value))?,
        name,
        ..Theme::default()
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

fn colour(value: &Value) -> Result<u8, Fault> {
    let number = match value.get_ref() {
        DeValue::Integer(number) => u8::from_str_radix(number.as_str(), number.radix()).ok(),
        _ => None,
    };
    number.ok_or_else(|| Fault::new(&value.span(), "colour is no number from 0 to 255"))
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
            "[[theme]]\nname = \"a\"\ndefinition = \"d\"",
            "1: theme \"a\" without cues; give it cues = [\"...\"]",
        );
        let nest = |parent: &str| {
            format!(
                "{GOOD}\n[[theme]]\nname = \"b\"\ndefinition = \"\"\ncues = []\nparent = {parent}\n"
            )
        };
        check(&nest("\"c\""), "10: no other theme named \"c\" for a parent; name one of this file");
        check(&nest("\"b\""), "10: no other theme named \"b\" for a parent; name one of this file");
        check(
            &nest("\"a\"").replacen("[\"x\"]", "[\"x\"]\nparent = \"b\"", 1),
            "1: the parent of theme \"a\" has a parent itself; themes nest one level",
        );
        check(&format!("{GOOD}colour = 256"), "5: colour is no number from 0 to 255");
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
