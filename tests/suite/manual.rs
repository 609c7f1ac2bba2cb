//! The manual and the shells' completions are what the command line and the table of keys say. With
//! `PERUSAL_MANUAL=write` they are written anew.

use std::path::{Path, PathBuf};
use std::{env, fs};

use clap::{Command, CommandFactory};
use clap_complete::{Shell, generate};
use clap_mangen::Man;
use perusal::app::keys;
use perusal::args::Arguments;
use perusal::plain::manual;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/manual")
}

/// Plain lines as the manual's own markup has them, as they are.
fn verbatim(text: &str) -> String {
    let line = |line: &str| {
        let line = line.replace('\\', "\\e").replace('-', "\\-");
        if line.starts_with(['.', '\'']) { format!("\\&{line}\n") } else { line + "\n" }
    };
    text.lines().map(line).collect()
}

fn page(command: &Command) -> String {
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page).expect("memory");
    String::from_utf8(page).expect("UTF-8")
}

/// All files of the manual by their names.
fn made() -> Vec<(String, String)> {
    let mut program = Arguments::command();
    let mut files = Vec::new();
    for shell in [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::PowerShell] {
        let mut script = Vec::new();
        generate(shell, &mut program, "perusal", &mut script);
        let name = match shell {
            Shell::Bash => "perusal.bash",
            Shell::Zsh => "_perusal",
            Shell::Fish => "perusal.fish",
            _ => "_perusal.ps1",
        };
        files.push((name.to_owned(), String::from_utf8(script).expect("UTF-8")));
    }
    program.build();
    let keys = format!(".SH KEYS\n.nf\n{}.fi\n", verbatim(&keys::as_text()));
    files.push(("perusal.1".to_owned(), page(&program) + &keys));
    for name in manual::pages() {
        let command = program.find_subcommand(name).expect("a command");
        files.push((format!("perusal-{name}.1"), page(command)));
    }
    files
}

#[test]
fn the_manual_is_what_the_program_takes() {
    for (name, made) in made() {
        let path = folder().join(&name);
        if env::var_os("PERUSAL_MANUAL").is_some_and(|wish| wish == "write") {
            fs::write(&path, &made).expect("the folder of the manual");
        }
        let there = fs::read_to_string(&path).unwrap_or_default();
        assert!(there == made, "{name} is old: PERUSAL_MANUAL=write cargo test manual");
    }
    let listed = fs::read_dir(folder()).expect("the folder of the manual").count();
    assert_eq!(listed, made().len(), "files that nothing makes");
}

#[test]
fn every_command_has_a_page() {
    let without = ["completions", "keys", "man"];
    let program = Arguments::command();
    let commands = program.get_subcommands().map(Command::get_name);
    let commands: Vec<_> = commands.filter(|name| !without.contains(name)).collect();
    let mut sorted = commands.clone();
    sorted.sort_unstable();
    assert!(manual::pages().eq(sorted), "{commands:?}");
    assert!(manual::page("").is_some_and(|page| page.contains(".SH KEYS")));
}
