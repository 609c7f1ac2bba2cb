//! A document as a library keeps it: what can be worked out from the rest is left out and worked out
//! again. Chooses no format.

use serde::{Deserialize, Serialize};

use super::{Block, Document, Heading, Note, Origin, Sentence, language};

/// What a library keeps of a document beside its text: blocks, sentences, the way to the source,
/// heading, notes.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Outline(Vec<Block>, Vec<Sentence>, Origin, Heading, Vec<Note>);

impl Document {
    /// All of it but its text and what is worked out from that; what is written is read as an
    /// [`Outline`].
    pub fn outline(&self) -> impl Serialize {
        (&self.blocks, &self.sentences, &self.origin, &self.heading, &self.notes)
    }

    /// A document from its text and its [`Self::outline`], its language left open.
    pub fn untold(text: String, outline: Outline) -> Self {
        let Outline(blocks, sentences, origin, heading, notes) = outline;
        Self { text, blocks, sentences, origin, heading, language: None, notes }
    }

    /// A document from its text and its [`Self::outline`].
    pub fn outlined(text: String, outline: Outline) -> Self {
        let untold = Self::untold(text, outline);
        let language = language::language(&untold.text, &untold.blocks);
        Self { language, ..untold }
    }
}

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
            let bytes = postcard::to_allocvec(&document.outline()).expect("bytes");
            let outline = postcard::from_bytes(&bytes).expect("an outline");
            assert_eq!(Document::outlined(document.text.clone(), outline), document);
        }
        assert!(postcard::from_bytes::<Document>(b"\xff\xff").is_err());
    }
}
