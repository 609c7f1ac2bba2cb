//! Repairs UTF-8 that was read as an older encoding, once or several times over, where that is
//! certain. Genuine accented text, which can look alike at the ends of words, stays as it is.

mod certain;
mod reading;
mod wide;

use super::decode::Decoded;
use super::edit::Edit;
use super::phrase::{rare, spaceless};
use super::{Note, Origin};
use certain::{certain, likely};
use reading::{Reading, row};

/// Readings too many that are undone at most.
const DEPTH: usize = 3;

/// Repairs the text and notes how often, and whether it ends in a character cut in two.
pub(super) fn repair(mut decoded: Decoded) -> Decoded {
    if decoded.text.is_ascii() {
        return decoded;
    }
    let mut places = 0;
    for depth in 0..DEPTH {
        let reading = misread(&decoded.text);
        let Some(pass) = reading.map_or_else(
            || wide::pass(&decoded.text),
            |(reading, often)| pass(&decoded.text, reading, often),
        ) else {
            break;
        };
        decoded.origin = pass.origin.through(&decoded.origin);
        decoded.text = pass.text;
        places = if depth == 0 { pass.places } else { places };
    }
    if places > 0 {
        decoded.notes.push(Note::Mojibake { places });
    }
    if ends_cut(&decoded.text) {
        decoded.notes.push(Note::BrokenTail);
    }
    decoded
}

/// The reading that explains most of the text, and whether it does so more than once.
fn misread(text: &str) -> Option<(Reading, bool)> {
    const ENOUGH: u32 = 64;
    let mut counts = [(0, 0); Reading::ALL.len()];
    let mut at = 0;
    while let Some(next) = next_pair(text, at) {
        let mut end = next;
        for reading in Reading::ALL {
            if let Some(run) = run_at(text, next, reading) {
                end = end.max(run.end);
                let (sure, maybe) = &mut counts[reading as usize];
                if certain(&run, reading, text) {
                    *sure += 1;
                } else if likely(&run, reading, text) {
                    *maybe += 1;
                }
            }
        }
        at = if end > next { end } else { next + char_len(text, next) };
        if counts.iter().any(|(sure, _)| *sure >= ENOUGH) {
            break;
        }
    }
    let best = Reading::ALL.into_iter().rev().max_by_key(|reading| counts[*reading as usize])?;
    let (sure, _) = counts[best as usize];
    (sure > 0).then_some((best, sure > 1))
}

/// Offset of the next character that may begin a misread one.
fn next_pair(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at = rare(bytes, at, |byte| byte >= 0xc2)?;
        let rest = text.get(at..)?;
        let mut chars = rest.chars();
        let first = chars.next()?;
        if chars.next().is_some_and(|second| may_begin(first, second)) {
            return Some(at);
        }
        at += first.len_utf8();
    }
}

/// Whether some reading shows the first two bytes of a character so.
fn may_begin(first: char, second: char) -> bool {
    !second.is_ascii()
        && first < '\u{2e80}'
        && row(first)
            .iter()
            .zip(row(second))
            .any(|(lead, next)| *lead >= 0xc2 && (0x80..0xc0).contains(next))
}

fn char_len(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
}

/// A text after one round of repair.
struct Pass {
    text: String,
    origin: Origin,
    places: usize,
}

impl Pass {
    /// The outcome of an edit, if anything was repaired.
    fn of(edit: Edit<'_>, places: usize) -> Option<Self> {
        (places > 0).then(|| {
            let (text, origin) = edit.finish();
            Self { text, origin, places }
        })
    }
}

fn pass(broken: &str, reading: Reading, often: bool) -> Option<Pass> {
    let (mut edit, mut places) = (Edit::of(broken), 0);
    let mut at = 0;
    while let Some(next) = next_lead(broken, at) {
        let run = run_at(broken, next, reading)
            .filter(|run| certain(run, reading, broken) || often && likely(run, reading, broken))
            .or_else(|| lost_space(broken, next, reading).filter(|_| often));
        let Some(run) = run else {
            at = next + char_len(broken, next);
            continue;
        };
        for sequence in &run.sequences {
            let end = sequence.at + sequence.len;
            edit.replace(sequence.at, end, sequence.char.encode_utf8(&mut [0; 4]));
        }
        (at, places) = (run.end, places + 1);
    }
    Pass::of(edit, places)
}

