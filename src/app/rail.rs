//! The strip at the right of the reader: the article from top to bottom, in each cell the kinds that
//! show there. Knows nothing of which part is on screen, nor of drawing.

use crate::reading::Flow;
use crate::tag::Kinds;
use crate::text::Span;

/// The cell of a rail of `cells` that stands for a row of an article of `rows`.
pub(crate) fn cell_of(row: usize, rows: usize, cells: usize) -> usize {
    row * cells / rows.max(1)
}

/// A rail of at most `height` cells for the passages of an article: where their words are in the
/// text on screen, and their kinds that show.
pub(super) fn rail(
    flow: &Flow,
    height: usize,
    passages: impl Iterator<Item = (Span, Kinds)>,
) -> Vec<Kinds> {
    let rows = flow.rows.len();
    let mut rail = vec![Kinds::NONE; height.min(rows)];
    let cells = rail.len();
    for (span, kinds) in passages {
        let shown = flow.rows_of(span);
        let last = shown.end.max(1) - 1;
        let here = rail.get_mut(cell_of(shown.start, rows, cells)..=cell_of(last, rows, cells));
        for cell in here.unwrap_or_default() {
            *cell = kinds.iter().fold(*cell, Kinds::with);
        }
    }
    rail
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::{Row, RowKind};
    use crate::tag::Kind;

    #[test]
    fn a_cell_has_all_kinds_of_the_rows_it_stands_for() {
        let row = |nth: u32| Row {
            kind: RowKind::Words { first: false },
            span: Span { start: nth * 10, end: nth * 10 + 9 },
            block: 0,
            indent: 0,
        };
        let flow = Flow { rows: (0..12).map(row).collect(), folds: Vec::new() };
        let one = |kind: Kind| [kind].into_iter().collect::<Kinds>();
        // Rows 0, 2 to 4 and 11, three rows a cell.
        let passages = [
            (Span { start: 2, end: 5 }, one(Kind::Concern)),
            (Span { start: 25, end: 44 }, one(Kind::Statistic)),
            (Span { start: 118, end: 119 }, one(Kind::Opportunity)),
        ];
        let both = one(Kind::Concern).with(Kind::Statistic);
        let cells = rail(&flow, 4, passages.into_iter());
        assert_eq!(cells, [both, one(Kind::Statistic), Kinds::NONE, one(Kind::Opportunity)]);
        assert_eq!(rail(&flow, 40, passages.into_iter()).len(), 12, "no more cells than rows");
        assert_eq!(rail(&Flow::default(), 4, passages.into_iter()), []);
    }
}
