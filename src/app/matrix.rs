//! The matrix view: which sheet of it is open, where its cursor is, how it is laid out, and the keys in
//! it. Counts are [`crate::library::matrix`]'s.

use ratatui::layout::Size;

use super::action::{Action, Step};
use super::dialog::Dialog;
use super::keys::Press;
use super::list::Cursor;
use super::{App, Effect, Pane, sheets};
use crate::library::query::Atom;
use crate::library::{ArticleId, Filter, Matrix, Query};
use crate::tag::{Kind, ThemeId};
use crate::text::shown::{self, clipped, counted};

/// What is held against what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sheet {
    /// Themes by kinds.
    #[default]
    Kinds = 0,
    /// Articles by themes.
    Articles = 1,
    /// Themes by themes.
    Themes = 2,
}

impl Sheet {
    /// In the order of Tab.
    pub const ALL: [Self; 3] = [Self::Kinds, Self::Articles, Self::Themes];
}

/// The matrix as it is looked at; kept while it is closed.
#[derive(Debug, Default)]
pub struct View {
    /// The open sheet.
    pub sheet: Sheet,
    /// The row and the column of each sheet's cursor.
    cursors: [[Cursor; 2]; 3],
    /// What is counted.
    pub counts: Matrix,
    /// Of which state of the library and the filter `counts` is.
    revision: Option<u32>,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Passages of a kind.
    Kind(Kind),
    /// All that show.
    All,
    /// Passages of a theme.
    Theme(ThemeId),
}

/// What stands in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// Passages of a theme.
    Theme(ThemeId),
    /// Passages of an article.
    Article(ArticleId),
}

/// How much of a sheet is on a screen, in rows and columns of the terminal but where it says otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// Columns for the names of rows.
    pub label: u16,
    /// Columns for a cell.
    pub cell: u16,
    /// Cells side by side.
    pub columns: usize,
    /// Cells one above the other.
    pub rows: usize,
    /// Whether there is a title at the top, and the heads of columns.
    pub heads: [bool; 2],
    /// Rows for the names of columns that are only numbered.
    pub legend: u16,
    /// Rows at the bottom, for the cell in words and the keys.
    pub foot: u16,
}

/// A cell narrower than this has no room for a name above it.
pub const NAMED: u16 = 9;

impl Grid {
    /// Lays a sheet of so many columns out.
    fn of(size: Size, columns: usize) -> Self {
        const CELLS: (u16, u16) = (6, 16);
        let Size { width, height } = size;
        let label = (width / 3).clamp(8, 34).min(width);
        let all = u16::try_from(columns).unwrap_or(u16::MAX).max(1);
        let room = width - label;
        let cell = (room / all).clamp(CELLS.0, CELLS.1);
        let foot = [0, 0, 1, 1, 1, 2][usize::from(height.min(5))];
        let heads = [height >= 6, height >= 4];
        let legend = if cell < NAMED { (height / 5).saturating_sub(1).min(4) } else { 0 };
        let used = foot + heads.map(u16::from).iter().sum::<u16>() + legend;
        Self {
            label,
            cell,
            columns: usize::from((room / cell).max(1)).min(columns),
            rows: usize::from(height - used.min(height)),
            heads,
            legend,
            foot,
        }
    }
}

impl View {
    /// The rows' cursor and the columns' on the open sheet.
    pub fn cursors(&self) -> [Cursor; 2] {
        self.cursors[self.sheet as usize]
    }

    fn cursors_mut(&mut self) -> &mut [Cursor; 2] {
        &mut self.cursors[self.sheet as usize]
    }
}

impl App {
    /// Opens the matrix where it was left, on the open article.
    pub(super) fn open_matrix(&mut self) {
        let open = self.open.and_then(|id| self.survey.listed.binary_search(&id).ok());
        if let Some(at) = open {
            self.matrix.cursors[Sheet::Articles as usize][0].at = at;
        }
        self.dialog = Dialog::Matrix;
    }

    /// Makes the open matrix agree with what it is of.
    pub(super) fn settle_matrix(&mut self) {
        if self.view() != Some(sheets::View::Matrix) {
            return;
        }
        if self.matrix.revision.replace(self.revision) != Some(self.revision) {
            self.matrix.counts = Matrix::of(&self.library, &self.survey, &self.filter);
        }
        let (rows, columns, grid) = (self.matrix_rows(), self.matrix_columns(), self.grid());
        let [row, column] = self.matrix.cursors_mut();
        row.settle(rows, grid.rows);
        column.settle(columns, grid.columns);
    }

