//! The words that the recogniser knows, as sorted lists. What they mean in a sentence is for the
//! modules that ask.

/// Longest word any list holds.
const LONGEST: usize = 24;

/// Words in small letters, sorted.
pub(super) struct List {
    heads: Heads,
    words: &'static [&'static str],
}

impl List {
    /// Refuses to compile what is not sorted.
    pub(super) const fn new(words: &'static [&'static str]) -> Self {
        let mut heads = Heads([0; 4]);
        let mut at = 0;
        while at < words.len() {
            heads = heads.with(words[at]);
            assert!(at == 0 || is_before(words[at - 1], words[at]), "words must be sorted");
            at += 1;
        }
        Self { heads, words }
    }

    /// Whether `word` is among them, in any case.
    pub(super) fn has(&self, word: &str) -> bool {
        let find = |low: &[u8]| self.words.binary_search_by(|entry| entry.as_bytes().cmp(low));
        self.heads.may_have(word) && folded(word, find).is_some_and(|found| found.is_ok())
    }
}

/// Words in small letters, or signs as they are written, sorted, each with what it stands for.
pub(super) struct Table<T: 'static> {
    heads: Heads,
    entries: &'static [(&'static str, T)],
}

impl<T: Copy> Table<T> {
    /// Refuses to compile what is not sorted.
    pub(super) const fn new(entries: &'static [(&'static str, T)]) -> Self {
        let mut heads = Heads([0; 4]);
        let mut at = 0;
        while at < entries.len() {
            heads = heads.with(entries[at].0);
            assert!(at == 0 || is_before(entries[at - 1].0, entries[at].0), "words must be sorted");
            at += 1;
        }
        Self { heads, entries }
    }

    /// What `word` stands for, in any case.
    pub(super) fn get(&self, word: &str) -> Option<T> {
        if !self.heads.may_have(word) {
            return None;
        }
        folded(word, |low| self.find(low)).flatten()
    }

    /// What `word` stands for, just as it is written.
    pub(super) fn get_exact(&self, word: &str) -> Option<T> {
        if self.heads.may_have(word) { self.find(word.as_bytes()) } else { None }
    }

    fn find(&self, word: &[u8]) -> Option<T> {
        let at = self.entries.binary_search_by(|entry| entry.0.as_bytes().cmp(word)).ok()?;
        self.entries.get(at).map(|entry| entry.1)
    }
}

/// First letters and lengths of the words of a list, a bit each: spares most searches.
struct Heads([u64; 4]);

impl Heads {
    const fn with(mut self, word: &str) -> Self {
        let bit = Self::bit(word.as_bytes());
        self.0[bit / 64] |= 1 << (bit % 64);
        self
    }

