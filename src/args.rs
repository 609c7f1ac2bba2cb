//! The command line. Says what can be asked for; carries nothing out.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::app::Scheme;
use crate::export::{self, Group, Order};
use crate::library::Filter;
use crate::plain::manual::Shell;
use crate::plain::{Format, ThemeFormat, Unit};
use crate::tag::{Codebook, Kind};

/// Read a pile of articles in the terminal: concerns, opportunities and statistics marked,
/// sorted into themes, filtered by keystroke. Without a PATH it opens your library, and where that
/// is empty three bundled articles.
#[derive(Debug, Default, Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
pub struct Arguments {
    /// What to do instead of reading.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// What to read.
    #[command(flatten)]
    pub pile: Pile,
    /// The colours; without it, what the environment says.
    #[arg(long, value_enum)]
    pub scheme: Option<Colours>,
}

/// Articles and the themes to sort them into.
#[derive(Args, Clone, Debug, Default)]
pub struct Pile {
    /// Files, folders of them and http(s) addresses; `-` is standard input.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Your own themes, a TOML file; README.md says how it is written.
    #[arg(long, value_name = "FILE")]
    pub codebook: Option<PathBuf>,
    /// The library to keep articles and edits in; without it, the one in the folder for your data.
    #[arg(long, value_name = "FILE", conflicts_with = "no_library")]
    pub library: Option<PathBuf>,
    /// Keep nothing: what you mark and write ends with the program.
    #[arg(long)]
    pub no_library: bool,
    /// How much a source may ask for.
    #[command(flatten)]
    pub bounds: Bounds,
}

/// Bounds that keep a broken or hostile file from taking the machine.
#[derive(Args, Clone, Debug, Default)]
pub struct Bounds {
    /// The largest file to read, in MiB [default: 1024].
    #[arg(long, value_name = "MIB", hide_short_help = true)]
    pub max_size: Option<u64>,
    /// What a packed file (EPUB, DOCX, ...) may unpack to, in MiB [default: 256].
    #[arg(long, value_name = "MIB", hide_short_help = true)]
    pub max_unpacked: Option<u64>,
    /// How many times its packed size a part may unpack to, past the first MiB [default: 200].
    #[arg(long, value_name = "TIMES", hide_short_help = true)]
    pub max_ratio: Option<u64>,
    /// How deep elements, messages or lists may nest [default: 512].
    #[arg(long, value_name = "DEPTH", hide_short_help = true, value_parser = clap::value_parser!(u16).range(1..=2048))]
    pub max_depth: Option<u16>,
    /// How many articles a file may hold [default: 1000000].
    #[arg(long, value_name = "COUNT", hide_short_help = true)]
    pub max_articles: Option<usize>,
    /// How long a file may take before it is left out, in seconds [default: 60].
    #[arg(long, value_name = "S", hide_short_help = true)]
    pub max_seconds: Option<u64>,
}

