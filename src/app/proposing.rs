//! Themes that the articles suggest: asked for by the person, or by itself where no theme of the codebook
//! fits; shown dim in the list of themes, looked over in a dialog, and taken into the codebook as one
//! step. Finds none itself.

use crossterm::event::KeyCode;

use super::action::Action;
use super::dialog::Dialog;
use super::keys::Press;
use super::{App, Effect, Line};
use crate::library::proposal::{Proposal, Proposed};
use crate::tag::ThemeId;
use crate::tag::codebook::Theme;
use crate::text::shown::counted;

/// Articles for which themes are suggested without being asked for: reading more takes so long that
/// the person had better decide it.
const UNASKED: usize = 5_000;

/// Suggested themes, and how far the search for them has come.
#[derive(Clone, Debug, Default)]
pub struct Proposing {
    /// The themes, as the person has changed them.
    pub candidates: Vec<Candidate>,
    /// How many articles they were made from.
    pub articles: usize,
    /// How many articles have been looked at, while they are being found.
    pub done: Option<usize>,
    /// Whether they are shown at once when they come: the person has asked, and pressed no key since.
    pub(super) opens: bool,
    /// Whether next to no passage has a theme of the codebook.
    lacks: bool,
    /// Whether that has been told.
    told: bool,
}

/// A suggested theme.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The theme.
    pub proposed: Proposed,
    /// Whether it is to be taken into the codebook.
    pub kept: bool,
}

/// Suggested themes as they are looked over.
#[derive(Clone, Debug, Default)]
pub struct Review {
    /// The one with the cursor.
    pub at: usize,
    /// Its new name, while that is typed.
    pub naming: Option<Line>,
}

/// A row of the list of themes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedRow {
    /// That none of the themes fits.
    Hint,
    /// A suggested theme, by its place among [`Proposing::candidates`].
    Suggested(usize),
    /// A theme of the codebook.
    Theme(ThemeId),
    /// The nth filter that was kept.
    View(usize),
}

impl Proposing {
    fn kept(&self) -> impl Iterator<Item = &Candidate> {
        self.candidates.iter().filter(|candidate| candidate.kept)
    }
}

impl App {
    /// Rows above the codebook's themes where none of these fits: the suggested ones that it has not, or
    /// how to get some.
    pub(super) fn suggested_rows(&self) -> impl Iterator<Item = NamedRow> {
        let Proposing { candidates, lacks, .. } = &self.proposing;
        let is_new = |candidate: &Candidate| {
            candidate.kept && self.library.codebook.named(candidate.proposed.name()).is_none()
        };
        let hint = (*lacks && candidates.is_empty()).then_some(NamedRow::Hint);
        let lacking = candidates.iter().enumerate().filter(|_| *lacks);
        let new = lacking.filter(move |(_, candidate)| is_new(candidate));
        hint.into_iter().chain(new.map(|(at, _)| NamedRow::Suggested(at)))
    }

    /// What the nth row of the list of themes is.
    pub(crate) fn named_row(&self, nth: usize) -> Option<NamedRow> {
        let themes = self.themes.iter().map(|id| NamedRow::Theme(*id));
        let views = (0..self.library.views().len()).map(NamedRow::View);
        self.suggested_rows().chain(themes).chain(views).nth(nth)
    }

    /// Sees whether the codebook fits, once everything is marked by it.
    pub(super) fn settle_proposing(&mut self) {
        if !self.ingesting && !self.library.is_behind() {
            self.proposing.lacks = self.library.lacks_themes();
        }
    }

    /// Tells, once, that no theme of the codebook fits, where that is so; themes of a pile that is not
    /// too large are suggested then, so that nobody looks at a list without any.
    pub(super) fn suggest_where_none_fit(&mut self, told: &mut Vec<String>) -> Vec<Effect> {
        self.settle_proposing();
        let Proposing { lacks, told: is_told, .. } = &mut self.proposing;
        if !*lacks || std::mem::replace(is_told, true) {
            return Vec::new();
        }
        if self.library.len() > UNASKED {
            told.push("no theme fits these articles: :themes suggests some".to_owned());
            return Vec::new();
        }
        told.push("no theme fits these articles: looking for some that do".to_owned());
        self.ask_themes()
    }

    /// Shows suggested themes, or asks for them first.
    pub(super) fn suggest(&mut self) -> Vec<Effect> {
        if !self.proposing.candidates.is_empty() {
            self.review(0);
            return Vec::new();
        }
        if self.ingesting {
            return self.tell("themes are suggested once all articles are in");
        }
        let effects = self.ask_themes();
        self.proposing.opens = true;
        effects
    }

    fn ask_themes(&mut self) -> Vec<Effect> {
        if self.proposing.done.is_some() {
            return Vec::new();
        }
        self.proposing.done = Some(0);
        vec![Effect::Propose]
    }

