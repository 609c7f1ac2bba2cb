//! A report to read: chapters by theme, kind or article, each passage a quotation with what is known of
//! it. Whatever an article says stays text: [`escaped`] keeps it from being markup.

use std::io::{self, Write};

use super::plan::Section;
use super::row::{Passed, one_line};
use super::{Form, Group, Page, Written};
use crate::library::Extract;
use crate::text::shown::counted;

/// What a line with a quotation begins with.
pub(super) const QUOTATION: &str = "> ";

/// A report on its way.
pub(super) struct Report<'a> {
    by: Group,
    out: &'a mut dyn Write,
}

impl<'a> Report<'a> {
    /// Begins it with what is in it.
    pub(super) fn begin(extract: &Extract, by: Group, out: &'a mut dyn Write) -> io::Result<Self> {
        let passages = counted(extract.passages(), "passage", "passages");
        let articles = counted(extract.articles(), "article", "articles");
        let filter = escaped(&extract.filter.describe(&extract.codebook));
        writeln!(out, "# Passages by {}\n\n{passages} of {articles}: {filter}.", by.name())?;
        Ok(Self { by, out })
    }

    fn heading(&mut self, page: &Page<'_>) -> io::Result<()> {
        let about = &page.about;
        let level = if self.by == Group::Article { "##" } else { "###" };
        writeln!(self.out, "\n{level} {}\n", escaped(&one_line(about.title)))?;
        let date = about.date.as_deref().unwrap_or_default();
        let facts = [about.author, date, about.source, about.article];
        let facts: Vec<String> = facts
            .iter()
            .filter(|fact| !fact.is_empty())
            .map(|fact| escaped(&one_line(fact)))
            .collect();
        let star = if about.article_starred { " (starred)" } else { "" };
        writeln!(self.out, "{}{star}", facts.join(", "))?;
        self.memo("Memo on the article", &about.article_memo)
    }

    fn passage(&mut self, passed: &Passed<'_>) -> io::Result<()> {
        let Passed { record, hand, .. } = passed;
        writeln!(self.out, "\n{QUOTATION}{}\n", escaped(&one_line(record.text)))?;
        let with_origin = |name: &str, origin: &str| format!("{} ({origin})", escaped(name));
        let kinds = record.kinds.iter().zip(&hand.kind_origins);
        let kinds: Vec<String> = kinds.map(|(it, origin)| with_origin(it.name(), origin)).collect();
        let themes = record.themes.iter().zip(&hand.theme_origins);
        let themes: Vec<String> = themes.map(|(it, origin)| with_origin(it, origin)).collect();
        let mut cues: Vec<String> = Vec::new();
        for cue in &record.cues {
            let cue = escaped(&one_line(cue.text));
            if !cues.contains(&cue) {
                cues.push(cue);
            }
        }
        let place = format!("characters {} to {}", record.start_char, record.end_char);
        let mut told = vec![named("", &kinds), named("themes: ", &themes), named("by: ", &cues)];
        told.push(place);
        told.push(if hand.starred { "starred".to_owned() } else { String::new() });
        told.retain(|it| !it.is_empty());
        writeln!(self.out, "{}", told.join("; "))?;
        self.memo("Memo", hand.memo)
    }

    fn memo(&mut self, name: &str, memo: &str) -> io::Result<()> {
        if memo.is_empty() {
            return Ok(());
        }
        let lines: Vec<String> = memo.lines().map(|line| escaped(&one_line(line))).collect();
        writeln!(self.out, "\n{name}: {}", lines.join("\\\n"))
    }
}

fn named(name: &str, all: &[String]) -> String {
    if all.is_empty() { String::new() } else { format!("{name}{}", all.join(", ")) }
}

impl Form for Report<'_> {
    fn section(&mut self, section: &Section) -> io::Result<()> {
        let Some(name) = &section.name else { return Ok(()) };
        writeln!(self.out, "\n## {} ({})", escaped(name), section.passages)
    }

    fn page(&mut self, page: &Page<'_>) -> io::Result<usize> {
        self.heading(page)?;
        page.passages().try_fold(0, |rows, passed| self.passage(&passed).map(|()| rows + 1))
    }

    fn end(&mut self, _: Written) -> io::Result<()> {
        Ok(())
    }
}

/// What may be markup wherever it stands.
const ANYWHERE: &str = "\\`*_[]<>&|~^${}";

/// What may be markup where a line begins.
const AT_FIRST: &str = "#-+=:.)!";

/// The words of one line with every sign that may be markup behind a backslash, which Markdown takes off
/// again.
pub(super) fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len() + 8);
    let mut is_first = true;
    for c in words.chars() {
        if ANYWHERE.contains(c) || is_first && AT_FIRST.contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
        // "1." and "1)" begin lists.
        is_first = is_first && c.is_ascii_digit();
    }
    escaped
}

/// The words that [`escaped`] was given.
pub(super) fn unescaped(line: &str) -> String {
    let mut words = String::with_capacity(line.len());
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        words.push(if c == '\\' { chars.next().unwrap_or(c) } else { c });
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    /// The words of a document that must be one paragraph in a quotation, as Markdown has them.
    fn read(source: &str) -> String {
        let mut words = String::new();
        // All that is markup somewhere; a typesetter's quotes and dashes are none.
        let all = Options::all().difference(Options::ENABLE_SMART_PUNCTUATION);
        for event in Parser::new_ext(source, all) {
            match event {
                Event::Text(text) => words.push_str(&text),
                Event::Start(Tag::BlockQuote(_) | Tag::Paragraph)
                | Event::End(TagEnd::BlockQuote(_) | TagEnd::Paragraph) => {}
                other => panic!("{other:?} in {source}"),
            }
        }
        words
    }

    #[test]
    fn nothing_an_article_says_is_markup() {
        for words in [
            "<script>alert(1)</script>",
            "# no heading",
            "1. no list",
            "12) no list",
            "- no list",
            "--- no rule",
            "=== no heading",
            "[x](javascript:alert(1)) ![y](z) [^1] [[w]]",
            "a *b* _c_ `d` ~~e~~ &amp; <http://x> $f$ | g |",
            "{#id} :::",
            "\\",
        ] {
            assert_eq!(read(&format!("> {}\n", escaped(words))), words);
        }
    }

    proptest! {
        #[test]
        fn words_come_back(words in "[ -~é要]{1,20}") {
            let words = one_line(&words).into_owned();
            prop_assume!(!words.is_empty());
            prop_assert_eq!(unescaped(&escaped(&words)), words.clone());
            prop_assert_eq!(read(&format!("> {}\n", escaped(&words))), words);
        }
    }
}
