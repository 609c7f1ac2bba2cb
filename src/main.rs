//! The program: arguments in, exit code out. Everything else is in the library.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use perusal::args::Arguments;
use perusal::commands::{ALL, NOTHING, complain, perform};
use perusal::text::shown::safe;

fn main() -> ExitCode {
    let arguments = match arguments() {
        Ok(arguments) => arguments,
        Err(answer) => return explain(&answer),
    };
    match perform(arguments) {
        Ok(code) => ExitCode::from(code),
        Err(error) if is_broken_pipe(&error) => ExitCode::from(ALL),
        Err(error) => {
            complain(&safe(&format!("{error:#}")));
            ExitCode::from(NOTHING)
        }
    }
}

/// What was asked for. Where nothing was, the parser's code need not be brought into memory on the
/// way to the first frame.
fn arguments() -> Result<Arguments, clap::Error> {
    if std::env::args_os().len() > 1 { Arguments::try_parse() } else { Ok(Arguments::default()) }
}

/// Help, the version, or what is wrong with the arguments; these may hold any character.
fn explain(answer: &clap::Error) -> ExitCode {
    let words = answer.to_string();
    let words = safe(&words);
    let is_fault = answer.use_stderr();
    let mut out: Box<dyn Write> =
        if is_fault { Box::new(io::stderr()) } else { Box::new(io::stdout()) };
    // Whoever asked may be gone by now.
    drop(write!(out, "{words}"));
    ExitCode::from(if is_fault { NOTHING } else { ALL })
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let cause = error.downcast_ref::<io::Error>();
    cause.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
