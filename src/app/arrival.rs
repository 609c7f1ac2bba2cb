//! Articles that come in, whole or in short, and what is counted and listed of them; the end of the
//! reading. Reads none itself.

use super::{App, Effect, Reader};
use crate::library::{Article, ArticleId, Brief, Library, Recall};
use crate::text::shown::counted;

impl App {
    pub(super) fn add(&mut self, article: Article) {
        // One that is at hand already was read anew.
        let known = self.library.named(&article.name);
        let next = self.library.next();
        let id = self.change_articles(&[known.unwrap_or(next)], |library| library.renew(article));
        self.forget_figures(id);
        self.came(id);
    }

    /// Takes in an article that the library's file keeps.
    pub(super) fn bring(&mut self, id: ArticleId, article: Article) {
        self.change_articles(&[id], |library| library.bring(id, article));
        self.came(id);
    }

    /// Takes in articles in short.
    pub(super) fn list(&mut self, briefs: Vec<(Option<ArticleId>, Brief)>) {
        let from = self.library.next();
        let mut first = from;
        for (at, brief) in briefs {
            let is_resumed = self.resume.as_deref() == Some(&*brief.name);
            let known = self.library.named(&brief.name);
            // Those in the middle are counted together: each would have to be put between the others.
            self.stale |= known.is_some() || at.is_some_and(|at| at < first);
            let id = self.library.list(at, brief);
            if known.is_some() {
                self.forget_figures(id);
            }
            if !self.stale {
                self.survey.take_in(id, &self.library, &self.filter);
                first = self.library.next();
            }
            if is_resumed {
                self.came(id);
            }
        }
        if !self.stale {
            self.revision = self.revision.wrapping_add(1);
            self.change_rows(|rows, pile| rows.extend(pile, from));
        }
    }

    /// An article has come that may be on screen, or is to be.
    pub(super) fn came(&mut self, id: ArticleId) {
        let name = self.library.brief(id).map(|brief| brief.name);
        if self.open == Some(id) {
            self.read(Reader::lay_out_anew);
        } else if name.is_some() && self.resume.as_deref() == name {
            self.resume = None;
            self.show(id);
        }
    }

    /// Changes some articles, and what is counted and listed of them.
    pub(super) fn change_articles<T>(
        &mut self,
        ids: &[ArticleId],
        change: impl FnOnce(&mut Library) -> T,
    ) -> T {
        /// Where more change, all are counted anew.
        const FEW: usize = 256;
        if self.stale || ids.len() > FEW {
            self.stale = true;
            return change(&mut self.library);
        }
        for id in ids {
            self.survey.leave_out(*id, &self.library, &self.filter);
        }
        let result = change(&mut self.library);
        self.revision = self.revision.wrapping_add(1);
        for id in ids {
            self.survey.take_in(*id, &self.library, &self.filter);
            self.change_rows(|rows, pile| rows.renew_article(pile, *id));
        }
        result
    }

    pub(super) fn take_up(&mut self, recall: Recall) {
        let Recall { steps, views, codebook, positions, open, order } = recall;
        if let Some(codebook) = codebook {
            self.library.set_codebook(codebook);
        }
        self.library.recall(steps);
        self.library.recall_views(views);
        self.remembered = positions;
        self.resume = open;
        self.order = order;
        self.rows.set_order(order);
        self.stale = true;
    }

    pub(super) fn end_ingest(&mut self) -> Vec<Effect> {
        self.ingesting = false;
        if self.library.is_empty() {
            return vec![Effect::Quit];
        }
        self.library.mark_rest();
        self.library.set_whole();
        self.stale = true;
        let mut told = Vec::new();
        if self.stopped {
            let read = counted(self.library.len(), "article", "articles");
            told.push(format!("reading stopped with {read}"));
        }
        if !self.problems.is_empty() {
            let files = counted(self.problems.len(), "file", "files");
            told.push(format!("{files} could not be read - :problems lists them"));
        }
        let mut effects = self.suggest_where_none_fit(&mut told);
        effects.extend(self.ask_figures());
        if !told.is_empty() {
            self.notice = Some(told.join("; "));
        }
        effects
    }
}
