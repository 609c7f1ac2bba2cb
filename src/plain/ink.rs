//! How words look to a person at a terminal: escape sequences around them, or nothing where nobody looks. Chooses no
//! colour and knows no terminal.

use std::borrow::Cow;

use crate::tag::{Kind, Kinds};

/// Looks as terminals are told them (ECMA-48, SGR), each the parameters alone, as in `1;38;5;214`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looks {
    /// Of the name of each kind, in the order of [`Kind::ALL`].
    pub kinds: [String; 3],
    /// Of the words of a passage by what it voices: nothing, a concern, an opportunity, both.
    pub passages: [String; 4],
    /// Of titles and headings.
    pub strong: String,
    /// Of what recedes.
    pub dim: String,
    /// Of words that were sought.
    pub found: String,
}

/// What words are written with.
#[derive(Clone, Debug, Default)]
pub struct Ink(Option<Looks>);

impl Ink {
    /// In these looks.
    pub fn of(looks: Looks) -> Self {
        Self(Some(looks))
    }

    /// The name of a kind, or what stands for it.
    pub fn kind<'a>(&self, kind: Kind, words: &'a str) -> Cow<'a, str> {
        self.put(words, |looks| &looks.kinds[kind as usize])
    }

    /// The names of kinds with commas between them.
    pub fn kinds(&self, kinds: impl Iterator<Item = Kind>) -> String {
        kinds.map(|kind| self.kind(kind, kind.name())).collect::<Vec<_>>().join(", ")
    }

    /// Words of a passage of these kinds.
    pub fn passage<'a>(&self, kinds: Kinds, words: &'a str) -> Cow<'a, str> {
        let voiced =
            usize::from(kinds.has(Kind::Concern)) + 2 * usize::from(kinds.has(Kind::Opportunity));
        self.put(words, |looks| &looks.passages[voiced])
    }

    /// A title or a heading.
    pub fn strong<'a>(&self, words: &'a str) -> Cow<'a, str> {
        self.put(words, |looks| &looks.strong)
    }

    /// What recedes.
    pub fn dim<'a>(&self, words: &'a str) -> Cow<'a, str> {
        self.put(words, |looks| &looks.dim)
    }

    /// Words that were sought.
    pub fn found<'a>(&self, words: &'a str) -> Cow<'a, str> {
        self.put(words, |looks| &looks.found)
    }

    fn put<'a>(&self, words: &'a str, look: impl Fn(&Looks) -> &String) -> Cow<'a, str> {
        match self.0.as_ref().map(look) {
            Some(look) if !look.is_empty() && !words.is_empty() => {
                Cow::Owned(format!("\x1b[{look}m{words}\x1b[0m"))
            }
            _ => Cow::Borrowed(words),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_dressed_or_left_alone() {
        let bare = Ink::default();
        assert_eq!(bare.strong("a"), "a");
        let kinds = ["4", "3", "1"].map(str::to_owned);
        let passages = ["", "4", "3", "3;4"].map(str::to_owned);
        let ink = Ink::of(Looks { kinds, passages, strong: "1".into(), ..Looks::default() });
        assert_eq!((ink.strong("a").as_ref(), ink.strong("").as_ref()), ("\x1b[1ma\x1b[0m", ""));
        assert_eq!(ink.dim("a"), "a");
        let both = Kinds::NONE.with(Kind::Concern).with(Kind::Opportunity);
        assert_eq!(ink.passage(both, "a"), "\x1b[3;4ma\x1b[0m");
        assert_eq!(ink.passage(Kinds::NONE.with(Kind::Statistic), "a"), "a");
        assert_eq!(ink.kinds(both.iter()), "\x1b[4mconcern\x1b[0m, \x1b[3mopportunity\x1b[0m");
    }
}