    /// How the open sheet is laid out.
    pub(crate) fn grid(&self) -> Grid {
        Grid::of(self.size, self.matrix_columns())
    }

    /// How many rows the open sheet has.
    pub(crate) fn matrix_rows(&self) -> usize {
        match self.matrix.sheet {
            Sheet::Articles => self.survey.listed.len(),
            Sheet::Kinds | Sheet::Themes => self.themes.len(),
        }
    }

    /// How many columns the open sheet has.
    pub(crate) fn matrix_columns(&self) -> usize {
        match self.matrix.sheet {
            Sheet::Kinds => Kind::ALL.len() + 1,
            Sheet::Articles | Sheet::Themes => self.themes.len(),
        }
    }

    /// What stands in the nth row.
    pub(crate) fn matrix_row(&self, nth: usize) -> Option<Row> {
        match self.matrix.sheet {
            Sheet::Articles => self.survey.listed.get(nth).copied().map(Row::Article),
            Sheet::Kinds | Sheet::Themes => self.themes.get(nth).copied().map(Row::Theme),
        }
    }

    /// What stands in the nth column.
    pub(crate) fn matrix_column(&self, nth: usize) -> Option<Column> {
        match self.matrix.sheet {
            Sheet::Kinds => match Kind::ALL.get(nth) {
                Some(kind) => Some(Column::Kind(*kind)),
                None => (nth == Kind::ALL.len()).then_some(Column::All),
            },
            Sheet::Articles | Sheet::Themes => self.themes.get(nth).copied().map(Column::Theme),
        }
    }

    /// A key while the matrix is open.
    pub(super) fn press_in_matrix(&mut self, press: Press) -> Vec<Effect> {
        let Some(action) = self.keymap.action(press) else { return Vec::new() };
        match action {
            Action::Pane(step) => {
                let to = if step == Step::On { 1 } else { Sheet::ALL.len() - 1 };
                let next = (self.matrix.sheet as usize + to) % Sheet::ALL.len();
                self.matrix.sheet = Sheet::ALL[next];
            }
            Action::Side(step) => {
                let columns = self.matrix_columns();
                let by = if step == Step::On { 1 } else { -1 };
                self.matrix.cursors_mut()[1].step(by, columns);
            }
            Action::Choose => self.open_cell(),
            action => {
                if let Some(effects) = self.press_in_view(action) {
                    return effects;
                }
                let height = self.grid().rows;
                self.walk_matrix(super::perform::rows(action, height).unwrap_or(0));
            }
        }
        Vec::new()
    }

    /// Moves the matrix's cursor so many rows down.
    pub(super) fn walk_matrix(&mut self, rows: isize) {
        let len = self.matrix_rows();
        self.matrix.cursors_mut()[0].step(rows, len);
    }

    /// Shows the passages of the cell under the cursor.
    fn open_cell(&mut self) {
        let [row, column] = self.matrix.cursors().map(|cursor| cursor.at);
        let Some((row, column)) = self.matrix_row(row).zip(self.matrix_column(column)) else {
            return;
        };
        if let Column::Kind(kind) = column
            && !self.filter.kinds.has(kind)
        {
            let key = kind as usize + 1;
            self.notice = Some(format!("that kind does not show: {key} shows it again"));
            return;
        }
        if self.cell(row, column) == 0 {
            self.notice = Some("no passage is there".to_owned());
            return;
        }
        let words = self.cell_words(row, column);
        let (filter, article) = self.cell_filter(row, column);
        self.show_passages_of(filter, article);
        self.notice = Some(format!("{words} - Esc takes the filter back"));
    }

    /// The filter that shows the passages of a cell, of an article with those of the others.
    fn cell_filter(&self, row: Row, column: Column) -> (Filter, Option<ArticleId>) {
        let codebook = &self.library.codebook;
        let kind = if let Column::Kind(kind) = column { Some(kind) } else { None };
        let other = if let Column::Theme(theme) = column { Some(theme) } else { None };
        match row {
            Row::Article(id) => (self.filter.narrowed(kind, other, codebook), Some(id)),
            Row::Theme(theme) => {
                let filter = self.filter.narrowed(kind, Some(theme), codebook);
                match other.filter(|other| *other != theme) {
                    Some(other) => (filter.and(Query::Atom(Atom::Theme(other))), None),
                    None => (filter, None),
                }
            }
        }
    }

