//! An article as rows of a width: what is on each row, which bytes of the text it shows, what is
//! folded away. Leaves colours, marks and scrolling to others.

use std::ops::Range;

use super::wrap;
use crate::text::shown::counted;
use crate::text::{Block, BlockKind, Document, Furniture, Marker, Span};

/// An article laid out at one width.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flow {
    /// From top to bottom; the starts of their spans never fall.
    pub rows: Vec<Row>,
    /// The folds, in order; [`RowKind::Fold`] points here.
    pub folds: Vec<Fold>,
}

/// One row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it shows.
    pub kind: RowKind,
    /// The bytes of the text that it shows; empty where it shows none.
    pub span: Span,
    /// Its block in the document (0 in the raw view).
    pub block: u32,
    /// Columns left free before the words.
    pub indent: u16,
}

/// What a row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// Words of the text; `first` of their block or not.
    Words {
        /// Whether a list marker belongs before them.
        first: bool,
    },
    /// Author, date, reading time.
    Facts,
    /// How many marks of each kind the article has.
    Tally,
    /// What happened to the article on the way in: the note with this index.
    Note(usize),
    /// The line that stands for the fold with this index.
    Fold(usize),
    /// Nothing.
    Blank,
}

/// Blocks that are folded away, or were until the reader unfolded them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// Their indices in the document.
    pub blocks: Range<usize>,
    /// How many comments are among them.
    pub comments: usize,
    /// How many lines of page furniture.
    pub furniture: usize,
}

impl Flow {
    /// Lays an article out at `columns`, its folds shut or `open`.
    pub fn of(document: &Document, columns: u16, open: bool) -> Self {
        let mut setter = Setter { document, columns, open, flow: Self::default() };
        setter.set();
        setter.flow
    }

    /// Index of the row that shows the byte at `offset`, or of the nearest one above it.
    pub fn row_at(&self, offset: u32) -> usize {
        let after = self.rows.partition_point(|row| row.span.start <= offset);
        let last = after.saturating_sub(1);
        // Rows without words share their start with the row of words they stand before.
        let same = |row: &&Row| row.span.start == self.rows.get(last).map_or(0, |r| r.span.start);
        let stretch = self.rows[..after].iter().rev().take_while(same).count();
        let words = |index: &usize| matches!(self.rows[*index].kind, RowKind::Words { .. });
        (after - stretch..after).find(words).unwrap_or(last)
    }

    /// Indices of the rows that show bytes of `span`.
    pub fn rows_of(&self, span: Span) -> Range<usize> {
        let start = self.row_at(span.start);
        let end = self.rows.partition_point(|row| row.span.start < span.end.max(span.start + 1));
        start..end.max(start + 1).min(self.rows.len())
    }
}

/// Lays blocks down one after the other.
struct Setter<'a> {
    document: &'a Document,
    columns: u16,
    open: bool,
    flow: Flow,
}

