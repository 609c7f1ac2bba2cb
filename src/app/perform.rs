//! Carries actions out: one short function for each that is more than one call.

use super::action::{Action, Step};
use super::dialog::{Dialog, Help, Prompt};
use super::edit::Reach;
use super::proposing::NamedRow;
use super::{App, Effect, MEASURE, Pane, Reader};
use crate::library::ArticleId;
use crate::tag::{Kind, Kinds, ThemeId};
use crate::text::shown::counted;

/// Rows that an action moves by in a pane of `height` rows, down if positive.
pub(super) fn rows(action: Action, height: usize) -> Option<isize> {
    let height = height.max(1).cast_signed();
    let (step, rows) = match action {
        Action::Line(step) => (step, 1),
        Action::HalfPage(step) => (step, (height / 2).max(1)),
        Action::Page(step) => (step, (height - 2).max(1)),
        Action::End(step) => (step, isize::MAX / 2),
        _ => return None,
    };
    Some(if step == Step::Back { -rows } else { rows })
}

impl App {
    /// Carries an action out.
    pub(super) fn perform(&mut self, action: Action) -> Vec<Effect> {
        let is_still_there = matches!(
            action,
            Action::Drop | Action::Line(_) | Action::HalfPage(_) | Action::Page(_)
        );
        self.figures.left &= is_still_there;
        self.agreeing.left &= is_still_there;
        match action {
            Action::Choose => return self.enter(),
            Action::Reject => return self.reject(),
            Action::Edit => self.choose_mark(),
            Action::EditAll => self.edit_all(),
            Action::Repeat => return self.repeat(),
            Action::Select => self.begin_selection(),
            Action::Resize => self.begin_resize(),
            Action::Overlap => self.next_overlapping(),
            Action::Star => return self.star(),
            Action::Memo => self.write_memo(),
            Action::ArticleMemo => self.write_article_memo(),
            Action::Undo => return self.undo(),
            Action::Redo => return self.redo(),
            Action::Waiting(step) => self.next_waiting(step),
            Action::Line(_) | Action::HalfPage(_) | Action::Page(_) | Action::End(_) => {
                self.travel(action);
            }
            Action::Article(step) => self.next_article(step),
            Action::Passage(step) => self.next_passage(step),
            Action::Paragraph(step) => {
                self.read_on(step, |reader, article| reader.go_to_paragraph(article, step));
            }
            Action::Kind(kind) => self.refilter(|filter| filter.toggle_kind(kind)),
            Action::AllKinds => self.refilter(|filter| filter.kinds = Kinds::ALL),
            Action::Themes => {
                self.settings.zen = false;
                self.focus = Pane::Themes;
            }
            Action::Matrix => self.open_matrix(),
            Action::Dashboard => return self.open_dashboard(),
            Action::Figures => return self.open_figures(),
            Action::Drop => return self.take_back(),
            Action::Search => {
                self.focus = Pane::Reader;
                self.dialog = Dialog::Search(Prompt::default(), self.reader.place());
            }
            Action::Find => return self.open_finder(),
            Action::Filter => self.open_query(),
            Action::Match(step) => self.find_next(step),
            Action::Pane(step) => self.next_pane(step),
            Action::Side(step) => self.side_pane(step),
            Action::Zen => self.toggle_zen(),
            Action::PaneWidth(step) => self.widen_panes(step),
            Action::Measure(step) => self.widen_text(step),
            Action::MeasureReset => self.settings.measure = MEASURE,
            Action::Reasons => self.toggle_reasons(),
            Action::Why => self.explain(""),
            Action::Fold if self.focus == Pane::Passages => self.fold_group(),
            Action::Fold => self.read(Reader::toggle_folds),
            Action::FoldAll => self.fold_groups(),
            Action::Order => self.sort_by(self.rows.order().next()),
            Action::Raw => {
                self.read(Reader::toggle_raw);
                self.find_again();
            }
            Action::Copy => return self.copy(),
            Action::Export => self.open_export(),
            Action::Remember => self.dialog = Dialog::Letter { recall: false },
            Action::Recall => self.dialog = Dialog::Letter { recall: true },
            Action::JumpBack => self.jump_back(),
            Action::Command => self.open_command_line(),
            Action::Help => self.dialog = Dialog::Help(Help::default()),
            Action::Repaint => return vec![Effect::Repaint],
            Action::Suspend => return vec![Effect::Suspend],
            Action::StepBack => return self.step_back(),
            Action::Quit => return self.leave(),
        }
        Vec::new()
    }

