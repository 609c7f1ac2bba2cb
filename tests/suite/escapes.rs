//! A text cannot drive the terminal: hostile articles under hostile names go through the reader
//! and the commands, and every escape sequence written must be one that is the program's own.

use std::ffi::OsString;
use std::fs;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::symlink;
use std::path::PathBuf;

use tempfile::TempDir;

use crate::support::piped::run_in;
use crate::support::session::{Look, Session};

/// A folder, and the name of a folder in it whose name and files are hostile.
struct Trap {
    folder: TempDir,
    inner: OsString,
}

/// What a terminal would obey, in the title, in running text, in a heading, at the end.
const ARTICLE: &[u8] = b"\x1b]0;stolen title\x07A \x1b[31mred\x1b[0m title \x9b1m\xc2\x9b2J\n\n\
    \x1b]52;c;c3RvbGVu\x07 At 43% the risk \x1b[6n is to improve \x1b[?1049l nothing \x1bP1;2qdcs\x1b\\ here. \
    \xc2\x9d0;osc\xc2\x9c and \xc2\x90dcs\xc2\x9c and \x1bc\x1b(0\x0e\x0f\x08\x07 end.\n\n\
    \xe2\x80\xaegpj.exe\xe2\x80\xac \xe2\x81\xa6isolated\xe2\x81\xa9 \xd8\x9c\xe2\x80\x8f marks: 12% risk.\n\n\
    \x1b[?1000h\x1b[?2026h A 9% risk \x1b#8\x1b[5i\x1b[c\x1b[>c\x1b[18t\x1b_apc\x1b\\ is worse\r\x0b\x0c\x7f\x00\n";

fn trap() -> Trap {
    let folder = tempfile::tempdir().expect("a folder");
    let inner = OsString::from_vec(b"dir\x1b]2;dir\x07\n\xe2\x80\xae\x1b[2J".to_vec());
    let below = folder.path().join(&inner);
    fs::create_dir(&below).expect("a folder");
    let file = |name: &[u8]| below.join(OsString::from_vec(name.to_vec()));
    fs::write(file(b"a\x1b[31m\nred\x9b\xc2\x9b.txt"), ARTICLE).expect("a file");
    symlink(file(b"l\x1b]52;c;eA==\x07\nx"), file(b"l\x1b]52;c;eA==\x07\nx")).expect("a link");
    fs::write(file(b"z\x1b[6n\xe2\x80\xae\n"), b"").expect("a file");
    Trap { folder, inner }
}

/// What perusal writes that is no text. An error names the first thing that it must not.
fn check(bytes: &[u8], may_drive: bool) -> Result<(), String> {
    let text = std::str::from_utf8(bytes).map_err(|error| format!("no UTF-8: {error}"))?;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let behind = || chars.as_str().chars().take(20).collect::<String>();
        match c {
            '\x1b' if may_drive => {
                let (sequence, rest) = own_sequence(chars.as_str())
                    .ok_or_else(|| format!("ESC{:?} is not the program's own", behind()))?;
                let _: &str = sequence;
                chars = rest.chars();
            }
            '\n' => {}
            '\r' if may_drive => {}
            '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => {
                return Err(format!("direction is changed before {:?}", behind()));
            }
            c if c.is_control() => return Err(format!("{c:?} is sent before {:?}", behind())),
            _ => {}
        }
    }
    Ok(())
}

/// A control sequence that the program may send, and what follows; `text` starts behind ESC.
fn own_sequence(text: &str) -> Option<(&str, &str)> {
    let body = text.strip_prefix('[')?;
    let end = body.find(|c: char| !matches!(c, '0'..='9' | ';' | ':' | '?'))?;
    let (parameters, rest) = body.split_at_checked(end)?;
    let last = rest.chars().next()?;
    let is_own = match (last, parameters) {
        ('h' | 'l', "?25" | "?1000" | "?1006" | "?1049" | "?2004" | "?2026") => true,
        ('m' | 'C' | 'G' | 'H' | 'J' | 'K' | 'X', parameters) => !parameters.contains('?'),
        _ => false,
    };
    let end = end + last.len_utf8();
    is_own.then_some(body.split_at_checked(end)?)
}

#[track_caller]
fn assert_safe(bytes: &[u8], may_drive: bool) {
    if let Err(fault) = check(bytes, may_drive) {
        panic!("{fault}");
    }
}

