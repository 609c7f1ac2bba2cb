//! The network that is trained, with its gradients written out.
//!
//! Plain f32 loops in a fixed order: work is cut into pieces of fixed size whose gradients are added in order,
//! so that neither the number of threads nor the machine changes a bit. Nothing of this is in the product.

mod optimiser;

use crate::data::DIMS;
use crate::fit::chance;
use crate::pack::{COLUMNS, Folded};
use crate::random::Random;
use crate::weights::{AFTER, BEFORE, FILTERS, HIDDEN, INPUTS, KINDS, UNKNOWN};
use optimiser::Optimiser;

/// Columns of the projection, padded for the processor's sake.
const WIDE: usize = COLUMNS.next_multiple_of(16);
const BAG: usize = 3 * FILTERS;

type Vector = [f32; DIMS];

/// A sentence ready for training: rows, wanted probabilities, weight.
#[derive(Clone, Debug)]
pub struct Example {
    pub rows: Vec<u16>,
    pub wanted: [f32; KINDS],
    pub weight: f32,
}

/// What can be set.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    pub epochs: usize,
    pub batch: usize,
    pub net_rate: f32,
    pub word_rate: f32,
    pub drop: f32,
    pub word_drop: f32,
    pub decay: f32,
    pub seed: u64,
    pub threads: usize,
}

/// The dense numbers, also used for their gradients.
#[derive(Clone)]
struct Dense {
    /// Of each column, the weights over a word's vector.
    columns: Vec<Vector>,
    bias: [f32; FILTERS],
    hidden: [[f32; INPUTS]; HIDDEN],
    hidden_bias: [f32; HIDDEN],
    out: [[f32; FILTERS]; KINDS],
    out_hidden: [[f32; HIDDEN]; KINDS],
    out_bias: [f32; KINDS],
}

/// Numbers a `Dense` has.
const NUMBERS: usize =
    COLUMNS * DIMS + FILTERS + HIDDEN * (INPUTS + 1) + KINDS * (FILTERS + HIDDEN + 1);

impl Dense {
    fn zero() -> Self {
        Self {
            columns: vec![[0.0; DIMS]; COLUMNS],
            bias: [0.0; FILTERS],
            hidden: [[0.0; INPUTS]; HIDDEN],
            hidden_bias: [0.0; HIDDEN],
            out: [[0.0; FILTERS]; KINDS],
            out_hidden: [[0.0; HIDDEN]; KINDS],
            out_bias: [0.0; KINDS],
        }
    }

    /// All numbers in one order.
    fn each(&mut self) -> impl Iterator<Item = &mut f32> {
        self.columns
            .iter_mut()
            .flatten()
            .chain(&mut self.bias)
            .chain(self.hidden.iter_mut().flatten())
            .chain(&mut self.hidden_bias)
            .chain(self.out.iter_mut().flatten())
            .chain(self.out_hidden.iter_mut().flatten())
            .chain(&mut self.out_bias)
    }

    fn add(&mut self, other: &mut Self) {
        for (a, b) in self.each().zip(other.each()) {
            *a += *b;
        }
    }
}

/// The network.
#[derive(Clone)]
pub struct Net {
    words: Vec<Vector>,
    dense: Dense,
}

/// Gradients of one piece of a batch.
struct Piece {
    dense: Dense,
    words: Vec<(u16, Vector)>,
    loss: f32,
}

/// The projection laid out for multiplying a word's vector.
struct Projection(Vec<[f32; WIDE]>);

impl Projection {
    fn of(dense: &Dense) -> Self {
        let mut p = vec![[0.0; WIDE]; DIMS];
        for (c, column) in dense.columns.iter().enumerate() {
            for (row, v) in p.iter_mut().zip(column) {
                row[c] = *v;
            }
        }
        Self(p)
    }

    fn apply(&self, word: &Vector) -> [f32; WIDE] {
        let mut z = [0.0; WIDE];
        for (x, row) in word.iter().zip(&self.0) {
            if *x != 0.0 {
                for (a, w) in z.iter_mut().zip(row) {
                    *a += x * w;
                }
            }
        }
        z
    }
}

/// Sentences of a batch whose gradients are added up together.
const PIECE: usize = 16;

