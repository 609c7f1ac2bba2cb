//! Where a text that is too long for one document is cut into parts: between paragraphs where it can be,
//! else between lines, sentences, words, and always between characters. Reads and decodes nothing.

/// The share of a part, counted from its end, in which a good place to cut is sought.
const NEAR: usize = 4;

/// How long a text is, at most, whose last part may end behind its bound: no part is a mere rest.
pub fn reach(bound: usize) -> usize {
    bound + bound / NEAR
}

/// Where the first part of a text ends that goes on behind `bound` bytes: behind a blank line near the
/// bound, or else a line, a sentence, a word, a character. At least one byte, if there is one.
///
/// White space and stops are those of ASCII, which stand for themselves wherever one byte is one
/// character, and in UTF-8.
pub fn end(text: &[u8], bound: usize) -> usize {
    let bound = bound.min(text.len());
    let last = character(text, bound);
    let near = text.get(bound - bound / NEAR..last).unwrap_or_default();
    let cuts: [fn(&[u8], usize) -> bool; 4] = [ends_paragraph, ends_line, ends_sentence, ends_word];
    let found = cuts.into_iter().find_map(|cut| (1..=near.len()).rev().find(|at| cut(near, *at)));
    found.map_or(last, |at| last - near.len() + at)
}

/// The end of a character at `bound` or before; in bytes that are no UTF-8, `bound`.
fn character(text: &[u8], bound: usize) -> usize {
    let goes_on = |at: usize| text.get(at).is_some_and(|byte| (0x80..0xc0).contains(byte));
    let ends = |at: &usize| *at > 0 && !goes_on(*at) && !parts_line_end(text, *at);
    (bound.saturating_sub(4)..=bound).rev().find(ends).unwrap_or(bound)
}

/// Whether a cut at `at` would part a carriage return from its line feed.
fn parts_line_end(text: &[u8], at: usize) -> bool {
    text.get(at) == Some(&b'\n') && before(text, at, 1) == Some(b'\r')
}

fn before(text: &[u8], at: usize, by: usize) -> Option<u8> {
    text.get(at.checked_sub(by)?).copied()
}

fn ends_line(text: &[u8], at: usize) -> bool {
    before(text, at, 1) == Some(b'\n')
}

fn ends_paragraph(text: &[u8], at: usize) -> bool {
    let line = if before(text, at, 2) == Some(b'\r') { at - 1 } else { at };
    ends_line(text, at) && before(text, line, 2) == Some(b'\n')
}

fn ends_word(text: &[u8], at: usize) -> bool {
    before(text, at, 1).is_some_and(|byte| byte.is_ascii_whitespace()) && !parts_line_end(text, at)
}

fn ends_sentence(text: &[u8], at: usize) -> bool {
    let wide = || ["\u{3002}", "\u{ff01}", "\u{ff1f}"].iter().any(|stop| ends_with(text, at, stop));
    ends_word(text, at) && matches!(before(text, at, 2), Some(b'.' | b'!' | b'?')) || wide()
}

fn ends_with(text: &[u8], at: usize, end: &str) -> bool {
    text.get(..at).is_some_and(|text| text.ends_with(end.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, bound: usize, part: &str) {
        let end = end(text.as_bytes(), bound);
        assert_eq!(text.get(..end), Some(part));
    }

    #[test]
    fn a_part_ends_where_the_text_pauses_most() {
        check("aaaaaaaaaaaa\n\nb\nc. d e", 18, "aaaaaaaaaaaa\n\nb\n");
        check("aaaaaaaaaaaaaa\n\nb\nc. d e", 18, "aaaaaaaaaaaaaa\n\n");
        check("aaaaaaaaaaaaaa\r\n\r\nc. d e", 20, "aaaaaaaaaaaaaa\r\n\r\n");
        check("aaaaaaaaaaaaaaaaa\nb. c d", 20, "aaaaaaaaaaaaaaaaa\n");
        check("aaaaaaaaaaaaaaaab. c d e", 20, "aaaaaaaaaaaaaaaab. ");
        check("aaaaaaaaaaaaaaaa b c d e", 20, "aaaaaaaaaaaaaaaa b ");
        check("aaaaaaaaaaaaaaaaaaaaaaaa", 20, "aaaaaaaaaaaaaaaaaaaa");
    }

    #[test]
    fn neither_a_character_nor_a_line_end_is_parted() {
        check("aaaaaaa\u{e9}aaaa", 8, "aaaaaaa");
        check("aaaaaaa\r\naaaa", 8, "aaaaaaa");
        check(
            "\u{8981}\u{67e5}\u{770b}\u{6216}\u{3002}\u{6dfb}\u{52a0}",
            17,
            "\u{8981}\u{67e5}\u{770b}\u{6216}\u{3002}",
        );
        check("\u{1f600}\u{1f600}", 7, "\u{1f600}");
    }

    #[test]
    fn bytes_that_are_no_characters_are_cut_all_the_same() {
        assert_eq!(end(&[0x80; 20], 9), 9);
        assert_eq!(end(&[0x80; 20], 1), 1);
        assert_eq!(end(b"", 9), 0);
    }

    proptest! {
        #[test]
        fn parts_end_on_characters_within_the_bound(text in "[a-c \\n\\r.\u{e9}\u{3002}\u{1f600}]{1,80}", bound in 8_usize..40) {
            let mut rest = text.as_str();
            while rest.len() > reach(bound) {
                let end = end(rest.as_bytes(), bound);
                prop_assert!(0 < end && end <= bound && 2 * end >= bound);
                prop_assert!(rest.is_char_boundary(end) && !parts_line_end(rest.as_bytes(), end));
                rest = rest.get(end..).unwrap_or_default();
            }
        }

        #[test]
        fn any_bytes_are_cut_somewhere(bytes in prop::collection::vec(any::<u8>(), 1..80), bound in 1_usize..40) {
            let end = end(&bytes, bound);
            prop_assert!(0 < end && end <= bytes.len().min(bound));
        }
    }
}
