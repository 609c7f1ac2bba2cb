//! What shows of the figures under a filter: which places, how many of each figure, in which order.
//! One pass over the places for each filter, one over the figures that show for each order.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::{ArticleId, FigureId, Row, RowId, Table, UnitId};
use crate::library::brief::NO_SENTENCE;
use crate::library::figures::BY_HAND;
use crate::library::{Library, SignId, Survey};
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

/// What is looked for among the figures beside the filter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    /// Of these values.
    pub range: Option<Range>,
    /// With all of these words, in small letters, in the figure, what it is about or the article's title.
    pub words: Vec<String>,
}

/// Words that are looked for at most: a bit each.
const WORDS: usize = 8;

/// A line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A figure with several places.
    Figure(FigureId),
    /// A figure's only place, or one of those of the figure above.
    Place(RowId),
}

/// How much of a figure shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    places: u32,
    articles: u32,
    last: Option<ArticleId>,
    newest: Option<Day>,
    /// The first place: article, then where in its text.
    first: (ArticleId, u32),
}

/// What shows.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    pub(super) counts: Vec<Count>,
    /// For each row whether it shows.
    pub(super) rows: Vec<bool>,
    /// The figures that show, and for each of these what most of its places are about.
    figures: Vec<FigureId>,
    leads: Vec<(RowId, u32)>,
    /// Places that show.
    pub places: usize,
}

impl Picture {
    /// What shows of a table that is settled.
    pub fn of(table: &Table, library: &Library, survey: &Survey, wanted: &Wanted) -> Self {
        let sought = Sought::of(table, wanted);
        let mut picture = Self {
            counts: vec![Count::default(); table.values.len()],
            rows: vec![false; table.rows.len()],
            ..Self::default()
        };
        let is_statistic: Vec<bool> =
            library.signs().iter().map(|sign| sign.kinds.has(Kind::Statistic)).collect();
        let has_any = |id: &ArticleId| survey.articles.get(id.0 as usize) > Some(&0);
        for id in library.ids().filter(has_any) {
            let shows = |nth: usize, sign: SignId| {
                is_statistic[sign as usize] && survey.shows(id, nth, sign)
            };
            picture.take_article(table, library, id, &sought, shows);
        }
        picture.gather(table);
        picture
    }

    /// Takes in the figures of those passages of an article that show.
    fn take_article(
        &mut self,
        table: &Table,
        library: &Library,
        id: ArticleId,
        sought: &Sought<'_>,
        shows: impl Fn(usize, SignId) -> bool,
    ) {
        let [found, by_hand] = [table.of(id), table.by_hand(id)];
        let Some(brief) = library.brief(id) else { return };
        if found.is_empty() && by_hand.is_empty() {
            return;
        }
        let title = sought.title(brief.title);
        let mut take =
            |row: &Row, number| self.take(row, number, brief.day, sought.admits(row, title));
        let mut found = found.iter().zip(table.first_of(id)..).peekable();
        let mut others = BY_HAND;
        let marks = library.marks(id).iter().enumerate();
        for ((nth, sign), sentence) in marks.zip(library.sentences(id)) {
            let mut at = *sentence;
            if at == NO_SENTENCE {
                at = others;
                others += 1;
            }
            if !shows(nth, *sign) {
                continue;
            }
            if at < BY_HAND {
                // Both ascend.
                while found.next_if(|(row, _)| row.sentence < at).is_some() {}
                while let Some((row, number)) = found.next_if(|(row, _)| row.sentence == at) {
                    take(row, number);
                }
            }
            let here = by_hand.iter().zip(table.first_by_hand(id)..);
            here.filter(|(row, _)| row.sentence == at).for_each(|(row, number)| take(row, number));
        }
    }

    /// Takes in which figures show.
    pub(super) fn gather(&mut self, table: &Table) {
        let shown = self.counts.iter().zip(0..).filter(|(count, _)| count.places > 0);
        self.figures = shown.map(|(_, figure)| FigureId(figure)).collect();
        let lead = |figure: &FigureId| self.find_lead(table, *figure).unwrap_or((RowId(0), 0));
        self.leads = self.figures.iter().map(lead).collect();
    }

    pub(super) fn take(&mut self, row: &Row, number: usize, day: Option<Day>, is_admitted: bool) {
        // Passages may share a sentence.
        if !is_admitted || std::mem::replace(&mut self.rows[number], true) {
            return;
        }
        let count = &mut self.counts[row.figure.0 as usize];
        let place = (row.article, row.span.start);
        count.first = if count.places == 0 { place } else { count.first.min(place) };
        count.places += 1;
        if count.last.replace(row.article) != Some(row.article) {
            count.articles += 1;
        }
        count.newest = count.newest.max(day);
        self.places += 1;
    }

    /// How many figures differ.
    pub fn len(&self) -> usize {
        self.figures.len()
    }

    /// Whether nothing shows.
    pub fn is_empty(&self) -> bool {
        self.figures.is_empty()
    }

    /// In how many places a figure shows, and in how many articles these are.
    pub fn count(&self, figure: FigureId) -> (usize, usize) {
        let count = self.counts.get(figure.0 as usize).copied().unwrap_or_default();
        (count.places as usize, count.articles as usize)
    }

    /// The newest article with a figure.
    pub fn newest(&self, figure: FigureId) -> Option<Day> {
        self.counts.get(figure.0 as usize)?.newest
    }

    /// Whether a place shows.
    pub fn shows(&self, row: RowId) -> bool {
        self.rows.get(row.0 as usize).copied().unwrap_or_default()
    }

