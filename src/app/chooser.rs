//! The choice of a mark by one key: a kind, or a theme of the codebook. What it is put on is given.

use crossterm::event::KeyCode;

use super::dialog::Dialog;
use super::keys::Press;
use super::{App, Effect};
use crate::library::edit::{Act, Stretch};
use crate::tag::{Kind, Label};

/// Keys for themes, in the order of the list; those that stand for something else are not among them.
const THEME_KEYS: &str = "1234567890abdefghijklmnprtuvwyzABCDEFGHIJKLMNOPRSTUVWXYZ";

/// One mark to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The key.
    pub key: char,
    /// The mark.
    pub label: Label,
    /// Its name.
    pub name: String,
    /// Whether every passage it is about carries it.
    pub is_on: bool,
}

impl App {
    /// All marks to choose from for these passages: kinds, then themes as far as there are keys.
    pub fn choices(&self, places: &[Stretch]) -> Vec<Choice> {
        let passages: Vec<_> = places.iter().map(|place| self.library.passage(*place)).collect();
        let is_on = |label: Label| {
            let carries = |passage: &Option<crate::tag::Passage>| {
                passage.as_ref().is_some_and(|it| it.labels().any(|other| other == label))
            };
            passages.iter().all(carries)
        };
        let kinds = Kind::ALL.into_iter().zip(['c', 'o', 's']).map(|(kind, key)| {
            let label = Label::Kind(kind);
            Choice { key, label, name: kind.name().to_owned(), is_on: is_on(label) }
        });
        let themes = self.themes.iter().zip(THEME_KEYS.chars()).map(|(theme, key)| {
            let label = Label::Theme(*theme);
            let name = self.library.codebook.name(*theme).to_owned();
            Choice { key, label, name, is_on: is_on(label) }
        });
        kinds.chain(themes).collect()
    }

    /// A key while a mark is chosen.
    pub(super) fn press_in_chooser(&mut self, press: Press) -> Vec<Effect> {
        let Dialog::Marks(places) = std::mem::take(&mut self.dialog) else { return Vec::new() };
        let key = match press.code {
            KeyCode::Enter => return self.act_on(&places, Act::Confirm),
            KeyCode::Char('x') => return self.act_on(&places, Act::Reject),
            KeyCode::Char(key) if !press.control => key,
            _ => return Vec::new(),
        };
        let choices = self.choices(&places);
        let Some(choice) = choices.into_iter().find(|choice| choice.key == key) else {
            self.notice = Some(format!("no mark has the key '{key}': e shows them"));
            return Vec::new();
        };
        let effects = self.act_on(&places, Act::Toggle(choice.label));
        if let [(_, span)] = *places {
            self.select_words(span);
        }
        effects
    }
}
