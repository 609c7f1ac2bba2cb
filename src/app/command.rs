//! The command line: what can be typed after `:`, and how it completes. Carrying a command out
//! is left to the application.

use super::action::Action;
use super::{exporting, keys};
use crate::export::Format;
use crate::library::Order;
use crate::library::theming::ThemeEdit;
use crate::tag::{Codebook, Kind, Kinds, Label, Pattern, Sensitivity, ThemeId};

/// A command, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Anything that a key does too.
    Do(Action),
    /// `:12`: to a line of the source.
    Line(usize),
    /// `:50%`: to a part of the article.
    Percent(usize),
    /// `:open 2`, `:open words of a title`.
    Open(String),
    /// `:kind concern`: only this kind.
    Only(Kind),
    /// `:theme NAME`: asks for a theme or no longer.
    Theme(ThemeId),
    /// `:clear`: shows everything.
    Clear,
    /// `:sort theme`: by what the passages are listed.
    Sort(Order),
    /// `:sensitivity strict`, `:sensitivity concern strict`: how readily kinds are marked.
    Sensitivity(Kinds, Sensitivity),
    /// `:why`, `:why WORDS`: why the sentence with these words is marked or not.
    Why(String),
    /// `:width 72`: the text column.
    Width(u16),
    /// `:scheme light`: the colours.
    Scheme(Scheme),
    /// `:problems`: what could not be read.
    Problems,
    /// `:once`: leave copies of articles out, or no longer.
    Once,
    /// `:filter QUERY`: shows what meets a query besides.
    Filter(String),
    /// `:stop`: read no more articles.
    Stop,
    /// `:mark concern`, `:mark NAME`: a mark of that kind or theme, or no longer.
    Mark(Label),
    /// `:learn`: what the decisions teach; `:learn on`, `:learn off`: mark by that, or no longer.
    Learn(Option<bool>),
    /// `:view NAME`: the filter kept under that name.
    View(String),
    /// `:view-save NAME`: keeps the present filter under a name.
    SaveView(String),
    /// `:view-drop NAME`: forgets that name.
    DropView(String),
    /// `:lost`: the marks whose words are lost.
    Lost,
    /// `:agree FILE`: what another coder judges differently; `:agree`: the last such list.
    Agree(String),
    /// `:themes suggest`: themes that the articles suggest.
    Suggest,
    /// `:export FILE`, `:export FILE csv all`.
    Export {
        /// The file.
        path: String,
        /// How, where that can be told.
        format: Option<Format>,
        /// Whether everything, not only what the filter shows.
        all: bool,
        /// Whether the file may be replaced: `:export! FILE`.
        over: bool,
    },
    /// `:import FILE`.
    Import(String),
    /// `:theme-add NAME` and its likes.
    EditTheme(ThemeEdit),
    /// `:codebook-load FILE`.
    LoadCodebook(String),
    /// `:codebook-save FILE`.
    SaveCodebook {
        /// The file.
        path: String,
        /// Whether it may be replaced: `:codebook-save! FILE`.
        over: bool,
    },
}

/// Which colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scheme {
    /// 256 colours on a dark ground.
    #[default]
    Dark,
    /// 256 colours on a light ground.
    Light,
    /// The terminal's own 16 colours.
    Sixteen,
    /// None: signs and attributes alone.
    Plain,
}

