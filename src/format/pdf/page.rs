//! The runs of one page to lines in reading order: full-width lines from top to bottom, and between
//! them columns, each read as a whole.

use super::extract::Run;
use super::line::Line;

/// Columns within columns that are looked for.
const DEEP: usize = 2;

/// Lines that each of two columns has at least.
const FEW: usize = 4;

/// Baselines this part of the size apart are one line: signs above and below it too.
const SAME: f32 = 0.45;

/// A gap wider than this part of the size may part columns.
const GAP: f32 = 0.9;

/// The lines of a page.
pub(super) fn lines(runs: Vec<Run>) -> Vec<Line> {
    let (margin, mut text): (Vec<Run>, Vec<Run>) =
        runs.into_iter().filter(|run| !run.text.trim().is_empty()).partition(|run| run.is_margin);
    text.sort_by(|one, other| other.y.total_cmp(&one.y));
    let mut lines = Vec::new();
    columns(rows(text), DEEP, &mut lines);
    for row in rows(margin) {
        lines.push(Line::of(&row));
    }
    lines
}

/// Runs that stand on one line, from left to right.
type Row = Vec<Run>;

/// Runs to rows, from top to bottom.
fn rows(runs: Vec<Run>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    // The line and the size of the largest run of the last row.
    let mut largest: Option<(f32, f32)> = None;
    for run in runs {
        let near = |(y, size): (f32, f32)| (y - run.y).abs() <= size.max(run.size) * SAME;
        let same = largest.filter(|largest| near(*largest));
        largest = same.filter(|(_, size)| *size > run.size).or(Some((run.y, run.size)));
        match rows.last_mut().filter(|_| same.is_some()) {
            Some(row) => row.push(run),
            None => rows.push(vec![run]),
        }
    }
    for row in &mut rows {
        row.sort_by(|one, other| one.x.0.total_cmp(&other.x.0));
    }
    rows
}

/// The parts of a row that wide gaps set apart, as the places of their left and right ends.
fn segments(row: &Row) -> Vec<(f32, f32)> {
    let mut segments: Vec<(f32, f32)> = Vec::new();
    for run in row {
        match segments.last_mut().filter(|last| run.x.0 - last.1 <= run.size * GAP) {
            Some(last) => last.1 = last.1.max(run.x.1),
            None => segments.push(run.x),
        }
    }
    segments
}

/// Reads rows column by column, where they are in columns.
fn columns(rows: Vec<Row>, deep: usize, lines: &mut Vec<Line>) {
    let bounds = bounds(&rows);
    let gutter = (deep > 0).then(|| gutter(&rows, bounds)).flatten();
    let Some(gutter) = gutter else {
        lines.extend(rows.iter().map(|row| Line { column: bounds, ..Line::of(row) }));
        return;
    };
    let mut left = Vec::new();
    let mut right = Vec::new();
    for row in rows {
        let crosses = segments(&row).iter().any(|(start, end)| *start < gutter && gutter < *end);
        if crosses {
            columns(std::mem::take(&mut left), deep - 1, lines);
            columns(std::mem::take(&mut right), deep - 1, lines);
            lines.push(Line { column: bounds, ..Line::of(&row) });
            continue;
        }
        let (before, behind): (Row, Row) = row.into_iter().partition(|run| run.x.0 < gutter);
        left.extend(Some(before).filter(|row| !row.is_empty()));
        right.extend(Some(behind).filter(|row| !row.is_empty()));
    }
    columns(left, deep - 1, lines);
    columns(right, deep - 1, lines);
}

/// How far rows reach to the left and to the right, a few that reach too far left out.
fn bounds(rows: &[Row]) -> (f32, f32) {
    let mut right: Vec<f32> = rows.iter().flatten().map(|run| run.x.1).collect();
    right.sort_by(f32::total_cmp);
    let left = rows.iter().flatten().map(|run| run.x.0).fold(f32::INFINITY, f32::min);
    let ends = rows.iter().map(|row| row.iter().map(|run| run.x.1).fold(left, f32::max));
    let mut ends: Vec<f32> = ends.collect();
    ends.sort_by(f32::total_cmp);
    (left, ends.get(ends.len().saturating_sub(1 + ends.len() / 20)).copied().unwrap_or(left))
}

