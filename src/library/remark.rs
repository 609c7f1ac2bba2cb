//! Articles marked anew when themes, levels or what was learned change: those with their texts at hand
//! at once, the others by and by, a few at a time, so that nobody waits. Decides nothing about marks.

use super::learning::Difference;
use super::{Article, ArticleId, Brief, Library};
use crate::tag::Passage;

/// How far the marking of articles without their texts at hand has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Behind {
    /// The next article.
    next: ArticleId,
    /// What has changed so far.
    difference: Difference,
}

/// What a run of [`Library::catch_up`] has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progressed {
    /// So many articles of all are done.
    To(usize),
    /// All are; how marks have changed since it began.
    Through(Difference),
}

impl Library {
    /// Marks anew: by `remark` what is at hand, by and by all else.
    pub(super) fn mark_anew(&mut self, remark: impl Fn(&mut Article)) -> Difference {
        self.forget_answers();
        let mut difference = Difference::default();
        let ids: Vec<ArticleId> = self.ids().collect();
        let mut is_all = true;
        for id in ids {
            let Some(article) = self.catalogue.at_hand_mut(id) else {
                is_all = false;
                continue;
            };
            if !article.marked {
                continue;
            }
            let before: Vec<Passage> = article.suggested().to_vec();
            remark(article);
            difference.add(Difference::between(&before, article.suggested()));
            let brief = Brief::of(article);
            self.catalogue.put(id, brief);
        }
        self.behind = (!is_all).then_some(Behind { next: ArticleId(0), difference });
        difference
    }

    /// Notes that the articles from this one on are to be marked anew.
    pub(super) fn fall_behind(&mut self, from: ArticleId) {
        let next = self.behind.map_or(from, |behind| behind.next.min(from));
        self.behind = Some(Behind { next, ..self.behind.unwrap_or_default() });
    }

    /// Whether some articles are still marked as before a change.
    pub fn is_behind(&self) -> bool {
        self.behind.is_some()
    }

    /// Marks so many more of the articles anew whose marks are from before a change; none where there
    /// are none.
    pub fn catch_up(&mut self, articles: usize) -> Option<Progressed> {
        let Behind { next, mut difference } = self.behind?;
        let mut end = next;
        for at in next.0..self.catalogue.next().0 {
            if (at - next.0) as usize >= articles {
                self.behind = Some(Behind { next: end, difference });
                return Some(Progressed::To(end.0 as usize));
            }
            end = ArticleId(at + 1);
            let id = ArticleId(at);
            if self.catalogue.at_hand(id).is_none() {
                self.mark_from_afar(id, &mut difference);
            }
        }
        self.behind = None;
        Some(Progressed::Through(difference))
    }

    /// Renews what an article is in short, whose text is not to stay.
    fn mark_from_afar(&mut self, id: ArticleId, difference: &mut Difference) {
        let Some(brief) = self.with(id, Brief::of) else { return };
        let signs = self.signs();
        let before = self.marks(id).iter().filter_map(|sign| signs.get(*sign as usize));
        let count = |marks: &mut dyn Iterator<Item = &super::Sign>| -> usize {
            marks.map(|sign| sign.kinds.iter().count() + sign.themes.len()).sum()
        };
        let (before, after) = (count(&mut before.into_iter()), count(&mut brief.marks.iter()));
        if before != after {
            difference.add(Difference {
                articles: 1,
                more: after.saturating_sub(before),
                fewer: before.saturating_sub(after),
            });
        }
        self.catalogue.put(id, brief);
    }
}
