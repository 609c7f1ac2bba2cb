//! Suggested themes taken into the codebook, in place of its own or beside them, as one step. Suggests
//! none itself.

use crate::library::{Change, Library, Step};
use crate::tag::codebook::Theme;
use crate::tag::{Codebook, ThemeId};
use crate::text::shown::counted;

impl Library {
    /// The step that puts suggested themes in place of those of the codebook; none where these are the
    /// same. Those of the same name keep what a person marked with them.
    pub fn replace_themes(&self, themes: Vec<Theme>) -> Option<Step> {
        let what = format!("{} in place of the codebook's", suggested(themes.len()));
        self.exchange(&Codebook { title: None, themes }, what)
    }

    /// The step that puts suggested themes beside those of the codebook, of which one of the same name
    /// gets their cues; none where these have them all.
    pub fn add_themes(&self, themes: &[Theme]) -> Option<Step> {
        let mut changes: Vec<Change> = Vec::new();
        let mut next = self.codebook.themes.len();
        for theme in themes {
            if let Some(id) = self.codebook.named(&theme.name) {
                changes.extend(self.themed(id, |known| {
                    let new = theme.cues.iter().filter(|cue| !known.cues.contains(cue));
                    let new: Vec<_> = new.cloned().collect();
                    known.cues.extend(new);
                }));
                continue;
            }
            let Ok(id) = u16::try_from(next).map(ThemeId) else { break };
            changes.extend(self.themed(id, |it| it.clone_from(theme)));
            next += 1;
        }
        self.step(format!("{} added", suggested(themes.len())), changes)
    }
}

fn suggested(themes: usize) -> String {
    counted(themes, "suggested theme", "suggested themes")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tag::Pattern;

    fn theme(name: &str, cue: &str) -> Theme {
        let cues = vec![Pattern::parse(cue).expect("a cue")];
        Theme { name: name.into(), cues, ..Theme::default() }
    }

    fn names(library: &Library) -> Vec<&str> {
        library.codebook.listed().into_iter().map(|id| library.codebook.name(id)).collect()
    }

    #[track_caller]
    fn take_and_undo(library: &mut Library, step: Option<Step>, expected: &[&str]) {
        let before = library.codebook.clone();
        let step = step.expect("a step");
        assert!(library.fits(&step));
        library.take(step);
        assert_eq!(names(library), expected);
        let step = library.undo().expect("a step");
        library.take(step);
        assert_eq!(library.codebook.listed(), before.listed());
        for (id, theme) in before.themes() {
            assert_eq!(library.codebook.theme(id), Some(theme));
        }
    }

    #[test]
    fn suggested_themes_replace_those_of_the_codebook_or_join_them() {
        let mut library = Library::of_text("Clerks fear job cuts.");
        let themes = vec![theme("Reskilling", "retrain*"), theme("clerks", "clerk*")];
        let step = library.replace_themes(themes.clone());
        take_and_undo(&mut library, step, &["Reskilling", "clerks"]);
        let mut all: Vec<String> = names(&library).into_iter().map(str::to_owned).collect();
        all.push("clerks".into());
        let step = library.add_themes(&themes);
        let expected: Vec<&str> = all.iter().map(String::as_str).collect();
        take_and_undo(&mut library, step, &expected);
        let step = library.add_themes(&themes).expect("a step");
        library.take(step);
        let cues = library.codebook.theme(ThemeId(1)).map(|it| it.cues.clone()).unwrap_or_default();
        assert!(cues.len() > 1 && cues.contains(&themes[0].cues[0]), "the cues of both");
        assert_eq!(library.add_themes(&themes), None);
        assert_eq!(library.add_themes(&[]), None);
    }
}
