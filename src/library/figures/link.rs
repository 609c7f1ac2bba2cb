//! Which passages the figures of a table stand in, as the library marks them now; and the figures of
//! passages that only a person calls statistics, of which the table has nothing from elsewhere.

use std::collections::BTreeMap;

use super::{BY_HAND, NOWHERE, Place, Stated, Table, within};
use crate::library::brief::NO_SENTENCE;
use crate::library::{ArticleId, Library};
use crate::tag::{Kind, Label, Origin};

/// Articles whose texts are asked at a time for what a person made a statistic.
const ASKED: usize = 4;

/// The figures of passages that only a person calls statistics.
#[derive(Debug, Default)]
pub(super) struct Hands {
    /// For each article its rows, and the state of the library these are of.
    known: BTreeMap<ArticleId, (Place, u64)>,
    /// The state of the library that all of them agree with.
    settled: Option<u64>,
}

impl Hands {
    pub(super) fn places(&mut self) -> impl Iterator<Item = &mut Place> {
        self.known.values_mut().map(|(place, _)| place)
    }

    pub(super) fn of(&self, id: ArticleId) -> Place {
        self.known.get(&id).map_or((0, 0), |(place, _)| *place)
    }
}

impl Table {
    /// Whether there is more to be settled of what a person calls statistics.
    pub fn is_behind(&self) -> bool {
        self.hands.settled.is_none()
    }

    pub(super) fn forget_hands(&mut self, id: ArticleId) {
        self.hands.settled = None;
        if let Some((place, _)) = self.hands.known.remove(&id) {
            self.leave(place);
        }
    }

    pub(super) fn settle_hands(&mut self, library: &Library) {
        let state = library.renewals();
        if self.hands.settled == Some(state) {
            return;
        }
        self.hands.settled = None;
        let is_old = |id: &ArticleId, of: u64| {
            library.renewed(*id) != of || library.brief(*id).is_none_or(|it| !it.work.is_some())
        };
        let old = self.hands.known.iter().filter(|(id, (_, of))| is_old(id, *of));
        for id in old.map(|(id, _)| *id).collect::<Vec<_>>() {
            self.forget_hands(id);
        }
        let is_due = |id: &ArticleId| !self.hands.known.contains_key(id) && !self.lacks(*id);
        let due: Vec<ArticleId> = library.worked().filter(is_due).collect();
        let signs = library.signs().iter();
        let [is_statistic, is_made]: [Vec<bool>; 2] = signs
            .map(|sign| {
                let origin = sign.origin(Label::Kind(Kind::Statistic));
                (sign.kinds.has(Kind::Statistic), origin == Origin::Made)
            })
            .unzip::<_, _, Vec<_>, Vec<_>>()
            .into();
        let mut asked = 0;
        for id in due {
            let marks = library.marks(id).iter().zip(library.sentences(id));
            let mut statistics = marks.filter(|(sign, _)| is_statistic[**sign as usize]);
            let is_any = statistics
                .any(|(sign, sentence)| *sentence == NO_SENTENCE || is_made[*sign as usize]);
            if is_any && asked == ASKED {
                return;
            }
            asked += usize::from(is_any);
            let figures = is_any.then(|| library.with(id, Stated::by_hand)).flatten();
            let mut figures = figures.unwrap_or_default();
            let known = &self.rows[within(self.found(id))];
            figures.retain(|stated| !known.iter().any(|row| row.sentence == stated.sentence));
            let place = self.push(id, &figures);
            self.hands.known.insert(id, (place, library.renewed(id)));
            if !figures.is_empty() {
                self.unlinked.push(id);
                self.revision = self.revision.wrapping_add(1);
            }
        }
        self.hands.settled = Some(state);
    }

    /// Finds the passages that figures stand in, where these may be others than before.
    pub(super) fn settle_links(&mut self, library: &Library) {
        let state = library.renewals();
        let since = std::mem::replace(&mut self.linked, state);
        let mut ids = std::mem::take(&mut self.unlinked);
        if since != state {
            ids.extend(library.ids().filter(|id| library.renewed(*id) > since));
        }
        for id in ids {
            self.link(id, library);
        }
    }

    fn link(&mut self, id: ArticleId, library: &Library) {
        let (found, by_hand) = (within(self.found(id)), within(self.hands.of(id)));
        let (rows, stands) = (&self.rows, &mut self.stands);
        for row in found.clone().chain(by_hand.clone()) {
            stands[row].passage = NOWHERE;
        }
        let mut rest = found.peekable();
        let mut others = BY_HAND..;
        for (nth, sentence) in (0..).zip(library.sentences(id)) {
            let mut at = *sentence;
            if at == NO_SENTENCE {
                at = others.next().unwrap_or(NOWHERE);
            } else {
                // Both ascend.
                while rest.next_if(|row| rows[*row].sentence < at).is_some() {}
                while let Some(row) = rest.next_if(|row| rows[*row].sentence == at) {
                    stands[row].passage = nth;
                }
            }
            for row in by_hand.clone().filter(|row| rows[*row].sentence == at) {
                stands[row].passage = nth;
            }
        }
    }
}
