//! The program without a terminal: arguments and standard input in, text and exit code out.

use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;

/// What came of one run.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) code: Option<i32>,
}

/// The program with a clean environment, its streams piped.
pub(crate) fn command(args: &[&OsStr]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_perusal"));
    command.args(args).env_clear().env("TZ", "UTC").env("LANG", "C.UTF-8");
    // The library of whoever runs the tests is none of their business.
    command.env("HOME", "/nonexistent").env("XDG_DATA_HOME", "/nonexistent");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs the program with nothing to read.
pub(crate) fn run(args: &[&str]) -> Run {
    run_in(Path::new("."), args, b"")
}

/// Runs the program in a folder with this standard input.
pub(crate) fn run_in(folder: &Path, args: &[impl AsRef<OsStr>], input: &[u8]) -> Run {
    let args: Vec<&OsStr> = args.iter().map(AsRef::as_ref).collect();
    let mut child = command(&args).current_dir(folder).spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    // The program may end without reading it all.
    let feeder = thread::spawn(move || drop(stdin.write_all(&input)));
    let Output { status, stdout, stderr } = child.wait_with_output().expect("the program ends");
    feeder.join().expect("the pipe");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Run { out: text(stdout), err: text(stderr), code: status.code() }
}
