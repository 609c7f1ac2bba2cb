//! Pieces sorted into groups by their vectors: spherical k-means (Dhillon, Modha, "Concept
//! decompositions for large sparse text data using clustering", 2001) from centres that are given, and
//! how many groups. Knows no words.

use super::real;
use super::spectrum::{Table, centres};
use super::vectors::{Entry, Vectors};

/// Fewest and most groups.
const FEWEST: usize = 5;
const MOST: usize = 20;
/// Pieces for each group, on average, at least.
const PIECES: usize = 6;
/// Rounds at most.
const ROUNDS: usize = 30;
/// What more groups are worth, as margin for each e-fold of them: a person who looks over a pile would
/// rather see somewhat too much detail than too little.
const DETAIL: f64 = 0.05;

/// Groups and which of them each piece belongs to.
#[derive(Clone, Debug)]
pub(super) struct Clusters {
    /// The centres: for each word that counts, a value a group.
    pub(super) centres: Centres,
    /// The group of each piece, if it has a word that counts.
    pub(super) of: Vec<Option<usize>>,
    /// By how much pieces prefer their group to the next best, 0 to 1.
    margin: f64,
}

/// A direction for each group.
#[derive(Clone, Debug)]
pub(super) struct Centres(Table);

impl Centres {
    fn new(rows: &[Vec<f64>], width: usize) -> Self {
        let mut table = Table::new(width, rows.len());
        for (group, row) in rows.iter().enumerate() {
            for (column, value) in row.iter().enumerate() {
                table.values[column * rows.len() + group] = *value;
            }
        }
        let mut centres = Self(table);
        centres.normalise();
        centres
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.width
    }

    fn normalise(&mut self) {
        let mut lengths = vec![0.0_f64; self.0.width];
        for row in self.0.values.chunks_exact(self.0.width) {
            lengths.iter_mut().zip(row).for_each(|(length, value)| *length += value * value);
        }
        for row in self.0.values.chunks_exact_mut(self.0.width) {
            for (value, length) in row.iter_mut().zip(&lengths) {
                *value /= length.sqrt().max(f64::MIN_POSITIVE);
            }
        }
    }

    /// How much a vector is like each of them; the cosines are put into `likeness`.
    fn compare(&self, vector: &[Entry], likeness: &mut [f64]) {
        likeness.fill(0.0);
        for (column, value) in vector {
            let centre = self.0.row(*column as usize);
            likeness.iter_mut().zip(centre).for_each(|(sum, other)| *sum += value * other);
        }
    }

    /// How much a vector is like one of them.
    pub(super) fn likeness(&self, vector: &[Entry], group: usize) -> f64 {
        let value =
            |column: u32| self.0.row(column as usize).get(group).copied().unwrap_or_default();
        vector.iter().map(|(column, weight)| weight * value(*column)).sum()
    }

    /// The one that a vector is most like and how much, and how much it is like the next.
    pub(super) fn nearest(&self, vector: &[Entry]) -> Option<(usize, f64, f64)> {
        let mut likeness = vec![0.0; self.len()];
        self.compare(vector, &mut likeness);
        let mut best: Option<(usize, f64, f64)> = None;
        for (group, like) in likeness.into_iter().enumerate() {
            best = match best {
                None => Some((group, like, 0.0)),
                Some((_, first, _)) if like > first => Some((group, like, first)),
                Some((at, first, second)) => Some((at, first, second.max(like))),
            };
        }
        best.filter(|(_, like, _)| *like > 0.0)
    }

    /// The sums of the vectors of each group; a group without any keeps its centre.
    fn moved(&self, vectors: &Vectors, of: &[Option<usize>]) -> Self {
        let groups = self.len();
        let mut table = Table::new(vectors.width(), groups);
        let mut has = vec![false; groups];
        for (row, group) in vectors.rows.iter().zip(of) {
            let Some(group) = *group else { continue };
            has[group] = true;
            for (column, value) in row {
                table.values[*column as usize * groups + group] += value;
            }
        }
        for (at, value) in table.values.iter_mut().enumerate() {
            if !has[at % groups] {
                *value = self.0.values[at];
            }
        }
        let mut moved = Self(table);
        moved.normalise();
        moved
    }
}

/// As many groups as fit the pieces best; none where there are too few pieces to tell.
///
/// The number is the one at which pieces most clearly prefer their own group to the next best (a
/// silhouette by centres: Rousseeuw, "Silhouettes", 1987), with a little for detail.
pub(super) fn clusters(vectors: &Vectors) -> Option<Clusters> {
    let most = MOST.min(vectors.rows.len() / PIECES).min(vectors.width());
    let starts = if most < FEWEST { Vec::new() } else { centres(vectors, most) };
    let tried = (FEWEST..=starts.len()).filter_map(|count| {
        let start = starts.get(..count)?;
        Some(grouped(vectors, Centres::new(start, vectors.width())))
    });
    let worth = |clusters: &Clusters| clusters.margin + DETAIL * real(clusters.centres.len()).ln();
    tried.reduce(|best, next| if worth(&next) > worth(&best) { next } else { best })
}

/// Moves pieces to the nearest centre and centres to their pieces until nothing moves.
fn grouped(vectors: &Vectors, mut centres: Centres) -> Clusters {
    let mut of: Vec<Option<usize>> = Vec::new();
    for _ in 0..ROUNDS {
        let nearest = |row: &Vec<Entry>| centres.nearest(row).map(|(group, ..)| group);
        let next: Vec<_> = vectors.rows.iter().map(nearest).collect();
        if next == of {
            break;
        }
        centres = centres.moved(vectors, &next);
        of = next;
    }
    let margins = vectors.rows.iter().filter_map(|row| {
        let (_, first, second) = centres.nearest(row)?;
        Some((first - second) / first)
    });
    let (sum, count) = margins.fold((0.0, 0_usize), |(sum, count), one| (sum + one, count + 1));
    Clusters { centres, of, margin: sum / real(count.max(1)) }
}
