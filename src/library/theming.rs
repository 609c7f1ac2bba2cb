//! Edits of the codebook as steps of changes: themes added, renamed, merged, nested, dropped, and given
//! words. Reads no TOML and sorts no passage.

mod suggested;

use crate::tag::codebook::Theme;
use crate::tag::{Codebook, Label, Pattern, ThemeId, Verdict};

use super::{Annotation, Card, Change, Library, Step};

/// Something to do to a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ThemeEdit {
    /// A new one of that name.
    Add(String),
    /// Another name.
    Rename(ThemeId, String),
    /// Another definition.
    Define(ThemeId, String),
    /// Other cues.
    Cues(ThemeId, Vec<Pattern>),
    /// Other words that take cues back.
    Not(ThemeId, Vec<Pattern>),
    /// Another colour of 256, or none.
    Colour(ThemeId, Option<u8>),
    /// Part of another theme, or of none.
    Nest(ThemeId, Option<ThemeId>),
    /// Another memo.
    Memo(ThemeId, String),
    /// Its cues and the marks that a person made go over to the second; it is dropped.
    Merge(ThemeId, ThemeId),
    /// It is dropped, with the marks that a person made.
    Drop(ThemeId),
}

impl Library {
    /// The step that does something to a theme; none where that changes nothing.
    ///
    /// # Errors
    /// Says why it cannot be done.
    pub fn edit_theme(&self, edit: &ThemeEdit) -> Result<Option<Step>, String> {
        use ThemeEdit::{Add, Colour, Cues, Define, Drop, Memo, Merge, Nest, Not, Rename};
        let name = |id: &ThemeId| self.codebook.name(*id).to_owned();
        let (what, changes) = match edit {
            Add(new) => (format!("new theme '{new}'"), vec![self.added(new)?]),
            Rename(id, new) => {
                self.free(new, Some(*id))?;
                let what = format!("'{}' is now '{new}'", name(id));
                (what, self.themed(*id, |theme| theme.name.clone_from(new)))
            }
            Define(id, text) => (
                format!("definition of '{}'", name(id)),
                self.themed(*id, |it| it.definition.clone_from(text)),
            ),
            Cues(id, cues) => {
                (format!("cues of '{}'", name(id)), self.themed(*id, |it| it.cues.clone_from(cues)))
            }
            Not(id, not) => {
                let what = format!("words that take back cues of '{}'", name(id));
                (what, self.themed(*id, |it| it.not.clone_from(not)))
            }
            Colour(id, colour) => {
                (format!("colour of '{}'", name(id)), self.themed(*id, |it| it.colour = *colour))
            }
            Nest(id, parent) => {
                self.may_nest(*id, *parent)?;
                let what = match parent {
                    Some(parent) => format!("'{}' is part of '{}'", name(id), name(parent)),
                    None => format!("'{}' stands by itself", name(id)),
                };
                (what, self.themed(*id, |it| it.parent = *parent))
            }
            Memo(id, memo) => {
                (format!("memo on '{}'", name(id)), self.themed(*id, |it| it.memo.clone_from(memo)))
            }
            Merge(from, into) if from == into => {
                return Err("a theme and itself are one".to_owned());
            }
            Merge(from, into) => {
                (format!("'{}' went into '{}'", name(from), name(into)), self.merged(*from, *into))
            }
            Drop(id) => (format!("dropped the theme '{}'", name(id)), self.dropped(*id, None)),
        };
        Ok(self.step(what, changes))
    }

    /// The step from the present codebook to another: themes of the same name are replaced, new ones
    /// added, all others dropped.
    pub fn load_codebook(&self, codebook: &Codebook, name: &str) -> Option<Step> {
        self.exchange(codebook, format!("codebook loaded from {name}"))
    }

    fn exchange(&self, codebook: &Codebook, what: String) -> Option<Step> {
        let mut next = self.codebook.themes.len();
        let numbers: Vec<ThemeId> = codebook
            .themes()
            .map(|(_, theme)| {
                self.codebook.named(&theme.name).unwrap_or_else(|| {
                    next += 1;
                    ThemeId(next as u16 - 1)
                })
            })
            .collect();
        let known: Vec<ThemeId> = codebook.themes().map(|(id, _)| id).collect();
        let number = |id: ThemeId| Some(numbers[known.iter().position(|it| *it == id)?]);
        let gone = self.codebook.themes().map(|(id, _)| id).filter(|id| !numbers.contains(id));
        let mut changes: Vec<Change> = gone.flat_map(|id| self.dropped(id, None)).collect();
        for (id, (_, theme)) in numbers.iter().zip(codebook.themes()) {
            let parent = theme.parent.and_then(number);
            changes.extend(self.themed(*id, |it| *it = Theme { parent, ..theme.clone() }));
        }
        self.step(what, changes)
    }

