//! Text being selected by words, sentences or paragraphs: to mark what the tagger missed, to give a
//! passage other bounds, or to place a mark whose words were lost.

use crossterm::event::KeyCode;

use super::action::{Action, Step};
use super::dialog::Dialog;
use super::keys::Press;
use super::memo::Subject;
use super::{App, Effect, Pane};
use crate::library::edit::Act;
use crate::library::{AnnotationId, Article};
use crate::reading::units::Unit;
use crate::text::{Document, Span};

/// Text being selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// What is selected, in the text of the open article.
    pub span: Span,
    /// By what.
    pub unit: Unit,
    /// Whether its end moves, or else its beginning.
    pub moves_end: bool,
    /// What it is for.
    pub purpose: Purpose,
}

/// What text is selected for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be marked.
    Mark,
    /// To be the bounds of the passage that has these now.
    Resize(Span),
    /// To be the words of an annotation that lost its own.
    Place(AnnotationId),
}

impl Selection {
    /// Moves one end by a unit; it never becomes empty.
    fn stretch(&mut self, document: &Document, step: Step) {
        let Span { start, end } = self.span;
        match (self.moves_end, step) {
            (true, Step::On) => {
                self.span.end = self.unit.after(document, end).map_or(end, |unit| unit.end);
            }
            (true, Step::Back) => {
                // Back over the unit that it ends with, to the end of the one before.
                let last = self.unit.before(document, end);
                let before = last.and_then(|last| self.unit.before(document, last.start));
                self.span.end = before.map(|it| it.end).filter(|to| *to > start).unwrap_or(end);
            }
            (false, Step::Back) => {
                self.span.start = self.unit.before(document, start).map_or(start, |it| it.start);
            }
            (false, Step::On) => {
                let first = self.unit.after(document, start);
                let next = first.and_then(|first| self.unit.after(document, first.end));
                self.span.start = next.map(|it| it.start).filter(|to| *to < end).unwrap_or(start);
            }
        }
    }

    /// Goes to the next unit, or the one before, as a whole.
    fn travel(&mut self, document: &Document, step: Step) {
        let next = match step {
            Step::On => self.unit.after(document, self.span.end),
            Step::Back => self.unit.before(document, self.span.start),
        };
        self.span = next.unwrap_or(self.span);
    }

    /// Selects by the next unit, as many as there are words of selected.
    fn change_unit(&mut self, document: &Document) {
        self.unit = self.unit.next();
        let Span { start, end } = self.span;
        self.span = Span {
            start: self.unit.after(document, start).map_or(start, |unit| unit.start.min(start)),
            end: self.unit.before(document, end).map_or(end, |unit| unit.end.max(end)),
        };
    }
}

impl App {
    /// Begins to select, at the selected passage or else at the first sentence on screen.
    pub(super) fn begin_selection(&mut self) {
        self.select_for(Purpose::Mark);
    }

    /// Begins to give the selected passage other bounds.
    pub(super) fn begin_resize(&mut self) {
        match self.selected_place() {
            Some((_, span)) => self.select_for(Purpose::Resize(span)),
            None => self.notice = Some("no passage is selected: ] goes to the next one".to_owned()),
        }
    }

    pub(super) fn select_for(&mut self, purpose: Purpose) {
        if self.reader.is_raw() {
            self.read(super::Reader::toggle_raw);
        }
        self.focus = Pane::Reader;
        let Some(article) = self.article() else { return };
        let passage = self.selected_place().filter(|_| !matches!(purpose, Purpose::Place(_)));
        let unit = if matches!(purpose, Purpose::Resize(_)) { Unit::Word } else { Unit::Sentence };
        let found = passage.map(|(_, span)| span).or_else(|| {
            let top = article.document.origin.to_text(self.reader.place().source);
            Unit::Sentence.after(&article.document, top)
        });
        match found {
            Some(span) => {
                self.dialog = Dialog::Select(Selection { span, unit, moves_end: true, purpose });
            }
            None => self.notice = Some("this article has no text to select".to_owned()),
        }
    }

    /// A key while text is selected.
    pub(super) fn press_in_selection(&mut self, press: Press) -> Vec<Effect> {
        let Dialog::Select(selection) = &self.dialog else { return Vec::new() };
        let mut selection = *selection;
        let Some(id) = self.open else { return Vec::new() };
        let Some(article) = self.library.article(id) else { return Vec::new() };
        let document = &article.document;
        let is_plain = !press.control;
        match (self.keymap.action(press), press.code) {
            (_, KeyCode::Char('o')) if is_plain => selection.moves_end = !selection.moves_end,
            (Some(Action::Line(step) | Action::Side(step)), _) => selection.stretch(document, step),
            (Some(Action::Passage(step)), _) => selection.travel(document, step),
            (Some(Action::Select), _) => selection.change_unit(document),
            (Some(Action::Choose | Action::Edit), _) => return self.use_selection(selection),
            (Some(Action::Memo), _) => {
                self.open_memo(Subject::Passage((id, selection.span)));
                return Vec::new();
            }
            (Some(Action::Star), _) => {
                self.dialog = Dialog::None;
                return self.act_on(&[(id, selection.span)], Act::Star);
            }
            (Some(Action::Drop | Action::StepBack), _) => {
                self.dialog = Dialog::None;
                return Vec::new();
            }
            (Some(Action::Quit), _) => return self.leave(),
            _ => return Vec::new(),
        }
        self.dialog = Dialog::Select(selection);
        let edge = edge(article, selection);
        self.read(|reader, article| reader.reveal(article, edge));
        Vec::new()
    }

    /// Does what the text was selected for.
    fn use_selection(&mut self, selection: Selection) -> Vec<Effect> {
        self.dialog = Dialog::None;
        let Some(id) = self.open else { return Vec::new() };
        let step = match selection.purpose {
            Purpose::Mark => {
                self.dialog = Dialog::Marks(vec![(id, selection.span)]);
                return Vec::new();
            }
            Purpose::Resize(from) => self.library.resize((id, from), selection.span),
            Purpose::Place(lost) => self.library.place_lost(id, lost, selection.span),
        };
        let effects = step.map_or_else(Vec::new, |step| self.make(step));
        self.select_words(selection.span);
        effects
    }

    /// Selects the passage with exactly these words, if there is one.
    pub(super) fn select_words(&mut self, span: Span) {
        let found = self.article().and_then(|article| {
            article.passages.binary_search_by_key(&span, |passage| passage.span).ok()
        });
        if let Some(at) = found {
            self.read(|reader, article| reader.select(article, at));
        }
    }
}

/// The last or first letter of a selection, at the end that moves.
fn edge(article: &Article, selection: Selection) -> Span {
    let Span { start, end } = selection.span;
    let words = selection.span.of(&article.document.text);
    let last = words.chars().next_back().map_or(0, char::len_utf8) as u32;
    let first = words.chars().next().map_or(0, char::len_utf8) as u32;
    if selection.moves_end {
        Span { start: end - last, end }
    } else {
        Span { start, end: start + first }
    }
}
