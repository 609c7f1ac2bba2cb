//! Themes of a query: found by name where a person types them, by number where a query is kept.

use crate::tag::{Codebook, ThemeId};

/// How themes are told.
#[derive(Clone, Copy, Debug)]
pub(super) enum Themes<'a> {
    /// By the names of a codebook, or their numbers in it.
    Of(&'a Codebook),
    /// By numbers alone.
    Numbered,
    /// They are not known yet, so any will do.
    Unknown,
}

/// Names of themes that an error lists.
const LISTED: usize = 8;

impl Themes<'_> {
    /// The theme of that number.
    pub(super) fn numbered(self, number: &str) -> Result<ThemeId, String> {
        let id = number.parse().map(ThemeId);
        let is_there = |id: &ThemeId| match self {
            // One that was dropped keeps its number.
            Self::Of(codebook) => usize::from(id.0) < codebook.themes.len(),
            Self::Numbered | Self::Unknown => true,
        };
        id.ok().filter(is_there).ok_or_else(|| format!("there is no theme number {number}"))
    }

    /// The theme of that name: its own, or the only one that begins so or has a word that does.
    pub(super) fn named(self, name: &str) -> Result<ThemeId, String> {
        match self {
            Self::Of(codebook) => named(codebook, name),
            Self::Numbered => Err("a theme is kept by its number, as in theme:#3".to_owned()),
            Self::Unknown => Ok(ThemeId(0)),
        }
    }
}

fn named(codebook: &Codebook, name: &str) -> Result<ThemeId, String> {
    if let Some(id) = codebook.named(name) {
        return Ok(id);
    }
    let all = codebook.themes();
    let ranked = all.filter_map(|(id, theme)| Some((likeness(&theme.name, name)?, id, theme)));
    let mut like: Vec<_> = ranked.collect();
    let best = like.iter().map(|(rank, ..)| *rank).min();
    like.retain(|(rank, ..)| Some(*rank) == best);
    match &*like {
        [(_, id, _)] => Ok(*id),
        [] => {
            let all = codebook.themes().map(|(_, theme)| theme.name.as_str());
            Err(format!("no theme '{name}'; there are {}", listed(all)))
        }
        several => {
            let names = several.iter().map(|(_, _, theme)| theme.name.as_str());
            Err(format!("'{name}' may be {}; type more of it", listed(names)))
        }
    }
}

/// How well what was typed fits a name, 0 best: its beginning, or that of a word of it.
pub(super) fn likeness(name: &str, typed: &str) -> Option<usize> {
    let [name, typed] = [name, typed].map(|text| text.trim().to_lowercase());
    let begins_word = |part: &str| part.starts_with(&typed);
    let mut rests = name.char_indices().map(|(at, _)| name.split_at(at));
    let after_sign = |before: &str| !before.ends_with(char::is_alphanumeric);
    match () {
        () if name.starts_with(&typed) => Some(0),
        () if rests.any(|(before, rest)| after_sign(before) && begins_word(rest)) => Some(1),
        () => None,
    }
}

fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    let some = names.iter().take(LISTED).copied().collect::<Vec<_>>().join(", ");
    let more = names.len().saturating_sub(LISTED);
    match names.len() {
        0 => "none".to_owned(),
        _ if more > 0 => format!("{some} and {more} more"),
        _ => some,
    }
}
