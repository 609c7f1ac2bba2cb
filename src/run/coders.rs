//! Two coders compared: libraries, JSON Lines that this program wrote, or the tagger itself, article by
//! article. Counts nothing itself, that is [`crate::library::agreement`]'s; writes nothing to what it reads.

mod lines;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, VecDeque};
use std::path::Path;
use std::sync::Arc;

use sha1_smol::Sha1;

use crate::ingest::explain;
pub use crate::library::agreement::Agreement;
use crate::library::agreement::{Difference, Said, Scale, Themes};
use crate::library::{Article, ArticleId, extract};
use crate::shelf;
use crate::store::{Kept, Store, StoreError};
use crate::tag::{Codebook, Levels, Tagging};
use lines::Lines;

/// Stands for the tagger among coders.
pub const TAGGER: &str = "tagger";

/// What comes of articles on the way.
#[derive(Debug)]
pub enum News<'a> {
    /// A sentence of an article is judged differently.
    Differ(&'a Article, &'a Difference),
    /// An article that only one coder has, by its place: the first of both, or the second.
    Alone(&'a str, usize),
}

/// A coder.
enum Coder {
    Library(Box<Shelved>),
    Lines(Box<Lines>),
    Tagger,
}

/// A library as somebody left it.
struct Shelved {
    store: Store,
    codebook: Codebook,
    /// What marks where nobody decided.
    tagging: Arc<Tagging>,
}

/// What the articles of a library are held against.
enum Other {
    /// Another library, and where in it the articles of each text are that were not met yet.
    Library(Box<Shelved>, HashMap<[u8; 20], VecDeque<ArticleId>>),
    Lines(Box<Lines>),
    Tagger(Arc<Tagging>),
}

