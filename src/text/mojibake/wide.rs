//! Repairs UTF-8 that was read as GBK or Shift JIS, by way of rare ideographs that such readings make
//! of common signs. Big5 is left alone: it has no character for half of the bytes, so that nothing
//! is left to repair.

use encoding_rs::{Encoding, GBK, SHIFT_JIS};

use super::{Pass, plausible};
use crate::text::edit::Edit;
use crate::text::phrase::rare;

/// The encodings, each with ideographs that genuine text hardly has: what the beginnings of quotes,
/// of full-width stops, of 的 and of kana become.
const READINGS: [(&Encoding, &[char]); 2] =
    [(GBK, &['鈥', '銆', '锛', '鐨', '殑', '鈧']), (SHIFT_JIS, &['縺', '繧', '繝'])];

/// One round of repair, if there is anything to repair.
pub(super) fn pass(broken: &str) -> Option<Pass> {
    if !has_signs(broken) {
        return None;
    }
    READINGS.iter().find_map(|(encoding, signs)| {
        broken.contains(*signs).then(|| repaired(broken, &Table::new(encoding), signs))?
    })
}

/// Whether any of the signs stands in the text; for most texts their first bytes tell.
fn has_signs(text: &str) -> bool {
    let is_first = |byte: u8| matches!(byte, 0xe6..=0xe9);
    let mut at = 0;
    while let Some(next) = rare(text.as_bytes(), at, is_first) {
        let char = text.get(next..).and_then(|rest| rest.chars().next());
        if char.is_some_and(|char| READINGS.iter().any(|(_, signs)| signs.contains(&char))) {
            return true;
        }
        at = next + 3;
    }
    false
}

fn repaired(broken: &str, table: &Table, signs: &[char]) -> Option<Pass> {
    let (mut edit, mut places) = (Edit::of(broken), 0);
    let mut at = 0;
    while let Some(run) = next_run(broken, at) {
        at = run.end;
        let words = broken.get(run.clone()).unwrap_or_default();
        let Some(chars) = words.contains(signs).then(|| misread(words, table)).flatten() else {
            continue;
        };
        let ends = chars.iter().skip(1).map(|(_, offset)| *offset).chain([words.len()]);
        for ((char, offset), end) in chars.iter().zip(ends) {
            let mut buffer = [0; 4];
            edit.replace(run.start + offset, run.start + end, char.encode_utf8(&mut buffer));
        }
        places += 1;
    }
    Pass::of(edit, places)
}

/// The next stretch of characters beyond ASCII.
fn next_run(text: &str, from: usize) -> Option<std::ops::Range<usize>> {
    let bytes = text.as_bytes();
    let start = from + bytes.get(from..)?.iter().position(|byte| !byte.is_ascii())?;
    let len = bytes.get(start..)?.iter().position(u8::is_ascii);
    Some(start..len.map_or(text.len(), |len| start + len))
}

/// What `words` were before, each character with the offset of what shows it; nothing where hardly
/// any of their bytes are UTF-8. A character that lost a byte becomes U+FFFD.
fn misread(words: &str, table: &Table) -> Option<Vec<(char, usize)>> {
    let mut bytes = Vec::with_capacity(words.len());
    let mut offsets = Vec::with_capacity(words.len());
    for (offset, char) in words.char_indices() {
        for byte in table.bytes_of(char)? {
            bytes.push(byte);
            offsets.push(offset);
        }
    }
    let (mut chars, mut broken, mut at) = (Vec::new(), 0, 0);
    for chunk in bytes.utf8_chunks() {
        chars.extend(chunk.valid().char_indices().map(|(from, char)| (char, at + from)));
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            let more = chars.last().is_some_and(|(char, _)| *char == '\u{fffd}');
            if !more {
                chars.push(('\u{fffd}', at));
                broken += 1;
            }
            at += chunk.invalid().len();
        }
    }
    let sound =
        chars.iter().all(|(char, _)| plausible(*char) || matches!(char, ' '..='~' | '\u{fffd}'));
    let enough = broken == 0 || chars.len() >= 4 * broken;
    let offset = |at: usize| offsets.get(at).copied().unwrap_or(words.len());
    (sound && enough).then(|| chars.into_iter().map(|(char, at)| (char, offset(at))).collect())
}

/// The bytes of each character of an encoding; made only for a text that needs it, since the
/// encoder itself searches all of its characters for each one.
struct Table(Vec<(char, [u8; 2])>);

impl Table {
    fn new(encoding: &'static Encoding) -> Self {
        let pairs =
            (0x81..=0xfe_u8).flat_map(|lead| (0x40..=0xfe_u8).map(move |trail| [lead, trail]));
        let singles = (0xa1..=0xdf_u8).map(|byte| [byte, 0]);
        let decoded = pairs.chain(singles).filter_map(|bytes| {
            let len = if bytes[1] == 0 { 1 } else { 2 };
            let used = bytes.get(..len)?;
            let text = encoding.decode_without_bom_handling_and_without_replacement(used)?;
            let mut chars = text.chars();
            chars.next().filter(|_| chars.next().is_none()).map(|char| (char, bytes))
        });
        let mut table: Vec<_> = decoded.collect();
        table.sort_unstable();
        Self(table)
    }

    fn bytes_of(&self, char: char) -> Option<impl Iterator<Item = u8>> {
        const LOST: [u8; 2] = [0xff, 0];
        if char == '\u{fffd}' {
            return Some(LOST.into_iter().take(1));
        }
        // Some characters stand in several places, of which the first is the one in use.
        let at = self.0.partition_point(|(other, _)| *other < char);
        let (_, bytes) = *self.0.get(at).filter(|(other, _)| *other == char)?;
        Some(bytes.into_iter().take(if bytes[1] == 0 { 1 } else { 2 }))
    }
}
