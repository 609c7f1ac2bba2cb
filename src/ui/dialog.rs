//! What lies over the panes: the line being typed with its proposals, the keys, the problems.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::Canvas;
use super::palette::Palette;
use super::{
    agreeing, chooser, dashboard, exporting, figures, finding, matrix, memo, pen::Pen, proposing,
    why,
};
use crate::app::select::{Purpose, Selection};
use crate::app::sheets::View;
use crate::app::{App, Dialog, Help, HelpLine, Line, Prompt, Reading};
use crate::library::{Annotation, ArticleId};
use crate::text::Span;
use crate::text::shown::{self, glyphs};

/// Proposals shown at a time.
const PROPOSALS: usize = 8;

/// Draws the dialog, if any; gives the cursor's cell while a line is typed.
pub(super) fn draw(app: &App, palette: &Palette, canvas: &mut Canvas) -> Option<(u16, u16)> {
    match &app.dialog {
        Dialog::None => None,
        Dialog::Search(prompt, _) => {
            let matches = app.found.as_ref().map(|found| found.matches.len());
            let words = |n| format!("{} ", shown::counted(n, "match", "matches"));
            let words = matches.map(words).unwrap_or_default();
            type_line("/", &prompt.line, &words, palette, canvas)
        }
        Dialog::Command(prompt) => {
            proposals(prompt, palette, canvas);
            type_line(":", &prompt.line, "Tab completes ", palette, canvas)
        }
        Dialog::Filter(prompt, reading) => {
            view(app, palette, canvas);
            proposals(prompt, palette, canvas);
            if let Some(reading) = reading {
                read(reading, &prompt.line.text(), palette, canvas);
            }
            type_line("&", &prompt.line, "Tab completes ", palette, canvas)
        }
        Dialog::Find(finder) => {
            finding::draw(app, finder, palette, canvas);
            let hint = "Enter opens  Up Down  Esc closes ";
            type_line("search: ", &finder.line, hint, palette, canvas)
        }
        Dialog::Letter { recall } => {
            let words =
                if *recall { " go to the place of letter ..." } else { " remember as letter ..." };
            let mut pen = bottom(canvas);
            pen.write(words, palette.notice);
            None
        }
        Dialog::Marks(stretches) => {
            chooser::marks(app, stretches, palette, canvas);
            None
        }
        Dialog::Theme => {
            chooser::theme(app, palette, canvas);
            None
        }
        Dialog::Select(selection) => {
            selecting(*selection, palette, canvas);
            None
        }
        Dialog::Memo(memo) => memo::draw(app, memo, palette, canvas),
        Dialog::Lost(at) => {
            lost(app, *at, palette, canvas);
            None
        }
        Dialog::Agreement => {
            agreeing::draw(app, palette, canvas);
            None
        }
        Dialog::Learning(lessons, top) => {
            let style = |is_heading| if is_heading { palette.strong } else { Style::new() };
            let lines = lessons.lines.iter();
            let lines: Vec<_> =
                lines.map(|(line, head)| (format!(" {line}"), style(*head))).collect();
            let hint = " Enter marks by it  x marks without  j k scroll  q closes";
            page(" LEARNING", &lines, *top, hint, palette, canvas);
            None
        }
        Dialog::Dashboard | Dialog::Matrix | Dialog::Figures => {
            view(app, palette, canvas);
            let words = Some(&app.figures.words).filter(|_| app.figures.typing);
            let words = words.filter(|_| matches!(app.dialog, Dialog::Figures));
            words
                .and_then(|words| type_line("/", words, "Enter keeps  Esc drops ", palette, canvas))
        }
        Dialog::Export(form) => exporting::draw(app, form, palette, canvas),
        Dialog::Review(review) => {
            proposing::draw(app, review, palette, canvas);
            let hint = "Enter renames  Esc leaves the name ";
            review.naming.as_ref().and_then(|name| type_line("name: ", name, hint, palette, canvas))
        }
        Dialog::Help(help) => keys(help, palette, canvas),
        Dialog::Problems(top) => {
            let lines: Vec<_> =
                app.problems().iter().map(|p| (format!(" {p}"), Style::new())).collect();
            let none = [(" every file could be read".to_owned(), palette.dim)];
            let lines = if lines.is_empty() { &none[..] } else { &lines };
            page(" PROBLEMS", lines, *top, " q closes", palette, canvas);
            None
        }
        Dialog::Why { sentence, top } => {
            let lines = why::lines(app, *sentence, palette);
            page(" WHY", &lines, *top, " [ ] sentence  j k scroll  q closes", palette, canvas);
            None
        }
    }
}

