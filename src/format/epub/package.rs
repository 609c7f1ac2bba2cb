//! What a book says of itself: its metadata, its files in reading order, its table of contents. Reads
//! no chapter.

use std::collections::HashMap;

use super::{folder, path};
use crate::format::archive::Archive;
use crate::format::xml::{self, Element};
use crate::format::{Limits, Refusal};
use crate::text::Told;

/// A file in reading order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct File {
    /// Its path in the archive.
    pub(super) path: String,
    /// What the table of contents calls it, where it is listed there.
    pub(super) label: Option<String>,
    /// Whether the book says that it is a cover, its contents or the like.
    pub(super) is_apart: bool,
}

/// A book without its text.
#[derive(Debug, Default)]
pub(super) struct Package {
    pub(super) told: Told,
    pub(super) files: Vec<File>,
}

/// What the book may call parts of itself that are no text.
const APART: [&str; 15] = [
    "cover",
    "coverpage",
    "frontcover",
    "title",
    "titlepage",
    "halftitlepage",
    "toc",
    "nav",
    "contents",
    "tableofcontents",
    "landmarks",
    "copyright",
    "copyrightpage",
    "loi",
    "lot",
];

/// Whether a name is one of a part that is no text: "title-page", "toc01", "Copyright".
pub(super) fn is_apart(name: &str) -> bool {
    let letters: String = name.chars().filter(char::is_ascii_alphabetic).collect();
    APART.contains(&letters.to_ascii_lowercase().as_str())
}

impl Package {
    pub(super) fn read(archive: &mut Archive, limits: &Limits) -> Result<Self, Refusal> {
        if is_protected(archive, limits)? {
            let why = "is protected against copying: only its seller's program can open it";
            return Err(Refusal::new(why));
        }
        let container = xml::tree(&archive.read("META-INF/container.xml")?, limits)?;
        let root = container.find("rootfile").and_then(|root| root.attribute("full-path"));
        let root = root
            .ok_or_else(|| Refusal::new("is a damaged book: it does not say where its text is"))?;
        let package = xml::tree(&archive.read(root)?, limits)?;
        let contents = contents(archive, &package, folder(root), limits)?;
        let told = package.child("metadata").map(told).unwrap_or_default();
        Ok(Self { told, files: files(&package, folder(root), &contents) })
    }
}

/// Whether parts of the book other than its fonts are encrypted.
fn is_protected(archive: &mut Archive, limits: &Limits) -> Result<bool, Refusal> {
    let Some(encryption) = archive.read_any("META-INF/encryption.xml") else { return Ok(false) };
    let encryption = xml::tree(&encryption, limits)?;
    let is_locked = |data: &Element| {
        let method = data.find("EncryptionMethod").and_then(|one| one.attribute("Algorithm"));
        let path = data.find("CipherReference").and_then(|one| one.attribute("URI"));
        let is_font = |method: &str| method.contains("embedding") || method.contains("RC");
        method.is_some_and(|method| !is_font(method))
            && path.is_some_and(|path| {
                path.ends_with("html") || path.ends_with("htm") || path.ends_with("xml")
            })
    };
    Ok(encryption.elements().any(is_locked))
}

fn told(metadata: &Element) -> Told {
    let all = |name: &'static str| {
        let found = metadata.elements().filter(move |one| one.local() == name);
        found
            .map(|one| one.text().split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|words| !words.is_empty())
    };
    let authors: Vec<String> = all("creator").collect();
    let published = metadata
        .elements()
        .find(|one| one.local() == "date" && one.attribute("event") == Some("publication"));
    Told {
        title: all("title").next(),
        author: (!authors.is_empty()).then(|| authors.join(", ")),
        date: published.map(Element::text).or_else(|| all("date").next()),
        source: all("publisher").next(),
    }
}

/// What the table of contents calls each file, the first entry of each.
type Contents = HashMap<String, String>;

/// The table of contents: the navigation of version 3, or the NCX of version 2.
fn contents(
    archive: &mut Archive,
    package: &Element,
    base: &str,
    limits: &Limits,
) -> Result<Contents, Refusal> {
    let items = package.child("manifest").into_iter().flat_map(Element::elements);
    let mut listed = Contents::new();
    for item in items {
        let has =
            |word| item.attribute("properties").is_some_and(|p| p.split(' ').any(|p| p == word));
        let is_ncx = item.attribute("media-type") == Some("application/x-dtbncx+xml");
        if !has("nav") && !is_ncx {
            continue;
        }
        let place = path(base, item.attribute("href").unwrap_or_default());
        let Some(part) = archive.read_any(&place) else { continue };
        let tree = xml::tree(&part, limits)?;
        if is_ncx {
            points(&tree, folder(&place), &mut listed);
        } else if let Some(list) = toc(&tree) {
            links(list, folder(&place), &mut listed);
        }
    }
    Ok(listed)
}

/// The list of contents in a navigation file, which may have others.
fn toc(tree: &Element) -> Option<&Element> {
    if tree.local() == "nav" && tree.attribute("type").is_none_or(|kind| kind == "toc") {
        return Some(tree);
    }
    tree.elements().find_map(toc)
}

fn links(list: &Element, base: &str, listed: &mut Contents) {
    for element in list.elements() {
        if let Some(href) = element.attribute("href").filter(|_| element.local() == "a") {
            list_entry(listed, path(base, href), &element.text());
        }
        links(element, base, listed);
    }
}

fn points(tree: &Element, base: &str, listed: &mut Contents) {
    for element in tree.elements() {
        if element.local() == "navPoint" {
            let href = element.child("content").and_then(|content| content.attribute("src"));
            let label = element.child("navLabel").map(Element::text);
            if let (Some(href), Some(label)) = (href, label) {
                list_entry(listed, path(base, href), &label);
            }
        }
        points(element, base, listed);
    }
}

fn list_entry(listed: &mut Contents, place: String, label: &str) {
    let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
    if !label.is_empty() {
        listed.entry(place).or_insert(label);
    }
}

/// The files in reading order.
fn files(package: &Element, base: &str, contents: &Contents) -> Vec<File> {
    let under = |name| package.child(name).into_iter().flat_map(Element::elements);
    let items: HashMap<&str, &Element> =
        under("manifest").filter_map(|item| Some((item.attribute("id")?, item))).collect();
    let guided: Vec<String> = under("guide")
        .filter(|one| one.attribute("type").is_some_and(is_apart))
        .filter_map(|one| Some(path(base, one.attribute("href")?)))
        .collect();
    let file = |id: &str| {
        let item = items.get(id)?;
        let place = path(base, item.attribute("href")?);
        let stem = place.rsplit('/').next()?.split('.').next().unwrap_or_default();
        let is_nav = item.attribute("properties").is_some_and(|p| p.split(' ').any(|p| p == "nav"));
        let is_apart = is_nav || is_apart(id) || is_apart(stem) || guided.contains(&place);
        Some(File { label: contents.get(&place).cloned(), path: place, is_apart })
    };
    let spine = under("spine").filter_map(|one| one.attribute("idref"));
    spine.filter_map(file).collect()
}
