//! Where sentences end within blocks of running text: one pass over the bytes, no dictionary but
//! a few abbreviations. Leaves list markers and headings to `block`.

mod abbreviation;
mod tail;

use super::phrase::{after, clip};
use super::{Block, Sentence, Span};
use abbreviation::Abbreviation;

/// The sentences of all running blocks, in order.
pub fn sentences(text: &str, blocks: &[Block]) -> Vec<Sentence> {
    let mut sentences = Vec::with_capacity(text.len() / 100);
    for (index, block) in blocks.iter().enumerate().filter(|(_, block)| block.kind.runs()) {
        let start = block.body.start as usize;
        split(block.body.of(text), |from, to| {
            let span = Span::new(start + from, start + to).trimmed(text);
            if !span.is_empty() {
                sentences.push(Sentence { span, block: index as u32 });
            }
        });
    }
    sentences
}

/// Calls `found` with the ends of each sentence of `body`, white space included.
fn split(body: &str, mut found: impl FnMut(usize, usize)) {
    let mut scanner = Scanner { body, start: 0, open: None };
    let mut at = 0;
    while let Some(next) = next_sign(body.as_bytes(), at) {
        let (resume, end) = scanner.sign(next);
        if let Some(end) = end {
            found(scanner.start, end);
            (scanner.start, scanner.open) = (end, None);
        }
        at = resume;
    }
    found(scanner.start, body.len());
}

/// Bytes with which a character may begin that ends a sentence or opens a bracket.
const SIGNS: [bool; 256] = {
    let mut signs = [false; 256];
    let bytes = b".!?()\xe2\xe3\xef\xd8\xdb\xe0";
    let mut at = 0;
    while at < bytes.len() {
        signs[bytes[at] as usize] = true;
        at += 1;
    }
    signs
};

fn next_sign(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.iter().position(|byte| SIGNS[usize::from(*byte)]).map(|found| from + found)
}

/// What ends a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    /// `.`
    Period,
    /// `...`, `…`
    Ellipsis,
    /// `!`, `?`
    Call,
    /// A stop of a script without spaces.
    Wide,
}

/// A body on the way through.
struct Scanner<'a> {
    body: &'a str,
    /// Where the current sentence starts.
    start: usize,
    /// The bracket that opened within the current sentence and is not closed.
    open: Option<usize>,
}

