//! The table of figures: what each comes to, what it is about, where it stands and when that appeared;
//! below it the sentence of the line with the cursor. Asks the texts of what is on screen alone.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::Canvas;
use super::finding::cut;
use super::palette::Palette;
use super::pen::{Pen, Spaces};
use super::sidebar::short;
use crate::app::App;
use crate::app::figures::{Columns, OnScreen};
use crate::library::ArticleId;
use crate::library::figures::{Line, RowId, Summary, is_counted};
use crate::text::Span;
use crate::text::shown::{self, clipped, counted};

/// Draws the table over the whole screen.
pub(super) fn draw(app: &App, palette: &Palette, canvas: &mut Canvas) {
    let area = canvas.area();
    canvas.wipe(area);
    let drawn = Drawn { app, palette, columns: app.figure_columns() };
    let Columns { head, rows, .. } = drawn.columns;
    if head > 0 {
        drawn.title(Pen::row(canvas, area, 0));
    }
    if head > 1 {
        drawn.heads(Pen::row(canvas, area, 1));
    }
    drawn.rows(area, canvas);
    drawn.sentence(head + rows, area, canvas);
    drawn.foot(area, canvas);
}

/// How many figures show, or how far they are gathered.
pub(super) fn tally(app: &App) -> String {
    match app.figures.gathered() {
        Some(done) => format!("gathering: {done} of {} articles", app.library.len()),
        None => app.figures_tally(),
    }
}

struct Drawn<'a> {
    app: &'a App,
    palette: &'a Palette,
    columns: Columns,
}

