//! Projects and codebooks of qualitative-analysis programs (REFI-QDA `.qdpx`, `.qdc`), as they are: with
//! folders in capitals, braces around numbers, the same name twice. Whatever is broken is told, and nothing
//! is taken of it then; files outside the archive are never looked for.

mod codes;
mod source;

use std::collections::{HashMap, HashSet};

use super::{Bundle, sidecar};
use crate::format::archive::Archive;
use crate::format::xml::{Element, Elements, local, text};
use crate::format::{Limits, Refusal};
use codes::Codes;

/// What the standard has no place for, in perusal's own projects.
const SIDECAR: &str = "perusal.json";

/// Who suggests, in perusal's own projects, and what other programs made of them.
const TAGGER: &str = "perusal";

/// Reads a project.
pub(super) fn read_project(bytes: &[u8], limits: &Limits) -> Result<Bundle, Refusal> {
    let mut archive = Archive::open(bytes, limits)?;
    let names = archive.names();
    let mut roots = names.iter().filter(|name| !name.contains('/') && ends(name, ".qde"));
    let Some(root) = roots.next() else {
        return Err(Refusal::new("is no project: it has no description (.qde) in it"));
    };
    let description = archive.read(root)?;
    if names.iter().any(|name| name == SIDECAR) {
        let beside = archive.read(SIDECAR)?;
        if let Some(own) = sidecar::read(&beside, &description, &mut archive)? {
            return Ok(own);
        }
    }
    let mut bundle = Project::of(&mut archive, names, limits).read(&text(&description), limits)?;
    let beside = |line: &&String| line.as_str() == SIDECAR;
    if archive.names().iter().any(|name| beside(&name)) {
        let what =
            "stars, rejections and cues of perusal's own: another program has changed the rest";
        bundle.told.push(what.to_owned());
    }
    Ok(bundle)
}

/// Reads a codebook.
pub(super) fn read_codebook(bytes: &[u8], limits: &Limits) -> Result<Bundle, Refusal> {
    let text = text(bytes);
    let mut codes = Codes::default();
    let mut elements = Elements::new(&text, limits);
    let mut is_book = false;
    while let Some(element) = elements.next(|name| local(name) == "Codes")? {
        is_book = true;
        codes.take(&element)?;
    }
    match (&elements.cut, is_book) {
        (Some(why), _) => Err(Refusal::new(format!("is broken XML: {why}"))),
        (None, false) => Err(Refusal::new(super::UNKNOWN)),
        (None, true) => Ok(codes.finish().0),
    }
}

/// What an element names or points at, as all write it the same.
fn guid(element: &Element, name: &str) -> Option<String> {
    let value = element.attribute(name)?.trim();
    let bare = value.trim_start_matches('{').trim_end_matches('}').to_lowercase();
    (!bare.is_empty()).then_some(bare)
}

fn ends(name: &str, end: &str) -> bool {
    name.to_lowercase().ends_with(end)
}

/// A project on its way.
struct Project<'p, 'a> {
    archive: &'p mut Archive<'a>,
    /// Its parts, by their names in small letters.
    parts: HashMap<String, String>,
    /// Users by their numbers.
    users: HashMap<String, String>,
    /// Numbers that articles have.
    taken: HashSet<String>,
    /// What notes say, by their numbers.
    notes: HashMap<String, String>,
}

/// What is counted rather than taken over, and what that is.
const LEFT: [(&str, &str); 6] = [
    ("PictureSource", "picture"),
    ("AudioSource", "sound recording"),
    ("VideoSource", "film"),
    ("Case", "case"),
    ("Variable", "variable"),
    ("Graph", "drawing"),
];

impl<'p, 'a> Project<'p, 'a> {
    fn of(archive: &'p mut Archive<'a>, names: Vec<String>, _: &Limits) -> Self {
        let parts = names.into_iter().map(|name| (name.to_lowercase(), name)).collect();
        let (users, taken, notes) = Default::default();
        Self { archive, parts, users, taken, notes }
    }

    fn read(mut self, text: &str, limits: &Limits) -> Result<Bundle, Refusal> {
        let mut codes = Codes::default();
        // Notes stand behind the articles that point at them.
        let mut ahead = Elements::new(text, limits);
        let mut is_project = false;
        while let Some(element) = ahead.next(|name| matches!(local(name), "Notes" | "Users"))? {
            is_project = true;
            for inner in element.elements() {
                self.take_ahead(inner)?;
            }
        }
        if let Some(why) = ahead.cut {
            return Err(Refusal::new(format!("is damaged: its description is broken XML ({why})")));
        }
        let mut left = [0; LEFT.len()];
        let mut elements = Elements::new(text, limits);
        let mut pointed = HashSet::new();
        let mut texts = Vec::new();
        let wanted = |name: &str| {
            let name = local(name);
            matches!(name, "Codes" | "TextSource" | "PDFSource" | "Notes" | "Link")
                || LEFT.iter().any(|(element, _)| *element == name)
        };
        let mut links = 0;
        while let Some(element) = elements.next(wanted)? {
            is_project = true;
            match element.local() {
                "Codes" => codes.take(&element)?,
                "TextSource" | "PDFSource" => texts.push(element),
                "Link" => links += 1,
                "Notes" => {}
                name => {
                    let at = LEFT.iter().position(|(element, _)| *element == name);
                    if let Some(count) = at.and_then(|at| left.get_mut(at)) {
                        *count += 1;
                    }
                }
            }
        }
        if !is_project {
            return Err(Refusal::new("is no project: its description names no codes and no texts"));
        }
        let (mut bundle, known) = codes.finish();
        for element in &texts {
            self.take_source(element, &known, &mut pointed, &mut bundle)?;
        }
        for ((_, what), count) in LEFT.iter().zip(left) {
            skip(count, what, &mut bundle);
        }
        skip(links, "link", &mut bundle);
        let loose = self.notes.keys().filter(|guid| !pointed.contains(*guid)).count();
        skip(loose, "memo on nothing that is read here", &mut bundle);
        Ok(bundle)
    }

    fn take_ahead(&mut self, element: &Element) -> Result<(), Refusal> {
        let Some(guid) = guid(element, "guid") else { return Ok(()) };
        if element.local() == "User" {
            let name = element.attribute("name").unwrap_or_default().to_owned();
            self.users.insert(guid, name);
            return Ok(());
        }
        let words = self.words(element)?.map(|bytes| text(&bytes));
        let described = element.child("Description").map(Element::text);
        let words = words.filter(|it| !it.trim().is_empty()).or(described).unwrap_or_default();
        if self.notes.insert(guid.clone(), words.trim().to_owned()).is_some() {
            return Err(twice(&guid));
        }
        Ok(())
    }
}

/// Tells of what is left out.
fn skip(count: usize, what: &str, bundle: &mut Bundle) {
    match count {
        0 => {}
        1 => bundle.skipped.push(format!("1 {what}")),
        _ => {
            let (one, rest) = what.split_once(' ').unwrap_or((what, ""));
            bundle.skipped.push(format!("{count} {one}s {rest}").trim_end().to_owned());
        }
    }
}

fn twice(guid: &str) -> Refusal {
    Refusal::new(format!("is broken: it gives the number {guid} twice"))
}