/// Offset of the next character beyond ASCII.
fn next_lead(text: &str, from: usize) -> Option<usize> {
    rare(text.as_bytes(), from, |byte| byte >= 0xc2)
}

/// A character that was taken for several.
#[derive(Clone, Copy, Debug)]
struct Sequence {
    at: usize,
    len: usize,
    lead: u8,
    char: char,
    /// What stands in the text; NUL beyond its end.
    shown: [char; 4],
    /// Whether genuine text could show the same characters after a letter.
    natural: bool,
}

impl Sequence {
    /// Whether what follows its first letter are quotes, dashes and the like.
    fn is_paused(&self) -> bool {
        self.natural && !self.shown.iter().skip(1).any(|char| char.is_alphabetic())
    }
}

/// Sequences that follow each other.
#[derive(Clone, Debug)]
struct Run {
    start: usize,
    end: usize,
    sequences: Vec<Sequence>,
}

impl Run {
    fn has(&self, is: impl Fn(&Sequence) -> bool) -> bool {
        self.sequences.iter().any(is)
    }
}

/// The sequences that follow each other from `at` on, if any do.
fn run_at(text: &str, at: usize, reading: Reading) -> Option<Run> {
    let mut run = Run { start: at, end: at, sequences: Vec::new() };
    while let Some(sequence) = sequence_at(text, run.end, reading, run.sequences.last()) {
        run.end += sequence.len;
        run.sequences.push(sequence);
    }
    (!run.sequences.is_empty()).then_some(run)
}

fn sequence_at(
    text: &str,
    at: usize,
    reading: Reading,
    before: Option<&Sequence>,
) -> Option<Sequence> {
    let chars = text.get(at..)?.chars();
    let lead = chars.clone().next().and_then(|char| reading.byte_of(char))?;
    let wanted = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let (mut bytes, mut shown) = ([0; 4], ['\0'; 4]);
    let (mut taken, mut len, mut natural) = (0, 0, lead < 0xf0);
    for char in chars.take(wanted) {
        let space = || trimmed_space(char, taken, before).filter(|_| reading.has_space());
        let Some(byte) = reading.byte_of(char).or_else(space) else { break };
        if taken > 0 && !(0x80..=0xbf).contains(&byte) {
            break;
        }
        natural &= taken == 0 || follows_letters(char, lead, reading);
        (bytes[taken], shown[taken]) = (byte, char);
        taken += 1;
        len += char.len_utf8();
    }
    let next = text.get(at + len..)?.chars().next();
    if bytes == [0xe2, 0x80, 0, 0] && reading.has_space() && next.is_none_or(begins) {
        // Many programs drop a byte for which the encoding has nothing: the last one of a quote.
        let char = if reading == Reading::Western { '”' } else { '‘' };
        return Some(Sequence { at, len, lead, char, shown, natural: false });
    }
    let char = std::str::from_utf8(bytes.get(..wanted)?).ok()?.chars().next()?;
    let natural = natural && !matches!(bytes, [0xe2, 0x80 | 0x82 | 0x84, ..]);
    let gap = before.is_some() && char.is_control();
    (taken == wanted && (plausible(char) || gap)).then_some(Sequence {
        at,
        len,
        lead,
        char,
        shown,
        natural,
    })
}

/// Whether `char` begins anew in any reading, so that the character before it lacks a byte.
fn begins(char: char) -> bool {
    !row(char).iter().any(|byte| (0x80..0xc0).contains(byte))
}

/// The no-break space that became a plain one at the end of a Chinese or Japanese character.
fn trimmed_space(char: char, taken: usize, before: Option<&Sequence>) -> Option<u8> {
    let among_ideographs = before.is_some_and(|before| spaceless(before.char));
    (char == ' ' && taken == 2 && among_ideographs).then_some(0xa0)
}

