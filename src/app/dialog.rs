//! What can lie over the panes: prompts, help, the list of problems; and the keys in them.

use crossterm::event::KeyCode;

use super::action::{Action, Step};
use super::command::{self, Command, Proposal};
use super::exporting::Form;
use super::filtering::Reading;
use super::finding::Finder;
use super::keys::{Binding, GROUPS, Press};
use super::learning::Lessons;
use super::memo::Memo;
use super::proposing::Review;
use super::select::Selection;
use super::{App, Effect, Line, Pane, Place};
use crate::library::Article;
use crate::library::edit::{Act, Stretch};
use crate::tag::{Kind, Kinds, Sensitivity};

/// What lies over the panes.
#[derive(Clone, Debug, Default)]
pub enum Dialog {
    /// Nothing.
    #[default]
    None,
    /// The search line, and where the eye was before.
    Search(Prompt, Place),
    /// The command line.
    Command(Prompt),
    /// The line of the query, and what it comes to.
    Filter(Prompt, Option<Reading>),
    /// The search of the whole library.
    Find(Finder),
    /// Waits for the letter of a place: to go there, or else to remember it.
    Letter {
        /// To go there.
        recall: bool,
    },
    /// A mark is chosen for these passages.
    Marks(Vec<Stretch>),
    /// What to do to the theme under the cursor.
    Theme,
    /// Text is selected.
    Select(Selection),
    /// A memo is written.
    Memo(Box<Memo>),
    /// Marks whose words are lost; the row with the cursor.
    Lost(usize),
    /// What the decisions teach; the first line on screen.
    Learning(Box<Lessons>, usize),
    /// How often themes meet kinds, articles and each other.
    Matrix,
    /// What shows by time and by source.
    Dashboard,
    /// The table of figures.
    Figures,
    /// What another coder judges differently.
    Agreement,
    /// An export is asked for.
    Export(Box<Form>),
    /// Suggested themes are looked over.
    Review(Review),
    /// The keys.
    Help(Help),
    /// What could not be read; the first line on screen.
    Problems(usize),
    /// Why a sentence of the open article is marked or not.
    Why {
        /// Its index in the document.
        sentence: usize,
        /// The first line on screen.
        top: usize,
    },
}

/// A line being typed, with what it could become.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prompt {
    /// The line.
    pub line: Line,
    /// What it could become.
    pub proposals: Vec<Proposal>,
    /// The proposal that stands in the line now.
    pub chosen: Option<usize>,
}

/// The help screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Help {
    /// The first line on screen.
    pub top: usize,
    /// Only lines with these words.
    pub wanted: Line,
    /// Whether the words are being typed.
    pub typing: bool,
}

/// A line of the help screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpLine {
    /// The name of a group of keys.
    Heading(&'static str),
    /// Keys and what they do.
    Keys(String),
    /// Nothing.
    Blank,
}

impl Dialog {
    /// Whether nothing lies over the panes.
    pub fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }
}

impl Help {
    /// Every key of the table, or those whose words fit.
    pub fn lines(&self) -> Vec<HelpLine> {
        let wanted = self.wanted.text().to_lowercase();
        let row = |binding: &Binding| format!("{:<16} {}", binding.keys.join("  "), binding.help);
        let mut lines = Vec::new();
        for group in GROUPS {
            let rows = group.bindings.iter().map(row);
            let rows: Vec<_> = rows.filter(|row| row.to_lowercase().contains(&wanted)).collect();
            if !rows.is_empty() {
                lines.push(HelpLine::Heading(group.name));
                lines.extend(rows.into_iter().map(HelpLine::Keys));
                lines.push(HelpLine::Blank);
            }
        }
        lines
    }

    /// Scrolls by so many rows, on a screen of `height` rows, and stops at the last line.
    pub(super) fn scroll(&mut self, rows: isize, height: u16) {
        let room = usize::from(height).saturating_sub(2);
        let last = self.lines().len().saturating_sub(room);
        self.top = self.top.saturating_add_signed(rows).min(last);
    }
}

impl Prompt {
    /// Puts the next proposal into the line, or the one before.
    fn complete(&mut self, forward: bool) {
        let Some(last) = self.proposals.len().checked_sub(1) else { return };
        let next = match (self.chosen, forward) {
            (None, true) => 0,
            (None, false) => last,
            (Some(at), true) => {
                if at == last {
                    0
                } else {
                    at + 1
                }
            }
            (Some(at), false) => at.checked_sub(1).unwrap_or(last),
        };
        self.line = Line::new(&self.proposals[next].line);
        self.chosen = Some(next);
    }
}

