//! Breaks one block into lines of a width: where a line may break, and how wide its pieces are.
//! The breaking itself is `textwrap`'s first fit, on pieces that carry their place in the text.

use std::borrow::Cow;

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;

use crate::text::Span;
use crate::text::shown::{Glyph, glyphs};

/// The lines of `span` at `columns`, without the white space around each. At least one line.
pub(super) fn lines(text: &str, span: Span, columns: u16) -> Vec<Span> {
    let columns = columns.max(1);
    let pieces = pieces(text, span, columns);
    if pieces.is_empty() {
        return vec![Span { start: span.start, end: span.start }];
    }
    let whole = |line: &[Piece]| match line {
        [first, .., last] => Span { start: first.span.start, end: last.span.end },
        [only] => only.span,
        [] => Span::default(),
    };
    let lines = wrap_first_fit(&pieces, &[f64::from(columns)]);
    lines.into_iter().map(whole).filter(|line| !line.is_empty()).collect()
}

/// The lines of `span` as they are, cut where they are wider than `columns`. At least one line.
pub(super) fn kept(text: &str, span: Span, columns: u16) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = span.start;
    for line in span.of(text).split('\n') {
        let end = start + line.len() as u32;
        cut(text, Span { start, end }, columns.max(1), &mut lines);
        start = end + 1;
    }
    lines
}

/// One line, cut where the columns end.
pub(super) fn cut(text: &str, line: Span, columns: u16, lines: &mut Vec<Span>) {
    let (mut start, mut used) = (line.start, 0);
    for glyph in glyphs(text, line) {
        if used + glyph.width > columns && used > 0 {
            lines.push(Span { start, end: glyph.start });
            (start, used) = (glyph.start, 0);
        }
        used += glyph.width;
    }
    lines.push(Span { start, end: line.end });
}

/// What stays together on a line, and the white space behind it.
#[derive(Clone, Copy, Debug)]
struct Piece {
    span: Span,
    columns: u16,
    space: bool,
}

impl Fragment for Piece {
    fn width(&self) -> f64 {
        f64::from(self.columns)
    }

    fn whitespace_width(&self) -> f64 {
        f64::from(u8::from(self.space))
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

fn pieces(text: &str, span: Span, columns: u16) -> Vec<Piece> {
    let mut cutter = Cutter { pieces: Vec::with_capacity(span.len() / 5), columns, open: false };
    let mut before: Option<Glyph<'_>> = None;
    let mut at = span.start;
    while at < span.end {
        let word = plain_word(text, Span { start: at, end: span.end });
        if word.len() > 1 && before.as_ref().is_none_or(|before| !may_break_behind(before)) {
            cutter.add(word, word.len() as u16, true);
            before = Some(plain_glyph(text, word.end - 1));
            at = word.end;
            continue;
        }
        if is_plain_space(text, at) {
            cutter.space();
            before = Some(plain_glyph(text, at));
            at += 1;
            continue;
        }
        let Some(glyph) = glyphs(text, Span { start: at, end: span.end }).next() else { break };
        at = glyph.start + glyph.len;
        if glyph.shown == " " {
            cutter.space();
        } else {
            let joins = before.as_ref().is_none_or(|before| !may_break(before, &glyph));
            cutter.add(Span { start: glyph.start, end: at }, glyph.width, joins);
        }
        before = Some(glyph);
    }
    cutter.pieces
}

/// The glyph of a printable ASCII character that nothing combines with.
fn plain_glyph(text: &str, start: u32) -> Glyph<'_> {
    let shown = Cow::Borrowed(Span { start, end: start + 1 }.of(text));
    Glyph { start, len: 1, shown, width: 1 }
}

/// Whether there is a space at `at` that nothing combines with: most of what parts words.
fn is_plain_space(text: &str, at: u32) -> bool {
    let rest = text.as_bytes().get(at as usize..);
    matches!(rest, Some([b' ', next, ..]) if next.is_ascii())
}

/// The run of letters and other ASCII characters without a break in it at the start of `span`,
/// short of a character that something behind it might combine with.
fn plain_word(text: &str, span: Span) -> Span {
    let plain = |byte: &u8| matches!(byte, b'!'..=b'~') && !matches!(byte, b'-' | b'/');
    let bytes = span.of(text).as_bytes();
    let run = bytes.iter().take_while(|byte| plain(byte)).count();
    let combines = bytes.get(run).is_some_and(|next| !next.is_ascii());
    Span { start: span.start, end: span.start + (run - usize::from(combines && run > 0)) as u32 }
}

/// Collects pieces.
struct Cutter {
    pieces: Vec<Piece>,
    columns: u16,
    /// Whether the last piece may still grow.
    open: bool,
}

impl Cutter {
    fn space(&mut self) {
        if let Some(last) = self.pieces.last_mut() {
            last.space = true;
        }
        self.open = false;
    }

