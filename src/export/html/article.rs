//! An article on the page, block by block as the reader shows it, with notes on its passages beside the
//! blocks that these begin in. Comments and furniture are folded.

use std::io::{self, Write};

use super::marks::{Mark, Marks};
use super::{class, escaped, plural};
use crate::export::row::{Passed, one_line};
use crate::export::{Page, Record};
use crate::reading::flow::{Fold, is_tight, stands_in_facts};
use crate::tag::Kind;
use crate::text::shown::{clipped, counted};
use crate::text::{Block, BlockKind, Document, Furniture, Language, Marker, Span};

/// Columns of what stands for a title where there is none.
const TITLE: usize = 80;

/// Writes an article with the passages of a page.
pub(super) fn write(page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    let document = &page.article.document;
    let marks = Marks::of(page);
    let mut setter = Setter { page, document, marks, list: None, html: String::new() };
    setter.set();
    out.write_all(setter.html.as_bytes())
}

/// Lays blocks down one after the other.
struct Setter<'a> {
    page: &'a Page<'a>,
    document: &'a Document,
    marks: Marks<'a>,
    /// The list that is open.
    list: Option<List>,
    html: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum List {
    Bullets,
    Numbers,
}

impl Setter<'_> {
    fn set(&mut self) {
        let number = self.page.number;
        let is_english = self.document.language == Some(Language::ENGLISH);
        // What it is in is not known by a code.
        let language = if is_english { "" } else { " lang=\"\"" };
        self.push(&format!(
            "<article class=\"rows\" id=\"a{number}\" aria-labelledby=\"t{number}\" dir=\"auto\"{language}>\n"
        ));
        if !self.document.blocks.iter().any(|block| block.kind == BlockKind::Title) {
            let title = escaped(&clipped(self.page.about.title, TITLE));
            self.push(&format!("<h2 id=\"t{number}\">{title}</h2>\n"));
            self.facts();
        }
        let mut at = 0;
        while let Some(block) = self.document.blocks.get(at) {
            if block.kind.folds() {
                at = self.fold(at);
            } else {
                self.block(at, block);
                at += 1;
            }
        }
        self.leave_list();
        self.push("</article>\n");
    }

    fn push(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Who wrote it, when and where; what is marked in it; what a person wrote about it.
    fn facts(&mut self) {
        let about = &self.page.about;
        let date = about.date.as_deref().unwrap_or_default();
        let minutes = format!("{} min", self.page.article.minutes());
        let star = if about.article_starred { "starred" } else { "" };
        let facts = [about.author, date, about.source, about.article, &minutes, star];
        let told = facts.into_iter().filter(|fact| !fact.is_empty());
        let told: Vec<String> =
            told.map(|fact| format!("<span dir=\"auto\">{}</span>", escaped(fact))).collect();
        let tally = Kind::ALL.map(|kind| {
            let count = self.page.marked().iter().filter(|it| it.kinds.has(kind)).count();
            let words = counted(count, kind.name(), plural(kind));
            let words = if count == 0 { format!("no {}", plural(kind)) } else { words };
            format!("<b class=\"{}\">{words}</b>", class(kind))
        });
        let memo = memo(&about.article_memo);
        self.push(&format!(
            "<p class=\"facts\">{}</p>\n<p class=\"tally\">{}</p>\n{memo}",
            told.join(" "),
            tally.join(" ")
        ));
    }

    /// A run of blocks that fold; gives the index behind it.
    fn fold(&mut self, start: usize) -> usize {
        let fold = Fold::at(&self.document.blocks, start);
        let behind = fold.blocks.end;
        let blocks = self.document.blocks.iter().enumerate().skip(start).take(fold.blocks.len());
        self.leave_list();
        let whole = std::mem::take(&mut self.html);
        let passages: usize = blocks.map(|(at, block)| self.block(at, block)).sum();
        let inside = std::mem::replace(&mut self.html, whole);
        if fold.is_empty() {
            self.push(&inside);
            return behind;
        }
        let mut told = fold.describe();
        if passages > 0 {
            told.push_str(&format!(", with {}", counted(passages, "passage", "passages")));
        }
        self.push(&format!(
            "<details>\n<summary>{told}</summary>\n<div class=\"rows\">\n{inside}</div>\n</details>\n"
        ));
        behind
    }

    /// A block, if it shows; gives how many passages begin in it.
    fn block(&mut self, index: usize, block: &Block) -> usize {
        let is_blank = block.kind == BlockKind::Furniture(Furniture::Blank);
        let is_told = is_blank || stands_in_facts(self.document, block);
        let body = if is_told { Span::default() } else { block.body };
        let (stretch, here) = self.marks.stretch(block.span, body);
        if stretch.is_empty() {
            return 0;
        }
        let mut words = String::new();
        let begun = self.marks.write(stretch, &here, &mut words);
        let marker = match block.kind {
            BlockKind::Item(marker) => Some(marker),
            _ => None,
        };
        self.in_list(marker);
        let tight = if is_tight(self.document, index) { " tight" } else { "" };
        if let Some(marker) = marker {
            // A passage that covers the marker shows it.
            let number = match marker {
                Marker::Number(number) if stretch.start >= block.body.start => number.to_string(),
                _ => String::new(),
            };
            self.push(&format!("<li class=\"rows{tight}\" data-number=\"{number}\">"));
        }
        self.words(block.kind, &words, tight);
        self.notes(&begun);
        if marker.is_some() {
            self.push("</li>\n");
        }
        begun.len()
    }

    fn words(&mut self, kind: BlockKind, words: &str, tight: &str) {
        let number = self.page.number;
        let (before, behind) = match kind {
            BlockKind::Title => (format!("<h2 id=\"t{number}\" class=\"t\">"), "</h2>\n"),
            BlockKind::Heading => ("<h3 class=\"t\">".to_owned(), "</h3>\n"),
            BlockKind::Quotation => ("<blockquote class=\"t\">".to_owned(), "</blockquote>\n"),
            // `code` keeps a line break that comes first.
            BlockKind::Code => ("<pre class=\"t\"><code>".to_owned(), "</code></pre>\n"),
            other => (format!("<p class=\"t{tight}{}\">", looks(other)), "</p>\n"),
        };
        self.push(&before);
        self.push(words);
        self.push(behind);
        if kind == BlockKind::Title {
            self.facts();
        }
    }

    fn notes(&mut self, begun: &[usize]) {
        if begun.is_empty() {
            return;
        }
        let marks = begun.iter().filter_map(|at| self.marks.get(*at));
        let notes: String = marks.map(note).collect();
        self.push(&format!("<ul class=\"notes\">\n{notes}</ul>\n"));
    }

    /// Goes on with a list, begins one, or ends it.
    fn in_list(&mut self, marker: Option<Marker>) {
        let list = marker.map(|marker| match marker {
            Marker::Bullet => List::Bullets,
            Marker::Number(_) => List::Numbers,
        });
        if list == self.list {
            return;
        }
        self.leave_list();
        self.list = list;
        match list {
            Some(List::Bullets) => self.push("<ul class=\"list\" role=\"list\">\n"),
            Some(List::Numbers) => self.push("<ol class=\"list\" role=\"list\">\n"),
            None => {}
        }
    }

    fn leave_list(&mut self) {
        match self.list.take() {
            Some(List::Bullets) => self.push("</ul>\n"),
            Some(List::Numbers) => self.push("</ol>\n"),
            None => {}
        }
    }
}

