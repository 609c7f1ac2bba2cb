//! PDF with a text layer: words with places on pages, put back together as lines, columns and
//! paragraphs. A page tells nothing but where each word stands, so all structure here is guessed by
//! position, size and weight; right-to-left scripts and tables that span columns are beyond it.

mod extract;
mod line;
mod margin;
mod page;
mod paragraph;

use std::ops::Range;

use extract::Pdf;
use line::Line;

use super::{Found, Leaf, Limits, Refusal};
use crate::text::{BlockKind, Furniture, Manuscript, Piece, Told, date};

/// Whether a source is a PDF.
pub(super) fn is_pdf(source: &[u8]) -> bool {
    source.trim_ascii_start().starts_with(b"%PDF-")
}

/// Reads the article of a PDF.
pub(super) fn read(source: Vec<u8>, limits: &Limits, sink: &mut dyn FnMut(Found) -> bool) {
    sink(extract::pdf(source, limits).and_then(manuscript).and_then(Leaf::composed));
}

fn manuscript(pdf: Pdf) -> Result<Manuscript, Refusal> {
    let Pdf { told, pages } = pdf;
    let letters = pages.iter().flatten().flat_map(|run| run.text.chars());
    if letters.filter(|char| char.is_alphanumeric()).take(2).count() < 2 {
        let why = "holds pictures only: it needs text recognition first";
        return Err(Refusal::new(why));
    }
    let mut pages: Vec<Vec<Line>> = pages.into_iter().map(page::lines).collect();
    let margins = margin::take(&mut pages);
    let mut lines: Vec<Line> = pages.into_iter().flatten().collect();
    level(&mut lines);
    let body = body_size(&lines);
    let title = take_title(&mut lines, body, told.title.as_deref());
    let mut pieces = paragraph::pieces(&lines, body);
    let mut told = Told { title, ..told };
    take_credits(&mut told, &mut pieces);
    let kind = BlockKind::Furniture(Furniture::Navigation);
    pieces.extend(margins.into_iter().map(|words| Piece::new(kind, words)));
    Ok(Manuscript { told, pieces, notes: Vec::new() })
}

/// Where most of the text is bold (some programs say so of every font), bold tells nothing.
fn level(lines: &mut [Line]) {
    let letters = |lines: &[Line], bold: bool| -> usize {
        lines.iter().filter(|line| line.bold == bold).map(|line| line.text.len()).sum()
    };
    if letters(lines, true) > letters(lines, false) {
        for line in lines {
            line.bold = false;
        }
    }
}

/// The size in which most of the text is set, in points.
fn body_size(lines: &[Line]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = Vec::new();
    for line in lines {
        match sizes.iter_mut().find(|(known, _)| (*known - line.size).abs() < 0.2) {
            Some((_, letters)) => *letters += line.text.len(),
            None => sizes.push((line.size, line.text.len())),
        }
    }
    sizes.iter().max_by_key(|(_, letters)| *letters).map_or(10.0, |(size, _)| *size)
}

/// Pieces at the top among which the author and the date are sought.
const HEAD: usize = 6;

/// Takes the lines at the top that are nothing but the author or the date out of the text. The date
/// counts more than that of the properties, which is the day the file was made.
fn take_credits(told: &mut Told, pieces: &mut Vec<Piece>) {
    let mut at = 0;
    for _ in 0..HEAD {
        let Some(words) = pieces.get(at).map(|piece| piece.words.as_str()) else { return };
        let by = words.strip_prefix("By ").or_else(|| words.strip_prefix("by "));
        let is_author = told
            .author
            .as_ref()
            .is_some_and(|author| letters(author) == letters(by.unwrap_or(words)));
        let names =
            by.filter(|names| names.split_whitespace().count() <= 8 && !names.ends_with('.'));
        let dated = date::find(words).filter(|(span, _)| words.len() - span.len() <= 4);
        if dated.is_some() {
            told.date = Some(words.to_owned());
        } else if let Some(names) = names {
            told.author = Some(names.to_owned());
        } else if !is_author {
            at += 1;
            continue;
        }
        pieces.remove(at);
    }
}

/// How much larger than the text a title is at least.
const TITLE: f32 = 1.15;

/// The title: what the properties say, where that can be, or the largest lines of the first page. The
/// lines that say it are taken out.
fn take_title(lines: &mut Vec<Line>, body: f32, told: Option<&str>) -> Option<String> {
    let largest = largest(lines)
        .filter(|range| lines.get(range.start).is_some_and(|line| line.size >= body * TITLE));
    let words = largest.clone().map(|range| line::joined(lines.get(range).unwrap_or_default()));
    let fits = |words: &str| (2..=300).contains(&words.chars().count());
    match (told, words.filter(|words| fits(words)), largest) {
        // The properties may hold the title of another document, from which this one was made: then
        // the first page does not say it.
        (Some(told), Some(words), Some(range)) => {
            let (told_letters, letters) = (letters(told), letters(&words));
            if told_letters.contains(&letters) || letters.contains(&told_letters) {
                lines.drain(range);
                let fuller =
                    if letters.len() > told_letters.len() { words } else { told.to_owned() };
                return Some(fuller);
            }
            if page_letters(lines).contains(&told_letters) {
                return Some(told.to_owned());
            }
            lines.drain(range);
            Some(words)
        }
        (None, Some(words), Some(range)) => {
            lines.drain(range);
            Some(words)
        }
        (told, ..) => told.map(str::to_owned),
    }
}

/// The first lines of the first page that are set largest.
fn largest(lines: &[Line]) -> Option<Range<usize>> {
    let first = lines.first()?.page;
    let page = lines.iter().take_while(|line| line.page == first);
    let has_words =
        |line: &&Line| line.text.chars().filter(|char| char.is_alphabetic()).count() > 2;
    let size = page.filter(has_words).map(|line| line.size).max_by(f32::total_cmp)?;
    let same = |line: &Line| line.page == first && (line.size - size).abs() < size * 0.03;
    let start = lines.iter().position(|line| same(line) && has_words(&line))?;
    let count = lines.iter().skip(start).take_while(|line| same(line)).count();
    Some(start..start + count)
}

/// The letters and digits of the first page.
fn page_letters(lines: &[Line]) -> String {
    let first = lines.first().map_or(0, |line| line.page);
    lines.iter().take_while(|line| line.page == first).map(|line| letters(&line.text)).collect()
}

/// Only the letters and digits, to compare by.
fn letters(words: &str) -> String {
    words.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests;
