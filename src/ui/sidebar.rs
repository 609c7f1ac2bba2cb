//! Themes, articles and kinds, one list above the other, each with its counts.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::Canvas;
use super::palette::{Palette, sign};
use super::pen::Pen;
use super::reader::plural;
use crate::app::proposing::NamedRow;
use crate::app::{App, Pane};
use crate::library::Filter;
use crate::library::proposal::Proposed;
use crate::tag::{Kind, ThemeId};

/// Draws the side pane.
pub(super) fn draw(app: &App, palette: &Palette, canvas: &mut Canvas) {
    let [themes, articles, kinds] = app.areas.sections;
    let survey = &app.survey;
    let count = |theme: &&ThemeId| survey.theme(**theme) > 0;
    let showing = app.themes.iter().filter(count).count();
    let all = app.themes.len();
    let counts =
        [(showing, all), (survey.listed.len(), app.library.len()), (survey.shown, survey.total)];
    let sections = [Pane::Themes, Pane::Articles, Pane::Kinds];
    for ((pane, area), count) in sections.into_iter().zip(app.areas.sections).zip(counts) {
        heading(app, palette, pane, area, count, canvas);
    }
    for (line, at) in visible(app, Pane::Themes, themes, usize::MAX) {
        let Some(row) = app.named_row(at) else { break };
        named_row(app, palette, (at, row), Pen::row(canvas, themes, line));
    }
    for (line, at) in visible(app, Pane::Articles, articles, survey.listed.len()) {
        article_row(app, palette, at, Pen::row(canvas, articles, line));
    }
    for (line, at) in visible(app, Pane::Kinds, kinds, 3) {
        kind_row(app, palette, at, Pen::row(canvas, kinds, line));
    }
    for section in [themes, articles] {
        rule(app, palette, section, canvas);
    }
}

/// Lines below the heading with the index of the row that belongs there.
fn visible(
    app: &App,
    pane: Pane,
    area: Rect,
    len: usize,
) -> impl Iterator<Item = (u16, usize)> + use<> {
    let top = app.cursors[pane as usize].top;
    (1..area.height).zip(top..len)
}

/// The name of a list and how much of it shows.
fn heading(
    app: &App,
    palette: &Palette,
    pane: Pane,
    area: Rect,
    (shown, all): (usize, usize),
    canvas: &mut Canvas,
) {
    let (name, between) = match pane {
        Pane::Themes => ("THEMES", "/"),
        Pane::Articles => ("ARTICLES", "/"),
        _ => ("KINDS", " of "),
    };
    let style = if app.focus == pane { palette.strong } else { palette.dim };
    let mut pen = Pen::row(canvas, area, 0);
    pen.write(name, style);
    let exact = format!(" {shown}{between}{all} ");
    let fits = exact.len() <= usize::from(pen.room());
    let short = || format!(" {}{between}{} ", short(shown), short(all));
    pen.write_right(&if fits { exact } else { short() }, palette.dim);
}

/// A number in at most four columns: "9731", "114k", "12M".
pub(super) fn short(number: usize) -> String {
    match number {
        0..10_000 => number.to_string(),
        10_000..1_000_000 => format!("{}k", number / 1000),
        _ => format!("{}M", number / 1_000_000),
    }
}

/// The line between two lists.
fn rule(app: &App, palette: &Palette, section: Rect, canvas: &mut Canvas) {
    let inside = app.areas.side.is_some_and(|side| section.bottom() < side.bottom());
    if inside && section.height > 0 {
        Pen::at(canvas, section.x, section.bottom(), section.width).fill("-", palette.dim);
    }
}

fn row_style(app: &App, palette: &Palette, pane: Pane, at: usize) -> Style {
    let chosen = app.focus == pane && app.cursors[pane as usize].at == at;
    if chosen { palette.chosen } else { Style::new() }
}

