//! Whether characters that could be misread UTF-8 can be anything else. Errs on the side of leaving
//! alone what genuine text of some language could show.

use super::reading::Reading;
use super::{Run, Sequence};
use crate::text::phrase::spaceless;

/// The characters on either side of a run.
#[derive(Clone, Copy, Debug)]
struct Around {
    before: Option<char>,
    after: Option<char>,
}

impl Around {
    fn of(run: &Run, text: &str) -> Self {
        let before = text.get(..run.start).and_then(|text| text.chars().next_back());
        let after = text.get(run.end..).and_then(|text| text.chars().next());
        Self { before, after }
    }

    fn follows_lower(self) -> bool {
        self.before.is_some_and(char::is_lowercase)
    }

    fn follows_ascii(self) -> bool {
        self.before.is_some_and(|char| char.is_ascii_lowercase())
    }

    fn is_within_lower(self) -> bool {
        self.follows_lower() && self.after.is_some_and(char::is_lowercase)
    }

    /// Whether a plain Latin letter stands before or behind.
    fn is_latin(self) -> bool {
        [self.before, self.after].iter().flatten().any(char::is_ascii_alphabetic)
    }
}

/// Whether a run of sequences can be nothing else than UTF-8 that was read as `reading`.
pub(super) fn certain(run: &Run, reading: Reading, text: &str) -> bool {
    let [first, rest @ ..] = run.sequences.as_slice() else { return false };
    let around = Around::of(run, text);
    let several = !rest.is_empty();
    if !several && is_mentioned(first, around) {
        return false;
    }
    match reading {
        Reading::Western => several || western(first, around),
        Reading::Central => several || western(first, around) && central(first, around),
        Reading::Mac => run.has(|sequence| mac(sequence, around)) || mac_run(run),
        Reading::Cyrillic => {
            run.has(|sequence| cyrillic(sequence, around)) || several && changes_case(run)
        }
        Reading::Koi8 => run.has(|sequence| sequence.shown.iter().skip(1).any(|c| is_box(*c))),
        Reading::Dos | Reading::DosWestern => {
            run.has(|sequence| dos(sequence, around))
                || several && run.sequences.iter().all(|sequence| sequence.lead >= 0xe3)
        }
    }
}

/// Whether a run that proves nothing by itself may be taken in a text of which more is misread.
pub(super) fn likely(run: &Run, reading: Reading, text: &str) -> bool {
    let [first, ..] = run.sequences.as_slice() else { return false };
    let around = Around::of(run, text);
    let paused = run.sequences.iter().all(Sequence::is_paused);
    let opens = matches!(first.lead, 0xc4 | 0xc5) && around.after.is_some_and(char::is_lowercase);
    match reading {
        Reading::Western => is_mentioned(first, around) || opens && !is_spaced(first.shown[1]),
        _ => !paused,
    }
}

/// Whether a letter or currency sign stands all alone, as where a text speaks of broken characters.
fn is_mentioned(sequence: &Sequence, around: Around) -> bool {
    let sign = sequence.char.is_alphabetic() || matches!(sequence.char, '¢'..='¥');
    let alone = ![around.before, around.after].iter().flatten().any(|char| char.is_alphanumeric());
    sign && alone && sequence.lead < 0xe0
}

/// Quotes, dashes and spaces, which stand behind any letter.
fn is_spaced(char: char) -> bool {
    char.is_whitespace() || matches!(char, '‘'..='„' | '–' | '—' | '…' | '«' | '»' | '‹' | '›')
}

/// A single sequence in Windows-1252.
fn western(sequence: &Sequence, around: Around) -> bool {
    if !sequence.natural {
        return true;
    }
    match sequence.lead {
        0xc2 | 0xc3 => {
            !around.before.is_some_and(|char| char.is_uppercase() || "«“„\"‹('‘".contains(char))
        }
        // A capital after a small letter is no word's; × and ß may be.
        0xc4..=0xde if sequence.lead != 0xd7 => around.follows_lower(),
        0xd7 | 0xdf => around.is_within_lower(),
        _ => spaceless(sequence.char) && around.before.is_some_and(spaceless),
    }
}

/// Windows-1250 besides: its Ă, Ä and Ĺ are capitals of words whose next letter may be ş or ľ.
fn central(sequence: &Sequence, around: Around) -> bool {
    let letters = sequence.shown.iter().skip(1).any(|char| char.is_alphabetic());
    !letters || around.follows_lower()
}

/// Mac OS Roman shows the first bytes of UTF-8 as √, ¬ and ‚, which mathematics and German have too.
fn mac(sequence: &Sequence, around: Around) -> bool {
    let [_, second, ..] = sequence.shown;
    let letter = second.is_alphabetic() && !"πΩµªº".contains(second);
    let sign = "©®™§¶•†ß´¨".contains(second);
    let lower = around.follows_ascii();
    match sequence.lead {
        0xc2 => letter || sign || "°£¢¥±¿¡".contains(second) || lower,
        0xc3 => letter || sign || lower,
        0xc5 => letter,
        0xc4 => lower,
        0xe2 | 0xf0.. => true,
        0xef => matches!(sequence.char, '\u{fb00}'..='\u{fb06}' | '\u{fe0f}' | '\u{feff}'),
        _ => false,
    }
}

/// Greek, Cyrillic and Chinese in Mac OS Roman: several in a row; Cyrillic begins with dashes, which
/// genuine text puts between letters.
fn mac_run(run: &Run) -> bool {
    let dashes = run.has(|sequence| matches!(sequence.lead, 0xd0 | 0xd1));
    run.sequences.len() >= if dashes { 3 } else { 2 }
        && run.sequences.iter().all(|sequence| sequence.lead > 0xc3)
}

/// A single sequence in Windows-1251.
fn cyrillic(sequence: &Sequence, around: Around) -> bool {
    let [lead, second, third, _] = sequence.shown;
    let breaks = lead.is_lowercase() && (second.is_uppercase() || third.is_uppercase());
    let letter = second.is_alphabetic() || "©¤¶±®".contains(second);
    let latin = around.follows_ascii() || letter && around.is_latin();
    breaks || sequence.lead >= 0xf0 || latin && sequence.lead < 0xe0
}

/// Whether capitals are followed by small letters or signs again and again, as no words are.
fn changes_case(run: &Run) -> bool {
    let small = |sequence: &&Sequence| {
        sequence.lead < 0xe0 && !sequence.shown[1].is_uppercase() || sequence.lead >= 0xe3
    };
    run.sequences.iter().filter(small).count() * 2 >= run.sequences.len()
        && !run.sequences.iter().all(Sequence::is_paused)
}

/// A single sequence in a code page of DOS, which shows most first bytes as box drawing.
fn dos(sequence: &Sequence, around: Around) -> bool {
    let [_, second, ..] = sequence.shown;
    let joins = matches!(second, '│' | '┤' | '┐' | '░' | '▒' | '▓');
    let within = around.is_within_lower();
    match sequence.lead {
        0xc2 | 0xc3 => !joins || within,
        0xc4 | 0xc5 | 0xce | 0xcf | 0xd0 | 0xd1 => {
            (!is_box(second) && around.follows_lower()) || within
        }
        0xe2 => {
            matches!(sequence.char, '\u{2010}'..='\u{2044}' | '€' | '™' | '→' | '≥' | '≤')
        }
        0xf0.. => true,
        _ => false,
    }
}

/// Box drawing and shades.
fn is_box(char: char) -> bool {
    matches!(char, '\u{2500}'..='\u{259f}' | '⌠' | '⌡')
}
