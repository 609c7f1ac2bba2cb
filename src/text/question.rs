//! Recognises questions, the headings of question lists, and who speaks. Leaves pairing to
//! `block`.

use super::phrase::{Phrases, after};
use super::shape::{End, Shape};

static FAQ: Phrases<12> = Phrases::new([
    "frequently asked questions",
    "faq",
    "faqs",
    "q&a",
    "q & a",
    "questions and answers",
    "common questions",
    "häufige fragen",
    "häufig gestellte fragen",
    "foire aux questions",
    "preguntas frecuentes",
    "people also ask",
]);
const FAQ_CJK: [&str; 3] = ["常见问题", "常見問題", "よくある質問"];

/// Whether `line` heads a list of questions and answers.
pub(super) fn heads_questions(line: &str, shape: Shape) -> bool {
    shape.words <= 12
        && shape.end != End::Stop
        && (FAQ.open(line) || !line.is_ascii() && FAQ_CJK.iter().any(|faq| line.contains(faq)))
}

/// Whether a line is one question and nothing more.
pub(super) fn asks(shape: Shape) -> bool {
    shape.end == End::Question && shape.chars <= 220 && shape.capital && !shape.broken
}

/// The label in "Jane Doe: I think so", in bytes.
pub(super) fn speaker(line: &str) -> Option<usize> {
    let label = memchr::memchr(b':', line.as_bytes().get(..line.len().min(34))?)?;
    let name = line.get(..label)?;
    let words = || name.split(' ');
    let named = words().count() <= 3
        && words().all(|word| {
            word.starts_with(char::is_uppercase)
                && word.chars().all(|char| char.is_alphabetic() || ".-'’".contains(char))
        });
    (named && after(line, label + 1).starts_with(' ')).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::super::shape::shape;
    use super::*;

    #[test]
    fn finds_questions_and_speakers() {
        assert!(heads_questions("Frequently Asked Questions", shape("Frequently Asked Questions")));
        assert!(asks(shape("How can AI improve patient outcomes?")));
        assert!(!asks(shape("It could. But how?")));
        assert_eq!(speaker("Jane Doe: I think so."), Some(8));
        assert_eq!(speaker("He said: no"), None);
        assert_eq!(speaker("http://x"), None);
    }
}
