//! Lists with a cursor: which rows they have, which is chosen, which are on screen.

use crate::library::{ArticleId, Filter, Library, Survey};

/// A cursor in a list and the first row on screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The chosen row.
    pub at: usize,
    /// The first row on screen.
    pub top: usize,
}

impl Cursor {
    /// Moves by so many rows within a list of `len`.
    pub fn step(&mut self, rows: isize, len: usize) {
        self.at = self.at.saturating_add_signed(rows).min(len.saturating_sub(1));
    }

    /// Keeps the chosen row within `len` and on a screen of `height` rows.
    pub fn settle(&mut self, len: usize, height: usize) {
        self.at = self.at.min(len.saturating_sub(1));
        self.top = self.top.min(len.saturating_sub(height)).min(self.at);
        if height > 0 && self.at >= self.top + height {
            self.top = self.at + 1 - height;
        }
    }
}

/// A row of the passage list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListRow {
    /// The article that the rows below belong to.
    Article(ArticleId),
    /// A passage, by its index in the article.
    Passage(ArticleId, usize),
    /// The second line of the passage above.
    More(ArticleId, usize),
}

impl ListRow {
    /// The passage it is about.
    pub fn passage(self) -> Option<(ArticleId, usize)> {
        match self {
            Self::Article(_) => None,
            Self::Passage(article, passage) | Self::More(article, passage) => {
                Some((article, passage))
            }
        }
    }
}

/// The passages that show, grouped by article, two lines each.
pub fn passage_rows(library: &Library, survey: &Survey, filter: &Filter) -> Vec<ListRow> {
    let mut rows = Vec::with_capacity(survey.shown * 2 + survey.listed.len());
    for id in &survey.listed {
        let Some(article) = library.article(*id) else { continue };
        rows.push(ListRow::Article(*id));
        for (at, _) in article.passages.iter().enumerate().filter(|(_, p)| filter.admits(p)) {
            rows.extend([ListRow::Passage(*id, at), ListRow::More(*id, at)]);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_stays_in_the_list_and_on_the_screen() {
        let mut cursor = Cursor::default();
        cursor.step(7, 10);
        cursor.settle(10, 3);
        assert_eq!(cursor, Cursor { at: 7, top: 5 });
        cursor.step(-100, 10);
        cursor.settle(10, 3);
        assert_eq!(cursor, Cursor::default());
        cursor.step(5, 0);
        cursor.settle(0, 3);
        assert_eq!(cursor, Cursor::default());
    }
}
