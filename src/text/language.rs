//! Which language an article is written in, told by its script and its small words. A sample of the
//! running text is enough; what is too short to tell has none. Translates nothing, and knows no
//! language of single blocks: an article in several counts as the one most of the sample is in.

mod words;

use super::Block;
use words::{ENGLISH, LATIN};

/// A language by its English name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Language(&'static str);

impl Language {
    /// The one language that marks are made for.
    pub const ENGLISH: Self = Self("English");

    /// Its English name.
    pub fn name(self) -> &'static str {
        self.0
    }

    /// Whether `word`, in lower case, is one of the small words by which the language is known.
    pub(crate) fn is_small_word(self, word: &str) -> bool {
        let own = LATIN.iter().find(|(name, _)| *name == self.0);
        (self == Self::ENGLISH && ENGLISH.hold(word))
            || own.is_some_and(|(_, words)| words.hold(word))
    }
}

/// Blocks of running text that are looked at, spread over the article.
const BLOCKS: usize = 8;
/// Words of each that are looked at.
const WORDS: usize = 16;
/// Letters that are enough to tell a script, and words that are enough to tell one of its languages.
const ENOUGH: usize = 12;

/// The language of a text, so far as a sample of its running blocks tells.
pub fn language(text: &str, blocks: &[Block]) -> Option<Language> {
    let running = || blocks.iter().filter(|block| block.kind.runs() && !block.kind.folds());
    let step = running().count().div_ceil(BLOCKS).max(1);
    let bodies = || running().step_by(step).map(|block| block.body.of(text));
    if bodies().all(str::is_ascii) && is_surely_english(bodies()) {
        return Some(Language::ENGLISH);
    }
    let mut sample = Vec::with_capacity(2 * BLOCKS * WORDS);
    for body in bodies() {
        if body.is_ascii() {
            sample.extend(plain_words(body).take(WORDS));
        } else {
            sample.extend(words(body).take(WORDS));
        }
    }
    of_words(&sample)
}

/// Whether so many of the words are small English ones that no others can change what [`latin`] says; all in
/// ASCII. So it is with most English articles long before their sample ends.
fn is_surely_english<'t>(bodies: impl Iterator<Item = &'t str>) -> bool {
    const SURE: usize = (BLOCKS * WORDS).div_ceil(6);
    let words = bodies.flat_map(|body| plain_words(body).take(WORDS));
    words.filter(|word| ENGLISH.hold(word)).take(SURE).count() == SURE
}

fn of_words(sample: &[&str]) -> Option<Language> {
    let mut letters = [0; Script::COUNT];
    for word in sample {
        if word.is_ascii() {
            letters[Script::Latin as usize] += word.len();
            continue;
        }
        // Scripts without spaces have long runs.
        for char in word.chars().filter(|char| char.is_alphabetic()).take(3 * WORDS) {
            letters[Script::of(char) as usize] += 1;
        }
    }
    let total: usize = letters.iter().sum();
    if total < ENOUGH {
        return None;
    }
    let many = |script: Script| letters[script as usize] * 5 > total * 2;
    if letters[Script::Kana as usize] * 10 > total {
        return Some(Language("Japanese"));
    }
    let script = Script::ALL.into_iter().find(|script| many(*script))?;
    match script {
        Script::Latin => latin(sample),
        Script::Cyrillic => Some(cyrillic(sample)),
        Script::Arabic => Some(arabic(sample)),
        _ => script.language(),
    }
}

/// Runs of letters, cut after a few in scripts that write no spaces.
fn words(body: &str) -> impl Iterator<Item = &str> {
    let is_edge = |char: char| char.is_whitespace() || matches!(char, '.' | ',' | '/' | '(' | '-');
    let is_sign = |char: char| !char.is_alphanumeric();
    let words = body.split(is_edge).map(move |word| word.trim_matches(is_sign));
    words.filter(|word| word.starts_with(char::is_alphabetic))
}

/// The same of a text in ASCII.
fn plain_words(body: &str) -> impl Iterator<Item = &str> {
    let is_edge =
        |byte: u8| matches!(byte, b'\t'..=b'\r' | b' ' | b'.' | b',' | b'/' | b'(' | b'-');
    let mut at = 0;
    let pieces = std::iter::from_fn(move || {
        let rest = body.as_bytes().get(at..)?;
        let end = at + rest.iter().position(|byte| is_edge(*byte)).unwrap_or(rest.len());
        let piece = body.get(at..end);
        at = end + 1;
        piece
    });
    let words = pieces.map(|piece| piece.trim_matches(|char: char| !char.is_ascii_alphanumeric()));
    words.filter(|word| word.as_bytes().first().is_some_and(u8::is_ascii_alphabetic))
}

