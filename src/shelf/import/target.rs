//! Which article of a library a text is: by its words, else by the names that it goes by. Changes nothing.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::Names;
use crate::import::{Bundle, Text};
use crate::library::ArticleId;
use crate::store::{Kept, Store, StoreError};
use crate::text::{Document, word};

/// What a text is.
pub(super) enum Known {
    /// An article that is here.
    Here(Kept),
    /// None yet.
    New {
        /// The name that it gets.
        name: String,
        /// Where it came from, for a person.
        place: String,
    },
    /// None, and its words did not come along.
    Nowhere,
}

/// The articles of a library that may be meant.
pub(super) struct Targets {
    file: String,
    shown: String,
    /// Articles by what their texts come to.
    by_text: HashMap<u64, Vec<ArticleId>>,
    /// Names by where articles came from; filled where no texts come along.
    by_place: Names,
    /// Those that are taken.
    taken: HashSet<String>,
}

impl Targets {
    /// Those for the texts of a file.
    pub(super) fn of(
        store: &Store,
        bundle: &Bundle,
        documents: &[Option<Document>],
        file: &Path,
    ) -> Result<Self, StoreError> {
        let sizes: HashSet<usize> = documents.iter().flatten().map(|it| it.text.len()).collect();
        let mut by_text: HashMap<u64, Vec<ArticleId>> = HashMap::new();
        if !sizes.is_empty() {
            for place in store.sized(&sizes)? {
                if let Some((_, kept)) = store.at(Some(place))? {
                    let hash = word::hash(&kept.article.document.text);
                    by_text.entry(hash).or_default().push(place);
                }
            }
        }
        let mut by_place = Names::new();
        if bundle.texts.iter().any(|text| text.words.is_none()) {
            store.each_name(|name, place| by_place.entry(place).or_default().push(name))?;
        }
        let path = std::path::absolute(file);
        let path = path.as_deref().unwrap_or(file).display().to_string();
        let shown = file.file_name().map(|it| it.to_string_lossy().into_owned());
        let shown = shown.unwrap_or_default();
        Ok(Self { file: path, shown, by_text, by_place, taken: HashSet::new() })
    }

    /// What a text is.
    pub(super) fn of_text(
        &mut self,
        store: &Store,
        text: &Text,
        document: Option<&Document>,
    ) -> Result<Known, StoreError> {
        let made = format!("{}#{:016x}", self.file, word::hash(&text.part));
        let mut names = text.names.clone();
        names.push(made.clone());
        let mut found: Option<Kept> = None;
        if let Some(document) = document {
            let alike =
                self.by_text.get(&word::hash(&document.text)).map_or(&[][..], Vec::as_slice);
            for place in alike {
                let Some((_, kept)) = store.at(Some(*place))? else { continue };
                let name = &kept.article.name;
                if kept.article.document.text != document.text || self.taken.contains(name) {
                    continue;
                }
                let is_named = names.contains(name);
                if is_named || found.is_none() {
                    found = Some(kept);
                }
                if is_named {
                    break;
                }
            }
        }
        for name in &names {
            if found.is_some() {
                break;
            }
            found = store.find(name)?.filter(|kept| !self.taken.contains(&kept.article.name));
            // Of several at one place nobody knows which is meant.
            if let (None, Some([only])) = (&found, self.by_place.get(name).map(Vec::as_slice)) {
                found = store.find(only)?;
            }
        }
        if let Some(kept) = found {
            self.taken.insert(kept.article.name.clone());
            return Ok(Known::Here(kept));
        }
        if document.is_none() {
            return Ok(Known::Nowhere);
        }
        let own = text.words.as_ref().is_some_and(|words| words.document.is_some());
        let first = text.names.first().filter(|name| own && !self.taken.contains(*name));
        let name = first.cloned().unwrap_or(made);
        let place = if own { text.title.clone() } else { format!("{}#{}", self.shown, text.title) };
        self.taken.insert(name.clone());
        Ok(Known::New { name, place })
    }
}
