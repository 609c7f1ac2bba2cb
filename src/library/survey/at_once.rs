//! Counting all articles of a library at once: which passages show is said of 64 of them by a word, some thousand
//! articles side by side. One article by itself is the parent's business.

use std::ops::Range;
use std::sync::OnceLock;

use super::{Before, PART, Seen, Survey, is_left_out};
use crate::library::judge::Fit;
use crate::library::planes::{self, Bits, Plane};
use crate::library::together::in_parts;
use crate::library::{ArticleId, Block, Filter, Library, SignId};
use crate::tag::Kind;

/// Some articles, counted.
#[derive(Debug, Default)]
struct Part {
    /// For each place of an article, as in [`Survey`].
    articles: Vec<usize>,
    waiting: Vec<usize>,
    listed: Vec<ArticleId>,
    shown: usize,
    total: usize,
    /// How many passages that meet the query carry each sign, but for those that are counted already.
    carried: Vec<isize>,
}

impl Part {
    fn count(&mut self, blocks: Range<usize>, ground: Ground<'_>) {
        self.carried.resize(ground.library.signs().len(), 0);
        let first = blocks.start * Block::ARTICLES;
        for nth in blocks {
            let Some(block) = ground.library.block(nth) else { continue };
            self.count_block(nth, block, ground, first);
        }
    }

    fn count_block(&mut self, nth: usize, block: &Block, ground: Ground<'_>, first: usize) {
        let Ground { survey, library, filter, before } = ground;
        let known = before.seen.get(nth).and_then(OnceLock::get).map(|seen| seen.met.clone());
        let met = known.unwrap_or_else(|| survey.met_in(block, library, filter));
        let shown = narrowed(met.as_deref(), block, filter);
        let waiting = waiting(block, &shown);
        let places = nth * Block::ARTICLES..(nth + 1) * Block::ARTICLES;
        let places = places.start..places.end.min(survey.articles.len());
        let counts = |bits| block.counts(bits).take(places.len()).map(|count| count as usize);
        self.articles.extend(counts(&shown));
        // Mostly nobody has decided anything.
        if waiting == shown {
            self.waiting.extend_from_slice(&self.articles[self.waiting.len()..]);
        } else {
            self.waiting.extend(counts(&waiting));
        }
        self.total += planes::count(block.plane(Plane::All)) as usize;
        for id in library.ids_in(places) {
            let is_left_out = is_left_out(id, library, filter);
            if !before.counts.is_empty() {
                // What they carry is counted already.
            } else if let Some(met) = met.as_deref().filter(|_| !survey.is_by_sign()) {
                let marks = library.marks(id);
                planes::set_in(met, block.passages(id))
                    .for_each(|nth| self.carried[marks[nth] as usize] += 1);
            } else if is_left_out {
                library.marks(id).iter().for_each(|sign| self.carried[*sign as usize] -= 1);
            }
            let shown = self.articles[id.0 as usize - first];
            if shown > 0 || filter.wants_all() && survey.meets(id) && !is_left_out {
                self.listed.push(id);
            }
        }
        self.shown += planes::count(&shown) as usize;
        let known = survey.kept.seen[nth].set(Seen { met, shown });
        debug_assert!(known.is_ok(), "nobody asked before");
    }
}

/// What is counted, and by what.
#[derive(Clone, Copy)]
struct Ground<'a> {
    survey: &'a Survey,
    library: &'a Library,
    filter: &'a Filter,
    before: &'a Before,
}

impl Survey {
    /// Counts all articles and lists them; says how many of the passages that meet the query carry each
    /// sign.
    pub(super) fn count_all(
        &mut self,
        library: &Library,
        filter: &Filter,
        before: Before,
    ) -> Vec<isize> {
        let blocks = Block::count(self.articles.len());
        self.kept.seen = vec![OnceLock::new(); blocks];
        let ground = Ground { survey: self, library, filter, before: &before };
        let mut parts: Vec<Part> = Vec::new();
        let least = PART.div_ceil(Block::ARTICLES);
        in_parts(&mut parts, blocks, least, |blocks, part| part.count(blocks, ground));
        // Where no query is asked, what all passages carry is known.
        let known = if self.is_by_sign() { library.carried() } else { &[] };
        let known = known.iter().map(|count| (*count as usize).cast_signed());
        let mut carried: Vec<isize> = known.chain(before.counts).collect();
        carried.resize(library.signs().len(), 0);
        (self.articles, self.waiting) = (Vec::new(), Vec::new());
        for part in parts {
            self.articles.extend(part.articles);
            self.waiting.extend(part.waiting);
            self.listed.extend(part.listed);
            self.shown += part.shown;
            self.total += part.total;
            carried.iter_mut().zip(part.carried).for_each(|(sum, count)| *sum += count);
        }
        carried
    }

