//! A tree of elements to pieces: what each element means for the reader. Takes nothing out but what
//! is no content or hidden.

mod code;
mod role;
mod table;

use dom_query::{Document as Tree, NodeData, NodeRef, Selection};

use crate::format::questions;
use crate::text::{BlockKind, Marker, Piece};
use role::{Role, role};

/// The pieces below a node, that node itself not judged.
pub(super) fn pieces(root: NodeRef<'_>) -> Vec<Piece> {
    let mut walker = Walker::default();
    walker.children(root);
    walker.flush();
    questions::pair(&mut walker.pieces);
    walker.pieces
}

/// Whether an element of that name stands on lines of its own.
pub(super) fn parts(name: &str) -> bool {
    !matches!(role(&name.to_ascii_lowercase()), Role::Inline | Role::Cited)
}

/// Takes out of a page what is marked as an advert or a banner, and the menus of old pages, which stand
/// in a cell of the table that places their parts.
pub(super) fn adverts(page: &Tree) {
    remove(
        page,
        "amp-ad, amp-embed, amp-consent, amp-sidebar, amp-sticky-ad, amp-user-notification",
    );
    let links = page.select("td a");
    let cells: Vec<NodeRef<'_>> = links.nodes().iter().filter_map(cell_around).collect();
    for links in cells.chunk_by(|one, next| one.id == next.id) {
        if let [menu, _, _, ..] = links
            && is_menu(menu)
        {
            menu.remove_from_parent();
        }
    }
}

/// The innermost cell of a table that a node is in.
fn cell_around<'a>(node: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    node.ancestors_it(None).find(|node| node.has_name("td"))
}

/// Takes out of a page what its markup says is beside the article.
pub(super) fn furniture(page: &Tree) {
    const BESIDE: &str = "nav, footer, aside, form, [role=navigation], [role=contentinfo], \
        [role=complementary], [role=search], [class*=cookie], [id*=cookie], [class*=consent]";
    remove(page, BESIDE);
}

fn remove(page: &Tree, selector: &str) {
    let found = page.select(selector);
    let is_part = |node: &&NodeRef<'_>| !node.has_name("body") && !node.has_name("html");
    found.nodes().iter().filter(is_part).for_each(NodeRef::remove_from_parent);
}

/// Whether an element holds links and nothing else.
fn is_menu(node: &NodeRef<'_>) -> bool {
    let letters = |node: &NodeRef<'_>| node.text().chars().filter(|c| c.is_alphanumeric()).count();
    let links = Selection::from(*node).select("a");
    links.nodes().iter().map(letters).sum::<usize>() == letters(node)
}

/// What has been met on the way.
#[derive(Default)]
struct Walker {
    pieces: Vec<Piece>,
    /// Words of the block that is open.
    words: String,
    /// Whether white space stood since the last word.
    gap: bool,
    /// What the open block becomes, where its elements say so.
    kind: Option<BlockKind>,
    /// Quotations around.
    quotes: usize,
    /// Elements around in which no block ends a line.
    flat: usize,
    /// The lists around, each with the number of its next item, where it has numbers.
    lists: Vec<Option<u32>>,
}

impl Walker {
    fn children(&mut self, node: NodeRef<'_>) {
        node.children_it(false).for_each(|child| self.node(child));
    }

    fn node(&mut self, node: NodeRef<'_>) {
        let text = node.query_or(None, |inner| match &inner.data {
            NodeData::Text { contents } => Some(contents.clone()),
            _ => None,
        });
        match text {
            Some(words) => self.text(&words),
            None if node.is_element() && !is_hidden(&node) => self.element(node),
            None => {}
        }
    }