impl Scheme {
    /// All of them, with their names.
    pub const NAMES: [(&'static str, Self); 4] = [
        ("dark", Self::Dark),
        ("light", Self::Light),
        ("16", Self::Sixteen),
        ("plain", Self::Plain),
    ];
}

/// Commands with an argument: name, argument, help.
const WITH_ARGUMENT: &[(&str, &str, &str)] = &[
    ("open", "TITLE", "open an article by its number or words of its title"),
    ("kind", "KIND", "show only this kind"),
    ("theme", "NAME", "ask for a theme, or no longer"),
    ("sort", "ORDER", "list the passages by article, theme, date or strength"),
    ("sensitivity", "[KIND] LEVEL", "mark all kinds or one generous, balanced or strict"),
    ("why", "[WORDS]", "why the selected passage, or the sentence with these words, is marked"),
    ("mark", "KIND or THEME", "put a mark on the passage, or take it off"),
    ("theme-add", "NAME", "a new theme"),
    ("theme-rename", "NAME = NEW", "give a theme another name"),
    ("theme-cues", "NAME = CUE; CUE", "give a theme other cues"),
    ("theme-not", "NAME = CUE; CUE", "words that take cues of a theme back"),
    ("theme-define", "NAME = WORDS", "give a theme another definition"),
    ("theme-part", "NAME = OTHER", "make a theme part of another, or of none"),
    ("theme-colour", "NAME = NUMBER", "give a theme one of 256 colours, or none"),
    ("theme-merge", "NAME = OTHER", "put a theme with its cues and marks into another"),
    ("theme-drop", "NAME", "drop a theme with its marks"),
    ("codebook-load", "FILE", "replace the themes by those of a file"),
    ("codebook-save", "FILE", "write the themes to a new file; with ! over an old one"),
    ("import", "FILE", "bring in what was marked elsewhere: .qdpx, .qdc, Web Annotations, .jsonl"),
    ("view", "NAME", "show by a filter that was kept"),
    ("view-save", "NAME", "keep the present filter under a name"),
    ("view-drop", "NAME", "forget a filter that was kept"),
    ("learn", "[on or off]", "what your decisions teach; mark by that, or no longer"),
    (
        "agree",
        "[FILE]",
        "what another library, passages in JSON Lines or the tagger judge differently",
    ),
    ("width", "COLUMNS", "set the widest text column"),
    ("scheme", "NAME", "set the colours: dark, light, 16, plain"),
];

/// Commands that no key does.
const WITHOUT_KEY: &[(&str, &str)] = &[
    ("clear", "show every kind and theme"),
    ("problems", "list what could not be read"),
    ("lost", "list the marks whose words are lost since a source changed"),
    ("stop", "read no more articles"),
    ("themes suggest", "themes that the articles suggest, to be taken into the codebook"),
];

/// A proposal for the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The whole line it completes to.
    pub line: String,
    /// What that would do.
    pub help: String,
}

