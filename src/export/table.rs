//! CSV and TSV: rows under a heading. CSV is as RFC 4180 has it, with each text as it is, line breaks and
//! all. TSV keeps each row on one line: white space in its texts is a blank. Cells that a spreadsheet
//! would take for a formula get an apostrophe in front of them; [`unguarded`] takes it off.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};
use serde::Serialize;
use serde_json::Value;

use super::plan::Section;
use super::row::one_line;
use super::{Form, Format, Order, Page, Unit, Written};
use crate::text::shown::safe;

/// The columns of a table of passages: fields of a row.
pub(super) const PASSAGES: &[&str] = &[
    "article",
    "title",
    "author",
    "source",
    "date",
    "start_char",
    "end_char",
    "text",
    "kinds",
    "kind_origins",
    "themes",
    "theme_origins",
    "cues",
    "figures",
    "starred",
    "memo",
    "article_starred",
    "article_memo",
];

/// The columns of a table of statistics.
pub(super) const STATISTICS: &[&str] = &[
    "article",
    "title",
    "author",
    "source",
    "date",
    "start_char",
    "end_char",
    "figure",
    "value",
    "to",
    "unit",
    "qualifier",
    "change",
    "about",
    "text",
    "kinds",
    "themes",
    "starred",
    "memo",
];

/// What comes first where that is asked for, so that nobody takes UTF-8 for something else.
pub(super) const BOM: &str = "\u{feff}";

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// As RFC 4180 has it.
    Csv,
    /// Separated by tabs, a row on each line.
    Tsv,
    /// For a terminal or a pipe: as CSV, but a row on each line and nothing that a terminal obeys.
    Printed,
}

/// A table on its way.
pub struct Table<W: Write> {
    csv: Writer<W>,
    columns: &'static [&'static str],
    style: Style,
}

impl<W: Write> Table<W> {
    /// Begins a table with its heading.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn begin(style: Style, columns: &'static [&'static str], out: W) -> io::Result<Self> {
        let mut builder = WriterBuilder::new();
        builder.quote_style(QuoteStyle::Necessary);
        match style {
            Style::Csv => drop(builder.terminator(Terminator::CRLF)),
            Style::Tsv => drop(builder.delimiter(b'\t')),
            Style::Printed => {}
        }
        let mut csv = builder.from_writer(out);
        csv.write_record(columns).map_err(cause)?;
        Ok(Self { csv, columns, style })
    }

    /// Writes the columns of a row.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn row(&mut self, row: &impl Serialize) -> io::Result<()> {
        let row = serde_json::to_value(row)?;
        for column in self.columns {
            let words = cell(row.get(column).unwrap_or(&Value::Null));
            let line = || one_line(&words);
            let words = match self.style {
                Style::Csv => Cow::Borrowed(&*words),
                Style::Tsv => line(),
                Style::Printed => Cow::Owned(safe(&line()).into_owned()),
            };
            self.csv.write_field(&*guarded(&words)).map_err(cause)?;
        }
        self.csv.write_record(None::<&[u8]>).map_err(cause)
    }

    /// Hands over what is not written yet.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn flush(&mut self) -> io::Result<()> {
        self.csv.flush()
    }
}

/// An export of rows.
pub(super) struct Rows<'a> {
    unit: Unit,
    table: Table<&'a mut dyn Write>,
}

impl<'a> Rows<'a> {
    /// Begins it.
    pub(super) fn begin(order: Order, out: &'a mut dyn Write) -> io::Result<Self> {
        if order.bom {
            out.write_all(BOM.as_bytes())?;
        }
        let columns = if order.unit == Unit::Passage { PASSAGES } else { STATISTICS };
        let style = if order.format == Format::Tsv { Style::Tsv } else { Style::Csv };
        Ok(Self { unit: order.unit, table: Table::begin(style, columns, out)? })
    }
}

impl Form for Rows<'_> {
    fn section(&mut self, _: &Section) -> io::Result<()> {
        Ok(())
    }

    fn page(&mut self, page: &Page<'_>) -> io::Result<usize> {
        let rows = page.rows(self.unit);
        rows.iter().try_for_each(|row| self.table.row(row))?;
        Ok(rows.len())
    }

    fn end(&mut self, _: Written) -> io::Result<()> {
        self.table.flush()
    }
}

/// A field as a cell: of a list its parts, of a part with more to it its words.
fn cell(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::String(words) => Cow::Borrowed(words),
        Value::Array(parts) => Cow::Owned(parts.iter().map(cell).collect::<Vec<_>>().join("; ")),
        Value::Object(fields) => fields.get("text").map_or(Cow::Borrowed(""), cell),
        other => Cow::Owned(other.to_string()),
    }
}

/// Whether a spreadsheet may take words that begin so for a formula, or drop the character.
fn begins_formula(words: &str) -> bool {
    let signs = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    words.trim_start_matches('\'').starts_with(signs)
}

/// Whether it is a plain number, which is one in a spreadsheet, too.
fn is_number(words: &str) -> bool {
    let digits = words.strip_prefix('-').unwrap_or(words);
    !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// A cell that no spreadsheet takes for a formula. One that begins with apostrophes and goes on so gets
/// one more, so that the way back is certain.
pub(super) fn guarded(words: &str) -> Cow<'_, str> {
    if begins_formula(words) && !is_number(words) {
        Cow::Owned(format!("'{words}"))
    } else {
        Cow::Borrowed(words)
    }
}

/// The words that [`guarded`] made a cell of.
pub(super) fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|_| begins_formula(cell)).unwrap_or(cell)
}

/// What went wrong below the writer of a table, so that a broken pipe is still seen to be one.
pub fn cause(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_guarded() {
        for (words, expected) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-2+3", "'-2+3"),
            ("\t=1", "'\t=1"),
            ("＝1", "'＝1"),
            ("'=1", "''=1"),
            ("-12.5", "-12.5"),
            ("it's", "it's"),
            ("'tis", "'tis"),
            ("", ""),
            ("-", "'-"),
        ] {
            assert_eq!(guarded(words), expected);
        }
    }

    proptest! {
        #[test]
        fn the_guard_comes_off_again(words in "['=+@-]{0,3}[a0. \t]{0,3}") {
            let cell = guarded(&words);
            prop_assert_eq!(unguarded(&cell), words.as_str());
        }
    }
}
