//! The table of figures: what is known of them, how it is sorted and narrowed, where its cursor is, and
//! the keys in it. Counts are [`crate::library::figures`]'; what is not at hand is asked for.

use std::collections::BTreeSet;

use crossterm::event::KeyCode;

use super::action::{Action, Step};
use super::dialog::Dialog;
use super::keys::Press;
use super::list::Cursor;
use super::{App, Effect, Line, Pane, Reader, dashboard, sheets};
use crate::library::ArticleId;
use crate::library::figures::{
    FigureId, Line as Row, Order, Picture, Range, RowId, Stated, Table, Wanted,
};
use crate::text::Span;
use crate::text::shown::counted;

/// The table as it is looked at; kept while it is closed.
#[derive(Debug, Default)]
pub struct View {
    /// All that is known.
    pub table: Table,
    /// How many articles were looked through, while more is on its way.
    pub gathering: Option<usize>,
    /// What shows under the filter.
    pub picture: Picture,
    /// The lines of what shows.
    pub lines: Vec<Row>,
    /// How they are sorted.
    pub order: Order,
    /// The line with the cursor.
    pub cursor: Cursor,
    /// The words that are looked for, and whether they are being typed.
    pub words: Line,
    /// Whether they are.
    pub typing: bool,
    /// Only these values.
    pub range: Option<Range>,
    /// Figures whose places are listed.
    open: BTreeSet<FigureId>,
    /// What `picture` and `lines` were made of: the state of the library and of the table.
    made_of: Option<(u32, u32)>,
    /// Articles whose texts changed while figures were gathered.
    changed: Vec<ArticleId>,
    /// Why figures could not be gathered.
    fault: bool,
    /// Whether the last key went from here to a passage.
    pub(super) left: bool,
}

impl View {
    /// Whether the places of a figure are listed.
    pub fn is_open(&self, figure: FigureId) -> bool {
        self.open.contains(&figure)
    }

    /// Whether only some of what shows under the filter is listed.
    pub fn is_narrowed(&self) -> bool {
        self.range.is_some() || !self.words.is_empty()
    }

    fn wanted(&self) -> Wanted {
        let words = self.words.text().to_lowercase();
        Wanted { range: self.range, words: words.split_whitespace().map(str::to_owned).collect() }
    }

    /// A line of it: a figure, or one of its places.
    pub fn chosen(&self) -> Option<Row> {
        self.lines.get(self.cursor.at).copied()
    }

    /// The place that a line tells of: of a figure the first that most of its places are like.
    pub fn place_of(&self, line: Row) -> Option<RowId> {
        match line {
            Row::Place(row) => Some(row),
            Row::Figure(figure) => self.picture.lead(figure).map(|(row, _)| row),
        }
    }
}

/// Rows and columns of the table on its screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// Columns for the figure, what it is about, its sentence, where it stands, when that was.
    pub widths: [u16; 5],
    /// Lines above the rows.
    pub head: u16,
    /// Rows on screen.
    pub rows: u16,
    /// Lines for the sentence of the row with the cursor.
    pub sentence: u16,
    /// Lines below: where it stands, and the keys.
    pub foot: u16,
}

impl App {
    /// Opens the table where it was left.
    pub(super) fn open_figures(&mut self) -> Vec<Effect> {
        self.dialog = Dialog::Figures;
        self.figures.left = false;
        self.figures.fault = false;
        self.ask_figures()
    }

