//! Kinds and themes as codes: those of each below one that codes nothing, with names that no two share,
//! since other programs go by these. Marks no passage.

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use super::xml::Xml;
use crate::export::guid::Guid;
use crate::export::one_line;
use crate::tag::{Codebook, Kind, Label, ThemeId, colour};
use crate::text::word;

/// Names that were given, by what they are in small letters.
#[derive(Clone, Debug, Default)]
pub(super) struct Names(HashSet<u64>);

/// The longest name, in characters: other programs make names of files of them.
const LONGEST: usize = 100;

impl Names {
    /// That name, or where it was given already, the same with a number.
    pub(super) fn unique(&mut self, wanted: &str, instead: &str) -> String {
        let line = one_line(wanted.trim());
        let plain = |c: char| if matches!(c, '/' | '\\') || c.is_control() { '-' } else { c };
        let short: String = line.chars().take(LONGEST).map(plain).collect();
        let short = if short.trim().is_empty() { instead.to_owned() } else { short };
        let numbered = (2..).map(|nth| format!("{short} ({nth})"));
        let mut names = std::iter::once(short.clone()).chain(numbered);
        names.find(|name| self.0.insert(word::hash(&name.to_lowercase()))).unwrap_or(short)
    }
}

/// A code that there is for a kind or a theme, or above these.
#[derive(Clone, Debug)]
struct Code {
    guid: String,
    name: String,
    is_codable: bool,
    colour: Option<String>,
    definition: String,
    /// The note with its memo.
    note: Option<String>,
    /// The codes in it.
    within: Vec<Self>,
}

/// The codes of a codebook.
#[derive(Clone, Debug, Default)]
pub(super) struct Codes {
    all: Vec<Code>,
    by_label: HashMap<Label, String>,
}

impl Codes {
    /// Of all kinds and these themes.
    pub(super) fn of(codebook: &Codebook) -> Self {
        let mut codes = Self::default();
        let mut names = Names::default();
        let kinds = Kind::ALL.map(|kind| {
            let guid = Guid::of(&["kind", kind.name()]).capitals();
            codes.by_label.insert(Label::Kind(kind), guid.clone());
            Code {
                guid,
                name: names.unique(kind.name(), "kind"),
                is_codable: true,
                colour: Some(colour::hex(colour::of_kind(kind))),
                definition: definition(kind).to_owned(),
                note: None,
                within: Vec::new(),
            }
        });
        let kinds = group("kinds", &mut names, kinds.into());
        let top = codebook.listed().into_iter().filter(|id| codebook.parent(*id).is_none());
        let themes: Vec<Code> = top.map(|id| codes.theme(id, codebook, &mut names)).collect();
        codes.all.push(kinds);
        if !themes.is_empty() {
            codes.all.push(group("themes", &mut names, themes));
        }
        codes
    }

    fn theme(&mut self, id: ThemeId, codebook: &Codebook, names: &mut Names) -> Code {
        let guid = theme_guid(codebook.name(id));
        self.by_label.insert(Label::Theme(id), guid.clone());
        let theme = codebook.theme(id);
        let name = names.unique(codebook.name(id), "theme");
        Code {
            guid,
            name,
            is_codable: true,
            colour: theme.and_then(|theme| theme.colour).map(|it| colour::hex(colour::rgb(it))),
            definition: theme.map(|theme| theme.definition.clone()).unwrap_or_default(),
            note: theme.filter(|it| !it.memo.is_empty()).map(|theme| theme_note(&theme.name)),
            within: codebook.parts(id).map(|part| self.theme(part, codebook, names)).collect(),
        }
    }

    /// The code of a kind or theme.
    pub(super) fn of_label(&self, label: Label) -> Option<&str> {
        self.by_label.get(&label).map(String::as_str)
    }

    /// How many kinds and themes there are.
    pub(super) fn count(&self) -> usize {
        self.by_label.len()
    }

    /// Writes them, with pointers to notes where there are any.
    pub(super) fn write<W: Write>(&self, xml: &mut Xml<W>, with_notes: bool) -> io::Result<()> {
        xml.start("Codes")?;
        self.all.iter().try_for_each(|code| code.write(xml, with_notes))?;
        xml.end()
    }
}

impl Code {
    fn write<W: Write>(&self, xml: &mut Xml<W>, with_notes: bool) -> io::Result<()> {
        xml.start("Code")?;
        xml.attribute("guid", &self.guid)?;
        xml.attribute("name", &self.name)?;
        xml.attribute("isCodable", if self.is_codable { "true" } else { "false" })?;
        if let Some(colour) = &self.colour {
            xml.attribute("color", colour)?;
        }
        if !self.definition.is_empty() {
            xml.words("Description", &self.definition)?;
        }
        if let Some(note) = self.note.as_deref().filter(|_| with_notes) {
            xml.point("NoteRef", "targetGUID", note)?;
        }
        self.within.iter().try_for_each(|code| code.write(xml, with_notes))?;
        xml.end()
    }
}

fn group(name: &str, names: &mut Names, within: Vec<Code>) -> Code {
    Code {
        guid: Guid::of(&["group", name]).capitals(),
        name: names.unique(name, name),
        is_codable: false,
        colour: None,
        definition: String::new(),
        note: None,
        within,
    }
}

/// The name of a theme among codes.
pub(super) fn theme_guid(name: &str) -> String {
    Guid::of(&["theme", name]).capitals()
}

/// The name of the note with a theme's memo.
pub(super) fn theme_note(name: &str) -> String {
    Guid::of(&["memo", "theme", name]).capitals()
}

fn definition(kind: Kind) -> &'static str {
    match kind {
        Kind::Concern => "Something bad for someone, now or possibly.",
        Kind::Opportunity => "Something good for someone, now or possibly.",
        Kind::Statistic => "A figure about the world.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_share_a_name() {
        let mut names = Names::default();
        let given = ["Costs", "costs", "a/b", "", " \n ", "a\\b", "Costs (2)"];
        let given = given.map(|name| names.unique(name, "article"));
        assert_eq!(
            given,
            ["Costs", "costs (2)", "a-b", "article", "article (2)", "a-b (2)", "Costs (2) (2)"]
        );
        assert_eq!(names.unique(&"要".repeat(500), "x").chars().count(), LONGEST);
    }
}
