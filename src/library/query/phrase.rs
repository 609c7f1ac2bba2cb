//! Words as a person looks for them: whole, whatever their capitals, accents, hyphens and quotation
//! marks, as full-text indexes cut and fold them. `*` stands for any ending, by itself for any word.
//! Knows nothing of where the text comes from.

use crate::library::search;
use crate::text::anchor::{Class, class};
use crate::text::{Span, term};

/// Words that follow one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    typed: String,
    steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    /// This word.
    Word(String),
    /// A word with this beginning.
    Stem(String),
    /// Any one word.
    Any,
}

impl Phrase {
    /// Reads words as they are typed.
    ///
    /// # Errors
    /// What is wrong with them: there is none, or a `*` means nothing.
    pub fn parse(typed: &str) -> Result<Self, &'static str> {
        let typed = typed.trim();
        let mut steps = Vec::new();
        for piece in typed.split_whitespace() {
            read(piece, &mut steps)?;
        }
        if steps.is_empty() {
            return Err("no word to look for; a pattern finds signs, as in /%/");
        }
        Ok(Self { typed: typed.to_owned(), steps })
    }

    /// The same as an index of words looks for it; none where only the text can tell.
    pub fn sought(&self) -> Option<search::Phrase> {
        let word = |step: &Step| match step {
            Step::Word(word) => Some(search::Word::whole(word.as_bytes())),
            Step::Stem(stem) => Some(search::Word::beginning(stem.as_bytes())),
            Step::Any => None,
        };
        self.steps.iter().map(word).collect()
    }

    /// As it was typed.
    pub fn as_str(&self) -> &str {
        &self.typed
    }

    /// Whether it stands in `text`.
    pub fn is_in(&self, text: &str) -> bool {
        self.is_in_plain(text).unwrap_or_else(|| self.is_in_folded(text))
    }

    /// The same, the words of the text cut and folded one by one.
    fn is_in_folded(&self, text: &str) -> bool {
        let words = Folded::of(text);
        let fits = |at: usize| {
            (self.steps.iter().zip(at..))
                .all(|(step, at)| words.get(at).is_some_and(|w| step.fits(w)))
        };
        (0..words.ends.len()).any(fits)
    }

    /// Whether it stands in a text of plain letters, where its first word tells that: to look for the letters
    /// takes far less than to cut and fold all of a text, and titles are asked by the hundred thousand.
    fn is_in_plain(&self, text: &str) -> Option<bool> {
        let (first, others) = self.steps.split_first()?;
        let (Step::Word(word) | Step::Stem(word)) = first else { return None };
        let bytes = text.as_bytes();
        if !text.is_ascii() || word.is_empty() || word.len() >= term::LONGEST {
            return None;
        }
        let is_letter = |at: Option<&u8>| {
            at.is_some_and(|byte| matches!(class(char::from(*byte)), Class::Word))
        };
        let stands = |at: usize| {
            let letters = bytes.get(at..at + word.len()).unwrap_or_default();
            let is_begun = at > 0 && is_letter(bytes.get(at - 1));
            let goes_on = is_letter(bytes.get(at + word.len()));
            letters.eq_ignore_ascii_case(word.as_bytes())
                && !is_begun
                && (matches!(first, Step::Stem(_)) || !goes_on)
        };
        let initial = *word.as_bytes().first()?;
        let (small, large) = (initial.to_ascii_lowercase(), initial.to_ascii_uppercase());
        let is_there = memchr::memchr2_iter(small, large, bytes).any(stands);
        (!is_there || others.is_empty()).then_some(is_there)
    }
}

impl Step {
    fn fits(&self, word: &str) -> bool {
        match self {
            Self::Word(this) => word == this,
            Self::Stem(stem) => word.starts_with(stem.as_str()),
            Self::Any => true,
        }
    }
}

/// Reads what stands between two blanks, which may be several words.
fn read(piece: &str, steps: &mut Vec<Step>) -> Result<(), &'static str> {
    if piece == "*" {
        steps.push(Step::Any);
        return Ok(());
    }
    let stem = piece.strip_suffix('*');
    let core = stem.unwrap_or(piece);
    if core.contains('*') {
        return Err(
            "a * ends a word or stands for one by itself, as in \"lay* off\" or \"lost * jobs\"",
        );
    }
    let words = Folded::of(core);
    let words = (0..).map_while(|at| words.get(at)).map(str::to_owned);
    let before = steps.len();
    steps.extend(words.map(Step::Word));
    match steps.pop() {
        Some(Step::Word(last)) if stem.is_some() && steps.len() >= before => {
            steps.push(Step::Stem(last));
        }
        Some(last) => steps.push(last),
        None => {}
    }
    Ok(())
}

/// The words of a text, cut and folded as an index does it: [`term`].
struct Folded {
    letters: String,
    /// Where each word ends.
    ends: Vec<usize>,
}

impl Folded {
    fn of(text: &str) -> Self {
        let mut folded = Self { letters: String::with_capacity(text.len()), ends: Vec::new() };
        term::each(text, |word, _| {
            folded.letters.push_str(&String::from_utf8_lossy(word.bytes()));
            folded.ends.push(folded.letters.len());
            true
        });
        folded
    }

    fn get(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)?;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        Some(Span::new(start.unwrap_or_default(), end).of(&self.letters))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(typed: &str, text: &str, expected: bool) {
        let phrase = Phrase::parse(typed).expect("a phrase");
        assert_eq!(phrase.is_in(text), expected, "{typed} in {text}");
    }

    #[test]
    fn words_are_whole_and_folded() {
        check("job cuts", "They fear Job-Cuts.", true);
        check("job cuts", "jobs cut", false);
        check("cut", "cuts", false);
        check("don't", "I don’t know", true);
        check("nurse", "the nurse’s ward", true);
        check("cafe", "CAFE\u{301}, café", true);
        check("ÜBER", "uber", true);
        check("istanbul", "İstanbul", true);
        check("Οδός", "ΟΔΟΣ", true);
        check("u.s. law", "the U.S. law", true);
        check("1,000", "of 1,000 beds", true);
        check("就业", "人工智能与就业市场", true);
        check("业就", "就业", false);
        check("が", "か", false);
    }

    #[test]
    fn stars_stand_for_endings_and_words() {
        check("auto*", "Automation", true);
        check("lay* off", "laying off", true);
        check("lost * jobs", "lost their jobs", true);
        check("lost * jobs", "lost jobs", false);
        check("*", "word", true);
        check("*", "... ", false);
        check("well-know*", "well known", true);
    }

    #[test]
    fn what_finds_nothing_is_refused() {
        for typed in ["", " ", "%", "...", "**", "*cuts", "j*b"] {
            assert!(Phrase::parse(typed).is_err(), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn plain_letters_are_told_like_any_others(
            typed in "[a-c]{1,2}\\*?( [a-c*]{1,2})?", text in "([a-cA-C]{0,3}[ .,'_1-]?){0,8}",
        ) {
            if let Ok(phrase) = Phrase::parse(&typed) {
                prop_assert_eq!(phrase.is_in(&text), phrase.is_in_folded(&text));
            }
        }
    }
}