    /// Opens it on some values alone.
    pub(super) fn open_range(&mut self, range: Range) -> Vec<Effect> {
        let view = &mut self.figures;
        (view.range, view.words, view.cursor) = (Some(range), Line::default(), Cursor::default());
        (view.order, view.made_of) = (Order::Value, None);
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

    /// Takes in the figures that are at hand, and asks for the others, if they are on screen.
    pub(super) fn ask_figures(&mut self) -> Vec<Effect> {
        if !self.shows_figures() || self.figures.gathering.is_some() || self.figures.fault {
            return Vec::new();
        }
        let lacking = self.library.ids().filter(|id| self.figures.table.lacks(*id));
        let lacking: Vec<ArticleId> = lacking.collect();
        let (mut first, mut at_hand) = (None, Vec::new());
        for id in lacking {
            match self.library.at_hand(id) {
                Some(article) if article.marked => at_hand.push((id, Stated::of(article))),
                // Its marks are on their way.
                Some(_) => {}
                None => first = first.or(Some(id)),
            }
        }
        if let Some(first) = first {
            self.figures.gathering = Some(0);
            return vec![Effect::Gather(first)];
        }
        for (id, figures) in at_hand {
            self.figures.table.put(id, &figures);
        }
        Vec::new()
    }

    /// Takes in figures that were asked for.
    pub(super) fn take_figures(&mut self, gathered: Result<Table, String>) -> Vec<Effect> {
        self.figures.gathering = None;
        match gathered {
            Ok(table) => {
                let before = self.figures.table.articles();
                self.figures.table.absorb(table);
                for id in std::mem::take(&mut self.figures.changed) {
                    self.figures.table.forget(id);
                }
                // Where nothing comes, asking again would go on for ever.
                self.figures.fault = self.figures.table.articles() == before;
                self.ask_figures()
            }
            Err(why) => {
                self.figures.fault = true;
                self.tell(why)
            }
        }
    }

    /// The text of an article, or what is marked in it, may be another now.
    pub(super) fn forget_figures(&mut self, id: ArticleId) {
        self.figures.table.forget(id);
        self.figures.fault = false;
        if self.figures.gathering.is_some() {
            self.figures.changed.push(id);
        }
    }

    /// Makes the figures on screen agree with what they are of.
    pub(super) fn settle_figures(&mut self) {
        if !self.shows_figures() {
            return;
        }
        let columns = self.figure_columns();
        let view = &mut self.figures;
        view.table.settle(&self.library);
        let state = Some((self.revision, view.table.revision));
        if view.made_of != state {
            view.made_of = state;
            let chosen = view.chosen();
            // The dashboard draws all that shows.
            let is_table = self.dialog_is_table();
            let view = &mut self.figures;
            let wanted = if is_table { view.wanted() } else { Wanted::default() };
            view.picture = Picture::of(&view.table, &self.library, &self.survey, &wanted);
            view.lines = view.picture.lines(&view.table, view.order, &view.open);
            view.follow(chosen);
        }
        let view = &mut self.figures;
        view.cursor.settle(view.lines.len(), usize::from(columns.rows));
    }

    fn dialog_is_table(&self) -> bool {
        self.view() == Some(sheets::View::Figures)
    }
}

impl View {
    /// Puts the cursor on what it was on before the lines changed, if that is still there.
    fn follow(&mut self, chosen: Option<Row>) {
        let figure = |line: Row| match line {
            Row::Figure(figure) => Some(figure),
            Row::Place(row) => self.table.figure(row),
        };
        let Some(chosen) = chosen else { return };
        let is_it = |line: &Row| *line == chosen;
        let at = self.lines.iter().position(is_it);
        let of_same = || self.lines.iter().position(|line| figure(*line) == figure(chosen));
        if let Some(at) = at.or_else(of_same) {
            // It stays where the eye is.
            self.cursor.top = (self.cursor.top + at).saturating_sub(self.cursor.at);
            self.cursor.at = at;
        }
    }

    /// Says that what shows is to be made anew; the cursor begins at the top.
    fn renew(&mut self) {
        (self.made_of, self.cursor) = (None, Cursor::default());
        self.lines = Vec::new();
    }
}

impl App {
    /// A key while the table is open.
    pub(super) fn press_in_figures(&mut self, press: Press) -> Vec<Effect> {
        if self.figures.typing {
            return self.press_in_words(press);
        }
        let Some(action) = self.keymap.action(press) else { return Vec::new() };
        match action {
            Action::Drop if self.figures.is_narrowed() => {
                let view = &mut self.figures;
                let chosen = view.chosen();
                (view.range, view.words) = (None, Line::default());
                view.made_of = None;
                // The same line among all.
                view.lines = chosen.into_iter().collect();
                view.cursor = Cursor::default();
            }
            Action::Search => self.figures.typing = true,
            Action::Pane(step) => self.next_order(step),
            Action::Side(step) => self.open_places(step == Step::On),
            Action::Choose => return self.choose_figure(),
            action => {
                if let Some(effects) = self.press_in_view(action) {
                    return effects;
                }
                let height = usize::from(self.figure_columns().rows);
                self.walk_figures(super::perform::rows(action, height).unwrap_or(0));
            }
        }
        Vec::new()
    }

    /// A key while words are typed.
    fn press_in_words(&mut self, press: Press) -> Vec<Effect> {
        let view = &mut self.figures;
        match press.code {
            KeyCode::Enter => view.typing = false,
            KeyCode::Esc => {
                (view.typing, view.words) = (false, Line::default());
                view.renew();
            }
            KeyCode::Backspace if view.words.is_empty() => view.typing = false,
            KeyCode::Down => self.walk_figures(1),
            KeyCode::Up => self.walk_figures(-1),
            _ => {
                let before = view.words.text();
                view.words.press(press);
                if view.words.text() != before {
                    view.renew();
                }
            }
        }
        Vec::new()
    }

