//! What was written, read back: each quotation is held against the article's words at its place. Asks the
//! articles anew and believes nothing that the writer had in memory.

use std::io::{self, BufRead, BufReader};
use std::sync::Arc;

use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, de};

use super::markdown::{QUOTATION, unescaped};
use super::plan::{Section, sections};
use super::row::one_line;
use super::table::{BOM, unguarded};
use super::{Back, Format, Order, Source, Unit, html, refi};
use crate::library::extract::Shown;
use crate::library::{Article, Extract};
use crate::text::shown::safe;
use crate::text::{Document, Span};

/// Reads an export back; says how many of its quotations stand where it says.
///
/// # Errors
/// Where one does not, or it cannot be read; and those of the source.
pub fn verify(
    extract: &Extract,
    order: Order,
    source: &mut dyn Source,
    input: &mut dyn Back,
) -> io::Result<usize> {
    match order.format {
        Format::Qdc => return refi::read_codebook(input),
        Format::Qdpx => refi::read_texts(extract, source, input)?,
        _ => {}
    }
    let sections = sections(extract, order);
    let mut check = Check::of(extract, order, &sections, source);
    if order.format == Format::Qdpx {
        refi::read_project(input, &mut |quoted| check.place(&quoted))?;
        return check.finish();
    }
    let input = BufReader::new(input);
    match order.format {
        Format::Qdpx | Format::Qdc => {}
        Format::Markdown => read_markdown(input, &mut check)?,
        Format::Html => html::read(input, &mut |quoted| check.place(&quoted))?,
        Format::Csv => read_table(b',', input, &mut check)?,
        Format::Tsv => read_table(b'\t', input, &mut check)?,
        Format::Jsonl => read_lines(input, &mut check)?,
        Format::JsonLd => {
            let mut input = serde_json::Deserializer::from_reader(input);
            input.deserialize_map(Items(&mut check))?;
        }
    }
    check.finish()
}

/// A quotation as it was read.
pub(super) struct Quoted {
    /// First code point.
    pub(super) start_char: usize,
    /// One past the last.
    pub(super) end_char: usize,
    /// The words.
    pub(super) text: String,
}

/// The same as a row of JSON has it: of a statistic the words are those of the figure.
#[derive(Deserialize)]
struct Object {
    start_char: usize,
    end_char: usize,
    text: String,
    figure: Option<String>,
}

/// The same as an annotation has it.
#[derive(Deserialize)]
struct Annotated {
    target: Target,
}

#[derive(Deserialize)]
struct Target {
    selector: (Words, Place),
}

#[derive(Deserialize)]
struct Words {
    exact: String,
}

#[derive(Deserialize)]
struct Place {
    start: usize,
    end: usize,
}

/// Quotations held against articles, one after the other.
struct Check<'a> {
    extract: &'a Extract,
    order: Order,
    source: &'a mut dyn Source,
    waiting: Box<dyn Iterator<Item = (&'a Section, Shown<'a>)> + 'a>,
    document: Arc<Document>,
    /// What is still to come of this article, the last first.
    spans: Vec<Span>,
    /// A place in its text, in bytes and in characters.
    at: (usize, usize),
    verified: usize,
}

