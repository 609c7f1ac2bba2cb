//! The matrix: counts in rows and columns, shaded by how many they are beside the most. Counts nothing
//! but the articles on screen.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::Canvas;
use super::palette::{Palette, sign};
use super::pen::Pen;
use super::reader::plural;
use super::sidebar::short;
use crate::app::App;
use crate::app::matrix::{Column, Grid, NAMED, Row, Sheet, digits};
use crate::library::matrix::of_article;
use crate::tag::ThemeId;
use crate::text::shown;

/// From few to most.
const SHADES: [&str; 5] = [".", ":", "o", "O", "@"];

/// Draws the open sheet over the whole screen.
pub(super) fn draw(app: &App, palette: &Palette, canvas: &mut Canvas) {
    let area = canvas.area();
    canvas.wipe(area);
    let sheet = Drawn { app, palette, grid: app.grid() };
    let mut y = 0;
    if sheet.grid.heads[0] {
        sheet.title(Pen::row(canvas, area, y));
        y += 1;
    }
    if sheet.grid.heads[1] {
        sheet.heads(Pen::row(canvas, area, y));
        y += 1;
    }
    sheet.rows(y, canvas);
    sheet.legend(area.height - sheet.grid.foot - sheet.grid.legend, canvas);
    sheet.foot(area, canvas);
}

struct Drawn<'a> {
    app: &'a App,
    palette: &'a Palette,
    grid: Grid,
}

