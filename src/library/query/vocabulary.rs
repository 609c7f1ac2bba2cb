//! The words that mean something in a query, with their help: one table for reading, writing and
//! completing it. What they do is told by the atoms they stand for.

use super::Atom;
use crate::tag::{Kind, Origin};

/// A word that is a condition by itself.
pub(super) struct Keyword {
    /// As it is written, and other ways to type it.
    pub(super) names: &'static [&'static str],
    pub(super) atom: Atom,
    pub(super) help: &'static str,
}

pub(super) static KEYWORDS: [Keyword; 10] = [
    Keyword {
        names: &["concern", "concerns"],
        atom: Atom::Kind(Kind::Concern),
        help: "marked as a concern",
    },
    Keyword {
        names: &["opportunity", "opportunities", "opp", "opps"],
        atom: Atom::Kind(Kind::Opportunity),
        help: "marked as an opportunity",
    },
    Keyword {
        names: &["statistic", "statistics", "stat", "stats"],
        atom: Atom::Kind(Kind::Statistic),
        help: "marked as a statistic",
    },
    Keyword {
        names: &["suggested", "waiting"],
        atom: Atom::Origin(Origin::Suggested),
        help: "a kind waits for your verdict",
    },
    Keyword {
        names: &["confirmed"],
        atom: Atom::Origin(Origin::Confirmed),
        help: "you confirmed a kind",
    },
    Keyword {
        names: &["made"],
        atom: Atom::Origin(Origin::Made),
        help: "you marked a kind yourself",
    },
    Keyword { names: &["rejected"], atom: Atom::Rejected, help: "you took a mark off" },
    Keyword { names: &["starred"], atom: Atom::Starred, help: "with a star" },
    Keyword { names: &["memo"], atom: Atom::Noted, help: "with a memo" },
    Keyword {
        names: &["copy", "copies"],
        atom: Atom::Copy,
        help: "in an article that repeats another",
    },
];

impl Keyword {
    /// The one of that name, whatever its capitals.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        KEYWORDS.iter().find(|keyword| keyword.names.iter().any(|it| it.eq_ignore_ascii_case(name)))
    }

    /// The one that stands for an atom.
    pub(super) fn of(atom: &Atom) -> Option<&'static Self> {
        KEYWORDS.iter().find(|keyword| keyword.atom == *atom)
    }

    /// As it is written.
    pub(super) fn name(&self) -> &'static str {
        self.names.first().copied().unwrap_or_default()
    }
}

/// What stands before a sign and a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// A kind.
    Kind,
    /// A theme.
    Theme,
    /// Where a mark comes from.
    Origin,
    /// The passage's words.
    Text,
    /// Those of its memo.
    Memo,
    /// A figure's number.
    Value,
    /// A figure's unit.
    Unit,
    /// The article's title.
    Title,
    /// Its author.
    Author,
    /// Where it came from.
    Source,
    /// Its date.
    Date,
    /// Its language.
    Language,
    /// Its length in words.
    Length,
    /// What a person did to it as a whole.
    Article,
}

impl Field {
    /// All of them, in the order of help.
    pub const ALL: [Self; 14] = [
        Self::Kind,
        Self::Theme,
        Self::Origin,
        Self::Text,
        Self::Memo,
        Self::Value,
        Self::Unit,
        Self::Title,
        Self::Author,
        Self::Source,
        Self::Date,
        Self::Language,
        Self::Length,
        Self::Article,
    ];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Theme => "theme",
            Self::Origin => "origin",
            Self::Text => "text",
            Self::Memo => "memo",
            Self::Value => "value",
            Self::Unit => "unit",
            Self::Title => "title",
            Self::Author => "author",
            Self::Source => "source",
            Self::Date => "date",
            Self::Language => "lang",
            Self::Length => "words",
            Self::Article => "article",
        }
    }

    /// What may stand behind it.
    pub fn help(self) -> &'static str {
        match self {
            Self::Kind => "concern, opportunity or statistic",
            Self::Theme => "a theme by its name or the beginning of it, none",
            Self::Origin => "suggested, confirmed, made or rejected",
            Self::Text => "words of the passage, a pattern in slashes",
            Self::Memo => "words of its memo",
            Self::Value => "a figure, as in value>50 or value>50%",
            Self::Unit => "what a figure is measured in, as in unit:% or unit:USD",
            Self::Title => "words of the article's title",
            Self::Author => "words of its author's name",
            Self::Source => "words of its path, address or publication",
            Self::Date => "2024, 2024-03..2024-06, none; date<2023",
            Self::Language => "its language, as in lang:French",
            Self::Length => "its length, as in words>500",
            Self::Article => "starred, memo: the article as a whole",
        }
    }

    /// The one of that name, whatever its capitals.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name().eq_ignore_ascii_case(name))
    }

    /// Whether numbers stand behind it, to be compared.
    pub(super) fn is_compared(self) -> bool {
        matches!(self, Self::Value | Self::Date | Self::Length)
    }
}