    /// Moves in the pane that has the focus.
    fn travel(&mut self, action: Action) {
        let height = usize::from(self.areas.height(self.focus));
        let rows = rows(action, height).unwrap_or(0);
        match (self.focus, action) {
            (Pane::Reader, Action::End(step)) => self.go_to_end_of_text(step),
            (Pane::Reader, _) => self.scroll_on(rows),
            (Pane::Passages, _) => self.travel_passages(rows),
            (pane, _) => self.travel_side(pane, rows),
        }
    }

    /// Moves in the side pane; past the end of one list the next one begins.
    fn travel_side(&mut self, pane: Pane, rows: isize) {
        let lengths = self.lengths();
        let at = self.cursors[pane as usize].at;
        let last = lengths[pane as usize].saturating_sub(1);
        let neighbour = match rows {
            1 if at >= last => (pane as usize + 1..3).find(|other| lengths[*other] > 0),
            -1 if at == 0 => (0..pane as usize).rev().find(|other| lengths[*other] > 0),
            _ => None,
        };
        match neighbour {
            Some(other) => {
                self.focus = Pane::ALL[other];
                self.cursors[other].at = if rows > 0 { 0 } else { lengths[other] - 1 };
            }
            None => self.cursors[pane as usize].step(rows, lengths[pane as usize]),
        }
    }

    pub(super) fn show_passage(&mut self, id: ArticleId, passage: usize) {
        if self.open != Some(id) {
            self.show(id);
        }
        self.read(|reader, article| reader.select(article, passage));
    }

    fn next_article(&mut self, step: Step) {
        if let Some(id) = self.next_listed(step) {
            self.note_jump();
            self.show(id);
        } else {
            let which = if step == Step::On { "last" } else { "first" };
            self.notice = Some(format!("this is the {which} article listed"));
        }
    }

    /// To the next passage that shows, in this article or else in the next one that has any.
    fn next_passage(&mut self, step: Step) {
        let neighbour =
            self.article().and_then(|article| self.reader.neighbour(article, self.shown(), step));
        if let Some(passage) = neighbour {
            return self.read(|reader, article| reader.select(article, passage));
        }
        let Some((id, passage)) = self.passage_beyond(step) else {
            let which = if step == Step::On { "last" } else { "first" };
            self.notice = Some(match self.survey.shown {
                0 => "no passage shows under this filter".to_owned(),
                _ => format!("this is the {which} passage that shows"),
            });
            return;
        };
        self.note_jump();
        self.show(id);
        self.read(|reader, article| reader.select(article, passage));
        let title = self.article().map_or("", |article| article.document.title());
        self.notice = Some(format!("on in '{}'", crate::text::shown::clipped(title, 50)));
    }

    /// The nearest passage that shows in the articles before or behind the open one.
    fn passage_beyond(&self, step: Step) -> Option<(ArticleId, usize)> {
        let (open, listed) = (self.open?, &self.survey.listed);
        let has_any = |id: &&ArticleId| self.survey.articles.get(id.0 as usize) > Some(&0);
        let shown = |id: ArticleId| self.survey.shown_in(&self.library, id);
        match step {
            Step::On => {
                let beyond = &listed[listed.partition_point(|id| *id <= open)..];
                let id = *beyond.iter().find(has_any)?;
                shown(id).next().map(|passage| (id, passage))
            }
            Step::Back => {
                let before = &listed[..listed.partition_point(|id| *id < open)];
                let id = *before.iter().rev().find(has_any)?;
                shown(id).next_back().map(|passage| (id, passage))
            }
        }
    }

    /// Toggles or opens what the cursor is on.
    pub(super) fn choose(&mut self) -> Vec<Effect> {
        let at = |app: &Self| app.cursors.get(app.focus as usize).map_or(0, |cursor| cursor.at);
        match self.focus {
            Pane::Themes => match self.named_row(at(self)) {
                Some(NamedRow::Suggested(nth)) => self.review(nth),
                Some(NamedRow::Hint) => return self.suggest(),
                Some(NamedRow::Theme(theme)) => self.toggle_theme(theme),
                Some(NamedRow::View(nth)) => self.toggle_view(nth),
                None => {}
            },
            Pane::Kinds => {
                let kind = Kind::ALL[at(self).min(2)];
                self.refilter(|filter| filter.toggle_kind(kind));
            }
            Pane::Articles => {
                if let Some(id) = self.survey.listed.get(at(self)).copied() {
                    self.note_jump();
                    self.show(id);
                    self.focus = Pane::Reader;
                }
            }
            Pane::Passages => self.open_list_row(),
            Pane::Reader => {}
        }
        Vec::new()
    }

    /// Asks for a theme or stops asking for it.
    pub(super) fn toggle_theme(&mut self, theme: ThemeId) {
        let mut filter = self.filter.clone();
        filter.toggle_theme(theme, &self.library.codebook);
        self.refilter(|present| *present = filter);
    }

