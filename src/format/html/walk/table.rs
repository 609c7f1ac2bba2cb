//! Tables of data to rows of cells. A table that only places the parts of a page is left to the walk.

use dom_query::NodeRef;

use super::{Walker, is_hidden};
use crate::text::{BlockKind, Piece};

/// Letters of a cell above which it holds a part of a page rather than a datum.
const LONG: usize = 400;
/// Elements that no cell of data holds.
const PARTS: [&str; 12] = [
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "article",
    "section",
    "blockquote",
    "pre",
    "form",
];

/// The caption and rows of a table of data.
pub(super) fn rows(table: NodeRef<'_>) -> Option<Vec<Piece>> {
    let role = table.attr("role");
    if matches!(role.as_deref(), Some("presentation" | "none")) {
        return None;
    }
    let is_part = |node: NodeRef<'_>| node.node_name().is_some_and(|name| PARTS.contains(&&*name));
    if table.descendants_it().any(is_part) {
        return None;
    }
    let mut pieces = Vec::new();
    let mut columns = 0;
    for row in table.descendants_it().filter(|node| node.has_name("tr") && !is_hidden(node)) {
        let cells: Vec<(bool, String)> = row.children_it(false).filter_map(cell).collect();
        if cells.iter().any(|(_, words)| words.len() > LONG) {
            return None;
        }
        columns = columns.max(cells.len());
        let head = !cells.is_empty() && cells.iter().all(|(head, words)| *head || words.is_empty());
        let words: Vec<String> = cells.into_iter().map(|(_, words)| words).collect();
        if words.iter().any(|words| !words.is_empty()) {
            pieces.push(Piece::new(BlockKind::Row { head }, words.join(" | ")));
        }
    }
    let caption = table.children_it(false).find(|node| node.has_name("caption"));
    let caption = caption.map(words).filter(|words| !words.is_empty());
    let caption = caption.map(|words| Piece::new(BlockKind::Paragraph, words));
    (columns > 1 && pieces.len() > 1).then(|| caption.into_iter().chain(pieces).collect())
}

/// Whether a cell is a heading, and its words.
fn cell(node: NodeRef<'_>) -> Option<(bool, String)> {
    let head = node.has_name("th");
    ((head || node.has_name("td")) && !is_hidden(&node)).then(|| (head, words(node)))
}

/// The words below a node on one line.
fn words(node: NodeRef<'_>) -> String {
    let mut walker = Walker { flat: 1, ..Walker::default() };
    walker.children(node);
    walker.words.trim().to_owned()
}
