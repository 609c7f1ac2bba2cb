//! Files, folders and standard input to articles. Reads and marks; keeps nothing, shows nothing.

use std::fs;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::format::{self, Leaf, Limits, Refusal};
use crate::library::{Article, Problem};
use crate::tag::Tagger;

/// Where articles come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// The three articles inside the program.
    Bundled,
    /// A file or a folder.
    Path(PathBuf),
    /// Standard input, as one article.
    Stdin,
}

/// What came of one source.
#[derive(Debug)]
pub enum Outcome {
    /// An article.
    Article(Box<Article>),
    /// Nothing, and why.
    Problem(Problem),
}

/// The bundled articles, byte for byte as they were scraped: name and source.
pub const BUNDLED: [(&str, &[u8]); 3] = [
    (
        "job-security-in-the-age-of-ai.txt",
        include_bytes!("../assets/articles/job-security-in-the-age-of-ai.txt"),
    ),
    (
        "bridging-the-tech-skills-gap.txt",
        include_bytes!("../assets/articles/bridging-the-tech-skills-gap.txt"),
    ),
    (
        "nhs-administrative-roles.txt",
        include_bytes!("../assets/articles/nhs-administrative-roles.txt"),
    ),
];

/// Reads all inputs in order, one outcome for each source. The tagger is asked for when the first
/// source is read and waits for its marks, so that both can be made ready side by side.
pub fn ingest<'a>(
    inputs: &[Input],
    tagger: impl Fn() -> &'a Tagger,
    mut sink: impl FnMut(Outcome),
) {
    let limits = Limits::default();
    let mut take = |place: String, source: io::Result<Vec<u8>>| match source {
        Ok(source) => articles(&place, source, &limits, &tagger, &mut sink),
        Err(error) => sink(Outcome::Problem(Problem { place, why: explain(&error) })),
    };
    for input in inputs {
        match input {
            Input::Bundled => {
                for (name, source) in BUNDLED {
                    take(name.to_owned(), Ok(source.to_vec()));
                }
            }
            Input::Stdin => take("standard input".to_owned(), read_stdin(&limits)),
            Input::Path(path) if path.is_dir() => {
                let mut files = files_below(path).peekable();
                if files.peek().is_none() {
                    let why = "is a folder without files: there is nothing to read";
                    take(path.display().to_string(), Err(io::Error::other(why)));
                }
                for file in files {
                    match file {
                        Ok(path) => take(path.display().to_string(), read_file(&path, &limits)),
                        Err(error) => take(place_of(&error, path), Err(error.into())),
                    }
                }
            }
            Input::Path(path) => take(path.display().to_string(), read_file(path, &limits)),
        }
    }
}

/// The articles of one source, each told from the others by its name behind a number sign.
fn articles<'a>(
    place: &str,
    source: Vec<u8>,
    limits: &Limits,
    tagger: impl Fn() -> &'a Tagger,
    sink: &mut impl FnMut(Outcome),
) {
    format::read(source, place, limits, &mut |found| {
        sink(match found {
            Ok(Leaf { name, source, document }) => {
                let place = name.map_or_else(|| place.to_owned(), |name| format!("{place}#{name}"));
                Outcome::Article(Box::new(Article::marked(place, source, document, tagger())))
            }
            Err(Refusal(why)) => Outcome::Problem(Problem { place: place.to_owned(), why }),
        });
        true
    });
}

fn read_stdin(limits: &Limits) -> io::Result<Vec<u8>> {
    if io::stdin().is_terminal() {
        // Keys come from there, and both would get half of them.
        return Err(io::Error::other("is the terminal: pipe a text into 'perusal -' instead"));
    }
    let mut source = Vec::new();
    io::stdin().lock().take(limits.source).read_to_end(&mut source)?;
    Ok(source)
}

fn read_file(path: &Path, limits: &Limits) -> io::Result<Vec<u8>> {
    let about = fs::metadata(path)?;
    if !about.is_file() {
        return Err(io::Error::other("is no regular file: pipe its text to 'perusal -' instead"));
    }
    if about.len() > limits.source {
        return Err(io::Error::other("is larger than 1 GiB: split it to read it"));
    }
    fs::read(path)
}

/// The files of a folder, in the order of their names; hidden ones are skipped.
fn files_below(folder: &Path) -> impl Iterator<Item = walkdir::Result<PathBuf>> {
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter();
    let shown = walk.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
    shown.filter_map(|entry| match entry {
        Ok(entry) if entry.file_type().is_dir() => None,
        Ok(entry) => Some(Ok(entry.into_path())),
        Err(error) => Some(Err(error)),
    })
}

fn is_hidden(name: &std::ffi::OsStr) -> bool {
    name.as_encoded_bytes().first() == Some(&b'.')
}

fn place_of(error: &walkdir::Error, folder: &Path) -> String {
    error.path().unwrap_or(folder).display().to_string()
}

fn explain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "is not there: check the name".to_owned(),
        io::ErrorKind::PermissionDenied => "may not be read: check its permissions".to_owned(),
        io::ErrorKind::Other => error.to_string(),
        _ => format!("could not be read: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcomes(inputs: &[Input]) -> Vec<Result<String, String>> {
        let mut outcomes = Vec::new();
        let tagger = Tagger::default();
        ingest(
            inputs,
            || &tagger,
            |outcome| {
                outcomes.push(match outcome {
                    Outcome::Article(article) => Ok(article.place.clone()),
                    Outcome::Problem(problem) => Err(problem.to_string()),
                });
            },
        );
        outcomes
    }

    #[test]
    fn the_bundled_articles_open() {
        assert_eq!(outcomes(&[Input::Bundled]).iter().filter(|o| o.is_ok()).count(), 3);
    }

    #[test]
    fn what_cannot_be_read_is_told_and_the_rest_opens() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        let write = |name: &str, bytes: &[u8]| fs::write(path(name), bytes).expect("a file");
        write("a.txt", b"Some words.");
        write("b.txt", b" \n");
        write("c.bin", &[0, 1, 2, 3, 0, 0, 0, 9]);
        write(".hidden", b"Not for you.");
        let found = outcomes(&[Input::Path(folder.path().to_owned()), Input::Path(path("none"))]);
        let [a, b, c, none] = &found[..] else { panic!("{found:?}") };
        assert!(a.is_ok());
        let told = |outcome: &Result<String, String>, words: &str| {
            assert!(outcome.as_ref().is_err_and(|why| why.contains(words)), "{outcome:?}");
        };
        told(b, "is empty");
        told(c, "is no text");
        told(none, "is not there");
    }
}