impl Setter<'_> {
    fn set(&mut self) {
        let blocks = &self.document.blocks;
        let title = blocks.iter().position(|block| block.kind == BlockKind::Title);
        if title.is_none() {
            self.facts(0, 0);
        }
        let mut at = 0;
        while let Some(block) = blocks.get(at) {
            if block.kind.folds() {
                at = self.fold(at);
            } else {
                self.block(at, block);
                at += 1;
            }
            if title == Some(at.saturating_sub(1)) && block.kind == BlockKind::Title {
                self.facts(block.span.end, at - 1);
            }
        }
        while self.flow.rows.last().is_some_and(|row| row.kind == RowKind::Blank) {
            self.flow.rows.pop();
        }
    }

    /// What is known of the article, under its title.
    fn facts(&mut self, offset: u32, block: usize) {
        while self.flow.rows.last().is_some_and(|row| row.kind == RowKind::Blank) {
            self.flow.rows.pop();
        }
        self.push(RowKind::Facts, offset, block);
        self.push(RowKind::Tally, offset, block);
        for note in 0..self.document.notes.len() {
            self.push(RowKind::Note(note), offset, block);
        }
        self.push(RowKind::Blank, offset, block);
    }

    /// One line for a run of folding blocks, and the blocks too where folds are open.
    /// Gives the index behind the run.
    fn fold(&mut self, start: usize) -> usize {
        let blocks = &self.document.blocks;
        let fold = Fold::at(blocks, start);
        let run = fold.blocks.len();
        if fold.is_empty() {
            return start + run;
        }
        let index = self.flow.folds.len();
        self.flow.folds.push(fold);
        self.push(RowKind::Fold(index), blocks[start].span.start, start);
        if self.open {
            for (at, block) in blocks.iter().enumerate().skip(start).take(run) {
                self.block(at, block);
            }
        } else {
            self.push(RowKind::Blank, blocks[start].span.start, start);
        }
        start + run
    }

    fn block(&mut self, index: usize, block: &Block) {
        let is_blank = block.kind == BlockKind::Furniture(Furniture::Blank);
        if is_blank || block.body.is_empty() || stands_in_facts(self.document, block) {
            return;
        }
        let indent = indent(block.kind).min(self.columns / 4);
        let columns = self.columns - indent;
        let lines = match block.kind {
            BlockKind::Code => wrap::kept(&self.document.text, block.body, columns),
            _ => wrap::lines(&self.document.text, block.body, columns),
        };
        for (nth, span) in lines.into_iter().enumerate() {
            let kind = RowKind::Words { first: nth == 0 };
            self.flow.rows.push(Row { kind, span, block: index as u32, indent });
        }
        if !is_tight(self.document, index) {
            self.push(RowKind::Blank, block.body.end, index);
        }
    }

    fn push(&mut self, kind: RowKind, offset: u32, block: usize) {
        let span = Span { start: offset, end: offset };
        self.flow.rows.push(Row { kind, span, block: block as u32, indent: 0 });
    }
}

impl Fold {
    /// The run of blocks that fold, from `start` on.
    pub fn at(blocks: &[Block], start: usize) -> Self {
        let behind = blocks.get(start..).unwrap_or_default();
        let run = behind.iter().take_while(|block| block.kind.folds()).count();
        Self::of(blocks, start..start + run)
    }

    /// Whether nothing in it is worth a line.
    pub fn is_empty(&self) -> bool {
        self.comments + self.furniture == 0
    }

    fn of(blocks: &[Block], range: Range<usize>) -> Self {
        let count =
            |test: fn(&Block) -> bool| blocks[range.clone()].iter().filter(|b| test(b)).count();
        Self {
            comments: count(|block| matches!(block.kind, BlockKind::Comment { .. })),
            furniture: count(
                |block| matches!(block.kind, BlockKind::Furniture(kind) if kind != Furniture::Blank),
            ),
            blocks: range,
        }
    }

    /// What it holds, in words.
    pub fn describe(&self) -> String {
        let comments = counted(self.comments, "comment", "comments");
        let furniture = counted(self.furniture, "line", "lines") + " of page furniture";
        match (self.comments, self.furniture) {
            (0, _) => furniture,
            (_, 0) => comments,
            _ => format!("{comments}, {furniture}"),
        }
    }
}

/// Whether the line under the title already says all that this block says.
pub fn stands_in_facts(document: &Document, block: &Block) -> bool {
    /// A longer line says more than a name, a date and a publication.
    const WORDS: usize = 10;
    let heading = &document.heading;
    let told = [heading.author, heading.date, heading.source];
    let lies_here = |span: &Span| block.span.overlaps(*span);
    matches!(block.kind, BlockKind::Byline | BlockKind::Dateline)
        && told.iter().flatten().any(lies_here)
        && block.body.of(&document.text).split_whitespace().count() <= WORDS
}

/// Whether the block behind that one follows without a blank row.
pub fn is_tight(document: &Document, index: usize) -> bool {
    let [block, next] = [index, index + 1].map(|at| document.blocks.get(at));
    let (Some(block), Some(next)) = (block, next) else { return false };
    let parted = block.span.of(&document.text).matches('\n').count() > 1;
    match (block.kind, next.kind) {
        (BlockKind::Question, BlockKind::Answer)
        | (BlockKind::Commenter, _)
        | (BlockKind::Row { .. }, BlockKind::Row { head: false })
        | (BlockKind::Furniture(_), BlockKind::Furniture(_) | BlockKind::Comment { .. }) => true,
        (BlockKind::Item(_), BlockKind::Item(_)) => !parted,
        _ => false,
    }
}