/// The view that is open, if any, or that a filter is typed over.
fn view(app: &App, palette: &Palette, canvas: &mut Canvas) {
    match app.view() {
        Some(View::Matrix) => matrix::draw(app, palette, canvas),
        Some(View::Dashboard) => dashboard::draw(app, palette, canvas),
        Some(View::Figures) => figures::draw(app, palette, canvas),
        None => {}
    }
}

fn bottom(canvas: &mut Canvas) -> Pen<'_> {
    let Rect { x, width, .. } = canvas.area();
    let y = canvas.area().bottom().saturating_sub(1);
    canvas.wipe(Rect { x, y, width, height: 1 });
    Pen::at(canvas, x, y, width)
}

fn type_line(
    sign: &str,
    line: &Line,
    hint: &str,
    palette: &Palette,
    canvas: &mut Canvas,
) -> Option<(u16, u16)> {
    let y = canvas.area().bottom().checked_sub(1)?;
    let mut pen = bottom(canvas);
    let text = line.text();
    // Of a line longer than the screen the end is what is being typed.
    let room = usize::from(pen.room()).saturating_sub(1 + shown::width(sign));
    let typed = shown::width(line.before());
    let mut skipped = 0;
    let start = pen.x();
    pen.write(sign, palette.strong);
    let mut visible = Span::new(0, text.len());
    for glyph in glyphs(&text, visible) {
        if typed <= room + skipped {
            break;
        }
        skipped += usize::from(glyph.width);
        visible.start = glyph.start + glyph.len;
    }
    pen.write(visible.of(&text), Style::new());
    let column = (typed - skipped.min(typed)) as u16;
    let used = pen.x();
    let width = shown::width(hint) as u16;
    let edge = canvas.area().right();
    if used + width + 1 < edge {
        Pen::at(canvas, edge - width, y, width).write(hint, palette.dim);
    }
    Some(((start + shown::width(sign) as u16 + column).min(edge.saturating_sub(1)), y))
}

/// What a query that is being typed comes to, above its line; a fault with a sign above its place.
fn read(reading: &Reading, typed: &str, palette: &Palette, canvas: &mut Canvas) {
    let Rect { x, width, .. } = canvas.area();
    let Some(y) = canvas.area().bottom().checked_sub(2) else { return };
    canvas.wipe(Rect { x, y, width, height: 1 });
    let mut pen = Pen::at(canvas, x, y, width);
    let room = pen.room();
    match reading {
        Reading::Shows(words) => pen.clip(&format!(" shows {words}"), room, palette.dim),
        Reading::Fault(fault) => {
            let column = 1 + shown::width(Span::new(0, fault.at).of(typed));
            let (behind, before) = (format!("^ {}", fault.what), format!("{} ^", fault.what));
            let start = if column + shown::width(&behind) < usize::from(width) {
                column
            } else {
                (column + 1).saturating_sub(shown::width(&before))
            };
            let words = if start == column { behind } else { before };
            pen.blank((start as u16).min(room.saturating_sub(1)), palette.notice);
            let room = pen.room();
            pen.clip(&words, room, palette.notice);
        }
    }
}