impl Drawn<'_> {
    fn title(&self, mut pen: Pen<'_>) {
        let view = &self.app.figures;
        pen.write(" FIGURES", self.palette.strong);
        let only = self.only();
        let only = if only.is_empty() { only } else { format!(", {only}") };
        let title = format!(" by {}{only}", view.order.name());
        let mut tally = format!(" {} ", tally(self.app));
        let has_room =
            |tally: &str, room: u16| shown::width(&title) + tally.len() < usize::from(room);
        if view.gathered().is_none() && !has_room(&tally, pen.room()) {
            tally = format!(" {} ", counted(view.picture.places(), "figure", "figures"));
        }
        // One column stays between them.
        let room = pen.room().saturating_sub(tally.len() as u16 + 1);
        pen.clip(&title, room, Style::new());
        pen.write_right(&tally, self.palette.dim);
    }

    /// What narrows the table beside the filter.
    fn only(&self) -> String {
        let view = &self.app.figures;
        let range =
            view.range.map(|it| format!("only {} {}", it.name(), view.table.unit_name(it.unit)));
        let words = Some(view.words.text()).filter(|words| !words.is_empty());
        let words = words.map(|words| format!("with '{words}'"));
        range.into_iter().chain(words).collect::<Vec<_>>().join(" ")
    }

    fn heads(&self, mut pen: Pen<'_>) {
        let names = ["  figure", "about", "sentence", "where", "date"];
        for (name, width) in names.into_iter().zip(self.columns.widths) {
            cell(name, width, self.palette.dim, &mut pen);
        }
    }

    fn rows(&self, area: Rect, canvas: &mut Canvas) {
        let view = &self.app.figures;
        let Columns { head, rows, .. } = self.columns;
        if view.lines.is_empty() && rows > 0 {
            let words = match view.gathered() {
                Some(_) => " figures are being gathered ...",
                None if view.is_narrowed() => " no figure is like that: Esc shows all",
                None => " no figure shows under this filter",
            };
            let mut pen = Pen::row(canvas, area, head);
            let room = pen.room();
            pen.clip(words, room, self.palette.dim);
        }
        for (line, (nth, what)) in (0..rows).zip((view.cursor.top..).zip(&view.on_screen)) {
            let mut pen = Pen::row(canvas, area, head + line);
            self.row(what, nth == view.cursor.at, &mut pen);
        }
    }

    fn row(&self, what: &OnScreen, is_chosen: bool, pen: &mut Pen<'_>) {
        let view = &self.app.figures;
        let [figure_width, about_width, sentence_width, place_width, date_width] =
            self.columns.widths;
        let place = what.place;
        let Some(figure) = view.table.figure(place) else { return };
        let sign = match what.line {
            Line::Figure(_) if !what.is_several() => "  ",
            Line::Figure(figure) if view.is_open(figure) => "- ",
            Line::Figure(_) => "+ ",
            Line::Place(_) => "    ",
        };
        let style = if is_chosen { self.palette.chosen } else { Style::new() };
        let label = format!("{sign}{}", view.table.label(figure));
        cell(&label, figure_width, style, pen);
        let about = view.table.about_of(place);
        let style = if is_counted(about) { Style::new() } else { self.palette.dim };
        cell(&self.about(what), about_width, style, pen);
        let end = pen.x() + sentence_width;
        if sentence_width > 0 {
            self.row_sentence(place, sentence_width, pen);
            pen.blank(end.saturating_sub(pen.x()), Style::new());
        }
        let (article, _) = view.table.place(place).unwrap_or_default();
        let brief = self.app.library.brief(article);
        let (where_, day) = match several(what) {
            Some(summary) => (self.places(summary), summary.newest),
            None => (
                brief.map_or(String::new(), |brief| brief.title.to_string()),
                brief.and_then(|brief| brief.day),
            ),
        };
        cell(&where_, place_width, Style::new(), pen);
        let day = day.map_or(String::new(), |day| day.to_string());
        cell(&day, date_width, self.palette.dim, pen);
    }

    /// "12 in 3 articles", or "12 places" where that has no room.
    fn places(&self, figure: &Summary) -> String {
        let long =
            format!("{} in {}", figure.places, counted(figure.articles, "article", "articles"));
        if shown::width(&long) < usize::from(self.columns.widths[3]) {
            return long;
        }
        counted(figure.places, "place", "places")
    }

    /// What most places of a figure are about, and how many others there are.
    fn about(&self, what: &OnScreen) -> String {
        let about = self.app.figures.table.about_of(what.place);
        let others = what.summary.map_or(0, |figure| figure.places - figure.alike);
        if others == 0 { about.to_owned() } else { format!("{about} (+{})", short(others)) }
    }

    /// The sentence of a place from a little before the figure on.
    fn row_sentence(&self, place: RowId, width: u16, pen: &mut Pen<'_>) {
        let Some((id, figure)) = self.app.figures.table.place(place) else { return };
        let Some(article) = self.app.library.article(id) else { return };
        let text = &article.document.text;
        let sentence = self.sentence_of(id, figure);
        let before = Span { start: sentence.start, end: figure.start }.of(text);
        let room = usize::from(width.saturating_sub(1));
        // What stands before the figure is cut at a word where both have no room.
        let mut start = sentence.start;
        if shown::width(sentence.of(text)) > room && shown::width(before) > room / 2 {
            let cuts = before.match_indices(' ').map(|(at, _)| at + 1);
            let fits =
                |at: &usize| before.get(*at..).is_some_and(|it| shown::width(it) <= room / 2);
            start += cuts.into_iter().find(fits).unwrap_or(0) as u32;
        }
        let end = pen.x() + width.saturating_sub(1);
        for (span, style) in parts(Span { start, ..sentence }, figure, self.palette) {
            let span_text = clipped(span.of(text), usize::from(end.saturating_sub(pen.x())));
            pen.write(&span_text, style);
        }
    }

    /// The sentence, or else the passage, that a figure stands in.
    fn sentence_of(&self, id: ArticleId, figure: Span) -> Span {
        let passage = self.app.passage_with(id, figure);
        let article = self.app.library.article(id);
        let found = article.zip(passage).and_then(|(it, at)| it.passages.get(at));
        found.map_or(figure, |passage| passage.span)
    }

    /// The sentence of the line with the cursor, its figure set off.
    fn sentence(&self, top: u16, area: Rect, canvas: &mut Canvas) {
        let view = &self.app.figures;
        let place = view.chosen().and_then(|chosen| view.table.place(chosen.place));
        let Some((id, figure)) = place else { return };
        let Some(article) = self.app.library.article(id).filter(|_| self.columns.sentence > 0)
        else {
            return;
        };
        let text = &article.document.text;
        let mut rest = self.sentence_of(id, figure);
        let columns = area.width.saturating_sub(3);
        for line in 0..self.columns.sentence {
            let (row, left) = cut(text, rest, columns);
            let mut pen = Pen::row(canvas, area, top + line);
            pen.write("  ", Style::new());
            for (span, style) in parts(row, figure, self.palette) {
                pen.write_span(text, span, style, Spaces::Joined);
            }
            rest = left;
        }
    }

    /// Where the line with the cursor stands; what just happened, or else the keys.
    fn foot(&self, area: Rect, canvas: &mut Canvas) {
        let app = self.app;
        let last = area.height.saturating_sub(1);
        let keys = if area.width < 60 {
            " Tab sorts  Enter opens  / & narrow  q closes"
        } else {
            " Enter opens  Tab sorts  / words  & filter  1 2 3 kinds  D spread  q closes"
        };
        let told = match &app.notice {
            Some(notice) => (format!(" {notice}"), self.palette.notice),
            None => (keys.to_owned(), self.palette.dim),
        };
        let words = (format!(" {}", self.chosen_words()), self.palette.strong);
        let lines = match self.columns.foot {
            0 => vec![],
            1 => vec![(last, words)],
            _ => vec![(last - 1, words), (last, told)],
        };
        for (line, (text, style)) in lines {
            let mut pen = Pen::row(canvas, area, line);
            let room = pen.room();
            pen.clip(&text, room, style);
        }
    }

    /// The line with the cursor in words: "over 90 %: 2 places in 1 article", or its article and date.
    fn chosen_words(&self) -> String {
        let view = &self.app.figures;
        let Some(chosen) = view.chosen() else { return String::new() };
        let place = chosen.place;
        let label = view.table.figure(place).map_or("", |figure| view.table.label(figure));
        if let Some(Summary { places, articles, alike, .. }) = several(chosen).copied() {
            let places = counted(places, "place", "places");
            let about = view.table.about_of(place);
            let same = if alike > 1 { format!(", {alike} about {about}") } else { String::new() };
            return format!(
                "{label}: {places} in {}{same}",
                counted(articles, "article", "articles")
            );
        }
        let (article, _) = view.table.place(place).unwrap_or_default();
        let brief = self.app.library.brief(article);
        let title = brief.map_or("", |brief| brief.title);
        let day = brief.and_then(|brief| brief.day).map_or(String::new(), |day| format!(", {day}"));
        format!("{label}: {title}{day}")
    }
}

/// What is said of a line that stands for several places.
fn several(what: &OnScreen) -> Option<&Summary> {
    what.summary.as_ref().filter(|_| what.is_several())
}

/// What stands before a figure, the figure, what stands behind it.
fn parts(row: Span, figure: Span, palette: &Palette) -> [(Span, Style); 3] {
    let within = |at: u32| at.clamp(row.start, row.end);
    let (start, end) = (within(figure.start), within(figure.end));
    [
        (Span { end: start, ..row }, Style::new()),
        (Span { start, end }, palette.figure()),
        (Span { start: end, ..row }, Style::new()),
    ]
}

/// Words in a column, a blank behind them.
fn cell(words: &str, width: u16, style: Style, pen: &mut Pen<'_>) {
    let end = pen.x() + width;
    pen.clip(words, width.saturating_sub(1), style);
    pen.blank(end.saturating_sub(pen.x()), Style::new());
}
