//! What shows, written for other programs and people: a file a format, and the names of fields that all of
//! them share. Writes article by article to any [`std::io::Write`] and reads its own files back; opens no
//! file, finds no passage, looks at no terminal.

mod format;
mod guid;
mod html;
mod json;
mod markdown;
mod plan;
mod record;
mod refi;
mod row;
mod table;
mod verify;
mod web;

use std::io::{self, Write};

use crate::library::extract::Shown;
use crate::library::{Article, ArticleId, Extract, Library};

pub use format::{Format, Group, Order, Unit};
pub use html::KEYS as REPORT_KEYS;
pub use json::write_json;
pub use plan::name;
pub(crate) use record::theme_names;
pub use record::{Characters, Record};
pub use refi::Back;
pub(crate) use row::one_line;
pub use row::{About, Marked, Page, Row};
pub use table::{Style, Table, cause};
pub use verify::verify;

use plan::Section;

/// Where articles with their texts come from, one at a time.
pub trait Source {
    /// Does something with an article.
    ///
    /// # Errors
    /// Where it cannot be had, and those of `act`.
    fn give(
        &mut self,
        id: ArticleId,
        act: &mut dyn FnMut(&Article) -> io::Result<()>,
    ) -> io::Result<()>;
}

impl Source for &Library {
    fn give(
        &mut self,
        id: ArticleId,
        act: &mut dyn FnMut(&Article) -> io::Result<()>,
    ) -> io::Result<()> {
        self.with(id, act).unwrap_or_else(|| {
            let why = self.fault().unwrap_or_else(|| "an article is gone".to_owned());
            Err(io::Error::other(why))
        })
    }
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Articles that something was written of.
    pub articles: usize,
    /// Passages, or statistics where these were asked for.
    pub passages: usize,
    /// The same as often as they stand in it: in a report, in each chapter that they belong to.
    pub rows: usize,
}

/// A format at work.
trait Form {
    /// Begins a section; a format without sections has one of no name.
    fn section(&mut self, section: &Section) -> io::Result<()>;

    /// Writes passages of one article; gives how many rows they came to.
    fn page(&mut self, page: &Page<'_>) -> io::Result<usize>;

    /// Writes what stands behind the last.
    fn end(&mut self, written: Written) -> io::Result<()>;
}

/// Writes what shows.
///
/// # Errors
/// Those of the source and of the writer.
pub fn write(
    extract: &Extract,
    order: Order,
    source: &mut dyn Source,
    out: &mut dyn Write,
) -> io::Result<Written> {
    let mut form: Box<dyn Form + '_> = match order.format {
        Format::Qdpx => return refi::write_project(extract, source, out),
        Format::Qdc => return refi::write_codebook(extract, out),
        Format::Markdown => Box::new(markdown::Report::begin(extract, order.by, out)?),
        Format::Html => Box::new(html::Report::begin(extract, out)?),
        Format::Csv | Format::Tsv => Box::new(table::Rows::begin(order, out)?),
        Format::Jsonl => Box::new(json::Lines::of(order.unit, out)),
        Format::JsonLd => Box::new(web::Collection::begin(extract, out)?),
    };
    let mut written = Written::default();
    let sections = plan::sections(extract, order);
    for section in &sections {
        form.section(section)?;
        pages(extract, section, source, &mut |page| {
            let rows = form.page(page)?;
            written.articles += usize::from(rows > 0);
            written.rows += rows;
            Ok(())
        })?;
    }
    written.passages = written.rows;
    if sections.len() > 1 {
        (written.articles, written.passages) = (extract.articles(), extract.passages());
    }
    form.end(written)?;
    drop(form);
    out.flush()?;
    Ok(written)
}

/// How often articles are asked for in writing or in reading back.
pub fn steps(extract: &Extract, order: Order) -> usize {
    match order.format {
        Format::Qdpx => return refi::PASSES * extract.all().count(),
        Format::Qdc => return 0,
        _ => {}
    }
    let articles =
        |section: &Section| extract.shown().filter(|shown| shown.count(&section.signs) > 0).count();
    plan::sections(extract, order).iter().map(articles).sum()
}

/// Does something with the passages of a section, article by article.
fn pages(
    extract: &Extract,
    section: &Section,
    source: &mut dyn Source,
    act: &mut dyn FnMut(&Page<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let has_any = |shown: &Shown<'_>| shown.count(&section.signs) > 0;
    for (at, shown) in extract.shown().enumerate().filter(|(_, shown)| has_any(shown)) {
        source.give(shown.id, &mut |article| {
            let passages = shown.of(article, extract, &section.signs);
            if passages.is_empty() {
                return Ok(());
            }
            act(&Page::of(article, &passages, extract).numbered(at + 1))
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
