//! Which themes of a codebook a passage belongs to, and by which of its words.
//! Reads no TOML; how a cue is written is told in [`super::codebook`].

use super::pattern::Pattern;
use super::words::{Folded, HEAD, Word, Words};
use super::{Codebook, Cue, Label, Passage, ThemeId};
use crate::text::Span;

/// A codebook made ready for matching.
///
/// Patterns stand sorted by the first bytes of their first word, so that a word of the text looks
/// only at the few that it could begin, however long the codebook is; most words begin none.
#[derive(Debug, Default)]
pub struct Matcher {
    begins: Beginnings,
    rules: Vec<Rule>,
    /// Where the rules for each first byte begin; empty where there are no rules.
    starts: Vec<u32>,
    /// How long the stems are that begin rules with each first byte, one bit each, those of [`HEAD`] and more
    /// left out: a word need not be looked up by any other beginning, unless it ends there.
    stems: Vec<u8>,
}

/// Memory that is used again from passage to passage.
#[derive(Clone, Debug, Default)]
pub(super) struct Scratch {
    /// A word and some of those behind it.
    words: Vec<Word>,
    matches: Vec<Match>,
}

/// One cue or exclusion of one theme.
#[derive(Debug)]
struct Rule {
    key: Key,
    theme: ThemeId,
    excludes: bool,
    pattern: Pattern,
}

/// A rule that fits, and where.
#[derive(Clone, Copy, Debug)]
struct Match {
    theme: ThemeId,
    excludes: bool,
    span: Span,
}

/// The first four bytes of a word as one number, zeros behind a shorter one.
type Key = u32;
/// Matches that most passages have less of.
const ROOM: usize = 16;

impl Matcher {
    /// Prepares a codebook.
    pub fn new(codebook: &Codebook) -> Self {
        let mut rules = Vec::new();
        for (id, theme) in codebook.themes() {
            rules.extend(theme.cues.iter().map(|cue| Rule::new(id, false, cue)));
            rules.extend(theme.not.iter().map(|cue| Rule::new(id, true, cue)));
        }
        rules.sort_by_key(|rule| rule.key);
        let mut stems = vec![0; 256];
        for rule in &rules {
            if let Some(length) = rule.pattern.stem().filter(|length| *length < HEAD) {
                stems[(rule.key >> 24) as usize] |= 1 << length;
            }
        }
        let start = |byte: u32| rules.partition_point(|rule| rule.key >> 24 < byte) as u32;
        let starts = (0..=256).map(start).collect();
        let mut begins = Beginnings::default();
        for rule in &rules {
            begins.add(rule);
        }
        Self { begins, rules, starts, stems }
    }

    /// Adds the themes of `passage`.
    pub(super) fn sort(&self, text: &str, passage: &mut Passage, scratch: &mut Scratch) {
        self.find(text, passage.span, scratch);
        passage.themes.extend(scratch.matches.iter().map(|found| found.theme));
        passage.themes.dedup();
    }

    /// The words that made the themes of a passage, theme by theme.
    pub(super) fn cues(&self, text: &str, span: Span) -> impl Iterator<Item = Cue> {
        let mut scratch = Scratch::default();
        self.find(text, span, &mut scratch);
        let cue = |found: Match| Cue { span: found.span, label: Label::Theme(found.theme) };
        scratch.matches.into_iter().map(cue)
    }

    /// The cues of one theme that fit somewhere in a text and that no exclusion touches, each once;
    /// those within a longer one as well.
    pub(super) fn fitting(&self, text: &str, theme: ThemeId) -> Vec<&Pattern> {
        let words: Vec<Word> = Words::new(text, Span::new(0, text.len())).collect();
        let mut found: Vec<(Match, &Pattern)> = Vec::new();
        for at in 0..words.len() {
            let head = Head::of(text, &words[at]);
            let fit = |rule: &'_ Rule| rule.fit(text, &words[at..]);
            self.candidates(&head, |rule| {
                let own = Some(rule).filter(|rule| rule.theme == theme);
                found.extend(own.and_then(fit).map(|place| (place, &rule.pattern)));
            });
        }
        let excluded =
            |cue: &Match| found.iter().any(|(other, _)| other.excludes && other.touches(cue));
        let cues = found.iter().filter(|(cue, _)| !cue.excludes && !excluded(cue));
        let mut cues: Vec<&Pattern> = cues.map(|(_, pattern)| *pattern).collect();
        cues.sort_by_key(|cue| cue.as_str());
        cues.dedup();
        cues
    }

    /// Replaces the matches by those within `span` that count, in the order of their themes.
    fn find(&self, text: &str, span: Span, scratch: &mut Scratch) {
        let Scratch { words: ahead, matches } = scratch;
        matches.clear();
        matches.reserve(ROOM);
        let mut words = Words::new(text, span);
        while let Some(word) = words.seek(|head| self.begins.may(head.swap_bytes())) {
            let head = Head::of(text, &word);
            if !self.begins.may(head.key) {
                continue;
            }
            let mut behind = words.clone();
            ahead.clear();
            ahead.push(word);
            self.candidates(&head, |rule| {
                if rule.pattern.begins(text, &word) {
                    // The words behind are cut where somebody asks for them.
                    let missing = rule.pattern.len().saturating_sub(ahead.len());
                    ahead.extend(behind.by_ref().take(missing));
                    let span = rule.pattern.goes_on(text, ahead);
                    matches.extend(span.map(|span| rule.at(span)));
                }
            });
        }
        strike_out(matches);
    }

