//! Lines to units, the pieces that become blocks: joins hard-wrapped lines, keeps the lines of
//! one-line-per-paragraph texts apart. Leaves what a unit is to `block`.

use super::Span;
use super::marker::{Sign, sign};
use super::phrase::spaceless;
use super::shape::{Shape, shape};

/// A line, or several that read as one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// Its territory, blank lines behind it included.
    pub(super) span: Span,
    /// Its words, without white space around and without its sign.
    pub(super) body: Span,
    /// What stands before its words.
    pub(super) sign: Option<Sign>,
    /// Its looks, the sign left out.
    pub(super) shape: Shape,
    /// Lines that were joined.
    pub(super) lines: u32,
    /// Whether a row of `=` or `-` underlines it.
    pub(super) underlined: bool,
    /// Whether it is one of several short lines that run on without joining: verse, addresses.
    pub(super) ragged: bool,
}

/// The units of a text; they tile it.
pub(super) fn units(text: &str) -> Vec<Unit> {
    let lines: Vec<Line> = lines(text);
    let width = width(&lines, text);
    let mut units = Vec::with_capacity(lines.len());
    let mut rest = lines.as_slice();
    while !rest.is_empty() {
        let blank = rest.iter().take_while(|line| line.body.is_empty()).count();
        extend(&mut units, &rest[..blank]);
        rest = &rest[blank..];
        let full = rest.iter().take_while(|line| !line.body.is_empty()).count();
        stanza(text, &rest[..full], width, &mut units);
        rest = &rest[full..];
    }
    if let Some(first) = units.first_mut() {
        first.span.start = 0;
    }
    units
}

/// One line of the text.
#[derive(Clone, Copy, Debug)]
struct Line {
    /// With its line feed.
    span: Span,
    /// Without white space around.
    body: Span,
    /// Characters of the body; more than [`WIDE`] are not counted exactly.
    chars: u32,
}

/// Hard-wrapped lines are shorter than this.
const WIDE: u32 = 100;

/// The lines of a text; blank ones in a row count as one.
fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::with_capacity(32);
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let len = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |feed| feed + 1);
        let span = Span::new(at, at + len);
        at += len;
        let body = if span.of(text) == "\n" {
            Span::new(span.end as usize, span.end as usize)
        } else {
            span.trimmed(text)
        };
        let last = lines.last_mut().filter(|last| body.is_empty() && last.body.is_empty());
        if let Some(last) = last {
            last.span.end = span.end;
        } else {
            let words = body.of(text);
            let chars =
                if words.len() > 4 * WIDE as usize { words.len() } else { words.chars().count() };
            lines.push(Line { span, body, chars: chars as u32 });
        }
    }
    lines
}

/// Adds blank lines to the territory of the unit before them.
fn extend(units: &mut [Unit], blank: &[Line]) {
    if let (Some(last), Some(line)) = (units.last_mut(), blank.last()) {
        last.span.end = line.span.end;
    }
}

/// The width to which the text is hard-wrapped, in characters, if it is.
fn width(lines: &[Line], text: &str) -> Option<u32> {
    let mut lengths = [0_u32; WIDE as usize + 1];
    for line in lines.iter().filter(|line| (40..=WIDE).contains(&line.chars)) {
        lengths[line.chars as usize] += 1;
    }
    let total: u32 = lengths.iter().sum();
    let mut above = 0;
    let widest = (0..=WIDE).rev().find(|length| {
        above += lengths[*length as usize];
        above * 20 >= total.max(1)
    })?;
    let pairs = || {
        lines
            .windows(2)
            .filter(|pair| (45..=WIDE).contains(&pair[0].chars) && !pair[1].body.is_empty())
    };
    let full = pairs().filter(|pair| is_full(pair[0], pair[1], widest, text)).count();
    (widest >= 50 && full >= 2 && full * 10 >= pairs().count() * 6).then_some(widest)
}

/// Whether the first word of `next` had no room behind `line`.
fn is_full(line: Line, next: Line, width: u32, text: &str) -> bool {
    line.chars + 1 + first_word(next.body.of(text)) > width.saturating_sub(2)
}

