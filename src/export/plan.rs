//! What stands where: the sections of a report, each by what its passages carry, and the name of a file
//! by what shows. Reads no text.

use super::{Format, Group, Order, Unit};
use crate::library::{Extract, Filter};
use crate::tag::{Codebook, Kind, ThemeId};

/// Passages that stand together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Section {
    /// What they have in common; nothing where all stand together.
    pub(super) name: Option<String>,
    /// How many there are.
    pub(super) passages: usize,
    /// Which of what passages carry is theirs.
    pub(super) signs: Vec<bool>,
    /// Whether they stand there as they are, or by the figures that they state.
    pub(super) unit: Unit,
}

/// The sections of an export, those without passages left out.
pub(super) fn sections(extract: &Extract, order: Order) -> Vec<Section> {
    let sections = match order.by {
        Group::Theme if order.format.is_grouped() => by_theme(extract),
        Group::Kind if order.format.is_grouped() => by_kind(extract),
        _ if order.format == Format::Html => text_and_table(extract),
        _ => {
            let unit = if order.format.has_rows() { order.unit } else { Unit::Passage };
            return vec![Section { unit, ..counted(extract, None, extract.signs(|_, _| true)) }];
        }
    };
    sections.into_iter().filter(|section| section.passages > 0).collect()
}

fn counted(extract: &Extract, name: Option<String>, signs: Vec<bool>) -> Section {
    let passages = extract.shown().map(|shown| shown.count(&signs)).sum();
    Section { name, passages, signs, unit: Unit::Passage }
}

/// The articles, and a table of what figures they state.
fn text_and_table(extract: &Extract) -> Vec<Section> {
    let text = counted(extract, None, extract.signs(|_, _| true));
    let stating = extract.signs(|kinds, _| kinds.has(Kind::Statistic));
    vec![text, Section { unit: Unit::Statistic, ..counted(extract, None, stating) }]
}

fn by_kind(extract: &Extract) -> Vec<Section> {
    let kinds = extract.filter.kinds.iter().map(|kind| {
        counted(extract, Some(kind.name().to_owned()), extract.signs(|kinds, _| kinds.has(kind)))
    });
    let none = extract.signs(|kinds, _| kinds.is_empty());
    kinds.chain([counted(extract, Some("no kind".to_owned()), none)]).collect()
}

fn by_theme(extract: &Extract) -> Vec<Section> {
    let wanted = &extract.filter.themes;
    let is_wanted = |theme: &ThemeId| wanted.is_empty() || wanted.contains(theme);
    let themes = extract.codebook.listed().into_iter().filter(is_wanted).map(|theme| {
        let name = full_name(theme, &extract.codebook);
        counted(extract, Some(name), extract.signs(|_, themes| themes.contains(&theme)))
    });
    let none = extract.signs(|_, themes| themes.is_empty());
    themes.chain([counted(extract, Some("no theme".to_owned()), none)]).collect()
}

/// "skills / reskilling" of a theme that is part of another.
fn full_name(theme: ThemeId, codebook: &Codebook) -> String {
    let name = codebook.name(theme);
    let whole = codebook.parent(theme).map(|parent| codebook.name(parent));
    whole.map_or_else(|| name.to_owned(), |whole| format!("{whole} / {name}"))
}

/// The longest name that is made for a file, in characters.
const LONGEST: usize = 60;

/// A name for a file with what shows under `filter`; `view` is what that is kept as.
pub fn name(filter: &Filter, view: Option<&str>, codebook: &Codebook, format: Format) -> String {
    let words = match view {
        Some(view) => view.to_owned(),
        None if filter.is_open() => "passages".to_owned(),
        None => {
            let kinds = filter.kinds.iter().map(|kind| kind.name().to_owned());
            let kinds = kinds.filter(|_| filter.kinds != crate::tag::Kinds::ALL);
            let themes = (!filter.themes.is_empty()).then(|| filter.describe_themes(codebook));
            let query = filter.query.as_ref().map(|query| query.typed(codebook));
            kinds.chain(themes).chain(query).collect::<Vec<_>>().join(" ")
        }
    };
    let plain = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    let plain: String = words.to_lowercase().chars().map(plain).collect();
    let joined = plain.split_whitespace().collect::<Vec<_>>().join("-");
    let short: String = joined.chars().take(LONGEST).collect();
    let short = short.trim_end_matches('-');
    format!("{}.{}", if short.is_empty() { "passages" } else { short }, format.name())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Query;
    use crate::tag::Kind;

    #[test]
    fn a_file_is_named_by_what_shows() {
        let codebook = Codebook::bundled();
        let named = |filter: &Filter, view| name(filter, view, &codebook, Format::Csv);
        let mut filter = Filter::default();
        assert_eq!(named(&filter, None), "passages.csv");
        assert_eq!(named(&filter, Some("My worries/../2024?")), "my-worries-2024.csv");
        assert_eq!(named(&filter, Some("../..")), "passages.csv");
        filter.toggle_kind(Kind::Statistic);
        filter.toggle_theme(ThemeId(0), &codebook);
        let query = Query::parse("title:nurse* or \"job cuts\"", &codebook).expect("a query");
        filter.query = Some(query);
        let expected = "concern-opportunity-job-security-title-nurse-or-job-cuts.csv";
        assert_eq!(named(&filter, None), expected);
        assert!(named(&filter, Some(&"very long ".repeat(20))).chars().count() <= LONGEST + 4);
    }
}
