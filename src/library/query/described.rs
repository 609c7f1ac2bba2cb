//! A query in words, for a person to read at a glance: "concerns starred, with 'job cuts', in articles
//! dated 2024". Not read back.

use super::atom::{Atom, Compare, Place, Scope, Sought};
use super::{Days, Query};
use crate::tag::{Codebook, Kind, Origin};

impl Query {
    /// In words, such as "concerns starred, on reskilling, in articles dated 2024".
    pub fn describe(&self, codebook: &Codebook) -> String {
        Words { codebook }.whole(self)
    }
}

struct Words<'a> {
    codebook: &'a Codebook,
}

impl Words<'_> {
    fn whole(&self, query: &Query) -> String {
        match query {
            Query::Or(parts) if kinds(query).is_none() => {
                let parts: Vec<String> = parts.iter().map(|part| self.whole(part)).collect();
                let is_long = parts.iter().any(|part| part.contains(','));
                parts.join(if is_long { "; or " } else { " or " })
            }
            Query::And(parts) => self.clause(&parts.iter().collect::<Vec<_>>()),
            single => self.clause(&[single]),
        }
    }

    /// "concerns starred, in articles dated 2024".
    fn clause(&self, parts: &[&Query]) -> String {
        // Only one kind can be what is spoken of.
        let head = parts.iter().position(|part| kinds(part).is_some());
        let mut said = vec![head.and_then(|at| kinds(parts[at])).unwrap_or("passages".to_owned())];
        let rest = parts.iter().enumerate().filter(|(at, _)| Some(*at) != head);
        let (of_article, of_passage): (Vec<&Query>, Vec<&Query>) =
            rest.map(|(_, part)| *part).partition(|part| part.scope() == Scope::Article);
        said.extend(of_passage.into_iter().map(|part| self.part(part)));
        let articles = of_article.into_iter().map(|part| self.part(part)).collect::<Vec<_>>();
        if !articles.is_empty() {
            said.push(format!("in articles {}", articles.join(", ")));
        }
        // What comes first belongs to the head.
        said.join(", ").replacen(", ", " ", 1)
    }

    /// What is said of a passage, or of an article behind "in articles".
    fn part(&self, query: &Query) -> String {
        match query {
            Query::And(parts) => self.mixed(parts, " and "),
            Query::Or(parts) => format!("({})", self.mixed(parts, " or ")),
            Query::Not(inner) => match &**inner {
                Query::And(parts) => format!("not ({})", self.mixed(parts, " and ")),
                inner => negated(&self.part(inner)),
            },
            Query::Within(inner) => format!("with {}", self.whole(inner)),
            Query::Atom(atom) => self.atom(atom),
        }
    }

    /// Parts that may speak of passages and articles, where it has to be said of which.
    fn mixed(&self, parts: &[Query], by: &str) -> String {
        let is_mixed = parts.iter().any(|part| part.scope() == Scope::Passage);
        let part = |part: &Query| match part.scope() {
            Scope::Article if is_mixed => format!("in articles {}", self.part(part)),
            _ => self.part(part),
        };
        parts.iter().map(part).collect::<Vec<_>>().join(by)
    }

    fn atom(&self, atom: &Atom) -> String {
        match atom {
            Atom::Kind(kind) => format!("marked {}", kind.name()),
            Atom::Theme(id) => match self.codebook.theme(*id) {
                Some(theme) => format!("on {}", theme.name),
                None => "on a theme that was dropped".to_owned(),
            },
            Atom::Themeless => "without a theme".to_owned(),
            Atom::Origin(Origin::Suggested) => "to confirm".to_owned(),
            Atom::Origin(Origin::Confirmed) => "confirmed".to_owned(),
            Atom::Origin(Origin::Made) => "marked by you".to_owned(),
            Atom::Rejected => "with a mark taken off".to_owned(),
            Atom::Starred | Atom::ArticleStarred => "starred".to_owned(),
            Atom::Noted | Atom::ArticleNoted => "with a memo".to_owned(),
            Atom::Words(place, sought) => words(*place, sought),
            Atom::Value(value) => {
                let unit = value.unit.as_deref().unwrap_or_default();
                let blank = if matches!(unit, "" | "%") { "" } else { " " };
                format!("with a figure {}{}{blank}{unit}", than(value.compare), value.than)
            }
            Atom::Unit(unit) => format!("with a figure in {unit}"),
            Atom::Dated(days) => format!("dated {}", dated(*days)),
            Atom::Undated => "without a date".to_owned(),
            Atom::Length(compare, words) => format!("of {}{words} words", than(*compare)),
            Atom::Copy => "repeating another".to_owned(),
        }
    }
}

/// The kinds that a query is about, where it is about nothing else: "concerns or statistics".
fn kinds(query: &Query) -> Option<String> {
    match query {
        Query::Atom(Atom::Kind(kind)) => Some(plural(*kind).to_owned()),
        Query::Or(parts) => {
            let kinds: Option<Vec<String>> = parts.iter().map(kinds).collect();
            kinds.map(|kinds| kinds.join(" or "))
        }
        _ => None,
    }
}

fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Concern => "concerns",
        Kind::Opportunity => "opportunities",
        Kind::Statistic => "statistics",
    }
}

fn negated(said: &str) -> String {
    let turned = [("with ", "without "), ("without ", "with ")];
    let turned = turned.iter().find_map(|(is, not)| Some((not, said.strip_prefix(is)?)));
    turned.map_or_else(|| format!("not {said}"), |(not, rest)| format!("{not}{rest}"))
}

fn words(place: Place, sought: &Sought) -> String {
    let sought = match sought {
        Sought::Phrase(phrase) => format!("'{}'", phrase.as_str()),
        Sought::Regex(regex) => regex.to_string(),
    };
    match place {
        Place::Text => format!("with {sought}"),
        Place::Memo => format!("with {sought} in the memo"),
        Place::Title => format!("with {sought} in the title"),
        Place::Author => format!("by {sought}"),
        Place::Source => format!("from {sought}"),
        Place::Language => format!("in {sought}"),
    }
}

fn than(compare: Compare) -> &'static str {
    match compare {
        Compare::Less => "under ",
        Compare::AtMost => "at most ",
        Compare::Equal => "",
        Compare::AtLeast => "at least ",
        Compare::More => "over ",
    }
}

fn dated(days: Days) -> String {
    let written = |day: crate::text::Day| day.to_string();
    match (days.from().map(written), days.to().map(written)) {
        (Some(from), Some(to)) if from == to => from,
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("{from} or later"),
        (None, to) => format!("{} or earlier", to.unwrap_or_default()),
    }
}
