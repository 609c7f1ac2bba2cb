//! Undoes what word processors, browsers and printers leave in a text: line ends of all kinds become
//! line feeds, characters without appearance go, joined letters part. Quotes and dashes stay as they
//! are, and so do control characters, which `shown` makes visible.
//!
//! | in the source | in the text |
//! |---|---|
//! | CR LF, CR, NEL, U+2028 | line feed |
//! | U+2029 | two line feeds: a new paragraph |
//! | form feed, vertical tab | line feed; nothing at a line's end, since paragraphs run over pages |
//! | soft hyphen, zero-width space, word joiner, U+FEFF, NUL | nothing |
//! | zero-width (non-)joiner | nothing beside ASCII; elsewhere scripts and emoji need it |
//! | ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ | their letters |

use super::Note;
use super::decode::Decoded;
use super::edit::Edit;
use super::phrase::rare;

/// Tidies a text, and notes how many characters without appearance went.
pub(super) fn tidy(mut decoded: Decoded) -> Decoded {
    let text = decoded.text.as_str();
    let Some(mut at) = next_sign(text.as_bytes(), 0) else { return decoded };
    let (mut edit, mut invisible) = (Edit::of(text), 0);
    loop {
        let end = match replacement(text, at) {
            Some((end, with)) => {
                invisible +=
                    usize::from(with.is_empty() && !text.as_bytes()[at].is_ascii_whitespace());
                edit.replace(at, end, with);
                end
            }
            None => at + 1,
        };
        match next_sign(text.as_bytes(), end) {
            Some(next) => at = next,
            None => break,
        }
    }
    let (text, origin) = edit.finish();
    decoded.origin = origin.through(&decoded.origin);
    decoded.text = text;
    if invisible > 0 {
        decoded.notes.push(Note::Invisible { places: invisible });
    }
    decoded
}

/// Offset of the next byte with which a character begins that may be replaced.
fn next_sign(bytes: &[u8], from: usize) -> Option<usize> {
    // A single comparison, for many bytes at once, holds for these and few others.
    let is_near = |byte: u8| byte.wrapping_sub(b'\r' + 1) >= 0xc2 - (b'\r' + 1);
    let mut at = from;
    loop {
        at = rare(bytes, at, is_near)?;
        if matches!(bytes.get(at), Some(0 | b'\x0b'..=b'\r' | 0xc2 | 0xe2 | 0xef)) {
            return Some(at);
        }
        at += 1;
    }
}

/// Where the character at `at` ends and what stands for it, if it is replaced.
fn replacement(text: &str, at: usize) -> Option<(usize, &'static str)> {
    let bytes = text.as_bytes().get(at..)?;
    let (len, with) = match bytes {
        [b'\r', b'\n', ..] | [0, ..] => (1, ""),
        [b'\r', ..] => (1, "\n"),
        [b'\x0b' | b'\x0c', rest @ ..] => {
            let before = at.checked_sub(1).and_then(|at| text.as_bytes().get(at));
            let apart = matches!(before, None | Some(b'\n' | b'\r'))
                || matches!(rest, [] | [b'\n' | b'\r', ..]);
            (1, if apart { "" } else { "\n" })
        }
        [0xc2, 0x85, ..] => (2, "\n"),
        [0xc2, 0xad, ..] => (2, ""),
        [0xe2, 0x80, 0xa8, ..] => (3, "\n"),
        [0xe2, 0x80, 0xa9, ..] => (3, "\n\n"),
        [0xe2, 0x80, 0x8b, ..] | [0xe2, 0x81, 0xa0, ..] | [0xef, 0xbb, 0xbf, ..] => (3, ""),
        [0xe2, 0x80, 0x8c | 0x8d, rest @ ..] => {
            let before = at.checked_sub(1).and_then(|at| text.as_bytes().get(at));
            let beside = [before, rest.first()].into_iter().flatten().any(u8::is_ascii);
            return beside.then_some((at + 3, ""));
        }
        [0xef, 0xac, joined @ 0x80..=0x86, ..] => {
            const LETTERS: [&str; 7] = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];
            (3, LETTERS[usize::from(joined - 0x80)])
        }
        _ => return None,
    };
    Some((at + len, with))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Origin;

    #[track_caller]
    fn check(source: &str, text: &str, invisible: usize) -> Decoded {
        let origin = Origin::identity(source.len());
        let decoded = tidy(Decoded { text: source.to_owned(), origin, notes: Vec::new() });
        assert_eq!(decoded.text, text);
        let notes: Vec<_> =
            (invisible > 0).then_some(Note::Invisible { places: invisible }).into_iter().collect();
        assert_eq!(decoded.notes, notes);
        decoded
    }

    #[test]
    fn line_ends_of_all_kinds_become_line_feeds() {
        check("a\r\nb\rc\n\rd\r\n\r\ne", "a\nb\nc\n\nd\n\ne", 0);
        check("a\u{85}b\u{2028}c\u{2029}d", "a\nb\nc\n\nd", 0);
        check("a\x0cb\x0bc", "a\nb\nc", 0);
        check("end of page\n\x0cgoes on\x0c\r\nand on\x0c", "end of page\ngoes on\nand on", 0);
    }

    #[test]
    fn what_has_no_appearance_goes() {
        check("co\u{ad}oper\u{ad}ate", "cooperate", 2);
        check("a\u{200b}b\u{2060}c\u{feff}d\0e", "abcde", 4);
        check("a\u{200c}b, می\u{200c}خواهم, 👩\u{200d}⚕", "ab, می\u{200c}خواهم, 👩\u{200d}⚕", 1);
    }

    #[test]
    fn joined_letters_part() {
        check("eﬃcient oﬀer, ﬁne ﬂow, waﬄe", "efficient offer, fine flow, waffle", 0);
    }

    #[test]
    fn quotes_dashes_and_other_signs_stay() {
        let text = "“It’s – well…” 5 °C, © ½ — naïve\u{a0}\u{2009}x \u{2010} \u{202f}";
        check(text, text, 0);
        check("\x1b[31m\x07\u{9b}", "\x1b[31m\x07\u{9b}", 0);
    }

    #[test]
    fn the_way_back_is_kept() {
        let decoded = check("eﬃ\u{ad}cient\r\nx", "efficient\nx", 1);
        let at = |word: &str| decoded.text.find(word).unwrap() as u32;
        assert_eq!(decoded.origin.to_source(at("cient")), 6);
        assert_eq!(decoded.origin.to_source(at("x")), 13);
        assert_eq!(decoded.origin.to_text(6), at("cient"));
    }
}
