//! Concern and opportunity, judged by a small trained model and by what a person's decisions add to
//! it, with the words that weighed most. Statistics and themes are found elsewhere.

pub mod correction;
pub mod model;
pub mod split;
pub mod weights;

use super::learned::Learned;
use super::why::{Verdict, points};
use super::{Cue, Kind, Label, Passage, Score, Sensitivity};
use crate::text::Span;
use correction::Correction;
use model::{Model, Pool};
use split::Token;

/// What was trained; `assets/model/README.md` tells how and from what.
pub const WEIGHTS: &[u8] = include_bytes!("../../assets/model/weights.bin");

/// How many words are named as the reason of a mark.
const REASONS: usize = 3;
/// A word that weighs less than one part in so many of the weightiest is not named.
const TELLING: i32 = 4;

/// The judge: a [`Model`] with its weights.
#[derive(Clone, Debug)]
pub struct Stance {
    model: Model<'static>,
    /// Boxed, as few have one.
    correction: Option<Box<Correction>>,
}

/// Memory that is used again from sentence to sentence.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    tokens: Vec<Token>,
    /// What was learned of the article that the sentences are in.
    article: [i32; weights::KINDS],
}

impl Stance {
    /// The judge of [`WEIGHTS`].
    ///
    /// # Panics
    /// Never with the weights inside the program; a test reads them.
    pub fn new() -> Self {
        let model = Model::new(WEIGHTS);
        let model = model.unwrap_or_else(|error| panic!("the weights inside are {error}"));
        Self { model, correction: None }
    }

    /// The judge that has learned this as well.
    #[must_use]
    pub fn taught(mut self, learned: &Learned) -> Self {
        self.correction = learned.correction(self.model.rows()).map(Box::new);
        self
    }

    /// Memory for the sentences of an article, whose whole text it is.
    pub fn scratch(&self, text: &str) -> Scratch {
        let article = self.correction.as_ref().map(|known| known.article(text));
        Scratch { tokens: Vec::new(), article: article.unwrap_or_default() }
    }

    /// Judges concern and opportunity in the article that `scratch` was made for: adds scores and grades to `passage`. Its reasons are left to
    /// [`Self::reasons`].
    pub fn judge(&self, text: &str, passage: &mut Passage, scratch: &mut Scratch) {
        if !self.read(passage.span.of(text), scratch) {
            return;
        }
        let scores = self.scores(scratch, &self.model.pool(&scratch.tokens));
        for (k, kind) in KINDS.into_iter().enumerate() {
            passage.scores[kind as usize] = Score(self.model.chance(k, scores[k]));
            let levels = Sensitivity::ALL.into_iter().zip(self.model.limits(k));
            if let Some((strictest, _)) = levels.rev().find(|(_, limit)| scores[k] >= *limit) {
                passage.grades.add(kind, strictest);
            }
        }
    }

    /// The words that weighed most for each kind marked, kind by kind in text order.
    pub fn reasons(&self, text: &str, passage: &Passage) -> Vec<Cue> {
        let mut cues = Vec::new();
        let marked = KINDS.into_iter().enumerate().filter(|(_, kind)| passage.kinds.has(*kind));
        let mut scratch = self.scratch(text);
        if passage.kinds.is_empty() || !self.read(passage.span.of(text), &mut scratch) {
            return cues;
        }
        let tokens = &scratch.tokens;
        let pool = self.model.pool(tokens);
        for (k, kind) in marked {
            let (shares, learned) = self.shares(tokens, &pool, k);
            let owed = if self.owes(&scratch, &pool, k) { greatest(&learned) } else { None };
            // It may be owed to the article alone.
            let owed = owed.filter(|at| learned[*at] > 0);
            cues.extend(weightiest(text, passage.span, kind, tokens, &shares, owed));
        }
        cues
    }

    /// The score of each kind, with what was learned.
    fn scores(&self, scratch: &Scratch, pool: &Pool) -> [i32; weights::KINDS] {
        let mut scores = self.model.scores(pool);
        if let Some(correction) = &self.correction {
            let added = correction.both(&scratch.tokens, scratch.article);
            scores.iter_mut().zip(added).for_each(|(score, added)| *score += added);
        }
        scores
    }

    /// Whether a kind is marked at some sensitivity for what was learned alone.
    fn owes(&self, scratch: &Scratch, pool: &Pool, kind: usize) -> bool {
        let (own, score) = (self.model.scores(pool)[kind], self.scores(scratch, pool)[kind]);
        self.model.limits(kind).iter().any(|limit| (own + 1..=score).contains(limit))
    }

