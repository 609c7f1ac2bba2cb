//! The codes of a project or a codebook: those that are called like kinds are these, all others are themes,
//! nested one level, whatever depth they come in; names that come twice get what they are part of behind them.

use std::collections::{HashMap, HashSet};

use super::{Element, guid, twice};
use crate::format::Refusal;
use crate::import::{Bundle, Code, kind_named, one_line};
use crate::tag::codebook::Theme;
use crate::tag::colour;
use crate::text::shown::counted;

/// The longest name of a theme, in characters.
const LONGEST: usize = 200;

/// What a number in a project stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// That code of the bundle.
    Code(usize),
    /// Something that nothing can be marked with.
    Group,
}

/// Codes as they come.
#[derive(Default)]
pub(super) struct Codes {
    bundle: Bundle,
    known: HashMap<String, Known>,
    /// Names that were given, in small letters.
    names: HashSet<String>,
    nameless: usize,
}

/// What groups of perusal's own are called: they are no themes.
const GROUPS: [&str; 2] = ["kinds", "themes"];

impl Codes {
    /// Takes all in that an element holds.
    pub(super) fn take(&mut self, codes: &Element) -> Result<(), Refusal> {
        codes.elements().filter(|it| it.local() == "Code").try_for_each(|it| self.code(it, None))
    }

    /// What they came to, and what their numbers stand for.
    pub(super) fn finish(mut self) -> (Bundle, HashMap<String, Known>) {
        if self.nameless > 0 {
            let codes = counted(self.nameless, "code", "codes");
            self.bundle.skipped.push(format!("{codes} without a name"));
        }
        (self.bundle, self.known)
    }

    /// A code below the topmost theme that it is part of.
    fn code(&mut self, element: &Element, top: Option<usize>) -> Result<(), Refusal> {
        let name = one_line(element.attribute("name").unwrap_or_default());
        let name: String = name.chars().take(LONGEST).collect();
        let is_codable = element.attribute("isCodable").is_none_or(|it| it.trim() != "false");
        let within = || element.elements().filter(|it| it.local() == "Code");
        let is_group = !is_codable && top.is_none() && GROUPS.contains(&name.as_str());
        // A group with only kinds in it says nothing more.
        let of_kinds = !is_codable
            && within().next().is_some()
            && within().all(|it| kind_named(it.attribute("name").unwrap_or_default()).is_some());
        let place = if is_group || of_kinds || name.is_empty() {
            self.nameless += usize::from(name.is_empty());
            None
        } else {
            Some(self.add(element, name, top))
        };
        let known = place.filter(|_| is_codable).map_or(Known::Group, Known::Code);
        if let Some(guid) = guid(element, "guid")
            && self.known.insert(guid.clone(), known).is_some()
        {
            return Err(twice(&guid));
        }
        let is_theme =
            |place: &usize| self.bundle.codes.get(*place).is_some_and(|it| it.kind.is_none());
        let top = top.or(place.filter(is_theme));
        within().try_for_each(|it| self.code(it, top))
    }

    fn add(&mut self, element: &Element, name: String, top: Option<usize>) -> usize {
        let name = self.unique(name, top);
        let definition = element.child("Description").map(Element::text).unwrap_or_default();
        let colour = element.attribute("color").and_then(colour::read).map(colour::nearest);
        let theme =
            Theme { name, definition: definition.trim().to_owned(), colour, ..Theme::default() };
        let kind = kind_named(&theme.name);
        let parent = top.filter(|_| kind.is_none());
        self.bundle.codes.push(Code { kind, theme, parent });
        self.bundle.codes.len() - 1
    }

    /// "costs (ward)" where there are costs already, else "costs (2)".
    fn unique(&mut self, name: String, top: Option<usize>) -> String {
        let whole = top.and_then(|top| self.bundle.codes.get(top)).map(|it| it.theme.name.clone());
        let with_whole = whole.map(|whole| format!("{name} ({whole})"));
        let numbered = (2..).map(|nth| format!("{name} ({nth})"));
        let mut names = std::iter::once(name.clone()).chain(with_whole).chain(numbered);
        names.find(|name| self.names.insert(name.to_lowercase())).unwrap_or(name)
    }
}