/// The à or the no-break space whose second byte became a plain space: "voilÃ  la", "10Â 000".
fn lost_space(text: &str, at: usize, reading: Reading) -> Option<Run> {
    let rest = text.get(at..)?;
    let mut chars = rest.chars();
    let first = chars.next()?;
    let lead = reading.byte_of(first).filter(|_| reading.has_space())?;
    let capital = text.get(..at)?.chars().next_back().is_some_and(char::is_uppercase);
    let space = matches!(chars.next(), Some(' ' | '\n')) || rest.len() == first.len_utf8();
    let behind = chars.next();
    let own = behind.is_none_or(|char| matches!(char, ' ' | ',' | '.' | ';' | ':' | '!' | '?'));
    let (char, len) = match lead {
        0xc2 => ('\u{a0}', rest.len().min(first.len_utf8() + 1)),
        0xc3 if own => {
            ('à', (first.len_utf8() + 1).min(rest.trim_end().len().max(first.len_utf8())))
        }
        0xc3 => ('à', first.len_utf8()),
        _ => return None,
    };
    let shown = [first, '\0', '\0', '\0'];
    let sequence = Sequence { at, len, lead, char, shown, natural: true };
    let found = space && !capital && !rest.starts_with("Â\n");
    found.then(|| Run { start: at, end: at + len, sequences: vec![sequence] })
}

/// Whether `char` may stand right after a letter like `lead` in genuine text: quotes, dashes,
/// spaces, raised signs, and letters of other languages.
fn follows_letters(char: char, lead: u8, reading: Reading) -> bool {
    match char {
        '\u{a0}' | '«' | '»' | '‘' | '’' | '“' | '”' | '‚' | '„' | '‹' | '›' | '–' | '—' | '…'
        | '¡' | '¿' | '§' | '°' | '\u{ad}' | '·' | '•' | '†' | '‡' => true,
        'š' | 'Š' | 'ž' | 'Ž' | 'œ' | 'Œ' | 'Ÿ' | 'ƒ' | '™' => lead > 0xc3,
        '®' | '©' | '¹' | '²' | '³' | 'ª' | 'º' => lead > 0xdf,
        _ => reading != Reading::Western && char.is_alphabetic(),
    }
}

/// Whether articles hold such characters.
fn plausible(char: char) -> bool {
    matches!(char, '\u{a0}'..='\u{24f}' | '\u{2bc}' | '\u{2c6}' | '\u{2c7}' | '\u{2d8}'..='\u{2dd}' | '\u{300}'..='\u{36f}'
        | '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}' | '\u{5d0}'..='\u{5ea}'
        | '\u{60c}'..='\u{6ff}' | '\u{900}'..='\u{dff}' | '\u{e00}'..='\u{e7f}'
        | '\u{1e00}'..='\u{1fff}' | '\u{2002}'..='\u{2044}' | '\u{2070}'..='\u{209c}'
        | '\u{20a0}'..='\u{20bf}' | '\u{2100}'..='\u{27bf}' | '\u{3000}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{fb00}'..='\u{fb06}'
        | '\u{fe0f}' | '\u{feff}' | '\u{ff00}'..='\u{ffef}' | '\u{1f000}'..='\u{1faff}')
}

/// Whether the text ends in the first bytes of a character, each shown as one of its own.
fn ends_cut(text: &str) -> bool {
    let byte_of = |char| Reading::Western.byte_of(char);
    let mut chars = text.trim_end().chars().rev();
    let (Some(last), Some(lead)) = (chars.next(), chars.next()) else { return false };
    let leads = byte_of(lead).is_some_and(|byte| (0xe3..=0xef).contains(&byte));
    let Some(byte) = byte_of(last).filter(|byte| leads && (0x80..=0xbf).contains(byte)) else {
        return false;
    };
    chars.next().is_some_and(spaceless)
        || !follows_letters(last, 0xe3, Reading::Western) && byte != 0xa0
}

#[cfg(test)]
mod cases;
#[cfg(test)]
mod tests;
