//! What a file brings from elsewhere, put into a library: articles that it lacks, codes among its themes, what
//! is said of stretches on their words, all as one step, or nothing at all.

mod report;
mod target;

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use super::memory;
use crate::format::Limits;
use crate::import::{self, Bundle, Stretch, Text, place};
use crate::ingest::{explain, too_large};
use crate::library::brought::{self, Coming};
use crate::library::{
    Annotation, Article, ArticleId, Change, Deed, Fetched, Step, StepId, extract,
};
use crate::store::{Entry, Saved, Store, StoreError};
use crate::tag::{Codebook, Label, Levels, Tagging};
use crate::text::points::Unit;
use crate::text::{Anchor, Document, Ground, Origin, Points, Span, Standing};

pub use report::Report;
use target::{Known, Targets};

/// What came of a file.
#[derive(Debug)]
pub struct Imported {
    /// What was done to marks, memos and themes; none where nothing was.
    pub step: Option<Step>,
    /// The articles that are new, each at its place, with all that came with it.
    pub fresh: Vec<(Option<ArticleId>, Article)>,
    /// What to tell.
    pub report: Report,
}

/// Reads a file that brings something.
///
/// # Errors
/// Says what is wrong with it, behind its name.
pub fn read_file(path: &Path, limits: &Limits) -> Result<Bundle, String> {
    let told = |error: std::io::Error| format!("{}: {}", path.display(), explain(&error));
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(told)?;
    file.take(limits.source + 1).read_to_end(&mut bytes).map_err(told)?;
    if bytes.len() as u64 > limits.source {
        return Err(told(too_large(limits)));
    }
    import::read(&bytes, limits).map_err(|refusal| format!("{}: {}", path.display(), refusal.why))
}

/// Puts what a file brings into a library. All of it is on disk then, or nothing.
///
/// # Errors
/// Says why nothing was.
pub fn import(store: &mut Store, bundle: &Bundle, file: &Path) -> Result<Imported, String> {
    let told = |error: StoreError| error.to_string();
    if store.codebook().map_err(told)?.is_none() {
        // A library that begins with this file has its themes.
        let codebook = match &bundle.own {
            Some(own) => whole_codebook(bundle, own.title.clone())?,
            None => Codebook::bundled(),
        };
        store.set_codebook(&codebook).map_err(told)?;
    }
    let documents: Vec<Option<Document>> = bundle.texts.iter().map(document).collect();
    loop {
        let draft = Draft::of(store, bundle, &documents, file)?;
        if let Some(imported) = draft.put(store, file)? {
            return Ok(imported);
        }
        // Somebody was faster: what they did is looked at first.
    }
}

/// The themes of a whole codebook, in their order.
fn whole_codebook(bundle: &Bundle, title: Option<String>) -> Result<Codebook, String> {
    let empty = Codebook { title, ..Codebook::default() };
    Ok(brought::themes(&empty, &coming(bundle))?.0)
}

fn coming(bundle: &Bundle) -> Vec<Coming<'_>> {
    let coming = bundle.codes.iter();
    let coming = coming.map(|it| Coming { kind: it.kind, theme: &it.theme, parent: it.parent });
    coming.collect()
}

/// The document of a text that comes along.
fn document(text: &Text) -> Option<Document> {
    let words = text.words.as_ref()?;
    Some(words.document.clone().unwrap_or_else(|| Document::read(&words.bytes)))
}

/// What is about to be put.
struct Draft {
    last: StepId,
    /// Marks by the themes that there are then.
    tagging: Arc<Tagging>,
    fresh: Vec<Article>,
    changes: Vec<Change>,
    report: Report,
}

