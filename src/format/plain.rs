//! Plain text: one article, whose structure is guessed from its lines by `text::block`.

use super::{Found, Leaf};
use crate::text::Document;

pub(super) fn read(source: Vec<u8>, sink: &mut dyn FnMut(Found) -> bool) {
    let document = Document::read(&source);
    sink(Ok(Leaf { name: None, source, document }));
}
