//! Finds words in the open article: smart case, across wrapped lines, straight and curly quotes
//! alike. Searching the whole library is another matter.

use crate::text::Span;

/// What is searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pattern {
    words: Vec<char>,
    exact_case: bool,
}

impl Pattern {
    /// A pattern from what was typed; capitals make it heed case. Nothing for white space alone.
    pub fn new(typed: &str) -> Option<Self> {
        let exact_case = typed.chars().any(char::is_uppercase);
        let joined = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = joined.chars().map(|c| folded(c, exact_case)).collect::<Vec<_>>();
        (!words.is_empty()).then_some(Self { words, exact_case })
    }

    /// Where it stands in `text`, in order, without overlaps.
    pub fn find_all(&self, text: &str) -> Vec<Span> {
        let mut found = Vec::new();
        let mut free = 0;
        for (start, c) in text.char_indices() {
            if start < free || !self.starts_with(c) {
                continue;
            }
            if let Some(len) = self.matches(text.get(start..).unwrap_or_default()) {
                found.push(Span::new(start, start + len));
                free = start + len;
            }
        }
        found
    }

    fn starts_with(&self, c: char) -> bool {
        self.words.first() == Some(&folded(c, self.exact_case))
    }

    /// Length in bytes of the match at the start of `text`.
    fn matches(&self, text: &str) -> Option<usize> {
        let mut chars = text.char_indices().peekable();
        for wanted in &self.words {
            let (_, c) = chars.next()?;
            if *wanted == ' ' {
                if !c.is_whitespace() {
                    return None;
                }
                let mut breaks = usize::from(c == '\n');
                while let Some((_, c)) = chars.next_if(|(_, c)| c.is_whitespace()) {
                    breaks += usize::from(c == '\n');
                }
                // A blank line ends a paragraph, and with it the match.
                if breaks > 1 {
                    return None;
                }
            } else if folded(c, self.exact_case) != *wanted {
                return None;
            }
        }
        Some(chars.peek().map_or(text.len(), |(at, _)| *at))
    }
}

fn folded(c: char, exact_case: bool) -> char {
    let c = match c {
        '‘' | '’' | 'ʼ' => '\'',
        '“' | '”' | '„' => '"',
        '\u{2010}'..='\u{2013}' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    };
    let mut lower = c.to_lowercase();
    match (exact_case, lower.next(), lower.next()) {
        (false, Some(lower), None) => lower,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(typed: &str, text: &str, expected: &[&str]) {
        let pattern = Pattern::new(typed).expect("a pattern");
        let found = pattern.find_all(text);
        assert_eq!(found.iter().map(|span| span.of(text)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn small_letters_match_any_case_and_capitals_their_own() {
        check("ai", "AI and Ai, said", &["AI", "Ai", "ai"]);
        check("AI", "AI and Ai, said", &["AI"]);
        check("über", "ÜBER", &["ÜBER"]);
    }

    #[test]
    fn a_space_matches_a_line_break_but_no_blank_line() {
        check("skills gap", "skills\n  gap; skills\n\ngap", &["skills\n  gap"]);
    }

    #[test]
    fn quotes_and_dashes_are_matched_by_their_keys() {
        check("ai's", "AI’s", &["AI’s"]);
        check("a-b", "a–b", &["a–b"]);
    }

    #[test]
    fn nothing_is_no_pattern() {
        assert_eq!(Pattern::new("  "), None);
    }

    proptest! {
        #[test]
        fn what_is_in_the_text_is_found(before in "[a-c \\n]{0,20}", word in "[d-f]{1,5}", after in "[a-c]{0,9}") {
            let text = format!("{before}{word}{after}");
            let found = Pattern::new(&word).expect("a pattern").find_all(&text);
            prop_assert_eq!(found, vec![Span::new(before.len(), before.len() + word.len())]);
        }

        #[test]
        fn matches_lie_on_characters(text in any::<String>(), typed in "[a-zé’ ]{1,3}") {
            if let Some(pattern) = Pattern::new(&typed) {
                for span in pattern.find_all(&text) {
                    prop_assert!(!span.of(&text).is_empty());
                }
            }
        }
    }
}
