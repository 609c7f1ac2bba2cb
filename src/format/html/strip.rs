//! A page whose elements nest too deeply for a tree: its text, parted where lines end. The last resort.

use dom_query::Document as Tree;

use super::tags::{Event, Tags};
use super::walk;
use crate::text::{BlockKind, Piece};

/// The paragraphs of a page.
pub(super) fn pieces(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut words = String::new();
    for event in Tags::of(html) {
        let name = match event {
            Event::Text(text, _) => {
                words.push_str(text);
                continue;
            }
            Event::Open(tag) => tag.name,
            Event::Close(name) => name,
        };
        if walk::parts(name) {
            pieces.extend(piece(&std::mem::take(&mut words)));
        }
    }
    pieces.extend(piece(&words));
    pieces
}

fn piece(text: &str) -> Option<Piece> {
    let text = if text.contains('&') {
        Tree::fragment(text.replace('<', "&lt;")).text().to_string()
    } else {
        text.to_owned()
    };
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then(|| Piece::new(BlockKind::Paragraph, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_part_and_references_are_read() {
        let html = "<div>One &amp; <b>two</b><p>three 1 < 2<script>x</script>";
        let words: Vec<String> = pieces(html).into_iter().map(|piece| piece.words).collect();
        assert_eq!(words, ["One & two", "three 1 < 2"]);
    }
}
