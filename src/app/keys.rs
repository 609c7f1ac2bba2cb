//! The one table of keys. Key presses, the help screen, the command palette, `perusal keys` and
//! the README all read it; what an action does is elsewhere.

use std::collections::HashMap;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::action::{Action, Step};
use crate::tag::Kind;

/// One action with its keys and its words.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// What is done.
    pub action: Action,
    /// The keys that do it, in the notation of [`Press::parse`].
    pub keys: &'static [&'static str],
    /// Its name on the command line.
    pub name: &'static str,
    /// What it does, for help.
    pub help: &'static str,
}

/// Bindings that belong together.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// Its heading.
    pub name: &'static str,
    /// Its bindings.
    pub bindings: &'static [Binding],
}

const fn bind(
    action: Action,
    keys: &'static [&'static str],
    name: &'static str,
    help: &'static str,
) -> Binding {
    Binding { action, keys, name, help }
}

/// All keys, in the order of the help screen.
#[rustfmt::skip]
pub const GROUPS: &[Group] = &[
    Group { name: "Move", bindings: &[
        bind(Action::Line(Step::On), &["j", "Down", "^N"], "down", "a line down"),
        bind(Action::Line(Step::Back), &["k", "Up", "^P"], "up", "a line up"),
        bind(Action::HalfPage(Step::On), &["d", "^D"], "half-page-down", "half a page down"),
        bind(Action::HalfPage(Step::Back), &["u", "^U"], "half-page-up", "half a page up"),
        bind(Action::Page(Step::On), &["Space", "PgDn", "^F"], "page-down", "a page down"),
        bind(Action::Page(Step::Back), &["b", "PgUp", "^B"], "page-up", "a page up"),
        bind(Action::End(Step::Back), &["g", "Home"], "top", "to the beginning"),
        bind(Action::End(Step::On), &["G", "End"], "bottom", "to the end"),
        bind(Action::Paragraph(Step::On), &["}"], "next-paragraph", "to the next paragraph"),
        bind(Action::Paragraph(Step::Back), &["{"], "previous-paragraph", "to the paragraph before"),
    ] },
    Group { name: "Passages and articles", bindings: &[
        bind(Action::Passage(Step::On), &["]"], "next-passage", "to the next passage that shows"),
        bind(Action::Passage(Step::Back), &["["], "previous-passage", "to the passage before"),
        bind(Action::Article(Step::On), &["J"], "next-article", "to the next listed article"),
        bind(Action::Article(Step::Back), &["K"], "previous-article", "to the article before"),
        bind(Action::Reasons, &["w"], "reasons", "underline the words that made the marks"),
        bind(Action::Why, &["W"], "explain", "why a passage or sentence is marked or not"),
        bind(Action::Copy, &["y"], "copy", "copy the passage with its source line"),
    ] },
    Group { name: "Filter", bindings: &[
        bind(Action::Kind(Kind::Concern), &["1"], "concerns", "show concerns or not"),
        bind(Action::Kind(Kind::Opportunity), &["2"], "opportunities", "show opportunities or not"),
        bind(Action::Kind(Kind::Statistic), &["3"], "statistics", "show statistics or not"),
        bind(Action::AllKinds, &["0"], "all-kinds", "show all three kinds"),
        bind(Action::Themes, &["t"], "list-themes", "to the list of themes"),
        bind(Action::Choose, &["Enter"], "choose", "confirm the passage; in lists toggle or open"),
        bind(Action::Drop, &["Esc"], "drop", "close, clear the search, stop reading in, take a filter back"),
    ] },
    Group { name: "Survey", bindings: &[
        bind(Action::Order, &["p"], "order", "passages by article, by theme, by date, by strength"),
        bind(Action::Matrix, &["M"], "matrix", "themes by kinds, by articles, by themes"),
        bind(Action::Figures, &["T"], "figures", "the table of statistics: Tab sorts, / narrows, Enter opens"),
        bind(Action::Dashboard, &["D"], "dashboard", "kinds and themes by time, kinds by source, figures"),
    ] },
    Group { name: "Marks and memos", bindings: &[
        bind(Action::Edit, &["e"], "mark", "mark the passage: c o s, a theme; on a theme: change it"),
        bind(Action::Reject, &["x"], "reject", "take the passage's marks off; in lists toggle"),
        bind(Action::Repeat, &["."], "repeat", "the last edit once more"),
        bind(Action::EditAll, &["*"], "edit-all", "the next edit on all passages that show"),
        bind(Action::Select, &["v"], "select", "select text to mark; v again: by word, paragraph, sentence"),
        bind(Action::Resize, &["r"], "resize", "give the passage other bounds"),
        bind(Action::Overlap, &["O"], "overlapping", "to the next passage that shares words with this one"),
        bind(Action::Star, &["s"], "star", "star the passage, or the article in its list"),
        bind(Action::Memo, &["a"], "memo", "memo on the passage; in lists on article or theme"),
        bind(Action::ArticleMemo, &["A"], "article-memo", "memo on the open article"),
        bind(Action::Undo, &["U"], "undo", "take the last edit back"),
        bind(Action::Redo, &["^R"], "redo", "make it again"),
        bind(Action::Waiting(Step::On), &[")"], "next-unconfirmed", "to the next article with unconfirmed marks"),
        bind(Action::Waiting(Step::Back), &["("], "previous-unconfirmed", "to the one before with unconfirmed marks"),
    ] },
    Group { name: "Search and places", bindings: &[
        bind(Action::Search, &["/"], "search", "search this article as you type"),
        bind(Action::Find, &["S"], "find", "search the whole library as you type"),
        bind(Action::Filter, &["&"], "filter", "show what meets a query: concern starred \"job cuts\" date:2024"),
        bind(Action::Match(Step::On), &["n"], "next-match", "to the next match"),
        bind(Action::Match(Step::Back), &["N"], "previous-match", "to the match before"),
        bind(Action::Remember, &["m"], "remember", "remember this place under a letter"),
        bind(Action::Recall, &["'"], "recall", "go to the place of a letter"),
        bind(Action::JumpBack, &["^O"], "back", "back to where the last jump began"),
    ] },
    Group { name: "View", bindings: &[
        bind(Action::Pane(Step::On), &["Tab"], "next-pane", "the focus to the next pane"),
        bind(Action::Pane(Step::Back), &["S-Tab"], "previous-pane", "the focus to the pane before"),
        bind(Action::Side(Step::Back), &["h", "Left"], "left", "the focus to the left"),
        bind(Action::Side(Step::On), &["l", "Right"], "right", "the focus to the right"),
        bind(Action::Zen, &["z"], "zen", "only the text, or all panes"),
        bind(Action::PaneWidth(Step::Back), &["<"], "narrower-panes", "narrower side panes"),
        bind(Action::PaneWidth(Step::On), &[">"], "wider-panes", "wider side panes"),
        bind(Action::Measure(Step::Back), &["-"], "narrower-text", "a narrower text column"),
        bind(Action::Measure(Step::On), &["+"], "wider-text", "a wider text column"),
        bind(Action::MeasureReset, &["="], "reset-text", "the text column as it was"),
        bind(Action::Fold, &["c"], "fold", "fold or unfold comments and furniture; in the list a group"),
        bind(Action::FoldAll, &["C"], "fold-all", "fold or unfold all groups of the passage list"),
        bind(Action::Raw, &["R"], "raw", "the source as it came"),
        bind(Action::Repaint, &["^L"], "repaint", "paint the screen again"),
    ] },
    Group { name: "Program", bindings: &[
        bind(Action::Export, &["E"], "export", "write what shows, or everything, to a file"),
        bind(Action::Command, &[":"], "command", "command line; Tab completes"),
        bind(Action::Help, &["?", "F1"], "help", "these keys; / searches them"),
        bind(Action::Suspend, &["^Z"], "suspend", "back to the shell; fg resumes"),
        bind(Action::StepBack, &["q"], "close", "one step back; at the root, leave"),
        bind(Action::Quit, &["Q", "^C"], "quit", "leave at once"),
    ] },
];