#[test]
fn the_check_knows_own_from_foreign() {
    assert_eq!(check(b"\x1b[?1049h\x1b[38;5;214mA\x1b[0m\x1b[1;1H\r\n", true), Ok(()));
    for foreign in [
        &b"\x1b]52;c;eA==\x07"[..],
        b"\x1b[6n",
        b"\x1bPq\x1b\\",
        b"\x1b[?1003h",
        b"\xc2\x9b1m",
        b"\x9b1m",
        b"\x07",
        b"\xe2\x80\xae",
        b"\xd8\x9c",
        b"\x1bc",
        b"\x1b[?25m",
    ] {
        assert!(check(foreign, true).is_err(), "{foreign:?}");
    }
    assert!(check(b"\x1b[0m", false).is_err());
}

#[test]
fn a_hostile_article_is_read_without_harm() {
    let trap = trap();
    let mut session = Session::perusal_in(trap.folder.path(), &[&trap.inner], (140, 30));
    session
        .wait_for("its marks", |s| s.shows("^[]0;stolen title^G") && s.shows("2 files could not"));
    for (keys, what, words) in [
        ("R", "the source", "(source)"),
        ("G", "its end", "^[[5i"),
        ("R", "the article", "^[[5i"),
        ("g/stolen<Enter>", "a match", "'stolen': 1 of"),
        ("t", "the themes", "Enter toggles"),
        ("<Tab>", "the articles", "Enter opens"),
        ("<Tab><Tab>", "the passages", "Enter reads"),
        (":problems<Enter>", "the problems", "l^[]52;c;eA==^G"),
    ] {
        session.type_keys(keys);
        session.wait_for(what, |screen| screen.shows(words));
    }
    session.type_keys("q]:open red<Enter>");
    session.wait_for("the reader", |s| s.shows("art 1/1"));
    session.send(b"\x1b[200~\x1b]0;pasted\x07\x1b[201~:\x1b[200~pas\x1b]0;ted\x07\x1b[201~");
    session.wait_for("the pasted line", |s| s.shows(":pas"));
    session.resize(40, 12);
    session.type_keys("<C-c>Q");
    let ended = session.finish();
    assert_eq!(ended.code, 1);
    assert_safe(&ended.bytes, true);
}

#[test]
fn a_hostile_name_is_told_on_one_safe_line() {
    let trap = trap();
    let missing: PathBuf = PathBuf::from(&trap.inner).join("none\u{9b}\x1b[6n\n.txt");
    let session = Session::perusal_in(trap.folder.path(), &[&missing], (100, 30));
    let ended = session.finish();
    assert_eq!(ended.code, 2);
    assert_safe(&ended.bytes, true);
    assert!(!ended.bytes.contains(&0x1b), "an error needs no escape sequence");
    assert_eq!(String::from_utf8_lossy(&ended.bytes).lines().count(), 1);
}

#[test]
fn the_commands_write_no_control_characters() {
    let trap = trap();
    for args in
        [&["show"][..], &["list"], &["list", "--format", "json"], &["list", "--format", "csv"], &[]]
    {
        let mut all: Vec<OsString> = args.iter().map(OsString::from).collect();
        all.push(trap.inner.clone());
        let run = run_in(trap.folder.path(), &all, b"");
        assert_eq!(run.code, Some(1), "{args:?}");
        assert_eq!(run.err.lines().count(), 2, "{args:?}: a line each:\n{:?}", run.err);
        assert!(run.out.contains("stolen title"), "{args:?}");
        assert_safe(run.out.as_bytes(), false);
        assert_safe(run.err.as_bytes(), false);
    }
}

#[test]
fn errors_about_arguments_are_safe_too() {
    let name = "x\x1b]0;t\x07\u{202e}";
    for args in [
        vec!["list", "--theme", name],
        vec!["show", "--codebook", name],
        vec!["list", "--kind", name],
    ] {
        let run = run_in(".".as_ref(), &args, b"");
        assert_eq!(run.code, Some(2), "{args:?}");
        assert_safe(run.err.as_bytes(), false);
    }
    let unknown = format!("--{name}");
    assert_safe(run_in(".".as_ref(), &[unknown], b"").err.as_bytes(), false);
}