fn first_word(line: &str) -> u32 {
    if line.starts_with(spaceless) {
        return 1;
    }
    line.chars().take(40).take_while(|char| !char.is_whitespace()).count() as u32
}

/// Makes units of lines that no blank line parts.
fn stanza(text: &str, lines: &[Line], width: Option<u32>, units: &mut Vec<Unit>) {
    let first = units.len();
    for (at, line) in lines.iter().enumerate() {
        let sign = sign(line.body.of(text));
        let before = at.checked_sub(1).map(|before| lines[before]);
        if at > 0 && is_rule(line.body.of(text)) && underline(units, line.span) {
            continue;
        }
        let last = units.last_mut().filter(|_| at > 0);
        if let (Some(last), Some(before)) = (last, before)
            && joins(text, last, before, *line, sign.map(|(sign, _)| sign), width)
        {
            last.span.end = line.span.end;
            last.body.end = line.body.end;
            last.lines += 1;
            continue;
        }
        units.push(unit(*line, sign));
    }
    let made = units.get_mut(first..).unwrap_or_default();
    for unit in made.iter_mut() {
        unit.shape = shape(unit.body.of(text));
    }
    if is_ragged(made) {
        for unit in made {
            unit.ragged = true;
        }
    }
}

fn unit(line: Line, sign: Option<(Sign, usize)>) -> Unit {
    let start = line.body.start as usize + sign.map_or(0, |(_, len)| len);
    Unit {
        span: line.span,
        body: Span::new(start.min(line.body.end as usize), line.body.end as usize),
        sign: sign.map(|(sign, _)| sign),
        shape: Shape::EMPTY,
        lines: 1,
        underlined: false,
        ragged: false,
    }
}

/// Whether `line`, which comes after `before`, goes on with the unit that ends there.
fn joins(
    text: &str,
    unit: &Unit,
    before: Line,
    line: Line,
    sign: Option<Sign>,
    width: Option<u32>,
) -> bool {
    let words = line.body.of(text);
    if let Some(sign) = sign {
        return sign == Sign::Quote && unit.sign == Some(Sign::Quote);
    }
    if unit.sign == Some(Sign::Quote) || unit.underlined || before.chars > WIDE || line.chars > WIDE
    {
        return false;
    }
    let lower = words.starts_with(char::is_lowercase);
    let head = before.body.of(text);
    let open = !head.ends_with(['.', '!', '?', ':', ';', '{', '}']);
    let indented = line.body.start - line.span.start >= 2 && before.body.start > before.span.start;
    match width {
        Some(width) if before.chars * 10 >= width * 6 => {
            is_full(before, line, width, text) || lower && open
        }
        Some(_) => unit.sign.is_some() && (lower && open || line.body.start - line.span.start >= 2),
        None if unit.sign.is_some() => lower && (open || indented),
        None => lower && open && before.chars >= 50 && !indented,
    }
}

/// A row of one sign, as Markdown and plain text underline headings.
fn is_rule(line: &str) -> bool {
    let [sign @ (b'=' | b'-' | b'~'), rest @ ..] = line.as_bytes() else { return false };
    rest.len() >= 2 && rest.iter().all(|byte| byte == sign)
}

/// Gives the rule at `span` to the line above it, if that is a short one.
fn underline(units: &mut [Unit], span: Span) -> bool {
    let Some(last) = units.last_mut().filter(|last| last.lines == 1 && last.body.len() <= 160)
    else {
        return false;
    };
    last.span.end = span.end;
    last.underlined = true;
    true
}

/// Whether the lines of a stanza are short and stay apart: three or more without a sign, hardly
/// one of which is running text.
fn is_ragged(units: &[Unit]) -> bool {
    let plain = units.iter().filter(|unit| unit.sign.is_none() && !unit.underlined);
    let short = plain.clone().filter(|unit| unit.shape.chars <= 64 && unit.lines == 1).count();
    let all = plain.count();
    all >= 3 && short == all && all == units.len()
}
