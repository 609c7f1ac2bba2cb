//! What comes from elsewhere about an article and about themes, put on what is here as changes: what a person
//! decided here stands, what is said already is not said again. Reads no format and knows no file.

use std::collections::{BTreeMap, HashMap};

use super::{Annotation, AnnotationId, Article, Card, Change};
use crate::tag::codebook::Theme;
use crate::tag::{Codebook, Kind, Label, ThemeId, Verdict};
use crate::text::Span;

/// What was done and what was there already, of what has a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// Stretches that say more now than before.
    pub put: usize,
    /// Stretches that said all of it already.
    pub known: usize,
}

/// Puts annotations on an article that is marked; `last` is the highest number of an annotation. Two on
/// the same words become one.
pub fn annotations(
    article: &Article,
    brought: Vec<Annotation>,
    last: &mut u64,
) -> (Vec<Change>, Brought) {
    let mut by_place: BTreeMap<(Span, String), (Option<AnnotationId>, Annotation)> =
        BTreeMap::new();
    let present = article.annotations();
    let mut here: HashMap<(Span, &str), AnnotationId> = HashMap::new();
    for (id, annotation) in present {
        here.insert(place(annotation), *id);
    }
    let mut count = Brought::default();
    for annotation in brought {
        let known = here.get(&place(&annotation)).copied();
        let (span, quote) = place(&annotation);
        let empty = || Annotation {
            span: annotation.span,
            standing: annotation.standing,
            anchor: annotation.anchor.clone(),
            ..Annotation::default()
        };
        let base = || known.and_then(|id| present.get(&id).cloned()).unwrap_or_else(empty);
        let entry = by_place.entry((span, quote.to_owned()));
        let (_, after) = entry.or_insert_with(|| (known, base()));
        let before = after.clone();
        join(after, &annotation, article);
        if annotation.is_placed() {
            count.known += usize::from(*after == before);
            count.put += usize::from(*after != before);
        }
    }
    let change = |(id, after): (Option<AnnotationId>, Annotation)| {
        let before = id.and_then(|id| present.get(&id).cloned());
        if before.as_ref() == Some(&after) || after.is_empty() {
            return None;
        }
        let id = id.unwrap_or_else(|| {
            *last += 1;
            AnnotationId(*last)
        });
        let (before, after) = (before.map(Box::new), Some(Box::new(after)));
        Some(Change::Passage { article: article.name.clone(), id, before, after })
    };
    (by_place.into_values().filter_map(change).collect(), count)
}

/// Where an annotation is; of one whose words are lost, only these tell.
fn place(annotation: &Annotation) -> (Span, &str) {
    if annotation.is_placed() {
        (annotation.span, "")
    } else {
        (Span::default(), &annotation.anchor.quote)
    }
}

/// Adds what one says to the other. A mark that a person makes where it is suggested is a confirmed one.
fn join(after: &mut Annotation, more: &Annotation, article: &Article) {
    let at = article.suggested().binary_search_by_key(&more.span, |passage| passage.span).ok();
    let suggested = at.and_then(|at| article.suggested().get(at));
    for (label, verdict) in &more.verdicts {
        let is_suggested = || suggested.is_some_and(|it| it.labels().any(|it| it == *label));
        let verdict = match verdict {
            Verdict::Made if is_suggested() => Verdict::Confirmed,
            verdict => *verdict,
        };
        after.verdicts.entry(*label).or_insert(verdict);
    }
    after.starred |= more.starred;
    after.memo = joined(&after.memo, &more.memo);
}

/// Two memos as one; what the first says already is not said again.
pub fn joined(one: &str, other: &str) -> String {
    let other = other.trim_end();
    if one.contains(other) { one.to_owned() } else { super::edit::joined(one, other) }
}

/// The change of what is kept of a whole article, if that says more now.
pub fn card(article: &Article, starred: bool, memo: &str) -> Option<Change> {
    let before = article.card();
    let after = Card { starred: before.starred || starred, memo: joined(&before.memo, memo) };
    let is_other = after != before;
    is_other.then(|| Change::Article { article: article.name.clone(), before, after })
}

/// A code that comes from elsewhere.
#[derive(Clone, Debug)]
pub struct Coming<'a> {
    /// The kind that it is.
    pub kind: Option<Kind>,
    /// What a theme of it would be; its parent is not looked at.
    pub theme: &'a Theme,
    /// Which of those that come it is part of.
    pub parent: Option<usize>,
}