    /// Gives `sink` the rules whose first word may be the word with this head.
    fn candidates<'a>(&'a self, head: &Head, mut sink: impl FnMut(&'a Rule)) {
        let first = head.key >> 24;
        let (alike, stems) = (self.alike(first), self.stems.get(first as usize).copied());
        let is_asked = |length: &usize| {
            *length == head.length || stems.is_some_and(|stems| stems >> length & 1 == 1)
        };
        for length in (1..=head.length).filter(is_asked) {
            let key = head.key & !(u32::MAX.checked_shr(8 * length as u32).unwrap_or(0));
            let start = alike.partition_point(|rule| rule.key < key);
            alike[start..].iter().take_while(|rule| rule.key == key).for_each(&mut sink);
        }
    }

    /// The rules that begin with this byte.
    fn alike(&self, byte: u32) -> &[Rule] {
        let place = |at: u32| self.starts.get(at as usize).map_or(0, |start| *start as usize);
        &self.rules[place(byte)..place(byte + 1)]
    }
}

/// What rules begin with, one bit each: five bits of each byte of a key choose it. A word whose bit
/// is not set begins no rule; of the others few begin none.
#[derive(Debug, Default)]
struct Beginnings(Vec<u64>);

impl Beginnings {
    /// Two to the power of how many bits there are.
    const SIZE: u32 = 15;

    fn add(&mut self, rule: &Rule) {
        self.0.resize(1 << Self::SIZE >> 6, 0);
        // A shorter stem may be the beginning of a longer word.
        let free = HEAD - rule.pattern.stem().unwrap_or(HEAD).min(HEAD);
        for rest in 0..1 << (5 * free) {
            let bit = Self::bit(Self::code(rule.key) | rest);
            self.0[bit / 64] |= 1 << (bit % 64);
        }
    }

    fn may(&self, key: Key) -> bool {
        let bit = Self::bit(Self::code(key));
        self.0.get(bit / 64).is_some_and(|bits| bits >> (bit % 64) & 1 == 1)
    }

    /// Five bits of each byte, the first highest.
    fn code(key: Key) -> u32 {
        key >> 9 & 0xf_8000 | key >> 6 & 0x7c00 | key >> 3 & 0x3e0 | key & 0x1f
    }

    fn bit(code: u32) -> usize {
        (code.wrapping_mul(0x9e37_79b1) >> (u32::BITS - Self::SIZE)) as usize
    }
}

/// The first bytes of a word of the text, folded.
struct Head {
    key: Key,
    length: usize,
}

impl Head {
    /// The head of a word.
    #[inline]
    fn of(text: &str, word: &Word) -> Self {
        let Word { span, plain, .. } = *word;
        if let Some(head) = plain {
            return Self { key: head.swap_bytes(), length: HEAD.min(span.range().len()) };
        }
        let folded = Folded::new(span.of(text));
        let key = key(folded.bytes().iter().copied());
        Self { key, length: folded.bytes().len().min(HEAD) }
    }
}

impl Rule {
    fn new(theme: ThemeId, excludes: bool, pattern: &Pattern) -> Self {
        let key = key(pattern.head().iter().copied());
        Self { key, theme, excludes, pattern: pattern.clone() }
    }

    fn fit(&self, text: &str, words: &[Word]) -> Option<Match> {
        self.pattern.fit(text, words).map(|span| self.at(span))
    }

    fn at(&self, span: Span) -> Match {
        Match { theme: self.theme, excludes: self.excludes, span }
    }
}

fn key(head: impl Iterator<Item = u8>) -> Key {
    head.zip([24, 16, 8, 0]).fold(0, |key, (byte, shift)| key | u32::from(byte) << shift)
}

/// Leaves, for each theme, the longest of the cues that overlap, and none that an exclusion of
/// the theme touches.
fn strike_out(matches: &mut Vec<Match>) {
    matches.sort_by_key(|found| (found.theme, found.span.start, std::cmp::Reverse(found.span.end)));
    let exclusions: Vec<Match> = matches.iter().copied().filter(|found| found.excludes).collect();
    let mut last: Option<Match> = None;
    matches.retain(|found| {
        let covered = last.is_some_and(|last| last.touches(found));
        let start = exclusions.partition_point(|other| other.ends_before(found));
        let excluded = exclusions[start..].iter().take_while(|other| other.theme == found.theme);
        let stays = !found.excludes
            && !covered
            && !excluded
                .take_while(|other| other.span.start < found.span.end)
                .any(|other| other.touches(found));
        if stays {
            last = Some(*found);
        }
        stays
    });
}

impl Match {
    fn touches(&self, other: &Self) -> bool {
        self.theme == other.theme && self.span.overlaps(other.span)
    }

    /// Whether it lies before `other`, themes first.
    fn ends_before(&self, other: &Self) -> bool {
        (self.theme, self.span.end) <= (other.theme, other.span.start)
    }
}

#[cfg(test)]
mod tests;