    fn may_have(&self, word: &str) -> bool {
        let bit = Self::bit(word.as_bytes());
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// Five bits of the first byte, which are the same in small and capital letters, and three of
    /// the length.
    const fn bit(word: &[u8]) -> usize {
        let first = if word.is_empty() { 0 } else { word[0] as usize & 31 };
        first << 3 | word.len() & 7
    }
}

const fn is_before(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at < other.len() && (at == one.len() || one[at] < other[at])
}

/// Runs `look` on the word in small letters, on the stack; nothing for words too long.
fn folded<T>(word: &str, look: impl FnOnce(&[u8]) -> T) -> Option<T> {
    let mut buffer = [0; LONGEST];
    let folded = buffer.get_mut(..word.len()).filter(|_| !word.is_empty())?;
    folded.copy_from_slice(word.as_bytes());
    folded.make_ascii_lowercase();
    Some(look(folded))
}

/// One to nineteen.
pub(super) static ONES: Table<u32> = Table::new(&[
    ("eight", 8),
    ("eighteen", 18),
    ("eleven", 11),
    ("fifteen", 15),
    ("five", 5),
    ("four", 4),
    ("fourteen", 14),
    ("nine", 9),
    ("nineteen", 19),
    ("one", 1),
    ("seven", 7),
    ("seventeen", 17),
    ("six", 6),
    ("sixteen", 16),
    ("ten", 10),
    ("thirteen", 13),
    ("three", 3),
    ("twelve", 12),
    ("two", 2),
]);

/// The tens.
pub(super) static TENS: Table<u32> = Table::new(&[
    ("eighty", 80),
    ("fifty", 50),
    ("forty", 40),
    ("fourty", 40),
    ("ninety", 90),
    ("seventy", 70),
    ("sixty", 60),
    ("thirty", 30),
    ("twenty", 20),
]);

/// Words that scale the number before them, as powers of ten; the dozen is read apart.
pub(super) static SCALES: Table<i32> = Table::new(&[
    ("billion", 9),
    ("crore", 7),
    ("hundred", 2),
    ("lakh", 5),
    ("million", 6),
    ("thousand", 3),
    ("trillion", 12),
]);

/// Letters that scale money and, less surely, counts.
pub(super) static SCALE_LETTERS: Table<i32> = Table::new(&[
    ("b", 9),
    ("bln", 9),
    ("bn", 9),
    ("k", 3),
    ("m", 6),
    ("mil", 6),
    ("mln", 6),
    ("mn", 6),
    ("tn", 12),
    ("trn", 12),
]);

/// Parts of a whole; singular and plural.
pub(super) static PARTS: Table<u32> = Table::new(&[
    ("eighth", 8),
    ("eighths", 8),
    ("fifth", 5),
    ("fifths", 5),
    ("fourth", 4),
    ("fourths", 4),
    ("half", 2),
    ("halves", 2),
    ("hundredth", 100),
    ("hundredths", 100),
    ("ninth", 9),
    ("ninths", 9),
    ("quarter", 4),
    ("quarters", 4),
    ("seventh", 7),
    ("sevenths", 7),
    ("sixth", 6),
    ("sixths", 6),
    ("tenth", 10),
    ("tenths", 10),
    ("third", 3),
    ("thirds", 3),
    ("twentieth", 20),
]);

/// Ordinals in words that can rank.
pub(super) static ORDINALS: Table<u32> = Table::new(&[
    ("eighth", 8),
    ("eleventh", 11),
    ("fifth", 5),
    ("first", 1),
    ("fourth", 4),
    ("ninth", 9),
    ("second", 2),
    ("seventh", 7),
    ("sixth", 6),
    ("tenth", 10),
    ("third", 3),
    ("twelfth", 12),
]);

/// Superlatives that follow a rank: "third largest".
pub(super) static SUPERLATIVES: List = List::new(&[
    "best",
    "biggest",
    "busiest",
    "cheapest",
    "coldest",
    "deadliest",
    "deepest",
    "densest",
    "driest",
    "fastest",
    "fewest",
    "greatest",
    "heaviest",
    "highest",
    "hottest",
    "largest",
    "leading",
    "least",
    "longest",
    "lowest",
    "most",
    "oldest",
    "poorest",
    "richest",
    "shortest",
    "slowest",
    "smallest",
    "strongest",
    "tallest",
    "warmest",
    "wealthiest",
    "wettest",
    "worst",
    "youngest",
]);

/// Verbs and nouns of ranking.
pub(super) static RANKS: List =
    List::new(&["placed", "placing", "rank", "ranked", "ranking", "ranks"]);

/// Verbs that say by how many times something changed, with the factor in tenths.
pub(super) static FACTORS: Table<u32> = Table::new(&[
    ("double", 20),
    ("doubled", 20),
    ("doubles", 20),
    ("doubling", 20),
    ("halve", 5),
    ("halved", 5),
    ("halves", 5),
    ("halving", 5),
    ("quadruple", 40),
    ("quadrupled", 40),
    ("quadrupling", 40),
    ("quintupled", 50),
    ("trebled", 30),
    ("trebling", 30),
    ("triple", 30),
    ("tripled", 30),
    ("triples", 30),
    ("tripling", 30),
]);

/// Months and their abbreviations; "may" and "march" count only with a capital.
pub(super) static MONTHS: List = List::new(&[
    "apr",
    "april",
    "aug",
    "august",
    "dec",
    "december",
    "feb",
    "february",
    "jan",
    "january",
    "jul",
    "july",
    "jun",
    "june",
    "mar",
    "march",
    "may",
    "nov",
    "november",
    "oct",
    "october",
    "sep",
    "sept",
    "september",
]);

/// Days of the week.
pub(super) static WEEKDAYS: List =
    List::new(&["friday", "monday", "saturday", "sunday", "thursday", "tuesday", "wednesday"]);

/// Words whose number is a name: "section 4", "day 1", "Windows 11".
pub(super) static LABELS: List = List::new(&[
    "abb",
    "abbildung",
    "act",
    "act's",
    "amendment",
    "annex",
    "anspruch",
    "apollo",
    "appendices",
    "appendix",
    "area",
    "article",
    "articles",
    "band",
    "bill",
    "box",
    "call",
    "category",
    "channel",
    "chapter",
    "chapters",
    "claim",
    "claims",
    "class",
    "clause",
    "code",
    "codes",
    "column",
    "compound",
    "covid",
    "day",
    "days",
    "decree",
    "design",
    "dial",
    "district",
    "doi",
    "edition",
    "episode",
    "epoch",
    "eq",
    "eqs",
    "equation",
    "equations",
    "ex",
    "example",
    "examples",
    "exit",
    "experiment",
    "fax",
    "fig",
    "figs",
    "figure",
    "figures",
    "flight",
    "footnote",
    "form",
    "formula",
    "gate",
    "goal",
    "goals",
    "gpt",
    "grade",
    "grades",
    "group",
    "highway",
    "hypothesis",
    "id",
    "incident",
    "incidents",
    "interstate",
    "isbn",
    "issn",
    "issue",
    "item",
    "items",
    "iteration",
    "junction",
    "law",
    "lesson",
    "level",
    "levels",
    "line",
    "lines",
    "lot",
    "lysine",
    "mark",
    "method",
    "model",
    "module",
    "no",
    "nos",
    "note",
    "notes",
    "number",
    "numbers",
    "op",
    "option",
    "opus",
    "p",
    "page",
    "pages",
    "para",
    "paragraph",
    "paragraphs",
    "part",
    "parts",
    "phase",
    "phases",
    "phone",
    "pier",
    "platform",
    "pmid",
    "postcode",
    "pp",
    "principle",
    "problem",
    "question",
    "questions",
    "radio",
    "ref",
    "reference",
    "references",
    "refs",
    "release",
    "requirement",
    "requirements",
    "resolution",
    "revendication",
    "revendications",
    "room",
    "round",
    "route",
    "rule",
    "run",
    "scenario",
    "schedule",
    "season",
    "sec",
    "section",
    "sections",
    "series",
    "slide",
    "sprint",
    "stage",
    "step",
    "steps",
    "studies",
    "study",
    "table",
    "tables",
    "task",
    "team",
    "tel",
    "telephone",
    "test",
    "theorem",
    "tier",
    "tip",
    "title",
    "track",
    "type",
    "types",
    "unit",
    "v",
    "ver",
    "version",
    "versions",
    "vol",
    "volume",
    "volumes",
    "ward",
    "week",
    "year",
    "zip",
    "zone",
]);

/// Units of time that can merely set a time.
pub(super) static TIMES: List = List::new(&[
    "centuries",
    "century",
    "day",
    "days",
    "decade",
    "decades",
    "hour",
    "hours",
    "minute",
    "minutes",
    "month",
    "months",
    "second",
    "seconds",
    "week",
    "weekend",
    "weekends",
    "weeks",
    "year",
    "years",
]);

/// Words that point back: what they count was named before.
pub(super) static BACK: List = List::new(&[
    "all", "both", "her", "his", "its", "my", "our", "same", "such", "the", "their", "these",
    "those", "your",
]);

/// Words before a year.
pub(super) static BEFORE_YEAR: List = List::new(&[
    "after",
    "around",
    "autumn",
    "before",
    "between",
    "by",
    "c",
    "ca",
    "circa",
    "during",
    "early",
    "fall",
    "fiscal",
    "from",
    "fy",
    "in",
    "late",
    "mid",
    "of",
    "since",
    "spring",
    "summer",
    "the",
    "through",
    "throughout",
    "till",
    "to",
    "until",
    "winter",
    "year",
]);

/// Plurals that do not end in s.
pub(super) static PLURALS: List = List::new(&[
    "adults",
    "aircraft",
    "bacteria",
    "cattle",
    "children",
    "criteria",
    "data",
    "feet",
    "fish",
    "folks",
    "geese",
    "men",
    "mice",
    "people",
    "personnel",
    "phenomena",
    "police",
    "sheep",
    "staff",
    "teeth",
    "women",
]);

/// Words for people.
pub(super) static PEOPLE: List = List::new(&[
    "adolescents",
    "adults",
    "americans",
    "applicants",
    "athletes",
    "babies",
    "boys",
    "candidates",
    "children",
    "citizens",
    "civilians",
    "clients",
    "consumers",
    "customers",
    "doctors",
    "employees",
    "families",
    "farmers",
    "fighters",
    "followers",
    "girls",
    "graduates",
    "immigrants",
    "individuals",
    "infants",
    "inhabitants",
    "lawmakers",
    "learners",
    "members",
    "men",
    "migrants",
    "nurses",
    "officers",
    "officials",
    "owners",
    "parents",
    "participants",
    "passengers",
    "patients",
    "people",
    "personnel",
    "players",
    "prisoners",
    "professionals",
    "protesters",
    "pupils",
    "refugees",
    "residents",
    "respondents",
    "scientists",
    "soldiers",
    "staff",
    "students",
    "subjects",
    "subscribers",
    "survivors",
    "teachers",
    "users",
    "victims",
    "viewers",
    "visitors",
    "volunteers",
    "voters",
    "women",
    "workers",
]);

/// Words that end in s and are no plurals, and other words that end a noun phrase.
pub(super) static STOPS: List = List::new(&[
    "a",
    "about",
    "above",
    "according",
    "across",
    "after",
    "against",
    "ago",
    "all",
    "also",
    "although",
    "always",
    "among",
    "an",
    "and",
    "any",
    "are",
    "around",
    "as",
    "at",
    "be",
    "because",
    "been",
    "before",
    "being",
    "below",
    "between",
    "but",
    "by",
    "can",
    "could",
    "did",
    "do",
    "does",
    "down",
    "during",
    "each",
    "either",
    "every",
    "for",
    "from",
    "had",
    "has",
    "have",
    "he",
    "her",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "including",
    "instead",
    "into",
    "is",
    "it",
    "its",
    "less",
    "may",
    "might",
    "more",
    "must",
    "near",
    "nor",
    "not",
    "now",
    "of",
    "off",
    "on",
    "onto",
    "or",
    "our",
    "out",
    "over",
    "per",
    "perhaps",
    "plus",
    "said",
    "says",
    "see",
    "shall",
    "she",
    "should",
    "since",
    "so",
    "such",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "through",
    "throughout",
    "thus",
    "to",
    "towards",
    "under",
    "until",
    "up",
    "upon",
    "us",
    "versus",
    "via",
    "vs",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "whereas",
    "which",
    "while",
    "who",
    "whose",
    "why",
    "will",
    "with",
    "within",
    "without",
    "would",
    "yes",
    "yet",
    "you",
    "your",
]);

/// Verbs of growing, by all their forms.
pub(super) static UP: List = List::new(&[
    "accelerated",
    "boosted",
    "climb",
    "climbed",
    "climbing",
    "climbs",
    "expand",
    "expanded",
    "expanding",
    "expansion",
    "gain",
    "gained",
    "gains",
    "grew",
    "grow",
    "growing",
    "grown",
    "grows",
    "growth",
    "higher",
    "hike",
    "hiked",
    "increase",
    "increased",
    "increases",
    "increasing",
    "jump",
    "jumped",
    "jumping",
    "jumps",
    "leapt",
    "raise",
    "raised",
    "raises",
    "raising",
    "rallied",
    "rise",
    "risen",
    "rises",
    "rising",
    "rose",
    "soar",
    "soared",
    "soaring",
    "spiked",
    "surge",
    "surged",
    "swell",
    "swelled",
    "swollen",
    "up",
    "upped",
    "widened",
]);

/// Verbs of shrinking, by all their forms.
pub(super) static DOWN: List = List::new(&[
    "crashed",
    "cut",
    "cuts",
    "cutting",
    "decline",
    "declined",
    "declines",
    "declining",
    "decrease",
    "decreased",
    "decreases",
    "decreasing",
    "dip",
    "dipped",
    "down",
    "drop",
    "dropped",
    "dropping",
    "drops",
    "dwindled",
    "eased",
    "easing",
    "fall",
    "fallen",
    "falling",
    "falls",
    "fell",
    "lower",
    "lowered",
    "lowering",
    "narrowed",
    "plummeted",
    "plunge",
    "plunged",
    "plunging",
    "reduce",
    "reduced",
    "reduces",
    "reducing",
    "reduction",
    "sank",
    "shrank",
    "shrink",
    "shrinking",
    "shrunk",
    "slashed",
    "slashing",
    "slid",
    "slide",
    "slipped",
    "slowed",
    "slowing",
    "slows",
    "slumped",
    "trimmed",
    "tumbled",
]);

/// Words that end an address.
pub(super) static STREETS: List = List::new(&[
    "ave",
    "avenue",
    "boulevard",
    "court",
    "drive",
    "lane",
    "place",
    "plaza",
    "rd",
    "road",
    "square",
    "st",
    "street",
]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_tables_find_their_words_in_any_case() {
        let lists = [
            &SUPERLATIVES,
            &TIMES,
            &RANKS,
            &MONTHS,
            &WEEKDAYS,
            &LABELS,
            &BACK,
            &BEFORE_YEAR,
            &PLURALS,
            &PEOPLE,
            &STOPS,
            &UP,
            &DOWN,
            &STREETS,
        ];
        for list in lists {
            for word in list.words {
                assert!(word.len() <= LONGEST && *word == word.to_lowercase(), "{word}");
                assert!(list.has(word) && list.has(&word.to_uppercase()), "{word}");
            }
            assert!(!list.has("") && !list.has("qwerty") && !list.has(&"x".repeat(99)));
        }
        assert_eq!((TENS.get("Forty"), TENS.get_exact("Forty")), (Some(40), None));
        assert_eq!(TENS.get("for"), None);
    }
}
