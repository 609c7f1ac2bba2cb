//! The source as it came: every line, every byte, nothing repaired or folded. Bytes that are no
//! character show as U+FFFD.

use super::flow::{Flow, Row, RowKind};
use super::wrap;
use crate::text::{Origin, Span};

/// A source laid out raw at one width.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Raw {
    /// The source as text.
    pub text: String,
    /// From `text` to the source.
    pub origin: Origin,
    /// Rows of `text`.
    pub flow: Flow,
}

impl Raw {
    /// Lays a source out at `columns`.
    pub fn of(source: &[u8], columns: u16) -> Self {
        let (text, origin) = as_text(source);
        let mut flow = Flow::default();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(start, start + line.trim_end_matches('\n').len());
            flow.rows.extend(rows(&text, span, columns.max(1)));
            start += line.len();
        }
        Self { text, origin, flow }
    }
}

fn as_text(source: &[u8]) -> (String, Origin) {
    let mut text = String::with_capacity(source.len());
    let mut origin = Origin::identity(source.len());
    let mut at = 0;
    for chunk in source.utf8_chunks() {
        origin.step(text.len(), at);
        text.push_str(chunk.valid());
        at += chunk.valid().len();
        for _ in chunk.invalid() {
            origin.step(text.len(), at);
            text.push(char::REPLACEMENT_CHARACTER);
            at += 1;
        }
    }
    origin.step(text.len(), at);
    (text, origin)
}

/// One line of the source, cut where the screen ends.
fn rows(text: &str, line: Span, columns: u16) -> impl Iterator<Item = Row> {
    let mut lines = Vec::new();
    wrap::cut(text, line, columns, &mut lines);
    lines.into_iter().enumerate().map(|(nth, span)| Row {
        kind: RowKind::Words { first: nth == 0 },
        span,
        block: 0,
        indent: 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_there_and_long_ones_are_cut() {
        let raw = Raw::of(b"ab\n\nabcdef\xe7\xab", 4);
        let rows: Vec<&str> = raw.flow.rows.iter().map(|row| row.span.of(&raw.text)).collect();
        assert_eq!(rows, ["ab", "", "abcd", "ef\u{fffd}\u{fffd}"]);
        assert_eq!(raw.origin.to_source(raw.text.len() as u32), 12);
        assert_eq!(raw.origin.to_source(10), 10);
    }
}
