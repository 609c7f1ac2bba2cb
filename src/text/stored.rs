//! A document as a library keeps it: what can be worked out from the rest is left out and worked out
//! again. Chooses no format.

use serde::Deserialize;

use super::{Block, Document, Heading, Note, Origin, Sentence, language};

/// A [`Document`] without its language. The fields come in the order of the document's.
#[derive(Deserialize)]
pub(super) struct Stored {
    text: String,
    blocks: Vec<Block>,
    sentences: Vec<Sentence>,
    origin: Origin,
    heading: Heading,
    notes: Vec<Note>,
}

impl From<Stored> for Document {
    fn from(stored: Stored) -> Self {
        let Stored { text, blocks, sentences, origin, heading, notes } = stored;
        let language = language::language(&text, &blocks);
        Self { text, blocks, sentences, origin, heading, language, notes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_comes_back_as_it_was() {
        let source = "By Jane Doe\n\nCaf\u{e9}s fear for 5% of jobs. They said so.\n";
        let latin: Vec<u8> = source.chars().map(|c| c as u8).collect();
        for source in [source.as_bytes(), &latin, b"cut off \xe6\x96"] {
            let document = Document::read(source);
            let bytes = postcard::to_allocvec(&document).expect("bytes");
            let back: Document = postcard::from_bytes(&bytes).expect("a document");
            assert_eq!(back, document);
        }
        assert!(postcard::from_bytes::<Document>(b"\xff\xff").is_err());
    }
}
