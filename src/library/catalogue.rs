//! All articles of a library in short, and the texts of those that are at hand. Texts come from where
//! they are kept when somebody asks for one, and go when there are too many. Reads no file itself.

mod at_hand;
mod carried;
mod listed;
pub mod planes;

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use foldhash::HashMap;

use super::brief::{Brief, Sign};
use super::holding::{Holding, is_set};
use super::search::Phrase;
use super::{Article, ArticleId, Strengths};
use crate::tag::Marks;
use crate::text::Day;
use at_hand::AtHand;
use carried::{Carried, Columns};
use listed::Listing;
use planes::Block;

pub use listed::Listed;

/// Where texts come from that are not at hand.
pub trait Texts: Send {
    /// The article of that name; none where it cannot be had, see [`Self::fault`].
    fn fetch(&self, name: &str) -> Option<Fetched>;

    /// What `keep` makes of the articles that a phrase stands in, and in order which articles no index knows.
    /// None where nothing is known without asking each article.
    fn having(&self, phrase: &Phrase, keep: &Keep<'_>) -> Option<(Holding, Vec<ArticleId>)>;

    /// Why the last one could not be had, in words, once.
    fn fault(&self) -> Option<String>;
}

/// An article as it was kept.
#[derive(Clone, Debug, Default)]
pub struct Fetched {
    /// With what a person did to it, not marked yet.
    pub article: Article,
    /// What was suggested at the default levels, and the fingerprint of what suggested it.
    pub marks: Option<(u64, Marks)>,
}

/// Puts to others the passages of an article, by its place where it is kept, that are sentences of which it is
/// said, a bit each, that they have something. Asked by several threads.
pub type Keep<'k> = dyn Fn(ArticleId, &[u64], &mut Holding) + Sync + 'k;

/// The number of a [`Sign`] among all that differ.
pub type SignId = u32;

/// All articles in short.
#[derive(Default)]
pub struct Catalogue {
    /// Those that are there: others may be waited for.
    listing: Listing,
    /// How many there are.
    len: usize,
    names: HashMap<Box<str>, ArticleId>,
    /// Those that a person did something to.
    worked: BTreeSet<ArticleId>,
    signs: Signs,
    marks: Carried,
    /// When each article appeared: all of them in a row, for what asks every one.
    days: Vec<Option<Day>>,
    /// For each article which of all that were taken in it was last, counted from one.
    renewed: Vec<u64>,
    renewals: u64,
    at_hand: AtHand,
    /// Whether all articles stand in their places where they are kept.
    pub(super) is_in_places: bool,
    /// Whether no more articles are to come.
    pub(super) is_whole: bool,
}

impl fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} articles", self.len)
    }
}

/// Everything that differs in what passages carry.
#[derive(Debug, Default)]
pub struct Signs {
    all: Vec<Sign>,
    numbers: HashMap<Sign, SignId>,
}

impl Signs {
    /// All of them, by their numbers.
    pub fn all(&self) -> &[Sign] {
        &self.all
    }

    fn number(&mut self, sign: Sign) -> SignId {
        if let Some(number) = self.numbers.get(&sign) {
            return *number;
        }
        let number = self.all.len() as SignId;
        self.all.push(sign.clone());
        self.numbers.insert(sign, number);
        number
    }
}

impl Catalogue {
    /// Says where texts come from.
    pub(super) fn lend(&mut self, texts: Box<dyn Texts>) {
        self.at_hand.lend(texts);
    }

    /// How many articles there are.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The number that the next article gets.
    pub(super) fn next(&self) -> ArticleId {
        ArticleId(self.listing.end() as u32)
    }

    /// The article of that name.
    pub(super) fn named(&self, name: &str) -> Option<ArticleId> {
        self.names.get(name).copied()
    }

