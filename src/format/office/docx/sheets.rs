//! The styles and the numbering of a Word document: what a paragraph is by its properties, and the
//! number its list gives it.

use std::collections::HashMap;

use crate::format::office::Role;
use crate::format::xml::Element;
use crate::text::Marker;

/// Levels that a list has at most.
const LEVELS: usize = 9;

/// How many styles may be based on each other.
const CHAIN: usize = 20;

/// A list by its number, and the level in it.
type Place = (String, usize);

/// What a paragraph is.
#[derive(Debug, Default)]
pub(super) struct Look {
    pub(super) role: Role,
    pub(super) list: Option<Place>,
}

#[derive(Debug, Default)]
struct Style {
    role: Option<Role>,
    base: Option<String>,
    list: Option<Place>,
}

/// What number a level of a list begins with; none for bullets.
type Start = Option<u32>;

/// The styles and lists of a document.
#[derive(Debug, Default)]
pub(super) struct Sheets {
    styles: HashMap<String, Style>,
    lists: HashMap<String, [Start; LEVELS]>,
}

impl Sheets {
    pub(super) fn new(styles: &Element, numbering: &Element) -> Self {
        let style = |style: &Element| {
            let name = value(style, "name").unwrap_or_default();
            let look = style.child("pPr");
            let outlined = look.and_then(outline).map(|()| Role::Heading);
            let base = value(style, "basedOn").map(str::to_owned);
            let list = look.and_then(list);
            Some((
                style.attribute("styleId")?.to_owned(),
                Style { role: Role::of(name).or(outlined), base, list },
            ))
        };
        let styles = styles.elements().filter(|one| one.local() == "style").filter_map(style);
        Self { styles: styles.collect(), lists: lists(numbering) }
    }

    /// What the properties of a paragraph make of it.
    pub(super) fn look(&self, properties: Option<&Element>) -> Look {
        let Some(properties) = properties else { return Look::default() };
        let own = outline(properties).map(|()| Role::Heading);
        let mut look = Look { role: Role::Plain, list: list(properties) };
        let mut role = None;
        let mut id = value(properties, "pStyle");
        for _ in 0..CHAIN {
            let Some(style) = id.and_then(|id| self.styles.get(id)) else { break };
            role = role.or(style.role);
            look.list = look.list.or_else(|| style.list.clone());
            id = style.base.as_deref();
        }
        look.role = role.or(own).unwrap_or_default();
        // Number 0 takes the paragraph out of the list of its style.
        look.list = look.list.filter(|(list, _)| list != "0");
        look
    }
}

fn value<'a>(of: &'a Element, name: &str) -> Option<&'a str> {
    of.child(name)?.attribute("val")
}

/// Whether the properties give a level in the outline; the tenth is "body text".
fn outline(properties: &Element) -> Option<()> {
    let level: u32 = value(properties, "outlineLvl")?.parse().ok()?;
    (level < 9).then_some(())
}

fn list(properties: &Element) -> Option<Place> {
    let place = properties.child("numPr")?;
    let level = value(place, "ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
    Some((value(place, "numId")?.to_owned(), level))
}

/// How the levels of each list are numbered.
fn lists(numbering: &Element) -> HashMap<String, [Start; LEVELS]> {
    let of = |name| numbering.elements().filter(move |one: &&Element| one.local() == name);
    let kinds: HashMap<&str, [Start; LEVELS]> = of("abstractNum")
        .filter_map(|kind| Some((kind.attribute("abstractNumId")?, levels(kind))))
        .collect();
    let list = |list: &Element| {
        let kind = kinds.get(value(list, "abstractNumId")?)?;
        Some((list.attribute("numId")?.to_owned(), *kind))
    };
    of("num").filter_map(list).collect()
}

fn levels(kind: &Element) -> [Start; LEVELS] {
    let mut levels = [None; LEVELS];
    for level in kind.elements().filter(|one| one.local() == "lvl") {
        let at = level.attribute("ilvl").and_then(|at| at.parse().ok()).unwrap_or(LEVELS);
        let start = value(level, "start").and_then(|start| start.parse().ok()).unwrap_or(1);
        let numbered = !matches!(value(level, "numFmt"), None | Some("bullet" | "none"));
        if let Some(slot) = levels.get_mut(at) {
            *slot = numbered.then_some(start);
        }
    }
    levels
}

/// How far each list has counted.
#[derive(Debug, Default)]
pub(super) struct Counters(HashMap<String, [Start; LEVELS]>);

impl Counters {
    /// The marker of the next item of a list at a level.
    pub(super) fn count(&mut self, sheets: &Sheets, list: &str, level: usize) -> Marker {
        let level = level.min(LEVELS - 1);
        let start = sheets.lists.get(list).and_then(|levels| levels[level]);
        let Some(start) = start else { return Marker::Bullet };
        let counts = self.0.entry(list.to_owned()).or_default();
        let number = counts[level].map_or(start, |number| number.saturating_add(1));
        counts[level] = Some(number);
        counts.iter_mut().skip(level + 1).for_each(|deeper| *deeper = None);
        Marker::Number(number)
    }
}