/// All bindings of all groups.
pub fn bindings() -> impl Iterator<Item = &'static Binding> {
    GROUPS.iter().flat_map(|group| group.bindings)
}

/// The table as plain text, for `perusal keys` and the README.
pub fn as_text() -> String {
    let line = |binding: &Binding| format!("  {:<16} {}\n", binding.keys.join("  "), binding.help);
    let lines = |group: &Group| group.bindings.iter().map(line).collect::<String>();
    GROUPS.iter().map(|group| format!("{}\n{}", group.name, lines(group))).collect()
}

/// One key press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Press {
    /// The key; capitals stand for themselves.
    pub code: KeyCode,
    /// Whether Control was held.
    pub control: bool,
}

impl Press {
    /// Reads a key as the table writes it: `j`, `G`, `^D`, `Space`, `PgDn`, `S-Tab`, `F1`.
    pub fn parse(key: &str) -> Option<Self> {
        let plain = |code| Some(Self { code, control: false });
        let mut chars = key.chars();
        match (chars.next()?, chars.next(), chars.next()) {
            (c, None, _) => return plain(KeyCode::Char(c)),
            ('^', Some(c), None) => {
                let code = KeyCode::Char(c.to_ascii_lowercase());
                return Some(Self { code, control: true });
            }
            ('F', Some(digit), None) => return plain(KeyCode::F(digit.to_digit(10)? as u8)),
            _ => {}
        }
        plain(match key {
            "Down" => KeyCode::Down,
            "Up" => KeyCode::Up,
            "Left" => KeyCode::Left,
            "Right" => KeyCode::Right,
            "PgDn" => KeyCode::PageDown,
            "PgUp" => KeyCode::PageUp,
            "Home" => KeyCode::Home,
            "End" => KeyCode::End,
            "Enter" => KeyCode::Enter,
            "Esc" => KeyCode::Esc,
            "Tab" => KeyCode::Tab,
            "S-Tab" => KeyCode::BackTab,
            "Space" => KeyCode::Char(' '),
            _ => return None,
        })
    }