impl Draft {
    fn of(
        store: &Store,
        bundle: &Bundle,
        documents: &[Option<Document>],
        file: &Path,
    ) -> Result<Self, String> {
        let told = |error: StoreError| error.to_string();
        let last = store.last_step().map_err(told)?;
        let mut annotated = store.last_annotation().map_err(told)?;
        let codebook = store.codebook().map_err(told)?.unwrap_or_default();
        let (codebook, labels, changes) = brought::themes(&codebook, &coming(bundle))?;
        let learned = memory::learned(store, &codebook).map_err(told)?;
        let tagging = Tagging::taught(codebook, learned);
        let marked = |fetched| extract::marked(fetched, &tagging, Levels::default());
        let report = Report::of(bundle);
        let mut draft =
            Self { last, tagging: Arc::clone(&tagging), fresh: Vec::new(), changes, report };
        draft.report.themes = draft.changes.len();
        let mut targets = Targets::of(store, bundle, documents, file).map_err(told)?;
        let are_words = bundle.own.is_some() || {
            let texts = bundle.texts.iter().zip(documents);
            let texts = texts.filter_map(|(text, document)| Some((text, document.as_ref()?)));
            place::are_words(texts.map(|(text, it)| (it.text.as_str(), text.stretches.as_slice())))
        };
        draft.report.unnamed = !are_words;
        for (text, document) in bundle.texts.iter().zip(documents) {
            let (article, is_known) =
                match targets.of_text(store, text, document.as_ref()).map_err(told)? {
                    Known::Here(kept) => (marked(kept.fetched()), true),
                    Known::New { name, place } => {
                        let Some(document) = document.clone() else { continue };
                        let source = text.words.as_ref().map(|it| it.bytes.clone());
                        let source = source.unwrap_or_default();
                        let article = Article::unmarked(place, source, document).named(name);
                        (marked(Fetched { article, marks: None }), false)
                    }
                    Known::Nowhere => {
                        draft.report.nowhere(text);
                        continue;
                    }
                };
            draft.report.articles(is_known);
            let landed = land(text, document.as_ref(), &article, &labels, are_words);
            let annotations = draft.report.landed(text, landed);
            let (changes, count) = brought::annotations(&article, annotations, &mut annotated);
            draft.changes.extend(changes);
            draft.changes.extend(brought::card(&article, text.starred, &text.memo));
            draft.report.count(count);
            if !is_known {
                draft.fresh.push(article);
            }
        }
        Ok(draft)
    }

    /// Puts it; none where others were first.
    fn put(self, store: &mut Store, file: &Path) -> Result<Option<Imported>, String> {
        let told = |error: StoreError| error.to_string();
        let Self { last, tagging, fresh, changes, report } = self;
        let by = tagging.fingerprint();
        let entry = |article| Entry::of(article, None, Some(by));
        let entries: Vec<Entry<'_>> = fresh.iter().map(entry).collect();
        let step = (!changes.is_empty()).then(|| {
            let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
            let what = format!("imported {}", name.unwrap_or_default());
            Step { id: StepId(last.0 + 1), deed: Deed::Edit, what, changes }
        });
        match &step {
            Some(step) => {
                if let Saved::Behind(_) = store.renew(&entries, step).map_err(told)? {
                    return Ok(None);
                }
            }
            None => drop(store.put(&entries).map_err(told)?),
        }
        let mut shown = Vec::with_capacity(fresh.len());
        for article in fresh {
            let Some(kept) = store.find(&article.name).map_err(told)? else { continue };
            let place = store.place(&article.name).map_err(told)?;
            let (card, annotations) = (kept.article.card(), kept.article.annotations().clone());
            shown.push((place, article.worked_on(card, annotations, || tagging.tagger())));
        }
        Ok(Some(Imported { step, fresh: shown, report }))
    }
}

/// What became of a stretch.
enum Landing {
    /// It is there.
    Put(Annotation, place::How),
    /// Its words are nowhere: it is kept, to be placed by hand.
    Lost(Annotation),
    /// Nowhere, and no words are known that it could be found by.
    Nowhere,
}

