//! What a query that is being typed could go on with. Proposes; what is proposed for fields such as
//! authors comes from whoever asks.

use std::ops::Range;

use super::lexer::{Form, Lexer, Named, Raw, Token, Wrap};
use super::theme::likeness;
use super::vocabulary::{Field, KEYWORDS};
use super::written::value;
use crate::tag::{Codebook, Kind, Origin};
use crate::text::Span;

/// What a text could become.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// The bytes that a candidate takes the place of.
    pub replaces: Range<usize>,
    /// Best first.
    pub candidates: Vec<Candidate>,
}

/// One proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What to put there.
    pub text: String,
    /// What it means.
    pub help: String,
}

/// Candidates at most; nobody reads more.
const MOST: usize = 100;

impl Completion {
    /// The candidates for what stands before byte `cursor` of `typed`. `values` gives what a field such
    /// as the author can be in the library; what does not fit is left out here.
    pub fn of(
        typed: &str,
        cursor: usize,
        codebook: &Codebook,
        values: impl Fn(Field) -> Vec<String>,
    ) -> Self {
        let cursor = (0..=cursor.min(typed.len())).rfind(|at| typed.is_char_boundary(*at));
        let cursor = cursor.unwrap_or_default();
        let mut tokens: Vec<Token<'_>> = Lexer::new(Span::new(0, cursor).of(typed)).collect();
        let last = tokens.pop_if(|token| is_open(token, cursor));
        let after_operand = tokens.last().is_some_and(|token| {
            matches!(token.form, Form::Close | Form::Value(_) | Form::Field(_, Some(_)))
        });
        let (start, candidates) = match last.as_ref().map(|token| &token.form) {
            None => (cursor, terms("", codebook, after_operand)),
            Some(Form::Field(named, raw)) => {
                let start = raw.as_ref().map_or(cursor, |raw| raw.span.start);
                (start, field_values(named, raw.as_ref(), codebook, values))
            }
            Some(Form::Value(Raw { wrap: Wrap::Bare, .. }) | Form::And | Form::Or | Form::Not) => {
                let start = last.as_ref().map_or(cursor, |token| token.span.start);
                (start, terms(Span::new(start, cursor).of(typed), codebook, after_operand))
            }
            Some(_) => (cursor, Vec::new()),
        };
        let rest = typed.get(cursor..).unwrap_or_default();
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        // In the midst of a word, all of it.
        let end = if start < cursor { cursor + end } else { cursor };
        Self { replaces: start..end, candidates }
    }

    /// The text with a candidate in its place, and where the cursor is then.
    pub fn apply(&self, typed: &str, candidate: &Candidate) -> (String, usize) {
        let before = typed.get(..self.replaces.start).unwrap_or(typed);
        let after = typed.get(self.replaces.end..).unwrap_or_default();
        let text = &candidate.text;
        (format!("{before}{text}{after}"), before.len() + text.len())
    }
}

/// Whether more of a token can be typed at its end, where the cursor is.
fn is_open(token: &Token<'_>, cursor: usize) -> bool {
    let is_letters = token.span.len() > 1;
    match &token.form {
        Form::Open | Form::Close | Form::Within => false,
        Form::And | Form::Or | Form::Not => token.span.end == cursor && is_letters,
        Form::Field(_, None) => true,
        Form::Value(raw) | Form::Field(_, Some(raw)) => match raw.wrap {
            Wrap::Quoted { closed } | Wrap::Regex { closed, .. } => !closed,
            Wrap::Bare => token.span.end == cursor,
        },
    }
}

/// What a condition can begin with.
fn terms(typed: &str, codebook: &Codebook, after_operand: bool) -> Vec<Candidate> {
    let keywords =
        KEYWORDS.iter().map(|keyword| (keyword.name().to_owned(), keyword.help.to_owned()));
    let fields = Field::ALL.map(|field| (format!("{}:", field.name()), field.help().to_owned()));
    let pair = |(word, help): (&str, &str)| (word.to_owned(), help.to_owned());
    let infix = [("and", "both; also by leaving it out"), ("or", "one of both")].map(pair);
    let infix = infix.into_iter().filter(|_| after_operand);
    let prefix =
        [("not", "what does not"), ("article(", "some passage of the same article does")].map(pair);
    let themes = codebook.themes().filter(|_| !typed.is_empty());
    let themes = themes.map(|(_, theme)| theme_candidate(&theme.name, &theme.definition));
    let named = infix.chain(keywords).chain(fields).chain(prefix);
    let begins = |word: &str| word.starts_with(&typed.to_lowercase());
    let mut candidates: Vec<_> = named.filter(|(word, _)| begins(word)).collect();
    candidates.extend(themes.filter_map(|(name, text, help)| {
        likeness(&name, typed).map(|_| (format!("{}:{text}", Field::Theme.name()), help))
    }));
    candidates.into_iter().map(|(text, help)| Candidate { text, help }).collect()
}

/// A theme's name, the same as a value, and its definition.
fn theme_candidate(name: &str, definition: &str) -> (String, String, String) {
    (name.to_owned(), value(name), definition.to_owned())
}

fn field_values(
    named: &Named<'_>,
    raw: Option<&Raw<'_>>,
    codebook: &Codebook,
    values: impl Fn(Field) -> Vec<String>,
) -> Vec<Candidate> {
    let Some(field) = Field::named(named.name) else { return Vec::new() };
    let typed = raw.map_or("", |raw| &raw.text);
    if raw.is_some_and(|raw| matches!(raw.wrap, Wrap::Regex { .. })) {
        return Vec::new();
    }
    let plain = |words: &[&str]| -> Vec<(String, String, String)> {
        words.iter().map(|word| ((*word).into(), (*word).into(), String::new())).collect()
    };
    let mut all = match field {
        Field::Kind => plain(&Kind::ALL.map(Kind::name)),
        Field::Origin => {
            let [one, two, three] =
                [Origin::Suggested, Origin::Confirmed, Origin::Made].map(Origin::name);
            plain(&[one, two, three, "rejected"])
        }
        Field::Article => plain(&["starred", "memo"]),
        Field::Theme => {
            let listed = codebook.listed().into_iter().filter_map(|id| codebook.theme(id));
            listed.map(|theme| theme_candidate(&theme.name, &theme.definition)).collect()
        }
        field => {
            let values = values(field).into_iter();
            values.map(|name| (name.clone(), value(&name), String::new())).collect::<Vec<_>>()
        }
    };
    if named.compare.is_none() && matches!(field, Field::Theme | Field::Date) {
        all.push(("none".into(), "none".into(), format!("without a {}", field.name())));
    }
    let ranked = all
        .into_iter()
        .filter_map(|(name, text, help)| Some((likeness(&name, typed)?, Candidate { text, help })));
    let mut ranked: Vec<_> = ranked.collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().take(MOST).map(|(_, candidate)| candidate).collect()
}