fn proposals(prompt: &Prompt, palette: &Palette, canvas: &mut Canvas) {
    let room = usize::from(canvas.area().height).saturating_sub(2).min(PROPOSALS);
    let shown = prompt.proposals.len().min(room);
    let top = prompt.chosen.map_or(0, |at| (at + 1).saturating_sub(shown));
    let bottom = canvas.area().bottom().saturating_sub(1);
    let (x, width) = (canvas.area().x, canvas.area().width);
    for (line, at) in (top..top + shown).enumerate() {
        let Some(proposal) = prompt.proposals.get(at) else { break };
        let y = bottom - (shown - line) as u16;
        let style = if prompt.chosen == Some(at) { palette.chosen } else { Style::new() };
        canvas.wipe(Rect { x, y, width, height: 1 });
        let mut pen = Pen::at(canvas, x, y, width);
        pen.write(&format!(" {:<20} ", proposal.line), style.patch(palette.strong));
        let room = pen.room();
        pen.clip(&proposal.help, room, style);
        pen.fill(" ", style);
    }
}

/// What is being selected, and the keys for it.
fn selecting(selection: Selection, palette: &Palette, canvas: &mut Canvas) {
    let end = if selection.moves_end { "end" } else { "beginning" };
    let what = match selection.purpose {
        Purpose::Mark => "SELECT",
        Purpose::Resize(_) => "NEW BOUNDS",
        Purpose::Place(_) => "PLACE THE LOST MARK",
    };
    let words = format!(" {what} by {}, moving the {end}", selection.unit.name());
    let does = if selection.purpose == Purpose::Mark { "marks" } else { "does it" };
    let hint = format!("j k move  o other end  v unit  [ ] next  Enter {does}  Esc leaves ");
    let mut pen = bottom(canvas);
    let room = pen.room();
    pen.clip(&words, room, palette.notice);
    if shown::width(&words) + shown::width(&hint) < usize::from(room) {
        pen.write_right(&hint, palette.dim);
    }
}

/// The marks whose words are lost.
fn lost(app: &App, at: usize, palette: &Palette, canvas: &mut Canvas) {
    let line = |(nth, (id, _, annotation)): (usize, (ArticleId, _, &Annotation))| {
        let title = app.library.brief(id).map_or("", |brief| brief.title);
        let quote: Vec<&str> = annotation.anchor.quote.split_whitespace().collect();
        let memo = if annotation.memo.is_empty() { "" } else { " (memo)" };
        let words = format!(" '{}'{memo} in {title}", shown::clipped(&quote.join(" "), 70));
        (words, if nth == at { palette.chosen } else { Style::new() })
    };
    let mut lines: Vec<_> = app.lost().enumerate().map(line).collect();
    if lines.is_empty() {
        lines.push((" every mark is on its words".to_owned(), palette.dim));
    }
    let room = usize::from(canvas.area().height.saturating_sub(2)).max(1);
    let top = (at + 1).saturating_sub(room);
    page(" LOST MARKS", &lines, top, " Enter places it  x drops it  q closes", palette, canvas);
}

/// The help screen: every key of the table, or those whose words fit.
fn keys(help: &Help, palette: &Palette, canvas: &mut Canvas) -> Option<(u16, u16)> {
    let line = |line| match line {
        HelpLine::Heading(name) => (format!(" {name}"), palette.strong),
        HelpLine::Keys(row) => (format!("   {row}"), Style::new()),
        HelpLine::Blank => (String::new(), Style::new()),
    };
    let lines: Vec<_> = help.lines().into_iter().map(line).collect();
    let hint = " / searches the keys  j k scroll  q closes";
    page(" KEYS", &lines, help.top, hint, palette, canvas);
    if help.typing { type_line("/", &help.wanted, "", palette, canvas) } else { None }
}

/// A page of lines over the whole screen.
pub(super) fn page(
    title: &str,
    lines: &[(String, Style)],
    top: usize,
    hint: &str,
    palette: &Palette,
    canvas: &mut Canvas,
) {
    let area = canvas.area();
    canvas.wipe(area);
    let room = usize::from(area.height.saturating_sub(2));
    let top = top.min(lines.len().saturating_sub(room));
    for row in 0..area.height {
        let mut pen = Pen::row(canvas, area, row);
        let line = (row as usize).checked_sub(1).and_then(|line| lines.get(top + line));
        match line {
            _ if row == 0 => pen.write(title, palette.strong),
            _ if row + 1 == area.height => pen.write(hint, palette.dim),
            Some((line, style)) => {
                let room = pen.room();
                pen.clip(line, room, *style);
            }
            None => {}
        }
    }
}
