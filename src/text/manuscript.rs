//! An article whose structure its format already tells (a page, a book's chapter, a mail): pieces
//! with their kinds, composed into a [`Document`]. Guesses nothing; formats are read in `format`.

use super::{Block, BlockKind, Document, Heading, Note, Origin, Span};
use super::{date, decode, language, sentence};

/// One block to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is; never title, byline or dateline, which [`Told`] has.
    pub kind: BlockKind,
    /// Its words, without white space around.
    pub words: String,
    /// Where it begins in the bytes of the source, where that is known.
    pub source: Option<usize>,
}

impl Piece {
    /// A piece of unknown place.
    pub fn new(kind: BlockKind, words: impl Into<String>) -> Self {
        Self { kind, words: words.into(), source: None }
    }
}

/// What the format says of the article, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Its title.
    pub title: Option<String>,
    /// Who wrote it, without "By".
    pub author: Option<String>,
    /// When it appeared, in any form that [`date`] reads.
    pub date: Option<String>,
    /// Where it appeared.
    pub source: Option<String>,
}

/// An article on its way to a [`Document`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manuscript {
    /// What goes above the text.
    pub told: Told,
    /// The text, in order.
    pub pieces: Vec<Piece>,
    /// What had to be guessed or repaired.
    pub notes: Vec<Note>,
}

impl Manuscript {
    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.pieces.iter().all(|piece| piece.words.trim().is_empty())
    }

    /// The document it makes. `source_len` is the length in bytes of the source that the places of
    /// its pieces refer to, or none where the composed text is itself the source.
    pub fn compose(self, source_len: Option<usize>) -> Document {
        let origin = Origin::identity(source_len.unwrap_or_default());
        let mut sheet = Sheet { origin, ..Sheet::default() };
        let heading = sheet.head(&self.told);
        self.pieces.iter().for_each(|piece| sheet.piece(piece));
        let Sheet { text: written, mut blocks, origin, .. } = sheet;
        let repaired = decode::repaired(written);
        let (text, mut notes) = (repaired.text, self.notes);
        let moved = |span: Span| {
            let [start, end] = [span.start, span.end].map(|at| repaired.origin.to_text(at));
            Span { start, end }
        };
        for block in &mut blocks {
            (block.span, block.body) = (moved(block.span), moved(block.body));
        }
        let heading = heading.moved(moved);
        let origin = match source_len {
            Some(_) => repaired.origin.through(&origin),
            None => Origin::identity(text.len()),
        };
        notes.extend(repaired.notes);
        let sentences = sentence::sentences(&text, &blocks);
        let language = language::language(&text, &blocks);
        Document { text, blocks, sentences, origin, heading, language, notes }
    }
}

/// The text being written.
#[derive(Default)]
struct Sheet {
    text: String,
    blocks: Vec<Block>,
    origin: Origin,
    /// The last known place in the source.
    source: usize,
}

impl Sheet {
    fn head(&mut self, told: &Told) -> Heading {
        let line =
            |words: &Option<String>| words.as_deref().map(one_line).filter(|w| !w.is_empty());
        let mut heading = Heading {
            title: line(&told.title).map(|title| self.block(BlockKind::Title, &title)),
            author: line(&told.author).map(|author| self.block(BlockKind::Byline, &author)),
            ..Heading::default()
        };
        let (date, source) = (line(&told.date), line(&told.source));
        let day = date.as_deref().and_then(date::find).map(|(_, day)| day);
        let date = day.and_then(date::in_words).or(date);
        let parts: Vec<&str> = date.iter().chain(&source).map(String::as_str).collect();
        if parts.is_empty() {
            return heading;
        }
        let span = self.block(BlockKind::Dateline, &parts.join(", "));
        let part = |words: &String, start: u32| Span { start, end: start + words.len() as u32 };
        heading.date = date.as_ref().map(|words| part(words, span.start));
        heading.source = source.as_ref().map(|words| part(words, span.end - words.len() as u32));
        heading.day = day;
        heading
    }

    fn piece(&mut self, piece: &Piece) {
        let words = piece.words.trim();
        if words.is_empty() {
            return;
        }
        let span = self.block(piece.kind, words);
        // What stands out of order (a footnote brought to the end) is left without a place.
        if let Some(place) = piece.source.filter(|place| *place >= self.source) {
            self.source = place + (piece.words.len() - piece.words.trim_start().len());
            self.origin.step(span.start as usize, self.source);
        }
    }

