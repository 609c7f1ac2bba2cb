//! Which passages meet the query of a filter, each article asked once. Counts nothing.

use crate::library::judge::{Fit, Plan};
use crate::library::together::in_parts;
use crate::library::{ArticleId, Library, Query, SignId};

use super::PART;

/// What the articles answered; without a query all passages meet it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    plan: Option<Plan>,
    /// Which passages of each article meet the query, where there is one.
    fits: Vec<Fit>,
}

impl Asked {
    /// Asks the articles at the first so many places.
    pub(super) fn of_all(query: Option<&Query>, library: &Library, places: usize) -> Self {
        let Some(query) = query else { return Self::default() };
        let mut plan = Plan::of(query);
        let mut parts: Vec<(Option<Plan>, Vec<Fit>)> = Vec::new();
        let asked = &plan;
        in_parts(&mut parts, places, PART, |articles, (plan, fits)| {
            let mut own = asked.clone();
            let mut judging = own.judging(library);
            fits.resize(articles.len(), Fit::None);
            let start = articles.start;
            for id in library.ids_in(articles) {
                fits[id.0 as usize - start] = judging.fit(id);
            }
            *plan = Some(own);
        });
        let mut all = Vec::with_capacity(places);
        for (own, mut fits) in parts {
            if let Some(own) = own {
                plan.join(own, &mut fits);
            }
            all.extend(fits);
        }
        Self { plan: Some(plan), fits: all }
    }

    /// Asks one article, anew where it was asked before.
    pub(super) fn ask(&mut self, id: ArticleId, library: &Library) {
        let Some(plan) = &mut self.plan else { return };
        let at = id.0 as usize;
        if self.fits.len() <= at {
            self.fits.resize(at + 1, Fit::None);
        }
        self.fits[at] = plan.judging(library).fit(id);
    }

    /// Whether there is no query.
    pub(super) fn is_nothing(&self) -> bool {
        self.plan.is_none()
    }

    /// The query, and which passages of an article meet it; none where there is no query.
    pub(super) fn answer(&self, id: ArticleId) -> Option<(&Plan, Fit)> {
        let fit = || self.fits.get(id.0 as usize).copied().unwrap_or_default();
        self.plan.as_ref().map(|plan| (plan, fit()))
    }

    /// Whether an article meets the query whatever its passages.
    pub(super) fn meets(&self, id: ArticleId) -> bool {
        self.answer(id).is_none_or(|(_, fit)| fit == Fit::All)
    }

    /// Whether the nth passage of an article, which carries this, meets the query.
    #[inline]
    pub(super) fn fits(&self, id: ArticleId, nth: usize, sign: SignId) -> bool {
        let Some((plan, fit)) = self.answer(id) else { return true };
        match fit {
            Fit::None => false,
            Fit::All => true,
            Fit::Signs(left) => plan.met(left).get(sign as usize).copied().unwrap_or_default(),
            Fit::Each(start) => plan.each(start + nth, 1).contains(&true),
        }
    }
}
