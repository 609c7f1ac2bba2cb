//! The passages of an article as marks in its text. Where passages overlap, marks are nested and taken
//! apart so that each is closed inside the one that it was opened in; a passage may also go on from block
//! to block. All pieces of one say whose they are.

use super::{class, escaped, numbers};
use crate::export::Page;
use crate::export::row::Passed;
use crate::tag::{Kinds, Passage};
use crate::text::Span;

/// A passage with what its mark says.
pub(super) struct Mark<'a> {
    passage: &'a Passage,
    /// What is told of it in the margin.
    pub(super) passed: Passed<'a>,
    /// By what it is known on the page.
    id: String,
    /// The next piece of it is the first.
    is_new: bool,
}

/// The passages of an article on their way into its text.
pub(super) struct Marks<'a> {
    text: &'a str,
    /// In the order of the text.
    all: Vec<Mark<'a>>,
    /// The figures that they state.
    figures: Vec<Span>,
    /// Those before it end before the block that comes next.
    from: usize,
}

impl<'a> Marks<'a> {
    /// Those of a page.
    pub(super) fn of(page: &'a Page<'_>) -> Self {
        let mark = |(passage, passed): (&&'a Passage, Passed<'a>)| {
            let id = id(page.number, passed.record.start_char, passed.record.end_char);
            Mark { passage, passed, id, is_new: true }
        };
        let all: Vec<Mark<'a>> = page.marked().iter().zip(page.passages()).map(mark).collect();
        let figures = all.iter().flat_map(|mark| &mark.passage.figures);
        let mut figures: Vec<Span> = figures.map(|figure| figure.span).collect();
        figures.sort_unstable();
        figures.dedup();
        Self { text: &page.article.document.text, all, figures, from: 0 }
    }

    /// The passages that begin in a block, or go on into it. To be asked block by block.
    fn within(&mut self, block: Span) -> Vec<usize> {
        let is_over = |mark: &Mark<'_>| mark.passage.span.end <= block.start;
        self.from += self.all[self.from..].iter().take_while(|mark| is_over(mark)).count();
        let coming = self.all.iter().enumerate().skip(self.from);
        let here = coming.take_while(|(_, mark)| mark.passage.span.start < block.end);
        here.filter(|(_, mark)| mark.passage.span.overlaps(block)).map(|(at, _)| at).collect()
    }

    /// What of a block shows: its body, and whatever else of it a passage covers; with the passages.
    pub(super) fn stretch(&mut self, block: Span, body: Span) -> (Span, Vec<usize>) {
        let here = self.within(block);
        let covered = here
            .iter()
            .map(|at| self.span(*at))
            .map(|span| Span { start: span.start.max(block.start), end: span.end.min(block.end) });
        let both = |a: Span, b: Span| match (a.is_empty(), b.is_empty()) {
            (true, _) => b,
            (_, true) => a,
            _ => Span { start: a.start.min(b.start), end: a.end.max(b.end) },
        };
        (covered.fold(body, both), here)
    }

    fn span(&self, at: usize) -> Span {
        self.all.get(at).map(|mark| mark.passage.span).unwrap_or_default()
    }

    /// A stretch of the text with these passages marked in it; gives those that begin here.
    pub(super) fn write(&mut self, stretch: Span, here: &[usize], into: &mut String) -> Vec<usize> {
        let mut coming = here.to_vec();
        // Of two that begin together, the longer is outside.
        coming.sort_by_key(|at| (self.span(*at).start, std::cmp::Reverse(self.span(*at).end)));
        let mut coming = coming.into_iter().peekable();
        let (mut open, mut begun) = (Vec::<usize>::new(), Vec::new());
        for run in self.runs(stretch, here) {
            if let Some(first) = open.iter().position(|at| self.span(*at).end <= run.start) {
                into.push_str(&"</mark>".repeat(open.len() - first));
                for at in open.split_off(first) {
                    if self.span(at).end > run.start {
                        self.open(at, &mut open, into);
                    }
                }
            }
            while let Some(at) = coming.next_if(|at| self.span(*at).start <= run.start) {
                if self.all.get(at).is_some_and(|mark| mark.is_new) {
                    begun.push(at);
                }
                self.open(at, &mut open, into);
            }
            let words = escaped(run.of(self.text));
            if self.is_figure(run) {
                into.push_str(&format!("<b>{words}</b>"));
            } else {
                into.push_str(&words);
            }
        }
        into.push_str(&"</mark>".repeat(open.len()));
        begun
    }

    /// A stretch cut wherever a passage or a figure begins or ends.
    fn runs(&self, stretch: Span, here: &[usize]) -> Vec<Span> {
        let first = self.figures.partition_point(|figure| figure.end <= stretch.start);
        let figures = self.figures.get(first..).unwrap_or_default().iter().copied();
        let figures = figures.take_while(|figure| figure.start < stretch.end);
        let spans = here.iter().map(|at| self.span(*at)).chain(figures);
        let inside = |at: &u32| stretch.start < *at && *at < stretch.end;
        let mut cuts: Vec<u32> =
            spans.flat_map(|span| [span.start, span.end]).filter(inside).collect();
        cuts.extend([stretch.start, stretch.end]);
        cuts.sort_unstable();
        cuts.dedup();
        cuts.windows(2).map(|pair| Span { start: pair[0], end: pair[1] }).collect()
    }

    fn is_figure(&self, run: Span) -> bool {
        let behind = self.figures.partition_point(|figure| figure.start <= run.start);
        let last = behind.checked_sub(1).and_then(|at| self.figures.get(at));
        last.is_some_and(|figure| run.end <= figure.end)
    }

    /// Opens a piece of a passage.
    fn open(&mut self, at: usize, open: &mut Vec<usize>, into: &mut String) {
        let Some(Mark { passage, id, is_new, .. }) = self.all.get_mut(at) else { return };
        open.push(at);
        let classes = classes(passage.kinds);
        if !std::mem::take(is_new) {
            into.push_str(&format!("<mark class=\"{classes}\" data-of=\"{id}\">"));
            return;
        }
        let themes = numbers(&passage.themes);
        into.push_str(&format!("<mark class=\"{classes}\" id=\"{id}\" data-themes=\"{themes}\">"));
    }

    /// One of them.
    pub(super) fn get(&self, at: usize) -> Option<&Mark<'a>> {
        self.all.get(at)
    }
}

/// By what a passage of an article is known on the page: its article and its place there, in characters. A page
/// of a thousand articles has tens of thousands, so that nothing is said twice.
pub(super) fn id(article: usize, start: usize, end: usize) -> String {
    format!("p{article}-{start}-{end}")
}

/// The classes of kinds.
fn classes(kinds: Kinds) -> String {
    kinds.iter().map(class).collect::<Vec<_>>().join(" ")
}
