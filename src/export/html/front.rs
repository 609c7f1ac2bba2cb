//! What stands before the articles: the page's rules, what it is, the filters, the counts of kinds and
//! themes. All of it is known from what passages carry.

use std::io::{self, Write};

use super::{SCRIPT, STYLE, class, escaped, fingerprint, numbers, plural};
use crate::library::Extract;
use crate::tag::{Kind, Kinds, ThemeId};
use crate::text::shown::counted;

/// A square in the colours of the page, so that no browser asks for one.
const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E\
    %3Crect width='8' height='8' rx='1.5' fill='%239a3412'/%3E\
    %3Cpath d='M2 2.5h4M2 4h4M2 5.5h2.5' stroke='%23fff' stroke-width='.8'/%3E%3C/svg%3E";

/// A theme with how many passages it and its parts have.
struct Tallied {
    id: ThemeId,
    is_part: bool,
    name: String,
    /// Itself and its parts.
    all: Vec<ThemeId>,
    /// Of each of [`Kind::ALL`], then of any.
    counts: [usize; 4],
}

/// Writes all that stands before the first article; `main` is open behind it.
pub(super) fn write(extract: &Extract, out: &mut dyn Write) -> io::Result<()> {
    let kinds = counts(extract, |_| true);
    let themes = themes(extract);
    let passages = counted(extract.passages(), "passage", "passages");
    let articles = counted(extract.articles(), "article", "articles");
    let filter = escaped(&extract.filter.describe(&extract.codebook));
    let rules = format!(
        "default-src 'none'; style-src {}; script-src {}; img-src data:; base-uri 'none'; form-action 'none'",
        fingerprint(STYLE),
        fingerprint(SCRIPT)
    );
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{rules}\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta name=\"referrer\" content=\"no-referrer\"/>\n<link rel=\"icon\" href=\"{ICON}\"/>\n\
         <title>{passages} of {articles}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#main\">To the articles</a>\n<div class=\"page\">\n\
         <header>\n<h1>{passages} of {articles}</h1>\n<p class=\"filter\">{filter}</p>\n\
         <p class=\"buttons\">\n<button type=\"button\" id=\"panel\" aria-expanded=\"false\" \
         aria-controls=\"side\">Filter and search</button>\n\
         <button type=\"button\" id=\"scheme\">Colours</button>\n\
         <button type=\"button\" id=\"keys\">Keys <kbd>?</kbd></button>\n</p>\n</header>\n"
    )?;
    side(&format!("{passages} in {articles}"), kinds, &themes, out)?;
    writeln!(out, "<main id=\"main\" tabindex=\"-1\">")?;
    overview(kinds, &themes, out)
}

/// The filters, the search and, filled by the script, the list of articles.
fn side(shown: &str, kinds: [usize; 4], themes: &[Tallied], out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "<aside id=\"side\" aria-label=\"Filter and search\">\n\
         <div role=\"search\">\n<label for=\"query\">Search the articles <kbd>/</kbd></label>\n\
         <input id=\"query\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\"/>\n\
         <p id=\"found\" role=\"status\"></p>\n</div>\n\
         <p id=\"shown\" role=\"status\">{shown}</p>\n\
         <h2 id=\"kinds-title\">Kinds</h2>\n<ul id=\"kinds\" aria-labelledby=\"kinds-title\">\n"
    )?;
    for (kind, (nth, count)) in Kind::ALL.into_iter().zip((1..).zip(kinds)) {
        let (class, name) = (class(kind), plural(kind));
        writeln!(
            out,
            "<li><button type=\"button\" data-kind=\"{class}\" aria-pressed=\"true\"><kbd>{nth}</kbd> \
             <b class=\"{class}\">{name}</b> <span class=\"count\">{count}</span></button></li>"
        )?;
    }
    writeln!(
        out,
        "</ul>\n<h2 id=\"themes-title\">Themes <kbd>t</kbd></h2>\n\
         <ul id=\"themes\" aria-labelledby=\"themes-title\">"
    )?;
    for Tallied { id, is_part, name, all, counts } in themes {
        let class = if *is_part { " class=\"part\"" } else { "" };
        writeln!(
            out,
            "<li{class}><button type=\"button\" data-theme=\"{}\" data-all=\"{}\" aria-pressed=\"false\">\
             {} <span class=\"count\">{}</span></button></li>",
            id.0,
            numbers(all),
            escaped(name),
            counts[3]
        )?;
    }
    writeln!(
        out,
        "</ul>\n<p><button type=\"button\" id=\"everything\" hidden=\"hidden\">Show everything \
         <kbd>Esc</kbd></button></p>\n<nav aria-labelledby=\"contents-title\">\n\
         <h2 id=\"contents-title\">Articles <kbd>J</kbd> <kbd>K</kbd></h2>\n<ol id=\"contents\"></ol>\n</nav>\n</aside>"
    )
}

