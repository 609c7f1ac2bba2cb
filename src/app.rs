//! The state machine: messages in, effects out. All state changes here and nowhere else; nothing
//! here reads a file, starts a thread, knows the time or draws.

pub mod action;
pub mod agreeing;
mod arrival;
pub mod chooser;
pub mod command;
pub mod dashboard;
mod dialog;
mod edit;
pub mod exporting;
pub mod figures;
pub mod filtering;
pub mod finding;
mod foresight;
mod jump;
mod keeping;
pub mod keys;
pub mod layout;
pub mod learning;
mod line;
pub mod list;
mod lost;
pub mod matrix;
pub mod memo;
pub mod message;
mod mouse;
mod parts;
mod passages;
mod perform;
pub mod proposing;
pub(crate) mod rail;
mod reader;
mod search;
pub mod select;
mod settled;
pub mod sheets;
#[cfg(test)]
mod testing;
pub mod theming;
mod views;

use std::collections::HashMap;

use crossterm::event::{KeyEvent, KeyEventKind};
use ratatui::layout::Size;

use crate::library::edit::Act;
use crate::library::{
    Article, ArticleId, Filter, Library, Order, Position, Problem, Progress, Survey,
};
use crate::tag::ThemeId;
use action::{Action, Step};
pub use command::Scheme;
pub use dialog::{Dialog, Help, HelpLine, Prompt};
use edit::Reach;
use exporting::Exporting;
pub use filtering::Reading;
use finding::Finder;
use foresight::Reasons;
use keeping::Keeping;
use keys::{Keymap, Press};
use layout::Areas;
pub use line::Line;
use list::{Cursor, Rows};
pub use message::{Effect, Message};
use proposing::Proposing;
pub use reader::{Place, Reader};
pub use search::Found;

/// A pane that can have the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The list of themes.
    Themes = 0,
    /// The list of articles.
    Articles = 1,
    /// The three kinds.
    Kinds = 2,
    /// The list of passages.
    Passages = 3,
    /// The open article.
    #[default]
    Reader = 4,
}

impl Pane {
    /// In the order of Tab.
    pub const ALL: [Self; 5] =
        [Self::Themes, Self::Articles, Self::Kinds, Self::Passages, Self::Reader];
}

/// The widest text column at first, in columns: some 66 characters read best.
const MEASURE: u16 = 66;

/// What a person sets and may change while reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The colours.
    pub scheme: Scheme,
    /// The widest text column.
    pub measure: u16,
    /// Columns more or fewer for the side panes.
    pub bias: i16,
    /// Only the text.
    pub zen: bool,
    /// Whether the words that made the marks are underlined.
    pub reasons: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { scheme: Scheme::default(), measure: MEASURE, bias: 0, zen: false, reasons: false }
    }
}

/// Everything on and behind the screen.
#[derive(Debug)]
pub struct App {
    pub(crate) library: Library,
    pub(crate) filter: Filter,
    pub(crate) survey: Survey,
    pub(crate) rows: Rows,
    /// The themes as they are listed.
    pub(crate) themes: Vec<ThemeId>,
    pub(crate) reader: Reader,
    pub(crate) open: Option<ArticleId>,
    pub(crate) found: Option<Found>,
    pub(crate) focus: Pane,
    pub(crate) cursors: [Cursor; 4],
    pub(crate) dialog: Dialog,
    pub(crate) notice: Option<String>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) ingesting: bool,
    stopped: bool,
    pub(crate) progress: Progress,
    pub(crate) settings: Settings,
    pub(crate) areas: Areas,
    size: Size,
    stale: bool,
    /// How often counts and lists were made anew.
    pub(crate) revision: u32,
    keymap: Keymap,
    places: HashMap<ArticleId, Place>,
    filters: Vec<Filter>,
    jumps: Vec<(ArticleId, Place)>,
    letters: HashMap<char, (ArticleId, Place)>,
    /// The words behind marks, found before they are shown.
    pub(crate) reasons: Reasons,
    /// What an edit did last, to be repeated.
    last_act: Option<Act>,
    /// Where the eye was the last time, by the names of articles.
    remembered: HashMap<String, Position>,
    /// The article that was open then, until it comes in or the person goes elsewhere.
    resume: Option<String>,
    /// The order of the passages that the library remembers.
    order: Order,
    reach: Reach,
    keeping: Keeping,
    /// The search of the whole library as it was left.
    finder: Finder,
    /// Themes that the articles suggest.
    pub(crate) proposing: Proposing,
    pub(crate) exporting: Exporting,
    /// The passages of the open article that show, by their indices, and of which state that is.
    shown: (Option<(u32, Option<ArticleId>)>, Vec<usize>),
    pub(crate) matrix: matrix::View,
    pub(crate) dashboard: dashboard::View,
    pub(crate) figures: figures::View,
    pub(crate) agreeing: agreeing::View,
    /// The view that a filter is typed over.
    pub(crate) beneath: Option<sheets::View>,
    /// What the cursors of the lists were last put on.
    followed: (Option<ArticleId>, Option<usize>, usize),
}

