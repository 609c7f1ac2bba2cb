//! A text of a project and what is coded in it.

use std::collections::{HashMap, HashSet};

use super::codes::Known;
use super::{Element, Project, TAGGER, ends, guid, twice};
use crate::format::Refusal;
use crate::import::{Bundle, Stretch, Text, Words, one_line};
use crate::library::brought::joined;
use crate::tag::Verdict;
use crate::text::shown::counted;

/// What was left out of a text.
#[derive(Default)]
struct Left {
    of_groups: usize,
    of_nothing: usize,
    suggested: usize,
    whole: usize,
    mute: usize,
    unread: usize,
}

impl Project<'_, '_> {
    /// The bytes of an element's text; none where they are outside the project.
    pub(super) fn words(&mut self, element: &Element) -> Result<Option<Vec<u8>>, Refusal> {
        if let Some(content) = element.child("PlainTextContent") {
            return Ok(Some(content.text().into_bytes()));
        }
        let Some(path) = element.attribute("plainTextPath") else { return Ok(None) };
        let Some(name) = path.strip_prefix("internal://") else { return Ok(None) };
        let name = name.trim_start_matches('/');
        if name.split(['/', '\\']).any(|step| step == "..") {
            return Err(Refusal::new(format!(
                "points outside of itself ({path}): it is broken or a trap"
            )));
        }
        let small = name.to_lowercase();
        let part = self.parts.get(&format!("sources/{small}")).or_else(|| self.parts.get(&small));
        let Some(part) = part.cloned() else {
            return Err(Refusal::new(format!("is incomplete: its part sources/{name} is missing")));
        };
        self.archive.read(&part).map(Some)
    }

    /// Takes a text in with its codings.
    pub(super) fn take_source(
        &mut self,
        element: &Element,
        known: &HashMap<String, Known>,
        pointed: &mut HashSet<String>,
        bundle: &mut Bundle,
    ) -> Result<(), Refusal> {
        let guid = guid(element, "guid").unwrap_or_else(|| format!("text {}", self.taken.len()));
        if !self.taken.insert(guid.clone()) {
            return Err(twice(&guid));
        }
        let title = one_line(element.attribute("name").unwrap_or_default());
        // A PDF's text is in what stands for it.
        let text = if element.local() == "PDFSource" {
            element.child("Representation")
        } else {
            Some(element)
        };
        let words = text.map_or(Ok(None), |text| self.words(text))?;
        let (Some(text), Some(words)) = (text, words) else {
            bundle.skipped.push(format!("'{title}': its plain text is not in the file"));
            return Ok(());
        };
        let mut left = Left::default();
        let mut stretches: Vec<Stretch> = Vec::new();
        let mut places: HashMap<(usize, usize), usize> = HashMap::new();
        for selection in text.elements().filter(|it| it.local() == "PlainTextSelection") {
            let Some(stretch) = self.stretch(selection, known, pointed, &mut left) else {
                continue;
            };
            let place = stretch.start.zip(stretch.end);
            let before = place.and_then(|place| places.get(&place));
            if let Some(before) = before.and_then(|at| stretches.get_mut(*at)) {
                merge(before, stretch);
                continue;
            }
            places.extend(place.map(|place| (place, stretches.len())));
            stretches.push(stretch);
        }
        left.unread += element.elements().filter(|it| ends(it.local(), "pdfselection")).count();
        left.whole += element.elements().filter(|it| it.local() == "Coding").count();
        let memo = self.memo(element, pointed);
        left.tell(&title, bundle);
        bundle.texts.push(Text {
            part: guid,
            title,
            words: Some(Words { bytes: words, document: None }),
            memo,
            stretches,
            ..Text::default()
        });
        Ok(())
    }

    /// What is written about an element: its description and the notes that it points at.
    fn memo(&self, element: &Element, pointed: &mut HashSet<String>) -> String {
        let described = element.child("Description").map(Element::text).unwrap_or_default();
        let mut memo = described.trim().to_owned();
        for note in element.elements().filter(|it| it.local() == "NoteRef") {
            let Some(target) = guid(note, "targetGUID") else { continue };
            if let Some(words) = self.notes.get(&target) {
                memo = joined(&memo, words);
                pointed.insert(target);
            }
        }
        memo
    }

    fn stretch(
        &self,
        selection: &Element,
        known: &HashMap<String, Known>,
        pointed: &mut HashSet<String>,
        left: &mut Left,
    ) -> Option<Stretch> {
        let place = |name| selection.attribute(name)?.trim().parse::<usize>().ok();
        let mut stretch = Stretch {
            start: place("startPosition"),
            end: place("endPosition"),
            words: selection.attribute("name").unwrap_or_default().to_owned(),
            memo: self.memo(selection, pointed),
            ..Stretch::default()
        };
        let mut suggested = false;
        for coding in selection.elements().filter(|it| it.local() == "Coding") {
            let user = guid(coding, "creatingUser").and_then(|user| self.users.get(&user));
            if user.is_some_and(|name| name == TAGGER) {
                left.suggested += 1;
                suggested = true;
                continue;
            }
            stretch.memo = joined(&stretch.memo, &self.memo(coding, pointed));
            for code in coding.elements().filter(|it| it.local() == "CodeRef") {
                match guid(code, "targetGUID").and_then(|guid| known.get(&guid)) {
                    Some(Known::Code(at)) if stretch.marks.iter().all(|(mark, _)| mark != at) => {
                        stretch.marks.push((*at, Verdict::Made));
                    }
                    Some(Known::Code(_)) => {}
                    Some(Known::Group) => left.of_groups += 1,
                    None => left.of_nothing += 1,
                }
            }
        }
        if stretch.is_empty() {
            left.mute += usize::from(!suggested);
            return None;
        }
        Some(stretch)
    }
}

/// Two selections of the same words as one.
fn merge(before: &mut Stretch, after: Stretch) {
    for mark in after.marks {
        if before.marks.iter().all(|(code, _)| *code != mark.0) {
            before.marks.push(mark);
        }
    }
    before.memo = joined(&before.memo, &after.memo);
    if before.words.trim().is_empty() {
        before.words = after.words;
    }
}

impl Left {
    fn tell(&self, title: &str, bundle: &mut Bundle) {
        if self.suggested > 0 {
            let some = counted(self.suggested, "suggestion", "suggestions");
            bundle.told.push(format!("'{title}': {some} of perusal's own, which it makes itself"));
        }
        let told = [
            (self.of_groups, "coding", "codings", "applied to a category"),
            (self.of_nothing, "coding", "codings", "of a code that is not in its codebook"),
            (self.whole, "coding", "codings", "of the text as a whole"),
            (self.mute, "selection", "selections", "without a code or a memo"),
            (self.unread, "selection", "selections", "by place on a page, not by words"),
        ];
        for (count, one, many, what) in told {
            if count > 0 {
                bundle.skipped.push(format!("'{title}': {} {what}", counted(count, one, many)));
            }
        }
    }
}
