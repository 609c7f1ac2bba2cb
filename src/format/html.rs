//! HTML: a page with the article taken out of it, or a fragment (a chapter, a feed's entry, a mail)
//! as it is. Guesses no structure that the markup does not tell.

mod about;
mod charset;
mod comments;
mod place;
mod strip;
mod tags;
mod walk;
mod xhtml;

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::Document as Tree;
use dom_smoothie::{Article, Readability};

use super::{Found, Leaf, Limits, Refusal};
use crate::text::{BlockKind, Manuscript, Piece, Told, date, decode};

/// Letters of an article below which a page is looked at as a whole, too.
const FEW: usize = 200;

/// The article of a whole page.
pub(super) fn read(source: Vec<u8>, limits: &Limits, sink: &mut dyn FnMut(Found) -> bool) {
    let page = decode::decode_declared(&source, charset::declared(&source).as_deref());
    let (told, mut pieces) = article(&page.text, limits);
    place::place(&mut pieces, &page.text);
    for piece in &mut pieces {
        piece.source = piece.source.map(|at| page.origin.to_source(at as u32) as usize);
    }
    let manuscript = Manuscript { told, pieces, notes: page.notes };
    if manuscript.is_empty() {
        sink(Err(Refusal::new("is a page without text: there is nothing to read")));
        return;
    }
    let document = manuscript.compose(Some(source.len()));
    sink(Ok(Leaf { name: None, source, document }));
}

/// The pieces of a fragment or of a whole page, with nothing taken out but what is no content. Their
/// places are bytes of `html`.
pub(super) fn pieces(html: &str, limits: &Limits) -> Vec<Piece> {
    let mut pieces = match tree(html, limits) {
        Some(tree) => walk::pieces(tree.root()),
        None => strip::pieces(html),
    };
    place::place(&mut pieces, html);
    pieces
}

/// The tree of a page, where it can be made in reasonable time.
fn tree(html: &str, limits: &Limits) -> Option<Tree> {
    let html = xhtml::as_html(html);
    let tree = tags::can_be_tree(&html, limits.depth).then(|| Tree::from(html.as_ref()))?;
    // A parser opens elements that no tag names; what walks the tree needs a stack as deep.
    (depth(&tree) <= limits.depth.saturating_mul(2)).then_some(tree)
}

/// How deep the elements of a tree lie within each other.
fn depth(tree: &Tree) -> usize {
    let (mut deepest, mut waiting) = (0, vec![(tree.root(), 0)]);
    while let Some((node, depth)) = waiting.pop() {
        deepest = deepest.max(depth);
        waiting.extend(node.children_it(false).map(|child| (child, depth + 1)));
    }
    deepest
}

/// The article of a page and what is told of it, readers' comments behind it.
fn article(html: &str, limits: &Limits) -> (Told, Vec<Piece>) {
    let Some(page) = tree(html, limits) else { return (Told::default(), strip::pieces(html)) };
    let told = about::told(&page);
    let comments = comments::take(&page);
    walk::adverts(&page);
    let (told, mut pieces) = match extract(page) {
        Some(article) => {
            let pieces = walk::pieces(Tree::from(article.content.clone()).root());
            (about::completed(told, &article), pieces)
        }
        None => (told, Vec::new()),
    };
    if letters(&pieces) < FEW
        && let Some(page) = tree(html, limits)
    {
        comments::take(&page);
        walk::adverts(&page);
        walk::furniture(&page);
        let whole = walk::pieces(page.root());
        if letters(&whole) > letters(&pieces) {
            pieces = whole;
        }
    }
    drop_repeated(&mut pieces, &told);
    pieces.extend(comments);
    (told, pieces)
}

fn extract(page: Tree) -> Option<Article> {
    part_texts(&page);
    // It slices addresses of videos in the middle of a character; the page is read without it then.
    let parse = || Readability::with_document(page, None, None).ok()?.parse().ok();
    catch_unwind(AssertUnwindSafe(parse)).ok().flatten()
}

