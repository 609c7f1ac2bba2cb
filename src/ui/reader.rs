//! The open article: gutter, text with its marks, rail.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::canvas::Canvas;
use super::palette::{Palette, sign, stance};
use super::pen::{Pen, Spaces};
use crate::app::layout::GUTTER;
use crate::app::rail::cell_of;
use crate::app::{App, Dialog};
use crate::library::Article;
use crate::reading::{Row, RowKind};
use crate::tag::{Kind, Kinds, Label, Origin, Passage};
use crate::text::shown::counted;
use crate::text::{BlockKind, Marker, Note, Span};

/// Draws the reader's pane.
pub(super) fn draw(app: &App, palette: &Palette, area: Rect, canvas: &mut Canvas) {
    let Some(article) = app.article() else {
        return nothing(app, palette, area, canvas);
    };
    let page = Page::of(app, article, palette);
    for (line, row) in app.reader.visible().enumerate() {
        let Some(row) = app.reader.flow().rows.get(row) else { break };
        page.row(row, line as u16, area, canvas);
    }
    rail(&page, area, canvas);
}

fn nothing(app: &App, palette: &Palette, area: Rect, canvas: &mut Canvas) {
    let words = if app.ingesting { "reading ..." } else { "no articles" };
    Pen::row(canvas, app.areas.text.intersection(area), 0).write(words, palette.dim);
}

/// A passage as it shows on screen.
struct Shown {
    span: Span,
    kinds: Kinds,
    selected: bool,
    figures: Vec<Span>,
    /// The words that made it be marked, where they are to be underlined.
    cues: Vec<Span>,
    /// What a person did to it, as a sign on its first row and one on the others.
    hand: [&'static str; 2],
}

/// All that decides how a row looks.
struct Page<'a> {
    app: &'a App,
    article: &'a Article,
    palette: &'a Palette,
    text: &'a str,
    /// The passages that show and are on screen, in text order.
    passages: Vec<Shown>,
}

impl<'a> Page<'a> {
    fn of(app: &'a App, article: &'a Article, palette: &'a Palette) -> Self {
        let reader = &app.reader;
        let range = reader.passages_on_screen(article);
        let explained = app.open.filter(|_| app.settings.reasons);
        let reasons = |passage| explained.map_or(&[][..], |id| app.reasons.of(id, passage));
        let on_screen = article.passages.iter().enumerate();
        let on_screen = on_screen.take(range.end).skip(range.start);
        let admitted = on_screen.filter(|(at, _)| app.shows(*at));
        let passages = admitted.map(|(at, passage)| {
            let kinds = app.filter.visible(passage);
            let figures = passage.figures.iter().filter(|_| kinds.has(Kind::Statistic));
            let span = reader.shown_span(article, passage.span);
            let cues = reasons(passage).iter().filter(|cue| match cue.label {
                Label::Kind(kind) => kinds.has(kind),
                Label::Theme(_) => false,
            });
            Shown {
                span,
                kinds,
                selected: reader.selected() == Some(at),
                figures: figures.map(|figure| reader.shown_span(article, figure.span)).collect(),
                cues: cues.map(|cue| reader.shown_span(article, cue.span)).collect(),
                hand: hand_signs(passage),
            }
        });
        let passages = passages.collect();
        Self { app, article, palette, text: reader.text(article), passages }
    }

