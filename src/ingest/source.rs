//! One source: its bytes, and the outcomes they give. Knows no other sources and no threads.

use std::collections::HashMap;
use std::fs;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use super::parts::{Pieces, Text};
use super::{Opened, Orders, Outcome, fetch};
use crate::format::{self, Leaf, Limits, Refusal, plain};
use crate::library::{Article, Problem, part};
use crate::tag::Tagging;
use crate::text::word;

/// The bundled articles, byte for byte as they were scraped: name and source.
pub const BUNDLED: [(&str, &[u8]); 3] = [
    (
        "job-security-in-the-age-of-ai.txt",
        include_bytes!("../../assets/articles/job-security-in-the-age-of-ai.txt"),
    ),
    (
        "bridging-the-tech-skills-gap.txt",
        include_bytes!("../../assets/articles/bridging-the-tech-skills-gap.txt"),
    ),
    (
        "nhs-administrative-roles.txt",
        include_bytes!("../../assets/articles/nhs-administrative-roles.txt"),
    ),
];

/// The place of what is piped in.
const STDIN: &str = "standard input";

/// A source to be read.
#[derive(Debug)]
pub(super) struct Job {
    /// Where it is, as a person reads it.
    pub(super) place: String,
    way: Way,
}

/// How its bytes are come by.
#[derive(Debug)]
enum Way {
    Bundled(&'static [u8]),
    File(PathBuf),
    Stdin,
    /// From the web; its place is the address.
    Address,
    /// Not at all, for this reason.
    None(String),
}

impl Job {
    pub(super) fn bundled(name: &str, bytes: &'static [u8]) -> Self {
        Self { place: name.to_owned(), way: Way::Bundled(bytes) }
    }

    pub(super) fn stdin() -> Self {
        Self { place: STDIN.to_owned(), way: Way::Stdin }
    }

    pub(super) fn address(address: String) -> Self {
        Self { place: address, way: Way::Address }
    }

    pub(super) fn file(path: PathBuf) -> Self {
        Self { place: path.display().to_string(), way: Way::File(path) }
    }

    /// A source of which only the fault is known.
    pub(super) fn faulty(place: String, why: String) -> Self {
        Self { place, way: Way::None(why) }
    }

    /// Reads and marks it; `is_first` sends its first article ahead of its marks. `sink` says whether
    /// to go on.
    pub(super) fn perform(
        self,
        orders: &Orders,
        tagging: &Tagging,
        is_first: bool,
        sink: &mut dyn FnMut(Outcome) -> bool,
    ) {
        let Self { place, way } = self;
        let mut names = Names::of(&place, &way);
        let limits = &orders.limits;
        let bytes = match way.read(&place, limits) {
            Ok(Bytes::Whole(bytes)) => bytes,
            Ok(Bytes::Parts(pieces)) => {
                let text = Text { place: &place, orders, tagging };
                return text.perform(pieces, &mut names, is_first, sink);
            }
            Err(why) => {
                sink(Outcome::Problem(Problem { place, why }));
                return;
            }
        };
        let mut ahead = is_first;
        format::read(bytes, &place, limits, &mut |found| match found {
            Ok(leaf) => {
                let name = names.of_leaf(&leaf);
                give(&place, name, leaf, tagging, std::mem::take(&mut ahead), sink)
            }
            Err(Refusal { part, why }) => {
                let place = part_of(&place, part);
                sink(Outcome::Problem(Problem { place, why }))
            }
        });
    }
}

/// What is come by.
enum Bytes {
    /// All of a source.
    Whole(Vec<u8>),
    /// A long text, a part at a time.
    Parts(Pieces),
}

impl Way {
    /// The bytes, or why they cannot be had.
    fn read(self, place: &str, limits: &Limits) -> Result<Bytes, String> {
        match self {
            Self::Bundled(bytes) => Ok(Bytes::Whole(bytes.to_vec())),
            Self::File(path) => read_file(&path, limits).map_err(|error| explain(&error)),
            Self::Stdin => read_stdin(limits).map_err(|error| explain(&error)),
            Self::Address => {
                let patience = fetch::Patience::default();
                let fetched = fetch::fetch(place, limits, &patience);
                fetched.map(Bytes::Whole).map_err(|error| explain(&error))
            }
            Self::None(why) => Err(why),
        }
    }
}

/// The place of a part of a source: its name behind a number sign.
pub(super) fn part_of(place: &str, part: Option<String>) -> String {
    part.map_or_else(|| place.to_owned(), |part| format!("{place}#{part}"))
}

/// The names of the articles of a source, the same whenever it is read.
pub(super) struct Names {
    source: String,
    /// The name of the text that comes in parts, once its first was given.
    text: Option<String>,
    /// How often each was given: two parts of a source may say the same.
    given: HashMap<String, usize>,
}

impl Names {
    fn of(place: &str, way: &Way) -> Self {
        let source = match way {
            Way::Bundled(_) => format!("perusal:{place}"),
            // Whatever folder the program is started in.
            Way::File(path) => {
                std::path::absolute(path).as_ref().unwrap_or(path).display().to_string()
            }
            Way::Stdin | Way::Address | Way::None(_) => place.to_owned(),
        };
        Self { source, text: None, given: HashMap::new() }
    }

