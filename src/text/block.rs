//! Text to blocks: the passes over an article and their order; furniture, headings and what is left.
//! Leaves sentences to `sentence`, and the looks and words of single lines to the modules beside it.

mod comments;
mod head;
mod questions;

use super::marker::Sign;
use super::phrase::{self, Phrases};
use super::shape::End;
use super::unit::{Unit, units};
use super::{Block, BlockKind, Furniture, Heading, Marker, Span};
use super::{date, furniture};

/// The blocks of a text and what it says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// In order, tiling the text.
    pub blocks: Vec<Block>,
    /// Title, author, date, publication.
    pub heading: Heading,
}

/// Divides a text into blocks that tile it.
pub fn outline(text: &str) -> Outline {
    divide(text, |draft| {
        draft.head();
        draft.repeated_titles();
    })
}

/// The same for what goes on in the middle of an article: nothing in it is a title or byline.
pub fn outline_further(text: &str) -> Outline {
    divide(text, |_| {})
}

/// Divides a text into blocks; `head` looks for what stands over an article.
fn divide(text: &str, head: impl FnOnce(&mut Draft<'_>)) -> Outline {
    let units = units(text);
    if units.is_empty() {
        return blank(text);
    }
    let kinds = vec![None; units.len()];
    let mut draft = Draft { text, units, kinds, heading: Heading::default(), head: 0 };
    draft.furniture();
    head(&mut draft);
    draft.comments();
    draft.questions();
    draft.turns();
    draft.reactions();
    draft.related();
    draft.headings();
    draft.rest();
    draft.finish()
}

/// The outline of a text without a word.
fn blank(text: &str) -> Outline {
    let span = Span::new(0, text.len());
    let kind = BlockKind::Furniture(Furniture::Blank);
    let block = Block { kind, span, body: Span::new(0, 0) };
    Outline {
        blocks: Vec::from_iter((!span.is_empty()).then_some(block)),
        heading: Heading::default(),
    }
}

/// Units on their way to blocks; each pass settles the kinds it is sure of.
struct Draft<'a> {
    text: &'a str,
    units: Vec<Unit>,
    kinds: Vec<Option<BlockKind>>,
    heading: Heading,
    /// The first unit behind title, byline and dateline.
    head: usize,
}

/// Units at the top of an article among which title, byline and dateline are sought.
const HEAD: usize = 14;