impl<'a> Check<'a> {
    fn of(
        extract: &'a Extract,
        order: Order,
        sections: &'a [Section],
        source: &'a mut dyn Source,
    ) -> Self {
        let pages = move |section: &'a Section| {
            let has_any = |shown: &Shown<'_>| shown.count(&section.signs) > 0;
            extract.shown().filter(has_any).map(move |shown| (section, shown))
        };
        let waiting = Box::new(sections.iter().flat_map(pages));
        let (document, spans) = (Arc::default(), Vec::new());
        Self { extract, order, source, waiting, document, spans, at: (0, 0), verified: 0 }
    }

    /// Goes on to the next quotation that should come.
    fn next(&mut self) -> io::Result<Option<Span>> {
        while self.spans.is_empty() {
            let Some((section, shown)) = self.waiting.next() else { return Ok(None) };
            let is_figure = section.unit == Unit::Statistic;
            let extract = self.extract;
            let (mut document, mut spans) = (Arc::default(), Vec::new());
            self.source.give(shown.id, &mut |article: &Article| {
                document = Arc::clone(&article.document);
                for passage in shown.of(article, extract, &section.signs) {
                    if is_figure {
                        spans.extend(passage.figures.iter().map(|figure| figure.span));
                    } else {
                        spans.push(passage.span);
                    }
                }
                Ok(())
            })?;
            spans.reverse();
            (self.document, self.spans, self.at) = (document, spans, (0, 0));
        }
        Ok(self.spans.pop())
    }

    /// Takes a quotation in that says where it stands.
    fn place(&mut self, quoted: &Quoted) -> io::Result<()> {
        let is_there = self.next()?.is_some();
        let from = self.byte(quoted.start_char);
        let to = self.byte(quoted.end_char);
        let words = Span::new(from, to).of(&self.document.text);
        let is_same = match self.order.format {
            Format::Tsv => one_line(words) == quoted.text,
            Format::Html => safe(words) == quoted.text,
            Format::Qdpx => refi::allowed(words) == quoted.text,
            _ => words == quoted.text,
        };
        self.count(is_there && is_same)
    }

    /// Takes a quotation in that has no place.
    fn words(&mut self, quoted: &str) -> io::Result<()> {
        let next = self.next()?;
        let is_same = next.is_some_and(|span| one_line(span.of(&self.document.text)) == quoted);
        self.count(is_same)
    }

    fn count(&mut self, is_same: bool) -> io::Result<()> {
        if !is_same {
            let nth = self.verified + 1;
            return Err(unlike(&format!("passage {nth} does not stand where it says")));
        }
        self.verified += 1;
        Ok(())
    }

    /// The byte where a character of the text begins; they mostly come in order.
    fn byte(&mut self, character: usize) -> usize {
        if character < self.at.1 {
            self.at = (0, 0);
        }
        let rest = Span::new(self.at.0, self.document.text.len()).of(&self.document.text);
        let ahead = character - self.at.1;
        let bytes = rest.char_indices().nth(ahead).map_or(rest.len(), |(at, _)| at);
        self.at = (self.at.0 + bytes, character);
        self.at.0
    }

    fn finish(mut self) -> io::Result<usize> {
        match self.next()? {
            None => Ok(self.verified),
            Some(_) => Err(unlike(&format!("it ends after passage {}", self.verified))),
        }
    }
}

/// What was read is not what should be there.
pub(super) fn unlike(what: &str) -> io::Error {
    io::Error::other(format!("read back, {what}"))
}

fn read_markdown(input: impl BufRead, check: &mut Check<'_>) -> io::Result<()> {
    for line in input.lines() {
        if let Some(quoted) = line?.strip_prefix(QUOTATION) {
            check.words(&unescaped(quoted))?;
        }
    }
    Ok(())
}

fn read_table(delimiter: u8, mut input: impl BufRead, check: &mut Check<'_>) -> io::Result<()> {
    if input.fill_buf()?.starts_with(BOM.as_bytes()) {
        input.consume(BOM.len());
    }
    let mut rows = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(input);
    let heading = rows.headers()?.clone();
    let column = |name| heading.iter().position(|column| column == name);
    let words = column("figure").or_else(|| column("text"));
    let (Some(start), Some(end), Some(words)) = (column("start_char"), column("end_char"), words)
    else {
        return Err(unlike("a column is missing"));
    };
    for row in rows.records() {
        let row = row?;
        let cell = |at| row.get(at).unwrap_or_default();
        let number = |at| cell(at).parse().map_err(|_| unlike("a place is no number"));
        check.place(&Quoted {
            start_char: number(start)?,
            end_char: number(end)?,
            text: unguarded(cell(words)).to_owned(),
        })?;
    }
    Ok(())
}

fn read_lines(input: impl BufRead, check: &mut Check<'_>) -> io::Result<()> {
    for line in input.lines() {
        let Object { start_char, end_char, text, figure } = serde_json::from_str(&line?)?;
        check.place(&Quoted { start_char, end_char, text: figure.unwrap_or(text) })?;
    }
    Ok(())
}

/// The collection, its page, or what is in that.
struct Items<'c, 'a>(&'c mut Check<'a>);

impl<'de> Visitor<'de> for Items<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a collection of annotations")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            match name.as_str() {
                "first" | "items" => map.next_value_seed(Items(&mut *self.0))?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while let Some(Annotated { target: Target { selector: (words, place) } }) =
            items.next_element()?
        {
            let Place { start, end } = place;
            let quoted = Quoted { start_char: start, end_char: end, text: words.exact };
            self.0.place(&quoted).map_err(de::Error::custom)?;
        }
        Ok(())
    }
}

impl<'de> de::DeserializeSeed<'de> for Items<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<(), D::Error> {
        input.deserialize_any(self)
    }
}
