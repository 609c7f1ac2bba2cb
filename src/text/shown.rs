//! What of a text is safe to show: one [`Glyph`] for each grapheme, with its width in columns.
//! Control characters, bidirectional overrides and the like become visible marks here, so that
//! no article, file name or note can drive the terminal. Wrapping and styling are left to others.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::Span;

/// One grapheme as it appears on a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// Byte of the text where it starts.
    pub start: u32,
    /// Its length in bytes of the text.
    pub len: u32,
    /// What to print; never a control character. Empty for what has no appearance.
    pub shown: Cow<'a, str>,
    /// Columns it takes.
    pub width: u16,
}

impl Glyph<'_> {
    /// Whether it is white space, line breaks included.
    pub fn is_space(&self) -> bool {
        self.shown == " " || self.shown == "\u{a0}"
    }
}

/// The glyphs of `span`, in order. Line breaks and tabs come as one space each.
pub fn glyphs(text: &str, span: Span) -> impl Iterator<Item = Glyph<'_>> {
    Glyphs { rest: span.of(text), at: span.start }
}

/// Columns that `text` takes when shown.
pub fn width(text: &str) -> usize {
    if is_plain(text) {
        return text.len();
    }
    glyphs(text, Span::new(0, text.len())).map(|glyph| usize::from(glyph.width)).sum()
}

/// Whether every byte is a character of one column.
pub(crate) fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// The text made safe for any output: as the glyphs show it, line breaks kept.
pub fn safe(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| c != '\n' && mark(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match mark(c) {
            Some(mark) if c != '\n' => shown.push_str(&mark),
            _ => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// The first `columns` columns of `text` as shown, the last of them `~` where it was cut.
pub fn clipped(text: &str, columns: usize) -> String {
    if text.len() <= columns && is_plain(text) {
        return text.to_owned();
    }
    let mut shown = String::new();
    let mut used = 0;
    for glyph in glyphs(text, Span::new(0, text.len())) {
        let width = usize::from(glyph.width);
        if used + width > columns {
            while used + 1 > columns {
                let Some(last) = shown.graphemes(true).next_back().map(str::to_owned) else {
                    break;
                };
                shown.truncate(shown.len() - last.len());
                used -= last.width();
            }
            shown.push_str(if columns == 0 { "" } else { "~" });
            break;
        }
        shown.push_str(&glyph.shown);
        used += width;
    }
    shown
}

struct Glyphs<'a> {
    rest: &'a str,
    at: u32,
}

impl<'a> Iterator for Glyphs<'a> {
    type Item = Glyph<'a>;

    fn next(&mut self) -> Option<Glyph<'a>> {
        let start = self.at;
        // Two ASCII characters in a row never join.
        if let [b' '..=b'~', behind @ ..] = self.rest.as_bytes()
            && behind.first().is_none_or(u8::is_ascii)
            && let Some((shown, rest)) = self.rest.split_at_checked(1)
        {
            self.rest = rest;
            self.at += 1;
            return Some(Glyph { start, len: 1, shown: Cow::Borrowed(shown), width: 1 });
        }
        let grapheme = first_grapheme(self.rest)?;
        let len = grapheme.len() as u32;
        self.rest = self.rest.get(grapheme.len()..).unwrap_or_default();
        self.at += len;
        let shown = appearance(grapheme);
        let width = shown.width() as u16;
        Some(Glyph { start, len, shown, width })
    }
}

/// The first grapheme; CR LF is two here.
fn first_grapheme(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let first = bytes.first()?;
    if first.is_ascii() && bytes.get(1).is_none_or(u8::is_ascii) {
        return text.get(..1);
    }
    text.graphemes(true).next()
}

/// How a grapheme that is no printable ASCII character appears.
fn appearance(grapheme: &str) -> Cow<'_, str> {
    if matches!(grapheme, "\n" | "\t" | "\r\n") {
        return Cow::Borrowed(" ");
    }
    if grapheme.chars().any(|c| mark(c).is_some() || c == VS16) {
        return Cow::Owned(spelled(grapheme));
    }
    // A mark that combines with nothing would print on whatever stands before it.
    if grapheme.width() == 0 && !grapheme.chars().all(is_ignorable) {
        return Cow::Owned(grapheme.chars().map(code).collect());
    }
    if grapheme.width() == 0 { Cow::Borrowed("") } else { Cow::Borrowed(grapheme) }
}

