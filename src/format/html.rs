//! HTML: a page with the article taken out of it, or a fragment (a chapter, a feed's entry, a mail)
//! as it is. Guesses no structure that the markup does not tell.

mod walk;

use dom_query::Document as Tree;

use super::{Found, Leaf, Limits, Refusal};
use crate::text::{Manuscript, Piece, decode};

/// The article of a whole page.
pub(super) fn read(source: Vec<u8>, limits: &Limits, sink: &mut dyn FnMut(Found) -> bool) {
    let page = decode::decode(&source);
    let pieces = pieces(&page.text, limits);
    let manuscript = Manuscript { pieces, notes: page.notes, ..Manuscript::default() };
    if manuscript.is_empty() {
        sink(Err(Refusal("is a page without text: there is nothing to read".into())));
        return;
    }
    let document = manuscript.compose(Some(source.len()));
    sink(Ok(Leaf { name: None, source, document }));
}

/// The pieces of a fragment or of a whole page, with nothing taken out but what is no content. Their
/// places are bytes of `html`.
pub(super) fn pieces(html: &str, _limits: &Limits) -> Vec<Piece> {
    walk::pieces(Tree::from(html).root())
}