    /// The name of what a source gives next. The parts of a text go by its name and their numbers.
    pub(super) fn of_leaf(&mut self, leaf: &Leaf) -> String {
        let number = leaf.document.part();
        if let (Some(number), Some(text)) = (number.filter(|nth| *nth > 1), &self.text) {
            return part::name(text, number);
        }
        let name = self.of_whole(leaf);
        self.text = number.map(|_| name.clone());
        name
    }

    /// What comes from a file of its own has that file's name. Parts of a feed or mailbox go by what
    /// they say of themselves, since others come in before them; what was piped in, by its words.
    fn of_whole(&mut self, leaf: &Leaf) -> String {
        let document = &leaf.document;
        let said = match &leaf.name {
            Some(_) => {
                let date = document.heading.date.unwrap_or_default().of(&document.text);
                format!("{}\n{date}", document.title())
            }
            None if self.source == STDIN => document.text.clone(),
            None => return self.source.clone(),
        };
        let name = format!("{}#{:016x}", self.source, word::hash(&said));
        let given = self.given.entry(name.clone()).or_default();
        *given += 1;
        if *given == 1 { name } else { format!("{name}-{given}") }
    }
}

/// Marks an article and gives it, its text ahead if wished.
pub(super) fn give(
    place: &str,
    name: String,
    leaf: Leaf,
    tagging: &Tagging,
    ahead: bool,
    sink: &mut dyn FnMut(Outcome) -> bool,
) -> bool {
    let Leaf { name: part, source, document } = leaf;
    let place = part_of(place, part);
    if !ahead {
        let article = Article::marked(place, source, document, tagging.tagger());
        return sink(Outcome::Article(Box::new(article.named(name))));
    }
    let article = Article::unmarked(place, source, document).named(name);
    let opened = Opened::of(&article);
    sink(Outcome::Opened(Box::new(article))) && sink(opened.mark(tagging))
}

fn read_stdin(limits: &Limits) -> io::Result<Bytes> {
    if io::stdin().is_terminal() {
        // Keys come from there, and both would get half of them.
        return Err(io::Error::other("is the terminal: pipe a text into 'perusal -' instead"));
    }
    read(Box::new(io::stdin()), STDIN, None, limits)
}

fn read_file(path: &Path, limits: &Limits) -> io::Result<Bytes> {
    let about = fs::metadata(path)?;
    if !about.is_file() {
        return Err(io::Error::other("is no regular file: pipe its text to 'perusal -' instead"));
    }
    if about.len() > limits.source {
        return Err(too_large(limits));
    }
    // A file that grows meanwhile is read up to the bound.
    let file = fs::File::open(path)?.take(limits.source);
    let name = path.to_string_lossy();
    read(Box::new(file), &name, Some(about.len()), limits)
}

/// Reads all of a source, or only the beginning of what is read in parts. `size` is how many bytes there
/// are, where that is known.
fn read(
    mut source: Box<dyn Read>,
    name: &str,
    size: Option<u64>,
    limits: &Limits,
) -> io::Result<Bytes> {
    let reserved = |bytes: u64| usize::try_from(bytes).unwrap_or_default();
    let mut bytes = Vec::with_capacity(reserved(size.unwrap_or_default().min(limits.whole + 1)));
    source.by_ref().take(limits.whole + 1).read_to_end(&mut bytes)?;
    let read = bytes.len() as u64;
    if read <= limits.whole {
        return if read <= limits.source {
            Ok(Bytes::Whole(bytes))
        } else {
            Err(too_large(limits))
        };
    }
    if plain::comes_in_parts(&bytes, name) {
        return Ok(Bytes::Parts(Pieces::new(bytes, source, size, limits)));
    }
    bytes.reserve_exact(reserved(size.unwrap_or_default().saturating_sub(read)));
    source.take((limits.source + 1).saturating_sub(read)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limits.source {
        return Err(too_large(limits));
    }
    Ok(Bytes::Whole(bytes))
}

/// What is wrong with a source that has more bytes than it may.
pub fn too_large(limits: &Limits) -> io::Error {
    let most = limits.source >> 20;
    let why = format!("is larger than {most} MiB: split it, or allow more by --max-size");
    io::Error::other(why)
}

/// Why a file could not be read, as said behind its name.
pub fn explain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "is not there: check the name".to_owned(),
        io::ErrorKind::PermissionDenied => "may not be read: check its permissions".to_owned(),
        io::ErrorKind::Other => error.to_string(),
        _ => format!("could not be read: {error}"),
    }
}