/// Where the space between two columns lies: both sides have lines which fill their column, and
/// few lines cross it. A table's cells do not fill theirs.
fn gutter(rows: &[Row], (left, right): (f32, f32)) -> Option<f32> {
    let width = right - left;
    let segments: Vec<Vec<(f32, f32)>> = rows.iter().map(segments).collect();
    let mut starts: Vec<f32> = segments.iter().flatten().map(|(start, _)| *start).collect();
    starts.retain(|start| (left + width * 0.2..left + width * 0.8).contains(start));
    starts.sort_by(f32::total_cmp);
    // On a page of any size, few places are tried.
    let apart = (width / 400.0).max(2.0);
    starts.dedup_by(|one, other| (*one - *other).abs() < apart);
    let place = |start: f32| {
        let place = start - 1.0;
        let crossing =
            segments.iter().filter(|row| row.iter().any(|s| s.0 < place && place < s.1)).count();
        let before: Vec<f32> =
            segments.iter().flatten().filter(|s| s.1 <= place).map(|s| s.1 - s.0).collect();
        let behind: Vec<f32> =
            segments.iter().flatten().filter(|s| s.0 >= place).map(|s| s.1 - s.0).collect();
        let few = before.len().min(behind.len());
        let edge =
            segments.iter().flatten().filter(|s| s.1 <= place).map(|s| s.1).fold(left, f32::max);
        let fills =
            median(before) >= (edge - left) * 0.6 && median(behind) >= (right - place) * 0.5;
        (few >= FEW && fills && crossing <= few + few / 2).then_some((few, place))
    };
    // The gutter is where most lines begin.
    let found = starts.into_iter().filter_map(place);
    found.max_by_key(|(few, _)| *few).map(|(_, place)| place)
}

fn median(mut numbers: Vec<f32>) -> f32 {
    numbers.sort_by(f32::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, x: f32, end: f32, y: f32) -> Run {
        Run { text: text.into(), x: (x, end), y, size: 10.0, ..Run::default() }
    }

    fn texts(runs: Vec<Run>) -> Vec<String> {
        lines(runs).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn two_columns_are_read_one_after_the_other() {
        let mut runs = vec![run("Title over all of it", 50.0, 550.0, 700.0)];
        for at in 0..6_u8 {
            let y = 680.0 - f32::from(at) * 12.0;
            // Columns need not stand on the same lines.
            runs.push(run(&format!("left {at}"), 50.0, 290.0, y));
            runs.push(run(&format!("right {at}"), 310.0, 550.0, y - 5.0));
        }
        runs.push(run("A line below both columns", 50.0, 500.0, 590.0));
        let texts = texts(runs);
        assert_eq!(texts[0], "Title over all of it");
        assert_eq!(texts[1..4], ["left 0", "left 1", "left 2"]);
        assert_eq!(texts[7..9], ["right 0", "right 1"]);
        assert_eq!(texts[13], "A line below both columns");
    }

    #[test]
    fn tables_and_lists_are_read_row_by_row() {
        let mut runs = Vec::new();
        for at in 0..6_u8 {
            let y = 680.0 - f32::from(at) * 12.0;
            runs.push(run(&format!("Year {at}"), 50.0, 90.0, y));
            runs.push(run(&format!("{at} posts"), 310.0, 350.0, y));
            runs.push(run("9%", 500.0, 520.0, y));
        }
        assert_eq!(texts(runs)[..2], ["Year 0 | 0 posts | 9%", "Year 1 | 1 posts | 9%"]);
    }

    #[test]
    fn raised_signs_stay_in_their_line() {
        let mut above = run("2", 80.0, 84.0, 703.5);
        above.size = 6.0;
        let runs = vec![above, run("CO", 65.0, 79.0, 700.0), run("is emitted", 87.0, 140.0, 700.0)];
        assert_eq!(texts(runs), ["CO2 is emitted"]);
    }
}
