//! Regular expressions of a query: read with the place of what is wrong, bounded in size and linear in
//! the text. Which text is looked at is left to the caller.

use std::borrow::Cow;
use std::fmt;

use regex_automata::meta;
use regex_syntax::ast::parse::ParserBuilder;
use regex_syntax::hir::translate::TranslatorBuilder;

use super::QueryError;

/// A regular expression. It heeds capitals unless told not to; a blank stands for white space of any
/// length, so that lines of the source may break anywhere, and straight quotation marks for all.
#[derive(Clone)]
pub struct Regex {
    source: String,
    ignores_case: bool,
    engine: meta::Regex,
}

/// Groups and classes that may nest.
const NEST: u32 = 50;
/// Bytes of a compiled expression, and of what it remembers while it looks.
const SIZE: usize = 1 << 20;

impl Regex {
    /// Reads an expression as it stands between slashes, whatever the case of letters or not.
    ///
    /// # Errors
    /// What is wrong, at which byte of `source`.
    pub fn parse(source: &str, ignores_case: bool) -> Result<Self, QueryError> {
        let plain = straightened(source);
        let refuse = |at: usize, why: &dyn fmt::Display| {
            // Straight quotation marks are shorter.
            let before = plain.get(..at).unwrap_or(&plain).chars().count();
            let at = source.char_indices().nth(before).map_or(source.len(), |(at, _)| at);
            QueryError::new(at, format!("no pattern: {why}"))
        };
        let ast = ParserBuilder::new().nest_limit(NEST).build().parse(&plain);
        let ast = ast.map_err(|error| refuse(error.span().start.offset, error.kind()))?;
        let mut translator = TranslatorBuilder::new().case_insensitive(ignores_case).build();
        let hir = translator.translate(&plain, &ast);
        let hir = hir.map_err(|error| refuse(error.span().start.offset, error.kind()))?;
        let bounds = meta::Config::new().nfa_size_limit(Some(SIZE)).hybrid_cache_capacity(SIZE);
        let engine = meta::Builder::new().configure(bounds).build_from_hir(&hir);
        let engine = engine.map_err(|_| refuse(0, &"it is too large; repeat less often"))?;
        Ok(Self { source: source.to_owned(), ignores_case, engine })
    }

    /// As it stands between slashes.
    pub fn as_str(&self) -> &str {
        &self.source
    }

    /// Whether capitals do not matter.
    pub fn ignores_case(&self) -> bool {
        self.ignores_case
    }

    /// Whether it fits anywhere in `text`.
    pub fn is_in(&self, text: &str) -> bool {
        self.engine.is_match(&*one_line(text))
    }
}

/// The text with one blank for white space of any length, none at its ends, and straight quotation
/// marks.
fn one_line(text: &str) -> Cow<'_, str> {
    let mut blank = true;
    let is_plain = text.bytes().all(|byte| {
        let before = std::mem::replace(&mut blank, byte == b' ');
        byte.is_ascii_graphic() || byte == b' ' && !before
    });
    if is_plain && !text.ends_with(' ') {
        return Cow::Borrowed(text);
    }
    let words = text.split_whitespace().map(straightened);
    Cow::Owned(words.collect::<Vec<_>>().join(" "))
}

fn straightened(text: &str) -> Cow<'_, str> {
    let straight = |char| match char {
        '‘' | '’' | 'ʼ' => '\'',
        '“' | '”' | '„' => '"',
        char => char,
    };
    if text.is_ascii() { text.into() } else { text.chars().map(straight).collect() }
}

impl PartialEq for Regex {
    fn eq(&self, other: &Self) -> bool {
        (&self.source, self.ignores_case) == (&other.source, other.ignores_case)
    }
}

impl Eq for Regex {}

impl fmt::Debug for Regex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Regex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}/{}", self.source, if self.ignores_case { "i" } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, ignores_case: bool, text: &str, expected: bool) {
        let regex = Regex::parse(source, ignores_case).expect("an expression");
        assert_eq!(regex.is_in(text), expected, "{regex} in {text}");
    }

    #[test]
    fn fits_across_lines_and_quotation_marks() {
        check("skills gap", false, " skills\n  gap", true);
        check("Skills", false, "skills", false);
        check("Über", true, "ÜBER", true);
        check(r"\bdon't\b", false, "I don’t.", true);
        check("don’t", false, "I don't.", true);
        check(r"^\w+ [\d,]+$", false, "\tzwölf 1,000\n", true);
        check(r"\/", false, "and/or", true);
    }

    #[test]
    fn errors_point_at_the_character() {
        for (source, at) in [("a(b", 1), ("’’(", 6), ("[z-a]", 1), (r"a\p{Nothing}", 1), ("*", 0)]
        {
            let error = Regex::parse(source, false).err().map(|error| error.at);
            assert_eq!(error, Some(at), "{source}");
        }
        let large = Regex::parse(r"\w{1000}", false).expect_err("too large");
        assert_eq!((large.at, &*large.what), (0, "no pattern: it is too large; repeat less often"));
        assert!(Regex::parse(&"(".repeat(10_000), false).is_err());
    }
}