impl Scanner<'_> {
    /// Looks at the sign at `at`; gives where to go on and where a sentence ends, if it does.
    fn sign(&mut self, at: usize) -> (usize, Option<usize>) {
        match self.body.as_bytes().get(at) {
            Some(b'(') => {
                self.open = self.open.or(Some(at));
                return (at + 1, None);
            }
            Some(b')') => {
                self.open = None;
                return (at + 1, None);
            }
            _ => {}
        }
        let Some((stop, behind)) = stops(self.body, at) else {
            return (at + char_len(self.body, at), None);
        };
        let closed = match self.bare_note(stop, at, behind) {
            Some(len) => return (behind + len, Some(behind + len)),
            None => tail::tail(self.body, behind),
        };
        let ends = self.ends(stop, at, behind, closed) && !self.is_enclosed(closed);
        if closed > behind {
            self.open = self
                .open
                .filter(|_| !clip(after(self.body, behind), closed - behind).contains(')'));
        }
        (closed, ends.then_some(closed))
    }

    /// Whether the sentence ends at `closed`, the stop being `at..behind`.
    fn ends(&self, stop: Stop, at: usize, behind: usize, closed: usize) -> bool {
        let rest = after(self.body, closed);
        let Some(first) = rest.chars().next() else { return true };
        if stop == Stop::Wide {
            // "「…。」と言った": the particle takes the quotation into its own sentence.
            return !("，、,；」』）".contains(first) || closed > behind && first == 'と');
        }
        if !first.is_whitespace() {
            return self.is_glued(stop, at, behind, rest);
        }
        let next = rest.trim_start();
        let Some(opening) = next.trim_start_matches(OPENERS).chars().next() else { return true };
        if begins_low(next, opening) {
            let bare = closed == behind && stop != Stop::Ellipsis;
            return bare && self.is_after_word(at) && begins_anew(next);
        }
        match stop {
            Stop::Call => !says(self.body, behind, closed, next),
            Stop::Ellipsis => !is_i(next),
            _ => self.period_ends(at, closed > behind, next),
        }
    }

    /// Whether a plain word stands before the stop at `at`, which nothing shortens.
    fn is_after_word(&self, at: usize) -> bool {
        let word = last_word(after(clip(self.body, at), self.start));
        word.len() >= 3
            && word.bytes().all(|byte| byte.is_ascii_lowercase())
            && abbreviation::of(word).is_none()
    }

    /// The length of the bare figures of a note behind the full stop `at..behind`.
    fn bare_note(&self, stop: Stop, at: usize, behind: usize) -> Option<usize> {
        let rest = after(self.body, behind);
        let close = rest.starts_with(|char: char| char.is_ascii_digit()) && stop == Stop::Period;
        (close && self.is_after_word(at)).then(|| tail::bare_note(rest))?
    }

    /// Whether a stop with no space behind it still ends a sentence, as where scraping lost it.
    fn is_glued(&self, stop: Stop, at: usize, behind: usize, rest: &str) -> bool {
        let word = last_word(clip(self.body, at));
        let plain = word.len() >= 3 && word.bytes().all(|byte| byte.is_ascii_lowercase());
        let single = behind == at + 1;
        plain
            && single
            && stop != Stop::Ellipsis
            && abbreviation::opens_sentence(rest)
            && rest.trim_start_matches(char::is_alphabetic).starts_with([' ', '’', '\''])
    }

    /// Whether the full stop at `at` ends a sentence; `next` is what follows, capitalised.
    fn period_ends(&self, at: usize, closed: bool, next: &str) -> bool {
        let head = clip(self.body, at);
        let sentence = after(head, self.start);
        let word = last_word(sentence);
        if word.is_empty() {
            return closed || !sentence.trim().is_empty();
        }
        if is_label(sentence, word) {
            return false;
        }
        if word.len() == 1 && next.as_bytes().get(1) == Some(&b'.') {
            // "J. K. Rowling", "z. B."
            return closed;
        }
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            return !is_ordinal(sentence, word);
        }
        match abbreviation::of(word) {
            None | Some(Abbreviation::List) => true,
            Some(Abbreviation::Open) => closed,
            Some(Abbreviation::Numbered) => !next.starts_with(|char: char| char.is_ascii_digit()),
            Some(Abbreviation::Initial) => {
                closed || abbreviation::opens_sentence(next) && !is_alone(sentence, word)
            }
            Some(Abbreviation::Clock) => closed || !abbreviation::goes_with_clock(next),
            Some(Abbreviation::Late) => {
                closed || next.starts_with(QUOTES) || abbreviation::opens_sentence(next)
            }
        }
    }

    /// Whether the place lies in a bracket that opened within the sentence.
    fn is_enclosed(&self, at: usize) -> bool {
        const REACH: usize = 400;
        let Some(open) = self.open else { return false };
        let head = clip(self.body, open);
        let inside = !after(head, self.start).trim().is_empty();
        inside
            && at - open < REACH
            && clip(after(self.body, at), REACH).contains(')')
            && !clip(after(self.body, open), at - open).contains(')')
    }
}

const QUOTES: [char; 6] = ['“', '"', '„', '«', '‘', '\''];
const OPENERS: [char; 13] = ['“', '"', '„', '«', '‘', '\'', '(', '[', '¿', '¡', '*', '_', '—'];

