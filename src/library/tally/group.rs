//! What articles are counted together by, and the query that asks for just these. Counts nothing.

use regex_syntax::escape;

use crate::library::Listed;
use crate::library::query::{Atom, Days, Place, Query, Regex, Sought};
use crate::text::Day;

/// What some articles have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Group {
    /// They appeared in this stretch of time, by its number.
    Time(Unit, u32),
    /// They say not when.
    Undated,
    /// They name this publication.
    Publication(Box<str>),
    /// They name none and come from this site.
    Site(Box<str>),
    /// They name none and come from this folder, written with the stroke behind it; none for a bare name.
    Folder(Box<str>),
}

/// A stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A month.
    Month,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// Where an article comes from, as it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Source<'a> {
    Publication(&'a str),
    Site(&'a str),
    Folder(&'a str),
}

impl From<Source<'_>> for Group {
    fn from(source: Source<'_>) -> Self {
        match source {
            Source::Publication(name) => Self::Publication(name.into()),
            Source::Site(name) => Self::Site(name.into()),
            Source::Folder(name) => Self::Folder(name.into()),
        }
    }
}

impl Unit {
    /// From the shortest to the longest.
    pub const ALL: [Self; 4] = [Self::Month, Self::Year, Self::Decade, Self::Century];

    /// Which one holds a day, counted from the beginning of the calendar.
    pub fn number(self, day: Day) -> u32 {
        let year = u32::from(day.year);
        match self {
            Self::Month => year * 12 + u32::from(day.month.max(1)) - 1,
            _ => year / self.years(),
        }
    }

    /// How many years long; one for a month.
    fn years(self) -> u32 {
        match self {
            Self::Month | Self::Year => 1,
            Self::Decade => 10,
            Self::Century => 100,
        }
    }

    /// As a query asks for it: "2024-03", "2024", "2010..2019".
    fn written(self, number: u32) -> String {
        match self {
            Self::Month => format!("{:04}-{:02}", number / 12, number % 12 + 1),
            Self::Year => format!("{number:04}"),
            Self::Decade | Self::Century => {
                let first = number * self.years();
                format!("{:04}..{:04}", first.max(1), first + self.years() - 1)
            }
        }
    }
}

impl Group {
    /// Where an article comes from.
    pub(super) fn source_of(brief: Listed<'_>) -> Source<'_> {
        if !brief.source.is_empty() {
            return Source::Publication(brief.source);
        }
        let place = brief.place;
        let address = place.strip_prefix("https://").or_else(|| place.strip_prefix("http://"));
        if let Some(address) = address {
            return Source::Site(address.split_once('/').map_or(address, |(site, _)| site));
        }
        let name = place.rsplit_once('/').map_or(place, |(_, name)| name);
        Source::Folder(place.strip_suffix(name).unwrap_or_default())
    }

    /// As it is called.
    pub fn name(&self) -> String {
        match self {
            Self::Time(unit, number) => unit.written(*number).replace("..", "-"),
            Self::Undated => "no date".to_owned(),
            Self::Folder(folder) if folder.is_empty() => "no folder".to_owned(),
            Self::Folder(folder) => folder.strip_suffix('/').unwrap_or(folder).to_owned(),
            Self::Publication(name) | Self::Site(name) => name.to_string(),
        }
    }

    /// What is asked to see these articles alone; nothing where that cannot be asked.
    pub fn query(&self) -> Option<Query> {
        // The place itself is never empty: what is empty is the name of a publication.
        let unnamed = |pattern: &str| Query::all(vec![comes_from(pattern)?, comes_from("^$")?]);
        match self {
            Self::Time(unit, number) => {
                let days = Days::parse(&unit.written(*number), None).ok()?;
                Some(Query::Atom(Atom::Dated(days)))
            }
            Self::Undated => Some(Query::Atom(Atom::Undated)),
            Self::Publication(name) => comes_from(&format!("^{}$", literal(name))),
            Self::Site(name) => unnamed(&format!(r"^https?:\/\/{}(\/|$)", literal(name))),
            // An asterisk would fit the empty name as well.
            Self::Folder(name) if name.is_empty() => unnamed(r"^[^\/]+$"),
            Self::Folder(name) => unnamed(&format!(r"^{}[^\/]*$", literal(name))),
        }
    }
}

/// Articles whose publication or place fits a pattern.
fn comes_from(pattern: &str) -> Option<Query> {
    let regex = Regex::parse(pattern, false).ok()?;
    Some(Query::Atom(Atom::Words(Place::Source, Sought::Regex(regex))))
}

/// A pattern for just these words, as it stands between slashes.
fn literal(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    escape(&words.join(" ")).replace('/', r"\/")
}
