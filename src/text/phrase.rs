//! Comparing the words of a line without regard to ASCII case. Knows no particular phrase; the
//! tables live with whoever asks.

/// Whether `line` begins with `phrase`.
#[inline]
pub(super) fn starts(line: &str, phrase: &str) -> bool {
    let (line, wanted) = (line.as_bytes(), phrase.as_bytes());
    let near = matches!((line, wanted), ([one, ..], [other, ..]) if one | 0x20 == other | 0x20);
    near && line.get(..wanted.len()).is_some_and(|head| head.eq_ignore_ascii_case(wanted))
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
    let (bytes, wanted) = (line.as_bytes(), phrase.as_bytes());
    let first = wanted.first()? | 0x20;
    let last = bytes.len().checked_sub(wanted.len())?;
    let mut at = 0;
    loop {
        let heads = bytes.get(at..=last)?;
        at += heads.iter().position(|byte| byte | 0x20 == first)?;
        if bytes.get(at..at + wanted.len())?.eq_ignore_ascii_case(wanted) {
            return Some(at);
        }
        at += 1;
    }
}

/// Whether `line` holds one of `phrases` anywhere.
pub(super) fn has_any(line: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| find(line, phrase).is_some())
}

/// Whether `line` is one of `phrases` and nothing more.
pub(super) fn is_any(line: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| line.len() == phrase.len() && starts(line, phrase))
}

/// Whether it holds a figure.
pub(super) fn has_digit(line: &str) -> bool {
    line.bytes().any(|byte| byte.is_ascii_digit())
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
