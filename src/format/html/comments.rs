//! Readers' comments of a page: found by how their elements are marked, taken out of the tree so that
//! what takes the article out of the page need not judge them.

use dom_query::{Document as Tree, NodeRef};

use super::walk;
use crate::text::{BlockKind, Piece, date};

/// Classes of an element that is one comment.
const COMMENT: [&str; 10] = [
    "comment",
    "comment-item",
    "comment__item",
    "comment-wrapper",
    "comment-container",
    "comment-entry",
    "user-comment",
    "single-comment",
    "comments-item",
    "comment-block",
];
/// What the class of a comment's part has in it, by part.
const AUTHOR: [&str; 5] = ["author", "username", "user-name", "commenter", "fn"];
const BODY: [&str; 6] =
    ["comment-content", "comment-text", "comment-body", "comment__body", "comment-message", "body"];

/// Takes the comments out of a page and gives them as pieces.
pub(super) fn take(page: &Tree) -> Vec<Piece> {
    let all: Vec<NodeRef<'_>> = page.root().descendants_it().filter(is_comment).collect();
    let mut pieces = Vec::new();
    // From the last on: what answers a comment, and may stand within it, is gone when it is read.
    for comment in all.iter().rev() {
        pieces.extend(read(comment).into_iter().rev());
        comment.remove_from_parent();
    }
    pieces.reverse();
    pieces
}

/// Whether an element is one reader's comment.
fn is_comment(node: &NodeRef<'_>) -> bool {
    if !node.is_element() || walk::is_hidden(node) || node.has_name("body") {
        return false;
    }
    let kind = node.attr("itemtype").is_some_and(|kind| kind.ends_with("schema.org/Comment"));
    let part = node.attr("itemprop").is_some_and(|part| &*part == "comment");
    kind || part || has_class(node, |class| COMMENT.contains(&class)) || is_numbered(node)
}

/// Whether an element is named "comment-12", as the pages of many systems name them.
fn is_numbered(node: &NodeRef<'_>) -> bool {
    let Some(id) = node.id_attr() else { return false };
    let number = id.strip_prefix("comment").map(|rest| rest.trim_start_matches(['-', '_']));
    let digits = number
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()));
    digits && !node.has_name("a")
}

fn has_class(node: &NodeRef<'_>, test: impl Fn(&str) -> bool) -> bool {
    node.class().is_some_and(|class| class.split_ascii_whitespace().any(test))
}

/// The name and the words of one comment.
fn read(comment: &NodeRef<'_>) -> Vec<Piece> {
    let author = comment.descendants_it().find(is_author);
    let name = author.as_ref().map(words).filter(|name| !name.is_empty() && name.len() <= 80);
    let is_text = |part| move |node: &NodeRef<'_>| is_body(node, part);
    let marked = BODY.iter().find_map(|part| comment.descendants_it().find(is_text(part)));
    let mut body: Vec<Piece> = if let Some(node) = marked {
        walk::pieces(node)
    } else {
        let paragraphs = comment.descendants_it().filter(|node| node.has_name("p"));
        paragraphs.flat_map(walk::pieces).collect()
    };
    for piece in &mut body {
        piece.kind = BlockKind::Comment { author: None };
    }
    body.retain(|piece| !is_control(&piece.words) && !is_head(&piece.words, name.as_deref()));
    let name = name.filter(|_| !body.is_empty());
    let name = name.map(|name| Piece::new(BlockKind::Commenter, name));
    name.into_iter().chain(body).collect()
}

fn is_author(node: &NodeRef<'_>) -> bool {
    let part = node.attr("itemprop").is_some_and(|part| matches!(&*part, "author" | "creator"));
    let class = |class: &str| AUTHOR.iter().any(|part| class == *part || class.ends_with(part));
    part || node.has_name("cite") || has_class(node, class)
}

/// Whether an element is marked as the text of a comment, in this way.
fn is_body(node: &NodeRef<'_>, part: &str) -> bool {
    let is_text = node.attr("itemprop").is_some_and(|of| matches!(&*of, "text" | "commentText"));
    is_text || has_class(node, |class| class == part)
}

fn words(node: &NodeRef<'_>) -> String {
    let text = node.text();
    name_in(&text.split_whitespace().collect::<Vec<_>>().join(" ")).to_owned()
}

fn name_in(line: &str) -> &str {
    line.trim_end_matches("says:").trim_end_matches(':').trim()
}

/// Whether it stands over a comment: the name again, or when it was written.
fn is_head(words: &str, name: Option<&str>) -> bool {
    const LONGEST: usize = 40;
    let dated = words.len() <= LONGEST && date::find(words).is_some();
    dated || name.is_some_and(|name| name == name_in(words))
}

/// Whether it is a button of the page below a comment.
fn is_control(words: &str) -> bool {
    const CONTROLS: [&str; 8] =
        ["reply", "like", "report", "share", "permalink", "antworten", "répondre", "flag"];
    CONTROLS.iter().any(|control| words.eq_ignore_ascii_case(control))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_taken_with_their_names_and_answers() {
        let page = Tree::from(
            "<p>Text.</p><ol class=commentlist><li class='comment even' id=comment-7><cite \
             class=fn>Jo</cite> says:<div class=comment-content><p>I disagree.</p><p>Much.</p></div>\
             <ul><li class=comment><b class=comment-author>Al</b><p>Why?</p><a>Reply</a></ul></ol>\
             <a class=comment-count>2</a>",
        );
        let pieces = take(&page);
        let words: Vec<&str> = pieces.iter().map(|piece| piece.words.as_str()).collect();
        assert_eq!(words, ["Jo", "I disagree.", "Much.", "Al", "Why?"]);
        assert_eq!(pieces[0].kind, BlockKind::Commenter);
        assert_eq!(pieces[1].kind, BlockKind::Comment { author: None });
        assert_eq!(page.text().trim(), "Text.2");
    }
}
