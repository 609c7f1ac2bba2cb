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
    /// The article it belongs to.
    pub fn article(self) -> ArticleId {
        let (Self::Article(id) | Self::Passage(id, _) | Self::More(id, _)) = self;
        id
    }

    /// By what rows are in order.
    fn key(self) -> (ArticleId, Option<usize>, bool) {
        let is_second = matches!(self, Self::More(..));
        (self.article(), self.passage().map(|(_, passage)| passage), is_second)
    }

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
        rows.extend(article_rows(library, *id, filter));
    }
    rows
}

/// The rows of one article.
fn article_rows(
    library: &Library,
    id: ArticleId,
    filter: &Filter,
) -> impl Iterator<Item = ListRow> {
    let passages = library.article(id).map_or(&[][..], |article| &article.passages);
    let admitted = passages.iter().enumerate().filter(|(_, passage)| filter.admits(passage));
    let rows = admitted.flat_map(move |(at, _)| [ListRow::Passage(id, at), ListRow::More(id, at)]);
    std::iter::once(ListRow::Article(id)).chain(rows)
}

/// Makes the rows of one article anew, among those of the others.
pub fn renew_rows(
    rows: &mut Vec<ListRow>,
    id: ArticleId,
    library: &Library,
    survey: &Survey,
    filter: &Filter,
) {
    let start = rows.partition_point(|row| row.article() < id);
    let end = start + rows[start..].partition_point(|row| row.article() == id);
    let is_listed = survey.listed.binary_search(&id).is_ok();
    rows.splice(start..end, article_rows(library, id, filter).filter(|_| is_listed));
}

/// The row of a passage, if it shows.
pub fn row_of(rows: &[ListRow], id: ArticleId, passage: usize) -> Option<usize> {
    let wanted = (id, Some(passage), false);
    rows.binary_search_by_key(&wanted, |row| row.key()).ok()
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
