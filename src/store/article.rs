//! Articles into the file and back, with what a person did to them. Reads no files of articles and
//! marks nothing.

use std::collections::HashSet;
use std::sync::Arc;

use rusqlite::{CachedStatement, Connection, OptionalExtension, Row, TransactionBehavior, params};

use super::column::{packed, unpacked};
use super::edit::now;
use super::fulltext::Print;
use super::packed::Packed;
use super::row::{self, ArticleRow};
use super::{Store, StoreError, Trouble, brief, figures};
use crate::library::{Article, ArticleId, Brief, Fetched};
use crate::tag::Marks;
use crate::text::{Document, Outline, shown};

/// An article to be kept.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The article. Its annotations are not looked at: these come as steps.
    pub article: &'a Article,
    /// The file it was read from, as it was then.
    pub file: Option<Stamp>,
    /// What made its suggestions, at the default levels; another number says that they are no longer
    /// good. None where they are not to be kept.
    pub suggested_by: Option<u64>,
    /// What it is in short without what a person did to it, where that is made already.
    pub brief: Option<&'a Brief>,
}

impl<'a> Entry<'a> {
    /// An article of which nothing is made yet.
    pub fn of(article: &'a Article, file: Option<Stamp>, suggested_by: Option<u64>) -> Self {
        Self { article, file, suggested_by, brief: None }
    }
}

/// By what it is seen that a file has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// When it was last written, in nanoseconds since 1970.
    pub modified: i64,
}

/// An article as it was kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// With what a person did to it, not marked yet.
    pub article: Article,
    /// The file it was read from, as it was then.
    pub file: Option<Stamp>,
    suggestions: Option<(u64, Vec<u8>)>,
}

impl Kept {
    /// As a library takes it in when somebody wants to read it.
    pub fn fetched(self) -> Fetched {
        let made_by = self.suggestions.as_ref().map(|(by, _)| *by);
        let marks = made_by.and_then(|by| Some((by, self.marks(by)?)));
        Fetched { article: self.article, marks }
    }

    /// Its suggestions, if they were made by that; else it is to be marked anew.
    pub fn marks(&self, by: u64) -> Option<Marks> {
        let (made_by, bytes) = self.suggestions.as_ref()?;
        let marks: Marks = (*made_by == by).then(|| unpacked(SUGGESTIONS, bytes))??;
        Some(marks.with_figures(&self.article.document.text))
    }

    /// Its suggestions, whatever made them, without their figures.
    pub fn marks_of_any(&self) -> Option<Marks> {
        unpacked(SUGGESTIONS, &self.suggestions.as_ref()?.1)
    }
}

/// The formats of what is kept in postcard. Each is raised whenever a field that goes into it changes;
/// a test holds that libraries of before are still read.
const OUTLINE: u8 = 1;
const SUGGESTIONS: u8 = 1;

impl Store {
    /// Keeps articles, new ones and those that it has already by that name, whose annotations stay. An
    /// article that has other words than before, and annotations on these, is left as it is: its name
    /// is given back, and it is to be taken in by [`Self::renew`].
    ///
    /// # Errors
    /// Those of the disk; then none is kept.
    pub fn put(&mut self, entries: &[Entry<'_>]) -> Result<Vec<String>, StoreError> {
        let left = self.put_all(entries);
        self.told(left)
    }

    fn put_all(&mut self, entries: &[Entry<'_>]) -> Result<Vec<String>, Trouble> {
        self.ready()?;
        let packed = Packed::all(entries)?;
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        self.fresh.look(&transaction)?;
        let is_new = new_among(&transaction, entries)?;
        let new = entries.iter().zip(&is_new).filter(|(_, is_new)| **is_new);
        let new: Vec<&Article> = new.map(|(entry, _)| entry.article).collect();
        let (mut left, mut again) = (Vec::new(), Vec::new());
        let write = || {
            let mut put_at = Vec::with_capacity(new.len());
            let mut writer = Writer::of(&transaction)?;
            for ((entry, packed), is_new) in entries.iter().zip(&packed).zip(is_new) {
                let article = entry.article;
                if is_new {
                    let row = writer.put(entry, packed, None)?;
                    put_at.push((row, Print::of(article, &packed.outline)));
                } else if is_annotated_otherwise(&transaction, article)? {
                    left.push(article.name.clone());
                } else {
                    let known = row_of(&transaction, &article.name)?;
                    again.push(writer.put(entry, packed, known)?);
                }
            }
            drop(writer);
            transaction.commit()?;
            Ok(put_at)
        };
        self.fresh.gather(&new, write)?;
        self.fresh.end(&self.connection, &again);
        Ok(left)
    }

    /// The article of that name.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn find(&self, name: &str) -> Result<Option<Kept>, StoreError> {
        let find = || {
            let sql = format!("SELECT {COLUMNS} FROM article WHERE name = ?1");
            let mut find = self.connection.prepare_cached(&sql)?;
            let mut rows = find.query([name])?;
            rows.next()?.map(|row| read(&self.connection, row)).transpose()
        };
        self.told(find())
    }

    /// The article at that place, or the first one.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn at(&self, at: Option<ArticleId>) -> Result<Option<(ArticleId, Kept)>, StoreError> {
        let find = || {
            let row = if let Some(at) = at {
                Some(ArticleRow::of(at).0)
            } else {
                let sql = "SELECT min(id) FROM article";
                self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?
            };
            let Some(row) = row.map(ArticleRow) else { return Ok(None) };
            Ok(self.kept(row)?.map(|kept| (row.place(), kept)))
        };
        self.told(find())
    }