impl App {
    /// Opens the command line.
    pub(super) fn open_command_line(&mut self) {
        let proposals = command::proposals("", &self.library.codebook);
        self.dialog = Dialog::Command(Prompt { proposals, ..Prompt::default() });
    }

    /// Puts pasted text into the line being typed, if any.
    pub(super) fn paste(&mut self, text: &str) {
        match &mut self.dialog {
            Dialog::Search(prompt, _) | Dialog::Command(prompt) | Dialog::Filter(prompt, _) => {
                prompt.line.insert(text);
            }
            Dialog::Memo(_) => return self.paste_in_memo(text),
            Dialog::Export(_) => return self.paste_in_export(text),
            Dialog::Find(finder) => finder.line.insert(text),
            Dialog::Figures => return self.paste_in_figures(text),
            Dialog::Help(help) if help.typing => help.wanted.insert(text),
            Dialog::Review(Review { naming: Some(line), .. }) => line.insert(text),
            _ => return,
        }
        self.typed();
    }

    /// A key while a dialog is open.
    pub(super) fn press_in_dialog(&mut self, press: Press) -> Vec<Effect> {
        if press == (Press { code: KeyCode::Char('c'), control: true }) {
            // In a memo as everywhere: what was begun is dropped.
            self.cancel();
            return self.return_to_view();
        }
        match &self.dialog {
            Dialog::None => Vec::new(),
            Dialog::Marks(_) => self.press_in_chooser(press),
            Dialog::Theme => self.press_in_theme_menu(press),
            Dialog::Select(_) => self.press_in_selection(press),
            Dialog::Memo(_) => self.press_in_memo(press),
            Dialog::Find(_) => self.press_in_finder(press),
            Dialog::Lost(at) => self.press_in_lost(press, *at),
            Dialog::Learning(..) => self.press_in_learning(press),
            Dialog::Review(_) => self.press_in_review(press),
            Dialog::Export(_) => self.press_in_export(press),
            Dialog::Search(..) | Dialog::Command(_) => self.press_in_prompt(press),
            Dialog::Filter(..) => {
                let effects = self.press_in_prompt(press);
                if self.dialog.is_none() {
                    self.return_to_view();
                }
                effects
            }
            Dialog::Matrix => self.press_in_matrix(press),
            Dialog::Dashboard => self.press_in_dashboard(press),
            Dialog::Figures => self.press_in_figures(press),
            Dialog::Agreement => self.press_in_agreement(press),
            Dialog::Letter { recall } => {
                let recall = *recall;
                self.dialog = Dialog::None;
                if let KeyCode::Char(letter) = press.code {
                    if recall { self.recall(letter) } else { self.remember(letter) }
                }
                Vec::new()
            }
            Dialog::Help(_) => self.press_in_help(press),
            Dialog::Problems(_) => self.press_in_problems(press),
            Dialog::Why { sentence, top } => self.press_in_why(press, *sentence, *top),
        }
    }

    fn press_in_prompt(&mut self, press: Press) -> Vec<Effect> {
        let (Dialog::Search(prompt, _) | Dialog::Command(prompt) | Dialog::Filter(prompt, _)) =
            &mut self.dialog
        else {
            return Vec::new();
        };
        match press.code {
            KeyCode::Enter => return self.accept(),
            KeyCode::Esc => self.cancel(),
            KeyCode::Backspace if prompt.line.is_empty() => self.cancel(),
            KeyCode::Tab | KeyCode::Down => prompt.complete(true),
            KeyCode::BackTab | KeyCode::Up => prompt.complete(false),
            _ if prompt.line.press(press) => self.typed(),
            _ => {}
        }
        Vec::new()
    }

    /// The line being typed has changed.
    fn typed(&mut self) {
        match &mut self.dialog {
            Dialog::Search(prompt, from) => {
                let (typed, from) = (prompt.line.text(), *from);
                self.find_typed(&typed, from);
            }
            Dialog::Command(prompt) => {
                prompt.proposals = command::proposals(&prompt.line.text(), &self.library.codebook);
                prompt.chosen = None;
            }
            Dialog::Filter(..) => self.query_typed(),
            Dialog::Help(help) => help.top = 0,
            _ => {}
        }
    }

    fn cancel(&mut self) {
        if let Dialog::Search(_, from) = std::mem::take(&mut self.dialog) {
            self.found = None;
            self.read(|reader, article| reader.open_same(article, from));
        }
    }