    /// An article in short, but for its marks.
    #[inline]
    pub(super) fn brief(&self, id: ArticleId) -> Option<Listed<'_>> {
        self.listing.get(id)
    }

    /// For each of its passages which sentence it is.
    pub(super) fn sentences(&self, id: ArticleId) -> &[u32] {
        self.marks.sentences(id)
    }

    /// What its passages carry, in text order.
    #[inline]
    pub(super) fn marks(&self, id: ArticleId) -> &[SignId] {
        self.marks.signs(id)
    }

    /// When an article appeared, where it says so.
    #[inline]
    pub(super) fn day(&self, id: ArticleId) -> Option<Day> {
        self.days.get(id.0 as usize).copied().flatten()
    }

    /// How many articles were taken in so far, each counted again whenever it is another in short.
    pub(super) fn renewals(&self) -> u64 {
        self.renewals
    }

    /// How many that were when an article was last taken in.
    pub(super) fn renewed(&self, id: ArticleId) -> u64 {
        self.renewed.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// How strongly the tagger scored them.
    #[inline]
    pub(super) fn strengths(&self, id: ArticleId) -> &[Strengths] {
        self.marks.strengths(id)
    }

    /// What the passages of some articles carry, a bit each; the nth of all blocks.
    pub(super) fn block(&self, nth: usize) -> Option<&Block> {
        self.marks.block(nth, self.signs.all())
    }

    /// The articles that a person did something to, in order.
    pub(super) fn worked(&self) -> impl Iterator<Item = ArticleId> + '_ {
        self.worked.iter().copied()
    }

    /// How many passages carry each sign.
    pub(super) fn counts(&self) -> &[u32] {
        self.marks.counts()
    }

    pub(super) fn signs(&self) -> &Signs {
        &self.signs
    }

    /// All articles that are there, in order.
    pub(super) fn ids(&self) -> impl DoubleEndedIterator<Item = ArticleId> + '_ {
        self.listing.ids()
    }

    /// Those of them that stand in these places.
    pub(super) fn ids_in(&self, places: Range<usize>) -> impl Iterator<Item = ArticleId> + '_ {
        self.listing.ids_in(places)
    }

    /// Takes an article in short in at its place, over the one that is there. Its text goes, if it is
    /// kept elsewhere.
    pub(super) fn put(&mut self, id: ArticleId, mut brief: Brief) {
        let at = id.0 as usize;
        self.at_hand.hold(at + 1);
        if self.days.len() <= at {
            self.days.resize(at + 1, None);
            self.renewed.resize(at + 1, 0);
        }
        self.renewals += 1;
        self.renewed[at] = self.renewals;
        let marks = std::mem::take(&mut brief.marks);
        let marks: Vec<SignId> = marks.into_iter().map(|sign| self.signs.number(sign)).collect();
        let mut sentences = std::mem::take(&mut brief.sentences);
        sentences.resize(marks.len(), super::brief::NO_SENTENCE);
        let mut strengths = std::mem::take(&mut brief.strengths);
        strengths.resize(marks.len(), Strengths::default());
        self.marks.put(id, &Columns { marks, sentences, strengths });
        if brief.work.is_some() {
            self.worked.insert(id);
        } else {
            self.worked.remove(&id);
        }
        let known = self.listing.get(id);
        self.len += usize::from(known.is_none());
        let is_named = known.is_some_and(|known| known.name == &*brief.name);
        self.listing.put(id, &brief);
        self.days[at] = brief.day;
        if !is_named {
            self.names.insert(brief.name, id);
        }
    }

    /// Takes in the text of an article that is listed. One that is kept nowhere else stays.
    pub(super) fn bring(&mut self, id: ArticleId, article: Article, is_sole: bool) {
        self.at_hand.bring(id, article, is_sole);
    }

    /// An article; its text is fetched where it is not at hand, and `marked` by the caller.
    pub(super) fn article(
        &self,
        id: ArticleId,
        marked: impl FnOnce(Fetched) -> Article,
    ) -> Option<&Article> {
        self.at_hand.article(id, || self.fetch(id).map(marked))
    }

    /// An article's text from where it is kept.
    pub(super) fn fetch(&self, id: ArticleId) -> Option<Fetched> {
        self.at_hand.fetch(self.brief(id)?.name)
    }

    /// The passages that a phrase stands in, and the articles that have to be asked themselves: those that
    /// no index knows, and those with passages that are no sentences. None where all have to be asked.
    pub(super) fn having(&self, phrase: &Phrase) -> Option<(Holding, Vec<ArticleId>)> {
        if !(self.is_in_places && self.is_whole) {
            return None;
        }
        let (mut found, unknown) = self.at_hand.having(phrase, &|id, has, found| {
            if self.worked.contains(&id) {
                return;
            }
            let sentences = self.marks.sentences(id).iter();
            found.push(id, sentences.map(|sentence| is_set(has, *sentence as usize)));
        })?;
        found.sort();
        let unknown: BTreeSet<ArticleId> = unknown.into_iter().chain(self.worked()).collect();
        Some((found, unknown.into_iter().filter(|id| self.brief(*id).is_some()).collect()))
    }

    /// Why the last text could not be had.
    pub(super) fn fault(&self) -> Option<String> {
        self.at_hand.fault()
    }

    /// An article whose text is at hand.
    pub(super) fn at_hand(&self, id: ArticleId) -> Option<&Article> {
        self.at_hand.get(id)
    }

    /// The same to be changed; [`Self::put`] what it is in short then.
    pub(super) fn at_hand_mut(&mut self, id: ArticleId) -> Option<&mut Article> {
        self.at_hand.get_mut(id)
    }

    /// Lets texts go that are kept elsewhere where there are too many, those that came first; not that
    /// of `open`.
    pub(super) fn tidy(&mut self, open: Option<ArticleId>) {
        self.at_hand.tidy(open);
    }
}