    /// The press behind a terminal's event; nothing for keys with Alt.
    pub fn of(event: KeyEvent) -> Option<Self> {
        if event.modifiers.contains(KeyModifiers::ALT) {
            return None;
        }
        let control = event.modifiers.contains(KeyModifiers::CONTROL);
        let code = match event.code {
            KeyCode::Char(c) if control => KeyCode::Char(c.to_ascii_lowercase()),
            code => code,
        };
        Some(Self { code, control })
    }
}

/// From presses to actions.
#[derive(Clone, Debug)]
pub struct Keymap(HashMap<Press, Action>);

impl Default for Keymap {
    /// The keys of the table.
    fn default() -> Self {
        let parsed = |key: &&str| Press::parse(key);
        let presses = |binding: &'static Binding| {
            binding.keys.iter().filter_map(parsed).map(|press| (press, binding.action))
        };
        Self(bindings().flat_map(presses).collect())
    }
}

impl Keymap {
    /// What a press asks for.
    pub fn action(&self, press: Press) -> Option<Action> {
        self.0.get(&press).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_key_of_the_table_reads_and_is_bound_once() {
        let mut seen = HashSet::new();
        for binding in bindings() {
            for key in binding.keys {
                let press = Press::parse(key).unwrap_or_else(|| panic!("{key} does not read"));
                assert!(seen.insert(press), "{key} is bound twice");
            }
        }
        assert_eq!(Keymap::default().0.len(), seen.len());
    }

    #[test]
    fn names_are_unique_and_helped() {
        let names: HashSet<_> = bindings().map(|binding| binding.name).collect();
        assert_eq!(names.len(), bindings().count());
        assert!(bindings().all(|binding| !binding.help.is_empty() && !binding.keys.is_empty()));
    }

    #[test]
    fn keys_that_are_other_keys_in_a_terminal_are_left_alone() {
        for key in ["^I", "^M", "^H", "^["] {
            let press = Press::parse(key).expect("a key");
            assert_eq!(Keymap::default().action(press), None, "{key}");
        }
    }

    #[test]
    fn shift_is_in_the_letter() {
        let event = KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT);
        assert_eq!(Press::of(event), Press::parse("G"));
        let event = KeyEvent::new(KeyCode::Char('d'), KeyModifiers::CONTROL);
        assert_eq!(Press::of(event), Press::parse("^D"));
    }
}
