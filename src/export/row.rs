//! Passages and figures as rows: all that is told of each, under names that every format shares. README.md
//! says what the fields mean; they are never renamed.

use std::borrow::Cow;

use serde::Serialize;

use super::record::Stated;
use super::{Characters, Record, Unit};
use crate::library::{AnnotationId, Article, Extract};
use crate::tag::figure::{self, Decimal, Direction, Qualifier};
use crate::tag::{Kind, Label, Passage};
use crate::text::{Language, Span};

/// Characters before and behind a passage by which it is found again in a text that has changed.
const CONTEXT: usize = 32;

/// What is told of an article.
#[derive(Clone, Debug, Serialize)]
pub struct About<'a> {
    /// Where it came from.
    pub article: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Who wrote it.
    pub author: &'a str,
    /// The publication it appeared in.
    pub source: &'a str,
    /// The day, month or year it appeared.
    pub date: Option<String>,
    /// The English name of its language.
    pub language: Option<&'static str>,
    /// Whether it is starred as a whole.
    pub article_starred: bool,
    /// What was written about it as a whole.
    pub article_memo: String,
}

/// What a person did to a passage, and the words around it.
#[derive(Clone, Debug, Serialize)]
pub struct Hand<'a> {
    /// For each of its kinds whether it is suggested, confirmed or made.
    pub kind_origins: Vec<&'static str>,
    /// The same for each of its themes.
    pub theme_origins: Vec<&'static str>,
    /// Whether it is starred.
    pub starred: bool,
    /// What was written about it.
    pub memo: &'a str,
    /// The characters before it.
    pub prefix: &'a str,
    /// The characters behind it.
    pub suffix: &'a str,
}

/// A passage and its article.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Passed<'a> {
    #[serde(flatten)]
    about: &'a About<'a>,
    /// What was found.
    #[serde(flatten)]
    pub record: &'a Record<'a>,
    /// What a person did.
    #[serde(flatten)]
    pub hand: &'a Hand<'a>,
}

/// A passage by itself.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Marked<'a> {
    #[serde(flatten)]
    record: &'a Record<'a>,
    #[serde(flatten)]
    hand: &'a Hand<'a>,
}

/// A figure, its passage and its article.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Statistic<'a> {
    #[serde(flatten)]
    article: &'a About<'a>,
    start_char: usize,
    end_char: usize,
    figure: &'a str,
    value: Decimal,
    to: Option<Decimal>,
    unit: Option<figure::Unit>,
    qualifier: Option<Qualifier>,
    change: Option<Direction>,
    about: Option<&'a str>,
    text: &'a str,
    kinds: &'a [Kind],
    themes: &'a [&'a str],
    starred: bool,
    memo: &'a str,
}

/// One row.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Row<'a> {
    /// A passage.
    Passage(Passed<'a>),
    /// A figure.
    Statistic(Box<Statistic<'a>>),
}

/// Passages of one article.
#[derive(Debug)]
pub struct Page<'a> {
    /// Which of the articles that show it is, counted from 1.
    pub number: usize,
    /// The article.
    pub article: &'a Article,
    /// What is told of it.
    pub about: About<'a>,
    marked: Vec<&'a Passage>,
    records: Vec<(Record<'a>, Hand<'a>)>,
}