/// Asks for a colour emoji; terminals disagree about its width, so it is not printed.
const VS16: char = '\u{fe0f}';

fn spelled(grapheme: &str) -> String {
    let mut shown = String::new();
    for c in grapheme.chars().filter(|c| *c != VS16) {
        match mark(c) {
            Some(mark) => shown.push_str(&mark),
            None => shown.push(c),
        }
    }
    shown
}

/// The visible mark for a character that must not reach a terminal: `^[` for C0 controls,
/// `<U+202E>` for the rest.
fn mark(c: char) -> Option<String> {
    match c {
        '\t' => None,
        '\0'..='\x1f' => Some(format!("^{}", char::from(c as u8 ^ 0x40))),
        '\x7f' => Some("^?".to_owned()),
        '\u{80}'..='\u{9f}' // C1 controls: one byte of escape sequence on some terminals
        | '\u{61c}' | '\u{200e}' | '\u{200f}' // directional marks
        | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' // overrides and isolates
        | '\u{2028}' | '\u{2029}' // line and paragraph separators
        | '\u{206a}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' // deprecated and annotation controls
        | '\u{e0000}'..='\u{e007f}' => Some(code(c)), // invisible tags
        _ => None,
    }
}

fn code(c: char) -> String {
    format!("<U+{:04X}>", u32::from(c))
}

fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}'
        | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

/// "1 line", "2 lines".
pub fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, shown: &str, columns: usize) {
        let all = glyphs(text, Span::new(0, text.len()));
        assert_eq!(all.map(|glyph| glyph.shown).collect::<String>(), shown);
        assert_eq!(width(text), columns);
    }

    #[test]
    fn plain_text_is_shown_as_it_is() {
        check("AI’s 43%", "AI’s 43%", 8);
        check("要查看", "要查看", 6);
        check("e\u{301}t\u{e9}", "e\u{301}t\u{e9}", 3);
    }

    #[test]
    fn control_characters_become_marks() {
        check("\x1b]0;x\x07", "^[]0;x^G", 8);
        check("a\u{9b}b", "a<U+009B>b", 10);
        check("\u{202e}gpj", "<U+202E>gpj", 11);
        check("a\nb\tc", "a b c", 5);
        check("a\r\nb", "a^M b", 5);
    }

    #[test]
    fn what_has_no_appearance_takes_no_column() {
        check("soft\u{ad}hyphen\u{200b}", "softhyphen", 10);
        check("✔\u{fe0f}", "✔", 1);
        check("\u{301}x", "<U+0301>x", 9);
    }

    #[test]
    fn clipping_counts_columns() {
        assert_eq!(clipped("retraining", 20), "retraining");
        assert_eq!(clipped("retraining", 6), "retra~");
        assert_eq!(clipped("要查看或", 5), "要查~");
        assert_eq!(clipped("abc", 0), "");
    }

    proptest! {
        #[test]
        fn nothing_shown_is_a_control_character(text in "\\PC*|[\\x00-\\x{9f}\\x{2000}-\\x{206f}\\x{e0000}-\\x{e007f}a]*") {
            for glyph in glyphs(&text, Span::new(0, text.len())) {
                prop_assert!(!glyph.shown.chars().any(|c| c.is_control() || mark(c).is_some()));
            }
            prop_assert!(!safe(&text).chars().any(|c| c != '\n' && c != '\t' && c.is_control()));
        }

        #[test]
        fn glyphs_tile_the_text(text in any::<String>()) {
            let mut at = 0;
            for glyph in glyphs(&text, Span::new(0, text.len())) {
                prop_assert_eq!(glyph.start, at);
                prop_assert!(glyph.len > 0);
                at += glyph.len;
            }
            prop_assert_eq!(at as usize, text.len());
        }

        #[test]
        fn clipped_fits(text in any::<String>(), columns in 0_usize..40) {
            prop_assert!(width(&clipped(&text, columns)) <= columns);
        }
    }
}
