//! Figures about the world in running text.

use crate::text::Span;

/// One figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Its words.
    pub span: Span,
}

/// The figures within `span` of `text`, in order.
pub fn figures(text: &str, span: Span) -> Vec<Figure> {
    let at = span.of(text).find('%');
    at.map(|at| Figure { span: Span::new(span.start as usize + at, span.start as usize + at + 1) })
        .into_iter()
        .collect()
}