/// Puts what is said of a text on an article.
fn land(
    text: &Text,
    document: Option<&Document>,
    article: &Article,
    labels: &[Label],
    are_words: bool,
) -> Vec<Landing> {
    let own = text.words.as_ref().and_then(|words| words.document.as_ref());
    let target = &article.document;
    let verdicts = |stretch: &Stretch| {
        let marks = stretch.marks.iter();
        marks.filter_map(|(code, verdict)| Some((*labels.get(*code)?, *verdict))).collect()
    };
    let said = |stretch: &Stretch, annotation: Annotation| Annotation {
        verdicts: verdicts(stretch),
        starred: stretch.starred,
        memo: stretch.memo.clone(),
        ..annotation
    };
    if let Some(own) = own {
        let points = Points::of(&own.text);
        let land = |stretch: &Stretch| {
            let Some((anchor, standing)) = stretch.anchor.clone() else { return Landing::Nowhere };
            let (annotation, how) = kept(stretch, anchor, standing, &points, own, target);
            let annotation = said(stretch, annotation);
            if annotation.is_placed() || standing == Standing::Lost {
                Landing::Put(annotation, how)
            } else {
                Landing::Lost(annotation)
            }
        };
        return text.stretches.iter().map(land).collect();
    }
    let source = document.unwrap_or(target);
    let bytes = text.words.as_ref().map_or(source.text.as_bytes(), |words| &words.bytes);
    // Without a text of its own, places are those of the article's.
    let plain = text.words.is_none().then(|| Document {
        text: source.text.clone(),
        origin: Origin::identity(source.text.len()),
        ..Document::default()
    });
    let landed = place::land(bytes, plain.as_ref().unwrap_or(source), &text.stretches, are_words);
    let is_same = source.text == target.text;
    let mut ground = None;
    let both = text.stretches.iter().zip(landed);
    let lost = |stretch: &Stretch, anchor: Anchor| {
        let lost = Annotation { standing: Standing::Lost, anchor, ..Annotation::default() };
        Landing::Lost(said(stretch, lost))
    };
    let mut put = |(stretch, landed): (&Stretch, Option<place::Landed>)| {
        let Some(landed) = landed else {
            let quote = stretch.words.trim().to_owned();
            if quote.is_empty() || !are_words {
                return Landing::Nowhere;
            }
            let (before, after) = (stretch.prefix.clone(), stretch.suffix.clone());
            return lost(stretch, Anchor { quote, before, after, start: 0 });
        };
        if is_same {
            let annotation = Annotation::on(&target.text, landed.span);
            return Landing::Put(said(stretch, annotation), landed.how);
        }
        let ground = ground.get_or_insert_with(|| Ground::of(&target.text));
        let anchor = Anchor::of(&source.text, landed.span);
        let found = ground.find(&anchor);
        let how = match found.standing {
            Standing::InPlace => place::How::Found,
            Standing::Moved => place::How::Like,
            Standing::Lost => return lost(stretch, anchor),
        };
        Landing::Put(said(stretch, Annotation::on(&target.text, found.span)), how)
    };
    both.map(&mut put).collect()
}

/// What perusal itself kept, as it was or on the present words.
fn kept(
    stretch: &Stretch,
    anchor: Anchor,
    standing: Standing,
    points: &Points<'_>,
    own: &Document,
    target: &Document,
) -> (Annotation, place::How) {
    let byte = |place: Option<usize>| points.byte(place?, Unit::Point);
    let (start, end) = byte(stretch.start).zip(byte(stretch.end)).unwrap_or_default();
    let span = if standing == Standing::Lost { Span::default() } else { Span { start, end } };
    let words = span.of(&own.text).trim();
    let is_sound = match standing {
        Standing::InPlace => words == anchor.quote,
        Standing::Moved => !words.is_empty(),
        Standing::Lost => true,
    };
    let annotation = Annotation { span, standing, anchor, ..Annotation::default() };
    if is_sound && own.text == target.text {
        return (annotation, place::How::Told);
    }
    let settled = annotation.settled(&target.text);
    let how =
        if settled.standing == Standing::InPlace { place::How::Found } else { place::How::Like };
    (settled, how)
}

/// Which articles are which, by their names.
type Names = HashMap<String, Vec<String>>;

#[cfg(test)]
mod tests;
