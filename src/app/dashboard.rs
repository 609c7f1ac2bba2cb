//! The dashboard: which of its sheets is open, where its cursor is, and the keys in it. Counts are
//! [`crate::library::tally`]'s.

use super::action::{Action, Step};
use super::dialog::Dialog;
use super::keys::Press;
use super::list::Cursor;
use super::{App, Effect, sheets};
use crate::library::figures::{Bin, UnitId};
use crate::library::tally::Bar;
use crate::library::{Filter, Tally};
use crate::tag::ThemeId;
use crate::text::shown::counted;

/// What is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sheet {
    /// The kinds by time.
    #[default]
    Times = 0,
    /// The themes by time.
    Themes = 1,
    /// The kinds by source.
    Sources = 2,
    /// How the figures in a unit are distributed.
    Figures = 3,
}

impl Sheet {
    /// In the order of Tab.
    pub const ALL: [Self; 4] = [Self::Times, Self::Themes, Self::Sources, Self::Figures];
}

/// The dashboard as it is looked at; kept while it is closed.
#[derive(Debug, Default)]
pub struct View {
    /// The open sheet.
    pub sheet: Sheet,
    /// The row of each sheet's cursor.
    rows: [Cursor; 4],
    /// The time that the cursor is on among the themes.
    pub time: Cursor,
    /// What is counted.
    pub tally: Tally,
    /// The units that figures are in, each with how many.
    pub units: Vec<(UnitId, usize)>,
    /// The one whose figures are drawn.
    unit: Option<UnitId>,
    /// How these are distributed.
    pub bins: Vec<Bin>,
    /// Of which state of the library and the filter that is.
    revision: Option<u32>,
}

impl View {
    /// The cursor on the open sheet.
    pub fn row(&self) -> Cursor {
        self.rows[self.sheet as usize]
    }

    /// The bars of the open sheet; of themes there are none.
    pub fn bars(&self) -> &[Bar] {
        match self.sheet {
            Sheet::Times => &self.tally.times,
            Sheet::Themes | Sheet::Figures => &[],
            Sheet::Sources => &self.tally.sources,
        }
    }

    /// The unit whose figures are drawn: of those that show the one that was chosen, else that of most.
    pub fn unit(&self) -> Option<usize> {
        let chosen = self.units.iter().position(|(unit, _)| Some(*unit) == self.unit);
        chosen.or(if self.units.is_empty() { None } else { Some(0) })
    }

    fn step_unit(&mut self, step: Step) {
        let last = self.units.len().saturating_sub(1);
        let at = self.unit().unwrap_or(0);
        let next = if step == Step::On { (at + 1).min(last) } else { at.saturating_sub(1) };
        self.unit = self.units.get(next).map(|(unit, _)| *unit);
        self.rows[Sheet::Figures as usize] = Cursor::default();
    }
}

/// Columns of a line of the dashboard, and its lines that hold no row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plot {
    /// Columns for the name of a row.
    pub label: u16,
    /// Columns for its count.
    pub count: u16,
    /// Columns for its bar.
    pub bar: u16,
    /// Lines above the rows.
    pub head: u16,
    /// Rows on screen.
    pub rows: u16,
    /// Lines below them.
    pub foot: u16,
}

impl App {
    /// Opens the dashboard where it was left.
    pub(super) fn open_dashboard(&mut self) -> Vec<Effect> {
        self.dialog = Dialog::Dashboard;
        self.ask_figures()
    }

    /// Makes the open dashboard agree with what it is of.
    pub(super) fn settle_dashboard(&mut self) {
        if self.view() != Some(sheets::View::Dashboard) {
            return;
        }
        if self.dashboard.sheet == Sheet::Figures {
            let (table, picture) = (&self.figures.table, &self.figures.picture);
            let view = &mut self.dashboard;
            view.units = picture.units(table);
            let unit = view.unit().and_then(|at| view.units.get(at));
            view.bins = unit.map(|(unit, _)| picture.bins(table, *unit)).unwrap_or_default();
        } else if self.dashboard.revision.replace(self.revision) != Some(self.revision) {
            self.dashboard.tally = Tally::of(&self.library, &self.survey, &self.filter);
        }
        let (plot, rows) = (self.plot(), self.dashboard_rows());
        let view = &mut self.dashboard;
        view.rows[view.sheet as usize].settle(rows, usize::from(plot.rows));
        view.time.settle(view.tally.times.len(), usize::from(plot.bar));
    }

    /// How the open sheet is laid out.
    pub(crate) fn plot(&self) -> Plot {
        let (width, height) = (self.size.width, self.size.height);
        let count = if width >= 24 { 8 } else { 0 };
        let label = match self.dashboard.sheet {
            Sheet::Times => (width / 3).min(12),
            Sheet::Figures => (width / 3).min(18),
            Sheet::Themes | Sheet::Sources => (width / 3).min(34),
        };
        let foot = height.saturating_sub(1).min(2);
        let head = height.saturating_sub(1 + foot).min(2);
        let (bar, rows) = (width - label - count, height - head - foot);
        Plot { label, count, bar, head, rows, foot }
    }