    /// Clears the search, else takes the last filter back, else returns to the text.
    fn take_back(&mut self) -> Vec<Effect> {
        if std::mem::take(&mut self.reach) == Reach::All {
            return Vec::new();
        }
        if self.exporting.percent.is_some() {
            return vec![Effect::StopExport];
        }
        if self.found.take().is_some() {
            return Vec::new();
        }
        if self.figures.left {
            return self.open_figures();
        }
        if self.agreeing.left {
            self.open_agreement();
            return Vec::new();
        }
        if self.ingesting {
            return self.stop_reading();
        }
        match self.filters.pop() {
            Some(filter) => {
                self.filter = filter;
                self.stale = true;
                self.ask_texts();
                let words = self.filter.describe(&self.library.codebook);
                self.notice = Some(format!("filter taken back: {words}"));
            }
            None => self.focus = Pane::Reader,
        }
        Vec::new()
    }

    /// Leaves out articles that repeat another, or no longer.
    pub(super) fn toggle_copies(&mut self) {
        self.refilter(|filter| filter.once = !filter.once);
        let copies = counted(self.library.copies().len(), "copy", "copies");
        let what = if self.filter.once { "left out" } else { "listed" };
        self.notice = Some(format!("{copies} of other articles {what}"));
    }

    /// Ends the reading of articles; what is read stays.
    pub(super) fn stop_reading(&mut self) -> Vec<Effect> {
        if !self.ingesting {
            self.notice = Some("no articles are being read".to_owned());
            return Vec::new();
        }
        self.stopped = true;
        vec![Effect::StopReading]
    }

    fn next_pane(&mut self, step: Step) {
        let at = self.focus as usize;
        let next = if step == Step::On { at + 1 } else { at + Pane::ALL.len() - 1 };
        self.settings.zen = false;
        self.focus = Pane::ALL[next % Pane::ALL.len()];
    }

    fn side_pane(&mut self, step: Step) {
        self.settings.zen = false;
        self.focus = match (self.focus, step) {
            (Pane::Reader, Step::Back) => Pane::Passages,
            (Pane::Passages, Step::Back) => Pane::Themes,
            (pane, Step::Back) => pane,
            (Pane::Reader | Pane::Passages, Step::On) => Pane::Reader,
            (_, Step::On) => Pane::Passages,
        };
    }

    fn toggle_reasons(&mut self) {
        self.settings.reasons = !self.settings.reasons;
        let told = ["marks are shown as a whole", "underlined is what made the marks"];
        self.notice = Some(told[usize::from(self.settings.reasons)].to_owned());
    }

    fn toggle_zen(&mut self) {
        self.settings.zen = !self.settings.zen;
        self.focus = Pane::Reader;
    }

    fn widen_panes(&mut self, step: Step) {
        let bias = if step == Step::On { 2 } else { -2 };
        self.settings.bias = (self.settings.bias + bias).clamp(-12, 30);
    }

    /// Starts from what is on screen, so that the first press shows.
    fn widen_text(&mut self, step: Step) {
        let shown = self.settings.measure.min(self.areas.text.width.max(20));
        let wider =
            if step == Step::On { self.settings.measure + 4 } else { shown.saturating_sub(4) };
        self.settings.measure = wider.clamp(20, 200);
        self.notice = Some(format!("text column of at most {} columns", self.settings.measure));
    }

    /// The selected passage's words, with where they come from.
    fn copy(&mut self) -> Vec<Effect> {
        let quote = self.article().and_then(|article| {
            let passage = article.passages.get(self.reader.selected()?)?;
            let words = passage.span.of(&article.document.text);
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let title = article.document.title();
            Some(format!("\u{201c}{words}\u{201d}\n{title} ({})\n", article.place))
        });
        let Some(quote) = quote else {
            self.notice = Some("no passage is selected: ] goes to the next one".to_owned());
            return Vec::new();
        };
        self.notice = Some("passage handed to the terminal's clipboard".to_owned());
        vec![Effect::Copy(quote)]
    }

    /// A step back on the way in: raw, zen, the stack of panes of a narrow screen; then out.
    fn step_back(&mut self) -> Vec<Effect> {
        if self.reader.is_raw() {
            return self.perform(Action::Raw);
        }
        if self.settings.zen {
            self.toggle_zen();
        } else if self.areas.side.is_some() {
            return self.leave();
        } else if self.areas.list.is_some() && self.areas.reader.is_some() {
            self.focus = Pane::Reader;
        } else {
            self.side_pane(Step::Back);
        }
        Vec::new()
    }
}
