//! Which passages are to be shown: some kinds, some themes, both on the same passage.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Query;
use super::query::Atom;
use crate::tag::{Codebook, Kind, Kinds, Passage, ThemeId};

/// What a person wants to see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Kinds that show; a passage needs one of them.
    pub kinds: Kinds,
    /// Themes that show; none means all, else a passage needs one of them.
    pub themes: BTreeSet<ThemeId>,
    /// Whether copies of articles are left out.
    pub once: bool,
    /// What passages have to meet besides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub query: Option<Query>,
}

impl Default for Filter {
    fn default() -> Self {
        Self { kinds: Kinds::ALL, themes: BTreeSet::new(), once: false, query: None }
    }
}

impl Filter {
    /// Whether the passage has a kind and a theme that are wanted; its query is not asked.
    pub fn admits(&self, passage: &Passage) -> bool {
        self.admits_kind(passage.kinds) && self.admits_theme(&passage.themes)
    }

    /// Whether one of these kinds of a passage is wanted. A passage without any, which a person starred or
    /// wrote about, shows where every kind does.
    pub fn admits_kind(&self, kinds: Kinds) -> bool {
        let none = kinds.is_empty() && self.wants_all_kinds();
        none || !kinds.and(self.kinds).is_empty()
    }

    /// Whether one of these themes of a passage is wanted.
    pub fn admits_theme(&self, themes: &[ThemeId]) -> bool {
        self.themes.is_empty() || themes.iter().any(|theme| self.themes.contains(theme))
    }

    /// The kinds of the passage that show.
    pub fn visible(&self, passage: &Passage) -> Kinds {
        passage.kinds.and(self.kinds)
    }

    /// Whether nothing is filtered out.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it wants passages of every kind and theme, if they meet its query.
    pub fn wants_all(&self) -> bool {
        self.wants_all_kinds() && self.themes.is_empty()
    }

    /// Whether it wants passages of every kind, and so also those without any.
    pub fn wants_all_kinds(&self) -> bool {
        self.kinds == Kinds::ALL
    }

    /// Shows a kind or stops showing it.
    pub fn toggle_kind(&mut self, kind: Kind) {
        self.kinds = self.kinds.toggled(kind);
    }

    /// Asks for a theme and those that are part of it, or stops asking for them.
    pub fn toggle_theme(&mut self, theme: ThemeId, codebook: &Codebook) {
        let all = std::iter::once(theme).chain(codebook.parts(theme));
        if self.themes.contains(&theme) {
            for theme in all {
                self.themes.remove(&theme);
            }
        } else {
            self.themes.extend(all);
        }
    }

    /// What it leaves of a kind, and of a theme and its parts.
    #[must_use]
    pub fn narrowed(
        &self,
        kind: Option<Kind>,
        theme: Option<ThemeId>,
        codebook: &Codebook,
    ) -> Self {
        let mut filter = self.clone();
        if let Some(kind) = kind {
            filter.kinds = self.kinds.and(Kinds::NONE.with(kind));
        }
        let Some(theme) = theme else { return filter };
        let all: BTreeSet<_> = std::iter::once(theme).chain(codebook.parts(theme)).collect();
        if self.themes.is_empty() || all.is_subset(&self.themes) {
            filter.themes = all;
            return filter;
        }
        // Of the themes that are asked for a passage needs any; this one it has to have besides.
        filter.and(Query::Atom(Atom::Theme(theme)))
    }

    /// What it leaves of what meets a query.
    #[must_use]
    pub fn and(mut self, query: Query) -> Self {
        let is_asked = match &self.query {
            Some(Query::And(parts)) => parts.contains(&query),
            asked => asked.as_ref() == Some(&query),
        };
        if !is_asked {
            self.query = Query::all(self.query.into_iter().chain([query]).collect());
        }
        self
    }

    /// In words: "all kinds, all themes", "concern, statistic in skills shortage".
    pub fn describe(&self, codebook: &Codebook) -> String {
        let once = if self.once { ", each text once" } else { "" };
        let query = self.query.as_ref().map(|query| query.describe(codebook));
        let query = query.map_or_else(String::new, |query| format!(", {query}"));
        format!("{}, {}{query}{once}", self.describe_kinds(), self.describe_themes(codebook))
    }

    fn describe_kinds(&self) -> String {
        match self.kinds {
            Kinds::ALL => "all kinds".to_owned(),
            Kinds::NONE => "no kind".to_owned(),
            kinds => kinds.iter().map(Kind::name).collect::<Vec<_>>().join(" or "),
        }
    }

    /// The themes asked for, in words.
    pub fn describe_themes(&self, codebook: &Codebook) -> String {
        if self.themes.is_empty() {
            return "all themes".to_owned();
        }
        // A theme stands for its parts.
        let stands = |theme: &&ThemeId| {
            !codebook.parent(**theme).is_some_and(|parent| self.themes.contains(&parent))
        };
        let names = self.themes.iter().filter(stands).map(|theme| codebook.name(*theme));
        names.collect::<Vec<_>>().join(" or ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(kinds: &[Kind], themes: &[u16]) -> Passage {
        let themes = themes.iter().map(|theme| ThemeId(*theme)).collect();
        Passage { kinds: kinds.iter().copied().collect(), themes, ..Passage::default() }
    }

    #[test]
    fn kind_and_theme_must_meet_on_the_same_passage() {
        let mut filter = Filter::default();
        filter.toggle_kind(Kind::Concern);
        filter.toggle_theme(ThemeId(2), &Codebook::bundled());
        assert!(filter.admits(&passage(&[Kind::Opportunity], &[1, 2])));
        assert!(!filter.admits(&passage(&[Kind::Opportunity], &[1])));
        assert!(!filter.admits(&passage(&[Kind::Concern], &[2])));
        assert!(filter.admits(&passage(&[Kind::Concern, Kind::Statistic], &[2])));
    }

    #[test]
    fn no_theme_asked_for_means_every_theme() {
        assert!(Filter::default().admits(&passage(&[Kind::Concern], &[])));
        assert!(Filter::default().admits(&passage(&[], &[1])), "starred, perhaps");
        let some = Filter { kinds: Kinds::NONE.with(Kind::Concern), ..Filter::default() };
        assert!(!some.admits(&passage(&[], &[1])));
    }

    #[test]
    fn a_theme_brings_its_parts_along() {
        let mut codebook = Codebook::bundled();
        codebook.themes[3].parent = Some(ThemeId(1));
        let mut filter = Filter::default();
        filter.toggle_theme(ThemeId(1), &codebook);
        assert!(filter.admits(&passage(&[Kind::Concern], &[3])));
        assert_eq!(filter.describe_themes(&codebook), codebook.themes[1].name);
        filter.toggle_theme(ThemeId(1), &codebook);
        assert!(filter.is_open());
    }

    #[test]
    fn toggling_twice_changes_nothing() {
        let mut filter = Filter::default();
        filter.toggle_kind(Kind::Statistic);
        filter.toggle_theme(ThemeId(1), &Codebook::bundled());
        assert!(!filter.is_open());
        filter.toggle_kind(Kind::Statistic);
        filter.toggle_theme(ThemeId(1), &Codebook::bundled());
        assert!(filter.is_open());
    }
}
