//! What a person did to articles and themes, as rows of the tables: read, written, taken away. Checks
//! nothing and knows no journal.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Trouble;
use crate::library::compose::Annotations;
use crate::library::{Annotation, AnnotationId, ArticleId, Card, Filter};
use crate::tag::codebook::Theme;
use crate::tag::{Label, ThemeId, Verdict};
use crate::text::{Anchor, Span, Standing};

/// The row of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct ArticleRow(pub(super) i64);

/// Rows are counted from 1 and never deleted: an article's place is its row.
impl ArticleRow {
    pub(super) fn of(place: ArticleId) -> Self {
        Self(i64::from(place.0) + 1)
    }

    pub(super) fn place(self) -> ArticleId {
        ArticleId(u32::try_from(self.0 - 1).unwrap_or(u32::MAX))
    }
}

/// The columns of an annotation, in the order of [`annotation`].
const ANNOTATION: &str = "id, standing, start, stop, quote, prefix, suffix, began, starred, memo";

/// The row of the article of that name.
pub(super) fn article(connection: &Connection, name: &str) -> Result<ArticleRow, Trouble> {
    let mut find = connection.prepare_cached("SELECT id FROM article WHERE name = ?1")?;
    let found = find.query_row([name], |row| row.get(0)).optional()?;
    found.map(ArticleRow).ok_or_else(|| Trouble::NoArticle(name.to_owned()))
}

/// The annotation of that number and the article it is about.
pub(super) fn annotation_of(
    connection: &Connection,
    id: AnnotationId,
) -> Result<Option<(ArticleRow, Annotation)>, Trouble> {
    let sql = format!("SELECT {ANNOTATION}, article FROM annotation WHERE id = ?1");
    let mut find = connection.prepare_cached(&sql)?;
    let mut rows = find.query([id.0.cast_signed()])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let (_, annotation) = annotation(connection, row)?;
    Ok(Some((ArticleRow(row.get(10)?), annotation)))
}

/// All annotations of an article.
pub(super) fn annotations(
    connection: &Connection,
    article: ArticleRow,
) -> Result<Annotations, Trouble> {
    let sql = format!("SELECT {ANNOTATION} FROM annotation WHERE article = ?1");
    let mut find = connection.prepare_cached(&sql)?;
    let mut rows = find.query([article.0])?;
    let mut annotations = Annotations::new();
    while let Some(row) = rows.next()? {
        annotations.extend([annotation(connection, row)?]);
    }
    Ok(annotations)
}

fn annotation(
    connection: &Connection,
    row: &Row<'_>,
) -> Result<(AnnotationId, Annotation), Trouble> {
    let id: i64 = row.get(0)?;
    let annotation = Annotation {
        standing: standing(row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?)?,
        span: Span { start: row.get(2)?, end: row.get(3)? },
        anchor: Anchor {
            quote: row.get(4)?,
            before: row.get(5)?,
            after: row.get(6)?,
            start: row.get(7)?,
        },
        starred: row.get(8)?,
        memo: row.get(9)?,
        verdicts: verdicts(connection, id)?,
    };
    Ok((AnnotationId(id.cast_unsigned()), annotation))
}

