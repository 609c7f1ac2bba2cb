//! What a theme is called and what its cues are, out of the phrases that are its own: names that a
//! person would choose, written as people write them. Decides which articles belong to it no more.

use std::collections::BTreeMap;

use super::keyness::Keyness;
use super::phrase::Phrase;
use super::roles::Roles;
use super::sample::Excerpt;
use super::words::{Piece, WordId};

/// Cues of a theme at most.
const CUES: usize = 20;
/// The share of a cue's pieces that are of its theme, at least.
const PRECISE: f64 = 0.6;
/// The share of the best phrase's fitness at which a longer one that holds it is the better name.
const FULLER: f64 = 0.5;
/// Phrases of a theme that are looked at.
const LOOKED_AT: usize = 400;

/// What names are chosen from.
pub(super) struct Wording<'a> {
    /// The texts.
    pub(super) excerpts: &'a [Excerpt],
    /// Their pieces.
    pub(super) pieces: &'a [Piece],
    /// All phrases.
    pub(super) phrases: &'a [Phrase],
    /// What the words are used as.
    pub(super) roles: Roles,
}

/// How a phrase is written.
#[derive(Clone, Copy, Debug, Default)]
struct Use {
    /// Where capitals tell something.
    plain: usize,
    /// Anywhere.
    total: usize,
}

