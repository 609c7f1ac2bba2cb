//! An article as a source: its passages as selections in code points, each with its words as a name, the
//! marks on it as codings of whoever put them there, the memo as its description.

use std::io::{self, Write};

use super::codes::{Codes, Names as Unique};
use super::xml::Xml;
use super::{Names, Users, text_path};
use crate::export::guid::Guid;
use crate::library::{AnnotationId, Article};
use crate::tag::{Label, Origin, Passage};
use crate::text::{Day, Points};

/// Writes articles, one after the other.
pub(super) struct Writer<'a> {
    codes: &'a Codes,
    users: &'a Users,
    given: Unique,
}

impl<'a> Writer<'a> {
    /// With marks as these codes, by these users.
    pub(super) fn new(codes: &'a Codes, users: &'a Users) -> Self {
        Self { codes, users, given: Unique::default() }
    }

    /// Writes an article with these of its passages; gives how many selections there are.
    pub(super) fn write<W: Write>(
        &mut self,
        article: &Article,
        passages: &[&Passage],
        xml: &mut Xml<W>,
    ) -> io::Result<usize> {
        let names = Names::of(&article.name);
        xml.start("TextSource")?;
        xml.attribute("guid", &names.guid)?;
        let title = article.document.title();
        let title = if title.trim().is_empty() { &article.place } else { title };
        xml.attribute("name", &self.given.unique(title, "article"))?;
        xml.attribute("plainTextPath", &text_path(&names.guid))?;
        xml.attribute("creatingUser", &self.users.person)?;
        if let Some(date) = article.document.heading.day.and_then(midnight) {
            xml.attribute("creationDateTime", &date)?;
        }
        let points = Points::of(&article.document.text);
        for passage in passages {
            self.selection(article, passage, &points, xml)?;
        }
        if !article.card().memo.is_empty() {
            xml.point("NoteRef", "targetGUID", &names.note)?;
        }
        xml.end()?;
        Ok(passages.len())
    }

    fn selection<W: Write>(
        &self,
        article: &Article,
        passage: &Passage,
        points: &Points<'_>,
        xml: &mut Xml<W>,
    ) -> io::Result<()> {
        let [start, end] =
            [passage.span.start, passage.span.end].map(|at| points.before(at).to_string());
        let hand = passage.hand.as_deref();
        let user = if hand.is_some() { &self.users.person } else { &self.users.tagger };
        xml.start("PlainTextSelection")?;
        xml.attribute("guid", &Guid::of(&[&article.name, &start, &end]).capitals())?;
        xml.attribute("name", passage.span.of(&article.document.text))?;
        xml.attribute("startPosition", &start)?;
        xml.attribute("endPosition", &end)?;
        xml.attribute("creatingUser", user)?;
        let annotation =
            hand.and_then(|hand| article.annotations().get(&AnnotationId(hand.annotation)));
        if let Some(annotation) = annotation.filter(|it| !it.memo.is_empty()) {
            xml.words("Description", &annotation.memo)?;
        }
        for label in passage.labels() {
            let Some(code) = self.codes.of_label(label) else { continue };
            for user in self.who(passage.origin(label)) {
                let mark = match label {
                    Label::Kind(kind) => kind.name(),
                    Label::Theme(_) => code,
                };
                let words = ["coding", &article.name, &start, &end, mark, user];
                xml.start("Coding")?;
                xml.attribute("guid", &Guid::of(&words).capitals())?;
                xml.attribute("creatingUser", user)?;
                xml.point("CodeRef", "targetGUID", code)?;
                xml.end()?;
            }
        }
        xml.end()
    }

    /// Who put a mark there: both where a person confirmed what was suggested.
    fn who(&self, origin: Origin) -> impl Iterator<Item = &'a str> {
        let Users { person, tagger } = self.users;
        let by_tagger = (origin != Origin::Made).then_some(tagger.as_str());
        let by_person = (origin != Origin::Suggested).then_some(person.as_str());
        by_tagger.into_iter().chain(by_person)
    }
}

/// The beginning of a day; none where only month or year are known.
fn midnight(day: Day) -> Option<String> {
    let is_known = day.month > 0 && day.day > 0;
    is_known.then(|| format!("{:04}-{:02}-{:02}T00:00:00Z", day.year, day.month, day.day))
}
