//! Repairs UTF-8 that was read as Windows-1252 or Latin-1, once or several times over, where that
//! is certain. Genuine accented text, which can look alike at the ends of words, stays as it is.

use super::decode::Decoded;
use super::phrase::spaceless;
use super::{Note, Origin};

/// Readings too many that are undone at most.
const DEPTH: usize = 3;

/// Repairs the text and notes how often, and whether it ends in a character cut in two.
pub(super) fn repair(mut decoded: Decoded) -> Decoded {
    let mut places = 0;
    for depth in 0..DEPTH {
        let Some(pass) = pass(&decoded.text) else { break };
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

/// A text after one round of repair.
struct Pass {
    text: String,
    origin: Origin,
    places: usize,
}

fn pass(broken: &str) -> Option<Pass> {
    let mut pass: Option<Pass> = None;
    let (mut at, mut copied) = (0, 0);
    while let Some(next) = next_lead(broken, at) {
        let run = run_at(broken, next);
        let end = run.last().map_or(next, |last| last.at + last.len);
        if !certain(&run, broken) {
            at = (next + 2).max(end);
            continue;
        }
        let pass = pass.get_or_insert_with(|| Pass {
            text: String::with_capacity(broken.len()),
            origin: Origin::identity(broken.len()),
            places: 0,
        });
        pass.copy(broken, copied, next);
        for sequence in &run {
            pass.origin.step(pass.text.len(), sequence.at);
            pass.text.push(sequence.char);
        }
        pass.places += 1;
        (at, copied) = (end, end);
    }
    if let Some(pass) = &mut pass {
        pass.copy(broken, copied, broken.len());
        pass.origin.step(pass.text.len(), broken.len());
    }
    pass
}

impl Pass {
    fn copy(&mut self, broken: &str, start: usize, end: usize) {
        self.origin.step(self.text.len(), start);
        self.text.push_str(broken.get(start..end).unwrap_or_default());
    }
}

/// Offset of the next character from À to ÿ, which may stand for the first byte of another.
fn next_lead(text: &str, from: usize) -> Option<usize> {
    let rest = text.as_bytes().get(from..)?;
    rest.iter().position(|byte| *byte == 0xc3).map(|found| from + found)
}

/// A character that was taken for several.
#[derive(Clone, Copy, Debug)]
struct Sequence {
    at: usize,
    len: usize,
    lead: u8,
    char: char,
    /// Whether genuine text could show the same characters after a letter.
    natural: bool,
}

/// The sequences that follow each other from `at` on.
fn run_at(text: &str, at: usize) -> Vec<Sequence> {
    let mut run: Vec<Sequence> = Vec::new();
    let mut next = at;
    while let Some(sequence) = sequence_at(text, next, &run) {
        next += sequence.len;
        run.push(sequence);
    }
    run
}

fn sequence_at(text: &str, at: usize, run: &[Sequence]) -> Option<Sequence> {
    let chars = text.get(at..)?.chars();
    let lead = chars.clone().next().and_then(byte_of)?;
    let wanted = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let mut bytes = [0; 4];
    let (mut taken, mut len, mut natural) = (0, 0, lead < 0xf0);
    for char in chars.take(wanted) {
        let Some(byte) = byte_of(char).or_else(|| lost_space(char, taken, run)) else { break };
        if taken > 0 && !(0x80..=0xbf).contains(&byte) {
            break;
        }
        natural &= taken == 0 || follows_letters(char, lead);
        bytes[taken] = byte;
        taken += 1;
        len += char.len_utf8();
    }
    if bytes == [0xe2, 0x80, 0, 0] {
        // Windows-1252 has no 0x9D: many programs drop the last byte of a closing quote.
        return Some(Sequence { at, len, lead, char: '”', natural: false });
    }
    let char = std::str::from_utf8(bytes.get(..wanted)?).ok()?.chars().next()?;
    let natural = natural && !matches!(bytes, [0xe2, 0x80 | 0x82 | 0x84, ..]);
    let gap = !run.is_empty() && char.is_control();
    (taken == wanted && (plausible(char) || gap)).then_some(Sequence {
        at,
        len,
        lead,
        char,
        natural,
    })
}

/// The no-break space that became a plain one at the end of a Chinese or Japanese character.
fn lost_space(char: char, taken: usize, run: &[Sequence]) -> Option<u8> {
    let among_ideographs = run.last().is_some_and(|last| spaceless(last.char));
    (char == ' ' && taken == 2 && among_ideographs).then_some(0xa0)
}

/// Whether a run of sequences can be nothing else than text decoded once too often.
fn certain(run: &[Sequence], text: &str) -> bool {
    let [first, rest @ ..] = run else { return false };
    if !rest.is_empty() || !first.natural {
        return true;
    }
    let before = text.get(..first.at).and_then(|text| text.chars().next_back());
    let after = text.get(first.at + first.len..).and_then(|text| text.chars().next());
    let inside = |char: Option<char>| char.is_some_and(char::is_lowercase);
    match first.lead {
        0xc2 | 0xc3 => {
            !before.is_some_and(|char| char.is_uppercase() || "«“„\"‹('‘".contains(char))
        }
        0xc4..=0xdf => inside(before) && inside(after),
        _ => spaceless(first.char) && before.is_some_and(spaceless),
    }
}

/// Whether `char` may stand right after a letter like `lead` in genuine text: quotes, dashes,
/// spaces, raised signs, and letters of other languages.
fn follows_letters(char: char, lead: u8) -> bool {
    match char {
        '\u{a0}' | '«' | '»' | '‘' | '’' | '“' | '”' | '‚' | '„' | '‹' | '›' | '–' | '—' | '…'
        | '¡' | '¿' | '§' | '°' | '\u{ad}' | '·' => true,
        'š' | 'Š' | 'ž' | 'Ž' | 'œ' | 'Œ' | 'Ÿ' | 'ƒ' | '™' => lead > 0xc3,
        '®' | '©' | '¹' | '²' | '³' | 'ª' | 'º' => lead > 0xdf,
        _ => false,
    }
}

/// The byte that Windows-1252, or Latin-1 for its gaps, shows as `char`.
fn byte_of(char: char) -> Option<u8> {
    const UPPER: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match char {
        '\u{80}'..='\u{ff}' => Some(char as u8),
        '\u{100}'.. => UPPER.iter().position(|upper| *upper == char).map(|at| 0x80 + at as u8),
        _ => None,
    }
}

/// Whether articles hold such characters.
fn plausible(char: char) -> bool {
    matches!(char, '\u{a0}'..='\u{24f}' | '\u{2bc}' | '\u{2c6}' | '\u{2dc}' | '\u{300}'..='\u{36f}'
        | '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}' | '\u{5d0}'..='\u{5ea}'
        | '\u{60c}'..='\u{6ff}' | '\u{900}'..='\u{dff}' | '\u{e00}'..='\u{e7f}'
        | '\u{1e00}'..='\u{1fff}' | '\u{2002}'..='\u{2044}' | '\u{2070}'..='\u{209c}'
        | '\u{20a0}'..='\u{20bf}' | '\u{2100}'..='\u{27bf}' | '\u{3000}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{fb00}'..='\u{fb06}'
        | '\u{fe0f}' | '\u{feff}' | '\u{ff00}'..='\u{ffef}' | '\u{1f000}'..='\u{1faff}')
}

/// Whether the text ends in the first bytes of a character, each shown as one of its own.
fn ends_cut(text: &str) -> bool {
    let mut chars = text.trim_end().chars().rev();
    let (Some(last), Some(lead)) = (chars.next(), chars.next()) else { return false };
    let leads = byte_of(lead).is_some_and(|byte| (0xe3..=0xef).contains(&byte));
    let Some(byte) = byte_of(last).filter(|byte| leads && (0x80..=0xbf).contains(byte)) else {
        return false;
    };
    chars.next().is_some_and(spaceless) || !follows_letters(last, 0xe3) && byte != 0xa0
}

#[cfg(test)]
mod tests;