/// The counts as tables with bars in them.
fn overview(kinds: [usize; 4], themes: &[Tallied], out: &mut dyn Write) -> io::Result<()> {
    let most = kinds[..3].iter().copied().max().unwrap_or_default();
    writeln!(
        out,
        "<section id=\"overview\" aria-labelledby=\"overview-title\" tabindex=\"-1\">\n\
         <h2 id=\"overview-title\">Kinds and themes</h2>\n\
         <table class=\"bars kinds\">\n<caption>Passages of each kind; one may be of several</caption>\n\
         <thead><tr><th scope=\"col\">Kind</th><th scope=\"col\">Passages</th></tr></thead>\n<tbody>"
    )?;
    for (kind, count) in Kind::ALL.into_iter().zip(kinds) {
        let name = format!("<b class=\"{}\">{}</b>", class(kind), plural(kind));
        let cell = cell(class(kind), count, most);
        writeln!(out, "<tr><th scope=\"row\">{name}</th>{cell}</tr>")?;
    }
    writeln!(out, "</tbody>\n</table>")?;
    if !themes.is_empty() {
        by_theme(themes, out)?;
    }
    writeln!(out, "</section>")
}

fn by_theme(themes: &[Tallied], out: &mut dyn Write) -> io::Result<()> {
    let most = themes.iter().map(|theme| theme.counts[3]).max().unwrap_or_default();
    write!(
        out,
        "<table class=\"bars themes\">\n<caption>Passages on each theme, by kind</caption>\n\
         <thead><tr><th scope=\"col\">Theme</th>"
    )?;
    for kind in Kind::ALL {
        write!(out, "<th scope=\"col\"><b class=\"{}\">{}</b></th>", class(kind), plural(kind))?;
    }
    writeln!(out, "<th scope=\"col\">all</th></tr></thead>\n<tbody>")?;
    for Tallied { is_part, name, counts, .. } in themes {
        let part = if *is_part { " class=\"part\"" } else { "" };
        write!(out, "<tr{part}><th scope=\"row\">{}</th>", escaped(name))?;
        for (class, count) in ["c", "o", "s", "all"].into_iter().zip(counts) {
            write!(out, "{}", cell(class, *count, most))?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody>\n</table>")
}

/// A cell with a number and a bar as long as that is against the most.
fn cell(class: &str, count: usize, most: usize) -> String {
    let width = count * 1000 / most.max(1);
    format!(
        "<td><span>{count}</span><svg viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" \
         aria-hidden=\"true\"><rect class=\"{class}\" width=\"{width}\" height=\"10\"/></svg></td>"
    )
}

/// The themes of what shows, as a list shows them.
fn themes(extract: &Extract) -> Vec<Tallied> {
    let codebook = &extract.codebook;
    let tallied = |id: ThemeId| {
        let all: Vec<ThemeId> = std::iter::once(id).chain(codebook.parts(id)).collect();
        let counts = counts(extract, |themes| themes.iter().any(|theme| all.contains(theme)));
        let is_part = codebook.parent(id).is_some();
        Tallied { id, is_part, name: codebook.name(id).to_owned(), all, counts }
    };
    let themes = codebook.listed().into_iter().map(tallied);
    themes.filter(|theme| theme.counts[3] > 0).collect()
}

/// How many of the passages whose themes meet a condition are of each kind, and how many there are.
fn counts(extract: &Extract, meets: impl Fn(&[ThemeId]) -> bool) -> [usize; 4] {
    let count = |is_of: &dyn Fn(Kinds) -> bool| {
        let signs = extract.signs(|kinds, themes| is_of(kinds) && meets(themes));
        extract.shown().map(|shown| shown.count(&signs)).sum()
    };
    let [concerns, opportunities, statistics] =
        Kind::ALL.map(|kind| count(&|kinds: Kinds| kinds.has(kind)));
    [concerns, opportunities, statistics, count(&|_| true)]
}