/// The class of blocks that are paragraphs of the page.
fn looks(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Byline | BlockKind::Dateline => " byline",
        BlockKind::Question => " question",
        BlockKind::Row { head: true } => " row head",
        BlockKind::Row { head: false } => " row",
        BlockKind::Disclaimer => " disclaimer",
        BlockKind::Commenter => " commenter",
        BlockKind::Comment { .. } => " comment",
        BlockKind::Furniture(_) => " furniture",
        _ => "",
    }
}

/// What is known of a passage.
fn note(mark: &Mark<'_>) -> String {
    let Passed { record, hand, .. } = &mark.passed;
    let origin = |origin: &str| match origin {
        "suggested" => String::new(),
        other => format!(" <i>{other}</i>"),
    };
    let kinds = record.kinds.iter().zip(&hand.kind_origins).map(|(kind, from)| {
        format!("<b class=\"{}\">{}</b>{}", class(*kind), kind.name(), origin(from))
    });
    let kinds: Vec<String> = kinds.collect();
    let kinds = if kinds.is_empty() { "passage".to_owned() } else { kinds.join(" ") };
    let themes = record.themes.iter().zip(&hand.theme_origins);
    let themes: Vec<String> =
        themes.map(|(theme, from)| format!("{}{}", escaped(theme), origin(from))).collect();
    let cues = cues(record);
    let mut html = format!("<li>{kinds}");
    if hand.starred {
        html.push_str(" <i class=\"star\">starred</i>");
    }
    if !themes.is_empty() {
        html.push_str(&format!("<span>{}</span>", themes.join(", ")));
    }
    if !cues.is_empty() {
        html.push_str(&format!("<small>{}</small>", cues.join(", ")));
    }
    html.push_str(&memo(hand.memo));
    html.push_str("</li>\n");
    html
}

/// The words that made a passage be marked, each once and none that is part of another.
fn cues(record: &Record<'_>) -> Vec<String> {
    let mut cues: Vec<&str> = Vec::new();
    for cue in record.cues.iter().map(|cue| cue.text) {
        if !cues.contains(&cue) {
            cues.push(cue);
        }
    }
    let is_whole = |cue: &&str| !cues.iter().any(|other| other != cue && other.contains(*cue));
    cues.iter().copied().filter(is_whole).map(|cue| escaped(&one_line(cue))).collect()
}

/// What a person wrote, line by line.
fn memo(memo: &str) -> String {
    if memo.is_empty() {
        return String::new();
    }
    format!("<p class=\"memo\" dir=\"auto\"><span class=\"hid\">Memo: </span>{}</p>", escaped(memo))
}
