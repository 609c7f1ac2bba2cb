//! One cue of a codebook as a pattern over words: `lay* off`, `losing * jobs`.
//! Parses and matches a single pattern; choosing among many is the matcher's work.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::words::{Folded, Gap, Word, Words};
use crate::text::Span;

/// Words that must follow one another; as cheap to copy as a pointer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Pattern {
    source: Arc<str>,
    steps: Arc<[Step]>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    form: Form,
    /// The strongest separator that may stand before the word.
    gap: Gap,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Form {
    /// This very word.
    Word(Box<[u8]>),
    /// A word with this beginning.
    Stem(Box<[u8]>),
    /// Any one word.
    Any,
}

impl From<Pattern> for String {
    fn from(pattern: Pattern) -> Self {
        pattern.as_str().to_owned()
    }
}

impl TryFrom<String> for Pattern {
    type Error = &'static str;

    fn try_from(cue: String) -> Result<Self, Self::Error> {
        Self::parse(&cue)
    }
}

impl Pattern {
    /// Reads a cue as a person writes it; the error says what is wrong with it.
    ///
    /// # Errors
    /// For one that could not match, or a `*` where it means nothing.
    pub fn parse(cue: &str) -> Result<Self, &'static str> {
        let mut steps = Vec::with_capacity(2);
        let mut gap = Gap::Join;
        for piece in cue.split_whitespace() {
            read(piece, gap, &mut steps)?;
            gap = if piece.ends_with('.') { Gap::Stop } else { Gap::Join };
        }
        match steps.first().map(|step| &step.form) {
            None => Err("is empty"),
            Some(Form::Any) => Err("begins with a lone *; begin with a word"),
            Some(_) => Ok(Self { source: cue.into(), steps: steps.into() }),
        }
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.source
    }

    /// The first bytes of every word that it can begin with.
    pub(super) fn head(&self) -> &[u8] {
        match self.steps.first().map(|step| &step.form) {
            Some(Form::Word(bytes) | Form::Stem(bytes)) => bytes,
            _ => &[],
        }
    }

    /// How long a stem it begins with is, in bytes, if it begins with one.
    pub(super) fn stem(&self) -> Option<usize> {
        match self.steps.first().map(|step| &step.form) {
            Some(Form::Stem(bytes)) => Some(bytes.len()),
            _ => None,
        }
    }

    /// How many words it has.
    pub(super) fn len(&self) -> usize {
        self.steps.len()
    }

    /// Whether its first word fits.
    pub(super) fn begins(&self, text: &str, word: &Word) -> bool {
        self.steps.first().is_some_and(|step| step.form.fits(text, word))
    }

    /// The span it covers if it fits the words from the first on.
    pub(super) fn fit(&self, text: &str, words: &[Word]) -> Option<Span> {
        if self.begins(text, words.first()?) { self.goes_on(text, words) } else { None }
    }

    /// The span it covers if it fits the words from the first on, which is known to fit.
    pub(super) fn goes_on(&self, text: &str, words: &[Word]) -> Option<Span> {
        let (first, rest) = words.get(..self.steps.len())?.split_first()?;
        let steps = self.steps.iter().skip(1);
        let fits =
            |(step, word): (&Step, &Word)| word.gap <= step.gap && step.form.fits(text, word);
        let last = rest.last().unwrap_or(first);
        let span = Span { start: first.span.start, end: last.span.end };
        steps.zip(rest).all(fits).then_some(span)
    }
}

impl Form {
    fn new(word: &Folded, is_stem: bool) -> Self {
        let bytes = word.bytes().into();
        if is_stem { Self::Stem(bytes) } else { Self::Word(bytes) }
    }

    fn fits(&self, text: &str, word: &Word) -> bool {
        let is_plain = word.plain.is_some();
        let plain = || text.as_bytes().get(word.span.range()).unwrap_or_default();
        let folded = || Folded::new(word.span.of(text));
        match self {
            Self::Any => true,
            Self::Word(bytes) if is_plain => plain().eq_ignore_ascii_case(bytes),
            Self::Word(bytes) => folded().bytes() == &**bytes,
            Self::Stem(bytes) if is_plain => {
                let start = plain().get(..bytes.len());
                start.is_some_and(|start| start.eq_ignore_ascii_case(bytes))
            }
            Self::Stem(bytes) => folded().bytes().starts_with(bytes),
        }
    }
}

/// Reads what stands between two spaces: a word, several joined ones, or a lone `*`; `gap` is
/// what may stand before it.
fn read(piece: &str, gap: Gap, steps: &mut Vec<Step>) -> Result<(), &'static str> {
    if piece == "*" {
        steps.push(Step { form: Form::Any, gap });
        return Ok(());
    }
    let stem = piece.strip_suffix('*');
    let core = stem.unwrap_or(piece);
    if core.contains('*') {
        return Err("has a * inside a word; a * stands for one word or ends a stem");
    }
    let mut found = Words::new(core, Span::new(0, core.len())).peekable();
    while let Some(word) = found.next() {
        let is_stem = stem.is_some() && found.peek().is_none();
        let form = Form::new(&Folded::new(word.span.of(core)), is_stem);
        steps.push(Step { form, gap: word.gap.max(gap) });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cue: &str, text: &str, expected: Option<&str>) {
        let all: Vec<Word> = Words::new(text, Span::new(0, text.len())).collect();
        let pattern = Pattern::parse(cue).unwrap();
        let found = (0..all.len()).find_map(|at| pattern.fit(text, &all[at..]));
        assert_eq!(found.map(|span| span.of(text)), expected, "{cue} in {text}");
    }

    #[test]
    fn words_stems_and_wildcards_fit() {
        check("job security", "Our Job Security.", Some("Job Security"));
        check("job security", "job-security", Some("job-security"));
        check("job security", "A job. Security was there.", None);
        check("lay* off", "They were laying off staff", Some("laying off"));
        check("losing * jobs", "losing their jobs", Some("losing their jobs"));
        check("losing * jobs", "losing jobs", None);
        check("redundanc*", "REDUNDANCIES", Some("REDUNDANCIES"));
        check("staff", "staffing", None);
        check("don't know", "I DON’T know", Some("DON’T know"));
        check("U.S. law", "the U.S. law", Some("U.S. law"));
        check("übung*", "Die ÜBUNGEN", Some("ÜBUNGEN"));
    }

    #[test]
    fn what_cannot_match_is_refused() {
        for cue in ["", "  ", "...", "*", "* jobs", "j*b"] {
            assert!(Pattern::parse(cue).is_err(), "{cue}");
        }
    }
}
