//! A query cut to tokens with their places. Takes anything: what is not closed says so, and what
//! tokens mean is the parser's and the completion's work.

use std::borrow::Cow;
use std::ops::Range;

use super::{Compare, Field};

/// A token and its bytes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token<'t> {
    pub(super) form: Form<'t>,
    pub(super) span: Range<usize>,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Form<'t> {
    Open,
    Close,
    /// `article(`
    Within,
    And,
    Or,
    Not,
    /// A value by itself.
    Value(Raw<'t>),
    /// A field with a sign, and its value where one stands.
    Field(Named<'t>, Option<Raw<'t>>),
}

/// What stands before a value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Named<'t> {
    pub(super) name: &'t str,
    /// Its sign.
    pub(super) sign: Range<usize>,
    /// How its value is compared; not at all behind a mere colon.
    pub(super) compare: Option<Compare>,
}

/// A value as it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Raw<'t> {
    /// What is in it, without quotation marks or slashes.
    pub(super) text: Cow<'t, str>,
    pub(super) wrap: Wrap<'t>,
    pub(super) span: Range<usize>,
}

/// What is around a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrap<'t> {
    Bare,
    Quoted {
        closed: bool,
    },
    Regex {
        closed: bool,
        /// The letters behind it.
        flags: &'t str,
    },
}

/// The tokens of a query.
#[derive(Clone, Debug)]
pub(super) struct Lexer<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lexer<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_blanks(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    /// Goes past `what` if it stands here.
    fn pass(&mut self, what: &str) -> bool {
        let stands = self.rest().starts_with(what);
        self.at += if stands { what.len() } else { 0 };
        stands
    }

    /// Goes past the characters that fit.
    fn run(&mut self, fits: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|char| !fits(char)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    fn form(&mut self, first: char) -> Form<'t> {
        let sign = match first {
            '(' => Form::Open,
            ')' => Form::Close,
            '&' => Form::And,
            '|' => Form::Or,
            '!' | '-' => Form::Not,
            '/' => return Form::Value(self.value()),
            char if closing(char).is_some() => return Form::Value(self.value()),
            _ => return self.word(),
        };
        self.at += 1;
        if matches!(first, '&' | '|') {
            // `&&` and `||` are as good.
            self.run(|char| char == first);
        }
        sign
    }

    /// A field, an operator in words, or a word.
    fn word(&mut self) -> Form<'t> {
        let start = self.at;
        let name = self.run(|char| char.is_ascii_alphabetic());
        if !name.is_empty()
            && let Some(named) = self.sign(name)
        {
            self.skip_blanks();
            let is_there = self.rest().chars().next().is_some_and(|char| !is_sign(char));
            return Form::Field(named, is_there.then(|| self.value()));
        }
        self.at = start;
        let value = self.value();
        match &*value.text {
            "and" | "AND" | "And" => Form::And,
            "or" | "OR" | "Or" => Form::Or,
            "not" | "NOT" | "Not" => Form::Not,
            name if name.eq_ignore_ascii_case(Field::Article.name()) && self.opens() => {
                Form::Within
            }
            _ => Form::Value(value),
        }
    }

    /// Goes past a bracket, blanks before it too.
    fn opens(&mut self) -> bool {
        let start = self.at;
        self.skip_blanks();
        let opens = self.pass("(");
        self.at = if opens { self.at } else { start };
        opens
    }

    /// The sign behind the name of a field. Before `<` and `>` blanks may stand, as in `words > 500`.
    fn sign(&mut self, name: &'t str) -> Option<Named<'t>> {
        let start = self.at;
        let mut sign = start;
        let colon = self.pass(":");
        if !colon && Field::named(name).is_some_and(Field::is_compared) {
            self.skip_blanks();
            sign = self.at;
        }
        let signs = [
            ("<=", Compare::AtMost),
            (">=", Compare::AtLeast),
            ("<", Compare::Less),
            (">", Compare::More),
            ("=", Compare::Equal),
        ];
        let compare = signs.into_iter().find(|(sign, _)| self.pass(sign)).map(|(_, sign)| sign);
        if !colon && compare.is_none() {
            self.at = start;
            return None;
        }
        Some(Named { name, sign: sign..self.at, compare })
    }

    fn value(&mut self) -> Raw<'t> {
        let start = self.at;
        let (text, wrap) = match self.rest().chars().next() {
            Some('/') => self.regex(),
            Some(first) if closing(first).is_some() => self.quoted(first),
            _ => (self.run(|char| !is_sign(char) && closing(char).is_none()).into(), Wrap::Bare),
        };
        Raw { text, wrap, span: start..self.at }
    }

    fn quoted(&mut self, first: char) -> (Cow<'t, str>, Wrap<'t>) {
        self.at += first.len_utf8();
        let ends = closing(first).unwrap_or_default();
        let mut text = String::new();
        let mut chars = self.rest().chars();
        let mut closed = false;
        while let Some(char) = chars.next() {
            if ends.contains(&char) {
                closed = true;
                break;
            }
            let escaped = chars.clone().next().filter(|next| char == '\\' && is_escaped(*next));
            if escaped.is_some() {
                chars.next();
            }
            text.push(escaped.unwrap_or(char));
        }
        self.at = self.text.len() - chars.as_str().len();
        (text.into(), Wrap::Quoted { closed })
    }

    fn regex(&mut self) -> (Cow<'t, str>, Wrap<'t>) {
        self.at += 1;
        let rest = self.rest();
        let mut escaped = false;
        let end = rest.find(|char| {
            let ends = char == '/' && !escaped;
            escaped = char == '\\' && !escaped;
            ends
        });
        let text = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        self.at += text.len();
        let closed = self.pass("/");
        let flags = if closed { self.run(char::is_alphanumeric) } else { "" };
        (text.into(), Wrap::Regex { closed, flags })
    }
}

impl<'t> Iterator for Lexer<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        self.skip_blanks();
        let first = self.rest().chars().next()?;
        let start = self.at;
        let form = self.form(first);
        Some(Token { form, span: start..self.at })
    }
}

/// Whether a character ends a bare value.
fn is_sign(char: char) -> bool {
    char.is_whitespace() || matches!(char, '(' | ')' | '&' | '|')
}

/// What closes a quotation that opens so.
fn closing(open: char) -> Option<&'static [char]> {
    match open {
        '"' => Some(&['"']),
        '“' | '”' | '„' => Some(&['"', '“', '”']),
        _ => None,
    }
}

/// Whether a character stands for itself behind `\` in a quotation.
fn is_escaped(char: char) -> bool {
    matches!(char, '"' | '\\' | '“' | '”')
}