    fn row(&self, row: &Row, line: u16, area: Rect, canvas: &mut Canvas) {
        let text = self.app.areas.text;
        match row.kind {
            RowKind::Words { first } => {
                self.gutter(row, line, area, canvas);
                let mut pen = Pen::row(canvas, text, line);
                self.marker(row, first, &mut pen);
                self.words(row, &mut pen);
            }
            RowKind::Facts => self.facts(&mut Pen::row(canvas, text, line)),
            RowKind::Tally => self.tally(&mut Pen::row(canvas, text, line)),
            RowKind::Note(note) => {
                let words = self.article.document.notes.get(note).map(describe).unwrap_or_default();
                let mut pen = Pen::row(canvas, text, line);
                let room = pen.room();
                pen.clip(&words, room, self.palette.dim);
            }
            RowKind::Fold(fold) => {
                let Some(fold) = self.app.reader.flow().folds.get(fold) else { return };
                let sign = if self.app.reader.is_unfolded() { "-" } else { "+" };
                let marks = self.marks_within(fold.blocks.clone());
                let words = format!("[{sign}] {}{marks} - c", fold.describe());
                let mut pen = Pen::row(canvas, text, line);
                let room = pen.room();
                pen.clip(&words, room, self.palette.dim);
            }
            RowKind::Blank => {}
        }
    }

    /// ", 4 marks" for passages that show within these blocks.
    fn marks_within(&self, blocks: std::ops::Range<usize>) -> String {
        let all = &self.article.document.blocks;
        let (Some(first), Some(last)) = (all.get(blocks.start), all.get(blocks.end - 1)) else {
            return String::new();
        };
        let whole = Span { start: first.span.start, end: last.span.end };
        let shown = self.app.shown().iter().filter_map(|at| self.article.passages.get(*at));
        let within = shown.filter(|passage| whole.overlaps(passage.span));
        match within.count() {
            0 => String::new(),
            marks => format!(", {}", counted(marks, "passage", "passages")),
        }
    }

    /// The passages that a row shows words of.
    fn passages_on(&self, span: Span) -> impl Iterator<Item = &Shown> {
        let begun = self.passages.iter().take_while(move |passage| passage.span.start < span.end);
        begun.filter(move |passage| passage.span.end > span.start)
    }

    fn gutter(&self, row: &Row, line: u16, area: Rect, canvas: &mut Canvas) {
        let x = self.app.areas.text.x.saturating_sub(GUTTER).max(area.x);
        if self.app.areas.text.x < x + GUTTER {
            return;
        }
        let (mut kinds, mut figure) = (Kinds::NONE, false);
        let (mut starts, mut selected) = (false, false);
        let mut hand = " ";
        for passage in self.passages_on(row.span) {
            let [first, further] = passage.hand;
            let sign = if row.span.contains(passage.span.start) { first } else { further };
            hand = if sign == " " { hand } else { sign };
            kinds = passage.kinds.iter().fold(kinds, Kinds::with);
            figure |= passage.figures.iter().any(|figure| figure.overlaps(row.span));
            selected |= passage.selected;
            starts |= passage.selected && row.span.contains(passage.span.start);
        }
        // Signs of the selected passage stand out, so that one sees how far it reaches.
        let lit = if selected { self.palette.chosen } else { Style::new() };
        if hand != " " {
            Pen::at(canvas, x + 2, area.y + line, 1).write(hand, self.palette.strong);
        }
        let mut pen = Pen::at(canvas, x, area.y + line, 2);
        match stance(kinds) {
            stance if starts => {
                let kind = stance.map_or(Kind::Statistic, |(_, kind)| kind);
                pen.write(">", self.palette.sign(kind).patch(self.palette.strong));
            }
            Some((sign, kind)) => pen.write(sign, self.palette.sign(kind).patch(lit)),
            None => pen.write(" ", Style::new()),
        }
        if figure {
            pen.write(sign(Kind::Statistic), self.palette.sign(Kind::Statistic).patch(lit));
        }
    }

    /// The list marker, or the room it takes on further rows.
    fn marker(&self, row: &Row, first: bool, pen: &mut Pen<'_>) {
        if row.indent == 0 {
            return;
        }
        let marker = match self.block_kind(row) {
            Some(BlockKind::Item(Marker::Number(number))) if first => format!("{number}. "),
            Some(BlockKind::Item(Marker::Bullet)) if first => "- ".to_owned(),
            _ => String::new(),
        };
        let style = self.block_style(row).remove_modifier(Modifier::UNDERLINED);
        let end = pen.x() + row.indent;
        pen.write(&marker, style);
        pen.blank(end.saturating_sub(pen.x()), style);
    }