    /// Puts pasted text into the words that are typed.
    pub(super) fn paste_in_figures(&mut self, text: &str) {
        if self.figures.typing {
            self.figures.words.insert(text);
            self.figures.renew();
        }
    }

    /// Moves the table's cursor so many rows down.
    pub(super) fn walk_figures(&mut self, rows: isize) {
        let len = self.figures.lines.len();
        self.figures.cursor.step(rows, len);
    }

    fn next_order(&mut self, step: Step) {
        let view = &mut self.figures;
        let to = if step == Step::On { 1 } else { Order::ALL.len() - 1 };
        let at = Order::ALL.iter().position(|order| *order == view.order).unwrap_or(0);
        view.order = Order::ALL[(at + to) % Order::ALL.len()];
        view.cursor = Cursor::default();
        view.lines = view.picture.lines(&view.table, view.order, &view.open);
    }

    /// Lists the places of the figure under the cursor, or no longer.
    fn open_places(&mut self, open: bool) {
        let view = &mut self.figures;
        let (figure, is_place) = match view.chosen() {
            Some(Row::Figure(figure)) => (figure, false),
            Some(Row::Place(row)) => match view.table.figure(row) {
                Some(figure) => (figure, true),
                None => return,
            },
            None => return,
        };
        let changed =
            if open { !is_place && view.open.insert(figure) } else { view.open.remove(&figure) };
        if changed {
            view.lines = view.picture.lines(&view.table, view.order, &view.open);
            view.follow(Some(Row::Figure(figure)));
        }
    }

    /// Opens or closes a figure with several places; goes to a place.
    fn choose_figure(&mut self) -> Vec<Effect> {
        match self.figures.chosen() {
            Some(Row::Figure(figure)) => {
                self.open_places(!self.figures.is_open(figure));
                Vec::new()
            }
            Some(Row::Place(row)) => self.go_to_figure(row),
            None => Vec::new(),
        }
    }

    /// Shows the passage that a figure stands in.
    fn go_to_figure(&mut self, row: RowId) -> Vec<Effect> {
        let Some((id, span)) = self.figures.table.place(row) else { return Vec::new() };
        let passage = self.passage_with(id, span);
        self.dialog = Dialog::None;
        self.note_jump();
        self.focus = Pane::Reader;
        if self.open != Some(id) {
            self.show(id);
        }
        if self.reader.is_raw() {
            self.read(Reader::toggle_raw);
        }
        match passage {
            Some(passage) => self.show_passage(id, passage),
            None => self.read(|reader, article| reader.reveal(article, span)),
        }
        self.figures.left = true;
        self.tell("Esc or T goes back to the table of figures")
    }

    /// The passage of an article with these words, one that shows if there is any.
    pub(crate) fn passage_with(&self, id: ArticleId, span: Span) -> Option<usize> {
        let article = self.library.article(id)?;
        let holds = |at: &usize| {
            let passage = article.passages.get(*at);
            passage.is_some_and(|it| it.span.start <= span.start && span.end <= it.span.end)
        };
        let mut shown = self.survey.shown_in(&self.library, id);
        shown.find(holds).or_else(|| (0..article.passages.len()).find(holds))
    }

    /// How the table is laid out.
    pub(crate) fn figure_columns(&self) -> Columns {
        Columns::of(self.size.width, self.size.height)
    }

    /// How many figures show, in words: "1,204 figures, 310 of them different".
    pub(crate) fn figures_tally(&self) -> String {
        let picture = &self.figures.picture;
        let places = counted(picture.places, "figure", "figures");
        if picture.len() == picture.places {
            places
        } else {
            format!("{places}, {} different", picture.len())
        }
    }
}

impl Columns {
    fn of(width: u16, height: u16) -> Self {
        let part = if width < 60 { 2 * width / 5 } else { width / 4 };
        let figure = part.clamp(10, 26).min(width);
        let date = if width >= 60 { 11 } else { 0 };
        let place = match width {
            0..46 => 0,
            46..110 => width / 4,
            _ => (width / 5).min(34),
        };
        let rest = width.saturating_sub(figure + date + place);
        let about = if width >= 130 { (width / 5).min(38) } else { rest };
        let widths = [figure, about, rest - about, place, date];
        let head = height.saturating_sub(2).min(2);
        let foot = height.saturating_sub(1 + head).min(2);
        let sentence = (height.saturating_sub(8) / 4).min(3);
        let rows = height - (head + foot + sentence).min(height);
        Self { widths, head, rows, sentence, foot }
    }
}

#[cfg(test)]
mod tests;
