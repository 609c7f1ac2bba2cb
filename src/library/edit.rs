//! What a person asks to be done to passages, articles and themes, as a step of changes. Builds steps
//! from the library as it is; carrying them out is [`super::change`]'s work.

use super::{Annotation, AnnotationId, Article, ArticleId, Card, Change, Deed, Library, Step};
use crate::tag::{Label, Passage, Verdict};
use crate::text::{Span, shown};

/// Something to do to passages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Puts a mark on, or takes it off where all carry it.
    Toggle(Label),
    /// Agrees with all that is suggested.
    Confirm,
    /// Takes every mark off.
    Reject,
    /// Stars, or no longer where all are starred.
    Star,
    /// Replaces the memo; an empty one takes it away.
    Memo(String),
}

/// A passage, or a stretch of text that may become one.
pub type Stretch = (ArticleId, Span);

impl Library {
    /// The step that does something to these places; none where that changes nothing.
    pub fn edit(&self, places: &[Stretch], act: &Act) -> Option<Step> {
        let all = |test: &dyn Fn(&Passage) -> bool| {
            places.iter().all(|place| self.passage(*place).is_some_and(|it| test(&it)))
        };
        // What everyone has is taken away; else those that lack it get it.
        let takes_away = match act {
            Act::Toggle(label) => all(&|passage| passage.labels().any(|it| it == *label)),
            Act::Star => all(&|passage| passage.hand.as_ref().is_some_and(|hand| hand.starred)),
            _ => false,
        };
        let mut ids = NewIds(self.annotated);
        let changes = places.iter().filter_map(|(id, span)| {
            let article = self.article(*id)?;
            let draft = Draft::of(article, *span);
            let after = draft.changed(act, takes_away);
            draft.change(article, after, &mut ids)
        });
        let changes: Vec<Change> = changes.collect();
        let what = self.words(places, act, takes_away, changes.len());
        self.step(what, changes)
    }

    /// The step that gives a passage other bounds, with its marks, star and memo; none where that
    /// changes nothing.
    pub fn resize(&self, (id, from): Stretch, to: Span) -> Option<Step> {
        let article = self.article(id)?;
        let passage = self.passage((id, from))?;
        if from == to || to.is_empty() {
            return None;
        }
        let mut ids = NewIds(self.annotated);
        let old = Draft::of(article, from);
        let new = Draft::of(article, to);
        // Where the tagger's own suggestion stays behind, it is rejected there.
        let mut left = Annotation::on(&article.document.text, from);
        left.verdicts = suggested_at(article, from)
            .into_iter()
            .flat_map(|it| it.labels().collect::<Vec<_>>())
            .map(|label| (label, Verdict::Rejected))
            .collect();
        let mut moved = new.annotation.clone();
        moved.verdicts.extend(passage.labels().map(|label| (label, Verdict::Made)));
        moved.starred |= old.annotation.starred;
        if !old.annotation.memo.is_empty() {
            moved.memo = joined(&moved.memo, &old.annotation.memo);
        }
        let changes = [old.change(article, left, &mut ids), new.change(article, moved, &mut ids)];
        let what = format!("new bounds for {}", quoted(article, to));
        self.step(what, changes.into_iter().flatten().collect())
    }

    /// The step that puts an annotation whose words are lost on other words; none where there is no
    /// such annotation.
    pub fn place_lost(&self, id: ArticleId, lost: AnnotationId, to: Span) -> Option<Step> {
        let article = self.article(id)?;
        let before = article.annotations().get(&lost)?.clone();
        let placed = Annotation::on(&article.document.text, to);
        let after = Annotation {
            span: to,
            standing: placed.standing,
            anchor: placed.anchor,
            ..before.clone()
        };
        let what = format!("placed a lost mark on {}", quoted(article, to));
        let article = article.name.clone();
        self.step(
            what,
            vec![Change::Passage {
                article,
                id: lost,
                before: Some(Box::new(before)),
                after: Some(Box::new(after)),
            }],
        )
    }

    /// The step that drops an annotation whose words are lost.
    pub fn drop_lost(&self, id: ArticleId, lost: AnnotationId) -> Option<Step> {
        let article = self.article(id)?;
        let before = article.annotations().get(&lost)?.clone();
        let what =
            format!("dropped the lost mark {}", shown::clipped(&before.anchor.quote, QUOTED));
        let article = article.name.clone();
        self.step(
            what,
            vec![Change::Passage {
                article,
                id: lost,
                before: Some(Box::new(before)),
                after: None,
            }],
        )
    }

    /// The step that changes what is kept of a whole article; none where that changes nothing.
    pub fn edit_card(&self, id: ArticleId, change: impl FnOnce(&mut Card)) -> Option<Step> {
        let article = self.article(id)?;
        let before = article.card();
        let mut after = before.clone();
        change(&mut after);
        if after == before {
            return None;
        }
        let deed = match (before.starred == after.starred, after.starred, after.memo.is_empty()) {
            (false, true, _) => "starred",
            (false, false, _) => "no longer starred:",
            (true, _, true) => "memo taken off",
            (true, _, false) => "memo on",
        };
        let what =
            format!("{deed} the article '{}'", shown::clipped(article.document.title(), QUOTED));
        let article = article.name.clone();
        self.step(what, vec![Change::Article { article, before, after }])
    }

    /// A step of the journal, if it changes anything.
    pub(super) fn step(&self, what: String, changes: Vec<Change>) -> Option<Step> {
        let id = self.journal.next();
        (!changes.is_empty()).then_some(Step { id, deed: Deed::Edit, what, changes })
    }