    fn words(&self, row: &Row, pen: &mut Pen<'_>) {
        let is_kept = self.app.reader.is_raw() || self.block_kind(row) == Some(BlockKind::Code);
        let spaces = if is_kept { Spaces::Kept } else { Spaces::Joined };
        let base = self.block_style(row);
        let mut at = row.span.start;
        while at < row.span.end {
            let (style, until) = self.style_at(base, at, row.span.end);
            pen.write_span(self.text, Span { start: at, end: until }, style, spaces);
            at = until;
        }
    }

    /// How the byte at `offset` looks, and up to where, at most `end`, all bytes look the same.
    fn style_at(&self, base: Style, offset: u32, end: u32) -> (Style, u32) {
        let (mut style, mut until) = (base, end);
        for passage in self.passages_on(Span { start: offset, end }) {
            let inside = covers(passage.span, offset, &mut until);
            if inside {
                style = style.patch(self.palette.passage(passage.kinds));
                if self.app.settings.reasons {
                    // The underline is for the reasons then; colour and sign still tell the kind.
                    style = style.remove_modifier(Modifier::UNDERLINED);
                }
            }
            for figure in &passage.figures {
                if covers(*figure, offset, &mut until) {
                    style = style.patch(self.palette.figure());
                }
            }
            for cue in &passage.cues {
                if covers(*cue, offset, &mut until) {
                    style = style.add_modifier(Modifier::UNDERLINED | Modifier::BOLD);
                }
            }
        }
        if let Dialog::Select(selection) = &self.app.dialog
            && covers(selection.span, offset, &mut until)
        {
            style = style.patch(self.palette.chosen);
        }
        let Some(found) = &self.app.found else { return (style, until) };
        let first = found.matches.partition_point(|span| span.end <= offset);
        if let Some(span) = found.matches.get(first)
            && covers(*span, offset, &mut until)
        {
            let current = found.current == Some(first);
            style = style.patch(if current { self.palette.current } else { self.palette.found });
        }
        (style, until)
    }

    fn block_kind(&self, row: &Row) -> Option<BlockKind> {
        if self.app.reader.is_raw() {
            return None;
        }
        self.article.document.blocks.get(row.block as usize).map(|block| block.kind)
    }

    fn block_style(&self, row: &Row) -> Style {
        match self.block_kind(row) {
            Some(
                BlockKind::Title
                | BlockKind::Heading
                | BlockKind::Question
                | BlockKind::Commenter
                | BlockKind::Row { head: true },
            ) => self.palette.strong,
            Some(BlockKind::Furniture(_) | BlockKind::Byline | BlockKind::Dateline) => {
                self.palette.dim
            }
            _ => Style::new(),
        }
    }

    /// Who wrote it, when and where it appeared; how long it takes.
    fn facts(&self, pen: &mut Pen<'_>) {
        let heading = &self.article.document.heading;
        let text = &self.article.document.text;
        let told = [heading.author, heading.date, heading.source];
        let told: Vec<&str> = told.iter().flatten().map(|span| span.of(text)).collect();
        let minutes = format!("{} min", self.article.minutes());
        let room = usize::from(pen.room()).saturating_sub(minutes.len() + 2);
        let words = if told.is_empty() { self.article.place.clone() } else { told.join(", ") };
        pen.clip(&words, room as u16, self.palette.dim);
        pen.write_right(&minutes, self.palette.dim);
    }

    /// How many passages of each kind the article has, whatever the filter; in words where there
    /// is room, and always in words where there are none.
    fn tally(&self, pen: &mut Pen<'_>) {
        let counts = Kind::ALL.map(|kind| {
            self.article.passages.iter().filter(|passage| passage.kinds.has(kind)).count()
        });
        let words =
            |brief: bool| [0, 1, 2].map(|nth| tally_words(Kind::ALL[nth], counts[nth], brief));
        let width = |words: &[String; 3]| words.iter().map(|words| words.len() + 4).sum::<usize>();
        let full = words(false);
        let fits = width(&full) <= usize::from(pen.room()) + 2;
        let words = if fits { full } else { words(true) };
        for (kind, words) in Kind::ALL.into_iter().zip(words) {
            pen.write(sign(kind), self.palette.sign(kind));
            pen.write(&format!(" {words}  "), self.palette.dim);
        }
    }
}

