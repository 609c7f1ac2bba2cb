//! The open article as it is being read: its rows, what is on screen, the selected passage, the
//! place to come back to. Knows nothing of other articles or of drawing.

use std::ops::Range;

use crate::library::{Article, ArticleId, Position};
use crate::reading::{Flow, RowKind, raw::Raw};
use crate::tag::{Kinds, Passage};
use crate::text::Span;

use super::action::Step;
use super::rail::rail;

/// Where the eye is in an article, so that it is found again at any width, folded or raw.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Byte of the **source** at the start of the first row of words on screen.
    pub source: u32,
    /// Rows without words above that row on screen.
    pub above: u16,
    /// The words of the selected passage.
    pub selected: Option<Span>,
    /// Whether folds are open.
    pub unfolded: bool,
}

/// Which layout: of what article, how wide, folds open or not. An article's text never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Layout {
    article: ArticleId,
    columns: u16,
    unfolded: bool,
}

/// How many layouts are kept beside the one on screen: going back to an article costs nothing.
const KEPT: usize = 8;

/// The open article.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    article: ArticleId,
    flow: Flow,
    /// What `flow` lays out.
    laid_out: Option<Layout>,
    /// The layouts that were on screen before, the latest last.
    kept: Vec<(Layout, Flow)>,
    raw: Option<Raw>,
    place: Place,
    /// Index of the selected passage, as its words were last looked up.
    selected: Option<usize>,
    /// Index of the first row on screen.
    top: usize,
    /// The text column: columns and rows.
    columns: u16,
    height: usize,
    rail: Vec<Kinds>,
    /// What `rail` was made for.
    railed: Option<Railed>,
}

/// All that a rail depends on: `revision` stands for the filter and the article's marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Railed {
    revision: u32,
    layout: Option<Layout>,
    is_raw: bool,
    height: usize,
}

impl From<Position> for Place {
    fn from(position: Position) -> Self {
        let Position { source, above, unfolded } = position;
        Self { source, above, unfolded, selected: None }
    }
}

impl From<Place> for Position {
    fn from(place: Place) -> Self {
        Self { source: place.source, above: place.above, unfolded: place.unfolded }
    }
}

impl Reader {
    /// Opens an article at a place.
    pub fn open(&mut self, id: ArticleId, article: &Article, place: Place) {
        self.article = id;
        self.place = place;
        self.look_up(article);
        let was_raw = self.raw.take().is_some();
        self.set(article);
        if was_raw {
            self.toggle_raw(article);
        }
    }

    /// Goes to a place in the article that is open, without leaving the raw view.
    pub fn open_same(&mut self, article: &Article, place: Place) {
        let folds_differ = self.place.unfolded != place.unfolded;
        self.place = place;
        self.look_up(article);
        if folds_differ {
            self.set(article);
        }
        self.return_to_place(article);
    }

    /// Takes the text column's size; lays out again where the width is new.
    pub fn resize(&mut self, article: &Article, columns: u16, height: u16) {
        self.height = usize::from(height);
        if columns == self.columns && !self.rows_missing() {
            return self.return_to_place(article);
        }
        self.columns = columns;
        if self.raw.is_some() {
            self.raw = Some(Raw::of(article.source(), columns));
        }
        self.set(article);
    }

    /// Lays the article out that is open: its text is another.
    pub fn lay_out_anew(&mut self, article: &Article) {
        self.kept.retain(|(layout, _)| layout.article != self.article);
        self.laid_out = None;
        self.set(article);
    }

    fn rows_missing(&self) -> bool {
        self.flow.rows.is_empty()
    }

    /// Lays the article out, once it is known how wide.
    fn set(&mut self, article: &Article) {
        if self.columns == 0 {
            return;
        }
        self.lay_out(article);
        self.return_to_place(article);
    }

    fn lay_out(&mut self, article: &Article) {
        let wanted = self.layout(self.article, self.place.unfolded);
        if self.laid_out == Some(wanted) {
            return;
        }
        let kept = self.kept.iter().position(|(layout, _)| *layout == wanted);
        let flow = match kept {
            Some(at) => self.kept.remove(at).1,
            None => Flow::of(&article.document, wanted.columns, wanted.unfolded),
        };
        let before = std::mem::replace(&mut self.flow, flow);
        if let Some(layout) = self.laid_out.replace(wanted) {
            self.keep(layout, before);
        }
    }

    fn layout(&self, article: ArticleId, unfolded: bool) -> Layout {
        Layout { article, columns: self.columns, unfolded }
    }

