//! The bars: where one is, what is selected and why, what the filter hides, which keys matter.

use super::canvas::Canvas;
use super::palette::{Palette, sign, stance};
use super::pen::Pen;
use crate::app::{App, Pane};
use crate::library::{Article, ArticleId, Progress};
use crate::tag::{Kind, Kinds, Label, Passage};
use crate::text::shown::counted;
use crate::text::{Span, shown};

/// The breadcrumb at the left, the place in pile and article at the right.
pub(super) fn top(app: &App, palette: &Palette, canvas: &mut Canvas) {
    let right = place(app);
    let mut pen = Pen::row(canvas, app.areas.top, 0);
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
    let copies = copies(app, open);
    let part = part(app);
    format!("art {}/{}{copies}{part}  {percent}% {bar} ", open.0 + 1, app.library.len())
}

/// ", part 3/97".
fn part(app: &App) -> String {
    app.part().map_or_else(String::new, |(number, last)| format!(", part {number}/{last}"))
}

/// ", same as 2", ", much as 2", ", 3 copies".
fn copies(app: &App, open: ArticleId) -> String {
    let copies = app.library.copies();
    match (copies.original(open), copies.count(open)) {
        (Some(copy), _) => {
            let how = if copy.exact { "same as" } else { "much as" };
            format!(", {how} {}", copy.of.0 + 1)
        }
        (None, 0) => String::new(),
        (None, count) => format!(", {}", counted(count, "copy", "copies")),
    }
}

/// The selected passage: its kinds, themes, and why it is marked; keys where there is room.
pub(super) fn status(app: &App, palette: &Palette, canvas: &mut Canvas) {
    let mut pen = Pen::row(canvas, app.areas.status, 0);
    let Some(article) = app.article() else { return };
    let selected = app.reader.selected().and_then(|at| article.passages.get(at));
    let words = match selected {
        Some(passage) => {
            let kinds = app.filter.visible(passage);
            signs(palette, kinds, &mut pen);
            explained(app, article, passage, kinds)
        }
        None => nothing_selected(app, article),
    };
    let room = pen.room();
    pen.clip(&words, room, if selected.is_some() { palette.bar } else { palette.dim });
    pen.write_right(status_hints(app), palette.dim);
}

/// " !# " for the kinds of a passage.
fn signs(palette: &Palette, kinds: Kinds, pen: &mut Pen<'_>) {
    pen.write(" ", palette.bar);
    if let Some((sign, kind)) = stance(kinds) {
        pen.write(sign, palette.sign(kind));
    }
    if kinds.has(Kind::Statistic) {
        pen.write(sign(Kind::Statistic), palette.sign(Kind::Statistic));
    }
}

fn nothing_selected(app: &App, article: &Article) -> String {
    if let Some(why) = article.document.unmarked() {
        return format!(" {why}");
    }
    if !article.marked {
        return " marking ...".to_owned();
    }
    let shown = app.shown().len();
    match (shown, article.passages.is_empty()) {
        (0, true) => " no passage of this article carries a mark".to_owned(),
        (0, false) => " no passage of this article shows under this filter".to_owned(),
        (shown, _) => format!(" no passage on screen, {shown} in this article"),
    }
}

/// " concern 3/11  skills shortage +1  suggested by: barrier, lack of".
fn explained(app: &App, article: &Article, passage: &Passage, kinds: Kinds) -> String {
    let names: Vec<&str> = kinds.iter().map(Kind::name).collect();
    let at = app.reader.selected().unwrap_or_default();
    let nth = app.shown().partition_point(|other| *other < at) + 1;
    let of = app.shown().len();
    let themes = themes(app, passage);
    let why = reasons(app, article, passage, kinds).join(", ");
    let by = if why.is_empty() { String::new() } else { format!(" by: {why}") };
    let origin = origins(passage, kinds);
    let hand = hand(article, passage);
    format!(" {} {nth}/{of}  {themes}  {hand}{origin}{by}", names.join(" "))
}

/// "suggested", "confirmed", "concern made, statistic suggested".
fn origins(passage: &Passage, kinds: Kinds) -> String {
    let origin = |kind| passage.origin(Label::Kind(kind)).name();
    let mut all: Vec<&str> = kinds.iter().map(origin).collect();
    all.dedup();
    match *all {
        [] => String::new(),
        [one] => one.to_owned(),
        _ => {
            let each = kinds.iter().map(|kind| format!("{} {}", kind.name(), origin(kind)));
            each.collect::<Vec<_>>().join(", ")
        }
    }
}

/// "starred - its words have changed - memo: ... - ".
fn hand(article: &Article, passage: &Passage) -> String {
    let Some(hand) = &passage.hand else { return String::new() };
    let mut told = String::new();
    if hand.starred {
        told.push_str("starred - ");
    }
    if hand.moved {
        told.push_str("its words have changed - ");
    }
    if let Some((_, annotation)) = article.annotation_at(passage.span).filter(|_| hand.noted) {
        let first = annotation.memo.lines().next().unwrap_or_default();
        told.push_str(&format!("memo: {first} - "));
    }
    told
}

