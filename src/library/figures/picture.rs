//! What shows of the figures under a filter: which places, how many of each figure, in which order. One
//! pass over the places for each filter; what is said of a figure on screen is found when it is asked for.

use std::cmp::Reverse;

use super::{ArticleId, ClaimId, FigureId, Place, RowId, Sought, Stands, Table, Wanted, within};
use crate::library::holding::is_set;
use crate::library::planes::{self, Bits};
use crate::library::together::in_parts;
use crate::library::{Block, Library, Plane, SignId, Survey};
use crate::tag::Kind;
use crate::text::Day;

/// What figures are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Those in most places first.
    #[default]
    Repeats,
    /// Unit by unit, the largest first.
    Value,
    /// What they are about.
    About,
    /// Article by article.
    Article,
    /// The newest first, those without a date last.
    Date,
}

impl Order {
    /// In the order of Tab.
    pub const ALL: [Self; 5] = [Self::Repeats, Self::Value, Self::About, Self::Article, Self::Date];

    /// In words, behind "by".
    pub fn name(self) -> &'static str {
        match self {
            Self::Repeats => "repeats",
            Self::Value => "value",
            Self::About => "what it is about",
            Self::Article => "article",
            Self::Date => "date",
        }
    }
}

/// What shows.
#[derive(Debug, Default)]
pub struct Picture {
    all: Counts,
    /// Which passages are statistics that show, block by block of articles.
    statistics: Vec<Vec<u64>>,
    /// Which state of the table and of the library this is of, and what was looked for.
    of: Option<((u32, u32, u64), Wanted)>,
    /// Memory to be used again.
    spare: Vec<Counts>,
}

/// What shows, counted.
#[derive(Debug, Default)]
struct Counts {
    /// How much of each figure shows.
    figures: Vec<Count>,
    /// How many places of each claim do.
    claims: Vec<u32>,
    /// The figures of which anything does, in the order of the articles.
    shown: Vec<FigureId>,
    /// For each row of the article that is being counted whether it shows.
    rows: Vec<bool>,
}

/// How much of a figure shows.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    places: u32,
    articles: u32,
    /// The last of these, counted from one.
    last: u32,
    /// When the newest of them appeared; 0 where none says.
    newest: u32,
}

/// What is said of a figure by the places that show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// How many these are.
    pub places: usize,
    /// In how many articles.
    pub articles: usize,
    /// The newest of these.
    pub newest: Option<Day>,
    /// The first of those that are about what most are, whether they show or not.
    pub lead: RowId,
    /// How many of those that show are like it, itself counted.
    pub alike: usize,
}

/// What says which places show.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// All there are, settled.
    pub table: &'a Table,
    /// Where they stand.
    pub library: &'a Library,
    /// The filter's say.
    pub survey: &'a Survey,
    /// What is looked for, settled.
    pub sought: &'a Sought,
}

impl Ground<'_> {
    /// Whether a place shows.
    fn shows(&self, row: RowId) -> bool {
        let (Some((id, _)), Some(stands)) = (self.table.place(row), self.table.stands(row)) else {
            return false;
        };
        let nth = stands.passage as usize;
        let Some(sign) = self.library.marks(id).get(nth) else { return false };
        let is_statistic =
            |sign: SignId| self.library.signs()[sign as usize].kinds.has(Kind::Statistic);
        let counts = self.survey.articles.get(id.0 as usize).is_some_and(|shown| *shown > 0);
        counts
            && is_statistic(*sign)
            && self.survey.shows(id, nth, *sign)
            && self.sought.admits(stands.claim, self.sought.title(id))
    }

    /// The rows of a claim that show, in the order they came.
    fn rows_of(&self, claim: ClaimId) -> impl Iterator<Item = RowId> + '_ {
        self.table.rows_of(claim).filter(|row| self.shows(*row))
    }
}

/// Articles that one thread counts, at the least. Few in tests, so that parts are put together there.
const PART: usize = if cfg!(test) { 1 } else { 8192 };

impl Picture {
    /// Makes it what shows of a table that is settled, its memory used again; says whether it was another before.
    pub fn renew(
        &mut self,
        table: &Table,
        library: &Library,
        survey: &Survey,
        sought: &mut Sought,
    ) -> bool {
        sought.settle(table, library);
        let bits = |nth: usize| {
            let mut bits = survey.shown_bits(library, nth).to_vec();
            planes::meet(&mut bits, library.block(nth)?.plane(Plane::Kind(Kind::Statistic)));
            Some(bits)
        };
        let statistics: Vec<Vec<u64>> = (0..).map_while(bits).collect();
        let state = (table.revision, table.moved, library.renewals());
        let of = Some((state, sought.wanted().clone()));
        if self.of == of && self.statistics == statistics {
            return false;
        }
        (self.of, self.statistics) = (of, statistics);
        self.take_all(Ground { table, library, survey, sought });
        true
    }

