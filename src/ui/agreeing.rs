//! The sentences that another coder judges differently: what each says, then the words, two rows each.

use ratatui::style::Style;

use super::canvas::Canvas;
use super::dialog::page;
use super::palette::Palette;
use crate::app::App;
use crate::text::shown::clipped;

/// Draws the list over the whole screen.
pub(super) fn draw(app: &App, palette: &Palette, canvas: &mut Canvas) {
    let view = &app.agreeing;
    let Some(found) = &view.found else { return };
    let mut lines = Vec::new();
    let on_screen = found.rows.iter().enumerate().skip(view.cursor.top).take(app.agreement_rows());
    for (nth, row) in on_screen {
        let is_chosen = nth == view.cursor.at;
        let [head, body] =
            if is_chosen { [palette.chosen; 2] } else { [palette.strong, Style::new()] };
        let title = app.library.named(&row.article).and_then(|id| app.library.brief(id));
        let title = title.map_or("", |brief| brief.title);
        let [here, there] = &row.said;
        lines.push((format!(" here {here} | there {there}"), head));
        lines.push((format!("   {} - {}", row.words, clipped(title, 40)), body));
    }
    if lines.is_empty() {
        lines.push((" both judge every sentence alike".to_owned(), palette.dim));
    }
    let at = if found.rows.is_empty() { 0 } else { view.cursor.at + 1 };
    let title =
        format!(" DISAGREEMENTS with {}  {at}/{}", clipped(&found.other, 30), found.rows.len());
    let hint = match &app.notice {
        Some(notice) => format!(" {notice}"),
        None => " Enter shows it  [ ] and j k walk  Esc closes".to_owned(),
    };
    page(&title, &lines, 0, &hint, palette, canvas);
}
