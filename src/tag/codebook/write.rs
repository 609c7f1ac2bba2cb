//! A codebook as the TOML that [`Codebook::parse`] reads. Leaves out themes that were dropped.

use serde::Serialize;

use super::{Codebook, Pattern, Theme};

/// The whole file.
#[derive(Serialize)]
struct File<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    theme: Vec<Entry<'a>>,
}

/// One theme of it.
#[derive(Serialize)]
struct Entry<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    colour: Option<u8>,
    definition: &'a str,
    cues: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    not: Vec<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    examples: &'a [String],
    #[serde(skip_serializing_if = "str::is_empty")]
    memo: &'a str,
}

impl Codebook {
    /// As TOML.
    pub fn to_toml(&self) -> String {
        let theme = self.themes().map(|(_, theme)| self.entry(theme)).collect();
        let file = File { title: self.title.as_deref(), theme };
        // Strings, numbers and lists of strings: there is nothing that TOML could not say.
        toml::to_string_pretty(&file).unwrap_or_default()
    }

    fn entry<'a>(&'a self, theme: &'a Theme) -> Entry<'a> {
        let patterns = |all: &'a [Pattern]| all.iter().map(Pattern::as_str).collect();
        Entry {
            name: &theme.name,
            parent: theme.parent.map(|id| self.name(id)).filter(|name| !name.is_empty()),
            colour: theme.colour,
            definition: &theme.definition,
            cues: patterns(&theme.cues),
            not: patterns(&theme.not),
            examples: &theme.examples,
            memo: &theme.memo,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tag::ThemeId;

    #[test]
    fn what_is_written_reads_as_the_same() {
        let mut codebook = Codebook::bundled();
        assert_eq!(Codebook::parse(&codebook.to_toml(), "mine"), Ok(codebook.clone()));
        codebook.themes[1].parent = Some(ThemeId(0));
        codebook.themes[2].colour = Some(173);
        codebook.themes[2].memo = "two\nlines, \"quoted\" \u{1b}[31m".into();
        codebook.themes[2].examples = vec!["An example.".into()];
        codebook.title = None;
        assert_eq!(Codebook::parse(&codebook.to_toml(), "mine"), Ok(codebook));
    }

    #[test]
    fn dropped_themes_and_their_names_are_left_out() {
        let mut codebook = Codebook::bundled();
        codebook.themes[1].parent = Some(ThemeId(0));
        codebook.themes[0].dropped = true;
        let back = Codebook::parse(&codebook.to_toml(), "mine").expect("a codebook");
        assert_eq!(back.themes.len(), codebook.themes.len() - 1);
        assert_eq!(
            (back.themes[0].name.as_str(), back.themes[0].parent),
            (codebook.themes[1].name.as_str(), None)
        );
    }
}