impl Net {
    /// A network over word vectors, everything else drawn at random.
    #[must_use]
    pub fn new(words: Vec<Vector>, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let mut dense = Dense::zero();
        for v in dense.columns.iter_mut().flatten() {
            *v = (random.unit() * 2.0 - 1.0) * 0.06;
        }
        for v in dense.out.iter_mut().flatten() {
            *v = (random.unit() * 2.0 - 1.0) * 0.16;
        }
        for v in dense.hidden.iter_mut().flatten().chain(dense.out_hidden.iter_mut().flatten()) {
            *v = (random.unit() * 2.0 - 1.0) * 0.2;
        }
        Self { words, dense }
    }

    /// Trains; `report` is told each epoch's mean loss.
    pub fn train(
        &mut self,
        examples: &[Example],
        s: &Settings,
        mut report: impl FnMut(usize, f32, &Self),
    ) {
        let mut order: Vec<usize> = (0..examples.len()).collect();
        let mut shuffler = Random::new(s.seed ^ 0x5bd1_e995);
        let mut state = Optimiser::new(self, s, examples.len().div_ceil(s.batch) * s.epochs);
        for epoch in 0..s.epochs {
            shuffler.shuffle(&mut order);
            let mut loss = 0.0;
            for batch in order.chunks(s.batch) {
                loss += self.batch(examples, batch, epoch, s, &mut state);
            }
            #[expect(clippy::cast_precision_loss, reason = "counts below 2^24 are exact")]
            report(epoch, loss / examples.len() as f32, self);
        }
    }

    fn batch(
        &mut self,
        examples: &[Example],
        batch: &[usize],
        epoch: usize,
        s: &Settings,
        state: &mut Optimiser,
    ) -> f32 {
        let projection = Projection::of(&self.dense);
        let pieces: Vec<&[usize]> = batch.chunks(PIECE).collect();
        let work = |p: &[usize]| self.piece(&projection, examples, p, epoch, s);
        let mut done: Vec<Piece> = if s.threads < 2 {
            pieces.iter().map(|p| work(p)).collect()
        } else {
            let share = pieces.len().div_ceil(s.threads);
            std::thread::scope(|scope| {
                let running: Vec<_> = pieces
                    .chunks(share)
                    .map(|ps| scope.spawn(move || ps.iter().map(|p| work(p)).collect::<Vec<_>>()))
                    .collect();
                running.into_iter().flat_map(|r| r.join().unwrap_or_default()).collect()
            })
        };
        let mut total = Dense::zero();
        for piece in &mut done {
            total.add(&mut piece.dense);
        }
        state.step(self, &mut total, &done, batch.len());
        done.iter().map(|p| p.loss).sum()
    }

    fn piece(
        &self,
        projection: &Projection,
        examples: &[Example],
        which: &[usize],
        epoch: usize,
        s: &Settings,
    ) -> Piece {
        let mut piece = Piece { dense: Dense::zero(), words: Vec::new(), loss: 0.0 };
        for &i in which {
            self.sentence(projection, &examples[i], Random::of(s.seed, epoch, i), s, &mut piece);
        }
        piece
    }

    /// The words of a sentence with its rims, some of them and some of their numbers dropped.
    fn inputs(&self, example: &Example, random: &mut Random, s: &Settings) -> Vec<(u16, Vector)> {
        let keep = 1.0 / (1.0 - s.drop);
        let drawn = example
            .rows
            .iter()
            .map(|&r| if random.unit() < s.word_drop { UNKNOWN } else { r })
            .collect::<Vec<_>>();
        let all = std::iter::once(BEFORE).chain(drawn).chain(std::iter::once(AFTER));
        all.map(|row| {
            let mut v = self.words[usize::from(row)];
            for x in &mut v {
                *x = if random.unit() < s.drop { 0.0 } else { *x * keep };
            }
            (row, v)
        })
        .collect()
    }