    fn keep(&mut self, layout: Layout, flow: Flow) {
        if self.kept.len() == KEPT {
            self.kept.remove(0);
        }
        self.kept.push((layout, flow));
    }

    /// Lays another article out, as it will be opened at `place`, if that is soon done.
    pub fn foresee(&mut self, id: ArticleId, article: &Article, place: Place) {
        /// In bytes of text: about a millisecond's work.
        const SOON: usize = 64 << 10;
        let wanted = self.layout(id, place.unfolded);
        let is_known =
            self.laid_out == Some(wanted) || self.kept.iter().any(|(layout, _)| *layout == wanted);
        if !is_known && self.columns > 0 && article.document.text.len() <= SOON {
            self.keep(wanted, Flow::of(&article.document, wanted.columns, wanted.unfolded));
        }
    }

    /// The rows on screen now are of this layout.
    pub fn flow(&self) -> &Flow {
        self.raw.as_ref().map_or(&self.flow, |raw| &raw.flow)
    }

    /// The text that the rows show.
    pub fn text<'a>(&'a self, article: &'a Article) -> &'a str {
        self.raw.as_ref().map_or(&article.document.text, |raw| &raw.text)
    }

    /// Whether the source is shown as it came.
    pub fn is_raw(&self) -> bool {
        self.raw.is_some()
    }

    /// Whether folds are open.
    pub fn is_unfolded(&self) -> bool {
        self.place.unfolded
    }

    /// The selected passage's index.
    pub fn selected(&self) -> Option<usize> {
        self.selected
    }

    /// Finds the selected passage among those that the article has now.
    fn look_up(&mut self, article: &Article) {
        let at = |span| article.passages.binary_search_by_key(&span, |passage| passage.span).ok();
        self.selected = self.place.selected.and_then(at);
    }

    /// Where the eye is.
    pub fn place(&self) -> Place {
        self.place
    }

    /// Indices of the rows on screen.
    pub fn visible(&self) -> Range<usize> {
        self.top..(self.top + self.height).min(self.flow().rows.len())
    }

    /// Whether the first or last row is on screen.
    pub fn is_at_end(&self, step: Step) -> bool {
        match step {
            Step::Back => self.top == 0,
            Step::On => self.visible().end == self.flow().rows.len(),
        }
    }

    /// How much of the article has been on screen, in percent.
    pub fn percent(&self) -> usize {
        let rows = self.flow().rows.len();
        if rows == 0 { 100 } else { (self.visible().end * 100).div_euclid(rows) }
    }

    /// Scrolls by so many rows, down if positive.
    pub fn scroll(&mut self, article: &Article, rows: isize) {
        self.go_to_row(article, self.top.saturating_add_signed(rows));
    }

    /// Puts a row at the top of the screen, as far as the text's end allows.
    pub fn go_to_row(&mut self, article: &Article, row: usize) {
        self.top = row.min(self.last_top());
        self.note_place(article);
    }

    /// To the first or last row.
    pub fn go_to_end(&mut self, article: &Article, step: Step) {
        self.go_to_row(article, if step == Step::Back { 0 } else { usize::MAX });
    }

    /// Puts the row at `percent` of the article at the top.
    pub fn go_to_percent(&mut self, article: &Article, percent: usize) {
        self.go_to_row(article, self.flow().rows.len() * percent.min(100) / 100);
    }

    /// Puts the source's line of that number, counted from 1, at the top.
    pub fn go_to_line(&mut self, article: &Article, line: usize) {
        let breaks = article.source().iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        let start = match line {
            0 | 1 => 0,
            _ => breaks.map(|(at, _)| at + 1).nth(line - 2).unwrap_or(article.source().len()),
        };
        let offset = self.offset_of_source(article, start as u32);
        self.go_to_row(article, self.flow().row_at(offset));
    }

    /// To the start of the next paragraph, or of this one or the one before.
    pub fn go_to_paragraph(&mut self, article: &Article, step: Step) {
        let rows = &self.flow().rows;
        let starts = |row: usize| matches!(rows[row].kind, RowKind::Words { first: true });
        let found = match step {
            Step::On => (self.top + 1..rows.len()).find(|row| starts(*row)),
            Step::Back => (0..self.top.min(rows.len())).rev().find(|row| starts(*row)),
        };
        self.go_to_row(article, found.unwrap_or(if step == Step::On { usize::MAX } else { 0 }));
    }