impl App {
    /// A reader for an empty library on a terminal of `size`; articles come as messages.
    pub fn new(library: Library, settings: Settings, size: Size) -> Self {
        let mut app = Self {
            library,
            settings,
            size,
            filter: Filter::default(),
            survey: Survey::default(),
            rows: Rows::default(),
            themes: Vec::new(),
            reader: Reader::default(),
            open: None,
            found: None,
            focus: Pane::Reader,
            cursors: [Cursor::default(); 4],
            dialog: Dialog::None,
            notice: None,
            problems: Vec::new(),
            ingesting: true,
            stopped: false,
            progress: Progress::default(),
            areas: Areas::default(),
            stale: true,
            revision: 0,
            keymap: Keymap::default(),
            places: HashMap::new(),
            filters: Vec::new(),
            jumps: Vec::new(),
            letters: HashMap::new(),
            reasons: Reasons::default(),
            last_act: None,
            remembered: HashMap::new(),
            resume: None,
            order: Order::default(),
            reach: Reach::One,
            keeping: Keeping::default(),
            finder: Finder::default(),
            proposing: Proposing::default(),
            exporting: Exporting::default(),
            shown: (None, Vec::new()),
            matrix: matrix::View::default(),
            dashboard: dashboard::View::default(),
            figures: figures::View::default(),
            agreeing: agreeing::View::default(),
            beneath: None,
            followed: (None, None, usize::MAX),
        };
        app.settle();
        app
    }

