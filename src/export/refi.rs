//! Projects and codebooks for qualitative-analysis programs (REFI-QDA `.qdpx` and `.qdc`). A project is a zip
//! archive with a text for each article, one description of all that is marked in them, and beside that,
//! for perusal itself, what the standard has no place for.
//!
//! Only one part of an archive can be written at a time, and no more than one article is to be in memory:
//! the articles are gone through once for each of the three parts. A copy on disk of what is to be written
//! would be as large as the archive, and none could be written to a pipe. An edit that is made meanwhile is
//! found when the file is read back.

mod article;
mod codes;
mod read;
mod sidecar;
mod xml;

use std::io::{self, BufWriter, Write};

use sha1_smol::Sha1;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, ZipWriter};

use super::guid::Guid;
use super::{Source, Written};
use crate::library::Extract;
use crate::library::extract::Shown;
use codes::Codes;
use xml::Xml;

pub use read::Back;
pub(super) use read::{read_codebook, read_project, read_texts};
pub(super) use xml::allowed;

/// The description of a project.
const PROJECT: &str = "project.qde";

/// What the standard has no place for.
const SIDECAR: &str = "perusal.json";

/// The folder of the texts.
const SOURCES: &str = "sources/";

/// The program.
const ORIGIN: &str = "perusal";

/// The date of what has none, where other programs break without one.
const UNDATED: &str = "1970-01-01T00:00:00Z";

/// From so many passages on the parts that tell of all articles may have more bytes than an archive without
/// ZIP64 can count.
const MANY: usize = 400_000;

/// How often the articles are gone through.
pub(super) const PASSES: usize = 3;

/// Names and numbers of those who mark.
pub(super) struct Users {
    /// Who reads.
    pub(super) person: String,
    /// What suggests.
    pub(super) tagger: String,
}

impl Users {
    fn new() -> Self {
        let guid = |who| Guid::of(&["user", who]).capitals();
        Self { person: guid("person"), tagger: guid("perusal") }
    }
}

/// What is written of an article besides its marks.
struct Names {
    /// Its number.
    guid: String,
    /// That of the memo on it.
    note: String,
}

impl Names {
    fn of(name: &str) -> Self {
        Self {
            guid: Guid::of(&["article", name]).capitals(),
            note: Guid::of(&["memo", "article", name]).capitals(),
        }
    }
}

fn text_part(guid: &str) -> String {
    format!("{SOURCES}{guid}.txt")
}

fn text_path(guid: &str) -> String {
    format!("internal://{guid}.txt")
}

/// Writes a codebook.
///
/// # Errors
/// Those of the writer.
pub(super) fn write_codebook(extract: &Extract, out: &mut dyn Write) -> io::Result<Written> {
    let codes = Codes::of(&extract.codebook);
    let mut xml = Xml::begin(BufWriter::new(out))?;
    xml.start("CodeBook")?;
    xml.attribute("xmlns", "urn:QDA-XML:codebook:1.0")?;
    xml.attribute("origin", ORIGIN)?;
    codes.write(&mut xml, false)?;
    xml.finish()?.flush()?;
    Ok(Written { articles: 0, passages: codes.count(), rows: codes.count() })
}

/// An archive on its way.
type Zip<'a> = ZipWriter<StreamWriter<Gate<BufWriter<&'a mut dyn Write>>>>;

/// Writes a project.
///
/// # Errors
/// Those of the source and of the writer.
pub(super) fn write_project(
    extract: &Extract,
    source: &mut dyn Source,
    out: &mut dyn Write,
) -> io::Result<Written> {
    let mut zip = ZipWriter::new_stream(Gate { out: BufWriter::new(out), is_shut: false });
    let all = extract.signs(|_, _| true);
    let is_large = extract.passages() > MANY;
    write_texts(extract, source, &mut zip)?;
    part(&mut zip, PROJECT, is_large)?;
    let hashed = Hashed { out: BufWriter::new(&mut zip), hash: Sha1::new() };
    let (written, hashed) = describe(extract, &all, source, hashed)?;
    let hash = hashed.finish()?;
    part(&mut zip, SIDECAR, is_large)?;
    sidecar::write(extract, &all, source, &hash, &mut BufWriter::new(&mut zip))?;
    zip.finish()?.into_inner().flush()?;
    Ok(written)
}

/// Begins a part. No date: the same is written each time.
fn part(zip: &mut Zip<'_>, name: &str, is_large: bool) -> io::Result<()> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .unix_permissions(0o644)
        .large_file(is_large);
    Ok(zip.start_file(name, options)?)
}