    /// What each token adds to the score of a kind, and how much of that was learned; the latter is
    /// empty where nothing was.
    fn shares(&self, tokens: &[Token], pool: &Pool, kind: usize) -> (Vec<i32>, Vec<i32>) {
        let (_, mut shares) = self.model.explain(tokens, pool, kind);
        let learned = self.correction.as_ref().map(|known| known.shares(tokens, kind));
        let learned = learned.unwrap_or_default();
        shares.iter_mut().zip(&learned).for_each(|(share, learned)| *share += learned);
        (shares, learned)
    }

    /// The model, without what was learned.
    pub(super) fn model(&self) -> &Model<'static> {
        &self.model
    }

    /// The tokens of a text and the model's scores; nothing where there is too little to judge by.
    pub(super) fn scored(&self, words: &str) -> Option<(Vec<Token>, [i32; weights::KINDS])> {
        let mut scratch = Scratch::default();
        let is_known = self.read(words, &mut scratch);
        is_known.then(|| {
            let scores = self.model.scores(&self.model.pool(&scratch.tokens));
            (scratch.tokens, scores)
        })
    }

    /// How concern and opportunity come about in `span`; empty where there is nothing to judge by.
    pub fn verdicts(&self, text: &str, span: Span) -> Vec<Verdict> {
        let mut scratch = self.scratch(text);
        if !self.read(span.of(text), &mut scratch) {
            return Vec::new();
        }
        let pool = self.model.pool(&scratch.tokens);
        let scores = self.scores(&scratch, &pool);
        let words = self.correction.as_ref().map(|known| known.of(&scratch.tokens));
        let words = words.unwrap_or_default();
        let own = self.model.scores(&pool);
        let placed = |shares: &[i32]| {
            let place = |token: &Token| Span { start: token.start, end: token.end };
            let tokens = scratch.tokens.iter().map(|token| place(token).moved(span.start));
            let mut placed: Vec<(Span, i32)> =
                tokens.zip(shares).map(|(place, share)| (place, points(*share))).collect();
            placed.sort_by_key(|(_, share)| std::cmp::Reverse(share.abs()));
            placed
        };
        let verdict = |(k, kind)| {
            let (shares, learned) = self.shares(&scratch.tokens, &pool, k);
            let (shares, mut learned) = (placed(&shares), placed(&learned));
            learned.retain(|(_, points)| *points != 0);
            let given: i32 = shares.iter().map(|(_, share)| share).sum();
            let article = points(scores[k] - own[k] - words[k]);
            Verdict {
                kind,
                chance: self.model.chance(k, scores[k]),
                points: points(scores[k]),
                limits: self.model.limits(k).map(points),
                // What rounding the shares lost is part of it, so that all add up.
                base: points(scores[k]) - given - article,
                article,
                shares,
                learned,
            }
        };
        KINDS.into_iter().enumerate().map(verdict).collect()
    }

    /// Cuts into tokens; whether enough of them are known to judge by. Where not, it is another
    /// language, or no words at all.
    fn read(&self, words: &str, scratch: &mut Scratch) -> bool {
        self.model.tokenize(words, &mut scratch.tokens);
        let unknown = scratch.tokens.iter().filter(|token| token.row == weights::UNKNOWN).count();
        2 * unknown < scratch.tokens.len()
    }
}

/// What it judges, in the order of the model.
const KINDS: [Kind; weights::KINDS] = [Kind::Concern, Kind::Opportunity];

impl Default for Stance {
    fn default() -> Self {
        Self::new()
    }
}

/// The words of a passage that weighed most for a kind, in text order; neighbours become one cue.
/// The word that the mark is `owed` to is among them.
fn weightiest(
    text: &str,
    passage: Span,
    kind: Kind,
    tokens: &[Token],
    shares: &[i32],
    owed: Option<usize>,
) -> Vec<Cue> {
    let words = passage.of(text);
    let word = |at: usize| Span { start: tokens[at].start, end: tokens[at].end }.of(words);
    let mut reasons = Reasons::default();
    for (at, share) in shares.iter().enumerate() {
        if reasons.wants(*share) && is_telling(word(at)) {
            reasons.insert(at, *share);
        }
    }
    if reasons.count == 0 {
        // Nothing but signs and function words: then those.
        shares.iter().enumerate().for_each(|(at, share)| reasons.insert(at, *share));
    }
    let mut places: Vec<usize> = reasons.in_text_order().collect();
    // Where no word speaks for it, the one that speaks least against it.
    let named = owed.or(if places.is_empty() { greatest(shares) } else { None });
    if let Some(at) = named.filter(|at| !places.contains(at)) {
        places.push(at);
        places.sort_unstable();
    }
    let base = passage.start;
    let (mut cues, mut last): (Vec<Cue>, _) = (Vec::new(), None);
    for at in places {
        let span = Span { start: base + tokens[at].start, end: base + tokens[at].end };
        match cues.last_mut() {
            Some(cue) if last.is_some_and(|last| last + 1 == at) => cue.span.end = span.end,
            _ => cues.push(Cue { span, label: Label::Kind(kind) }),
        }
        last = Some(at);
    }
    cues
}

