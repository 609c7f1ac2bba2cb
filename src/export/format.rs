//! What can be asked for: formats with their names, what they are grouped by, what a row is. One table
//! for the command line, the dialog and what is written.

use clap::ValueEnum;

/// How passages are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A report to read, as Markdown.
    #[default]
    #[value(name = "md", alias = "markdown")]
    Markdown,
    /// A page to read: the articles with their passages marked, in one file for any browser.
    Html,
    /// Rows of comma-separated values, for spreadsheets and statistics.
    Csv,
    /// The same separated by tabs, a line a row.
    Tsv,
    /// A JSON object a line.
    Jsonl,
    /// W3C Web Annotations, as one JSON-LD document.
    #[value(name = "jsonld", alias = "json-ld")]
    JsonLd,
    /// A REFI-QDA project for qualitative-analysis programs: articles, codes and what is marked.
    Qdpx,
    /// A REFI-QDA codebook: kinds and themes as codes.
    Qdc,
}

/// What a report is grouped by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Group {
    /// A chapter a theme; a passage stands in each of its own.
    #[default]
    Theme,
    /// A chapter a kind; a passage stands in each of its own.
    Kind,
    /// A chapter an article.
    Article,
}

/// What a row is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Unit {
    /// A passage.
    #[default]
    Passage,
    /// A figure that a passage states.
    Statistic,
}

/// What is to be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// How.
    pub format: Format,
    /// Of a report, how it is grouped.
    pub by: Group,
    /// Of rows, what they are.
    pub unit: Unit,
    /// Whether a byte order mark comes first: some spreadsheets take UTF-8 for something else without.
    pub bom: bool,
}

impl Format {
    /// All of them, in the order of the dialog.
    pub const ALL: [Self; 8] = [
        Self::Markdown,
        Self::Html,
        Self::Csv,
        Self::Tsv,
        Self::Jsonl,
        Self::JsonLd,
        Self::Qdpx,
        Self::Qdc,
    ];

    /// Its name, which is also how names of its files end.
    pub fn name(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Jsonl => "jsonl",
            Self::JsonLd => "jsonld",
            Self::Qdpx => "qdpx",
            Self::Qdc => "qdc",
        }
    }

    /// What it is, for a person.
    pub fn help(self) -> &'static str {
        match self {
            Self::Markdown => "Markdown report",
            Self::Html => "page to send",
            Self::Csv => "CSV for spreadsheets",
            Self::Tsv => "TSV, a line a row",
            Self::Jsonl => "JSON Lines",
            Self::JsonLd => "W3C Web Annotations",
            Self::Qdpx => "REFI-QDA project",
            Self::Qdc => "REFI-QDA codebook",
        }
    }

    /// The format of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::from_str(name, true).ok()
    }

    /// The format that a file's name ends in.
    pub fn of_file(path: &str) -> Option<Self> {
        let (_, end) = path.rsplit_once('.')?;
        Self::ALL.into_iter().find(|format| end.eq_ignore_ascii_case(format.name()))
    }

    /// Whether it is grouped.
    pub fn is_grouped(self) -> bool {
        self == Self::Markdown
    }

    /// Whether it is packed, so that no terminal can show it.
    pub fn is_packed(self) -> bool {
        self == Self::Qdpx
    }

    /// Whether it tells of passages, not only of themes.
    pub fn has_passages(self) -> bool {
        self != Self::Qdc
    }

    /// Whether it has rows, of passages or of statistics.
    pub fn has_rows(self) -> bool {
        matches!(self, Self::Csv | Self::Tsv | Self::Jsonl)
    }
}

impl Group {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Theme, Self::Kind, Self::Article];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Theme => "theme",
            Self::Kind => "kind",
            Self::Article => "article",
        }
    }
}

impl Unit {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Passage, Self::Statistic];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Passage => "passage",
            Self::Statistic => "statistic",
        }
    }
}

impl Order {
    /// So many rows, in words.
    pub fn counted(self, rows: usize) -> String {
        let (one, many) = match self.unit {
            _ if !self.format.has_passages() => ("code", "codes"),
            Unit::Statistic if self.format.has_rows() => ("statistic", "statistics"),
            _ => ("passage", "passages"),
        };
        crate::text::shown::counted(rows, one, many)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_goes_by_its_name_everywhere() {
        for format in Format::ALL {
            assert_eq!(Format::named(format.name()), Some(format));
            assert_eq!(Format::of_file(&format!("a.b.{}", format.name())), Some(format));
            let value = format.to_possible_value().expect("a value");
            assert_eq!(value.get_name(), format.name());
        }
        assert_eq!(Format::value_variants(), Format::ALL);
        assert_eq!(Format::of_file("REPORT.MD"), Some(Format::Markdown));
        assert_eq!([Format::of_file("csv"), Format::of_file("a.txt")], [None, None]);
    }
}
