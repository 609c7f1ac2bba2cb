//! What the command line asks for, carried out: a file a room of commands. Understands no article itself, and
//! reads no argument; [`crate::args`] does.

mod exchange;
mod output;
mod pile;
mod print;
mod read;
mod tag;

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use anyhow::Context;

use crate::app::keys;
use crate::args::{Arguments, Care, Choice, Command, Display, Pile, Wanted};
use crate::library::Problem;
use crate::plain::{self, Answering, Format, manual};

use exchange::{export, import};
use pile::{existing, open_codebook};
use print::{agree, search, suggest, survey};
use read::read;
use tag::{tag, tag_lines};

/// Everything was opened.
pub const ALL: u8 = 0;
/// Some of it could not be opened.
const SOME: u8 = 1;
/// Nothing could be done.
pub const NOTHING: u8 = 2;

/// Does what is asked for; gives the exit code.
///
/// # Errors
/// Says why nothing could be done, or that whoever reads the output is gone.
pub fn perform(arguments: Arguments) -> anyhow::Result<u8> {
    match arguments.command {
        None if io::stdout().is_terminal() => read(&arguments),
        None => {
            let choice = Choice { pile: arguments.pile, wanted: Wanted::default() };
            survey(&choice, Format::Text, Display::default(), plain::show)
        }
        Some(Command::Show { choice, format, display }) => {
            survey(&choice, format, display, plain::show)
        }
        Some(Command::List { choice, format, display }) => {
            survey(&choice, format, display, plain::list)
        }
        Some(Command::Stats { choice, format, display }) => {
            survey(&choice, format, display, plain::stats)
        }
        Some(Command::Export { choice, wish }) => export(&choice, &wish),
        Some(Command::Import { files, library, bounds }) => import(&files, library, bounds),
        Some(Command::Themes { choice, format, display }) => suggest(&choice, format, display),
        Some(Command::Tag { paths, input: _, unit, jobs, codebook, bounds }) => {
            let answering = Answering::by(open_codebook(codebook.as_deref())?, unit);
            let pile = Pile { paths, bounds, ..Pile::default() };
            if pile.paths.is_empty() {
                tag_lines(&answering, jobs)
            } else {
                tag(&pile, &answering, jobs)
            }
        }
        Some(Command::Search { query, format, limit, library, wanted, display }) => {
            let pile = Pile { library, ..Pile::default() };
            search(&query.join(" "), format, limit, &Choice { pile, wanted }, display)
        }
        Some(Command::Agree { first, second, list, format, display }) => {
            agree([&first, &second], list, format, display)
        }
        Some(Command::Library { library, care }) => look_after(library, &care),
        Some(Command::Keys) => say(&keys::as_text()),
        Some(Command::Completions { shell }) => say(manual::completions(shell)),
        Some(Command::Man { command }) => {
            let command = command.unwrap_or_default();
            let page = manual::page(&command).with_context(|| {
                let pages = manual::pages().collect::<Vec<_>>().join(", ");
                format!("the manual has no page about {command:?}, but about {pages}")
            })?;
            say(page)
        }
    }
}

/// Writes a text as it is.
fn say(text: &str) -> anyhow::Result<u8> {
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(ALL)
}

/// Checks a library, copies it, or makes it small.
fn look_after(library: Option<PathBuf>, care: &Care) -> anyhow::Result<u8> {
    let mut store = existing(library)?;
    let mut out = io::stdout().lock();
    let is_sound = match care {
        Care::Check => plain::library::check(&store, &mut out)?,
        Care::Backup { file } => plain::library::backup(&store, file, &mut out).map(|()| true)?,
        Care::Compact => plain::library::compact(&mut store, &mut out).map(|()| true)?,
    };
    Ok(if is_sound { ALL } else { SOME })
}

fn report(problems: &[Problem]) {
    for problem in problems {
        complain(&problem.to_string());
    }
}

fn exit_code(articles: usize, problems: &[Problem]) -> u8 {
    match (articles, problems.is_empty()) {
        (0, _) => NOTHING,
        (_, true) => ALL,
        (_, false) => SOME,
    }
}

/// Says something on standard error, unless nobody is there any more.
pub fn complain(what: &str) {
    drop(writeln!(io::stderr(), "perusal: {what}"));
}
