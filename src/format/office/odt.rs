//! `OpenDocument` texts: paragraphs with their styles, lists, tables, notes, comments and text boxes.
//! What tracked changes deleted is left out.

use std::collections::HashMap;

use super::{Draft, Properties, Role, below, one_line};
use crate::format::archive::Archive;
use crate::format::xml::{self, Element, Elements, Node};
use crate::format::{Limits, Refusal};
use crate::text::{Manuscript, Marker};

/// What may stand between a table and its rows.
const WRAPPERS: [&str; 3] = ["table-header-rows", "table-rows", "table-row-group"];

/// How many styles may be based on each other.
const CHAIN: usize = 20;

pub(super) fn manuscript(source: &[u8], limits: &Limits) -> Result<Manuscript, Refusal> {
    let mut archive = Archive::open(source, limits)?;
    let manifest = archive.read_any("META-INF/manifest.xml").unwrap_or_default();
    if xml::tree(&manifest, limits)?.find("encryption-data").is_some() {
        return Err(Refusal::new("is encrypted: save it without a password to read it"));
    }
    let content = xml::text(&archive.read("content.xml")?);
    let mut reading = Reading::default();
    if let Some(styles) = archive.read_any("styles.xml") {
        reading.styles(&xml::tree(&styles, limits)?);
    }
    let mut elements = Elements::new(&content, limits);
    let wanted = |name: &str| {
        let whole = ["automatic-styles", "tracked-changes", "h", "p", "list", "table"];
        whole.contains(&xml::local(name))
    };
    while let Some(element) = elements.next(wanted)? {
        reading.block(&element);
    }
    let meta = archive.read_any("meta.xml").unwrap_or_default();
    let properties = properties(&xml::tree(&meta, limits)?);
    Ok(reading.draft.finish(properties))
}

fn properties(meta: &Element) -> Properties {
    let told = |name| {
        let words = meta.find(name).map(|found| one_line(&found.text()));
        words.filter(|words| !words.is_empty())
    };
    Properties {
        title: told("title"),
        author: told("initial-creator").or_else(|| told("creator")),
        date: told("creation-date").or_else(|| told("date")),
    }
}

/// A document being read.
#[derive(Default)]
struct Reading {
    /// What each style is based on.
    bases: HashMap<String, String>,
    /// The levels of each list style, from 0, that are numbered.
    numbered: HashMap<String, Vec<usize>>,
    draft: Draft,
}

impl Reading {
    /// Takes the styles from a part of the document.
    fn styles(&mut self, part: &Element) {
        for element in part.elements() {
            let name = element.attribute("name").unwrap_or_default().to_owned();
            match element.local() {
                "style" => {
                    let base = element.attribute("parent-style-name").unwrap_or_default();
                    self.bases.insert(name, base.to_owned());
                }
                "list-style" => {
                    let levels = element.elements();
                    let levels = levels.filter(|one| one.local() == "list-level-style-number");
                    let level = |one: &Element| one.attribute("level")?.parse::<usize>().ok();
                    let levels = levels.filter_map(level).filter_map(|level| level.checked_sub(1));
                    self.numbered.insert(name, levels.collect());
                }
                "automatic-styles" | "styles" => self.styles(element),
                _ => {}
            }
        }
    }

    /// The role of a style, its own or by what it is based on.
    fn role(&self, style: Option<&str>) -> Role {
        let mut style = style.unwrap_or_default();
        for _ in 0..CHAIN {
            if let Some(role) = Role::of(&style.replace("_20_", " ")) {
                return role;
            }
            let Some(base) = self.bases.get(style) else { break };
            style = base;
        }
        Role::Plain
    }

    /// A paragraph, heading, list or table; anything else is looked into.
    fn block(&mut self, element: &Element) {
        match element.local() {
            "automatic-styles" => self.styles(element),
            "p" | "h" => self.paragraph(element, None),
            "list" => self.list(element, "", 0),
            "table" => self.table(element),
            "tracked-changes" => {}
            _ => element.elements().for_each(|child| self.block(child)),
        }
    }