    /// The figures that show.
    pub(super) fn figures(&self) -> &[FigureId] {
        &self.figures
    }

    /// What most places of a figure are about: one of these, and how many.
    pub fn lead(&self, figure: FigureId) -> Option<(RowId, usize)> {
        let at = self.figures.binary_search(&figure).ok()?;
        self.leads.get(at).map(|(row, count)| (*row, *count as usize))
    }

    fn find_lead(&self, table: &Table, figure: FigureId) -> Option<(RowId, u32)> {
        let mut best: Option<(RowId, u32)> = None;
        let mut run: Option<(u32, RowId, u32)> = None;
        for id in table.places_of(figure).iter().filter(|id| self.shows(**id)) {
            let about = table.rows[id.0 as usize].about;
            let (first, count) = match run {
                Some((same, first, count)) if same == about => (first, count + 1),
                _ => (*id, 1),
            };
            run = Some((about, first, count));
            if best.is_none_or(|(_, most)| count > most) {
                best = Some((first, count));
            }
        }
        best
    }

    /// All lines: the figures in an order, each of those that are open with its places.
    pub fn lines(&self, table: &Table, order: Order, open: &BTreeSet<FigureId>) -> Vec<Line> {
        let mut lines = Vec::with_capacity(self.figures.len());
        for figure in self.in_order(table, order) {
            if self.count(figure).0 == 1 {
                lines.extend(self.lead(figure).map(|(id, _)| Line::Place(id)));
                continue;
            }
            lines.push(Line::Figure(figure));
            if open.contains(&figure) {
                lines.extend(self.places_of(table, figure).into_iter().map(Line::Place));
            }
        }
        lines
    }

    fn in_order(&self, table: &Table, order: Order) -> Vec<FigureId> {
        let mut figures = self.figures.clone();
        let rank = |figure: &FigureId| table.sorted.ranks.get(figure.0 as usize).copied();
        let count = |figure: &FigureId| self.counts[figure.0 as usize];
        match order {
            Order::Repeats => {
                figures.sort_unstable_by_key(|it| (Reverse(count(it).places), rank(it)));
            }
            Order::Value => figures.sort_unstable_by_key(rank),
            Order::Article => figures.sort_unstable_by_key(|it| (count(it).first, rank(it))),
            Order::Date => {
                figures.sort_unstable_by_key(|it| (Reverse(count(it).newest), rank(it)));
            }
            Order::About => figures.sort_by_cached_key(|it| (self.about_key(table, *it), rank(it))),
        }
        figures
    }

    /// Words that are said to be counted come before words that only stand beside a figure.
    fn about_key(&self, table: &Table, figure: FigureId) -> (bool, String) {
        let lead = self.lead(figure).map_or("", |(row, _)| table.about_of(row));
        (lead.is_empty() || lead.starts_with("...") || lead.ends_with("..."), lead.to_lowercase())
    }

    /// The places of a figure that show: those first that most are about, each in the order of the
    /// articles.
    pub(super) fn places_of(&self, table: &Table, figure: FigureId) -> Vec<RowId> {
        let shown = table.rows_of(figure).filter(|(id, _)| self.shows(*id));
        let shown: Vec<(RowId, &Row)> = shown.collect();
        let mut runs: Vec<&[(RowId, &Row)]> =
            shown.chunk_by(|(_, one), (_, other)| one.about == other.about).collect();
        runs.sort_by_key(|run| Reverse(run.len()));
        let mut places = Vec::with_capacity(shown.len());
        for run in runs {
            let mut run = run.to_vec();
            run.sort_by_key(|(_, row)| (row.article, row.span.start));
            places.extend(run.into_iter().map(|(id, _)| id));
        }
        places
    }
}

/// What is looked for, asked once of each figure and of each thing that figures are about.
struct Sought<'a> {
    words: &'a [String],
    /// For each figure the words that it has; none where its value is not wanted.
    figures: Option<Vec<Option<u8>>>,
    abouts: Vec<u8>,
    all: u8,
}

impl<'a> Sought<'a> {
    fn of(table: &Table, wanted: &'a Wanted) -> Self {
        let words = wanted.words.get(..WORDS.min(wanted.words.len())).unwrap_or_default();
        let has = |text: &str| has(words, text);
        let figure = |it: &super::Value| {
            let fits = wanted.range.is_none_or(|range| {
                it.unit == range.unit && it.size >= range.from && it.size < range.below
            });
            fits.then(|| has(&it.label))
        };
        let asks = wanted.range.is_some() || !words.is_empty();
        let abouts = table.abouts.iter().filter(|_| !words.is_empty()).map(|it| has(it));
        Self {
            words,
            figures: asks.then(|| table.values.iter().map(figure).collect()),
            abouts: abouts.collect(),
            all: ((1_u16 << words.len()) - 1) as u8,
        }
    }

    /// The words that a title has.
    fn title(&self, title: &str) -> u8 {
        has(self.words, title)
    }

    fn admits(&self, row: &Row, title: u8) -> bool {
        let Some(figures) = &self.figures else { return true };
        let about = self.abouts.get(row.about as usize).copied().unwrap_or_default();
        figures[row.figure.0 as usize].is_some_and(|figure| figure | about | title == self.all)
    }
}

/// A bit for each word that a text has.
fn has(words: &[String], text: &str) -> u8 {
    if words.is_empty() {
        return 0;
    }
    let text = text.to_lowercase();
    let found = words.iter().enumerate().filter(|(_, word)| text.contains(word.as_str()));
    found.fold(0, |bits, (at, _)| bits | 1 << at)
}