    /// The passage of an article with exactly these words.
    pub fn passage(&self, (id, span): Stretch) -> Option<Passage> {
        let passages = &self.article(id)?.passages;
        let at = passages.binary_search_by_key(&span, |passage| passage.span).ok()?;
        passages.get(at).cloned()
    }

    /// "confirmed 12 passages", "marked 'Nurses fear ...' as concern".
    fn words(&self, places: &[Stretch], act: &Act, takes_away: bool, changed: usize) -> String {
        let which = match places {
            [(id, span)] => {
                self.article(*id).map(|article| quoted(article, *span)).unwrap_or_default()
            }
            _ => crate::text::shown::counted(changed, "passage", "passages"),
        };
        match act {
            Act::Toggle(label) => {
                let name = self.label_name(*label);
                let deed = if takes_away { "no longer marked" } else { "marked" };
                format!("{deed} {name}: {which}")
            }
            Act::Confirm => format!("confirmed {which}"),
            Act::Reject => format!("rejected {which}"),
            Act::Star if takes_away => format!("no longer starred: {which}"),
            Act::Star => format!("starred {which}"),
            Act::Memo(memo) if memo.is_empty() => format!("memo taken off {which}"),
            Act::Memo(_) => format!("memo on {which}"),
        }
    }

    fn label_name(&self, label: Label) -> String {
        match label {
            Label::Kind(kind) => kind.name().to_owned(),
            Label::Theme(theme) => self.codebook.name(theme).to_owned(),
        }
    }
}

/// Numbers for annotations that do not exist yet.
struct NewIds(u64);

impl NewIds {
    fn next(&mut self) -> AnnotationId {
        self.0 += 1;
        AnnotationId(self.0)
    }
}

/// What is about to become of a stretch of text.
struct Draft {
    id: Option<AnnotationId>,
    /// As it is, or an empty one.
    annotation: Annotation,
    /// The passage that shows there.
    passage: Passage,
    /// The marks that the tagger suggests there.
    suggested: Vec<Label>,
}

impl Draft {
    fn of(article: &Article, span: Span) -> Self {
        let found = article.annotation_at(span);
        let annotation = found.map(|(_, annotation)| annotation.clone());
        let at = article.passages.binary_search_by_key(&span, |passage| passage.span).ok();
        let suggested = suggested_at(article, span);
        Self {
            id: found.map(|(id, _)| id),
            annotation: annotation.unwrap_or_else(|| Annotation::on(&article.document.text, span)),
            passage: at.map(|at| article.passages[at].clone()).unwrap_or_default(),
            suggested: suggested
                .into_iter()
                .flat_map(|it| it.labels().collect::<Vec<_>>())
                .collect(),
        }
    }

    /// The annotation after an act.
    fn changed(&self, act: &Act, takes_away: bool) -> Annotation {
        let mut after = self.annotation.clone();
        match act {
            Act::Toggle(label) if takes_away => self.take_off(*label, &mut after),
            Act::Toggle(label) => self.put_on(*label, &mut after),
            Act::Confirm => self.passage.labels().for_each(|label| self.put_on(label, &mut after)),
            Act::Reject => self.passage.labels().for_each(|label| self.take_off(label, &mut after)),
            Act::Star => after.starred = !takes_away,
            Act::Memo(memo) => memo.trim_end().clone_into(&mut after.memo),
        }
        after
    }

    /// A person says that this mark belongs here.
    fn put_on(&self, label: Label, after: &mut Annotation) {
        let is_suggested = self.suggested.contains(&label);
        let verdict = if is_suggested { Verdict::Confirmed } else { Verdict::Made };
        let kept = after.verdicts.get(&label).filter(|it| **it != Verdict::Rejected).copied();
        after.verdicts.insert(label, kept.unwrap_or(verdict));
    }

    /// A person says that it does not.
    fn take_off(&self, label: Label, after: &mut Annotation) {
        if self.suggested.contains(&label) {
            after.verdicts.insert(label, Verdict::Rejected);
        } else {
            after.verdicts.remove(&label);
        }
    }

    /// The change from what is to `after`; none where both are the same.
    fn change(&self, article: &Article, after: Annotation, ids: &mut NewIds) -> Option<Change> {
        let before = self.id.map(|_| self.annotation.clone());
        let after = (!after.is_empty()).then_some(after);
        if before == after {
            return None;
        }
        let id = self.id.unwrap_or_else(|| ids.next());
        let (before, after) = (before.map(Box::new), after.map(Box::new));
        Some(Change::Passage { article: article.name.clone(), id, before, after })
    }
}

fn suggested_at(article: &Article, span: Span) -> Option<&Passage> {
    let suggested = article.suggested();
    let at = suggested.binary_search_by_key(&span, |passage| passage.span).ok()?;
    suggested.get(at)
}

/// Two memos as one.
pub(super) fn joined(one: &str, other: &str) -> String {
    if one.is_empty() { other.to_owned() } else { format!("{one}\n{other}") }
}

/// Columns of a text that a message quotes.
const QUOTED: usize = 40;

/// The first words of a passage, as a message names it.
fn quoted(article: &Article, span: Span) -> String {
    let words = span.of(&article.document.text).split_whitespace().collect::<Vec<_>>().join(" ");
    format!("'{}'", shown::clipped(&words, QUOTED))
}

#[cfg(test)]
mod tests;