    /// Adds to the last piece where it `joins` and fits, else begins a new one.
    fn add(&mut self, span: Span, columns: u16, joins: bool) {
        if columns > self.columns && span.len() == usize::from(columns) && columns > 1 {
            // A plain word wider than the line: cut it.
            let end = span.start + u32::from(self.columns);
            self.add(Span { end, ..span }, self.columns, joins);
            return self.add(Span { start: end, ..span }, columns - self.columns, false);
        }
        match self.pieces.last_mut() {
            Some(last) if self.open && joins && last.columns + columns <= self.columns => {
                last.span.end = span.end;
                last.columns += columns;
            }
            _ => self.pieces.push(Piece { span, columns, space: false }),
        }
        self.open = true;
    }
}

/// Whether any character may begin a new line behind this one, or that depends on the character.
fn may_break_behind(before: &Glyph<'_>) -> bool {
    is_wide(before) || matches!(before.shown.chars().next_back(), Some('-' | '–' | '—' | '/'))
}

/// Whether a line may end between two glyphs that no white space parts: behind a hyphen or dash
/// within a word, and around wide characters, except where punctuation would be torn off
/// (the short form of JIS X 4051's rules).
fn may_break(before: &Glyph<'_>, after: &Glyph<'_>) -> bool {
    let last = before.shown.chars().next_back().unwrap_or(' ');
    let next = after.shown.chars().next().unwrap_or(' ');
    if is_wide(before) || is_wide(after) {
        return !"，。、！？；：）」』】》,.!?;:)]}”’".contains(next)
            && !"（「『【《([{“‘".contains(last);
    }
    matches!(last, '-' | '–' | '—' | '/') && next.is_alphabetic()
}

fn is_wide(glyph: &Glyph<'_>) -> bool {
    glyph.width == 2 && glyph.len >= 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::shown::width;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, columns: u16, expected: &[&str]) {
        let found = lines(text, Span::new(0, text.len()), columns);
        assert_eq!(found.iter().map(|line| line.of(text)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn breaks_at_white_space_and_hyphens() {
        check("one two three", 7, &["one two", "three"]);
        check("a well-known fact", 8, &["a well-", "known", "fact"]);
        check("hard\nwrapped   text", 30, &["hard\nwrapped   text"]);
        check("", 10, &[""]);
    }

    #[test]
    fn wide_text_breaks_between_characters_but_keeps_its_punctuation() {
        check("要查看或添加评论，请登录", 16, &["要查看或添加评", "论，请登录"]);
        check("要查看或", 5, &["要查", "看或"]);
    }

    #[test]
    fn a_word_wider_than_the_line_is_cut() {
        check("abcdefgh ij", 3, &["abc", "def", "gh", "ij"]);
    }

    proptest! {
        #[test]
        fn lines_fit_and_cover_every_visible_character(text in "[a-z \\n要，—-]{0,80}", columns in 2_u16..30) {
            let found = lines(&text, Span::new(0, text.len()), columns);
            let kept: String = found.iter().flat_map(|line| line.of(&text).split_whitespace()).collect();
            prop_assert_eq!(kept, text.split_whitespace().collect::<String>());
            for line in found {
                let collapsed = line.of(&text).split_whitespace().collect::<Vec<_>>().join(" ");
                prop_assert!(width(&collapsed) <= usize::from(columns));
            }
        }
    }
}
