//! The filter as a query: typed with `&`, completed, told in words as one types, pointed at where it
//! cannot be read. What a query means is [`crate::library::query`]'s business.

use std::collections::BTreeSet;

use super::command::Proposal;
use super::dialog::{Dialog, Prompt};
use super::{App, Effect, Line, sheets};
use crate::library::Query;
use crate::library::query::{Completion, Field, QueryError};

/// What a query that is being typed comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// What it would show, in words.
    Shows(String),
    /// What is wrong with it.
    Fault(QueryError),
}

/// Values of a field that are proposed at most.
const VALUES: usize = 400;

/// Articles that are asked at once for words: some tens of milliseconds' work.
const AT_ONCE: usize = 200;

impl App {
    /// Opens the line of the query, with the present one in it.
    pub(super) fn open_query(&mut self) {
        let codebook = &self.library.codebook;
        let typed = self.filter.query.as_ref().map(|query| query.typed(codebook));
        let line = Line::new(&typed.unwrap_or_default());
        self.beneath = sheets::View::of(&self.dialog);
        self.dialog = Dialog::Filter(Prompt { line, ..Prompt::default() }, None);
        self.query_typed();
    }

    /// The query being typed has changed.
    pub(super) fn query_typed(&mut self) {
        let Dialog::Filter(prompt, _) = &self.dialog else { return };
        let (typed, cursor) = (prompt.line.text(), prompt.line.before().len());
        let codebook = &self.library.codebook;
        let completion = Completion::of(&typed, cursor, codebook, |field| self.values(field));
        let proposals = completion.candidates.iter().map(|candidate| {
            let (line, _) = completion.apply(&typed, candidate);
            Proposal { line, help: candidate.help.clone() }
        });
        let proposals: Vec<Proposal> = proposals.collect();
        let reading = self.read_query(&typed);
        if let Dialog::Filter(prompt, told) = &mut self.dialog {
            (prompt.proposals, prompt.chosen, *told) = (proposals, None, reading);
        }
    }

    fn read_query(&self, typed: &str) -> Option<Reading> {
        if typed.trim().is_empty() {
            return None;
        }
        Some(match Query::parse(typed, &self.library.codebook) {
            Ok(query) => Reading::Shows(query.describe(&self.library.codebook)),
            Err(fault) => Reading::Fault(fault),
        })
    }

    /// What a field can be in this library.
    fn values(&self, field: Field) -> Vec<String> {
        let briefs = || self.library.ids().filter_map(|id| self.library.brief(id));
        let mut values: BTreeSet<&str> = BTreeSet::new();
        for brief in briefs() {
            let value = match field {
                Field::Author => brief.author,
                Field::Source => brief.source,
                Field::Language => brief.language,
                _ => return Vec::new(),
            };
            if !value.is_empty() && values.insert(value) && values.len() == VALUES {
                break;
            }
        }
        values.into_iter().map(str::to_owned).collect()
    }

    /// Takes the query that was typed; one that cannot be read stays, with the cursor at its fault.
    pub(super) fn accept_query(&mut self, mut prompt: Prompt) -> Vec<Effect> {
        let typed = prompt.line.text();
        match self.filter_by(&typed) {
            Ok(()) => {}
            Err(fault) => {
                prompt.line = Line::at(&typed, fault.at);
                self.dialog = Dialog::Filter(prompt, Some(Reading::Fault(fault)));
            }
        }
        Vec::new()
    }

    /// Shows what meets a query besides kinds and themes; an empty one is none.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub(super) fn filter_by(&mut self, typed: &str) -> Result<(), QueryError> {
        let query = if typed.trim().is_empty() {
            None
        } else {
            Some(Query::parse(typed, &self.library.codebook)?)
        };
        self.refilter(|filter| filter.query = query);
        Ok(())
    }

    /// Makes ready what the filter asks for that only texts can tell.
    pub(super) fn ask_texts(&mut self) {
        let Some(query) = self.filter.query.clone() else { return };
        self.library.ask(&query);
        self.library.answer_some(AT_ONCE);
    }
}
