//! The directions in which vectors spread most, by subspace iteration (Halko, Martinsson, Tropp,
//! "Finding structure with randomness", 2011, with a start that is no chance but the words' own
//! hashes), and centres to begin clusters with, taken from their positive parts (Boutsidis,
//! Gallopoulos, "SVD based initialization", 2008). Decides nothing.

use super::sample::spread;
use super::vectors::Vectors;

/// Rounds of the iteration.
const ROUNDS: usize = 12;
/// Directions that are followed beyond those asked for.
const SPARE: usize = 8;

/// Columns side by side: the values of one word or piece are neighbours.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// Row by row.
    pub(super) values: Vec<f64>,
    /// Values a row.
    pub(super) width: usize,
}

impl Table {
    /// All zero.
    pub(super) fn new(rows: usize, width: usize) -> Self {
        Self { values: vec![0.0; rows * width], width }
    }

    /// One row.
    pub(super) fn row(&self, at: usize) -> &[f64] {
        self.values.get(at * self.width..(at + 1) * self.width).unwrap_or_default()
    }

    fn column(&self, at: usize) -> impl Iterator<Item = f64> {
        self.values.iter().skip(at).step_by(self.width.max(1)).copied()
    }

    fn dot(&self, one: usize, other: usize) -> f64 {
        self.values.chunks_exact(self.width).map(|row| row[one] * row[other]).sum()
    }

    /// Makes the columns orthogonal and of length one (Gram and Schmidt, twice for precision).
    fn orthonormalise(&mut self) {
        for column in 0..self.width {
            for _ in 0..2 {
                for before in 0..column {
                    let share = self.dot(before, column);
                    self.values
                        .chunks_exact_mut(self.width)
                        .for_each(|row| row[column] -= share * row[before]);
                }
            }
            let length = self.dot(column, column).sqrt();
            let scale = if length > f64::EPSILON { 1.0 / length } else { 0.0 };
            self.values.chunks_exact_mut(self.width).for_each(|row| row[column] *= scale);
        }
    }

    /// Turns the columns by a square table.
    fn turned(&self, by: &Self) -> Self {
        let mut turned = Self::new(self.values.len() / self.width.max(1), by.width);
        for (from, to) in
            self.values.chunks_exact(self.width).zip(turned.values.chunks_exact_mut(by.width))
        {
            for (value, row) in from.iter().zip(by.values.chunks_exact(by.width)) {
                to.iter_mut().zip(row).for_each(|(to, by)| *to += value * by);
            }
        }
        turned
    }
}

/// Vectors times a table with a row for each of their columns.
fn times(vectors: &Vectors, by: &Table) -> Table {
    let mut product = Table::new(vectors.rows.len(), by.width);
    for (row, sums) in vectors.rows.iter().zip(product.values.chunks_exact_mut(by.width)) {
        for (column, value) in row {
            let other = by.row(*column as usize);
            sums.iter_mut().zip(other).for_each(|(sum, other)| *sum += value * other);
        }
    }
    product
}

/// The same vectors, seen as columns, times a table with a row for each of them.
fn times_across(vectors: &Vectors, by: &Table) -> Table {
    let mut product = Table::new(vectors.width(), by.width);
    for (row, other) in vectors.rows.iter().zip(by.values.chunks_exact(by.width)) {
        for (column, value) in row {
            let start = *column as usize * by.width;
            let sums = &mut product.values[start..start + by.width];
            sums.iter_mut().zip(other).for_each(|(sum, other)| *sum += value * other);
        }
    }
    product
}

/// Centres for as many clusters as asked for, the strongest first: each a row with a value for each
/// column of the vectors, none below zero.
pub(super) fn centres(vectors: &Vectors, count: usize) -> Vec<Vec<f64>> {
    let width = (count + SPARE).min(vectors.width()).min(vectors.rows.len());
    let mut right = Table::new(vectors.width(), width);
    for (at, value) in (0..).zip(&mut right.values) {
        *value = f64::from((spread(at) >> 32) as u32) / f64::from(u32::MAX) - 0.5;
    }
    for _ in 0..ROUNDS {
        right.orthonormalise();
        right = times_across(vectors, &times(vectors, &right));
    }
    right.orthonormalise();
    let left = times(vectors, &right);
    let turn = eigenvectors(&left);
    let (left, right) = (left.turned(&turn), right.turned(&turn));
    let centres = (0..width.min(count)).map(|column| positive(&left, &right, column));
    centres.collect()
}

/// The positive part of a direction or of its opposite, whichever holds more of the pieces.
fn positive(left: &Table, right: &Table, column: usize) -> Vec<f64> {
    let strength = |table: &Table, sign: f64| {
        table.column(column).map(|value| (sign * value).max(0.0).powi(2)).sum::<f64>()
    };
    let both = |sign| strength(left, sign) * strength(right, sign);
    let sign = if both(1.0) >= both(-1.0) { 1.0 } else { -1.0 };
    right.column(column).map(|value| (sign * value).max(0.0)).collect()
}

/// The eigenvectors of a table's columns by each other, strongest first (Jacobi's rotations).
fn eigenvectors(table: &Table) -> Table {
    let size = table.width;
    let mut gram = Table::new(size, size);
    for one in 0..size {
        for other in 0..size {
            gram.values[one * size + other] = table.dot(one, other);
        }
    }
    let mut turn = Table::new(size, size);
    (0..size).for_each(|at| turn.values[at * size + at] = 1.0);
    for _ in 0..30 {
        for one in 0..size {
            for other in one + 1..size {
                rotate(&mut gram, &mut turn, one, other);
            }
        }
    }
    let mut order: Vec<usize> = (0..size).collect();
    let strength = |at: &usize| gram.values[at * size + at];
    order.sort_by(|one, other| strength(other).total_cmp(&strength(one)));
    let mut sorted = Table::new(size, size);
    for row in 0..size {
        for (to, from) in order.iter().enumerate() {
            sorted.values[row * size + to] = turn.values[row * size + from];
        }
    }
    sorted
}

/// One rotation that makes two rows of a symmetric table orthogonal.
fn rotate(gram: &mut Table, turn: &mut Table, one: usize, other: usize) {
    let size = gram.width;
    let at = |row: usize, column: usize| row * size + column;
    let between = gram.values[at(one, other)];
    if between.abs() < 1e-15 {
        return;
    }
    let angle = (gram.values[at(other, other)] - gram.values[at(one, one)]) / (2.0 * between);
    let tangent = angle.signum() / (angle.abs() + (angle * angle + 1.0).sqrt());
    let along = 1.0 / (tangent * tangent + 1.0).sqrt();
    let across = tangent * along;
    let mix = |values: &mut [f64], one: usize, other: usize| {
        let (first, second) = (values[one], values[other]);
        values[one] = along * first - across * second;
        values[other] = across * first + along * second;
    };
    for row in 0..size {
        mix(&mut gram.values, at(row, one), at(row, other));
        mix(&mut turn.values, at(row, one), at(row, other));
    }
    for column in 0..size {
        mix(&mut gram.values, at(one, column), at(other, column));
    }
}