    /// Which passages of a block of articles show: a bit each.
    pub fn shown_bits(&self, library: &Library, nth: usize) -> &Bits {
        let (Some(seen), Some(block)) = (self.kept.seen.get(nth), library.block(nth)) else {
            return &[];
        };
        let seen = seen.get_or_init(|| {
            let met = self.met_in(block, library, &self.filter);
            let shown = narrowed(met.as_deref(), block, &self.filter);
            Seen { met, shown }
        });
        &seen.shown
    }

    /// Says that which passages of an article show may be others than before.
    pub(super) fn forget_bits(&mut self, id: ArticleId) {
        let block = Block::of(id);
        if self.kept.seen.len() <= block {
            self.kept.seen.resize_with(block + 1, OnceLock::new);
        }
        self.kept.seen[block].take();
    }

    /// Which passages meet the query and are of no article that is left out; none where all are and do.
    fn met_in(&self, block: &Block, library: &Library, filter: &Filter) -> Option<Box<Bits>> {
        if self.is_by_sign() && !filter.once {
            return None;
        }
        let mut met: Box<Bits> = block.plane(Plane::All).into();
        for id in block.articles() {
            let passages = block.passages(id);
            if is_left_out(id, library, filter) {
                planes::clear_in(&mut met, passages);
                continue;
            }
            let Some((plan, fit)) = self.asked.answer(id) else { continue };
            let signs = |left: usize| {
                let met = plan.met(left);
                let is_met = |sign: &SignId| met.get(*sign as usize).copied().unwrap_or_default();
                library.marks(id).iter().map(is_met)
            };
            match fit {
                Fit::All => {}
                Fit::None => planes::clear_in(&mut met, passages),
                Fit::Signs(left) => planes::leave_in(&mut met, passages, signs(left)),
                Fit::Each(start) => {
                    let each = plan.each(start, passages.len()).iter().copied();
                    planes::leave_in(&mut met, passages, each);
                }
            }
        }
        Some(met)
    }
}

/// Those of the passages that have a kind and a theme which are wanted.
fn narrowed(met: Option<&Bits>, block: &Block, filter: &Filter) -> Box<Bits> {
    let mut shown: Box<Bits> = met.unwrap_or_else(|| block.plane(Plane::All)).into();
    let mut any = Vec::new();
    let mut narrow = |planes: &mut dyn Iterator<Item = &Bits>| {
        any.clear();
        any.resize(shown.len(), 0);
        planes.for_each(|plane| planes::join(&mut any, plane));
        planes::meet(&mut shown, &any);
    };
    // Those without any kind show where all do.
    if !filter.wants_all_kinds() {
        narrow(&mut filter.kinds.iter().map(|kind| block.plane(Plane::Kind(kind))));
    }
    if !filter.themes.is_empty() {
        narrow(&mut filter.themes.iter().filter_map(|theme| block.theme(*theme)));
    }
    shown
}

/// Those of the passages that wait for a person's verdict: with a kind that is only suggested.
fn waiting(block: &Block, shown: &Bits) -> Box<Bits> {
    let mut waiting: Box<Bits> = vec![0; shown.len()].into();
    for kind in Kind::ALL {
        let [kinds, decided] = [Plane::Kind(kind), Plane::Decided(kind)].map(|it| block.plane(it));
        for ((waits, is_it), decided) in waiting.iter_mut().zip(kinds).zip(decided) {
            *waits |= is_it & !decided;
        }
    }
    planes::meet(&mut waiting, shown);
    waiting
}