/// Parts long texts of a tree, whose words stay the same. What is extracted is written as a page again,
/// and the writer goes through the rest of a text for each sign in it that it has to spell out.
fn part_texts(page: &Tree) {
    const LONG: usize = 4096;
    for node in page.root().descendants() {
        let text = if node.is_text() { node.text() } else { continue };
        let mut rest: &str = &text;
        while rest.len() > LONG {
            let (part, behind) = rest.split_at(rest.floor_char_boundary(LONG));
            node.insert_before(&page.tree.new_text(part));
            rest = behind;
        }
        if rest.len() < text.len() {
            node.set_text(rest);
        }
    }
}

fn letters(pieces: &[Piece]) -> usize {
    pieces
        .iter()
        .map(|piece| piece.words.chars().filter(|char| char.is_alphanumeric()).count())
        .sum()
}

/// Takes from the top what stands above the text already.
fn drop_repeated(pieces: &mut Vec<Piece>, told: &Told) {
    const TOP: usize = 4;
    let mut nth = 0;
    pieces.retain(|piece| {
        nth += 1;
        let is_title = piece.kind == BlockKind::Heading && is(told.title.as_deref(), &piece.words);
        nth > TOP || !is_title && !is_credit(&piece.words, told)
    });
}

fn is(told: Option<&str>, words: &str) -> bool {
    told.is_some_and(|told| told.eq_ignore_ascii_case(words))
}

/// Whether a line names the author, the date or both, and says nothing more.
fn is_credit(line: &str, told: &Told) -> bool {
    const LONGEST: usize = 80;
    if line.len() > LONGEST {
        return false;
    }
    let line = line.strip_prefix("By ").unwrap_or(line);
    let author = told.author.as_deref().filter(|author| !author.is_empty());
    let behind = author.and_then(|author| line.strip_prefix(author));
    let rest = behind.unwrap_or(line).trim_matches(|char: char| !char.is_alphanumeric());
    let day = |words: &str| date::find(words).map(|(span, day)| (span.len(), day));
    let told_day = told.date.as_deref().and_then(day).map(|(_, day)| day);
    let dated = day(rest).is_some_and(|(len, day)| {
        // Words such as "Posted on" and a time of day may stand around it.
        told_day == Some(day) && rest.len() <= len + 24
    });
    let brief = rest.split_whitespace().count() <= 3 && rest.contains(|c: char| c.is_ascii_digit());
    dated || behind.is_some() && (rest.is_empty() || brief)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_parted_and_stay_the_same() {
        let html = format!("<p>{}</p><p>short", "&amp; ä ".repeat(2_000));
        let page = Tree::from(html.as_str());
        let text = page.text();
        part_texts(&page);
        let parts = page.root().descendants();
        assert!(parts.iter().filter(|node| node.is_text()).all(|node| node.text().len() <= 4096));
        assert_eq!(parts.iter().filter(|node| node.is_text()).count(), 3 + 1);
        assert_eq!(page.text(), text);
    }

    #[test]
    fn no_nesting_overflows_the_stack() {
        let limits = Limits::default();
        let deep = [
            "<div>",
            "<ul><li>",
            "<table><tr><td>",
            "<b><p>",
            "<svg><g/>",
            "<svg><h1><g/>",
            "<svg><td>",
            "<blockquote>",
            "<a><div>",
            "<select><td>",
            "<math><mi><p>",
            "<font size=1><p>",
            "<dl><dd>",
        ];
        for tags in deep {
            for times in [100, 127, 500, 20_000] {
                let html = format!("<html><body>{}words", tags.repeat(times));
                let mut found = 0;
                read(html.into_bytes(), &limits, &mut |_| {
                    found += 1;
                    true
                });
                assert_eq!(found, 1, "{tags}");
            }
        }
    }
}
