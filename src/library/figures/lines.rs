//! The lines of the table, of which none is written down but those of figures that are open: figures in
//! their order, the places of those that are open below them.

use std::collections::BTreeSet;

use super::{FigureId, Ground, Picture, RowId};

/// A line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A figure, with all of its places that show.
    Figure(FigureId),
    /// One of the places of the figure above.
    Place(RowId),
}

/// All lines.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    figures: Vec<FigureId>,
    open: Vec<Open>,
}

/// A figure whose places are listed.
#[derive(Clone, Debug)]
struct Open {
    /// Its place among the figures.
    at: usize,
    /// How many places are listed above it.
    above: usize,
    places: Vec<RowId>,
}

impl Open {
    fn line(&self) -> usize {
        self.at + self.above
    }
}

impl Lines {
    /// The figures in an order, each of those that are `open` with its places, if these are several.
    pub fn of(
        figures: Vec<FigureId>,
        open: &BTreeSet<FigureId>,
        ground: Ground<'_>,
        picture: &Picture,
    ) -> Self {
        let mut lines = Self { figures, open: Vec::new() };
        if open.is_empty() {
            return lines;
        }
        let mut above = 0;
        for (at, figure) in lines.figures.iter().enumerate() {
            if open.contains(figure) && picture.count_of(*figure) > 1 {
                let places = picture.places_of(ground, *figure);
                let listed = places.len();
                lines.open.push(Open { at, above, places });
                above += listed;
            }
        }
        lines
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.figures.len() + self.open.last().map_or(0, |open| open.above + open.places.len())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.figures.is_empty()
    }

    /// The nth of them.
    pub fn get(&self, nth: usize) -> Option<Line> {
        let open = self.open.partition_point(|open| open.line() < nth).checked_sub(1);
        let Some(open) = open.and_then(|at| self.open.get(at)) else {
            return self.figures.get(nth).copied().map(Line::Figure);
        };
        let below = nth - open.line() - 1;
        if let Some(place) = open.places.get(below) {
            return Some(Line::Place(*place));
        }
        self.figures.get(nth - open.above - open.places.len()).copied().map(Line::Figure)
    }

    /// Where a figure is listed.
    pub fn find(&self, figure: FigureId) -> Option<usize> {
        let at = self.figures.iter().position(|other| *other == figure)?;
        let above = self.open.iter().rev().find(|open| open.at < at);
        Some(at + above.map_or(0, |open| open.above + open.places.len()))
    }

    /// Where the places of a figure are listed, each of which is given with its line.
    pub fn places(&self, figure: FigureId) -> impl Iterator<Item = (usize, RowId)> + '_ {
        let open = self.open.iter().find(|open| self.figures.get(open.at) == Some(&figure));
        open.into_iter().flat_map(|open| (open.line() + 1..).zip(open.places.iter().copied()))
    }
}
