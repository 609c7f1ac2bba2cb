//! Where in an article stands what is sought, the best of these places, and the words about it. Ranks
//! no articles.

use super::near::{follow, near};
use super::{Field, Part, Phrase, Query, Sought, Word, words};
use crate::text::{BlockKind, Document, Span};

/// The best place of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// From the first word sought to the last, in bytes of the text; empty where nothing that is sought
    /// stands in it.
    pub span: Span,
    /// The index of its block.
    pub block: usize,
    /// What of it is sought, in order, without overlaps.
    pub words: Vec<Span>,
}

/// The words about a place on one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// With "…" where the text goes on. May hold control characters.
    pub text: String,
    /// What of it is sought, in bytes of it.
    pub words: Vec<Span>,
}

/// Words of an article that are looked at: enough for any that a person reads.
const ENOUGH: usize = 20_000;

/// Bytes between the first and the last word of a place.
const REACH: u32 = 200;

/// Bytes of a snippet, and how many of them at most stand before the first word sought.
const SNIPPET: usize = 240;
const BEFORE: usize = 60;

/// The place that shows best why an article was found: in running text rather than in what is folded
/// away, with as much of what is sought as can be.
pub fn place(query: &Query, document: &Document) -> Place {
    let matches = matches(query, document);
    let mut best = (0, Place::default());
    for (first, found) in matches.iter().enumerate() {
        let near = matches.get(first..).unwrap_or_default();
        let is_near =
            |it: &&Match| it.block == found.block && it.span.end <= found.span.start + REACH;
        let near: Vec<&Match> = near.iter().take_while(|it| is_near(it) || *it == found).collect();
        let worth = worth(&near, document);
        if worth > best.0 {
            best = (worth, joined(&near, found.block));
        }
    }
    if best.0 > 0 { best.1 } else { beginning(document) }
}

/// Where running text begins.
fn beginning(document: &Document) -> Place {
    let mut blocks = document.blocks.iter().enumerate();
    let running = blocks.find(|(_, block)| block.kind.runs());
    let at = |(index, block): (usize, &crate::text::Block)| {
        let start = block.body.start as usize;
        Place { span: Span::new(start, start), block: index, words: Vec::new() }
    };
    running.map(at).unwrap_or_default()
}

/// How well matches that stand together tell why an article was found.
fn worth(near: &[&Match], document: &Document) -> usize {
    let mut parts: Vec<usize> = near.iter().map(|it| it.part).collect();
    parts.sort_unstable();
    parts.dedup();
    let kind = near.first().and_then(|it| document.blocks.get(it.block)).map(|block| block.kind);
    let place = match kind {
        Some(kind) if kind.folds() => 0,
        Some(kind) if kind.runs() => 20,
        Some(BlockKind::Title) => 12,
        _ => 16,
    };
    1 + place + 8 * parts.len() + near.len().min(7)
}

fn joined(near: &[&Match], block: usize) -> Place {
    let mut words: Vec<Span> = Vec::new();
    for found in near {
        match words.last_mut() {
            Some(last) if found.span.start < last.end => last.end = last.end.max(found.span.end),
            _ => words.push(found.span),
        }
    }
    let start = words.first().map_or(0, |span| span.start);
    let end = words.last().map_or(0, |span| span.end);
    Place { span: Span { start, end }, block, words }
}

/// Something sought, where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Match {
    span: Span,
    part: usize,
    block: usize,
}

/// A word of the article that is sought.
struct Token {
    at: u32,
    span: Span,
    block: usize,
    /// A bit for each word of the query that it is.
    is: u64,
}