/// Reads a command line.
///
/// # Errors
/// Says what to type instead.
pub fn parse(line: &str, codebook: &Codebook) -> Result<Command, String> {
    let line = line.trim();
    let (name, argument) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let argument = argument.trim();
    if let Some(place) = parse_place(line) {
        return Ok(place);
    }
    match unabbreviated(name).as_deref().unwrap_or(name) {
        "open" => Ok(Command::Open(argument.to_owned())),
        "kind" => Kind::named(argument)
            .map(Command::Only)
            .ok_or_else(|| format!("no kind '{argument}': concern, opportunity or statistic")),
        "theme" => theme(argument, codebook),
        "sort" => Order::named(argument)
            .map(Command::Sort)
            .ok_or_else(|| "as in :sort article, theme, date or strength".to_owned()),
        "sensitivity" => sensitivity(argument),
        "why" => Ok(Command::Why(argument.to_owned())),
        "width" => argument
            .parse()
            .map(Command::Width)
            .map_err(|_| "a number of columns is needed, as in :width 72".to_owned()),
        "scheme" => (Scheme::NAMES.iter().find(|(name, _)| *name == argument))
            .map(|(_, scheme)| Command::Scheme(*scheme))
            .ok_or_else(|| "schemes are dark, light, 16 and plain".to_owned()),
        "clear" => Ok(Command::Clear),
        "problems" => Ok(Command::Problems),
        "once" => Ok(Command::Once),
        "filter" if !argument.is_empty() => Ok(Command::Filter(argument.to_owned())),
        "export" | "export!" if !argument.is_empty() => {
            let (path, format, all) = exporting::parse(argument)?;
            Ok(Command::Export { path, format, all, over: name.ends_with('!') })
        }
        "import" if argument.is_empty() => Err("name a file, as in :import study.qdpx".to_owned()),
        "import" => Ok(Command::Import(argument.to_owned())),
        "stop" => Ok(Command::Stop),
        "lost" => Ok(Command::Lost),
        "agree" => Ok(Command::Agree(argument.to_owned())),
        // The only command of that beginning.
        "themes suggest" if "suggest".starts_with(argument) => Ok(Command::Suggest),
        "learn" => match argument {
            "" => Ok(Command::Learn(None)),
            "on" => Ok(Command::Learn(Some(true))),
            "off" => Ok(Command::Learn(Some(false))),
            _ => Err("as in :learn, :learn on or :learn off".to_owned()),
        },
        "view" | "view-save" | "view-drop" if argument.is_empty() => {
            Err("name a view, as in :view-save worries".to_owned())
        }
        "view" => Ok(Command::View(argument.to_owned())),
        "view-save" => Ok(Command::SaveView(argument.to_owned())),
        "view-drop" => Ok(Command::DropView(argument.to_owned())),
        "mark" if !argument.is_empty() => mark(argument, codebook).map(Command::Mark),
        "codebook-load" if !argument.is_empty() => Ok(Command::LoadCodebook(argument.to_owned())),
        "codebook-save" | "codebook-save!" if !argument.is_empty() => {
            Ok(Command::SaveCodebook { path: argument.to_owned(), over: name.ends_with('!') })
        }
        "codebook-load" | "codebook-save" | "codebook-save!" => {
            Err("name a file, as in :codebook-save themes.toml".to_owned())
        }
        name if name.starts_with("theme-") => {
            theme_edit(name, argument, codebook).map(Command::EditTheme)
        }
        "q" => Ok(Command::Do(Action::Quit)),
        name => (keys::bindings().find(|binding| binding.name == name))
            .map(|binding| Command::Do(binding.action))
            .ok_or_else(|| format!("no command '{name}'; Tab shows what there is")),
    }
}

/// What the line could become, best first.
pub fn proposals(line: &str, codebook: &Codebook) -> Vec<Proposal> {
    let line = line.trim_start();
    let Some((name, argument)) = line.split_once(char::is_whitespace) else {
        return commands_like(line);
    };
    let argument = argument.trim_start().to_lowercase();
    let fits = |word: &str| word.to_lowercase().starts_with(&argument);
    let proposal =
        |(word, help): (String, String)| Proposal { line: format!("{name} {word}"), help };
    arguments(name, codebook).into_iter().filter(|(word, _)| fits(word)).map(proposal).collect()
}

fn parse_place(line: &str) -> Option<Command> {
    match line.strip_suffix('%') {
        Some(percent) => percent.trim().parse().ok().map(Command::Percent),
        None => line.parse().ok().map(Command::Line),
    }
}

fn theme(argument: &str, codebook: &Codebook) -> Result<Command, String> {
    found_theme(argument, codebook).map(Command::Theme)
}

/// The theme of that name, or the first whose name holds the words.
fn found_theme(words: &str, codebook: &Codebook) -> Result<ThemeId, String> {
    let wanted = words.trim().to_lowercase();
    let holds = |name: &str| !wanted.is_empty() && name.to_lowercase().contains(&wanted);
    let like = || codebook.themes().find(|(_, theme)| holds(&theme.name)).map(|(id, _)| id);
    let found = codebook.named(words).or_else(like);
    found.ok_or_else(|| format!("no theme '{words}'; Tab lists them"))
}

/// A kind or a theme by its name.
fn mark(name: &str, codebook: &Codebook) -> Result<Label, String> {
    match Kind::named(name) {
        Some(kind) if codebook.named(name).is_none() => Ok(Label::Kind(kind)),
        _ => found_theme(name, codebook).map(Label::Theme),
    }
}