    /// A theme that nobody has made yet.
    fn added(&self, name: &str) -> Result<Change, String> {
        self.free(name, None)?;
        let at =
            u16::try_from(self.codebook.themes.len()).map_err(|_| "there are too many themes")?;
        let before = self.theme(ThemeId(at));
        let after = Theme { name: name.to_owned(), dropped: false, ..before.clone() };
        Ok(Change::Theme { theme: ThemeId(at), before: Box::new(before), after: Box::new(after) })
    }

    /// Whether a name can be given to a theme.
    fn free(&self, name: &str, to: Option<ThemeId>) -> Result<(), String> {
        match self.codebook.named(name).filter(|id| Some(*id) != to) {
            _ if name.trim().is_empty() => Err("a theme needs a name".to_owned()),
            Some(_) => Err(format!("there is a theme '{name}' already")),
            None => Ok(()),
        }
    }

    fn may_nest(&self, id: ThemeId, parent: Option<ThemeId>) -> Result<(), String> {
        let Some(parent) = parent else { return Ok(()) };
        let name = |id| self.codebook.name(id);
        if parent == id {
            return Err("a theme is no part of itself".to_owned());
        }
        if self.codebook.parent(parent).is_some() {
            return Err(format!(
                "'{}' is part of a theme itself: themes nest one level",
                name(parent)
            ));
        }
        if self.codebook.parts(id).next().is_some() {
            return Err(format!("'{}' has parts itself: themes nest one level", name(id)));
        }
        Ok(())
    }

    /// The change of one theme; none where it stays as it is.
    fn themed(&self, id: ThemeId, change: impl FnOnce(&mut Theme)) -> Vec<Change> {
        let before = self.theme(id);
        let mut after = before.clone();
        change(&mut after);
        if after == before {
            return Vec::new();
        }
        vec![Change::Theme { theme: id, before: Box::new(before), after: Box::new(after) }]
    }

    fn merged(&self, from: ThemeId, into: ThemeId) -> Vec<Change> {
        let source = self.theme(from);
        let mut changes = self.dropped(from, Some(into));
        changes.extend(self.themed(into, |theme| {
            let lacks = |all: &[Pattern], one: &&Pattern| !all.contains(one);
            let cues: Vec<_> =
                source.cues.iter().filter(|it| lacks(&theme.cues, it)).cloned().collect();
            theme.cues.extend(cues);
            // What takes back the cues of one would take back those of the other, too: only where
            // both had it does it stay.
            theme.not.retain(|it| source.not.contains(it));
            if theme.parent == Some(from) {
                theme.parent = None;
            }
            if !source.memo.is_empty() {
                theme.memo = super::edit::joined(&theme.memo, &source.memo);
            }
        }));
        changes
    }

    /// The changes that drop a theme; the marks that a person made go to another theme, or with it.
    fn dropped(&self, id: ThemeId, heir: Option<ThemeId>) -> Vec<Change> {
        let mut changes = Vec::new();
        for (_, article) in self.annotated() {
            for (number, annotation) in article.annotations() {
                let Some(verdict) = annotation.verdicts.get(&Label::Theme(id)) else { continue };
                let mut after = annotation.clone();
                after.verdicts.remove(&Label::Theme(id));
                if let Some(heir) = heir {
                    inherit(&mut after, heir, *verdict);
                }
                changes.push(Change::Passage {
                    article: article.name.clone(),
                    id: *number,
                    before: Some(Box::new(annotation.clone())),
                    after: (!after.is_empty()).then(|| Box::new(after)),
                });
            }
        }
        let parts: Vec<ThemeId> =
            self.codebook.parts(id).filter(|part| Some(*part) != heir).collect();
        let whole = heir.filter(|heir| self.codebook.parent(*heir).is_none_or(|it| it == id));
        for part in parts {
            changes.extend(self.themed(part, |theme| theme.parent = whole));
        }
        changes.extend(self.themed(id, |theme| theme.dropped = true));
        changes
    }
}

/// A verdict on a theme that is no more becomes one on its heir, unless that has one.
fn inherit(annotation: &mut Annotation, heir: ThemeId, verdict: Verdict) {
    // That it was not about the one does not mean that it is not about the other.
    if verdict != Verdict::Rejected {
        annotation.verdicts.entry(Label::Theme(heir)).or_insert(Verdict::Made);
    }
}

impl Card {
    /// Whether nothing is kept.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::ArticleId;
    use crate::library::edit::Act;
    use crate::text::Span;

