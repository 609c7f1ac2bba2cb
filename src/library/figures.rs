//! The figures of a whole library in columns: what each comes to, where it stands, which are the same.
//! Made of what is kept beside articles, so that it asks no text; what shows of it is a [`Picture`].

mod bins;
mod lines;
mod link;
mod numbers;
mod picture;
mod sought;
mod stated;
#[cfg(test)]
mod tests;

use super::{ArticleId, Library};
use crate::text::Span;
use link::Hands;
use numbers::Numbers;

pub use bins::Bin;
pub use lines::{Line, Lines};
pub use numbers::is_counted;
pub use picture::{Ground, Order, Picture, Summary};
pub use sought::{Range, Sought, Wanted};
pub use stated::{BY_HAND, Gathered, Measure, Stated};

/// A figure's place in the [`Table`], for as long as [`Table::moved`] is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId(pub u32);

/// A value in a unit, meant as surely and put the same way: all of its places are repeats of each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureId(pub u32);

/// A unit's place among all that occur.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(pub u16);

/// A figure of one thing: 90 % of nurses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Claim {
    figure: FigureId,
    about: u32,
}

/// The number of a [`Claim`] among all that differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct ClaimId(u32);

/// Where a figure stands.
#[derive(Clone, Copy, Debug)]
struct Row {
    article: ArticleId,
    /// As in [`Stated::sentence`].
    sentence: u32,
    span: Span,
}

/// The figures of some articles, on their way into a [`Table`].
#[derive(Debug, Default)]
pub struct Batch {
    numbers: Numbers,
    /// Each article with how many of the rows are its.
    articles: Vec<(ArticleId, usize)>,
    rows: Vec<(Row, ClaimId)>,
}

impl Batch {
    /// Takes in the figures of an article.
    pub fn put(&mut self, id: ArticleId, figures: &[Stated]) {
        let numbers = &mut self.numbers;
        self.rows.extend(figures.iter().map(|it| (Row::of(id, it), numbers.claim(it))));
        self.articles.push((id, figures.len()));
    }

    /// How many articles these are.
    pub fn articles(&self) -> usize {
        self.articles.len()
    }
}

impl Row {
    fn of(article: ArticleId, stated: &Stated) -> Self {
        Self { article, sentence: stated.sentence, span: stated.span }
    }
}

/// Where the rows of an article begin and how many there are.
type Place = (u32, u32);

/// All figures of a library: 32 bytes for each place, of which there may be millions.
#[derive(Debug, Default)]
pub struct Table {
    numbers: Numbers,
    /// Those of an article are together, in the order of its text.
    rows: Vec<Row>,
    stands: Vec<Stands>,
    /// For each row the next one of the same claim; [`NONE`] where there is none.
    next: Vec<RowId>,
    chains: Vec<Chain>,
    /// For each article its rows; none where they are not known.
    places: Vec<Option<Place>>,
    /// How many articles are known.
    known: usize,
    /// Rows that are of no article any more.
    waste: usize,
    /// What only a person calls statistics.
    hands: Hands,
    /// Which state of the library `passages` agree with, but for these articles.
    linked: u64,
    unlinked: Vec<ArticleId>,
    /// Raised whenever rows come or go.
    pub revision: u32,
    /// Raised whenever rows get other numbers.
    pub moved: u32,
}

/// What decides whether a row shows, and what it counts for: all of them are looked through at each change
/// of filter.
#[derive(Clone, Copy, Debug)]
struct Stands {
    /// Which passage of its article it stands in; [`NOWHERE`] for none.
    passage: u32,
    claim: ClaimId,
    figure: FigureId,
}

/// The rows of a claim.
#[derive(Clone, Copy, Debug)]
struct Chain {
    first: RowId,
    last: RowId,
    /// How many of them are of articles.
    len: u32,
}

/// What stands for a row that stands in no passage.
const NOWHERE: u32 = u32::MAX;

/// What stands for no row.
const NONE: RowId = RowId(u32::MAX);

/// So many rows that are of no article are borne with.
const WASTE: usize = 4096;

impl Table {
    /// Takes in the figures of an article, over those that were known.
    pub fn put(&mut self, id: ArticleId, figures: &[Stated]) {
        self.forget(id);
        let place = self.push(id, figures);
        self.set_place(id, place);
    }

    /// Takes in the figures of articles that are not known here.
    pub fn absorb(&mut self, batch: &Batch) {
        let claims = self.numbers.absorb(&batch.numbers);
        let mut rest = &batch.rows[..];
        for (id, len) in &batch.articles {
            let (rows, others) = rest.split_at(*len);
            rest = others;
            if self.lacks(*id) {
                let place = (self.rows.len() as u32, *len as u32);
                for (row, claim) in rows {
                    self.push_row(*row, claims[claim.0 as usize]);
                }
                self.set_place(*id, place);
            }
        }
    }

    /// Forgets the figures of an article, whose text may be another now.
    pub fn forget(&mut self, id: ArticleId) {
        self.forget_hands(id);
        if let Some(place) = self.places.get_mut(id.0 as usize).and_then(Option::take) {
            self.known -= 1;
            self.leave(place);
        }
        self.revision = self.revision.wrapping_add(1);
    }

    /// Whether the figures of an article are not known.
    pub fn lacks(&self, id: ArticleId) -> bool {
        self.places.get(id.0 as usize).is_none_or(Option::is_none)
    }

    /// How many articles are known.
    pub fn articles(&self) -> usize {
        self.known
    }