    /// Takes one message in and says what is to be done outside.
    ///
    /// Call [`Self::settle`] once the messages at hand are taken in, before drawing.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::Ingested(article) => {
                self.add(*article);
                return self.ask_figures();
            }
            Message::Listed(briefs) => {
                self.list(briefs);
                return self.ask_figures();
            }
            Message::Brought(id, article) => self.bring(id, *article),
            Message::Marked(name, marks) => {
                if let Some(id) = self.library.named(&name) {
                    self.change_articles(&[id], |library| library.mark(id, marks));
                    self.forget_figures(id);
                    return self.ask_figures();
                }
            }
            Message::Idle => return self.catch_up(),
            Message::Progress(progress) => self.progress = progress,
            Message::Problem(problem) => self.problems.push(problem),
            Message::IngestEnded => return self.end_ingest(),
            Message::Recall(recall) => self.take_up(*recall),
            Message::Kept => self.kept(),
            Message::NotKept(why) => self.not_kept(why),
            Message::TryAgain => return self.keep(),
            Message::Theirs(steps) => return self.take_theirs(steps),
            Message::Edited(text) => return self.edited(text),
            Message::Loaded(codebook) => return self.load_codebook(codebook),
            Message::Told(what) => self.notice = Some(what),
            Message::Found(asked, found) => self.take_findings(asked, *found),
            Message::Sampled(done) => self.proposing.done = self.proposing.done.map(|_| done),
            Message::Proposed(proposal) => self.take_proposal(*proposal),
            Message::Agreed(found) => self.take_agreement(*found),
            Message::Gathered(figures) => self.take_figures(&figures),
            Message::GatheringEnded(ended) => return self.end_gathering(ended),
            Message::Exporting(percent) => {
                self.exporting.percent = self.exporting.percent.map(|_| percent);
            }
            Message::Exported(told) => self.exported(told),
            Message::InTheWay => self.ask_to_replace(),
            Message::Suspend => return vec![Effect::Suspend],
            Message::Terminate => {
                // What was being written is kept.
                let mut effects = self.keep_memo();
                effects.extend(self.quit());
                return effects;
            }
            Message::Resize(size) => self.size = size,
            Message::Key(key) => return self.key(key),
            Message::Paste(text) => self.paste(&text),
            Message::Mouse(mouse) => {
                self.settle();
                return self.mouse(mouse);
            }
        }
        Vec::new()
    }

    /// All that is at hand.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The open article.
    pub fn article(&self) -> Option<&Article> {
        self.open.and_then(|id| self.library.article(id))
    }

    /// How the open article is being read.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// Which passages show.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// The cursor of each list and how many rows that list has, in the order of [`Pane::ALL`].
    pub fn cursors(&self) -> [(Cursor, usize); 4] {
        let lengths = self.lengths();
        std::array::from_fn(|pane| (self.cursors[pane], lengths[pane]))
    }

    /// The terminal's size.
    pub fn size(&self) -> Size {
        self.size
    }

    /// What could not be read so far.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Whether articles still come in.
    pub fn is_reading(&self) -> bool {
        self.ingesting
    }

    /// How many passages show.
    pub fn passages(&self) -> usize {
        self.survey.shown
    }

    /// How many articles there are.
    pub fn articles(&self) -> usize {
        self.library.len()
    }

    /// Says something to the person; there is nothing else to do then.
    fn tell(&mut self, what: impl Into<String>) -> Vec<Effect> {
        self.notice = Some(what.into());
        Vec::new()
    }

    fn key(&mut self, key: KeyEvent) -> Vec<Effect> {
        if key.kind == KeyEventKind::Release {
            return Vec::new();
        }
        let Some(press) = Press::of(key) else { return Vec::new() };
        self.settle();
        self.notice = None;
        self.resume = None;
        self.proposing.opens = false;
        let reach = self.reach;
        let effects = match (&self.dialog, self.keymap.action(press)) {
            // A terminal's own key: it works whatever is being typed.
            (_, Some(Action::Suspend)) if press.control => self.perform(Action::Suspend),
            (Dialog::None, Some(action)) => self.perform(action),
            (Dialog::None, None) => Vec::new(),
            _ => self.press_in_dialog(press),
        };
        // It holds for one key.
        if reach == Reach::All {
            self.reach = Reach::One;
        }
        self.settle();
        effects
    }

    /// Rows of each list.
    fn lengths(&self) -> [usize; 4] {
        let named = self.suggested_rows().count() + self.themes.len() + self.library.views().len();
        [named, self.survey.listed.len(), 3, self.rows.len()]
    }

    /// The passages of the open article that show, by their indices, as of the last frame.
    pub(crate) fn shown(&self) -> &[usize] {
        &self.shown.1
    }

    /// Whether the nth passage of the open article shows.
    pub(crate) fn shows(&self, nth: usize) -> bool {
        self.shown.1.binary_search(&nth).is_ok()
    }

    /// Shows an article at the place it was left.
    fn show(&mut self, id: ArticleId) {
        if let Some(open) = self.open {
            self.places.insert(open, self.reader.place());
        }
        let Some(article) = self.library.article(id) else {
            let why = self.library.fault();
            self.notice = Some(why.unwrap_or_else(|| "the article cannot be had".to_owned()));
            return;
        };
        let place = self.places.get(&id).copied();
        let remembered = || self.remembered.get(&article.name).copied().map(Place::from);
        let place = place.or_else(remembered).unwrap_or_default();
        self.open = Some(id);
        self.reader.open(id, article, place);
        self.find_again();
    }

    /// Shows an article at a given place.
    fn show_at(&mut self, id: ArticleId, place: Place) {
        self.show(id);
        if let Some(article) = self.library.article(id) {
            self.reader.open(id, article, place);
        }
    }

    /// Does something to the reader with the open article at hand.
    fn read(&mut self, act: impl FnOnce(&mut Reader, &Article)) {
        if let Some(article) = self.open.and_then(|id| self.library.article(id)) {
            act(&mut self.reader, article);
        }
    }

    /// Changes the filter; the one before is kept for [`action::Action::Drop`].
    fn refilter(&mut self, change: impl FnOnce(&mut Filter)) {
        let before = self.filter.clone();
        change(&mut self.filter);
        if self.filter != before {
            self.filters.push(before);
            self.stale = true;
            self.ask_texts();
        }
    }

    /// The listed article before or after the open one.
    fn next_listed(&self, step: Step) -> Option<ArticleId> {
        let listed = &self.survey.listed;
        let open = self.open?;
        match step {
            Step::On => listed.get(listed.partition_point(|id| *id <= open)),
            Step::Back => listed.get(listed.partition_point(|id| *id < open).checked_sub(1)?),
        }
        .copied()
    }
}
