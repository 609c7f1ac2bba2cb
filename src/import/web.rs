//! W3C Web Annotations (JSON-LD) of perusal's own and of others, one, many in a list or a collection, or as
//! Hypothesis gives them: tags and classes are marks, comments memos, found again by quote and position on
//! articles that the library has. Asks no network for anything.

use serde_json::{Map, Value};

use super::{Bundle, Stretch};
use crate::format::Refusal;
use crate::library::brought::joined;
use crate::tag::Verdict;
use crate::text::shown::counted;

type Object = Map<String, Value>;

/// What was left out.
#[derive(Default)]
struct Left {
    suggested: usize,
    placeless: usize,
    mute: usize,
}

/// Reads all annotations.
pub(super) fn read(bytes: &[u8]) -> Result<Bundle, Refusal> {
    let mut bundle = Bundle::default();
    let mut left = Left::default();
    let mut found = 0;
    for value in serde_json::Deserializer::from_slice(bytes).into_iter::<Value>() {
        let value = value.map_err(|why| Refusal::new(format!("is broken JSON: {why}")))?;
        found += walk(&value, &mut bundle, &mut left);
    }
    if found == 0 {
        return Err(Refusal::new("has no annotations in it"));
    }
    if left.suggested > 0 {
        let some = counted(left.suggested, "annotation", "annotations");
        bundle.told.push(format!("{some} that only a program made: a library makes its own"));
    }
    for (count, what) in
        [(left.placeless, "on no words of a text"), (left.mute, "without a tag or a comment")]
    {
        if count > 0 {
            let some = counted(count, "annotation", "annotations");
            bundle.skipped.push(format!("{some} {what}"));
        }
    }
    Ok(bundle)
}

/// Goes through lists, collections and pages; gives how many annotations there were.
fn walk(value: &Value, bundle: &mut Bundle, left: &mut Left) -> usize {
    match value {
        Value::Array(all) => all.iter().map(|one| walk(one, bundle, left)).sum(),
        Value::Object(object) if object.contains_key("target") => {
            take(object, bundle, left);
            1
        }
        Value::Object(object) => {
            let inner = ["first", "items", "rows", "annotations", "@graph"];
            let inner = inner.iter().filter_map(|name| object.get(*name));
            inner.map(|one| walk(one, bundle, left)).sum()
        }
        _ => 0,
    }
}

/// All that stands there, be it one or many.
fn each(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::Array(all)) => all,
        Some(one) => std::slice::from_ref(one),
        None => &[],
    }
}

fn words<'v>(object: &'v Object, name: &str) -> &'v str {
    object.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn take(annotation: &Object, bundle: &mut Bundle, left: &mut Left) {
    let Some((source, mut stretch)) = each(annotation.get("target")).iter().find_map(placed) else {
        left.placeless += 1;
        return;
    };
    let mut suggested = false;
    let motivations: Vec<&str> =
        each(annotation.get("motivation")).iter().filter_map(Value::as_str).collect();
    for body in each(annotation.get("body")) {
        let said = Said::of(body, &motivations);
        let Some(said) = said else { continue };
        match (said.verdict, said.purpose) {
            (None, _) | (_, "describing") => suggested |= said.verdict.is_none(),
            (Some(verdict), "tagging" | "classifying" | "identifying") => {
                let code = bundle.code(said.value);
                if stretch.marks.iter().all(|(mark, _)| *mark != code) {
                    stretch.marks.push((code, verdict));
                }
            }
            (_, "bookmarking") => stretch.starred = true,
            _ => stretch.memo = joined(&stretch.memo, said.value.trim()),
        }
    }
    // As Hypothesis has it.
    for tag in each(annotation.get("tags")).iter().filter_map(Value::as_str) {
        stretch.marks.push((bundle.code(tag), Verdict::Made));
    }
    if annotation.contains_key("uri") {
        stretch.memo = joined(&stretch.memo, words(annotation, "text").trim());
    }
    if stretch.is_empty() {
        if suggested {
            left.suggested += 1;
        } else {
            left.mute += 1;
        }
        return;
    }
    let text = bundle.text(&source.name, &source.names());
    if text.title.is_empty() {
        text.title =
            if source.title.is_empty() { source.name.clone() } else { source.title.clone() };
    }
    text.stretches.push(stretch);
}

/// What an annotation is on.
struct Source {
    name: String,
    place: String,
    title: String,
    path: String,
}

impl Source {
    fn names(&self) -> [&str; 3] {
        [&self.path, &self.name, &self.place]
    }
}

/// What a target names and which words of it.
fn placed(target: &Value) -> Option<(Source, Stretch)> {
    let target = target.as_object()?;
    let mut source = Source {
        name: String::new(),
        place: String::new(),
        title: String::new(),
        path: String::new(),
    };
    match target.get("source")? {
        Value::String(name) => source.name.clone_from(name),
        Value::Object(about) => {
            words(about, "id").clone_into(&mut source.name);
            words(about, "dc:identifier").clone_into(&mut source.place);
            words(about, "dc:title").clone_into(&mut source.title);
        }
        _ => return None,
    }
    if let Some(path) = source.name.strip_prefix("file://") {
        source.path = decoded(path);
    }
    let mut stretch = Stretch::default();
    for selector in each(target.get("selector")).iter().filter_map(Value::as_object) {
        match words(selector, "type") {
            "TextQuoteSelector" => {
                words(selector, "exact").clone_into(&mut stretch.words);
                words(selector, "prefix").clone_into(&mut stretch.prefix);
                words(selector, "suffix").clone_into(&mut stretch.suffix);
            }
            "TextPositionSelector" => {
                let place = |name| selector.get(name).and_then(Value::as_u64)?.try_into().ok();
                (stretch.start, stretch.end) = (place("start"), place("end"));
            }
            _ => {}
        }
    }
    let is_placed = !stretch.words.trim().is_empty() || stretch.start.is_some();
    (is_placed && !source.name.is_empty()).then_some((source, stretch))
}

/// A path without percent signs.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let digits = behind.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (first, byte) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = behind.get(2..).unwrap_or_default();
            }
            (first, _) => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What a body says.
struct Said<'v> {
    value: &'v str,
    purpose: &'v str,
    /// None where only a program says it.
    verdict: Option<Verdict>,
}

impl<'v> Said<'v> {
    fn of(body: &'v Value, motivations: &[&'v str]) -> Option<Self> {
        if let Value::String(value) = body {
            return Some(Self { value, purpose: "commenting", verdict: Some(Verdict::Made) });
        }
        let body = body.as_object()?;
        let value = words(body, "value");
        if value.trim().is_empty() {
            return None;
        }
        let purpose = match (words(body, "purpose"), motivations) {
            ("", [only]) => only,
            ("", _) => "commenting",
            (told, _) => told,
        };
        let creators = each(body.get("creator"));
        let is = |sort: &str| {
            let named = |it: &&Value| it.get("type").and_then(Value::as_str) == Some(sort);
            creators.iter().any(|it| named(&it))
        };
        let verdict = match (is("Software"), is("Person")) {
            (true, false) => None,
            (true, true) => Some(Verdict::Confirmed),
            _ => Some(Verdict::Made),
        };
        Some(Self { value, purpose, verdict })
    }
}
