//! Files that a person asks for while reading: a codebook to load, a text to write, a memo in an editor
//! of their own. Errors are words for the person.

use std::env;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{self, Command};

use super::beside::Beside;
use crate::tag::Codebook;

/// Lets the person edit a text in `$VISUAL`, `$EDITOR` or vi. The terminal must be given back before.
///
/// # Errors
/// Says what went wrong; the text is then as it was.
pub(super) fn edit(text: &str) -> Result<String, String> {
    let set = |name| env::var(name).ok().filter(|editor| !editor.trim().is_empty());
    let editor = set("VISUAL").or_else(|| set("EDITOR")).unwrap_or_else(|| "vi".to_owned());
    let path = env::temp_dir().join(format!("perusal-memo-{}.txt", process::id()));
    let edited = edit_file(&editor, &path, text);
    // Nobody else knows of it.
    drop(fs::remove_file(&path));
    edited
}

fn edit_file(editor: &str, path: &Path, text: &str) -> Result<String, String> {
    let told = |error: io::Error| format!("{} could not be written: {error}", path.display());
    let mut file = private(path).map_err(told)?;
    file.write_all(text.as_bytes()).map_err(told)?;
    drop(file);
    // An editor may be set with arguments: "code --wait".
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or("vi");
    let status = Command::new(program).args(words).arg(path).status();
    match status {
        Ok(status) if status.success() => {
            let bytes = fs::read(path).map_err(|error| format!("the memo is gone: {error}"))?;
            Ok(String::from_utf8_lossy(&bytes).into_owned())
        }
        Ok(status) => Err(format!("{program} ended with {status}: the memo stays as it was")),
        Err(error) => Err(format!(
            "{program} could not be started ({error}): set EDITOR to the name of yours"
        )),
    }
}

/// A new file that only this person may read.
fn private(path: &Path) -> io::Result<fs::File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Reads a codebook; gives it with the name of its file.
///
/// # Errors
/// Says what is wrong with it.
pub(super) fn load(path: &str) -> Result<(Codebook, String), String> {
    let source = fs::read_to_string(home(path)).map_err(|error| format!("{path}: {error}"))?;
    let codebook = Codebook::parse(&source, path).map_err(|error| error.to_string())?;
    Ok((codebook, path.to_owned()))
}

/// Writes a text to a file, whole or not at all; says what came of it.
pub(super) fn write(path: &str, text: &str, over: bool) -> String {
    let target = home(path);
    if !over && target.exists() {
        return format!("{path} is there already: a ! behind the command replaces it");
    }
    match replace(&target, text) {
        Ok(()) => format!("written to {path}"),
        Err(error) => format!("{path} could not be written: {error}"),
    }
}

fn replace(target: &Path, text: &str) -> io::Result<()> {
    let mut beside = Beside::of(target)?;
    beside.file().write_all(text.as_bytes())?;
    beside.put()
}

/// A path as a person types it, where no shell has read it.
pub(super) fn home(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), env::var_os("HOME")) {
        (Some(rest), Some(home)) => Path::new(&home).join(rest),
        _ => PathBuf::from(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_codebook_is_written_once_and_read_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("themes.toml").display().to_string();
        let codebook = Codebook::bundled();
        assert!(write(&path, &codebook.to_toml(), false).starts_with("written"));
        assert!(write(&path, "", false).contains("is there already"));
        assert_eq!(load(&path), Ok((codebook, path.clone())));
        assert!(write(&path, "broken [", true).starts_with("written"));
        assert!(load(&path).is_err_and(|why| why.contains("themes.toml:1")));
        assert!(write("no/such/folder/x", "", false).contains("could not be written"));
        let left = fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(left, 1, "nothing is left beside it");
    }

    #[test]
    fn an_editor_that_fails_changes_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("memo.txt");
        assert_eq!(edit_file("true", &path, "as it was"), Ok("as it was".to_owned()));
        fs::remove_file(&path).expect("removed");
        assert!(edit_file("false", &path, "x").is_err_and(|why| why.contains("stays as it was")));
        fs::remove_file(&path).expect("removed");
        assert!(edit_file("no-such-editor", &path, "x").is_err_and(|why| why.contains("EDITOR")));
    }
}
