//! The page that tells why a sentence is marked or not. Lines of words; the page itself is drawn
//! with the other dialogs.

use ratatui::style::{Modifier, Style};

use super::palette::{Palette, sign};
use crate::app::App;
use crate::library::Article;
use crate::tag::why::Verdict;
use crate::tag::{Kind, Label, Passage, Why};
use crate::text::Span;

/// How many words of a verdict are named.
const NAMED: usize = 8;

/// All lines of the page.
pub(super) fn lines(app: &App, sentence: usize, palette: &Palette) -> Vec<(String, Style)> {
    let Some(article) = app.article() else { return Vec::new() };
    let Some(sentence) = article.document.sentences.get(sentence) else { return Vec::new() };
    let why = app.library.why(article, sentence.span);
    let text = &article.document.text;
    let width = usize::from(app.size().width).saturating_sub(4).max(20);
    let words: String = why.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut lines: Vec<(String, Style)> = textwrap::wrap(&words, width)
        .into_iter()
        .map(|line| (format!("  {line}"), palette.strong))
        .collect();
    if why.verdicts.is_empty() {
        let told = "concern, opportunity: not judged; most of the words are unknown";
        lines.push((String::new(), Style::new()));
        lines.push((format!(" {told}"), palette.dim));
    }
    for verdict in &why.verdicts {
        tell_verdict(&why, verdict, text, palette, &mut lines);
    }
    tell_figures(&why, text, palette, &mut lines);
    let passage = article.passages.iter().find(|passage| passage.span == why.span);
    tell_themes(app, article, passage, palette, &mut lines);
    lines
}

type Lines = Vec<(String, Style)>;

fn tell_verdict(why: &Why, verdict: &Verdict, text: &str, palette: &Palette, lines: &mut Lines) {
    let level = why.levels.of(verdict.kind);
    let margin = verdict.margin(level);
    let outcome = match margin {
        0.. => format!("marked, {margin} points over the {} limit", level.name()),
        _ => format!("not marked, {} points short of the {} limit", -margin, level.name()),
    };
    let name = verdict.kind.name();
    let chance = f32::from(verdict.chance) / 1000.0;
    lines.push((String::new(), Style::new()));
    let heading = format!(" {} {name}: {outcome} (chance {chance:.2})", sign(verdict.kind));
    lines.push((heading, palette.sign(verdict.kind).add_modifier(Modifier::BOLD)));
    let named = verdict.shares.iter().take(NAMED).filter(|(_, points)| *points != 0);
    let mut rest = verdict.points - verdict.base;
    for (span, points) in named {
        rest -= points;
        lines.push((format!("   {points:+5}  {}", shown(*span, text)), Style::new()));
    }
    let others = verdict.shares.len().saturating_sub(NAMED);
    if others > 0 {
        lines.push((format!("   {rest:+5}  the other {others} words and signs"), palette.dim));
    }
    lines.push((format!("   {:+5}  before any word is read", verdict.base), palette.dim));
    let limit = verdict.limits[level as usize];
    let sum = format!("   {:5}  points in all; the limit is {limit}", verdict.points);
    lines.push((sum, palette.dim));
}

fn shown(span: Span, text: &str) -> &str {
    span.of(text)
}

fn tell_figures(why: &Why, text: &str, palette: &Palette, lines: &mut Lines) {
    let name = Kind::Statistic.name();
    let level = why.levels.of(Kind::Statistic).name();
    lines.push((String::new(), Style::new()));
    let style = palette.sign(Kind::Statistic).add_modifier(Modifier::BOLD);
    let outcome = match why.figures.len() {
        0 => "states no figure",
        _ => "states figures",
    };
    lines.push((format!(" {} {name}: {outcome} ({level})", sign(Kind::Statistic)), style));
    for figure in &why.figures {
        let words = shown(figure.span, text);
        let counted = figure.counted(text);
        let of = if counted.is_empty() { String::new() } else { format!(" of {counted}") };
        lines.push((format!("          {words}: {}{of}", figure.label()), Style::new()));
    }
}

fn tell_themes(
    app: &App,
    article: &Article,
    passage: Option<&Passage>,
    palette: &Palette,
    lines: &mut Lines,
) {
    let Some(passage) = passage else { return };
    lines.push((String::new(), Style::new()));
    lines.push((" themes".to_owned(), palette.strong));
    for theme in &passage.themes {
        let known = app.library.codebook.themes.get(usize::from(theme.0));
        let name = known.map_or("", |theme| theme.name.as_str());
        let cues = passage.cues.iter().filter(|cue| cue.label == Label::Theme(*theme));
        let cues: Vec<&str> = cues.map(|cue| shown(cue.span, &article.document.text)).collect();
        lines.push((format!("          {name}: {}", cues.join(", ")), Style::new()));
    }
    if passage.themes.is_empty() {
        lines.push(("          none".to_owned(), palette.dim));
    }
}