impl Drawn<'_> {
    fn title(&self, mut pen: Pen<'_>) {
        let name = match self.app.matrix.sheet {
            Sheet::Kinds => " THEMES BY KINDS",
            Sheet::Articles => " ARTICLES BY THEMES",
            Sheet::Themes => " THEMES BY THEMES",
        };
        pen.write(name, self.palette.strong);
        let survey = &self.app.survey;
        pen.write_right(&format!(" {} of {} ", survey.shown, survey.total), self.palette.dim);
    }

    /// The columns on screen, with their numbers.
    fn columns(&self) -> impl Iterator<Item = (usize, Column)> {
        let [_, cursor] = self.app.matrix.cursors();
        let on_screen = cursor.top..cursor.top + self.grid.columns;
        on_screen.filter_map(|nth| Some((nth, self.app.matrix_column(nth)?)))
    }

    fn heads(&self, mut pen: Pen<'_>) {
        let [_, cursor] = self.app.matrix.cursors();
        pen.blank(self.grid.label, Style::new());
        for (nth, column) in self.columns() {
            let style = if nth == cursor.at { self.palette.strong } else { Style::new() };
            let style = if self.is_hidden(column) { self.palette.dim } else { style };
            let (head, colour) = self.head(column);
            let room = self.grid.cell.saturating_sub(1);
            let head = shown::clipped(&head, usize::from(room));
            let width = shown::width(&head) as u16;
            pen.blank(room.saturating_sub(width), Style::new());
            pen.write(&head, style.patch(colour));
            pen.blank(1, Style::new());
        }
    }

    fn head(&self, column: Column) -> (String, Style) {
        let is_narrow = self.grid.cell < NAMED;
        match column {
            Column::Kind(kind) if is_narrow => (sign(kind).to_owned(), self.palette.sign(kind)),
            Column::Kind(kind) => {
                (format!("{} {}", sign(kind), plural(kind)), self.palette.sign(kind))
            }
            Column::All => ("all".to_owned(), Style::new()),
            Column::Theme(theme) if is_narrow => (self.number(theme), Style::new()),
            Column::Theme(theme) => (self.numbered(theme), Style::new()),
        }
    }

    fn is_hidden(&self, column: Column) -> bool {
        matches!(column, Column::Kind(kind) if !self.app.filter.kinds.has(kind))
    }

    /// A theme's place in the list of themes, by which it is known where its name has no room.
    fn number(&self, theme: ThemeId) -> String {
        let at = self.app.themes.iter().position(|other| *other == theme);
        at.map_or(String::new(), |at| (at + 1).to_string())
    }

    fn numbered(&self, theme: ThemeId) -> String {
        format!("{} {}", self.number(theme), self.app.library.codebook.name(theme))
    }

    /// The cells on screen, and the most of any that they are shaded by.
    fn counts(&self, rows: &[(usize, Row)]) -> (Vec<Vec<usize>>, usize) {
        let app = self.app;
        let count = |(_, row): &(usize, Row)| -> Vec<usize> {
            if let Row::Article(id) = row {
                let all = of_article(&app.library, &app.survey, *id);
                let of = |column| match column {
                    Column::Theme(theme) => all.get(usize::from(theme.0)).copied().unwrap_or(0),
                    _ => 0,
                };
                self.columns().map(|(_, column)| of(column)).collect()
            } else {
                self.columns().map(|(_, column)| app.cell(*row, column)).collect()
            }
        };
        let counts: Vec<Vec<usize>> = rows.iter().map(count).collect();
        let most = match app.matrix.sheet {
            Sheet::Kinds => app.matrix.counts.most_of_a_kind(),
            Sheet::Articles => counts.iter().flatten().copied().max().unwrap_or(0),
            Sheet::Themes => app.matrix.counts.most_together(),
        };
        (counts, most)
    }

    fn rows(&self, y: u16, canvas: &mut Canvas) {
        let [cursor, at] = self.app.matrix.cursors();
        let on_screen = cursor.top..cursor.top + self.grid.rows;
        let rows = on_screen.filter_map(|nth| Some((nth, self.app.matrix_row(nth)?)));
        let rows: Vec<(usize, Row)> = rows.collect();
        let (counts, most) = self.counts(&rows);
        let area = canvas.area();
        if rows.is_empty() {
            Pen::row(canvas, area, y).write(" nothing shows under this filter", self.palette.dim);
        }
        for (line, ((nth, row), counts)) in (y..).zip(rows.into_iter().zip(counts)) {
            let mut pen = Pen::row(canvas, area, line);
            let style = if nth == cursor.at { self.palette.strong } else { Style::new() };
            self.label(row, style, &mut pen);
            for ((place, column), count) in self.columns().zip(counts) {
                let is_chosen = nth == cursor.at && place == at.at;
                self.cell((row, column), (count, most), is_chosen, &mut pen);
            }
        }
    }

    fn label(&self, row: Row, style: Style, pen: &mut Pen<'_>) {
        let library = &self.app.library;
        let room = self.grid.label.saturating_sub(1);
        let end = pen.x() + self.grid.label;
        pen.blank(1, Style::new());
        match row {
            Row::Theme(theme) => {
                let width = digits(self.app.themes.len());
                let colour = library.codebook.theme(theme).and_then(|theme| theme.colour);
                let number = format!("{:>width$} ", self.number(theme));
                pen.clip(&number, room, self.palette.dim);
                let room = (end.saturating_sub(1)).saturating_sub(pen.x());
                let named = style.patch(self.palette.theme(colour));
                pen.clip(library.codebook.name(theme), room, named);
            }
            Row::Article(id) => {
                let title = library.brief(id).map_or("", |brief| brief.title);
                pen.clip(title, room.saturating_sub(1), style);
            }
        }
        pen.blank(end.saturating_sub(pen.x()), Style::new());
    }

    /// "12 @": a count and its share of the most; none where there is nothing, or the kind is hidden.
    fn cell(
        &self,
        (row, column): (Row, Column),
        (count, most): (usize, usize),
        is_chosen: bool,
        pen: &mut Pen<'_>,
    ) {
        let width = usize::from(self.grid.cell).saturating_sub(3);
        let number = match count {
            _ if self.is_hidden(column) => "-".to_owned(),
            0 => String::new(),
            count if digits(count) <= width => count.to_string(),
            count => short(count),
        };
        let is_sum = column == Column::All
            || matches!((row, column), (Row::Theme(a), Column::Theme(b)) if a == b);
        let shade = if is_sum || self.is_hidden(column) { " " } else { shade(count, most) };
        let plain = if is_sum { self.palette.dim } else { Style::new() };
        let colour = match column {
            Column::Kind(kind) => self.palette.sign(kind),
            _ => Style::new(),
        };
        let style = if is_chosen { self.palette.chosen } else { plain };
        pen.write(&format!("{number:>width$} "), style);
        pen.write(shade, style.patch(if is_chosen { Style::new() } else { colour }));
        pen.blank(1, Style::new());
    }

    /// The names of the columns that are only numbered.
    fn legend(&self, top: u16, canvas: &mut Canvas) {
        let area = canvas.area();
        let themes = self.columns().filter_map(|(_, column)| match column {
            Column::Theme(theme) => Some(self.numbered(theme)),
            _ => None,
        });
        let mut themes = themes.peekable();
        for line in 0..self.grid.legend {
            let mut pen = Pen::row(canvas, area, top + line);
            while let Some(name) = themes.peek() {
                let is_first = pen.x() == area.x;
                if !is_first && shown::width(name) + 2 > usize::from(pen.room()) {
                    break;
                }
                pen.write(&format!(" {name} "), self.palette.dim);
                themes.next();
            }
        }
    }

    /// The cell under the cursor in words; what just happened, or else the keys.
    fn foot(&self, area: Rect, canvas: &mut Canvas) {
        let app = self.app;
        let last = area.height.saturating_sub(1);
        let notice = app.notice.as_ref().map(|notice| format!(" {notice}"));
        let words = format!(" {}", app.chosen_cell_words());
        let mut write = |line: u16, text: &str, style| {
            let mut pen = Pen::row(canvas, area, line);
            let room = pen.room();
            pen.clip(text, room, style);
        };
        match self.grid.foot {
            0 => {}
            1 => write(last, &notice.unwrap_or(words), self.palette.bar),
            _ => {
                write(last - 1, &words, self.palette.strong);
                let keys =
                    " hjkl walk  Enter opens  Tab next sheet  1 2 3 kinds  & filter  q closes";
                match notice {
                    Some(notice) => write(last, &notice, self.palette.notice),
                    None => write(last, keys, self.palette.dim),
                }
            }
        }
    }
}

/// How many there are beside the most.
pub(super) fn shade(count: usize, most: usize) -> &'static str {
    let Some(step) = (count * SHADES.len()).div_ceil(most.max(1)).checked_sub(1) else {
        return " ";
    };
    SHADES[step.min(SHADES.len() - 1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shades_grow_with_the_count_and_none_is_blank() {
        let shades: String = (0..=10).map(|count| shade(count, 10)).collect();
        assert_eq!(shades, " ..::ooOO@@");
        assert_eq!((shade(1, 1), shade(0, 0)), ("@", " "));
        assert_eq!(shade(3_000_000, 3_000_000), "@");
    }
}
