//! Lines in reading order to pieces: which lines go on with the one before, and what headings and
//! list items are.

use super::line::{Line, Vocabulary, append};
use crate::text::{BlockKind, Marker, Piece};

/// How much larger than the text a heading is at least.
const LARGER: f32 = 1.1;

/// Words that a heading has at most.
const HEADING: usize = 18;

/// The leading of a text whose lines do not tell, as a part of its size.
const LEADING: f32 = 1.2;

/// The pieces that lines make; `body` is the size of the text in points.
pub(super) fn pieces(lines: &[Line], body: f32) -> Vec<Piece> {
    let context =
        Context { body, leading: leading(lines, body), vocabulary: Vocabulary::of(lines) };
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open: Option<Open> = None;
    for line in lines.iter().filter(|line| !line.text.is_empty()) {
        let marker = marker(&line.text);
        let fits = |open: &&mut Open| context.goes_on(open, line, marker);
        if let Some(open) = open.as_mut().filter(fits) {
            open.take(line, &context.vocabulary);
            continue;
        }
        pieces.extend(open.take().map(|open| context.piece(open)));
        open = Some(Open::with(line, marker));
    }
    pieces.extend(open.map(|open| context.piece(open)));
    pieces
}

/// The usual distance of two lines, as a part of their size.
fn leading(lines: &[Line], body: f32) -> f32 {
    let mut gaps: Vec<f32> = lines
        .windows(2)
        .filter(|pair| pair.iter().all(|line| (line.size - body).abs() < body * 0.05))
        .map(|pair| (pair[0].y - pair[1].y) / body)
        .filter(|gap| (0.8..2.5).contains(gap))
        .collect();
    gaps.sort_by(f32::total_cmp);
    // The lower third: gaps between paragraphs are wider, and never fewer than none.
    gaps.get(gaps.len() / 3).copied().unwrap_or(LEADING)
}

/// A sign before a list item, and how many bytes it takes with the space behind it.
fn marker(text: &str) -> Option<(Marker, usize)> {
    const BULLETS: [char; 16] =
        ['•', '‣', '◦', '▪', '▫', '●', '○', '■', '□', '➢', '❖', '∙', '·', '–', '*', '✓'];
    let (sign, rest) = text.split_once(' ')?;
    if rest.trim().is_empty() {
        return None;
    }
    let taken = text.len() - rest.trim_start().len();
    if sign.chars().count() == 1 && sign.starts_with(BULLETS) || sign == "-" {
        return Some((Marker::Bullet, taken));
    }
    let number = sign.strip_suffix(['.', ')'])?.trim_start_matches('(');
    let number = number.parse().ok().filter(|_| (1..=3).contains(&number.len()))?;
    Some((Marker::Number(number), taken))
}

/// A paragraph to which lines may be added.
struct Open {
    words: String,
    marker: Option<Marker>,
    first: Line,
    last: Line,
    lines: usize,
    bold: bool,
}

impl Open {
    fn with(line: &Line, marker: Option<(Marker, usize)>) -> Self {
        let sign = marker.map_or(0, |(_, len)| len);
        Self {
            words: line.text.get(sign..).unwrap_or_default().to_owned(),
            marker: marker.map(|(marker, _)| marker),
            first: line.clone(),
            last: line.clone(),
            lines: 1,
            bold: line.bold,
        }
    }

    fn take(&mut self, line: &Line, vocabulary: &Vocabulary) {
        append(&mut self.words, &line.text, vocabulary);
        self.last = line.clone();
        self.lines += 1;
        self.bold &= line.bold;
    }

    fn is_done(&self) -> bool {
        let words = self.words.trim_end_matches(['”', '"', '’', ')', ']', '»']);
        words.ends_with(['.', '!', '?', ':', '…', '。', '！', '？'])
    }
}

struct Context {
    body: f32,
    leading: f32,
    vocabulary: Vocabulary,
}

