//! The codebook edited from the list of themes: a choice of what to do, which leads to a command with
//! the present words in it. What it changes is worked out by [`crate::library::theming`].

use crossterm::event::KeyCode;

use super::dialog::{Dialog, Prompt};
use super::keys::Press;
use super::memo::Subject;
use super::proposing::NamedRow;
use super::{App, Effect, Line, Pane};
use crate::library::theming::ThemeEdit;
use crate::tag::codebook::Theme;
use crate::tag::{Pattern, ThemeId};

/// One thing to do to the theme under the cursor.
#[derive(Clone, Copy, Debug)]
pub struct ThemeChoice {
    /// The key.
    pub key: char,
    /// The command that it leads to; of `a memo` there is none.
    pub command: &'static str,
    /// What it does.
    pub help: &'static str,
}

/// All that can be done from the list of themes.
pub const THEME_CHOICES: &[ThemeChoice] = &[
    ThemeChoice { key: 'n', command: "theme-add", help: "new theme" },
    ThemeChoice { key: 'r', command: "theme-rename", help: "rename" },
    ThemeChoice { key: 'c', command: "theme-cues", help: "cues" },
    ThemeChoice { key: 't', command: "theme-not", help: "words that take cues back" },
    ThemeChoice { key: 'd', command: "theme-define", help: "definition" },
    ThemeChoice { key: 'p', command: "theme-part", help: "part of" },
    ThemeChoice { key: 'l', command: "theme-colour", help: "colour" },
    ThemeChoice { key: 'm', command: "theme-merge", help: "merge into" },
    ThemeChoice { key: 'x', command: "theme-drop", help: "drop with its marks" },
    ThemeChoice { key: 'a', command: "", help: "memo" },
];

impl App {
    /// The theme under the cursor of the list.
    pub(super) fn theme_at_cursor(&self) -> Option<ThemeId> {
        match self.named_row(self.cursors[Pane::Themes as usize].at) {
            Some(NamedRow::Theme(id)) => Some(id),
            _ => None,
        }
    }

    /// Asks what to do to the theme under the cursor.
    pub(super) fn open_theme_menu(&mut self) {
        self.dialog = Dialog::Theme;
    }

    /// A key while it is chosen what to do.
    pub(super) fn press_in_theme_menu(&mut self, press: Press) -> Vec<Effect> {
        self.dialog = Dialog::None;
        let choice = THEME_CHOICES.iter().find(|choice| press.code == KeyCode::Char(choice.key));
        let Some(choice) = choice.filter(|_| !press.control) else { return Vec::new() };
        let theme = self.theme_at_cursor();
        if choice.command.is_empty() {
            if let Some(id) = theme {
                self.open_memo(Subject::Theme(id));
            }
            return Vec::new();
        }
        let line = match theme.filter(|_| choice.key != 'n') {
            Some(id) => begun(choice.command, &self.library.theme(id), &self.library.codebook),
            None => format!("{} ", choice.command),
        };
        self.dialog = Dialog::Command(Prompt { line: Line::new(&line), ..Prompt::default() });
        Vec::new()
    }

    /// A codebook was read, or not.
    pub(super) fn load_codebook(
        &mut self,
        loaded: Result<(crate::tag::Codebook, String), String>,
    ) -> Vec<Effect> {
        let step = match loaded {
            Ok((codebook, name)) => self.library.load_codebook(&codebook, &name),
            Err(why) => return self.tell(why),
        };
        let Some(step) = step else { return self.tell("the themes are the same already") };
        self.filter.themes.clear();
        self.make(step)
    }

    /// Does something to a theme.
    pub(super) fn edit_theme(&mut self, edit: &ThemeEdit) -> Vec<Effect> {
        match self.library.edit_theme(edit) {
            Ok(Some(step)) => {
                if let ThemeEdit::Drop(id) | ThemeEdit::Merge(id, _) = edit {
                    // A filter for what is no more would hide all in silence.
                    self.filter.themes.remove(id);
                }
                self.make(step)
            }
            Ok(None) => self.tell("that changes nothing"),
            Err(why) => self.tell(why),
        }
    }
}

/// A command with the theme's name and what it has now, to be changed.
fn begun(command: &str, theme: &Theme, codebook: &crate::tag::Codebook) -> String {
    let name = &theme.name;
    let patterns = |all: &[Pattern]| all.iter().map(Pattern::as_str).collect::<Vec<_>>().join("; ");
    let value = match command {
        "theme-rename" => name.clone(),
        "theme-cues" => patterns(&theme.cues),
        "theme-not" => patterns(&theme.not),
        "theme-define" => theme.definition.clone(),
        "theme-part" => theme.parent.map_or("", |id| codebook.name(id)).to_owned(),
        "theme-colour" => theme.colour.map(|colour| colour.to_string()).unwrap_or_default(),
        "theme-drop" => return format!("{command} {name}"),
        _ => String::new(),
    };
    format!("{command} {name} = {value}")
}
