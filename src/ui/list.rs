//! The passages that show, grouped by article, two lines each.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::canvas::Canvas;
use super::palette::{Palette, sign, stance};
use super::pen::{Pen, Spaces};
use super::reader::hand_signs;
use super::sidebar::{name_and_count, short};
use crate::app::list::ListRow;
use crate::app::{App, Pane};
use crate::library::tally::Group;
use crate::library::{ArticleId, Head, Order};
use crate::tag::{Kind, Kinds};
use crate::text::Span;
use crate::text::shown::{Glyph, glyphs};

/// Columns before the words: signs and a space.
const GUTTER: u16 = 3;

/// Draws the passage list.
pub(super) fn draw(app: &App, palette: &Palette, area: Rect, canvas: &mut Canvas) {
    heading(app, palette, Pen::row(canvas, area, 0));
    let cursor = app.cursors[Pane::Passages as usize];
    let here = Here::of(app);
    let mut rest = None;
    for (line, nth) in (1..area.height).zip(cursor.top..) {
        let Some(row) = app.row(nth) else { break };
        let pen = Pen::row(canvas, area, line);
        match row {
            ListRow::Head { .. } => head_row(app, palette, row, (here, nth), pen),
            ListRow::Title(id) => title_row(app, palette, id, pen),
            ListRow::Passage(id, at) => {
                rest = passage_row(app, palette, (id, at), here.is_chosen(nth), None, pen);
            }
            ListRow::More(id, at) => {
                let rest = rest.take().or_else(|| rest_of(app, id, at, pen.room()));
                passage_row(app, palette, (id, at), here.is_chosen(nth - 1), rest, pen);
            }
        }
    }
    if app.rows.is_empty() {
        let words = if app.ingesting { "reading ..." } else { "none under this filter" };
        Pen::row(canvas, area, 1).write(words, palette.dim);
    }
}

/// Where the cursor is, if the list has the focus.
#[derive(Clone, Copy)]
enum Here {
    /// Nowhere: another pane has the focus.
    Away,
    /// On this row, of which the selected passage is or a head.
    On(usize),
    /// Rolled away from the selected passage.
    Off,
}

impl Here {
    fn of(app: &App) -> Self {
        let at = app.cursors[Pane::Passages as usize].at;
        match app.row(at) {
            _ if app.focus != Pane::Passages => Self::Away,
            Some(ListRow::Head { .. }) => Self::On(at),
            Some(ListRow::Passage(id, passage))
                if app.open == Some(id) && app.reader.selected() == Some(passage) =>
            {
                Self::On(at)
            }
            _ => Self::Off,
        }
    }

    /// Whether it is on this row.
    fn is_at(self, nth: usize) -> bool {
        matches!(self, Self::On(at) if at == nth)
    }

    /// Whether this row of the selected passage is the one to show: in other groups there may be more.
    fn is_chosen(self, nth: usize) -> bool {
        matches!(self, Self::Off) || self.is_at(nth)
    }
}

/// The name of the list, its order, how many passages show and how many of them are folded away.
fn heading(app: &App, palette: &Palette, mut pen: Pen<'_>) {
    let focused = app.focus == Pane::Passages;
    pen.write("PASSAGES", if focused { palette.strong } else { palette.dim });
    let order = app.rows.order();
    if order != Order::default() {
        pen.write(&format!(" by {}", order.name()), palette.dim);
    }
    let (shown, folded) = (app.survey.shown, app.rows.folded(app.pile()));
    let counts = match folded {
        0 => [format!("{shown} "), format!("{} ", short(shown))],
        _ => [format!("{shown}, {folded} in folds "), format!("{} [+] ", short(shown))],
    };
    let fits = |counts: &&String| counts.len() < usize::from(pen.room());
    if let Some(counts) = counts.iter().find(fits) {
        pen.write_right(counts, palette.dim);
    }
}

/// What a group is of and how many passages it has.
fn head_row(
    app: &App,
    palette: &Palette,
    row: ListRow,
    (here, nth): (Here, usize),
    mut pen: Pen<'_>,
) {
    let ListRow::Head { of, passages, folded } = row else { return };
    let style = if here.is_at(nth) { palette.chosen } else { palette.strong };
    // While another pane has the focus the cursor goes along with the selected passage.
    let is_inside = matches!(here, Here::Away) && app.cursors[Pane::Passages as usize].at == nth;
    if folded {
        pen.write(if is_inside { "[>] " } else { "[+] " }, style);
    }
    let (name, colour) = name(app, of);
    name_and_count(&mut pen, &name, passages, style.patch(palette.theme(colour)));
}

/// The article that the passages below are in.
fn title_row(app: &App, palette: &Palette, id: ArticleId, mut pen: Pen<'_>) {
    let Some(brief) = app.library.brief(id) else { return };
    match brief.day.filter(|_| app.rows.order() == Order::Date) {
        Some(day) => pen.write(&format!("{day} "), palette.dim),
        None => pen.write("in ", palette.dim),
    }
    let room = pen.room().saturating_sub(1);
    pen.clip(brief.title, room, palette.dim);
}