    /// All of a table, whatever passages it stands in.
    #[cfg(test)]
    pub(super) fn of_all(table: &Table) -> Self {
        let mut picture = Self::default();
        picture.all.clear(table);
        picture.all.take(table, (0, table.stands.len() as u32), ArticleId(0), 0, |_| true);
        picture
    }

    /// Takes in the figures of all statistics that show.
    fn take_all(&mut self, ground: Ground<'_>) {
        self.spare.insert(0, std::mem::take(&mut self.all));
        let least = PART.div_ceil(Block::ARTICLES);
        let parts = in_parts(&mut self.spare, self.statistics.len(), least, |blocks, counts| {
            counts.clear(ground.table);
            for nth in blocks {
                if let Some(block) = ground.library.block(nth) {
                    counts.take_block(block, &self.statistics[nth], ground);
                }
            }
        });
        if let Some((all, others)) = parts.split_first_mut() {
            for part in others {
                all.add(part);
            }
        }
        self.all = self.spare.remove(0);
    }

    /// How many figures differ.
    pub fn len(&self) -> usize {
        self.all.shown.len()
    }

    /// Whether nothing shows.
    pub fn is_empty(&self) -> bool {
        self.all.shown.is_empty()
    }

    /// Places that show.
    pub fn places(&self) -> usize {
        self.all.shown.iter().map(|figure| self.count_of(*figure)).sum()
    }

    /// In how many places a figure shows.
    pub fn count_of(&self, figure: FigureId) -> usize {
        self.all.figures.get(figure.0 as usize).map_or(0, |count| count.places as usize)
    }

    /// The figures that show, in the order of the articles.
    pub(super) fn figures(&self) -> &[FigureId] {
        &self.all.shown
    }

    /// What is said of a figure that shows.
    pub fn summary(&self, ground: Ground<'_>, figure: FigureId) -> Option<Summary> {
        let count = self.all.figures.get(figure.0 as usize)?;
        let lead = self.lead(ground.table, figure)?;
        Some(Summary {
            places: count.places as usize,
            articles: count.articles as usize,
            newest: (count.newest > 0).then(|| day(count.newest)),
            lead: ground.rows_of(lead).next()?,
            alike: self.all.claims.get(lead.0 as usize).map_or(0, |count| *count as usize),
        })
    }

    /// Of its claims that show the one that has most places, of equals the one that came first. What is
    /// hidden counts, too: otherwise each change of filter would have to count the places of all claims.
    fn lead(&self, table: &Table, figure: FigureId) -> Option<ClaimId> {
        let shows = |claim: &ClaimId| self.all.claims.get(claim.0 as usize) > Some(&0);
        let key = |claim: &ClaimId| (Reverse(table.len_of(*claim)), *claim);
        let first = table.numbers.claims_of(figure).min_by_key(key);
        if first.is_some_and(|claim| shows(&claim)) {
            return first;
        }
        let mut claims: Vec<ClaimId> = table.numbers.claims_of(figure).collect();
        claims.sort_unstable_by_key(key);
        claims.into_iter().find(shows)
    }

    /// The figures that show in an order.
    pub fn in_order(&self, table: &mut Table, order: Order) -> Vec<FigureId> {
        if order == Order::About {
            table.numbers.rank_abouts();
        }
        let by_value = || {
            let ranked = table.numbers.ranked().iter();
            ranked.copied().filter(|figure| self.count_of(*figure) > 0)
        };
        let sorted = |keys: &[u32]| {
            let key = |nth: u32, figure: FigureId| {
                u64::from(keys[figure.0 as usize]) << 32 | u64::from(nth)
            };
            let all: Vec<FigureId> = by_value().collect();
            let mut keys: Vec<u64> = (0..).zip(&all).map(|(nth, it)| key(nth, *it)).collect();
            keys.sort_unstable();
            keys.into_iter().map(|key| all[key as u32 as usize]).collect()
        };
        match order {
            Order::Value => by_value().collect(),
            Order::Article => self.all.shown.clone(),
            Order::Repeats => {
                sorted(&self.all.figures.iter().map(|count| !count.places).collect::<Vec<_>>())
            }
            Order::Date => {
                sorted(&self.all.figures.iter().map(|count| !count.newest).collect::<Vec<_>>())
            }
            Order::About => sorted(&self.leads(table)),
        }
    }