fn verdicts(connection: &Connection, id: i64) -> Result<crate::tag::Verdicts, Trouble> {
    let mut find =
        connection.prepare_cached("SELECT label, verdict FROM mark WHERE annotation = ?1")?;
    let rows =
        find.query_map([id], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    rows.map(|row| {
        let (label, verdict) = row?;
        Ok((label.parse::<Label>().map_err(Trouble::Damaged)?, verdict_named(&verdict)?))
    })
    .collect()
}

/// Writes an annotation over the one of that number, or anew.
pub(super) fn put_annotation(
    connection: &Connection,
    article: ArticleRow,
    id: AnnotationId,
    it: &Annotation,
) -> Result<(), Trouble> {
    let row = id.0.cast_signed();
    let sql = format!(
        "INSERT INTO annotation ({ANNOTATION}, article) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"
    );
    drop_annotation(connection, id)?;
    connection.prepare_cached(&sql)?.execute(params![
        row,
        standing_name(it.standing),
        it.span.start,
        it.span.end,
        it.anchor.quote,
        it.anchor.before,
        it.anchor.after,
        it.anchor.start,
        it.starred,
        it.memo,
        article.0,
    ])?;
    let mut mark = connection
        .prepare_cached("INSERT INTO mark (annotation, label, verdict) VALUES (?1, ?2, ?3)")?;
    for (label, verdict) in &it.verdicts {
        mark.execute(params![row, label.to_string(), verdict_name(*verdict)])?;
    }
    Ok(())
}

/// Takes an annotation away, with its marks.
pub(super) fn drop_annotation(connection: &Connection, id: AnnotationId) -> Result<(), Trouble> {
    let mut drop = connection.prepare_cached("DELETE FROM annotation WHERE id = ?1")?;
    drop.execute([id.0.cast_signed()])?;
    Ok(())
}

/// What a person did to an article as a whole.
pub(super) fn card(connection: &Connection, article: ArticleRow) -> Result<Card, Trouble> {
    let mut find =
        connection.prepare_cached("SELECT starred, memo FROM card WHERE article = ?1")?;
    let card = |row: &Row<'_>| Ok(Card { starred: row.get(0)?, memo: row.get(1)? });
    Ok(find.query_row([article.0], card).optional()?.unwrap_or_default())
}

/// Writes that; one that says nothing is taken away.
pub(super) fn put_card(
    connection: &Connection,
    article: ArticleRow,
    card: &Card,
) -> Result<(), Trouble> {
    if *card == Card::default() {
        connection.prepare_cached("DELETE FROM card WHERE article = ?1")?.execute([article.0])?;
    } else {
        let sql = "INSERT OR REPLACE INTO card (article, starred, memo) VALUES (?1, ?2, ?3)";
        let put = params![article.0, card.starred, card.memo];
        connection.prepare_cached(sql)?.execute(put)?;
    }
    Ok(())
}

/// A theme; one that nobody made counts as dropped.
pub(super) fn theme(connection: &Connection, id: ThemeId) -> Result<Theme, Trouble> {
    let mut find = connection.prepare_cached("SELECT body FROM theme WHERE id = ?1")?;
    let body: Option<String> = find.query_row([id.0], |row| row.get(0)).optional()?;
    let unmade = || Theme { dropped: true, ..Theme::default() };
    Ok(body.map(|body| serde_json::from_str(&body)).transpose()?.unwrap_or_else(unmade))
}

/// Writes a theme.
pub(super) fn put_theme(
    connection: &Connection,
    id: ThemeId,
    theme: &Theme,
) -> Result<(), Trouble> {
    let mut put =
        connection.prepare_cached("INSERT OR REPLACE INTO theme (id, body) VALUES (?1, ?2)")?;
    put.execute(params![id.0, serde_json::to_string(theme)?])?;
    Ok(())
}

/// The filter kept under a name.
pub(super) fn view(connection: &Connection, name: &str) -> Result<Option<Filter>, Trouble> {
    let mut find = connection.prepare_cached("SELECT filter FROM view WHERE name = ?1")?;
    let filter: Option<String> = find.query_row([name], |row| row.get(0)).optional()?;
    Ok(filter.map(|filter| serde_json::from_str(&filter)).transpose()?)
}

/// Keeps a filter under a name, or drops the one of that name.
pub(super) fn put_view(
    connection: &Connection,
    name: &str,
    filter: Option<&Filter>,
) -> Result<(), Trouble> {
    if let Some(filter) = filter {
        let sql = "INSERT OR REPLACE INTO view (name, filter) VALUES (?1, ?2)";
        connection.prepare_cached(sql)?.execute([name, &serde_json::to_string(filter)?])?;
    } else {
        connection.prepare_cached("DELETE FROM view WHERE name = ?1")?.execute([name])?;
    }
    Ok(())
}

const STANDINGS: [(Standing, &str); 3] =
    [(Standing::InPlace, "in place"), (Standing::Moved, "moved"), (Standing::Lost, "lost")];

fn standing_name(standing: Standing) -> &'static str {
    named(&STANDINGS, standing)
}

fn standing(name: &str) -> Result<Standing, Trouble> {
    of_name(&STANDINGS, name)
}

const VERDICTS: [(Verdict, &str); 3] =
    [(Verdict::Made, "made"), (Verdict::Confirmed, "confirmed"), (Verdict::Rejected, "rejected")];

fn verdict_name(verdict: Verdict) -> &'static str {
    named(&VERDICTS, verdict)
}

pub(super) fn verdict_named(name: &str) -> Result<Verdict, Trouble> {
    of_name(&VERDICTS, name)
}

/// The word that a column has for a value.
fn named<T: Copy + PartialEq>(table: &[(T, &'static str)], value: T) -> &'static str {
    table.iter().find(|(it, _)| *it == value).map_or("", |(_, name)| name)
}

/// The value that a word in a column stands for.
fn of_name<T: Copy>(table: &[(T, &str)], name: &str) -> Result<T, Trouble> {
    let found = table.iter().find(|(_, it)| *it == name);
    found.map(|(value, _)| *value).ok_or_else(|| Trouble::Damaged(format!("unknown word '{name}'")))
}