    fn push(&mut self, id: ArticleId, figures: &[Stated]) -> Place {
        let start = self.rows.len();
        for stated in figures {
            let claim = self.numbers.claim(stated);
            self.push_row(Row::of(id, stated), claim);
        }
        (start as u32, figures.len() as u32)
    }

    fn push_row(&mut self, row: Row, claim: ClaimId) {
        let number = RowId(self.rows.len() as u32);
        if self.chains.len() <= claim.0 as usize {
            let empty = Chain { first: NONE, last: NONE, len: 0 };
            self.chains.resize(claim.0 as usize + 1, empty);
        }
        let chain = &mut self.chains[claim.0 as usize];
        match self.next.get_mut(chain.last.0 as usize) {
            Some(next) => *next = number,
            None => chain.first = number,
        }
        chain.last = number;
        chain.len += 1;
        self.next.push(NONE);
        self.rows.push(row);
        let figure = self.numbers.claims()[claim.0 as usize].figure;
        self.stands.push(Stands { passage: NOWHERE, claim, figure });
    }

    fn set_place(&mut self, id: ArticleId, place: Place) {
        let at = id.0 as usize;
        if self.places.len() <= at {
            self.places.resize(at + 1, None);
        }
        self.places[at] = Some(place);
        self.known += 1;
        self.unlinked.push(id);
        self.forget_hands(id);
        self.revision = self.revision.wrapping_add(1);
    }

    /// Takes rows out that were of an article.
    fn leave(&mut self, place: Place) {
        for row in &mut self.stands[within(place)] {
            row.passage = NOWHERE;
            self.chains[row.claim.0 as usize].len -= 1;
        }
        self.waste += place.1 as usize;
    }

    /// Where the figures stand that the tagger finds in an article, in the order of the text.
    fn found(&self, id: ArticleId) -> Place {
        self.places.get(id.0 as usize).copied().flatten().unwrap_or_default()
    }

    /// Makes agree with the library which passages figures stand in, and brings all into order. What takes
    /// longer is done a little at a time: see [`Self::is_behind`].
    pub fn settle(&mut self, library: &Library) {
        self.settle_hands(library);
        self.settle_links(library);
        if self.waste > WASTE && self.waste > self.rows.len() / 2 {
            self.compact();
        }
        self.numbers.rank();
    }

    /// Leaves out the rows that are of no article.
    fn compact(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        let stands = std::mem::take(&mut self.stands);
        (self.next, self.chains) = (Vec::new(), Vec::new());
        let mut places = std::mem::take(&mut self.places);
        let mut hands = std::mem::take(&mut self.hands);
        for place in places.iter_mut().flatten().chain(hands.places()) {
            let old = within(*place);
            place.0 = self.rows.len() as u32;
            for at in old {
                self.push_row(rows[at], stands[at].claim);
                self.stands[self.rows.len() - 1] = stands[at];
            }
        }
        (self.places, self.hands, self.waste) = (places, hands, 0);
        self.moved = self.moved.wrapping_add(1);
    }

    /// A figure in a few characters: "over 90 %".
    pub fn label(&self, figure: FigureId) -> &str {
        self.numbers.value(figure).map_or("", |value| &value.label)
    }

    /// The unit that a figure is in.
    pub fn unit_of(&self, figure: FigureId) -> Option<UnitId> {
        self.numbers.value(figure).map(|value| value.unit)
    }

    /// A unit in words for a heading: "%", "USD", "people", "counts".
    pub fn unit_name(&self, unit: UnitId) -> &str {
        let name = self.numbers.unit_name(unit);
        name.map_or("", |name| if name.is_empty() { "counts" } else { name })
    }

    /// What a unit measures.
    pub fn measure(&self, unit: UnitId) -> Measure {
        self.numbers.measure(unit).unwrap_or(Measure::Other)
    }

    /// The rows of a claim, in the order they came.
    fn rows_of(&self, claim: ClaimId) -> impl Iterator<Item = RowId> + '_ {
        let is_row = |row: &RowId| *row != NONE;
        let first = self.chains.get(claim.0 as usize).map(|chain| chain.first).filter(is_row);
        std::iter::successors(first, move |row| {
            self.next.get(row.0 as usize).copied().filter(is_row)
        })
    }

    /// How many rows of articles a claim has.
    fn len_of(&self, claim: ClaimId) -> u32 {
        self.chains.get(claim.0 as usize).map_or(0, |chain| chain.len)
    }

    /// Where a row stands among all places.
    fn order_of(&self, row: RowId) -> (ArticleId, u32) {
        self.place(row).map_or((ArticleId(u32::MAX), 0), |(article, span)| (article, span.start))
    }

    fn stands(&self, row: RowId) -> Option<Stands> {
        self.stands.get(row.0 as usize).copied()
    }

    fn claim(&self, row: RowId) -> Option<Claim> {
        let claim = self.stands.get(row.0 as usize)?.claim;
        self.numbers.claims().get(claim.0 as usize).copied()
    }

    /// Which figure stands in a place.
    pub fn figure(&self, row: RowId) -> Option<FigureId> {
        self.stands.get(row.0 as usize).map(|row| row.figure)
    }

    /// The article of a place, and the words of the figure in its text.
    pub fn place(&self, row: RowId) -> Option<(ArticleId, Span)> {
        self.rows.get(row.0 as usize).map(|row| (row.article, row.span))
    }

    /// What the figure is about in a place.
    pub fn about_of(&self, row: RowId) -> &str {
        let about = self.claim(row).and_then(|it| self.numbers.abouts().get(it.about as usize));
        about.map_or("", |about| about)
    }
}

/// The rows of a place.
fn within((start, len): Place) -> std::ops::Range<usize> {
    start as usize..(start + len) as usize
}
