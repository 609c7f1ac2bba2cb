//! How the figures of a unit are distributed: a hundredth's tenths for percent, a power of ten each for
//! what has no bounds, in steps of 1, 2 and 5 where there are few. Counts what a [`Picture`] shows.

use super::{FigureId, Measure, Picture, Range, Table, UnitId};

/// Figures of like value.
#[derive(Clone, Debug, PartialEq)]
pub struct Bin {
    /// From which value on to below which other.
    pub range: Range,
    /// What it holds, in words: "10 to 20".
    pub name: String,
    /// Places that show.
    pub places: usize,
    /// Figures that differ.
    pub figures: usize,
}

/// Powers of ten that are drawn in steps of 1, 2 and 5.
const FEW: i32 = 4;

impl Picture {
    /// The units that show, those in most places first, each with how many that is.
    pub fn units(&self, table: &Table) -> Vec<(UnitId, usize)> {
        let mut places = vec![0; table.numbers.units()];
        for figure in self.figures() {
            if let Some(unit) = table.unit_of(*figure) {
                places[usize::from(unit.0)] += self.count_of(*figure);
            }
        }
        let shown = places.into_iter().zip(0..).filter(|(places, _)| *places > 0);
        let mut units: Vec<(UnitId, usize)> =
            shown.map(|(places, unit)| (UnitId(unit), places)).collect();
        units.sort_by_key(|(_, places)| std::cmp::Reverse(*places));
        units
    }

    /// How the values in a unit are distributed; nothing is left out.
    pub fn bins(&self, table: &Table, unit: UnitId) -> Vec<Bin> {
        let values = || {
            let of_unit = |it: &&FigureId| table.unit_of(**it) == Some(unit);
            let all = self.figures().iter().filter(of_unit);
            all.map(|figure| (table.numbers.values()[figure.0 as usize].size, *figure))
        };
        let bounds = values().fold(None, |bounds: Option<(f64, f64)>, (value, _)| {
            let (least, most) = bounds.unwrap_or((value, value));
            Some((least.min(value), most.max(value)))
        });
        let Some((least, most)) = bounds else { return Vec::new() };
        let edges = if table.measure(unit) == Measure::Percent {
            tenths(least, most)
        } else {
            let positive = values().map(|(value, _)| value).filter(|value| *value > 0.0);
            powers(least, positive.fold(most, f64::min), most)
        };
        let bin = |ends: &[f64]| {
            let range = Range { unit, from: ends[0], below: ends[1] };
            Bin { range, name: range.name(), places: 0, figures: 0 }
        };
        let mut bins: Vec<Bin> = edges.windows(2).map(bin).collect();
        for (value, figure) in values() {
            let at = bins.partition_point(|bin| bin.range.below <= value);
            if let Some(bin) = bins.get_mut(at) {
                bin.places += self.count_of(figure);
                bin.figures += 1;
            }
        }
        bins
    }
}

/// The edge above a hundred, which is a part of a hundred itself.
const ALL: f64 = 100.0_f64.next_up();

/// 0, 10 and so on to 100, which belongs to the last of these; what lies outside at the ends.
fn tenths(least: f64, most: f64) -> Vec<f64> {
    let below = (least < 0.0).then_some(f64::NEG_INFINITY);
    let within = (0..10_u32).map(|tenth| f64::from(tenth * 10));
    let above = (most >= ALL).then_some(f64::INFINITY);
    below.into_iter().chain(within).chain([ALL]).chain(above).collect()
}

/// Powers of ten from below the least that is more than nothing, or what lies between.
fn powers(lowest: f64, positive: f64, most: f64) -> Vec<f64> {
    let power = |value: f64| value.log10().floor() as i32;
    let none = (lowest <= 0.0).then_some(f64::NEG_INFINITY);
    if most <= 0.0 {
        return vec![f64::NEG_INFINITY, f64::INFINITY];
    }
    let (first, last) = (power(positive), power(most));
    let steps: &[f64] = if last - first < FEW { &[1.0, 2.0, 5.0] } else { &[1.0] };
    // Written out, so that no edge is a little more or less.
    let edge = |exponent: i32, step: f64| format!("{step}e{exponent}").parse().unwrap_or(f64::MAX);
    let edges =
        (first..=last + 1).flat_map(|exponent| steps.iter().map(move |step| edge(exponent, *step)));
    let edges: Vec<f64> = edges.collect();
    let from = edges.partition_point(|edge| *edge <= positive).saturating_sub(1);
    let to = edges.partition_point(|edge| *edge <= most);
    let from = if none.is_some() { 0 } else { from };
    none.into_iter().chain(edges.get(from..=to).unwrap_or_default().iter().copied()).collect()
}

impl Range {
    /// Its values in words: "10 to 20", "over 100", "1 m to 10 m".
    pub fn name(self) -> String {
        let Self { from, below, .. } = self;
        match (from.is_finite(), below.is_finite()) {
            (true, true) => format!("{} to {}", short(from), short(below)),
            (true, false) => format!("over {}", short(from)),
            (false, true) if below == 0.0 => "under 0".to_owned(),
            (false, _) => "0 or less".to_owned(),
        }
    }
}

/// An edge in a few characters.
fn short(value: f64) -> String {
    const SCALES: [(f64, &str); 4] = [(1e12, " tn"), (1e9, " bn"), (1e6, " m"), (1e3, "k")];
    let value = if value == ALL { 100.0 } else { value };
    let scale = SCALES.iter().find(|(scale, _)| value >= *scale);
    match scale {
        // Beyond names, and where no zeros would fit.
        _ if value >= 1e15 || value > 0.0 && value < 1e-4 => format!("{value:e}"),
        Some((scale, word)) => format!("{}{word}", value / scale),
        None => format!("{value}"),
    }
}