/// "skills shortage +1".
fn themes(app: &App, passage: &Passage) -> String {
    let wanted = passage.themes.iter().find(|theme| app.filter.themes.contains(theme));
    let Some(first) = wanted.or(passage.themes.first()) else { return "no theme".to_owned() };
    let name = app.library.codebook.name(*first);
    match passage.themes.len() - 1 {
        0 => name.to_owned(),
        more => format!("{name} +{more}"),
    }
}

/// How many words a mark is explained by at a time.
const SHOWN: usize = 4;

/// The words behind the marks of these kinds, each once, the first few of them: cues, then
/// figures.
fn reasons(app: &App, article: &Article, passage: &Passage, kinds: Kinds) -> Vec<String> {
    let cues = app.open.map_or(&[][..], |id| app.reasons.of(id, passage));
    let cues = cues.iter().filter(|cue| match cue.label {
        Label::Kind(kind) => kinds.has(kind),
        Label::Theme(_) => false,
    });
    let figures = passage.figures.iter().filter(|_| kinds.has(Kind::Statistic));
    let spans = cues.map(|cue| cue.span).chain(figures.map(|figure| figure.span));
    let mut why: Vec<String> = Vec::new();
    for span in apart(spans) {
        let words =
            span.of(&article.document.text).split_whitespace().collect::<Vec<_>>().join(" ");
        if !why.contains(&words) {
            why.push(words);
        }
    }
    if why.len() > SHOWN {
        let more = why.split_off(SHOWN).len();
        why.push(format!("+{more}"));
    }
    why
}

/// Those that share words become one: two kinds may go by some of the same.
fn apart(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut apart: Vec<Span> = Vec::new();
    for span in spans {
        match apart.iter_mut().find(|other| other.overlaps(span)) {
            Some(other) => {
                *other = Span { start: other.start.min(span.start), end: other.end.max(span.end) };
            }
            None => apart.push(span),
        }
    }
    apart
}

fn status_hints(app: &App) -> &'static str {
    match app.focus {
        Pane::Reader => "[ ] prev/next  e mark  Enter confirms  a memo ",
        Pane::Themes => "Enter toggles  e edits the theme  Esc takes back ",
        Pane::Kinds => "Enter toggles  Esc takes back ",
        Pane::Articles => "Enter opens  Tab next pane ",
        Pane::Passages => "j k passage  c folds  p order  Enter reads ",
    }
}

/// What just happened, or else the filter and how much it hides; the keys that matter here.
pub(super) fn hints(app: &App, palette: &Palette, canvas: &mut Canvas) {
    let low = app.areas.hints.is_empty();
    let area = if low { app.areas.status } else { app.areas.hints };
    let mut pen = Pen::row(canvas, area, 0);
    if let Some((edits, why)) = app.unkept() {
        let edits = counted(edits, "edit", "edits");
        let warning = format!(" NOT KEPT: {edits}, tried again each second: {why} ");
        let room = pen.room();
        pen.clip(&warning, room, palette.chosen);
        return;
    }
    if let Some(notice) = &app.notice {
        if low {
            canvas.wipe(area);
            pen = Pen::row(canvas, area, 0);
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
        let matches = counted(found.matches.len(), "match", "matches");
        return format!(" '{}': {at}{matches} - n N, Esc clears", found.typed);
    }
    let review = review(app);
    let reading = if app.ingesting { progress(app.progress) } else { String::new() };
    let proposing = proposing(app);
    let exporting =
        app.exporting.percent.map(|percent| format!("exporting {percent} %, Esc stops - "));
    let exporting = exporting.unwrap_or_default();
    let words = app.filter.describe(&app.library.codebook);
    let problems = match app.problems.len() {
        0 => String::new(),
        many => format!(", {many} unreadable"),
    };
    format!(
        " {reading}{proposing}{exporting}{words} - {} hidden{problems}{review}",
        app.survey.hidden()
    )
}

/// "looking for themes, 256 of 2225 articles read - ", while that is so.
fn proposing(app: &App) -> String {
    let all = app.library.len();
    let read = |done| format!("looking for themes, {done} of {all} articles read - ");
    app.proposing.done.map(read).unwrap_or_default()
}

/// ", 9 confirmed, 2 made, 20 to confirm", once a person has begun to decide.
fn review(app: &App) -> String {
    let [suggested, confirmed, made] = app.survey.origins;
    let lost = match app.survey.lost {
        0 => String::new(),
        lost => format!(", {lost} lost (:lost)"),
    };
    if !app.survey.is_reviewed() {
        return lost;
    }
    format!(", {confirmed} confirmed, {made} made, {suggested} to confirm{lost}")
}

/// "reading 1234 of 10000, 3400/s, 3 s left, Esc stops - "; of a long text that is read alone,
/// "340 of 1024 MB read, Esc stops - ".
fn progress(progress: Progress) -> String {
    let Progress { done, known, whole, rate, left, stretch } = progress;
    if let Some(stretch) = stretch.filter(|_| known <= 1) {
        return format!("{}, Esc stops - ", stretch.describe());
    }
    if known == 0 {
        return "reading ... ".to_owned();
    }
    let of = if whole { format!("of {known}") } else { format!("of {known} so far") };
    let left = left.map_or(String::new(), |seconds| format!(", {seconds} s left"));
    format!("reading {done} {of}, {rate}/s{left}, Esc stops - ")
}
