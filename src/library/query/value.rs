//! What a field and a value mean together. Reads single conditions; how they are joined is the
//! parser's work.

use super::lexer::{Named, Raw, Wrap};
use super::theme::Themes;
use super::vocabulary::Keyword;
use super::{Atom, Compare, Days, Field, Phrase, Place, QueryError, Regex, Sought, Value};
use crate::tag::Kind;
use crate::tag::figure::Decimal;

/// Bytes of a value at most.
const LONGEST: usize = 1000;

/// A value without a field: a keyword, or words of the passage.
pub(super) fn bare(raw: &Raw<'_>) -> Result<Atom, QueryError> {
    closed(raw)?;
    if raw.wrap == Wrap::Bare {
        if let Some(keyword) = Keyword::named(&raw.text) {
            return Ok(keyword.atom.clone());
        }
        if raw.text.starts_with([':', '<', '=', '>']) {
            let what = format!("a field is missing before this sign: {}", names());
            return Err(QueryError::new(raw.span.start, what));
        }
    }
    Ok(Atom::Words(Place::Text, sought(raw)?))
}

/// A field with its value.
pub(super) fn of_field(
    start: usize,
    named: &Named<'_>,
    raw: Option<&Raw<'_>>,
    themes: Themes<'_>,
) -> Result<Atom, QueryError> {
    let Named { name, sign, compare } = named;
    let field = Field::named(name).ok_or_else(|| {
        let what = format!("no field '{name}': {}; to find it as words, put it in quotes", names());
        QueryError::new(start, what)
    })?;
    let compared = compare.filter(|compare| *compare != Compare::Equal);
    if compared.is_some() && !field.is_compared() {
        let what = format!("{name} is not compared; write {}:", field.name());
        return Err(QueryError::new(sign.start, what));
    }
    let Some(raw) = raw else {
        return Err(QueryError::new(sign.end, format!("a value is missing: {}", field.help())));
    };
    closed(raw)?;
    read(field, *compare, raw, themes)
}

fn read(
    field: Field,
    compare: Option<Compare>,
    raw: &Raw<'_>,
    themes: Themes<'_>,
) -> Result<Atom, QueryError> {
    let refuse = |what: String| QueryError::new(raw.span.start, what);
    let words = |place| sought(raw).map(|sought| Atom::Words(place, sought));
    let is_regex = matches!(raw.wrap, Wrap::Regex { .. });
    match field {
        Field::Text => return words(Place::Text),
        Field::Memo => return words(Place::Memo),
        Field::Title => return words(Place::Title),
        Field::Author => return words(Place::Author),
        Field::Source => return words(Place::Source),
        Field::Language => return words(Place::Language),
        _ if is_regex => {
            let what = format!("no pattern stands here, but {}", field.help());
            return Err(refuse(what));
        }
        _ => {}
    }
    let typed = raw.text.trim();
    let is_none = raw.wrap == Wrap::Bare && typed.eq_ignore_ascii_case("none");
    let atom = match field {
        Field::Theme if is_none => Ok(Atom::Themeless),
        Field::Theme => theme(typed, raw.wrap == Wrap::Bare, themes).map(Atom::Theme),
        Field::Kind => Kind::named(typed).map(Atom::Kind).ok_or_else(|| usage(field)),
        Field::Origin => keyword(typed, |atom| matches!(atom, Atom::Origin(_) | Atom::Rejected))
            .ok_or_else(|| usage(field)),
        Field::Article => {
            match keyword(typed, |atom| matches!(atom, Atom::Starred | Atom::Noted)) {
                Some(Atom::Starred) => Ok(Atom::ArticleStarred),
                Some(_) => Ok(Atom::ArticleNoted),
                None => Err("article:starred, article:memo or article(...)".to_owned()),
            }
        }
        Field::Date if is_none && compare.is_none() => Ok(Atom::Undated),
        Field::Date => Days::parse(typed, compare).map(Atom::Dated),
        Field::Length => length(typed, compare.unwrap_or(Compare::Equal)),
        Field::Value => value(typed, compare.unwrap_or(Compare::Equal)).map(Atom::Value),
        Field::Unit if typed.is_empty() => Err(usage(field)),
        Field::Unit => Ok(Atom::Unit(unit(typed))),
        _ => Err(usage(field)),
    };
    atom.map_err(refuse)
}