    /// Takes in what the articles suggest.
    pub(super) fn take_proposal(&mut self, proposal: Result<Proposal, String>) {
        self.proposing.done = None;
        let proposal = match proposal {
            Ok(proposal) => proposal,
            Err(why) => return self.notice = Some(why),
        };
        let candidate = |proposed| Candidate { proposed, kept: true };
        self.proposing.articles = proposal.articles;
        self.proposing.candidates = proposal.themes.into_iter().map(candidate).collect();
        self.stale = true;
        // Not between two keys of something else.
        if std::mem::take(&mut self.proposing.opens) && self.dialog.is_none() {
            return self.review(0);
        }
        let themes = counted(self.proposing.candidates.len(), "theme", "themes");
        self.notice = Some(format!("{themes} suggested: :themes shows what is in them"));
    }

    /// Opens the dialog at one of them.
    pub(super) fn review(&mut self, at: usize) {
        self.dialog = Dialog::Review(Review { at, naming: None });
    }

    /// A key while they are looked over.
    pub(super) fn press_in_review(&mut self, press: Press) -> Vec<Effect> {
        let Dialog::Review(review) = &mut self.dialog else { return Vec::new() };
        if review.naming.is_some() {
            return self.press_in_name(press);
        }
        let at = review.at;
        let last = self.proposing.candidates.len().saturating_sub(1);
        let candidate = self.proposing.candidates.get_mut(at);
        match (press.code, press.control, candidate) {
            (KeyCode::Enter, ..) => return self.accept_themes(false),
            (KeyCode::Char('a'), false, _) => return self.accept_themes(true),
            (KeyCode::Char('x'), false, Some(candidate)) => {
                candidate.kept = !candidate.kept;
                review.at = (at + 1).min(last);
            }
            (KeyCode::Char('r'), false, Some(candidate)) => {
                review.naming = Some(Line::new(candidate.proposed.name()));
            }
            (KeyCode::Char('m'), false, Some(_)) => return self.merge_into_above(at),
            _ => return self.travel_in_review(press, last),
        }
        Vec::new()
    }

    fn travel_in_review(&mut self, press: Press, last: usize) -> Vec<Effect> {
        let Dialog::Review(review) = &mut self.dialog else { return Vec::new() };
        match self.keymap.action(press) {
            Some(Action::Drop | Action::StepBack) => self.close_review(),
            Some(Action::Quit) => return self.leave(),
            Some(action) => {
                let rows = super::perform::rows(action, usize::from(self.size.height)).unwrap_or(0);
                review.at = review.at.saturating_add_signed(rows).min(last);
            }
            None => {}
        }
        Vec::new()
    }

    fn close_review(&mut self) {
        self.dialog = Dialog::None;
        // The list shows those that are kept.
        self.stale = true;
    }

    /// A key while a name is typed.
    fn press_in_name(&mut self, press: Press) -> Vec<Effect> {
        let Dialog::Review(Review { at, naming }) = &mut self.dialog else { return Vec::new() };
        let Some(line) = naming else { return Vec::new() };
        match press.code {
            KeyCode::Esc => *naming = None,
            KeyCode::Enter => {
                let (at, name) = (*at, line.text());
                *naming = None;
                return self.rename_candidate(at, name.trim());
            }
            _ => drop(line.press(press)),
        }
        Vec::new()
    }

    fn rename_candidate(&mut self, at: usize, name: &str) -> Vec<Effect> {
        let same = |other: &str| other.to_lowercase() == name.to_lowercase();
        let mut others = self.proposing.candidates.iter().enumerate();
        if name.is_empty() {
            return self.tell("a theme needs a name");
        }
        if others.any(|(other, it)| other != at && same(it.proposed.name())) {
            return self.tell(format!("there is a theme '{name}' already: m merges"));
        }
        if let Some(candidate) = self.proposing.candidates.get_mut(at) {
            name.clone_into(&mut candidate.proposed.theme.name);
        }
        Vec::new()
    }

    fn merge_into_above(&mut self, at: usize) -> Vec<Effect> {
        let Proposing { candidates, articles, .. } = &mut self.proposing;
        let Some(above) = at.checked_sub(1).filter(|_| at < candidates.len()) else {
            return self.tell("there is none above");
        };
        let below = candidates.remove(at).proposed;
        if let Some(candidate) = candidates.get_mut(above) {
            candidate.proposed.absorb(below, *articles);
            candidate.kept = true;
        }
        self.review(above);
        Vec::new()
    }

    /// Takes those that are kept into the codebook, beside its themes or in their place.
    fn accept_themes(&mut self, beside: bool) -> Vec<Effect> {
        let themes: Vec<Theme> =
            self.proposing.kept().map(|candidate| candidate.proposed.theme.clone()).collect();
        if themes.is_empty() {
            return self.tell("all are dropped: x takes one back, Esc leaves");
        }
        self.close_review();
        let step = if beside {
            self.library.add_themes(&themes)
        } else {
            self.library.replace_themes(themes)
        };
        let Some(step) = step else { return self.tell("the codebook has these themes already") };
        if !beside {
            // A filter for what is no more would hide all in silence.
            self.filter.themes.clear();
        }
        self.make(step)
    }
}

#[cfg(test)]
mod tests;
