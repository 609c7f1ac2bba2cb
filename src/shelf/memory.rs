//! What a library remembers beside its articles, and where it is. Reads no article.

use std::path::PathBuf;

use crate::library::{Order, Recall, StepId};
use crate::store::{Store, StoreError};
use crate::tag::{Codebook, Learned, Lesson, Verdict};

/// The setting that names the article that was open last.
pub const OPEN: &str = "open";

/// The setting that says whether articles are marked by what was learned.
pub const LEARNING: &str = "learning";

/// What the decisions in a library teach, where that is wished.
///
/// # Errors
/// Those of the disk.
pub fn learned(store: &Store, codebook: &Codebook) -> Result<Learned, StoreError> {
    if store.setting(LEARNING)?.as_deref() != Some("on") {
        return Ok(Learned::default());
    }
    let decisions = store.decisions()?;
    let lessons = decisions.iter().map(|decision| Lesson {
        text: &decision.quote,
        label: decision.label,
        holds: decision.verdict != Verdict::Rejected,
        article: decision.article,
    });
    Ok(Learned::from_lessons(&lessons.collect::<Vec<_>>(), codebook))
}

/// What a library remembers beside its articles.
///
/// # Errors
/// Those of the disk.
pub fn recall(store: &Store) -> Result<Recall, StoreError> {
    Ok(Recall {
        steps: store.since(StepId::default())?,
        views: store.views()?,
        codebook: store.codebook()?,
        positions: store.positions()?,
        open: store.setting(OPEN)?,
        order: store.setting(Order::SETTING)?.and_then(|it| Order::named(&it)).unwrap_or_default(),
    })
}

/// Where the library is when nobody says: in the folder for a person's data.
pub fn usual_place() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    let folders = etcetera::choose_base_strategy().ok()?;
    Some(folders.data_dir().join("perusal").join("library.db"))
}

/// The codebook of a library; one that has none begins with the bundled one.
///
/// # Errors
/// Those of the disk.
pub fn codebook(store: &mut Store) -> Result<Codebook, StoreError> {
    if let Some(codebook) = store.codebook()? {
        return Ok(codebook);
    }
    let bundled = Codebook::bundled();
    store.set_codebook(&bundled)?;
    Ok(bundled)
}
