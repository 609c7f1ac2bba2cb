//! The table of figures: what is known of them, how it is sorted and narrowed, where its cursor is. Counts
//! are [`crate::library::figures`]'.

mod columns;
mod gathering;
mod keys;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use super::list::Cursor;
use super::{App, Effect, Line as Words, dashboard, sheets};
use crate::library::figures::{
    FigureId, Ground, Line, Lines, Order, Picture, Range, RowId, Sought, Summary, Table, Wanted,
};
use crate::library::{ArticleId, Library, Survey};
use crate::text::Span;
use crate::text::shown::counted;
pub use columns::Columns;
use gathering::Gathering;

/// The table as it is looked at; kept while it is closed.
#[derive(Debug, Default)]
pub struct View {
    /// All that is known.
    pub table: Table,
    gathering: Gathering,
    /// What shows under the filter.
    pub picture: Picture,
    /// The lines of what shows.
    pub lines: Lines,
    /// Those that are on screen.
    pub on_screen: Vec<OnScreen>,
    /// How they are sorted.
    pub order: Order,
    /// The line with the cursor.
    pub cursor: Cursor,
    /// The words that are looked for, and whether they are being typed.
    pub words: Words,
    /// Whether they are.
    pub typing: bool,
    /// Only these values.
    pub range: Option<Range>,
    sought: Sought,
    /// Figures whose places are listed.
    open: BTreeSet<FigureId>,
    /// What `picture` was made of.
    made_of: Option<Made>,
    /// Raised whenever `lines` are others, from 1 on; 0 while they are to be made anew.
    listed: u32,
    /// Of which lines, and from which on, `on_screen` is.
    screen_of: (u32, usize),
    /// Whether the cursor is to begin at the top, whatever it is on.
    anew: bool,
    /// Whether the last key went from here to a passage.
    pub(super) left: bool,
}

/// The state of all that a picture is made of.
#[derive(Clone, Debug, PartialEq)]
struct Made {
    /// Of the library and the filter.
    revision: u32,
    /// Of the table, and of the places of rows in it.
    table: (u32, u32),
    /// How many articles that knew.
    articles: usize,
    wanted: Wanted,
}

/// A line on screen.
#[derive(Clone, Copy, Debug)]
pub struct OnScreen {
    /// Which.
    pub line: Line,
    /// The place that it tells of: of a figure the first of those that most of its places are like.
    pub place: RowId,
    /// What is said of a figure.
    pub summary: Option<Summary>,
}

impl OnScreen {
    /// Whether it stands for several places.
    pub fn is_several(&self) -> bool {
        self.summary.is_some_and(|summary| summary.places > 1)
    }
}

/// What the cursor is on.
#[derive(Clone, Copy, Debug)]
struct Chosen {
    figure: FigureId,
    /// Where one of its places is, if it is on that.
    place: Option<(ArticleId, Span)>,
}

impl View {
    /// Whether the places of a figure are listed.
    pub fn is_open(&self, figure: FigureId) -> bool {
        self.open.contains(&figure)
    }

    /// How many articles were looked through, while more is on its way.
    pub fn gathered(&self) -> Option<usize> {
        self.gathering.done()
    }

    /// Whether only some of what shows under the filter is listed.
    pub fn is_narrowed(&self) -> bool {
        self.range.is_some() || !self.words.is_empty()
    }

    fn wanted(&self) -> Wanted {
        let words = self.words.text().to_lowercase();
        Wanted { range: self.range, words: words.split_whitespace().map(str::to_owned).collect() }
    }

    /// The line with the cursor, which is on screen.
    pub fn chosen(&self) -> Option<&OnScreen> {
        self.on_screen.get(self.cursor.at.checked_sub(self.cursor.top)?)
    }

    fn on(&self) -> Option<Chosen> {
        match self.lines.get(self.cursor.at)? {
            Line::Figure(figure) => Some(Chosen { figure, place: None }),
            Line::Place(row) => {
                Some(Chosen { figure: self.table.figure(row)?, place: self.table.place(row) })
            }
        }
    }

    /// Makes what shows agree with the library and the table. While figures are gathered, those that came
    /// wait until they are as many as those before: a person can read what stands still.
    fn settle_picture(
        &mut self,
        library: &Library,
        survey: &Survey,
        revision: u32,
        wanted: Wanted,
    ) {
        let table = (self.table.revision, self.table.moved);
        let made = Made { revision, table, articles: self.table.articles(), wanted };
        if let Some(before) = &self.made_of {
            let is_more = made.table.1 == before.table.1 && made.articles > before.articles;
            let waits = is_more && made.articles < 2 * before.articles;
            let is_same = (before.revision, &before.wanted) == (revision, &made.wanted);
            let is_due = made.table != before.table && !(waits && self.gathered().is_some());
            if is_same && !is_due {
                return;
            }
        }
        self.sought.ask(made.wanted.clone());
        self.made_of = Some(made);
        if self.picture.renew(&self.table, library, survey, &mut self.sought) {
            self.listed = 0;
        }
    }

