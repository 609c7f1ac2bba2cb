//! Edits to a source, drawn by dice that always fall the same way.

use encoding_rs::WINDOWS_1252;
use unicode_normalization::UnicodeNormalization;

/// Numbers in an order without pattern (Marsaglia's xorshift), the same in each run.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `count`; 0 where there is none.
    pub(super) fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % count.max(1)
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

/// A sentence of few different words.
pub(super) fn sentence(dice: &mut Dice) -> String {
    const SUBJECTS: [&str; 8] = [
        "The nurses",
        "Some doctors",
        "The unions",
        "Two hospitals",
        "Patients",
        "The ministry",
        "AI",
        "Managers",
    ];
    const VERBS: [&str; 6] =
        ["fear", "welcome", "expect", "have asked for", "would rather see", "doubt"];
    const OBJECTS: [&str; 7] = [
        "new software",
        "more training",
        "fewer beds",
        "the end of paper",
        "a pay rise",
        "shorter shifts",
        "job cuts",
    ];
    const ENDS: [&str; 6] =
        ["", " this year", " in the city’s wards", ", a report says", " – and soon", " by 43%"];
    let parts = [
        dice.pick(&SUBJECTS),
        " ",
        dice.pick(&VERBS),
        " ",
        dice.pick(&OBJECTS),
        dice.pick(&ENDS),
        ".",
    ];
    parts.concat()
}

pub(super) fn paragraph(dice: &mut Dice) -> String {
    let count = 2 + dice.below(4);
    let sentences: Vec<String> = (0..count).map(|_| sentence(dice)).collect();
    sentences.join(" ")
}

/// The bytes of a source after some edits, in one of the encodings, whatever its number.
pub(super) fn edited(source: &str, dice: &mut Dice, encoding: usize) -> Vec<u8> {
    let mut text = source.to_owned();
    for _ in 0..dice.below(40) {
        text = edit(&text, dice);
    }
    match dice.below(4) {
        0 => text = wrapped(&text, 30 + dice.below(60)),
        1 => text = text.replace('\n', "\r\n"),
        _ => {}
    }
    if dice.below(4) == 0 {
        text = retyped(&text);
    }
    encoded(&text, encoding)
}

/// One edit.
fn edit(text: &str, dice: &mut Dice) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let (at, other) = (dice.below(lines.len()), dice.below(lines.len()));
    match dice.below(8) {
        0 => lines.swap(at, other),
        1 => {
            let line = lines.remove(at);
            lines.insert(other.min(lines.len()), line);
        }
        2 => drop(lines.remove(at)),
        3 => lines.insert(at, [&paragraph(dice), "\n"].concat()),
        _ => {
            let longest = lines.iter().map(String::len).max().unwrap_or_default();
            let running: Vec<usize> =
                (0..lines.len()).filter(|at| 4 * lines[*at].len() > longest).collect();
            let line = &mut lines[running[dice.below(running.len())]];
            *line = reworded(line, dice);
        }
    }
    lines.join("\n")
}

/// A line with words put in, left out or mistyped.
fn reworded(line: &str, dice: &mut Dice) -> String {
    let mut words: Vec<String> = line.split(' ').map(str::to_owned).collect();
    let at = dice.below(words.len());
    match dice.below(4) {
        0 => words.insert(at, ["in", "fact,"][..=dice.below(2)].join(" ")),
        1 => words.insert(at, sentence(dice)),
        2 => drop(words.drain(at..(at + 1 + dice.below(4)).min(words.len()))),
        _ => {
            let mut letters: Vec<char> = words[at].chars().collect();
            let (one, other) = (dice.below(letters.len()), dice.below(letters.len()));
            if !letters.is_empty() {
                letters.swap(one, other);
                letters.insert(one, 'e');
            }
            words[at] = letters.into_iter().collect();
        }
    }
    words.join(" ")
}

/// Each line broken at blanks, a blank line behind it.
fn wrapped(text: &str, width: usize) -> String {
    let fill = |line: &str| {
        let (mut filled, mut column) = (String::new(), 0);
        for word in line.split(' ') {
            let breaks = column > 0 && column + word.len() > width;
            filled.push_str(if breaks {
                "\n"
            } else if column > 0 {
                " "
            } else {
                ""
            });
            filled.push_str(word);
            column = if breaks { word.len() } else { column + 1 + word.len() };
        }
        filled.push_str("\n\n");
        filled
    };
    text.lines().filter(|line| !line.trim().is_empty()).map(fill).collect()
}

/// As typed on a typewriter.
fn retyped(text: &str) -> String {
    let text = text.replace(['‘', '’', '‚'], "'").replace(['“', '”', '„'], "\"");
    text.replace('—', "--").replace('–', "-").replace('…', "...")
}

/// In one of the encodings that text files come in; in UTF-8 where that lacks a character.
fn encoded(text: &str, encoding: usize) -> Vec<u8> {
    let utf16 = |bytes: fn(u16) -> [u8; 2]| {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(bytes).collect::<Vec<u8>>()
    };
    match encoding % 7 {
        0 => utf16(u16::to_le_bytes),
        1 => utf16(u16::to_be_bytes),
        2 => ["\u{feff}", text].concat().into_bytes(),
        3 => text.nfd().collect::<String>().into_bytes(),
        4 => {
            let (bytes, _, lacks) = WINDOWS_1252.encode(text);
            if lacks { text.as_bytes().to_vec() } else { bytes.into_owned() }
        }
        _ => text.as_bytes().to_vec(),
    }
}
