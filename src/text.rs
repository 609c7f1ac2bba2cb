//! What an article is made of: repaired text, the blocks that tile it, its sentences, and the way
//! back to the bytes of the source. Pure: knows nothing of marks, files or terminals.

pub mod anchor;
pub mod block;
mod byline;
mod comment;
pub mod date;
pub mod decode;
mod edit;
pub(crate) mod eight;
mod furniture;
pub mod language;
pub mod manuscript;
mod marker;
mod mojibake;
mod name;
pub mod origin;
pub mod part;
pub(crate) mod phrase;
pub mod points;
mod question;
pub mod sentence;
mod shape;
pub mod shown;
mod stored;
pub mod term;
mod tidy;
mod unit;
pub(crate) mod word;

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use decode::Decoded;

pub use anchor::{Anchor, Found, Ground, Standing};
pub use decode::Charset;
pub use language::Language;
pub use manuscript::{Manuscript, Piece, Told};
pub use origin::Origin;
pub use points::Points;
pub use stored::Outline;

/// A half-open range of **bytes** in one [`Document::text`], always on `char` boundaries.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Makes the span `start..end`; an end before the start counts as empty.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end.max(start) as u32 }
    }

    /// The words it covers, or nothing when it is not a span of this text.
    ///
    /// The one place that slices, so that a stale offset can never panic.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// As indices.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.range().len()
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The same span of a text that begins `by` bytes earlier.
    #[must_use]
    pub fn moved(self, by: u32) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// Whether the byte at `offset` lies in it.
    pub fn contains(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether both cover at least one byte in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same span without white space at either end.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Self {
        let words = self.of(text);
        let rest = words.trim_start();
        let start = self.start as usize + (words.len() - rest.len());
        Self::new(start, start + rest.trim_end().len())
    }
}

/// One article as text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "stored::Stored")]
pub struct Document {
    /// Decoded and repaired; line ends are `\n`. Control characters are still in it: whoever
    /// shows it goes through [`shown`].
    pub text: String,
    /// In order; their spans tile `text` without gap or overlap.
    pub blocks: Vec<Block>,
    /// In order; each lies in the body of one block that [`BlockKind::runs`].
    pub sentences: Vec<Sentence>,
    /// From bytes of `text` to bytes of the source.
    pub origin: Origin,
    /// What it calls itself.
    pub heading: Heading,
    /// What it is written in, where that can be told.
    #[serde(skip_serializing)]
    pub language: Option<Language>,
    /// What had to be guessed, repaired or flagged on the way in.
    pub notes: Vec<Note>,
}

/// What an article says of itself; spans point into its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// The title, where a line of the text serves as one.
    pub title: Option<Span>,
    /// The author's name, without "By".
    pub author: Option<Span>,
    /// The date of publication, as written.
    pub date: Option<Span>,
    /// The date of publication, read.
    pub day: Option<Day>,
    /// The publication or series it appeared in.
    pub source: Option<Span>,
}

impl Heading {
    /// The same heading of a text whose spans moved.
    fn moved(self, moved: impl Fn(Span) -> Span) -> Self {
        Self {
            title: self.title.map(&moved),
            author: self.author.map(&moved),
            date: self.date.map(&moved),
            day: self.day,
            source: self.source.map(&moved),
        }
    }
}

/// A calendar day; a month or day that the text leaves open is 0.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Day {
    /// Year, AD.
    pub year: u16,
    /// 1 to 12, or 0.
    pub month: u8,
    /// 1 to 31, or 0.
    pub day: u8,
}

/// A piece of an article that reads as one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its whole territory, blank lines behind it and list marker included.
    pub span: Span,
    /// What a person reads: no list marker, no white space around. Line breaks inside a body of
    /// running text are white space (hard-wrapped sources).
    pub body: Span,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BlockKind {
    /// The article's title; at most one.
    Title,
    /// The line that names the author.
    Byline,
    /// The line that carries date or publication.
    Dateline,
    /// A heading within the article.
    Heading,
    /// Running text.
    Paragraph,
    /// A list item.
    Item(Marker),
    /// A question of a FAQ or interview.
    Question,
    /// A paragraph that answers the question before it.
    Answer,
    /// A paragraph that is quoted speech as a whole.
    Quotation,
    /// A row of a table, its cells parted by " | ".
    Row {
        /// Whether it names the columns.
        head: bool,
    },
    /// Lines of a program or other text that must stay as they are; no running text.
    Code,
    /// A legal or editorial disclaimer.
    Disclaimer,
    /// The name over a reader's comment.
    Commenter,
    /// A reader's comment; `author` is the name's span where one stands over it.
    Comment {
        /// The commenter's name.
        author: Option<Span>,
    },
    /// Page furniture: part of the page, not of the article.
    Furniture(Furniture),
}

impl BlockKind {
    /// Whether it is running text, which is split into sentences and marked.
    pub fn runs(self) -> bool {
        matches!(
            self,
            Self::Paragraph
                | Self::Item(_)
                | Self::Answer
                | Self::Quotation
                | Self::Row { head: false }
                | Self::Disclaimer
                | Self::Comment { .. }
        )
    }

    /// Whether it is folded away until asked for.
    pub fn folds(self) -> bool {
        matches!(self, Self::Commenter | Self::Comment { .. } | Self::Furniture(_))
    }
}

/// What stood before a list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Marker {
    /// A bullet, or what scraping left of one.
    Bullet,
    /// A number, as written.
    Number(u32),
}