impl Wording<'_> {
    /// The ways a phrase is written, the most usual first.
    fn forms(&self, phrase: &Phrase) -> Vec<(String, usize)> {
        let mut forms: BTreeMap<String, Use> = BTreeMap::new();
        let mut seen = 0;
        for piece in phrase.pieces.iter().filter_map(|piece| self.pieces.get(*piece as usize)) {
            let text = self.excerpts.get(piece.excerpt).map_or("", |excerpt| &excerpt.text);
            for (at, token) in piece.tokens.iter().enumerate() {
                let rest = piece.tokens.get(at..).unwrap_or_default();
                if !phrase.begins(rest) {
                    continue;
                }
                let end = rest.get(phrase.len() - 1).map_or(token.span, |last| last.span).end;
                let span = crate::text::Span { start: token.span.start, end };
                let words: Vec<&str> = span.of(text).split_whitespace().collect();
                let form = forms.entry(words.join(" ")).or_default();
                form.total += 1;
                form.plain += usize::from(!token.formal);
                seen += 1;
            }
            if seen > 500 {
                break;
            }
        }
        let mut forms: Vec<(String, Use)> = forms.into_iter().collect();
        // Of forms that are as usual the one without capitals comes last by its bytes.
        forms.sort_by(|(one, its), (other, others)| {
            (others.plain, others.total, other).cmp(&(its.plain, its.total, one))
        });
        forms.into_iter().map(|(form, it)| (form, it.total)).collect()
    }

    /// How well a phrase would do as a name.
    fn fitness(&self, key: &Keyness) -> f64 {
        let Some(phrase) = self.phrases.get(key.phrase) else { return 0.0 };
        let (Some(first), Some(last)) = (phrase.words().next(), phrase.words().next_back()) else {
            return 0.0;
        };
        let is_part = phrase.within * 5 >= phrase.count * 3;
        let is_verb = self.roles.verb(first).max(self.roles.verb(last)) > 0.2;
        if is_part || is_verb {
            return 0.0;
        }
        let forms = self.forms(phrase);
        let form = forms.first().map_or("", |(form, _)| form);
        let capital = if form.chars().next().is_some_and(char::is_uppercase) { 0.7 } else { 1.0 };
        let person = if self.roles.titled(last) > 0.05 { 0.3 } else { 1.0 };
        if !is_readable(form) {
            return 0.0;
        }
        let length = [0.0, 1.0, 1.5, 1.4].get(phrase.len()).copied().unwrap_or_default();
        let stands = 1.0 - 1.5 * (self.roles.leads(last) - 0.4).max(0.0);
        key.strength.sqrt() * key.recall.powf(0.2) * capital * person * length * stands
    }

    /// The phrase to name each group by, no word in two of them; `order` says who chooses first.
    pub(super) fn names(&self, keys: &[Vec<Keyness>], order: &[usize]) -> Vec<Option<usize>> {
        let mut names = vec![None; keys.len()];
        let mut taken: Vec<WordId> = Vec::new();
        for group in order {
            let Some(keys) = keys.get(*group) else { continue };
            let mut ranked: Vec<(f64, usize)> =
                keys.iter().take(LOOKED_AT).map(|key| (self.fitness(key), key.phrase)).collect();
            ranked.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
            let is_free = |phrase: &Phrase| phrase.words().all(|word| !taken.contains(&word));
            ranked.retain(|(fitness, phrase)| {
                *fitness > 0.0 && self.phrases.get(*phrase).is_some_and(is_free)
            });
            let best = ranked.first().map(|best| self.fuller(*best, &ranked));
            names[*group] = best;
            let words = best.and_then(|phrase| self.phrases.get(phrase));
            taken.extend(words.into_iter().flat_map(Phrase::words));
        }
        names
    }

    /// The best phrase that holds the best one and is about as fit, if any: it says more.
    fn fuller(&self, best: (f64, usize), ranked: &[(f64, usize)]) -> usize {
        let holds = |phrase: usize| {
            let pair = self.phrases.get(phrase).zip(self.phrases.get(best.1));
            phrase != best.1 && pair.is_some_and(|(phrase, best)| phrase.holds(best))
        };
        let fit = ranked.iter().take_while(|(fitness, _)| *fitness >= FULLER * best.0);
        fit.map(|(_, phrase)| *phrase).find(|phrase| holds(*phrase)).unwrap_or(best.1)
    }

    /// A phrase as people write it.
    pub(super) fn written(&self, phrase: usize) -> String {
        let phrase = self.phrases.get(phrase);
        let forms = phrase.map(|phrase| self.forms(phrase)).unwrap_or_default();
        forms.into_iter().next().map(|(form, _)| form).unwrap_or_default()
    }

    /// The phrases that make a passage belong to a group, strongest first; none is part of another.
    pub(super) fn cues(&self, keys: &[Keyness], name: usize) -> Vec<usize> {
        let mut cues = vec![name];
        let precise = keys.iter().take(LOOKED_AT).filter(|key| key.precision >= PRECISE);
        for key in precise.filter(|key| key.recall > 0.0) {
            let Some(phrase) = self.phrases.get(key.phrase) else { continue };
            let known = |cue: &usize| self.phrases.get(*cue).is_some_and(|cue| phrase.holds(cue));
            if cues.len() < CUES && !cues.iter().any(known) {
                cues.retain(|cue| self.phrases.get(*cue).is_none_or(|cue| !cue.holds(phrase)));
                cues.push(key.phrase);
            }
        }
        cues
    }

    /// The forms of a phrase that are worth a cue each: as it is usually written, and its plural or
    /// singular where that is written as well.
    pub(super) fn cue_forms(&self, phrase: usize) -> Vec<String> {
        let Some(phrase) = self.phrases.get(phrase) else { return Vec::new() };
        let forms = self.forms(phrase);
        let total: usize = forms.iter().map(|(_, count)| count).sum();
        let mut kept: Vec<String> = Vec::new();
        let lower = |form: &str| form.to_lowercase().replace('-', " ");
        let usual = forms.iter().filter(|(_, count)| count * 7 >= total);
        for (form, _) in usual {
            if kept.iter().all(|other| lower(other) != lower(form)) {
                kept.push(form.clone());
            }
        }
        kept
    }
}

/// Whether a person would write it as a name: words of letters, none of them cut short.
fn is_readable(form: &str) -> bool {
    let is_part = |char: char| char.is_alphabetic() || " -'’".contains(char);
    let is_word = |word: &str| {
        let is_short = word.len() < 6 || word.chars().any(char::is_lowercase);
        let sounds = !word.is_ascii() || word.contains(['a', 'e', 'i', 'o', 'u', 'y']);
        is_short && (sounds || word.chars().all(char::is_uppercase))
    };
    form.chars().all(is_part) && form.split([' ', '-']).all(is_word)
}
