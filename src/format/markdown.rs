//! Markdown: one article, whose structure its signs tell. Leaves HTML within it to `html`.

mod front;
mod nesting;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{Found, Leaf, Limits, Refusal, html, questions};
use crate::text::{BlockKind, Manuscript, Marker, Piece, decode};

pub(super) fn read(source: Vec<u8>, limits: &Limits, sink: &mut dyn FnMut(Found) -> bool) {
    let text = decode::decode(&source);
    let (mut told, skip) = front::matter(&text.text);
    let body = text.text.get(skip..).unwrap_or_default();
    if nesting::depth(body) > limits.depth {
        let why =
            format!("nests its parts more than {} deep: allow more by --max-depth", limits.depth);
        sink(Err(Refusal::new(why)));
        return;
    }
    let mut writer = Writer::new(limits);
    for (event, range) in Parser::new_ext(body, options()).into_offset_iter() {
        writer.event(event, range.start);
    }
    writer.end(BlockKind::Paragraph);
    let mut pieces = writer.pieces;
    if told.title.is_none() && writer.title && !pieces.is_empty() {
        told.title = Some(pieces.remove(0).words);
    }
    questions::pair(&mut pieces);
    for piece in &mut pieces {
        let place = |at: usize| text.origin.to_source((at + skip) as u32) as usize;
        piece.source = piece.source.map(place);
    }
    let manuscript = Manuscript { told, pieces, notes: text.notes };
    let document = manuscript.compose(Some(source.len()));
    sink(Ok(Leaf { name: None, source, document }));
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// Events on their way to pieces.
struct Writer<'a> {
    limits: &'a Limits,
    pieces: Vec<Piece>,
    /// Whether the first piece is a heading of the first level.
    title: bool,
    words: String,
    /// Where the open block's first words stand.
    place: Option<usize>,
    quotes: usize,
    lists: Vec<Option<u64>>,
    /// What stood before the open item.
    marker: Option<Marker>,
    cells: Vec<String>,
    /// Pictures around, whose words are not shown.
    pictures: usize,
    /// Whether lines stay as they are.
    kept: bool,
}

impl<'a> Writer<'a> {
    fn new(limits: &'a Limits) -> Self {
        Self {
            limits,
            pieces: Vec::new(),
            title: false,
            words: String::new(),
            place: None,
            quotes: 0,
            lists: Vec::new(),
            marker: None,
            cells: Vec::new(),
            pictures: 0,
            kept: false,
        }
    }

    fn event(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.close(tag),
            Event::Text(text) if self.kept => self.keep(&text, at),
            Event::Text(text) => self.word(&text, at),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.word(&text, at);
            }
            Event::Html(text) => self.keep(&text, at),
            Event::InlineHtml(tag) => {
                let is_break = tag.get(..3).is_some_and(|tag| tag.eq_ignore_ascii_case("<br"));
                self.words.push_str(if is_break { "\n" } else { "" });
            }
            Event::FootnoteReference(name) => self.word(&format!("[{name}]"), at),
            Event::SoftBreak => self.words.push(' '),
            Event::HardBreak => self.words.push('\n'),
            Event::Rule => self.end(BlockKind::Paragraph),
            Event::TaskListMarker(done) => self.word(if done { "[x] " } else { "[ ] " }, at),
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::BlockQuote(_) => {
                self.end(BlockKind::Paragraph);
                self.quotes += 1;
            }
            Tag::CodeBlock(_) | Tag::HtmlBlock => {
                self.end(BlockKind::Paragraph);
                self.kept = true;
            }
            Tag::List(first) => {
                self.end(BlockKind::Paragraph);
                self.lists.push(*first);
            }
            Tag::Item => self.item(),
            Tag::Image { .. } => self.pictures += 1,
            Tag::FootnoteDefinition(name) => {
                self.end(BlockKind::Paragraph);
                self.words = format!("[{name}] ");
            }
            Tag::Heading { level, .. } => {
                self.end(BlockKind::Paragraph);
                self.title |= self.pieces.is_empty() && *level as usize == 1;
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.end(BlockKind::Paragraph);
            }
            TagEnd::Heading(_) => self.end(BlockKind::Heading),
            TagEnd::BlockQuote(_) => {
                self.end(BlockKind::Paragraph);
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                self.kept = false;
                self.words = self.words.trim_matches('\n').replace('\t', "    ");
                self.end(BlockKind::Code);
            }
            TagEnd::HtmlBlock => self.markup(),
            TagEnd::List(_) => {
                self.end(BlockKind::Paragraph);
                self.lists.pop();
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.words);
                self.cells.push(cell.trim().to_owned());
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.words = std::mem::take(&mut self.cells).join(" | ");
                self.end(BlockKind::Row { head: tag == TagEnd::TableHead });
            }
            TagEnd::Image => self.pictures = self.pictures.saturating_sub(1),
            _ => {}
        }
    }

    fn item(&mut self) {
        self.end(BlockKind::Paragraph);
        self.marker = Some(match self.lists.last_mut() {
            Some(Some(next)) => {
                *next += 1;
                Marker::Number(u32::try_from(*next - 1).unwrap_or(u32::MAX))
            }
            _ => Marker::Bullet,
        });
    }

    fn word(&mut self, text: &str, at: usize) {
        if self.pictures == 0 {
            self.keep(text, at);
        }
    }

    fn keep(&mut self, text: &str, at: usize) {
        self.place = self.place.or(Some(at));
        self.words.push_str(text);
    }

    /// Markup of a page between the paragraphs.
    fn markup(&mut self) {
        self.kept = false;
        let (html, place) = (std::mem::take(&mut self.words), self.place.take());
        let pieces = html::pieces(&html, self.limits).into_iter();
        self.pieces.extend(pieces.map(|piece| Piece {
            source: piece.source.zip(place).map(|(within, place)| within + place),
            ..piece
        }));
    }

    /// Ends the open block, which is of this kind if nothing around says otherwise.
    fn end(&mut self, kind: BlockKind) {
        let (words, source) = (std::mem::take(&mut self.words), self.place.take());
        if words.trim().is_empty() {
            return;
        }
        let kind = match (kind, self.marker.take()) {
            (BlockKind::Paragraph, Some(marker)) => BlockKind::Item(marker),
            (BlockKind::Paragraph, None) if self.quotes > 0 => BlockKind::Quotation,
            _ => kind,
        };
        let words = if kind == BlockKind::Code { &words } else { words.trim() };
        self.pieces.push(Piece { kind, words: words.to_owned(), source });
    }
}

#[cfg(test)]
mod tests;