impl Context {
    /// Whether a line goes on with what is open.
    fn goes_on(&self, open: &Open, line: &Line, marker: Option<(Marker, usize)>) -> bool {
        let last = &open.last;
        let size = last.size.max(line.size);
        if (last.size - line.size).abs() > size * 0.08
            || self.heads(&open.first) != self.heads(line)
        {
            return false;
        }
        if last.is_row || line.is_row {
            return false;
        }
        if marker.is_some_and(|(marker, _)| opens_item(open, marker)) {
            return false;
        }
        let lower = line.text.starts_with(char::is_lowercase);
        let is_below = last.page == line.page && last.column == line.column && line.y < last.y;
        if !is_below {
            // Over a page's end or a column's: a sentence that is not done goes on.
            return !self.heads(line) && (lower || !open.is_done() && self.is_full(last, line));
        }
        let gap = (last.y - line.y) / size;
        let usual = self.leading.max(0.9) * if size > self.body * LARGER { 1.15 } else { 1.0 };
        if gap > usual * 1.35 && !(lower && gap < usual * 1.6 && !open.is_done()) {
            return false;
        }
        if open.marker.is_some() {
            return self.is_full(last, line) || lower && !open.is_done();
        }
        let indented = line.x.0 > last.x.0 + size * 0.7 && !is_centred(line) && open.lines > 1;
        let outdented = open.lines == 1 && line.x.0 > open.first.x.0 + size * 0.7;
        !(indented || outdented && open.is_done())
            && (self.heads(line) || self.is_full(last, line) || lower)
    }

    /// Whether the first word of a line had no room behind the line before.
    fn is_full(&self, last: &Line, line: &Line) -> bool {
        let word = line.text.split(' ').next().unwrap_or_default();
        let width = (line.x.1 - line.x.0) / letters(&line.text) * (letters(word) + 1.0);
        last.x.1 + width > last.column.1 - self.body * 0.5
    }

    /// Whether a line is set as headings are.
    fn heads(&self, line: &Line) -> bool {
        let larger = line.size > self.body * LARGER;
        let bold = line.bold && line.size > self.body * 0.95;
        let letters = line.text.chars().filter(|char| char.is_alphabetic()).count();
        (larger || bold) && letters > 1 && !line.is_row
    }

    fn piece(&self, open: Open) -> Piece {
        let count = open.words.split_whitespace().count();
        let heads = self.heads(&open.first)
            && (open.bold || open.first.size > self.body * LARGER)
            && count <= HEADING
            && !open.words.ends_with(['.', ',', ';'])
            && open.marker != Some(Marker::Bullet);
        if heads {
            // A heading's number is read.
            let words = match open.marker {
                Some(Marker::Number(number)) => format!("{number}. {}", open.words),
                _ => open.words,
            };
            return Piece::new(BlockKind::Heading, words);
        }
        let kind = match open.marker {
            Some(marker) => BlockKind::Item(marker),
            None if open.first.is_row => BlockKind::Row { head: open.bold },
            None => BlockKind::Paragraph,
        };
        Piece::new(kind, open.words)
    }
}

/// How many characters a text has, at least 1.
fn letters(text: &str) -> f32 {
    f32::from(u16::try_from(text.chars().count()).unwrap_or(u16::MAX).max(1))
}

/// Whether a marker begins an item below what is open: any bullet, and a number that counts on from
/// the item above or begins to count.
fn opens_item(open: &Open, marker: Marker) -> bool {
    match (open.marker, marker) {
        (_, Marker::Bullet | Marker::Number(1)) => true,
        (Some(Marker::Number(before)), Marker::Number(number)) => {
            number == before.saturating_add(1)
        }
        _ => open.is_done(),
    }
}

/// Whether a line stands in the middle of its column.
fn is_centred(line: &Line) -> bool {
    let (left, right) = (line.x.0 - line.column.0, line.column.1 - line.x.1);
    left > 10.0 && (left - right).abs() < left * 0.2
}
