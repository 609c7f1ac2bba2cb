//! The page that tells why a sentence is marked or not. Makes lines of words; the page itself is
//! drawn with the other dialogs.

use ratatui::style::{Modifier, Style};

use super::palette::{Palette, sign};
use crate::app::App;
use crate::tag::why::Verdict;
use crate::tag::{Codebook, Kind, Label, Why};

/// How many words of a verdict are named.
const NAMED: usize = 8;

/// Columns before what is said under a heading.
const INDENT: &str = "          ";

/// All lines of the page for a sentence of the open article.
pub(super) fn lines(app: &App, sentence: usize, palette: &Palette) -> Vec<(String, Style)> {
    let Some(article) = app.article() else { return Vec::new() };
    let Some(sentence) = article.document.sentences.get(sentence) else { return Vec::new() };
    let text = &article.document.text;
    let words: Vec<&str> = sentence.span.of(text).split_whitespace().collect();
    let mut page =
        Page { text, palette, columns: usize::from(app.size().width).max(20), lines: Vec::new() };
    page.say("  ", &words.join(" "), palette.strong);
    let why = app.library.why(article, sentence.span);
    for verdict in &why.verdicts {
        page.verdict(&why, verdict);
    }
    if why.verdicts.is_empty() {
        page.heading(
            "concern, opportunity: not judged, most of the words are unknown",
            palette.dim,
        );
    }
    page.figures(&why);
    page.themes(&why, &app.library.codebook);
    page.lines
}

/// The lines so far, and what is needed to make more.
struct Page<'a> {
    text: &'a str,
    palette: &'a Palette,
    columns: usize,
    lines: Vec<(String, Style)>,
}

impl Page<'_> {
    /// Adds words, broken into lines that all begin with `indent`.
    fn say(&mut self, indent: &str, words: &str, style: Style) {
        let options = textwrap::Options::new(self.columns - 1)
            .initial_indent(indent)
            .subsequent_indent(indent);
        let lines = textwrap::wrap(words, options);
        self.lines.extend(lines.into_iter().map(|line| (line.into_owned(), style)));
    }

    fn heading(&mut self, words: &str, style: Style) {
        self.lines.push((String::new(), Style::new()));
        self.say(" ", words, style);
    }

    fn kind(&mut self, kind: Kind, outcome: &str) {
        let style = self.palette.sign(kind).add_modifier(Modifier::BOLD);
        self.heading(&format!("{} {}: {outcome}", sign(kind), kind.name()), style);
    }

    fn points(&mut self, points: i32, what: &str, style: Style) {
        self.lines.push((format!("   {points:+5}  {what}"), style));
    }

    fn verdict(&mut self, why: &Why, verdict: &Verdict) {
        let level = why.levels.of(verdict.kind);
        let is_marked = why.passage.kinds.has(verdict.kind);
        let distance = match verdict.margin(level).abs() {
            0 => "less than a point".to_owned(),
            1 => "1 point".to_owned(),
            points => format!("{points} points"),
        };
        let (outcome, side) =
            if is_marked { ("marked", "over") } else { ("not marked", "short of") };
        let chance = f32::from(verdict.chance) / 1000.0;
        let limit = level.name();
        let told = format!("{outcome}, {distance} {side} the {limit} limit (chance {chance:.2})");
        self.kind(verdict.kind, &told);
        let named = verdict.shares.len().min(NAMED);
        for (span, points) in &verdict.shares[..named] {
            self.points(*points, span.of(self.text), Style::new());
        }
        let dim = self.palette.dim;
        let others = &verdict.shares[named..];
        if !others.is_empty() {
            let points = others.iter().map(|(_, points)| points).sum();
            self.points(points, &format!("the other {} words and signs", others.len()), dim);
        }
        self.points(verdict.base, "before any word is read", dim);
        if verdict.article != 0 {
            self.points(verdict.article, "by what you decided in this article", Style::new());
        }
        let limit = verdict.limits[level as usize];
        self.points(verdict.points, &format!("in all; the limit is {limit:+}"), dim);
    }

    fn figures(&mut self, why: &Why) {
        let level = why.levels.of(Kind::Statistic).name();
        let is_marked = why.passage.kinds.has(Kind::Statistic);
        let outcome = match (is_marked, why.passage.figures.is_empty()) {
            (true, false) => format!("marked for its figures ({level})"),
            (true, true) => format!("marked for a number that is no figure ({level})"),
            (false, false) => format!("not marked, its figures say too little ({level})"),
            (false, true) => format!("not marked, it states no figure ({level})"),
        };
        self.kind(Kind::Statistic, &outcome);
        for figure in &why.passage.figures {
            let (words, counted) = (figure.span.of(self.text), figure.counted(self.text));
            let of = if counted.is_empty() { String::new() } else { format!(" of {counted}") };
            self.say(INDENT, &format!("{words}: {}{of}", figure.label()), Style::new());
        }
    }

    /// Themes are sorted out for marked sentences only.
    fn themes(&mut self, why: &Why, codebook: &Codebook) {
        if why.passage.kinds.is_empty() {
            return;
        }
        self.heading("themes", self.palette.strong);
        for theme in &why.passage.themes {
            let name = codebook.name(*theme);
            let cues = why.cues.iter().filter(|cue| cue.label == Label::Theme(*theme));
            let cues: Vec<&str> = cues.map(|cue| cue.span.of(self.text)).collect();
            self.say(INDENT, &format!("{name}: {}", cues.join(", ")), Style::new());
        }
        if why.passage.themes.is_empty() {
            self.say(INDENT, "none", self.palette.dim);
        }
    }
}