/// The texts of articles and memos, a part each.
fn write_texts(extract: &Extract, source: &mut dyn Source, zip: &mut Zip<'_>) -> io::Result<()> {
    for (_, theme) in extract.codebook.themes().filter(|(_, theme)| !theme.memo.is_empty()) {
        part(zip, &text_part(&codes::theme_note(&theme.name)), false)?;
        zip.write_all(theme.memo.as_bytes())?;
    }
    for shown in extract.all() {
        source.give(shown.id, &mut |article| {
            let names = Names::of(&article.name);
            part(zip, &text_part(&names.guid), false)?;
            zip.write_all(article.document.text.as_bytes())?;
            let memo = article.card().memo;
            if !memo.is_empty() {
                part(zip, &text_part(&names.note), false)?;
                zip.write_all(memo.as_bytes())?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// A memo that is told of behind the articles.
struct Note {
    guid: String,
    name: String,
}

/// The description of what is marked.
fn describe<W: Write>(
    extract: &Extract,
    all: &[bool],
    source: &mut dyn Source,
    out: W,
) -> io::Result<(Written, W)> {
    let (users, codes) = (Users::new(), Codes::of(&extract.codebook));
    let mut xml = Xml::begin(out)?;
    xml.start("Project")?;
    xml.attribute("xmlns", "urn:QDA-XML:project:1.0")?;
    xml.attribute("name", extract.codebook.title.as_deref().unwrap_or("perusal"))?;
    xml.attribute("origin", ORIGIN)?;
    xml.attribute("creatingUserGUID", &users.person)?;
    xml.start("Users")?;
    // Whose marks show at first elsewhere, is the first.
    for (guid, name) in [(&users.person, "person"), (&users.tagger, ORIGIN)] {
        xml.start("User")?;
        xml.attribute("guid", guid)?;
        xml.attribute("name", name)?;
        xml.end()?;
    }
    xml.end()?;
    xml.start("CodeBook")?;
    codes.write(&mut xml, true)?;
    xml.end()?;
    let mut writer = article::Writer::new(&codes, &users);
    let mut written = Written::default();
    let mut notes: Vec<Note> = Vec::new();
    let mut note_names = codes::Names::default();
    for (_, theme) in extract.codebook.themes().filter(|(_, theme)| !theme.memo.is_empty()) {
        let name = note_names.unique(&format!("memo on {}", theme.name), "memo");
        notes.push(Note { guid: codes::theme_note(&theme.name), name });
    }
    for (nth, shown) in extract.all().enumerate() {
        if nth == 0 {
            xml.start("Sources")?;
        }
        let shown: Shown<'_> = shown;
        source.give(shown.id, &mut |article| {
            let passages = shown.of(article, extract, all);
            let rows = writer.write(article, &passages, &mut xml)?;
            written.rows += rows;
            written.articles += usize::from(rows > 0);
            if !article.card().memo.is_empty() {
                let title = format!("memo on {}", article.document.title());
                let name = note_names.unique(&title, "memo");
                notes.push(Note { guid: Names::of(&article.name).note, name });
            }
            Ok(())
        })?;
    }
    if extract.all().next().is_some() {
        xml.end()?;
    }
    if !notes.is_empty() {
        xml.start("Notes")?;
        for note in &notes {
            xml.start("Note")?;
            xml.attribute("guid", &note.guid)?;
            xml.attribute("name", &note.name)?;
            xml.attribute("plainTextPath", &text_path(&note.guid))?;
            xml.attribute("creatingUser", &users.person)?;
            xml.attribute("creationDateTime", UNDATED)?;
            xml.end()?;
        }
        xml.end()?;
    }
    written.passages = written.rows;
    Ok((written, xml.finish()?))
}

/// A writer that tells of its first fault and takes all that comes then for nothing: an archive that is given
/// up is ended all the same, and would complain to the terminal if that failed.
struct Gate<W> {
    out: W,
    is_shut: bool,
}

impl<W: Write> Gate<W> {
    fn told<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        self.is_shut |= matches!(&result, Err(fault) if fault.kind() != io::ErrorKind::Interrupted);
        result
    }
}

impl<W: Write> Write for Gate<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.is_shut {
            return Ok(bytes.len());
        }
        let taken = self.out.write(bytes);
        self.told(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.is_shut {
            return Ok(());
        }
        let flushed = self.out.flush();
        self.told(flushed)
    }
}

/// A writer that knows the SHA-1 of all that went through it.
struct Hashed<W> {
    out: W,
    hash: Sha1,
}

impl<W: Write> Hashed<W> {
    fn finish(mut self) -> io::Result<String> {
        self.out.flush()?;
        Ok(self.hash.digest().to_string())
    }
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.out.write(bytes)?;
        self.hash.update(bytes.get(..taken).unwrap_or_default());
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
