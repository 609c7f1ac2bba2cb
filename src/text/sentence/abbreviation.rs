//! Words that a full stop shortens, and words that sentences begin with. Knows English and the
//! commonest German; judges no sentence.

use crate::text::phrase::{Phrases, is_any};

/// How an abbreviation takes the full stop behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Something always follows: "Dr.", "e.g.".
    Open,
    /// A number follows, else it is a word: "No.", "Jan.".
    Numbered,
    /// A single capital.
    Initial,
    /// "a.m.", "p.m.".
    Clock,
    /// May end a sentence: "Inc.", "U.S.".
    Late,
    /// Mostly ends a list and with it often a sentence: "etc.".
    List,
}

static OPEN: Phrases<58> = Phrases::new([
    "dr", "mr", "mrs", "ms", "mx", "prof", "st", "gen", "rep", "sen", "gov", "lt", "col", "capt",
    "cpt", "sgt", "maj", "cmdr", "adm", "rev", "hon", "pres", "supt", "messrs", "mme", "mlle",
    "vs", "cf", "e.g", "i.e", "eg", "ie", "viz", "ca", "approx", "resp", "mt", "ft", "dipl", "ing",
    "z.b", "d.h", "u.a", "bzw", "sog", "vgl", "inkl", "ggf", "evtl", "s.o", "hrsg", "incl", "insb",
    "v", "assoc", "asst", "p.s", "fr",
]);

static NUMBERED: Phrases<41> = Phrases::new([
    "no", "nos", "nr", "fig", "figs", "eq", "eqs", "vol", "vols", "p", "pp", "sec", "sect", "ch",
    "chap", "art", "tab", "ref", "refs", "abs", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
    "sep", "sept", "oct", "nov", "dec", "ext", "tel", "par", "ver", "c", "b", "d", "r", "pt",
]);

static LATE: Phrases<66> = Phrases::new([
    "inc", "ltd", "corp", "co", "jr", "sr", "ph.d", "phd", "m.d", "b.a", "m.a", "b.s", "m.s", "bn",
    "mn", "m", "k", "tn", "al", "ave", "blvd", "rd", "dept", "univ", "assn", "bros", "est", "min",
    "max", "avg", "hr", "hrs", "mins", "secs", "lb", "lbs", "oz", "gmbh", "llc", "plc", "s.a",
    "mio", "mrd", "tsd", "usw", "etw", "jh", "str", "ed", "eds", "repr", "trans", "op", "cit",
    "ibid", "mo", "yr", "yrs", "wm", "jos", "chas", "geo", "ariz", "calif", "mass", "penn",
]);

/// Words that seldom begin anything but a sentence.
static OPENERS: Phrases<100> = Phrases::new([
    "the",
    "this",
    "that",
    "these",
    "those",
    "it",
    "its",
    "he",
    "she",
    "they",
    "we",
    "you",
    "i",
    "his",
    "her",
    "their",
    "our",
    "my",
    "your",
    "a",
    "an",
    "in",
    "on",
    "at",
    "for",
    "from",
    "with",
    "without",
    "by",
    "but",
    "and",
    "or",
    "so",
    "yet",
    "if",
    "when",
    "while",
    "as",
    "after",
    "before",
    "although",
    "though",
    "because",
    "since",
    "however",
    "moreover",
    "there",
    "here",
    "what",
    "why",
    "how",
    "who",
    "where",
    "which",
    "then",
    "now",
    "today",
    "one",
    "some",
    "many",
    "most",
    "few",
    "all",
    "both",
    "each",
    "every",
    "no",
    "not",
    "also",
    "additionally",
    "according",
    "to",
    "other",
    "another",
    "such",
    "despite",
    "during",
    "meanwhile",
    "et",
    "der",
    "die",
    "das",
    "es",
    "wir",
    "hence",
    "thus",
    "therefore",
    "let",
    "suppose",
    "note",
    "perhaps",
    "maybe",
    "still",
    "instead",
    "nevertheless",
    "nonetheless",
    "furthermore",
    "only",
    "just",
    "even",
]);

const SPEECH: [&str; 39] = [
    "said",
    "says",
    "asked",
    "asks",
    "replied",
    "replies",
    "added",
    "adds",
    "cried",
    "shouted",
    "whispered",
    "answered",
    "exclaimed",
    "wondered",
    "told",
    "muttered",
    "called",
    "continued",
    "fragte",
    "sagte",
    "sagt",
    "rief",
    "antwortete",
    "yelled",
    "say",
    "ask",
    "explained",
    "remarked",
    "observed",
    "insisted",
    "joked",
    "warned",
    "argued",
    "recalled",
    "howled",
    "laughed",
    "sighed",
    "screamed",
    "demanded",
];

/// What the word before a full stop is short for, if it is.
pub(super) fn of(word: &str) -> Option<Abbreviation> {
    let capitals = word.len() >= 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    if word.len() > 8 || capitals {
        return dotted(word);
    }
    let mut chars = word.chars();
    let first = chars.next()?;
    let single = chars.next().is_none();
    if is_any(word, &["a.m", "p.m"]) {
        Some(Abbreviation::Clock)
    } else if single && first.is_uppercase() {
        Some(Abbreviation::Initial)
    } else if is_any(word, &["etc"]) {
        Some(Abbreviation::List)
    } else if OPEN.hold(word) {
        Some(Abbreviation::Open)
    } else if NUMBERED.hold(word) {
        Some(Abbreviation::Numbered)
    } else if LATE.hold(word) {
        Some(Abbreviation::Late)
    } else {
        dotted(word)
    }
}

/// "U.S", "N.A.T.O": single letters between full stops.
fn dotted(word: &str) -> Option<Abbreviation> {
    let dotted = word.contains('.')
        && word.split('.').all(|part| {
            let mut chars = part.chars();
            chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
        });
    dotted.then_some(Abbreviation::Late)
}

/// Whether `text` begins with a word that begins sentences.
pub(super) fn opens_sentence(text: &str) -> bool {
    let text = text.trim_start_matches(['“', '"', '‘', '\'', '(', '„', '«']);
    let end = text.find(|char: char| !char.is_alphabetic()).unwrap_or(text.len());
    let word = text.get(..end).unwrap_or_default();
    let capital = word.starts_with(char::is_uppercase);
    capital && OPENERS.hold(word)
}

/// Whether `text` begins with a day or time zone, as it does after "9 a.m.".
pub(super) fn goes_with_clock(text: &str) -> bool {
    const BEHIND: [&str; 18] = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "EST",
        "EDT",
        "ET",
        "CET",
        "GMT",
        "UTC",
        "PT",
        "PST",
        "Eastern",
        "Pacific",
        "Central",
    ];
    let end = text.find(|char: char| !char.is_alphabetic()).unwrap_or(text.len());
    let word = text.get(..end).unwrap_or_default();
    BEHIND.contains(&word) || crate::text::date::opens_with_month(text)
}

/// Whether `word` tells of speech: "asked", "said,".
pub(super) fn says(word: &str) -> bool {
    SPEECH.contains(&word.trim_end_matches(['.', ',', ':', ';', '!', '?']))
}