    /// Makes the lines agree with what shows, and keeps the cursor on what it was on.
    fn settle_lines(&mut self, library: &Library, survey: &Survey, chosen: Option<Chosen>) {
        if self.listed > 0 {
            return;
        }
        let figures = self.picture.in_order(&mut self.table, self.order);
        self.lines = Lines::of(figures, &self.open, self.ground(library, survey), &self.picture);
        self.listed = self.screen_of.0 + 1;
        if std::mem::take(&mut self.anew) {
            self.cursor = Cursor::default();
        } else if let Some(chosen) = chosen {
            self.follow(chosen);
        }
    }

    /// Puts the cursor on what it was on before the lines changed, if that is still there.
    fn follow(&mut self, Chosen { figure, place }: Chosen) {
        // More comes above what nobody has moved away from yet.
        if self.gathered().is_some() && self.cursor.at == 0 {
            return;
        }
        let is_it = |row: &RowId| self.table.place(*row) == place;
        let mut places = self.lines.places(figure).filter(|_| place.is_some());
        let place = places.find(|(_, row)| is_it(row)).map(|(at, _)| at);
        if let Some(at) = place.or_else(|| self.lines.find(figure)) {
            // It stays where the eye is.
            self.cursor.top = (self.cursor.top + at).saturating_sub(self.cursor.at);
            self.cursor.at = at;
        }
    }

    /// Finds what is said of the lines on screen, so far as they were not there before.
    fn settle_screen(&mut self, library: &Library, survey: &Survey, height: usize) {
        self.cursor.settle(self.lines.len(), height);
        let (of, top) = std::mem::replace(&mut self.screen_of, (self.listed, self.cursor.top));
        let mut before = std::mem::take(&mut self.on_screen);
        if of != self.listed {
            before.clear();
        }
        let end = self.lines.len().min(self.cursor.top + height);
        let on_screen = (self.cursor.top..end).filter_map(|nth| {
            let known = nth.checked_sub(top).and_then(|at| before.get(at)).copied();
            known.or_else(|| self.said(self.ground(library, survey), self.lines.get(nth)?))
        });
        self.on_screen = on_screen.collect();
    }

    /// What says which places show, as long as the picture is of these.
    fn ground<'a>(&'a self, library: &'a Library, survey: &'a Survey) -> Ground<'a> {
        Ground { table: &self.table, library, survey, sought: &self.sought }
    }

    fn said(&self, ground: Ground<'_>, line: Line) -> Option<OnScreen> {
        match line {
            Line::Place(place) => Some(OnScreen { line, place, summary: None }),
            Line::Figure(figure) => {
                let summary = self.picture.summary(ground, figure)?;
                Some(OnScreen { line, place: summary.lead, summary: Some(summary) })
            }
        }
    }

    /// Says that other lines are to be listed; the cursor begins at the top.
    fn list_anew(&mut self) {
        (self.listed, self.anew) = (0, true);
    }
}

impl App {
    /// Opens the table where it was left.
    pub(super) fn open_figures(&mut self) -> Vec<Effect> {
        self.dialog = super::Dialog::Figures;
        self.figures.left = false;
        self.figures.gathering.try_again();
        self.ask_figures()
    }

    /// Opens it on some values alone.
    pub(super) fn open_range(&mut self, range: Range) -> Vec<Effect> {
        let view = &mut self.figures;
        (view.range, view.words, view.order) = (Some(range), Words::default(), Order::Value);
        view.list_anew();
        self.open_figures()
    }

    /// Whether figures are on screen.
    fn shows_figures(&self) -> bool {
        match self.view() {
            Some(sheets::View::Figures) => true,
            Some(sheets::View::Dashboard) => self.dashboard.sheet == dashboard::Sheet::Figures,
            _ => false,
        }
    }

    /// Makes the figures on screen agree with what they are of.
    pub(super) fn settle_figures(&mut self) {
        if !self.shows_figures() {
            return;
        }
        let is_table = self.view() == Some(sheets::View::Figures);
        let columns = self.figure_columns();
        let view = &mut self.figures;
        let chosen = view.on();
        view.table.settle(&self.library);
        // The dashboard draws all that shows.
        let wanted = if is_table { view.wanted() } else { Wanted::default() };
        view.settle_picture(&self.library, &self.survey, self.revision, wanted);
        if is_table {
            view.settle_lines(&self.library, &self.survey, chosen);
            view.settle_screen(&self.library, &self.survey, usize::from(columns.rows));
        }
    }

    /// How the table is laid out.
    pub(crate) fn figure_columns(&self) -> Columns {
        Columns::of(self.size.width, self.size.height)
    }

    /// How many figures show, in words: "1,204 figures, 310 of them different".
    pub(crate) fn figures_tally(&self) -> String {
        let picture = &self.figures.picture;
        let places = counted(picture.places(), "figure", "figures");
        if picture.len() == picture.places() {
            places
        } else {
            format!("{places}, {} different", picture.len())
        }
    }
}
