//! A query as text: as it is kept, with themes by number, and as a person types it, with their names.
//! Either is read to the same tree again.

use std::fmt;

use super::atom::{Atom, Place, Sought, Value};
use super::vocabulary::{Field, Keyword};
use super::{Compare, Query};
use crate::tag::{Codebook, ThemeId};

impl Query {
    /// As a person would type it.
    pub fn typed(&self, codebook: &Codebook) -> String {
        Text { codebook: Some(codebook) }.query(self)
    }
}

impl fmt::Display for Query {
    /// As it is kept, with themes by their numbers.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Text { codebook: None }.query(self))
    }
}

/// How it is written.
struct Text<'a> {
    /// Where themes have their names from.
    codebook: Option<&'a Codebook>,
}

impl Text<'_> {
    fn query(&self, query: &Query) -> String {
        let joined = |parts: &[Query], by: &str| {
            let is_and = |part: &Query| matches!(part, Query::Or(_)) && by == " and ";
            let parts = parts.iter().map(|part| self.bracketed(part, is_and(part)));
            parts.collect::<Vec<_>>().join(by)
        };
        match query {
            Query::And(parts) => joined(parts, " and "),
            Query::Or(parts) => joined(parts, " or "),
            Query::Not(inner) => {
                let is_joined = matches!(**inner, Query::And(_) | Query::Or(_));
                format!("not {}", self.bracketed(inner, is_joined))
            }
            Query::Within(inner) => format!("article({})", self.query(inner)),
            Query::Atom(atom) => self.atom(atom),
        }
    }

    fn bracketed(&self, query: &Query, is_bracketed: bool) -> String {
        let text = self.query(query);
        if is_bracketed { format!("({text})") } else { text }
    }

    fn atom(&self, atom: &Atom) -> String {
        let field = |field: Field, value: &str| format!("{}:{value}", field.name());
        match atom {
            Atom::Theme(id) => field(Field::Theme, &self.theme(*id)),
            Atom::Themeless => field(Field::Theme, "none"),
            Atom::Words(Place::Text, Sought::Phrase(phrase)) => bare(phrase.as_str()),
            Atom::Words(place, Sought::Phrase(phrase)) => {
                field(place.field(), &value(phrase.as_str()))
            }
            Atom::Words(Place::Text, Sought::Regex(regex)) => regex.to_string(),
            Atom::Words(place, Sought::Regex(regex)) => field(place.field(), &regex.to_string()),
            Atom::Value(value) => figure(value),
            Atom::Unit(unit) => field(Field::Unit, &quoted(unit, unit == "%")),
            Atom::Dated(days) => field(Field::Date, &days.to_string()),
            Atom::Undated => field(Field::Date, "none"),
            Atom::Length(compare, words) => compared(Field::Length, *compare, &words.to_string()),
            Atom::ArticleStarred => field(Field::Article, "starred"),
            Atom::ArticleNoted => field(Field::Article, "memo"),
            atom => Keyword::of(atom).map_or("", Keyword::name).to_owned(),
        }
    }

    fn theme(&self, id: ThemeId) -> String {
        let name = self.codebook.and_then(|codebook| codebook.theme(id));
        name.map_or_else(|| format!("#{}", id.0), |theme| value(&theme.name))
    }
}

impl Place {
    /// The field that looks there.
    pub fn field(self) -> Field {
        match self {
            Self::Text => Field::Text,
            Self::Memo => Field::Memo,
            Self::Title => Field::Title,
            Self::Author => Field::Author,
            Self::Source => Field::Source,
            Self::Language => Field::Language,
        }
    }
}

fn compared(field: Field, compare: Compare, value: &str) -> String {
    format!("{}{}{value}", field.name(), compare.sign())
}

fn figure(figure: &Value) -> String {
    let number = figure.than.to_string();
    let text = match figure.unit.as_deref() {
        None => number,
        Some("%") => format!("{number}%"),
        Some(unit) => quoted(&format!("{number} {unit}"), false),
    };
    compared(Field::Value, figure.compare, &text)
}

/// A word by itself, in quotation marks where it would be read as something else.
fn bare(text: &str) -> String {
    let is_word =
        ["and", "or", "not", "article"].iter().all(|word| !text.eq_ignore_ascii_case(word));
    quoted(text, is_word && Keyword::named(text).is_none() && is_plain(text))
}

/// A value behind a field, in quotation marks where it needs them.
pub(super) fn value(text: &str) -> String {
    quoted(text, is_plain(text) && !text.eq_ignore_ascii_case("none"))
}

fn is_plain(text: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '_' | '.' | '*');
    text.starts_with(char::is_alphanumeric) && text.chars().all(fits)
}

fn quoted(text: &str, is_plain: bool) -> String {
    if is_plain {
        return text.to_owned();
    }
    let escape = |c: char| if matches!(c, '"' | '\\') { format!("\\{c}") } else { c.to_string() };
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}
