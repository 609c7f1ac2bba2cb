//! What was typed, understood. Words need not be quoted and most signs mean nothing, so that little
//! can be wrong; what is, is told with its place.

use std::fmt;

use super::{Field, Part, Phrase, Query, Sought, Word};
use crate::text::term;

/// What is wrong with what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where, in characters.
    pub at: usize,
    /// What.
    pub why: &'static str,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at character {}", self.why, self.at + 1)
    }
}

impl std::error::Error for Fault {}

/// Words between phrases that are near, where nobody says.
const DISTANCE: u32 = 10;

/// Words between phrases at most.
const FARTHEST: u32 = 1_000_000;

pub(super) fn parse(typed: &str, typing: bool) -> Result<Query, Fault> {
    let mut scan = Scan { typed, at: 0, typing };
    let mut parts: Vec<Part> = Vec::new();
    let mut joined: Option<(usize, u32)> = None;
    while scan.blanks() {
        let start = scan.at;
        if let Some(distance) = scan.operator() {
            if typing && scan.rest().is_empty() {
                // It may become another word.
                break;
            }
            if joined.is_some() || parts.last().is_none_or(|part| part.excluded) {
                return Err(scan.fault(start, "NEAR has nothing before it"));
            }
            joined = Some((start, distance));
            continue;
        }
        let Some(part) = scan.part()? else { continue };
        match joined.take() {
            None => parts.push(part),
            Some((operator, distance)) => {
                let first = parts.pop();
                let near = first.and_then(|first| together(first, &part, distance));
                let why = "NEAR joins words of one field, none of them excluded";
                parts.push(near.ok_or_else(|| scan.fault(operator, why))?);
            }
        }
    }
    match joined {
        Some((operator, _)) if !typing => Err(scan.fault(operator, "NEAR has nothing behind it")),
        _ => Ok(Query { parts }),
    }
}

/// Two parts that are to be near each other; the first may be such a part itself.
fn together(first: Part, next: &Part, distance: u32) -> Option<Part> {
    let fits = first.field == next.field && !first.excluded && !next.excluded;
    let mut phrases = match (fits, first.sought) {
        (false, _) => return None,
        (_, Sought::Phrase(phrase)) => vec![phrase],
        (_, Sought::Near { phrases, .. }) => phrases,
    };
    phrases.extend_from_slice(next.sought.phrases());
    let sought = Sought::Near { phrases, distance };
    Some(Part { field: first.field, sought, excluded: false })
}

struct Scan<'a> {
    typed: &'a str,
    at: usize,
    typing: bool,
}