/// All that is sought, in order.
fn matches(query: &Query, document: &Document) -> Vec<Match> {
    let parts = || query.parts.iter().enumerate().filter(|(_, part)| !part.excluded);
    let phrases = parts().flat_map(|(_, part)| part.sought.phrases());
    let sought: Vec<&Word> = phrases.flatten().take(64).collect();
    let tokens = tokens(&sought, document);
    let mut found = Vec::new();
    let mut first = 0;
    for (index, part) in parts() {
        find(part, first, document, &tokens, |span, block| {
            found.push(Match { span, part: index, block });
        });
        first += part.sought.phrases().iter().map(Vec::len).sum::<usize>();
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn tokens(sought: &[&Word], document: &Document) -> Vec<Token> {
    let mut tokens = Vec::new();
    words::each(document, |word| {
        let bits = sought.iter().zip(0..).filter(|(sought, _)| sought.is(word.term.bytes()));
        let is = bits.fold(0, |is, (_, bit)| is | 1 << bit);
        if is != 0 {
            tokens.push(Token { at: word.at, span: word.span, block: word.block, is });
        }
        tokens.len() < ENOUGH
    });
    tokens
}

/// Gives where a part stands whose first word has the `bit`-th bit.
fn find(
    part: &Part,
    bit: usize,
    document: &Document,
    tokens: &[Token],
    mut give: impl FnMut(Span, usize),
) {
    let heading = document.heading;
    let within = match part.field {
        Field::Text => Some(Span { start: 0, end: u32::MAX }),
        Field::Title => heading.title,
        Field::Author => heading.author,
        Field::Source => heading.source,
        Field::Date => {
            if let Some(date) = heading.date {
                give(date, document.block_at(date.start));
            }
            None
        }
    };
    let Some(within) = within else { return };
    let is_within = |token: &&Token| within.contains(token.span.start);
    let tokens: Vec<&Token> = tokens.iter().filter(is_within).collect();
    let mut give = |place: u64, len: usize| {
        let token = |at: u64| {
            let index = tokens.binary_search_by_key(&at, |token| u64::from(token.at)).ok()?;
            tokens.get(index)
        };
        let (first, last) = (token(place), token(place + len as u64 - 1));
        if let Some((first, last)) = first.zip(last) {
            give(Span { start: first.span.start, end: last.span.end }, first.block);
        }
    };
    match &part.sought {
        Sought::Phrase(phrase) => {
            let places = places(phrase, bit, &tokens);
            for place in places {
                give(place, phrase.len());
            }
        }
        Sought::Near { phrases, distance } => {
            let mut bit = bit;
            let mut each = Vec::new();
            for phrase in phrases {
                each.push((places(phrase, bit, &tokens), phrase.len() as u64));
                bit += phrase.len();
            }
            let each: Vec<_> = each.iter().map(|(places, len)| (places.as_slice(), *len)).collect();
            near(&each, u64::from(*distance), |found| {
                found.iter().zip(phrases).for_each(|(place, phrase)| give(*place, phrase.len()));
            });
        }
    }
}

/// The numbers of the words at which a phrase begins.
fn places(phrase: &Phrase, bit: usize, tokens: &[&Token]) -> Vec<u64> {
    let of = |bit: usize| -> Vec<u64> {
        let is = tokens.iter().filter(|token| bit < 64 && token.is & 1 << bit != 0);
        is.map(|token| u64::from(token.at)).collect()
    };
    let mut places = of(bit);
    for way in 1..phrase.len() {
        follow(&mut places, &of(bit + way), way as u64);
    }
    places
}

impl Snippet {
    /// The words about a place of an article.
    pub fn of(document: &Document, place: &Place) -> Self {
        let text = &document.text;
        let body = document.blocks.get(place.block).map_or(Span::default(), |block| block.body);
        let (start, end) = about(text, body, place.span);
        let mut snippet = Self::default();
        if start > body.start {
            snippet.text.push('…');
        }
        let mut words = place.words.iter().filter(|word| word.start >= start && word.end <= end);
        let mut word = words.next();
        let mut from = 0;
        for (at, char) in (Span { start, end }).of(text).char_indices() {
            let at = start + at as u32;
            if word.is_some_and(|word| word.end == at) {
                snippet.words.push(Span::new(from, snippet.text.len()));
                word = words.next();
            }
            if !char.is_whitespace() {
                if word.is_some_and(|word| word.start == at) {
                    from = snippet.text.len();
                }
                snippet.text.push(char);
            } else if !snippet.text.ends_with(' ') {
                snippet.text.push(' ');
            }
        }
        if word.is_some() {
            snippet.words.push(Span::new(from, snippet.text.len()));
        }
        if end < body.end {
            snippet.text.push('…');
        }
        snippet
    }
}

/// What of a block is shown about a place in it: cut between words where there are any.
fn about(text: &str, body: Span, place: Span) -> (u32, u32) {
    let (first, last) = (body.start as usize, body.end as usize);
    let start = (place.start as usize).saturating_sub(BEFORE).max(first);
    let start = text.ceil_char_boundary(start);
    let before = Span::new(start, place.start as usize).of(text);
    let skipped = before.find(char::is_whitespace).filter(|_| start > first);
    let start = start + skipped.map_or(0, |at| at + 1);
    let start = text.ceil_char_boundary(start);
    let end = text.floor_char_boundary((start + SNIPPET).min(last)).max(place.end as usize);
    let behind = Span::new(place.end as usize, end).of(text);
    let kept = behind.rfind(char::is_whitespace).filter(|_| end < last);
    let end = kept.map_or(end, |at| place.end as usize + at);
    (start as u32, end as u32)
}