    /// The place of the article of that name.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn place(&self, name: &str) -> Result<Option<ArticleId>, StoreError> {
        let find = || {
            let mut find =
                self.connection.prepare_cached("SELECT id FROM article WHERE name = ?1")?;
            Ok(find.query_row([name], |row| row.get(0)).optional()?)
        };
        self.told(find()).map(|found| found.map(|row| ArticleRow(row).place()))
    }

    pub(super) fn kept(&self, row: ArticleRow) -> Result<Option<Kept>, Trouble> {
        let sql = format!("SELECT {COLUMNS} FROM article WHERE id = ?1");
        let mut find = self.connection.prepare_cached(&sql)?;
        let mut rows = find.query([row.0])?;
        rows.next()?.map(|row| read(&self.connection, row)).transpose()
    }

    /// Gives all articles in the order they came, until `take` says that it is enough. Others can write
    /// meanwhile; what is given is as it was at the beginning.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn each(&self, mut take: impl FnMut(Kept) -> bool) -> Result<(), StoreError> {
        let mut each = || {
            let sql = format!("SELECT {COLUMNS} FROM article ORDER BY id");
            let mut all = self.connection.prepare_cached(&sql)?;
            let mut rows = all.query([])?;
            while let Some(row) = rows.next()? {
                if !take(read(&self.connection, row)?) {
                    break;
                }
            }
            Ok(())
        };
        self.told(each())
    }

    /// Gives the texts of all articles in the order they came, with their places.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn each_text(&self, mut take: impl FnMut(ArticleId, &str)) -> Result<(), StoreError> {
        let mut each = || {
            let sql = "SELECT id, text FROM article ORDER BY id";
            let mut all = self.connection.prepare_cached(sql)?;
            let mut rows = all.query([])?;
            while let Some(row) = rows.next()? {
                let text = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
                take(ArticleRow(row.get(0)?).place(), text);
            }
            Ok(())
        };
        self.told(each())
    }

    /// How many articles it holds.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn count(&self) -> Result<usize, StoreError> {
        self.told(self.articles())
    }

    /// Whether it holds none.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        let ask = || {
            let sql = "SELECT NOT EXISTS (SELECT 1 FROM article)";
            Ok(self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
        };
        self.told(ask())
    }

    pub(super) fn articles(&self) -> Result<usize, Trouble> {
        let mut count = self.connection.prepare_cached("SELECT count(*) FROM article")?;
        let count: i64 = count.query_row([], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or_default())
    }
}

/// The columns of an article, in the order of [`read`].
const COLUMNS: &str =
    "id, name, place, size, modified, suggested_by, suggestions, text, outline, source";

fn read(connection: &Connection, row: &Row<'_>) -> Result<Kept, Trouble> {
    let at = ArticleRow(row.get(0)?);
    let name: String = row.get(1)?;
    let outline = row.get_ref(8)?.as_blob().map_err(rusqlite::Error::from)?;
    let outline = self::outline(outline);
    let outline = outline.ok_or_else(|| Trouble::Damaged(format!("the article {name:?}")))?;
    let document = Arc::new(Document::outlined(row.get(7)?, outline));
    let by: Option<i64> = row.get(5)?;
    let suggestions =
        by.map(|by| Ok::<_, Trouble>((by.cast_unsigned(), row.get(6)?))).transpose()?;
    let article = Article::kept(name, row.get(2)?, document, row.get(9)?)
        .with_work(row::card(connection, at)?, row::annotations(connection, at)?);
    Ok(Kept { article, file: stamp(row, 3)?, suggestions })
}

/// An outline as it is kept, if it can be read.
pub(super) fn outline(bytes: &[u8]) -> Option<Outline> {
    unpacked(OUTLINE, bytes)
}

/// Two columns of a row.
pub(super) fn stamp(row: &Row<'_>, first: usize) -> rusqlite::Result<Option<Stamp>> {
    let columns: (Option<i64>, Option<i64>) = (row.get(first)?, row.get(first + 1)?);
    let (Some(size), Some(modified)) = columns else { return Ok(None) };
    Ok(Some(Stamp { size: size.cast_unsigned(), modified }))
}

