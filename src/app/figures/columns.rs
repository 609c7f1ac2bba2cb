//! How the table of figures is laid out on screens of any size.

/// Rows and columns of the table on its screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// Columns for the figure, what it is about, its sentence, where it stands, when that was.
    pub widths: [u16; 5],
    /// Lines above the rows.
    pub head: u16,
    /// Rows on screen.
    pub rows: u16,
    /// Lines for the sentence of the row with the cursor.
    pub sentence: u16,
    /// Lines below: where it stands, and the keys.
    pub foot: u16,
}

impl Columns {
    pub(super) fn of(width: u16, height: u16) -> Self {
        let part = if width < 60 { 2 * width / 5 } else { width / 4 };
        let figure = part.clamp(10, 26).min(width);
        let date = if width >= 60 { 11 } else { 0 };
        let place = match width {
            0..46 => 0,
            46..110 => width / 4,
            _ => (width / 5).min(34),
        };
        let rest = width.saturating_sub(figure + date + place);
        let about = if width >= 130 { (width / 5).min(38) } else { rest };
        let widths = [figure, about, rest - about, place, date];
        let head = height.saturating_sub(2).min(2);
        let foot = height.saturating_sub(1 + head).min(2);
        let sentence = (height.saturating_sub(8) / 4).min(3);
        let rows = height - (head + foot + sentence).min(height);
        Self { widths, head, rows, sentence, foot }
    }
}