/// `theme-rename NAME = NEW` and its likes.
fn theme_edit(command: &str, argument: &str, codebook: &Codebook) -> Result<ThemeEdit, String> {
    let (name, value) = argument.split_once('=').unwrap_or((argument, ""));
    let (name, value) = (name.trim(), value.trim());
    if command == "theme-add" {
        return Ok(ThemeEdit::Add(argument.to_owned()));
    }
    let id = codebook.named(name).ok_or_else(|| format!("no theme '{name}'; Tab lists them"))?;
    let other = || found_theme(value, codebook);
    Ok(match command {
        "theme-rename" => ThemeEdit::Rename(id, value.to_owned()),
        "theme-define" => ThemeEdit::Define(id, value.to_owned()),
        "theme-cues" => ThemeEdit::Cues(id, cues(value)?),
        "theme-not" => ThemeEdit::Not(id, cues(value)?),
        "theme-part" if value.is_empty() => ThemeEdit::Nest(id, None),
        "theme-part" => ThemeEdit::Nest(id, Some(other()?)),
        "theme-colour" if value.is_empty() => ThemeEdit::Colour(id, None),
        "theme-colour" => {
            let number = value.parse().map_err(|_| "a colour is a number from 0 to 255".to_owned());
            ThemeEdit::Colour(id, Some(number?))
        }
        "theme-merge" => ThemeEdit::Merge(id, other()?),
        "theme-drop" => ThemeEdit::Drop(id),
        _ => return Err(format!("no command '{command}'; Tab shows what there is")),
    })
}

/// "redundanc*; lay* off".
fn cues(value: &str) -> Result<Vec<Pattern>, String> {
    let cues = value.split(';').map(str::trim).filter(|cue| !cue.is_empty());
    cues.map(|cue| Pattern::parse(cue).map_err(|why| format!("'{cue}' {why}"))).collect()
}

fn sensitivity(argument: &str) -> Result<Command, String> {
    let (kind, level) = argument.rsplit_once(char::is_whitespace).unwrap_or(("", argument));
    let kinds = match kind.trim() {
        "" | "all" => Some(Kinds::ALL),
        kind => Kind::named(kind).map(|kind| Kinds::NONE.with(kind)),
    };
    let usage = || "as in :sensitivity strict or :sensitivity concern generous".to_owned();
    let level = Sensitivity::named(level).ok_or_else(usage)?;
    Ok(Command::Sensitivity(kinds.ok_or_else(usage)?, level))
}

/// Every command with its help; those with an argument end in a space.
fn commands() -> impl Iterator<Item = (String, String)> {
    let argued = WITH_ARGUMENT
        .iter()
        .map(|(name, argument, help)| (format!("{name} "), format!("{argument}: {help}")));
    let keyless = WITHOUT_KEY.iter().map(|(name, help)| ((*name).to_owned(), (*help).to_owned()));
    let keyed = keys::bindings().map(|binding| {
        (binding.name.to_owned(), format!("{} ({})", binding.help, binding.keys.join(" ")))
    });
    argued.chain(keyless).chain(keyed)
}

/// The one command that begins like `name`, if there is just one.
fn unabbreviated(name: &str) -> Option<String> {
    let mut like = commands()
        .map(|(command, _)| command.trim_end().to_owned())
        .filter(|command| !name.is_empty() && command.starts_with(name));
    let all: Vec<String> = like.by_ref().collect();
    let exact = all.iter().find(|command| *command == name).cloned();
    exact.or_else(|| if let [only] = &*all { Some(only.clone()) } else { None })
}

fn commands_like(typed: &str) -> Vec<Proposal> {
    let typed = typed.to_lowercase();
    let rank = |(name, help): &(String, String)| {
        let [in_name, in_help] = [name, help].map(|text| text.to_lowercase().contains(&typed));
        match () {
            () if name.starts_with(&typed) => Some(0),
            () if in_name => Some(1),
            () if in_help => Some(2),
            () => None,
        }
    };
    let mut ranked: Vec<_> = commands().filter_map(|c| rank(&c).map(|rank| (rank, c))).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, (line, help))| Proposal { line, help }).collect()
}

