//! A page to send: the articles with their passages marked and noted in the margin, counts of kinds and
//! themes, a table of the figures, all in one file that asks no network for anything and runs no script but
//! its own. Whatever an article says stays text: [`escaped`] keeps it from being markup. The page is also
//! well-formed XML as far as `main` goes, so that it is read back by a reader of that. Its style and script
//! are in `assets/report`; what they do to the page is told there.

mod article;
mod figures;
mod front;
mod marks;
mod read;

use std::io::{self, Write};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ring::digest::{SHA256, digest};

use super::plan::Section;
use super::{Form, Page, Unit, Written};
use crate::library::Extract;
use crate::tag::{Kind, ThemeId};
use crate::text::shown::safe;

pub(super) use read::read;

const STYLE: &str = include_str!("../../assets/report/report.css");
const SCRIPT: &str = include_str!("../../assets/report/report.js");

/// So many articles are there at once. The others stand in `noscript`, which is plain text to a browser that
/// runs scripts, until the script takes them in: elements cost a browser most of the time to open a page.
const FIRST: usize = 20;

/// A page on its way.
pub(super) struct Report<'a> {
    out: &'a mut dyn Write,
    /// What of the page is begun and not ended.
    part: Part,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Front,
    Articles,
    Figures,
}

impl<'a> Report<'a> {
    /// Begins it with what can be counted without any text.
    pub(super) fn begin(extract: &Extract, out: &'a mut dyn Write) -> io::Result<Self> {
        front::write(extract, out)?;
        Ok(Self { out, part: Part::Front })
    }

    fn leave(&mut self) -> io::Result<()> {
        match self.part {
            Part::Front => Ok(()),
            Part::Articles => writeln!(self.out, "</section>"),
            Part::Figures => figures::end(self.out),
        }
    }
}

impl Form for Report<'_> {
    fn section(&mut self, section: &Section) -> io::Result<()> {
        self.leave()?;
        if section.unit == Unit::Statistic {
            self.part = Part::Figures;
            return figures::begin(self.out);
        }
        self.part = Part::Articles;
        writeln!(self.out, "<section id=\"articles\" aria-label=\"Articles\">")
    }

    fn page(&mut self, page: &Page<'_>) -> io::Result<usize> {
        if self.part == Part::Figures {
            return figures::rows(page, self.out);
        }
        let is_put_off = page.number > FIRST;
        if is_put_off {
            writeln!(self.out, "<noscript>")?;
        }
        article::write(page, self.out)?;
        if is_put_off {
            writeln!(self.out, "</noscript>")?;
        }
        Ok(page.marked().len())
    }

    fn end(&mut self, _: Written) -> io::Result<()> {
        self.leave()?;
        write!(self.out, "</main>{}", tail())
    }
}

/// What stands behind `main`: the same on every page.
fn tail() -> String {
    format!(
        "\n<footer>\n<p>Marks that say nothing else are suggestions of a program; a person has looked at \
         those that are confirmed or made.</p>\n<p>Written by perusal.</p>\n</footer>\n</div>\n{}\
         <script>{SCRIPT}</script>\n</body>\n</html>\n",
        help()
    )
}

/// What the page does by keys: the names of what the reader does by the same, the keys, and what that is
/// here.
pub const KEYS: [(&str, &[&str], &str); 28] = [
    ("down", &["j"], "a line down"),
    ("up", &["k"], "a line up"),
    ("half-page-down", &["d"], "half a page down"),
    ("half-page-up", &["u"], "half a page up"),
    ("page-up", &["b"], "a page up; Space a page down"),
    ("top", &["g"], "to the beginning"),
    ("bottom", &["G"], "to the end"),
    ("next-paragraph", &["}"], "to the next paragraph"),
    ("previous-paragraph", &["{"], "to the paragraph before"),
    ("next-passage", &["]"], "to the next passage that shows"),
    ("previous-passage", &["["], "to the passage before"),
    ("next-article", &["J"], "to the next article"),
    ("previous-article", &["K"], "to the article before"),
    ("copy", &["y"], "copy the passage with its article"),
    ("concerns", &["1"], "show concerns or not"),
    ("opportunities", &["2"], "show opportunities or not"),
    ("statistics", &["3"], "show statistics or not"),
    ("all-kinds", &["0"], "show all three kinds"),
    ("list-themes", &["t"], "to the list of themes; Enter chooses"),
    ("drop", &["Esc"], "clear the search, or take the filter back"),
    ("figures", &["T"], "to the table of statistics"),
    ("dashboard", &["D"], "to the counts of kinds and themes"),
    ("search", &["/"], "search the articles"),
    ("next-match", &["n"], "to the next match"),
    ("previous-match", &["N"], "to the match before"),
    ("zen", &["z"], "only the text, or the filters too"),
    ("fold", &["c"], "fold or unfold comments and furniture"),
    ("help", &["?"], "these keys"),
];

/// The list of keys, from which the script knows them, too.
fn help() -> String {
    let key = |name: &str, key: &&str| format!("<kbd data-do=\"{name}\">{}</kbd>", escaped(key));
    let line = |(name, keys, help): &(&str, &[&str], &str)| {
        let keys: String = keys.iter().map(|it| key(name, it)).collect();
        format!("<div><dt>{keys}</dt><dd>{help}</dd></div>\n")
    };
    let lines: String = KEYS.iter().map(line).collect();
    format!(
        "<dialog id=\"help\" aria-labelledby=\"help-title\">\n<h2 id=\"help-title\">Keys</h2>\n<dl>\n{lines}</dl>\n\
         <p><button type=\"button\" id=\"single\" aria-pressed=\"true\">Single keys do this</button>\n\
         <button type=\"button\" id=\"close\">Close</button></p>\n</dialog>\n"
    )
}

/// A text that an element or an attribute may hold: nothing in it is markup, nothing in it turns the
/// direction of what stands around it.
fn escaped(text: &str) -> String {
    quick_xml::escape::escape(safe(text)).into_owned()
}

/// What a page's own style or script is known by.
fn fingerprint(of: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(digest(&SHA256, of.as_bytes())))
}

/// The class of a kind.
fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::Concern => "c",
        Kind::Opportunity => "o",
        Kind::Statistic => "s",
    }
}

/// The plural of a kind's name.
fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Concern => "concerns",
        Kind::Opportunity => "opportunities",
        Kind::Statistic => "statistics",
    }
}

/// Numbers of themes, for the script.
fn numbers(themes: &[ThemeId]) -> String {
    themes.iter().map(|theme| theme.0.to_string()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