    /// Folds or unfolds comments and furniture.
    pub fn toggle_folds(&mut self, article: &Article) {
        self.place.unfolded = !self.place.unfolded;
        self.set(article);
    }

    /// The source as it came, or the article again, at the same place.
    pub fn toggle_raw(&mut self, article: &Article) {
        self.raw = match self.raw {
            Some(_) => None,
            None => Some(Raw::of(article.source(), self.columns)),
        };
        self.return_to_place(article);
    }

    /// Selects a passage where it is, or none.
    fn reselect(&mut self, article: &Article, passage: Option<usize>) {
        self.selected = passage;
        let found = passage.and_then(|at| article.passages.get(at));
        self.place.selected = found.map(|passage| passage.span);
    }

    /// Selects a passage and brings it on screen, unfolding where it is folded away.
    pub fn select(&mut self, article: &Article, passage: usize) {
        let Some(found) = article.passages.get(passage) else { return };
        let span = found.span;
        self.reselect(article, Some(passage));
        self.reveal(article, span);
    }

    /// Brings words of the article's text on screen, unfolding where they are folded away.
    pub fn reveal(&mut self, article: &Article, span: Span) {
        let block = article.document.blocks.get(article.document.block_at(span.start));
        if !self.place.unfolded && block.is_some_and(|block| block.kind.folds()) {
            self.toggle_folds(article);
        }
        let shown = self.shown_span(article, span);
        self.reveal_rows(article, shown);
    }

    /// Brings words of the text on screen (the raw one in the raw view) into sight.
    pub fn reveal_rows(&mut self, article: &Article, span: Span) {
        let rows = self.flow().rows_of(span);
        let margin = usize::from(self.height > 6);
        let in_sight = self.top + margin <= rows.start.max(margin)
            && rows.end + margin <= self.top + self.height;
        if !in_sight {
            self.go_to_row(article, rows.start.saturating_sub(self.height / 4));
        }
    }

    /// A span of the article's text as a span of the text on screen.
    pub fn shown_span(&self, article: &Article, span: Span) -> Span {
        let Some(raw) = &self.raw else { return span };
        let place = |offset| raw.origin.to_text(article.document.origin.to_source(offset));
        Span { start: place(span.start), end: place(span.end) }
    }

    /// The byte of the source at the start of the first row of words on screen.
    fn offset_of_source(&self, article: &Article, source: u32) -> u32 {
        match &self.raw {
            Some(raw) => raw.origin.to_text(source),
            None => article.document.origin.to_text(source),
        }
    }

    /// The passage to hop to, before or after the selected one or else the screen's first row.
    /// `shown` are the indices of the passages that show, ascending.
    pub fn neighbour(&self, article: &Article, shown: &[usize], step: Step) -> Option<usize> {
        let top = self.flow().rows.get(self.top).map_or(0, |row| row.span.start);
        let is_there = |at: &usize| *at < article.passages.len();
        let mut hops = shown.iter().copied().filter(is_there);
        let start = |at: usize| self.shown_span(article, article.passages[at].span).start;
        match (step, self.selected) {
            (Step::On, Some(selected)) => hops.find(|at| *at > selected),
            (Step::On, None) => hops.find(|at| start(*at) >= top),
            (Step::Back, Some(selected)) => hops.take_while(|at| *at < selected).last(),
            (Step::Back, None) => hops.take_while(|at| start(*at) < top).last(),
        }
    }

    /// Keeps the selection on screen and among the passages that show: else the next one that is on
    /// screen, else the first, else none.
    pub fn settle_selection(&mut self, article: &Article, shown: &[usize]) {
        self.look_up(article);
        let fits = |at: &usize| {
            let passage = article.passages.get(*at);
            let is_shown = shown.binary_search(at).is_ok();
            passage.is_some_and(|it| is_shown && self.is_on_screen(article, it))
        };
        if self.selected.is_some_and(|at| fits(&at)) {
            return;
        }
        let on_screen = || self.passages_on_screen(article);
        let before = self.place.selected.unwrap_or_default();
        let is_next = |at: &usize| article.passages[*at].span >= before;
        let next = on_screen().filter(is_next).find(fits).or_else(|| on_screen().find(fits));
        self.reselect(article, next);
    }

    /// The kinds that show along the article, from its first row to its last.
    pub fn rail(&self) -> &[Kinds] {
        &self.rail
    }