fn arguments(name: &str, codebook: &Codebook) -> Vec<(String, String)> {
    match name {
        "kind" => Kind::ALL.iter().map(|kind| (kind.name().to_owned(), String::new())).collect(),
        "sensitivity" => {
            let every = Kind::ALL.iter().map(|kind| format!("{} ", kind.name()));
            let every = std::iter::once(String::new()).chain(every);
            let levels = |kind: String| {
                Sensitivity::ALL.map(|level| (format!("{kind}{}", level.name()), String::new()))
            };
            every.flat_map(levels).collect()
        }
        "scheme" => Scheme::NAMES.iter().map(|(name, _)| ((*name).into(), String::new())).collect(),
        "sort" => Order::ALL.map(|order| (order.name().to_owned(), String::new())).to_vec(),
        "mark" => {
            let kinds = Kind::ALL.iter().map(|kind| (kind.name().to_owned(), String::new()));
            kinds.chain(arguments("theme", codebook)).collect()
        }
        "learn" => ["on", "off"].map(|word| (word.to_owned(), String::new())).to_vec(),
        "agree" => vec![("tagger".to_owned(), "what is suggested, as shipped".to_owned())],
        "export" | "export!" => Format::ALL
            .map(|format| (format!("passages.{}", format.name()), format.help().to_owned()))
            .to_vec(),
        "theme-add" => Vec::new(),
        "theme-drop" => arguments("theme", codebook),
        name if name.starts_with("theme-") => {
            let themes = codebook.themes();
            themes
                .map(|(_, theme)| (format!("{} = ", theme.name), theme.definition.clone()))
                .collect()
        }
        "theme" => {
            let themes = codebook.themes();
            themes.map(|(_, theme)| (theme.name.clone(), theme.definition.clone())).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::Step;
    use crate::tag::codebook::Theme;

    fn codebook() -> Codebook {
        let theme = |name: &str| Theme { name: name.into(), ..Theme::default() };
        Codebook { themes: vec![theme("job security"), theme("new roles")], ..Codebook::default() }
    }

    #[track_caller]
    fn check(line: &str, expected: Result<Command, &str>) {
        assert_eq!(parse(line, &codebook()), expected.map_err(str::to_owned), "{line}");
    }

    #[test]
    fn reads_places_names_and_arguments() {
        check("12", Ok(Command::Line(12)));
        check(" 50 % ", Ok(Command::Percent(50)));
        check("zen", Ok(Command::Do(Action::Zen)));
        check("next-pas", Ok(Command::Do(Action::Passage(Step::On))));
        check("kind stat", Ok(Command::Only(Kind::Statistic)));
        check("theme roles", Ok(Command::Theme(ThemeId(1))));
        check("sort str", Ok(Command::Sort(Order::Strength)));
        check("q", Ok(Command::Do(Action::Quit)));
        check("themes", Ok(Command::Suggest));
        check("themes suggest", Ok(Command::Suggest));
    }

    #[test]
    fn errors_say_what_to_type() {
        check("nonsense", Err("no command 'nonsense'; Tab shows what there is"));
        check("width many", Err("a number of columns is needed, as in :width 72"));
        check("theme farming", Err("no theme 'farming'; Tab lists them"));
    }

    #[test]
    fn every_binding_is_a_command() {
        for binding in keys::bindings() {
            check(binding.name, Ok(Command::Do(binding.action)));
        }
    }

    #[test]
    fn completes_names_then_arguments() {
        assert_eq!(proposals("zen", &codebook())[0].line, "zen");
        assert_eq!(proposals("theme n", &codebook())[0].line, "theme new roles");
        assert!(proposals("kind", &codebook()).iter().any(|proposal| proposal.line == "kind "));
        assert_eq!(proposals("sort d", &codebook())[0].line, "sort date");
        assert!(proposals("xyzzy", &codebook()).is_empty());
    }
}
