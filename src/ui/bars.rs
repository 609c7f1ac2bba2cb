//! The bars: where one is, what is selected and why, what the filter hides, which keys matter.

use ratatui::buffer::Buffer;

use super::palette::{Palette, sign, stance};
use super::pen::Pen;
use crate::app::{App, Pane};
use crate::library::Article;
use crate::tag::{Kind, Kinds, Label, Passage};
use crate::text::shown;

/// The breadcrumb at the left, the place in pile and article at the right.
pub(super) fn top(app: &App, palette: &Palette, buffer: &mut Buffer) {
    let right = place(app);
    let mut pen = Pen::row(buffer, app.areas.top, 0);
    let room = usize::from(pen.room()).saturating_sub(shown::width(&right) + 1);
    let themes = app.filter.describe_themes(&app.library.codebook);
    let title = app.article().map_or("", |article| article.document.title());
    // Before the title, which may be cut.
    let raw = if app.reader.is_raw() { "(source) " } else { "" };
    let crumbs = format!(" perusal > {themes} > {raw}{title}");
    pen.clip(&crumbs, room as u16, palette.strong);
    pen.write_right(&right, palette.bar);
}

/// "art 2/3  31% ====------ ".
fn place(app: &App) -> String {
    const BAR: usize = 10;
    let Some(open) = app.open else { return String::new() };
    let percent = app.reader.percent();
    let full = percent * BAR / 100;
    let bar = format!("{}{}", "=".repeat(full), "-".repeat(BAR - full));
    format!("art {}/{}  {percent}% {bar} ", open.0 + 1, app.library.len())
}

/// The selected passage: its kinds, themes, and why it is marked.
pub(super) fn status(app: &App, palette: &Palette, buffer: &mut Buffer) {
    let mut pen = Pen::row(buffer, app.areas.status, 0);
    let selected = app
        .article()
        .and_then(|article| Some((article, article.passages.get(app.reader.selected()?)?)));
    // On a narrow screen what is selected matters more.
    let hints = if pen.room() < 60 { String::new() } else { status_hints(app) };
    let room = pen.room().saturating_sub(shown::width(&hints) as u16 + 2);
    if let Some((article, passage)) = selected {
        selected_passage(app, palette, article, passage, room, &mut pen);
    } else {
        pen.clip(&nothing_selected(app), room, palette.dim);
    }
    pen.write_right(&hints, palette.dim);
}

fn nothing_selected(app: &App) -> String {
    let Some(article) = app.article() else { return String::new() };
    let shown = article.passages.iter().filter(|passage| app.filter.admits(passage)).count();
    match (shown, article.passages.is_empty()) {
        (0, true) => " no passage of this article carries a mark".to_owned(),
        (0, false) => " no passage of this article shows under this filter".to_owned(),
        (shown, _) => format!(" no passage on screen, {shown} in this article"),
    }
}

fn selected_passage(
    app: &App,
    palette: &Palette,
    article: &Article,
    passage: &Passage,
    room: u16,
    pen: &mut Pen<'_>,
) {
    let kinds = app.filter.visible(passage);
    pen.write(" ", palette.bar);
    if let Some((sign, kind)) = stance(kinds) {
        pen.write(sign, palette.sign(kind));
    }
    if kinds.has(Kind::Statistic) {
        pen.write(sign(Kind::Statistic), palette.sign(Kind::Statistic));
    }
    let left = room.saturating_sub(4);
    pen.clip(&format!(" {}", explained(app, article, passage, kinds)), left, palette.bar);
}

/// "concern 3/11  skills shortage  by: barrier, lack of  suggested".
fn explained(app: &App, article: &Article, passage: &Passage, kinds: Kinds) -> String {
    let names: Vec<&str> = kinds.iter().map(Kind::name).collect();
    let admitted = || article.passages.iter().filter(|other| app.filter.admits(other));
    let nth = admitted().take_while(|other| other.span < passage.span).count() + 1;
    let of = admitted().count();
    let theme = |id: &crate::tag::ThemeId| app.library.codebook.themes.get(usize::from(id.0));
    let themes: Vec<&str> =
        passage.themes.iter().filter_map(theme).map(|theme| theme.name.as_str()).collect();
    let themes = if themes.is_empty() { "no theme".to_owned() } else { themes.join(", ") };
    let text = &article.document.text;
    let cues = passage.cues.iter().filter(|cue| match cue.label {
        Label::Kind(kind) => kinds.has(kind),
        Label::Theme(_) => false,
    });
    let figures = passage.figures.iter().filter(|_| kinds.has(Kind::Statistic));
    let mut why: Vec<String> = Vec::new();
    for span in cues.map(|cue| cue.span).chain(figures.map(|figure| figure.span)) {
        let words = span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        if !why.contains(&words) {
            why.push(words);
        }
    }
    format!("{} {nth}/{of}  {themes}  by: {}  suggested", names.join(" "), why.join(", "))
}

fn status_hints(app: &App) -> String {
    match app.focus {
        Pane::Reader => "[ ] passage  J K article ".to_owned(),
        Pane::Themes | Pane::Kinds => "Enter toggles  Esc takes back ".to_owned(),
        Pane::Articles => "Enter opens  Tab next pane ".to_owned(),
        Pane::Passages => "j k passage  Enter reads ".to_owned(),
    }
}

/// What just happened, or else the filter and how much it hides; the keys that matter here.
pub(super) fn hints(app: &App, palette: &Palette, buffer: &mut Buffer) {
    let low = app.areas.hints.is_empty();
    let area = if low { app.areas.status } else { app.areas.hints };
    let mut pen = Pen::row(buffer, area, 0);
    if let Some(notice) = &app.notice {
        if low {
            Pen::row(buffer, area, 0).fill(" ", palette.bar);
            pen = Pen::row(buffer, area, 0);
        }
        let room = pen.room();
        return pen.clip(&format!(" {notice}"), room, palette.notice);
    }
    if low {
        return;
    }
    let keys = "/ search  1 2 3 kinds  t themes  ? keys ";
    let filter = filter_words(app);
    let room = usize::from(pen.room());
    let style = if app.filter.is_open() { palette.bar } else { palette.strong };
    pen.clip(&filter, room as u16, style);
    for keys in [keys, "t themes  ? keys ", "? keys "] {
        if shown::width(&filter) + shown::width(keys) + 1 < room {
            return pen.write_right(keys, palette.dim);
        }
    }
}

fn filter_words(app: &App) -> String {
    if let Some(found) = &app.found {
        let at = found.current.map_or(String::new(), |at| format!("{} of ", at + 1));
        return format!(
            " '{}': {at}{} matches - n N, Esc clears",
            found.typed,
            found.matches.len()
        );
    }
    let reading = if app.ingesting { "reading ... " } else { "" };
    let words = app.filter.describe(&app.library.codebook);
    let problems = match app.problems.len() {
        0 => String::new(),
        many => format!(", {many} unreadable"),
    };
    format!(" {reading}{words} - {} hidden{problems}", app.survey.hidden())
}
