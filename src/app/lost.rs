//! The marks whose words are lost, after a source has changed: a list to place them by hand or to drop
//! them. Loses none itself.

use super::action::Action;
use super::dialog::Dialog;
use super::keys::Press;
use super::select::Purpose;
use super::{App, Effect};
use crate::library::{Annotation, AnnotationId, ArticleId};

impl App {
    /// Every annotation whose words are not in the present text of its article.
    pub fn lost(&self) -> impl Iterator<Item = (ArticleId, AnnotationId, &Annotation)> {
        let has_lost = |id: &ArticleId| self.library.brief(*id).is_some_and(|it| it.work.lost > 0);
        let articles = self.library.worked().filter(has_lost);
        articles.filter_map(|id| Some((id, self.library.article(id)?))).flat_map(|(id, article)| {
            let lost = article.annotations().iter().filter(|(_, it)| !it.is_placed());
            lost.map(move |(number, annotation)| (id, *number, annotation))
        })
    }

    /// A key while they are listed; `at` is the one with the cursor.
    pub(super) fn press_in_lost(&mut self, press: Press, at: usize) -> Vec<Effect> {
        let all: Vec<_> = self.lost().map(|(id, number, _)| (id, number)).collect();
        let chosen = all.get(at).copied();
        self.dialog = match self.keymap.action(press) {
            Some(Action::Drop | Action::StepBack) => Dialog::None,
            Some(Action::Quit) => return self.leave(),
            Some(Action::Reject) => {
                let step = chosen.and_then(|(id, number)| self.library.drop_lost(id, number));
                return step.map_or_else(Vec::new, |step| self.make(step));
            }
            Some(Action::Choose) => {
                self.dialog = Dialog::None;
                if let Some((id, number)) = chosen {
                    self.note_jump();
                    self.show(id);
                    self.select_for(Purpose::Place(number));
                }
                return Vec::new();
            }
            Some(action) => {
                let rows = super::perform::rows(action, usize::from(self.size.height)).unwrap_or(0);
                let last = all.len().saturating_sub(1);
                Dialog::Lost(at.saturating_add_signed(rows).min(last))
            }
            None => return Vec::new(),
        };
        Vec::new()
    }
}