    const TEXT: &str = "Clerks fear job cuts. Clerks fear reskilling and redundancy.";
    const ID: ArticleId = ArticleId(0);
    const SECURITY: ThemeId = ThemeId(0);
    const RESKILLING: ThemeId = ThemeId(1);
    const NEW: ThemeId = ThemeId(10);

    fn library() -> Library {
        Library::of_text(TEXT)
    }

    #[track_caller]
    fn edit(library: &mut Library, edit: &ThemeEdit) {
        let step = library.edit_theme(edit).expect("may be done").expect("changes something");
        assert!(library.fits(&step), "{edit:?}");
        library.take(step);
    }

    fn themes(library: &Library) -> Vec<Vec<ThemeId>> {
        let article = library.article(ID).expect("an article");
        article.passages.iter().map(|passage| passage.themes.to_vec()).collect()
    }

    #[test]
    fn a_new_theme_sorts_by_its_cues_and_undo_takes_it_away() {
        let mut library = library();
        let before = (themes(&library), library.codebook.listed());
        edit(&mut library, &ThemeEdit::Add("clerks".into()));
        let cue = Pattern::parse("clerk*").expect("a cue");
        edit(&mut library, &ThemeEdit::Cues(NEW, vec![cue]));
        assert!(themes(&library).iter().all(|themes| themes.contains(&NEW)));
        for _ in 0..2 {
            let step = library.undo().expect("a step");
            library.take(step);
        }
        assert_eq!((themes(&library), library.codebook.listed()), before);
        assert!(library.edit_theme(&ThemeEdit::Add("Job Security".into())).is_err());
    }

    #[test]
    fn a_merged_theme_leaves_its_cues_and_marks_to_the_other() {
        let mut library = library();
        let first = Span::new(0, TEXT.find(" Clerks").expect("two sentences"));
        let step = library.edit(&[(ID, first)], &Act::Toggle(Label::Theme(RESKILLING)));
        library.take(step.expect("a step"));
        let before = themes(&library);
        assert_eq!(before, [[SECURITY, RESKILLING], [SECURITY, RESKILLING]]);
        edit(&mut library, &ThemeEdit::Merge(RESKILLING, SECURITY));
        assert_eq!(themes(&library), [[SECURITY], [SECURITY]]);
        let hand = library.passage((ID, first)).and_then(|it| it.hand);
        let made = hand.expect("a hand").verdicts;
        assert_eq!(made.into_iter().collect::<Vec<_>>(), [(Label::Theme(SECURITY), Verdict::Made)]);
        assert!(!library.codebook.listed().contains(&RESKILLING));
        let step = library.undo().expect("a step");
        assert!(library.fits(&step));
        library.take(step);
        assert_eq!(themes(&library), before);
    }

    #[test]
    fn a_dropped_theme_takes_its_marks_along_and_frees_its_parts() {
        let mut library = library();
        edit(&mut library, &ThemeEdit::Nest(RESKILLING, Some(SECURITY)));
        assert_eq!(library.codebook.listed()[..2], [SECURITY, RESKILLING]);
        assert!(library.edit_theme(&ThemeEdit::Nest(SECURITY, Some(ThemeId(2)))).is_err());
        assert!(library.edit_theme(&ThemeEdit::Nest(ThemeId(2), Some(RESKILLING))).is_err());
        edit(&mut library, &ThemeEdit::Drop(SECURITY));
        assert_eq!(library.codebook.theme(RESKILLING).and_then(|theme| theme.parent), None);
        assert!(themes(&library).iter().all(|themes| !themes.contains(&SECURITY)));
        let step = library.undo().expect("a step");
        library.take(step);
        assert_eq!(library.codebook.parent(RESKILLING), Some(SECURITY));
    }

    #[test]
    fn another_codebook_keeps_the_numbers_of_themes_it_shares() {
        let mut library = library();
        let source = "[[theme]]\nname = \"Whole\"\ndefinition = \"\"\ncues = []\n\n[[theme]]\nname = \"Reskilling\"\n\
            definition = \"d\"\ncues = [\"reskilling\"]\nparent = \"Whole\"\n";
        let codebook = Codebook::parse(source, "mine").expect("a codebook");
        let step = library.load_codebook(&codebook, "mine").expect("a step");
        library.take(step);
        assert_eq!(library.codebook.listed(), [NEW, RESKILLING]);
        assert_eq!(themes(&library), [vec![], vec![RESKILLING]]);
        assert_eq!(library.load_codebook(&codebook, "mine"), None);
        let step = library.undo().expect("a step");
        library.take(step);
        assert_eq!(library.codebook.themes().count(), 10);
    }
}