/// Things to do beside reading.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print articles as plain text, with marks as words.
    Show {
        /// What to print, and which passages to mark.
        #[command(flatten)]
        choice: Choice,
        /// How.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
        /// How it looks.
        #[command(flatten)]
        display: Display,
    },
    /// Print passages.
    List {
        /// Which ones.
        #[command(flatten)]
        choice: Choice,
        /// How.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
        /// How it looks.
        #[command(flatten)]
        display: Display,
    },
    /// Count passages by kind, theme, origin, time and source.
    Stats {
        /// Which ones.
        #[command(flatten)]
        choice: Choice,
        /// How.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
        /// How it looks.
        #[command(flatten)]
        display: Display,
    },
    /// Write passages for other programs and people: a page to send, a Markdown report, CSV, TSV, JSON
    /// Lines, W3C Web Annotations, a project or a codebook for qualitative-analysis programs (REFI-QDA);
    /// README.md has the fields.
    Export {
        /// Which ones.
        #[command(flatten)]
        choice: Choice,
        /// How.
        #[command(flatten)]
        wish: ExportWish,
    },
    /// Bring in what was written about articles elsewhere: REFI-QDA projects (.qdpx) and codebooks (.qdc)
    /// of qualitative-analysis programs, Web Annotations, perusal's own exports (.qdpx, .jsonl, .jsonld).
    /// Each file is one step, or nothing.
    Import {
        /// What to bring in.
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
        /// The library; without it, the one in the folder for your data.
        #[arg(long, value_name = "FILE")]
        library: Option<PathBuf>,
        /// How much a file may ask for.
        #[command(flatten)]
        bounds: Bounds,
    },
    /// Find articles of the library by their text, the best first: words, "a phrase", begin*, one
    /// NEAR/5 other, title: author: source: date:2023..2024, -without.
    Search {
        /// What to find; write `--` before one that begins with a minus.
        #[arg(required = true)]
        query: Vec<String>,
        /// How.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
        /// Articles at most.
        #[arg(long, value_name = "COUNT", default_value_t = 20)]
        limit: usize,
        /// The library; without it, the one in the folder for your data.
        #[arg(long, value_name = "FILE")]
        library: Option<PathBuf>,
        /// Only in some articles.
        #[command(flatten)]
        wanted: Wanted,
        /// How it looks.
        #[command(flatten)]
        display: Display,
    },
    /// Suggest themes for a pile that no codebook fits.
    Themes {
        /// Of which articles.
        #[command(flatten)]
        choice: Choice,
        /// How.
        #[arg(long, value_enum, default_value_t)]
        format: ThemeFormat,
        /// How it looks.
        #[command(flatten)]
        display: Display,
    },
    /// Mark texts: articles, or without a PATH JSON Lines with id and text on standard input; JSON Lines
    /// with passages out, in the same order.
    Tag {
        /// Files, folders of them and http(s) addresses, a line for each article.
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// What comes in where there is no path.
        #[arg(long, value_enum, default_value_t)]
        input: TagInput,
        /// What one text of standard input is.
        #[arg(long, value_enum, default_value_t, conflicts_with = "paths")]
        unit: Unit,
        /// Threads that mark; without it, one for each processor.
        #[arg(long, value_name = "COUNT")]
        jobs: Option<NonZeroUsize>,
        /// Your own themes, a TOML file.
        #[arg(long, value_name = "FILE")]
        codebook: Option<PathBuf>,
        /// How much a source may ask for.
        #[command(flatten)]
        bounds: Bounds,
    },
    /// Compare two coders, or a coder and the tagger, sentence by sentence: percent agreement, Cohen's
    /// kappa and Krippendorff's alpha of each kind and theme.
    Agree {
        /// A library, or passages that perusal wrote as JSON Lines (export, tag).
        #[arg(value_name = "A")]
        first: PathBuf,
        /// The same, or the word `tagger` for what perusal suggests without anybody's work; one of both
        /// is a library.
        #[arg(value_name = "B")]
        second: PathBuf,
        /// List the sentences that they judge differently, and the articles that only one has.
        #[arg(long)]
        list: bool,
        /// How.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
        /// How it looks.
        #[command(flatten)]
        display: Display,
    },
    /// Look after a library: check it, copy it, make it small.
    Library {
        /// The library; without it, the one in the folder for your data.
        #[arg(long, value_name = "FILE", global = true)]
        library: Option<PathBuf>,
        /// What to do.
        #[command(subcommand)]
        care: Care,
    },
    /// Print the keys.
    Keys,
    /// Print what a shell reads to complete the words of this command line.
    Completions {
        /// Which shell.
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Print a page of the manual, as `man -l` reads it.
    Man {
        /// About which command; without it, about the program.
        command: Option<String>,
    },
}

/// Passages of some articles.
#[derive(Args, Clone, Debug, Default)]
pub struct Choice {
    /// Where from.
    #[command(flatten)]
    pub pile: Pile,
    /// Which ones.
    #[command(flatten)]
    pub wanted: Wanted,
}

/// How words look to a person at a terminal.
#[derive(Args, Clone, Copy, Debug, Default)]
pub struct Display {
    /// Colours and attributes; by itself where a terminal shows them.
    #[arg(long, visible_alias = "colour", value_enum, default_value_t, value_name = "WHEN")]
    pub color: When,
    /// Straight to the terminal, without a pager.
    #[arg(long)]
    pub no_pager: bool,
}

