//! What belongs to a stop behind it: closing quotes and brackets, note marks, emoticons. Leaves it to
//! the module above whether the stop ends a sentence.

use crate::text::phrase::{after, clip};

/// Where the quotes, brackets and note marks that belong to the stop before `at` end; those right
/// behind it, and note marks and emoticons behind a space too.
pub(super) fn tail(body: &str, at: usize) -> usize {
    let mut end = closers(body, at);
    while let Some(len) = spaced(after(body, end)) {
        end += len;
    }
    end
}

/// Where what closes right behind `at` ends.
pub(super) fn closers(body: &str, at: usize) -> usize {
    let mut end = at;
    while let Some(char) = after(body, end).chars().next() {
        match char {
            '"'
            | '\''
            | '”'
            | '’'
            | '»'
            | '›'
            | ')'
            | ']'
            | '}'
            | '」'
            | '』'
            | '）'
            | '】'
            | '¹'
            | '²'
            | '³'
            | '⁰'
            | '⁴'..='⁹' => end += char.len_utf8(),
            '“' if closes_low(body, end) => end += char.len_utf8(),
            '[' => match note(after(body, end)) {
                Some(len) => end += len,
                None => break,
            },
            _ => break,
        }
    }
    end
}

/// Whether `“` at `at` closes a quotation, as in German: nothing or a space follows.
fn closes_low(body: &str, at: usize) -> bool {
    let rest = after(body, at + '“'.len_utf8());
    rest.is_empty() || rest.starts_with(char::is_whitespace)
}

/// The length of a note mark such as `[12]`, `[4, 5]`, `[citation needed]` or `[...]`.
fn note(text: &str) -> Option<usize> {
    const LONGEST: usize = 26;
    let inner = clip(text, LONGEST).strip_prefix('[')?;
    let inner = inner.split_once(']')?.0;
    let listed = |char: char| char.is_ascii_digit() || matches!(char, ' ' | ',' | '-' | '–');
    let figures =
        inner.starts_with(|char: char| char.is_ascii_digit()) && inner.chars().all(listed);
    let remark = inner.starts_with(|char: char| char.is_ascii_lowercase())
        && inner.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b' '));
    let cut = matches!(inner, "..." | "…");
    (figures || remark || cut).then_some(inner.len() + "[]".len())
}

/// The length of a space and the note mark, emoticon or closing guillemet behind it.
fn spaced(text: &str) -> Option<usize> {
    let rest = text.strip_prefix([' ', '\u{a0}', '\u{202f}'])?;
    let mark = match rest.as_bytes().first()? {
        b'[' => note(rest)?,
        b':' | b';' => emoticon(rest)?,
        _ if rest.starts_with('»') => '»'.len_utf8(),
        _ => return None,
    };
    let stop = usize::from(rest.as_bytes().get(mark) == Some(&b'.'));
    let behind = after(rest, mark + stop);
    let apart = behind.is_empty() || behind.starts_with(|c: char| c.is_whitespace() || c == '[');
    apart.then_some(text.len() - rest.len() + mark + stop)
}

/// The length of `:)`, `;-)`, `:D` and the like.
fn emoticon(text: &str) -> Option<usize> {
    let face = after(text, 1);
    let mouth = face.strip_prefix('-').unwrap_or(face);
    mouth.starts_with([')', '(', 'D', 'P', '/', '|']).then_some(text.len() - mouth.len() + 1)
}

/// The length of a note mark that stands as bare figures right behind a word's full stop,
/// "workers.12 The": what scraping left of a raised one. Gives nothing unless a capital follows it.
pub(super) fn bare_note(rest: &str) -> Option<usize> {
    let digits = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let behind = after(rest, digits);
    let next = behind.strip_prefix(' ').unwrap_or_default();
    let ends = behind.is_empty() || next.starts_with(char::is_uppercase);
    ((1..=3).contains(&digits) && ends).then_some(digits)
}
