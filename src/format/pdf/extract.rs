//! The one place that knows the library which takes words and places out of a PDF. It is young: what
//! it gives is checked, and a fault in it costs the file, not the program.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdfboss_core::{Document, Error, Page};
use pdfboss_text::{FontCache, ReadingOrder, TextSpan};

use crate::format::{Limits, Refusal};
use crate::text::Told;

/// Words set in one go.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Run {
    pub(super) text: String,
    /// Left and right end, in points from the left.
    pub(super) x: (f32, f32),
    /// The line they stand on, in points from the bottom.
    pub(super) y: f32,
    /// Size of the type, in points.
    pub(super) size: f32,
    pub(super) bold: bool,
    /// Whether the file says that it belongs to the page, not to the text.
    pub(super) is_margin: bool,
}

/// What a PDF gives.
#[derive(Debug, Default)]
pub(super) struct Pdf {
    pub(super) told: Told,
    pub(super) pages: Vec<Vec<Run>>,
}

/// Takes a PDF apart.
pub(super) fn pdf(source: Vec<u8>, limits: &Limits) -> Result<Pdf, Refusal> {
    catch_unwind(AssertUnwindSafe(|| opened(source, limits)))
        .unwrap_or_else(|_| Err(Refusal::new("is a PDF so broken that it cannot be read")))
}

fn opened(source: Vec<u8>, limits: &Limits) -> Result<Pdf, Refusal> {
    let document = Document::load(source).map_err(|error| match error {
        Error::Encrypted => Refusal::new("is encrypted: save it without a password to read it"),
        _ => Refusal::new("is a damaged PDF: fetch it again"),
    })?;
    let fonts = FontCache::default();
    let mut pages = Vec::new();
    let mut size = 0;
    let mut failed = None;
    for number in 0..document.page_count() {
        match page(&document, number, &fonts) {
            Ok(runs) => {
                size += runs.iter().map(|run| run.text.len() as u64).sum::<u64>();
                pages.push(runs);
            }
            Err(error) => failed = Some(error),
        }
        if size > limits.unpacked {
            let most = limits.unpacked >> 20;
            return Err(Refusal::new(format!(
                "may be a bomb: it holds more than {most} MiB of text"
            )));
        }
    }
    if pages.is_empty() {
        let why = failed.map_or_else(|| "it has no pages".to_owned(), |error| error.to_string());
        return Err(Refusal::new(format!("is a damaged PDF: {why}")));
    }
    Ok(Pdf { told: told(&document), pages })
}

fn told(document: &Document) -> Told {
    let about = document.metadata();
    let line = |words: &Option<String>| {
        let words = words.as_deref().unwrap_or_default();
        let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then_some(line)
    };
    let date = about.creation_date_parsed().or_else(|| about.mod_date_parsed());
    Told {
        title: line(&about.title).filter(|title| !is_file_name(title)),
        author: line(&about.author),
        date: date.map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)),
        source: None,
    }
}

/// Whether a title is what a program made of a file's name, or of nothing.
fn is_file_name(title: &str) -> bool {
    let lower = title.to_lowercase();
    let ends =
        [".doc", ".docx", ".odt", ".rtf", ".pdf", ".dvi", ".tex", ".indd", ".qxd", ".html", ".txt"];
    ends.iter().any(|end| lower.ends_with(end))
        || lower.starts_with("microsoft word")
        || matches!(lower.as_str(), "untitled" | "title" | "document" | "(anonymous)" | "-")
}

fn page(document: &Document, number: usize, fonts: &FontCache) -> Result<Vec<Run>, Error> {
    let page: Page = document.page(number)?;
    let order = ReadingOrder::Content;
    let (spans, _) = pdfboss_text::extract_spans_reporting_cached(document, &page, fonts, order)?;
    let turn = upright(&spans);
    Ok(spans.iter().filter_map(|span| run(span, turn)).collect())
}

/// The turn under which most of a page reads upright, in degrees.
fn upright(spans: &[TextSpan]) -> i32 {
    let letters = |turn: i32| -> usize {
        spans.iter().filter(|span| span.rotate == turn).map(|span| span.text.len()).sum()
    };
    // The first of equals is the upright one.
    [270, 180, 90, 0].into_iter().max_by_key(|turn| letters(*turn)).unwrap_or(0)
}

/// A run of a page that is read under `turn`. What stands across it (a stamp along the edge) is of
/// the margin.
fn run(span: &TextSpan, turn: i32) -> Option<Run> {
    let turned = |x: f32, y: f32| match turn {
        90 => (y, -x),
        180 => (-x, -y),
        270 => (-y, x),
        _ => (x, y),
    };
    let (start, y) = turned(span.x, span.y);
    let (end, _) = turned(span.end_x, span.end_y);
    let is_sound = [start, end, y, span.size].iter().all(|number| number.is_finite());
    let text = clean(&span.text);
    (is_sound && !text.is_empty()).then(|| Run {
        text,
        x: (start.min(end), start.max(end)),
        y,
        size: span.size.abs().clamp(1.0, 500.0),
        bold: span.bold,
        is_margin: span.artifact.is_some() || span.rotate != turn,
    })
}

/// Words without what typesetting put into them: ligatures and control characters.
fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let swapped = is_swapped(text);
    for char in text.chars() {
        match char {
            '\u{6600}' | '\u{6900}' | '\u{6c00}' | '\u{7400}' if swapped => {
                clean.extend(char::from_u32(u32::from(char) >> 8));
            }
            '\u{fb00}' => clean.push_str("ff"),
            '\u{fb01}' => clean.push_str("fi"),
            '\u{fb02}' => clean.push_str("fl"),
            '\u{fb03}' => clean.push_str("ffi"),
            '\u{fb04}' => clean.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => clean.push_str("st"),
            // The bullet of a font for symbols.
            '\u{f0b7}' | '\u{f0a7}' => clean.push('•'),
            '\u{a0}' | '\t' | '\n' | '\r' => clean.push(' '),
            char if char.is_control() => {}
            char => clean.push(char),
        }
    }
    clean
}

/// Whether ligatures came out with the bytes of their letters swapped, as older Ghostscripts write
/// them: f, i, l or t as four ideographs, among Latin letters or by themselves.
fn is_swapped(text: &str) -> bool {
    let is_one = |char: &char| matches!(char, '\u{6600}' | '\u{6900}' | '\u{6c00}' | '\u{7400}');
    let count = text.chars().filter(is_one).count();
    let others = text.chars().filter(|char| !char.is_ascii() && char.is_alphabetic()).count();
    let latin = text.chars().any(|char| char.is_ascii_alphabetic());
    count > 0 && others == count && (latin || count > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ligatures_become_letters() {
        assert_eq!(clean("\u{fb01}rst o\u{fb00}er"), "first offer");
        assert_eq!(clean("sta\u{6600}\u{6600}"), "staff");
        assert_eq!(clean("王\u{6600}"), "王\u{6600}");
    }
}
