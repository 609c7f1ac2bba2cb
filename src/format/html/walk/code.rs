//! Text whose lines stay as they are: a program, or an article that was put on the web as plain text.

use dom_query::{NodeData, NodeRef, Selection};

use crate::text::{Block, BlockKind, Document, Piece};

/// The lines below a node, as code; as an article's blocks where they read as prose.
pub(super) fn pieces(node: NodeRef<'_>) -> Vec<Piece> {
    let mut text = String::new();
    for inner in node.descendants_it() {
        inner.query(|inner| match &inner.data {
            NodeData::Text { contents } => text.push_str(contents),
            NodeData::Element(element) if &element.name.local == "br" => text.push('\n'),
            _ => {}
        });
    }
    let is_code = !Selection::from(node).select("code, kbd, samp").is_empty();
    if !is_code && is_prose(&text) {
        return prose(&text);
    }
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let first = lines.iter().position(|line| !line.is_empty());
    let last = lines.iter().rposition(|line| !line.is_empty());
    let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
    let lines = lines.get(first..=last).unwrap_or_default();
    // A tab has no width of its own on a screen.
    vec![Piece::new(BlockKind::Code, lines.join("\n").replace('\t', "    "))]
}

/// Whether most lines are running words.
fn is_prose(text: &str) -> bool {
    let letters = text.chars().filter(|char| char.is_alphabetic() || *char == ' ').count();
    let signs = text.chars().filter(|char| "{}=;<>\\$#_".contains(*char)).count();
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    let words = text.split_whitespace().count();
    let runs = text.chars().count().saturating_sub(lines) * 3 < letters * 4;
    words >= 40 && words >= 5 * lines && signs * 50 < letters && runs
}

/// The blocks of plain text as pieces.
fn prose(text: &str) -> Vec<Piece> {
    let document = Document::read(text.as_bytes());
    let piece = |block: &Block| {
        let kind = match block.kind {
            BlockKind::Title => BlockKind::Heading,
            BlockKind::Byline | BlockKind::Dateline => BlockKind::Paragraph,
            BlockKind::Comment { .. } => BlockKind::Comment { author: None },
            kind => kind,
        };
        Piece::new(kind, block.body.of(&document.text))
    };
    document.blocks.iter().map(piece).filter(|piece| !piece.words.is_empty()).collect()
}