/// A language in Latin letters: English unless another one's small words are far more frequent.
fn latin(sample: &[&str]) -> Option<Language> {
    let words = sample.len();
    let english = sample.iter().filter(|word| ENGLISH.hold(word)).count();
    if words < ENOUGH {
        return None;
    }
    if english * 6 >= words {
        return Some(Language::ENGLISH);
    }
    let hits = |known: &words::Words| sample.iter().filter(|word| known.hold(word)).count();
    let counted = LATIN.iter().map(|(name, known)| (hits(known), *name));
    let (best, name) = counted.max_by_key(|(hits, _)| *hits)?;
    let sure = best >= 4 && best * 7 >= words && best > english * 2;
    if sure {
        return Some(Language(name));
    }
    (english * 12 >= words && english >= best).then_some(Language::ENGLISH)
}

/// Tells the languages in Cyrillic letters apart by the letters only some of them have.
fn cyrillic(sample: &[&str]) -> Language {
    let has = |letters: &[char]| sample.iter().filter(|word| word.contains(letters)).count();
    let (serbian, ukrainian) = (has(&['ј', 'љ', 'њ', 'ђ', 'ћ', 'џ']), has(&['і', 'ї', 'є', 'ґ']));
    let (belarusian, macedonian) = (has(&['ў']), has(&['ѓ', 'ќ', 'ѕ']));
    let (russian, kazakh) = (has(&['ы', 'э', 'ё']), has(&['қ', 'ғ', 'ң', 'ө', 'ү', 'ұ']));
    Language(if kazakh > 1 {
        "Kazakh"
    } else if belarusian > 0 && belarusian * 8 > sample.len() / 2 {
        "Belarusian"
    } else if ukrainian > russian {
        "Ukrainian"
    } else if serbian > russian {
        if macedonian > 0 { "Macedonian" } else { "Serbian" }
    } else if russian > 0 {
        "Russian"
    } else {
        "Bulgarian"
    })
}

fn arabic(sample: &[&str]) -> Language {
    let has = |letters: &[char]| sample.iter().filter(|word| word.contains(letters)).count();
    let (urdu, persian) = (has(&['ٹ', 'ڈ', 'ڑ', 'ے', 'ں']), has(&['پ', 'چ', 'ژ', 'گ', 'ک', 'ی']));
    Language(if urdu > 1 {
        "Urdu"
    } else if persian * 5 > sample.len() {
        "Persian"
    } else {
        "Arabic"
    })
}

/// Scripts that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Greek,
    Hebrew,
    Arabic,
    Devanagari,
    Bengali,
    Tamil,
    Thai,
    Georgian,
    Armenian,
    Hangul,
    Kana,
    Han,
    Other,
}

impl Script {
    const ALL: [Self; 15] = [
        Self::Latin,
        Self::Cyrillic,
        Self::Greek,
        Self::Hebrew,
        Self::Arabic,
        Self::Devanagari,
        Self::Bengali,
        Self::Tamil,
        Self::Thai,
        Self::Georgian,
        Self::Armenian,
        Self::Hangul,
        Self::Kana,
        Self::Han,
        Self::Other,
    ];
    const COUNT: usize = Self::ALL.len();

    fn of(char: char) -> Self {
        match char {
            '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Self::Latin,
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Self::Greek,
            '\u{400}'..='\u{52f}' => Self::Cyrillic,
            '\u{530}'..='\u{58f}' => Self::Armenian,
            '\u{590}'..='\u{5ff}' => Self::Hebrew,
            '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fefc}' => Self::Arabic,
            '\u{900}'..='\u{97f}' => Self::Devanagari,
            '\u{980}'..='\u{9ff}' => Self::Bengali,
            '\u{b80}'..='\u{bff}' => Self::Tamil,
            '\u{e00}'..='\u{e7f}' => Self::Thai,
            '\u{10a0}'..='\u{10ff}' => Self::Georgian,
            '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7a3}' => Self::Hangul,
            '\u{3040}'..='\u{30ff}' => Self::Kana,
            '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => Self::Han,
            _ => Self::Other,
        }
    }

    /// The language of a script that only one large one is written in.
    fn language(self) -> Option<Language> {
        let name = match self {
            Self::Greek => "Greek",
            Self::Hebrew => "Hebrew",
            Self::Devanagari => "Hindi",
            Self::Bengali => "Bengali",
            Self::Tamil => "Tamil",
            Self::Thai => "Thai",
            Self::Georgian => "Georgian",
            Self::Armenian => "Armenian",
            Self::Hangul => "Korean",
            Self::Kana => "Japanese",
            Self::Han => "Chinese",
            Self::Latin | Self::Cyrillic | Self::Arabic | Self::Other => return None,
        };
        Some(Language(name))
    }
}

#[cfg(test)]
mod tests;
