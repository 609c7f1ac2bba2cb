//! Comparing the words of a line without regard to ASCII case. Knows no particular phrase; the
//! tables live with whoever asks.

/// Whether `line` begins with `phrase`.
pub(super) fn starts(line: &str, phrase: &str) -> bool {
    let head = line.as_bytes().get(..phrase.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(phrase.as_bytes()))
}

/// Whether `line` begins with `phrase` as whole words.
pub(super) fn opens(line: &str, phrase: &str) -> bool {
    let next = line.as_bytes().get(phrase.len());
    starts(line, phrase) && !next.is_some_and(u8::is_ascii_alphanumeric)
}

/// Whether `line` begins with one of `phrases` as whole words.
pub(super) fn opens_any(line: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| opens(line, phrase))
}

/// Where `phrase` first stands in `line`, in bytes.
pub(super) fn find(line: &str, phrase: &str) -> Option<usize> {
    let wanted = phrase.as_bytes();
    let first = wanted.first()?.to_ascii_lowercase();
    let mut windows = line.as_bytes().windows(wanted.len());
    windows.position(|window| {
        window.first().is_some_and(|byte| byte.to_ascii_lowercase() == first)
            && window.eq_ignore_ascii_case(wanted)
    })
}

/// Whether `line` holds one of `phrases` anywhere.
pub(super) fn has_any(line: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| find(line, phrase).is_some())
}

/// Whether `line` is one of `phrases` and nothing more.
pub(super) fn is_any(line: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| line.len() == phrase.len() && starts(line, phrase))
}

/// What follows the first `bytes` bytes, or nothing when they do not end on a boundary.
pub(super) fn after(line: &str, bytes: usize) -> &str {
    line.get(bytes..).unwrap_or_default()
}

/// The first `bytes` bytes of `text`, or fewer so as to end on a boundary.
pub(super) fn clip(text: &str, bytes: usize) -> &str {
    text.get(..text.floor_char_boundary(bytes)).unwrap_or_default()
}

/// Whether it belongs to a script that writes without spaces.
pub(super) fn spaceless(char: char) -> bool {
    matches!(char, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_whole_words_without_case() {
        assert!(opens("By Jane", "by") && !opens("Bypass", "by") && starts("Bypass", "by"));
        assert_eq!(find("Please SIGN UP now", "sign up"), Some(7));
        assert!(is_any("reply", &["Reply"]) && !is_any("Replying", &["Reply"]));
    }

    #[test]
    fn clips_on_boundaries() {
        assert_eq!(clip("aé", 2), "a");
        assert_eq!(after("aé", 2), "");
    }
}