    fn paragraph(&mut self, element: &Element, marker: Option<Marker>) {
        let mut boxes = Vec::new();
        let words = self.words(element, &mut boxes);
        let styled = self.role(element.attribute("style-name"));
        let role = match (element.local(), styled) {
            ("h", Role::Plain) => Role::Heading,
            (_, role) => role,
        };
        self.draft.paragraph(role, marker, &words);
        for text_box in boxes {
            self.block(text_box);
        }
    }

    /// The items of a list, numbered or not as its style says at this level.
    fn list(&mut self, list: &Element, outer: &str, level: usize) {
        let style = list.attribute("style-name").unwrap_or(outer);
        let numbered = self.numbered.get(style).is_some_and(|levels| levels.contains(&level));
        let mut number = 0_u32;
        for item in list.elements() {
            let start = item.attribute("start-value").and_then(|start| start.parse().ok());
            number = start.unwrap_or_else(|| number.saturating_add(1));
            let marker = if numbered { Marker::Number(number) } else { Marker::Bullet };
            let mut marker = Some(marker).filter(|_| item.local() == "list-item");
            for part in item.elements() {
                match part.local() {
                    "list" => self.list(part, style, level + 1),
                    // Only the first paragraph of an item carries its sign.
                    "p" | "h" => self.paragraph(part, marker.take()),
                    _ => self.block(part),
                }
            }
        }
    }

    /// Row by row. A table of one column only sets its text off: that is read as it stands.
    fn table(&mut self, table: &Element) {
        let mut rows = Vec::new();
        below(table, "table-row", &WRAPPERS, &mut rows);
        let cells =
            |row: &&Element| row.elements().filter(|one| one.local() == "table-cell").count();
        let wide = rows.iter().any(|row| cells(row) > 1);
        let heads = table.child("table-header-rows").map_or(0, |heads| heads.elements().count());
        for (at, row) in rows.into_iter().enumerate() {
            let cells = row.elements().filter(|one| one.local() == "table-cell");
            if wide {
                let cells: Vec<String> = cells.map(|cell| self.cell(cell)).collect();
                self.draft.row(&cells, at < heads);
            } else {
                cells.for_each(|cell| cell.elements().for_each(|part| self.block(part)));
            }
        }
    }

    /// The words of a cell on one line, those of lists and tables in it included.
    fn cell(&mut self, cell: &Element) -> String {
        let mut words = String::new();
        for part in cell.elements() {
            let more = if matches!(part.local(), "p" | "h") {
                self.words(part, &mut Vec::new())
            } else {
                self.cell(part)
            };
            words.push_str(&more);
            words.push(' ');
        }
        one_line(&words)
    }

    /// The words of a paragraph; notes and comments are put aside, text boxes given out.
    fn words<'a>(&mut self, element: &'a Element, boxes: &mut Vec<&'a Element>) -> String {
        let mut words = String::new();
        for node in &element.children {
            let child = match node {
                Node::Text(text) => {
                    push_collapsed(&mut words, text);
                    continue;
                }
                Node::Element(child) => child,
            };
            match child.local() {
                "s" | "tab" => words.push(' '),
                "line-break" => words.push('\n'),
                "note" => {
                    let body = child.child("note-body");
                    let note = body.map(|body| self.cell(body)).unwrap_or_default();
                    words.push_str(&self.draft.note(&note));
                }
                "annotation" => self.comment(child),
                "text-box" => boxes.push(child),
                // The reading of ideographs, what a picture shows, what is no text.
                "ruby-text" | "title" | "desc" | "binary-data" | "script" | "object" => {}
                _ => words.push_str(&self.words(child, boxes)),
            }
        }
        words
    }

    fn comment(&mut self, annotation: &Element) {
        let author = annotation.child("creator").map(|name| one_line(&name.text()));
        let said = annotation.elements().filter(|one| matches!(one.local(), "p" | "list"));
        let said: Vec<String> = said.map(|part| one_line(&part.text())).collect();
        let author = author.filter(|name| !name.is_empty()).unwrap_or_else(|| "unnamed".into());
        self.draft.comments.push((author, said.join(" ")));
    }
}

/// Appends words, white space made one space as the format wants it.
fn push_collapsed(words: &mut String, text: &str) {
    for char in text.chars() {
        if !char.is_whitespace() || char == '\u{a0}' {
            words.push(char);
        } else if !words.ends_with(' ') {
            words.push(' ');
        }
    }
}