/// When something is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// Where it is of use.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How passages are to be exported.
#[derive(Args, Clone, Debug, Default)]
pub struct ExportWish {
    /// How; without it, what the file's name says, else Markdown.
    #[arg(long, value_enum)]
    format: Option<export::Format>,
    /// What a Markdown report is grouped by.
    #[arg(long, value_enum, default_value_t)]
    by: Group,
    /// What a row of CSV, TSV and JSON Lines is.
    #[arg(long, value_enum, default_value_t)]
    unit: export::Unit,
    /// Begin CSV and TSV with a byte order mark, which some spreadsheets want.
    #[arg(long)]
    bom: bool,
    /// The file to write, checked by reading it back; without it, or with `-`, standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl ExportWish {
    /// The file to write; none for standard output.
    pub fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| *path != Path::new("-"))
    }

    /// What is to be written.
    pub fn order(&self) -> Order {
        let by_name = || export::Format::of_file(&self.file()?.display().to_string());
        let format = self.format.or_else(by_name).unwrap_or_default();
        Order { format, by: self.by, unit: self.unit, bom: self.bom }
    }
}

/// What can be done for a library.
#[derive(Clone, Debug, Subcommand)]
pub enum Care {
    /// Look whether it is sound: its file, its articles, its journal against what is in it.
    Check,
    /// Copy it, also while it is in use.
    Backup {
        /// The copy, a file that is not there yet.
        file: PathBuf,
    },
    /// Give back the room that is not used any more.
    Compact,
}

/// What `perusal tag` reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum TagInput {
    /// One JSON object a line.
    #[default]
    Jsonl,
}

/// Which passages are wanted.
#[derive(Args, Clone, Debug, Default)]
pub struct Wanted {
    /// Only this kind: concern, opportunity or statistic. Can be given more than once.
    #[arg(long = "kind", value_name = "KIND", value_parser = kind)]
    pub kinds: Vec<Kind>,
    /// Only this theme of the codebook. Can be given more than once.
    #[arg(long = "theme", value_name = "NAME")]
    pub themes: Vec<String>,
    /// Leave out articles that repeat another.
    #[arg(long)]
    pub once: bool,
    /// Only what meets a query, as in 'concern and not title:nurse*'; README.md has the language.
    #[arg(id = "where", long = "where", value_name = "QUERY", allow_hyphen_values = true)]
    pub query: Option<String>,
}

/// Colours by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Colours {
    /// 256 colours on a dark ground.
    Dark,
    /// 256 colours on a light ground.
    Light,
    /// The terminal's own 16.
    #[value(name = "16")]
    Sixteen,
    /// None.
    Plain,
}

impl From<Colours> for Scheme {
    fn from(colours: Colours) -> Self {
        match colours {
            Colours::Dark => Self::Dark,
            Colours::Light => Self::Light,
            Colours::Sixteen => Self::Sixteen,
            Colours::Plain => Self::Plain,
        }
    }
}

impl Wanted {
    /// Whether it leaves nothing out.
    pub fn is_open(&self) -> bool {
        self.kinds.is_empty() && self.themes.is_empty() && !self.once && self.query.is_none()
    }

    /// As a filter.
    ///
    /// # Errors
    /// Names the theme that the codebook does not have, and those that it has.
    pub fn filter(&self, codebook: &Codebook) -> Result<Filter, String> {
        let mut filter = Filter { once: self.once, ..Filter::default() };
        if !self.kinds.is_empty() {
            filter.kinds = self.kinds.iter().copied().collect();
        }
        for wanted in &self.themes {
            let Some(theme) = codebook.named(wanted) else {
                let known = codebook.themes().map(|(_, theme)| theme.name.as_str());
                let known = known.collect::<Vec<_>>().join(", ");
                return Err(format!("no theme '{wanted}' in the codebook; there are: {known}"));
            };
            if !filter.themes.contains(&theme) {
                filter.toggle_theme(theme, codebook);
            }
        }
        Ok(filter)
    }
}

fn kind(name: &str) -> Result<Kind, String> {
    Kind::named(name).ok_or_else(|| "a kind is concern, opportunity or statistic".to_owned())
}
