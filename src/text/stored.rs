//! A document as a library keeps it: what can be worked out from the rest is left out and worked out
//! again. Chooses no format.

use serde::{Deserialize, Serialize};

use super::{Block, BlockKind, Document, Heading, Note, Origin, Sentence, Span, language};

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

    /// The same where its source is left behind, and the text goes on as that: see [`Self::rebuilt`].
    pub fn outline_alone(&self) -> impl Serialize {
        let origin = Origin::identity(self.text.len());
        (&self.blocks, &self.sentences, origin, &self.heading, &self.notes)
    }

    /// A document from its text and its [`Self::outline`], its language left open.
    pub fn untold(text: String, outline: Outline) -> Self {
        let Outline(blocks, sentences, origin, heading, notes) = outline;
        Self { text, blocks, sentences, origin, heading, language: None, notes }
    }

    /// A document from a text and its [`Self::outline_alone`] that came along with it from elsewhere, its source left behind:
    /// the text is taken for that. None where they do not go together.
    pub fn rebuilt(text: String, outline: Outline) -> Option<Self> {
        if text.contains('\r') || u32::try_from(text.len()).is_err() || !outline.fits(&text) {
            return None;
        }
        let origin = Origin::identity(text.len());
        Some(Self { origin, ..Self::outlined(text, outline) })
    }

    /// A document from its text and its [`Self::outline`].
    pub fn outlined(text: String, outline: Outline) -> Self {
        let untold = Self::untold(text, outline);
        let language = language::language(&untold.text, &untold.blocks);
        Self { language, ..untold }
    }
}

impl Outline {
    /// Whether its blocks tile a text, its sentences lie in blocks that run, and all of it is spans of it.
    fn fits(&self, text: &str) -> bool {
        let Self(blocks, sentences, _, heading, _) = self;
        let is_span = |span: Span| text.get(span.range()).is_some();
        let lies_in =
            |inner: Span, outer: Span| outer.start <= inner.start && inner.end <= outer.end;
        let mut end = 0;
        let tiles = blocks.iter().all(|block| {
            let author = match block.kind {
                BlockKind::Comment { author } => author,
                _ => None,
            };
            let follows = std::mem::replace(&mut end, block.span.end) == block.span.start;
            follows
                && is_span(block.span)
                && is_span(block.body)
                && lies_in(block.body, block.span)
                && author.is_none_or(is_span)
        });
        let mut last = 0;
        let run = sentences.iter().all(|sentence| {
            let block = blocks.get(sentence.block as usize);
            let is_behind = std::mem::replace(&mut last, sentence.span.end) <= sentence.span.start;
            is_behind
                && is_span(sentence.span)
                && !sentence.span.is_empty()
                && block.is_some_and(|it| it.kind.runs() && lies_in(sentence.span, it.body))
        });
        let Heading { title, author, date, source, day: _ } = *heading;
        let told = [title, author, date, source].into_iter().flatten().all(is_span);
        tiles && end as usize == text.len() && run && told
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

    #[test]
    fn an_outline_from_elsewhere_must_fit_its_text() {
        let source =
            "# Title\r\n\r\nBy Jane Doe\r\n\r\nCaf\u{e9}s fear for 5% of jobs. They said so.\r\n";
        let document = Document::read(source.as_bytes());
        let told = serde_json::to_string(&document.outline_alone()).expect("JSON");
        let outline = || serde_json::from_str::<Outline>(&told).expect("an outline");
        let back = Document::rebuilt(document.text.clone(), outline()).expect("it fits");
        let origin = Origin::identity(document.text.len());
        assert_eq!(back, Document { origin, ..document.clone() });
        for other in ["", "Another text.", source] {
            assert_eq!(Document::rebuilt(other.to_owned(), outline()), None, "{other:?}");
        }
        for (from, to) in [("\"start\":0", "\"start\":1"), ("\"block\":", "\"block\":9")] {
            let changed = told.replacen(from, to, 1);
            assert_ne!(changed, told);
            let outline = serde_json::from_str(&changed).expect("an outline");
            assert_eq!(Document::rebuilt(document.text.clone(), outline), None, "{from}");
        }
    }
}
