//! Counts of what shows as text, CSV or JSON: by kind, theme, origin, time and source. Counts what the
//! survey lets show; reads no text.

use std::io::{self, Write};

use serde::Serialize;

use super::{Format, Ink, Surveyed};
use crate::export::{Style, Table, write_json};
use crate::library::tally::{Bar, Tally};
use crate::library::{ArticleId, Filter, Library, Survey};
use crate::tag::{Kind, Kinds, Label, Origin};
use crate::text::shown::{counted, safe};

/// The columns of CSV: fields of a row.
const COLUMNS: &[&str] =
    &["by", "name", "articles", "passages", "concern", "opportunity", "statistic"];

/// What belongs together, counted. A passage of several kinds or themes counts for each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
struct Row {
    /// By what: all, kind, theme, origin, time or source.
    by: &'static str,
    name: String,
    /// Articles with passages that show.
    articles: usize,
    /// Passages that show.
    passages: usize,
    /// Those of each kind.
    concern: usize,
    opportunity: usize,
    statistic: usize,
    /// The article that was counted last.
    #[serde(skip)]
    last: Option<ArticleId>,
}

impl Row {
    fn of(by: &'static str, name: &str) -> Self {
        Self { by, name: name.to_owned(), ..Self::default() }
    }

    fn count(&mut self, id: ArticleId, kinds: Kinds) {
        self.articles += usize::from(self.last.replace(id) != Some(id));
        self.passages += 1;
        for kind in kinds.iter() {
            *self.kind(kind) += 1;
        }
    }

    fn kind(&mut self, kind: Kind) -> &mut usize {
        match kind {
            Kind::Concern => &mut self.concern,
            Kind::Opportunity => &mut self.opportunity,
            Kind::Statistic => &mut self.statistic,
        }
    }
}

/// Writes counts of what shows under a filter.
///
/// # Errors
/// Those of the writer.
pub fn stats(
    Surveyed { library, filter, survey }: Surveyed<'_>,
    format: Format,
    ink: &Ink,
    out: &mut impl Write,
) -> io::Result<()> {
    let rows = rows(library, filter, survey);
    match format {
        Format::Text => as_text(&rows, survey, ink, out),
        Format::Json => rows.iter().try_for_each(|row| write_json(row, out)),
        Format::Csv => {
            let mut table = Table::begin(Style::Printed, COLUMNS, out)?;
            rows.iter().try_for_each(|row| table.row(row))?;
            table.flush()
        }
    }
}

fn rows(library: &Library, filter: &Filter, survey: &Survey) -> Vec<Row> {
    let codebook = &library.codebook;
    let mut all = Row::of("all", "all");
    let mut kinds = Kind::ALL.map(|kind| Row::of("kind", kind.name()));
    let mut themes: Vec<Row> =
        codebook.themes().map(|(_, theme)| Row::of("theme", &theme.name)).collect();
    let mut themeless = Row::of("theme", "no theme");
    let origins = [Origin::Suggested, Origin::Confirmed, Origin::Made];
    let mut origins = origins.map(|origin| (origin, Row::of("origin", origin.name())));
    for id in &survey.listed {
        let marks = library.marks(*id);
        for nth in survey.shown_in(library, *id) {
            let Some(sign) = marks.get(nth).and_then(|sign| library.signs().get(*sign as usize))
            else {
                continue;
            };
            let visible: Kinds = sign.kinds.iter().filter(|kind| filter.kinds.has(*kind)).collect();
            all.count(*id, visible);
            for kind in visible.iter() {
                kinds[kind as usize].count(*id, visible);
            }
            for (origin, row) in &mut origins {
                let is_of = |kind: Kind| sign.origin(Label::Kind(kind)) == *origin;
                let of: Kinds = visible.iter().filter(|kind| is_of(*kind)).collect();
                if !of.is_empty() {
                    row.count(*id, of);
                }
            }
            for theme in codebook.with_wholes(&sign.themes) {
                if let Some(row) = themes.get_mut(usize::from(theme.0)) {
                    row.count(*id, visible);
                }
            }
            if sign.themes.is_empty() {
                themeless.count(*id, visible);
            }
        }
    }
    let tally = Tally::of(library, survey, filter);
    let bars = |by: &'static str, bars| {
        let row = move |bar: Bar| {
            let [concern, opportunity, statistic] = bar.kinds;
            let (name, articles, passages) = (bar.group.name(), bar.articles, bar.passages);
            Row { by, name, articles, passages, concern, opportunity, statistic, last: None }
        };
        Vec::into_iter(bars).map(row)
    };
    let listed = codebook.listed().into_iter();
    let themes = listed.filter_map(|theme| themes.get(usize::from(theme.0)).cloned());
    std::iter::once(all)
        .chain(kinds)
        .chain(themes)
        .chain([themeless])
        .chain(origins.map(|(_, row)| row))
        .chain(bars("time", tally.times))
        .chain(bars("source", tally.sources))
        .collect()
}

