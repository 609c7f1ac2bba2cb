//! Lists with a cursor: which rows they have, which is chosen, which are on screen.

use crate::library::{ArticleId, Library, Survey};

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

/// The rows of the passage list: the passages that show, grouped by article, two lines each. None is
/// written down: which one is the nth is worked out when it is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// For each listed article its first row, and behind them how many rows there are.
    starts: Vec<u32>,
}

impl Rows {
    /// The rows of a survey.
    pub fn of(survey: &Survey) -> Self {
        let mut rows = Self { starts: Vec::with_capacity(survey.listed.len() + 1) };
        rows.renew(survey, 0);
        rows
    }

    /// Counts the rows anew, from the nth listed article on.
    fn renew(&mut self, survey: &Survey, from: usize) {
        self.starts.truncate(from + 1);
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        let from = self.starts.len() - 1;
        let mut next = self.starts[from];
        for id in survey.listed.iter().skip(from) {
            next += 1 + 2 * survey.articles.get(id.0 as usize).copied().unwrap_or(0) as u32;
            self.starts.push(next);
        }
    }

    /// Takes in articles that are listed behind the others.
    pub fn extend(&mut self, survey: &Survey) {
        self.renew(survey, self.starts.len().saturating_sub(1));
    }

    /// Takes in that an article has other passages now.
    pub fn renew_article(&mut self, survey: &Survey, id: ArticleId) {
        let at = survey.listed.partition_point(|other| *other < id);
        self.renew(survey, at);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.last().map_or(0, |rows| *rows as usize)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The nth row.
    pub fn get(&self, library: &Library, survey: &Survey, nth: usize) -> Option<ListRow> {
        let nth = u32::try_from(nth).ok().filter(|nth| (*nth as usize) < self.len())?;
        let at = self.starts.partition_point(|start| *start <= nth).checked_sub(1)?;
        let id = *survey.listed.get(at)?;
        let Some(below) = (nth - self.starts[at]).checked_sub(1) else {
            return Some(ListRow::Article(id));
        };
        let passage = survey.shown_in(library, id).nth(below as usize / 2)?;
        let is_first = below.is_multiple_of(2);
        Some(if is_first { ListRow::Passage(id, passage) } else { ListRow::More(id, passage) })
    }

    /// The row of a passage, if it shows.
    pub fn row_of(
        &self,
        library: &Library,
        survey: &Survey,
        id: ArticleId,
        passage: usize,
    ) -> Option<usize> {
        let at = survey.listed.binary_search(&id).ok()?;
        let nth = survey.shown_in(library, id).position(|shown| shown == passage)?;
        Some(*self.starts.get(at)? as usize + 1 + 2 * nth)
    }
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
