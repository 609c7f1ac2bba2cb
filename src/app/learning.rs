//! What a person's decisions teach, on a page: whether it helps, by which words; turned on and off.
//! Learns nothing itself.

use super::action::Action;
use super::dialog::{Dialog, scrolled};
use super::keys::Press;
use super::{App, Effect};
use crate::library::Progressed;
use crate::library::learning::Difference;
use crate::tag::Learned;
use crate::text::shown::counted;

/// What decisions teach, and how that is told.
#[derive(Clone, Debug)]
pub struct Lessons {
    learned: Learned,
    /// Lines, and whether each is a heading.
    pub lines: Vec<(String, bool)>,
}

/// Articles that are marked or asked at a time: some milliseconds' work, for which a key may have to wait.
const MARKED: usize = 16;
const ASKED: usize = 48;

/// Words that are told for each kind.
const TOLD: usize = 12;

impl App {
    /// Shows what the decisions so far teach.
    pub(super) fn open_learning(&mut self) {
        let learned = self.library.learnable();
        let lines = self.lesson_lines(&learned);
        self.dialog = Dialog::Learning(Box::new(Lessons { learned, lines }), 0);
    }

    fn lesson_lines(&self, learned: &Learned) -> Vec<(String, bool)> {
        let head = |words: &str| (words.to_owned(), true);
        let line = |words: String| (words, false);
        let decisions = counted(self.library.lessons().len(), "decision", "decisions");
        let state = if self.library.is_taught() { "on" } else { "off" };
        let mut lines =
            vec![line(format!("{decisions} to learn from; marking by them is {state}"))];
        lines.push(line("what you decided stands either way".to_owned()));
        lines.push(line(String::new()));
        lines.push(head("does it help, on decisions it has not seen?"));
        for finding in learned.findings() {
            let name = finding.subject.name();
            let right = format!(
                "{} of {} right as shipped, {} as learned",
                finding.before,
                finding.decisions,
                finding.after()
            );
            lines.push(line(format!("  {name}: {right} - {}", finding.outcome().words())));
        }
        if learned.findings().is_empty() {
            lines.push(line("  nothing has been decided yet".to_owned()));
        }
        lines.push(line(String::new()));
        lines.push(head("words that count more or less than before"));
        let telling = learned.telling();
        for word in telling.iter().take(TOLD * 2) {
            let points = format!("{:+.2}", f64::from(word.points) / 100.0);
            lines.push(line(format!("  {points} {}  {}", word.kind.name(), word.word)));
        }
        if telling.is_empty() {
            lines.push(line("  none: there is too little, or it does not help".to_owned()));
        }
        for aside in learned.aside() {
            lines.push(line(format!("  put aside: {}", aside.describe(&self.library.codebook))));
        }
        let shifted = self.library.shifted(learned);
        if !shifted.is_empty() {
            lines.push(line(String::new()));
            lines.push(head("articles marked more or less readily, by what you decided in them"));
        }
        for (title, shift) in shifted.iter().take(TOLD * 2) {
            let points = format!("{:+.2}", f64::from(shift.points()) / 100.0);
            let decided = format!("{} for, {} against", shift.held, shift.rejected);
            let kind = shift.kind.name();
            lines.push(line(format!("  {points} {kind} ({decided})  {title}")));
        }
        lines
    }

    /// A key while that is shown.
    pub(super) fn press_in_learning(&mut self, press: Press) -> Vec<Effect> {
        let action = self.keymap.action(press);
        let height = usize::from(self.size.height);
        let Dialog::Learning(lessons, top) = &mut self.dialog else { return Vec::new() };
        match action {
            Some(Action::Choose) => {
                let learned = std::mem::take(&mut lessons.learned);
                self.dialog = Dialog::None;
                return self.mark_by(learned, "on");
            }
            Some(Action::Reject) => {
                self.dialog = Dialog::None;
                return self.learn(false);
            }
            Some(Action::Drop | Action::StepBack) => self.dialog = Dialog::None,
            Some(Action::Quit) => return self.leave(),
            Some(action) => {
                *top = scrolled(*top, action, height).min(lessons.lines.len().saturating_sub(1));
            }
            None => {}
        }
        Vec::new()
    }

    /// Marks by what the decisions teach, or as without.
    pub(super) fn learn(&mut self, on: bool) -> Vec<Effect> {
        let learned = if on { self.library.learnable() } else { Learned::default() };
        self.mark_by(learned, if on { "on" } else { "off" })
    }

    /// Whether some articles are still marked as before a change of themes, levels or what was learned,
    /// have not been asked yet for words that the filter wants, or for the figures on screen.
    pub fn is_behind(&self) -> bool {
        let is_behind = self.library.is_behind() || self.library.is_answering();
        (is_behind || self.lacks_figures()) && !self.ingesting
    }

    /// Marks or asks some more of these.
    pub(super) fn catch_up(&mut self) -> Vec<Effect> {
        if self.library.is_answering() {
            self.answer_some();
            return Vec::new();
        }
        let Some(progressed) = self.library.catch_up(MARKED) else { return self.ask_figures() };
        self.stale = true;
        let mut told = vec![match progressed {
            Progressed::To(done) => {
                format!("marking anew: {done} of {}", self.library.len())
            }
            Progressed::Through(Difference { articles, more, fewer }) => {
                let articles = counted(articles, "article", "articles");
                format!("marked anew: in {articles} {more} marks more, {fewer} fewer")
            }
        }];
        let effects = self.suggest_where_none_fit(&mut told);
        self.notice = Some(told.join("; "));
        effects
    }

    fn answer_some(&mut self) {
        let done = self.library.answer_some(ASKED);
        self.stale = true;
        let all = self.library.len();
        self.notice = (done < all).then(|| format!("looking for the words: {done} of {all}"));
    }

    fn mark_by(&mut self, learned: Learned, setting: &'static str) -> Vec<Effect> {
        let is_empty = learned.is_empty();
        let Difference { articles, more, fewer } = self.library.teach(learned);
        self.stale = true;
        let articles = counted(articles, "article", "articles");
        let what = if is_empty { "marked as shipped" } else { "marked by what you decided" };
        self.notice = Some(format!(
            "{what}: in {articles} {more} suggestions more, {fewer} fewer; your decisions stand"
        ));
        vec![Effect::Set("learning", setting)]
    }
}
