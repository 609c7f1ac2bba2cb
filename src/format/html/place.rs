//! Where in a page the words of its pieces stand: found by looking for their first words behind those
//! of the piece before. Where that fails a piece is left without a place.

use super::tags::{Event, Tags};
use super::walk::{is_soft, is_space};
use crate::text::{Origin, Piece};

/// Letters by which a piece is looked for.
const KEY: usize = 28;
/// How far on a piece of fewer letters is believed to be found, in bytes of text.
const NEAR: usize = 2_000;
/// Bytes that may be searched in vain for all pieces of a page together.
const PATIENCE: usize = 50_000_000;

/// Gives the pieces their places in the page.
pub(super) fn place(pieces: &mut [Piece], html: &str) {
    let flat = Flat::of(html);
    let (mut at, mut patience) = (0, PATIENCE);
    for piece in pieces {
        let key = key(&piece.words);
        let reach = if key.len() < KEY { NEAR } else { usize::MAX };
        let rest = flat.text.get(at..).unwrap_or_default();
        let end = rest.floor_char_boundary(reach.saturating_add(key.len()));
        let rest = rest.get(..end).unwrap_or_default();
        match rest.find(&key) {
            _ if key.is_empty() => {}
            Some(found) => {
                piece.source = Some(flat.origin.to_source((at + found) as u32) as usize);
                at += found + key.len();
            }
            None if rest.len() > patience => return,
            None => patience -= rest.len(),
        }
    }
}

/// The first letters of a piece's first cell.
fn key(words: &str) -> String {
    let mut key = String::new();
    let letters = words.chars().take_while(|char| *char != '|');
    for char in letters.filter(|char| !char.is_whitespace()) {
        if key.len() >= KEY {
            break;
        }
        key.push(char);
    }
    key
}

/// The text of a page without white space, and the way back to the page.
#[derive(Default)]
struct Flat {
    text: String,
    origin: Origin,
}

impl Flat {
    fn of(html: &str) -> Self {
        let origin = Origin::identity(html.len());
        let mut flat = Self { text: String::with_capacity(html.len() / 4), origin };
        for event in Tags::of(html) {
            if let Event::Text(text, at) = event {
                flat.take(text, at);
            }
        }
        flat
    }

    fn take(&mut self, text: &str, at: usize) {
        let mut chars = text.char_indices();
        while let Some((offset, char)) = chars.next() {
            let rest = chars.as_str();
            let char = match reference(rest).filter(|_| char == '&') {
                Some((named, len)) => {
                    chars.nth(len);
                    named
                }
                None => char,
            };
            if !is_space(char) && !char.is_whitespace() && !is_soft(char) {
                self.origin.step(self.text.len(), at + offset);
                self.text.push(char);
            }
        }
    }
}

/// The character for which a reference stands that begins before `rest`, and the length of its name.
fn reference(rest: &str) -> Option<(char, usize)> {
    const LONGEST: usize = 9;
    let end = rest.bytes().take(LONGEST).position(|byte| byte == b';')?;
    Some((named(rest.get(..end)?)?, end))
}

/// The character that a name stands for, where it is a frequent one.
fn named(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hexadecimal = number.strip_prefix(['x', 'X']).map(|number| (number, 16));
        let (digits, radix) = hexadecimal.unwrap_or((number, 10));
        return char::from_u32(u32::from_str_radix(digits, radix).ok()?);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "shy" => '\u{ad}',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "hellip" => '…',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::BlockKind;

    #[test]
    fn pieces_find_their_place_behind_tags_and_references() {
        let html = "<title>One more</title><nav>One</nav><p><b>One</b> &amp;\n <i>more&#8217;</i>s</p><p>Last";
        let piece = |words: &str| Piece::new(BlockKind::Paragraph, words);
        let mut pieces = [piece("One & more’s"), piece("nowhere"), piece("Last")];
        place(&mut pieces, html);
        let at = |words: &str| html.rfind(words);
        assert_eq!(pieces.map(|piece| piece.source), [at("One</b>"), None, at("Last")]);
    }
}
