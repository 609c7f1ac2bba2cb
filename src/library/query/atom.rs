//! One condition of a query. Says what is asked and of what; answers nothing.

use std::cmp::Ordering;

use super::{Days, Phrase, Regex};
use crate::tag::figure::{Decimal, Figure, Unit};
use crate::tag::{Kind, Origin, ThemeId};

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Atom {
    /// The passage has this kind.
    Kind(Kind),
    /// It has this theme or a part of it.
    Theme(ThemeId),
    /// It has no theme.
    Themeless,
    /// One of its kinds comes from there; one that is suggested waits for a verdict.
    Origin(Origin),
    /// A mark was taken off it.
    Rejected,
    /// It is starred.
    Starred,
    /// It has a memo.
    Noted,
    /// Words stand there.
    Words(Place, Sought),
    /// It states a figure like this.
    Value(Value),
    /// It states a figure in this unit, in its short form.
    Unit(String),
    /// The article is dated so.
    Dated(Days),
    /// It has no date.
    Undated,
    /// It has so many words of running text.
    Length(Compare, u32),
    /// It repeats another article.
    Copy,
    /// It is starred as a whole.
    ArticleStarred,
    /// It has a memo as a whole.
    ArticleNoted,
}

/// What a condition is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// A passage.
    Passage,
    /// An article: the same for all its passages.
    Article,
}

/// Where words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// In the passage.
    Text,
    /// In what a person wrote about the passage.
    Memo,
    /// In the article's title.
    Title,
    /// In its author's name.
    Author,
    /// In where it came from, or the publication it names.
    Source,
    /// In the English name of its language.
    Language,
}

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought {
    /// Words, whole and in this order.
    Phrase(Phrase),
    /// Anything that fits.
    Regex(Regex),
}

/// How one number stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Compare {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `=`
    Equal,
    /// `>=`
    AtLeast,
    /// `>`
    More,
}

/// A figure by its size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// How it stands.
    pub compare: Compare,
    /// To what.
    pub than: Decimal,
    /// In which unit, where that matters.
    pub unit: Option<String>,
}

impl Atom {
    /// What it is about.
    pub fn scope(&self) -> Scope {
        match self {
            Self::Kind(_)
            | Self::Theme(_)
            | Self::Themeless
            | Self::Origin(_)
            | Self::Rejected
            | Self::Starred
            | Self::Noted
            | Self::Words(Place::Text | Place::Memo, _)
            | Self::Value(_)
            | Self::Unit(_) => Scope::Passage,
            Self::Words(Place::Title | Place::Author | Place::Source | Place::Language, _)
            | Self::Dated(_)
            | Self::Undated
            | Self::Length(..)
            | Self::Copy
            | Self::ArticleStarred
            | Self::ArticleNoted => Scope::Article,
        }
    }

    /// Whether it can only be told from the words of the article.
    pub fn needs_text(&self) -> bool {
        matches!(self, Self::Words(Place::Text, _) | Self::Value(_) | Self::Unit(_))
    }
}

impl Sought {
    /// Whether it stands in `text`.
    pub fn is_in(&self, text: &str) -> bool {
        match self {
            Self::Phrase(phrase) => phrase.is_in(text),
            Self::Regex(regex) => regex.is_in(text),
        }
    }
}

impl Compare {
    /// Whether `left` stands so to `right`.
    pub fn holds<T: Ord>(self, left: &T, right: &T) -> bool {
        let order = left.cmp(right);
        match self {
            Self::Less => order == Ordering::Less,
            Self::AtMost => order != Ordering::Greater,
            Self::Equal => order == Ordering::Equal,
            Self::AtLeast => order != Ordering::Less,
            Self::More => order == Ordering::Greater,
        }
    }

    /// As it is typed.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Equal => "=",
            Self::AtLeast => ">=",
            Self::More => ">",
        }
    }
}

impl Value {
    /// Whether a figure is like this.
    pub fn fits(&self, figure: &Figure) -> bool {
        let in_unit = self.unit.as_ref().is_none_or(|unit| is_unit(figure, unit));
        in_unit && self.compare.holds(&figure.value, &self.than)
    }
}

/// Whether a figure is in the unit of this short form, whatever its capitals.
pub(super) fn is_unit(figure: &Figure, short: &str) -> bool {
    let is = |unit: &Unit| unit.to_string().to_lowercase() == short.to_lowercase();
    figure.unit.as_ref().is_some_and(is)
}