/// Kinds of page furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Furniture {
    /// The title once more.
    RepeatedTitle,
    /// "Log in to comment".
    Login,
    /// "2 months ago", in any language.
    Age,
    /// A person's profile line: job, company, pipe-separated boasts.
    Profile,
    /// Share and follow bars, like counts.
    Share,
    /// Menus, breadcrumbs, skip links.
    Navigation,
    /// Sign-up forms and adverts for the author or the site.
    Advert,
    /// Cookie and privacy banners.
    Notice,
    /// "Related articles", "More from the author".
    Related,
    /// Copyright lines.
    Legal,
    /// Nothing but white space or ornament.
    Blank,
}

/// One sentence of running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Its words, no white space around.
    pub span: Span,
    /// Index of its block in [`Document::blocks`].
    pub block: u32,
}

/// What happened to an article on the way in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Note {
    /// It was not UTF-8; the encoding was guessed.
    Encoding(Cow<'static, str>),
    /// The source ends in the middle of a character; so many bytes are shown as U+FFFD.
    TruncatedTail {
        /// Bytes of the broken character.
        bytes: usize,
    },
    /// So many bytes elsewhere were not valid and are shown as U+FFFD.
    InvalidBytes {
        /// How many.
        bytes: usize,
    },
    /// Text decoded once too often was repaired in so many places.
    Mojibake {
        /// How many.
        places: usize,
    },
    /// So many characters without appearance, such as soft hyphens, were left out.
    Invisible {
        /// How many.
        places: usize,
    },
    /// The text ends in what looks like one character decoded twice and cut; it is left as it is.
    BrokenTail,
    /// It is a part of a text that is too long for one article.
    Part {
        /// Which, counted from 1.
        number: u32,
        /// By what it goes: the title of the text, behind the number where this is not the first part.
        title: String,
    },
}

/// Bytes of a title at most.
const TITLE: usize = 400;

/// Columns of a text's title in those of its parts.
const PART_TITLE: usize = 80;

impl Document {
    /// Reads the bytes of a plain-text source: decoded, repaired, divided into blocks and
    /// sentences. Never fails; what was guessed or flagged is in [`Document::notes`].
    pub fn read(source: &[u8]) -> Self {
        let decoded = decode::decode(source);
        let outline = block::outline(&decoded.text);
        Self::made(decoded, outline)
    }

    /// Reads the first part of a plain-text source that is too long for one document.
    pub fn read_first(part: &[u8], charset: Charset) -> Self {
        let decoded = decode::decode_piece(part, charset);
        let outline = block::outline(&decoded.text);
        let mut document = Self::made(decoded, outline);
        let title = shown::clipped(document.title(), PART_TITLE);
        document.notes.push(Note::Part { number: 1, title });
        document
    }

    /// Reads a later part; `title` is that of the first one.
    pub fn read_further(part: &[u8], charset: Charset, number: u32, title: &str) -> Self {
        let decoded = decode::decode_piece(part, charset);
        let outline = block::outline_further(&decoded.text);
        let mut document = Self::made(decoded, outline);
        let title = format!("part {number} of {title}");
        document.notes.push(Note::Part { number, title });
        document
    }

    fn made(decoded: Decoded, outline: block::Outline) -> Self {
        let sentences = sentence::sentences(&decoded.text, &outline.blocks);
        let language = language::language(&decoded.text, &outline.blocks);
        Self {
            text: decoded.text,
            blocks: outline.blocks,
            sentences,
            origin: decoded.origin,
            heading: outline.heading,
            language,
            notes: decoded.notes,
        }
    }

    /// Which part of a longer text it is, and by what that goes.
    fn as_part(&self) -> Option<(u32, &str)> {
        self.notes.iter().find_map(|note| match note {
            Note::Part { number, title } => Some((*number, title.as_str())),
            _ => None,
        })
    }

    /// Which part of a longer text it is, counted from 1; none where it is a text by itself.
    pub fn part(&self) -> Option<u32> {
        self.as_part().map(|(number, _)| number)
    }

    /// The title, or the first words of the text.
    pub fn title(&self) -> &str {
        if let Some((_, title)) = self.as_part() {
            return title;
        }
        let head = |block: &&Block| matches!(block.kind, BlockKind::Byline | BlockKind::Dateline);
        let words = || self.blocks.iter().filter(|block| !block.body.is_empty());
        let first = || words().find(|block| !head(block)).or_else(|| words().next());
        let span = self.heading.title.or_else(|| first().map(|block| block.body));
        // A text without a title may be one line of many megabytes.
        let words = phrase::clip(span.unwrap_or_default().of(&self.text), TITLE);
        words.lines().next().unwrap_or_default()
    }

    /// Why it carries no marks, where it is known to be in another language than English.
    pub fn unmarked(&self) -> Option<String> {
        let language = self.language.filter(|language| *language != Language::ENGLISH)?;
        Some(format!("in {}: marks are made for English only", language.name()))
    }

    /// Index of the block that holds the byte at `offset`; the last block for offsets past the end.
    pub fn block_at(&self, offset: u32) -> usize {
        let after = self.blocks.partition_point(|block| block.span.start <= offset);
        after.saturating_sub(1)
    }

    /// Words of running text, counted as runs without white space.
    pub fn words(&self) -> usize {
        let running = self.blocks.iter().filter(|block| block.kind.runs());
        running.map(|block| word::count(block.body.of(&self.text))).sum()
    }
}