/// Codes among the themes that are there: those of the same name join these, others are new ones. Gives
/// the codebook with them, the label of each, and the changes.
///
/// # Errors
/// Where there are too many.
pub fn themes(
    codebook: &Codebook,
    coming: &[Coming<'_>],
) -> Result<(Codebook, Vec<Label>, Vec<Change>), String> {
    let mut after = codebook.clone();
    let mut labels = Vec::with_capacity(coming.len());
    let mut fresh = Vec::new();
    for code in coming {
        if let Some(kind) = code.kind {
            labels.push(Label::Kind(kind));
            continue;
        }
        if let Some(id) = after.named(&code.theme.name) {
            let known = &mut after.themes[usize::from(id.0)];
            known.memo = joined(&known.memo, &code.theme.memo);
            labels.push(Label::Theme(id));
            continue;
        }
        let id = u16::try_from(after.themes.len()).ok().filter(|id| *id < u16::MAX);
        let id = ThemeId(id.ok_or("it has more codes than there is room for")?);
        after.themes.push(Theme { parent: None, dropped: false, ..code.theme.clone() });
        fresh.push((id, code.parent));
        labels.push(Label::Theme(id));
    }
    // Those that were there keep their places; what is new goes below, one level deep.
    for (id, parent) in fresh {
        let Some(Label::Theme(parent)) = parent.and_then(|at| labels.get(at).copied()) else {
            continue;
        };
        let top = after.parent(parent).unwrap_or(parent);
        if top != id && after.parts(id).next().is_none() {
            after.themes[usize::from(id.0)].parent = Some(top);
        }
    }
    let unmade = Theme { dropped: true, ..Theme::default() };
    let mut changes = Vec::new();
    for (at, theme) in after.themes.iter().enumerate() {
        let before = codebook.themes.get(at).unwrap_or(&unmade);
        if before != theme {
            let (before, after) = (Box::new(before.clone()), Box::new(theme.clone()));
            changes.push(Change::Theme { theme: ThemeId(at as u16), before, after });
        }
    }
    Ok((after, labels, changes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tag::Tagger;
    use crate::text::Standing;

    const TEXT: &str = "Nurses fear job cuts. The clinic moved to another town.";

    fn article() -> Article {
        Article::read("made".into(), TEXT.into(), &Tagger::new(&Codebook::bundled()))
    }

    fn on(start: usize, end: usize, verdicts: &[(Label, Verdict)]) -> Annotation {
        let verdicts = verdicts.iter().copied().collect();
        Annotation { verdicts, ..Annotation::on(TEXT, Span::new(start, end)) }
    }

    const CONCERN: Label = Label::Kind(Kind::Concern);
    const MADE: Verdict = Verdict::Made;

    #[test]
    fn what_was_decided_here_stands_and_nothing_is_said_twice() {
        let article = article();
        let theme = Label::Theme(ThemeId(7));
        let noted = Annotation { memo: "why?".into(), starred: true, ..on(22, 55, &[]) };
        let brought =
            vec![on(0, 21, &[(CONCERN, MADE)]), noted.clone(), on(22, 55, &[(theme, MADE)])];
        let mut last = 4;
        let (changes, count) = annotations(&article, brought.clone(), &mut last);
        assert_eq!((changes.len(), last, count), (2, 6, Brought { put: 3, known: 0 }));
        let all = changes.iter().filter_map(|change| match change {
            Change::Passage { id, after: Some(after), .. } => Some((*id, (**after).clone())),
            _ => None,
        });
        let all: BTreeMap<_, _> = all.collect();
        assert_eq!(
            all[&AnnotationId(5)].verdicts[&CONCERN],
            Verdict::Confirmed,
            "it was suggested"
        );
        assert_eq!(all[&AnnotationId(6)], Annotation { verdicts: [(theme, MADE)].into(), ..noted });
        // The same once more changes nothing; another opinion neither.
        let tagger = Tagger::new(&Codebook::bundled());
        let article = article.worked_on(Card::default(), all, || &tagger);
        let mut again = brought;
        again.push(on(0, 21, &[(CONCERN, Verdict::Rejected)]));
        let (changes, count) = annotations(&article, again, &mut last);
        assert_eq!((changes, count), (Vec::new(), Brought { put: 0, known: 4 }));
        assert_eq!(card(&article, false, ""), None);
        assert!(card(&article, false, "a memo").is_some());
    }

    #[test]
    fn lost_ones_stay_apart_by_their_words() {
        let lost = |quote: &str| {
            let mut annotation =
                Annotation { starred: true, standing: Standing::Lost, ..Annotation::default() };
            annotation.anchor.quote = quote.into();
            annotation
        };
        let (changes, _) = annotations(&article(), vec![lost("a"), lost("b"), lost("a")], &mut 0);
        assert_eq!(changes.len(), 2);
    }

    #[test]
    fn codes_join_themes_of_their_names_and_nest_one_level() {
        let codebook = Codebook::bundled();
        let first = codebook.name(ThemeId(0)).to_uppercase();
        let theme =
            |name: &str| Theme { name: name.to_owned(), memo: "m".into(), ..Theme::default() };
        let all = [theme("Concern"), theme(&first), theme("wards"), theme("beds"), theme("sheets")];
        let kinds = [Some(Kind::Concern), None, None, None, None];
        let parents = [None, None, Some(1), Some(2), Some(2)];
        let coming: Vec<Coming<'_>> = (0..5)
            .map(|at| Coming { kind: kinds[at], theme: &all[at], parent: parents[at] })
            .collect();
        let (after, labels, changes) = themes(&codebook, &coming).expect("room");
        let new = codebook.themes.len() as u16;
        assert_eq!(labels[..3], [CONCERN, Label::Theme(ThemeId(0)), Label::Theme(ThemeId(new))]);
        assert_eq!(after.name(ThemeId(0)), codebook.name(ThemeId(0)), "it keeps its name");
        let top = |nth| after.parent(ThemeId(new + nth));
        assert_eq!([top(0), top(1), top(2)], [Some(ThemeId(0)); 3]);
        assert_eq!(changes.len(), 4);
        let (same, _, changes) = themes(&after, &coming).expect("room");
        assert_eq!((same, changes), (after, Vec::new()), "the second time nothing is new");
    }
}