fn theme(typed: &str, is_bare: bool, themes: Themes<'_>) -> Result<crate::tag::ThemeId, String> {
    match typed.strip_prefix('#').filter(|_| is_bare) {
        Some(number) => themes.numbered(number),
        None if typed.is_empty() => Err(usage(Field::Theme)),
        None => themes.named(typed),
    }
}

fn keyword(name: &str, fits: impl Fn(&Atom) -> bool) -> Option<Atom> {
    Keyword::named(name).map(|keyword| keyword.atom.clone()).filter(fits)
}

fn length(typed: &str, compare: Compare) -> Result<Atom, String> {
    let number = typed.parse().map_err(|_| usage(Field::Length))?;
    Ok(Atom::Length(compare, number))
}

/// "50", "-1,000.5", "50%", "3 km".
fn value(typed: &str, compare: Compare) -> Result<Value, String> {
    let digits = typed.strip_prefix(['-', '−']).unwrap_or(typed);
    let end = digits.find(|c: char| !matches!(c, '0'..='9' | '.' | ',')).unwrap_or(digits.len());
    let (number, rest) = digits.split_at(end);
    let is_number =
        number.starts_with(|c: char| c.is_ascii_digit()) && number.matches('.').count() < 2;
    let number = Decimal::parse(number).filter(|_| is_number).ok_or_else(|| usage(Field::Value))?;
    let than = if digits.len() < typed.len() { number.negated() } else { number };
    let rest = rest.trim();
    Ok(Value { compare, than, unit: (!rest.is_empty()).then(|| unit(rest)) })
}

/// A unit in its short form, where it has a common other one.
fn unit(typed: &str) -> String {
    match typed {
        "$" => "USD".to_owned(),
        "€" => "EUR".to_owned(),
        "£" => "GBP".to_owned(),
        "percent" | "per cent" => "%".to_owned(),
        typed => typed.to_owned(),
    }
}

fn usage(field: Field) -> String {
    format!("behind {} stands {}", field.name(), field.help())
}

/// The fields, for an error.
fn names() -> String {
    let names = Field::ALL.map(|field| format!("{}:", field.name()));
    format!("there are {}", names.join(" "))
}

fn sought(raw: &Raw<'_>) -> Result<Sought, QueryError> {
    let Wrap::Regex { flags, .. } = raw.wrap else {
        let phrase = Phrase::parse(&raw.text);
        return phrase.map(Sought::Phrase).map_err(|what| QueryError::new(raw.span.start, what));
    };
    if !matches!(flags, "" | "i") {
        let what = "behind a pattern only i may stand, to ignore case; put a path in quotes";
        return Err(QueryError::new(raw.span.end - flags.len(), what));
    }
    // The slash comes first.
    let moved = |error: QueryError| QueryError { at: raw.span.start + 1 + error.at, ..error };
    Regex::parse(&raw.text, flags == "i").map(Sought::Regex).map_err(moved)
}

fn closed(raw: &Raw<'_>) -> Result<(), QueryError> {
    let what = match raw.wrap {
        Wrap::Quoted { closed: false } => {
            "this quotation mark is not closed; add a \" behind the words"
        }
        Wrap::Regex { closed: false, .. } => "this pattern is not closed; add a / behind it",
        _ if raw.text.len() > LONGEST => "this is too long; leave some of it out",
        _ => return Ok(()),
    };
    Err(QueryError::new(raw.span.start, what))
}
