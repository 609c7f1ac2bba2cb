//! How a mark stays on its words when the source changes: quote, context, position.

use serde::{Deserialize, Serialize};

use super::Span;

/// The words, what stood around them, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The words themselves.
    pub quote: String,
    /// Up to 32 characters before them.
    pub before: String,
    /// Up to 32 characters behind them.
    pub after: String,
    /// The byte of the text where they began.
    pub start: u32,
}

/// How surely a mark is on its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// On the very words.
    #[default]
    InPlace,
    /// On other words that stand for them.
    Moved,
    /// Nowhere.
    Lost,
}

/// Where an anchor holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The words; empty where they are lost.
    pub span: Span,
    /// How surely.
    pub standing: Standing,
}

impl Anchor {
    /// Finds the words in a text.
    pub fn find(&self, text: &str) -> Found {
        let here = Span::new(self.start as usize, self.start as usize + self.quote.len());
        let at = if here.of(text) == self.quote {
            Some(self.start as usize)
        } else {
            text.find(&self.quote)
        };
        match at {
            Some(at) if !self.quote.is_empty() => {
                Found { span: Span::new(at, at + self.quote.len()), standing: Standing::InPlace }
            }
            _ => Found { span: Span::default(), standing: Standing::Lost },
        }
    }

    /// Anchors `span` of `text`.
    pub fn of(text: &str, span: Span) -> Self {
        let head = text.get(..span.start as usize).unwrap_or_default();
        let tail = text.get(span.end as usize..).unwrap_or_default();
        let from = head.char_indices().rev().nth(31).map_or(0, |(at, _)| at);
        let before = head.get(from..).unwrap_or_default().to_owned();
        let after = tail.chars().take(32).collect();
        Self { quote: span.of(text).to_owned(), before, after, start: span.start }
    }
}