    /// For each figure the rank of what most of its places are about.
    fn leads(&self, table: &Table) -> Vec<u32> {
        let ranks = table.numbers.about_ranks();
        let rank = |claim: ClaimId| ranks[table.numbers.claims()[claim.0 as usize].about as usize];
        let mut leads = vec![u32::MAX; self.all.figures.len()];
        for figure in &self.all.shown {
            leads[figure.0 as usize] = self.lead(table, *figure).map_or(u32::MAX, rank);
        }
        leads
    }

    /// The places of a figure that show: those first that most are about, each in the order of the
    /// articles.
    pub fn places_of(&self, ground: Ground<'_>, figure: FigureId) -> Vec<RowId> {
        let table = ground.table;
        let claims = table.numbers.claims_of(figure);
        let shown = claims.filter(|claim| self.all.claims.get(claim.0 as usize) > Some(&0));
        let rows = |claim: ClaimId| ground.rows_of(claim).collect();
        let mut claims: Vec<(ClaimId, Vec<RowId>)> =
            shown.map(|claim| (claim, rows(claim))).collect();
        claims.sort_unstable_by_key(|(claim, rows)| (Reverse(rows.len()), *claim));
        for (_, rows) in &mut claims {
            rows.sort_unstable_by_key(|row| table.order_of(*row));
        }
        claims.into_iter().flat_map(|(_, rows)| rows).collect()
    }
}

impl Counts {
    fn clear(&mut self, table: &Table) {
        clear(&mut self.figures, table.numbers.values().len(), Count::default());
        clear(&mut self.claims, table.chains.len(), 0);
        self.shown.clear();
    }

    /// Takes in the figures of some articles, of which these passages are statistics that show.
    fn take_block(&mut self, block: &Block, statistics: &Bits, ground: Ground<'_>) {
        let Ground { table, library, sought, .. } = ground;
        let is_any = sought.is_any();
        for id in block.articles() {
            let start = block.passages(id).start;
            if planes::count_in(statistics, block.passages(id)) == 0 {
                continue;
            }
            let day = library.day(id).map_or(0, number);
            let title = is_any.then(|| sought.title(id));
            let stands = |row: &Stands| {
                title.is_none_or(|title| sought.admits(row.claim, title))
                    & is_set(statistics, start + row.passage as usize)
            };
            self.take(table, table.found(id), id, day, stands);
            let by_hand = table.hands.of(id);
            if by_hand.1 > 0 {
                self.take(table, by_hand, id, day, stands);
            }
        }
    }

    /// Takes in those rows of an article that stand in passages that show.
    #[inline]
    fn take(
        &mut self,
        table: &Table,
        place: Place,
        id: ArticleId,
        day: u32,
        stands: impl Fn(&Stands) -> bool,
    ) {
        let (counts, claims) = (&mut self.figures[..], &mut self.claims[..]);
        let article = id.0 + 1;
        let all = &table.stands[within(place)];
        // Which of them show cannot be foretold: to branch upon that takes twice as long.
        self.rows.clear();
        self.rows.extend(all.iter().map(stands));
        for (row, shows) in all.iter().zip(&self.rows) {
            let one = u32::from(*shows);
            let count = &mut counts[row.figure.0 as usize];
            if count.places == 0 && *shows {
                self.shown.push(row.figure);
            }
            claims[row.claim.0 as usize] += one;
            count.places += one;
            count.articles += one & u32::from(count.last != article);
            count.last = if *shows { article } else { count.last };
            count.newest = count.newest.max(day * one);
        }
    }

    /// Adds what shows of articles behind all of these.
    fn add(&mut self, others: &Self) {
        for figure in &others.shown {
            let (count, more) =
                (&mut self.figures[figure.0 as usize], &others.figures[figure.0 as usize]);
            if count.places == 0 {
                self.shown.push(*figure);
            }
            count.places += more.places;
            count.articles += more.articles;
            count.newest = count.newest.max(more.newest);
        }
        for (count, more) in self.claims.iter_mut().zip(&others.claims) {
            *count += more;
        }
    }
}

/// Makes all of a column what it is before anything is counted.
fn clear<T: Clone>(column: &mut Vec<T>, len: usize, none: T) {
    column.clear();
    column.resize(len, none);
}

/// A day in a number, the later the greater, and above 0.
fn number(Day { year, month, day }: Day) -> u32 {
    u32::from(year) << 16 | u32::from(month) << 8 | u32::from(day)
}

/// The day of such a number.
fn day(number: u32) -> Day {
    let [day, month, ..] = number.to_le_bytes();
    Day { year: (number >> 16) as u16, month, day }
}