    /// How many rows the open sheet has.
    pub(crate) fn dashboard_rows(&self) -> usize {
        match self.dashboard.sheet {
            Sheet::Themes => self.themes.len(),
            Sheet::Figures => self.dashboard.bins.len(),
            Sheet::Times | Sheet::Sources => self.dashboard.bars().len(),
        }
    }

    /// A key while the dashboard is open.
    pub(super) fn press_in_dashboard(&mut self, press: Press) -> Vec<Effect> {
        let Some(action) = self.keymap.action(press) else { return Vec::new() };
        match action {
            Action::Pane(step) => {
                let to = if step == Step::On { 1 } else { Sheet::ALL.len() - 1 };
                let next = (self.dashboard.sheet as usize + to) % Sheet::ALL.len();
                self.dashboard.sheet = Sheet::ALL[next];
                return self.ask_figures();
            }
            Action::Side(step) if self.dashboard.sheet == Sheet::Figures => {
                self.dashboard.step_unit(step);
            }
            Action::Side(step) => {
                let by = if step == Step::On { 1 } else { -1 };
                let times = self.dashboard.tally.times.len();
                self.dashboard.time.step(by, times);
            }
            Action::Choose if self.dashboard.sheet == Sheet::Figures => return self.open_bin(),
            Action::Choose => self.open_bar(),
            action => {
                if let Some(effects) = self.press_in_view(action) {
                    return effects;
                }
                let height = usize::from(self.plot().rows);
                self.walk_dashboard(super::perform::rows(action, height).unwrap_or(0));
            }
        }
        Vec::new()
    }

    /// Moves the dashboard's cursor so many rows down.
    pub(super) fn walk_dashboard(&mut self, rows: isize) {
        let len = self.dashboard_rows();
        self.dashboard.rows[self.dashboard.sheet as usize].step(rows, len);
    }

    /// Shows the figures that the cursor is on.
    fn open_bin(&mut self) -> Vec<Effect> {
        match self.dashboard.bins.get(self.dashboard.row().at) {
            Some(bin) if bin.places > 0 => self.open_range(bin.range),
            _ => self.tell("no figure is there"),
        }
    }

    /// The theme, if any, and the bar that the cursor is on.
    fn chosen(&self) -> Option<(Option<ThemeId>, &Bar)> {
        let (view, at) = (&self.dashboard, self.dashboard.row().at);
        match view.sheet {
            Sheet::Themes => {
                Some((Some(*self.themes.get(at)?), view.tally.times.get(view.time.at)?))
            }
            Sheet::Figures => None,
            Sheet::Times | Sheet::Sources => Some((None, view.bars().get(at)?)),
        }
    }

    /// Shows the passages that the cursor is on.
    fn open_bar(&mut self) {
        let Some((theme, bar)) = self.chosen() else { return };
        let words = self.chosen_bar_words();
        if self.chosen_passages() == 0 {
            self.notice = Some("no passage is there".to_owned());
            return;
        }
        let narrowed = self.filter.narrowed(None, theme, &self.library.codebook);
        let filter: Option<Filter> = bar.group.query().map(|query| narrowed.and(query));
        match filter {
            Some(filter) => {
                self.show_passages_of(filter, None);
                self.notice = Some(format!("{words} - Esc takes the filter back"));
            }
            None => self.notice = Some("that cannot be asked for".to_owned()),
        }
    }

    fn chosen_passages(&self) -> usize {
        match self.chosen() {
            Some((Some(theme), _)) => self.dashboard.tally.theme(theme, self.dashboard.time.at),
            Some((None, bar)) => bar.passages,
            None => 0,
        }
    }

    /// What the cursor is on, in words: "12 passages in 3 articles: 2024-03".
    pub(crate) fn chosen_bar_words(&self) -> String {
        if self.dashboard.sheet == Sheet::Figures {
            return self.chosen_bin_words();
        }
        let Some((theme, bar)) = self.chosen() else { return String::new() };
        let passages = counted(self.chosen_passages(), "passage", "passages");
        let name = bar.group.name();
        if let Some(theme) = theme {
            return format!("{passages}: {}, {name}", self.library.codebook.name(theme));
        }
        let articles = counted(bar.articles, "article", "articles");
        format!("{passages} in {articles}: {name}")
    }

    fn chosen_bin_words(&self) -> String {
        let view = &self.dashboard;
        let Some(bin) = view.bins.get(view.row().at) else { return String::new() };
        let unit = self.figures.table.unit_name(bin.range.unit);
        let places = counted(bin.places, "figure", "figures");
        let different = if bin.figures == bin.places {
            String::new()
        } else {
            format!(", {} different", bin.figures)
        };
        format!("{places}{different}: {} {unit}", bin.name)
    }
}