    /// Writes a block and gives its body.
    fn block(&mut self, kind: BlockKind, words: &str) -> Span {
        let before = self.blocks.last().map(|block| block.kind);
        self.text.push_str(before.map_or("", |before| between(before, kind)));
        let start = self.text.len();
        if let Some(before) = self.blocks.last_mut() {
            before.span.end = start as u32;
        }
        self.text.push_str(words);
        let body = Span::new(start, self.text.len());
        self.blocks.push(Block { kind, span: body, body });
        body
    }
}

/// What parts two blocks: items of a list and rows of a table follow each other line by line.
fn between(before: BlockKind, next: BlockKind) -> &'static str {
    match (before, next) {
        (BlockKind::Item(_), BlockKind::Item(_))
        | (BlockKind::Row { .. }, BlockKind::Row { .. }) => "\n",
        _ => "\n\n",
    }
}

/// The words on one line.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Day;

    fn manuscript() -> Manuscript {
        let told = Told {
            title: Some("Robots  on\nthe ward".into()),
            author: Some("Ada Lovelace".into()),
            date: Some("2024-12-05T08:00:00Z".into()),
            source: Some("The Ledger".into()),
        };
        let mut first = Piece::new(BlockKind::Paragraph, " Nurses fear cuts. Costs fell by 5%. ");
        first.source = Some(100);
        let heading = Piece::new(BlockKind::Heading, "What next");
        let empty = Piece::new(BlockKind::Paragraph, " \n");
        let mut last = Piece::new(BlockKind::Paragraph, "Ünder way.");
        last.source = Some(300);
        Manuscript { told, pieces: vec![first, heading, empty, last], notes: Vec::new() }
    }

    #[test]
    fn what_is_told_stands_above_the_text() {
        let document = manuscript().compose(None);
        let words = |span: Option<Span>| span.unwrap_or_default().of(&document.text).to_owned();
        assert_eq!(words(document.heading.title), "Robots on the ward");
        assert_eq!(words(document.heading.author), "Ada Lovelace");
        assert_eq!(words(document.heading.date), "5 December 2024");
        assert_eq!(words(document.heading.source), "The Ledger");
        assert_eq!(document.heading.day, Some(Day { year: 2024, month: 12, day: 5 }));
        assert_eq!(document.sentences.len(), 3);
        assert_eq!(document.origin.to_source(7), 7);
    }

    #[test]
    fn garbled_words_are_repaired_and_blocks_keep_their_words() {
        let piece = |words: &str| Piece::new(BlockKind::Paragraph, words);
        let pieces =
            vec![piece("They donâ€™t know."), piece("An eï¬ƒcient, co\u{ad}operative ward.")];
        let told = Told { title: Some("Itâ€™s late".into()), ..Told::default() };
        let document = Manuscript { told, pieces, notes: Vec::new() }.compose(None);
        let bodies = document.blocks.iter().map(|block| block.body.of(&document.text));
        let expected = ["It’s late", "They don’t know.", "An efficient, cooperative ward."];
        assert_eq!(bodies.collect::<Vec<_>>(), expected);
        assert_eq!(document.title(), "It’s late");
        assert!(document.notes.iter().any(|note| matches!(note, Note::Mojibake { .. })));
    }

    #[test]
    fn items_and_rows_stand_line_by_line() {
        let item = BlockKind::Item(crate::text::Marker::Bullet);
        let row = BlockKind::Row { head: false };
        let kinds = [item, item, row, row, BlockKind::Paragraph, item];
        let pieces = kinds.map(|kind| Piece::new(kind, "a")).to_vec();
        let document = Manuscript { pieces, ..Manuscript::default() }.compose(None);
        assert_eq!(document.text, "a\na\n\na\na\n\na\n\na");
    }

    #[test]
    fn blocks_tile_the_text_and_lead_to_the_source() {
        let document = manuscript().compose(Some(400));
        let mut end = 0;
        for block in &document.blocks {
            assert_eq!(block.span.start, end);
            assert!(!block.body.is_empty() && block.body.end <= block.span.end);
            end = block.span.end;
        }
        assert_eq!(end as usize, document.text.len());
        let place = |words: &str| {
            let at = document.text.find(words).expect("there") as u32;
            document.origin.to_source(at)
        };
        assert_eq!((place("Nurses"), place("Costs"), place("Ünder")), (101, 119, 300));
    }
}
