//! A tree of elements to pieces: what each element means for the reader. Takes nothing out but what
//! is no content or hidden.

use dom_query::{NodeData, NodeRef};

use crate::text::{BlockKind, Marker, Piece};

/// The pieces below a node.
pub(super) fn pieces(root: NodeRef<'_>) -> Vec<Piece> {
    let mut walker = Walker::default();
    walker.children(root);
    walker.flush();
    walker.pieces
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
    /// The lists around, each with the number of its next item, where it has numbers.
    lists: Vec<Option<u32>>,
}

/// What an element means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Stands within a line.
    Inline,
    /// Stands on lines of its own.
    Block,
    /// Ends a line.
    Break,
    Heading,
    Quote,
    List,
    Numbers,
    Item,
    /// No text for a reader.
    Nothing,
}

fn role(name: &str) -> Role {
    match name {
        "br" => Role::Break,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Role::Heading,
        "blockquote" => Role::Quote,
        "ul" | "menu" | "dir" => Role::List,
        "ol" => Role::Numbers,
        "li" => Role::Item,
        "script" | "style" | "noscript" | "template" | "head" | "iframe" | "object" | "embed"
        | "applet" | "svg" | "canvas" | "audio" | "video" | "button" | "select" | "textarea"
        | "input" | "datalist" | "rt" | "rp" | "annotation" => Role::Nothing,
        "address" | "article" | "aside" | "body" | "caption" | "center" | "dd" | "details"
        | "dialog" | "div" | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer"
        | "form" | "header" | "hgroup" | "hr" | "html" | "legend" | "main" | "nav" | "p"
        | "pre" | "search" | "section" | "summary" | "table" | "tbody" | "td" | "tfoot" | "th"
        | "thead" | "tr" => Role::Block,
        _ => Role::Inline,
    }
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
            Role::Break => self.words.push('\n'),
            Role::Block => self.block(node),
            Role::Heading => self.heading(node),
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
        }
    }

    fn block(&mut self, node: NodeRef<'_>) {
        self.flush();
        self.children(node);
        self.flush();
    }

    fn heading(&mut self, node: NodeRef<'_>) {
        self.flush();
        self.kind = Some(BlockKind::Heading);
        self.children(node);
        self.flush();
        self.kind = None;
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
        let marker = match self.lists.last_mut() {
            Some(Some(next)) => {
                *next = next.saturating_add(1);
                Marker::Number(*next - 1)
            }
            _ => Marker::Bullet,
        };
        self.kind = Some(BlockKind::Item(marker));
        self.children(node);
        self.flush();
        self.kind = None;
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

    /// Ends the block that is open.
    fn flush(&mut self) {
        self.gap = false;
        let words = std::mem::take(&mut self.words);
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        let quoted = if self.quotes > 0 { BlockKind::Quotation } else { BlockKind::Paragraph };
        self.pieces.push(Piece::new(self.kind.take().unwrap_or(quoted), words));
    }
}

fn is_space(char: char) -> bool {
    char.is_ascii_whitespace() || char == '\u{a0}'
}

/// What shows nothing but tells where a word may be broken.
fn is_soft(char: char) -> bool {
    matches!(char, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

fn is_hidden(node: &NodeRef<'_>) -> bool {
    let style = node.attr("style").map(|style| style.replace(' ', "").to_ascii_lowercase());
    let unseen =
        |style: String| style.contains("display:none") || style.contains("visibility:hidden");
    node.has_attr("hidden") || style.is_some_and(unseen)
}
