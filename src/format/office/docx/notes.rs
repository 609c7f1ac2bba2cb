//! Footnotes or endnotes of a Word document, by the numbers that the text refers to them with. Each is
//! taken into the text once, however often it is referred to.

use std::collections::HashMap;

use super::{Draft, plain_words};
use crate::format::xml::Element;

/// The notes of one part.
pub(super) struct Notes(HashMap<String, Note>);

enum Note {
    /// Not referred to yet: its words.
    Waiting(String),
    /// In the text already, under this sign.
    Cited(String),
}

impl Notes {
    pub(super) fn of(part: &Element) -> Self {
        let mut notes = HashMap::new();
        for note in part.elements() {
            let Some(id) = note.attribute("id") else { continue };
            notes.entry(id.to_owned()).or_insert_with(|| Note::Waiting(plain_words(note)));
        }
        Self(notes)
    }

    /// The sign of a note that is referred to; empty where there is no such note.
    pub(super) fn cite(&mut self, id: &str, draft: &mut Draft) -> String {
        let Some(note) = self.0.get_mut(id) else { return String::new() };
        if let Note::Waiting(words) = note {
            *note = Note::Cited(draft.note(words));
        }
        match note {
            Note::Cited(sign) | Note::Waiting(sign) => sign.clone(),
        }
    }
}
