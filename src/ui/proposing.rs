//! Suggested themes as they are looked over: one a row, and below them what is in the one with the
//! cursor.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::Canvas;
use super::palette::Palette;
use super::pen::Pen;
use crate::app::App;
use crate::app::proposing::{Candidate, Proposing, Review};
use crate::tag::Pattern;
use crate::text::shown::{counted, safe};

/// Columns of a name at most.
const NAME: u16 = 28;
/// Rows of what is in the theme with the cursor at most.
const INSIDE: usize = 10;

/// Draws them over the panes, but for a name that is being typed.
pub(super) fn draw(app: &App, review: &Review, palette: &Palette, canvas: &mut Canvas) {
    let area = canvas.area();
    canvas.wipe(area);
    let Proposing { candidates, articles, .. } = &app.proposing;
    let mut pen = Pen::row(canvas, area, 0);
    pen.write(" SUGGESTED THEMES", palette.strong);
    pen.write_right(&format!("from {} ", counted(*articles, "article", "articles")), palette.dim);
    let room = usize::from(area.height.saturating_sub(2));
    let inside: Vec<(String, Style)> = candidates
        .get(review.at)
        .map(|candidate| inside(candidate, usize::from(area.width), palette))
        .unwrap_or_default();
    let below = inside.len().min(INSIDE).min(room / 2);
    let above = room.saturating_sub(below).min(candidates.len());
    let top = (review.at + 1).saturating_sub(above);
    for (line, (at, candidate)) in candidates.iter().enumerate().skip(top).take(above).enumerate() {
        let place = Rect { y: area.y + line as u16 + 1, height: 1, ..area };
        row(candidate, at == review.at, palette, place, canvas);
    }
    for (line, (words, style)) in inside.iter().take(below).enumerate() {
        let mut pen = Pen::row(canvas, area, (above + line) as u16 + 1);
        let room = pen.room();
        pen.clip(words, room, *style);
    }
    let mut pen = Pen::row(canvas, area, area.height.saturating_sub(1));
    let room = pen.room();
    match &app.notice {
        Some(notice) => pen.clip(&format!(" {notice}"), room, palette.notice),
        None => pen.clip(
            " Enter replaces the themes  a adds to them  x drops  r renames  m merges up  Esc",
            room,
            palette.dim,
        ),
    }
}

/// `> [x] wheat prices                  34  wheat, grain price*`
fn row(candidate: &Candidate, chosen: bool, palette: &Palette, area: Rect, canvas: &mut Canvas) {
    let Candidate { proposed, kept } = candidate;
    let style = if *kept { Style::new() } else { palette.dim };
    let named = if chosen { style.patch(palette.chosen) } else { style };
    let mut pen = Pen::row(canvas, area, 0);
    pen.write(if chosen { " > " } else { "   " }, palette.strong);
    pen.write(if *kept { "[x] " } else { "[ ] " }, style);
    let end = pen.x() + NAME.min(pen.room() / 2);
    let room = end - pen.x();
    pen.clip(proposed.name(), room, named);
    pen.blank(end.saturating_sub(pen.x()), style);
    pen.write(&format!(" {:>5}  ", proposed.articles), style);
    let room = pen.room().saturating_sub(1);
    pen.clip(&cues(candidate), room, palette.dim);
}

fn cues(candidate: &Candidate) -> String {
    let cues: Vec<&str> = candidate.proposed.theme.cues.iter().map(Pattern::as_str).collect();
    cues.join(", ")
}

/// The cues of a theme and its examples, in rows.
fn inside(candidate: &Candidate, columns: usize, palette: &Palette) -> Vec<(String, Style)> {
    let mut lines = vec![(String::new(), Style::new())];
    let mut say = |first: &str, words: &str, style: Style| {
        let options = textwrap::Options::new(columns.max(20) - 1)
            .initial_indent(first)
            .subsequent_indent("       ");
        let rows = textwrap::wrap(words, options);
        lines.extend(rows.into_iter().map(|row| (row.into_owned(), style)));
    };
    say(" cues: ", &safe(&cues(candidate)), palette.dim);
    for example in &candidate.proposed.theme.examples {
        say("     - ", &safe(example), Style::new());
    }
    lines
}
