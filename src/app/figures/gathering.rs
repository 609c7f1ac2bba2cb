//! How the figures that are wanted come: from articles at hand, and from the library's file by a thread
//! that sends them a few articles at a time.

use crate::app::{App, Effect};
use crate::library::ArticleId;
use crate::library::figures::{Batch, Stated};

/// Articles at hand whose figures are taken in before keys have their turn again.
const SOME: usize = 64;

/// How far that has come.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    /// While more is on its way, how many articles came and how many were known before.
    under_way: Option<(usize, usize)>,
    /// Articles whose texts changed meanwhile.
    changed: Vec<ArticleId>,
    /// Whether articles at hand are left.
    is_behind: bool,
    /// Why figures could not be gathered.
    fault: bool,
}

impl Gathering {
    /// How many articles were looked through, while more is on its way.
    pub(super) fn done(&self) -> Option<usize> {
        self.under_way.map(|(done, _)| done)
    }

    /// Whoever asks again wants another try.
    pub(super) fn try_again(&mut self) {
        self.fault = false;
    }
}

impl App {
    /// Takes in some of the figures that are at hand, and asks for the others, if they are on screen.
    pub(in crate::app) fn ask_figures(&mut self) -> Vec<Effect> {
        let gathering = &mut self.figures.gathering;
        gathering.is_behind = false;
        let is_off = gathering.under_way.is_some() || gathering.fault;
        if is_off || !self.shows_figures() {
            return Vec::new();
        }
        let table = &self.figures.table;
        let mut at_hand = Vec::new();
        for id in self.library.ids().filter(|id| table.lacks(*id)) {
            match self.library.at_hand(id) {
                Some(article) if article.marked => at_hand.push(id),
                // Its marks are on their way.
                Some(_) => {}
                None => {
                    self.figures.gathering.under_way = Some((0, table.articles()));
                    return vec![Effect::Gather(id)];
                }
            }
        }
        self.figures.gathering.is_behind = at_hand.len() > SOME;
        for id in at_hand.into_iter().take(SOME) {
            let figures = self.library.at_hand(id).map(Stated::of).unwrap_or_default();
            self.figures.table.put(id, &figures);
        }
        Vec::new()
    }

    /// Whether more figures on screen are at hand than were taken in.
    pub(in crate::app) fn lacks_figures(&self) -> bool {
        let view = &self.figures;
        (view.gathering.is_behind || view.table.is_behind()) && self.shows_figures()
    }

    /// Whether figures are on their way.
    pub fn is_gathering(&self) -> bool {
        self.figures.gathering.under_way.is_some() && self.shows_figures()
    }

    /// Takes in some of the figures that were asked for.
    pub(in crate::app) fn take_figures(&mut self, batch: &Batch) {
        self.figures.table.absorb(batch);
        if let Some((done, _)) = &mut self.figures.gathering.under_way {
            *done += batch.articles();
        }
    }

    /// No more of them come.
    pub(in crate::app) fn end_gathering(&mut self, ended: Result<(), String>) -> Vec<Effect> {
        let view = &mut self.figures;
        let before = view.gathering.under_way.take();
        // Where nothing comes, asking again would go on for ever.
        view.gathering.fault = before.is_none_or(|(_, known)| view.table.articles() == known);
        for id in std::mem::take(&mut view.gathering.changed) {
            view.table.forget(id);
        }
        match ended {
            Ok(()) => self.ask_figures(),
            Err(why) => {
                self.figures.gathering.fault = true;
                self.tell(why)
            }
        }
    }

    /// The text of an article, or what is marked in it, may be another now.
    pub(in crate::app) fn forget_figures(&mut self, id: ArticleId) {
        let view = &mut self.figures;
        view.table.forget(id);
        view.gathering.fault = false;
        if view.gathering.under_way.is_some() {
            view.gathering.changed.push(id);
        }
    }
}
