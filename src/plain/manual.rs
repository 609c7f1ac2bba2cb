//! The manual's pages and what shells complete, as they are handed out. Both are made of the command line
//! and the table of keys by a test (`tests/suite/manual.rs`), so that the program carries no maker of them.

use clap::ValueEnum;

/// A shell that completes what is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// Bash.
    Bash,
    /// Zsh.
    Zsh,
    /// Fish.
    Fish,
    /// PowerShell.
    #[value(name = "powershell")]
    PowerShell,
}

/// What a shell reads to complete the words of `perusal`.
pub fn completions(shell: Shell) -> &'static str {
    match shell {
        Shell::Bash => include_str!("../../assets/manual/perusal.bash"),
        Shell::Zsh => include_str!("../../assets/manual/_perusal"),
        Shell::Fish => include_str!("../../assets/manual/perusal.fish"),
        Shell::PowerShell => include_str!("../../assets/manual/_perusal.ps1"),
    }
}

/// All pages by the commands that they are about, the program's own first.
const PAGES: &[(&str, &str)] = &[
    ("", include_str!("../../assets/manual/perusal.1")),
    ("agree", include_str!("../../assets/manual/perusal-agree.1")),
    ("export", include_str!("../../assets/manual/perusal-export.1")),
    ("import", include_str!("../../assets/manual/perusal-import.1")),
    ("library", include_str!("../../assets/manual/perusal-library.1")),
    ("list", include_str!("../../assets/manual/perusal-list.1")),
    ("search", include_str!("../../assets/manual/perusal-search.1")),
    ("show", include_str!("../../assets/manual/perusal-show.1")),
    ("stats", include_str!("../../assets/manual/perusal-stats.1")),
    ("tag", include_str!("../../assets/manual/perusal-tag.1")),
    ("themes", include_str!("../../assets/manual/perusal-themes.1")),
];

/// The manual's page about a command, or about the program; none where that is no command with one.
pub fn page(command: &str) -> Option<&'static str> {
    PAGES.iter().find(|(name, _)| *name == command).map(|(_, page)| *page)
}

/// The commands that have a page.
pub fn pages() -> impl Iterator<Item = &'static str> {
    PAGES.iter().map(|(name, _)| *name).filter(|name| !name.is_empty())
}
