//! Whether a line is a person's name. Knows how names look, not who exists.

/// Words that stand within names in lower case.
const PARTICLES: [&str; 17] = [
    "van", "von", "der", "den", "de", "da", "di", "del", "della", "du", "la", "le", "bin", "ibn",
    "al", "el", "und",
];

/// Capitalised words that titles and menus have and names have not.
const NO_NAMES: [&str; 66] = [
    "the",
    "a",
    "an",
    "and",
    "of",
    "in",
    "for",
    "with",
    "to",
    "your",
    "our",
    "how",
    "why",
    "what",
    "on",
    "at",
    "by",
    "is",
    "are",
    "from",
    "about",
    "new",
    "more",
    "key",
    "final",
    "looking",
    "next",
    "steps",
    "ahead",
    "health",
    "healthcare",
    "technology",
    "future",
    "data",
    "news",
    "home",
    "contact",
    "privacy",
    "policy",
    "report",
    "summary",
    "conclusion",
    "introduction",
    "background",
    "overview",
    "related",
    "articles",
    "comments",
    "questions",
    "read",
    "share",
    "today",
    "market",
    "world",
    "business",
    "press",
    "release",
    "case",
    "study",
    "best",
    "learning",
    "skills",
    "thoughts",
    "care",
    "team",
    "services",
];

/// Letters and titles after a name.
const SUFFIXES: [&str; 16] = [
    "jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "rn", "msc", "ba", "dds", "esq", "cfa",
    "mph", "pmp",
];

/// Titles before a name.
const TITLES: [&str; 9] = ["dr", "prof", "mr", "mrs", "ms", "sir", "dame", "rev", "professor"];

/// Whether `line` looks like the name of a person: two to four capitalised words, initials,
/// particles and suffixes.
pub(super) fn is_name(line: &str) -> bool {
    if line.len() > 48 || line.contains(['|', ':', '&', '/', '@', '?', '!', '"', '“', ';']) {
        return false;
    }
    let (mut parts, mut whole) = (0, 0);
    for word in line.split([' ', '\u{a0}', ',']).filter(|word| !word.is_empty()) {
        match part(word) {
            Part::Name => (parts, whole) = (parts + 1, whole + 1),
            Part::Initial => parts += 1,
            Part::Beside => {}
            Part::None => return false,
        }
    }
    whole > 0 && (2..=4).contains(&parts)
}

enum Part {
    Name,
    Initial,
    Beside,
    None,
}

fn part(word: &str) -> Part {
    let bare = word.trim_matches(['.', '(', ')']);
    let is = |words: &[&str]| words.iter().any(|other| other.eq_ignore_ascii_case(bare));
    let mut chars = bare.chars();
    let first = chars.next().unwrap_or('.');
    let letters = bare.chars().all(|char| char.is_alphabetic() || "-'’.".contains(char));
    let lower = bare.chars().any(char::is_lowercase);
    let dotless = bare.replace('.', "");
    if PARTICLES.contains(&bare)
        || is(&TITLES)
        || SUFFIXES.iter().any(|suffix| suffix.eq_ignore_ascii_case(&dotless))
    {
        Part::Beside
    } else if !letters || !first.is_uppercase() || is(&NO_NAMES) {
        Part::None
    } else if chars.clone().all(|char| !char.is_lowercase()) && bare.chars().count() <= 3 {
        Part::Initial
    } else if lower && !(word.ends_with('.') && bare.chars().count() > 3) {
        Part::Name
    } else {
        Part::None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_others() {
        for name in [
            "Robert Lienhard",
            "Kenneth Dunner, Jr.",
            "Chris P.",
            "J. K. Rowling",
            "Ursula von der Leyen",
            "Dr. Ellen Garcia",
            "Mary-Jane O’Neil, PhD",
            "José Peña",
        ] {
            assert!(is_name(name), "{name}");
        }
        for line in [
            "Final Thoughts",
            "The Future",
            "Looking Ahead",
            "lower case",
            "Madonna",
            "Home | News",
            "He left.",
            "Key Findings of 2024",
            "AI",
        ] {
            assert!(!is_name(line), "{line}");
        }
    }
}
