//! The choices over the panes: which mark, or what to do to a theme; one key each.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::Canvas;
use super::palette::{Palette, sign};
use super::pen::Pen;
use crate::app::App;
use crate::app::theming::THEME_CHOICES;
use crate::library::edit::Stretch;
use crate::tag::{Kind, Label};
use crate::text::shown;

/// One entry: key, words, look of the words.
struct Entry {
    key: char,
    words: String,
    style: Style,
}

/// The marks to choose from.
pub(super) fn marks(app: &App, stretches: &[Stretch], palette: &Palette, canvas: &mut Canvas) {
    let entry = |choice: crate::app::chooser::Choice| {
        let on = if choice.is_on { "[x] " } else { "[ ] " };
        let style = match choice.label {
            Label::Kind(kind) => palette.sign(kind),
            Label::Theme(id) => palette.theme(app.library.theme(id).colour),
        };
        let kind = match choice.label {
            Label::Kind(kind) => format!("{} ", sign(kind)),
            Label::Theme(_) => String::new(),
        };
        Entry { key: choice.key, words: format!("{on}{kind}{}", choice.name), style }
    };
    let title = match stretches {
        [one] => format!(" MARK {}", quoted(app, *one)),
        many => format!(" MARK {} passages", many.len()),
    };
    let hint = " Enter confirms  x rejects  Esc leaves ";
    let entries: Vec<Entry> = app.choices(stretches).into_iter().map(entry).collect();
    panel(&title, hint, &entries, Kind::ALL.len(), palette, canvas);
}

/// What to do to the theme under the cursor.
pub(super) fn theme(app: &App, palette: &Palette, canvas: &mut Canvas) {
    let cursor = app.cursors[crate::app::Pane::Themes as usize].at;
    let name = app.themes.get(cursor).map_or("", |id| app.library.codebook.name(*id));
    let entry = |choice: &crate::app::theming::ThemeChoice| Entry {
        key: choice.key,
        words: choice.help.to_owned(),
        style: Style::new(),
    };
    let entries: Vec<Entry> = THEME_CHOICES.iter().map(entry).collect();
    panel(&format!(" THEME {name}"), " Esc leaves ", &entries, 0, palette, canvas);
}

fn quoted(app: &App, (id, span): Stretch) -> String {
    let text = app.library.article(id).map_or("", |article| &article.document.text);
    let words = span.of(text).split_whitespace().take(20).collect::<Vec<_>>().join(" ");
    format!("'{}'", shown::clipped(&words, 60))
}

/// Entries in columns over the lowest rows; the first so many have a row of their own.
fn panel(
    title: &str,
    hint: &str,
    entries: &[Entry],
    apart: usize,
    palette: &Palette,
    canvas: &mut Canvas,
) {
    let area = canvas.area();
    let (head, rest) = entries.split_at(apart.min(entries.len()));
    let widest =
        |all: &[Entry]| all.iter().map(|it| shown::width(&it.words)).max().unwrap_or(0) + 5;
    let columns = |all: &[Entry]| (usize::from(area.width) / widest(all).max(1)).max(1);
    let rows: Vec<&[Entry]> = [head, rest]
        .into_iter()
        .filter(|all| !all.is_empty())
        .flat_map(|all| all.chunks(columns(all)))
        .collect();
    let height = (rows.len() as u16 + 1).min(area.height);
    let top = area.bottom() - height;
    canvas.wipe(Rect { y: top, height, ..area });
    // What it is about comes before how to leave.
    let hint = if usize::from(area.width) > shown::width(hint) + 24 { hint } else { "" };
    let mut pen = Pen::at(canvas, area.x, top, area.width);
    let room = pen.room().saturating_sub(shown::width(hint) as u16);
    pen.clip(title, room, palette.strong);
    pen.write_right(hint, palette.dim);
    for (row, y) in rows.iter().zip(top + 1..area.bottom()) {
        let all = if row.as_ptr() < rest.as_ptr() { head } else { rest };
        let step = widest(all) as u16;
        for (entry, at) in row.iter().zip(0..) {
            let x = area.x + at * step;
            let mut pen = Pen::at(canvas, x, y, step.min(area.right().saturating_sub(x)));
            pen.write(&format!(" {} ", entry.key), palette.strong);
            let room = pen.room();
            pen.clip(&entry.words, room, entry.style);
        }
    }
}
