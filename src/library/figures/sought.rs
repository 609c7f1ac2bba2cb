//! What is looked for among figures beside the filter, asked once of each that differs and of each title.

use memchr::memmem::Finder;

use super::{ClaimId, Table, UnitId};
use crate::library::{ArticleId, Library};

/// Figures of one unit, from one value to below another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The unit.
    pub unit: UnitId,
    /// The least value.
    pub from: f64,
    /// Less than this.
    pub below: f64,
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    /// Of these values.
    pub range: Option<Range>,
    /// With all of these words, in small letters, in the figure, what it is about or the article's title.
    pub words: Vec<String>,
}

/// A bit for each word that something has, and [`FITS`].
type Bits = u8;

/// The value is one of those that are wanted.
const FITS: Bits = 1 << 7;

/// Words that are looked for at most: a bit each.
const WORDS: usize = 7;

/// What has what of that is wanted; kept from filter to filter.
#[derive(Debug, Default)]
pub struct Sought {
    wanted: Wanted,
    figures: Vec<Bits>,
    abouts: Vec<Bits>,
    claims: Vec<Bits>,
    /// For each article what its title has, and which state of the library that is of.
    titles: Vec<(u64, Bits)>,
}

impl Sought {
    /// Asks for this from now on.
    pub fn ask(&mut self, wanted: Wanted) {
        if self.wanted != wanted {
            *self = Self { wanted, ..Self::default() };
        }
    }

    /// Asks all that has come since.
    pub(super) fn settle(&mut self, table: &Table, library: &Library) {
        if !self.is_any() {
            return;
        }
        let mut words = Words::of(&self.wanted.words);
        let numbers = &table.numbers;
        let fits = |it: &super::numbers::Value| {
            let within = |range: Range| {
                it.size >= range.from && it.size < range.below && it.unit == range.unit
            };
            if self.wanted.range.is_none_or(within) { FITS } else { 0 }
        };
        let new = numbers.values().iter().skip(self.figures.len());
        self.figures.extend(new.map(|it| fits(it) | words.in_text(&it.label)));
        let new = numbers.abouts().iter().skip(self.abouts.len());
        self.abouts.extend(new.map(|it| words.in_text(it)));
        let new = numbers.claims().iter().skip(self.claims.len());
        let (figures, abouts) = (&self.figures, &self.abouts);
        let claim = |it: &super::Claim| figures[it.figure.0 as usize] | abouts[it.about as usize];
        self.claims.extend(new.map(claim));
        if words.all.is_empty() {
            return;
        }
        self.titles.resize(table.places.len(), (0, 0));
        for (id, (of, bits)) in (0..).map(ArticleId).zip(&mut self.titles) {
            let renewed = library.renewed(id);
            if *of != renewed {
                let title = library.brief(id).map_or("", |brief| brief.title);
                (*of, *bits) = (renewed, words.in_text(title));
            }
        }
    }

    /// What is.
    pub(super) fn wanted(&self) -> &Wanted {
        &self.wanted
    }

    /// Whether anything is looked for.
    pub(super) fn is_any(&self) -> bool {
        self.wanted != Wanted::default()
    }

    /// What a title has that is looked for.
    pub(super) fn title(&self, id: ArticleId) -> Title {
        let all =
            if self.is_any() { FITS | ((1 << self.wanted.words.len().min(WORDS)) - 1) } else { 0 };
        Title { has: self.titles.get(id.0 as usize).map_or(0, |(_, bits)| *bits), all }
    }

    /// Whether a figure of an article with that title is one of those that are looked for.
    #[inline]
    pub(super) fn admits(&self, claim: ClaimId, title: Title) -> bool {
        let has = self.claims.get(claim.0 as usize).copied().unwrap_or_default();
        (has | title.has) & title.all == title.all
    }
}

/// What the title of an article has of all that is looked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Title {
    has: Bits,
    all: Bits,
}

/// Words to be found in texts in small letters.
struct Words<'w> {
    all: Vec<Finder<'w>>,
    /// A text in small letters; kept for its room.
    small: String,
}

impl<'w> Words<'w> {
    fn of(words: &'w [String]) -> Self {
        let all = words.iter().take(WORDS).map(|word| Finder::new(word.as_bytes()));
        Self { all: all.collect(), small: String::new() }
    }

    /// A bit for each word that a text has.
    fn in_text(&mut self, text: &str) -> Bits {
        if self.all.is_empty() {
            return 0;
        }
        self.small.clear();
        self.small.push_str(text);
        if text.is_ascii() {
            self.small.make_ascii_lowercase();
        } else {
            self.small = text.to_lowercase();
        }
        let found = self.all.iter().enumerate();
        let found = found.filter(|(_, word)| word.find(self.small.as_bytes()).is_some());
        found.fold(0, |bits, (nth, _)| bits | 1 << nth)
    }
}