impl<'a> Scan<'a> {
    fn rest(&self) -> &'a str {
        self.typed.get(self.at..).unwrap_or_default()
    }

    fn fault(&self, at: usize, why: &'static str) -> Fault {
        Fault { at: self.typed.get(..at).unwrap_or_default().chars().count(), why }
    }

    /// Goes on to what is no blank; whether there is something.
    fn blanks(&mut self) -> bool {
        self.at = self.typed.len() - self.rest().trim_start().len();
        !self.rest().is_empty()
    }

    fn eat(&mut self, wanted: &str) -> bool {
        let is_there = self.rest().starts_with(wanted);
        self.at += if is_there { wanted.len() } else { 0 };
        is_there
    }

    /// What stands before the first character that `ends` it.
    fn until(&mut self, ends: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let (word, _) = rest.split_at(rest.find(ends).unwrap_or(rest.len()));
        self.at += word.len();
        word
    }

    /// `NEAR` or `NEAR/5` between two things.
    fn operator(&mut self) -> Option<u32> {
        let word = self.rest().split(char::is_whitespace).next()?;
        let distance = match word.strip_prefix("NEAR")? {
            "" => DISTANCE,
            rest => rest.strip_prefix('/')?.parse().ok()?,
        };
        self.at += word.len();
        Some(distance.min(FARTHEST))
    }

    /// A thing that is sought; nothing for signs alone.
    fn part(&mut self) -> Result<Option<Part>, Fault> {
        let start = self.at;
        let excluded = self.eat("-");
        let field = self.field();
        let at_value = self.at;
        let is_bare = self.rest().starts_with(char::is_whitespace) || self.rest().is_empty();
        if field != Field::Text && is_bare {
            let fault = self.fault(start, "a field has nothing behind it");
            return if self.typing { Ok(None) } else { Err(fault) };
        }
        let sought = match field {
            Field::Date => self.date()?.map(|word| Sought::Phrase(vec![word])),
            _ if self.eat("NEAR(") => self.near(at_value)?,
            _ => self.phrase(char::is_whitespace)?.map(Sought::Phrase),
        };
        Ok(sought.map(|sought| Part { field, sought, excluded }))
    }

    fn field(&mut self) -> Field {
        let named = |(name, field): &(&str, Field)| {
            let (head, _) = self.rest().split_once(':')?;
            head.eq_ignore_ascii_case(name).then_some((name.len() + 1, *field))
        };
        let (len, field) = Field::NAMED.iter().find_map(named).unwrap_or_default();
        self.at += len;
        field
    }

    /// A quoted phrase, or what stands without a blank up to what `ends` it.
    fn phrase(&mut self, ends: impl Fn(char) -> bool) -> Result<Option<Phrase>, Fault> {
        let start = self.at;
        let is_quoted = self.rest().starts_with(is_quote);
        let words = if is_quoted {
            self.at += self.rest().chars().next().map_or(0, char::len_utf8);
            let words = self.until(is_quote);
            match self.rest().chars().next() {
                Some(quote) => self.at += quote.len_utf8(),
                None if self.typing => {}
                None => return Err(self.fault(start, "a quote is not closed")),
            }
            words
        } else {
            self.until(|char| ends(char) || is_quote(char) || char == '*')
        };
        let is_last = self.typing && self.at == self.typed.len();
        let goes_on = is_last && self.typed.ends_with(char::is_alphanumeric);
        let begins = self.eat("*") || goes_on;
        Ok(phrase(words, begins))
    }

    /// What is between the brackets of `NEAR(one "two words", 5)`.
    fn near(&mut self, start: usize) -> Result<Option<Sought>, Fault> {
        let mut phrases = Vec::new();
        let mut distance = DISTANCE;
        let mut is_closed = false;
        while !is_closed && self.blanks() {
            let before = self.at;
            if self.eat(",") {
                self.blanks();
                let number = self.until(|char| !char.is_ascii_digit());
                let why = "NEAR( ) takes a number behind the comma";
                let fault = self.fault(self.at, why);
                match number.parse() {
                    Ok(number) => distance = FARTHEST.min(number),
                    Err(_) if self.typing && self.rest().is_empty() => {}
                    Err(_) => return Err(fault),
                }
            } else {
                let ends = |char: char| char.is_whitespace() || matches!(char, ',' | ')');
                phrases.extend(self.phrase(ends)?);
            }
            self.blanks();
            is_closed = self.eat(")");
            if self.at == before {
                break;
            }
        }
        if !is_closed && !self.typing {
            return Err(self.fault(start, "NEAR( is not closed"));
        }
        match phrases.len() {
            0 if self.typing => Ok(None),
            0 => Err(self.fault(start, "NEAR( ) has no words in it")),
            1 => Ok(phrases.pop().map(Sought::Phrase)),
            _ => Ok(Some(Sought::Near { phrases, distance })),
        }
    }

    /// `2024`, `2024-03-05`, `2023..2024-06`, `2023..`.
    fn date(&mut self) -> Result<Option<Word>, Fault> {
        let start = self.at;
        let typed = self.until(char::is_whitespace);
        let typed = typed.trim_matches(is_quote);
        let word = match typed.split_once("..") {
            None => digits(typed).map(|day| Word::beginning(day.as_bytes())),
            Some((first, last)) => {
                let side =
                    |day: &str| if day.is_empty() { Some(String::new()) } else { digits(day) };
                let (first, last) = (side(first), side(last));
                first.zip(last).filter(|(first, last)| first.len() + last.len() > 0).map(
                    |(first, last)| {
                        let last = if last.is_empty() { "9" } else { &last };
                        let first = if first.is_empty() { "0" } else { &first };
                        Word::from_to(first.as_bytes(), last.as_bytes())
                    },
                )
            }
        };
        let is_last = self.typing && self.at == self.typed.len();
        match word {
            None if is_last => Ok(None),
            None => Err(self.fault(start, "a date is 2024, 2024-03, 2024-03-05 or 2023..2024")),
            word => Ok(word),
        }
    }
}

/// The digits of a date, in the order of years, months and days.
fn digits(typed: &str) -> Option<String> {
    let mut parts = typed.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?;
    let rest: Vec<&str> = parts.collect();
    let is_part = |part: &&str| (1..=2).contains(&part.len());
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let is_date = rest.len() <= 2 && rest.iter().all(is_part);
    let is_date = is_date && is_number(year) && rest.iter().all(|part| is_number(part));
    is_date.then(|| rest.iter().fold(year.to_owned(), |date, part| format!("{date}{part:0>2}")))
}

/// Whether a phrase begins or ends with it.
fn is_quote(char: char) -> bool {
    matches!(char, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '″')
}

/// The words of a phrase; the last may be the beginning of one.
fn phrase(words: &str, begins: bool) -> Option<Phrase> {
    let mut phrase = Vec::new();
    term::each(words, |term, _| {
        phrase.push(Word::whole(term.bytes()));
        true
    });
    let last = phrase.last_mut()?;
    if begins {
        *last = Word::beginning(&last.low);
    }
    Some(phrase)
}