/// What a person did to a passage, as a sign on its first row and one on the others: `|` made, `:`
/// confirmed, `?` on other words than it was put on, `"` with a memo, `^` starred.
pub(super) fn hand_signs(passage: &Passage) -> [&'static str; 2] {
    let Some(hand) = &passage.hand else { return [" "; 2] };
    let is_made = |kind| passage.origin(Label::Kind(kind)) == Origin::Made;
    let all = match () {
        () if hand.moved => "?",
        () if passage.waits() || passage.kinds.is_empty() => " ",
        () if passage.kinds.iter().any(is_made) => "|",
        () => ":",
    };
    let first = match () {
        () if hand.noted => "\"",
        () if hand.starred => "^",
        () => all,
    };
    [first, all]
}

/// Whether `span` covers the byte at `offset`; `until` is brought forward to where that changes.
fn covers(span: Span, offset: u32, until: &mut u32) -> bool {
    if let Some(change) = [span.start, span.end].into_iter().find(|change| *change > offset) {
        *until = change.min(*until);
    }
    span.contains(offset)
}

/// "9 concerns", "no statistics", or where it must be brief "9".
fn tally_words(kind: Kind, count: usize, brief: bool) -> String {
    match count {
        0 => format!("no {}", plural(kind)),
        _ if brief => count.to_string(),
        _ => counted(count, kind.name(), plural(kind)),
    }
}

/// The plural of a kind's name.
pub(super) fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Concern => "concerns",
        Kind::Opportunity => "opportunities",
        Kind::Statistic => "statistics",
    }
}

fn describe(note: &Note) -> String {
    match note {
        Note::Encoding(name) => format!("not UTF-8: read as {name}"),
        Note::TruncatedTail { bytes } => {
            format!("the file ends in the middle of a character ({bytes} bytes): R shows it")
        }
        Note::InvalidBytes { bytes } => format!("{bytes} bytes are no text, shown as \u{fffd}"),
        Note::Mojibake { places } => {
            format!("garbled characters repaired in {places} places: R shows the source")
        }
        Note::Invisible { places } => {
            format!(
                "{} left out: R shows the source",
                counted(*places, "invisible character", "invisible characters")
            )
        }
        Note::BrokenTail => "the file ends in a broken character, left as it is".to_owned(),
        Note::Part { number, .. } => {
            format!("part {number} of a long text: at its end the next one follows")
        }
    }
}

/// The whole article in small: the kinds of each part, `:` for the part on screen.
fn rail(page: &Page<'_>, area: Rect, canvas: &mut Canvas) {
    let reader = &page.app.reader;
    let rail = reader.rail();
    if rail.is_empty() || area.width < GUTTER + 4 {
        return;
    }
    let cell_of = |row: usize| cell_of(row, reader.flow().rows.len(), rail.len());
    let visible = reader.visible();
    let on_screen = cell_of(visible.start)..=cell_of(visible.end.max(1) - 1);
    let palette = page.palette;
    for (cell, kinds) in rail.iter().copied().enumerate() {
        let here = on_screen.contains(&cell);
        let (symbol, style) = match stance(kinds) {
            Some((sign, kind)) => (sign, palette.sign(kind)),
            None if kinds.has(Kind::Statistic) => {
                (sign(Kind::Statistic), palette.sign(Kind::Statistic))
            }
            None if here => (":", Style::new()),
            None => (".", palette.dim),
        };
        let style = if here { style.add_modifier(Modifier::BOLD) } else { style };
        Pen::at(canvas, area.right() - 1, area.y + cell as u16, 1).write(symbol, style);
    }
}
