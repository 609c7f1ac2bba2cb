//! Turns trained numbers into the bytes of a weights file.
//!
//! Rounds to 8 bits with one scale a filter, lays out the word table. The reader of these bytes is `model`.

use crate::weights::{
    BIAS, FILTERS, FINE_BITS, HIDDEN, HIDDEN_BITS, INPUTS, KINDS, MAGIC, MEAN_BITS, MEANS, MOST,
    ONE, RAISE, ROW, STEPS, WIDEST, hash, print_of, slot_of,
};

/// Columns of a row that are in use.
pub const COLUMNS: usize = 3 * FILTERS + MEANS;

/// A trained network with the convolution folded into its words' rows.
pub struct Folded {
    pub rows: Vec<[f32; COLUMNS]>,
    pub filter_bias: [f32; FILTERS],
    pub hidden: [[f32; INPUTS]; HIDDEN],
    pub hidden_bias: [f32; HIDDEN],
    pub out: [[f32; FILTERS]; KINDS],
    pub out_hidden: [[f32; HIDDEN]; KINDS],
    pub out_bias: [f32; KINDS],
}

/// Limits and probabilities, set on held-out sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tuning {
    /// Of each kind: generous, balanced, strict.
    pub limits: [[i32; 3]; KINDS],
    pub chances: [Vec<u16>; KINDS],
}

/// The share of a column's values that fits without being cut off.
const KEPT: f64 = 0.9999;
const BITS: u32 = 16;

/// The weights file of a network, limits and probabilities left at zero.
///
/// # Panics
/// If there are more words than the table holds, or two that it could not tell apart.
#[must_use]
pub fn pack(names: &[String], net: &Folded) -> Vec<u8> {
    assert_eq!(names.len(), net.rows.len(), "one row a word");
    let columns: Vec<f32> = (0..COLUMNS).map(|c| scale(net, c)).collect();
    let mut out = MAGIC.to_vec();
    for n in [names.len(), FILTERS, KINDS, BITS as usize] {
        out.extend(u32::try_from(n).expect("a small number").to_le_bytes());
    }
    for (bias, column) in net.filter_bias.iter().zip(&columns) {
        let most = f32::from(MOST);
        let bias = (bias / column).round().clamp(-4.0 * most, most);
        out.extend(to_i16(bias).to_le_bytes());
    }
    let steps = hidden(net, &columns, &mut out);
    for k in 0..KINDS {
        out.extend(fixed(net.out_bias[k], 0).to_le_bytes());
        out.extend(fixed(columns[3 * FILTERS + k], 0).to_le_bytes());
        out.extend([0; 12 + 2 * STEPS]);
        for (weight, column) in net.out[k].iter().zip(&columns) {
            out.extend(fixed(weight * column, FINE_BITS).to_le_bytes());
        }
        for (weight, step) in net.out_hidden[k].iter().zip(&steps) {
            out.extend(fixed(weight * step, HIDDEN_BITS).to_le_bytes());
        }
    }
    out.extend(table(names));
    for name in names {
        out.extend(print_of(hash(name.as_bytes())));
    }
    for row in &net.rows {
        let mut bytes = [0; ROW];
        for ((b, v), s) in bytes.iter_mut().zip(row).zip(&columns) {
            *b = to_i8(v / s).cast_unsigned();
        }
        bytes[..3 * FILTERS].iter_mut().for_each(|b| *b = b.wrapping_add(RAISE));
        out.extend(bytes);
    }
    out
}

/// Writes the hidden units' weights, each unit with a scale of its own, and gives these scales.
fn hidden(net: &Folded, columns: &[f32], out: &mut Vec<u8>) -> [f32; HIDDEN] {
    let fine = f32::from(1_u8 << MEAN_BITS);
    std::array::from_fn(|j| {
        let weights: [f32; INPUTS] = std::array::from_fn(|i| {
            if i < FILTERS {
                net.hidden[j][i] * columns[i]
            } else {
                net.hidden[j][i] * columns[2 * FILTERS + i] / fine
            }
        });
        let largest = weights.iter().fold(1e-9_f32, |m, w| m.max(w.abs()));
        let step = largest / f32::from(WIDEST);
        #[expect(clippy::cast_possible_truncation, reason = "saturates, and is bounded below")]
        let bias = (f64::from(net.hidden_bias[j]) / f64::from(step)).round() as i32;
        out.extend(bias.clamp(-BIAS, BIAS).to_le_bytes());
        for w in weights {
            out.extend(to_i16((w / step).round()).to_le_bytes());
        }
        step
    })
}

/// Writes limits and probabilities into a weights file.
pub fn set_tuning(bytes: &mut [u8], tuning: &Tuning) {
    let kind_bytes = 8 + 12 + 2 * STEPS + 4 * FILTERS + 4 * HIDDEN;
    let before = MAGIC.len() + 16 + 2 * FILTERS + HIDDEN * (4 + 2 * INPUTS);
    for k in 0..KINDS {
        let mut at = before + k * kind_bytes + 8;
        for limit in tuning.limits[k] {
            bytes[at..at + 4].copy_from_slice(&limit.to_le_bytes());
            at += 4;
        }
        for chance in tuning.chances[k].iter().take(STEPS) {
            bytes[at..at + 2].copy_from_slice(&chance.to_le_bytes());
            at += 2;
        }
    }
}

/// One step of 8-bit rounding: the same for a filter's three columns.
fn scale(net: &Folded, column: usize) -> f32 {
    let shared: Vec<usize> = if column < 3 * FILTERS {
        let f = column % FILTERS;
        vec![f, FILTERS + f, 2 * FILTERS + f]
    } else {
        vec![column]
    };
    let mut sizes: Vec<f32> =
        net.rows.iter().flat_map(|r| shared.iter().map(|&c| r[c].abs())).collect();
    sizes.sort_by(f32::total_cmp);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "an index below the length, which is a number of words"
    )]
    let at = ((sizes.len() - 1) as f64 * KEPT) as usize;
    (sizes[at] / 127.0).max(1e-6)
}

#[expect(clippy::cast_possible_truncation, reason = "clamped to what fits")]
fn to_i8(v: f32) -> i8 {
    v.round().clamp(-127.0, 127.0) as i8
}

#[expect(clippy::cast_possible_truncation, reason = "saturates, as a weight should")]
fn to_i16(v: f32) -> i16 {
    v as i16
}

#[expect(clippy::cast_possible_truncation, reason = "clamped to what fits")]
fn fixed(v: f32, finer: u32) -> i32 {
    (f64::from(v) * f64::from(ONE) * f64::from(1_u32 << finer)).round().clamp(-2e9, 2e9) as i32
}

/// The open-addressed table from hashes to rows.
fn table(names: &[String]) -> Vec<u8> {
    assert!(names.len() < 60_000, "too many words");
    let mask = (1_usize << BITS) - 1;
    let mut slots = vec![0_u16; mask + 1];
    for (id, name) in (0_u16..).zip(names).skip(1) {
        let h = hash(name.as_bytes());
        let mut slot = slot_of(h) & mask;
        while slots[slot] != 0 {
            let other = &names[usize::from(slots[slot])];
            assert_ne!(
                print_of(hash(other.as_bytes())),
                print_of(h),
                "{name} and {other} look alike"
            );
            slot = (slot + 1) & mask;
        }
        slots[slot] = id;
    }
    slots.iter().flat_map(|s| s.to_le_bytes()).collect()
}