    /// Adds the gradients of one sentence.
    fn sentence(
        &self,
        projection: &Projection,
        example: &Example,
        mut random: Random,
        s: &Settings,
        piece: &mut Piece,
    ) {
        let inputs = self.inputs(example, &mut random, s);
        let parts: Vec<[f32; WIDE]> = inputs.iter().map(|(_, v)| projection.apply(v)).collect();
        let n = example.rows.len();
        let (best, place) = greatest(&self.dense.bias, &parts);
        let keep = 1.0 / (1.0 - s.drop);
        let open: [f32; FILTERS] =
            std::array::from_fn(|_| if random.unit() < s.drop { 0.0 } else { keep });
        let mut gradients = vec![[0.0; DIMS]; inputs.len()];
        #[expect(clippy::cast_precision_loss, reason = "counts below 2^24 are exact")]
        let share = 1.0 / n as f32;
        let seen: [f32; INPUTS] = std::array::from_fn(|i| {
            if i < FILTERS {
                best[i] * open[i]
            } else {
                parts[1..=n].iter().map(|p| p[2 * FILTERS + i]).sum::<f32>() * share
            }
        });
        let mut down = self.head(&seen, example, piece);
        for (i, d) in down[FILTERS..].iter().enumerate() {
            for t in 1..=n {
                pass(
                    d * share,
                    &self.dense.columns[BAG + i],
                    &inputs[t].1,
                    &mut piece.dense.columns[BAG + i],
                    &mut gradients[t],
                );
            }
        }
        for (d, open) in down.iter_mut().zip(open) {
            *d *= open;
        }
        for f in 0..FILTERS {
            if best[f] > 0.0 && down[f] != 0.0 {
                piece.dense.bias[f] += down[f];
                for j in 0..3 {
                    let (c, t) = (j * FILTERS + f, place[f] + j - 1);
                    pass(
                        down[f],
                        &self.dense.columns[c],
                        &inputs[t].1,
                        &mut piece.dense.columns[c],
                        &mut gradients[t],
                    );
                }
            }
        }
        for ((row, v), mut g) in inputs.into_iter().zip(gradients) {
            for (g, x) in g.iter_mut().zip(v) {
                *g = if x == 0.0 { 0.0 } else { *g * keep };
            }
            piece.words.push((row, g));
        }
    }

    /// The part above the pooled numbers: adds its gradients and the loss, gives the gradient of what it saw.
    fn head(&self, seen: &[f32; INPUTS], example: &Example, piece: &mut Piece) -> [f32; INPUTS] {
        let hidden: [f32; HIDDEN] = std::array::from_fn(|j| {
            let sum: f32 = seen.iter().zip(&self.dense.hidden[j]).map(|(x, w)| x * w).sum();
            (self.dense.hidden_bias[j] + sum).max(0.0)
        });
        let (mut down, mut under) = ([0.0; INPUTS], [0.0; HIDDEN]);
        for k in 0..KINDS {
            let filters: f32 = (0..FILTERS).map(|f| self.dense.out[k][f] * seen[f]).sum();
            let above: f32 = (0..HIDDEN).map(|j| self.dense.out_hidden[k][j] * hidden[j]).sum();
            let logit = self.dense.out_bias[k] + filters + above + seen[FILTERS + k];
            #[expect(
                clippy::cast_possible_truncation,
                reason = "rounded: the network is trained in f32"
            )]
            let p = chance(f64::from(logit)) as f32;
            piece.loss += example.weight * (p - example.wanted[k]) * (p - example.wanted[k]);
            let g = example.weight * (p - example.wanted[k]) / 2.0;
            piece.dense.out_bias[k] += g;
            for f in 0..FILTERS {
                piece.dense.out[k][f] += g * seen[f];
                down[f] += g * self.dense.out[k][f];
            }
            for j in 0..HIDDEN {
                piece.dense.out_hidden[k][j] += g * hidden[j];
                under[j] += g * self.dense.out_hidden[k][j];
            }
            down[FILTERS + k] += g;
        }
        for j in (0..HIDDEN).filter(|&j| hidden[j] > 0.0) {
            piece.dense.hidden_bias[j] += under[j];
            for i in 0..INPUTS {
                piece.dense.hidden[j][i] += under[j] * seen[i];
                down[i] += under[j] * self.dense.hidden[j][i];
            }
        }
        down
    }

    /// The network as a table: the convolution folded into the words' rows.
    #[must_use]
    pub fn fold(&self) -> Folded {
        let projection = Projection::of(&self.dense);
        let rows = self.words.iter().map(|w| {
            let z = projection.apply(w);
            std::array::from_fn(|c| z[c])
        });
        Folded {
            rows: rows.collect(),
            filter_bias: self.dense.bias,
            hidden: self.dense.hidden,
            hidden_bias: self.dense.hidden_bias,
            out: self.dense.out,
            out_hidden: self.dense.out_hidden,
            out_bias: self.dense.out_bias,
        }
    }
}

/// Each filter's greatest value over the windows, if above zero, and its place.
fn greatest(bias: &[f32; FILTERS], parts: &[[f32; WIDE]]) -> ([f32; FILTERS], [usize; FILTERS]) {
    let (mut best, mut place) = ([0.0; FILTERS], [1; FILTERS]);
    for t in 1..parts.len() - 1 {
        for f in 0..FILTERS {
            let z =
                bias[f] + parts[t - 1][f] + parts[t][FILTERS + f] + parts[t + 1][2 * FILTERS + f];
            if z > best[f] {
                best[f] = z;
                place[f] = t;
            }
        }
    }
    (best, place)
}

