//! From tokens to a tree, by recursive descent. Bounds how deep brackets nest and how many conditions
//! there are, so that no query takes the stack or the memory.

use std::iter::Peekable;

use super::lexer::{Form, Lexer, Token};
use super::theme::Themes;
use super::{Query, QueryError, value};

/// How deep brackets and negations may nest.
const DEEPEST: usize = 32;
/// How many conditions there may be.
const MOST: usize = 256;

pub(super) fn parse(text: &str, themes: Themes<'_>) -> Result<Query, QueryError> {
    let mut parser = Parser {
        tokens: Lexer::new(text).peekable(),
        end: text.trim_end().len(),
        depth: 0,
        atoms: 0,
        themes,
    };
    let query = parser.any()?;
    match parser.tokens.next() {
        None => Ok(query),
        Some(token) => Err(QueryError::new(
            token.span.start,
            "no bracket is open here; leave this one out or add a ( before",
        )),
    }
}

struct Parser<'t> {
    tokens: Peekable<Lexer<'t>>,
    /// Where the text ends.
    end: usize,
    depth: usize,
    atoms: usize,
    themes: Themes<'t>,
}

impl<'t> Parser<'t> {
    fn peek(&mut self) -> Option<&Form<'t>> {
        self.tokens.peek().map(|token| &token.form)
    }

    fn pass(&mut self, form: &Form<'_>) -> bool {
        let stands = self.peek() == Some(form);
        if stands {
            self.tokens.next();
        }
        stands
    }

    fn any(&mut self) -> Result<Query, QueryError> {
        let mut parts = vec![self.all()?];
        while self.pass(&Form::Or) {
            parts.push(self.all()?);
        }
        Query::any(parts).ok_or_else(|| self.missing(None))
    }

    fn all(&mut self) -> Result<Query, QueryError> {
        let mut parts = vec![self.not()?];
        while self.pass(&Form::And) || self.peek().is_some_and(begins) {
            parts.push(self.not()?);
        }
        Query::all(parts).ok_or_else(|| self.missing(None))
    }

    fn not(&mut self) -> Result<Query, QueryError> {
        let Some(token) = self.tokens.next() else { return Err(self.missing(None)) };
        if token.form != Form::Not {
            return self.one(token);
        }
        let inner = self.deeper(token.span.start, Self::not)?;
        Ok(Query::Not(Box::new(inner)))
    }

    fn one(&mut self, token: Token<'t>) -> Result<Query, QueryError> {
        let start = token.span.start;
        let atom = match token.form {
            Form::Open => return self.bracketed(start),
            Form::Within => {
                let open = token.span.end - 1;
                return self.bracketed(open).map(|inner| Query::Within(Box::new(inner)));
            }
            Form::Value(raw) => value::bare(&raw)?,
            Form::Field(named, raw) => value::of_field(start, &named, raw.as_ref(), self.themes)?,
            Form::Close | Form::And | Form::Or | Form::Not => return Err(self.missing(Some(start))),
        };
        self.atoms += 1;
        if self.atoms > MOST {
            return Err(QueryError::new(start, format!("more than {MOST} conditions")));
        }
        Ok(Query::Atom(atom))
    }

    /// What stands in a bracket that opened at `open`.
    fn bracketed(&mut self, open: usize) -> Result<Query, QueryError> {
        let inner = self.deeper(open, Self::any)?;
        if self.pass(&Form::Close) {
            return Ok(inner);
        }
        Err(QueryError::new(open, "this bracket is not closed; add a )"))
    }

    fn deeper(
        &mut self,
        at: usize,
        read: impl Fn(&mut Self) -> Result<Query, QueryError>,
    ) -> Result<Query, QueryError> {
        if self.depth == DEEPEST {
            return Err(QueryError::new(at, format!("nested more than {DEEPEST} deep")));
        }
        self.depth += 1;
        let query = read(self);
        self.depth -= 1;
        query
    }

    /// A condition is missing at the token that begins there, or at the end.
    fn missing(&self, at: Option<usize>) -> QueryError {
        let what = "a condition is missing here, such as concern, theme:... or \"words\"";
        QueryError::new(at.unwrap_or(self.end), what)
    }
}

/// Whether a token begins a condition.
fn begins(form: &Form<'_>) -> bool {
    !matches!(form, Form::Close | Form::And | Form::Or)
}
