//! The themes that a pile suggests, as text to read, as a codebook, or as JSON. Suggests none itself.

use std::io::{self, Write};

use clap::ValueEnum;
use serde::Serialize;

use super::Ink;
use crate::export::{Style, Table, write_json};
use crate::library::proposal::{Example, Proposal, Proposed, Sample};
use crate::library::{Article, ArticleId, Library, Listed};
use crate::tag::Pattern;
use crate::text::shown::{counted, safe};

/// How suggested themes are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ThemeFormat {
    /// To be read.
    #[default]
    Text,
    /// A codebook for `--codebook`.
    Toml,
    /// One JSON object: the themes, and which of them each article belongs to most.
    Json,
    /// CSV, a row a theme.
    Csv,
}

/// The columns of CSV: fields of a theme.
const COLUMNS: &[&str] = &["name", "articles", "definition", "cues", "examples"];

/// Writes the themes that some articles of a library suggest; gives whether there are any.
///
/// # Errors
/// Those of the writer.
pub fn themes(
    library: &Library,
    articles: &[ArticleId],
    format: ThemeFormat,
    ink: &Ink,
    out: &mut impl Write,
) -> io::Result<bool> {
    let mut sample = Sample::default();
    for id in articles.iter().copied() {
        let add = |article: &Article| sample.add(id.0 as usize, &article.document);
        library.with(id, add).unwrap_or_default();
    }
    let Some(proposal) = sample.propose() else { return Ok(false) };
    match format {
        ThemeFormat::Text => as_text(&proposal, library, ink, out)?,
        ThemeFormat::Toml => out.write_all(proposal.codebook().to_toml().as_bytes())?,
        ThemeFormat::Json => write_json(&Found::new(&proposal, library, articles), out)?,
        ThemeFormat::Csv => {
            let mut table = Table::begin(Style::Printed, COLUMNS, out)?;
            let found = Found::new(&proposal, library, &[]);
            found.themes.iter().try_for_each(|theme| table.row(theme))?;
            table.flush()?;
        }
    }
    Ok(true)
}

fn as_text(
    proposal: &Proposal,
    library: &Library,
    ink: &Ink,
    out: &mut impl Write,
) -> io::Result<()> {
    let themes = counted(proposal.themes.len(), "theme", "themes");
    let articles = counted(proposal.articles, "article", "articles");
    writeln!(out, "{themes} suggested by {articles}")?;
    for proposed in &proposal.themes {
        let Proposed { theme, articles, examples } = proposed;
        let articles = counted(*articles, "article", "articles");
        writeln!(out, "\n{} ({articles})", ink.strong(&safe(&theme.name)))?;
        writeln!(out, "  cues: {}", safe(&cues(proposed).join(", ")))?;
        for (example, words) in examples.iter().zip(&theme.examples) {
            let title = brief(library, example).map_or("", |brief| brief.title);
            let title = format!("({})", safe(title));
            writeln!(out, "  \"{}\" {}", safe(words), ink.dim(&title))?;
        }
    }
    Ok(())
}

/// What is known of the article of an example.
fn brief<'a>(library: &'a Library, example: &Example) -> Option<Listed<'a>> {
    library.brief(ArticleId(u32::try_from(example.article).ok()?))
}

fn cues(proposed: &Proposed) -> Vec<&str> {
    proposed.theme.cues.iter().map(Pattern::as_str).collect()
}

/// All that JSON tells.
#[derive(Serialize)]
struct Found<'a> {
    themes: Vec<Named<'a>>,
    articles: Vec<Sorted<'a>>,
}

/// A theme.
#[derive(Serialize)]
struct Named<'a> {
    name: &'a str,
    definition: &'a str,
    articles: usize,
    cues: Vec<&'a str>,
    examples: Vec<Quoted<'a>>,
}

/// An example and its article.
#[derive(Serialize)]
struct Quoted<'a> {
    article: &'a str,
    text: &'a str,
}

/// An article and the theme that it belongs to most.
#[derive(Serialize)]
struct Sorted<'a> {
    article: &'a str,
    theme: Option<&'a str>,
}

impl<'a> Found<'a> {
    fn new(proposal: &'a Proposal, library: &'a Library, articles: &[ArticleId]) -> Self {
        let place = |example| brief(library, example).map_or("", |brief| brief.place);
        let named = |proposed: &'a Proposed| Named {
            name: &proposed.theme.name,
            definition: &proposed.theme.definition,
            articles: proposed.articles,
            cues: cues(proposed),
            examples: (proposed.examples.iter().zip(&proposed.theme.examples))
                .map(|(example, text)| Quoted { article: place(example), text })
                .collect(),
        };
        let name = |at: usize| proposal.themes.get(at).map(|it| it.theme.name.as_str());
        let theme = |id| library.with(id, |article| proposal.theme_of(&article.document)).flatten();
        let sorted = articles.iter().map(|id| Sorted {
            article: library.brief(*id).map_or("", |brief| brief.place),
            theme: theme(*id).and_then(name),
        });
        Self { themes: proposal.themes.iter().map(named).collect(), articles: sorted.collect() }
    }
}