/// What a group is called, and its colour where it has one.
fn name(app: &App, head: Head) -> (String, Option<u8>) {
    let codebook = &app.library.codebook;
    let name = match head {
        Head::Article(id) => app.library.brief(id).map_or("", |it| it.title).to_owned(),
        Head::Theme(id) => {
            let theme = codebook.theme(id);
            return theme.map_or_else(Default::default, |it| (it.name.clone(), it.colour));
        }
        Head::NoTheme => "no theme".to_owned(),
        Head::Time(unit, number) => Group::Time(unit, number).name(),
        Head::Undated => Group::Undated.name(),
        Head::Decided => "decided by you".to_owned(),
        Head::Strength(strength) => match strength.percent() {
            (least, 100) => format!("{least} % likely and more"),
            (least, less) => format!("{least} to {less} % likely"),
        },
    };
    (name, None)
}

/// Draws the first line of a passage, or the second where its words are given; gives what is left
/// for the second.
fn passage_row(
    app: &App,
    palette: &Palette,
    (id, at): (ArticleId, usize),
    chosen: bool,
    rest: Option<Span>,
    mut pen: Pen<'_>,
) -> Option<Span> {
    let article = app.library.article(id)?;
    let passage = article.passages.get(at)?;
    let selected = app.open == Some(id) && app.reader.selected() == Some(at);
    let kinds = app.filter.visible(passage);
    match rest {
        None => signs(palette, kinds, selected, hand_signs(passage)[0], &mut pen),
        Some(_) => pen.blank(GUTTER, Style::new()),
    }
    let style = match (selected, chosen) {
        (true, true) => palette.chosen,
        (true, false) => palette.passage(kinds).add_modifier(Modifier::BOLD),
        (false, _) => palette.passage(kinds),
    };
    let text = &article.document.text;
    let columns = pen.room().saturating_sub(1);
    let line = match rest {
        None => one_line(text, passage.span, columns, true),
        // A column is kept for the sign that there is more.
        Some(rest) => one_line(text, rest, columns.saturating_sub(1), false),
    };
    pen.write_span(text, line, style, Spaces::Joined);
    if rest.is_some() && line.end < passage.span.end {
        pen.write("~", style);
    }
    Some(Span { start: line.end, ..passage.span }.trimmed(text))
}

/// What the first line of a passage leaves for the second, where the first is off screen.
fn rest_of(app: &App, id: ArticleId, at: usize, room: u16) -> Option<Span> {
    let article = app.library.article(id)?;
    let passage = article.passages.get(at)?;
    let text = &article.document.text;
    let columns = room.saturating_sub(GUTTER + 1);
    let first = one_line(text, passage.span, columns, true);
    Some(Span { start: first.end, ..passage.span }.trimmed(text))
}

fn signs(palette: &Palette, kinds: Kinds, selected: bool, hand: &str, pen: &mut Pen<'_>) {
    let end = pen.x() + GUTTER;
    match stance(kinds) {
        _ if selected => pen.write(">", palette.strong),
        Some((sign, kind)) => pen.write(sign, palette.sign(kind)),
        None => pen.write(" ", Style::new()),
    }
    if kinds.has(Kind::Statistic) {
        pen.write(sign(Kind::Statistic), palette.sign(Kind::Statistic));
    }
    pen.blank(end.saturating_sub(pen.x() + 1), Style::new());
    pen.write(hand, palette.strong);
}

/// As much of `span` as fits, up to the end of a word if `whole`.
fn one_line(text: &str, span: Span, columns: u16, whole: bool) -> Span {
    plain_line(text, span, columns, whole).unwrap_or_else(|| wide_line(text, span, columns, whole))
}

/// [`one_line`] where each byte up to the first that does not fit is a column.
fn plain_line(text: &str, span: Span, columns: u16, whole: bool) -> Option<Span> {
    let bytes = span.of(text).as_bytes();
    // One more to see whether it joins the last.
    let head = &bytes[..bytes.len().min(usize::from(columns) + 2)];
    let mut behind_space = false;
    let is_plain = head.iter().all(|byte| {
        let is_space = *byte == b' ';
        matches!(byte, b' '..=b'~') && !(std::mem::replace(&mut behind_space, is_space) && is_space)
    });
    if !is_plain {
        return None;
    }
    let columns = usize::from(columns);
    if bytes.len() <= columns {
        return Some(span);
    }
    let word_end = head[..=columns].iter().rposition(|byte| *byte == b' ');
    let end = word_end.filter(|end| whole && *end > 0).unwrap_or(columns);
    Some(Span { end: span.start + end as u32, ..span })
}

fn wide_line(text: &str, span: Span, columns: u16, whole: bool) -> Span {
    let (mut used, mut word_end) = (0, span.start);
    for glyph in joined(text, span) {
        if glyph.shown == " " {
            word_end = glyph.start;
        }
        used += glyph.width;
        if used > columns {
            let end = if whole && word_end > span.start { word_end } else { glyph.start };
            return Span { end, ..span };
        }
    }
    span
}

/// The glyphs of a span, each run of white space as one.
fn joined(text: &str, span: Span) -> impl Iterator<Item = Glyph<'_>> {
    let mut after_space = false;
    glyphs(text, span).filter(move |glyph| {
        let space = glyph.shown == " ";
        !(std::mem::replace(&mut after_space, space) && space)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn plain_lines_are_cut_like_any_other(
            text in "[a-z]{0,4}( ?[a-z]{1,5}[é要 ]?){0,8}", columns in 0_u16..30, whole: bool,
        ) {
            let span = Span::new(0, text.len());
            if let Some(line) = plain_line(&text, span, columns, whole) {
                prop_assert_eq!(line, wide_line(&text, span, columns, whole));
            }
        }
    }
}