/// Passes a gradient back through a product of a column and a word's vector.
fn pass(
    g: f32,
    column: &Vector,
    word: &Vector,
    column_gradient: &mut Vector,
    word_gradient: &mut Vector,
) {
    for d in 0..DIMS {
        column_gradient[d] += g * word[d];
        word_gradient[d] += g * column[d];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weights::MEANS;

    fn toy() -> (Net, Vec<Example>, Settings) {
        let mut r = Random::new(3);
        let words = (0..12).map(|_| std::array::from_fn(|_| r.unit() - 0.5)).collect();
        let examples = (0..200)
            .map(|i| {
                let rows: Vec<u16> =
                    (0..5).map(|_| 4 + u16::try_from(r.below(8)).unwrap_or(0)).collect();
                let hit = rows.windows(2).any(|w| w[0] < 6 && w[1] > 8);
                let good = rows.contains(&7);
                Example {
                    rows,
                    wanted: [f32::from(u8::from(hit)), f32::from(u8::from(good))],
                    weight: if i % 3 == 0 { 2.0 } else { 1.0 },
                }
            })
            .collect();
        let s = Settings {
            epochs: 12,
            batch: 40,
            net_rate: 0.02,
            word_rate: 0.01,
            drop: 0.1,
            word_drop: 0.05,
            decay: 1e-4,
            seed: 5,
            threads: 1,
        };
        (Net::new(words, 1), examples, s)
    }

    #[test]
    fn learns_and_threads_do_not_matter() {
        let (start, examples, mut s) = toy();
        let mut losses = Vec::new();
        let mut one = start.clone();
        one.train(&examples, &s, |_, loss, _| losses.push(loss));
        assert!(losses[losses.len() - 1] < losses[0] * 0.6, "{losses:?}");
        s.threads = 3;
        let mut three = start;
        three.train(&examples, &s, |_, _, _| ());
        assert!(one.words == three.words && one.dense.columns == three.dense.columns);
    }

    #[test]
    fn gradient_agrees_with_differences() {
        let (net, examples, mut set) = toy();
        (set.drop, set.word_drop) = (0.0, 0.0);
        let loss = |net: &Net| -> f64 {
            let rows = net.fold();
            let example = &examples[0];
            let parts: Vec<[f32; WIDE]> = std::iter::once(BEFORE)
                .chain(example.rows.clone())
                .chain([AFTER])
                .map(|r| {
                    std::array::from_fn(|c| {
                        if c < COLUMNS { rows.rows[usize::from(r)][c] } else { 0.0 }
                    })
                })
                .collect();
            let best = greatest(&net.dense.bias, &parts).0;
            let mean = |i: usize| parts[1..=5].iter().map(|p| p[BAG + i]).sum::<f32>() / 5.0;
            let seen: Vec<f32> = best.into_iter().chain((0..MEANS).map(mean)).collect();
            let hidden: Vec<f32> = (0..HIDDEN)
                .map(|j| {
                    let sum: f32 = seen.iter().zip(&net.dense.hidden[j]).map(|(x, w)| x * w).sum();
                    (sum + net.dense.hidden_bias[j]).max(0.0)
                })
                .collect();
            (0..KINDS)
                .map(|k| {
                    let y = net.dense.out_bias[k]
                        + (0..FILTERS).map(|f| net.dense.out[k][f] * best[f]).sum::<f32>()
                        + (0..HIDDEN).map(|j| net.dense.out_hidden[k][j] * hidden[j]).sum::<f32>()
                        + mean(k);
                    let (p, t) = (chance(f64::from(y)), f64::from(example.wanted[k]));
                    -f64::from(example.weight) * (t * p.ln() + (1.0 - t) * (1.0 - p).ln()) / 2.0
                })
                .sum()
        };
        let piece = net.piece(&Projection::of(&net.dense), &examples, &[0], 0, &set);
        for c in [0, FILTERS + 3, 2 * FILTERS + 7, BAG, BAG + 1, BAG + 5] {
            let (mut up, mut down) = (net.clone(), net.clone());
            up.dense.columns[c][2] += 1e-2;
            down.dense.columns[c][2] -= 1e-2;
            let slope = (loss(&up) - loss(&down)) / 2e-2;
            assert!((slope - f64::from(piece.dense.columns[c][2])).abs() < 2e-3, "column {c}");
        }
    }
}