impl<'a> Page<'a> {
    /// Passages of an article that show.
    pub fn of(article: &'a Article, passages: &[&'a Passage], extract: &'a Extract) -> Self {
        let mut counted = Characters::of(&article.document.text);
        let record = |passage: &&'a Passage| {
            let cues = extract.cues(article, passage);
            let record = Record::of(&mut counted, passage, &cues, &extract.codebook);
            (record, Hand::of(article, passage))
        };
        let records = passages.iter().map(record).collect();
        let (about, marked) = (About::of(article), passages.to_vec());
        Self { number: 1, article, about, marked, records }
    }

    /// The same as another of the articles.
    pub(super) fn numbered(self, number: usize) -> Self {
        Self { number, ..self }
    }

    /// The same passages as the article has them.
    pub(super) fn marked(&self) -> &[&'a Passage] {
        &self.marked
    }

    /// A row for each passage.
    pub fn passages(&self) -> impl Iterator<Item = Passed<'_>> {
        let about = &self.about;
        self.records.iter().map(move |(record, hand)| Passed { about, record, hand })
    }

    /// The passages, for whoever tells of the article once.
    pub fn marks(&self) -> impl Iterator<Item = Marked<'_>> {
        self.records.iter().map(|(record, hand)| Marked { record, hand })
    }

    /// A row for each passage, or for each of the figures that they state.
    pub fn rows(&self, unit: Unit) -> Vec<Row<'_>> {
        match unit {
            Unit::Passage => self.passages().map(Row::Passage).collect(),
            Unit::Statistic => self.passages().flat_map(Passed::statistics).collect(),
        }
    }
}

impl<'a> Passed<'a> {
    fn statistics(self) -> impl Iterator<Item = Row<'a>> {
        let figures = self.record.figures.iter();
        figures.map(move |stated| Row::Statistic(Box::new(Statistic::of(self, stated))))
    }
}

impl<'a> About<'a> {
    fn of(article: &'a Article) -> Self {
        let document = &article.document;
        let heading = &document.heading;
        let said = |span: Option<Span>| span.unwrap_or_default().of(&document.text);
        let card = article.card();
        Self {
            article: &article.place,
            title: document.title(),
            author: said(heading.author),
            source: said(heading.source),
            date: heading.day.map(|day| day.to_string()),
            language: document.language.map(Language::name),
            article_starred: card.starred,
            article_memo: card.memo,
        }
    }
}

impl<'a> Hand<'a> {
    fn of(article: &'a Article, passage: &Passage) -> Self {
        let text = &article.document.text;
        let hand = passage.hand.as_deref();
        let annotation = hand.and_then(|hand| {
            let id = AnnotationId(hand.annotation);
            article.annotations().get(&id)
        });
        let origin = |label| passage.origin(label).name();
        Self {
            kind_origins: passage.kinds.iter().map(|kind| origin(Label::Kind(kind))).collect(),
            theme_origins: passage.themes.iter().map(|it| origin(Label::Theme(*it))).collect(),
            starred: hand.is_some_and(|hand| hand.starred),
            memo: annotation.map_or("", |annotation| &annotation.memo),
            prefix: last(Span { start: 0, end: passage.span.start }.of(text)),
            suffix: first(Span { start: passage.span.end, end: text.len() as u32 }.of(text)),
        }
    }
}

impl<'a> Statistic<'a> {
    fn of(passed: Passed<'a>, stated: &'a Stated<'a>) -> Self {
        let Passed { about, record, hand } = passed;
        Self {
            article: about,
            start_char: stated.start,
            end_char: stated.end,
            figure: stated.text,
            value: stated.value,
            to: stated.to,
            unit: stated.unit,
            qualifier: stated.qualifier,
            change: stated.change,
            about: stated.about,
            text: record.text,
            kinds: &record.kinds,
            themes: &record.themes,
            starred: hand.starred,
            memo: hand.memo,
        }
    }
}

/// The last few characters.
fn last(text: &str) -> &str {
    let start = text.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
    Span::new(start, text.len()).of(text)
}

/// The first few characters.
fn first(text: &str) -> &str {
    let end = text.char_indices().nth(CONTEXT).map_or(text.len(), |(at, _)| at);
    Span::new(0, end).of(text)
}

/// The words on one line, with a blank between them.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    let is_plain = |text: &str| text.split(' ').all(|word| !word.is_empty());
    let has_other = text.contains(|c: char| c.is_whitespace() && c != ' ');
    if !has_other && is_plain(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}
