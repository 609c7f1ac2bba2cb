//! A pager between a command and the terminal, as long as somebody reads. Which words it gets, others say.

use std::env;
use std::io::{self, BufWriter, Write};
use std::process::{Child, Command, Stdio};
#[cfg(unix)]
use std::sync::Arc;

/// What is used where nobody says otherwise.
const USUAL: &str = "less";

/// Standard output, or a pager in front of it.
pub struct Pager {
    out: Box<dyn Write>,
    child: Option<Child>,
}

impl Pager {
    /// Without a pager.
    pub fn none() -> Self {
        Self { out: Box::new(BufWriter::new(io::stdout())), child: None }
    }

    /// The pager that the person wants: `PERUSAL_PAGER`, else `PAGER`, else `less`. None where that is empty or `cat`, where
    /// it is not installed, and on a terminal that can do nothing.
    pub fn start() -> Self {
        let set = |name: &str| env::var(name).ok();
        let wish = wished(set);
        wish.and_then(|wish| Self::run(&wish)).unwrap_or_else(Self::none)
    }

    fn run(wish: &str) -> Option<Self> {
        let mut command = command(wish)?;
        command.stdin(Stdio::piped()).env("LESS", options(env::var("LESS").ok()));
        // Whoever reads may press Ctrl-C; what that means is the pager's business, and it must not be left behind.
        #[cfg(unix)]
        drop(signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::default()));
        let mut child = command.spawn().ok()?;
        let stdin = child.stdin.take()?;
        Some(Self { out: Box::new(BufWriter::new(stdin)), child: Some(child) })
    }

    /// Hands over what is left, and waits until the person has read it.
    ///
    /// # Errors
    /// Those of the stream; a broken pipe where the person stopped reading.
    pub fn close(mut self) -> io::Result<()> {
        self.flush()
    }
}

impl Write for Pager {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Drop for Pager {
    fn drop(&mut self) {
        // A pager learns that no more comes; that it was left early is no news.
        self.out = Box::new(io::sink());
        if let Some(child) = &mut self.child {
            drop(child.wait());
        }
    }
}

/// The pager that these variables ask for.
fn wished(variable: impl Fn(&str) -> Option<String>) -> Option<String> {
    let term = variable("TERM").unwrap_or_default();
    if term.is_empty() || term == "dumb" {
        return None;
    }
    let wish = variable("PERUSAL_PAGER").or_else(|| variable("PAGER"));
    let wish = wish.unwrap_or_else(|| USUAL.to_owned());
    (!matches!(wish.trim(), "" | "cat")).then_some(wish)
}

/// How a pager is called. One with more than words in it is a shell's business.
fn command(wish: &str) -> Option<Command> {
    if wish.contains(|c: char| !c.is_alphanumeric() && !" /\\._-+=:,%@".contains(c)) {
        let mut shell = Command::new("sh");
        shell.args(["-c", wish]);
        return Some(shell);
    }
    let mut words = wish.split_whitespace();
    let mut command = Command::new(words.next()?);
    command.args(words);
    Some(command)
}

/// What `less` is told: to show looks, and where the person says nothing else, to end where all fits on the screen and
/// to leave it there.
fn options(own: Option<String>) -> String {
    own.map_or_else(|| "-FRX".to_owned(), |own| format!("-R {own}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_person_says_which_pager() {
        let asked = |variables: &[(&str, &str)]| {
            let found = |name: &str| variables.iter().find(|(known, _)| *known == name);
            wished(|name| found(name).map(|(_, value)| (*value).to_owned()))
        };
        let xterm = ("TERM", "xterm");
        assert_eq!(asked(&[xterm]).as_deref(), Some("less"));
        assert_eq!(asked(&[xterm, ("PAGER", "more")]).as_deref(), Some("more"));
        assert_eq!(asked(&[xterm, ("PAGER", "more"), ("PERUSAL_PAGER", "")]), None);
        assert_eq!(asked(&[xterm, ("PAGER", "cat")]), None);
        assert_eq!(asked(&[("TERM", "dumb"), ("PAGER", "more")]), None);
        assert_eq!(asked(&[]), None);
        assert_eq!((options(None), options(Some("iM".into()))), ("-FRX".into(), "-R iM".into()));
    }

    #[test]
    fn words_are_a_program_and_the_rest_a_shells() {
        let called = |wish| command(wish).map(|command| command.get_program().to_owned());
        assert_eq!(called("less -R"), Some("less".into()));
        assert_eq!(called("sed 's/a/b/' | less"), Some("sh".into()));
    }
}