    fn accept(&mut self) -> Vec<Effect> {
        match std::mem::take(&mut self.dialog) {
            Dialog::Search(prompt, from) => {
                self.accept_search(&prompt, from);
                Vec::new()
            }
            Dialog::Command(prompt) => self.run(&prompt.line.text()),
            Dialog::Filter(prompt, _) => self.accept_query(prompt),
            _ => Vec::new(),
        }
    }

    fn accept_search(&mut self, prompt: &Prompt, from: Place) {
        match &self.found {
            Some(found) if found.matches.is_empty() => {
                self.notice = Some(format!("'{}' is not in this article", found.typed));
            }
            Some(_) => self.jumps.extend(self.open.map(|open| (open, from))),
            None if prompt.line.is_empty() => {}
            None => self.notice = Some("nothing to search for".to_owned()),
        }
    }

    fn run(&mut self, line: &str) -> Vec<Effect> {
        if line.trim().is_empty() {
            return Vec::new();
        }
        match command::parse(line, &self.library.codebook) {
            Ok(command) => self.obey(command),
            Err(why) => {
                self.notice = Some(why);
                Vec::new()
            }
        }
    }

    fn obey(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Do(action) => return self.perform(action),
            Command::Line(line) => self.jump(|reader, article| reader.go_to_line(article, line)),
            Command::Percent(percent) => {
                self.jump(|reader, article| reader.go_to_percent(article, percent));
            }
            Command::Open(title) => self.open_named(&title),
            Command::Only(kind) => self.refilter(|filter| filter.kinds = Kinds::NONE.with(kind)),
            Command::Theme(theme) => {
                self.toggle_theme(theme);
            }
            Command::Clear => self.refilter(|filter| *filter = crate::library::Filter::default()),
            Command::Sort(order) => self.sort_by(order),
            Command::Sensitivity(kinds, level) => self.set_sensitivity(kinds, level),
            Command::Why(words) => self.explain(&words),
            Command::Width(columns) => self.settings.measure = columns.clamp(20, 200),
            Command::Scheme(scheme) => self.settings.scheme = scheme,
            Command::Problems => self.dialog = Dialog::Problems(0),
            Command::Once => self.toggle_copies(),
            Command::Stop => return self.stop_reading(),
            Command::Filter(query) => {
                if let Err(fault) = self.filter_by(&query) {
                    let prompt = Prompt { line: Line::at(&query, fault.at), ..Prompt::default() };
                    self.dialog = Dialog::Filter(prompt, Some(Reading::Fault(fault)));
                }
            }
            Command::EditTheme(edit) => return self.edit_theme(&edit),
            Command::Mark(label) => return self.act(Act::Toggle(label)),
            Command::Suggest => return self.suggest(),
            Command::Export { path, format, all, over } => {
                return self.export_to(&path, format, all, over);
            }
            Command::Import(_) if self.ingesting => {
                return self.tell("articles are still being read: import when they are in");
            }
            Command::Import(path) => {
                let effects = self.tell(format!("importing {path}"));
                return effects.into_iter().chain([Effect::Import(path)]).collect();
            }
            Command::Agree(other) => return self.agree(&other),
            Command::Lost => self.dialog = Dialog::Lost(0),
            Command::Learn(None) => self.open_learning(),
            Command::Learn(Some(on)) => return self.learn(on),
            Command::View(name) => self.open_view(&name),
            Command::SaveView(name) => return self.edit_view(&name, Some(self.filter.clone())),
            Command::DropView(name) => return self.edit_view(&name, None),
            Command::LoadCodebook(path) => return vec![Effect::Load(path)],
            Command::SaveCodebook { path, over } => {
                let text = self.library.codebook.to_toml();
                return vec![Effect::Write { path, text, over }];
            }
        }
        Vec::new()
    }

    /// Marks everything again, some kinds more or less readily.
    fn set_sensitivity(&mut self, kinds: Kinds, level: Sensitivity) {
        let levels = kinds.iter().fold(self.library.levels(), |all, kind| all.with(kind, level));
        self.library.set_levels(levels);
        let names: Vec<_> = kinds.iter().map(Kind::name).collect();
        let names = if kinds == Kinds::ALL { "all kinds".to_owned() } else { names.join(", ") };
        self.notice = Some(format!("{names}: {}", level.name()));
        self.stale = true;
    }

    /// Tells why a sentence is marked or not: the first from the top of the screen with these words;
    /// without words the selected passage, or the first sentence on screen.
    pub(super) fn explain(&mut self, words: &str) {
        let Some(article) = self.article() else { return };
        let from = self.first_sentence_on_screen(article);
        let sentences = &article.document.sentences;
        let wanted = words.to_lowercase();
        let has_words = |at: &usize| {
            let span = sentences[*at].span;
            span.of(&article.document.text).to_lowercase().contains(&wanted)
        };
        let selected = || {
            let span = article.passages.get(self.reader.selected()?)?.span;
            sentences.iter().position(|sentence| sentence.span == span)
        };
        let found = if wanted.is_empty() {
            selected().or(Some(from)).filter(|at| *at < sentences.len())
        } else {
            (from..sentences.len()).chain(0..from).find(has_words)
        };
        match found {
            Some(sentence) => self.dialog = Dialog::Why { sentence, top: 0 },
            None if wanted.is_empty() => {
                self.notice = Some("this article has no sentence to judge".to_owned());
            }
            None => self.notice = Some(format!("no sentence with '{words}'")),
        }
    }

    fn first_sentence_on_screen(&self, article: &Article) -> usize {
        let top = article.document.origin.to_text(self.reader.place().source);
        article.document.sentences.partition_point(|sentence| sentence.span.end <= top)
    }

    fn press_in_why(&mut self, press: Press, sentence: usize, top: usize) -> Vec<Effect> {
        let sentences = self.article().map_or(0, |article| article.document.sentences.len());
        let last = sentences.saturating_sub(1);
        self.dialog = match self.keymap.action(press) {
            Some(Action::Drop | Action::StepBack | Action::Why) => Dialog::None,
            Some(Action::Quit) => return self.leave(),
            Some(Action::Passage(Step::On)) => {
                Dialog::Why { sentence: (sentence + 1).min(last), top: 0 }
            }
            Some(Action::Passage(Step::Back)) => {
                Dialog::Why { sentence: sentence.saturating_sub(1), top: 0 }
            }
            Some(action) => {
                let top = scrolled(top, action, usize::from(self.size.height));
                Dialog::Why { sentence, top }
            }
            None => return Vec::new(),
        };
        Vec::new()
    }

    /// Opens an article by its number in the list, or the first whose title holds the words.
    fn open_named(&mut self, wanted: &str) {
        let by_number = wanted
            .parse::<usize>()
            .ok()
            .and_then(|number| self.survey.listed.get(number.checked_sub(1)?).copied());
        let lower = wanted.to_lowercase();
        let titled = || {
            let fits = |title: &str| title.to_lowercase().contains(&lower);
            self.library.ids().find(|id| self.library.brief(*id).is_some_and(|it| fits(it.title)))
        };
        match by_number.or_else(titled) {
            Some(id) => {
                self.note_jump();
                self.show(id);
                self.focus = Pane::Reader;
            }
            None => self.notice = Some(format!("no article '{wanted}'")),
        }
    }

    fn press_in_help(&mut self, press: Press) -> Vec<Effect> {
        let Dialog::Help(help) = &mut self.dialog else { return Vec::new() };
        if help.typing {
            match press.code {
                KeyCode::Enter => help.typing = false,
                KeyCode::Esc => *help = Help::default(),
                _ if help.wanted.press(press) => self.typed(),
                _ => {}
            }
            return Vec::new();
        }
        match self.keymap.action(press) {
            Some(Action::Search) => help.typing = true,
            Some(Action::Drop | Action::StepBack | Action::Help) => self.dialog = Dialog::None,
            Some(Action::Quit) => return self.leave(),
            Some(action) => {
                let height = self.size.height;
                let rows = super::perform::rows(action, usize::from(height)).unwrap_or(0);
                help.scroll(rows, height);
            }
            None => {}
        }
        Vec::new()
    }

    fn press_in_problems(&mut self, press: Press) -> Vec<Effect> {
        let Dialog::Problems(top) = &mut self.dialog else { return Vec::new() };
        match self.keymap.action(press) {
            Some(Action::Drop | Action::StepBack) => self.dialog = Dialog::None,
            Some(Action::Quit) => return self.leave(),
            Some(action) => {
                let last = self.problems.len().saturating_sub(1);
                *top = scrolled(*top, action, usize::from(self.size.height)).min(last);
            }
            None => {}
        }
        Vec::new()
    }
}

/// Where a page that is moved like any other pane starts then.
pub(super) fn scrolled(top: usize, action: Action, height: usize) -> usize {
    let rows = super::perform::rows(action, height).unwrap_or(0);
    top.saturating_add_signed(rows)
}