/// Whether the library has other words for it, with annotations on them.
fn is_annotated_otherwise(connection: &Connection, article: &Article) -> Result<bool, Trouble> {
    let sql = "SELECT text FROM article WHERE name = ?1 \
               AND EXISTS (SELECT 1 FROM annotation WHERE annotation.article = article.id)";
    let mut ask = connection.prepare_cached(sql)?;
    let differs = |row: &Row<'_>| Ok(row.get_ref(0)?.as_str()? != article.document.text);
    Ok(ask.query_row([&article.name], differs).optional()?.unwrap_or_default())
}

/// Which of these the library does not have; of several by one name, only the first.
fn new_among(connection: &Connection, entries: &[Entry<'_>]) -> Result<Vec<bool>, Trouble> {
    let mut names = HashSet::with_capacity(entries.len());
    let mut ask = connection.prepare_cached("SELECT 1 FROM article WHERE name = ?1")?;
    let all = entries.iter().map(|entry| entry.article.name.as_str());
    all.map(|name| Ok(names.insert(name) && !ask.exists([name])?)).collect()
}

/// The row of the article of that name.
fn row_of(connection: &Connection, name: &str) -> Result<Option<i64>, Trouble> {
    let mut find = connection.prepare_cached("SELECT id FROM article WHERE name = ?1")?;
    Ok(find.query_row([name], |row| row.get(0)).optional()?)
}

/// Writes an article over the one of that name, or behind the others.
pub(super) fn put_one(connection: &Connection, entry: &Entry<'_>) -> Result<(), Trouble> {
    let known = row_of(connection, &entry.article.name)?;
    Writer::of(connection)?.put(entry, &Packed::of(entry)?, known)?;
    Ok(())
}

/// What writes articles, made ready once for many. Those that are new are written without a look at what is
/// there, for which the database would keep copies of the pages.
struct Writer<'c> {
    connection: &'c Connection,
    new: Statements<'c>,
    again: Statements<'c>,
}

struct Statements<'c> {
    article: CachedStatement<'c>,
    brief: CachedStatement<'c>,
    figures: CachedStatement<'c>,
}

impl<'c> Statements<'c> {
    fn of(connection: &'c Connection, verb: &str, conflict: &str) -> Result<Self, Trouble> {
        let article = "article (name, place, title, added, size, modified, suggested_by, \
                       suggestions, text, outline, source) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
        let prepare = |sql: String| connection.prepare_cached(&sql);
        Ok(Self {
            article: prepare(format!("INSERT INTO {article} {conflict}"))?,
            brief: prepare(format!("{verb} INTO {}", brief::VALUES))?,
            figures: prepare(format!("{verb} INTO {}", figures::VALUES))?,
        })
    }
}

impl<'c> Writer<'c> {
    fn of(connection: &'c Connection) -> Result<Self, Trouble> {
        let conflict = "ON CONFLICT (name) DO UPDATE SET place = ?2, title = ?3, size = ?5, \
                        modified = ?6, suggested_by = ?7, suggestions = ?8, text = ?9, \
                        outline = ?10, source = ?11";
        let new = Statements::of(connection, "INSERT", "")?;
        let again = Statements::of(connection, "INSERT OR REPLACE", conflict)?;
        Ok(Self { connection, new, again })
    }

    /// Writes an article over the one that is known at that row, or behind the others; says where.
    fn put(
        &mut self,
        entry: &Entry<'_>,
        packed: &Packed,
        known: Option<i64>,
    ) -> Result<i64, Trouble> {
        let Entry { article, file, .. } = entry;
        let statements = if known.is_some() { &mut self.again } else { &mut self.new };
        statements.article.execute(params![
            article.name,
            article.place,
            shown::clipped(article.document.title(), TITLE),
            now(),
            file.map(|file| file.size.cast_signed()),
            file.map(|file| file.modified),
            packed.by.map(u64::cast_signed),
            packed.suggestions,
            article.document.text,
            packed.outline,
            article.own_source(),
        ])?;
        let row = known.unwrap_or_else(|| self.connection.last_insert_rowid());
        brief::put(&mut statements.brief, ArticleRow(row), entry, packed)?;
        figures::put(&mut statements.figures, ArticleRow(row), packed.figures.as_deref())?;
        Ok(row)
    }
}

/// What the tagger suggests for it, packed.
pub(super) fn suggestions(article: &Article) -> Result<Vec<u8>, Trouble> {
    packed(SUGGESTIONS, &article.suggestions())
}

/// Its document without the text, packed.
pub(super) fn outline_of(article: &Article) -> Result<Vec<u8>, Trouble> {
    packed(OUTLINE, &article.document.outline())
}

/// Columns of a title that is kept beside the text.
const TITLE: usize = 200;
