//! Terminal size to pane rectangles; the same for paging, clicks and drawing.
//!
//! ```text
//! top     perusal > all themes > Bridging the Gap       art 2/3  31%
//! side | list | reader: gutter 2, space 1, text, space 1, rail 1
//! status  the selected passage
//! hints   the filter and the keys
//! ```

use ratatui::layout::{Rect, Size};

use super::Pane;

/// From this width on, three panes.
const WIDE: u16 = 110;
/// From this width on, two panes.
const MIDDLE: u16 = 60;
/// Columns before the text: two of marks, one for what a person did to them, one free.
pub const GUTTER: u16 = 4;
/// Columns behind the text: one free, one of rail.
pub const RAIL: u16 = 2;

/// What decides where panes go, beside the terminal's size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrangement {
    /// The pane that has the focus.
    pub focus: Pane,
    /// Only the text.
    pub zen: bool,
    /// Columns more or fewer for the side panes.
    pub bias: i16,
    /// The widest text column.
    pub measure: u16,
    /// Rows that the themes and the articles would like, headings included.
    pub wish: [u16; 2],
}

/// Where everything goes. Panes that do not fit are `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// The breadcrumb.
    pub top: Rect,
    /// Themes, articles and kinds, one above the other.
    pub side: Option<Rect>,
    /// The parts of `side`; empty where there is no room.
    pub sections: [Rect; 3],
    /// The passages.
    pub list: Option<Rect>,
    /// Gutter, text and rail.
    pub reader: Option<Rect>,
    /// The text alone.
    pub text: Rect,
    /// The selected passage.
    pub status: Rect,
    /// The filter and the keys.
    pub hints: Rect,
}

impl Areas {
    /// Divides a terminal of `size`.
    pub fn of(size: Size, arrangement: &Arrangement) -> Self {
        let mut areas = Self::default();
        let body = areas.bars(size);
        areas.panes(body, arrangement);
        if let Some(side) = areas.side {
            areas.sections = sections(side, arrangement);
        }
        if let Some(reader) = areas.reader {
            areas.text = text(reader, arrangement.measure);
        }
        areas
    }

    /// How many rows of list are visible in a pane, without its heading.
    pub fn height(&self, pane: Pane) -> u16 {
        match pane {
            Pane::Themes | Pane::Articles | Pane::Kinds => {
                self.sections[pane as usize].height.saturating_sub(1)
            }
            Pane::Passages => self.list.unwrap_or_default().height.saturating_sub(1),
            Pane::Reader => self.text.height,
        }
    }

    /// Takes the bars off the screen; what is left is for panes.
    fn bars(&mut self, size: Size) -> Rect {
        let Size { width, height } = size;
        let top = u16::from(height >= 3);
        let bottom = if height >= 8 { 2 } else { u16::from(height >= 4) };
        self.top = Rect { x: 0, y: 0, width, height: top };
        let body = Rect { x: 0, y: top, width, height: height - top - bottom };
        let first = height - bottom;
        self.status = Rect { x: 0, y: first, width, height: bottom.min(1) };
        self.hints =
            Rect { x: 0, y: first + 1.min(bottom), width, height: bottom.saturating_sub(1) };
        body
    }

    fn panes(&mut self, body: Rect, arrangement: &Arrangement) {
        let Arrangement { focus, zen, bias, .. } = *arrangement;
        if zen || body.width < MIDDLE {
            match focus {
                Pane::Reader => self.reader = Some(body),
                Pane::Passages if !zen => self.list = Some(body),
                _ if !zen => self.side = Some(body),
                _ => self.reader = Some(body),
            }
        } else if body.width < WIDE {
            let width = if focus == Pane::Passages { 32 } else { (body.width / 4).clamp(18, 26) };
            let width = widened(width, bias, body.width);
            let [left, right] = split(body, width);
            if focus == Pane::Passages {
                self.list = Some(left);
            } else {
                self.side = Some(left);
            }
            self.reader = Some(right);
        } else {
            let [side, rest] =
                split(body, widened((body.width / 5).clamp(22, 30), bias, body.width));
            let list = widened((body.width * 27 / 100).clamp(28, 48), bias, body.width);
            let [list, reader] = split(rest, list);
            (self.side, self.list, self.reader) = (Some(side), Some(list), Some(reader));
        }
    }
}