impl<'a> Draft<'a> {
    fn words(&self, at: usize) -> &'a str {
        self.units.get(at).map_or("", |unit| unit.body.of(self.text))
    }

    fn is_free(&self, at: usize) -> bool {
        self.kinds.get(at).is_some_and(Option::is_none)
    }

    fn set(&mut self, at: usize, kind: BlockKind) {
        if let Some(slot) = self.kinds.get_mut(at) {
            *slot = Some(kind);
        }
    }

    /// Whether the unit is running text, so far as its looks tell.
    fn runs(&self, at: usize) -> bool {
        self.is_free(at)
            && self.units.get(at).is_some_and(|unit| unit.lines > 1 || unit.shape.runs())
    }

    fn is(&self, at: usize, kind: Furniture) -> bool {
        self.kinds.get(at) == Some(&Some(BlockKind::Furniture(kind)))
    }

    /// The next unit after `at` that is not blank.
    fn next(&self, at: usize) -> usize {
        let after = at + 1..self.units.len();
        after.clone().find(|next| !self.is(*next, Furniture::Blank)).unwrap_or(after.end)
    }

    /// Page furniture that a line shows by itself.
    fn furniture(&mut self) {
        for at in 0..self.units.len() {
            let unit = self.units[at];
            let plain = matches!(unit.sign, None | Some(Sign::Lost | Sign::Bullet));
            let line = unit.span.trimmed(self.text).of(self.text);
            let words = if unit.sign == Some(Sign::Lost) { line } else { self.words(at) };
            let found = furniture::furniture(words, unit.shape)
                .filter(|found| plain && (unit.sign.is_none() || *found != Furniture::Profile));
            if let Some(found) = found.filter(|_| unit.lines <= 3 && !unit.underlined) {
                self.set(at, BlockKind::Furniture(found));
            } else if is_disclaimer(self.words(at)) && unit.shape.words > 3 {
                self.set(at, BlockKind::Disclaimer);
            }
        }
    }

    /// Titles of other articles below "Related articles".
    fn related(&mut self) {
        let mut within = false;
        for at in 0..self.units.len() {
            if self.is_free(at) {
                within &= !self.runs(at) && self.units[at].shape.words <= 16;
                if within {
                    self.set(at, BlockKind::Furniture(Furniture::Related));
                }
            } else {
                within = self.is(at, Furniture::Related)
                    || within && self.kinds[at].is_some_and(BlockKind::folds);
            }
        }
    }

    fn headings(&mut self) {
        for at in (0..self.units.len()).rev() {
            if self.is_free(at) && self.heads(at) {
                self.set(at, BlockKind::Heading);
            }
        }
        for at in 1..self.units.len() {
            if self.kinds[at] == Some(BlockKind::Heading) && self.continues_list(at) {
                self.kinds[at] = None;
            }
        }
    }

    /// Whether the unit stands over a section. Later units are settled already.
    fn heads(&self, at: usize) -> bool {
        let unit = self.units[at];
        if unit.sign == Some(Sign::Hash) || unit.underlined {
            return true;
        }
        let sign = matches!(unit.sign, None | Some(Sign::Number(_)));
        let initial = unit.sign.is_none() && self.words(at).as_bytes().get(1) == Some(&b'.');
        let line = sign && unit.lines == 1 && !unit.ragged && !initial;
        line && unit.shape.heads() && self.has_section(at)
    }

    /// Whether running text, a list or a deeper heading follows.
    fn has_section(&self, at: usize) -> bool {
        let next = self.next(at);
        let Some(unit) = self.units.get(next) else { return false };
        let numbered = |sign| matches!(sign, Some(Sign::Number(_)));
        let list = unit.sign.is_some() && !(numbered(self.units[at].sign) && numbered(unit.sign));
        let kind = self.kinds[next];
        let code = unit.body.start - unit.span.start >= 4;
        let brief =
            numbered(self.units[at].sign) && unit.sign.is_none() && unit.shape.end == End::Stop;
        self.runs(next)
            || self.is_free(next) && (list || code || brief)
            || matches!(kind, Some(BlockKind::Heading | BlockKind::Question | BlockKind::Quotation))
                && !(numbered(self.units[at].sign) && numbered(unit.sign))
    }

    /// Whether a numbered heading is rather the last item of the list above it.
    fn continues_list(&self, at: usize) -> bool {
        let (Some(Sign::Number(number)), Some(Sign::Number(before))) =
            (self.units[at].sign, self.units[at - 1].sign)
        else {
            return false;
        };
        number == before + 1 && self.kinds[at - 1].is_none()
    }

    /// Everything that is left: items, quotations, dates, paragraphs.
    fn rest(&mut self) {
        for at in 0..self.units.len() {
            if self.is_free(at) {
                self.set(at, self.plain(at));
            }
        }
    }

    fn plain(&self, at: usize) -> BlockKind {
        let unit = self.units[at];
        let words = self.words(at);
        match unit.sign {
            Some(Sign::Bullet | Sign::Lost) => BlockKind::Item(Marker::Bullet),
            Some(Sign::Number(number)) => BlockKind::Item(Marker::Number(number)),
            Some(Sign::Hash) => BlockKind::Heading,
            Some(Sign::Quote) => BlockKind::Quotation,
            Some(Sign::Question) => BlockKind::Question,
            Some(Sign::Answer) => BlockKind::Answer,
            None if is_quoted(words) => BlockKind::Quotation,
            None if unit.shape.words <= 5 && is_date(words) => BlockKind::Dateline,
            None => BlockKind::Paragraph,
        }
    }

    fn finish(self) -> Outline {
        let blocks = self.units.iter().zip(&self.kinds).map(|(unit, kind)| {
            let kind = kind.unwrap_or(BlockKind::Paragraph);
            // A heading's number is read; a list item's is drawn.
            let numbered =
                matches!(unit.sign, Some(Sign::Number(_))) && !matches!(kind, BlockKind::Item(_));
            let body = if numbered {
                Span { end: unit.body.end, ..unit.span.trimmed(self.text) }
            } else {
                unit.body
            };
            let body = if kind == BlockKind::Furniture(Furniture::Blank) {
                Span { end: body.start, ..body }
            } else {
                body
            };
            Block { kind, span: unit.span, body }
        });
        Outline { blocks: blocks.collect(), heading: self.heading }
    }
}

/// Whether a line is a date and little else.
fn is_date(line: &str) -> bool {
    date::find(line).is_some_and(|(span, _)| line.len() - span.len() <= 16)
}

/// Whether a paragraph is quoted speech as a whole, the speaker's name behind it aside.
fn is_quoted(text: &str) -> bool {
    let pairs =
        [('“', '”'), ('"', '"'), ('„', '“'), ('«', '»'), ('「', '」'), ('„', '”'), ('»', '«')];
    pairs.iter().any(|(open, close)| {
        let Some(inner) = text.strip_prefix(*open) else { return false };
        let Some(end) = inner.find(*close) else { return false };
        let rest = phrase::after(inner, end + close.len_utf8()).trim();
        let credit =
            rest.starts_with(['–', '—', '-', '(']) && rest.len() <= 80 && !rest.ends_with('.');
        (rest.is_empty() || credit) && phrase::clip(inner, end).split_whitespace().count() >= 4
    })
}

fn is_disclaimer(text: &str) -> bool {
    static OPENERS: Phrases<14> = Phrases::new([
        "disclaimer",
        "haftungsausschluss",
        "legal notice",
        "editor’s note",
        "editor's note",
        "correction:",
        "the views expressed",
        "the opinions expressed",
        "views expressed",
        "the information provided",
        "this article is for informational",
        "this article was originally",
        "this content is for informational",
        "forward-looking statements",
    ]);
    OPENERS.open(text) || text.starts_with("免责声明")
}

#[cfg(test)]
mod tests;