fn indent(kind: BlockKind) -> u16 {
    match kind {
        BlockKind::Item(Marker::Number(number)) => number.to_string().len() as u16 + 2,
        BlockKind::Item(Marker::Bullet)
        | BlockKind::Quotation
        | BlockKind::Code
        | BlockKind::Comment { .. }
        | BlockKind::Commenter
        | BlockKind::Furniture(_) => 2,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(blocks: &[(BlockKind, &str)]) -> Document {
        let mut document = Document::default();
        for (kind, words) in blocks {
            let start = document.text.len();
            document.text.push_str(words);
            let body = Span::new(start, document.text.len());
            document.text.push_str("\n\n");
            let span = Span::new(start, document.text.len());
            document.blocks.push(Block { kind: *kind, span, body });
        }
        document
    }

    fn is_words(row: &Row) -> bool {
        matches!(row.kind, RowKind::Words { .. })
    }

    fn shown(document: &Document, flow: &Flow) -> Vec<String> {
        let line = |row: &Row| match row.kind {
            RowKind::Words { .. } => {
                " ".repeat(usize::from(row.indent)) + row.span.of(&document.text)
            }
            RowKind::Fold(fold) => format!("[{}]", flow.folds[fold].describe()),
            RowKind::Blank => String::new(),
            other => format!("{other:?}"),
        };
        flow.rows.iter().map(line).collect()
    }

    #[test]
    fn facts_follow_the_title_and_blocks_are_parted_by_a_blank_row() {
        let document = document(&[
            (BlockKind::Title, "A title"),
            (BlockKind::Paragraph, "one two three"),
            (BlockKind::Item(Marker::Bullet), "four five"),
        ]);
        let flow = Flow::of(&document, 8, false);
        let expected =
            ["A title", "Facts", "Tally", "", "one two", "three", "", "  four", "  five"];
        assert_eq!(shown(&document, &flow), expected);
    }

    #[test]
    fn comments_and_furniture_fold_into_one_counted_line() {
        let age = BlockKind::Furniture(Furniture::Age);
        let document = document(&[
            (BlockKind::Paragraph, "text"),
            (BlockKind::Commenter, "Jo"),
            (age, "2 mo"),
            (BlockKind::Comment { author: None }, "nice"),
        ]);
        let shut = Flow::of(&document, 40, false);
        let fold = "[1 comment, 1 line of page furniture]";
        assert_eq!(shown(&document, &shut), ["Facts", "Tally", "", "text", "", fold]);
        let open = Flow::of(&document, 40, true);
        assert_eq!(shown(&document, &open)[5..], [fold, "  Jo", "  2 mo", "  nice"]);
    }

    #[test]
    fn code_keeps_its_lines_and_rows_of_a_table_stand_together() {
        let document = document(&[
            (BlockKind::Code, "if a {\n    b();\n\n}"),
            (BlockKind::Row { head: true }, "Name | Age"),
            (BlockKind::Row { head: false }, "Jo | 7"),
        ]);
        let flow = Flow::of(&document, 12, false);
        let expected = ["  if a {", "      b();", "  ", "  }", "", "Name | Age", "Jo | 7"];
        assert_eq!(shown(&document, &flow)[3..], expected);
    }

    #[test]
    fn every_offset_finds_the_row_that_shows_it() {
        let document = document(&[
            (BlockKind::Title, "A title"),
            (BlockKind::Paragraph, "one two three four"),
        ]);
        let flow = Flow::of(&document, 8, false);
        for row in flow.rows.iter().filter(|row| is_words(row)) {
            for offset in row.span.start..row.span.end {
                assert_eq!(flow.rows[flow.row_at(offset)], *row);
            }
        }
        assert_eq!(flow.rows_of(Span::new(9, 20)).len(), 2);
    }
}