fn widened(width: u16, bias: i16, room: u16) -> u16 {
    width.saturating_add_signed(bias).clamp(12, room / 3)
}

/// Cuts `width` columns off at the left, leaving one for the line between.
fn split(area: Rect, width: u16) -> [Rect; 2] {
    let x = area.x + width + 1;
    [Rect { width, ..area }, Rect { x, width: area.width - width - 1, ..area }]
}

/// Themes, articles and kinds in the side pane, parted by a line each. In a low pane only the
/// one that has the focus.
fn sections(side: Rect, arrangement: &Arrangement) -> [Rect; 3] {
    const KINDS: u16 = 4;
    let focus = match arrangement.focus {
        pane @ (Pane::Themes | Pane::Articles | Pane::Kinds) => pane as usize,
        _ => 0,
    };
    let mut sections = [Rect { height: 0, ..side }; 3];
    if side.height < 12 {
        sections[focus] = side;
        return sections;
    }
    let room = side.height - KINDS - 2;
    let [themes, articles] = arrangement.wish;
    let themes = themes.min((room / 2).max(room.saturating_sub(articles)));
    let articles = articles.min(room - themes);
    let mut y = side.y;
    for (section, height) in sections.iter_mut().zip([themes, articles, KINDS]) {
        *section = Rect { y, height, ..side };
        y += height + 1;
    }
    sections
}

/// The text column within the reader: never wider than the measure, centred where there is room.
fn text(reader: Rect, measure: u16) -> Rect {
    let gutter = GUTTER.min(reader.width.saturating_sub(1));
    let rail = RAIL.min(reader.width - gutter);
    let room = (reader.width - gutter - rail).max(u16::from(reader.width > 0));
    let width = room.min(measure);
    Rect { x: reader.x + gutter + (room - width) / 2, width, ..reader }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Arrangement =
        Arrangement { focus: Pane::Reader, zen: false, bias: 0, measure: 66, wish: [8, 4] };

    #[test]
    fn panes_come_and_go_with_the_width() {
        let panes = |width| {
            let areas = Areas::of(Size { width, height: 24 }, &PLAIN);
            [areas.side.is_some(), areas.list.is_some(), areas.reader.is_some()]
        };
        assert_eq!(panes(59), [false, false, true]);
        assert_eq!(panes(60), [true, false, true]);
        assert_eq!(panes(109), [true, false, true]);
        assert_eq!(panes(110), [true, true, true]);
    }

    #[test]
    fn a_narrow_terminal_shows_the_pane_with_the_focus() {
        let arrangement = Arrangement { focus: Pane::Passages, ..PLAIN };
        let areas = Areas::of(Size { width: 40, height: 12 }, &arrangement);
        assert!(areas.list.is_some() && areas.reader.is_none());
    }

    #[test]
    fn the_text_stops_at_the_measure_and_stands_in_the_middle() {
        let areas = Areas::of(Size { width: 100, height: 24 }, &Arrangement { zen: true, ..PLAIN });
        assert_eq!((areas.text.width, areas.text.x), (66, 18));
    }

    #[test]
    fn everything_lies_on_the_screen_at_any_size() {
        let focuses = [Pane::Themes, Pane::Articles, Pane::Kinds, Pane::Passages, Pane::Reader];
        for (width, height) in (0..200).flat_map(|w| (0..50).map(move |h| (w, h))) {
            for focus in focuses {
                let screen = Rect { x: 0, y: 0, width, height };
                let areas = Areas::of(Size { width, height }, &Arrangement { focus, ..PLAIN });
                let panes = [areas.side, areas.list, areas.reader].into_iter().flatten();
                let bars = [areas.top, areas.status, areas.hints, areas.text];
                for area in panes.chain(areas.sections).chain(bars) {
                    assert!(
                        area.is_empty() || screen.union(area) == screen,
                        "{area:?} at {width}x{height}"
                    );
                }
            }
        }
    }
}