/// A row of the list of themes.
fn named_row(app: &App, palette: &Palette, (at, row): (usize, NamedRow), mut pen: Pen<'_>) {
    let style = row_style(app, palette, Pane::Themes, at).patch(palette.dim);
    match row {
        NamedRow::Theme(id) => theme_row(app, palette, (at, id), pen),
        NamedRow::View(nth) => {
            if let Some((name, filter)) = app.library.views().iter().nth(nth) {
                view_row(app, palette, at, (name.as_str(), filter), pen);
            }
        }
        NamedRow::Hint => {
            let room = pen.room();
            pen.clip(" none fits: :themes suggest", room, style);
            pen.blank(pen.room(), style);
        }
        NamedRow::Suggested(nth) => {
            let Some(candidate) = app.proposing.candidates.get(nth) else { return };
            let Proposed { articles, .. } = candidate.proposed;
            pen.write("? ", style);
            name_and_count(&mut pen, candidate.proposed.name(), articles, style);
        }
    }
}

fn theme_row(app: &App, palette: &Palette, (at, id): (usize, ThemeId), mut pen: Pen<'_>) {
    let codebook = &app.library.codebook;
    let Some(theme) = codebook.theme(id) else { return };
    let wanted = app.filter.themes.contains(&id);
    let count = app.survey.theme(id);
    let style = row_style(app, palette, Pane::Themes, at);
    let style = if count == 0 { style.patch(palette.dim) } else { style };
    pen.write(if wanted { "> " } else { "  " }, style.patch(palette.strong));
    let style = if wanted { style.patch(palette.strong) } else { style };
    if codebook.parent(id).is_some() {
        pen.write("  ", style);
    }
    let named = style.patch(palette.theme(theme.colour));
    let noted = if theme.memo.is_empty() { "" } else { " \"" };
    name_and_count(&mut pen, &format!("{}{noted}", theme.name), count, named);
}

/// A filter that was kept, by its name.
fn view_row(app: &App, palette: &Palette, at: usize, view: (&str, &Filter), mut pen: Pen<'_>) {
    let style = row_style(app, palette, Pane::Themes, at);
    let is_on = app.filter == *view.1;
    pen.write(if is_on { "> " } else { "  " }, style.patch(palette.strong));
    let style = if is_on { style.patch(palette.strong) } else { style };
    let room = pen.room();
    pen.clip(&format!("& {}", view.0), room, style);
    pen.blank(room, style);
}

fn article_row(app: &App, palette: &Palette, at: usize, mut pen: Pen<'_>) {
    let Some(id) = app.survey.listed.get(at).copied() else { return };
    let Some(brief) = app.library.brief(id) else { return };
    let open = app.open == Some(id);
    let count = app.survey.articles.get(id.0 as usize).copied().unwrap_or(0);
    let style = row_style(app, palette, Pane::Articles, at);
    pen.write(if open { "> " } else { "  " }, style.patch(palette.strong));
    let style = if open { style.patch(palette.strong) } else { style };
    let starred = if brief.work.starred { "^ " } else { "" };
    let noted = if brief.work.noted { "\" " } else { "" };
    let name = format!("{starred}{noted}{}", brief.title);
    name_and_count(&mut pen, &name, count, style);
}

fn kind_row(app: &App, palette: &Palette, at: usize, mut pen: Pen<'_>) {
    let Some(kind) = Kind::ALL.get(at).copied() else { return };
    let style = row_style(app, palette, Pane::Kinds, at);
    let tick = if app.filter.kinds.has(kind) { "[x] " } else { "[ ] " };
    pen.write(&format!("{}{tick}", at + 1), style);
    pen.write(sign(kind), style.patch(palette.sign(kind)));
    pen.write(" ", style);
    let wanted = app.filter.kinds.has(kind);
    let style = if wanted { style } else { style.patch(palette.dim) };
    name_and_count(&mut pen, plural(kind), app.survey.kind(kind), style);
}

/// A name at the left, cut where it must be, and a count at the right.
pub(super) fn name_and_count(pen: &mut Pen<'_>, name: &str, count: usize, style: Style) {
    let count = format!(" {count} ");
    let room = pen.room().saturating_sub(count.len() as u16);
    let end = pen.x() + room;
    pen.clip(name, room, style);
    pen.blank(end.saturating_sub(pen.x()), style);
    pen.write(&count, style);
}