    /// Shows by another filter, from the first passage of that article, or else of all, on.
    pub(super) fn show_passages_of(&mut self, filter: Filter, article: Option<ArticleId>) {
        self.note_jump();
        self.dialog = Dialog::None;
        self.focus = Pane::Passages;
        self.settings.zen = false;
        self.refilter(|present| *present = filter);
        self.settle();
        let has_any = |id: &&ArticleId| self.survey.articles.get(id.0 as usize) > Some(&0);
        let first = article.or_else(|| self.survey.listed.iter().find(has_any).copied());
        let Some(id) = first else { return };
        let passage = self.survey.shown_in(&self.library, id).next();
        match passage {
            Some(passage) => self.show_passage(id, passage),
            None => self.show(id),
        }
    }

    /// How many passages a cell has.
    pub(crate) fn cell(&self, row: Row, column: Column) -> usize {
        let counts = &self.matrix.counts;
        match (row, column) {
            (Row::Theme(theme), Column::Kind(kind)) => counts.kind(theme, kind),
            (Row::Theme(theme), Column::All) => counts.theme(theme),
            (Row::Theme(one), Column::Theme(other)) => counts.together(one, other),
            (Row::Article(id), Column::Theme(theme)) => {
                let all = crate::library::matrix::of_article(&self.library, &self.survey, id);
                all.get(usize::from(theme.0)).copied().unwrap_or(0)
            }
            (Row::Article(_), _) => 0,
        }
    }

    /// A cell in words: "3 passages: new roles, concern".
    pub(crate) fn cell_words(&self, row: Row, column: Column) -> String {
        let codebook = &self.library.codebook;
        let row_name = match row {
            Row::Theme(theme) => codebook.name(theme).to_owned(),
            Row::Article(id) => {
                let title = self.library.brief(id).map_or("", |brief| brief.title);
                format!("'{}'", clipped(title, 28))
            }
        };
        let with = match column {
            Column::Kind(kind) => format!(", {}", kind.name()),
            Column::All => String::new(),
            Column::Theme(theme) if row == Row::Theme(theme) => String::new(),
            Column::Theme(theme) => format!(" with {}", codebook.name(theme)),
        };
        let passages = counted(self.cell(row, column), "passage", "passages");
        format!("{passages}: {row_name}{with}")
    }

    /// The cell under the cursor in words, with how much it is of what shows.
    pub(crate) fn chosen_cell_words(&self) -> String {
        let [row, column] = self.matrix.cursors().map(|cursor| cursor.at);
        let Some((row, column)) = self.matrix_row(row).zip(self.matrix_column(column)) else {
            return String::new();
        };
        let of_row = match row {
            Row::Theme(theme) => self.matrix.counts.theme(theme),
            Row::Article(id) => self.survey.articles.get(id.0 as usize).copied().unwrap_or(0),
        };
        let count = self.cell(row, column);
        let share = match (count * 100).checked_div(of_row) {
            Some(percent) if count < of_row => format!(" ({percent} % of {of_row})"),
            _ => String::new(),
        };
        format!("{}{share}", self.cell_words(row, column))
    }
}

/// How many columns a number takes.
pub(crate) fn digits(number: usize) -> usize {
    shown::width(&number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grid_fits_its_screen() {
        for (width, height) in (1..130).flat_map(|w| (1..50).map(move |h| (w, h))) {
            for columns in [0, 1, 4, 10, 64, 5000] {
                let grid = Grid::of(Size { width, height }, columns);
                let heads: u16 = grid.heads.map(u16::from).iter().sum();
                let rows = usize::from(heads + grid.legend + grid.foot) + grid.rows;
                assert!(rows <= usize::from(height) && grid.rows > 0, "{grid:?} in {height}");
                let wide = grid.label + grid.cell * grid.columns as u16;
                assert!(wide <= width || grid.columns <= 1, "{grid:?} in {width}");
            }
        }
    }
}