/// The stop at `at`, and where it ends; several signs in a row are one stop.
fn stops(body: &str, at: usize) -> Option<(Stop, usize)> {
    let mut stop = None;
    let mut behind = at;
    for char in after(body, at).chars() {
        let kind = match char {
            '.' if matches!(stop, Some(Stop::Period | Stop::Ellipsis)) => Stop::Ellipsis,
            '.' => Stop::Period,
            '…' => Stop::Ellipsis,
            '!' | '?' | '؟' | '۔' | '।' | '‼' | '⁉' | '‽' => Stop::Call,
            '。' | '！' | '？' | '｡' | '．' => Stop::Wide,
            _ => break,
        };
        stop = Some(match (stop, kind) {
            (Some(Stop::Call), _) => Stop::Call,
            (Some(Stop::Wide), _) => Stop::Wide,
            _ => kind,
        });
        behind += char.len_utf8();
    }
    stop.map(|stop| (stop, behind))
}

fn char_len(body: &str, at: usize) -> usize {
    after(body, at).chars().next().map_or(1, char::len_utf8)
}

/// The last run without white space or opening signs.
fn last_word(head: &str) -> &str {
    let bytes = head.as_bytes();
    let reach = head.floor_char_boundary(head.len().saturating_sub(40));
    let is_edge = |byte: &u8| byte.is_ascii_whitespace() || b"([{\"'/".contains(byte);
    let near = bytes.get(reach..).unwrap_or_default();
    let start = near.iter().rposition(is_edge).map_or(reach, |edge| reach + edge + 1);
    after(head, start).trim_start_matches(['“', '‘', '„', '«', '—', '–', '’', '\u{a0}'])
}

/// Whether what follows goes on with the sentence: lower case, except for names like "iPhone".
fn begins_low(next: &str, opening: char) -> bool {
    if matches!(opening, '–' | '-' | ',' | ';' | ':' | ')' | '&' | '=') {
        return !next.starts_with("- ") || after(next, 2).starts_with(char::is_lowercase);
    }
    let bare = next.trim_start_matches(OPENERS);
    let mut chars = bare.chars();
    let first = chars.next().is_some_and(char::is_lowercase);
    first && !chars.next().is_some_and(char::is_uppercase)
}

/// Whether a quotation ended at `closed` and its speaker follows: "“Why?” Anna asked."
fn says(body: &str, behind: usize, closed: usize, next: &str) -> bool {
    let quoted = clip(after(body, behind), closed - behind).contains(['"', '”', '’', '»', '“']);
    quoted
        && !next.starts_with(QUOTES)
        && next.split_whitespace().skip(1).take(2).any(abbreviation::says)
}

/// Whether lower-case words begin a sentence all the same, as readers write: "it works. we use it".
fn begins_anew(next: &str) -> bool {
    const WORDS: [&str; 17] = [
        "i", "i'm", "i’m", "we", "you", "he", "she", "it", "they", "this", "that", "that's",
        "that’s", "there", "these", "the", "it's",
    ];
    next.split(char::is_whitespace).next().is_some_and(|word| WORDS.contains(&word))
}

fn is_i(next: &str) -> bool {
    next.strip_prefix('I').is_some_and(|rest| rest.starts_with([' ', '’', '\'']))
}

/// Whether a number before a full stop is an ordinal, "am 3. Mai", or a list number.
fn is_ordinal(sentence: &str, number: &str) -> bool {
    let before = clip(sentence, sentence.len() - number.len()).trim();
    let article =
        ["am", "vom", "zum", "bis", "der", "den", "dem", "im", "das", "die", "des", "ab", "beim"];
    let short = number.len() <= 2;
    let ordinal = |word: &str| article.iter().any(|article| article.eq_ignore_ascii_case(word));
    short && (before.is_empty() || ordinal(last_word(before)))
}

/// Whether what stands before the full stop only numbers what follows: "2.1."
fn is_label(sentence: &str, word: &str) -> bool {
    word.contains('.')
        && is_alone(sentence, word)
        && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// Whether nothing but the word stands before the stop.
fn is_alone(sentence: &str, word: &str) -> bool {
    sentence.trim_start().len() == word.len()
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tricky;
