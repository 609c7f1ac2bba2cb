//! Whether a library is sound: the file, the tables against the journal, annotations on their words.
//! Mends nothing.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::edit::each_step;
use super::{Store, StoreError, Trouble, row};
use crate::library::{Annotation, AnnotationId, Card, Change, Filter, Step, StepId};
use crate::tag::ThemeId;
use crate::tag::codebook::Theme;
use crate::text::Standing;

impl Store {
    /// All that is wrong, a line each; none in a sound library. Reads every byte.
    ///
    /// # Errors
    /// Where it cannot be read at all.
    pub fn check(&self) -> Result<Vec<String>, StoreError> {
        let mut faults = Vec::new();
        let looked = file(&self.connection, &mut faults)
            .and_then(|()| if faults.is_empty() { self.compare(&mut faults) } else { Ok(()) });
        match looked {
            // What cannot be read is what was looked for.
            Err(Trouble::Damaged(how)) => faults.push(how),
            other => self.told(other)?,
        }
        Ok(faults)
    }

    /// Carries all steps out in memory and compares what comes of them with what is there.
    fn compare(&self, faults: &mut Vec<String>) -> Result<(), Trouble> {
        let mut replay = Replay::default();
        each_step(&self.connection, StepId::default(), |step| {
            replay.take(step);
            Ok(())
        })?;
        let each = self.each(|kept| {
            let article = &kept.article;
            for (id, annotation) in article.annotations() {
                replay.compare(*id, &article.name, annotation);
                if !holds(annotation, &article.document.text) {
                    let name = &article.name;
                    replay.faults.push(format!("annotation {} of {name:?} is off its words", id.0));
                }
            }
            if replay.cards.remove(&article.name).unwrap_or_default() != article.card() {
                let name = &article.name;
                replay.faults.push(format!("star or memo of {name:?} is not that of the journal"));
            }
            true
        });
        each.map_err(|error| error.trouble)?;
        for (id, wanted) in &replay.themes {
            if row::theme(&self.connection, *id)? != *wanted {
                replay.faults.push(format!("theme {} is not that of the journal", id.0));
            }
        }
        if replay.views != self.views().map_err(|error| error.trouble)? {
            replay.faults.push("the views are not those of the journal".to_owned());
        }
        replay.rest();
        faults.append(&mut replay.faults);
        Ok(())
    }
}

/// What `SQLite` itself says of the file.
fn file(connection: &Connection, faults: &mut Vec<String>) -> Result<(), Trouble> {
    let mut check = connection.prepare("PRAGMA integrity_check")?;
    let lines = check.query_map([], |row| row.get::<_, String>(0))?;
    for line in lines {
        faults.extend(Some(line?).filter(|line| line != "ok"));
    }
    let mut check = connection.prepare("PRAGMA foreign_key_check")?;
    let lines = check.query_map([], |row| row.get::<_, String>(0))?;
    for table in lines {
        faults.push(format!("a row of the table {} belongs to nothing", table?));
    }
    Ok(())
}

/// Whether an annotation that has a place is on the words that it was put on.
fn holds(annotation: &Annotation, text: &str) -> bool {
    let words = annotation.span.of(text);
    match annotation.standing {
        Standing::Lost => true,
        Standing::Moved => !words.is_empty(),
        Standing::InPlace => {
            words.trim() == annotation.anchor.quote
                || annotation.clone().settled(text) == *annotation
        }
    }
}

/// What the steps make, from nothing on.
#[derive(Debug, Default)]
struct Replay {
    last: StepId,
    annotations: BTreeMap<AnnotationId, (String, Annotation)>,
    cards: BTreeMap<String, Card>,
    themes: BTreeMap<ThemeId, Theme>,
    views: BTreeMap<String, Filter>,
    faults: Vec<String>,
}

impl Replay {
    fn take(&mut self, step: Step) {
        if step.id.0 != self.last.0 + 1 {
            self.faults.push(format!("step {} follows step {}", step.id.0, self.last.0));
        }
        self.last = step.id;
        for change in step.changes {
            if !self.carry_out(change) {
                self.faults.push(format!("step {} starts from what was not there", step.id.0));
            }
        }
    }

    /// Whether it starts from what is there.
    fn carry_out(&mut self, change: Change) -> bool {
        match change {
            Change::Passage { article, id, before, after } => {
                let present = match after {
                    Some(after) => self.annotations.insert(id, (article.clone(), *after)),
                    None => self.annotations.remove(&id),
                };
                present == before.map(|before| (article, *before))
            }
            Change::Article { article, before, after } => {
                self.cards.insert(article, after).unwrap_or_default() == before
            }
            Change::View { name, before, after } => {
                let present = match after {
                    Some(after) => self.views.insert(name, after),
                    None => self.views.remove(&name),
                };
                present == before
            }
            // Themes come with the codebook that was set first: the journal does not make them.
            Change::Theme { theme, before, after } => {
                self.themes.insert(theme, *after).is_none_or(|present| present == *before)
            }
        }
    }

    fn compare(&mut self, id: AnnotationId, article: &str, found: &Annotation) {
        let wanted = self.annotations.remove(&id);
        if !wanted.is_some_and(|(name, wanted)| name == article && wanted == *found) {
            self.faults
                .push(format!("annotation {} of {article:?} is not that of the journal", id.0));
        }
    }

    /// What the steps make that was not found.
    fn rest(&mut self) {
        for (id, (article, _)) in std::mem::take(&mut self.annotations) {
            self.faults.push(format!("annotation {} of {article:?} is missing", id.0));
        }
        for (article, card) in std::mem::take(&mut self.cards) {
            if card != Card::default() {
                self.faults.push(format!("star or memo of {article:?} is missing"));
            }
        }
    }
}

#[cfg(test)]
mod tests;
