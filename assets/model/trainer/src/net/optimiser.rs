//! Turns gradients into steps: Adam (Kingma and Ba, 2015), with decay for the network and only on the words
//! that occur in a batch.

use super::{Dense, NUMBERS, Net, Piece, Settings, Vector};
use crate::data::DIMS;

/// Adam with a rising, then falling rate; words only where they occur.
pub(super) struct Optimiser {
    dense: Moments,
    words: Moments,
    sums: Vec<Vector>,
    touched: Vec<u16>,
    seen: Vec<bool>,
    settings: Settings,
    steps: usize,
    done: usize,
    power: (f32, f32),
}

impl Optimiser {
    pub(super) fn new(net: &Net, settings: &Settings, steps: usize) -> Self {
        let words = net.words.len();
        Self {
            dense: Moments::new(NUMBERS),
            words: Moments::new(words * DIMS),
            sums: vec![[0.0; DIMS]; words],
            touched: Vec::new(),
            seen: vec![false; words],
            settings: *settings,
            steps,
            done: 0,
            power: (1.0, 1.0),
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "counts below 2^24 are exact")]
    pub(super) fn step(
        &mut self,
        net: &mut Net,
        gradient: &mut Dense,
        pieces: &[Piece],
        sentences: usize,
    ) {
        let factor =
            ((self.done + 1) as f32 / 60.0).min(1.0) * (1.0 - self.done as f32 / self.steps as f32);
        self.done += 1;
        self.power = (self.power.0 * 0.9, self.power.1 * 0.999);
        let fix = (1.0 - self.power.0, 1.0 - self.power.1);
        let mean = 1.0 / sentences as f32;
        let (rate, decay) = (self.settings.net_rate * factor, self.settings.decay);
        for (i, (v, g)) in net.dense.each().zip(gradient.each()).enumerate() {
            *v -= rate * decay * *v + self.dense.step(i, *g * mean, rate, fix);
        }
        self.gather(pieces);
        let rate = self.settings.word_rate * factor;
        for &row in &self.touched {
            let at = usize::from(row);
            for d in 0..DIMS {
                net.words[at][d] -=
                    self.words.step(at * DIMS + d, self.sums[at][d] * mean, rate, fix);
            }
            self.sums[at] = [0.0; DIMS];
            self.seen[at] = false;
        }
    }

    fn gather(&mut self, pieces: &[Piece]) {
        self.touched.clear();
        for (row, g) in pieces.iter().flat_map(|p| &p.words) {
            let at = usize::from(*row);
            if !self.seen[at] {
                self.seen[at] = true;
                self.touched.push(*row);
            }
            for (sum, g) in self.sums[at].iter_mut().zip(g) {
                *sum += g;
            }
        }
    }
}

/// State of the optimiser (Adam) for some numbers.
struct Moments {
    first: Vec<f32>,
    second: Vec<f32>,
}

impl Moments {
    fn new(n: usize) -> Self {
        Self { first: vec![0.0; n], second: vec![0.0; n] }
    }

    fn step(&mut self, at: usize, gradient: f32, rate: f32, fix: (f32, f32)) -> f32 {
        let (m, v) = (&mut self.first[at], &mut self.second[at]);
        *m = 0.9 * *m + 0.1 * gradient;
        *v = 0.999 * *v + 0.001 * gradient * gradient;
        rate * (*m / fix.0) / ((*v / fix.1).sqrt() + 1e-8)
    }
}