/// The place of the greatest share, the first of equals.
fn greatest(shares: &[i32]) -> Option<usize> {
    let places = shares.iter().enumerate().rev();
    places.max_by_key(|(_, share)| **share).map(|(at, _)| at)
}

/// The weightiest few words, weightiest first, the earlier of equals first.
#[derive(Default)]
struct Reasons {
    words: [(usize, i32); REASONS],
    count: usize,
}

impl Reasons {
    fn wants(&self, share: i32) -> bool {
        share > self.words.get(REASONS - 1).map_or(0, |(_, least)| *least)
    }

    fn insert(&mut self, at: usize, share: i32) {
        let known = &self.words[..self.count];
        let place = known.iter().position(|(_, other)| *other < share).unwrap_or(self.count);
        if share > 0 && place < REASONS {
            self.count = (self.count + 1).min(REASONS);
            self.words[place..self.count].rotate_right(1);
            self.words[place] = (at, share);
        }
    }

    /// Those that weigh enough beside the first.
    fn in_text_order(mut self) -> impl Iterator<Item = usize> {
        let least = self.words[0].1 / TELLING;
        let count =
            self.words[..self.count].iter().take_while(|(_, share)| *share >= least).count();
        self.words[..count].sort_unstable();
        self.words.into_iter().take(count).map(|(at, _)| at)
    }
}

/// Whether a word means something by itself: neither sign nor function word.
pub(super) fn is_telling(word: &str) -> bool {
    const LONGEST: usize = 10;
    let mut low = [0; LONGEST];
    let Some(low) = low.get_mut(..word.len()) else { return true };
    low.copy_from_slice(word.as_bytes());
    low.make_ascii_lowercase();
    word.starts_with(char::is_alphabetic) && !is_function_word(low)
}

/// Words that weigh something but tell a person nothing.
#[rustfmt::skip]
fn is_function_word(low: &[u8]) -> bool {
    matches!(
        low,
        b"a" | b"about" | b"above" | b"according" | b"across" | b"after" | b"again" | b"ain't"
        | b"all" | b"along" | b"also" | b"although" | b"am" | b"among" | b"an" | b"and"
        | b"another" | b"any" | b"are" | b"around" | b"as" | b"at" | b"be" | b"because" | b"been"
        | b"before" | b"behind" | b"being" | b"below" | b"beside" | b"between" | b"beyond"
        | b"both" | b"but" | b"by" | b"ca" | b"can" | b"could" | b"d" | b"did" | b"do" | b"does"
        | b"done" | b"down" | b"during" | b"each" | b"either" | b"even" | b"ever" | b"every"
        | b"for" | b"from" | b"get" | b"got" | b"had" | b"has" | b"have" | b"having" | b"he"
        | b"her" | b"here" | b"him" | b"his" | b"how" | b"however" | b"i" | b"if" | b"in"
        | b"into" | b"is" | b"it" | b"its" | b"just" | b"ll" | b"m" | b"made" | b"make" | b"many"
        | b"may" | b"me" | b"might" | b"mine" | b"more" | b"most" | b"much" | b"must" | b"my"
        | b"new" | b"nor" | b"of" | b"off" | b"on" | b"once" | b"one" | b"only" | b"onto" | b"or"
        | b"other" | b"others" | b"ought" | b"our" | b"ours" | b"out" | b"over" | b"own" | b"per"
        | b"re" | b"s" | b"said" | b"same" | b"say" | b"says" | b"shall" | b"she" | b"should"
        | b"since" | b"so" | b"some" | b"still" | b"such" | b"than" | b"that" | b"the" | b"their"
        | b"theirs" | b"them" | b"then" | b"there" | b"these" | b"they" | b"this" | b"those"
        | b"though" | b"through" | b"to" | b"told" | b"too" | b"toward" | b"towards" | b"two"
        | b"under" | b"until" | b"up" | b"upon" | b"us" | b"ve" | b"very" | b"via" | b"was"
        | b"we" | b"were" | b"what" | b"when" | b"where" | b"which" | b"while" | b"who" | b"whom"
        | b"whose" | b"why" | b"will" | b"with" | b"within" | b"wo" | b"would" | b"yet" | b"you"
        | b"your" | b"yours"
    )
}

#[cfg(test)]
mod tests;