fn as_text(rows: &[Row], survey: &Survey, ink: &Ink, out: &mut impl Write) -> io::Result<()> {
    let articles = counted(survey.listed.len(), "article", "articles");
    let passages = counted(survey.shown, "passage", "passages");
    writeln!(out, "{articles}, {passages}, {} hidden", survey.hidden())?;
    let mut by = "all";
    for row in rows.iter().filter(|row| row.by != "all" && row.passages > 0) {
        if std::mem::replace(&mut by, row.by) != row.by {
            let head = format!("{:>9} {:>9}  by {}", "passages", "articles", row.by);
            writeln!(out, "\n{}", ink.strong(&head))?;
        }
        let name = safe(&row.name);
        let kind = if row.by == "kind" { Kind::named(&row.name) } else { None };
        let name = kind.map_or(name.clone(), |kind| ink.kind(kind, &name));
        writeln!(out, "{:>9} {:>9}  {name}", row.passages, row.articles)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Article;
    use crate::tag::{Codebook, Tagger, ThemeId};

    fn library() -> Library {
        let mut codebook = Codebook::bundled();
        let tagger = Tagger::new(&codebook);
        codebook.themes[1].parent = Some(ThemeId(0));
        let mut library = Library::new(codebook);
        let texts = [
            "Clerks fear job cuts and reskilling. In 2023 some 70 % of wards lost staff.",
            "Clerks fear job cuts. Nurses gain time.",
            "Clerks fear reskilling.",
        ];
        for (nth, text) in texts.into_iter().enumerate() {
            library.add(Article::read(format!("{nth}.txt"), text.into(), &tagger));
        }
        library
    }

    #[test]
    fn what_shows_is_counted_by_all_that_it_is() {
        let library = library();
        let filter = Filter::default();
        let survey = Survey::of(&library, &filter);
        let rows = rows(&library, &filter, &survey);
        let row = |by, name: &str| {
            let row = rows.iter().find(|row| (row.by, &*row.name) == (by, name)).expect("a row");
            (row.articles, row.passages)
        };
        assert_eq!(row("all", "all"), (3, survey.shown));
        for kind in Kind::ALL {
            assert_eq!(row("kind", kind.name()).1, survey.kind(kind), "{kind:?}");
        }
        for (id, theme) in library.codebook.themes() {
            assert_eq!(row("theme", &theme.name).1, survey.theme(id), "{}", theme.name);
        }
        assert_eq!(row("theme", "job security"), (3, 3));
        assert_eq!(row("origin", "suggested"), (3, survey.shown));
        assert_eq!(row("time", "no date"), (3, survey.shown));
        assert_eq!(row("source", "no folder"), (3, survey.shown));
    }

    #[test]
    fn a_filter_leaves_out_what_it_hides() {
        let library = library();
        let kinds = Kinds::NONE.with(Kind::Statistic);
        let filter = Filter { kinds, ..Filter::default() };
        let survey = Survey::of(&library, &filter);
        let surveyed = Surveyed { library: &library, filter: &filter, survey: &survey };
        let mut out = Vec::new();
        stats(surveyed, Format::Text, &Ink::default(), &mut out).expect("memory");
        let text = String::from_utf8(out).expect("UTF-8");
        let expected = "1 article, 1 passage, 4 hidden\n\n passages  articles  by kind\n        \
            1         1  statistic\n";
        assert!(text.starts_with(expected), "{text}");
        let mut out = Vec::new();
        stats(surveyed, Format::Csv, &Ink::default(), &mut out).expect("memory");
        let csv = String::from_utf8(out).expect("UTF-8");
        let mut lines = csv.lines();
        assert_eq!(lines.next(), Some(&*COLUMNS.join(",")));
        assert_eq!(lines.next(), Some("all,all,1,1,0,0,1"));
    }
}