    /// Makes the rail anew where something it depends on has changed: it looks at every passage.
    pub fn settle_rail(&mut self, article: &Article, shown: &[usize], kinds: Kinds, revision: u32) {
        let (layout, is_raw, height) = (self.laid_out, self.is_raw(), self.height);
        let wanted = Railed { revision, layout, is_raw, height };
        if self.railed.replace(wanted) == Some(wanted) {
            return;
        }
        let shown = shown.iter().filter_map(|at| article.passages.get(*at));
        let places = shown.map(|p| (self.shown_span(article, p.span), p.kinds.and(kinds)));
        self.rail = rail(self.flow(), height, places);
    }

    /// Indices of the passages with words on screen, whatever the filter. Where folds part the rows on
    /// screen, those folded away between them are among these; so are those between one that reaches
    /// down to the screen and the first on it.
    pub fn passages_on_screen(&self, article: &Article) -> Range<usize> {
        let rows = self.flow().rows.get(self.visible()).unwrap_or_default();
        let words = rows.iter().map(|row| row.span).filter(|span| !span.is_empty());
        let both = |a: Span, b: Span| Span { start: a.start.min(b.start), end: a.end.max(b.end) };
        let screen = words.reduce(both).unwrap_or_default();
        let shown = |passage: &Passage| self.shown_span(article, passage.span);
        let passages = &article.passages;
        let end = passages.partition_point(|passage| shown(passage).start < screen.end);
        // A long passage may begin far above and overlap others that end before.
        let reaches = |passage: &Passage| shown(passage).end > screen.start;
        let first = passages[..end].iter().position(reaches).unwrap_or(end);
        first..end
    }

    fn is_on_screen(&self, article: &Article, passage: &Passage) -> bool {
        let block = article.document.blocks.get(article.document.block_at(passage.span.start));
        let folded =
            !self.is_raw() && !self.place.unfolded && block.is_some_and(|b| b.kind.folds());
        let rows = self.flow().rows_of(self.shown_span(article, passage.span));
        let visible = self.visible();
        !folded && rows.start < visible.end && visible.start < rows.end
    }

    fn last_top(&self) -> usize {
        self.flow().rows.len().saturating_sub(self.height.max(1))
    }

    /// Keeps the place that the screen shows now.
    fn note_place(&mut self, article: &Article) {
        let rows = &self.flow().rows;
        let words = |row: &usize| matches!(rows[*row].kind, RowKind::Words { .. });
        let first = (self.top..rows.len()).find(words).unwrap_or(self.top);
        let offset = rows.get(first).map_or(0, |row| row.span.start);
        let source = match &self.raw {
            Some(raw) => raw.origin.to_source(offset),
            None => article.document.origin.to_source(offset),
        };
        self.place.above = (first - self.top) as u16;
        self.place.source = source;
    }

    /// Puts the row of the place at the top again. The place itself stays as it was, so that
    /// it does not creep when the size changes many times.
    fn return_to_place(&mut self, article: &Article) {
        let offset = self.offset_of_source(article, self.place.source);
        let row = self.flow().row_at(offset);
        let above = if self.is_raw() { 0 } else { usize::from(self.place.above) };
        self.top = row.saturating_sub(above).min(self.last_top());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tag::{Codebook, Tagger};

    #[test]
    fn a_layout_that_was_kept_is_the_one_that_would_be_made() {
        let tagger = Tagger::new(&Codebook::default());
        let article = |nth: u32| {
            let text = format!(
                "Title {nth}\n\n{}\n\n2 Comments\n\nJane Doe says:\nThanks for sharing {nth}.\n",
                "Some words of running text. ".repeat(9)
            );
            Article::read("made".into(), text.into_bytes(), &tagger)
        };
        let articles: Vec<Article> = (0..12).map(article).collect();
        let rows = |open| Flow::of(&articles[0].document, 30, open).rows;
        assert_ne!(rows(true), rows(false), "the comments fold");
        let mut reader = Reader::default();
        // Forth and back, further than is kept, at two widths and both states of the folds.
        for (turn, at) in (0..12).chain((0..12).rev()).chain([3, 5, 3]).enumerate() {
            let place = Place { unfolded: turn % 5 == 0, ..Place::default() };
            reader.open(ArticleId(at), &articles[at as usize], place);
            for columns in [30, 50] {
                reader.resize(&articles[at as usize], columns, 9);
                let fresh = Flow::of(&articles[at as usize].document, columns, place.unfolded);
                assert_eq!(reader.flow().rows, fresh.rows, "article {at} at {columns}");
            }
            assert!(reader.kept.len() <= KEPT);
        }
    }
}