    fn element(&mut self, node: NodeRef<'_>) {
        match node.node_name().map_or(Role::Inline, |name| role(&name)) {
            Role::Nothing => {}
            Role::Inline => self.children(node),
            Role::Cited => {
                self.text("“");
                self.children(node);
                self.words.push('”');
            }
            Role::Break => self.line_end(),
            Role::Block => self.block(node),
            Role::Heading => self.flat(node, Some(BlockKind::Heading)),
            Role::Term => self.term(node),
            Role::Quote => {
                self.quotes += 1;
                self.block(node);
                self.quotes -= 1;
            }
            Role::List => self.list(node, None),
            Role::Numbers => {
                let first = node.attr("start").and_then(|start| start.trim().parse().ok());
                self.list(node, Some(first.unwrap_or(1)));
            }
            Role::Item => self.item(node),
            Role::Table => match table::rows(node).filter(|_| self.flat == 0) {
                Some(rows) => {
                    self.flush();
                    self.pieces.extend(rows);
                }
                None => self.block(node),
            },
            Role::Code if self.flat > 0 => self.block(node),
            Role::Code => {
                self.flush();
                self.pieces.extend(code::pieces(node));
            }
        }
    }

    fn block(&mut self, node: NodeRef<'_>) {
        self.flush();
        self.children(node);
        self.flush();
    }

    /// All that is below the node as one piece.
    fn flat(&mut self, node: NodeRef<'_>, kind: Option<BlockKind>) {
        self.flush();
        let around = self.kind;
        self.kind = kind.or(around);
        self.flat += 1;
        self.children(node);
        self.flat -= 1;
        self.flush();
        self.kind = around;
    }

    /// What the next element explains: a heading where it asks.
    fn term(&mut self, node: NodeRef<'_>) {
        let before = self.pieces.len();
        self.flat(node, None);
        if let Some(piece) = self.pieces.get_mut(before)
            && questions::asks(&piece.words)
        {
            piece.kind = BlockKind::Heading;
        }
    }

    fn list(&mut self, node: NodeRef<'_>, first: Option<u32>) {
        self.flush();
        self.lists.push(first);
        self.children(node);
        self.flush();
        self.lists.pop();
    }

    fn item(&mut self, node: NodeRef<'_>) {
        self.flush();
        let value = node.attr("value").and_then(|value| value.trim().parse().ok());
        let marker = match self.lists.last_mut() {
            Some(Some(next)) => {
                let number = value.unwrap_or(*next);
                *next = number.saturating_add(1);
                Marker::Number(number)
            }
            _ => Marker::Bullet,
        };
        self.kind = (self.flat == 0).then_some(BlockKind::Item(marker)).or(self.kind);
        self.children(node);
        self.flush();
        self.kind = self.kind.filter(|_| self.flat > 0);
    }

    fn text(&mut self, text: &str) {
        for (nth, word) in text.split(is_space).enumerate() {
            self.gap |= nth > 0;
            if word.is_empty() {
                continue;
            }
            if self.gap && !self.words.is_empty() && !self.words.ends_with('\n') {
                self.words.push(' ');
            }
            self.gap = false;
            self.words.extend(word.chars().filter(|char| !is_soft(*char)));
        }
    }

    /// Ends a line; a second one ends the paragraph.
    fn line_end(&mut self) {
        if self.flat > 0 {
            self.gap = true;
        } else if self.words.ends_with('\n') {
            self.flush();
        } else if !self.words.is_empty() {
            self.words.push('\n');
        }
    }

    /// Ends the block that is open.
    fn flush(&mut self) {
        self.gap = true;
        if self.flat > 0 {
            return;
        }
        let words = std::mem::take(&mut self.words);
        let words = words.trim();
        if !words.is_empty() {
            let quoted = if self.quotes > 0 { BlockKind::Quotation } else { BlockKind::Paragraph };
            self.pieces.push(Piece::new(self.kind.take().unwrap_or(quoted), words));
        }
    }
}

/// Whether the character is white space of the page's source.
pub(super) fn is_space(char: char) -> bool {
    char.is_ascii_whitespace() || char == '\u{a0}'
}

/// What shows nothing but tells where a word may be broken.
pub(super) fn is_soft(char: char) -> bool {
    matches!(char, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Whether an element is told not to be shown.
pub(super) fn is_hidden(node: &NodeRef<'_>) -> bool {
    let style = node.attr("style").map(|style| style.replace(' ', "").to_ascii_lowercase());
    let unseen =
        |style: String| style.contains("display:none") || style.contains("visibility:hidden");
    node.has_attr("hidden") || style.is_some_and(unseen)
}

#[cfg(test)]
mod tests;