/// Compares two coders on the articles that both have, which are recognised by their texts. One of them is
/// a library, which has the texts. `tell` says whether to go on. Holds one article at a time, and of the others
/// where they are.
///
/// # Errors
/// Says which file cannot be read, or what to compare instead.
pub fn compare(
    coders: [&Path; 2],
    mut tell: impl FnMut(&Scale, News<'_>) -> bool,
) -> Result<Agreement, String> {
    let opened = [Coder::open(coders[0])?, Coder::open(coders[1])?];
    let (base, other, at) = match opened {
        [Coder::Library(base), other] => (base, other, 0),
        [other, Coder::Library(base)] => (base, other, 1),
        _ => {
            return Err(
                "one of both is to be a library, which has the texts of the articles: as in \
                 perusal agree library.db tagger"
                    .to_owned(),
            );
        }
    };
    let of_base = base.theme_names();
    let of_other = match &other {
        Coder::Library(other) => other.theme_names(),
        Coder::Tagger => of_base.clone(),
        // Which codebook made them is not said: it is taken to have what the library's has.
        Coder::Lines(lines) => of_base.iter().chain(&lines.themes).cloned().collect(),
    };
    let scale =
        if at == 0 { Scale::of(&of_base, &of_other) } else { Scale::of(&of_other, &of_base) };
    let own = Themes::of(base.codebook.clone(), &scale);
    let (mut other, others) = match other {
        Coder::Library(other) => {
            let themes = Themes::of(other.codebook.clone(), &scale);
            let places = other.by_text().map_err(|error| error.to_string())?;
            (Other::Library(other, places), themes)
        }
        Coder::Lines(lines) => (Other::Lines(lines), own.clone()),
        Coder::Tagger => (Other::Tagger(Tagging::by(base.codebook.clone())), own.clone()),
    };
    let mut agreement = Agreement::on(scale.clone());
    let mut fault = None;
    let each = base.store.each(|kept| {
        let article = base.marked(kept);
        match other.said(&article, &others, &scale, &mut agreement.unplaced[1 - at]) {
            Err(why) => {
                fault = Some(why);
                false
            }
            Ok(None) => {
                agreement.alone[at] += 1;
                tell(&scale, News::Alone(&article.place, at))
            }
            Ok(Some(said)) => {
                let own = own.said(&article.passages);
                let said = if at == 0 { [&own[..], &said] } else { [&said[..], &own] };
                let mut goes_on = true;
                agreement.add(&article.document, said, |difference| {
                    goes_on = goes_on && tell(&scale, News::Differ(&article, &difference));
                });
                goes_on
            }
        }
    });
    each.map_err(|error| error.to_string())?;
    if let Some(why) = fault {
        return Err(why);
    }
    other.rest(&mut |place| {
        agreement.alone[1 - at] += 1;
        tell(&scale, News::Alone(place, 1 - at))
    })?;
    Ok(agreement)
}

impl Coder {
    fn open(path: &Path) -> Result<Self, String> {
        if path == Path::new(TAGGER) {
            return Ok(Self::Tagger);
        }
        let told = |error: std::io::Error| format!("{}: {}", path.display(), explain(&error));
        let is_library = lines::begins_with(path, b"SQLite format 3\0").map_err(told)?;
        if !is_library {
            return Lines::open(path).map(Box::new).map(Self::Lines);
        }
        let store = Store::open_existing(path).map_err(|error| error.to_string())?;
        let store = store.ok_or_else(|| format!("{} is not there", path.display()))?;
        let shelved = Shelved::of(store).map_err(|error| error.to_string())?;
        Ok(Self::Library(Box::new(shelved)))
    }
}

impl Shelved {
    fn of(store: Store) -> Result<Self, StoreError> {
        let codebook = store.codebook()?.unwrap_or_else(Codebook::bundled);
        let learned = shelf::learned(&store, &codebook)?;
        Ok(Self { store, tagging: Tagging::taught(codebook.clone(), learned), codebook })
    }

    fn theme_names(&self) -> Vec<String> {
        self.codebook.themes().map(|(_, theme)| theme.name.clone()).collect()
    }

    /// An article as it stands after a person's work.
    fn marked(&self, kept: Kept) -> Article {
        extract::marked(kept.fetched(), &self.tagging, Levels::default())
    }

    /// Where the articles of each text are.
    fn by_text(&self) -> Result<HashMap<[u8; 20], VecDeque<ArticleId>>, StoreError> {
        let mut places: HashMap<_, VecDeque<ArticleId>> = HashMap::new();
        self.store.each_text(|id, text| places.entry(print(text)).or_default().push_back(id))?;
        Ok(places)
    }
}

/// By what a text is recognised.
fn print(text: &str) -> [u8; 20] {
    Sha1::from(text).digest().bytes()
}

impl Other {
    /// What is said of an article; none where nothing is known of it.
    fn said(
        &mut self,
        article: &Article,
        themes: &Themes,
        scale: &Scale,
        unplaced: &mut u64,
    ) -> Result<Option<Vec<Said>>, String> {
        match self {
            Self::Library(other, places) => {
                let same = places.get_mut(&print(&article.document.text));
                let Some(id) = same.and_then(VecDeque::pop_front) else { return Ok(None) };
                let kept = other.store.at(Some(id)).map_err(|error| error.to_string())?;
                Ok(kept.map(|(_, kept)| themes.said(&other.marked(kept).passages)))
            }
            Self::Lines(lines) => lines.said(article, themes, scale, unplaced),
            // It says nothing of languages that it does not know.
            Self::Tagger(_) if article.document.unmarked().is_some() => Ok(None),
            Self::Tagger(tagging) => {
                let marks = tagging.tagger().passages(&article.document, Levels::default());
                Ok(Some(themes.said(&marks.passages)))
            }
        }
    }

    /// Gives the places of articles that were not met, until `take` says that it is enough.
    fn rest(&self, take: &mut dyn FnMut(&str) -> bool) -> Result<(), String> {
        match self {
            Self::Library(other, places) => {
                let mut rest: Vec<ArticleId> = places.values().flatten().copied().collect();
                rest.sort_unstable();
                for id in rest {
                    let kept = other.store.at(Some(id)).map_err(|error| error.to_string())?;
                    if kept.is_some_and(|(_, kept)| !take(&kept.article.place)) {
                        break;
                    }
                }
            }
            Self::Lines(lines) => drop(lines.rest().all(take)),
            Self::Tagger(_) => {}
        }
        Ok(())
    }
}
